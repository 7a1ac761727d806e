"""A leader at the form in which an alert is written."""

from simulator import Bubble, Person
from tests.alerts.station import Station


class Writer:
    """A leader at the form, which is one message."""

    def __init__(self, station: Station, person: Person) -> None:
        self.street, self.person = station.street, person
        self.form: Bubble | None = None

    async def begins(self, button: str = "A new alert", greeting: str = "“Danger now”") -> None:
        self.form = await self.opens(greeting)
        await self.taps(button)

    async def opens(self, greeting: str = "“Danger now”") -> Bubble:
        """The list of what is open, as a new message."""
        await self.street.quiet()
        command = await self.person.writes("/alert")
        return await self.person.sees(greeting, after=command)

    async def taps(self, *buttons: str) -> None:
        for button in buttons:
            assert self.form is not None
            await self.street.quiet()
            await self.person.taps(self.form, button)

    async def answers(self, button: str, words: str) -> None:
        """Tap, be asked, reply."""
        await self.taps(button)
        await self.person.replies(await self.asked(), words)

    async def asked(self) -> Bubble:
        """The newest question."""
        await self.street.quiet()
        return [one for one in self.person.chat() if one.asks_for_reply][-1]

    async def reads(self, words: str) -> None:
        """On the form, at its one place."""
        await self.street.quiet()
        assert self.form is not None
        assert words in self.form.text, self.form.text

    async def writes(self, words: str, language: str = "English") -> None:
        """Words in one go; then back to the hub."""
        await self.taps("Words")
        await self.answers(language, words)
        await self.taps("Back")

    async def previews(self, button: str = "Preview") -> None:
        await self.taps(button)
        await self.newest()

    async def newest(self) -> Bubble:
        """What was said last is the form now."""
        await self.street.quiet()
        self.form = self.person.chat()[-1]
        return self.form
