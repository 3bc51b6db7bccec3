"""How other reports of an event count for a text that is not certainly on the topic by itself."""

from monitor import problems, reading
from monitor.problems import Problem
from tests import builders


def said(score: float, *, relevant: bool = False):
    return builders.reading(score=score, relevant=relevant, why=(Problem("why-theme", {"weight": "-1.2"}),))


def test_clear_reports_of_the_event_make_a_doubtful_text_relevant():
    found = reading.voted(said(0.3), [0.95, 0.85])
    assert found.relevant
    assert found.score == 0.3
    assert problems.words(found.why[0]).startswith(
        "relevant by its event, which 2 reports clearly on the topic cover (0.90)"
    )
    assert "2 Berichte" in problems.words(found.why[0], "de")
    assert [one.code for one in found.why] == ["why-event", "why-theme"]


def test_texts_that_were_lifted_themselves_have_no_vote():
    assert reading.voted(said(0.3), [0.95, 0.3, 0.4]).relevant
    assert not reading.voted(said(0.3), [0.4, 0.4]).relevant


def test_nobody_else_lifts_a_text():
    for text, scores in ((said(0.3), []), (said(0.3), [0.6, 0.9]), (said(0.05), [1.0]), (said(0.0), [1.0, 1.0])):
        assert reading.voted(text, scores) is text
    sure = said(0.9, relevant=True)
    assert reading.voted(sure, [0.1]) is sure, "nobody speaks against a text that is relevant by itself"
