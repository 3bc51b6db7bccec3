"""What is new in a story, and where its reports differ."""

from dataclasses import replace

import pytest

from monitor.digests import differences
from monitor.digests.forms import card_view
from monitor.digests.frame import Frame
from monitor.edition import Gist, Verdict
from monitor.model import Step
from tests import builders as build

MW750, GW10 = build.figure(750e6, text="750 MW"), build.figure(10e9, of="Nvidia")
GW15 = build.figure(1.5e9, text="1.5 GW")
BOTH = "Cerebras builds 1.5 GW instead of 750 MW."
GW15_NOW = replace(GW15, sentence=BOTH, before=MW750.value)
MW750_BEFORE = replace(MW750, sentence=BOTH, standing="old")


def changed(*reports, new, held):
    """(old, new) of each difference shown."""
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
    new, old = GW15_NOW, MW750_BEFORE
    assert changed(build.report(1, new, old), new=[new], held=[MW750]) == [(750e6, 1.5e9)]
    alone = replace(new, before=None)
    elsewhere = build.report(1, alone, replace(old, sentence="Elsewhere"))
    assert changed(elsewhere, new=[alone], held=[MW750]) == [(None, 1.5e9)]
    both = "1.5 GW, twice the 750 MW that Cerebras builds elsewhere"
    still = replace(old, sentence=both, standing="agreed")
    beside = replace(new, sentence=both, before=None)
    assert changed(build.report(1, beside, still), new=[beside], held=[MW750]) == [(None, 1.5e9)]
    bare, was = replace(new, of="", before=None), replace(old, of="")  # the sentence itself does not name the partner
    assert changed(build.report(1, bare, was), new=[bare], held=[MW750]) == [(750e6, 1.5e9)]


def test_a_part_of_the_whole_is_no_change():
    batch, whole = (replace(one, sentence="60 MW, a sliver of the 750 MW") for one in (build.figure(60e6), MW750))
    assert changed(build.report(1, batch, whole), new=[batch], held=[MW750]) == [(None, 60e6)]


def test_the_sentence_with_both_wins_over_a_larger_amount_beside_it():
    new, old = GW15_NOW, MW750_BEFORE
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
        (build.figure(1e9), build.figure(10e9), False),  # too different in size: about another thing
        (build.figure(1e9, hedge="up to"), build.figure(2e9), False),
        (build.figure(1e9, of="OpenAI"), build.figure(2e9, of="OpenAI"), False),  # the subject has many amounts
        (build.figure(1e9), build.figure(2e9, of="AMD"), False),
    ],
)
def test_conflicts(one, other, found):
    assert bool(differences.conflict([build.report(1, one), build.report(2, other)])) == found


def test_reports_that_both_give_both_amounts_do_not_disagree():
    sold, planned = build.figure(1.4e9), build.figure(1e9, standing="planned", of="")
    assert differences.conflict([build.report(1, sold), build.report(2, build.figure(1e9))])
    assert not differences.conflict([build.report(1, sold, planned), build.report(2, build.figure(1e9))])


def test_what_one_language_alone_tells():
    german = build.report(1, GW15, language="de", said=build.reading(GW15, names=("Oracle",)))
    english = build.report(
        2, said=build.reading(replace(GW15, value=1.49e9), build.figure(21e9, "USD"), names=("Oracle", "AMD"))
    )
    (told,) = differences.only_in([german, english])
    assert told == ("en", Gist(amounts=((21e9, "USD"),), names=("AMD",)))
    assert not differences.only_in([english, english])


@pytest.mark.parametrize(
    ("sentence", "language", "years"),
    [
        ("The halls of OpenAI will be handed over in February 2028 instead of June 2027, says the builder.", "en", "2027 2028"),
        ("Der Betreiber kann die Hallen von OpenAI erst Mitte 2030 statt Ende 2027 mit Strom versorgen.", "de", "2027 2030"),
        ("La liaison destinée au site de OpenAI sera prête au printemps 2030, au lieu de la fin 2028.", "fr", "2028 2030"),
        ("The opening of the halls has slipped from the end of 2027 to the third quarter of 2028.", "en", "2027 2028"),
        ("The new agreement about the halls of OpenAI runs from 2027 to 2032, says the operator.", "en", ""),
        ("The halls of OpenAI in the north will not open before the end of 2028, says the builder.", "en", ""),
    ],
)  # fmt: skip
def test_from_which_year_to_which_where_a_sentence_gives_both(sentence, language, years):
    report = build.report(1, text=sentence, language=language)
    assert " ".join(differences.put_off([report]) or ()) == years


def test_reports_that_give_other_years_leave_it_open():
    texts = [
        f"The halls of OpenAI will be handed over in {year} instead of 2027, says the builder." for year in (2028, 2029)
    ]
    reports = [build.report(n, text=text, language="en") for n, text in enumerate(texts, start=1)]
    assert differences.put_off(reports) is None
    assert differences.put_off(reports[:1]) == ("2027", "2028")


@pytest.mark.parametrize(("kind", "amounts"), [("announced", ((2e9, "USD"),)), ("corrected", ()), ("denied", ())])
def test_no_bare_amount_where_a_report_takes_some_back(kind, amounts):
    sum_ = build.figure(2e9, "USD", text="$2 billion")
    withdrawn = build.figure(3e9, "USD", text="$3 billion", standing="denied")
    said = replace(build.reading(sum_, withdrawn), steps=(Step(kind=kind),))
    card = build.edition(build.story(1, build.report(1, said=said))).cards[0]
    card = replace(card, summary=(("It costs $2 billion, not $3 billion.", "https://site1.example/1"),))
    assert differences.gist(card, ()).amounts == amounts


def line(language, title, text, *, step=None, status="new"):
    said = replace(build.reading(), steps=(step,) if step else ())
    report = build.report(1, title=title, text=text, language="en", said=said)
    verdict = Verdict(status=status, known=(build.known(1),), step=step)
    edition = build.edition(build.story(1, report), verdicts={1: verdict})
    return card_view.line(edition.cards[0], Frame(language)).text


def test_the_line_of_a_story_says_the_step():
    late = "The halls of OpenAI will be handed over in February 2028 instead of June 2027, says the builder."
    assert line("en", "Louisiana halls are late", late) == "Louisiana halls are late · 2027 → 2028"
    off = Step(kind="cancelled", sentence="OpenAI walks away from Denton")
    assert line("de", off.sentence, "", step=off, status="update") == "Abgesagt: OpenAI walks away from Denton"
    assert line("en", off.sentence, "", step=off, status="update") == off.sentence  # in the readers' own language
    assert line("de", off.sentence, "") == off.sentence
    long = line("en", "Louisiana halls " * 20, late)
    assert len(long) <= card_view.LINE
    assert long.endswith("… · 2027 → 2028")
