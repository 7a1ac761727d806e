"""A poster: one A4 page with a code to scan, as PDF, and as a picture of that same page.

The font is Noto Sans SC, embedded as far as it is used, so that every printer prints the Chinese.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import segno
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import TTFFont
from pylopdf_fonts_zh_cn import sans_path

from locales import LANGUAGES, poster_words

FONT = "Noto Sans SC"
WIDE, HIGH = 210.0, 297.0  # millimetres
MARGIN = 18.0
CODE = 108.0  # the code with its quiet zone
QUIET = 4  # modules around the code (ISO/IEC 18004)
DOTS = 300  # per inch
POINTS = 72  # per inch, in a PDF
BLUE, BLACK, GREY = (20, 60, 130), (0, 0, 0), (90, 90, 90)


@dataclass(frozen=True)
class Poster:
    """`about` is the grid, group or place; `link` what the code holds."""

    station: str
    about: str
    link: str
    hotline: str
    emergency: dict[str, str]


def missing_letters(poster: Poster) -> str:
    """Letters of the names that the font doesn't have, and that would print as empty boxes."""
    known = _Page().letters()
    names = poster.station + poster.about
    return "".join(sorted({letter for letter in names if ord(letter) not in known}))


def as_pdf(poster: Poster) -> bytes:
    page = _Page()
    words = [poster_words(language, poster.emergency) for language in LANGUAGES]
    page.line(poster.station, 36, BLUE)
    page.line(poster.about, 28)
    page.gap(4)
    for said in words:
        page.line(said["invitation"], 22, BLUE)
    page.code(poster.link)
    page.line(poster.link.removeprefix("https://"), 10, GREY)
    page.gap(3)
    for said in words:
        page.line(said["how"], 13)
    page.gap(5)
    page.line(" · ".join(said["hotline"] for said in words), 13, GREY)
    page.line(poster.hotline, 30)
    page.gap(3)
    for said in words:
        page.line(said["emergency"], 12, BLUE)
        page.line(said["numbers"], 15, BLUE)
    page.gap(4)
    for said in words:
        page.line(said["telegram"], 9, GREY)
    return page.done()


def as_png(pdf: bytes) -> bytes:
    """The page as it is printed, at 300 dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=DOTS / POINTS).to_pil()
    finally:
        document.close()
    file = BytesIO()
    picture.save(file, format="PNG", dpi=(DOTS, DOTS), optimize=True)
    return file.getvalue()


class _Page:
    """One page, filled from the top; what is wider than the page breaks or shrinks."""

    def __init__(self) -> None:
        self._pdf = FPDF(format="A4")
        self._pdf.set_margins(MARGIN, MARGIN)
        self._pdf.set_auto_page_break(False)
        self._pdf.add_page()
        self._pdf.add_font(FONT, fname=sans_path())

    def line(self, text: str, size: float, color: Sequence[int] = BLACK) -> None:
        """Centred, in points. What is too long for a line is set smaller, to a third at most, and
        then broken: however long the names are, all of it stays on the page."""
        pdf, width, smallest = self._pdf, WIDE - 2 * MARGIN, size / 3
        pdf.set_font(FONT, size=size)
        while size > smallest + 1 and pdf.get_string_width(text) > width:
            size -= 1
            pdf.set_font(FONT, size=size)
        pdf.set_text_color(*color)
        pdf.multi_cell(width, size * 0.5, text, align=Align.C, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def letters(self) -> frozenset[int]:
        """The code points that the font draws. The page is done with."""
        font = self._pdf.fonts[FONT.casefold()]
        if not isinstance(font, TTFFont):
            return frozenset()
        font.ttfont.close()
        return frozenset(font.cmap)

    def gap(self, height: float) -> None:
        self._pdf.set_y(self._pdf.get_y() + height)

    def code(self, link: str) -> None:
        """Black squares, drawn: sharp at any size."""
        modules = segno.make_qr(link, error="q").matrix
        side = CODE / (len(modules) + 2 * QUIET)
        left, top = (WIDE - CODE) / 2 + QUIET * side, self._pdf.get_y() + QUIET * side
        self._pdf.set_fill_color(*BLACK)
        for y, row in enumerate(modules):
            for x, length in _runs(row):
                self._pdf.rect(left + x * side, top + y * side, length * side, side, style="F")
        self._pdf.set_y(self._pdf.get_y() + CODE)

    def done(self) -> bytes:
        return bytes(self._pdf.output())


def _runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Where black begins, and for how many modules: one rectangle has no seams."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    return found
