"""Who will use what is built, and who builds it."""

from __future__ import annotations

import pytest

from monitor import language
from monitor.figures import sides


@pytest.mark.parametrize(
    ("code", "text", "user", "builder"),
    [
        ("en", "a campus for Grauwind", 1.0, 0.0),
        ("en", "Grauwind leases two halls", 1.0, 0.0),
        ("en", "the Grauwind campus", 1.0, 0.0),
        ("en", "Grauwind will build two halls", 0.0, 1.0),
        ("de", "ein Rechenzentrum für Grauwind", 1.0, 0.0),
        ("de", "Grauwind investiert", 0.0, 1.0),
        ("fr", "un campus pour Grauwind", 1.0, 0.0),
        ("en", "Grauwind said nothing", 0.0, 0.0),
    ],
)
def test_a_mention_shows_a_side(code, text, user, builder):
    start = text.index("Grauwind")
    found = sides.marks(text, [(start, start + len("Grauwind"))], frozenset(), language.of(code))
    assert (found["user"], found["builder"]) == (user, builder)


def test_what_a_name_is_called_shows_it_too():
    found = sides.marks("Grauwind", [(0, 8)], frozenset({"landlord"}), language.of("en"))
    assert (found["user"], found["builder"]) == (0.0, 1.0)
