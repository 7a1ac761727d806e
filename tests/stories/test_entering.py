"""An officer enters a case for somebody who telephoned, or was met at a door."""

from datetime import UTC, datetime

import pytest

from models.case import CaseState
from models.exchange import Exchange
from simulator.driver.attachments import Attachment
from tests.stories.test_media import KINDS, arrived
from tests.street import DUTY_ROOM, GRID, Street

YESTERDAY = datetime(2026, 11, 19, 7, 30, tzinfo=UTC)
LINE = "Maple Street, Mrs Li, yesterday 15:30: burst pipe"


async def test_in_one_line(street: Street) -> None:
    ben, carol = street.officer("Ben"), street.officer("Carol")
    await street.quiet()
    await ben.writes(f"/new {LINE}")
    entered = await ben.sees("Entered as")
    assert entered.buttons == []
    case = await street.case()
    assert (case.words, case.asker_name, case.asker_id) == ("burst pipe", "Mrs Li", None)
    assert case.happened_at == YESTERDAY
    card = await carol.sees("burst pipe")
    assert card.text.splitlines() == [
        f"🟡 {case.number} · Help · Maple Street",
        "Waiting for an officer, answer promised by 10:10",
        "Asked: Ben and Carol",
        "Mrs Li · 20 Nov 10:00",
        "🕒 Happened: 19 Nov 15:30",
        "Entered by Ben",
        "burst pipe",
        "🔒 Private: replies reach the asker alone.",
    ]
    own = await ben.sees("Happened: 19 Nov 15:30")
    await ben.taps(own, "Accept")
    await street.quiet()
    assert (await street.case()).holder_id == case.entered_by_id


async def test_who_enters_it_off_duty_may_keep_it_or_leave_it(street: Street) -> None:
    ben, carol = street.officer("Ben"), street.officer("Carol", on_duty=False)
    await street.quiet()
    await carol.writes(f"/new {LINE}")
    await ben.sees("burst pipe")
    assert "Asked: Ben" in (await carol.sees("Entered as")).text
    card = await carol.sees("Mrs Li · 20 Nov")
    await carol.taps(card, "Accept")
    await street.quiet()
    case = await street.case()
    assert case.holder_id == case.entered_by_id


async def test_what_is_unclear_is_asked_and_can_be_skipped(street: Street) -> None:
    street.grid(GRID)
    street.grid("Oak Lane")
    ben, carol = street.officer("Ben", grids=["grid-2"]), street.officer("Carol", on_duty=False)
    await street.quiet()
    await carol.writes("/new")
    form = await carol.sees("where, who, when, what")
    await carol.replies(form, "the pipe has burst")
    question = await carol.sees("Which neighbourhood?")
    assert question.buttons == [
        *(GRID, "Oak Lane", "Just now", "Another time…", "Add the name…", "Skip")
    ]
    await carol.taps(question, "Oak Lane")
    assert "the pipe has burst" in (await ben.sees("· Oak Lane")).text
    await carol.taps(question, "Another time…")
    await carol.replies(await carol.sees("When did it happen? Reply"), "no idea")
    again = await carol.sees("I could not read a time")
    await carol.replies(again, "yesterday 15:30")
    await carol.sees("Noted in")
    await carol.taps(question, "Add the name…")
    await carol.replies(await carol.sees("Whom is it for? Reply"), "Mrs Li")
    await street.quiet()
    case = await street.case()
    assert (case.asker_name, case.happened_at) == ("Mrs Li", YESTERDAY)
    assert question.buttons == []
    assert "?" not in question.text
    card = await ben.sees("· Oak Lane")
    assert "Mrs Li · 20 Nov" in card.text
    assert "Happened: 19 Nov 15:30" in card.text


