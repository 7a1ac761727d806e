"""Whoever reads an alert reads until when it holds, where that is a moment that matters."""

from datetime import timedelta

import pytest

from models.alert import AlertKind, Severity
from tests.alerts.station import Station
from tests.alerts.writer import Writer


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "⏳ Valid until 21 Nov 10:00"), ("zh_Hans", "⏳ 有效期至 11月21日 10:00")],
)
async def test_what_is_serious_and_soon_over_says_until_when(
    station: Station, language: str, line: str
) -> None:
    """In the station's time, as the last line; what ends it doesn't."""
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    alert = await station.sends(lee, severity=Severity.SEVERE)
    shown = "PIN" if language == "en" else "密码"
    seen = await anna.sees(shown, in_group="Maple Street")
    assert seen.text.splitlines()[-1] == line
    await station.follows(alert, AlertKind.ALL_CLEAR, lee)
    ended = await anna.sees("✅", in_group="Maple Street")
    assert "⏳" not in ended.text


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"severity": Severity.SEVERE, "valid_minutes": 7 * 24 * 60},
        {"valid_minutes": 60},
    ],
)
async def test_advice_and_what_nobody_has_said_do_not(
    station: Station, columns: dict[str, object]
) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=("leader",)), street.resident("Anna")
    await station.sends(lee, **columns)
    seen = await anna.sees("PIN", in_group="Maple Street")
    assert "⏳" not in seen.text


async def test_what_its_author_has_chosen_is_in_the_preview_too(station: Station) -> None:
    street = station.street
    anna, lee = street.resident("Anna"), Writer(station, street.officer("Lee", roles=("leader",)))
    await lee.begins()
    await lee.writes("E-bikes\nOne burned.")
    await lee.previews()
    assert "⏳" not in lee.person.chat()[-2].text
    await lee.taps("Back", "How serious", "How long it holds", "1 week", "Back")
    await lee.taps("When", "Tomorrow", "Back")
    await lee.previews()
    shown = lee.person.chat()[-2]
    assert shown.text.endswith("⏳ Valid until 28 Nov 09:00")
    await lee.taps("Put it on the calendar")
    await street.later(hours=23)
    await station.goes_on()
    read = await anna.sees("One burned.", in_group="Maple Street")
    assert read.text == shown.text


async def test_a_ready_one_chosen_then_is_undated_again(station: Station) -> None:
    street = station.street
    lee = Writer(station, street.officer("Lee", roles=("leader",)))
    await lee.begins()
    await lee.taps("How serious", "How long it holds", "1 hour", "Back", "Words", "Ready-made")
    await lee.taps("Drugs", "Back")
    await lee.previews()
    assert "⏳" not in lee.person.chat()[-2].text
    alert = await station.alert()
    assert timedelta(minutes=alert.valid_minutes) == timedelta(days=7)
