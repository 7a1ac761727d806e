"""Desk: what a service gets to work with. One per batch, job or web request."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import set_committed_value

from models.address import Address
from models.base import Base
from models.case import Case
from models.exchange import Exchange
from models.person import Person
from models.station import Grid, Group, Station
from services.clock import Clock
from services.directory import Directory
from services.errors import NotYours
from services.quotation import Quotation
from services.shelf import Shelf
from services.touches import write_touches

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True)
class Acknowledgement:
    """The answer to a tapped button: it stops the button's clock and may say a line. Sent
    after the commit, dropped on a rollback; never the only copy of anything."""

    callback_id: str
    template: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    language: str = "en"
    payload: str | None = None  # of the deep link into the private chat that it opens


@dataclass
class Desk:
    """The session, the clock, the station, what was fetched ahead, and who acts where.

    `station` is this session's own row; the directory, and all in it, is shared and only read.

    `actor` is who acts (none: the clock, the station itself, an anonymous sender), `place` the
    chat it happens in, `heard` the incoming message, `callback_id` the tapped button's, `about`
    the exchange that was replied to or whose button was tapped, `quoted` what somebody else had
    said, for which the actor asks help. `account` is the channel's own id of who acts, also where
    no person is made of them. `suspended` tells that a leader has shut this account out.
    """

    session: AsyncSession
    clock: Clock
    station: Station
    directory: Directory
    shelf: Shelf = field(default_factory=Shelf)
    outgoing: list[Exchange] = field(default_factory=list)
    acknowledgements: list[Acknowledgement] = field(default_factory=list)
    touched: dict[int, Case] = field(default_factory=dict)
    actor: Person | None = None
    place: Address | None = None
    heard: Exchange | None = None
    about: Exchange | None = None
    case: Case | None = None
    callback_id: str | None = None
    account: int | None = None
    suspended: bool = False
    quoted: Quotation | None = None
    language: str = "en"

    @property
    def group(self) -> Group | None:
        """The group in which it happens, if it is one that the station knows."""
        if self.place is None or self.place.group_id is None:
            return None
        return self.directory.groups.get(self.place.group_id)

    @property
    def grid(self) -> Grid | None:
        return self.directory.grid_of_group(self.group.id) if self.group else None

    @property
    def me(self) -> Person:
        """Who acts, where it has to be somebody: an anonymous sender is refused."""
        if self.actor is None:
            raise NotYours
        return self.actor

    @property
    def name(self) -> str:
        """Who acts, as others see it: an anonymous admin or a channel speaks as the group."""
        if self.actor is not None:
            return self.actor.name
        return self.group.title if self.group else "?"

    @property
    def here(self) -> Address:
        """The chat it happens in, for what only happens in one."""
        if self.place is None:
            raise LookupError("This happens in no chat.")
        return self.place

    @property
    def said(self) -> Exchange:
        """What was heard, for what only happens upon words."""
        if self.heard is None:
            raise LookupError("Nothing was said.")
        return self.heard

    @property
    def heard_id(self) -> int | None:
        return self.heard.id if self.heard else None

    @property
    def thread_id(self) -> int | None:
        """The forum topic it happens in."""
        spoken = self.heard or self.about
        return spoken.thread_id if spoken else None

    def now(self) -> datetime:
        return self.clock.now()

    def acting_as(self, actor: Person | None, **scene: Any) -> "Desk":
        """The same desk, for one update of the batch: `scene` sets place, heard, about, …"""
        language = actor.language if actor else self.station.language
        return replace(self, actor=actor, language=language, **scene)

    def add(self, row: Base) -> None:
        """Write a row with the batch; look-ups see it from now on."""
        self.session.add(row)
        self.shelf.put(row)

    async def own(self, row: Row) -> Row:
        """The same row in this desk's session, to be changed (the directory's are detached)."""
        if row in self.session:
            return row
        return await self.session.get_one(type(row), row.id)

    def touch(self, case: Case) -> None:
        """Something happened to the case. Its version grows when the batch is written."""
        if case in self.session.new:
            case.touched_at = self.now()
        else:
            set_committed_value(case, "touched_at", self.now())
            self.touched[case.id] = case

    async def write(self) -> None:
        """Send all that was changed to the database, at the end of the transaction.

        The unit of work writes versioned rows one statement each; touches alone are nearly all
        that happens to cases, so they are written here, together, under the same check.
        """
        await self.session.flush()
        if self.touched:
            await write_touches(self.session, self.touched.values())
            self.touched.clear()

    def lead_to(self, payload: str) -> None:
        """The answer to the tap opens the private chat, on one of our links."""
        if self.callback_id is not None:
            one = Acknowledgement(self.callback_id, language=self.language, payload=payload)
            self.acknowledgements.append(one)

    def acknowledge(self, template: str | None = None, **values: Any) -> None:
        if self.callback_id is not None:
            self.acknowledgements.append(
                Acknowledgement(self.callback_id, template, values, self.language)
            )
