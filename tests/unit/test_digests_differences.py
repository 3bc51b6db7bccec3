"""What is new in a story, and where its reports differ."""

from dataclasses import replace

import pytest

from monitor.digests import differences
from monitor.edition import Gist, Verdict
from tests import builders as build

MW750, GW10 = build.figure(750e6, text="750 MW"), build.figure(10e9, of="Nvidia")
GW15 = build.figure(1.5e9, text="1.5 GW")


def changed(*reports, new, held):
    """(old, new) of each difference told."""
    verdict = Verdict(status="update", known=(build.known(1, *held),), new_figures=tuple(new))
    edition = build.edition(build.story(1, *reports), verdicts={1: verdict})
    return [(one.old and one.old.value, one.figure.value) for one in differences.changes(edition.cards[0], reports)]


def titled(*figures):
    told = " and ".join(figure.text for figure in figures)
    return build.report(1, said=build.reading(*figures, in_title=True), title=f"Cerebras: {told}")


def test_old_to_new_where_the_headline_gives_the_new_amount():
    assert changed(titled(GW15), new=[GW15], held=[MW750]) == [(750e6, 1.5e9)]
    passing = build.report(1, said=build.reading(GW15, in_title=True), title="Cerebras builds")
    assert changed(passing, new=[GW15], held=[MW750]) == [(None, 1.5e9)]


def test_old_to_new_where_one_sentence_gives_both():
    new, old = (replace(one, sentence="1.5 GW instead of 750 MW") for one in (GW15, MW750))
    assert changed(build.report(1, new, old), new=[new], held=[MW750]) == [(750e6, 1.5e9)]
    assert changed(build.report(1, new, replace(old, sentence="Elsewhere")), new=[new], held=[MW750]) == [(None, 1.5e9)]
    bare, was = replace(new, of=""), replace(old, of="")  # the sentence itself does not name the partner
    assert changed(build.report(1, bare, was), new=[bare], held=[MW750]) == [(750e6, 1.5e9)]


def test_a_part_of_the_whole_is_no_change():
    batch, whole = (replace(one, sentence="60 MW, a sliver of the 750 MW") for one in (build.figure(60e6), MW750))
    assert changed(build.report(1, batch, whole), new=[batch], held=[MW750]) == [(None, 60e6)]


def test_the_sentence_with_both_wins_over_a_larger_amount_beside_it():
    new, old = (replace(one, sentence="1.5 GW instead of 750 MW") for one in (GW15, MW750))
    larger = build.figure(4e9, text="4 GW")
    assert changed(titled(larger, new, old), new=[larger, new], held=[MW750]) == [(750e6, 1.5e9), (None, 4e9)]


def test_a_partner_mentioned_in_passing_changes_nothing():
    other = build.figure(1.2e9, of="Nvidia")
    assert changed(build.report(1, other), new=[other], held=[GW10]) == [(None, 1.2e9)]


def test_one_thing_changes_once_and_to_what_most_reports_give():
    part = build.figure(400e6, text="400 MW")
    reports = [titled(part, GW15), build.report(2, GW15)]
    assert changed(*reports, new=[part, GW15], held=[MW750]) == [(750e6, 1.5e9), (None, 400e6)]


def test_of_several_known_amounts_none_is_replaced():
    assert changed(titled(GW15), new=[GW15], held=[MW750, build.figure(2e9)]) == [(None, 1.5e9)]


def test_small_change_is_no_news():
    noise = [build.figure(1, "EUR"), build.figure(7, "%"), build.figure(3, "")]
    assert changed(titled(GW15, *noise), new=[GW15, *noise], held=[MW750]) == [(750e6, 1.5e9)]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (build.figure(1e9), build.figure(2e9), True),
        (build.figure(1e9), build.figure(1.02e9), False),
        (build.figure(1e9), build.figure(10e9), False),  # of another order: of another thing
        (build.figure(1e9, hedge="up to"), build.figure(2e9), False),
        (build.figure(1e9, of="OpenAI"), build.figure(2e9, of="OpenAI"), False),  # the subject has many amounts
        (build.figure(1e9), build.figure(2e9, of="AMD"), False),
    ],
)
def test_conflicts(one, other, found):
    assert bool(differences.conflict([build.report(1, one), build.report(2, other)])) == found


def test_what_one_language_alone_tells():
    german = build.report(1, GW15, language="de", said=build.reading(GW15, names=("Oracle",)))
    english = build.report(
        2, said=build.reading(replace(GW15, value=1.49e9), build.figure(21e9, "USD"), names=("Oracle", "AMD"))
    )
    (told,) = differences.only_in([german, english])
    assert told == ("en", Gist(amounts=((21e9, "USD"),), names=("AMD",)))
    assert not differences.only_in([english, english])
