"""Rosters that recur, changes of a shift for once, and what the station says of duty."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite makes a rowid only for a column declared INTEGER.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Foreign keys are checked at the commit: rows come in no particular order.
LATE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
MOMENT = sa.DateTime(timezone=True)


def added() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("station", sa.Column("duty", sa.JSON(none_as_null=True))),
        ("station", sa.Column("shifts_from", MOMENT)),
        ("person", sa.Column("work_phone", sa.Text())),
        ("person", sa.Column("working_hours", sa.JSON(none_as_null=True))),
        ("shift", sa.Column("roster_id", BIG)),
        ("shift", sa.Column("uid", sa.Text())),
    ]


def upgrade() -> None:
    op.create_table(
        "roster",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("calendar", sa.Text(), nullable=False),
        sa.Column("good_at", MOMENT),
        sa.Column("expanded_at", MOMENT),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("fault", sa.Text()),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_roster_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster")),
        sa.UniqueConstraint("station_id", "name", name=op.f("uq_roster_station_id")),
    )
    op.create_table(
        "shift_change",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("by_id", BIG),
        sa.Column("slot", sa.Text()),
        sa.Column("swap_id", BIG),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by_id", BIG, nullable=False),
        sa.Column("agreed_at", MOMENT),
        sa.Column("undone_at", MOMENT),
        sa.Column("undone_by_id", BIG),
        *(
            sa.ForeignKeyConstraint(
                [column], ["person.id"], name=op.f(f"fk_shift_change_{column}_person"), **LATE
            )
            for column in ("person_id", "by_id", "made_by_id", "undone_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_shift_change_station_id_station"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_change")),
    )
    for column in ("station_id", "person_id"):
        op.create_index(op.f(f"ix_shift_change_{column}"), "shift_change", [column])
    for name, new in added():
        op.add_column(name, new)
    op.create_index(op.f("ix_shift_roster_id"), "shift", ["roster_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_shift_roster_id"), "shift")
    for name, new in added():
        op.drop_column(name, new.name)
    op.drop_table("shift_change")
    op.drop_table("roster")
