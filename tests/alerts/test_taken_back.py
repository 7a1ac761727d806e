"""What is taken back before it goes out changes nothing: neither by itself, nor to what it was to
follow."""

from datetime import timedelta
from typing import Any

from models.alert import Alert, AlertKind, AlertState, AlertUrgency
from services.alerts import approving, due, following, scheduling
from tests.alerts.station import Station

NEWS = {"en": {"headline": "Calls from the bank", "text": "They now say they are the police."}}
DAILY: dict[str, Any] = {"repeat": "day", "time": "09:00"}


async def test_a_draft_that_was_due_a_moment_ago_does_not_go_out(station: Station) -> None:
    lee, kim = (station.street.officer(name, roles=("leader",)) for name in ("Lee", "Kim"))
    hour = station.street.clock.now() + timedelta(hours=1)
    alert = await station.writes(lee, due=hour)
    async with station.desk() as desk:
        acting = desk.acting_as(await station._person(desk, kim))
        await approving.take_back(acting, alert.id)
    await station.street.later(hours=2)
    async with station.desk() as desk:
        await due.begin(desk, await desk.session.get_one(Alert, alert.id))
    now = await station.now(alert)
    assert (now.state, now.next_at) == (AlertState.DRAFT, hour)
    assert await station.runs(alert) == []


async def test_what_an_update_was_to_follow_goes_on_once_the_update_is_taken_back(
    station: Station,
) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    kim = street.officer("Kim", roles=("leader",))
    alert = await station.sends(lee, rule=DAILY)
    await station.goes_on(seconds=86_400)
    before = len(await station.runs(alert))
    while not await is_night(station):
        await street.later(hours=1)
    update = await station.follows(alert, AlertKind.UPDATE, lee, words=NEWS)
    assert scheduled(await station.now(alert))
    async with station.desk() as desk:
        acting = desk.acting_as(await station._person(desk, kim))
        await approving.take_back(acting, update.id)
    await station.goes_on(seconds=43_200)
    assert (await station.now(update)).state is AlertState.DRAFT
    assert len(await station.runs(alert)) > before
    await anna.does_not_see("They now say", in_group="Maple Street")


async def test_what_is_followed_waits_for_what_follows_it(station: Station) -> None:
    """Due meanwhile, it doesn't go out: what it says is outdated."""
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    alert = await station.sends(lee, rule=DAILY)
    await station.goes_on(seconds=86_400)
    before = len(await station.runs(alert))
    async with station.desk() as desk:
        mine = await desk.session.get_one(Alert, alert.id)
        update = await following.update(desk, mine, words=NEWS)
        mine.next_at, update.next_at = desk.now(), desk.now() + timedelta(hours=1)
    await station.goes_on()
    assert scheduled(await station.now(alert))
    async with station.desk() as desk:
        await due.begin(desk, await desk.session.get_one(Alert, alert.id))
    assert len(await station.runs(alert)) == before
    await station.goes_on(seconds=3_600)
    assert len(await station.runs(update)) == 1
    ended = await station.now(alert)
    assert (ended.state, ended.next_at) == (AlertState.ENDED, None)
    assert len(await station.runs(alert)) == before


async def is_night(station: Station) -> bool:
    async with station.desk() as desk:
        return scheduling.is_quiet(desk, Alert(urgency=AlertUrgency.EXPECTED))


def scheduled(alert: Alert) -> bool:
    return alert.state is AlertState.SCHEDULED and alert.next_at is not None
