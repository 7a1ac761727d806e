"""What falls due when. The clock sweeps it; a row survives a restart."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to


class DeadlineKind(StrEnum):
    ACCEPT = "accept"  # nobody has accepted the case within the step's wait
    SILENT = "silent"  # nobody has said whether anyone is in danger, or has accepted it
    MORNING = "morning"  # the night is over, and the case is asked again
    NO_WORD = "no_word"  # it was accepted, and no word reached the asker by the promised time
    QUIET = "quiet"  # it was answered, and nothing came of it for a day
    ANSWERED = "answered"  # an officer answered it aloud, and nobody has taken it since
    GIVEN_UP = "given_up"  # who was asked is no longer of the staff
    UNREACHABLE = "unreachable"  # `exchange_id` couldn't be delivered


class Deadline(Base):
    """Due at `due_at` (UTC) unless `done_at` is set: by being met, or by being swept.

    `round` counts how often the policy has come round, and `step` which of its steps comes next
    (while somebody holds the case; before, that follows from `Case.rung`). One that couldn't be
    done isn't tried again before `retry_at`.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        Index(
            "ix_deadline_due",
            "due_at",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    case_id: Mapped[int] = mapped_column(refers_to("doorstep_case.id"), index=True)
    kind: Mapped[DeadlineKind]
    exchange_id: Mapped[int | None]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]
    step: Mapped[int | None]
    round: Mapped[int | None]
