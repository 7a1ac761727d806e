"""A lesson from a closed case: its facts without anybody's data, read by a person first."""

import pytest

from models.alert import AlertState
from services.alerts.audience import Audience
from tests.alerts.station import Station
from tests.alerts.writer import Writer

SAID = "Tel. 13812345678: a caller took 5000 from me, House 4"


async def closed(station: Station, lee: Writer, words: str = SAID) -> None:
    """Anna asks, and Lee resolves it."""
    anna = station.street.resident("Anna")
    await station.street.quiet()
    await anna.writes(f"/help@doorstep_bot {words}", in_group="Maple Street")
    lee.form = card = await lee.person.sees("Anna")
    await lee.taps("Accept", "Resolve")
    await lee.person.replies(await lee.person.sees("How did it end?"), "The bank got it back.")
    await station.street.quiet()
    await lee.person.taps(await lee.person.sees("The bank got it back."), "Post it")
    lee.form = card
    await station.street.quiet()


async def test_a_lesson_says_nothing_of_anybody_and_is_read_first(station: Station) -> None:
    lee = Writer(station, station.street.officer("Lee", roles=("leader",)))
    await closed(station, lee)
    await lee.taps("Make a lesson")
    form = await lee.newest()
    assert "please read every word, and add what helped" in form.text
    assert "please add what helped" in form.text
    alert, case = await station.alert(), await station.street.case()
    said = str(alert.words)
    assert "In November somebody from Maple Street" in said
    for secret in ("Anna", "138", "5000", "House 4", "bank", case.number):
        assert secret not in said
    assert (alert.case_id, alert.state) == (case.id, AlertState.DRAFT)
    assert Audience.of(alert).grids == ("grid-1",)
    await lee.previews()
    await lee.newest()
    assert form.buttons
    assert "Send" not in (await lee.newest()).buttons
    await lee.taps("Back", "Words")
    await lee.answers("What to do", "Hang up, and call the bank yourself.")
    await lee.taps("中文 (简体)")
    await lee.person.replies(await lee.asked(), "身边事提醒\n挂断电话。")
    await lee.answers("What to do", "请挂断，自己打给银行。")


@pytest.mark.parametrize("words", ["My husband beats me", "They fight: domestic violence"])
async def test_a_delicate_case_makes_none(station: Station, words: str) -> None:
    lee = Writer(station, station.street.officer("Lee", roles=("leader",)))
    await closed(station, lee, words)
    assert lee.form is not None
    assert lee.form.buttons == []
    case = await station.street.case()
    await lee.person.presses(lee.form, f"make_lesson:{case.id}")
    await lee.person.is_told("No lesson can be made of")


async def test_an_officer_has_no_such_button(station: Station) -> None:
    ben = Writer(station, station.street.officer("Ben"))
    await closed(station, ben)
    assert ben.form is not None
    assert ben.form.buttons == []
    await ben.person.presses(ben.form, f"make_lesson:{(await station.street.case()).id}")
    await ben.person.is_told("this is for someone else")
