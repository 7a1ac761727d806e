"""A leader follows an alert up in chat: two taps, or words of their own."""

from models.alert import AlertKind, AlertState
from tests.alerts.station import Station

LEADER = ("leader",)


async def test_an_all_clear_is_two_taps(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=LEADER), street.resident("Anna")
    alert = await station.sends(lee)
    told = await lee.sees("It is out")
    await lee.taps(told, "All clear…")
    await lee.sees("The danger is over")
    await lee.sees("险情已经解除")
    await anna.does_not_see("The danger is over", in_group="Maple Street")
    await lee.taps(await lee.sees("This is how it looks"), "Send now")
    await lee.sees("It goes out now")
    await station.goes_on()
    await anna.sees("The danger is over", in_group="Maple Street")
    assert (await station.now(alert)).state is AlertState.ENDED
    await lee.taps(told, "Update it…")
    await lee.is_told("has been called off or cleared already")


async def test_an_update_is_asked_for_its_words(station: Station) -> None:
    """A language without words of its own reads another."""
    street = station.street
    lee, anna = street.officer("Lee", roles=LEADER), street.resident("Anna")
    await station.sends(lee)
    await lee.taps(await lee.sees("It is out"), "Update it…")
    form = await lee.sees("What is new?")
    await lee.replies(form, "They now say they are <the police>")
    await lee.sees("Calls from the bank\n\nThey now say they are <the police>")
    await lee.taps(await lee.sees("This is how the update looks"), "Send now")
    await station.goes_on()
    await anna.sees("They now say they are <the police>", in_group="Maple Street")


async def test_other_words_and_second_thoughts(station: Station) -> None:
    street = station.street
    lee, anna = street.officer("Lee", roles=LEADER), street.resident("Anna")
    await station.sends(lee)
    await lee.taps(await lee.sees("It is out"), "Call it off…")
    await lee.taps(await lee.sees("This is how it looks"), "Other words: English")
    await lee.replies(await lee.sees("Reply with the words"), "x" * 5000)
    await lee.sees("The text is too long")
    await lee.replies(await lee.sees("Reply with the words"), "It was a test.")
    await lee.sees("It was a test.")
    shown = await lee.sees("This is how it looks")
    await lee.taps(shown, "Don't send")
    await lee.sees("It isn't sent.")
    await station.goes_on()
    await anna.does_not_see("It was a test.", in_group="Maple Street")


async def test_only_leaders_and_chiefs_may(station: Station) -> None:
    street = station.street
    ben, lee = street.officer("Ben"), street.officer("Lee", roles=LEADER)
    alert = await station.sends(lee)
    await lee.sees("It is out")
    await ben.presses(await ben.sees("on the list"), f"all_clear:{alert.id}")
    await ben.is_told("Sorry, this is for someone else")
    assert alert.kind is AlertKind.ALERT
