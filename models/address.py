"""Where a person or a group is reached: the one table that knows a channel's own ids."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to


class AddressState(StrEnum):
    UNSEEN = "unseen"  # named in the station file, never heard from
    ACTIVE = "active"
    UNREACHABLE = "unreachable"  # blocked, kicked, deactivated, never pressed Start


class Menu(StrEnum):
    """Who is offered more commands than everybody."""

    STAFF = "staff"
    LEADER = "leader"
    ADMIN = "admin"


class Address(Base):
    """A chat. Messages keep the address under which they were sent: when a group becomes a
    supergroup it gets a new address, and the old one points to it (`moved_to_id`)."""

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("station_id", "channel", "external_id"),)

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    channel: Mapped[str] = mapped_column(default="telegram")
    external_id: Mapped[int]
    username: Mapped[str | None] = mapped_column(index=True)  # of an account, in small letters
    person_id: Mapped[int | None] = mapped_column(refers_to("person.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(refers_to("chat_group.id"), index=True)
    state: Mapped[AddressState] = mapped_column(default=AddressState.ACTIVE)
    paused_until: Mapped[datetime | None]
    menu: Mapped[str | None]  # of commands, which Telegram shows there; None: everybody's
    moved_to_id: Mapped[int | None] = mapped_column(refers_to("address.id"))

    @property
    def is_private(self) -> bool:
        return self.person_id is not None

    @property
    def is_heard(self) -> bool:
        """Somebody pressed Start there, and hasn't blocked us since."""
        return self.state is AddressState.ACTIVE

    @property
    def reachable(self) -> bool:
        return self.state is not AddressState.UNREACHABLE
