"""What a person does in a chat: each deed is one call of the driver.

A deed comes as JSON: `person`, `chat`, `do`, and what that deed needs. All ids are strings.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypedDict

from simulator.driver.actor import CannotDo
from simulator.driver.attachments import Where
from simulator.driver.bubble import Bubble
from simulator.driver.person import Person
from simulator.page.stage import Stage, Unknown
from simulator.wire import JSON
from simulator.world.chats import Chat, PrivateChat
from simulator.world.groups import SharedChat
from simulator.world.users import BotAccount

Deed: TypeAlias = Callable[["Act"], Awaitable[JSON | None]]


class Target(TypedDict, total=False):
    """Where, as the driver's methods take it."""

    in_group: SharedChat
    to: BotAccount


class Act:
    """One deed with what it names looked up."""

    def __init__(self, stage: Stage, given: JSON) -> None:
        self.stage, self.given = stage, given
        self.person: Person = stage.person(self.text("person"))
        self.chat: Chat = stage.chat(self.text("chat"))

    def text(self, name: str) -> str:
        value = self.given.get(name, "")
        if not isinstance(value, str):
            raise Unknown(f"{name} must be text")
        return value

    def texts(self, name: str) -> list[str]:
        values = self.given.get(name)
        return [str(value) for value in values] if isinstance(values, list) else []

    def number(self, name: str) -> float:
        value: Any = self.given.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unknown(f"{name} must be a number")
        return float(value)

    def bubble(self, name: str = "message") -> Bubble:
        """A message that is on the screen; `old` is the chat it was in before an upgrade."""
        chat = self.stage.chat(self.text("old")) if self.text("old") else self.chat
        message = chat.messages.get(int(self.text(name) or 0))
        if message is None:
            raise CannotDo("the message is gone")
        return Bubble(message)

    def where(self, chat: Chat | None = None) -> Target:
        chat = chat or self.chat
        if isinstance(chat, SharedChat):
            return {"in_group": chat}
        return {"to": self.stage.bot}

    @property
    def topic(self) -> int:
        return int(self.text("topic") or 0)


async def write(act: Act) -> None:
    await act.person.writes(act.text("text"), topic=act.topic, **act.where())


async def reply(act: Act) -> None:
    await act.person.replies(act.bubble(), act.text("text"), quote=act.text("quote"))


async def edit(act: Act) -> None:
    await act.person.edits(act.bubble(), act.text("text"))


async def delete(act: Act) -> None:
    await act.person.deletes(act.bubble())


async def forward(act: Act) -> None:
    await act.person.forwards(act.bubble(), **act.where(act.stage.chat(act.text("to"))))


async def tap(act: Act) -> JSON:
    made = await act.person.taps(act.bubble(), act.text("label"))
    return {"url": made.url, "opened": _opened(act, made.url)}


async def follow(act: Act) -> JSON:
    """A link in a message."""
    await act.person.opens(act.text("url"))
    return {"opened": _opened(act, act.text("url"))}


def _opened(act: Act, url: str) -> str:
    """The private chat, where the link leads there."""
    name = f"t.me/{act.stage.bot.username}".lower()
    return f"p{act.person.id}" if name in url.lower() else ""


async def start(act: Act) -> None:
    await act.person.starts(act.stage.bot, act.text("payload") or None)


async def block(act: Act) -> None:
    await act.person.blocks(act.stage.bot)


async def unblock(act: Act) -> None:
    await act.person.unblocks(act.stage.bot)


async def join(act: Act) -> None:
    if isinstance(act.chat, PrivateChat):
        raise CannotDo("one doesn't join a private chat")
    await act.person.joins(act.stage.group(act.text("chat")))


async def leave(act: Act) -> None:
    if isinstance(act.chat, SharedChat):
        await act.person.leaves(act.chat)


async def ask(act: Act) -> None:
    """A poll."""
    await act.person.asks(act.text("question"), *act.texts("options"), **sending(act))


async def vote(act: Act) -> None:
    await act.person.votes(act.bubble(), *act.texts("options"))


async def react(act: Act) -> None:
    await act.person.reacts(act.bubble(), *filter(None, [act.text("emoji")]))


async def types(act: Act) -> None:
    await act.person.types(**act.where())


async def locate(act: Act) -> None:
    await act.person.sends_location(act.number("latitude"), act.number("longitude"), **sending(act))


def sending(act: Act) -> Where:
    """Where something is sent, and as a reply to what."""
    where: Where = {}
    if isinstance(act.chat, SharedChat):
        where["in_group"] = act.chat
    else:
        where["to"] = act.stage.bot
    if act.topic:
        where["topic"] = act.topic
    if act.text("message"):
        where["reply_to"] = act.bubble()
    return where


DEEDS: dict[str, Deed] = {
    deed.__name__: deed
    for deed in (
        write, reply, edit, delete, forward, tap, follow, start, block, unblock, join, leave,
        ask, vote, react, types, locate,
    )
}  # fmt: skip


async def do(stage: Stage, given: JSON) -> JSON:
    """Raises CannotDo where Telegram's apps offer no such thing, Unknown for nonsense."""
    name = str(given.get("do", ""))
    if name not in DEEDS:
        raise Unknown(f"no such deed: {name}")
    return await DEEDS[name](Act(stage, given)) or {}
