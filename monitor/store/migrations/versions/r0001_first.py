"""The first tables. New databases are made from `schema.py`, so that no program ever runs this revision.

To change the tables: change `schema.py`, add `r000N_what.py` here with `revision`, `down_revision` and `upgrade()`, add
the revision to `versions.REVISIONS`, and store a dump of the old tables, with rows in all of them, for the tests.
"""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing to do: this is the first revision."""
