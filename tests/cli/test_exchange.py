"""doorstep alert import, export and feeds."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from models.alert import Alert, AlertState
from services import cap
from services.clock import SystemClock
from tests.alerts.feeds import LAUGHS, info, message
from tests.cli.terminal import Terminal
from tests.street import GRID, Street


def a_file(tmp_path: Path, status: cap.Status = cap.Status.ACTUAL) -> str:
    """Commands ask the machine's clock."""
    now = SystemClock().now().replace(microsecond=0)
    said = info(expires=now + timedelta(hours=6))
    path = tmp_path / "storm.xml"
    path.write_bytes(cap.write(message(said=said, sent=now, status=status)))
    return str(path)


async def test_a_file_is_taken_in_and_waits(
    street: Street, terminal: Terminal, tmp_path: Path
) -> None:
    lee = street.officer("Lee", roles=("leader",))
    await street.quiet()
    file = a_file(tmp_path)
    shown = await terminal.doorstep("alert", "import", file)
    assert shown.status == 0, shown.err
    assert "it waits for a leader or chief to approve it." in shown.out
    assert f"grid-1 {GRID}: by area name" in shown.out
    async with street.record() as session:
        (alert,) = await session.scalars(select(Alert))
    assert alert.state is AlertState.SUBMITTED
    await street.later(seconds=2)
    await lee.sees("waits for a decision")
    shown = await terminal.doorstep("alert", "import", file)
    assert (shown.status, shown.out) == (1, "Not taken in: it has come before.\n")
    shown = await terminal.doorstep("alert", "export", alert.number.lower(), "--to", "out.xml")
    assert shown.status == 0, shown.err
    out = cap.read((tmp_path / "out.xml").read_bytes())
    assert (out.identifier, out.status) == (alert.number, cap.Status.DRAFT)
    assert out.source is not None
    assert "weather@example.org,storm-1," in out.source
    shown = await terminal.doorstep("alert", "export", "NONE1")
    assert (shown.status, shown.out) == (1, "There is no alert NONE1.\n")


async def test_what_is_wrong_with_a_file_is_told(
    street: Street, terminal: Terminal, tmp_path: Path
) -> None:
    street.officer("Lee", roles=("leader",))
    await street.quiet()
    (tmp_path / "laughs.xml").write_bytes(LAUGHS)
    for name, said in (
        ("laughs.xml", "The document has a DTD or entities"),
        ("nowhere.xml", "can't be read"),
    ):
        shown = await terminal.doorstep("alert", "import", name)
        assert shown.status == 1
        assert said in shown.out
    shown = await terminal.doorstep("alert", "import", a_file(tmp_path, status=cap.Status.TEST))
    assert "it isn't Actual and Public" in shown.out
    shown = await terminal.doorstep("alert", "feeds")
    assert shown.out == "The station file names no feeds of alerts.\n"
