"""A run is paused, goes on, is stopped, and what failed is tried again; also across a restart."""

from datetime import timedelta
from typing import Any

import pytest

from models.alert import Alert, RunState, Severity
from models.exchange import Delivery, Exchange, Operation, Reason
from simulator import Bubble, Group, Person
from simulator.errors import bad_request
from simulator.trouble import Fault
from tests.alerts import middle
from tests.alerts.middle import IN_FLIGHT, copies, halts, is_in_the_middle, lands
from tests.alerts.station import Station

GROUPS = 8  # and Maple Street


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    middle.narrow(monkeypatch)


class Halfway:
    """Two of nine groups have it, three are in flight, four wait."""

    def __init__(self, station: Station) -> None:
        self.station, self.street = station, station.street
        self.groups = station.groups(GROUPS)
        self.lee: Person = self.street.officer("Lee", roles=("leader",))
        self.groups.append(self.street.maple_street)
        self.fault: Fault = halts(station, self.groups[:2])
        self.alert: Alert | None = None

    async def comes(self, **columns: Any) -> Bubble:
        self.alert = await self.station.writes(self.lee, **columns)
        await self.station.begins()
        await is_in_the_middle(self.station, done=2)
        return await self.lee.sees(TEXTS[self.street.language]["of"])

    async def rows(self) -> list[Exchange]:
        assert self.alert is not None
        return await self.station.rows(await self.station.run(self.alert))

    async def state(self) -> RunState:
        assert self.alert is not None
        return (await self.station.run(self.alert)).state

    async def how_many(self, delivery: Delivery) -> int:
        return [row.delivery for row in await self.rows()].count(delivery)


TEXTS = {
    "en": {
        "of": "of 9",
        "pause": "Pause",
        "paused 2": "Paused: 2 of 9",
        "paused 5": "Paused: 5 of 9",
        "go on": "Go on",
        "all": "It is out: all 9 chats have it.",
        "stop": "Stop it",
        "stopped": "Stopped: 2 of 9 had gone out",
        "over": "Stopped. 5 chats had it by then, 4 don't get it.",
        "retry": "Try the failed again",
        "two": "2 of 4, 2 failed",
    },
    "zh_Hans": {
        "of": "／9",
        "pause": "暂停",
        "paused 2": "已暂停：已发 2／9",
        "paused 5": "已暂停：已发 5／9",
        "go on": "继续",
        "all": "已发送完毕：9 个",
        "stop": "停止发送",
        "stopped": "已停止：停止前已发 2／9",
        "over": "已停止发送：此前已送达 5 个群和私聊，其余 4 个不再发送。",
        "retry": "重发失败的",
        "two": "已发 2／4, 失败 2",
    },
}
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh_Hans"])


@LANGUAGES
@pytest.mark.parametrize("restarted", [False, True])
async def test_paused_nothing_more_goes_out_until_it_goes_on(
    station: Station, restarted: bool, language: str
) -> None:
    half, said = Halfway(station), TEXTS[language]
    progress = await half.comes()
    await half.lee.taps(progress, said["pause"])
    await half.lee.sees(said["paused 2"])
    await lands(station, half.fault)
    if restarted:
        await half.street.restart()
    await station.goes_on()
    assert await half.how_many(Delivery.HELD) == 4
    assert sum(map(copies, half.groups)) == 5
    progress = await half.lee.sees(said["paused 5"])
    await half.lee.taps(progress, said["go on"])
    await station.goes_on()
    assert await half.how_many(Delivery.DONE) == 9
    assert [copies(group) for group in half.groups] == [1] * 9
    assert await half.state() is RunState.DONE
    await half.lee.sees(said["all"])


@LANGUAGES
async def test_stopped_what_is_in_flight_is_counted_as_it_ends(
    station: Station, language: str
) -> None:
    half, said = Halfway(station), TEXTS[language]
    await half.lee.taps(await half.comes(), said["stop"])
    await half.lee.sees(said["stopped"])
    half.street.telegram.faults.lift(half.fault)
    await station.goes_on()
    assert await half.state() is RunState.CANCELLED
    assert await half.how_many(Delivery.CANCELLED) == 4
    await half.lee.sees(said["over"])
    assert sum(map(copies, half.groups)) == 5


async def test_a_paused_run_that_expires_goes_out_no_more(station: Station) -> None:
    half = Halfway(station)
    await half.lee.taps(await half.comes(valid_minutes=60), "Pause")
    await half.lee.sees("Paused: 2 of 9")
    await lands(station, half.fault)
    await half.street.restart(while_down=lambda: _passes(station, hours=2))
    await station.goes_on()
    rows = [row for row in await half.rows() if row.delivery is Delivery.CANCELLED]
    assert {row.reason for row in rows} == {Reason.EXPIRED}
    assert sum(map(copies, half.groups)) == 9 - len(rows) == 2 + IN_FLIGHT
    assert await half.state() is RunState.CANCELLED
    await half.lee.sees("4 don't get it.")


