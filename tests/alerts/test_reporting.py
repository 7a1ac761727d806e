"""Something like it is reported under an alert: a case that carries it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.alert import AlertKind
from models.case import Case, CaseEvent, CaseKind
from services.story import story
from simulator import Bubble, Person
from tests.alerts.station import WORDS, Station

REPORT = "Report something similar"
QUESTION = "What did you see, or what happened to you?"


async def reads(who: Person, group: str | None = "Maple Street") -> Bubble:
    return await who.sees("Nobody asks for your PIN", in_group=group)


async def events(station: Station, case: Case) -> list[CaseEvent]:
    async with station.street.record() as session:
        found = select(CaseEvent).where(CaseEvent.case_id == case.id)
        return list(await session.scalars(found.order_by(CaseEvent.id)))


async def test_from_the_group_one_who_never_pressed_start_reports_it(station: Station) -> None:
    street = station.street
    ben = street.officer("Ben")
    anna = street.resident("Anna", started=False)
    alert = await station.sends()
    await anna.taps(await reads(anna), REPORT)
    assert "We keep what you send here" in (await anna.sees("Please note")).text
    question = await anna.sees(QUESTION)
    assert question.asks_for_reply
    assert "Calls from the bank" in question.text
    await anna.replies(question, "Somebody called me and asked for my card number")
    assert "With Officer Ben" in (await anna.sees("We have your request for help")).text
    card = await ben.sees("Somebody called me")
    assert "Reported under the alert: Calls from the bank" in card.text
    case = await street.case()
    assert (case.kind, case.alert_id, case.is_private) == (CaseKind.HELP, alert.id, True)
    (opened, *_) = await events(station, case)
    assert opened.detail == {"kind": "help", "alert": alert.number}
    async with station.desk() as desk:
        told = await story(desk, await desk.session.get_one(Case, case.id))
    assert any(f"alert: {alert.number}" in line.words for line in told)
    await ben.taps(card, "Accept")
    await ben.sees("Officer Ben has it")
    assert "Reported under the alert" in card.text


async def test_it_is_of_the_neighbourhood_where_it_was_read(station: Station) -> None:
    street = station.street
    elm, _ = station.groups(2)
    ben = street.officer("Ben", grids=["grid-1"])
    street.officer("Carol", grids=["grid-2", "grid-3"])
    anna = street.resident("Anna")
    elm.add(anna)
    await station.sends()
    await anna.taps(await reads(anna, "Street 1"), REPORT)
    await anna.replies(await anna.sees(QUESTION), "They rang at our door, too")
    assert "Street 1" in (await ben.sees("They rang at our door")).text
    await anna.does_not_see("Where do you live?")


async def test_in_private_a_tap_asks_and_each_report_is_a_case_of_its_own(
    station: Station,
) -> None:
    street = station.street
    ben, anna = street.officer("Ben"), street.resident("Anna")
    await station.subscribes(anna)
    await street.quiet()
    await anna.writes("My bicycle is gone")
    await ben.sees("My bicycle is gone")
    alert = await station.sends()
    await anna.taps(await reads(anna, None), REPORT)
    question = await anna.sees(QUESTION)
    await anna.replies(question, "I gave them my PIN")
    card = await ben.sees("I gave them my PIN")
    assert "My bicycle" not in card.text
    await anna.replies(question, "It was at nine")
    assert (await ben.sees("It was at nine")).reply_to == card
    assert [one.alert_id for one in await street.cases()] == [None, alert.id]


async def test_under_an_alert_that_is_over_one_reports_as_well(station: Station) -> None:
    street = station.street
    ben, anna = street.officer("Ben"), street.resident("Anna")
    alert = await station.sends(valid_minutes=60)
    seen = await reads(anna)
    await station.goes_on(seconds=4_000)
    assert (await station.run(alert)).closed_at is not None
    await anna.taps(seen, REPORT)
    await anna.replies(await anna.sees(QUESTION), "They have just called me")
    await ben.sees("Reported under the alert")


async def test_words_of_danger_are_answered_with_the_number(station: Station) -> None:
    street = station.street
    ben, anna = street.officer("Ben"), street.resident("Anna")
    await station.sends()
    await anna.taps(await reads(anna), REPORT)
    question = await anna.sees(QUESTION)
    assert "call 110 at once" in question.text
    await anna.replies(question, "He is at the door with a knife")
    await ben.sees("with a knife")
    receipt = await anna.sees("We have your request for help")
    assert receipt.text.startswith("If anyone is in danger, call 110 (police) now.")


async def test_by_night_it_is_asked_whether_anyone_is_in_danger(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna")
    await station.sends()
    seen = await reads(anna)
    street.clock.move(timedelta(hours=13))
    await anna.taps(seen, REPORT)
    await anna.replies(await anna.sees(QUESTION), "They called me")
    await anna.sees("Is anyone in danger right now?")


@pytest.mark.parametrize("kind", [AlertKind.CANCEL, AlertKind.ALL_CLEAR])
async def test_what_takes_an_alert_back_asks_for_no_reports(
    station: Station, kind: AlertKind
) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna")
    alert = await station.sends()
    assert (await reads(anna)).buttons == ["Noted", REPORT]
    await station.subscribes(anna)
    words = {"en": {"headline": "It is over", "text": "Thank you for your help."}}
    await station.sends(kind=kind, root_id=alert.id, words=words)
    over = await anna.sees("It is over", in_group="Maple Street")
    assert over.buttons == ["Noted"]


async def test_a_link_to_an_alert_that_is_none_of_ours_only_greets(station: Station) -> None:
    street = station.street
    street.officer("Ben")
    anna = street.resident("Anna", started=False)
    await street.quiet()
    await anna.starts(street.bot, payload="alert-12345-1")
    await anna.sees("Please note")
    await anna.does_not_see(QUESTION)


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_from_the_alert_to_the_officer(self, station: Station) -> None:
        street = station.street
        wang = street.officer("王向阳")
        anna = street.resident("安娜", started=False)
        await station.sends(words={"zh_Hans": WORDS["zh_Hans"]})
        seen = await anna.sees("银行不会在电话里问您的密码", in_group="Maple Street")
        assert seen.buttons == ["我已知悉", "我也遇到了类似情况"]
        await anna.taps(seen, "我已知悉")
        await anna.is_told("1")
        await anna.taps(seen, "我也遇到了类似情况")
        question = await anna.sees("您看到了什么，或者遇到了什么事？")
        assert "请马上拨打 110" in question.text
        await anna.replies(question, "刚才有人打电话要我的密码")
        await anna.sees("您的求助已收到")
        card = await wang.sees("刚才有人打电话要我的密码")
        assert "看到提醒后反映：冒充银行的电话" in card.text
        await wang.taps(card, "接单")
        await anna.sees("王警官已接手")
