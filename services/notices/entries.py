"""What an officer is told, and asked, of a case that they enter for somebody."""

from collections.abc import Sequence

from models.case import Case
from models.exchange import Exchange, Purpose
from services import outbox
from services.desk import Desk
from services.notices.facts import case_facts
from services.outbox import Actions

MOST_GRIDS = 8


def ask_new(desk: Desk) -> None:
    """A form: the case in one line, or a photo, a voice message, …"""
    outbox.say(
        desk,
        desk.here,
        "ask_new",
        purpose=Purpose.ASK_NEW,
        person_id=desk.me.id,
        reply_to_id=desk.heard_id,
    )


async def entered(desk: Desk, case: Case, grids: Sequence[tuple[int, str]]) -> None:
    """It is entered, and asked of whoever is on duty; what isn't known is asked here."""
    values = await case_facts(desk, case)
    outbox.say(
        desk,
        desk.here,
        "entered",
        {**values, "asks": True},
        actions=_questions(case, grids),
        case=case,
        reply_to_id=desk.heard_id,
    )


async def shown(
    desk: Desk,
    case: Case,
    question: Exchange,
    grids: Sequence[tuple[int, str]],
    asks: bool = True,
) -> None:
    """The same as it stands now: what was answered, or skipped, is asked no more."""
    values = await case_facts(desk, case)
    actions = _questions(case, grids) if asks else []
    outbox.amend(desk, question, "entered", {**values, "asks": asks}, actions)


def ask_when(desk: Desk, case: Case, again: bool = False) -> None:
    """A form: when did it happen? Again, where the answer to it told no time."""
    outbox.say(
        desk,
        desk.here,
        "ask_when",
        {"number": case.number, "again": again},
        case=case,
        purpose=Purpose.ASK_WHEN,
        person_id=desk.me.id,
        reply_to_id=_question(desk),
    )


def ask_who(desk: Desk, case: Case) -> None:
    """A form: whom is it for?"""
    outbox.say(
        desk,
        desk.here,
        "ask_who",
        {"number": case.number},
        case=case,
        purpose=Purpose.ASK_WHO,
        person_id=desk.me.id,
        reply_to_id=_question(desk),
    )


def _question(desk: Desk) -> int | None:
    """The message that asks for all that isn't known: a form is a reply to it."""
    if desk.about is None:
        return None
    return desk.about.target_id if desk.about.purpose is Purpose.ASK_WHEN else desk.about.id


def _questions(case: Case, grids: Sequence[tuple[int, str]]) -> Actions:
    rows: list[list[str]] = []
    if case.grid_id is None:
        named = [f"entry_grid:{case.id}:{id_}|{name}" for id_, name in grids[:MOST_GRIDS]]
        rows += [named[i : i + 2] for i in range(0, len(named), 2)]
    if case.happened_at is None:
        rows.append([f"entry_now:{case.id}", f"entry_when:{case.id}"])
    if not case.asker_name:
        rows.append([f"entry_who:{case.id}"])
    return [*rows, [f"entry_skip:{case.id}"]] if rows else []
