"""The entries of a feed: which of them were taken in, and which are tried again, and when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.cap import Entry
from services.foreign_alerts.feeds import POLLED

MOST = 20  # entries of a feed that are looked at in one turn, the newest first
MOST_TRIES = 3  # for one that can't be read
LONGEST = timedelta(minutes=15)  # between two tries of one that failed


@dataclass(frozen=True)
class Failed:
    """How often in a row, not before when it is tried again, and why (a sentence that names it)."""

    times: int
    until: datetime
    said: str


@dataclass
class Seen:
    """Of one feed. What can't be read is done with after a few tries; what couldn't be fetched or
    kept is tried again for as long as it is listed."""

    done: set[str] = field(default_factory=set)
    tries: dict[str, int] = field(default_factory=dict)
    trouble: dict[str, Failed] = field(default_factory=dict)

    def chosen(self, listed: Sequence[Entry], now: datetime) -> list[Entry]:
        """Those that weren't tried yet come first. What has left the feed is forgotten. Also when
        the clock was put back."""
        keys = {_key(one): one for one in listed}
        self.done &= keys.keys()
        self.tries = {key: times for key, times in self.tries.items() if key in keys}
        self.trouble = {key: one for key, one in self.trouble.items() if key in keys}
        due = [key for key in keys if key not in self.done and not self._rests(key, now)]
        due.sort(key=self._tried)
        return [keys[key] for key in due[:MOST]]

    def took(self, entry: Entry) -> None:
        self.done.add(_key(entry))
        self.trouble.pop(_key(entry), None)

    def unread(self, entry: Entry) -> None:
        """It may have been caught while it was being written."""
        key = _key(entry)
        self.trouble.pop(key, None)
        self.tries[key] = self.tries.get(key, 0) + 1
        if self.tries[key] >= MOST_TRIES:
            self.done.add(key)

    def failed(self, entry: Entry, said: str, now: datetime) -> None:
        """The network or the database, which may be there again."""
        key = _key(entry)
        times = self.trouble[key].times + 1 if key in self.trouble else 1
        self.trouble[key] = Failed(times, now + min(times * POLLED, LONGEST), said)

    @property
    def fault(self) -> str | None:
        """Of what still fails, also while it rests."""
        return next((one.said for one in self.trouble.values()), None)

    def _rests(self, key: str, now: datetime) -> bool:
        known = self.trouble.get(key)
        return known is not None and now < known.until <= now + LONGEST

    def _tried(self, key: str) -> int:
        known = self.trouble.get(key)
        return self.tries.get(key, 0) + (known.times if known else 0)


def _key(entry: Entry) -> str:
    """An entry that was updated is another one."""
    return f"{entry.id} {entry.updated.isoformat() if entry.updated else ''}"
