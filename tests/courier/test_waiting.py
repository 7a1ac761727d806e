"""What waits to be sent: by priority, in order, one at a time in a chat."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flood import GROUP_MESSAGES, FloodLimits
from bot.waiting import Entry, Waiting

ALARM, CONVERSATION, NOTICE, FLASH, BROADCAST = range(5)


@dataclass
class Watch:
    """A monotonic clock that a test moves."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Office:
    """A queue with limits, a watch, and what went out of it."""

    enforced: bool = False
    watch: Watch = field(default_factory=Watch)

    def __post_init__(self) -> None:
        self.limits = FloodLimits(self.enforced)
        self.waiting = Waiting(self.limits, self.watch)

    def pick(self, is_group: bool = False) -> Entry | None:
        entry = self.waiting.pick()
        if entry is not None:
            self.limits.take_chat(entry.address_id, is_group, self.watch.at, entry.weight)
            self.limits.answered(entry.address_id, self.watch.at, entry.weight)
        return entry

    def picked(self) -> Entry:
        entry = self.pick()
        assert entry is not None
        return entry

    def send_all(self, is_group: bool = False) -> list[Entry]:
        return list(self.sent(is_group))

    def sent(self, is_group: bool = False) -> Iterator[Entry]:
        """One after the other, waiting as long as the queue says."""
        while len(self.waiting):
            while (entry := self.pick(is_group)) is None:
                until = self.waiting.next_time()
                assert until is not None
                self.watch.at = max(until, self.watch.at)
            yield entry
            self.waiting.finish(entry)


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_row_that_is_being_written_keeps_a_free_chat(office: Office) -> None:
    now = Entry(CONVERSATION, 1, address_id=7)
    assert office.waiting.reserve(now)
    assert office.waiting.reserved(1, 7) is now
    assert office.waiting.reserved(2, 7) is None
    assert not office.waiting.reserve(Entry(CONVERSATION, 2, address_id=7))
    office.waiting.add(Entry(CONVERSATION, 2, address_id=7))
    assert office.pick() is None
    office.waiting.finish(now)
    assert office.picked().id == 2


def test_what_was_not_written_gives_the_chat_back(office: Office) -> None:
    now = Entry(CONVERSATION, 1, address_id=7)
    assert office.waiting.reserve(now)
    office.waiting.give_back(now)
    assert not len(office.waiting)
    assert office.waiting.reserve(Entry(CONVERSATION, 2, address_id=7))


def test_nobody_keeps_a_chat_before_those_who_wait(office: Office) -> None:
    office.waiting.add(Entry(ALARM, 1, address_id=7))
    assert not office.waiting.reserve(Entry(CONVERSATION, 2, address_id=7))
    assert not office.waiting.reserve(Entry(CONVERSATION, 3, address_id=8)), "the alarm is ready"
    office.picked()
    assert not office.waiting.reserve(Entry(CONVERSATION, 4, address_id=8, target_id=1))
    assert not office.waiting.reserve(Entry(CONVERSATION, 5, address_id=8, is_edit=True))
    assert office.waiting.reserve(Entry(CONVERSATION, 6, address_id=8))


rows = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 4), st.booleans()), min_size=1, max_size=60
)


@given(rows)
def test_order_holds_within_a_chat_and_a_priority(
    rows: list[tuple[int, int, bool]],
) -> None:
    office = Office()
    entries = [Entry(priority, id_, chat) for id_, (priority, chat, _) in enumerate(rows, 1)]
    flying: list[Entry] = []
    order: list[Entry] = []
    for entry, (_, _, interrupt) in zip(entries, rows, strict=True):
        office.waiting.add(entry)
        if interrupt and (picked := office.pick()):
            order.append(picked)
            flying.append(picked)
        if flying and not interrupt:
            office.waiting.finish(flying.pop(0))
    for entry in flying:
        office.waiting.finish(entry)
    order += office.send_all()
    assert sorted(entry.id for entry in order) == [entry.id for entry in entries]
    for chat in range(1, 5):
        for priority in range(4):
            ids = [e.id for e in order if (e.address_id, e.priority) == (chat, priority)]
            assert ids == sorted(ids)


@given(rows)
def test_no_chat_has_two_under_way(rows: list[tuple[int, int, bool]]) -> None:
    office = Office()
    for id_, (priority, chat, _) in enumerate(rows, 1):
        office.waiting.add(Entry(priority, id_, chat))
    flying: dict[int, Entry] = {}
    while len(office.waiting):
        while entry := office.pick():
            assert entry.address_id not in flying
            flying[entry.address_id] = entry
        office.waiting.finish(flying.pop(next(iter(flying))))


