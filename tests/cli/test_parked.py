"""What couldn't be handled: an operator sees it, has it tried again, or gives it up."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.desks import Desks
from bot.directories import Directories
from bot.store import Store
from models.journal import JournalEntry, UpdateState
from scheduler import journal
from services import station_file
from services.clock import SystemClock
from tests.cli.terminal import Terminal
from tests.street import Street

pytestmark = pytest.mark.timeout(180)  # Each `doorstep` is a process.

MESSAGE = {
    "message_id": 4711,
    "date": 1_795_000_000,
    "text": "/help I smell gas",
    "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
}


async def park(street: Street, update_id: int, raw: object) -> None:
    entry = JournalEntry(
        bot_id=street.bot.id,
        update_id=update_id,
        at=street.clock.now(),
        state=UpdateState.PARKED,
        update_type="message",
        raw=json.dumps(raw).encode(),
        error="ValueError: \x1b[31mred",
    )
    async with street.store.writing() as session:
        session.add(entry)


async def entries(street: Street) -> dict[int, UpdateState]:
    async with street.record() as session:
        found = await session.scalars(select(JournalEntry).where(JournalEntry.update_id < 100))
        return {entry.update_id: entry.state for entry in found}


async def test_listed_without_words_and_discarded(street: Street, terminal: Terminal) -> None:
    street.officer("Ben")
    await street.open.wait()
    assert (await terminal.doorstep("parked")).out == "Nothing is parked.\n"
    await park(street, 7, {"update_id": 7, "message": MESSAGE})
    shown = (await terminal.doorstep("parked")).out
    assert "ValueError: ␛[31mred" in shown
    assert "gas" not in shown
    assert (await terminal.doorstep("parked", "discard", "7")).out == "Update 7 is discarded.\n"
    assert await entries(street) == {7: UpdateState.DISCARDED}
    again = await terminal.doorstep("parked", "retry", "7")
    assert (again.status, again.out) == (1, "Update 7 is not parked.\n")


async def test_tried_again_it_opens_a_case(street: Street, terminal: Terminal) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.open.wait()
    chat = {"id": anna.id, "type": "private", "first_name": "Anna"}
    sender = {"id": anna.id, "is_bot": False, "first_name": "Anna"}
    await park(street, 8, {"update_id": 8, "message": MESSAGE | {"chat": chat, "from": sender}})
    result = await terminal.doorstep("parked", "retry", "8")
    assert result.out == "Update 8 will be taken in again.\n"
    await ben.sees("I smell gas")
    assert await entries(street) == {8: UpdateState.DONE}
    assert (await street.case()).words == "I smell gas"


async def test_what_waits_for_a_person_or_for_its_next_try_is_not_forgotten(
    database_url: str,
) -> None:
    store, clock, maple = Store(database_url), SystemClock(), Path("examples/maple.yaml")
    old = clock.now() - timedelta(days=9)
    async with store.writing() as session:
        await station_file.load(session, station_file.read(maple), 7, clock.now())
        session.add_all(
            JournalEntry(bot_id=7, update_id=number, at=old, state=state, raw=b"{}")
            for number, state in enumerate(UpdateState)
        )
        # What Telegram could still send again is known for 48 hours.
        young = clock.now() - timedelta(hours=47)
        session.add(JournalEntry(bot_id=7, update_id=99, at=young, state=UpdateState.DONE))
    await journal.forget(Desks(store, Directories(7), clock).open)
    async with store.reading() as session:
        kept = set(await session.scalars(select(JournalEntry.state)))
        young_ones = await session.scalars(
            select(JournalEntry.update_id).where(JournalEntry.state == UpdateState.DONE)
        )
        assert young_ones.all() == [99]
    assert kept == {UpdateState.PARKED, UpdateState.RETRY, UpdateState.DONE}
    await store.close()
