"""A row that can't be sent is parked after its tries, and holds up no other (fault 32)."""

import pytest

from bot import results
from bot.desks import Desks
from bot.directories import Directories
from models.exchange import Delivery
from services import lookup, outbox
from simulator.call import Call
from tests.street import Street


def poisoned(call: Call) -> bool:
    return "poison" in str(call.parameters.values.get("text"))


async def test_a_row_that_telegram_never_answers_is_given_up(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "POISONED_TRIES", 2)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    cid = street.officer("Cid")
    await street.quiet()
    fault = street.telegram.faults.bad_gateway(chat=ben, when=poisoned)
    await anna.writes("/help poison", in_group="Maple Street")
    await cid.sees("poison")
    # Others are answered all the while, which shows that it isn't Telegram.
    while not await street.failed():
        answered = anna.chat()[-1]
        await anna.starts(street.bot)
        await anna.sees("Newtown", after=answered)
    await anna.writes("/help and a leak", in_group="Maple Street")
    await ben.sees("and a leak")
    assert fault.struck == 3


async def test_a_row_of_ours_that_cannot_be_drawn_fails_alone(street: Street) -> None:
    """A value that its template needs is missing: a fault of ours, found when it is sent."""
    ben = street.officer("Ben")
    await street.quiet()
    desks = Desks(street.store, Directories(street.bot.id), street.clock)
    async with desks.open() as desk:
        to = await lookup.address_by_external(desk, ben.id)
        assert to is not None
        outbox.say(desk, to, "error/already_held", {})
        outbox.say(desk, to, "language_chosen")
        await desk.write()
    await street.restart()
    broken, whole = (await street.sent())[-2:]
    assert (broken.delivery, whole.delivery) == (Delivery.FAILED, Delivery.DONE)


async def test_a_migration_to_nowhere_fails_one_row(street: Street) -> None:
    """An answer that no database can hold."""
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.migrated(to=-(10**30), chat=street.maple_street, times=1)
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    await street.quiet()
    await ben.replies(card, "On my way")
    await anna.sees("On my way", in_group="Maple Street")
