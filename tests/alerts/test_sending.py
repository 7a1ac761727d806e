"""An alert goes out once to each chat, is counted, and can be stopped."""

from datetime import timedelta

from models.alert import AlertState, RunState, Severity
from models.exchange import Delivery, Reason
from tests.alerts.station import Station


async def test_an_alert_reaches_every_group_once(station: Station) -> None:
    street = station.street
    station.groups(3)
    lee = street.officer("Lee", roles=("leader",))
    anna = street.resident("Anna")
    alert = await station.sends(lee)
    await anna.sees("Nobody asks for your PIN", in_group="Maple Street")
    run = await station.run(alert)
    rows = await station.rows(run)
    assert [row.delivery for row in rows] == [Delivery.DONE] * 4
    assert (run.state, run.total) == (RunState.DONE, 4)
    await lee.sees("It is out: all 4 chats have it.")


async def test_who_subscribed_reads_it_in_private_and_in_their_language(station: Station) -> None:
    street = station.street
    street.officer("Lee", roles=("leader",))
    anna = street.resident("Anna")
    mei = street.resident("Mei", language_code="zh-hans")
    await station.subscribes(anna)
    await station.subscribes(mei)
    await station.sends()
    await anna.sees("Nobody asks for your PIN")
    await mei.sees("银行不会在电话里问您的密码。")


async def test_a_group_without_the_bot_is_counted_as_not_reached(station: Station) -> None:
    street = station.street
    (gone,) = station.groups(1)
    lee = street.officer("Lee", roles=("leader",))
    await street.quiet()
    gone.remove(street.bot)
    alert = await station.sends(lee)
    rows = await station.rows(await station.run(alert))
    by = {row.delivery: row.reason for row in rows}
    assert by == {Delivery.FAILED: Reason.REMOVED, Delivery.DONE: None}
    await lee.sees("1 couldn't be reached")


async def test_the_same_alert_is_noted_once_by_each(station: Station) -> None:
    street = station.street
    street.officer("Lee", roles=("leader",))
    anna, ella = street.resident("Anna"), street.resident("Ella")
    alert = await station.sends()
    seen = await anna.sees("Nobody asks", in_group="Maple Street")
    await anna.taps(seen, "Noted")
    await anna.is_told("1 neighbour has")
    await anna.taps(seen, "Noted")
    await ella.taps(seen, "Noted")
    await ella.is_told("2 neighbours have")
    run = await station.run(alert)
    assert run.noted == 2
    assert run.salt is not None
    await street.later(hours=25)
    run = await station.run(alert)
    assert (run.noted, run.salt) == (2, None)
    await ella.taps(seen, "Noted")
    await ella.is_told("no longer works")


async def test_a_severe_alert_is_pinned_until_it_expires(station: Station) -> None:
    street = station.street
    street.officer("Lee", roles=("leader",))
    anna = street.resident("Anna")
    await station.sends(severity=Severity.SEVERE, valid_minutes=60)
    seen = await anna.sees("Nobody asks", in_group="Maple Street")
    assert seen.is_pinned
    await station.goes_on(seconds=3_600)
    assert not seen.is_pinned


async def test_one_that_was_missed_is_sent_only_while_it_holds(station: Station) -> None:
    street = station.street
    street.officer("Lee", roles=("leader",))
    street.resident("Anna")
    still, over = [await station.writes(valid_minutes=minutes) for minutes in (120, 30)]

    async def an_hour() -> None:
        street.clock.move(timedelta(hours=1))

    await street.restart(while_down=an_hour)
    await station.goes_on()
    assert (await station.run(still)).state is RunState.DONE
    missed = await station.run(over)
    assert missed.state is RunState.MISSED
    assert await station.rows(missed) == []
    async with street.record() as session:
        assert (await session.get_one(type(over), over.id)).state is AlertState.ENDED
