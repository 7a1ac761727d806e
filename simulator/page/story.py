"""A ready story: who does what, step by step, in words of one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

ACTS = (
    "starts", "writes", "replies", "taps", "edits", "sends", "sees", "passes", "together", "says",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """`act` is one of ACTS, `what` its words: what is written, the label that is tapped, the
    kind of thing that is sent, the words waited for, the minutes that pass.

    `group` is where (without it: the chat with the bot), `to` are words of the message that is
    replied to (without them: the one that asks for a reply) or whose button is tapped (without
    them: the newest that has it).
    """

    act: str
    what: str = ""
    who: str = ""
    group: str = ""
    to: str = ""
    caption: str = ""
    note: str = ""
    steps: tuple["Step", ...] = ()

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """Raises ValueError for a step that says nothing, or two things at once."""
        acts = [act for act in ACTS if act in given]
        if len(acts) != 1:
            raise ValueError(f"a step does one of {', '.join(ACTS)}: {given}")
        rest: dict[str, Any] = {key: str(value) for key, value in given.items() if key != acts[0]}
        what = given[acts[0]]
        if acts[0] == "together":
            return cls("together", steps=tuple(Step.read(step) for step in what), **rest)
        return cls(acts[0], str(what), **rest)


@dataclass(frozen=True)
class Story:
    """`about` says in a line what is to be seen."""

    key: str
    title: str
    about: str
    steps: Sequence[Step] = field(default=())