@given(st.permutations(range(12)))
def test_what_depends_goes_after_what_it_depends_on(order: list[int]) -> None:
    """Rows 0 to 5 are parents, 6 to 11 their edits, replies and pins, of whatever priority."""
    office = Office()
    for id_ in order:
        parent = id_ - 6 if id_ >= 6 else None
        office.waiting.add(Entry(id_ % 3, id_, address_id=id_ % 2, target_id=parent))
    sent = [entry.id for entry in office.send_all()]
    assert sorted(sent) == list(range(12))
    assert all(sent.index(parent) < sent.index(parent + 6) for parent in range(6))


def test_a_row_waits_for_its_parent_in_flight(office: Office) -> None:
    card = Entry(CONVERSATION, 1, address_id=7)
    office.waiting.add(card)
    assert office.picked() is card
    office.waiting.add(Entry(ALARM, 2, address_id=8, target_id=1))
    assert office.pick() is None
    office.waiting.finish(card)
    assert office.picked().id == 2


def test_of_edits_that_wait_together_the_last_goes(office: Office) -> None:
    for id_ in (11, 12, 13):
        office.waiting.add(Entry(NOTICE, id_, address_id=7, target_id=1, is_edit=True))
    office.waiting.add(Entry(NOTICE, 14, address_id=7, target_id=2, is_edit=True))
    assert office.waiting.superseded == [11, 12]
    assert [entry.id for entry in office.send_all()] == [13, 14]


def test_edits_merge_also_behind_a_parent_that_waits(office: Office) -> None:
    office.waiting.add(Entry(CONVERSATION, 1, address_id=7))
    for id_ in (11, 12):
        office.waiting.add(Entry(NOTICE, id_, address_id=7, target_id=1, is_edit=True))
    assert [entry.id for entry in office.send_all()] == [1, 12]


def test_an_edit_under_way_is_not_merged_away(office: Office) -> None:
    office.waiting.add(Entry(NOTICE, 11, address_id=7, target_id=1, is_edit=True))
    first = office.picked()
    office.waiting.add(Entry(NOTICE, 12, address_id=7, target_id=1, is_edit=True))
    assert office.waiting.superseded == []
    office.waiting.finish(first)
    assert [entry.id for entry in office.send_all()] == [12]


def test_an_edit_that_goes_back_yields_to_a_later_one(office: Office) -> None:
    office.waiting.add(Entry(NOTICE, 11, address_id=7, target_id=1, is_edit=True))
    first = office.picked()
    office.waiting.add(Entry(NOTICE, 12, address_id=7, target_id=1, is_edit=True))
    office.waiting.finish(first)
    office.waiting.add(Entry(NOTICE, 11, address_id=7, target_id=1, is_edit=True))
    assert office.waiting.superseded == [11]
    assert [entry.id for entry in office.send_all()] == [12]


def test_a_row_that_goes_back_keeps_its_place(office: Office) -> None:
    """Refused by a 429, say: what came after it in its chat still comes after it."""
    first, second = Entry(CONVERSATION, 1, address_id=7), Entry(CONVERSATION, 2, address_id=7)
    office.waiting.add(first)
    office.waiting.add(second)
    assert office.picked() is first
    office.waiting.finish(first)
    office.waiting.add(Entry(CONVERSATION, 1, address_id=7))
    assert [entry.id for entry in office.send_all()] == [1, 2]


def test_the_urgent_overtakes_a_broadcast_under_limits() -> None:
    office = Office(enforced=True)
    for id_ in range(500):
        office.waiting.add(Entry(BROADCAST, id_, address_id=id_))
    for _ in range(50):
        while (entry := office.pick(is_group=True)) is None:
            office.watch.at = office.waiting.next_time() or 0.0
        office.waiting.finish(entry)
    office.waiting.add(Entry(ALARM, 1_000, address_id=77))
    asked = office.watch.at
    while (entry := office.pick(is_group=True)) is None:
        office.watch.at = office.waiting.next_time() or 0.0
    assert entry.id == 1_000
    assert office.watch.at - asked < 0.05


