"""What reached whom, and when: read from the simulator's journal of calls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from simulator.journal import Entry, Journal
from tests.bench.town import DELIVERING, Said


@dataclass
class Arrivals:
    """`first` and `last`: when a message reached the first and the last officer it was for."""

    calls: int
    until: float
    first: dict[str, float] = field(default_factory=dict)
    lost: int = 0
    disordered: int = 0

    def latencies(self, said: Iterable[Said]) -> list[float]:
        """Seconds, of those that arrived."""
        return sorted(self.first[one.token] - one.at for one in said if one.token in self.first)


def arrivals(journal: Journal, said: Sequence[Said], since: float) -> Arrivals:
    calls = deliveries(journal, since)
    found = Arrivals(len(calls), max((one.at for one in calls), default=since))
    orders: dict[tuple[str, int], list[str]] = {}
    by_token = {one.token: one for one in said}
    for call in calls:
        for token in _tokens(call):
            one = by_token.get(token)
            if one is not None and int(call.chat) in {o.id for o in one.hood.officers}:
                found.first.setdefault(token, call.at)
                orders.setdefault((call.chat, one.resident.id), []).append(token)
    found.lost = sum(len(one.hood.officers) for one in said) - sum(map(len, orders.values()))
    found.disordered = sum(tokens != sorted(tokens) for tokens in orders.values())
    return found


def deliveries(journal: Journal, since: float) -> list[Entry]:
    """The calls by which something was sent or edited since then."""
    return [
        one
        for one in journal
        if one.at >= since and one.is_ok and one.method.startswith(DELIVERING)
    ]


def _tokens(call: Entry) -> list[str]:
    words = str(call.parameters.get("text", "")).replace("<", " ").split()
    return [word for word in words if word[0] == "m" and word[-1] == "." and len(word) == 8]
