"""What residents may choose to hear of: the categories of alerts in the words of the street."""

from collections.abc import Iterable
from enum import StrEnum

from models.alert import Category


class Topic(StrEnum):
    """In the order in which they are offered; in place of all others, everything there is."""

    FRAUD = "fraud"
    FIRE = "fire"
    SAFETY = "safety"
    WEATHER = "weather"
    MISSING = "missing"
    TRAFFIC = "traffic"
    HEALTH = "health"
    EVERYTHING = "everything"

    @property
    def category(self) -> Category | None:
        return CATEGORIES[self]


CATEGORIES: dict[Topic, Category | None] = {
    Topic.FRAUD: Category.SECURITY,
    Topic.FIRE: Category.FIRE,
    Topic.SAFETY: Category.SAFETY,
    Topic.WEATHER: Category.MET,
    Topic.MISSING: Category.RESCUE,
    Topic.TRAFFIC: Category.TRANSPORT,
    Topic.HEALTH: Category.HEALTH,
    Topic.EVERYTHING: None,
}
EVERY_TOPIC = 2 ** len(Topic) - 1


def of(categories: Iterable[Category | None]) -> list[Topic]:
    """In their order; what isn't offered isn't among them."""
    wanted = set(categories)
    return [topic for topic in Topic if topic.category in wanted]


def packed(topics: Iterable[Topic]) -> int:
    """Each a bit, so that they fit a button."""
    order = list(Topic)
    return sum(1 << order.index(topic) for topic in set(topics))


def unpacked(bits: int) -> list[Topic]:
    return [topic for index, topic in enumerate(Topic) if bits >> index & 1]
