"""Another authority's alert goes out once it takes effect; what its feed writes badly is read."""

from datetime import timedelta

import pytest

from models.alert import Alert, AlertState
from models.person import Person
from services import cap, lookup
from services.alerts import approving
from tests.alerts.feeds import (
    EXPIRES,
    Server,
    after,
    asks,
    atom,
    five_minutes,
    info,
    message,
    people,
    rows,
)
from tests.alerts.station import Station
from tests.alerts.writer import Writer
from tests.street import GRID, MORNING

LANGUAGES = pytest.mark.parametrize("language", ["en", "zh_Hans"])
EFFECTIVE, ONSET = MORNING + timedelta(hours=2), MORNING + timedelta(hours=3)
SAID = {
    ("en", "onset"): "Expected from 20 Nov 13:00 on",
    ("zh_Hans", "onset"): "预计 11月20日 13:00 起",
    ("en", "waits"): "It takes effect at 20 Nov 12:00 and doesn't go out before then.",
    ("zh_Hans", "waits"): "该预警 11月20日 12:00 起生效，在此之前不会发出。",
    ("en", "approve"): "Approve",
    ("zh_Hans", "approve"): "审核通过",
    ("en", "zulu"): "Its times end with Z",
    ("zh_Hans", "zulu"): "其中的时间以 Z 结尾",
    ("en", "called off"): "has called off the alert from which",
    ("zh_Hans", "called off"): "已将原预警取消",
}
TAG = {"en": "en-GB", "zh_Hans": "zh-CN"}
LATER = {"effective": EFFECTIVE, "onset": ONSET}


@LANGUAGES
@pytest.mark.parametrize("trusted", [True, False])
async def test_it_does_not_go_out_before_it_takes_effect(
    station: Station, server: Server, language: str, trusted: bool
) -> None:
    lee, anna = people(station)
    asks(station, server, ("storms", ["severe"] if trusted else []))
    server.pages["storms"] = atom([message(said=info(language=TAG[language], **LATER))])
    await five_minutes(station)
    if not trusted:
        card = await lee.sees(SAID[language, "waits"])
        await lee.taps(card, SAID[language, "approve"])
    await station.street.later(seconds=6_000)
    await station.street.quiet()
    (alert,) = await rows(station, Alert)
    assert (alert.state, alert.next_at) == (AlertState.SCHEDULED, EFFECTIVE)
    await anna.does_not_see("Storm until evening", in_group=GRID)
    await station.goes_on(seconds=450)
    seen = await anna.sees("Storm until evening", in_group=GRID)
    assert SAID[language, "onset"] in seen.text
    run = await station.run(alert)
    assert run.due_at == EFFECTIVE
    assert timedelta() <= EXPIRES - run.expires_at < timedelta(minutes=1)


async def test_what_has_begun_is_not_announced_as_to_come(station: Station, server: Server) -> None:
    _, anna = people(station)
    asks(station, server, ("storms", ["severe"]))
    past = {"effective": MORNING - timedelta(hours=1), "onset": MORNING}
    server.pages["storms"] = atom([message(said=info(**past))])
    await five_minutes(station)
    seen = await anna.sees("Storm until evening", in_group=GRID)
    assert "Expected from" not in seen.text


@LANGUAGES
async def test_times_with_z_are_read_and_whoever_approves_is_told(
    station: Station, server: Server, language: str
) -> None:
    lee, _ = people(station)
    asks(station, server, ("storms", []))
    page = atom([message(said=info(language=TAG[language]))]).decode()
    server.pages["storms"] = page.replace("-00:00</expires>", "Z</expires>").encode()
    assert server.pages["storms"] != page.encode()
    await five_minutes(station)
    await lee.sees(SAID[language, "zulu"])
    (alert,) = await rows(station, Alert)
    assert alert.imported["lenient"] == ["zulu"]
    assert alert.imported["until"] == EXPIRES.isoformat()


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_a_feed_in_a_chinese_encoding_goes_out(station: Station, server: Server) -> None:
    _, anna = people(station)
    asks(station, server, ("storms", ["severe"]))
    said = info(language="zh-CN", headline="大风黄色预警", description="今天傍晚阵风可达9级。")
    page = '<?xml version="1.0" encoding="GB2312"?>' + atom([message(said=said)]).decode()
    server.pages["storms"] = page.encode("gb2312")
    await five_minutes(station)
    seen = await anna.sees("大风黄色预警", in_group=GRID)
    assert "今天傍晚阵风可达9级。" in seen.text


async def test_what_will_not_hold_in_the_morning_is_not_approved_at_night(
    station: Station, server: Server
) -> None:
    """It waits for the morning, and holds until six."""
    lee, anna = people(station)
    asks(station, server, ("storms", []))
    until = MORNING + timedelta(hours=20)
    said = info(urgency=cap.Urgency.EXPECTED, expires=until)
    server.pages["storms"] = atom([message(said=said)])
    await five_minutes(station)
    card = await lee.sees("waits for a decision")
    await station.street.later(hours=13)
    await lee.taps(card, "Approve")
    await lee.sees("no longer holds. It doesn't go out.")
    await station.goes_on(seconds=10 * 3_600)
    await anna.does_not_see("Storm until evening", in_group=GRID)


async def test_what_is_taken_back_belongs_to_whoever_took_it_back(
    station: Station, server: Server
) -> None:
    """And is the station's own from then on: nobody else has said what it says then."""
    lee, anna = people(station)
    asks(station, server, ("storms", ["severe"]))
    server.pages["storms"] = atom([message(said=info(**LATER))])
    await five_minutes(station)
    writer = Writer(station, lee)
    writer.form = await writer.opens()
    (alert,) = await rows(station, Alert)
    await writer.taps(f"{alert.number} Storm until evening")
    await writer.newest()
    await writer.taps("Take it back")
    await writer.reads("English: Storm until evening")
    alert = await station.now(alert)
    assert (alert.state, alert.imported) == (AlertState.DRAFT, None)
    async with station.street.record() as session:
        assert (await session.get_one(Person, alert.author_id)).name == "Lee"
    await station.goes_on(seconds=3 * 3_600)
    await anna.does_not_see("Storm until evening", in_group=GRID)
    await writer.taps("When", "Now", "Back")
    await writer.previews()
    await writer.taps("Send")
    await station.goes_on()
    seen = await anna.sees("Storm until evening", in_group=GRID)
    assert "Weather office" not in seen.text


@LANGUAGES
async def test_whose_draft_it_has_become_hears_that_it_was_called_off(
    station: Station, server: Server, language: str
) -> None:
    """They decide what becomes of their draft."""
    lee, _ = people(station)
    asks(station, server, ("storms", ["severe"]))
    first = message(said=info(language=TAG[language], **LATER))
    server.pages["storms"] = atom([first])
    await five_minutes(station)
    (alert,) = await rows(station, Alert)
    async with station.desk() as desk:
        person = await station._person(desk, lee)
        here = await lookup.address_of(desk, person.id)
        await approving.take_back(desk.acting_as(person, place=here), alert.id)
    server.pages["storms"] = atom([after(first, "storm-2", cap.MsgType.CANCEL), first])
    await five_minutes(station)
    told = await lee.sees(SAID[language, "called off"])
    assert alert.number in told.text
    assert told.buttons == [alert.number]
    (alert,) = await rows(station, Alert)
    assert alert.state is AlertState.DRAFT
