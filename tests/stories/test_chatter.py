"""What people say to each other leaves no trace, also where the bot is an admin and hears it."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from simulator import Person
from tests.street import GRID, Street

CHATTER = "marzipan-rhinoceros"


async def test_chatter_is_neither_in_the_database_nor_in_the_logs(
    street: Street,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    anna, ella = street.resident("Anna"), street.resident(f"Ella {CHATTER}", started=False)
    ben = street.officer("Ben")
    street.maple_street.add(ben)
    await street.quiet()
    await anna.writes("/help The lift is stuck", in_group=GRID)
    receipt = await anna.sees("We have your request", in_group=GRID)
    await chats(ella, anna, ben)
    await ella.reacts(receipt, "👍")
    await street.quiet()
    assert await found_in(street, tmp_path, "lift is stuck"), "the search itself works"
    assert await found_in(street, tmp_path, CHATTER) == []
    heard = capfd.readouterr()
    assert CHATTER not in heard.out + heard.err + caplog.text


async def chats(ella: Person, anna: Person, ben: Person) -> None:
    said = await ella.writes(f"Have you seen my {CHATTER}?", in_group=GRID)
    await ella.edits(said, f"Have you seen my big {CHATTER}?")
    await anna.replies(said, f"No {CHATTER} here")
    await ben.replies(said, f"I saw a {CHATTER}")
    await ella.sends_photo(caption=f"My {CHATTER}", in_group=GRID)
    await ella.sends_document(name=f"{CHATTER}.txt", in_group=GRID)
    await ella.sends_contact("+1", CHATTER, in_group=GRID)
    await ella.writes(f"@somebody_else {CHATTER} /help", in_group=GRID)
    await ella.writes(f"/help@another_bot {CHATTER}", in_group=GRID)
    await ella.writes(f"/{CHATTER}", in_group=GRID)


def files_with(folder: Path, words: bytes) -> list[str]:
    """The database file, and its log (-wal) beside it."""
    return [path.name for path in folder.glob("doorstep.db*") if words in path.read_bytes()]


async def found_in(street: Street, folder: Path, words: str) -> list[str]:
    """The files, or the tables, in which these bytes stand."""
    if street.store.is_sqlite:
        return files_with(folder, words.encode())
    async with street.store.engine.connect() as connection:
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        found = []
        for table in tables:
            query = text(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE :words')
            if await connection.scalar(query, {"words": f"%{words}%"}):
                found.append(table)
        return found