async def test_skip_asks_no_more_and_just_now_takes_one_tap(street: Street) -> None:
    ben = street.officer("Ben")
    await street.quiet()
    await ben.writes("/new the pipe has burst")
    question = await ben.sees("When did it happen?")
    await ben.taps(question, "Just now")
    await street.quiet()
    case = await street.case()
    assert case.happened_at is not None
    assert question.buttons == ["Add the name…", "Skip"]
    await ben.taps(question, "Skip")
    await street.quiet()
    assert question.buttons == []
    assert "Name not known" in (await ben.sees("Happened: 10:00")).text


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_sent_on_becomes_a_case_with_one_tap(street: Street, kind: str) -> None:
    ben, carol = street.officer("Ben"), street.officer("Carol")
    await street.quiet()
    await KINDS[kind](ben, {})
    question = await ben.sees("This went to nobody. Is it a new case?")
    assert question.buttons == ["New case", "For myself"]
    await ben.taps(question, "New case")
    card = await carol.sees("Entered by Ben")
    await street.quiet()
    (there,) = arrived(carol, kind)
    assert there.reply_to == card
    assert arrived(ben, kind) == [], "Ben has it already."
    assert question.text == f"Taken as a case of its own: {(await street.case()).number}."


async def test_a_forwarded_message_names_who_wrote_it(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    dora = street.resident("Dora")
    await street.quiet()
    street.maple_street.add(ben)
    await dora.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    said = await anna.writes("The pipe has burst, just now", in_group=GRID)
    await ben.forwards(said)
    question = await ben.sees("Which case is this for?")
    assert question.buttons[:2] == ["New case", "For myself"]
    await ben.taps(question, "New case")
    card = await ben.sees("Anna · 20 Nov")
    assert "Happened: 10:00" in card.text
    _, case = await street.cases()
    assert (case.asker_name, case.asker_id) == ("Anna", None)
    await ben.replies(card, "Turn the tap off")
    await ben.sees("your words did not arrive, Anna")
    await anna.does_not_see("Turn the tap off")


async def test_an_album_is_one_case(street: Street) -> None:
    ben, carol = street.officer("Ben"), street.officer("Carol")
    await street.quiet()
    await ben.sends_album(Attachment("photo", caption=f"/new {LINE}"), *[Attachment("photo")] * 2)
    await carol.sees("burst pipe")
    await street.case()
    assert len(arrived(carol, "photo")) == 3
    await ben.writes("/new")
    form = await ben.sees("where, who, when, what")
    items = [Attachment("photo", caption="a leak"), Attachment("photo")]
    await ben.sends_album(*items, reply_to=form)
    await carol.sees("a leak")
    assert len(await street.cases()) == 2
    assert len(arrived(carol, "photo")) == 5


async def test_an_edit_of_the_line_corrects_the_case(street: Street) -> None:
    ben, carol = street.officer("Ben"), street.officer("Carol")
    await street.quiet()
    said = await ben.writes("/new Mrs Lee: burst pipe")
    card = await carol.sees("burst pipe")
    await ben.edits(said, "/new Mrs Li, yesterday 15:30: burst gas pipe")
    await street.quiet()
    case = await street.case()
    assert (case.asker_name, case.words) == ("Mrs Li", "burst gas pipe")
    assert case.happened_at == YESTERDAY
    assert "burst gas pipe" in card.text


async def test_nobody_can_be_told_so_they_are_called(street: Street) -> None:
    ben = street.officer("Ben")
    await street.quiet()
    await ben.writes(f"/new {LINE}")
    card = await ben.sees("burst pipe")
    await ben.replies(card, "I am coming at six")
    told = await ben.sees("your words did not arrive, Mrs Li")
    assert told.buttons == ["Called"]
    assert (await street.case()).to_call_at is not None
    tap = await ben.taps(told, "Called")
    assert (await tap.answer()).text == "Noted: they were called."
    case = await street.case()
    assert case.to_call_at is None
    assert told.text == f"{case.number}: they were called."
    await ben.taps(card, "Resolve")
    await ben.replies(await ben.sees("How did it end?"), "The pipe is mended")
    await ben.taps(await ben.sees("Post it?"), "Post it")
    told = await ben.sees("Mrs Li doesn't know the outcome yet")
    case = await street.case()
    assert case.state is CaseState.RESOLVED
    assert case.to_call_at is not None
    await ben.taps(told, "Called")
    assert (await street.case()).to_call_at is None
    assert await street.sent(Exchange.template == "outcome") == []


async def test_only_the_holder_says_that_they_were_called(street: Street) -> None:
    ben, carol = street.officer("Ben"), street.officer("Carol")
    await street.quiet()
    await ben.writes(f"/new {LINE}")
    await ben.replies(await ben.sees("burst pipe"), "I am coming at six")
    await ben.sees("your words did not arrive")
    case = await street.case()
    tap = await carol.presses(await carol.sees("burst pipe"), f"called:{case.id}")
    assert "Officer Ben already has" in (await tap.answer()).text
    assert (await street.case()).to_call_at is not None


async def test_others_say_nothing_of_it(street: Street) -> None:
    anna, ben, carol = street.resident("Anna"), street.officer("Ben"), street.officer("Carol")
    await street.quiet()
    await ben.writes("/new the pipe has burst")
    await carol.sees("the pipe has burst")
    case = await street.case()
    for who in (anna, carol):
        bubble = who.chat()[-1]
        for data in ("entry_now", "entry_when", "entry_who", "entry_skip"):
            tap = await who.presses(bubble, f"{data}:{case.id}")
            assert case.number not in (await tap.answer()).text
    case = await street.case()
    assert (case.happened_at, case.asker_name) == (None, "")


async def test_it_is_entered_in_private_only(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.duty_room(ben)
    street.maple_street.add(ben)
    await ben.writes(f"/new {LINE}", in_group=DUTY_ROOM)
    await ben.sees("Cases are entered in your private chat", in_group=DUTY_ROOM)
    await ben.writes(f"/new@doorstep_bot {LINE}", in_group=GRID)
    await ben.sees("Cases are entered in your private chat", in_group=GRID)
    assert await street.cases() == []
    await anna.writes("/new The lift is stuck")
    await anna.sees("We have your request for help")
    assert (await street.case()).entered_by_id is None


async def test_an_officer_asks_for_themselves(street: Street) -> None:
    ben, carol = street.officer("Ben", on_duty=False), street.officer("Carol")
    await street.quiet()
    await ben.writes("/help")
    await ben.sees("New cases for you arrive here as cards", after=await ben.sees("on the list"))
    await ben.writes("/help My bicycle was stolen")
    await ben.sees("We have your request for help")
    card = await carol.sees("My bicycle was stolen")
    await carol.replies(card, "Which colour?")
    asked = await ben.sees("Which colour?")
    await ben.replies(asked, "Red")
    await carol.sees("Red")
    await ben.writes("With a basket")
    question = await ben.sees("Is it a new case?")
    await ben.taps(question, "For myself")
    await carol.sees("With a basket")
    assert (await street.case()).asker_name == "Ben"


class TestInChinese:
    @pytest.fixture
    def language(self) -> str:
        return "zh_Hans"

    async def test_in_one_line(self, street: Street) -> None:
        street.grid("东园小区")
        wang, li = street.officer("王向阳"), street.officer("李梅")
        await street.quiet()
        await wang.writes("/new 东园小区 李奶奶 昨天15:30 水管爆了")
        await wang.sees("已登记，编号")
        case = await street.case()
        card = await li.sees("水管爆了")
        assert card.text.splitlines() == [
            f"🟡 {case.number} · 求助 · 东园小区",
            "等待接单，承诺 10:10 前答复",
            "已通知：王向阳和李梅",
            "李奶奶 · 11月20日 10:00",
            "🕒 发生时间：11月19日 15:30",
            "由王向阳代为提出",
            "水管爆了",
            "🔒 私密事项，回复只发给本人。",
        ]
        await wang.replies(await wang.sees("水管爆了"), "六点到")
        await wang.taps(await wang.sees("联系不上李奶奶"), "已打电话")
        await wang.sees("已打电话告知")

    async def test_step_by_step(self, street: Street) -> None:
        wang = street.officer("王向阳")
        await street.quiet()
        await wang.writes("/new")
        await wang.replies(await wang.sees("请用一句话回复"), "水管爆了")
        question = await wang.sees("什么时候发生的？")
        await wang.taps(question, "其他时间…")
        await wang.replies(await wang.sees("请回复，例如"), "今早8点")
        await wang.taps(question, "补上姓名…")
        await wang.replies(await wang.sees("请回复姓名"), "李奶奶")
        await street.quiet()
        case = await street.case()
        assert case.asker_name == "李奶奶"
        assert case.happened_at == datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
