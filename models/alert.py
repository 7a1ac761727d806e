"""Safety alerts: what is warned of, each time it goes out, and who hears of it in private.

The words are those of the Common Alerting Protocol 1.2 (OASIS), section 3.2. What went to each
chat is an outgoing exchange with the run's id (models/exchange.py).
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to
from models.case import new_number


class AlertKind(StrEnum):
    """`msgType` of CAP; an all-clear is an update that says so there."""

    ALERT = "alert"
    UPDATE = "update"
    CANCEL = "cancel"
    ALL_CLEAR = "all_clear"


class AlertState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"  # waits for a second person
    SCHEDULED = "scheduled"  # goes out at `next_at`, or has begun to
    ENDED = "ended"  # goes out no more
    DISCARDED = "discarded"  # never went out


class Category(StrEnum):
    GEO = "geo"
    MET = "met"
    SAFETY = "safety"
    SECURITY = "security"
    RESCUE = "rescue"
    FIRE = "fire"
    HEALTH = "health"
    ENV = "env"
    TRANSPORT = "transport"
    INFRA = "infra"
    CBRNE = "cbrne"
    OTHER = "other"


class AlertUrgency(StrEnum):
    IMMEDIATE = "immediate"
    EXPECTED = "expected"
    FUTURE = "future"
    PAST = "past"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    EXTREME = "extreme"
    SEVERE = "severe"
    MODERATE = "moderate"
    MINOR = "minor"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    OBSERVED = "observed"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"


PINNED = (Severity.EXTREME, Severity.SEVERE)


class Alert(Base):
    """A warning, from its draft to its end.

    `words` holds, by language, `headline`, `text` and `instruction`. `template` names one of the
    library, `values` what its placeholders were filled with. `source_id` is the exchange whose
    photo, video, document or poll goes with it (`content` and `media` as there), `voices` the
    exchange of the recorded voice by language. `audience` and `rule` (the calendar; none: once) are
    as services/alerts reads them. `next_at` (UTC) is when it goes out next; it holds for
    `valid_minutes` from then on, and `until_chosen` where its author said so. `at` is when it was
    begun, then when it was handed in or approved. `asked_at` is when those who may approve it were
    asked: none, for what waits, until somebody does. `root_id` is the first of a series of updates.
    `case_id` is the closed case that it teaches, `imported` what another authority's message said
    of itself.
    """

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("station_id", "number"),
        Index(
            "ix_alert_due",
            "station_id",
            "next_at",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
        Index("ix_alert_root", "root_id"),
        Index(
            "ix_alert_unasked",
            "station_id",
            sqlite_where=text("state = 'submitted' AND asked_at IS NULL"),
            postgresql_where=text("state = 'submitted' AND asked_at IS NULL"),
        ),
    )

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    number: Mapped[str] = mapped_column(default=new_number)
    kind: Mapped[AlertKind] = mapped_column(default=AlertKind.ALERT)
    state: Mapped[AlertState] = mapped_column(default=AlertState.DRAFT)
    root_id: Mapped[int | None]
    case_id: Mapped[int | None] = mapped_column(refers_to("doorstep_case.id"))
    author_id: Mapped[int | None] = mapped_column(refers_to("person.id"))
    approver_id: Mapped[int | None] = mapped_column(refers_to("person.id"))
    at: Mapped[datetime]
    template: Mapped[str | None]
    values: Mapped[dict[str, str]] = mapped_column(default=dict)
    words: Mapped[dict[str, Any]] = mapped_column(default=dict)
    category: Mapped[Category] = mapped_column(default=Category.SAFETY)
    urgency: Mapped[AlertUrgency] = mapped_column(default=AlertUrgency.EXPECTED)
    severity: Mapped[Severity] = mapped_column(default=Severity.MODERATE)
    certainty: Mapped[Certainty] = mapped_column(default=Certainty.LIKELY)
    contact: Mapped[str | None]
    source_id: Mapped[int | None]
    content: Mapped[str | None]
    media: Mapped[dict[str, Any] | None]
    voices: Mapped[dict[str, int]] = mapped_column(default=dict)
    audience: Mapped[dict[str, Any]] = mapped_column(default=dict)
    rule: Mapped[dict[str, Any] | None]
    valid_minutes: Mapped[int] = mapped_column(default=24 * 60)
    until_chosen: Mapped[bool | None]
    next_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
    imported: Mapped[dict[str, Any] | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's own convention

    @property
    def is_urgent(self) -> bool:
        """Goes out by night, too, and before what isn't."""
        return self.urgency is AlertUrgency.IMMEDIATE

    @property
    def is_pinned(self) -> bool:
        return self.severity in PINNED and self.kind in (AlertKind.ALERT, AlertKind.UPDATE)


class RunState(StrEnum):
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    MISSED = "missed"  # nobody was there to send it while it held


class AlertRun(Base):
    """One time that an alert goes out: there is one for each instant at which it was due.

    Its rows are written a few hundred at a time: `cursor` is the last private chat that has one,
    and `written` that all have. `total` chats with `members` in them are to be reached.
    `progress_id` is the exchange that shows the author how far it is, and `shown` what it shows.
    It is `ended_at` when nothing is under way any more: one that was cancelled a moment later.
    `salt` keys the marks of who has noted it; both are erased once it no longer holds
    (`closed_at`), and the number of them stays.
    """

    __tablename__ = "alert_run"
    __table_args__ = (
        UniqueConstraint("alert_id", "due_at"),
        Index(
            "ix_alert_run_open",
            "station_id",
            "expires_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    alert_id: Mapped[int] = mapped_column(refers_to("alert.id"))
    state: Mapped[RunState] = mapped_column(default=RunState.SENDING)
    due_at: Mapped[datetime]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    cursor: Mapped[int] = mapped_column(default=0)
    written: Mapped[bool] = mapped_column(default=False)
    total: Mapped[int] = mapped_column(default=0)
    members: Mapped[int] = mapped_column(default=0)
    progress_id: Mapped[int | None]
    shown: Mapped[dict[str, Any] | None]
    salt: Mapped[str | None]
    noted: Mapped[int] = mapped_column(default=0)

    @property
    def is_under_way(self) -> bool:
        return self.state in (RunState.SENDING, RunState.PAUSED)


class AlertWords(Base):
    """What a run says in one language: once, however many chats it goes to."""

    __tablename__ = "alert_words"
    __table_args__ = (UniqueConstraint("run_id", "language"),)

    run_id: Mapped[int] = mapped_column(refers_to("alert_run.id"))
    language: Mapped[str]
    values: Mapped[dict[str, Any]]


class NotedMark(Base):
    """Somebody has noted a run: a keyed hash that names nobody, erased when the run closes."""

    __tablename__ = "noted_mark"
    __table_args__ = (UniqueConstraint("run_id", "mark"),)

    run_id: Mapped[int] = mapped_column(refers_to("alert_run.id"))
    mark: Mapped[str]


class Subscription(Base):
    """Somebody gets alerts in private: of one category or all, for one grid or all."""

    __tablename__ = "subscription"
    __table_args__ = (Index("ix_subscription_station", "station_id", "person_id"),)

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    person_id: Mapped[int] = mapped_column(refers_to("person.id"), index=True)
    category: Mapped[Category | None]
    grid_id: Mapped[int | None] = mapped_column(refers_to("grid.id"))
    at: Mapped[datetime]
