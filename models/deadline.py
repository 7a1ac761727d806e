"""What falls due when. The clock sweeps it; a row survives a restart."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to


class DeadlineKind(StrEnum):
    ACCEPT = "accept"  # nobody has accepted the case by its promised time
    ANSWERED = "answered"  # an officer answered it aloud, and nobody has taken it since
    GIVEN_UP = "given_up"  # who had it, or was asked, is no longer of the staff
    UNREACHABLE = "unreachable"  # `exchange_id` couldn't be delivered


class Deadline(Base):
    """Due at `due_at` (UTC) unless `done_at` is set: by being met, or by being swept."""

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
