"""What the station says of escalation, how urgent a case is, and where its policy stands."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def added() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("station", sa.Column("escalation", sa.JSON(none_as_null=True))),
        ("doorstep_case", sa.Column("urgency", sa.String(20))),
        ("deadline", sa.Column("retry_at", MOMENT)),
        ("deadline", sa.Column("step", BIG)),
        ("deadline", sa.Column("round", BIG)),
    ]


def upgrade() -> None:
    for name, new in added():
        op.add_column(name, new)


def downgrade() -> None:
    for name, new in added():
        op.drop_column(name, new.name)
