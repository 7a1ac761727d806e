"""Polls and who voted what (https://core.telegram.org/bots/api#poll)."""

from dataclasses import dataclass, field
from itertools import count

from simulator.wire import JSON
from simulator.world.users import BotAccount, User

QUESTION_LIMIT = 300
OPTION_LIMIT = 100
MOST_OPTIONS = 12


@dataclass(slots=True, eq=False)
class Poll:
    id: str
    question: JSON
    """`question` and `question_entities`."""
    options: list[JSON]
    is_anonymous: bool = True
    type: str = "regular"
    allows_multiple_answers: bool = False
    extras: JSON = field(default_factory=dict)
    owner: BotAccount | None = None
    is_closed: bool = False
    votes: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Person to the positions of the options chosen."""

    def as_json(self) -> JSON:
        chosen = [position for votes in self.votes.values() for position in votes]
        options = [
            {**option, "persistent_id": str(position), "voter_count": chosen.count(position)}
            for position, option in enumerate(self.options)
        ]
        return {
            "id": self.id,
            **self.question,
            "options": options,
            "total_voter_count": len(self.votes),
            "is_closed": self.is_closed,
            "is_anonymous": self.is_anonymous,
            "type": self.type,
            "allows_multiple_answers": self.allows_multiple_answers,
            "allows_revoting": True,
            "members_only": False,
            **self.extras,
        }

    def vote(self, person: User, positions: tuple[int, ...]) -> None:
        """No positions take a vote back. Tells the bot that sent the poll."""
        self.votes.pop(person.id, None)
        if positions:
            self.votes[person.id] = positions
        if self.owner is None:
            return
        self.owner.inbox.put("poll", self.as_json(), person.id)
        if not self.is_anonymous:
            answer: JSON = {
                "poll_id": self.id,
                "user": person.as_json(),
                "option_ids": list(positions),
                "option_persistent_ids": [str(position) for position in positions],
            }
            self.owner.inbox.put("poll_answer", answer, person.id)


class Polls:
    def __init__(self) -> None:
        self._polls: dict[str, Poll] = {}
        self._numbers = count(5_200_000_001)

    def new_id(self) -> str:
        return str(next(self._numbers))

    def add(self, poll: Poll) -> None:
        self._polls[poll.id] = poll

    def get(self, poll_id: str) -> Poll:
        return self._polls[poll_id]
