"""Whoever can't be written to any more: blocked, kicked, gone (faults 3, 4 and 5)."""

from sqlalchemy import select

from models.address import AddressState
from models.case import CaseEvent
from models.exchange import Delivery, Exchange
from simulator.errors import forbidden
from tests.street import Street

GONE = forbidden("user is deactivated")


async def events(street: Street) -> set[str]:
    async with street.record() as session:
        return set(await session.scalars(select(CaseEvent.what)))


async def test_an_officer_who_blocked_the_bot_is_passed_over(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    cid = street.officer("Cid", position="backup")
    await street.quiet()
    street.telegram.faults.blocked(chat=ben)  # No my_chat_member came: the error alone tells.
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    await street.later(seconds=1)
    await cid.sees("The lamp is out")
    await street.quiet()
    assert (await street.address(ben)).state is AddressState.UNREACHABLE
    assert "unreachable" in await events(street)


async def test_the_officer_hears_that_the_asker_cannot_be_reached(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("My neighbour shouts at night")
    card = await ben.sees("My neighbour shouts")
    await street.quiet()
    street.telegram.faults.answer(GONE, chat=anna)
    await ben.replies(card, "I'll look in")
    await street.later(seconds=1)
    await ben.sees("can't be reached on Telegram")
    assert (await street.address(anna)).state is AddressState.UNREACHABLE
    assert "undelivered" in await events(street)


async def test_a_group_that_threw_the_bot_out_is_not_written_to_again(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    card = await ben.sees("The lamp is out")
    await street.quiet()
    street.telegram.faults.kicked(chat=street.maple_street)
    await ben.replies(card, "On my way")
    await street.later(seconds=1)
    await ben.sees("can't be reached on Telegram")
    assert (await street.address(street.maple_street)).state is AddressState.UNREACHABLE
    before = len(street.telegram.calls.named("sendMessage"))
    await ben.replies(card, "I'm here")
    await street.quiet()
    to_group = [
        call
        for call in street.telegram.calls.named("sendMessage")[before:]
        if call.chat == str(street.maple_street.id)
    ]
    assert not to_group


async def test_leaving_a_group_and_coming_back_is_noticed(street: Street) -> None:
    street.officer("Ben")
    await street.quiet()
    street.maple_street.remove(street.bot)
    await street.quiet()
    assert (await street.address(street.maple_street)).state is AddressState.UNREACHABLE
    street.maple_street.add(street.bot)
    await street.quiet()
    assert (await street.address(street.maple_street)).state is AddressState.ACTIVE


async def test_a_chat_that_is_not_found_is_tried_once(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    fault = street.telegram.faults.chat_not_found(chat=ben)
    await anna.writes("/help The lamp is out", in_group="Maple Street")
    await anna.sees("Its number is", in_group="Maple Street")
    await street.quiet()
    assert fault.struck == 1
    (card,) = await street.sent(Exchange.delivery == Delivery.FAILED)
    assert "chat not found" in (card.error or "")


async def test_someone_who_unblocks_and_writes_is_reached_again(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    await anna.blocks(street.bot)
    await street.quiet()
    assert (await street.address(anna)).state is AddressState.UNREACHABLE
    await anna.starts(street.bot)
    await anna.writes("It's me again")
    await ben.sees("It's me again")
    await street.quiet()
    assert (await street.address(anna)).state is AddressState.ACTIVE
