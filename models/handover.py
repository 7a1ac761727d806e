"""The end of somebody's shift, and what becomes of the cases that they have then."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, refers_to


class Choice(StrEnum):
    """Of whoever's shift has ended, for one of their cases."""

    UNDECIDED = "undecided"
    KEEP = "keep"
    HAND_OVER = "hand_over"
    AGAIN = "again"  # nobody was next: asked anew when somebody comes on duty


class Handover(Base):
    """Of one person on duty. `due_at` (UTC) is when their shift ends, as the roster had it when it
    was last looked at; from then on (`choices` isn't none) it is when what is undecided is decided
    by the policy. `choices` has the ids of the cases in question, `list_id` is the message in which
    they are chosen. `left`: they are no longer of the staff, and there is nothing to ask. One that
    couldn't be done isn't tried again before `retry_at`."""

    __tablename__ = "handover"
    __table_args__ = (
        Index(
            "ix_handover_due",
            "due_at",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    station_id: Mapped[int] = mapped_column(refers_to("station.id"))
    person_id: Mapped[int] = mapped_column(refers_to("person.id"), index=True)
    due_at: Mapped[datetime]
    choices: Mapped[dict[str, str] | None]
    list_id: Mapped[int | None]
    left: Mapped[bool] = mapped_column(default=False)
    done_at: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]

    @property
    def is_being_asked(self) -> bool:
        """Whether its officer has a list to choose from. What nobody could take waits for somebody
        to come on duty: there is nothing to choose."""
        choices = (self.choices or {}).values()
        return self.done_at is None and any(choice != Choice.AGAIN for choice in choices)
