"""What was handed over, for whoever is next: one message."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from models.case import Case
from models.exchange import Exchange, Purpose
from models.person import Person
from services import outbox
from services.desk import Desk
from services.discretion import is_delicate
from services.handing_over import Handed
from services.kinds import without_kind
from services.notices.facts import case_facts
from services.outbox import Actions
from services.words import bare, harmless, shortened

MOST_SHOWN = 12
LONGEST_LINE = 100
SHOWN = ("number", "kind", "state", "grid", "since", "promised", "holder", "overdue")
Last = Mapping[int, tuple[Exchange, str]]


class HasValues(Protocol):
    values: Any


async def digest(desk: Desk, person: Person, handed: Sequence[Handed], last: Last) -> None:
    """Number, since when, the last word, what is promised. Of what isn't for everyone the words are
    read where it is opened, which is on record."""
    to = desk.directory.address_of_person.get(person.id)
    if to is None:
        return
    shown = handed[:MOST_SHOWN]
    lines = [await _line(desk, one.case, one.officer, last.get(one.case.id)) for one in shown]
    values = {"cases": lines, "more": len(handed) - len(shown)}
    values["ids"] = [one.case.id for one in handed]
    values["handed"] = any(one.officer is not None for one in handed)
    outbox.say(
        desk,
        to,
        "digest",
        values,
        language=person.language,
        actions=[["accept_all"], *_to_open([one.case for one in shown])],
        purpose=Purpose.DIGEST,
        person_id=person.id,
    )


async def accepted(desk: Desk, shown: Exchange, cases: Sequence[Case]) -> None:
    """It says who has what by now."""
    known = {case.id: case for case in cases}
    values = dict(shown.values or {})
    lines = []
    for id_, line in zip(values["ids"], values["cases"], strict=False):
        facts = await case_facts(desk, known[id_]) if id_ in known else line
        lines.append({**line, **{name: facts[name] for name in SHOWN}})
    actions = _to_open(list(known.values())[:MOST_SHOWN])
    outbox.amend(desk, shown, "digest", {**values, "cases": lines}, actions)


def cases_of(digest: HasValues) -> list[int]:
    return list((digest.values or {}).get("ids", ()))


async def _line(
    desk: Desk, case: Case, officer: str | None, last: tuple[Exchange, str] | None
) -> dict[str, Any]:
    facts = await case_facts(desk, case)
    is_shown = not case.is_private and not is_delicate(case)
    said = None
    if last is not None and is_shown:
        heard, who = last
        words = " ".join(harmless(without_kind(bare(heard.text or ""))).split())
        said = {
            "who": harmless(who),
            "at": heard.at.isoformat(),
            "words": shortened(words, LONGEST_LINE),
            "content": heard.content,
        }
    return {
        **{name: facts[name] for name in SHOWN},
        "officer": officer,
        "shown": is_shown,
        "last": said,
    }


def _to_open(cases: Sequence[Case]) -> Actions:
    each = [f"open_case:{case.id}|{case.number}" for case in cases]
    return [each[i : i + 3] for i in range(0, len(each), 3)]
