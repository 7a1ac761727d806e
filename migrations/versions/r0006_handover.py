"""The ends of shifts, what the station says of handing over, and shifts taken where there was
none."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# SQLite makes a rowid only for a column declared INTEGER.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Foreign keys are checked at the commit: rows come in no particular order.
LATE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
MOMENT = sa.DateTime(timezone=True)
AHEAD = sa.text("done_at IS NULL")


def added() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("station", sa.Column("handover", sa.JSON(none_as_null=True))),
        ("shift_change", sa.Column("grid_id", BIG)),
    ]


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("choices", sa.JSON(none_as_null=True)),
        sa.Column("list_id", BIG),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("retry_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_handover_station_id_station"), **LATE
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_handover_person_id_person"), **LATE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_person_id"), "handover", ["person_id"])
    op.create_index(
        "ix_handover_due", "handover", ["due_at"], sqlite_where=AHEAD, postgresql_where=AHEAD
    )
    for name, new in added():
        op.add_column(name, new)


def downgrade() -> None:
    for name, new in added():
        op.drop_column(name, new.name)
    op.drop_index("ix_handover_due", "handover")
    op.drop_index(op.f("ix_handover_person_id"), "handover")
    op.drop_table("handover")
