"""Groups that can't be written to as they were, in the middle of a run: each says why."""

import pytest

from models.alert import RunState
from models.exchange import Delivery, Exchange, Reason
from simulator import Group
from tests.alerts import middle
from tests.alerts.middle import copies, halts, is_in_the_middle
from tests.alerts.station import Station

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh_Hans"])
OUT = {
    "en": "It is out: all 9 chats have it.",
    "zh_Hans": "已发送完毕：9 个群和私聊全部送达。",
}
PARTLY = {
    "en": "6 of 8 chats have it. 2 couldn't be reached",
    "zh_Hans": "8 个群和私聊中送达 6 个，2 个未能送达",
}


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    middle.narrow(monkeypatch)


async def row_of(station: Station, rows: list[Exchange], group: Group) -> Exchange:
    at = await station.street.address(group)
    return next(row for row in rows if row.address_id == at.id)


@LANGUAGES
@pytest.mark.parametrize("told_by", ["service message", "error"])
async def test_a_group_that_migrates_gets_it_once_at_its_new_number(
    station: Station, told_by: str, language: str
) -> None:
    street = station.street
    had = station.groups(2)
    later = [street.grid(f"Late {number}", supergroup=False) for number in range(6)]
    lee = street.officer("Lee", roles=("leader",))
    fault = halts(station, had)
    alert = await station.writes(lee)
    await station.begins()
    await is_in_the_middle(station, done=2)
    last = later[-1]  # The others' rows are claimed; this one waits.
    if told_by == "error":
        street.telegram.faults.delay_updates(3.0, kind="message", times=2)
    last.upgrade()
    if told_by == "service message":
        await street.until(lambda: station.is_known(last))
    street.telegram.faults.lift(fault)
    await station.goes_on()
    rows = await station.rows(await station.run(alert))
    assert {row.delivery for row in rows} == {Delivery.DONE}
    assert len({row.address_id for row in rows}) == len(rows) == len(had) + len(later) + 1
    assert (await row_of(station, rows, last)).reason is Reason.MOVED
    assert [copies(group) for group in (*had, *later)] == [1] * 8
    await lee.sees(OUT[language])


@LANGUAGES
async def test_one_that_throws_the_bot_out_and_one_that_forbids_writing(
    station: Station, language: str
) -> None:
    street = station.street
    had, later = station.groups(1), [street.grid(f"Late {number}") for number in range(6)]
    lee = street.officer("Lee", roles=("leader",))
    fault = halts(station, had)
    alert = await station.writes(lee)
    await station.begins()
    await is_in_the_middle(station, done=1)
    out, mute = later[-2:]
    out.remove(street.bot)
    mute.mute(street.bot)
    street.telegram.faults.lift(fault)
    await station.goes_on()
    rows = await station.rows(await station.run(alert))
    assert (await row_of(station, rows, out)).reason is Reason.REMOVED
    assert (await row_of(station, rows, mute)).reason is Reason.NO_RIGHT
    assert [row.delivery for row in rows].count(Delivery.DONE) == 6
    assert len({row.address_id for row in rows}) == len(rows) == 8
    assert [copies(group) for group in (*had, *later, street.maple_street)] == [
        *[1] * 5, 0, 0, 1
    ]  # fmt: skip
    (run,) = await station.runs(alert)
    assert (run.state, run.total) == (RunState.DONE, 8)
    await lee.sees(PARTLY[language])
