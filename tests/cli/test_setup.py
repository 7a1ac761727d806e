"""A wrong set-up ends in plain sentences that say what to do, and in exit status 2."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.revision import migrate
from bot.store import Store
from tests.cli.terminal import TOKEN, Result, Terminal

pytestmark = pytest.mark.timeout(180)  # Each `doorstep` is a process.

MAPLE = Path("examples/maple.yaml").absolute()


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path, {"TELEGRAM_TOKEN": TOKEN, "STATION": str(MAPLE)})


def refused(result: Result, said: str) -> None:
    assert (result.status, result.out) == (2, "")
    assert re.search(said, result.err)
    assert "Traceback" not in result.err
    assert all(line.endswith((".", "?")) for line in result.err.splitlines())


def test_it_is_installed() -> None:
    """Elsewhere `doorstep` is run without its start, which takes a second."""
    program = Path(sys.executable).with_name("doorstep")
    done = subprocess.run([program, "--help"], capture_output=True, text=True, check=True)
    assert "invite" in done.stdout


@pytest.mark.parametrize("command", ["run", "cases"])
async def test_no_token(terminal: Terminal, command: str) -> None:
    await _migrated(terminal)
    result = await terminal.doorstep(command, TELEGRAM_TOKEN=None)
    refused(result, "DOORSTEP_TELEGRAM_TOKEN is not set: ask @BotFather")


async def test_a_bad_token_is_not_shown(terminal: Terminal) -> None:
    result = await terminal.doorstep("run", TELEGRAM_TOKEN="my-secret", LISTEN="here")
    refused(result, "DOORSTEP_TELEGRAM_TOKEN: it isn't a bot's token: copy it whole")
    assert "my-secret" not in result.err
    assert "DOORSTEP_LISTEN: write a host and a port, as in 127.0.0.1:8080." in result.err


async def test_settings_from_a_file(terminal: Terminal) -> None:
    (terminal.folder / ".env").write_text(f"DOORSTEP_TELEGRAM_TOKEN={TOKEN}\nOTHER=1\n")
    assert (await terminal.doorstep("migrate", TELEGRAM_TOKEN=None)).status == 0
    loaded = await terminal.doorstep("load", str(MAPLE), TELEGRAM_TOKEN=None)
    assert loaded.status == 0, loaded.err
    assert "new person 0011 Ben: officer" in loaded.out


async def test_no_station_file(terminal: Terminal) -> None:
    refused(await terminal.doorstep("load", "nowhere.yaml"), "There is no station file at nowhere")


async def test_a_wrong_station_file(terminal: Terminal) -> None:
    wrong = MAPLE.read_text("utf-8").replace("hotline:", "hotlin:").replace("/London", "/Londn")
    wrong = wrong.replace("grids: all", "grids: [maple-street]")
    wrong = wrong.replace("places:", "  - {code: oak-lane, name: Oak Lane}\n\nplaces:")
    (terminal.folder / "station.yaml").write_text(wrong, "utf-8")
    result = await terminal.doorstep("load", "station.yaml")
    refused(result, re.escape('"hotlin" is not a known key. Did you mean "hotline"?'))
    refused(result, re.escape('"Europe/Londn" is not a time zone. Did you mean "Europe/London"?'))
    refused(result, 'no shift names the grid "oak-lane"')


async def test_a_database_out_of_reach(terminal: Terminal) -> None:
    url = "postgresql://doorstep:geheim@127.0.0.1:1/doorstep"
    result = await terminal.doorstep("cases", DATABASE=url)
    refused(result, "can't be used: .* Start it, or correct DOORSTEP_DATABASE.")
    assert "geheim" not in result.err


async def test_a_database_without_tables(terminal: Terminal) -> None:
    refused(await terminal.doorstep("cases"), "no tables yet: run 'doorstep migrate'.")


async def test_no_station_loaded(terminal: Terminal) -> None:
    await _migrated(terminal)
    refused(await terminal.doorstep("cases"), "No station is loaded for this bot: run 'doorstep")


async def test_a_database_of_another_version(terminal: Terminal, bare_database_url: str) -> None:
    there = Terminal(terminal.folder, {**terminal.settings, "DATABASE": bare_database_url})
    await _migrated(there)
    store = Store(bare_database_url)
    async with store.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await store.close()
    for command in ("cases", "migrate"):
        refused(await there.doorstep(command), "revision 9999, which this version of Doorstep")


async def test_check_names_everything_and_fails(terminal: Terminal) -> None:
    result = await terminal.doorstep("check", TELEGRAM_API="http://127.0.0.1:1", STATION="no.yaml")
    assert (result.status, result.err) == (1, "")
    assert [line[:6].strip() for line in result.out.splitlines()] == ["ok", *["WRONG"] * 3]
    assert "There is no station file at no.yaml" in result.out
    assert "no tables yet: run 'doorstep migrate'" in result.out
    assert "Telegram can't be reached" in result.out


async def _migrated(terminal: Terminal) -> None:
    url = terminal.settings.get("DATABASE", f"sqlite:///{terminal.folder}/data/doorstep.db")
    store = Store(url)
    await migrate(store)
    await store.close()
