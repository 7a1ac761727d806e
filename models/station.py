"""The station, its grids (neighbourhoods) and the groups in which they talk."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to


class GroupKind(StrEnum):
    RESIDENTS = "residents"
    MERCHANTS = "merchants"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    BANK = "bank"
    VILLAGE = "village"
    DUTY_ROOM = "duty_room"


class Station(Base):
    """One police station, served by one bot; `revision` grows with each change to its people,
    grids, groups or shifts, so that a reader knows when what it remembers is old. `keep_files`
    says in which folder files are kept, and up to how many megabytes; none means not at all.
    `duty`, `escalation`, `handover` and `alerts` are the station file's sections of these names;
    shifts that ended before `shifts_from` (UTC) concern nobody any more. `morning_check` is the
    local time ("07:30") of the daily pre-flight, which is due next at `check_due_at` (UTC)."""

    __tablename__ = "station"

    bot_id: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]
    timezone: Mapped[str]
    language: Mapped[str]
    hotline: Mapped[str]
    emergency: Mapped[dict[str, str]]
    promise_minutes: Mapped[dict[str, int]]
    keep_files: Mapped[dict[str, Any] | None]
    full_names: Mapped[bool] = mapped_column(default=False)  # of officers, to residents
    duty: Mapped[dict[str, Any] | None]
    escalation: Mapped[dict[str, Any] | None]
    alerts: Mapped[dict[str, Any] | None]
    handover: Mapped[dict[str, Any] | None]
    shifts_from: Mapped[datetime | None]
    morning_check: Mapped[str | None]
    check_due_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    def minutes_for(self, kind: str) -> int:
        """Within how many minutes somebody comes back on a case of this kind."""
        return self.promise_minutes.get(kind, self.promise_minutes["help"])


class Area(Base):
    """Several grids together, as a command room looks at them."""

    __tablename__ = "area"
    __table_args__ = (UniqueConstraint("station_id", "code"),)

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    code: Mapped[str]
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)


class Grid(Base):
    """A neighbourhood that the station looks after. Other authorities know it by `geocodes` (values
    by the name of the list) and by `shape`, a GeoJSON Polygon or MultiPolygon, which can be long:
    it is read only where it is asked for."""

    __tablename__ = "grid"
    __table_args__ = (UniqueConstraint("station_id", "code"),)

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    area_id: Mapped[int | None] = mapped_column(refers_to("area.id"))
    code: Mapped[str]
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    geocodes: Mapped[dict[str, Any] | None]
    shape: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)


class PublicPlace(Base):
    """A market gate, a bus stop: where a poster hangs, and in which grid that is."""

    __tablename__ = "public_place"
    __table_args__ = (UniqueConstraint("station_id", "code"),)

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    grid_id: Mapped[int] = mapped_column(refers_to("grid.id"))
    code: Mapped[str]
    name: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)


class Group(Base):
    """A chat of many: a grid's residents, merchants, …, or the duty room. Its address says where
    it is. In a `private` one, cases are opened in private. One `awaits_card` if the bot was in it
    before the station file named it. Telegram counted `members` at `members_at`."""

    __tablename__ = "chat_group"

    station_id: Mapped[int] = mapped_column(refers_to("station.id"), index=True)
    kind: Mapped[GroupKind]
    title: Mapped[str] = mapped_column(default="")
    private: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None]  # of alerts there, where it isn't the station's
    members: Mapped[int | None]
    members_at: Mapped[datetime | None]
    awaits_card: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)


class GroupGrid(Base):
    """Which grids a group stands for."""

    __tablename__ = "group_grid"
    __table_args__ = (UniqueConstraint("group_id", "grid_id"),)

    group_id: Mapped[int] = mapped_column(refers_to("chat_group.id"))
    grid_id: Mapped[int] = mapped_column(refers_to("grid.id"), index=True)
