"""The database's address, as people write it and as the two ways of connecting want it."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

SQLITE = "sqlite+aiosqlite"
POSTGRESQL = "postgresql+psycopg"
DEFAULT = f"{SQLITE}:///./data/doorstep.db"
_DRIVERS = {
    "sqlite": SQLITE,
    SQLITE: SQLITE,
    "postgres": POSTGRESQL,
    "postgresql": POSTGRESQL,
    POSTGRESQL: POSTGRESQL,
}


def async_url(text: str) -> URL:
    """The URL with the driver that Doorstep uses. Raises ValueError with a plain sentence."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError(
            "it isn't a database URL: write sqlite:///./data/doorstep.db "
            "or postgresql://user:password@host/database"
        ) from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise ValueError(
            f"Doorstep keeps its records in SQLite or PostgreSQL, not in {url.drivername!r}"
        )
    if driver == SQLITE and (not url.database or ":memory:" in url.database):
        raise ValueError("name a file, because a database in memory is lost with the process")
    return url.set(drivername=driver)


def sync_url(text: str) -> URL:
    """The same database for alembic, which isn't asynchronous (psycopg 3 is both)."""
    url = async_url(text)
    return url.set(drivername="sqlite") if url.drivername == SQLITE else url
