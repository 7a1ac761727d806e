"""A leader writes an alert in chat: the form, step by step, until it goes out."""

from datetime import UTC, datetime, timedelta

import pytest

from models.alert import Alert, AlertState, AlertUrgency, Category, Severity
from services.alerts.audience import Audience
from tests.alerts.station import Station
from tests.alerts.writer import Writer

WORDS = "E-bikes\nOne burned in a stairwell."


def writer(station: Station, name: str = "Lee", role: str = "leader") -> Writer:
    return Writer(station, station.street.officer(name, roles=(role,)))


async def test_the_whole_way_from_the_command_to_the_groups(station: Station) -> None:
    street = station.street
    anna, lee = street.resident("Anna"), writer(station)
    await lee.begins()
    await lee.reads("An alert that hasn't gone out")
    await lee.reads("English: no words yet")
    await lee.taps("Words")
    await lee.answers("English", "E-bikes\nOne burned in a stairwell.")
    await lee.reads("One burned in a stairwell.")
    await lee.answers("What to do", "Charge outside.")
    await lee.answers("Contact", "Officer Ben, 123")
    await lee.taps("Back", "How serious", "Serious harm")
    await lee.taps("What it is about", "Fire", "How long it holds", "6 hours", "Back")
    await lee.reads("Serious harm · Act soon · 6 hours")
    await lee.taps("To whom")
    await lee.reads("1 chat")
    await lee.taps("Back")
    await lee.previews()
    shown = await lee.person.sees("👉 Charge outside.")
    await lee.reads("No suspect's name or photo in it?")
    await lee.taps("Send")
    await lee.reads("handed in.")
    await station.goes_on()
    read = await anna.sees("👉 Charge outside.", in_group="Maple Street")
    assert read.text == shown.text
    assert "☎ Officer Ben, 123" in read.text
    assert read.is_pinned
    assert shown.buttons == []
    alert = await station.alert()
    assert (alert.severity, alert.category) == (Severity.SEVERE, Category.FIRE)
    assert alert.valid_minutes == 360


async def test_words_come_from_a_ready_alert_whose_blanks_are_asked_one_by_one(
    station: Station,
) -> None:
    anna, lee = station.street.resident("Anna"), writer(station)
    await lee.begins()
    await lee.taps("Words", "Ready-made", "Missing person")
    for label, value in (
        ("who; the full name", "Grandpa <Green>"),
        ("when and where last seen", "at the market"),
        ("clothes and looks", "a red coat"),
    ):
        question = await lee.asked()
        assert label in question.text
        await lee.reads("Still to be filled in: " + label)
        await lee.person.replies(question, value)
    await lee.reads("Please help us find Grandpa <Green>")
    await lee.taps("Back")
    await lee.previews()
    await lee.person.sees("请帮忙寻人：Grandpa <Green>")
    await lee.taps("Send")
    await station.goes_on()
    await anna.sees("was last seen at the market", in_group="Maple Street")
    alert = await station.alert()
    assert (alert.category, alert.urgency) == (Category.RESCUE, AlertUrgency.IMMEDIATE)


async def test_danger_now_takes_two_taps_and_a_sentence(station: Station) -> None:
    street = station.street
    anna, lee = street.resident("Anna"), writer(station)
    lee.form = await lee.opens()
    await lee.taps("Danger now")
    await lee.person.replies(await lee.asked(), "Gas leak in <b>Maple Street</b>: leave now.")
    await lee.newest()
    street.clock.move(timedelta(hours=13))  # eleven in the evening
    await lee.taps("Send to whole station")
    await station.goes_on()
    seen = await anna.sees("Danger now", in_group="Maple Street")
    assert "Gas leak in <b>Maple Street</b>: leave now." in seen.text
    assert seen.is_pinned
    alert = await station.alert()
    assert alert.words["zh_Hans"]["headline"] == "紧急预警"
    assert alert.words["zh_Hans"]["text"] == alert.words["en"]["text"]
    assert (alert.severity, alert.urgency) == (Severity.EXTREME, AlertUrgency.IMMEDIATE)


async def test_a_picture_and_a_voice_go_with_it_and_are_in_the_preview(station: Station) -> None:
    street = station.street
    anna, lee = street.resident("Anna"), writer(station)
    await lee.begins()
    await lee.writes(WORDS)
    await lee.taps("Picture", "Choose one")
    await lee.person.replies(await lee.asked(), "no picture")
    await lee.person.sees("That is no photo, video, document or poll.")
    await lee.person.sends_photo(reply_to=await lee.asked())
    await lee.reads("🖼 a photo")
    await lee.taps("Back", "Voice", "English")
    await lee.person.sends_voice(reply_to=await lee.asked())
    await lee.reads("English: recorded")
    await lee.taps("Back")
    await lee.previews()
    kinds = [one.kind for one in lee.person.chat()[-3:]]
    assert kinds == ["photo", "voice", "text"]
    await lee.taps("Send")
    await station.goes_on()
    seen = await anna.sees("One burned", in_group="Maple Street")
    assert seen.kind == "photo"
    assert [one.kind for one in anna.chat("Maple Street")][-2:] == ["photo", "voice"]


