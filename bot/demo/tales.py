"""The page's ready stories, read from their files; buttons are named by their actions."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from bot.demo.script import HOME
from locales import label
from simulator.page import Step, Story


@dataclass(frozen=True)
class Tale:
    """A story, and what the street is like when it begins: the time of day, the phones."""

    story: Story
    time: str
    phones: tuple[dict[str, str], ...]


@cache
def tales(language: str) -> dict[str, Tale]:
    text = (HOME / f"stories.{language}.yaml").read_text(encoding="utf-8")
    return {entry["key"]: _tale(entry, language) for entry in yaml.safe_load(text)}


def _tale(entry: dict[str, Any], language: str) -> Tale:
    steps = tuple(Step.read(_labelled(step, language)) for step in entry["steps"])
    story = Story(entry["key"], entry["title"], entry["about"], steps)
    return Tale(story, entry["time"], tuple(entry.get("phones", ())))


def _labelled(step: dict[str, Any], language: str) -> dict[str, Any]:
    """`taps: accept` is the label that the button bears in that language."""
    if "together" in step:
        return step | {"together": [_labelled(each, language) for each in step["together"]]}
    if "taps" in step:
        action, _, argument = step["taps"].partition(" ")
        return step | {"taps": label(action, language, argument=argument or None)}
    return step
