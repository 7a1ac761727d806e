"""The ready-made all-clear and “found” follow the alert that they end."""

from typing import Any

import pytest
from sqlalchemy import select

from models.alert import Alert, AlertKind, AlertState, Category
from models.exchange import Exchange
from tests.alerts.station import Station
from tests.alerts.test_found import file_of, looks_for, photos
from tests.alerts.writer import Writer

SAID: dict[str, dict[str, Any]] = {
    "en": {
        "begin": ("A new alert", "“Danger now”"),
        "ready": ("Words", "Ready-made"),
        "found": "Missing person found",
        "none": "There is no alert that this could end",
        "which": "Which one?",
        "heading": "Missing: Kim Li, 8",
        "shown": "red coat",
        "says": "The person we were looking for has been found.",
        "how": "This is how it looks",
        "send": "Send now",
        "photo": "They have been found.",
        "button": "Somebody was found…",
        "dropped": "Discarded: it never went out.",
    },
    "zh_Hans": {
        "begin": ("新写一条", "“紧急预警”只需一句话"),
        "ready": ("文字", "现成预警"),
        "found": "走失者已找到",
        "none": "目前没有可以由它结束的预警",
        "which": "请选择是哪一条。",
        "heading": "寻找李小明，8岁",
        "shown": "红色外套",
        "says": "我们寻找的人已经找到。",
        "how": "样子如上",
        "send": "现在发送",
        "photo": "人已找到，感谢各位邻居帮忙留意",
        "button": "人已找到……",
        "dropped": "已作废，从未发出。",
    },
}


async def only(station: Station, alert: Alert) -> Alert:
    """What follows it."""
    async with station.street.record() as session:
        mine = select(Alert).where(Alert.root_id == alert.id, Alert.state != AlertState.DISCARDED)
        return (await session.scalars(mine)).one()


@pytest.mark.parametrize("language", SAID)
async def test_found_asks_which_and_takes_the_photo_away(station: Station, language: str) -> None:
    """An alert that isn't said to be about a missing person, too, if it has a photo."""
    street, said = station.street, SAID[language]
    anna, officer = street.resident("Anna"), street.officer("Lee", roles=("leader",))
    lee = Writer(station, officer)
    await lee.begins(*said["begin"])
    await lee.taps(*said["ready"], said["found"])
    await lee.reads(said["none"])
    await lee.taps(lee.form.buttons[-1] if lee.form else "")
    alert = await looks_for(station, officer, category=Category.SAFETY)
    seen = await anna.sees(said["shown"], in_group="Maple Street")
    face = file_of(seen)
    await street.later(hours=30)
    await lee.taps(said["found"])
    await lee.reads(said["which"])
    await lee.taps(f"{alert.number} {said['heading']}")
    await lee.reads(said["dropped"])
    asked = await officer.sees(said["how"])
    await officer.sees(said["says"])
    await officer.taps(asked, said["send"])
    await station.goes_on()
    told = await anna.sees(said["says"], in_group="Maple Street")
    assert told.reply_to == seen
    assert said["photo"] in seen.text
    assert file_of(seen) != face
    clear = await only(station, alert)
    assert (clear.kind, clear.category) == (AlertKind.ALL_CLEAR, Category.SAFETY)
    assert len(await photos(station, clear)) == 1


@pytest.mark.parametrize("language", SAID)
async def test_the_button_under_an_alert_with_a_photo_does_the_same(
    station: Station, language: str
) -> None:
    street, said = station.street, SAID[language]
    anna, lee = street.resident("Anna"), street.officer("Lee", roles=("leader",))
    alert = await looks_for(station, lee, category=Category.OTHER)
    seen = await anna.sees(said["shown"], in_group="Maple Street")
    await street.quiet()
    progress = next(one for one in reversed(lee.chat()) if said["button"] in one.buttons)
    await lee.taps(progress, said["button"])
    await lee.taps(await lee.sees(said["how"]), said["send"])
    await station.goes_on()
    assert said["photo"] in seen.text
    assert len(await photos(station, await only(station, alert))) == 1


