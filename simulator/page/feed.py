"""What happens, on its way to every open page (server-sent events).

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
from collections.abc import Iterator

from aiohttp import web

from simulator.page.chat_view import chat_view
from simulator.page.message_view import message_view
from simulator.page.stage import Stage, chat_key
from simulator.wire import JSON, dumps
from simulator.world.changes import Change
from simulator.world.chats import Chat
from simulator.world.groups import Group as BasicGroup

KEEP_ALIVE = 15.0
HEADERS = {"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
SHOWN = ("message", "edit", "delete", "pin", "unpin")


class Feed:
    """Each page has a queue, and is told its language apart."""

    def __init__(self) -> None:
        self._pages: dict[asyncio.Queue[JSON | None], str] = {}

    @property
    def languages(self) -> set[str]:
        return set(self._pages.values())

    def send(self, event: JSON, language: str | None = None) -> None:
        for queue, spoken in self._pages.items():
            if language in (None, spoken):
                queue.put_nowait(event)

    def close(self) -> None:
        """Ends all streams, so that the server can stop."""
        for queue in self._pages:
            queue.put_nowait(None)

    async def stream(self, request: web.Request, language: str) -> web.StreamResponse:
        queue: asyncio.Queue[JSON | None] = asyncio.Queue()
        self._pages[queue] = language
        response = web.StreamResponse(headers=HEADERS)
        try:
            await response.prepare(request)
            await response.write(b": here\n\n")
            while (line := await _next_line(queue)) is not None:
                await response.write(line)
        except ConnectionError:
            pass  # The page was closed.
        finally:
            del self._pages[queue]
        return response


async def _next_line(queue: asyncio.Queue[JSON | None]) -> bytes | None:
    try:
        async with asyncio.timeout(KEEP_ALIVE):
            event = await queue.get()
    except TimeoutError:
        return b": still here\n\n"
    return None if event is None else b"data: %b\n\n" % dumps(event)


def events(stage: Stage, change: Change) -> Iterator[JSON]:
    """What a change on people's screens is to the page."""
    chat, message = change.chat, change.message
    if change.kind == "answer" and change.person:
        answer = change.details["answer"]
        yield {
            "type": "answer",
            "person": str(change.person.id),
            "text": answer.text,
            "alert": answer.show_alert,
            "url": answer.url,
        }
    elif change.kind == "typing":
        by = change.details.get("by") or change.details["bot"]
        yield {"type": "typing", "chat": chat_key(chat), "by": str(by.id), "name": by.name}
    elif message is None and change.kind in ("reaction", "poll"):
        yield from _messages_touched(chat, change)
    elif message is not None and change.kind in SHOWN:
        yield {"type": "message", "how": change.kind, "message": message_view(message)}
    if change.kind in ("chat", "pin", "unpin", "delete") or (message and message.is_service):
        yield {"type": "chat", "chat": chat_view(stage, chat)}
        for old in _former(stage, chat):
            yield {"type": "chat", "chat": chat_view(stage, old)}


def _messages_touched(chat: Chat, change: Change) -> Iterator[JSON]:
    number = change.details.get("message_id")
    poll = change.details.get("poll", {}).get("id")
    for message in chat.messages.values():
        if message.id == number or (poll and message.content.get("poll", {}).get("id") == poll):
            yield {"type": "message", "how": "edit", "message": message_view(message)}


def _former(stage: Stage, chat: Chat) -> list[Chat]:
    """The group that this supergroup was before."""
    groups = stage.telegram.world.chats.values()
    return [one for one in groups if isinstance(one, BasicGroup) and one.upgraded_to is chat]
