"""The answer is lost, or says nothing (faults 12 and 13): a conversation is sent again, a
broadcast is marked."""

import pytest

from bot.desks import Desks
from bot.directories import Directories
from models.exchange import Delivery, Exchange, Priority
from services import lookup, outbox
from simulator import Person
from tests.street import Street

ASKED = "/help The lamp is out"


def seen(person: Person, text: str) -> int:
    """How often it stands in the private chat."""
    return sum(text in bubble.text for bubble in person.chat())


async def test_an_answer_lost_before_it_took_effect_costs_nothing(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.lose_answer(before=True, chat=ben, times=2)
    await anna.writes(ASKED, in_group="Maple Street")
    await ben.sees("The lamp is out")
    await street.quiet()
    assert seen(ben, "The lamp is out") == 1


@pytest.mark.parametrize("trouble", ["lost", "502"])
async def test_a_conversation_whose_answer_was_lost_is_sent_again(
    street: Street, trouble: str
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    faults = street.telegram.faults
    if trouble == "lost":
        faults.lose_answer(before=False, chat=ben, times=1)
    else:
        faults.bad_gateway(accepted=True, chat=ben, times=1)
    await anna.writes(ASKED, in_group="Maple Street")
    await ben.sees("The lamp is out")
    await street.quiet()
    assert seen(ben, "The lamp is out") == 2
    # The one that is on record is the newer; a reply to either finds the case.
    older, newer = (b for b in ben.chat() if "The lamp is out" in b.text)
    await ben.replies(older, "To the older one")
    await ben.replies(newer, "To the newer one")
    await anna.sees("To the older one", in_group="Maple Street")
    await anna.sees("To the newer one", in_group="Maple Street")


async def test_a_page_of_html_is_no_answer(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    fault = street.telegram.faults.bad_gateway(method="sendMessage", times=4)
    await anna.writes(ASKED, in_group="Maple Street")
    await ben.sees("The lamp is out")
    await anna.sees("Its number is", in_group="Maple Street")
    await street.quiet()
    assert fault.struck == 4
    assert {row.delivery for row in await street.sent()} == {Delivery.DONE}


async def test_a_broadcast_whose_answer_was_lost_is_not_sent_again(street: Street) -> None:
    ben = street.officer("Ben")
    await street.quiet()
    street.telegram.faults.lose_answer(before=False, chat=ben, times=1)
    desks = Desks(street.store, Directories(street.bot.id), street.clock)
    async with desks.open() as desk:
        to = await lookup.address_by_external(desk, ben.id)
        assert to is not None
        outbox.say(desk, to, "language_chosen", priority=Priority.BROADCAST)
        await desk.write()
    await street.restart()
    (row,) = await street.sent(Exchange.priority == Priority.BROADCAST)
    assert row.delivery is Delivery.UNKNOWN
    assert row.tries == 1
