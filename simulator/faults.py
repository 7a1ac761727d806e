"""Trouble on demand.

    telegram.faults.refuse(retry_after=10, chat=group, times=1)
    telegram.faults.bad_gateway(method="sendMessage", when=lambda call: "gas" in str(call))

Each strikes the calls that fit (`method`, `chat`, `when`; all of them when nothing is said) as
often as `times` says, or until it is lifted.
"""

from typing import Unpack

from simulator.call import Call
from simulator.errors import Refusal, bad_request, forbidden, too_many_requests, upgraded
from simulator.trouble import BadGateway, Delay, Fault, LostAnswer, Muted, Refused, Where
from simulator.update_faults import UpdateFaults


class Faults(UpdateFaults):
    """Each method sets a fault up and returns it; `lift` takes one or all away."""

    def __init__(self) -> None:
        super().__init__()
        self._faults: list[Fault] = []

    def refuse(self, retry_after: int, **where: Unpack[Where]) -> Fault:
        """429 with retry_after, in seconds."""
        refusal = too_many_requests(retry_after)
        return self.add(Refused(name="429", refusal=refusal, **where))

    def blocked(self, **where: Unpack[Where]) -> Fault:
        return self.answer(forbidden("bot was blocked by the user"), **where)

    def kicked(self, **where: Unpack[Where]) -> Fault:
        return self.answer(forbidden("bot was kicked from the supergroup chat"), **where)

    def chat_not_found(self, **where: Unpack[Where]) -> Fault:
        return self.answer(bad_request("chat not found"), **where)

    def migrated(self, to: int, **where: Unpack[Where]) -> Fault:
        return self.answer(upgraded(to), **where)

    def server_error(self, **where: Unpack[Where]) -> Fault:
        return self.answer(Refusal(500, "Internal Server Error"), **where)

    def answer(self, refusal: Refusal, **where: Unpack[Where]) -> Fault:
        """Any other error of the Bot API."""
        return self.add(Refused(name=f"{refusal.code}", refusal=refusal, **where))

    def bad_gateway(self, accepted: bool = False, **where: Unpack[Where]) -> Fault:
        """502 with an HTML body; `accepted` says whether the call took effect all the same."""
        return self.add(BadGateway(name="502", accepted=accepted, **where))

    def lose_answer(self, before: bool, **where: Unpack[Where]) -> Fault:
        """The connection breaks before the call takes effect, or after."""
        return self.add(LostAnswer(name="lost", accepted=not before, **where))

    def silence(self, seconds: float, **where: Unpack[Where]) -> Fault:
        """Nothing happens for so long; then the call is carried out and answered."""
        return self.add(Delay(name="silence", seconds=seconds, accepted=False, **where))

    def mute(self, **where: Unpack[Where]) -> Fault:
        """Nothing is carried out or answered until it is lifted."""
        return self.add(Muted(name="mute", **where))

    def slow_answer(self, seconds: float, **where: Unpack[Where]) -> Fault:
        """The call takes effect at once, and is answered so much later."""
        return self.add(Delay(name="slow", seconds=seconds, accepted=True, **where))

    def add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        return fault

    def lift(self, fault: Fault | None = None) -> None:
        if fault is None:
            for each in self._faults:
                each.lift()
            self._faults.clear()
            self._update_faults.clear()
        elif fault in self._faults:
            fault.lift()
            self._faults.remove(fault)

    def take(self, call: Call) -> Fault | None:
        """The fault that strikes this call."""
        for fault in self._faults:
            if fault.fits(call):
                fault.struck += 1
                if fault.is_over:
                    self._faults.remove(fault)
                return fault
        return None
