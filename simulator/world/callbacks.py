"""Taps on buttons that wait for an answer (https://core.telegram.org/bots/api#callbackquery)."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from simulator.errors import bad_request
from simulator.world.messages import Message
from simulator.world.users import BotAccount, User

LIFE = 60.0
"""Seconds after which a query is too old to be answered; Telegram states no number."""


@dataclass(slots=True, frozen=True)
class Answer:
    """What the person is shown: a toast, or an alert to be dismissed; maybe nothing."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(slots=True, eq=False)
class Query:
    id: str
    bot: BotAccount
    person: User
    message: Message
    made: float
    answered: asyncio.Future[Answer]

    @property
    def answer(self) -> Answer | None:
        return self.answered.result() if self.answered.done() else None


class Callbacks:
    def __init__(self, clock: Callable[[], float], life: float = LIFE) -> None:
        self.life = life
        self._clock = clock
        self._open: dict[str, Query] = {}
        self._numbers = count(4_380_000_001)

    def open(self, bot: BotAccount, person: User, message: Message) -> Query:
        self._expire()
        answered = asyncio.get_running_loop().create_future()
        number = str(next(self._numbers))
        query = Query(number, bot, person, message, self._clock(), answered)
        self._open[query.id] = query
        return query

    def find(self, query_id: str) -> Query | None:
        return self._open.get(query_id)

    def answer(self, bot: BotAccount, query_id: str, answer: Answer) -> Query:
        self._expire()
        query = self._open.get(query_id)
        if query is None or query.bot is not bot:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        if not query.answered.done():
            query.answered.set_result(answer)
        return query

    def _expire(self) -> None:
        oldest = self._clock() - self.life
        while self._open:
            first = next(iter(self._open.values()))
            if first.made >= oldest:
                return
            del self._open[first.id]
