"""Ways in which an update can be other than it should. A mild one leaves it an update as Telegram
might send it; after a harsh one nothing can be relied on."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.raw import integer
from simulator.world.users import TELEGRAM
from tests.fuzz.corpus import Corpus

JSON = dict[str, Any]
Mutation = Callable[["Mutator", JSON], None]

PATHS = 400  # of one update, at most
TEXTS = (
    "", " ", "\x00", "a\x00b", "\ud83d", "\udc4d lone", "\u202eevil\u202c \u2066x",
    "👩‍👩‍👧‍👦" * 300,
    "é" * 4_096, "👍" * 2_048, "字" * 4_096, "x" * 10_000, "<b>bold", "&amp; & &#0;", "</b></>",
    "{{ 7 * 7 }} {% raw %}", "%(name)s {0} %s", "/help", "/help ", "/ask@doorstep_bot", "求助",
    "@doorstep_bot", "@DOORSTEP_BOT 求助", "/start case-1", "/start " + "A" * 64, "/start invite-",
    "/note", "/cases", "/new 昨天15:30 the lift is stuck", "/duty", "/alert", "/whoami@else_bot",
    "\u0301" * 500, "\u200d\u200d", "\ufeff", "1e999", "-1", "null", "\n" * 3_000, "#" * 129,
    "我被打了 救命", "gas smell, fire!", "my husband beats me", "https://t.me/doorstep_bot?start=x",
)  # fmt: skip
NUMBERS = (
    0, 1, -1, 2**31, -(2**31) - 1, 2**32, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), 2**64, 2**70,
    10**30, 777000, 1087968824, 136817688,
)  # fmt: skip
OTHERS: tuple[Any, ...] = (
    None, True, False, "", "x", "\x00", "\ud800", 1.5, -0.0, 1e308, float("inf"), float("nan"), [],
    {}, [[]], [None], [{}], {"id": None}, {"": ""}, "1", "-1001", ["x", 1, {}], *NUMBERS,
)  # fmt: skip
CHAT_TYPES = ("private", "group", "supergroup", "channel", "sender", "mystery", "")
DEPTHS = (10, 100, 400, 900, 5_000, 60_000)


@dataclass
class Mutated:
    """An update as it goes out, and whether it might still come from Telegram."""

    update: JSON
    mild: bool
    ways: tuple[str, ...]
    depth: int = 0  # to be nested so deep that json.dumps can't write it: done on the text


class Mutator:
    """Makes updates from those of the corpus, the same from the same seed."""

    def __init__(self, corpus: Corpus, random: Random) -> None:
        self.corpus, self.random = corpus, random

    def draw(self) -> Mutated:
        """One update without its id."""
        update = json.loads(json.dumps(self.random.choice(self.corpus.updates)))
        ways: list[str] = []
        mild = True
        for _ in range(self.random.choice((0, 1, 1, 1, 2, 2, 3))):
            way = self.random.choice(MILD if self.random.random() < 0.6 else HARSH)
            way(self, update)
            ways.append(way.__name__)
            mild = mild and way in MILD
        depth = self.random.choice(DEPTHS) if self.random.random() < 0.004 else 0
        return Mutated(update, mild and not depth, tuple(ways), depth)

    def objects(self, update: JSON) -> list[JSON]:
        return [one for one in _walk(update) if isinstance(one, dict) and one]

    def path(self, update: JSON) -> tuple[Any, Any] | None:
        """A container and a key or an index in it, anywhere but at the top."""
        places = [
            (one, key)
            for number, one in zip(range(PATHS), _walk(update), strict=False)
            if number and one
            for key in (one if isinstance(one, dict) else range(len(one)))
        ]
        return self.random.choice(places) if places else None


def _walk(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for one in list(value.values() if isinstance(value, dict) else value):
            yield from _walk(one)


def _body(update: JSON) -> JSON:
    """The message or the tap that it brings; empty where there is none."""
    found = next((one for key, one in update.items() if key != "update_id"), None)
    return found if isinstance(found, dict) else {}


def _message(update: JSON) -> JSON:
    body = _body(update)
    inner = body.get("message") if "data" in body else body
    return inner if isinstance(inner, dict) else {}


# -- Mild ------------------------------------------------------------------------------------------


def unknown_field(mutator: Mutator, update: JSON) -> None:
    """Telegram adds fields without asking, in any place."""
    random = mutator.random
    target = random.choice([update, *mutator.objects(update)])
    old = list(target.items())
    old.insert(random.randint(0, len(old)), (f"new_{random.randint(0, 9)}", random.choice(OTHERS)))
    target.clear()
    target.update(old)


def other_words(mutator: Mutator, update: JSON) -> None:
    message = _message(update)
    key = "caption" if "caption" in message or "text" not in message else "text"
    if message and "message_id" in message:
        message[key] = mutator.random.choice(TEXTS)


def other_sender(mutator: Mutator, update: JSON) -> None:
    """Somebody else, in the same chat; a private chat is that person's then."""
    user = dict(mutator.random.choice(mutator.corpus.users))
    body = _body(update)
    chat = _message(update).get("chat")
    if "from" not in body or user["is_bot"] or user["id"] == TELEGRAM:
        return
    body["from"] = user
    if isinstance(chat, dict) and chat.get("type") == "private":
        _message(update)["chat"] = {"id": user["id"], "type": "private", "first_name": "X"}


