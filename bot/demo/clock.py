"""One time for two processes: the page moves it, the bot reads it from a small file."""

import json
from datetime import UTC, datetime
from pathlib import Path

from services.clock import SystemClock


class SharedClock:
    """Shown time runs at `speed` from where it was put; each change is written down."""

    def __init__(self, path: Path, start: datetime) -> None:
        self._path, self._machine = path, SystemClock()
        self._since, self._shown = self._real(), start.timestamp()
        self.speed = 1.0
        self._write()

    def now(self) -> float:
        """Unix seconds."""
        return self._shown + (self._real() - self._since) * self.speed

    def run(self, speed: float) -> None:
        self._put(self.now(), speed)

    def jump(self, seconds: float) -> None:
        self._put(self.now() + seconds, self.speed)

    def _put(self, shown: float, speed: float) -> None:
        self._since, self._shown, self.speed = self._real(), shown, speed
        self._write()

    def _write(self) -> None:
        """Renamed into place, so that nobody reads half of it."""
        fresh = self._path.with_suffix(".new")
        told = {"since": self._since, "shown": self._shown, "speed": self.speed}
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(self._path)

    def _real(self) -> float:
        return self._machine.now().timestamp()


class FollowingClock:
    """The bot's Clock: it goes by what the file says."""

    def __init__(self, path: Path) -> None:
        self._path, self._machine = path, SystemClock()
        self._file = 0
        self._since = self._shown = self._speed = 0.0

    def now(self) -> datetime:
        self._look()
        passed = self._machine.now().timestamp() - self._since
        return datetime.fromtimestamp(self._shown + passed * self._speed, UTC)

    def _look(self) -> None:
        found = self._path.stat()
        file = hash((found.st_ino, found.st_mtime_ns))
        if file != self._file:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            self._since, self._shown = told["since"], told["shown"]
            self._speed, self._file = told["speed"], file
