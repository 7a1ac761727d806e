"""A group becomes a supergroup in the middle of a case (fault 6; design, section 2, 14)."""

from sqlalchemy import func, select

from models.address import Address
from models.exchange import Delivery
from tests.street import GRID, Street


async def moved(street: Street) -> list[Address]:
    async with street.record() as session:
        return list(await session.scalars(select(Address).where(Address.moved_to_id.is_not(None))))


async def test_both_service_messages_move_the_group_once(street: Street) -> None:
    group = street.grid(GRID, supergroup=False)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group=GRID)
    card = await ben.sees("The lamp is out")
    await street.quiet()
    old = group.id
    group.upgrade()
    await street.quiet()
    (address,) = await moved(street)
    assert address.external_id == old
    assert address.moved_to_id == (await street.address(group)).id
    await ben.replies(card, "On my way")
    answer = await anna.sees("On my way", in_group=GRID)
    assert answer.chat.id == group.id
    assert answer.reply_to is None  # Its number belongs to another message there.


async def test_an_error_moves_it_before_any_service_message(street: Street) -> None:
    group = street.grid(GRID, supergroup=False)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group=GRID)
    card = await ben.sees("The lamp is out")
    await street.quiet()
    street.telegram.faults.delay_updates(1.5, kind="message", times=2)
    group.upgrade()
    await ben.replies(card, "On my way")
    await ben.replies(card, "Nearly there")
    await anna.sees("On my way", in_group=GRID)
    await anna.sees("Nearly there", in_group=GRID)
    assert len(await moved(street)) == 1
    await anna.writes("/help Thank you", in_group=GRID)
    await ben.sees("Thank you")
    await street.quiet()
    assert len(await moved(street)) == 1
    assert not await street.failed()
    assert len(await street.cases()) == 1


async def test_what_waits_for_the_old_group_goes_to_the_new_one(street: Street) -> None:
    group = street.grid(GRID, supergroup=False)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group=GRID)
    card = await ben.sees("The lamp is out")
    await street.quiet()
    street.telegram.faults.refuse(retry_after=1, chat=group.id, times=1)
    await ben.replies(card, "On my way")
    await ben.replies(card, "Nearly there")
    group.upgrade()
    await anna.sees("On my way", in_group=GRID)
    await anna.sees("Nearly there", in_group=GRID)
    assert {row.delivery for row in await street.sent()} <= {Delivery.DONE, Delivery.CANCELLED}


async def test_a_photo_from_before_the_move_still_arrives(street: Street) -> None:
    group = street.grid(GRID, supergroup=False)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    await anna.writes("/help The lamp is out", in_group=GRID)
    card = await ben.sees("The lamp is out")
    receipt = await anna.sees("Its number is", in_group=GRID)
    await street.quiet()
    street.telegram.faults.refuse(retry_after=1, chat=ben, times=1)
    await anna.sends_photo(caption="see there", reply_to=receipt)
    await street.until(lambda: _paused(street, card.chat.id))
    old = group.id
    group.upgrade()
    street.telegram.faults.migrated(
        to=group.id,
        method="copyMessage",
        when=lambda call: str(call.parameters.values.get("from_chat_id")) == str(old),
    )
    photo = await ben.sees("see there")
    assert photo.kind == "photo"
    async with street.record() as session:
        private = (
            await session.scalars(select(Address).where(Address.external_id == ben.id))
        ).one()
    assert private.moved_to_id is None


async def _paused(street: Street, chat_id: int) -> bool:
    async with street.record() as session:
        paused = select(func.count()).where(
            Address.external_id == chat_id, Address.paused_until.is_not(None)
        )
        return bool(await session.scalar(paused))
