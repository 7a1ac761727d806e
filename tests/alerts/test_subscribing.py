"""Alerts in private: chosen by topic and place, and stopped with one tap."""

from typing import Any

import pytest
from sqlalchemy import func, select

from models.alert import Alert, Category, Subscription
from models.exchange import Delivery, Exchange
from services import lookup
from services.alerts import broadcasting, following, steering, subscribing
from simulator import Person
from tests.alerts.recorded import carrying, recorded
from tests.alerts.station import WORDS, Station

STOP = "Stop these alerts"
STOPPED = {"en": "1 didn't want it any more.", "zh_Hans": "另有 1 个已不再需要。"}


async def wanted(station: Station) -> list[Subscription]:
    await station.street.quiet()
    async with station.street.record() as session:
        return list(await session.scalars(select(Subscription).order_by(Subscription.id)))


async def gets(station: Station, who: Person, **columns: Any) -> bool:
    """Whether an alert like this goes to that private chat."""
    alert = await station.sends(**columns)
    own = await station.street.address(who)
    rows = await station.rows(await station.run(alert))
    return any(row.address_id == own.id and row.delivery is Delivery.DONE for row in rows)


async def test_by_topic_each_tap_counts_and_the_page_shows_it(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna")
    await street.quiet()
    await anna.writes("/alert")
    page = await anna.sees("You get none here yet")
    await anna.taps(page, "Fraud and theft")
    await anna.sees("You get alerts about fraud and theft.")
    await anna.taps(page, "Storms and heat")
    await anna.sees("You get alerts about fraud and theft and storms and heat.")
    assert "✓ Fraud and theft" in page.buttons
    assert await gets(station, anna, category=Category.SECURITY)
    assert not await gets(station, anna, category=Category.FIRE)
    await anna.taps(page, "✓ Fraud and theft")
    await anna.sees("You get alerts about storms and heat.")
    await anna.taps(page, "Everything")
    await anna.sees("You get every alert.")
    assert [one.category for one in await wanted(station)] == [None]
    assert await gets(station, anna, category=Category.CBRNE)
    await anna.taps(page, "Fire")
    await anna.sees("You get alerts about fire.")
    assert [one.category for one in await wanted(station)] == [Category.FIRE]


async def test_by_place_ones_own_another_or_the_whole_station(station: Station) -> None:
    street = station.street
    station.groups(2)
    street.officer("Ben")
    anna = street.resident("Anna")
    await street.quiet()
    await anna.writes("I need help")
    await anna.taps(await anna.sees("Where do you live?"), "Street 1")
    await anna.sees("Street 1")
    await anna.taps(await anna.sees("Please note"), "Safety alerts")
    page = await anna.sees("For Street 1, and what concerns everyone")
    await anna.taps(page, "Everything")
    await anna.sees("You get every alert.")
    assert await gets(station, anna, audience={"grids": ["grid-1"]})
    assert not await gets(station, anna, audience={"grids": ["grid-2"]})
    assert await gets(station, anna)
    await anna.taps(page, "Another neighbourhood…")
    await anna.sees("For which neighbourhood")
    await anna.taps(page, "Street 2")
    await anna.sees("For Street 2")
    assert await gets(station, anna, audience={"grids": ["grid-2"]})
    await anna.taps(page, "Another neighbourhood…")
    await anna.sees("For which neighbourhood")
    await anna.taps(page, "All neighbourhoods")
    await anna.sees("For all neighbourhoods")
    assert [one.grid_id for one in await wanted(station)] == [None]


async def test_the_place_can_be_chosen_first(station: Station) -> None:
    street = station.street
    station.groups(1)
    street.officer("Ben")
    anna = street.resident("Anna")
    await street.quiet()
    await anna.writes("/alert")
    page = await anna.sees("For all neighbourhoods")
    await anna.taps(page, "Another neighbourhood…")
    await anna.sees("For which neighbourhood")
    await anna.taps(page, "Street 1")
    await anna.sees("For Street 1")
    assert await wanted(station) == []
    await anna.taps(page, "Fire")
    await anna.sees("You get alerts about fire.")
    (one,) = await wanted(station)
    assert one.grid_id is not None


async def test_one_tap_stops_them_and_one_more_brings_them_back(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna")
    await street.quiet()
    await anna.writes("/alert")
    page = await anna.sees("You get none here yet")
    for topic in ("Fire", "Traffic"):
        await anna.taps(page, topic)
        await street.quiet()
    await station.sends(category=Category.FIRE)
    seen = await anna.sees("Nobody asks for your PIN")
    assert seen.buttons == ["Noted", "Report something similar", STOP]
    await anna.taps(seen, STOP)
    stopped = await anna.sees("You get no more alerts in this chat")
    assert stopped.reply_to == seen
    assert await wanted(station) == []
    assert not await gets(station, anna, category=Category.FIRE)
    await anna.taps(stopped, "Undo")
    await anna.sees("You get alerts about fire and traffic.")
    assert await gets(station, anna, category=Category.TRANSPORT)


async def test_who_blocks_the_bot_gets_none_until_they_are_back(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna")
    await station.subscribes(anna)
    await anna.blocks()
    assert not await gets(station, anna)
    assert len(await wanted(station)) == 1
    await anna.unblocks()
    assert await gets(station, anna)


async def test_in_a_group_it_leads_into_the_private_chat(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna", started=False)
    await anna.writes("/alert", in_group="Maple Street")
    way = await anna.sees("you choose in private", in_group="Maple Street")
    await anna.taps(way, "Choose alerts")
    await anna.sees("Please note")
    await anna.taps(await anna.sees("You get none here yet"), "Everything")
    await anna.sees("You get every alert.")
    assert await street.cases() == []


async def test_an_officer_subscribes_too_and_still_does_after_leaving(station: Station) -> None:
    street = station.street
    ben, cora = street.officer("Ben"), street.officer("Cora")
    await ben.taps(await ben.sees("Officer Ben"), "Safety alerts")
    await ben.taps(await ben.sees("You get none here yet"), "Everything")
    await ben.sees("You get every alert.")
    street.file["people"] = [one for one in street.file["people"] if one["name"] == "Cora"]
    badge = street.file["people"][0]["badge"]
    street.file["shifts"] = [one for one in street.file["shifts"] if one["badge"] == badge]
    await street.reload()
    assert await gets(station, ben)
    assert not await gets(station, cora)


async def test_nobody_is_subscribed_who_did_not_ask(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna")
    await street.quiet()
    await anna.writes("I need help")
    await anna.sees("We have your request for help")
    async with street.record() as session:
        assert await session.scalar(select(func.count()).select_from(Subscription)) == 0


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_chosen_received_and_stopped(self, station: Station) -> None:
        street = station.street
        street.officer("王向阳")
        anna = street.resident("安娜")
        await street.quiet()
        await anna.writes("/alert")
        page = await anna.sees("您还没有选择提醒")
        await anna.taps(page, "防骗防盗")
        await anna.sees("您会收到这些提醒：防骗防盗。")
        await station.sends(category=Category.SECURITY, words={"zh_Hans": WORDS["zh_Hans"]})
        seen = await anna.sees("银行不会在电话里问您的密码")
        await anna.taps(seen, "不再接收提醒")
        stopped = await anna.sees("这里不会再给您发提醒了")
        await anna.taps(stopped, "撤销")
        await anna.sees("您会收到这些提醒：防骗防盗。")


@pytest.mark.parametrize("language", STOPPED)
@pytest.mark.parametrize("paused", [False, True])
async def test_whoever_stops_them_gets_none_that_waits_but_what_follows_one_they_have(
    station: Station, language: str, paused: bool
) -> None:
    street = station.street
    lee, ella = street.officer("Lee", roles=("leader",)), street.resident("Ella")
    await station.subscribes(ella)
    voice, _ = await recorded(station, lee, "voice")
    first = await station.sends(lee)
    async with station.desk() as desk:
        lees = desk.acting_as(await station._person(desk, lee))
        new = await station._handed_in(desk, lee, carrying(voice, language))
        words = {language: {"headline": "1", "text": "+++ 16:00 +++"}}
        update = await following.update(lees, await desk.session.get_one(Alert, first.id), words)
        runs = [await broadcasting.begin(desk, one, desk.now()) for one in (new, update)]
        new.next_at = update.next_at = None
        if paused:
            await steering.pause(lees, runs[0].id)
        person = await station._person(desk, ella)
        here = await lookup.address_of(desk, person.id)
        await subscribing.stop(desk.acting_as(person, place=here))
        if paused:
            await steering.resume(lees, runs[0].id)
    await station.goes_on()
    own = Exchange.address_id == (await street.address(ella)).id
    states = {
        (row.run_id, row.delivery) for row in await street.sent(own, Exchange.run_id.is_not(None))
    }
    old, called_back, followed = [(await station.run(one)).id for one in (first, new, update)]
    assert states == {
        (old, Delivery.DONE), (called_back, Delivery.CANCELLED), (followed, Delivery.DONE)
    }  # fmt: skip
    assert "voice" not in [one.kind for one in ella.chat()]
    await lee.sees(STOPPED[language])
