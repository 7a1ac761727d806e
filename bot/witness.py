"""A witness outside the database: how far the database had got when it was last led from here.

A database that knows less than its witness was restored from an older backup. What waits in its
outbox may have been sent long ago, so it stays there until a person has looked at it. The
witness can't speak for a database that is restored on another machine: `doorstep freeze` does
the same by hand.
"""

import hashlib
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy import URL

log = structlog.get_logger()


class Witness:
    """A small file with one moment in it (UTC), which is only ever written after a commit."""

    def __init__(self, folder: Path, database: URL, bot_id: int) -> None:
        place = f"{database.host or ''}/{database.database or ''}"
        mark = hashlib.sha256(place.encode()).hexdigest()[:8]
        self._path = folder / f"{bot_id}-{mark}.witness"

    def has_seen_later_than(self, moment: datetime) -> bool:
        """Whether the database was further already than this."""
        try:
            return datetime.fromisoformat(self._path.read_text(encoding="ascii")) > moment
        except (FileNotFoundError, ValueError):
            return False

    def note(self, moment: datetime) -> None:
        """The database holds this moment by now. A witness that can't write is no reason to
        stop: it is missed only after a restore."""
        new = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(moment.isoformat(), encoding="ascii")
            new.replace(self._path)
        except OSError as error:
            log.warning("witness_not_written", error=str(error))
