"""Which database errors come from circumstances, so that the same work may succeed later.

Intake tries such work again without counting it against the update: a race that another
transaction won, or a database that is locked, full, restarting or out of reach. What would fail
again each time (a missing value, an unknown column) is none of these.
"""

import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError

# SQLite's extended result codes (sqlite.org/rescode.html): a row that another has written.
_SQLITE_RACES = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
}
_SQLITE_OUTAGES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}
# SQLSTATE (PostgreSQL's documentation, appendix A): unique, foreign key, exclusion.
_POSTGRES_RACES = {"23505", "23503", "23P01"}
# Connection lost, rolled back by the server, out of resources, locked, shutting down, I/O; and
# a server that has become a read-only standby or has ended an idle session.
_POSTGRES_OUTAGE_CLASSES = ("08", "40", "53", "55", "57", "58", "25006", "25P03")


def is_collision(error: BaseException) -> bool:
    """Whether the transaction may succeed if it is run again as it was."""
    return is_race(error) or is_outage(error)


def is_race(error: BaseException) -> bool:
    """Another transaction was faster: try again at once."""
    if isinstance(error, StaleDataError):
        return True
    cause = _cause(error)
    if isinstance(cause, sqlite3.IntegrityError):
        return _sqlite_code(cause) in _SQLITE_RACES
    if isinstance(cause, psycopg.Error):
        return cause.sqlstate in _POSTGRES_RACES or (cause.sqlstate or "").startswith("40")
    return False


def is_outage(error: BaseException) -> bool:
    """The database can't be used just now: try again after a pause."""
    if isinstance(error, DisconnectionError | PoolTimeoutError):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    cause = _cause(error)
    if isinstance(cause, sqlite3.Error):
        return _sqlite_code(cause) & 0xFF in _SQLITE_OUTAGES
    if isinstance(cause, psycopg.OperationalError) and cause.sqlstate is None:
        return True  # The server couldn't be reached, so it could give no code.
    if isinstance(cause, psycopg.Error):
        return (cause.sqlstate or "").startswith(_POSTGRES_OUTAGE_CLASSES)
    return False


def is_disk_full(error: BaseException) -> bool:
    """Somebody has to make room."""
    cause = _cause(error)
    if isinstance(cause, sqlite3.Error):
        return _sqlite_code(cause) & 0xFF == sqlite3.SQLITE_FULL
    return isinstance(cause, psycopg.Error) and cause.sqlstate == "53100"


def _cause(error: BaseException) -> BaseException:
    """The driver's own error."""
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def _sqlite_code(error: sqlite3.Error) -> int:
    """The extended code; the low byte is the primary one. Errors of the driver have none."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code