async def test_it_says_how_many_it_reaches_and_what_is_not_counted(station: Station) -> None:
    street = station.street
    station.groups(2)
    street.private_group("Shops", kind="merchants")
    anna, lee = street.resident("Anna"), writer(station)
    await station.subscribes(anna)
    await lee.begins()
    await lee.taps("To whom")
    await lee.reads("Whole station · Subscribers: 5 chats, 1 person (without 4 groups")
    await lee.taps("Merchants", "✓ Subscribers")
    await lee.reads("Whole station · Merchants: 1 chat")
    await lee.taps("✓ Merchants", "Street 1", "Street 2")
    await lee.reads("Street 1 and Street 2: 3 chats")
    await lee.taps("✓ Street 1", "Banks")
    await lee.reads("0 chats")
    await lee.taps("Back")
    await lee.reads("It would reach nobody: please choose to whom.")
    audience = Audience.of(await station.alert())
    assert (audience.grids, audience.kinds, audience.subscribers) == (("grid-2",), ("bank",), False)


async def test_quiet_hours_are_said_and_urgent_goes_through_them(station: Station) -> None:
    street = station.street
    street.resident("Anna")
    lee = writer(station)
    await street.quiet()
    street.clock.move(timedelta(hours=13))
    await lee.begins()
    await lee.reads("on 21 Nov 07:00 (quiet hours")
    await lee.taps("When", "It can't wait: urgent", "Back")
    await lee.reads("⏰ at once")


async def test_a_time_is_tapped_or_typed_and_a_calendar_too(station: Station) -> None:
    street = station.street
    street.resident("Anna")
    lee = writer(station)
    await lee.begins()
    await lee.taps("When", "Later today")
    await lee.reads("on 20 Nov 18:00")
    await lee.taps("Tomorrow", "16:00")
    await lee.reads("on 21 Nov 16:00")
    for typed, shown in (
        ("9:30", "on 21 Nov 09:30"),
        ("tomorrow 8 pm", "on 21 Nov 20:00"),
        ("2026-12-01 18:30", "on 1 Dec 18:30"),
        ("明天8点", "on 21 Nov 08:00"),
    ):
        await lee.answers("Another time…", typed)
        await lee.reads(shown)
    await lee.answers("Another time…", "soon")
    await lee.person.sees("I can't read a time in that.")
    await lee.taps("Each working day", "08:00")
    await lee.reads("each working day at 08:00; first on 23 Nov 08:00")
    await lee.taps("Each week", "✓ Fri", "Mon", "Wed", "✓ Fri")
    await lee.reads("each Monday and Wednesday at 08:00")
    await lee.taps("Each month", "Last day", "In the cold months")
    await lee.answers("Until…", "2027-02-01")
    await lee.reads("on the last day of each month at 08:00")
    rule = (await station.alert()).rule
    assert rule is not None
    assert (rule["day"], rule["until"], rule["time"]) == ("last", "2027-02-01", "08:00")
    await lee.taps("Now")
    await lee.reads("at once")


async def test_what_waits_for_its_time_goes_out_then(station: Station) -> None:
    street = station.street
    anna, lee = street.resident("Anna"), writer(station)
    await lee.begins()
    await lee.writes(WORDS)
    await lee.taps("When", "Later today", "Back")
    await lee.previews()
    await lee.taps("Put it on the calendar")
    await station.goes_on()
    alert = await station.alert()
    assert (alert.state, alert.next_at) == (
        AlertState.SCHEDULED,
        datetime(2026, 11, 20, 10, tzinfo=UTC),
    )
    await station.goes_on(seconds=8 * 3_600)
    await anna.sees("One burned", in_group="Maple Street")


