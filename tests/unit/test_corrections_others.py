"""What other reports correct: amounts told and taken back, with both versions; everything else is news."""

from datetime import UTC, datetime

import pytest

from monitor import reading
from monitor.correction import Correction, Told
from monitor.corrections import others
from monitor.model import Article, ArticleId, Report, StoryId
from tests import builders
from tests.topic import OPENAI

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
TOLD = builders.article(
    title="Nine banks lend 4.8 billion dollars for OpenAI's campus in Halden",
    text="Nine banks lend 4.8 billion dollars for a campus near Halden that OpenAI is to use.\n"
    "The campus of the developer Vestora will have 1.2 gigawatts. Oracle rents it for 15 years.",
    site="Harbour Ledger",
)


def corrected(code: str, title: str, text: str, *, told: tuple[Article, ...] = (TOLD,)) -> tuple[Correction, ...]:
    """What a report corrects."""
    known = [
        Told(article_id=ArticleId(number), article=one, edition=number) for number, one in enumerate(told, start=1)
    ]
    return others.corrections(known, [r for r in [report(code, title, text)] if others.corrects(r)], StoryId(1), NOW)


def report(code: str, title: str, text: str, number: int = 9) -> Report:
    article = builders.article(number, title=title, text=text, language=code, site="Gridwatch")
    found = builders.report(number, said=reading.read(OPENAI, article))
    return Report(**{name: getattr(found, name) for name in Report.__dataclass_fields__} | {"article": article})


CORRECTS = [
    (
        "en",
        "Correction: Banks lend 8.4 billion dollars for OpenAI's campus, not 4.8 billion dollars",
        "Two digits had been exchanged in a filing.",
    ),
    (
        "en",
        "CORRECTED – Banks finance OpenAI's campus in Halden",
        (
            "HALDEN – (Corrects the sum in the first paragraph to 8.4 billion dollars, not 4.8 billion dollars, after the "
            "developer clarified its filing)\nNine banks lend 8.4 billion dollars for OpenAI's campus."
        ),
    ),
    (
        "de",
        "Korrektur: Banken leihen 8,4 Milliarden Dollar für OpenAIs Campus",
        "In einer früheren Fassung stand irrtümlich, der Kredit betrage 4,8 Milliarden Dollar. Es sind 8,4 Milliarden.",
    ),
    (
        "fr",
        "Rectificatif : 8,4 milliards de dollars pour le campus d'OpenAI",
        "Le montant du prêt a été corrigé : il est de 8,4 milliards de dollars et non de 4,8 milliards de dollars.",
    ),
]


@pytest.mark.parametrize(("code", "title", "text"), CORRECTS)
def test_an_amount_that_was_told_and_is_taken_back_is_told_with_both_versions(code: str, title: str, text: str) -> None:
    [one] = corrected(code, title, text)
    [change] = one.changes
    assert (one.edition, one.title, one.story, one.seen_at) == (1, TOLD.title, 1, NOW)
    assert (change.kind, change.old) == ("figure", TOLD.title)
    assert "8" in change.new
    assert (change.site, bool(change.source)) == ("Gridwatch", True)


NEWS = {
    "grows": ("OpenAI doubles its campus in Halden", "The campus grows from 1.2 gigawatts to 2.4 gigawatts."),
    "instead of": ("Banks lend more for OpenAI", "They lend 8.4 billion dollars instead of 4.8 billion dollars."),
    "elsewhere": (
        "Correction: OpenAI's campus in Halden has nine banks",
        "An earlier version gave another number of banks.\nBesides the 1.2 gigawatts, Vestora plans 3 gigawatts.",
    ),
    "the same amount": (
        "Correction: the loan for OpenAI's campus is over 15 years",
        "It was corrected that the 4.8 billion dollars are lent by nine banks for 1.2 gigawatts.",
    ),
    "rounded": ("Correction on OpenAI's campus", "Corrected: it is 4.84 billion dollars, not 4.8 billion dollars."),
    "another unit": ("Correction on OpenAI's campus", "Corrected: for 1.2 gigawatts 9 billion dollars are lent."),
    "never told": ("Correction on OpenAI's campus", "Corrected: it is 7 billion dollars, not 6 billion dollars."),
    "only a new one": ("Correction on OpenAI's campus", "Corrected: the sum is 8.4 billion dollars."),
    "the next sentence is about something else": (
        "Correction: OpenAI's campus in Halden has nine banks",
        (
            "It was wrongly reported, and is corrected here, who lends the 4.8 billion dollars.\n"
            "Vestora plans a second campus for 3 billion dollars."
        ),
    ),
    "a word of it": ("OpenAI's campus in Halden", "Vestora paid 8.4 billion dollars for it, not 4.8 billion dollars."),
}


@pytest.mark.parametrize("kind", NEWS)
def test_any_other_change_is_news(kind: str) -> None:
    assert corrected("en", *NEWS[kind]) == ()


def test_what_has_been_told_right_already_is_not_corrected_again() -> None:
    code, title, text = CORRECTS[0]
    right = builders.article(2, title=title, text=text)
    assert corrected(code, title, text, told=(TOLD, right)) == ()


def test_two_reports_that_correct_the_same_are_one_correction() -> None:
    known = [Told(article_id=ArticleId(1), article=TOLD, edition=4)]
    reports = [report(*CORRECTS[0], number=8), report(*CORRECTS[2], number=9)]
    [one] = others.corrections(known, reports, StoryId(1), NOW)
    assert [change.new for change in one.changes] == [CORRECTS[0][1]]
