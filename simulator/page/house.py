"""The street that is open now, and what goes on in it beside people's deeds."""

import asyncio
from dataclasses import asdict

from simulator.page.chat_view import bot_view, clock_view, person_view
from simulator.page.feed import Feed, events
from simulator.page.newcomers import NEWCOMERS
from simulator.page.player import Broken, Cue, Player
from simulator.page.ports import Director
from simulator.page.stage import Stage, Unknown
from simulator.page.state import state
from simulator.page.story import Story
from simulator.wire import JSON

LOOK = 0.5
"""Seconds between two looks at the record."""
LONGEST_NAME = 64
IDLE: JSON = {"key": "", "broken": ""}


class House:
    """One street at a time; a new one, or a story, takes the place of the old."""

    def __init__(self, director: Director, tasks: asyncio.TaskGroup, pace: float) -> None:
        self.feed = Feed()
        self.pace = pace
        self._director, self._tasks = director, tasks
        self._stage: Stage | None = None
        self._opening = asyncio.Lock()
        self._attending: list[asyncio.Task[None]] = []
        self._starting: list[asyncio.Task[None]] = []
        self._playing: asyncio.Task[None] | None = None
        self._told: JSON = IDLE

    @property
    def stage(self) -> Stage:
        if self._stage is None:
            raise Unknown("no street is open")
        return self._stage

    async def state(self, language: str) -> JSON:
        """The street as it stands; the first who asks opens it, in their language."""
        async with self._opening:
            if self._stage is None:
                await self._open(language)
        return await state(self.stage, language, self._director.stories(language), self._told)

    async def begin(self, language: str, story: str = "") -> None:
        """A new street; with a story, it plays by itself."""
        chosen = self._story(language, story) if story else None
        async with self._opening:
            self.stop_story()
            await self._open(language, story)
            if chosen:
                self._told = {"key": story, "broken": ""}
                self._playing = self._tasks.create_task(self._play(chosen))
        self.feed.send({"type": "street"})

    def stop_story(self) -> None:
        """Whoever looks on takes over: the street stays as it is."""
        if self._playing is not None:
            self._playing.cancel()
            self._playing = None
            self._tell_story(IDLE)

    async def kill_bot(self) -> None:
        await self.stage.process.kill()
        self.tell_bot()

    def start_bot(self) -> None:
        self._starting.append(self._tasks.create_task(self._start_bot(self.stage)))

    async def add(self, what: str, name: str) -> JSON:
        """Somebody or some place that wasn't there, with a phone."""
        stage, name = self.stage, name.strip()
        if not 0 < len(name) <= LONGEST_NAME:
            raise Unknown(f"a name has 1 to {LONGEST_NAME} characters")
        if what not in NEWCOMERS:
            raise Unknown(f"no such thing: {what}")
        stage.phones.append(await NEWCOMERS[what](stage, name))
        self.feed.send({"type": "street"})
        return {}

    def tell_clock(self) -> None:
        self.feed.send({"type": "clock", "clock": clock_view(self.stage)})

    def tell_bot(self) -> None:
        self.feed.send({"type": "bot", "bot": bot_view(self.stage)})

    async def close(self) -> None:
        self.stop_story()
        self.feed.close()
        await self._leave()

    def _story(self, language: str, key: str) -> Story:
        for story in self._director.stories(language):
            if story.key == key:
                return story
        raise Unknown(f"no story {key}")

    async def _open(self, language: str, story: str = "") -> None:
        await self._leave()
        self._told = IDLE
        stage = self._stage = await self._director.open(language, story)
        self._attending = [
            self._tasks.create_task(self._pass_on(stage)),
            self._tasks.create_task(self._watch(stage)),
        ]
        if stage.process.state == "stopped":
            self._starting.append(self._tasks.create_task(self._start_bot(stage)))

    async def _leave(self) -> None:
        """Nobody looks at the street any more when this returns."""
        for task in self._attending:
            task.cancel()
        # A bot that is being born is born, so that somebody knows of it and can end it.
        leaving = [*self._attending, *self._starting]
        self._attending, self._starting = [], []
        if leaving:
            await asyncio.wait(leaving)

    async def _start_bot(self, stage: Stage) -> None:
        if stage.process.state != "stopped":
            return
        await stage.process.start()
        self.tell_bot()
        people = [person_view(stage, key, person) for key, person in stage.people.items()]
        self.feed.send({"type": "people", "people": people})  # They have its commands now.

    async def _pass_on(self, stage: Stage) -> None:
        with stage.telegram.changes.listen() as changes:
            async for change in changes:
                for event in events(stage, change):
                    self.feed.send(event)

    async def _watch(self, stage: Stage) -> None:
        """Tells what changes by itself: the record, and how the bot is."""
        shown: dict[str, JSON] = {}
        while True:
            for language in self.feed.languages:
                record = await stage.record.read(language)
                if shown.get(language) != record:
                    shown[language] = record
                    self.feed.send({"type": "record", "record": record}, language)
            bot = bot_view(stage)
            if shown.get("bot") != bot:
                shown["bot"] = bot
                self.feed.send({"type": "bot", "bot": bot})
            await asyncio.sleep(LOOK)

    async def _play(self, story: Story) -> None:
        ended = IDLE
        try:
            while self.stage.process.state != "running":  # noqa: ASYNC110  Its port has no event.
                await asyncio.sleep(0.05)
            await Player(self.stage, self._cue, self.pace).play(story)
        except Broken as broken:
            ended = {"key": "", "broken": str(broken)}
        self._playing = None
        self._tell_story(ended)

    def _cue(self, cue: Cue) -> None:
        self.feed.send({"type": "cue", "cue": asdict(cue)})
        self.tell_clock()

    def _tell_story(self, told: JSON) -> None:
        self._told = told
        self.feed.send({"type": "playing", "playing": told})
