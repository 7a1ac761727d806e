"""The kinds of trouble a call can meet."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias, TypedDict

from aiohttp import web

from simulator.call import Call
from simulator.errors import Refusal
from simulator.wire import dumps

Predicate: TypeAlias = Callable[[Call], bool]
BAD_GATEWAY = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n" \
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n" \
    b"</body>\r\n</html>\r\n"  # fmt: skip


class HasId(Protocol):
    @property
    def id(self) -> int: ...


Chat: TypeAlias = int | HasId


class Where(TypedDict, total=False):
    """Which calls a fault strikes, and how often; `when` sees the call's parameters."""

    method: str
    chat: Chat
    times: int
    when: Predicate


@dataclass(slots=True, kw_only=True)
class Fault:
    """Strikes calls that fit, `times` times (None: until it is lifted)."""

    name: str = "fault"
    method: str | None = None
    chat: Chat | None = None
    times: int | None = None
    when: Predicate | None = None
    struck: int = 0

    def fits(self, call: Call) -> bool:
        if self.method and self.method.lower() != call.method.lower():
            return False
        if self.chat is not None and str(call.chat_id) != _address(self.chat):
            return False
        return self.when is None or self.when(call)

    def lift(self) -> None:
        """Called as it is taken away."""

    @property
    def is_over(self) -> bool:
        return self.times is not None and self.struck >= self.times

    async def before(self, request: web.BaseRequest) -> web.StreamResponse | None:
        """Acts before the call is carried out; an answer ends it there."""
        return None

    async def after(self, request: web.BaseRequest) -> web.StreamResponse | None:
        """Acts once it is carried out, in place of the true answer."""
        return None


@dataclass(slots=True, kw_only=True)
class Refused(Fault):
    refusal: Refusal

    async def before(self, request: web.BaseRequest) -> web.StreamResponse | None:
        body = dumps(self.refusal.as_json())
        return web.Response(status=self.refusal.code, body=body, content_type="application/json")


@dataclass(slots=True, kw_only=True)
class BadGateway(Fault):
    accepted: bool

    async def before(self, request: web.BaseRequest) -> web.StreamResponse | None:
        return None if self.accepted else self._page()

    async def after(self, request: web.BaseRequest) -> web.StreamResponse | None:
        return self._page()

    def _page(self) -> web.Response:
        return web.Response(status=502, body=BAD_GATEWAY, content_type="text/html")


@dataclass(slots=True, kw_only=True)
class LostAnswer(Fault):
    accepted: bool

    async def before(self, request: web.BaseRequest) -> web.StreamResponse | None:
        return None if self.accepted else _hang_up(request)

    async def after(self, request: web.BaseRequest) -> web.StreamResponse | None:
        return _hang_up(request)


@dataclass(slots=True, kw_only=True)
class Delay(Fault):
    seconds: float
    accepted: bool

    async def before(self, request: web.BaseRequest) -> web.StreamResponse | None:
        if not self.accepted:
            await asyncio.sleep(self.seconds)
        return None

    async def after(self, request: web.BaseRequest) -> web.StreamResponse | None:
        if self.accepted:
            await asyncio.sleep(self.seconds)
        return None


@dataclass(slots=True, kw_only=True)
class Muted(Fault):
    """No answer at all until it is lifted; then the connection breaks."""

    lifted: asyncio.Event = field(default_factory=asyncio.Event)

    async def before(self, request: web.BaseRequest) -> web.StreamResponse | None:
        await self.lifted.wait()
        return _hang_up(request)

    def lift(self) -> None:
        self.lifted.set()


def _address(chat: Chat) -> str:
    return str(chat if isinstance(chat, int) else chat.id)


def _hang_up(request: web.BaseRequest) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()
