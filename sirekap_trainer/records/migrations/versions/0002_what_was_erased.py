"""What was erased, so that it does not come back; and a random id for each person, by which that can be told of them.

Revision: 0002, after 0001.
"""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forwards."""
    op.create_table(
        "erased",
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("erased_on", sa.Date(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_erased")),
    )
    # Not as a batch: SQLite would make the table anew, and dropping the old one would empty what refers to it.
    op.add_column("person", sa.Column("uid", sa.String(length=36), server_default="", nullable=False))
    person = sa.table("person", sa.column("id", sa.Integer), sa.column("uid", sa.String))
    connection = op.get_bind()
    fresh = [{"key": key, "value": str(uuid4())} for key in connection.scalars(sa.select(person.c.id))]
    if fresh:
        statement = sa.update(person).where(person.c.id == sa.bindparam("key")).values(uid=sa.bindparam("value"))
        connection.execute(statement, fresh)


def downgrade() -> None:
    """Back."""
    op.drop_column("person", "uid")
    op.drop_table("erased")
