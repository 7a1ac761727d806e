"""What the logs never tell: the token, and at INFO a resident's words (faults 27 and 40)."""

import pytest
from sqlalchemy import select

from models.journal import JournalEntry, UpdateState
from simulator.errors import bad_request
from tests.process.conftest import Start
from tests.street import Street

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
WORDS = "my purple umbrella"


@pytest.fixture(params=["DEBUG", "INFO"])
def level(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def test_in_all_kinds_of_trouble_neither_token_nor_words_are_told(
    street: Street, start: Start, level: str
) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await ben.starts(street.bot)
    faults, token = street.telegram.faults, street.bot.token
    process = await start()
    await ben.sees("Newtown", within=30)
    faults.bad_gateway(method="sendMessage", times=1)
    faults.lose_answer(before=True, method="sendMessage", times=1)
    faults.bad_gateway(method="getUpdates", times=1)
    faults.lose_answer(before=True, method="getUpdates", times=1)
    faults.answer(bad_request(f"can't parse entities in {WORDS}"), chat=ben, times=1)
    await anna.writes(f"/help {WORDS}", in_group="Maple Street")
    await ben.sees(WORDS, within=20)
    user = {"id": anna.id, "is_bot": False, "first_name": "Anna"}
    chat = {"id": anna.id, "type": "private", "first_name": "Anna"}
    undecodable = {"message_id": 9_000, "date": WORDS, "chat": chat, "from": user, "text": WORDS}
    street.telegram.inject(street.bot, {"message": undecodable})

    async def is_parked() -> bool:
        async with street.record() as session:
            states = await session.scalars(select(JournalEntry.state))
            return UpdateState.PARKED in states.all()

    await street.until(is_parked)
    street.telegram.revoke(street.bot)
    assert await process.ended() == 2
    said = process.said()
    assert "Telegram doesn't know this token" in said
    assert "update_parked" in said
    assert token not in said
    assert token.partition(":")[2] not in said
    if level == "INFO":
        assert WORDS not in said


async def test_a_token_that_was_never_one_ends_the_run(street: Street, start: Start) -> None:
    street.officer("Ben")
    token = street.bot.token
    street.telegram.revoke(street.bot)
    street.bot.token = token
    process = await start()
    assert await process.ended() == 2
    assert "Telegram doesn't know this token" in process.said()
    assert token not in process.said()
