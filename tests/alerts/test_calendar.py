"""What goes out by a calendar: one run a local day, at the right instant, through DST."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.alert import Alert, AlertRun, AlertState, AlertUrgency, RunState
from models.exchange import Delivery
from services.alerts import broadcasting
from tests.alerts.middle import copies
from tests.alerts.station import Station
from tests.alerts.writer import Writer
from tests.stories.test_removed_officer import leaves_the_staff

HOUR = timedelta(hours=1)
DAILY: dict[str, Any] = {"repeat": "day", "time": "09:00"}


def lives(station: Station, start: str, zone: str) -> None:
    """The station is in this zone, and the clock stands there."""
    station.street.file["station"]["timezone"] = zone
    station.street.clock.move(at(start) - station.street.clock.now())
    station.street.officer("Lee", roles=("leader",))


def at(instant: str) -> datetime:
    return datetime.fromisoformat(instant).replace(tzinfo=UTC)


async def hours_pass(station: Station, number: int) -> None:
    for _ in range(number):
        await station.street.later(hours=1)
        await station.street.later(seconds=0)


def instants(runs: Iterable[AlertRun]) -> list[str]:
    return [f"{run.due_at:%m-%d %H:%M}" for run in runs]


async def goes_by(station: Station, rule: dict[str, Any], hours: int) -> list[str]:
    alert = await station.writes(rule=rule, valid_minutes=60, urgency=AlertUrgency.IMMEDIATE)
    await hours_pass(station, hours)
    runs = await station.runs(alert)
    assert {run.state for run in runs} == {RunState.DONE}
    assert all(run.due_at <= run.started_at < run.due_at + HOUR for run in runs)
    for run in runs:
        assert [row.delivery for row in await station.rows(run)] == [Delivery.DONE]
    assert copies(station.street.maple_street) == len(runs)  # Each time the bot has posted it.
    return instants(runs)


@pytest.mark.slow
async def test_in_spring_an_hour_is_left_out_and_the_alert_is_not(station: Station) -> None:
    """Madrid, March 29th 2026: 02:00 is followed by 03:00, so that 02:30 comes at 03:30."""
    lives(station, "2026-03-27T12:00", "Europe/Madrid")
    found = await goes_by(station, {"repeat": "day", "time": "02:30"}, 72)
    assert found == ["03-28 01:30", "03-29 01:30", "03-30 00:30"]


@pytest.mark.slow
async def test_in_autumn_an_hour_comes_twice_and_the_alert_once(station: Station) -> None:
    """Madrid, October 25th 2026: 02:30 comes twice."""
    lives(station, "2026-10-23T12:00", "Europe/Madrid")
    found = await goes_by(station, {"repeat": "day", "time": "02:30"}, 72)
    assert found == ["10-24 00:30", "10-25 00:30", "10-26 01:30"]


@pytest.mark.slow
async def test_through_new_year_it_is_nine_in_shanghai_each_day(station: Station) -> None:
    lives(station, "2026-12-29T12:00", "Asia/Shanghai")
    season = {"from": "12-30", "to": "01-02"}
    found = await goes_by(station, DAILY | {"season": season}, 144)
    assert found == ["12-30 01:00", "12-31 01:00", "01-01 01:00", "01-02 01:00"]


def evening(station: Station) -> None:
    """Half past ten in Shanghai."""
    lives(station, "2026-11-20T14:30", "Asia/Shanghai")


async def test_at_night_what_can_wait_waits_for_the_morning(station: Station) -> None:
    evening(station)
    alert = await station.sends()
    assert await station.runs(alert) == []
    await station.street.later(hours=8, minutes=29)
    assert await station.runs(alert) == []
    await station.goes_on(seconds=60)
    run = await station.run(alert)
    assert (run.due_at, run.state) == (at("2026-11-20T23:00"), RunState.DONE)


async def test_what_is_urgent_goes_out_by_night(station: Station) -> None:
    evening(station)
    alert = await station.sends(urgency=AlertUrgency.IMMEDIATE)
    assert (await station.run(alert)).state is RunState.DONE


async def test_what_is_under_way_when_the_night_begins_goes_on_in_the_morning(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcasting, "PAGE", 2)
    street = station.street
    lives(station, "2026-11-20T13:50:00", "Asia/Shanghai")
    neighbours = [street.resident(f"Neighbour {number}") for number in range(9)]
    for one in neighbours:
        await station.subscribes(one)
    alert = await station.writes()
    await station.begins()
    street.clock.move(timedelta(minutes=10))
    await station.goes_on()
    run = await station.run(alert)
    had = len(await station.rows(run))
    assert run.state is RunState.SENDING
    assert had < run.total == 10
    await station.goes_on(seconds=3_600)
    assert len(await station.rows(run)) == had
    await street.later(hours=8)
    for _ in range(5):
        await station.goes_on()
    rows = await station.rows(run)
    assert [row.delivery for row in rows] == [Delivery.DONE] * 10
    assert (await station.run(alert)).state is RunState.DONE
    for one in neighbours:
        await one.sees("Nobody asks for your PIN")


async def down(station: Station, **by: float) -> None:
    async def time_passes() -> None:
        station.street.clock.move(timedelta(**by))

    await station.street.restart(while_down=time_passes)
    await station.goes_on()


async def test_of_several_days_that_were_missed_the_last_goes_out(station: Station) -> None:
    lives(station, "2026-11-20T02:00", "Asia/Shanghai")
    alert: Alert = await station.writes(rule=DAILY, valid_minutes=180)
    await down(station, days=2, hours=23, minutes=30)
    runs = await station.runs(alert)
    assert instants(runs) == ["11-21 01:00", "11-22 01:00", "11-23 01:00"]
    assert [run.state for run in runs] == [RunState.MISSED, RunState.MISSED, RunState.DONE]
    assert [len(await station.rows(run)) for run in runs] == [0, 0, 1]


async def test_one_that_would_not_hold_by_the_morning_is_missed(station: Station) -> None:
    """Due at nine in the evening, for four hours; the station is down until eleven."""
    lives(station, "2026-11-20T12:30", "Asia/Shanghai")
    alert = await station.writes(rule=DAILY | {"time": "21:00"}, valid_minutes=240)
    await down(station, hours=2, minutes=30)
    run = await station.run(alert)
    assert (run.state, instants([run])) == (RunState.MISSED, ["11-20 13:00"])


LONG = 12 * 60  # minutes: from ten to ten


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_what_waits_for_the_morning_holds_no_longer_for_that(
    station: Station, language: str
) -> None:
    """Due at ten to ten in the evening; the station is down until half past."""
    lives(station, "2026-11-20T12:30", "Asia/Shanghai")
    due = at("2026-11-20T13:50")
    alert = await station.writes(due=due, valid_minutes=LONG)
    await down(station, hours=2)
    assert await station.runs(alert) == []
    assert (await station.now(alert)).next_at == due
    await station.street.later(hours=8, minutes=25)
    assert await station.runs(alert) == []
    await station.goes_on(seconds=600)
    run = await station.run(alert)
    assert (run.state, run.due_at) == (RunState.DONE, due)
    assert run.started_at >= at("2026-11-20T23:00")
    assert run.expires_at == due + timedelta(minutes=LONG)


async def test_by_a_calendar_neither(station: Station) -> None:
    """And the next day it is due as ever."""
    lives(station, "2026-11-20T12:30", "Asia/Shanghai")
    alert = await station.writes(rule=DAILY | {"time": "21:50"}, valid_minutes=LONG)
    await down(station, hours=2)
    await station.goes_on(seconds=9 * 3_600)
    run = await station.run(alert)
    assert run.expires_at == at("2026-11-20T13:50") + timedelta(minutes=LONG)
    assert (await station.now(alert)).next_at == at("2026-11-21T13:50")


async def test_what_waits_for_the_morning_can_be_taken_back(station: Station) -> None:
    lives(station, "2026-11-20T12:30", "Asia/Shanghai")
    kim = Writer(station, station.street.officer("Kim", roles=("chief",)))
    alert = await station.writes(kim.person, due=at("2026-11-20T13:50"), valid_minutes=LONG)
    await down(station, hours=2)
    kim.form = await kim.opens("1 alert is still to go out.")
    await kim.taps(f"{alert.number} Calls from the bank")
    await kim.newest()
    await kim.taps("Take it back")
    await station.goes_on(seconds=9 * 3_600)
    assert await station.runs(alert) == []
    assert (await station.now(alert)).state is AlertState.DRAFT


MISSED = {
    "en": "It wasn't sent. It was due at 20 Nov 21:50 and held until 21 Nov 01:50",
    "zh_Hans": "这条预警没有发出：原定 11月20日 21:50 发送，有效至 11月21日 01:50",
}


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_who_wrote_what_was_missed_hears_of_it(station: Station, language: str) -> None:
    lives(station, "2026-11-20T12:30", "Asia/Shanghai")
    street = station.street
    kim, anna = street.officer("Kim", roles=("chief",)), street.resident("Anna")
    alert = await station.writes(kim, due=at("2026-11-20T13:50"), valid_minutes=240)
    await down(station, hours=2)
    await kim.sees(MISSED[language])
    run = await station.run(alert)
    assert (run.state, run.due_at) == (RunState.MISSED, at("2026-11-20T13:50"))
    assert (await station.now(alert)).state is AlertState.ENDED
    await station.goes_on(seconds=10 * 3_600)
    assert [one.state for one in await station.runs(alert)] == [RunState.MISSED]
    await anna.does_not_see(alert.words[language]["text"], in_group="Maple Street")


async def test_what_was_missed_of_who_has_left_the_chief_hears(station: Station) -> None:
    lives(station, "2026-11-20T12:30", "Asia/Shanghai")
    street = station.street
    kim, max_ = street.officer("Kim", roles=("leader",)), street.officer("Max", roles=("chief",))
    await station.writes(kim, due=at("2026-11-20T13:50"), valid_minutes=240)
    await street.quiet()
    await leaves_the_staff(street, kim)
    await down(station, hours=2)
    await max_.sees("It wasn't sent. It was due at 20 Nov 21:50")
    await kim.does_not_see("It wasn't sent")
