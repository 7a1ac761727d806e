"""Votes and reactions."""

from simulator.driver.actor import Actor, CannotDo
from simulator.driver.bubble import Bubble
from simulator.world.reactions import react


class Choices(Actor):
    async def votes(self, bubble: Bubble, *options: str) -> None:
        """Chooses options of a poll by their words; none takes the vote back."""
        message = bubble.message
        poll = self.world.polls.get(message.content["poll"]["id"])
        if poll.is_closed:
            raise CannotDo("the poll is closed")
        words = [option["text"] for option in poll.options]
        poll.vote(self.user, tuple(words.index(option) for option in options))
        message.content = {"poll": poll.as_json()}
        self.world.notice("poll", message.chat, poll=poll.as_json())

    async def reacts(self, bubble: Bubble, *emoji: str) -> None:
        react(self.world, bubble.message, self.user, list(emoji))