async def test_what_is_still_to_go_out_can_be_taken_back(station: Station) -> None:
    street = station.street
    anna, lee = street.resident("Anna"), writer(station)
    kim = Writer(station, street.officer("Kim", roles=("chief",)))
    await lee.begins()
    await lee.writes(WORDS)
    await lee.taps("When", "Later today", "Back")
    await lee.previews()
    await lee.taps("Put it on the calendar", "Take it back")
    await lee.reads("English: E-bikes")
    await lee.previews()
    await lee.taps("Put it on the calendar")
    alert = await station.alert()
    kim.form = await kim.opens("1 alert is still to go out.")
    await kim.taps(next(one for one in kim.form.buttons if alert.number in one))
    await kim.taps("Take it back")
    await lee.person.sees("Kim has given it back")
    await station.goes_on(seconds=8 * 3_600)
    await anna.does_not_see("One burned", in_group="Maple Street")
    assert (await station.alert()).state is AlertState.DRAFT


async def test_a_calendar_that_has_begun_is_ended(station: Station) -> None:
    street = station.street
    street.resident("Anna")
    lee = writer(station)
    await lee.begins()
    await lee.writes(WORDS)
    await lee.taps("When", "Each day", "18:00", "Back")
    await lee.previews()
    await lee.taps("Put it on the calendar")
    await station.goes_on(seconds=8 * 3_600)
    alert = await station.alert()
    assert len(await station.runs(alert)) == 1
    lee.form = await lee.opens()
    await lee.taps(next(one for one in lee.form.buttons if alert.number in one))
    await lee.taps("Take it back")
    await station.goes_on(seconds=24 * 3_600)
    assert len(await station.runs(alert)) == 1
    assert (await station.alert()).state is AlertState.ENDED


async def test_words_too_long_are_told_and_nothing_is_lost(station: Station) -> None:
    lee = writer(station)
    await lee.begins()
    await lee.writes(WORDS)
    await lee.taps("Words", "Text")
    long = "x" * 10_000
    question = await lee.asked()
    world = station.street.telegram.world
    world.post(question.chat, lee.person.user, {"text": long}, reply_to=question.message)
    told = await lee.person.sees("A message holds 4096")
    assert "The draft is as it was" in told.text
    assert (await station.alert()).words["en"]["text"] == "One burned in a stairwell."
    await lee.taps("Back", "Words")
    await lee.answers("Text", "😀" * 600)
    await lee.taps("Back", "Picture", "Choose one")
    await lee.person.sends_photo(reply_to=await lee.asked())
    await lee.person.sees("With a photo a message holds 1024")
    assert (await station.alert()).content is None
    answer = [one for one in lee.person.chat() if one.text == "😀" * 600][-1]
    await lee.person.edits(answer, "Short.")
    await lee.reads("Short.")


async def test_what_is_missing_is_said_and_it_cannot_be_sent_so(station: Station) -> None:
    lee = writer(station)
    await lee.begins()
    await lee.writes("Only a heading")
    await lee.reads("English: the text is missing.")
    await lee.taps("Words")
    await lee.answers("中文 (简体)", "标题\n正文")
    await lee.taps("Back")
    await lee.previews()
    await lee.reads("English: the text is missing.")
    assert lee.form is not None
    assert lee.form.buttons == ["Back"]
    alert = await station.alert()
    await lee.person.presses(lee.form, f"send_alert:{alert.id}")
    await lee.person.is_told("It can't go out yet.")
    assert (await station.alert()).state is AlertState.DRAFT


async def test_drafts_survive_a_restart_and_are_found_again_or_discarded(station: Station) -> None:
    street = station.street
    lee, kim = writer(station), writer(station, "Kim", "chief")
    for heading in ("First", "Second"):
        await lee.begins()
        await lee.writes(f"{heading}\nSome words.")
    await street.restart()
    lee.form = await lee.opens()
    await lee.reads("You have 2 alerts that haven't gone out.")
    first = next(one for one in lee.form.buttons if one.endswith("First"))
    await lee.taps(first)
    await lee.reads("English: First")
    await lee.taps("Discard", "Discard it")
    await lee.reads("Discarded: it never went out.")
    await lee.taps("Back to the list")
    await lee.reads("You have 1 alert that hasn't gone out.")
    home = await kim.opens()
    assert home.buttons == ["Danger now", "A new alert"]


@pytest.mark.parametrize("role", ["officer", "assistant", "admin"])
async def test_it_is_for_leaders_and_chiefs_alone(station: Station, role: str) -> None:
    ben = writer(station, "Ben", role)
    await station.street.quiet()
    await ben.person.writes("/alert")
    await ben.person.sees("Safety alerts in this chat")
    async with station.street.record() as session:
        assert await session.get(Alert, 1) is None


async def test_in_a_group_it_is_not_written(station: Station) -> None:
    lee = writer(station)
    station.street.maple_street.add(lee.person)
    await station.street.quiet()
    await lee.person.writes("/alert@doorstep_bot", in_group="Maple Street")
    await lee.person.sees("An alert is written in your private chat", in_group="Maple Street")
