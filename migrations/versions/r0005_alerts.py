"""Safety alerts, each time they go out, and who hears of them in private."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# SQLite makes a rowid only for a column declared INTEGER.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Foreign keys are checked at the commit: rows come in no particular order.
LATE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True)
CHOICE = sa.String(20)


def key() -> sa.Column[Any]:
    return sa.Column("id", BIG, autoincrement=False, nullable=False)


def tie(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, **LATE)


def added() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("station", sa.Column("alerts", JSON)),
        ("chat_group", sa.Column("language", sa.Text())),
        ("chat_group", sa.Column("members", BIG)),
        ("chat_group", sa.Column("members_at", MOMENT)),
        ("exchange", sa.Column("reason", CHOICE)),
        ("exchange", sa.Column("run_id", BIG)),
    ]


def upgrade() -> None:
    op.create_table(
        "alert",
        key(),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", CHOICE, nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("root_id", BIG),
        sa.Column("case_id", BIG),
        sa.Column("author_id", BIG),
        sa.Column("approver_id", BIG),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("template", sa.Text()),
        sa.Column("values", JSON, nullable=False),
        sa.Column("words", JSON, nullable=False),
        sa.Column("category", CHOICE, nullable=False),
        sa.Column("urgency", CHOICE, nullable=False),
        sa.Column("severity", CHOICE, nullable=False),
        sa.Column("certainty", CHOICE, nullable=False),
        sa.Column("contact", sa.Text()),
        sa.Column("source_id", BIG),
        sa.Column("content", sa.Text()),
        sa.Column("media", JSON),
        sa.Column("voices", JSON, nullable=False),
        sa.Column("audience", JSON, nullable=False),
        sa.Column("rule", JSON),
        sa.Column("valid_minutes", BIG, nullable=False),
        sa.Column("next_at", MOMENT),
        sa.Column("imported", JSON),
        sa.Column("version", BIG, nullable=False),
        tie("alert", "station_id", "station"),
        tie("alert", "case_id", "doorstep_case"),
        tie("alert", "author_id", "person"),
        tie("alert", "approver_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("station_id", "number", name=op.f("uq_alert_station_id")),
    )
    op.create_index("ix_alert_root", "alert", ["root_id"])
    op.create_index(
        "ix_alert_due",
        "alert",
        ["station_id", "next_at"],
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_table(
        "alert_run",
        key(),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("alert_id", BIG, nullable=False),
        sa.Column("state", CHOICE, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("cursor", BIG, nullable=False),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.Column("total", BIG, nullable=False),
        sa.Column("members", BIG, nullable=False),
        sa.Column("progress_id", BIG),
        sa.Column("shown", JSON),
        sa.Column("salt", sa.Text()),
        sa.Column("noted", BIG, nullable=False),
        tie("alert_run", "station_id", "station"),
        tie("alert_run", "alert_id", "alert"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_run")),
        sa.UniqueConstraint("alert_id", "due_at", name=op.f("uq_alert_run_alert_id")),
    )
    op.create_index(
        "ix_alert_run_open",
        "alert_run",
        ["station_id", "expires_at"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "alert_words",
        key(),
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("values", JSON, nullable=False),
        tie("alert_words", "run_id", "alert_run"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_words")),
        sa.UniqueConstraint("run_id", "language", name=op.f("uq_alert_words_run_id")),
    )
    op.create_table(
        "noted_mark",
        key(),
        sa.Column("run_id", BIG, nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        tie("noted_mark", "run_id", "alert_run"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noted_mark")),
        sa.UniqueConstraint("run_id", "mark", name=op.f("uq_noted_mark_run_id")),
    )
    op.create_table(
        "subscription",
        key(),
        sa.Column("station_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("category", CHOICE),
        sa.Column("grid_id", BIG),
        sa.Column("at", MOMENT, nullable=False),
        tie("subscription", "station_id", "station"),
        tie("subscription", "person_id", "person"),
        tie("subscription", "grid_id", "grid"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
    )
    op.create_index(op.f("ix_subscription_person_id"), "subscription", ["person_id"])
    op.create_index("ix_subscription_station", "subscription", ["station_id", "person_id"])
    for name, new in added():
        op.add_column(name, new)
    op.create_index(
        "uq_exchange_run",
        "exchange",
        ["run_id", "address_id"],
        unique=True,
        sqlite_where=sa.text("purpose = 'alert'"),
        postgresql_where=sa.text("purpose = 'alert'"),
    )
    op.create_index(
        "ix_exchange_run",
        "exchange",
        ["run_id", "purpose", "delivery"],
        sqlite_where=sa.text("run_id IS NOT NULL"),
        postgresql_where=sa.text("run_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_exchange_run", "exchange")
    op.drop_index("uq_exchange_run", "exchange")
    for name, new in added():
        op.drop_column(name, new.name)
    for table in ("subscription", "noted_mark", "alert_words", "alert_run", "alert"):
        op.drop_table(table)
