"""A case's whole story in the order of time: what happened, what was said, who looked."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select

from models.address import Address
from models.base import Base
from models.case import OPEN_STATES, Case, CaseEvent, Look
from models.exchange import Delivery, Direction, Exchange, Voice
from models.kept_file import FileState, KeptFile
from models.person import Person
from models.station import Group
from services import files
from services.desk import Desk

OURSELVES = "Doorstep"
# What follows from an act, and is nobody's own.
BY_ITSELF = {
    "asked", "asked_again", "came_on_duty", "danger_unanswered", "moved_on", "no_word",
    "nobody_next", "nobody_on_duty", "quiet", "repaired", "still_waiting",
    "to_call", "unreachable", "waits_for_morning",
}  # fmt: skip
_TAG = re.compile(r"<[^>]*>")

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Line:
    """`words` are as typed, or as they were sent (without Telegram's tags). `delivery` tells
    what became of a message of ours."""

    at: datetime
    who: str
    what: str
    where: str = ""
    words: str = ""
    delivery: str = ""


async def cases(desk: Desk, closed: bool = False) -> Sequence[Case]:
    """The station's open cases, or all of them, in the order in which they were opened."""
    wanted = select(Case).where(Case.station_id == desk.station.id).order_by(Case.id)
    if not closed:
        wanted = wanted.where(Case.state.in_(OPEN_STATES))
    return (await desk.session.scalars(wanted)).all()


async def names(desk: Desk, ids: Iterable[int | None]) -> dict[int, str]:
    """People's names by their ids."""
    found = await desk.session.execute(
        select(Person.id, Person.name).where(Person.id.in_({one for one in ids if one is not None}))
    )
    return {id_: name for id_, name in found}


async def story(desk: Desk, case: Case) -> list[Line]:
    events = await _of(desk, CaseEvent, CaseEvent.case_id == case.id)
    exchanges = await _of(desk, Exchange, Exchange.case_id == case.id)
    looks = await _of(desk, Look, Look.case_id == case.id)
    kept = await files.of(desk.session, [one.id for one in exchanges if one.media])
    people = await names(
        desk, [*(event.actor_id for event in events), *(one.person_id for one in exchanges)]
    )
    at = await places(desk, {one.address_id for one in exchanges})
    told = [
        *((event.at, event.id, _event(event, people)) for event in events),
        *((one.at, one.id, _exchange(one, case, people, at)) for one in exchanges),
        *((row.at, row.id, _file(row)) for row in kept),
        *((look.at, look.id, Line(look.at, look.reader, "looked", look.way)) for look in looks),
    ]
    return [line for _, _, line in sorted(told, key=lambda one: one[:2])]


async def _of(desk: Desk, model: type[Row], where: Any) -> Sequence[Row]:
    return (await desk.session.scalars(select(model).where(where))).all()


async def numbers(desk: Desk, ids: Iterable[int | None]) -> dict[int, str]:
    """The numbers of cases by their ids."""
    found = await desk.session.execute(
        select(Case.id, Case.number).where(Case.id.in_({one for one in ids if one is not None}))
    )
    return {id_: number for id_, number in found}


async def places(desk: Desk, ids: set[int]) -> dict[int, str]:
    """What each chat is called: a group's title, or the person to whom it is private."""
    found = await desk.session.execute(
        select(Address.id, Address.external_id, Group.title, Person.name)
        .outerjoin(Group, Group.id == Address.group_id)
        .outerjoin(Person, Person.id == Address.person_id)
        .where(Address.id.in_(ids))
    )
    return {
        id_: f"private chat with {name}" if name else title or f"group {chat}"
        for id_, chat, title, name in found
    }


def _event(event: CaseEvent, people: dict[int, str]) -> Line:
    actor = None if event.what in BY_ITSELF else event.actor_id
    who = people.get(actor or 0, OURSELVES)
    facts = "; ".join(f"{key}: {_shown(value)}" for key, value in event.detail.items())
    return Line(event.at, who, event.what.replace("_", " "), words=facts)


def _exchange(one: Exchange, case: Case, people: dict[int, str], at: dict[int, str]) -> Line:
    where = at.get(one.address_id, "")
    kept = one.content if one.media else ""
    if one.direction is Direction.IN:
        who = people.get(one.person_id or 0, case.asker_name)
        what = "edited" if one.replaces_id is not None else "said"
        if one.voice is Voice.NOTE:
            what += " as an internal note"
        if one.voice is Voice.NEIGHBOUR:
            what += " as a neighbour"
        return Line(one.at, who, what, where, _joined(kept, one.text or ""))
    named = " ".join(part for part in (one.operation, one.template) if part)
    words = html.unescape(_TAG.sub("", one.text or ""))
    return Line(one.at, OURSELVES, named, where, _joined(kept, words), _delivery(one))


def _file(row: KeptFile) -> Line:
    """What became of a file: where it lies, and by what it is known."""
    if row.state is FileState.KEPT:
        facts = f"{row.path}, {row.size} bytes, SHA-256 {row.sha256}"
        return Line(row.at, OURSELVES, "kept the file", words=facts)
    what = "is going to keep the file" if row.state is FileState.WANTED else "kept no file"
    return Line(row.at, OURSELVES, what, words=row.reason or "")


def _delivery(one: Exchange) -> str:
    if one.delivery is None:
        return ""
    late = [f"after {one.tries} tries"] if one.tries > 1 else []
    cause = [one.error] if one.error and one.delivery is not Delivery.DONE else []
    return ", ".join([one.delivery.value, *late, *cause])


def _joined(kept: str, words: str) -> str:
    return " ".join(part for part in (f"[{kept}]" if kept else "", words) if part)


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
