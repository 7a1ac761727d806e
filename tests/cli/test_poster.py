"""A page to print: what a phone's camera reads from it, and where that leads."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from bot import poster
from bot.poster import Poster
from tests.cli.terminal import Terminal
from tests.street import Street

pytestmark = pytest.mark.timeout(180)  # Each `doorstep` is a process.

A4_AT_300_DOTS = (2481, 3508)
A4_IN_POINTS = (595, 842)


def scanned(path: Path) -> str:
    with Image.open(path) as picture:
        (code,) = zxingcpp.read_barcodes(picture)
        assert picture.size == A4_AT_300_DOTS
    return code.text


def printed(pdf: bytes) -> str:
    """The words on the one page, line by line."""
    document = pypdfium2.PdfDocument(pdf)
    (page,) = document
    assert tuple(map(round, page.get_size())) == A4_IN_POINTS
    text: str = page.get_textpage().get_text_bounded()
    document.close()
    return text


def gate(street: Street) -> None:
    entry = {"code": "market-gate", "name": "集贸市场东门", "grid": "grid-1"}
    street.file["places"] = [entry]


async def test_the_code_leads_to_the_officer(street: Street, terminal: Terminal) -> None:
    ben = street.officer("Ben")
    gate(street)
    nina = street.telegram.person("Nina")
    await street.open.wait()
    result = await terminal.doorstep("poster", "market-gate", "--png")
    assert (result.status, result.err) == (0, "")
    link = scanned(terminal.folder / "poster-place-market-gate.png")
    assert link == "https://t.me/doorstep_bot?start=place-market-gate"
    assert link in result.out
    await nina.opens(link)
    await nina.sees("You are asking about 集贸市场东门")
    await nina.writes("Somebody fell down")
    assert "📍 集贸市场东门" in (await ben.sees("Somebody fell down")).text


async def test_the_page_says_it_in_both_languages(street: Street, terminal: Terminal) -> None:
    street.officer("Ben")
    gate(street)
    await street.open.wait()
    result = await terminal.doorstep("poster", "market-gate", "--to", "gate.pdf")
    assert (result.status, result.err) == (0, "")
    text = printed((terminal.folder / "gate.pdf").read_bytes())
    for words in (
        "Newtown police station",
        "集贸市场东门",
        "有事问派出所",
        "Ask the police station",
        "0996-0000110",
        "110（报警）、119（火警）和120（急救）",
        "110 (police), 119 (fire), and 120 (ambulance)",
        "t.me/doorstep_bot?start=place-market-gate",
    ):
        assert words in text


async def test_for_a_grid_and_for_a_group(street: Street, terminal: Terminal) -> None:
    street.officer("Ben")
    await street.open.wait()
    number = str(street.maple_street.id)
    for code, link in (("grid-1", "grid-grid-1"), (number, f"group-{number.removeprefix('-')}")):
        result = await terminal.doorstep("poster", code, "--png", "--to", "a.png")
        assert (result.status, result.err) == (0, "")
        assert scanned(terminal.folder / "a.png") == f"https://t.me/doorstep_bot?start={link}"
        assert len(link) <= 64


async def test_what_the_station_does_not_have(street: Street, terminal: Terminal) -> None:
    street.officer("Ben")
    await street.open.wait()
    result = await terminal.doorstep("poster", "nowhere")
    assert result.status == 1
    assert "There is no grid, place or group nowhere" in result.out


def test_the_longest_names_stay_on_the_page() -> None:
    long = Poster(
        station="新城派出所" * 20,
        about="集贸市场东门" * 16,
        link="https://t.me/" + "a" * 32 + "?start=" + "x" * 64,
        hotline="+" + "1" * 24,
        emergency={"police": "110", "fire": "119", "ambulance": "120"},
    )
    text = printed(poster.as_pdf(long))
    assert text.rstrip().endswith("please send no secrets.")


def test_letters_that_the_font_lacks_are_named() -> None:
    uyghur = Poster("新城派出所", "شەھەر", "https://t.me/a", "110", {"police": "110"})
    assert "ش" in poster.missing_letters(uyghur)
    chinese = Poster("新城派出所", "龙王庙㙍", "https://t.me/a", "110", {"police": "110"})
    assert "龙" not in poster.missing_letters(chinese)
