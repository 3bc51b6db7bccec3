"""Figures of partners over time."""

from monitor.digests import ledger
from tests import builders as build

SINCE = build.window().start_at


def standings(*lines):
    return {
        one.now.of: (one.now.figure.value, one.before.figure.value if one.before else None)
        for one in ledger.standings(lines, SINCE)
    }


def test_the_largest_amount_two_articles_agree_on_stands():
    slip = build.ledger_line("Oracle", 500e9, 9)
    assert standings(
        slip, *(build.ledger_line("Oracle", 4.5e9, n) for n in (1, 2)), build.ledger_line("Oracle", 2e8, 3)
    ) == {"Oracle": (4.5e9, None)}


def test_without_agreement_the_newest_stands():
    old, new = build.ledger_line("AMD", 6e9, 1, hours=100), build.ledger_line("AMD", 1e9, 2, hours=1)
    assert standings(old, new) == {"AMD": (1e9, 6e9)}


def test_a_change_in_the_window_tells_what_stood_before():
    before = build.ledger_line("Cerebras", 0.75e9, 1, hours=300)
    assert standings(before, *(build.ledger_line("Cerebras", 1.5e9, n) for n in (2, 3))) == {
        "Cerebras": (1.5e9, 0.75e9)
    }


def test_the_same_amount_rounded_differently_is_no_change():
    before = build.ledger_line("Cerebras", 1.5e9, 1, hours=300)
    assert standings(before, build.ledger_line("Cerebras", 1.52e9, 2)) == {"Cerebras": (1.52e9, None)}


def test_less_than_is_no_announcement():
    assert not ledger.standings([], SINCE)
    hedged = build.ledger_line("AMD", 6e9, 1)
    hedged = build.LedgerLine(
        **{name: getattr(hedged, name) for name in hedged.__slots__} | {"figure": build.figure(6e9, hedge="less than")}
    )
    assert ledger.standing([hedged]) is None
