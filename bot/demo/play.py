"""The play: what Anna, her neighbour and two officers do, step by step."""

import time

from bot.demo.broken import StoryBroken
from bot.demo.record import read_record
from bot.demo.screen import Screen
from bot.demo.script import Script
from bot.demo.sights import sights
from bot.demo.street import Street, open_street
from bot.desks import Desks
from locales import label
from simulator import Bubble, CannotDo, Person


async def play(script: Script, screen: Screen) -> None:
    """Raises StoryBroken."""
    began, number, reason = time.monotonic(), "", None
    try:
        async with open_street(script) as (street, desks):
            number = await Play(script, screen, street).all_scenes(desks)
    except* (AssertionError, CannotDo, StoryBroken, TimeoutError) as broken:
        reason = broken.exceptions[0]
    if reason is not None:
        raise StoryBroken(str(reason) or "the bot took too long") from reason
    await screen.end(number, seconds=time.monotonic() - began)


class Play:
    """Each scene is acted, then shown; a scene in which somebody misses something raises."""

    def __init__(self, script: Script, screen: Screen, street: Street) -> None:
        self._script, self._screen, self._street = script, screen, street
        self._lines, self._group = script.lines, street.group
        self._anna, self._tom = street.people["anna"], street.people["tom"]
        self._ben, self._cora = street.people["ben"], street.people["cora"]

    async def all_scenes(self, desks: Desks) -> str:
        """Returns the case's number."""
        await self._officers_press_start()
        await self._bot_joins()
        await self._neighbours_talk()
        await self._anna_asks()
        await self._two_accept()
        await self._ben_answers()
        await self._anna_sends_a_photo()
        await self._ben_resolves()
        record = await read_record(desks, self._script)
        await self._screen.record(record)
        return record.number

    async def _officers_press_start(self) -> None:
        """They did so long ago: nobody needs to see it."""
        for officer in (self._ben, self._cora):
            await officer.starts(self._street.bot)
        await self._street.quiet()
        await self._street.news()

    async def _bot_joins(self) -> None:
        await self._screen.scene("card", at=self._street.later())
        self._group.promote(self._street.bot, pin=True, delete=True)
        await self._look()

    async def _neighbours_talk(self) -> None:
        await self._screen.scene("chatter", at=self._street.later(minutes=3))
        await self._tom.writes(self._lines["chatter"], in_group=self._group)
        await self._look()
        await self._screen.note(self._script.scenes["silence"])

    async def _anna_asks(self) -> None:
        await self._screen.scene("request", at=self._street.later(minutes=2))
        await self._anna.writes(self._lines["request"], in_group=self._group)
        await self._look()

    async def _two_accept(self) -> None:
        await self._screen.scene("race", at=self._street.later(minutes=1))
        await self._tap("accept", self._ben, self._cora)
        await self._cora.is_told(self._ben.name)

    async def _ben_answers(self) -> None:
        await self._screen.scene("answer", at=self._street.later(minutes=1))
        await self._ben.replies(self._newest(self._ben, "resolve"), self._lines["answer"])
        await self._look()

    async def _anna_sends_a_photo(self) -> None:
        await self._screen.scene("photo", at=self._street.later(minutes=2))
        answer = await self._anna.sees(self._lines["answer"], in_group=self._group)
        await self._anna.sends_photo(caption=self._lines["photo"], reply_to=answer)
        await self._look()

    async def _ben_resolves(self) -> None:
        await self._screen.scene("resolve", at=self._street.later(minutes=46))
        await self._tap("resolve", self._ben)
        form = next(bubble for bubble in self._received(self._ben) if bubble.asks_for_reply)
        await self._ben.replies(form, self._lines["outcome"])
        await self._look()
        await self._tap("post_outcome", self._ben)
        await self._anna.sees(self._lines["outcome"], in_group=self._group)

    async def _tap(self, action: str, *officers: Person) -> None:
        """All in the same moment, each on the newest message that has the button."""
        named = label(action, self._street.language)
        for officer in officers:
            await self._screen.tap(officer.name, named)
        taps = [await officer.taps(self._newest(officer, action), named) for officer in officers]
        for tap in taps:
            await tap.answer()
        await self._look()

    def _newest(self, officer: Person, action: str) -> Bubble:
        named = label(action, self._street.language)
        for bubble in self._received(officer):
            if named in bubble.buttons:
                return bubble
        raise StoryBroken(f"{officer.name} sees no button {named!r}")

    def _received(self, officer: Person) -> list[Bubble]:
        """Newest first."""
        return officer.chat(with_bot=self._street.bot)[::-1]

    async def _look(self) -> None:
        """What everyone sees, once the bot is done."""
        await self._street.quiet()
        await self._screen.draw(sights(await self._street.news()))