def test_a_full_group_does_not_hold_up_the_others() -> None:
    office = Office(enforced=True)
    for id_ in range(2 * GROUP_MESSAGES):
        office.waiting.add(Entry(CONVERSATION, id_, address_id=1))
    office.waiting.add(Entry(BROADCAST, 1_000, address_id=2))
    begun = office.watch.at
    sent: list[int] = []
    while len(sent) <= GROUP_MESSAGES:
        while (entry := office.pick(is_group=True)) is None:
            office.watch.at = office.waiting.next_time() or 0.0
        office.waiting.finish(entry)
        sent.append(entry.id)
    assert sent == [*range(GROUP_MESSAGES), 1_000]
    assert office.watch.at - begun < 2.0
    assert [entry.id for entry in office.send_all(is_group=True)] == list(range(20, 40))
    assert office.watch.at - begun < 62.0


def test_a_later_row_waits_for_its_time(office: Office) -> None:
    office.waiting.add(Entry(ALARM, 1, address_id=7, not_before=office.watch.at + 60))
    office.waiting.add(Entry(NOTICE, 2, address_id=7))
    assert office.picked().id == 2
    assert office.pick() is None
    assert office.waiting.next_time() == office.watch.at + 60
    office.watch.at += 60
    office.waiting.finish(Entry(NOTICE, 2, address_id=7))
    assert office.picked().id == 1


def test_an_album_waits_until_all_of_it_may_go() -> None:
    office = Office(enforced=True)
    for number in range(1, 13):
        office.waiting.add(Entry(CONVERSATION, number, 1))
    office.waiting.add(Entry(CONVERSATION, 13, 1, weight=10))
    office.waiting.add(Entry(CONVERSATION, 14, 2))
    began = office.watch.at
    sent = [entry.id for entry in office.send_all(is_group=True)]
    assert sent == [*range(1, 13), 14, 13]
    assert office.watch.at - began >= 60


def test_an_album_counts_what_it_has() -> None:
    """Twelve and an album of two are within a minute's twenty; with seven more they aren't."""
    office = Office(enforced=True)
    for number in range(1, 13):
        office.waiting.add(Entry(CONVERSATION, number, 1))
    for number, items in ((13, 2), (14, 2)):
        office.waiting.add(Entry(CONVERSATION, number, 1, weight=items))
    office.waiting.add(Entry(CONVERSATION, 14, 1, weight=7))
    began = office.watch.at
    *_, before_last, last = [(entry, office.watch.at) for entry in office.sent(is_group=True)]
    assert (before_last[0].id, before_last[1]) == (13, began)
    assert (last[0].id, last[0].weight) == (14, 7)
    assert last[1] - began >= 60


def test_an_album_waits_for_what_is_under_way() -> None:
    office = Office(enforced=True)
    for _ in range(25):
        office.limits.take(office.watch.at)
    office.waiting.add(Entry(CONVERSATION, 1, 1, weight=10))
    assert office.waiting.pick() is None
    until = office.waiting.next_time()
    assert until is not None
    assert until < office.watch.at + 1


def test_a_row_waits_for_its_time() -> None:
    office = Office()
    office.waiting.add(Entry(CONVERSATION, 1, 1, not_before=office.watch.at + 0.7))
    office.waiting.add(Entry(CONVERSATION, 2, 1))
    assert office.picked().id == 2
    assert office.waiting.pick() is None
    assert office.waiting.next_time() == office.watch.at + 0.7
    office.watch.at += 0.7
    office.waiting.finish(Entry(CONVERSATION, 2, 1))
    assert office.picked().id == 1


def test_without_room_for_broadcasts_only_what_is_urgent_goes() -> None:
    office = Office()
    for id_, priority in enumerate((FLASH, BROADCAST), start=1):
        office.waiting.add(Entry(priority, id_, address_id=id_))
    assert office.waiting.pick(broadcasts=False) is None
    assert office.waiting.next_time(broadcasts=False) is None
    office.waiting.add(Entry(NOTICE, 3, address_id=3))
    assert office.waiting.next_time(broadcasts=False) is not None
    urgent = office.waiting.pick(broadcasts=False)
    assert urgent is not None
    assert urgent.id == 3
    assert office.picked().id == 1


def test_what_goes_on_again_while_it_is_being_claimed_is_not_forgotten() -> None:
    """Paused before the claim, resumed after it: the claim finds nothing, and the row waits."""
    office = Office()
    office.waiting.add(Entry(BROADCAST, 1, address_id=7))
    claimed = office.picked()
    office.waiting.add(Entry(BROADCAST, 1, address_id=7))
    office.waiting.give_back(claimed)
    assert office.picked().id == 1
