"""An alert is over, or its author has left: what of it goes on, and who hears of it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.alert import Alert, AlertKind, AlertState, RunState
from models.exchange import Delivery
from models.imported import ImportedMessage
from services import cap
from services.alerts import following
from services.errors import AlertOver, DoorstepError
from services.foreign_alerts import approving
from simulator import Person
from tests.alerts import middle
from tests.alerts.feeds import Server, after, asks, atom, five_minutes, message, people, rows
from tests.alerts.middle import copies, halts, is_in_the_middle, lands
from tests.alerts.station import Station
from tests.stories.test_removed_officer import leaves_the_staff

CLEAR = {"en": "The danger is over", "zh_Hans": "险情已经解除"}
OUTDATED = {"en": "no longer works", "zh_Hans": "这个按钮已失效"}


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_a_run_of_what_was_cleared_does_not_go_on(
    station: Station, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Neither by the old button, nor after a restart."""
    middle.narrow(monkeypatch)
    street = station.street
    groups = [*station.groups(8), street.maple_street]
    lee = street.officer("Lee", roles=("leader",))
    fault = halts(station, groups[:2])
    alert = await station.writes(lee)
    await station.begins()
    await is_in_the_middle(station, done=2)
    bar = await lee.sees(alert.words[language]["headline"])
    run = await station.run(alert)
    await lee.presses(bar, f"pause_run:{run.id}")

    async def is_paused() -> bool:
        return (await station.run(alert)).state is RunState.PAUSED

    await street.until(is_paused)
    await lands(station, fault)
    await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    await lee.presses(bar, f"resume_run:{run.id}")
    await lee.is_told(OUTDATED[language])
    await street.restart()
    await station.goes_on()
    had = [group for group in groups if copies(group)]
    assert len(had) == 2 + middle.IN_FLIGHT
    states = [row.delivery for row in await station.rows(await station.run(alert))]
    assert (states.count(Delivery.DONE), states.count(Delivery.CANCELLED)) == (5, 4)
    assert (await station.run(alert)).state is RunState.CANCELLED
    for group in groups:
        said = [one.text for one in group.chat.messages.values()]
        assert any(CLEAR[language] in text for text in said) == (group in had)


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
async def test_of_who_has_left_the_chief_sees_how_far_it_is(
    station: Station, language: str
) -> None:
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    max_ = street.officer("Max", roles=("chief",))
    anna = street.resident("Anna")
    alert = await station.writes(lee, due=street.clock.now() + timedelta(hours=1))
    await street.quiet()
    await leaves_the_staff(street, lee)
    await street.later(hours=1)
    await station.goes_on()
    headline = alert.words[language]["headline"]
    bar = await max_.sees(headline)
    assert bar.buttons
    finished = {"en": "It is out: the one chat has it.", "zh_Hans": "已发送完毕"}[language]
    await max_.sees(finished)
    await lee.does_not_see(finished)
    await anna.sees(alert.words[language]["text"], in_group="Maple Street")


async def test_with_no_chief_the_duty_room_sees_it_and_steers_nothing(station: Station) -> None:
    street = station.street
    lee, ben = street.officer("Lee", roles=("leader",)), street.officer("Ben")
    room = street.duty_room(ben)
    alert = await station.writes(lee, due=street.clock.now() + timedelta(hours=1))
    await street.quiet()
    await leaves_the_staff(street, lee)
    await street.later(hours=1)
    await station.goes_on()
    bar = await ben.sees("1 of 1", in_group=room.title)
    assert bar.buttons == []
    await ben.sees("It is out: the one chat has it.", in_group=room.title)
    assert (await station.run(alert)).state is RunState.DONE


async def waiting_follow_up(station: Station, server: Server) -> tuple[Alert, Alert]:
    """An imported alert that went out, and its update, which waits for a person."""
    asks(station, server, ("storms", ["severe"]))
    first = message()
    server.pages["storms"] = atom([first])
    await five_minutes(station)
    asks(station, server, ("storms", []))
    await station.street.reload()
    server.pages["storms"] = atom([after(first, "storm-2", cap.MsgType.UPDATE), first])
    await five_minutes(station)
    out, update = await rows(station, Alert)
    assert update.state is AlertState.SUBMITTED
    return out, update


async def test_who_approves_waits_for_the_first_of_a_series_and_holds_nothing_till_then(
    station: Station, server: Server
) -> None:
    """Else who ends the series would wait for the update, and each for the other."""
    if station.street.database.startswith("sqlite"):
        pytest.skip("one writes at a time")
    lee, _ = people(station)
    out, update = await waiting_follow_up(station, server)
    store = station.street.store
    async with store.writing() as session:
        await session.execute(select(Alert).where(Alert.id == out.id).with_for_update())
        task = asyncio.create_task(approves(station, lee, update))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(task), 0.5)
        # Refused at once if the update were locked.
        free = select(Alert).where(Alert.id == update.id).with_for_update(nowait=True)
        assert (await session.scalars(free)).one().state is AlertState.SUBMITTED
    assert await task is None


async def test_approving_and_ending_at_once_leave_one_of_them(
    station: Station, server: Server
) -> None:
    lee, _ = people(station)
    out, update = await waiting_follow_up(station, server)
    refused = await asyncio.gather(approves(station, lee, update), clears(station, lee, out))
    assert refused[1] is None
    await station.goes_on()
    states = {alert.kind: alert.state for alert in await rows(station, Alert)}
    over = (AlertState.DISCARDED, AlertState.ENDED)
    assert states[AlertKind.UPDATE] in over
    assert states[AlertKind.ALERT] is AlertState.ENDED
    assert refused[0] is None or isinstance(refused[0], DoorstepError)
    assert len(await rows(station, ImportedMessage)) == 2
    with pytest.raises(AlertOver):
        await station.follows(out, AlertKind.ALL_CLEAR, lee)


async def approves(station: Station, who: Person, alert: Alert) -> DoorstepError | None:
    try:
        async with station.desk(quiet=False) as desk:
            person = await station._person(desk, who)
            await approving.approve(desk.acting_as(person), alert.id)
    except DoorstepError as error:
        return error
    return None


async def clears(station: Station, who: Person, alert: Alert) -> DoorstepError | None:
    try:
        async with station.desk(quiet=False) as desk:
            person = await station._person(desk, who)
            mine = await desk.session.get_one(Alert, alert.id)
            await following.all_clear(desk.acting_as(person), mine)
    except DoorstepError as error:
        return error
    return None
