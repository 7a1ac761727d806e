"""Trouble that stays until it is switched off again."""

from simulator.call import Call
from simulator.faults import Faults
from simulator.trouble import Fault

RETRY_AFTER = 3
KINDS = ("429", "502", "silence")
"""Too many requests; a bad gateway; no answer to anything."""


class Switches:
    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._on: dict[str, Fault] = {}

    @property
    def on(self) -> list[str]:
        return sorted(self._on)

    def switch(self, kind: str, on: bool) -> None:
        if on and kind not in self._on:
            self._on[kind] = self._fault(kind)
        elif not on and kind in self._on:
            self._faults.lift(self._on.pop(kind))

    def _fault(self, kind: str) -> Fault:
        if kind == "429":
            return self._faults.refuse(RETRY_AFTER, when=_sends)
        if kind == "502":
            return self._faults.bad_gateway(when=_sends)
        if kind == "silence":
            return self._faults.mute()
        raise ValueError(f"no such trouble: {kind}")


def _sends(call: Call) -> bool:
    """What the bot has to say; it still receives."""
    return call.method != "getUpdates"
