"""Which updates were taken in. Of most, nothing is kept but the id."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class UpdateState(StrEnum):
    DONE = "done"
    PARKED = "parked"  # couldn't be handled; an operator decides
    RETRY = "retry"  # an operator wants it taken in once more
    DISCARDED = "discarded"


class JournalEntry(Base):
    """An update from Telegram, once. `raw` (its JSON in UTF-8) is kept only while parked or
    waiting to be tried again."""

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("bot_id", "update_id"),
        Index("ix_journal_at", "at"),
        # The few that an operator decides on, which the bot looks for every other second.
        Index(
            "ix_journal_kept",
            "bot_id",
            sqlite_where=text("raw IS NOT NULL"),
            postgresql_where=text("raw IS NOT NULL"),
        ),
    )

    bot_id: Mapped[int]
    update_id: Mapped[int]
    at: Mapped[datetime]
    state: Mapped[UpdateState] = mapped_column(default=UpdateState.DONE)
    update_type: Mapped[str | None]
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)
    error: Mapped[str | None]


class Leadership(Base):
    """The count of leaders a bot has had. Claims in the outbox carry it, so that a leader who
    was cut off can't be taken for the present one."""

    __tablename__ = "leadership"

    bot_id: Mapped[int] = mapped_column(unique=True)
    epoch: Mapped[int]
    since: Mapped[datetime]
    polled_at: Mapped[datetime | None]
    # Rows of the outbox up to this id came back with a backup: a person decides about them.
    frozen_up_to: Mapped[int | None]


class Outage(Base):
    """For over 24 hours nothing was fetched. Telegram keeps updates no longer, so what people
    wrote at its beginning may be lost."""

    __tablename__ = "outage"

    bot_id: Mapped[int] = mapped_column(index=True)
    since: Mapped[datetime]
    until: Mapped[datetime]
