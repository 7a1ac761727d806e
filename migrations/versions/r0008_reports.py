"""Under which alert a case was reported."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# SQLite makes a rowid only for a column declared INTEGER.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("doorstep_case", sa.Column("alert_id", BIG))


def downgrade() -> None:
    op.drop_column("doorstep_case", "alert_id")
