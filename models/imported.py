"""Alerts of other authorities: each message that was taken in, and the feeds that are asked."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to

ASKED = text("outcome = 'waits' AND asked_at IS NULL")


class ImportOutcome(StrEnum):
    """What became of a message. The last four aren't on record, so that it may come again."""

    GOES_OUT = "goes_out"
    WAITS = "waits"  # for a person's approval
    WITHDRAWN = "withdrawn"  # takes back what nobody has read yet
    EXPIRED = "expired"
    NOT_PUBLIC = "not_public"  # an exercise, a test, a draft, or not for everybody
    REPLY = "reply"  # Ack and Error are for who sent the alert
    UNKNOWN = "unknown"  # cancels what never came here
    OVER = "over"  # follows what has been taken back
    REPLACED = "replaced"  # a later message that names it came first
    ELSEWHERE = "elsewhere"  # about none of our grids
    NO_LANGUAGE = "no_language"  # says nothing in a language of ours
    NOT_THEIRS = "not_theirs"  # takes back what came from another source
    TWICE = "twice"


class ImportedMessage(Base):
    """A message of the Common Alerting Protocol, known by these three for good, so that it counts
    once however many feeds bring it. `source` is the feed, or the file, that brought it. Of what
    waits, leaders and chiefs were told at `asked_at`."""

    __tablename__ = "imported_message"
    __table_args__ = (
        UniqueConstraint("station_id", "sender", "identifier", "sent"),
        Index(
            "ix_imported_message_unasked", "station_id", sqlite_where=ASKED, postgresql_where=ASKED
        ),
    )

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    sender: Mapped[str]
    identifier: Mapped[str]
    sent: Mapped[datetime]
    source: Mapped[str]
    outcome: Mapped[ImportOutcome]
    alert_id: Mapped[int | None] = mapped_column(refers_to("alert.id"))
    at: Mapped[datetime]
    asked_at: Mapped[datetime | None]


class AlertFeed(Base):
    """When a feed of the station file is asked next, when it was good, and what is
    wrong with it."""

    __tablename__ = "alert_feed"
    __table_args__ = (UniqueConstraint("station_id", "name"),)

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    name: Mapped[str]
    due_at: Mapped[datetime]
    good_at: Mapped[datetime | None]
    fault: Mapped[str | None]