def other_chat(mutator: Mutator, update: JSON) -> None:
    """The same, in another group."""
    chat = mutator.random.choice(mutator.corpus.chats)
    message = _message(update)
    if isinstance(message.get("chat"), dict) and chat["type"] in ("group", "supergroup"):
        message["chat"] = dict(chat)
        if isinstance(message.get("reply_to_message"), dict):
            message["reply_to_message"] = {**message["reply_to_message"], "chat": dict(chat)}


def other_reply(mutator: Mutator, update: JSON) -> None:
    """A reply to any other message of this chat."""
    message = _message(update)
    chat = message.get("chat")
    number = integer(chat.get("id")) if isinstance(chat, dict) else None
    known = mutator.corpus.messages.get(number or 0)
    if known:
        other = json.loads(json.dumps(mutator.random.choice(known)))
        message["reply_to_message"] = {k: v for k, v in other.items() if k != "reply_to_message"}


def other_number(mutator: Mutator, update: JSON) -> None:
    """As another message of the chat, or as one that nobody has seen."""
    message = _message(update)
    if message:
        message["message_id"] = mutator.random.randint(1, 400)


def other_button(mutator: Mutator, update: JSON) -> None:
    """Forged callback data: ids swapped, cut off, or of another row."""
    body, random = _body(update), mutator.random
    if not isinstance(body.get("data"), str):
        return
    parts = body["data"].split(":")
    ids = (
        *map(str, mutator.corpus.row_ids),
        "0",
        "-1",
        str(2**63),
        "x",
        "",
        "\uff11\uff12",
        " 1",
        "1" * 40,
    )
    parts[random.randrange(len(parts))] = random.choice(ids)
    body["data"] = ":".join(parts)[: random.choice((64, 64, 64, 10))]


# -- Harsh -----------------------------------------------------------------------------------------


def removed(mutator: Mutator, update: JSON) -> None:
    if place := mutator.path(update):
        del place[0][place[1]]


def retyped(mutator: Mutator, update: JSON) -> None:
    if place := mutator.path(update):
        place[0][place[1]] = mutator.random.choice(OTHERS)


def renumbered(mutator: Mutator, update: JSON) -> None:
    """A number anywhere becomes huge, negative or another's."""
    numbers = [
        (one, key)
        for one in mutator.objects(update)
        for key, value in one.items()
        if isinstance(value, int) and not isinstance(value, bool)
    ]
    if numbers:
        one, key = mutator.random.choice(numbers)
        ids = [chat["id"] for chat in mutator.corpus.chats]
        one[key] = mutator.random.choice((*NUMBERS, *ids))


def transplanted(mutator: Mutator, update: JSON) -> None:
    """A part of the update in the place of another."""
    place = mutator.path(update)
    parts = mutator.objects(update)
    if place and parts:
        place[0][place[1]] = json.loads(json.dumps(mutator.random.choice(parts)))


def other_type(mutator: Mutator, update: JSON) -> None:
    """A chat of a type that it isn't of."""
    chats = [one["chat"] for one in mutator.objects(update) if isinstance(one.get("chat"), dict)]
    if chats:
        mutator.random.choice(chats)["type"] = mutator.random.choice(CHAT_TYPES)


def swapped(mutator: Mutator, update: JSON) -> None:
    """Who wrote it and where change places, or are anybody's."""
    message, body = _message(update), _body(update)
    ids = [*(one["id"] for one in mutator.corpus.chats), *(o["id"] for o in mutator.corpus.users)]
    for one in (body.get("from"), message.get("chat")):
        if isinstance(one, dict) and mutator.random.random() < 0.6:
            one["id"] = mutator.random.choice(ids)


def under_another_name(mutator: Mutator, update: JSON) -> None:
    """The body of one kind of update as another kind."""
    kinds = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post",
             "inline_query", "poll", "chat_join_request", "brand_new")  # fmt: skip
    name, body = next(iter(update.items()))
    del update[name]
    update[mutator.random.choice(kinds)] = body


def long_name(mutator: Mutator, update: JSON) -> None:
    names = [one for one in mutator.objects(update) if "first_name" in one or "title" in one]
    if names:
        one = mutator.random.choice(names)
        key = "title" if "title" in one else "first_name"
        one[key] = mutator.random.choice(TEXTS)


MILD: tuple[Mutation, ...] = (
    unknown_field, other_words, other_sender, other_chat, other_reply, other_number, other_button,
)  # fmt: skip
HARSH: tuple[Mutation, ...] = (
    removed, retyped, renumbered, transplanted, other_type, swapped, under_another_name, long_name,
)  # fmt: skip
