"""Polls, votes and reactions."""

from typing import Unpack

from simulator.driver.actor import CannotDo
from simulator.driver.attachments import Attachments, Where
from simulator.driver.bubble import Bubble
from simulator.world.polls import MOST_OPTIONS, OPTION_LIMIT, QUESTION_LIMIT, Poll
from simulator.world.reactions import react

FEWEST_OPTIONS = 2


class Choices(Attachments):
    async def asks(
        self, question: str, *options: str, anonymous: bool = True, **where: Unpack[Where]
    ) -> Bubble:
        """A poll of one's own: nobody's votes are told to a bot."""
        if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS or len({*options}) < len(options):
            raise CannotDo(f"a poll has {FEWEST_OPTIONS} to {MOST_OPTIONS} different options")
        if not 0 < len(question) <= QUESTION_LIMIT:
            raise CannotDo(f"a question has at most {QUESTION_LIMIT} characters")
        if not all(0 < len(option) <= OPTION_LIMIT for option in options):
            raise CannotDo(f"an option has at most {OPTION_LIMIT} characters")
        polls = self.world.polls
        choices = [{"text": option} for option in options]
        poll = Poll(polls.new_id(), {"question": question}, choices, is_anonymous=anonymous)
        polls.add(poll)
        return self._send({"poll": poll.as_json()}, where)

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
