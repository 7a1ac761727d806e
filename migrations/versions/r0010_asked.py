"""When those who may approve an alert were asked, and whether its author said how long it holds."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
UNASKED = sa.text("state = 'submitted' AND asked_at IS NULL")


def added() -> list[sa.Column[Any]]:
    return [sa.Column("asked_at", MOMENT), sa.Column("until_chosen", sa.Boolean())]


def upgrade() -> None:
    for new in added():
        op.add_column("alert", new)
    op.create_index(
        "ix_alert_unasked",
        "alert",
        ["station_id"],
        sqlite_where=UNASKED,
        postgresql_where=UNASKED,
    )


def downgrade() -> None:
    op.drop_index("ix_alert_unasked", "alert")
    for new in added():
        op.drop_column("alert", new.name)
