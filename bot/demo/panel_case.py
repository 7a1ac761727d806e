"""One case for the side panel: what happened to it, what was said, and whether it arrived."""

import html
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from locales import filters, mark
from models.address import Address
from models.case import Case, CaseEvent, CaseState
from models.exchange import Delivery, Direction, Exchange, Purpose
from models.person import Person
from models.station import Group
from services import story
from services.desk import Desk

_TAG = re.compile(r"<[^>]*>")
COLORS = {"🔴": "red", "🟡": "yellow", "🟢": "green", "⚪": "grey"}
Words = dict[str, Any]
Names = dict[int, str]


async def read_case(desk: Desk, case: Case, words: Words, language: str) -> dict[str, Any]:
    """As the port `Record` of simulator.page has it; `words` are panel_words of the language."""
    events = await _rows(desk, CaseEvent, CaseEvent.case_id == case.id)
    exchanges = await _rows(desk, Exchange, Exchange.case_id == case.id)
    told = _Told(case, words)
    told.people = await story.names(
        desk,
        [
            case.holder_id,
            *(event.actor_id for event in events),
            *(one.person_id for one in exchanges),
        ],
    )
    told.places = await _places(desk, {one.address_id for one in exchanges})
    lines = [
        *((event.at, event.id, told.event(event)) for event in events),
        *((one.at, one.id, told.exchange(one)) for one in exchanges),
    ]
    is_overdue = any(event.what == "moved_on" for event in events)
    grid = desk.directory.grids.get(case.grid_id or 0)
    kind = filters.kind(language, case.kind.value)
    return {
        "number": case.number,
        "color": COLORS[mark(case.state.value, overdue=is_overdue)],
        "state": filters.state(language, case.state.value),
        "title": f"{kind} · {grid.name}" if grid else kind,
        "facts": list(told.facts(lambda at: _local(desk, at))),
        "lines": [line for _, _, line in sorted(lines, key=lambda one: one[:2])],
    }


async def _rows(desk: Desk, model: Any, where: Any) -> Sequence[Any]:
    found: Sequence[Any] = (await desk.session.scalars(select(model).where(where))).all()
    return found


async def _places(desk: Desk, ids: set[int]) -> Names:
    """A group's title, or the person to whom it is private."""
    found = await desk.session.execute(
        select(Address.id, Group.title, Person.name)
        .outerjoin(Group, Group.id == Address.group_id)
        .outerjoin(Person, Person.id == Address.person_id)
        .where(Address.id.in_(ids))
    )
    return {id_: name or title or "" for id_, title, name in found}


def _local(desk: Desk, at: datetime) -> str:
    return at.astimezone(desk.directory.timezone).strftime("%H:%M")


class _Told:
    """A case in the panel's words."""

    people: Names
    places: Names

    def __init__(self, case: Case, words: Words) -> None:
        self._case, self._words = case, words

    def facts(self, time: Any) -> Iterator[str]:
        case, facts = self._case, self._words["facts"]
        yield facts["asked"].format(name=case.asker_name)
        if case.holder_id:
            yield facts["held"].format(name=self.people.get(case.holder_id, "?"))
        if case.promised_at and case.state is CaseState.WAITING:
            yield facts["promised"].format(time=time(case.promised_at))
        if case.is_private:
            yield facts["private"]
        if case.outcome and not case.is_open:
            yield facts["outcome"].format(words=case.outcome)

    def event(self, event: CaseEvent) -> dict[str, Any]:
        what = self._words["events"].get(event.what, event.what.replace("_", " "))
        actor = None if event.what in story.BY_ITSELF else event.actor_id
        who = self.people.get(actor or 0, "")
        return {"at": event.at.timestamp(), "kind": "event", "who": who, "what": what}

    def exchange(self, one: Exchange) -> dict[str, Any]:
        words = html.unescape(_TAG.sub("", one.text or ""))
        line = {"at": one.at.timestamp(), "words": words}
        if one.direction is Direction.IN:
            who = self.people.get(one.person_id or 0, self._case.asker_name)
            return line | {"kind": "in", "who": who, "what": self._said(one)}
        delivery = one.delivery or Delivery.QUEUED
        return line | {
            "kind": "out",
            "who": self._words["to"].format(name=self.places.get(one.address_id, "")),
            "what": self._sent(one),
            "delivery": self._words["delivery"][delivery.value],
            "state": delivery.value,
        }

    def _said(self, one: Exchange) -> str:
        said = self._words["said"]
        return str(said["edited"] if one.replaces_id else said.get(one.content, said["other"]))

    def _sent(self, one: Exchange) -> str:
        """What is done to an earlier message, or else what a message is for."""
        operations, purposes = self._words["operations"], self._words["purposes"]
        if one.operation is not None and one.operation.value in operations:
            return str(operations[one.operation.value])
        purpose = (one.purpose or Purpose.WORDS).value
        return str(purposes.get(purpose, purpose))
