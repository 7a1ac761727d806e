"""Every message in or out. The outbox is the outgoing ones that aren't delivered yet."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class Voice(StrEnum):
    """Who speaks in an incoming exchange, as far as its case is concerned."""

    ASKER = "asker"
    NEIGHBOUR = "neighbour"
    OFFICER = "officer"
    NOTE = "note"  # an officer, to the officers alone


SPOKEN = (Voice.ASKER, Voice.NEIGHBOUR, Voice.OFFICER)  # what the asker has said, or may read


class Purpose(StrEnum):
    """What an outgoing message is, where someone may come back to it."""

    CARD = "card"  # the case, for an officer or the duty room
    RECEIPT = "receipt"  # the case's state, for the asker
    WORDS = "words"  # somebody's words, relayed
    ASK_HELP = "ask_help"  # forms: the answer is a reply to it
    ASK_CONSULTATION = "ask_consultation"
    ASK_OUTCOME = "ask_outcome"
    ASK_NEW = "ask_new"
    ASK_WHO = "ask_who"
    ASK_WHEN = "ask_when"
    ASK_DOOR = "ask_door"
    ASK_REPORT = "ask_report"
    ASK_FOLLOW_UP = "ask_follow_up"
    ASK_ALERT = "ask_alert"  # a part of an alert that is being written
    OUTCOME = "outcome"
    NUMBER = "number"  # what a group reads of a private case: its number and its state
    SAID = "said"  # somebody's own message, to be taken out of the group
    GROUP_CARD = "group_card"
    ALERT = "alert"  # of a run, one for each chat
    ALERT_PART = "alert_part"  # what goes with it: a voice, a poll, a pin
    HANDOVER = "handover"  # at the end of a shift: what is kept, what goes to the next
    DIGEST = "digest"  # what was handed over, for whoever is next
    NOTICE = "notice"


class Operation(StrEnum):
    SEND = "send"
    COPY = "copy"
    ALBUM = "album"
    WHISPER = "whisper"  # to one member of a group alone; nothing depends on it
    EDIT = "edit"
    PIN = "pin"
    UNPIN = "unpin"
    DELETE = "delete"
    REPLACE = "replace"  # a photo by a neutral picture; where it can't be, the message is deleted


class Priority(IntEnum):
    ALARM = 0
    CONVERSATION = 1
    NOTICE = 2
    FLASH = 3  # an alert of danger now: before other alerts
    BROADCAST = 4


BROADCASTS = (Priority.FLASH, Priority.BROADCAST)
# What does no harm when it is done twice, and is tried again where its outcome isn't known.
REPEATABLE = (Operation.REPLACE, Operation.DELETE, Operation.PIN, Operation.UNPIN)


class Delivery(StrEnum):
    QUEUED = "queued"
    HELD = "held"  # of an alert that was paused
    SENDING = "sending"  # claimed by the courier whose epoch the row carries
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"  # the answer was lost; it isn't sent again
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why it didn't arrive as it was meant to, in so far as people can do something about it."""

    REMOVED = "removed"  # the bot is no longer in the group
    BLOCKED = "blocked"  # the person has blocked the bot, or never pressed Start
    NO_RIGHT = "no_right"  # it may not write there
    MOVED = "moved"  # sent to the group's new number
    EXPIRED = "expired"
    LEFT_BEHIND = "left_behind"  # it stands in the chat that the group has moved out of
    SOURCE_GONE = "source_gone"  # what was to be copied isn't there any more
    UNKNOWN = "unknown"  # it was under way when the bot stopped, or Telegram's answer was lost
    OTHER = "other"


UNSENT = (Delivery.QUEUED, Delivery.SENDING)
ARRIVING = (*UNSENT, Delivery.DONE, Delivery.UNKNOWN)  # or it has, as far as is known
_UNSENT_SQL = "delivery IN ('queued', 'sending')"


class Exchange(Base):
    """A message, with its case and its place in a chat.

    In: `person_id` wrote it; `text` is as typed; `replaces_id` is the version it edits.
    Out: `person_id` is whom it asks or informs, if anyone in particular; `template`, `values`,
    `language` and `actions` are what is said, `text` what was sent in the end. `target_id` is
    the exchange that it replies to, edits, pins or deletes; `source_id` the one it copies. What an
    alert says is kept once for its run (`run_id`).
    """

    __tablename__ = "exchange"
    __table_args__ = (
        Index("ix_exchange_place", "address_id", "message_id"),
        Index("ix_exchange_case", "case_id"),
        Index(
            "ix_exchange_unsent",
            "station_id",
            "id",
            sqlite_where=text(_UNSENT_SQL),
            postgresql_where=text(_UNSENT_SQL),
        ),
        Index(
            "ix_exchange_album",
            "album",
            sqlite_where=text("album IS NOT NULL"),
            postgresql_where=text("album IS NOT NULL"),
        ),
        Index(
            "uq_exchange_run",
            "run_id",
            "address_id",
            unique=True,
            sqlite_where=text("purpose = 'alert'"),
            postgresql_where=text("purpose = 'alert'"),
        ),
        Index(
            "ix_exchange_run",
            "run_id",
            "purpose",
            "delivery",
            sqlite_where=text("run_id IS NOT NULL"),
            postgresql_where=text("run_id IS NOT NULL"),
        ),
    )

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    case_id: Mapped[int | None] = mapped_column(refers_to("doorstep_case.id"))
    direction: Mapped[Direction]
    address_id: Mapped[int] = mapped_column(refers_to("address.id"))
    thread_id: Mapped[int | None]
    message_id: Mapped[int | None]
    person_id: Mapped[int | None] = mapped_column(refers_to("person.id"))
    at: Mapped[datetime]
    text: Mapped[str | None]

    # Incoming only.
    voice: Mapped[Voice | None]
    content: Mapped[str] = mapped_column(default="text")
    media: Mapped[dict[str, Any] | None]
    album: Mapped[str | None]
    replaces_id: Mapped[int | None]

    # Outgoing only.
    purpose: Mapped[Purpose | None]
    operation: Mapped[Operation | None]
    template: Mapped[str | None]
    values: Mapped[dict[str, Any] | None]
    language: Mapped[str | None]
    actions: Mapped[list[list[str]] | None]
    target_id: Mapped[int | None]
    source_id: Mapped[int | None]
    priority: Mapped[int | None] = mapped_column(SmallInteger)
    not_before: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    delivery: Mapped[Delivery | None]
    epoch: Mapped[int | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    reason: Mapped[Reason | None]
    run_id: Mapped[int | None]
    sent_at: Mapped[datetime | None]
