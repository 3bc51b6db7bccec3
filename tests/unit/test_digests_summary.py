"""Two or three sentences, taken word for word from the articles."""

from monitor.digests import summary
from tests import builders as build

LEAD = "OpenAI will rent two hundred megawatts of computing power in northern Norway from next spring."
FIGURE = "The contract is worth 4.5 billion dollars over five years, according to the operator."
FILLER = "The weather in the region has been remarkably mild for the season so far this year."


def told(*texts, figures=(), title="A title about something else", language="en", **given):
    reports = [build.report(n, *figures, text=text, **given) for n, text in enumerate(texts, start=1)]
    return [sentence for sentence, _ in summary.summary(reports, title, figures, language=language)]


def test_sentences_are_taken_word_for_word_with_their_source():
    report = build.report(1, text=f"{LEAD} {FILLER}")
    for sentence, url in summary.summary([report], "x"):
        assert sentence in report.article.text
        assert url == report.article.url


def test_new_figures_come_before_filler():
    figure = build.figure(4.5e9, "USD", text="4.5 billion dollars")
    text = " ".join([LEAD, FILLER, FILLER.replace("weather", "climate outlook"), FIGURE])
    assert FIGURE in told(text, figures=(figure,))


def test_nothing_repeats_the_title_or_another_report():
    assert LEAD not in told(f"{LEAD} {FIGURE}", title=LEAD)
    assert LEAD in told(f"{LEAD} {FIGURE}", title="Computing power in Norway")  # it says more than the headline
    assert told(LEAD, LEAD) == [LEAD]


def test_noise_is_not_quoted():
    noise = "Subscribe to our newsletter to receive all the latest stories about computing every morning."
    assert told(f"{noise} {LEAD}") == [LEAD]
    assert told("Foto: Beispielagentur, das Rechenzentrum im Norden des Landes von oben gesehen. " + LEAD) == [LEAD]


def test_sentences_read_on_in_the_order_of_the_article():
    figure = build.figure(4.5e9, "USD", text="4.5 billion dollars")
    assert told(f"{LEAD} {FIGURE}", figures=(figure,)) == [LEAD, FIGURE]


def test_another_language_is_quoted_only_for_what_it_adds():
    german = "OpenAI mietet im Norden Norwegens zweihundert Megawatt Rechenleistung ab dem kommenden Frühjahr an."
    more = "Der Betreiber spricht von einem langfristigen Vertrag mit der Möglichkeit, ihn zu verlängern."
    reports = [build.report(1, language="de", text=f"{german} {more}"), build.report(2, text=LEAD)]
    assert [text for text, _ in summary.summary(reports, "x", language="de")] == [german, more]
    figure = build.figure(4.5e9, "USD", text="4.5 billion dollars")
    reports[1] = build.report(2, figure, text=FIGURE)
    assert [text for text, _ in summary.summary(reports, "x", language="de")] == [german, more, FIGURE]


def test_the_lead_speaks_first_however_many_figures_another_report_has():
    figure = build.figure(4.5e9, "USD", text="4.5 billion dollars")
    reports = [build.report(1, text=f"{LEAD} {FILLER}"), build.report(2, figure, text=FIGURE)]
    assert [text for text, _ in summary.summary(reports, "x", (figure,), language="en")] == [LEAD, FILLER, FIGURE]


def test_an_article_without_sentences_has_no_summary():
    assert told("") == []
    assert told("Short. Tiny. No.") == []
