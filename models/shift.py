"""Who is on duty, where and when."""

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
    """A time on duty, in UTC, from `starts_at` up to but not at `ends_at`; none means always."""

    __tablename__ = "shift"

    station_id: Mapped[int] = mapped_column(refers_to("station.id"), index=True)
    person_id: Mapped[int] = mapped_column(refers_to("person.id"), index=True)
    position: Mapped[Position]
    all_grids: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]

    def covers(self, at: datetime) -> bool:
        begun = self.starts_at is None or self.starts_at <= at
        return begun and (self.ends_at is None or at < self.ends_at)


class ShiftGrid(Base):
    """The grids of a shift that isn't for all."""

    __tablename__ = "shift_grid"
    __table_args__ = (UniqueConstraint("shift_id", "grid_id"),)

    shift_id: Mapped[int] = mapped_column(refers_to("shift.id", ondelete="CASCADE"))
    grid_id: Mapped[int] = mapped_column(refers_to("grid.id"), index=True)
