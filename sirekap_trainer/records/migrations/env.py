"""Run by Alembic: migrates the database of the connection that `store.migrate` hands over."""

from __future__ import annotations

from alembic import context

from sirekap_trainer.records.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
context.run_migrations()
