"""Where the station file says so, files are kept: on the disk, under names of our own making."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import select

from models.kept_file import FileState, KeptFile
from services.story import story
from simulator.driver import samples
from simulator.errors import bad_request
from tests.street import GRID, Street


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def keep(street: Street, folder: Path, megabytes: int = 10) -> None:
    street.file["keep_files"] = {"folder": str(folder), "megabytes": megabytes}


def within(folder: Path) -> list[Path]:
    return list(folder.iterdir())


@pytest.fixture
def occupied(folder: Path) -> Path:
    """Where the folder is to be, a file stands."""
    folder.write_text("not a folder")
    return folder


async def rows(street: Street) -> list[KeptFile]:
    await street.quiet()
    async with street.record() as session:
        return list(await session.scalars(select(KeptFile).order_by(KeptFile.id)))


async def settled(street: Street, count: int) -> list[KeptFile]:
    """Once each of so many is kept or left."""

    async def done() -> bool:
        found = await rows(street)
        return len(found) == count and all(one.state is not FileState.WANTED for one in found)

    await street.until(done)
    return await rows(street)


async def test_what_people_send_is_kept(street: Street, folder: Path) -> None:
    keep(street, folder)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    card = await ben.sees("Whose dog is this?")
    receipt = await anna.sees("We have your request", in_group=GRID)
    await anna.sends_voice(seconds=2, reply_to=receipt)
    await anna.sends_document(name="../../etc/cron.d/evil.sh", reply_to=receipt)
    await ben.sends_photo(samples.picture(), reply_to=card)
    kept = await settled(street, 4)
    contents = [samples.PHOTO, samples.voice(2), samples.DOCUMENT, samples.picture()]
    for row, content, kind in zip(kept, contents, ("jpg", "ogg", "bin", "png"), strict=True):
        assert row.state is FileState.KEPT
        assert row.path == f"{row.exchange_id}.{kind}"
        assert (folder / row.path).read_bytes() == content
        assert row.sha256 == hashlib.sha256(content).hexdigest()
        assert row.size == len(content)
    found = within(folder)
    assert sorted(one.name for one in found) == sorted(row.path or "" for row in kept)
    assert {one.stat().st_mode & 0o077 for one in found} == {0}


async def test_the_story_tells_where(street: Street, folder: Path) -> None:
    keep(street, folder)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    await ben.sees("Whose dog is this?")
    (row,) = await settled(street, 1)
    assert street.app is not None
    assert street.app._desks is not None
    async with street.app._desks.open() as desk:
        case = await street.case()
        (line,) = [one for one in await story(desk, case) if one.what == "kept the file"]
    assert line.words == f"{row.path}, {row.size} bytes, SHA-256 {row.sha256}"


async def test_unless_the_station_says_so_nothing_is_kept(street: Street, folder: Path) -> None:
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    await ben.sees("Whose dog is this?")
    assert await rows(street) == []
    assert not [call for call in street.telegram.calls if call.method == "getFile"]


async def test_over_the_size_of_the_folder_nothing_more_is_kept(
    street: Street, folder: Path
) -> None:
    keep(street, folder, megabytes=1)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.sends_document(b"x" * 900_000, caption="/help See this", in_group=GRID)
    await ben.sees("See this")
    receipt = await anna.sees("We have your request", in_group=GRID)
    await settled(street, 1)
    await anna.sends_document(b"y" * 200_000, reply_to=receipt)
    first, second = await settled(street, 2)
    assert (first.state, second.state) == (FileState.KEPT, FileState.LEFT)
    assert second.reason == "the folder has reached its size"
    assert len(within(folder)) == 1


async def test_what_a_bot_may_not_download_is_left(street: Street, folder: Path) -> None:
    keep(street, folder)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.sends_document(size=30_000_000, caption="/help See this", in_group=GRID)
    await ben.sees("See this")
    (row,) = await settled(street, 1)
    assert (row.state, row.reason) == (FileState.LEFT, "larger than a bot may download")


async def test_what_telegram_refuses_is_left_and_the_rest_is_kept(
    street: Street, folder: Path
) -> None:
    keep(street, folder)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    gone = bad_request("invalid file_id")
    street.telegram.faults.answer(gone, method="getFile", times=1)
    await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    await ben.sees("Whose dog is this?")
    await settled(street, 1)
    await anna.sends_photo(reply_to=await anna.sees("We have your request", in_group=GRID))
    first, second = await settled(street, 2)
    assert (first.state, second.state) == (FileState.LEFT, FileState.KEPT)


async def test_an_outage_is_waited_out_and_no_token_is_logged(
    street: Street, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(street, folder)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    street.telegram.faults.bad_gateway(method="getFile", times=2)
    await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    await ben.sees("Whose dog is this?")
    (row,) = await settled(street, 1)
    assert (row.state, row.tries) == (FileState.KEPT, 2)
    said = capsys.readouterr()
    assert "file_not_kept" in said.out
    assert street.bot.token not in said.out + said.err


async def test_a_folder_that_cannot_be_written(street: Street, occupied: Path) -> None:
    keep(street, occupied)
    anna, ben = street.resident("Anna"), street.officer("Ben")
    await anna.sends_photo(caption="/help Whose dog is this?", in_group=GRID)
    await ben.sees("Whose dog is this?")
    (row,) = await settled(street, 1)
    assert (row.state, row.reason) == (FileState.LEFT, "FileExistsError")


async def test_chatter_is_not_kept(street: Street, folder: Path) -> None:
    keep(street, folder)
    anna, _ = street.resident("Anna"), street.officer("Ben")
    await anna.sends_photo(caption="My cat", in_group=GRID)
    assert await rows(street) == []
