"""What has to be true of both stations after every step."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.address import Address
from models.case import OPEN_STATES, Case, CaseEvent
from models.deadline import Deadline, DeadlineKind
from models.exchange import Direction, Exchange
from models.handover import Handover
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


class Named:
    """What is of no single case (lists, digests), and the cases that it names all the same."""

    def __init__(self, cases: Iterable[Case], events: Iterable[CaseEvent]) -> None:
        self._cases = {(case.station_id, case.number): case for case in cases}
        self._asked: dict[int, set[str]] = defaultdict(set)
        self._held: dict[int, set[int | None]] = defaultdict(set)
        for event in events:
            if event.what in ("asked", "came_on_duty"):
                self._asked[event.case_id] |= set(event.detail["people"])
            elif event.what == "accepted":
                self._held[event.case_id].add(event.actor_id)

    def check(self, row: Exchange, person: Person | None, listed: set[str]) -> None:
        """Nobody off the list reads of any case but their own; a digest names those that its
        reader was asked to take, a list at the end of a shift those that they had."""
        if person is None:
            return
        for number in _strings(row.values):
            case = self._cases.get((row.station_id, number))
            if case is None or case.asker_id == person.id:
                continue
            said = f"{person.name} was told {row.template} of {number}"
            assert person.name in listed, said
            if row.template == "digest":
                assert person.name in self._asked[case.id], said
            elif row.template == "handover":
                assert person.id in self._held[case.id], said
            if case.is_private:
                assert case.words not in (row.text or ""), f"{said}, with its words"


def _strings(values: Any) -> Iterator[str]:
    """All that stand in the values of a template, however deep."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping | list):
        for one in values.values() if isinstance(values, Mapping) else values:
            yield from _strings(one)


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
            await self._handovers(session)
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
            ended = select(Handover.id).where(
                Handover.done_at.is_(None), Handover.due_at <= self._posts.clock.now()
            )
            assert not list(await session.scalars(ended)), "the end of a shift wasn't seen to"

    async def _handovers(self, session: AsyncSession) -> None:
        """Each end of a shift is seen to once, and so is each case that goes to the next."""
        for one in await session.scalars(select(Handover)):
            before = self._done.get(one.id)
            assert before in (None, one.done_at), f"a handover was done again: {before}"
            assert one.retry_at is None, "a handover couldn't be done"
            if one.done_at is not None:
                self._done[one.id] = one.done_at
        held: dict[int, bool] = {}
        story = select(CaseEvent).where(CaseEvent.what.in_(("accepted", "handed_over")))
        for event in await session.scalars(story.order_by(CaseEvent.id)):
            is_taken = event.what == "accepted"
            assert is_taken or held.get(event.case_id), f"{event.case_id} was handed over twice"
            held[event.case_id] = is_taken

    async def _readers(self, session: AsyncSession) -> None:
        """Of a case nobody is told but who asked it, its group, and who is on the list."""
        people = {one.id: one for one in await session.scalars(select(Person))}
        cases = {one.id: one for one in await session.scalars(select(Case))}
        named = Named(cases.values(), await session.scalars(select(CaseEvent)))
        told = await session.execute(
            select(Exchange, Address)
            .join(Address, Address.id == Exchange.address_id)
            .where(Exchange.direction == Direction.OUT, Exchange.id > self._seen)
            .order_by(Exchange.id)
        )
        for row, address in told:
            self._seen = row.id
            assert address.station_id == row.station_id
            person, case = people.get(address.person_id or 0), cases.get(row.case_id or 0)
            post = await self._post_of(session, row.station_id)
            listed = post.listed | self._listed[self._posts.all.index(post)]
            if case is not None:
                assert case.station_id == row.station_id
                if person is not None and person.id != case.asker_id:
                    assert person.name in listed, f"{person.name}: {row.template} of {case.number}"
            else:
                named.check(row, person, listed)
        self._listed = [post.listed for post in self._posts.all]

    async def _post_of(self, session: AsyncSession, station_id: int) -> Post:
        bot_id = (await session.get_one(Station, station_id)).bot_id
        return next(post for post in self._posts.all if post.street.bot.id == bot_id)
