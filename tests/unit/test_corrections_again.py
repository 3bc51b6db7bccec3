"""A change of an amount that was told already is not told again; anything else is a correction of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from monitor.correction import Change, Correction, CorrectionId
from monitor.corrections import again
from monitor.model import ArticleId, StoryId

LINE = "Nine banks lend {} for a campus near Halden that OpenAI is to use."
PAGE = Change(kind="figure", old=LINE.format("4.8 billion dollars"), new=LINE.format("8.4 billion dollars"))
OTHER = Change(
    kind="figure",
    old=LINE.format("4.8 billion dollars"),
    new="Correction: banks lend 8.4 billion dollars for OpenAI's campus, not 4.8 billion dollars",
    source="https://gridwatch.example/1",
    site="Gridwatch",
)
GERMAN = Change(
    kind="figure",
    old=LINE.format("4.8 billion dollars"),
    new="Korrektur: Die Banken leihen 8,4 Milliarden Dollar für den Campus in Halden und nicht 4,8 Milliarden Dollar.",
    source="https://netzblatt.example/1",
    site="Netzblatt",
)


def correction(*changes: Change, article: int = 1, story: int = 1, ids: Sequence[int] = (1,)) -> Correction:
    return Correction(
        ids=tuple(CorrectionId(id) for id in ids),
        article=ArticleId(article),
        story=StoryId(story),
        edition=1,
        url="https://ledger.example/1",
        title="Banks lend for OpenAI's campus",
        site="Ledger",
        language="en",
        seen_at=datetime(2026, 11, 24, 6, tzinfo=UTC),
        changes=changes,
    )


def page(old: str, new: str, kind: str = "figure") -> Change:
    return Change(kind=kind, old=LINE.format(old), new=LINE.format(new))  # type: ignore[arg-type]


@pytest.mark.parametrize("told", [OTHER, GERMAN, PAGE])
@pytest.mark.parametrize(
    "change", [PAGE, OTHER, GERMAN, page("4.8 billion dollars", "8.4 billion dollars", "headline")]
)
def test_the_same_amounts_taken_back_again_are_not_told_again(told: Change, change: Change) -> None:
    first = correction(told)
    assert again.once([correction(change, ids=[7])], [first]) == ((), ((7, 1),))
    assert again.once([correction(change, article=2, ids=[7])], [first]) == ((), ((7, 1),)), "another page of the story"
    assert again.once([correction(change, story=2, ids=[])], [first]) == ((), ()), "just found, by a report elsewhere"
    assert again.once([first, correction(change, article=2, ids=[7])], []) == ((first,), ((7, 1),)), "in one edition"


DIFFERENT = {
    "another right amount": page("4.8 billion dollars", "8.6 billion dollars"),
    "another wrong amount": page("3.8 billion dollars", "8.4 billion dollars"),
    "one amount more": page("4.8 billion dollars for 900 MW", "8.4 billion dollars for 700 MW"),
    "back again": page("8.4 billion dollars", "4.8 billion dollars"),
    "a note": Change(
        kind="note", new="Correction: an earlier version gave 4.8 billion instead of 8.4 billion dollars."
    ),
    "withdrawn": Change(kind="retracted", old=PAGE.old, new="This report has been withdrawn."),
    "a headline that says something else, too": Change(
        kind="headline",
        old="Banks lend OpenAI 4.8 billion dollars for a campus",
        new="Vestora, not OpenAI, borrows 8.4 billion dollars from nine banks",
    ),
    "no amount with a unit": page("a loan of 4.8", "a loan of 8.4"),
}


@pytest.mark.parametrize("kind", DIFFERENT)
@pytest.mark.parametrize("told", [OTHER, GERMAN, PAGE])
def test_anything_else_is_a_correction_of_its_own(kind: str, told: Change) -> None:
    one = correction(DIFFERENT[kind], ids=[7])
    assert again.once([one], [correction(told)]) == ((one,), ())


def test_other_stories_and_further_changes_of_a_page_stay() -> None:
    elsewhere = correction(PAGE, article=2, story=2, ids=[7])
    assert again.once([elsewhere], [correction(OTHER)]) == ((elsewhere,), ())
    note = DIFFERENT["a note"]
    assert again.once([correction(PAGE, note, ids=[7, 8])], [correction(OTHER)]) == (
        (correction(note, ids=[8]),),
        ((7, 1),),
    )
    both = correction(PAGE, page("4.8 billion dollars", "8.4 billion dollars", "headline"), ids=[7, 8])
    assert again.once([both], []) == ((both,), ()), "both lines of one page are shown together"
