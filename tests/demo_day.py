"""The demo's day as an edition, made once for all tests of a process; mails are measured with it."""

from functools import cache

from monitor.demo import sample
from monitor.edition import Edition
from tests import builders as build


@cache
def edition(language: str = "de") -> Edition:
    """Every event of the demo's day as a story with all its reports, judged against what its reader knows."""
    return sample.edition(build.digest(language=language))
