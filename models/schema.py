"""All tables in one place, for migrations and for tests."""

from sqlalchemy import Connection, MetaData

from models import (
    address,
    alert,
    case,
    deadline,
    exchange,
    handover,
    imported,
    journal,
    kept_file,
    person,
    shift,
    station,
)
from models.base import Base

MODULES = (
    address, alert, case, deadline, exchange, handover, imported, journal, kept_file, person, shift,
    station,
)  # fmt: skip
metadata: MetaData = Base.metadata


def create_all(connection: Connection) -> None:
    """Make every table in an empty database (tests; a real one is made by migrations)."""
    metadata.create_all(connection)
