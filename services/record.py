"""The record: what happened to a case, and who looked."""

from typing import Any

from models.case import Case, CaseEvent, Look
from services.desk import Desk


def note(desk: Desk, case: Case, what: str, **detail: Any) -> None:
    """Add to the case's story. Every change of a case passes here, so its version grows."""
    desk.touch(case)
    actor_id = desk.actor.id if desk.actor else None
    desk.add(CaseEvent(case_id=case.id, at=desk.now(), what=what, actor_id=actor_id, detail=detail))


def look(desk: Desk, case: Case, reader: str, way: str) -> None:
    """Someone read the case: `reader` is their name as shown, `way` how (terminal, card)."""
    person_id = desk.actor.id if desk.actor else None
    desk.add(Look(case_id=case.id, person_id=person_id, reader=reader, way=way, at=desk.now()))
