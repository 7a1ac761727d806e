"""Update, cancel and all-clear reach every chat that the alert reached, as a reply to it."""

import pytest
from sqlalchemy import delete, update

from models.alert import AlertKind, AlertState, RunState, Severity, Subscription
from models.exchange import Delivery, Exchange, Reason
from models.station import Station as StationRow
from services.alerts import following, scheduling, steering
from services.errors import AlertNotSent, AlertOver
from tests.alerts.station import Station
from tests.street import GRID

NEWS = {"en": {"headline": "Calls from the bank", "text": "They now say they are the police."}}
MORE = {"en": {"headline": "Calls from the bank", "text": "And they ask for gold."}}
DAILY = {"repeat": "day", "time": "18:30"}


async def test_an_all_clear_answers_the_alert_in_every_chat(station: Station) -> None:
    street = station.street
    station.groups(2)
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    ella = street.resident("Ella")
    await station.subscribes(ella)
    alert = await station.sends(lee)
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    in_group = await anna.sees("The danger is over", in_group="Maple Street")
    assert in_group.reply_to
    assert "Nobody asks for your PIN" in in_group.reply_to.text
    in_private = await ella.sees("The danger is over")
    assert in_private.reply_to
    rows = await station.rows(await station.run(clear))
    assert [row.delivery for row in rows] == [Delivery.DONE] * 4
    assert (await station.now(alert)).state is AlertState.ENDED


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_a_call_off_in_chinese(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await station.sends(lee)
    await station.follows(alert, AlertKind.CANCEL, lee)
    await anna.sees("此前的预警有误或已无必要", in_group="Maple Street")


async def test_an_update_reaches_those_it_went_to_and_those_who_are_new(station: Station) -> None:
    """A second update answers the first, where there is one."""
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    ben = street.resident("Ben")
    alert = await station.sends(lee)
    street.grid("Oak Lane", ben)
    await street.quiet()
    await street.reload()
    first = await station.follows(alert, AlertKind.UPDATE, lee, words=NEWS)
    fresh = await ben.sees("They now say", in_group="Oak Lane")
    assert fresh.reply_to is None
    await station.follows(first, AlertKind.UPDATE, lee, words=MORE)
    for who, where in ((anna, "Maple Street"), (ben, "Oak Lane")):
        seen = await who.sees("ask for gold", in_group=where)
        assert seen.reply_to
        assert "They now say" in seen.reply_to.text


async def test_a_cancellation_goes_only_where_the_series_went(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await station.sends(lee)
    update = await station.follows(alert, AlertKind.UPDATE, lee, words=NEWS)
    ben = street.resident("Ben")
    street.grid("Oak Lane", ben)
    await street.quiet()
    await street.reload()
    cancelled = await station.follows(alert, AlertKind.CANCEL, lee)
    seen = await anna.sees("please disregard it", in_group="Maple Street")
    assert seen.reply_to
    assert "They now say" in seen.reply_to.text
    await ben.does_not_see("disregard", in_group="Oak Lane")
    assert cancelled.root_id == update.root_id == alert.id
    assert len(await station.rows(await station.run(cancelled))) == 1


async def test_a_group_that_moved_meanwhile_reads_it_without_the_reply(station: Station) -> None:
    street = station.street
    group = street.grid(GRID, supergroup=False)
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await station.sends(lee)
    await anna.sees("Nobody asks", in_group=GRID)
    moved = group.upgrade()
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    seen = await anna.sees("The danger is over", in_group=moved)
    assert seen.reply_to is None
    (row,) = await station.rows(await station.run(clear))
    assert row.delivery is Delivery.DONE


async def test_a_group_that_moves_while_it_waits_gets_it_at_its_new_number(
    station: Station,
) -> None:
    street = station.street
    group = street.grid(GRID, supergroup=False)
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await station.begins_paused(lee)
    moved = group.upgrade()
    async with station.desk() as desk:
        (run,) = await station.runs(alert)
        await steering.resume(desk.acting_as(await station._person(desk, lee)), run.id)
    await station.goes_on()
    await anna.sees("Nobody asks", in_group=moved)
    (row,) = await station.rows(await station.run(alert))
    assert (row.delivery, row.reason) == (Delivery.DONE, Reason.MOVED)


async def test_where_it_may_have_arrived_the_all_clear_goes_too(station: Station) -> None:
    street = station.street
    station.groups(1)
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    await street.quiet()
    street.telegram.faults.lose_answer(before=True, chat=street.maple_street, times=1)
    alert = await station.sends(lee)
    by = {row.delivery for row in await station.rows(await station.run(alert))}
    assert by == {Delivery.UNKNOWN, Delivery.DONE}
    await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    seen = await anna.sees("The danger is over", in_group="Maple Street")
    assert seen.reply_to is None


async def test_it_waits_for_what_is_under_way_at_that_moment(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    await street.quiet()
    street.telegram.faults.slow_answer(0.5, method="sendMessage", chat=street.maple_street, times=1)
    alert = await station.writes(lee)
    assert street.app is not None
    await street.app.sweep()
    await anna.sees("Nobody asks", in_group="Maple Street")
    async with station.desk(quiet=False) as desk:
        await following.all_clear(desk, alert)
    await street.app.sweep()
    await station.goes_on()
    seen = await anna.sees("The danger is over", in_group="Maple Street")
    assert seen.reply_to


async def test_who_stopped_meanwhile_still_hears_the_end_of_what_they_heard(
    station: Station,
) -> None:
    """And who can't be reached any more is on record as that."""
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    anna, ella = street.resident("Anna"), street.resident("Ella")
    for who in (anna, ella):
        await station.subscribes(who)
    alert = await station.sends(lee, audience={"groups": False})
    async with street.store.writing() as session:
        await session.execute(delete(Subscription))
    await street.quiet()
    await ella.blocks(street.bot)
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    await anna.sees("The danger is over")
    run = await station.run(clear)
    by = {row.delivery: row.reason for row in await station.rows(run)}
    assert by == {Delivery.DONE: None, Delivery.FAILED: Reason.BLOCKED}
    assert (run.total, run.state) == (2, RunState.DONE)


async def test_nothing_of_a_paused_run_goes_out_once_it_is_followed(station: Station) -> None:
    """What nobody has got needs no all-clear; an update goes to all the same."""
    street = station.street
    station.groups(2)
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await station.begins_paused(lee)
    await station.follows(alert, AlertKind.UPDATE, lee, words=NEWS)
    rows = await station.rows(await station.run(alert))
    assert {row.delivery for row in rows} == {Delivery.CANCELLED}
    assert (await station.run(alert)).state is RunState.CANCELLED
    await anna.sees("They now say", in_group="Maple Street")
    await anna.does_not_see("Nobody asks", in_group="Maple Street")
    await lee.sees("Stopped. 0 chats had it by then, 3 don't get it.")


async def test_the_calendar_ends_with_the_all_clear(station: Station) -> None:
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    alert = await station.sends(lee, rule=DAILY)
    await station.goes_on(seconds=86_400)
    assert len(await station.runs(alert)) == 2
    await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    await station.goes_on(seconds=86_400)
    assert len(await station.runs(alert)) == 2
    ended = await station.now(alert)
    assert (ended.state, ended.next_at) == (AlertState.ENDED, None)


async def test_an_update_goes_at_once_and_takes_the_calendar_over(station: Station) -> None:
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    alert = await station.sends(lee, rule=DAILY)
    await station.goes_on(seconds=86_400)
    before = len(await station.runs(alert))
    update = await station.follows(alert, AlertKind.UPDATE, lee, words=NEWS)
    assert len(await station.runs(update)) == 1
    await station.goes_on(seconds=86_400)
    assert len(await station.runs(update)) == 3
    assert len(await station.runs(alert)) == before


async def test_pins_come_down_and_an_updates_takes_their_place(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await station.sends(lee, severity=Severity.SEVERE)
    first = await anna.sees("Nobody asks", in_group="Maple Street")
    assert first.is_pinned
    await station.follows(alert, AlertKind.UPDATE, lee, words=NEWS)
    second = await anna.sees("They now say", in_group="Maple Street")
    assert (first.is_pinned, second.is_pinned) == (False, True)
    await station.follows(alert, AlertKind.CANCEL, lee)
    await anna.sees("disregard", in_group="Maple Street")
    assert not second.is_pinned
    await station.goes_on(seconds=100_000)
    unpinned = await street.sent(Exchange.operation == "unpin")
    assert [row.delivery for row in unpinned] == [Delivery.DONE] * 2


async def test_what_was_taken_back_is_followed_by_nothing(station: Station) -> None:
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    alert = await station.sends(lee)
    await station.follows(alert, AlertKind.CANCEL, lee)
    for kind in (AlertKind.CANCEL, AlertKind.ALL_CLEAR):
        with pytest.raises(AlertOver):
            await station.follows(alert, kind, lee)


async def test_what_went_to_nobody_has_no_follow_up(station: Station) -> None:
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    alert = await station.writes(lee, rule=DAILY)
    with pytest.raises(AlertNotSent):
        await station.follows(alert, AlertKind.CANCEL, lee)


async def test_what_waits_for_approval_changes_nothing_yet(station: Station) -> None:
    street = station.street
    lee, chief = street.officer("Lee", roles=("leader",)), street.officer("Mo", roles=("chief",))
    alert = await station.sends(lee, rule=DAILY)
    await station.goes_on(seconds=86_400)
    async with street.store.writing() as session:
        await session.execute(update(StationRow).values(alerts={"approval": "all"}))
        await session.execute(update(StationRow).values(revision=StationRow.revision + 1))
    clear = await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    assert (await station.now(clear)).state is AlertState.SUBMITTED
    assert (await station.now(alert)).next_at is not None
    async with station.desk() as desk:
        mine = await desk.session.get_one(type(clear), clear.id)
        await scheduling.approve(desk.acting_as(await station._person(desk, chief)), mine)
    await station.goes_on()
    assert (await station.now(alert)).state in (AlertState.ENDED, AlertState.DISCARDED)


async def test_what_was_taken_back_is_not_tried_again(station: Station) -> None:
    street = station.street
    (gone,) = station.groups(1)
    lee = street.officer("Lee", roles=("leader",))
    street.resident("Anna")
    await street.quiet()
    gone.remove(street.bot)
    alert = await station.sends(lee)
    bar = await lee.sees("1 failed")
    await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    run = await station.run(alert)
    await lee.presses(bar, f"retry_failed:{run.id}")
    await lee.is_told("called off or cleared already")
    assert (await station.run(alert)).state is RunState.DONE


async def test_any_leader_stops_what_a_colleague_sends(station: Station) -> None:
    street = station.street
    lee, kim = street.officer("Lee", roles=("leader",)), street.officer("Kim", roles=("chief",))
    street.resident("Anna")
    alert = await station.begins_paused(lee)
    command = await kim.writes("/alert")
    home = await kim.sees("still holds", after=command)
    await kim.taps(home, next(one for one in home.buttons if alert.number in one))
    await kim.taps(await kim.sees("Paused: 0 of 1"), "Stop it")
    await station.goes_on()
    await kim.sees("Stopped: 0 of 1")
    await lee.sees("Stopped: 0 of 1")
    assert (await station.run(alert)).state is RunState.CANCELLED


async def test_an_update_is_approved_also_when_its_calendar_has_run_out(station: Station) -> None:
    street = station.street
    lee, chief = street.officer("Lee", roles=("leader",)), street.officer("Mo", roles=("chief",))
    anna = street.resident("Anna")
    await street.quiet()
    alert = await station.sends(lee, rule=DAILY | {"until": "2026-11-20"})
    await street.later(hours=9)
    await station.goes_on()
    await station.policy(approval="all")
    update = await station.follows(alert, AlertKind.UPDATE, lee, words=NEWS)
    assert (await station.now(update)).state is AlertState.SUBMITTED
    async with station.desk() as desk:
        mine = await desk.session.get_one(type(update), update.id)
        await scheduling.approve(desk.acting_as(await station._person(desk, chief)), mine)
    await station.goes_on()
    await anna.sees("They now say", in_group="Maple Street")
