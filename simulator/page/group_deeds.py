"""What whoever runs a group, or the bot's owner, does with it."""

from collections.abc import Callable
from typing import TypeAlias

from simulator.driver.actor import CannotDo
from simulator.page.stage import Stage, Unknown
from simulator.wire import JSON

Deed: TypeAlias = Callable[[Stage, JSON], None]


def promote(stage: Stage, given: JSON) -> None:
    stage.group(given["chat"]).promote(stage.bot, pin=True, delete=True)


def demote(stage: Stage, given: JSON) -> None:
    stage.group(given["chat"]).demote(stage.bot)


def add_bot(stage: Stage, given: JSON) -> None:
    stage.group(given["chat"]).add(stage.bot)


def remove_bot(stage: Stage, given: JSON) -> None:
    stage.group(given["chat"]).remove(stage.bot)


def privacy(stage: Stage, given: JSON) -> None:
    """As BotFather does it: in a group it takes effect when the bot joins anew."""
    stage.bot.privacy_mode = bool(given["on"])


def upgrade(stage: Stage, given: JSON) -> None:
    try:
        stage.group(given["chat"]).upgrade()
    except ValueError as error:
        raise CannotDo(str(error)) from error


def topic(stage: Stage, given: JSON) -> None:
    try:
        stage.group(given["chat"]).open_topic(str(given["name"]))
    except TypeError as error:
        raise CannotDo(str(error)) from error


DEEDS: dict[str, Deed] = {
    deed.__name__: deed for deed in (promote, demote, add_bot, remove_bot, privacy, upgrade, topic)
}


def do(stage: Stage, given: JSON) -> None:
    """Raises CannotDo and Unknown."""
    name = str(given.get("do", ""))
    if name not in DEEDS:
        raise Unknown(f"no such deed: {name}")
    DEEDS[name](stage, given)
