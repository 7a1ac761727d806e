"""The resident's side of a story."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from simulator import Bubble, Group, Person
from tests.crash.eyes import Fits, look
from tests.crash.marks import Said, Voice
from tests.crash.town import Grid, Town

OPENINGS = (
    "/help@doorstep_bot the lamp on the stairs is broken, {}",
    "求助 the lift stands still, {}",
    "@doorstep_bot somebody parks in the gateway, {}",
    "咨询 where do I register my sister, {}",
)


@dataclass
class Asking:
    """A resident, their grid, and what they ask. Chance decides, for each by dice of their own."""

    town: Town
    grid: Grid
    asker: Person
    random: Random
    is_private: bool
    opening: Said = field(init=False)
    said: list[Said] = field(default_factory=list)
    waits_for: str = "its beginning"

    def __post_init__(self) -> None:
        self.opening = self.by_asker()

    @property
    def place(self) -> Group | None:
        """Where it is asked: the grid's group, or in private."""
        return None if self.is_private else self.grid.group

    @property
    def asked_at(self) -> frozenset[int]:
        """Where answers may go. One to the group may go to the asker, if it goes private."""
        private = frozenset({self.asker.id})
        return private | {self.place.id} if self.place else private

    @property
    def officers(self) -> frozenset[int]:
        staff = [*self.grid.officers, self.town.backup(self.grid)]
        return frozenset(person.id for person in staff)

    async def open(self) -> None:
        words = self.random.choice(OPENINGS).format(self.opening.mark)
        if self.is_private:
            words = f"There is a stranger in the cellar, {self.opening.mark}"
        self.opening.bubble = await self.asker.writes(words, in_group=self.place)
        if self.is_private:
            await self.choose_grid()

    async def choose_grid(self) -> None:
        question = await self.look(
            self.asker, "the choice of grids", lambda one: self.grid.name in one.buttons
        )
        await self.town.thought(self.random)
        if self.random.random() < 0.3:
            await self.adds()
        await self.asker.taps(question, self.grid.name)

    async def is_left_alone(self) -> None:
        """Nobody takes it: the asker writes more, and the deadline has to stay."""
        while not self.town.evening.is_set():
            await self.town.thought(self.random, longest=15.0)
            await self.adds()

    async def adds(self) -> Said:
        """More words, or a photo; sometimes a neighbour's, and always chatter beside."""
        said = self.by_asker()
        words = f"求助 and still, {said.mark}"
        if self.random.random() < 0.2:
            where: dict[str, Any] = {"in_group": self.place} if self.place else {}
            said.bubble = await self.asker.sends_photo(caption=words, **where)
        else:
            said.bubble = await self.asker.writes(words, in_group=self.place)
        if self.place and self.random.random() < 0.3:
            await self.chatter(self.place)
        return said

    async def chatter(self, group: Group) -> None:
        said = self.town.ledger.new(Voice.CHATTER)
        neighbour = self.random.choice(self.grid.residents)
        said.bubble = await neighbour.writes(f"Nice weather, {said.mark}", in_group=group)

    async def neighbour_adds(self, answer: Bubble) -> None:
        """A reply to what the bot said of the case."""
        neighbour = self.random.choice(self.grid.residents)
        if self.place and neighbour is not self.asker:
            said = self.by_asker()
            said.bubble = await neighbour.replies(answer, f"I saw it too, {said.mark}")

    def by_asker(self) -> Said:
        return self.new(Voice.RESIDENT, self.officers)

    def new(self, voice: Voice, audience: frozenset[int]) -> Said:
        self.said.append(self.town.ledger.new(voice, audience, private=self.is_private))
        return self.said[-1]

    async def look(
        self, person: Person, what: str, fits: Fits, in_group: Group | None = None
    ) -> Bubble:
        self.waits_for = f"{person.name} waits for {what}"
        return await look(person, fits, in_group)
