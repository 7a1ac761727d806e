"""People: residents, and the station's staff with their roles."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to


class Role(StrEnum):
    OFFICER = "officer"
    ASSISTANT = "assistant"
    LEADER = "leader"
    CHIEF = "chief"
    MEDIATOR = "mediator"
    VOLUNTEER = "volunteer"
    ADMIN = "admin"


class Person(Base):
    """A resident or a member of staff. `badge` and `roles` come from the station file; who
    has no role is a resident. `shown_as` is what residents call an officer, where that isn't
    the family name. `grid_id` is where a resident lives, once they have told us, and `door`
    the building and door. `visit` is what they ask about ("grid-east-garden"): they opened a
    poster's link at `visited_at`. `work_phone` is shown to residents; `working_hours` are an
    officer's own (days, from, to), where they aren't the station's."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("station_id", "badge"),)

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    name: Mapped[str]
    shown_as: Mapped[str | None]
    language: Mapped[str]
    badge: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(default=list)
    grid_id: Mapped[int | None] = mapped_column(refers_to("grid.id"))
    door: Mapped[str | None]
    informed_at: Mapped[datetime | None]
    visit: Mapped[str | None]
    visited_at: Mapped[datetime | None]
    work_phone: Mapped[str | None]
    working_hours: Mapped[dict[str, str] | None]

    @property
    def is_staff(self) -> bool:
        return bool(self.roles)


class PersonGrid(Base):
    """The grids that a member of staff looks after for good, whatever the shift."""

    __tablename__ = "person_grid"
    __table_args__ = (UniqueConstraint("person_id", "grid_id"),)

    person_id: Mapped[int] = mapped_column(refers_to("person.id"))
    grid_id: Mapped[int] = mapped_column(refers_to("grid.id"), index=True)


class Suspension(Base):
    """A lost phone's account, shut out by a leader until it is let in again. The rows stay."""

    __tablename__ = "suspension"

    station_id: Mapped[int] = mapped_column(refers_to("station.id"), index=True)
    address_id: Mapped[int] = mapped_column(refers_to("address.id"))
    person_id: Mapped[int] = mapped_column(refers_to("person.id"))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(refers_to("person.id"))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(refers_to("person.id"))


class Invite(Base):
    """A link by which a member of staff makes their Telegram account known, once."""

    __tablename__ = "invite"

    person_id: Mapped[int] = mapped_column(refers_to("person.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