async def test_an_all_clear_is_offered_for_what_holds_and_isnt_over(station: Station) -> None:
    """It has the heading of the alert that it ends; what has a photo keeps it."""
    street = station.street
    anna, officer = street.resident("Anna"), street.officer("Lee", roles=("leader",))
    lee = Writer(station, officer)
    old = await station.sends(officer)
    await street.later(days=9)
    over = await station.sends(officer)
    await station.follows(over, AlertKind.CANCEL, officer)
    alert = await looks_for(station, officer, category=Category.SAFETY)
    seen = await anna.sees("red coat", in_group="Maple Street")
    await lee.begins()
    await lee.taps("Words", "Ready-made", "All clear")
    await lee.reads("Which one?")
    assert lee.form is not None
    assert [one.partition(" ")[0] for one in lee.form.buttons] == [alert.number, "Back"]
    assert alert.number not in (old.number, over.number)
    await lee.taps(f"{alert.number} Missing: Kim Li, 8")
    await officer.taps(await officer.sees("This is how it looks"), "Send now")
    await station.goes_on()
    told = await anna.sees("The danger is over, and everything", in_group="Maple Street")
    assert told.text.startswith("✅ All clear · Missing: Kim Li, 8")
    assert "red coat" in seen.text
    assert await photos(station, await only(station, alert)) == []


async def test_a_draft_in_a_series_is_opened_as_what_it_is(station: Station) -> None:
    street = station.street
    lee = Writer(station, street.officer("Lee", roles=("leader",)))
    await station.sends(lee.person)
    await lee.person.taps(await lee.person.sees("It is out"), "All clear…")
    await street.quiet()
    lee.form = await lee.opens()
    await lee.taps(next(one for one in lee.form.buttons if "Calls from" in one))
    asked = await lee.newest()
    assert asked.text.startswith("This is how it looks")
    assert "Send now" in asked.buttons


async def test_repeated_taps_make_one_draft_and_a_later_update_makes_it_new(
    station: Station,
) -> None:
    street = station.street
    lee = street.officer("Lee", roles=("leader",))
    street.resident("Anna")
    alert = await station.sends(lee)
    told = await lee.sees("It is out")
    for button in ("All clear…", "All clear…", "Update it…", "Update it…", "All clear…"):
        await lee.taps(told, button)
        await street.quiet()
    assert await drafts(station, alert) == [AlertKind.ALL_CLEAR, AlertKind.UPDATE]
    outdated = await newest_draft(station, AlertKind.ALL_CLEAR)
    first = [one for one in lee.chat() if one.asks_for_reply][-1]
    await lee.replies(first, "They now say they are the police.")
    await street.quiet()
    await lee.taps(told, "Update it…")
    await street.quiet()
    await lee.taps(lee.chat()[-1], "Send now")
    await station.goes_on()
    await lee.taps(told, "All clear…")
    await street.quiet()
    assert await drafts(station, alert) == [AlertKind.ALL_CLEAR]
    assert await newest_draft(station, AlertKind.ALL_CLEAR) > outdated
    await lee.taps(lee.chat()[-1], "Send now")
    await station.goes_on()
    assert await drafts(station, alert) == []


async def drafts(station: Station, alert: Alert) -> list[AlertKind]:
    async with station.street.record() as session:
        mine = select(Alert.kind).where(Alert.root_id == alert.id, Alert.state == AlertState.DRAFT)
        return sorted(await session.scalars(mine))


async def newest_draft(station: Station, kind: AlertKind) -> int:
    async with station.street.record() as session:
        mine = select(Alert.id).where(Alert.kind == kind, Alert.state == AlertState.DRAFT)
        return (await session.scalars(mine)).one()


async def test_an_update_is_previewed_with_its_picture(station: Station) -> None:
    street = station.street
    anna, lee = street.resident("Anna"), street.officer("Lee", roles=("leader",))
    await looks_for(station, lee)
    await street.quiet()
    await lee.taps(lee.chat()[-1], "Update it…")
    await street.quiet()
    await lee.replies(lee.chat()[-1], "Kim was seen at the <market>.")
    asked = await lee.sees("This is how the update looks")
    await street.quiet()
    shown = lee.chat()[-2]
    assert shown.kind == "photo"
    await lee.taps(asked, "Send now")
    await station.goes_on()
    read = await anna.sees("Kim was seen at the <market>.", in_group="Maple Street")
    assert (read.kind, read.text) == ("photo", shown.text)
    async with street.record() as session:
        copies = await session.scalars(select(Exchange.id).where(Exchange.content == "photo"))
        assert len(list(copies)) == 4
