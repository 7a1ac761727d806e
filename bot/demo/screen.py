"""Draws on the terminal who saw what, as bubbles in their chats."""

import asyncio
from collections.abc import Sequence

from rich.align import Align
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from bot.demo.folding import folded
from bot.demo.record import Record, drawn
from bot.demo.script import Script
from bot.demo.sights import Sight
from simulator import Bubble
from simulator.text.units import Ruler

WIDTH = 84
BUBBLE = 66
FRAME = 4  # columns that a panel takes for itself
QUOTED = 40  # letters of what a message replies to
BOT_COLOR = "cyan"
SKIMMING = 70.0  # columns of text a second
LONGEST_PAUSE = 3.0
STYLES = {"bold": "bold", "italic": "italic", "blockquote": "italic", "code": "bold"}


class Screen:
    def __init__(self, script: Script, hurry: bool) -> None:
        self._script, self._hurry = script, hurry
        self._console = Console(highlight=False, emoji=False, markup=False)
        self._console.width = min(self._console.width, WIDTH)
        self._bubble = min(BUBBLE, self._console.width)
        self._colors = {role.name: role.color for role in script.people.values()}
        self._place = ""

    async def greet(self) -> None:
        names = [role.name for role in self._script.people.values()]
        text = self._script.greeting.format(people=self._script.names(names)).strip()
        panel = Panel(folded(Text(text), self._console.width - FRAME), border_style="dim")
        await self._show(panel, text)

    async def scene(self, key: str, at: str = "") -> None:
        """A heading, with the time of day."""
        heading = f"{at}  {self._script.scenes[key]}".strip()
        self._place = ""
        self._console.print()
        await self._show(Rule(Text(heading, "bold"), align="left", style="bold"), heading)

    async def note(self, text: str) -> None:
        await self._show(Text(text, "dim"), text)

    async def tap(self, name: str, label: str) -> None:
        text = self._script.screen["taps"].format(name=name, label=label)
        await self._show(Text(f"☞ {text}", self._colors[name]), text)

    async def draw(self, sights: Sequence[Sight]) -> None:
        for sight in sights:
            self._enter(self._place_of(sight))
            if sight.bubble is None:
                await self._draw_toast(sight)
            else:
                await self._draw_bubble(sight, sight.bubble)

    async def record(self, record: Record) -> None:
        await self.scene("record")
        hint = self._script.screen["command"].format(number=record.number)
        self._console.print(drawn(record, self._script, self._console.width))
        await self.note(hint)

    async def end(self, number: str, seconds: float) -> None:
        text = self._script.screen["end"].format(number=number, seconds=round(seconds))
        self._console.print(Text(f"\n{text}", "bold"))

    def _enter(self, place: str) -> None:
        if place != self._place:
            self._place = place
            self._console.print(Text(f"\n  {place}", "bold dim"))

    def _place_of(self, sight: Sight) -> str:
        words = self._script.screen
        if not sight.viewers:
            return words["group"].format(title=self._script.group)
        people = self._script.names([name for name in self._colors if name in sight.viewers])
        return words["each" if len(sight.viewers) > 1 else "private"].format(people=people)

    async def _draw_toast(self, sight: Sight) -> None:
        title = Text(self._script.screen["toast"], "dim")
        words = folded(Text(sight.toast), self._bubble - FRAME)
        panel = Panel(words, title=title, title_align="left", width=self._bubble, style="on grey15")
        await self._show(Align.right(panel), sight.toast)

    async def _draw_bubble(self, sight: Sight, bubble: Bubble) -> None:
        color = self._colors.get(bubble.sender, BOT_COLOR)
        marks = [self._script.screen["changed"]] if sight.changed else []
        marks += [f"📌 {self._script.screen['pinned']}"] if bubble.is_pinned else []
        title = Text(" · ".join([bubble.sender, *marks]), f"bold {color}")
        panel = Panel(
            Group(*self._inside(bubble)),
            title=title, title_align="left", border_style=color, width=self._bubble,
        )  # fmt: skip
        await self._show(panel if sight.is_spoken else Align.right(panel), bubble.text)

    def _inside(self, bubble: Bubble) -> list[RenderableType]:
        lines: list[RenderableType] = []
        if bubble.reply_to is not None:
            lines.append(self._quote(bubble.reply_to))
        if bubble.kind == "photo":
            lines.append(Text(f"📷 {self._script.screen['photo']}", "bold"))
        if bubble.text:
            lines.append(folded(_styled(bubble), self._bubble - FRAME))
        rows = [[button["text"] for button in row] for row in bubble.message.inline_keyboard]
        lines += [_buttons(row) for row in rows]
        return lines

    def _quote(self, original: Bubble) -> Text:
        words = " ".join(original.text.split())
        words = words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
        return Text(f"┃ {original.sender}: {words}", "dim", no_wrap=True, overflow="ellipsis")

    async def _show(self, what: RenderableType, text: str) -> None:
        self._console.print(what)
        if not self._hurry:
            await asyncio.sleep(min(0.5 + cell_len(text) / SKIMMING, LONGEST_PAUSE))


def _styled(bubble: Bubble) -> Text:
    """With the bold and quoted parts that Telegram shows."""
    text, ruler = Text(bubble.text), Ruler(bubble.text)
    for entity in bubble.entities:
        start = ruler.position(entity["offset"])
        end = ruler.position(entity["offset"] + entity["length"])
        text.stylize(STYLES.get(entity["type"], ""), start or 0, end)
    return text


def _buttons(labels: Sequence[str]) -> Text:
    return Text(" ").join(Text(f" {label} ", "reverse") for label in labels)
