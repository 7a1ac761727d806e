"""What was handed over, for whoever is next: one message, a page at a time."""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import select

from models.case import Case
from models.exchange import UNSENT, Delivery, Exchange, Purpose
from models.person import Person
from services import brief, lookup, outbox, paging
from services.desk import Desk
from services.discretion import is_delicate
from services.kinds import without_kind
from services.notices.facts import case_facts
from services.outbox import Actions
from services.words import bare, harmless, shortened

MOST_SHOWN = 12
LONGEST_LINE = 100
SHOWN = ("number", "kind", "state", "grid", "since", "promised", "holder", "overdue")
Handed = Sequence[tuple[Case, str | None]]  # each with who hands it over, if anybody does


class HasValues(Protocol):
    values: Any


async def digest(desk: Desk, person: Person, handed: Handed) -> None:
    """Number, since when, the last word, what is promised. Of what isn't for everyone the words are
    read where it is opened, which is on record."""
    to = desk.directory.address_of_person.get(person.id)
    if to is None:
        return
    values, actions = await _page(desk, handed, 0)
    outbox.say(
        desk,
        to,
        "digest",
        values,
        language=person.language,
        actions=actions,
        purpose=Purpose.DIGEST,
        person_id=person.id,
    )


async def show(desk: Desk, sent: Exchange, page: int = 0) -> None:
    """How its cases stand by now, and who has them."""
    values, actions = await _page(desk, await _handed(desk, sent), page)
    outbox.amend(desk, sent, "digest", values, actions)


async def refresh(desk: Desk, case: Case) -> None:
    """Where this case is in a digest that is still to be sent, it goes as the case stands now. What
    is on its way can't be stopped: it is put right, and says no more if it has to be sent again."""
    for row in await _unsent(desk, case):
        page = (row.values or {}).get("page", 0)
        values, actions = await _page(desk, await _handed(desk, row), page)
        row.values, row.actions = values, [list(buttons) for buttons in actions]
        if row.delivery is Delivery.SENDING:
            outbox.amend(desk, row, "digest", values, actions)


def cases_of(digest: HasValues) -> list[int]:
    return list((digest.values or {}).get("ids", ()))


async def _unsent(desk: Desk, case: Case) -> Sequence[Exchange]:
    """Those are few, and looked for once; the courier may be claiming them just now, so that one of
    us waits for the other."""
    if desk.shelf.digests is None:
        waiting = select(Exchange).where(
            Exchange.station_id == desk.station.id,
            Exchange.purpose == Purpose.DIGEST,
            Exchange.delivery.in_(UNSENT),
        )
        found = await desk.session.scalars(waiting)
        desk.shelf.digests = {one.id: cases_of(one) for one in found}
    ids = [id_ for id_, cases in desk.shelf.digests.items() if case.id in cases]
    if not ids:
        return ()
    rows = await desk.session.scalars(
        select(Exchange)
        .where(Exchange.id.in_(ids), Exchange.delivery.in_(UNSENT))
        .order_by(Exchange.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return rows.all()


async def _handed(desk: Desk, row: Exchange) -> Handed:
    officers = _officers(row)
    found = [(await lookup.case_by_id(desk, id_), officers.get(id_)) for id_ in cases_of(row)]
    return [(case, officer) for case, officer in found if case is not None]


def _officers(row: Exchange) -> dict[int, str | None]:
    """Who hands each over. A digest of an earlier version names them in its lines alone, and has
    lines for the first of its cases alone."""
    values = row.values or {}
    lines = [line.get("officer") for line in values.get("cases", ())]
    return dict(zip(cases_of(row), values.get("officers", lines), strict=False))


async def _page(desk: Desk, handed: Handed, page: int) -> tuple[dict[str, Any], Actions]:
    shown = paging.of(handed, page, MOST_SHOWN)
    values = {
        "cases": [await _line(desk, case, officer) for case, officer in shown],
        "ids": [case.id for case, _ in handed],
        "officers": [officer for _, officer in handed],
        "handed": any(officer is not None for _, officer in handed),
        **paging.numbers(handed, page, MOST_SHOWN),
    }
    is_free = any(case.is_open and case.holder_id is None for case, _ in handed)
    buttons = [f"open_case:{case.id}|{case.number}" for case, _ in shown]
    return values, [
        *([["accept_all"]] if is_free else []),
        *(buttons[i : i + 3] for i in range(0, len(buttons), 3)),
        *paging.more("more_digest", handed, page, MOST_SHOWN),
    ]


async def _line(desk: Desk, case: Case, officer: str | None) -> dict[str, Any]:
    facts = await case_facts(desk, case)
    is_shown = not case.is_private and not is_delicate(case)
    return {
        **{name: facts[name] for name in SHOWN},
        "officer": officer,
        "shown": is_shown,
        "last": await _last(desk, case) if is_shown else None,
    }


async def _last(desk: Desk, case: Case) -> dict[str, Any] | None:
    heard = await brief.last_word(desk, case)
    if heard is None:
        return None
    words = " ".join(harmless(without_kind(bare(heard.text or ""))).split())
    return {
        "who": harmless(await lookup.speaker(desk, heard)),
        "at": heard.at.isoformat(),
        "words": shortened(words, LONGEST_LINE),
        "content": heard.content,
    }
