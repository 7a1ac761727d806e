"""An officer's cases in a list, and one of them told briefly."""

from collections.abc import Sequence

from locales import mark
from models.case import Case, CaseState
from services import outbox
from services.brief import Happening
from services.desk import Desk
from services.notices.facts import alert_of, case_facts, overdue, shown_words
from services.words import harmless, shortened

MOST_SHOWN = 12
LONGEST_WORDS = 160
LONGEST_LINE = 60


def listed(
    desk: Desk, to_call: Sequence[Case], mine: Sequence[Case], waiting: Sequence[Case]
) -> None:
    """A button for each: whom to call, one's own, then what waits, the longest first."""
    cases = [*to_call, *mine, *waiting]
    outbox.say(
        desk,
        desk.here,
        "to_do",
        {
            "to_call": len(to_call),
            "mine": len(mine),
            "waiting": len(waiting),
            "more": max(0, len(cases) - MOST_SHOWN),
        },
        actions=[[f"read_case:{case.id}|{_shown(desk, case)}"] for case in cases[:MOST_SHOWN]],
        reply_to_id=desk.heard_id,
    )


async def told(desk: Desk, case: Case, last: Sequence[Happening]) -> None:
    """What it is, how it stands, and what was said and done last."""
    values = await case_facts(desk, case)
    values["words"] = shortened(values["words"], LONGEST_WORDS)
    values["door"] = harmless(case.door) if case.door else None
    values["alert"] = await alert_of(desk, case, desk.language)
    values["to_call"] = case.to_call_at is not None
    values["last"] = [
        {
            "at": one.at.isoformat(),
            "who": harmless(one.who),
            "what": one.what,
            "words": shortened(" ".join(harmless(one.words).split()), LONGEST_LINE),
            "content": one.content,
        }
        for one in last
    ]
    take = [f"accept:{case.id}"] if case.state is CaseState.WAITING else []
    call = [f"called:{case.id}"] if case.to_call_at is not None else []
    outbox.say(
        desk,
        desk.here,
        "told",
        values,
        actions=[[*take, *call]] if take or call else [],
        case=case,
        reply_to_id=desk.about.id if desk.about else None,
    )


def _shown(desk: Desk, case: Case) -> str:
    sign = "☎" if case.to_call_at is not None else mark(case.state.value, overdue(desk, case))
    words = " ".join(shown_words(case).split())
    parts = (f"{sign} {case.number}", harmless(case.asker_name), words)
    return " · ".join(part for part in parts if part)
