"""The first tables. New databases are made whole from `schema.py`, so that no program ever runs this revision.

To change the tables: change `schema.py`, add `r000N_what.py` here with `revision`, `down_revision` and `upgrade()`, add
the revision to `versions.REVISIONS`, and keep a dump of the tables as they were, with rows in all, for the tests.
"""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing comes before."""
