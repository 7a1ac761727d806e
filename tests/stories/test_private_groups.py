"""Groups in which cases open privately: the number in front of everyone, the rest in private."""

import pytest

from models.case import Privacy
from simulator import Person
from tests.street import Street

SHOPS = "Maple Street shops"
ASKED = "/help Somebody broke my window"


def people(street: Street, *, started: bool = True) -> tuple[Person, Person, Person]:
    anna, ella = street.resident("Anna", started=started), street.resident("Ella")
    street.private_group(SHOPS, anna, ella)
    return anna, ella, street.officer("Ben")


async def test_the_group_reads_the_number_alone(street: Street) -> None:
    anna, ella, ben = people(street)
    await street.quiet()
    asked = await anna.writes(ASKED, in_group=SHOPS)
    shown = await ella.sees("We go on in our private chat", in_group=SHOPS)
    case = await street.case()
    assert case.privacy is Privacy.PRIVATE
    assert shown.reply_to == asked
    assert case.number in shown.text
    assert "window" not in shown.text
    receipt = await anna.sees("We have your request for help")
    assert receipt.chat.id == anna.id
    card = await ben.sees("Private: replies reach the asker alone")
    where = await anna.sees("which shop, or which building and door?")
    await anna.replies(where, "The bakery")
    await ben.sees("🏠 The bakery")
    await ben.replies(card, "Keep the shards")
    await anna.sees("Keep the shards")
    await street.quiet()
    await ella.does_not_see("bakery", in_group=SHOPS)
    await ella.does_not_see("Keep the shards", in_group=SHOPS)
    assert "Ben" not in shown.text


async def test_who_never_pressed_start_gets_what_was_said_meanwhile(street: Street) -> None:
    anna, _, ben = people(street, started=False)
    await anna.writes(ASKED, in_group=SHOPS)
    shown = await anna.sees("Please tap the button and press Start", in_group=SHOPS)
    card = await ben.sees("Private: replies reach the asker alone")
    await ben.replies(card, "Keep the shards")
    await ben.sees("has not opened the private chat yet")
    await anna.taps(shown, "Continue privately")
    await anna.sees("It continues here")
    words = await anna.sees("Keep the shards")
    assert words.chat.id == anna.id
    await anna.sees("still stand in the group (1)")
    await anna.sees("which shop, or which building and door?")
    await ben.replies(card, "I come at five")
    await anna.sees("I come at five")


async def test_what_the_asker_adds_in_the_group_joins(street: Street) -> None:
    anna, ella, ben = people(street)
    await street.quiet()
    await anna.writes(ASKED, in_group=SHOPS)
    shown = await ella.sees("We go on in our private chat", in_group=SHOPS)
    await ben.taps(await ben.sees("Private: replies"), "Accept")
    await anna.sees("Officer Ben has it")
    await anna.replies(shown, "And the door")
    joined = await ella.sees("Added to your request", in_group=SHOPS)
    assert "Ben" not in joined.text
    await ben.sees("And the door")
    await street.case()
    await ella.replies(shown, "Mine as well")
    assert len(await street.cases()) == 2


async def test_the_askers_words_are_taken_out_if_they_wish(street: Street) -> None:
    """Offered once, also for what they add, and again for what they add later."""
    anna, ella, ben = people(street)
    await street.quiet()
    asked = await anna.writes(ASKED, in_group=SHOPS)
    offer = await anna.sees("still stand in the group (1). Shall we delete them there?")
    shown = await ella.sees("We go on in our private chat", in_group=SHOPS)
    more = await anna.replies(shown, "And the door")
    await ben.sees("And the door")
    await street.quiet()
    assert len([one for one in anna.chat() if "Shall we delete" in one.text]) == 1
    await anna.taps(offer, "Delete them")
    await anna.sees_no_more(asked)
    await anna.sees_no_more(more)
    later = await anna.replies(shown, "And the lamp")
    again = await anna.sees("still stand in the group (1)", after=later)
    await anna.taps(again, "Delete them")
    await anna.sees_no_more(later)


async def test_the_number_says_in_the_end_that_it_is_done(street: Street) -> None:
    anna, ella, ben = people(street)
    await street.quiet()
    await anna.writes(ASKED, in_group=SHOPS)
    shown = await ella.sees("We go on in our private chat", in_group=SHOPS)
    await ben.taps(await ben.sees("Private: replies"), "Resolve")
    await ben.replies(await ben.sees("How did it end?"), "A new window is in")
    await ben.taps(await ben.sees("Post it?"), "Post it")
    await anna.sees("A new window is in")
    await street.quiet()
    assert shown.text == f"🔒 Request {(await street.case()).number} is done."
    await ella.does_not_see("new window", in_group=SHOPS)


@pytest.mark.parametrize("language", ["zh_Hans"])
async def test_in_chinese(street: Street) -> None:
    anna, ella, ben = people(street)
    await street.quiet()
    await anna.writes("求助 店里玻璃被砸了", in_group=SHOPS)
    shown = await ella.sees("其余的我们在私聊里说", in_group=SHOPS)
    assert "玻璃" not in shown.text
    await ben.sees("店里玻璃被砸了")
