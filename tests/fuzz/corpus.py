"""Real updates, recorded from the simulator while people live their story in the town."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from locales import LANGUAGES
from models.alert import AlertUrgency, Category, Certainty, Severity
from models.case import Case, CaseKind
from models.exchange import Direction, Exchange
from models.person import Person
from models.shift import Shift
from models.station import Grid, GroupKind
from services.alert_library import Follows
from services.alerts.form import Asked, DayOfMonth, Part, Sheet, TimeOfYear, Weekday, When
from services.alerts.topics import Topic
from simulator import Bubble
from simulator.world.inbox import Inbox
from simulator.world.messages import Message
from tests.buttons import Values, data_of, every_button, name_of
from tests.fuzz.town import Town, found, lives
from tests.street import open_street

REPLIED_TO = 40  # messages of the bot, by each person
EDITED = 12  # messages of their own
ANSWERS = ("Thank you", "/note mind this", "求助 again", "/help it is worse", "It runs again")


@dataclass
class Corpus:
    """Updates (without their ids), and what their ids may be swapped for. `database` holds the
    record as it stood when the story was over."""

    database: str
    token: str
    username: str
    bot_id: int
    updates: list[dict[str, Any]] = field(default_factory=list)
    chats: list[dict[str, Any]] = field(default_factory=list)
    users: list[dict[str, Any]] = field(default_factory=list)
    messages: dict[int, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    row_ids: list[int] = field(default_factory=list)  # of cases, exchanges, people, grids


async def record(database: str, folder: Path, seed: int) -> Corpus:
    """Play the story once, and what else everyone could do at its end."""
    recorded: list[dict[str, Any]] = []
    async with open_street(database, folder, "en") as street:
        bot = street.bot
        corpus = Corpus(database, bot.token, bot.username, bot.id)
        hold = bot.inbox.hold

        def keep(inbox: Inbox, kind: str, body: bytes, lane: int) -> bool:
            recorded.append({kind: json.loads(body)})
            return hold(inbox, kind, body, lane) if hold is not None else False

        bot.inbox.hold = keep
        town = found(street)
        await lives(town)
        await street.quiet()
        street.ends()
        await street.gone.wait()
        values = await _values(town, corpus)
        await _whatever_else(town, values, Random(seed))
    corpus.updates = recorded
    _know(corpus)
    return corpus


# Of the choices in an alert's form one each, and of rows that aren't there.
OF_ALERTS: Values = {
    **{
        name: [0, 1]
        for name in ("alert", "followed", "run", "area", "handover", "imported", "version")
    },
    "sheet": list(Sheet),
    "asked": list(Asked),
    "thing": list(Part),
    "key": ["heat", "all_clear", "../heat", "x"],
    "follows": list(Follows),
    "group_kind": list(GroupKind),
    "when": list(When),
    "weekday": list(Weekday),
    "day": list(DayOfMonth),
    "season": list(TimeOfYear),
    "severity": list(Severity),
    "urgency": list(AlertUrgency),
    "certainty": list(Certainty),
    "category": list(Category),
    "topic": list(Topic),
    "topics": [1],
    "minute": [0, 600],
}


# A field that means another thing with this button than with the others.
OF_BUTTON: dict[str, Values] = {"alert_holds": {"minutes": [1, 60]}}


async def _values(town: Town, corpus: Corpus) -> Values:
    """What is in the record, for the fields of buttons."""
    async with town.street.record() as session:
        ids = {
            table: list(await session.scalars(select(table.id)))
            for table in (Case, Person, Grid, Shift)
        }
        said = select(Exchange.id).where(Exchange.direction == Direction.IN)
        heard = list(await session.scalars(said))
    corpus.row_ids = [*ids[Case], *ids[Person], *ids[Grid], *heard]
    return {
        "case": [*ids[Case], 0, 1],
        "person": [*ids[Person], 0],
        "grid": [*ids[Grid], 0],
        "exchange": [*heard, 0],
        "kind": list(CaseKind),
        "page": [0],
        "shift": [*ids[Shift], 0],
        "other": [*ids[Shift], 0],
        "swap": [0],
        "change": [0],
        "minutes": [0, int(town.street.clock.now().timestamp()) // 60 + 1],
        "code": [*LANGUAGES, "xx"],
        **OF_ALERTS,
    }


async def _whatever_else(town: Town, values: Values, random: Random) -> None:
    """Every button is pressed on any message, every link opened, and everything replied to."""
    seen = {person: _of_the_bot(town, person.chats()) for person in town.people}
    for button in every_button():
        wanted = {**values, **OF_BUTTON.get(name_of(button), {})}
        data = list(islice(data_of(button, wanted), 5_000))
        for one in random.sample(data, min(len(data), 24)):
            person = random.choice(town.people)
            if seen[person]:
                await person.presses(random.choice(seen[person]), one)
    for person in town.people:
        for case_id in values["case"]:
            await person.starts(town.street.bot, payload=f"case-{case_id}")
        for bubble in random.sample(seen[person], min(len(seen[person]), REPLIED_TO)):
            await person.replies(bubble, random.choice(ANSWERS))
        own = [one for chat in person.chats() for one in chat.messages.values() if _is_words(one)]
        for message in [one for one in own if one.sender is person.user][:EDITED]:
            await person.edits(Bubble(message), random.choice(ANSWERS))


def _is_words(message: Message) -> bool:
    return "text" in message.content or "caption" in message.content


def _of_the_bot(town: Town, chats: Sequence[Any]) -> list[Bubble]:
    bot = town.street.bot
    messages = [one for chat in chats for one in chat.messages.values() if one.sender is bot]
    return [Bubble(one) for one in messages]


def _know(corpus: Corpus) -> None:
    """Every chat, user and message that occurs."""
    chats: dict[int, dict[str, Any]] = {}
    users: dict[int, dict[str, Any]] = {}

    def walk(value: Any) -> None:
        if isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, dict):
            if "message_id" in value and "chat" in value:
                corpus.messages[value["chat"]["id"]].append(value)
            if "is_bot" in value:
                users[value["id"]] = value
            elif "type" in value and isinstance(value.get("id"), int):
                chats[value["id"]] = value
            for one in value.values():
                walk(one)

    walk(corpus.updates)
    corpus.chats, corpus.users = list(chats.values()), list(users.values())
