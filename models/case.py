"""A case: what a resident asked, who holds it, and all that happened to it."""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to
from models.person import Person

# Letters and digits that can't be mistaken for each other when read out on the telephone.
NUMBER_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_number() -> str:
    """A case's number for people. Two alike collide on a unique key; intake then tries again."""
    return "".join(secrets.choice(NUMBER_ALPHABET) for _ in range(5))


class CaseKind(StrEnum):
    HELP = "help"
    CONSULTATION = "consultation"
    DISPUTE = "dispute"
    SERVICE = "service"
    TIP = "tip"
    SUGGESTION = "suggestion"
    COMPLAINT = "complaint"
    ALARM = "alarm"


class CaseState(StrEnum):
    WAITING = "waiting"  # nobody holds it
    ACCEPTED = "accepted"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


class Urgency(StrEnum):
    """How fast and how far a case climbs while nobody takes it."""

    ORDINARY = "ordinary"
    NIGHT = "night"  # it can wait for the morning, once the shift leader has been asked
    UNKNOWN = "unknown"  # whoever asked by night hasn't said yet whether anyone is in danger
    URGENT = "urgent"


OPEN_STATES = (CaseState.WAITING, CaseState.ACCEPTED)


class Privacy(StrEnum):
    OPEN = "open"
    PRIVATE = "private"


class Case(Base):
    """One request and its way to an outcome.

    `group_id` is the group in which it was asked; none means in private. `place_id` is where the
    poster hangs by which it was asked. `request_id` is the exchange that opened it. `asker_id` is
    none for an anonymous admin or a channel. `rung` names the step of the duty chain that was last
    asked; with an id behind it ("main/17") one colleague was asked by name, at that step. `urgency`
    is settled when it is first asked. `outcome` is a draft until the case is resolved. `joined_at`
    is when the asker was last told that words were added. `happened_at` is when it happened, where
    somebody said so: `opened_at` is when we heard of it. `door` is the building and door, for the
    officers alone. `to_call_at` is since when the asker has to be telephoned, because the bot can't
    reach them. `alert_id` is the alert under which it was reported. Each change bumps `version`, so
    that intake, the clock and the console can't pass each other unseen.
    """

    __tablename__ = "doorstep_case"
    __table_args__ = (
        UniqueConstraint("station_id", "number"),
        Index("ix_case_asker_state", "asker_id", "state"),
        Index("ix_case_station_state", "station_id", "state", "opened_at"),
    )

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    number: Mapped[str] = mapped_column(default=new_number)
    kind: Mapped[CaseKind]
    state: Mapped[CaseState] = mapped_column(default=CaseState.WAITING)
    privacy: Mapped[Privacy] = mapped_column(default=Privacy.OPEN)
    grid_id: Mapped[int | None] = mapped_column(refers_to("grid.id"))
    place_id: Mapped[int | None] = mapped_column(refers_to("public_place.id"))
    group_id: Mapped[int | None] = mapped_column(refers_to("chat_group.id"))
    thread_id: Mapped[int | None]
    request_id: Mapped[int | None]
    alert_id: Mapped[int | None]  # No foreign key: an alert may refer to a case, too.
    asker_id: Mapped[int | None] = mapped_column(refers_to("person.id"))
    asker_name: Mapped[str]
    entered_by_id: Mapped[int | None] = mapped_column(refers_to("person.id"))
    holder_id: Mapped[int | None] = mapped_column(refers_to("person.id"), index=True)
    rung: Mapped[str | None]
    urgency: Mapped[Urgency | None]
    words: Mapped[str]
    door: Mapped[str | None]
    outcome: Mapped[str | None]
    happened_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    promised_at: Mapped[datetime | None]
    touched_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    to_call_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's own convention

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_answered(self) -> bool:
        """Nobody holds it, and nothing is promised: an officer answered aloud."""
        return self.state is CaseState.WAITING and self.promised_at is None

    @property
    def is_private(self) -> bool:
        """Whether its words stay between the asker and the officers."""
        return self.privacy is Privacy.PRIVATE or self.group_id is None

    @property
    def step(self) -> str | None:
        """The step of the duty chain at which the case stands."""
        return (self.rung or "").partition("/")[0] or None

    @property
    def named_id(self) -> int | None:
        """The colleague who was asked by name."""
        named = (self.rung or "").partition("/")[2]
        return int(named) if named else None

    def accept(self, officer: Person) -> None:
        self.state, self.holder_id = CaseState.ACCEPTED, officer.id

    def release(self) -> None:
        self.state, self.holder_id = CaseState.WAITING, None

    def close(self, state: CaseState, at: datetime) -> None:
        self.state, self.closed_at = state, at


class CaseEvent(Base):
    """What happened to a case, who did it, when. Rows are only ever added."""

    __tablename__ = "case_event"

    case_id: Mapped[int] = mapped_column(refers_to("doorstep_case.id"), index=True)
    at: Mapped[datetime]
    what: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(refers_to("person.id"))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Look(Base):
    """Who read which case, when, and by which way (terminal, card, list)."""

    __tablename__ = "look"

    case_id: Mapped[int] = mapped_column(refers_to("doorstep_case.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(refers_to("person.id"))
    reader: Mapped[str]
    way: Mapped[str]
    at: Mapped[datetime]
