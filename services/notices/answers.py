"""What an officer is asked, and told, about words of their own."""

from locales import mark
from models.case import Case
from models.person import Person
from services import outbox
from services.desk import Desk
from services.notices.facts import overdue, shown_words
from services.words import harmless

MOST_BUTTONS = 10


def which_case(desk: Desk, cases: list[Case], written_by: str | None) -> None:
    """A button for each case that it could be for. What was forwarded is likelier a new one,
    which then stands first."""
    said = desk.said.id
    known = [
        [f"answer_case:{case.id}:{said}|{_shown(desk, case)}"] for case in cases[:MOST_BUTTONS]
    ]
    new = [f"new_case:{said}", f"for_myself:{said}"]
    outbox.say(
        desk,
        desk.here,
        "which_case",
        {"cases": bool(cases), "written_by": written_by},
        actions=[new, *known] if written_by is not None else [*known, new],
        reply_to_id=desk.heard_id,
    )


def taken_as_answer(desk: Desk, case: Case) -> None:
    """The question shows for which case it was; whoever replies to it speaks in that case."""
    question = desk.about
    if question is not None:
        question.case_id = case.id
        outbox.amend(desk, question, "taken_as_answer", {"number": case.number})


def to_whom(desk: Desk, case: Case) -> None:
    """The group would read these words, and the asker can't be reached in private."""
    said = desk.said.id
    outbox.say(
        desk,
        desk.here,
        "to_whom",
        {"number": case.number},
        actions=[[f"send_to_group:{case.id}:{said}", f"will_call:{case.id}:{said}"]],
        case=case,
        reply_to_id=desk.heard_id,
    )


def decided(desk: Desk, case: Case, how: str) -> None:
    """`how`: sent_to_group or will_call."""
    if desk.about is not None:
        values = {"number": case.number, "how": how}
        called = [[f"called:{case.id}"]] if how == "will_call" else []
        outbox.amend(desk, desk.about, "words_decided", values, called)


def taken_as_case(desk: Desk, case: Case) -> None:
    """The question shows which case was opened by it."""
    if desk.about is not None:
        desk.about.case_id = case.id
        outbox.amend(desk, desk.about, "taken_as_case", {"number": case.number})


def late_words(desk: Desk, case: Case, holder: Person) -> None:
    """Somebody else has the case by now: what becomes of these words?"""
    said = desk.said.id
    outbox.say(
        desk,
        desk.here,
        "late_words",
        {"number": case.number, "holder": holder.name},
        actions=[
            [f"send_late:{case.id}:{said}", f"give_late:{case.id}:{said}|{holder.name}"],
            [f"drop_late:{case.id}:{said}"],
        ],
        reply_to_id=desk.heard_id,
    )


def given(desk: Desk, case: Case, holder: Person) -> None:
    if desk.about is not None:
        values = {"number": case.number, "holder": holder.name}
        outbox.amend(desk, desk.about, "late_words_given", values)


def dropped(desk: Desk) -> None:
    if desk.about is not None:
        outbox.amend(desk, desk.about, "late_words_dropped", {})


def noted(desk: Desk, case: Case) -> None:
    """An internal note is on the case's record."""
    outbox.say(
        desk, desk.here, "noted", {"number": case.number}, case=case, reply_to_id=desk.heard_id
    )


def _shown(desk: Desk, case: Case) -> str:
    colour = mark(case.state.value, overdue(desk, case))
    words = " ".join(shown_words(case).split())
    parts = (f"{colour} {case.number}", harmless(case.asker_name), words)
    return " · ".join(part for part in parts if part)
