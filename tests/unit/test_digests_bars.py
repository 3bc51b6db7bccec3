"""The bars of each partner in an edition."""

from dataclasses import replace

from monitor.digests import bars
from monitor.edition import ENDED
from tests import builders as build

SINCE = build.window().start_at


def standings(*lines):
    return {
        one.now.of: (one.now.figure.value, one.before.figure.value if one.before else None)
        for one in bars.standings(lines, SINCE)
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
    assert not bars.standings([], SINCE)
    line = build.ledger_line("AMD", 6e9, 1)
    assert not bars.standings([replace(line, figure=build.figure(6e9, of="AMD", hedge="less than"))], SINCE)


def off(of: str, number: int, **given):
    """A line that says something was called off."""
    line = build.ledger_line(of, 0.0, number, hours=1)
    return replace(line, kind=ENDED, figure=replace(line.figure, unit="", value=0.0), **given)


def test_what_was_called_off_has_no_bar():
    told = build.ledger_line("Oracle", 4.5e9, 1, hours=30)
    assert standings(told, off("Oracle", 2, story_id=told.story_id)) == {}


def test_of_several_things_of_a_partner_only_that_of_the_story_ends():
    told = build.ledger_line("Oracle", 4.5e9, 1, hours=30)
    other = replace(build.ledger_line("Oracle", 1e9, 3, hours=40), story_id=build.StoryId(77))
    assert standings(told, other, off("Oracle", 2, story_id=told.story_id)) == {"Oracle": (1e9, None)}


def test_what_is_denied_ends_the_amount_and_no_other():
    told = build.ledger_line("AMD", 6e9, 1, hours=50)
    rumour = build.ledger_line("AMD", 3e9, 2, hours=30)
    denial = replace(build.ledger_line("AMD", 3e9, 3, hours=1), kind=ENDED)
    assert standings(told, rumour) == {"AMD": (3e9, None)}
    assert standings(told, rumour, denial) == {"AMD": (6e9, None)}


def test_what_is_denied_of_one_partner_does_not_end_what_another_has():
    told = replace(
        build.ledger_line("Cerebras", 10e9, 1, hours=50),
        figure=build.figure(10e9, of="Cerebras", parties=("Cerebras", "OpenAI")),
    )
    wrong = build.figure(9.9e9, of="OpenAI", parties=("OpenAI", "Frontier"), standing="corrected")
    denial = replace(
        build.ledger_line("OpenAI", 9.9e9, 3, hours=1), kind=ENDED, figure=wrong, story_id=build.StoryId(9)
    )
    assert standings(told, denial) == {"Cerebras": (10e9, None)}
    assert standings(told, replace(denial, figure=replace(wrong, parties=("OpenAI",)))) == {}


def test_one_deal_in_two_roles_ends_as_one():
    told = build.ledger_line("CoreWeave", 4.2e9, 1, hours=50)
    invested = replace(told, figure=replace(told.figure, role="investment"))
    again = replace(build.ledger_line("CoreWeave", 4.2e9, 2, hours=1), story_id=told.story_id)
    ending = off("CoreWeave", 2, story_id=told.story_id)
    assert standings(told, invested, again, ending) == {}


def test_parts_options_and_reports_have_no_bar():
    for standing in ("part", "option", "reported", "old", "proposed"):
        line = build.ledger_line("AMD", 6e9, 1)
        assert not bars.standings([replace(line, figure=replace(line.figure, standing=standing))], SINCE), standing
