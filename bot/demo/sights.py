"""What came on people's screens since one last looked, in an order in which it can be told."""

from collections.abc import Iterable
from dataclasses import dataclass

from simulator import Bubble, Change


@dataclass
class Sight:
    """A message that was sent or changed, or the line with which a tap was answered.

    `viewers` are the people in whose private chats with the bot it stands; nobody is named for
    a group, where everyone sees it.
    """

    bubble: Bubble | None
    viewers: list[str]
    changed: bool = False
    toast: str = ""

    @property
    def rank(self) -> int:
        """People's own words first, then what the group sees of the bot, then private chats."""
        if self.bubble is not None and self.is_spoken:
            return 0
        return 2 if self.viewers else 1

    @property
    def is_spoken(self) -> bool:
        sender = self.bubble.message.sender if self.bubble else None
        return sender is not None and not sender.is_bot

    def is_like(self, other: "Sight") -> bool:
        """Whether other people see the same in their private chats."""
        if self.bubble is None or other.bubble is None or not (self.viewers and other.viewers):
            return False
        same = (self.bubble.text, self.bubble.buttons) == (other.bubble.text, other.bubble.buttons)
        return same and self.changed == other.changed and not self.is_spoken


def sights(changes: Iterable[Change]) -> list[Sight]:
    """Each message once, as it stands now; what looks the same to several people once for all."""
    told: list[Sight] = []
    for sight in sorted(_each_once(changes), key=lambda sight: sight.rank):
        like = next((one for one in told if one.is_like(sight)), None)
        if like is None:
            told.append(sight)
        else:
            like.viewers += sight.viewers
    return told


def _each_once(changes: Iterable[Change]) -> list[Sight]:
    found: dict[object, Sight] = {}
    for change in changes:
        message = change.message
        if change.kind == "answer" and change.details["answer"].text and change.person:
            found[id(change)] = Sight(
                None, [change.person.name], toast=change.details["answer"].text
            )
        elif change.kind in ("message", "edit") and message and not message.is_service:
            found.setdefault(
                message, Sight(Bubble(message), _viewers(change), changed=change.kind == "edit")
            )
    return [one for one in found.values() if one.bubble is None or not one.bubble.is_deleted]


def _viewers(change: Change) -> list[str]:
    if change.chat.id < 0:
        return []
    return [user.name for user in change.chat.people() if not user.is_bot]