async def _passes(station: Station, **by: float) -> None:
    station.street.clock.move(timedelta(**by))


@LANGUAGES
@pytest.mark.parametrize("restarted", [False, True])
async def test_the_failed_are_tried_again_with_what_goes_with_them(
    station: Station, restarted: bool, language: str
) -> None:
    street, said = station.street, TEXTS[language]
    out, mute, fine = station.groups(3)
    lee = street.officer("Lee", roles=("leader",))
    await street.quiet()
    out.remove(street.bot)
    mute.mute(street.bot)
    alert = await station.sends(lee, severity=Severity.SEVERE)
    progress = await lee.sees(said["two"])
    out.add(street.bot)
    for group in (out, mute):
        group.promote(street.bot)
    if restarted:
        await street.restart()
    await lee.taps(progress, said["retry"])
    await station.goes_on()
    run = await station.run(alert)
    assert {row.delivery for row in await station.rows(run)} == {Delivery.DONE}
    assert [copies(group) for group in (out, mute, fine)] == [1, 1, 1]
    pins = await street.sent(Exchange.run_id == run.id, Exchange.operation == Operation.PIN)
    assert [pin.delivery for pin in pins] == [Delivery.DONE] * 4
    assert all(is_pinned(group) for group in (out, mute, fine))
    assert run.state is RunState.DONE


def is_pinned(group: Group) -> bool:
    return any(
        Bubble(message).is_pinned and middle.is_alert(message.text)
        for message in group.chat.messages.values()
    )


@LANGUAGES
async def test_who_has_blocked_the_bot_is_not_tried_again_and_that_is_said(
    station: Station, language: str
) -> None:
    street = station.street
    (mute,) = station.groups(1)
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    await station.subscribes(anna)
    await street.quiet()
    street.telegram.faults.blocked(chat=anna)
    refusal = bad_request("not enough rights to send text messages to the chat")
    fault = street.telegram.faults.answer(refusal, chat=mute)
    alert = await station.sends(lee)
    run = await station.run(alert)
    tried = len(street.telegram.calls.named("sendMessage"))
    await lee.sees(SAID["some", language])
    street.telegram.faults.lift(fault)
    bar = await lee.sees(SAID["bar", language])
    await lee.presses(bar, f"retry_failed:{run.id}")
    await station.goes_on()
    rows = {row.address_id: (row.delivery, row.reason) for row in await station.rows(run)}
    assert rows[(await street.address(mute)).id] == (Delivery.DONE, None)
    assert rows[(await street.address(anna)).id] == (Delivery.FAILED, Reason.BLOCKED)
    to_anna = [
        call
        for call in street.telegram.calls.named("sendMessage")[tried:]
        if call.chat == str(anna.id)
    ]
    assert to_anna == []
    await lee.presses(bar, f"retry_failed:{run.id}")
    await lee.is_told(SAID["nobody", language])
    assert (await station.run(alert)).state is RunState.DONE


SAID = {
    ("some", "en"): "1 of them are tried again only once they are back",
    ("some", "zh_Hans"): "其中 1 个要等恢复后才能再试",
    ("bar", "en"): "1 of 3, 2 failed",
    ("bar", "zh_Hans"): "已发 1／3",
    ("nobody", "en"): "there is nobody to try again now",
    ("nobody", "zh_Hans"): "目前没有可以再试的对象",
}


QUIET = {"en": "it can go on from 21 Nov 07:00", "zh_Hans": "11月21日 07:00 起可以继续发送"}


@LANGUAGES
async def test_at_night_it_neither_goes_on_nor_is_tried_again(
    station: Station, language: str
) -> None:
    street = station.street
    mute, fine = station.groups(2)
    lee = street.officer("Lee", roles=("leader",))
    await street.quiet()
    refusal = bad_request("not enough rights to send text messages to the chat")
    fault = street.telegram.faults.answer(refusal, chat=mute)
    sent = await station.sends(lee)
    held = await station.begins_paused(lee)
    street.telegram.faults.lift(fault)
    await street.later(hours=12)
    first, second = await station.run(sent), await station.run(held)
    bar = await lee.sees(sent.words[language]["headline"])
    for data in (f"retry_failed:{first.id}", f"resume_run:{second.id}"):
        await lee.presses(bar, data)
        await lee.is_told(QUIET[language])
    await station.goes_on()
    assert (copies(mute), copies(fine)) == (0, 1)
    await street.later(hours=9)
    for data in (f"retry_failed:{first.id}", f"resume_run:{second.id}"):
        await lee.presses(bar, data)
        await street.quiet()
    await station.goes_on()
    assert (copies(mute), copies(fine)) == (2, 2)
    for alert in (sent, held):
        run = await station.run(alert)
        assert [row.delivery for row in await station.rows(run)] == [Delivery.DONE] * 3
