"""The file's people: known by their badge, reached by their account."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address, AddressState
from models.person import Invite, Person, PersonGrid
from models.station import Station
from services import accounts
from services.roles import may_hold
from services.station_file.changes import Change, Changes, shown
from services.station_file.entries import PersonEntry, StationFile
from services.station_file.load_places import Grids

People = dict[str, Person]


async def load_people(
    session: AsyncSession, station: Station, file: StationFile, grids: Grids, changes: Changes
) -> People:
    """The file's people by badge. Who isn't in it any more is a resident from now on."""
    roll = await _Roll.read(session, station, file, changes)
    await roll.dismiss()
    for entry in file.people:
        await roll.enlist(entry)
    await session.flush()
    for entry in file.people:
        await _tie(session, roll.people[entry.badge], entry, grids, changes)
    return roll.people


@dataclass
class _Roll:
    session: AsyncSession
    station: Station
    people: People
    accounts: dict[int, Address]
    file: StationFile
    changes: Changes

    @classmethod
    async def read(
        cls, session: AsyncSession, station: Station, file: StationFile, changes: Changes
    ) -> "_Roll":
        people = await session.scalars(
            select(Person).where(Person.station_id == station.id, Person.badge.is_not(None))
        )
        named = [entry.telegram for entry in file.people if entry.telegram is not None]
        found = await session.scalars(
            select(Address).where(Address.station_id == station.id, Address.external_id.in_(named))
        )
        return cls(
            session,
            station,
            {person.badge: person for person in people if person.badge},
            {address.external_id: address for address in found},
            file,
            changes,
        )

    async def dismiss(self) -> None:
        """Whoever's badge isn't in the file: but one whose account stands there under another
        badge has only got a new badge."""
        badges = {entry.badge for entry in self.file.people}
        for badge, person in list(self.people.items()):
            if badge in badges:
                continue
            del self.people[badge]
            renamed = self._entry_of(person)
            if renamed is not None and renamed.badge not in self.people:
                self.changes.put(person, "person", f"{badge} {person.name}", badge=renamed.badge)
                self.people[renamed.badge] = person
                continue
            self.changes.gone("person", f"{badge} {person.name}", shown(person.roles))
            person.badge, person.roles = None, []
            person.work_phone = person.working_hours = None
            await self.session.execute(delete(PersonGrid).where(PersonGrid.person_id == person.id))
            await self.session.execute(
                delete(Invite).where(Invite.person_id == person.id, Invite.used_at.is_(None))
            )
            # It flushes, so that a badge is free for whoever takes it in the same load.
            await accounts.no_longer_staff(self.session, person)

    def _entry_of(self, person: Person) -> PersonEntry | None:
        mine = {chat for chat, a in self.accounts.items() if a.person_id == person.id}
        return next((entry for entry in self.file.people if entry.telegram in mine), None)

    async def enlist(self, entry: PersonEntry) -> None:
        person = self.people.get(entry.badge)
        if person is None:
            person = self.people[entry.badge] = await self._newcomer(entry)
        else:
            await self._update(person, entry)
        if entry.telegram is not None:
            await self._reach(person, entry, entry.telegram)

    async def _newcomer(self, entry: PersonEntry) -> Person:
        """A new person, or a resident who is known by that account and joins the staff."""
        name = f"{entry.badge} {entry.name}"
        self.changes.new("person", name, shown(entry.roles))
        language = entry.language or self.station.language
        account = self.accounts.get(entry.telegram) if entry.telegram is not None else None
        if account is not None and account.person_id is not None:
            known = await self.session.get_one(Person, account.person_id)
            if known.badge is None:
                known.badge, known.name, known.roles = entry.badge, entry.name, list(entry.roles)
                known.shown_as, known.work_phone = entry.shown_as, entry.work_phone
                known.working_hours = entry.working_hours
                known.language = known.language if known.informed_at else language
                return known
        person = Person(
            station_id=self.station.id,
            badge=entry.badge,
            name=entry.name,
            roles=list(entry.roles),
            shown_as=entry.shown_as,
            work_phone=entry.work_phone,
            working_hours=entry.working_hours,
            language=language,
        )
        self.session.add(person)
        return person

    async def _update(self, person: Person, entry: PersonEntry) -> None:
        name = f"{entry.badge} {entry.name}"
        facts = {
            "name": entry.name,
            "roles": list(entry.roles),
            "shown_as": entry.shown_as,
            "work_phone": entry.work_phone,
            "working_hours": entry.working_hours,
        }
        could_hold = may_hold(person)
        self.changes.put(person, "person", name, **facts)
        if could_hold and not may_hold(person):
            await accounts.no_longer_staff(self.session, person)
        if entry.language is not None and person.informed_at is None:
            # Who has spoken with the bot has chosen for themselves.
            self.changes.put(person, "person", name, language=entry.language)

    async def _reach(self, person: Person, entry: PersonEntry, chat: int) -> None:
        account = self.accounts.get(chat)
        if account is not None and account.person_id == person.id:
            return
        if account is None:
            account = self.accounts[chat] = Address(
                station_id=self.station.id,
                external_id=chat,
                person_id=person.id,
                state=AddressState.UNSEEN,
            )
            self.session.add(account)
        await self.session.flush()
        former = await self.session.scalars(
            select(Address).where(Address.person_id == person.id, Address.id != account.id)
        )
        was = None
        for address in list(former):
            was = str(address.external_id)
            await accounts.take_away(self.session, address, person, instead=account)
        await accounts.give(self.session, account, person)
        name = f"{entry.badge} {entry.name}"
        self.changes.append(Change("person telegram", name, was, str(chat)))


async def _tie(
    session: AsyncSession, person: Person, entry: PersonEntry, grids: Grids, changes: Changes
) -> None:
    """The grids that a person looks after for good."""
    codes = {grid.id: code for code, grid in grids.items()}
    found = await session.scalars(
        select(PersonGrid).where(PersonGrid.person_id == person.id).order_by(PersonGrid.id)
    )
    before = [codes[tie.grid_id] for tie in found]
    if before == list(entry.grids):
        return
    await session.execute(delete(PersonGrid).where(PersonGrid.person_id == person.id))
    session.add_all(PersonGrid(person_id=person.id, grid_id=grids[code].id) for code in entry.grids)
    name = f"{entry.badge} {entry.name}"
    was = shown(before) if before else None
    changes.append(Change("person grids", name, was, shown(list(entry.grids))))
