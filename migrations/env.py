"""How alembic runs the migrations: on a connection that it is given, or on one of its own
(to `config.attributes["url"]`, `alembic -x url=...`, or DOORSTEP_DATABASE).

All migrations of a run are one transaction on both databases, so that a run that is cut off
leaves nothing half done; runs of several processes take turns. A caller who gives a connection
(`config.attributes["connection"]`) commits it.
"""

import os
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Enum, create_engine, text
from sqlalchemy.pool import NullPool

from bot.database_url import DEFAULT, sync_url
from models.base import UTCDateTime
from models.schema import metadata

ADVISORY_LOCK = 0x646F6F72  # "door"


def rendered(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Migrations outlive the models: they name SQLAlchemy's own types and nothing of ours."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String({item.length})"
    return False


def run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=rendered,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_on_own_connection() -> None:
    named = context.get_x_argument(as_dictionary=True).get("url")
    named = context.config.attributes.get("url") or named
    url = sync_url(named or os.environ.get("DOORSTEP_DATABASE") or DEFAULT)
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            take_sqlite(connection)
        run(connection)
        connection.commit()


def take_sqlite(connection: Connection) -> None:
    """A batch migration makes a table anew, which its references mustn't notice; and the driver's
    own transactions wouldn't hold what defines tables."""
    driver: Any = connection.connection.driver_connection
    driver.isolation_level = None
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


given: Connection | None = context.config.attributes.get("connection")
if given is None:
    run_on_own_connection()
else:
    run(given)
