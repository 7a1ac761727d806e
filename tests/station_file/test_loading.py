"""Loading brings the database in line with the file, says what changed, and loses no history."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.store import Store
from models.address import Address, AddressState
from models.alert import Alert, AlertUrgency
from models.base import Base
from models.case import Case, CaseKind, CaseState
from models.exchange import Delivery, Direction, Exchange, Operation
from models.person import Invite, Person, PersonGrid
from models.shift import Position, Shift, ShiftGrid
from models.station import Grid, Group, GroupGrid, GroupKind, PublicPlace, Station
from services.alerts.policy import policy_of
from services.calendar_rule import QUIET, QuietHours
from services.directory import Directory, read_directory
from services.duty import on_duty
from services.station_file import Change, StationFile, load, read
from services.station_file.entries import GridEntry, PersonEntry
from services.station_file.shift_entries import ShiftEntry

XINCHENG = read(Path("examples/xincheng.yaml"))
BOT = 77
NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)  # noon in Shanghai


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    store = Store(database_url)
    yield store
    await store.close()


async def loaded(store: Store, file: StationFile, bot_id: int = BOT) -> list[Change]:
    async with store.writing() as session:
        return await load(session, file, bot_id, NOW)


async def directory(store: Store) -> Directory:
    async with store.reading() as session:
        station = (await session.scalars(select(Station).where(Station.bot_id == BOT))).one()
        return await read_directory(session, station)


async def everything(store: Store, model: type[Base], *where: Any) -> list[Any]:
    async with store.reading() as session:
        return list(await session.scalars(select(model).where(*where).order_by(model.id)))


async def person(store: Store, badge: str) -> Person:
    (found,) = await everything(store, Person, Person.badge == badge)
    assert isinstance(found, Person)
    return found


async def address(store: Store, chat: int) -> Address:
    (found,) = await everything(store, Address, Address.external_id == chat)
    assert isinstance(found, Address)
    return found


def changed(file: StationFile, badge: str, /, **values: Any) -> StationFile:
    people = [replace(p, **values) if p.badge == badge else p for p in file.people]
    return replace(file, people=people)


def without(file: StationFile, badge: str) -> StationFile:
    return replace(
        file,
        people=[p for p in file.people if p.badge != badge],
        shifts=[s for s in file.shifts if s.badge != badge],
    )


async def test_a_whole_station(store: Store) -> None:
    changes = await loaded(store, XINCHENG)
    assert changes[0] == Change("station", "新城派出所", None, "Asia/Shanghai, zh_Hans")
    found = await directory(store)
    assert len(found.grids) == 4
    assert len(found.staff) == 8
    assert found.duty_room is not None
    assert found.duty_room.external_id == -1002000000001
    east = next(grid for grid in found.grids.values() if grid.code == "east-garden")
    duty = on_duty(found, east.id, NOW)
    assert {position.value: [p.name for p in people] for position, people in duty.items()} == {
        "main": ["王向阳"],
        "backup": ["赵建国", "李晓梅"],
        "leader": ["陈立"],
    }
    assert (await address(store, 1001)).state is AddressState.UNSEEN
    assert (await address(store, -1001000000001)).state is AddressState.ACTIVE


async def test_the_second_time_nothing_changes(store: Store) -> None:
    await loaded(store, XINCHENG)
    before = await directory(store)
    assert await loaded(store, XINCHENG) == []
    after = await directory(store)
    assert after.revision == before.revision == 1
    assert [shift.id for shift in after.shifts] == [shift.id for shift in before.shifts]


async def test_a_group_that_stands_for_two_grids_belongs_to_the_first(store: Store) -> None:
    await loaded(store, XINCHENG)
    found = await directory(store)
    group = found.by_external[-1001000000003].group_id
    assert group is not None
    grid = found.grid_of_group(group)
    assert grid is not None
    assert grid.code == "old-street"


async def test_a_group_of_merchants_is_private(store: Store) -> None:
    changes = await loaded(store, XINCHENG)
    assert Change("group", "-1001000000006", None, "old-street") in changes
    assert Change("grid area", "east-garden", None, "new-town") in changes
    found = await directory(store)
    group = found.groups[found.by_external[-1001000000006].group_id or 0]
    assert (group.kind, group.private) == (GroupKind.MERCHANTS, True)
    shops, *others = XINCHENG.groups
    bank = replace(shops, kind=GroupKind.BANK, private=False)
    assert await loaded(store, replace(XINCHENG, groups=[bank, *others])) == [
        Change("group kind", "-1001000000006", "merchants", "bank"),
        Change("group private", "-1001000000006", "yes", "no"),
    ]


async def test_a_group_reads_alerts_in_its_language(store: Store) -> None:
    await loaded(store, XINCHENG)
    found = await directory(store)
    school = found.groups[found.by_external[-1001000000007].group_id or 0]
    shops = found.groups[found.by_external[-1001000000006].group_id or 0]
    assert (school.language, shops.language) == ("en", None)
    groups = [replace(one, language=None) for one in XINCHENG.groups]
    assert await loaded(store, replace(XINCHENG, groups=groups)) == [
        Change("group language", "-1001000000007", "en", "none")
    ]


async def test_what_it_says_of_alerts_is_the_stations_policy(store: Store) -> None:
    await loaded(store, XINCHENG)
    policy = policy_of((await directory(store)).station)
    assert policy.must_be_approved(Alert(urgency=AlertUrgency.EXPECTED))
    assert not policy.must_be_approved(Alert(urgency=AlertUrgency.IMMEDIATE))
    assert policy.quiet == QuietHours(time(22), time(7))
    never = {"approval": "all", "quiet_hours": {"from": "00:00", "to": "00:00"}}
    (change,) = await loaded(
        store, replace(XINCHENG, station=replace(XINCHENG.station, alerts=never))
    )
    assert change.what == "station alerts"
    policy = policy_of((await directory(store)).station)
    assert policy.must_be_approved(Alert(urgency=AlertUrgency.IMMEDIATE))
    assert policy.quiet is None
    await loaded(store, replace(XINCHENG, station=replace(XINCHENG.station, alerts=None)))
    policy = policy_of((await directory(store)).station)
    assert not policy.must_be_approved(Alert(urgency=AlertUrgency.EXPECTED))
    assert policy.quiet == QUIET


async def test_an_area_that_is_taken_out_becomes_inactive(store: Store) -> None:
    await loaded(store, XINCHENG)
    changes = await loaded(store, replace(XINCHENG, areas=[]))
    assert changes == [
        Change("area active", "new-town", "yes", "no"),
        Change("grid area", "east-garden", "new-town", None),
        Change("grid area", "west-garden", "new-town", None),
    ]
    assert await loaded(store, replace(XINCHENG, areas=[])) == []


async def test_a_place_moves_to_another_grid_and_goes(store: Store) -> None:
    await loaded(store, XINCHENG)
    gate, stop = XINCHENG.places
    moved = replace(XINCHENG, places=[replace(gate, grid="old-street"), stop])
    assert await loaded(store, moved) == [Change("place grid", gate.code, "market", "old-street")]
    assert await loaded(store, moved) == []
    places = (await directory(store)).places.values()
    assert {place.name for place in places} == {gate.name, stop.name}
    changes = await loaded(store, replace(XINCHENG, places=[]))
    assert [change.what for change in changes] == ["place active", "place active"]
    assert not (await directory(store)).places
    assert len(await everything(store, PublicPlace)) == 2


async def test_each_change_is_reported_and_the_revision_grows_once(store: Store) -> None:
    await loaded(store, XINCHENG)
    file = changed(XINCHENG, "0001", name="王小阳", roles=("officer", "leader"))
    file = replace(
        file,
        station=replace(file.station, hotline="110", promises={"help": 5, "consultation": 30}),
        grids=[replace(file.grids[0], name="东园"), *file.grids[1:]],
    )
    assert await loaded(store, file) == [
        Change("station hotline", "新城派出所", "0996-0000110", "110"),
        Change("station promise minutes", "新城派出所", "consultation 30, help 10",
               "consultation 30, help 5"),
        Change("grid name", "east-garden", "东园小区", "东园"),
        Change("person name", "0001 王小阳", "王向阳", "王小阳"),
        Change("person roles", "0001 王小阳", "officer", "officer, leader"),
    ]  # fmt: skip
    assert (await directory(store)).revision == 2


async def test_shifts_that_stay_the_same_stay(store: Store) -> None:
    await loaded(store, XINCHENG)
    before = {shift.id for shift in (await directory(store)).shifts}
    night = ShiftEntry("0003", Position.MAIN, None, NOW, NOW + timedelta(hours=12))
    changes = await loaded(store, replace(XINCHENG, shifts=[*XINCHENG.shifts[1:], night]))
    assert changes == [
        Change("shift", "0001 王向阳", "main, east-garden, always", None),
        Change("shift", "0003 阿依古丽", None,
               "main, all grids, 2026-11-21 12:00 to 2026-11-22 00:00"),
    ]  # fmt: skip
    after = {shift.id for shift in (await directory(store)).shifts}
    assert (len(before - after), len(after - before)) == (1, 1)
    async with store.reading() as session:
        orphans = select(func.count()).where(ShiftGrid.shift_id.not_in(select(Shift.id)))
        assert await session.scalar(orphans) == 0


async def test_a_grid_that_is_taken_out_becomes_inactive(store: Store) -> None:
    await loaded(store, XINCHENG)
    file = replace(
        XINCHENG,
        grids=XINCHENG.grids[:3],
        people=[replace(p, grids=tuple(g for g in p.grids if g != "market"))
                for p in XINCHENG.people],
        shifts=[s for s in XINCHENG.shifts if s.grids is None or "market" not in s.grids],
    )  # fmt: skip
    changes = await loaded(store, file)
    assert Change("grid active", "market", "yes", "no") in changes
    assert Change("group active", "-1001000000005", "yes", "no") in changes
    assert Change("group grids", "-1001000000003", "old-street, market", "old-street") in changes
    found = await directory(store)
    assert [grid.code for grid in found.open_grids()] == [
        "east-garden",
        "old-street",
        "west-garden",
    ]
    assert await loaded(store, file) == []
    back = await loaded(store, XINCHENG)
    assert Change("group active", "-1001000000005", "no", "yes") in back
    assert await loaded(store, XINCHENG) == []


async def test_who_is_taken_out_is_a_resident_and_keeps_their_history(store: Store) -> None:
    await loaded(store, XINCHENG)
    station, li = (await directory(store)).station, await person(store, "0002")
    chat, group = await address(store, 1002), await address(store, -1001000000002)
    theirs = a_case(station, asker_id=li.id)
    others = a_case(station, holder_id=li.id, state=CaseState.ACCEPTED)
    own_answer, card = waiting(chat, theirs), waiting(chat, others)
    elsewhere = waiting(group, others)
    invite = Invite(person_id=li.id, secret_hash="x", expires_at=NOW)
    async with store.writing() as session:
        session.add_all([theirs, others, own_answer, card, elsewhere, invite])
    changes = await loaded(store, without(XINCHENG, "0002"))
    assert Change("person", "0002 李晓梅", "officer", None) in changes
    (former,) = await everything(store, Person, Person.id == li.id)
    assert (former.badge, former.roles, former.name) == (None, [], "李晓梅")
    assert li.id not in (await directory(store)).staff
    assert await everything(store, PersonGrid, PersonGrid.person_id == li.id) == []
    assert await everything(store, Invite) == []
    (held,) = await everything(store, Case, Case.id == others.id)
    assert held.holder_id == li.id
    rows = {row.id: row.delivery for row in await everything(store, Exchange)}
    assert rows == {
        own_answer.id: Delivery.QUEUED,
        card.id: Delivery.CANCELLED,
        elsewhere.id: Delivery.QUEUED,
    }
    assert await loaded(store, without(XINCHENG, "0002")) == []
    await loaded(store, XINCHENG)
    assert (await person(store, "0002")).id == li.id  # By the account.


async def test_a_resident_joins_the_staff(store: Store) -> None:
    await loaded(store, XINCHENG)
    station = (await directory(store)).station
    anna = Person(station_id=station.id, name="Anna", language="en", informed_at=NOW)
    chat = Address(station_id=station.id, external_id=1009, person_id=anna.id)
    async with store.writing() as session:
        session.add_all([anna, chat])
    newcomer = PersonEntry("0009", "安娜", ("volunteer",), 1009)
    changes = await loaded(store, replace(XINCHENG, people=[*XINCHENG.people, newcomer]))
    assert changes == [Change("person", "0009 安娜", None, "volunteer")]
    found = await person(store, "0009")
    assert (found.id, found.name, found.language) == (anna.id, "安娜", "en")
    assert (await address(store, 1009)).state is AddressState.ACTIVE


async def test_a_new_account_takes_over_and_the_old_one_is_a_strangers(store: Store) -> None:
    await loaded(store, XINCHENG)
    station, wang = (await directory(store)).station, await person(store, "0001")
    old = await address(store, 1001)
    case = a_case(station)
    card, pin = waiting(old, case), waiting(old, case, operation=Operation.PIN)
    async with store.writing() as session:
        session.add_all([case, card, pin])
    file = changed(XINCHENG, "0001", telegram=3001)
    assert await loaded(store, file) == [Change("person telegram", "0001 王向阳", "1001", "3001")]
    assert (await address(store, 1001)).person_id != wang.id
    new = await address(store, 3001)
    assert (new.person_id, new.state) == (wang.id, AddressState.UNSEEN)
    rows = {row.id: row for row in await everything(store, Exchange)}
    assert (rows[card.id].delivery, rows[card.id].address_id) == (Delivery.QUEUED, new.id)
    assert rows[pin.id].delivery is Delivery.CANCELLED
    assert await loaded(store, file) == []


async def test_two_who_swap_accounts(store: Store) -> None:
    await loaded(store, XINCHENG)
    wang, li = await person(store, "0001"), await person(store, "0002")
    station, old = (await directory(store)).station, await address(store, 1002)
    case = a_case(station)
    card = waiting(old, case)
    async with store.writing() as session:
        session.add_all([case, card])
    file = changed(changed(XINCHENG, "0001", telegram=1002), "0002", telegram=1001)
    await loaded(store, file)
    assert (await address(store, 1002)).person_id == wang.id
    assert (await address(store, 1001)).person_id == li.id
    (row,) = await everything(store, Exchange)
    assert row.delivery is Delivery.CANCELLED
    assert await loaded(store, file) == []


async def test_a_new_badge_for_the_same_account(store: Store) -> None:
    await loaded(store, XINCHENG)
    before = await person(store, "0100")
    file = changed(XINCHENG, "0100", badge="0111")
    assert await loaded(store, file) == [Change("person badge", "0100 周正", "0100", "0111")]
    assert (await person(store, "0111")).id == before.id
    assert await loaded(store, file) == []


async def test_the_language_one_has_chosen_stays(store: Store) -> None:
    await loaded(store, XINCHENG)
    file = changed(XINCHENG, "0001", language="en")
    assert await loaded(store, file) == [Change("person language", "0001 王向阳", "zh_Hans", "en")]
    async with store.writing() as session:
        wang = await session.get_one(Person, (await person(store, "0001")).id)
        wang.language, wang.informed_at = "zh_Hans", NOW
    assert await loaded(store, file) == []
    assert (await person(store, "0001")).language == "zh_Hans"


async def test_an_account_that_an_invite_has_tied_stays(store: Store) -> None:
    await loaded(store, XINCHENG)
    sun = await person(store, "T001")
    async with store.writing() as session:
        session.add(Address(station_id=sun.station_id, external_id=1007, person_id=sun.id))
    assert await loaded(store, XINCHENG) == []
    assert (await address(store, 1007)).person_id == sun.id


async def test_a_group_that_became_a_supergroup_is_the_same_by_both_ids(store: Store) -> None:
    await loaded(store, XINCHENG)
    old = await address(store, -1001000000001)
    new = Address(station_id=old.station_id, external_id=-1009, group_id=old.group_id)
    async with store.writing() as session:
        session.add(new)
        (await session.get_one(Address, old.id)).moved_to_id = new.id
    assert await loaded(store, XINCHENG) == []
    east = replace(XINCHENG.grids[0], groups=(-1009,))
    assert await loaded(store, replace(XINCHENG, grids=[east, *XINCHENG.grids[1:]])) == []


async def test_a_chat_that_the_bot_had_joined_before(store: Store) -> None:
    await loaded(store, XINCHENG)
    station = (await directory(store)).station
    async with store.writing() as session:
        session.add(Address(station_id=station.id, external_id=-1008))
    oak = GridEntry("oak", "橡树园", (-1008,))
    changes = await loaded(store, replace(XINCHENG, grids=[*XINCHENG.grids, oak]))
    assert changes == [
        Change("grid", "oak", None, "橡树园"),
        Change("group", "-1008", None, "oak"),
    ]
    found = await directory(store)
    assert len(await everything(store, GroupGrid)) == 9
    assert found.groups[found.by_external[-1008].group_id or 0].kind is GroupKind.RESIDENTS


async def test_stations_keep_apart(store: Store) -> None:
    await loaded(store, XINCHENG)
    await loaded(store, read(Path("examples/maple.yaml")), bot_id=78)
    assert await loaded(store, XINCHENG) == []
    assert len(await everything(store, Grid)) == 5
    assert len(await everything(store, Group)) == 10


def a_case(station: Station, **facts: Any) -> Case:
    given = {"kind": CaseKind.HELP, "asker_name": "Anna", "words": "Gas"} | facts
    return Case(station_id=station.id, opened_at=NOW, touched_at=NOW, **given)


def waiting(to: Address, case: Case, operation: Operation = Operation.SEND) -> Exchange:
    return Exchange(
        station_id=case.station_id,
        case_id=case.id,
        direction=Direction.OUT,
        address_id=to.id,
        at=NOW,
        operation=operation,
        delivery=Delivery.QUEUED,
    )
