"""What each process sent, as Telegram saw it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

from simulator import Telegram
from simulator.call import Call
from simulator.trouble import Fault

EDIT = "editMessageText"
SENDS = ("sendMessage", "copyMessage", EDIT)


@dataclass(frozen=True)
class Sent:
    """By whom (a token), when (Unix seconds), and the message that it left there or changed."""

    token: str
    at: float
    chat: int
    message_id: int
    is_edit: bool


@dataclass(slots=True, kw_only=True)
class Listening(Fault):
    """Does nothing to a call but write it down."""

    calls: list[Sent] = field(default_factory=list)
    call: Call | None = None

    def fits(self, call: Call) -> bool:
        self.call = call
        return call.method in SENDS

    async def after(self, request: web.BaseRequest) -> web.StreamResponse | None:
        """As it was carried out, nothing else has come between."""
        call, token = self.call, request.raw_path[4:].partition("/")[0]
        assert call is not None
        edited = call.parameters.integer("message_id") if call.method == EDIT else 0
        message_id = edited or next(reversed(call.chat().messages))
        self.calls.append(Sent(token, time.time(), int(call.chat_id), message_id, edited > 0))
        return None


@contextmanager
def heard(telegram: Telegram) -> Iterator[list[Sent]]:
    listening = Listening()
    telegram.faults.add(listening)
    yield listening.calls
    telegram.faults.lift(listening)
