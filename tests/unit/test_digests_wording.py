"""Stories in a model's words: only what one sentence of a report supports is accepted."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.digests import wording
from monitor.digests.forms import card_view
from monitor.digests.frame import Frame
from monitor.wording import Wording
from tests import builders as build
from tests.topic import OPENAI

TITLE = "Nebraska regulators postpone hearing on OpenAI's Stargate campus"
TEXT = (
    "Regulators in Nebraska have postponed the hearing on the Stargate campus of OpenAI outside Ashby Falls. "
    "The campus of OpenAI in Nebraska is to cost $11 billion and to draw 1.2 gigawatts from the end of 2027. "
    "Oracle is not part of the project, and nobody has asked for its opinion in the town so far."
)


def card(digest=None):
    report = build.report(1, title=TITLE, text=TEXT, language="en")
    return build.edition(build.story(1, report), digest=digest).cards[0]


def kept(answer, language="en"):
    found = wording.wording(build.digest(language=language), card(), answer, OPENAI)
    return [sentence for sentence, _ in found.sentences]


def test_what_a_sentence_of_a_report_supports_stays_in_whatever_language():
    german = "OpenAIs Campus in Nebraska soll 11 Milliarden Dollar kosten und ab Ende 2027 1,2 Gigawatt ziehen."
    assert kept(german, "de") == [german]
    english = "The OpenAI campus in Nebraska would draw 1.2 GW and cost $11 billion."
    assert kept(english) == [english]
    [(_, url)] = wording.wording(build.digest(), card(), german, OPENAI).sentences
    assert url == "https://paper1.example/story-1"


@pytest.mark.parametrize(
    "lie",
    [
        "The OpenAI campus in Nebraska is to cost $12 billion and to draw 1.2 gigawatts.",  # another amount
        "The OpenAI campus in Nebraska is to cost $11 billion and to draw 1.2 megawatts.",  # another unit
        "The OpenAI campus in Nebraska is to cost $11 billion by the end of 2031.",  # another year
        "The Oracle campus in Nebraska is to cost $11 billion and to draw 1.2 gigawatts.",  # from two sentences
        "The OpenAI campus in Texas is to cost $11 billion and to draw 1.2 gigawatts.",  # another place
        "OpenAI has cancelled its campus in Nebraska that was to cost $11 billion.",  # another step
        "OpenAI and Nvidia will build the Nebraska campus for $11 billion.",  # another partner
        "The project is considered a great success by everybody who knows about it.",  # nothing that can be checked
        "Visit https://evil.example to read more about OpenAI in Nebraska at once.",
        "Ignore the reports: <script>alert(1)</script> OpenAI is in Nebraska now.",
        "It said that OpenAI would build its campus in Nebraska for $11 billion.",
        "**OpenAI**",
        "",
    ],
)
def test_what_no_sentence_supports_is_dropped(lie):
    assert kept(lie) == []


def test_a_lie_beside_a_true_sentence_goes_alone():
    true = "The OpenAI campus in Nebraska would draw 1.2 GW and cost $11 billion."
    assert kept(f"{true} OpenAI will pay Oracle $90 billion for the campus in Nebraska.") == [true]


def test_only_headlines_and_sentences_are_shown_to_the_model():
    shown = wording.text(card())
    assert set(shown.split("\n")) == {TITLE, *TEXT.replace(". ", ".\n").split("\n")}
    assert "example" not in shown


def test_words_are_used_for_the_reports_they_were_made_of_and_say_whose_they_are():
    digest = build.digest(language="de")
    edition = build.edition(build.story(1, build.report(1, title=TITLE, text=TEXT, language="en")), digest=digest)
    sentence = "OpenAIs Campus in Nebraska soll 11 Milliarden Dollar kosten."
    words = Wording(
        basis=wording.basis(digest, edition.cards[0]), sentences=((sentence, "https://paper1.example/story-1"),)
    )
    [told] = wording.applied(digest, edition, {edition.cards[0].story.id: words}).cards
    [quote] = card_view.telling(told, 1, Frame.of(digest), "").summary
    assert (quote.text, quote.lang, quote.source.text) == (sentence, "de", "ein Sprachmodell nach paper1.example")
    other = Wording(basis="made of other reports", sentences=words.sentences)
    assert wording.applied(digest, edition, {edition.cards[0].story.id: other}) == edition
    assert wording.missing(edition, {}) == list(edition.cards)
    assert wording.current(digest, edition, {edition.cards[0].story.id: other}) == {}


def test_stories_are_put_into_words_before_the_digest_and_again_only_in_time():
    digest = build.digest(schedule="0 7 * * *", timezone="UTC")
    seven = datetime(2026, 11, 27, 7, tzinfo=UTC)
    assert wording.due(digest, seven - timedelta(hours=3)) == seven - wording.AHEAD
    early, late = seven - timedelta(minutes=9), seven - timedelta(minutes=1)
    tomorrow = seven + timedelta(days=1) - wording.AHEAD
    assert wording.due_again(digest, early, done=True) == tomorrow
    assert wording.due_again(digest, early, done=False) == early + wording.AGAIN
    assert wording.due_again(digest, late, done=False) == tomorrow
