"""The truth about a run: totals that add up at any time, and nobody's name."""

import pytest

from models.alert import Alert
from services.alerts import account, broadcasting
from services.alerts.account import Account
from tests.alerts.station import Station


async def account_of(station: Station, alert: Alert) -> Account:
    async with station.desk() as desk:
        (run,) = await station.runs(alert)
        return await account.of_run(desk, await station.now(alert), run)


async def test_totals_add_up_before_during_and_after(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcasting, "PAGE", 1)
    street = station.street
    (gone,) = station.groups(1)
    lee = street.officer("Lee", roles=("leader",))
    for who in [street.resident(name) for name in ("Anna", "Ella")]:
        await station.subscribes(who)
    await street.quiet()
    gone.remove(street.bot)
    alert = await station.begins_paused(lee)
    before = await account_of(station, alert)
    assert before.totals == {"held": 2, "failed": 1, "not_begun": 1}
    assert before.total == before.run.total == 4
    bar = await lee.sees("Paused: 0 of 4")
    await lee.taps(bar, "Go on")
    await station.goes_on()
    after = await account_of(station, alert)
    assert after.totals == {"done": 3, "failed": 1}
    assert after.total == after.run.total == 4
    lines = {(line.title, line.number, line.state, line.reason) for line in after.lines}
    assert lines == {
        ("Maple Street", 1, "done", None),
        ("Street 1", 1, "failed", "removed"),
        (None, 2, "done", None),
    }
    assert all(line.sent_at for line in after.lines if line.state == "done")


async def test_what_was_paused_until_it_was_over_says_so(station: Station) -> None:
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    street.resident("Anna")
    alert = await station.begins_paused(lee, valid_minutes=60)
    await station.goes_on(seconds=3_700)
    after = await account_of(station, alert)
    assert [(line.state, line.reason) for line in after.lines] == [("cancelled", "expired")]
