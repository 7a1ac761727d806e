"""What comes in at once, more than once, or broken."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from models.journal import JournalEntry, UpdateState
from services import cases
from services.cases import Request
from services.desk import Desk
from tests.street import GRID, Street


@pytest.fixture
def stumble(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fault of ours: whoever speaks of a banana brings the handler down."""
    open_case = cases.open_case

    async def stumbles(desk: Desk, request: Request) -> object:
        if "banana" in request.words:
            raise RuntimeError("slipped")
        return await open_case(desk, request)

    monkeypatch.setattr(cases, "open_case", stumbles)
    return iter(())


@pytest.mark.usefixtures("stumble")
async def test_one_broken_and_one_that_fails_hold_up_nobody(street: Street) -> None:
    ben = street.officer("Ben")
    residents = [street.resident(f"Anna {number}", started=False) for number in range(98)]
    unlucky = street.resident("Ella", started=False)
    for resident in residents[:49]:
        await resident.writes("/help The lift is stuck", in_group=GRID)
    await unlucky.writes("/help A banana", in_group=GRID)
    street.telegram.inject(street.bot, broken(street))
    for resident in residents[49:]:
        await resident.writes("/help The lift is stuck", in_group=GRID)
    assert len(await street.cases()) == 98
    await ben.sees(f"{residents[-1].name} · ")
    await unlucky.sees("Sorry, something went wrong here", in_group=GRID)
    async with street.record() as session:
        parked = await session.scalars(
            select(JournalEntry).where(JournalEntry.state == UpdateState.PARKED)
        )
        assert len(list(parked)) == 2


def broken(street: Street) -> dict[str, object]:
    """A message to the bot that no library decodes: its date is no date."""
    return {
        "message": {
            "message_id": 9_000,
            "date": "yesterday",
            "chat": {"id": street.maple_street.id, "type": "supergroup", "title": GRID},
            "from": {"id": 5_000, "is_bot": False, "first_name": "Zoe"},
            "text": "/help me",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        }
    }


async def test_the_same_update_a_hundred_times_is_one_case(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await street.quiet()
    street.telegram.faults.repeat_updates(100, kind="message", times=1)
    await anna.writes("/help The lift is stuck", in_group=GRID)
    await ben.sees("The lift is stuck")
    await street.case()
    cards = [one for one in ben.chat() if "The lift is stuck" in one.text]
    receipts = [one for one in anna.chat(GRID) if "We have your request" in one.text]
    assert (len(cards), len(receipts)) == (1, 1)


async def test_the_same_tap_a_hundred_times_is_one_acceptance(street: Street) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.writes("/help The lift is stuck", in_group=GRID)
    card = await ben.sees("The lift is stuck")
    await street.quiet()
    street.telegram.faults.repeat_updates(100, kind="callback_query", times=1)
    await ben.taps(card, "Accept")
    await anna.sees("Officer Ben has it", in_group=GRID)
    await street.case()
