"""Alerts of other authorities, the feeds that bring them, and what grids are known by elsewhere."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# SQLite makes a rowid only for a column declared INTEGER.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Foreign keys are checked at the commit: rows come in no particular order.
LATE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
MOMENT = sa.DateTime(timezone=True)
ASKED = sa.text("outcome = 'waits' AND asked_at IS NULL")


def key() -> sa.Column[Any]:
    return sa.Column("id", BIG, autoincrement=False, nullable=False)


def tie(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, **LATE)


def upgrade() -> None:
    op.create_table(
        "imported_message",
        key(),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("sent", MOMENT, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("alert_id", BIG),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT),
        tie("imported_message", "station_id", "station"),
        tie("imported_message", "alert_id", "alert"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_message")),
        sa.UniqueConstraint(
            "station_id",
            "sender",
            "identifier",
            "sent",
            name=op.f("uq_imported_message_station_id"),
        ),
    )
    op.create_index(
        "ix_imported_message_unasked",
        "imported_message",
        ["station_id"],
        sqlite_where=ASKED,
        postgresql_where=ASKED,
    )
    op.create_table(
        "alert_feed",
        key(),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("good_at", MOMENT),
        sa.Column("fault", sa.Text()),
        tie("alert_feed", "station_id", "station"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_feed")),
        sa.UniqueConstraint("station_id", "name", name=op.f("uq_alert_feed_station_id")),
    )
    for column in ("geocodes", "shape"):
        op.add_column("grid", sa.Column(column, sa.JSON(none_as_null=True)))


def downgrade() -> None:
    for column in ("geocodes", "shape"):
        op.drop_column("grid", column)
    op.drop_table("alert_feed")
    op.drop_index("ix_imported_message_unasked", "imported_message")
    op.drop_table("imported_message")
