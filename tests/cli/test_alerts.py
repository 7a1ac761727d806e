"""Alerts from the command line and a file."""

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from models.alert import Alert, AlertState
from models.exchange import Exchange
from models.station import Station
from services.clock import SystemClock
from tests.alerts.recorded import carrying, recorded
from tests.alerts.station import Station as RunningStation
from tests.cli.terminal import Terminal
from tests.street import GRID, Street

pytestmark = pytest.mark.timeout(180)  # Each `doorstep` is a process.

WORDS = """\
words:
  en: {headline: Calls from the bank, text: Nobody asks for your PIN. <b>}
  zh_Hans: {headline: 冒充银行的电话, text: 银行不会问您的密码。}
urgency: immediate
"""


def file(folder: Path, text: str) -> str:
    path = folder / "alert.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


async def number(street: Street) -> str:
    async with street.record() as session:
        return (await session.scalars(select(Alert.number).order_by(Alert.id))).first() or ""


async def goes_on(street: Street) -> None:
    for _ in range(2):
        await street.later(seconds=4)
        await street.quiet()


async def test_one_is_sent_shown_and_called_off(
    street: Street, terminal: Terminal, tmp_path: Path
) -> None:
    street.officer("Lee", roles=("leader",))
    anna = street.resident("Anna")
    gone = street.grid("Oak Lane")
    await street.quiet()
    gone.remove(street.bot)
    await street.quiet()
    result = await terminal.doorstep("alert", "send", file(tmp_path, WORDS), "--as", "0001")
    assert (result.status, result.err) == (0, "")
    assert result.out.endswith(": now.\n")
    street.clock.move(SystemClock().now() - street.clock.now())
    await goes_on(street)
    await anna.sees("Nobody asks for your PIN. <b>", in_group=GRID)
    known = await number(street)
    shown = (await terminal.doorstep("alert", "show", known.lower())).out
    assert "the bot isn't in the group any more" in shown
    assert "Chats in all: 2 = sent 1 + not reached 1" in shown
    assert f"{known}" in (await terminal.doorstep("alert", "list")).out
    called_off = await terminal.doorstep("alert", "cancel", known)
    assert "is called off by" in called_off.out
    await goes_on(street)
    await anna.sees("please disregard it", in_group=GRID)
    again = await terminal.doorstep("alert", "cancel", known)
    assert (again.status, again.out) == (
        1,
        f"Alert {known} has been called off or cleared already.\n",
    )


async def test_a_dry_run_writes_nothing(street: Street, terminal: Terminal, tmp_path: Path) -> None:
    street.officer("Lee", roles=("leader",))
    street.resident("Anna")
    await street.quiet()
    result = await terminal.doorstep("alert", "send", file(tmp_path, WORDS), "--dry-run")
    assert (result.status, result.err) == (0, "")
    for line in ("Nobody asks for your PIN. <b>", "银行不会问您的密码。", "To 1 groups", "now."):
        assert line in result.out
    async with street.record() as session:
        assert await session.scalar(select(func.count()).select_from(Alert)) == 0
        alerts = select(func.count()).select_from(Exchange).where(Exchange.run_id.is_not(None))
        assert await session.scalar(alerts) == 0


async def test_a_ready_made_alert_is_filled(
    street: Street, terminal: Terminal, tmp_path: Path
) -> None:
    street.officer("Lee", roles=("leader",))
    await street.quiet()
    text = (
        "template: ebike_charging\nvalues: {charging_place: {zh_Hans: 南门车棚, en: the shed}}\n"
        "calendar: {repeat: month, workday: 1, time: '09:00'}\n"
    )
    result = await terminal.doorstep("alert", "send", file(tmp_path, text), "--dry-run")
    assert (result.status, result.err) == (0, "")
    for line in ("Please charge here: the shed.", "南门车棚", "09:00:00."):
        assert line in result.out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("words: {en: {headline: A}}", 'Line 1 (words, en): the key "text" is missing.'),
        ("severity: bad\nwords: {en: {headline: A, text: B}}", 'Line 1 (severity): "bad" is not'),
        ("template: nope", 'Line 1 (template): there is no template "nope".'),
        ("template: heat\nvalues: {streat: x}", '"streat" is no placeholder of heat.'),
        ("template: ebike_charging", "charging_place"),
        ("words: {en: {headline: A, text: B}}\nto: {grids: [moon]}", "Line 2 (to, grids, entry 1)"),
        ("words: {en: {headline: A, text: B}}\nat: 2026-13-01T09:00", "is not in the calendar"),
        (
            "words: {en: {headline: A, text: B}}\ncalendar: {repeat: day, time: 9 am}",
            "Line 2 (calendar, time)",
        ),
        ("sevrity: minor", 'Line 1 (sevrity): "sevrity" is not a known key. Did you mean'),
        ("{}", "Give the words, or a template and its values."),
        ("words: [", "the alert file isn't valid YAML"),
    ],
)
async def test_what_is_wrong_is_said_with_its_line(
    street: Street, terminal: Terminal, tmp_path: Path, text: str, sentence: str
) -> None:
    street.officer("Lee", roles=("leader",))
    await street.quiet()
    result = await terminal.doorstep("alert", "send", file(tmp_path, text))
    assert result.status == 2
    assert sentence in result.err


async def test_the_policy_is_obeyed(street: Street, terminal: Terminal, tmp_path: Path) -> None:
    street.officer("Lee", roles=("leader",))
    street.officer("Ben")
    await street.quiet()
    async with street.store.writing() as session:
        revision = Station.revision + 1
        await session.execute(update(Station).values(alerts={"approval": "all"}, revision=revision))
    path = file(tmp_path, WORDS)
    refused = await terminal.doorstep("alert", "send", path, "--as", "0002")
    assert "0002 Ben is no leader or chief" in refused.err
    result = await terminal.doorstep("alert", "send", path)
    assert "waits for a second person's approval" in result.out
    async with street.record() as session:
        assert (await session.scalars(select(Alert.state))).all() == [AlertState.SUBMITTED]


async def test_show_tells_where_the_voice_is_missing_and_why(
    street: Street, terminal: Terminal
) -> None:
    station = RunningStation(street)
    lee = street.officer("Lee", roles=("leader",))
    voice, _ = await recorded(station, lee, "voice")
    async with station.desk() as desk:
        await desk.session.execute(delete(Exchange).where(Exchange.id == voice.id))
    alert = await station.sends(lee, **carrying(voice, "en"))
    shown = (await terminal.doorstep("alert", "show", alert.number)).out
    assert "Chats in all: 1 = sent 1" in shown
    assert "Voice message: not reached 1" in shown
    assert "what was to be sent with it is gone" in shown
