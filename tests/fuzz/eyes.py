"""Who reads what: marks in what was said, looked for in all that goes out.

A mark says in which chat, and by whom, something was said; by whom it may be read follows from
that and from the case that it became part of.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from bot.keyboards import keyboard
from bot.reading import Reading, read
from bot.store import Store
from locales import render, render_plain
from models.address import Address
from models.case import Case
from models.exchange import Direction, Exchange, Operation, Voice
from models.person import Person
from models.station import Group, GroupKind
from services.desk import Acknowledgement
from simulator.text.formatting import CAPTION_LIMIT, TEXT_LIMIT, format_text
from simulator.text.units import width
from tests.fuzz.corpus import Corpus

MARK = re.compile(r"kn(\d{7})z")
ZONE = "Asia/Shanghai"
DATA_BYTES = 64  # Bot API, InlineKeyboardButton


@dataclass(frozen=True)
class Origin:
    """Where something was said, and by whom (Telegram's ids)."""

    chat_id: int | None
    sender_id: int | None


class Eyes:
    def __init__(self, corpus: Corpus, store: Store) -> None:
        self.corpus, self.store = corpus, store
        self.newest = 0  # of the exchanges that were there before
        self.marks: dict[str, Origin] = {}
        self.faults: list[str] = []

    def read(self, updates: Iterable[dict[str, Any]]) -> None:
        """Put a mark on whatever has words."""
        for update in updates:
            reading = read(update)
            message = reading.message
            key = next((one for one in ("text", "caption") if message.get(one)), None)
            if key is not None and reading.callback_id is None and isinstance(message[key], str):
                self._mark(reading, key)

    def _mark(self, reading: Reading, key: str) -> None:
        """Behind the words; a mention or a command that stands alone says who is meant."""
        words = reading.message[key]
        if len(words) > 16 or len(self.marks) % 2:
            mark = f"{len(self.marks):07}"
            reading.message[key] = f"{words} kn{mark}z"
            self.marks[mark] = Origin(
                reading.chat_id, reading.sender.id if reading.sender else None
            )

    def acknowledged(self, acknowledgements: Sequence[Acknowledgement]) -> None:
        """Answers to taps say nothing that anybody wrote, and fit."""
        for one in acknowledgements:
            if one.template is None:
                continue
            text = render_plain(one.template, one.language, one.values, ZONE)
            if MARK.search(text):
                self.faults.append(f"A tap was answered with somebody's words: {text!r}")
            if len(text) > 200:  # Bot API, answerCallbackQuery
                self.faults.append(f"An answer to a tap is too long: {text!r}")

    async def look(self) -> int:
        """Through all that would go out; how many messages that were."""
        async with self.store.reading() as session:
            scene = Scene(
                {one.id: one for one in await session.scalars(select(Address))},
                {one.id: one for one in await session.scalars(select(Person))},
                {one.id: one for one in await session.scalars(select(Group))},
                {one.id: one for one in await session.scalars(select(Case))},
            )
            rows = list(
                await session.scalars(
                    select(Exchange).where(Exchange.id > self.newest).order_by(Exchange.id)
                )
            )
        heard = {one.id: one for one in rows if one.direction is Direction.IN}
        voices = _voices(heard.values())
        out = [one for one in rows if one.direction is Direction.OUT]
        for row in out:
            shown = self._drawn(row)
            for mark in _marks(shown, heard.get(row.source_id or 0)):
                origin = self.marks.get(mark)
                if origin and not scene.may_read(row, origin, voices.get(mark)):
                    to = scene.addresses[row.address_id].external_id
                    self.faults.append(
                        f"{row.template} in {to} shows what was said in {origin.chat_id} by "
                        f"{origin.sender_id}: {shown}"
                    )
        return len(out)

    def _drawn(self, row: Exchange) -> str:
        """As people read it. Telegram takes it: the markup, the lengths, the buttons."""
        if row.template is None or row.language is None:
            return ""
        try:
            source = render(row.template, row.language, row.values or {}, ZONE)
            text, _ = format_text(source, "HTML", None)
            markup = keyboard(row.actions, row.language, self.corpus.username)
        except Exception as error:
            self.faults.append(f"{row.template} can't be drawn: {error!r}: {row.values}")
            return ""
        limit = CAPTION_LIMIT if row.operation is Operation.COPY else TEXT_LIMIT
        if width(text) > limit or (not text and row.operation is not Operation.COPY):
            self.faults.append(f"{row.template} has {width(text)} units: {row.values}")
        for button in (one for line in (markup.inline_keyboard if markup else []) for one in line):
            size = len((button.callback_data or "x").encode())
            if not button.text.strip() or size > DATA_BYTES:
                self.faults.append(f"A button that Telegram refuses: {button!r}")
        return f"{text} {row.actions}"


@dataclass(frozen=True)
class Scene:
    """The record, as far as it says who may read what."""

    addresses: dict[int, Address]
    people: dict[int, Person]
    groups: dict[int, Group]
    cases: dict[int, Case]

    def may_read(self, row: Exchange, origin: Origin, voice: Voice | None) -> bool:
        to = self.addresses[row.address_id]
        case = self.cases.get(row.case_id or 0)
        if self._is_same(to, origin.chat_id) or self._is_staffs(to):
            return True
        if to.external_id == origin.sender_id:
            return True  # One's own words.
        if voice is Voice.NOTE and not self._is_room(to):
            return False
        if to.is_private:
            return case is not None and case.asker_id == to.person_id
        by_staff = self._by_staff(origin)
        if self._is_room(to):
            return case is not None and not case.is_private
        return by_staff and case is not None and self._is_of(case, to)

    def _is_same(self, to: Address, chat_id: int | None) -> bool:
        """The chat, or the same group before or after it moved."""
        there = next((one for one in self.addresses.values() if one.external_id == chat_id), None)
        if there is None or there.group_id is None:
            return to.external_id == chat_id
        return to.group_id == there.group_id

    def _is_staffs(self, address: Address) -> bool:
        person = self.people.get(address.person_id or 0)
        return person is not None and person.is_staff

    def _by_staff(self, origin: Origin) -> bool:
        known = (one for one in self.addresses.values() if one.external_id == origin.sender_id)
        return any(self._is_staffs(one) for one in known)

    def _is_room(self, address: Address) -> bool:
        group = self.groups.get(address.group_id or 0)
        return group is not None and group.kind is GroupKind.DUTY_ROOM

    def _is_of(self, case: Case, to: Address) -> bool:
        return not case.is_private and case.group_id is not None and to.group_id == case.group_id


def _marks(shown: str, source: Exchange | None) -> set[str]:
    copied = source.text or "" if source is not None else ""
    return set(MARK.findall(shown)) | set(MARK.findall(copied))


def _voices(heard: Iterable[Exchange]) -> dict[str, Voice]:
    return {
        mark: one.voice
        for one in heard
        if one.voice is not None
        for mark in MARK.findall(one.text or "")
    }
