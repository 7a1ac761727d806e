"""Who is on duty, where and when; where that is written, and what was changed for once."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to


class Position(StrEnum):
    """In the order in which they are asked."""

    MAIN = "main"
    BACKUP = "backup"
    LEADER = "leader"


class Shift(Base):
    """A time on duty, in UTC, from `starts_at` up to but not at `ends_at`; none means always.

    One that comes from a roster names it, and the entry there that it comes from (`uid`)."""

    __tablename__ = "shift"

    station_id: Mapped[int] = mapped_column(refers_to("station.id"), index=True)
    person_id: Mapped[int] = mapped_column(refers_to("person.id"), index=True)
    position: Mapped[Position]
    all_grids: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    roster_id: Mapped[int | None] = mapped_column(index=True)
    uid: Mapped[str | None]

    @property
    def slot(self) -> str:
        """What a change for once sticks to: it outlasts the rows that a roster is expanded to."""
        return self.uid or str(self.id)

    def covers(self, at: datetime) -> bool:
        begun = self.starts_at is None or self.starts_at <= at
        return begun and (self.ends_at is None or at < self.ends_at)


class ShiftGrid(Base):
    """The grids of a shift that isn't for all."""

    __tablename__ = "shift_grid"
    __table_args__ = (UniqueConstraint("shift_id", "grid_id"),)

    shift_id: Mapped[int] = mapped_column(refers_to("shift.id", ondelete="CASCADE"))
    grid_id: Mapped[int] = mapped_column(refers_to("grid.id"), index=True)


class RosterSource(StrEnum):
    """Where a roster comes from."""

    FILE = "file"  # the station file
    IMPORT = "import"  # an .ics file, read once
    FEED = "feed"  # an .ics address, asked again and again


class Roster(Base):
    """Recurring shifts, as an iCalendar text (RFC 5545). The clock expands it to plain shifts at
    `due_at`; of a feed, that is also when it is asked again. `calendar` is the last one that was
    good, from `good_at`; `fault` says what is wrong with what came since. `drafted` are the badges
    of the grids' own officers of whom it was told that this roster has other duty for them; none
    before anybody looked."""

    __tablename__ = "roster"
    __table_args__ = (UniqueConstraint("station_id", "name"),)

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    source: Mapped[RosterSource]
    name: Mapped[str]
    url: Mapped[str | None]
    calendar: Mapped[str]
    good_at: Mapped[datetime | None]
    expanded_at: Mapped[datetime | None]
    due_at: Mapped[datetime]
    fault: Mapped[str | None]
    drafted: Mapped[list[str] | None]


class ShiftChangeKind(StrEnum):
    TAKEN = "taken"  # somebody takes over a colleague's shift
    AWAY = "away"  # somebody isn't there, whatever the roster says
    GAP = "gap"  # somebody takes a time in which nobody has a shift there
    SWAPPED = "swapped"  # one half of a swap; the other half has the same `swap_id`


class ShiftChange(Base):
    """For once: between `starts_at` and `ends_at`, in place of `person_id`, it is `by_id` (nobody,
    where they are away). `slot` names the shift; an absence holds for all of theirs; of a gap,
    `grid_id` is where it was. In force from the moment it was agreed, until it is undone. The rows
    stay: they are the record."""

    __tablename__ = "shift_change"

    station_id: Mapped[int] = mapped_column(refers_to("station.id"), index=True)
    kind: Mapped[ShiftChangeKind]
    person_id: Mapped[int] = mapped_column(refers_to("person.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(refers_to("person.id"))
    slot: Mapped[str | None]
    swap_id: Mapped[int | None]
    grid_id: Mapped[int | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(refers_to("person.id"))
    agreed_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(refers_to("person.id"))

    def covers(self, at: datetime) -> bool:
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)
