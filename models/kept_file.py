"""A file that somebody sent us, where the station file says to keep them: on the disk, outside the
database."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to


class FileState(StrEnum):
    WANTED = "wanted"  # to be downloaded
    KEPT = "kept"
    LEFT = "left"  # `reason` says why it isn't kept


class KeptFile(Base):
    """One for each message with a file. `path` is below the station's folder, and of our own
    making; `sha256` is in hexadecimal, `size` in bytes."""

    __tablename__ = "kept_file"
    __table_args__ = (
        Index(
            "ix_kept_file_wanted",
            "station_id",
            sqlite_where=text("state = 'wanted'"),
            postgresql_where=text("state = 'wanted'"),
        ),
    )

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    exchange_id: Mapped[int] = mapped_column(refers_to("exchange.id"), unique=True)
    file_id: Mapped[str]
    state: Mapped[FileState] = mapped_column(default=FileState.WANTED)
    tries: Mapped[int] = mapped_column(default=0)
    path: Mapped[str | None]
    sha256: Mapped[str | None]
    size: Mapped[int | None]
    reason: Mapped[str | None]
    at: Mapped[datetime]
