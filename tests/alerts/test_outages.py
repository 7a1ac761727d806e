"""The database is away, or another bot takes over, while an alert is due or goes out."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from bot.running import App
from models.alert import Alert, RunState
from models.exchange import Delivery
from tests import outages
from tests.alerts import middle
from tests.alerts.middle import IN_FLIGHT, copies, halts, is_in_the_middle
from tests.alerts.station import Station

TAKES_OVER_WITHIN = 15.0


async def is_over(station: Station, alert: Alert) -> bool:
    runs = await station.runs(alert)
    return bool(runs) and all(run.ended_at for run in runs)


async def leads(app: App) -> bool:
    return app.leading.is_set()


@pytest.mark.slow
async def test_the_database_is_down_for_two_minutes_when_it_is_due(station: Station) -> None:
    street = station.street
    groups = station.groups(3)
    lee = street.officer("Lee", roles=("leader",))
    await street.quiet()
    due = street.clock.now() + timedelta(minutes=1)
    alert = await station.writes(lee, due)
    async with outages.away(street.database):
        street.clock.move(timedelta(minutes=2))
        await asyncio.sleep(1.5)  # Longer than from one tick to the next.
        assert not any(copies(group) for group in groups)
        street.clock.move(timedelta(minutes=1))
    await street.until(lambda: is_over(station, alert))
    run = await station.run(alert)
    assert (run.state, run.due_at) == (RunState.DONE, due)
    assert run.started_at >= due + timedelta(minutes=1)
    rows = await station.rows(run)
    assert [row.delivery for row in rows] == [Delivery.DONE] * 4
    assert len({row.address_id for row in rows}) == run.total == 4
    assert [copies(group) for group in (*groups, street.maple_street)] == [1] * 4
    await lee.sees("It is out: all 4 chats have it.")
    assert (await station.now(alert)).next_at is None


@pytest.mark.slow
async def test_a_standby_takes_over_in_the_middle(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the first one had in flight is of unknown outcome, and isn't sent again."""
    middle.narrow(monkeypatch)
    street = station.street
    groups = station.groups(8)
    street.officer("Lee", roles=("leader",))
    async with street.standby() as second:
        fault = halts(station, groups[:2])
        alert = await station.writes()
        await station.begins()
        await is_in_the_middle(station, done=2)
        street.ends()
        await street.until(lambda: leads(second), TAKES_OVER_WITHIN)
        street.telegram.faults.lift(fault)
        await street.until(lambda: is_over(station, alert))
        rows = await station.on_record(await station.run(alert))
    counts = Counter(row.delivery for row in rows)
    assert counts == {Delivery.DONE: 9 - IN_FLIGHT, Delivery.UNKNOWN: IN_FLIGHT}
    assert {row.tries for row in rows} == {1}
    assert len({row.address_id for row in rows}) == len(rows) == 9
    had = [copies(group) for group in (*groups, street.maple_street)]
    assert max(had) == 1
    # Of those whose outcome isn't known, each has it or not; all others have it.
    assert 9 - IN_FLIGHT <= sum(had) <= 9
    runs = await station.runs(alert)
    assert [(run.state, run.total) for run in runs] == [(RunState.DONE, 9)]
