"""Trouble with updates on their way to the bot: late, or more than once."""

import asyncio
from dataclasses import dataclass

from simulator.world.inbox import Inbox


@dataclass(slots=True, kw_only=True)
class UpdateFault:
    """`kind` is the type of update (message, callback_query …), None for any."""

    kind: str | None = None
    times: int | None = None
    delay: float = 0.0
    copies: int = 1

    def strikes(self, kind: str) -> bool:
        if self.times == 0 or (self.kind is not None and self.kind != kind):
            return False
        if self.times is not None:
            self.times -= 1
        return True


class UpdateFaults:
    def __init__(self) -> None:
        self._update_faults: list[UpdateFault] = []

    def delay_updates(
        self, seconds: float, *, kind: str | None = None, times: int | None = None
    ) -> UpdateFault:
        """They arrive so much later, and what comes after them may overtake them."""
        return self._add(UpdateFault(delay=seconds, kind=kind, times=times))

    def repeat_updates(
        self, copies: int, *, kind: str | None = None, times: int | None = None
    ) -> UpdateFault:
        """The same update, with the same id, so many times."""
        return self._add(UpdateFault(copies=copies, kind=kind, times=times))

    def hold(self, inbox: Inbox, kind: str, body: bytes, lane: int) -> bool:
        """Takes the update over if a fault strikes it."""
        fault = next((fault for fault in self._update_faults if fault.strikes(kind)), None)
        if fault is None:
            return False
        if fault.delay:
            loop = asyncio.get_running_loop()
            loop.call_later(fault.delay, inbox.append, kind, body, lane)
            return True
        inbox.append(kind, body, lane)
        for _ in range(fault.copies - 1):
            inbox.repeat_last()
        return True

    def _add(self, fault: UpdateFault) -> UpdateFault:
        self._update_faults.append(fault)
        return fault
