"""A street in which Hypothesis may do anything, and what has to be true of it once all is quiet."""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from models.address import Address
from models.case import Case
from models.exchange import Delivery, Direction, Exchange, Voice
from models.journal import JournalEntry, UpdateState
from simulator import Bubble, Person
from simulator.text.detection import detect
from simulator.text.formatting import TEXT_LIMIT
from simulator.text.units import width
from simulator.wire import dumps
from simulator.world.chats import Chat
from simulator.world.inbox import Inbox
from simulator.world.messages import Message
from tests.street import GRID, Street, open_street

T = TypeVar("T")
MARKS = re.compile(r"k\d+ze?")
SURROGATES = re.compile("[\ud800-\udfff]")
# What Telegram may answer in the ordinary course of things; that it can't read us is none of it.
ORDINARY = ("not modified", "query is too old", "not found", "can't be edited")


@dataclass
class Said:
    """`mark` stands before and behind the words. `spared`: nobody need be told of it."""

    mark: str
    who: Person
    chat_id: int
    kind: str
    spared: bool = False


@dataclass
class Neighbourhood:
    """One street for many runs, each with residents of its own. Hypothesis isn't asynchronous:
    the street's loop runs while it is asked something, and stands still between."""

    database: str
    folder: Path
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    marks: int = 0

    def open(self) -> None:
        self.street = self.run(
            self.stack.enter_async_context(open_street(self.database, self.folder, "en"))
        )
        self._raw: dict[bytes, bytes] = {}
        hold = self.street.bot.inbox.hold

        def as_typed(inbox: Inbox, kind: str, body: bytes, lane: int) -> bool:
            """What no text of ours can hold travels all the same."""
            found = [shown for shown in self._raw if shown in body]
            if not found:
                return hold(inbox, kind, body, lane) if hold is not None else False
            inbox.append(kind, body.replace(found[0], self._raw[found[0]]), lane)
            return True

        self.street.bot.inbox.hold = as_typed
        self.run(self._settle())

    def travels(self, shown: str, typed: str) -> None:
        """With the half surrogates that are replaced where people read it."""
        if shown != typed:
            self._raw[dumps(shown)] = json.dumps(typed).encode()

    async def _settle(self) -> None:
        street = self.street
        street.grid(GRID)
        self.ben = street.officer("Ben")
        self.carol = street.officer("Carol", position="backup")
        self.room = street.duty_room(self.ben, self.carol)
        await street.quiet()

    def close(self) -> None:
        self.run(self.stack.aclose())
        self.runner.close()

    def run(self, what: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(what)


class Run:
    """One run: a new asker and a new neighbour, and all that was said."""

    def __init__(self, hood: Neighbourhood) -> None:
        self.hood, self.street = hood, hood.street
        self.said: list[Said] = []
        self.chatter: list[Message] = []
        hood.marks += 1
        self.asker = self._resident(f"Anna {hood.marks}")
        self.neighbour = self._resident(f"Ella {hood.marks}")
        self.officers = (hood.ben, hood.carol)
        self.street.telegram.calls.clear()
        self.first = self.street.telegram.world.post(
            self.group, self.street.bot, {"text": "A new run"}
        ).order

    def _resident(self, name: str) -> Person:
        person = self.street.telegram.person(name)
        self.street.maple_street.seat(person)
        self.hood.run(person.starts(self.street.bot))
        return person

    @property
    def group(self) -> Chat:
        return self.street.maple_street.chat

    def private(self, who: Person) -> Chat:
        return self.street.telegram.world.private_chat(who.user, self.street.bot)

    def shown(self, who: Person, chat: Chat | None = None) -> list[Bubble]:
        """The bot's messages of this run on this person's screen."""
        return [
            Bubble(one)
            for place in ([chat] if chat else who.chats())
            for one in place.messages.values()
            if one.sender is self.street.bot and one.order > self.first
        ]

    def own(self, who: Person) -> list[Message]:
        return [
            one
            for chat in who.chats()
            for one in chat.messages.values()
            if one.sender is who.user and one.order > self.first and "text" in one.content
        ]

    # -- What people do ------------------------------------------------------------------------

    def say(
        self, who: Person, chat: Chat, words: str, kind: str, *,
        reply_to: Message | None = None, before: str = "", spared: bool = False,
    ) -> None:  # fmt: skip
        """As typed: also what no keyboard has."""
        mark = self._mark()
        text = before + _fitting(f"{mark} {words} {mark}e")
        self.said.append(Said(mark, who, chat.id, kind, spared))
        if who.id in (one.id for one in self.officers) and chat.id > 0:
            self.said[-1].chat_id = who.id
        self.hood.travels(_clean(text), text)
        world = self.street.telegram.world
        message = world.post(chat, who.user, _content(text), reply_to=reply_to)
        if kind == "chatter":
            self.chatter.append(message)

    def edit(self, message: Message, who: Person, words: str) -> None:
        mark = self._mark()
        kind = "chatter" if any(message is one for one in self.chatter) else "edit"
        self.said.append(Said(mark, who, message.chat.id, kind, spared=True))
        text = _fitting(f"{mark} {words} {mark}e")
        self.hood.travels(_clean(text), text)
        message.content = _content(text)
        self.street.telegram.world.touch(message)

    def _mark(self) -> str:
        self.hood.marks += 1
        return f"k{self.hood.marks}z"

    # -- What has to be true -------------------------------------------------------------------

    async def check(self) -> None:
        await self.street.quiet()
        record = await Record.read(self.street)
        self._nothing_is_lost(record)
        self._nothing_is_in_the_wrong_chat(record)
        await self._telegram_took_all()

    def _nothing_is_lost(self, record: "Record") -> None:
        officers = {one.id for one in self.officers} | {self.hood.room.id}
        for said in self.said:
            heard = record.heard.get(said.mark)
            if said.kind == "chatter":
                assert heard is None, f"{said} wasn't for us, and is on record"
                continue
            assert heard is not None, f"{said} isn't on record"
            # Both ends of it, however long it is.
            reached = record.reached[said.mark] & record.reached[f"{said.mark}e"]
            if said.kind in ("resident", "request") and not said.spared:
                assert reached & officers, f"{said} reached no officer: {reached}"
            case = record.cases.get(heard.case_id or 0)
            if said.kind == "answer" and heard.voice is Voice.OFFICER and case and not said.spared:
                asker = record.chats.get(case.asker_id or 0)
                group = self.group.id
                assert reached & {asker, group}, f"{said} reached no asker: {reached}"

    def _nothing_is_in_the_wrong_chat(self, record: "Record") -> None:
        residents = {self.asker.id, self.neighbour.id}
        for said in self.said:
            reached = record.reached[said.mark]
            if said.kind == "note":
                assert not reached & {self.group.id, *residents}, f"{said} is read in {reached}"
            if said.chat_id in residents:
                others = {self.group.id, *residents} - {said.chat_id}
                assert not reached & others, f"{said}, a private word, is read in {reached}"
                assert self.hood.room.id not in reached, f"{said} is read in the duty room"
            heard = record.heard.get(said.mark)
            case = record.cases.get(heard.case_id or 0) if heard else None
            if case is not None and case.is_private and heard is not None:
                shown = [one.text for one in self.shown(self.asker, self.group)]
                assert not any(said.mark in text for text in shown), f"{said} shows in the group"

    async def _telegram_took_all(self) -> None:
        async with self.street.record() as session:
            failed = list(
                await session.scalars(select(Exchange).where(Exchange.delivery == Delivery.FAILED))
            )
            parked = list(
                await session.scalars(
                    select(JournalEntry).where(JournalEntry.state == UpdateState.PARKED)
                )
            )
        assert not failed, [(one.template, one.error, one.values) for one in failed]
        assert not parked, [one.error for one in parked]
        refused = [
            (call.method, call.outcome, call.parameters)
            for call in self.street.telegram.calls.refused()
            if not any(words in call.outcome for words in ORDINARY)
        ]
        assert not refused, refused


@dataclass
class Record:
    """What is on record: what was said, and where its marks were delivered."""

    heard: dict[str, Exchange]
    reached: dict[str, set[int]]
    cases: dict[int, Case]
    chats: dict[int, int]  # of people, by Telegram's ids

    @classmethod
    async def read(cls, street: Street) -> "Record":
        async with street.record() as session:
            addresses = {one.id: one for one in await session.scalars(select(Address))}
            cases = {one.id: one for one in await session.scalars(select(Case))}
            rows = list(await session.scalars(select(Exchange).order_by(Exchange.id)))
        heard: dict[str, Exchange] = {}
        reached: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            for mark in _marks(row.text or ""):
                if row.direction is Direction.IN:
                    heard[mark] = row
                elif row.delivery is Delivery.DONE:
                    reached[mark].add(addresses[row.address_id].external_id)
        chats = {one.person_id: one.external_id for one in addresses.values() if one.person_id}
        return cls(heard, reached, cases, chats)


def _marks(text: str) -> set[str]:
    return set(MARKS.findall(text))


def _fitting(text: str) -> str:
    """As long as a message may be, with both its marks."""
    mark = text.rsplit(" ", 1)[1]
    while width(text) > TEXT_LIMIT - 8:
        text = text[: len(text) - (width(text) - TEXT_LIMIT + 8) // 2 - len(mark) - 2] + f" {mark}"
    return text


def _clean(text: str) -> str:
    return SURROGATES.sub("\ufffd", text)


def _content(text: str) -> dict[str, Any]:
    text = _clean(text)
    entities = detect(text, [])
    return {"text": text} | ({"entities": entities} if entities else {})
