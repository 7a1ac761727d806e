"""The schema's revision: bringing a database up to it, and refusing to start at another."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from psycopg.errors import InsufficientPrivilege
from sqlalchemy.exc import DBAPIError

import migrations
from bot.collisions import is_outage
from bot.complaints import ConfigurationError
from bot.store import Store


async def migrate(store: Store) -> bool:
    """Bring the database up to the newest revision. Whether anything was to be done."""
    with reachable(store):
        before = await store.revision()
        must_be_known(before)
        await asyncio.to_thread(command.upgrade, _config(store), "head")
        return before != newest()


async def check_revision(store: Store) -> None:
    """Raises ConfigurationError unless the database is at the newest revision."""
    with reachable(store):
        found = await store.revision()
    must_be_known(found)
    if found is None:
        raise ConfigurationError("The database has no tables yet: run 'doorstep migrate'.")
    if found != newest():
        raise ConfigurationError(
            f"The database is at revision {found}, and this version of Doorstep needs {newest()}: "
            "run 'doorstep migrate'."
        )


def newest() -> str:
    head = _scripts().get_current_head()
    if head is None:
        raise LookupError("No migration is installed.")
    return head


def must_be_known(revision: str | None) -> None:
    """Nobody knows how to get from a revision of the future to this one."""
    try:
        _scripts().get_revision(revision or "base")
    except CommandError:
        raise ConfigurationError(
            f"The database is at revision {revision}, which this version of Doorstep ({newest()}) "
            "doesn't know: a newer version has used it. Install that version or a newer one, and "
            "then run 'doorstep migrate'."
        ) from None


@contextmanager
def reachable(store: Store) -> Iterator[None]:
    """A database that can't be used becomes a ConfigurationError with the reason it gave."""
    try:
        yield
    except DBAPIError as error:
        if not is_outage(error) and not isinstance(error.orig, InsufficientPrivilege):
            raise
        reason = str(error.orig).strip().splitlines()[0].rstrip(".")
        raise ConfigurationError(
            f"The database {store.url.render_as_string()} can't be used: {reason}. Start it, or "
            "correct DOORSTEP_DATABASE."
        ) from error


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(migrations.__file__).parent))


def _config(store: Store) -> Config:
    config = Config(attributes={"url": store.url.render_as_string(hide_password=False)})
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return config
