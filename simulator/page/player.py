"""Plays a story on the stage at a pace at which one can read it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from simulator.driver.actor import CannotDo
from simulator.driver.bubble import Bubble
from simulator.driver.person import Person
from simulator.driver.taps import Tap
from simulator.page.deeds import Target
from simulator.page.sketches import NAMES, street_sketch
from simulator.page.stage import Stage, chat_key
from simulator.page.story import Step, Story
from simulator.page.uploads import sample
from simulator.world.groups import SharedChat

TYPING = 22.0  # letters a second, which is quicker than anybody
READING = 14.0
SHORTEST, LONGEST = 1.2, 5.0
PATIENCE = 20.0


class Broken(Exception):
    """Somebody didn't see what they were to see, or found no such button."""


@dataclass(frozen=True)
class Cue:
    """What is about to happen, so that the page can show whose turn it is."""

    seconds: float
    note: str = ""
    person: str = ""
    chat: str = ""
    act: str = ""
    words: str = ""
    message: str = ""


class Player:
    """`pace` stretches all pauses; 0 leaves them out."""

    def __init__(self, stage: Stage, cue: Callable[[Cue], None], pace: float = 1.0) -> None:
        self._stage, self._cue, self._pace = stage, cue, pace

    async def play(self, story: Story) -> None:
        """Raises Broken."""
        for step in story.steps:
            try:
                await self._step(step)
            except (AssertionError, CannotDo) as error:
                raise Broken(f"{step.who} {step.act} {step.what!r}: {error}") from error

    async def _step(self, step: Step) -> None:
        if step.act == "says":
            await self._announce(step, words=step.what)
        elif step.act == "passes":
            await self._announce(step)
            self._stage.clock.jump(float(step.what) * 60)
            await self._pause(SHORTEST)
        elif step.act == "together":
            await self._together(step)
        elif step.act == "sees":
            await self._sees(step)
        else:
            await self._person_acts(step)

    async def _sees(self, step: Step) -> None:
        """What is waited for is then left on the screens for a while."""
        person = self._person(step)
        bubble = await self._find(person, step, lambda one: step.what in one.text)
        await self._pause(len(bubble.text) / READING)

    async def _person_acts(self, step: Step) -> None:
        person = self._person(step)
        if step.act == "taps":
            bubble = await self._with_button(person, step)
            await self._announce(step, bubble=bubble)
            tap = await person.taps(bubble, step.what)
            if tap.query is not None:
                answer = await tap.answer(PATIENCE)
                await person.opens(answer.url)
            return
        target = await self._target(person, step)
        await self._announce(step, words=step.caption or step.what, bubble=target)
        if step.act == "starts":
            await person.starts(self._stage.bot)
        elif step.act == "writes":
            await person.writes(step.what, **self._where(step))
        elif step.act == "replies" and target is not None:
            await person.replies(target, step.what)
        elif step.act == "edits" and target is not None:
            await person.edits(target, step.what)
        elif step.act == "sends":
            await self._sends(person, step, target)

    async def _sends(self, person: Person, step: Step, target: Bubble | None) -> None:
        where = {"reply_to": target} if target else self._where(step)
        if step.what == "location":
            await person.sends_location(41.7259, 86.1746, **where)
        elif step.what in NAMES:
            picture = street_sketch(NAMES[step.what])
            await person.sends_photo(picture, caption=step.caption, **where)
        else:
            await person.sends(sample(step.what, step.caption), **where)

    async def _together(self, step: Step) -> None:
        """Several taps in the same moment."""
        found = [(each, await self._with_button(self._person(each), each)) for each in step.steps]
        for each, bubble in found:
            await self._announce(each, bubble=bubble)
        taps: list[Tap] = [await self._person(each).taps(on, each.what) for each, on in found]
        for tap in taps:
            await tap.answer(PATIENCE)
        await self._pause(LONGEST)

    async def _with_button(self, person: Person, step: Step) -> Bubble:
        def fits(bubble: Bubble) -> bool:
            return step.what in (*bubble.buttons, *bubble.keyboard) and step.to in bubble.text

        return await self._find(person, step, fits)

    async def _target(self, person: Person, step: Step) -> Bubble | None:
        if step.act == "edits":
            return await self._find(person, step, lambda one: one.message.sender is person.user)
        if step.act != "replies" and not step.to:
            return None
        return await self._find(person, step, lambda one: self._fits_reply(person, step, one))

    def _fits_reply(self, person: Person, step: Step, bubble: Bubble) -> bool:
        """Without words: the message that asks this person for an answer."""
        if step.to:
            return step.to in bubble.text
        return bubble.asks_for_reply and bubble.message.sender is not person.user

    async def _find(self, person: Person, step: Step, fits: Callable[[Bubble], bool]) -> Bubble:
        """The newest that fits; waits for it."""
        with self._stage.telegram.changes.listen(person.user) as changes:
            found = self._newest(person, step, fits) or await changes.first(
                lambda _: self._newest(person, step, fits), PATIENCE
            )
        if found is None:
            raise Broken(f"{person.name} finds nothing to {step.act} {step.what!r}")
        return found

    def _newest(self, person: Person, step: Step, fits: Callable[[Bubble], bool]) -> Bubble | None:
        shown = person.chat(self._group(step), with_bot=self._stage.bot)
        return next((bubble for bubble in reversed(shown) if fits(bubble)), None)

    async def _announce(self, step: Step, words: str = "", bubble: Bubble | None = None) -> None:
        """Cue the page, and give the reader, and whoever types, their time."""
        seconds = len(words) / (READING if step.act == "says" else TYPING)
        seconds = min(max(seconds, SHORTEST), LONGEST)
        if step.act in ("writes", "replies"):
            await self._person(step).types(**self._where(step))
        who = str(self._person(step).id) if step.who else ""
        chat = self._place(step) if step.who else ""
        on = str(bubble.id) if bubble else ""
        note = step.note or (step.what if step.act == "says" else "")
        self._cue(Cue(seconds * self._pace, note, who, chat, step.act, step.what, on))
        await self._pause(seconds)

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, LONGEST) * self._pace)

    def _person(self, step: Step) -> Person:
        return self._stage.people[step.who]

    def _group(self, step: Step) -> SharedChat | None:
        return self._stage.groups[step.group].chat if step.group else None

    def _place(self, step: Step) -> str:
        group = self._group(step)
        return chat_key(group) if group else f"p{self._person(step).id}"

    def _where(self, step: Step) -> Target:
        group = self._group(step)
        return {"in_group": group} if group else {"to": self._stage.bot}
