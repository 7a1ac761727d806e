"""What has to be true of both stations after every step."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.case import OPEN_STATES, Case
from models.deadline import Deadline, DeadlineKind
from models.exchange import Direction, Exchange
from models.journal import JournalEntry, UpdateState
from models.person import Person
from models.station import Station
from tests.crash import holders
from tests.machine.posts import Post, Posts

LOOKED_AFTER = {  # by whom nobody holds yet, and by whoever does
    None: {
        DeadlineKind.ACCEPT, DeadlineKind.SILENT, DeadlineKind.MORNING, DeadlineKind.ANSWERED,
    },
    "holder": {DeadlineKind.NO_WORD, DeadlineKind.QUIET},
}  # fmt: skip


class Watch:
    """Remembers what was true after the step before."""

    def __init__(self, posts: Posts) -> None:
        self._posts = posts
        self._done: dict[int, datetime] = {}
        self._seen = 0  # the newest exchange that was looked at
        self._listed = [post.listed for post in posts.all]

    async def look(self) -> None:
        await self._posts.quiet()
        async with self._posts.all[0].street.record() as session:
            await self._holders(session)
            await self._deadlines(session)
            await self._readers(session)
            parked = select(JournalEntry.error).where(JournalEntry.state == UpdateState.PARKED)
            assert not (found := list(await session.scalars(parked))), found

    async def _holders(self, session: AsyncSession) -> None:
        """Each open case has one holder of its station, or one deadline ahead."""
        people = {one.id: one for one in await session.scalars(select(Person))}
        ahead: dict[int, list[DeadlineKind]] = {}
        for one in await session.scalars(select(Deadline).where(Deadline.done_at.is_(None))):
            ahead.setdefault(one.case_id, []).append(one.kind)
        for case in await session.scalars(select(Case).where(Case.state.in_(OPEN_STATES))):
            holder = people.get(case.holder_id or 0)
            fitting = LOOKED_AFTER["holder" if holder else None]
            due = [kind for kind in ahead.get(case.id, []) if kind in fitting]
            assert len(due) <= 1, f"{case.number} is due twice: {due}"
            assert holder or due, f"{case.number} has neither a holder nor a deadline: {ahead}"
            if holder is not None:
                post = await self._post_of(session, case.station_id)
                assert holder.station_id == case.station_id
                assert holder.name in post.listed, f"{holder.name} isn't on the list any more"
        held = await session.run_sync(lambda one: holders.read(one.connection()))
        assert not (faults := [fault for one in held.values() for fault in one.faults]), faults

    async def _deadlines(self, session: AsyncSession) -> None:
        """Each is done once, when it has come."""
        for one in await session.scalars(select(Deadline)):
            before = self._done.get(one.id)
            assert before in (None, one.done_at), f"{one.kind} was done again: {before}"
            assert one.retry_at is None, f"{one.kind} couldn't be done"
            if one.done_at is not None:
                self._done[one.id] = one.done_at

    async def nothing_is_overdue(self) -> None:
        """After a sweep; what came back while it was sent is seen to by the next one."""
        async with self._posts.all[0].street.record() as session:
            late = select(Deadline.kind).where(
                Deadline.done_at.is_(None),
                Deadline.due_at <= self._posts.clock.now(),
                Deadline.kind != DeadlineKind.UNREACHABLE,
            )
            assert not (found := list(await session.scalars(late))), f"{found} weren't done"

    async def _readers(self, session: AsyncSession) -> None:
        """Of a case nobody is told but who asked it, its group, and who is on the list."""
        people = {one.id: one for one in await session.scalars(select(Person))}
        told = await session.execute(
            select(Exchange, Address, Case)
            .join(Address, Address.id == Exchange.address_id)
            .join(Case, Case.id == Exchange.case_id)
            .where(Exchange.direction == Direction.OUT, Exchange.id > self._seen)
        )
        for row, address, case in told:
            self._seen = max(self._seen, row.id)
            assert address.station_id == row.station_id == case.station_id
            if address.person_id is None or address.person_id == case.asker_id:
                continue
            post = await self._post_of(session, case.station_id)
            listed = post.listed | self._listed[self._posts.all.index(post)]
            name = people[address.person_id].name
            assert name in listed, f"{name} was told {row.template} of {case.number}"
        self._listed = [post.listed for post in self._posts.all]

    async def _post_of(self, session: AsyncSession, station_id: int) -> Post:
        bot_id = (await session.get_one(Station, station_id)).bot_id
        return next(post for post in self._posts.all if post.street.bot.id == bot_id)
