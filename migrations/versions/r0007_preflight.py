"""When a station checks each morning what is to be mended, and who was said to be drafted."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def added() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("station", sa.Column("morning_check", sa.Text())),
        ("station", sa.Column("check_due_at", MOMENT)),
        ("roster", sa.Column("drafted", sa.JSON(none_as_null=True))),
    ]


def upgrade() -> None:
    for name, new in added():
        op.add_column(name, new)


def downgrade() -> None:
    for name, new in added():
        op.drop_column(name, new.name)
