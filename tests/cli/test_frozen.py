"""What a restored backup brought back: an operator sees it, has it sent, or drops it."""

import pytest

from models.exchange import Delivery, Direction, Exchange, Operation, Priority
from tests.cli.terminal import Terminal
from tests.street import Street

pytestmark = pytest.mark.timeout(180)  # Each `doorstep` is a process.


async def brought_back(street: Street, station_id: int, address_id: int) -> None:
    """A row that no courier has taken up, as a backup leaves it."""
    row = Exchange(
        station_id=station_id,
        direction=Direction.OUT,
        address_id=address_id,
        at=street.clock.now(),
        operation=Operation.SEND,
        template="joined",
        values={"number": "K7M4P", "words": "the secret lamp"},
        language="en",
        priority=Priority.CONVERSATION,
        delivery=Delivery.QUEUED,
    )
    async with street.store.writing() as session:
        session.add(row)


async def test_frozen_listed_without_words_and_dropped(street: Street, terminal: Terminal) -> None:
    ben = street.officer("Ben")
    await street.quiet()
    address = await street.address(ben)
    await brought_back(street, address.station_id, address.id)
    assert (await terminal.doorstep("frozen")).out == "Nothing is frozen.\n"
    frozen = await terminal.doorstep("freeze")
    assert frozen.out == "Messages frozen: 1. At its next start the bot leaves them alone.\n"
    shown = (await terminal.doorstep("frozen")).out
    assert "private chat with Ben" in shown
    assert "send joined" in shown
    assert "lamp" not in shown
    assert (await terminal.doorstep("frozen", "drop")).out == "1 will not be sent.\n"
    again = await terminal.doorstep("frozen", "send")
    assert (again.status, again.out) == (1, "Nothing is frozen.\n")
    (row,) = await street.delivered(Delivery.CANCELLED)
    assert row.error == "came back with a backup"
