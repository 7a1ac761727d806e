"""What residents and officers do: one story a case, played as it goes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from simulator import Bubble, Person, Tap
from tests.crash.asking import Asking
from tests.crash.marks import Said, Voice


@dataclass
class Story(Asking):
    """The whole of it, with the officers' side."""

    holder: Person | None = None
    taps: list[tuple[Person, Tap]] = field(default_factory=list)  # of the first Accept
    private_since: int | None = None  # the bot that told the asker so

    async def play(self) -> None:
        """From the asking to the outcome, if anybody takes it at all."""
        await self.town.thought(self.random, self.town.opening_seconds)
        await self.open()
        if self.random.random() < 0.1:
            await self.is_left_alone()
            return
        await self.is_accepted()
        happenings = [what for what, chance in self.chances() if self.random.random() < chance]
        while not self.town.evening.is_set():
            await self.talk()
            if happenings and self.random.random() < 0.2:
                await happenings.pop()()
        await self.talk()
        if self.random.random() < 0.6:
            await self.is_resolved()

    def chances(self) -> list[tuple[Callable[[], Awaitable[None]], float]]:
        """What may happen in the course of it, once each."""
        return [(self.is_passed_on, 0.2), (self.goes_private, 0.0 if self.is_private else 0.3)]

    async def is_accepted(self) -> None:
        """Both tap at once, or one taps (some twice), or one answers straight away."""
        first, second = self.random.sample(self.grid.officers, 2)
        card, other = await self.card(first), await self.card(second)
        await self.town.thought(self.random)
        draw = self.random.random()
        if draw < 0.2:
            await self.says(first, card)
        else:
            await self.taps_accept(first, card)
            if draw < 0.4:
                await self.taps_accept(first, card)
            elif draw < 0.9:
                await self.taps_accept(second, other)
        await self.sees_who_has_it(first, second)
        if self.random.random() < 0.2:
            loser = second if self.holder is first else first
            await self.says(loser, await self.card(loser))

    async def taps_accept(self, officer: Person, card: Bubble) -> None:
        self.taps.append((officer, await officer.taps(card, "Accept")))

    async def card(self, officer: Person) -> Bubble:
        return await self.look(officer, f"the card of {self.opening.mark}", self.is_card)

    def is_card(self, bubble: Bubble) -> bool:
        return self.opening.mark in bubble.text and "Resolve" in bubble.buttons

    async def sees_who_has_it(self, *officers: Person) -> None:
        """The first of them who is told of has it."""

        def tells(bubble: Bubble) -> bool:
            return self.is_card(bubble) and "has it" in bubble.text

        card = await self.look(officers[0], f"who has {self.opening.mark}", tells)
        self.holder = next(one for one in officers if f"{one.name} has it" in card.text)

    async def is_passed_on(self) -> None:
        """The backup takes it."""
        backup = self.town.backup(self.grid)
        if self.holder is None or backup in self.grid.officers:
            return
        await self.holder.taps(await self.card(self.holder), "Pass on")
        await self.town.thought(self.random)
        await backup.taps(await self.card(backup), "Accept")
        await self.sees_who_has_it(backup)

    async def says(self, officer: Person, card: Bubble, words: str = "I am on my way") -> Said:
        said = self.new(Voice.OFFICER, self.asked_at)
        said.bubble = await officer.replies(card, f"{words}, {said.mark}")
        return said

    async def talk(self) -> None:
        """A word from the asker, an answer from whoever has the case."""
        holder = self.holder
        assert holder is not None
        await self.town.thought(self.random)
        asked = await self.adds()
        await self.look(holder, f"{asked.mark} of the asker", lambda b: asked.mark in b.text)
        await self.town.thought(self.random)
        said = await self.says(holder, await self.card(holder))
        answer = await self.look(
            self.asker, f"the answer {said.mark}", lambda b: said.mark in b.text, self.place
        )
        if self.random.random() < 0.2:
            await self.neighbour_adds(answer)

    async def is_resolved(self) -> None:
        holder = self.holder
        assert holder is not None
        card = await self.card(holder)
        await holder.taps(card, "Resolve")
        number = card.text.split()[1]
        form = await self.look(
            holder, f"the form of {number}", lambda b: b.asks_for_reply and number in b.text
        )
        said = await self.says(holder, form, "It is mended")
        preview = await self.look(
            holder,
            f"the preview of {number}",
            lambda b: said.mark in b.text and "Post it" in b.buttons,
        )
        await holder.taps(preview, "Post it")
        await self.look(
            self.asker, f"the outcome of {number}", lambda b: said.mark in b.text, self.place
        )

    async def goes_private(self) -> None:
        """What an officer answers just then may go either way."""
        assert self.holder is not None
        number = (await self.card(self.holder)).text.split()[1]
        receipt = await self.look(
            self.asker,
            f"the receipt of {number}",
            lambda b: number in b.text and "Continue privately" in b.buttons,
            self.place,
        )
        await self.says(self.holder, await self.card(self.holder))
        await self.town.thought(self.random, longest=0.5)
        await self.asker.taps(receipt, "Continue privately")
        await self.look(self.asker, f"{number} in private", lambda b: number in b.text)
        self.is_private, self.private_since = True, self.town.generation
