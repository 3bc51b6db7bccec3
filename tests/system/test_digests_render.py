"""Edition → subject, text, mail, page and JSON."""

import json
import re
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html

from monitor import problems
from monitor.correction import Change, Correction
from monitor.digests.forms import render
from monitor.errors import Invalid
from monitor.model import ArticleId, Step, StoryId
from monitor.problems import Problem
from monitor.reasons import Reason
from tests import builders as build
from tests import demo_day

DIGESTS = Path(__file__).parents[2] / "digests"
SHIPPED = {f"_shared/{path.name}": path.read_text() for path in (DIGESTS / "_shared").iterdir()}
SHIPPED |= {path.name: path.read_text() for path in (DIGESTS / "daily").iterdir() if path.is_file()}


def cerebras(**given):
    story, verdict = build.cerebras()
    return build.edition(story, verdicts={1: verdict}, **given)


def rendered(edition, templates=None, **digest):
    return render.edition(build.digest(**digest), edition, templates or {})


def words_of(source):
    tree = html.document_fromstring(source)
    for element in tree.xpath("//style | //title | //*[@class='preheader']"):
        element.getparent().remove(element)
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("de", "Cerebras: 750 MW → 1,5 GW"),
        ("en", "Cerebras: 750 MW → 1.5 GW"),
    ],
)
def test_the_subject_says_the_news(language, subject):
    assert rendered(cerebras(), language=language).subject == subject


def test_the_subject_of_a_new_story_is_its_headline():
    titles = ["OpenAI rents a hall", "A vote in Ohio", "Chips from Boise", "A loan"]
    edition = build.edition(*(build.story(n, build.report(n, title=title)) for n, title in enumerate(titles, 1)))
    forms = rendered(edition)
    assert forms.subject == "OpenAI rents a hall · A vote in Ohio · 2 weitere"
    assert "Chips from Boise · A loan" in forms.html.split("<h1")[0]  # the preheader continues after the subject
    assert rendered(edition, kind="alert").subject == "Eilmeldung: OpenAI rents a hall · A vote in Ohio · 2 weitere"
    assert rendered(build.edition(), send_empty=True).subject == "OpenAI-Infrastruktur: nichts Neues"


def test_a_broken_intake_leads_the_subject():
    health = [build.health("a", "down"), build.health("b", "down"), build.health("c")]
    assert rendered(build.edition(health=health)).subject.startswith("Achtung: 2 von 3 Quellen gestört · ")


def test_an_update_begins_with_the_difference():
    forms = rendered(cerebras())
    text = " ".join(forms.text.split())
    for told in (text, words_of(forms.html)):
        assert "Leistung (Cerebras): 750 MW → 1,5 GW" in told
        assert "Vertrag (Cerebras): 10 Mrd. $ → etwa 21 Mrd. $" in told
        assert told.index("750 MW → 1,5 GW") < told.index("Cerebras liefert OpenAI künftig")
        assert "auch bei" in told


def test_the_page_holds_what_the_mail_leaves_out():
    page, mail = words_of(rendered(cerebras()).page), words_of(rendered(cerebras()).html)
    for told in (
        "erstmals genannt: Ohio",
        "Bekannt war: Cerebras liefert OpenAI 750 MW für 10 Mrd. $",
        "Nur in den Berichten auf Englisch: 21 Mrd. $",
        "3 Berichte · 3 unabhängige Ursprünge",
        "Warum Sie das sehen",
    ):
        assert told in page
        assert told not in mail


def test_every_story_is_a_linked_line_of_the_first_screen():
    stories = [build.story(n, build.report(n, title=f"Story number {n}")) for n in range(1, 40)]
    tree = html.document_fromstring(rendered(build.edition(*stories), limit=5).html)
    lines = tree.xpath("//td[1]//p[contains(., 'Story number')]//a")
    found = [line for line in lines if line.get("href")]
    assert {line.text for line in found} >= {f"Story number {n}" for n in range(1, 40)}


def test_a_card_in_another_language_has_a_line_in_the_readers():
    report = build.report(1, build.figure(1.5e9, text="1.5 gigawatts"))
    assert "Auf Englisch. 1,5 GW" in " ".join(rendered(build.edition(build.story(1, report))).text.split())


def test_the_line_in_the_readers_language_says_what_happened():
    called_off = Step(kind="cancelled")
    report = build.report(1, build.figure(1.5e9, text="1.5 gigawatts"))
    report = replace(report, reading=replace(report.reading, steps=(called_off,)))
    update = replace(build.known_verdict(), status="update", step=called_off)
    edition = build.edition(build.story(1, report), verdicts={1: update})
    assert "Abgesagt. Auf Englisch." in words_of(rendered(edition).html)


@pytest.mark.parametrize("reported", [True, False])
def test_a_correction_that_a_card_tells_points_to_it(reported):
    edition = build.edition(build.story(1, build.report(1)), build.story(2, build.report(2)))
    source = edition.cards[1].story.reports[0].article.url if reported else ""
    change = Change(kind="figure", old="It draws 200 MW.", new="It draws 300 MW.", source=source)
    wrong = Correction(
        article=ArticleId(9),
        story=StoryId(9),
        edition=3,
        url="https://a.example/9",
        title="The campus",
        site="a.example",
        language="en",
        seen_at=build.NOW,
        changes=(change,),
    )
    forms = rendered(replace(edition, corrections=(wrong,)))
    for told in (words_of(forms.html), " ".join(forms.text.split())):
        assert ("siehe Nr. 2" in told, "It draws 300 MW." in told) == (reported, not reported)
    assert "It draws 300 MW." in words_of(forms.page)


def test_the_head_says_when_how_many_and_which():
    edition = build.edition(build.story(1, build.report(1)), number=7)
    assert "Sonntag, 22. November 07:00 · 1 Meldung · Ausgabe 7" in words_of(rendered(edition).html)
    window = replace(edition.window, start_at=edition.window.end_at - timedelta(days=7))
    assert "15. November bis 22. November · 1 Meldung" in words_of(rendered(replace(edition, window=window)).html)


def test_dates_ahead_are_listed():
    text = "The county will hold a hearing on the OpenAI campus on December 17. The halls were opened on May 3, 2024."
    edition = build.edition(build.story(1, build.report(1, text=text, title="Ashby Falls waits")))
    for form in (rendered(edition).text, words_of(rendered(edition).html)):
        assert "17. Dezember, Anhörung: Ashby Falls waits" in " ".join(form.split())
        assert "Mai 2024" not in form


def test_text_and_mail_say_the_same():
    stories = [build.story(n, build.report(n, build.figure(n * 1e8), title=f"Story number {n}")) for n in range(1, 60)]
    lines = [build.ledger_line("Cerebras", 1.5e9, n) for n in (1, 2)]
    health = [build.health("cnbc", "the server answers 403"), build.health("t3n", recovered=True)]
    edition = build.edition(*stories, verdicts={9: build.known_verdict()}, off_topic=3, health=health, lines=lines)
    forms = rendered(edition)
    flat, mail = " ".join(forms.text.split()), words_of(forms.html)
    assert set(re.findall(r"Story number \d+", flat)) == set(re.findall(r"Story number \d+", mail))
    for told in (
        "Schon bekannt",
        "62 geholt: 58 gezeigt",
        "t3n ist wieder da.",
    ):
        assert told.casefold() in flat.casefold()
        assert told.casefold() in mail.casefold()


def test_both_frames_are_whole():
    german, english = rendered(cerebras()), rendered(cerebras(), language="en")
    assert "3 geholt: 1 gezeigt" in german.text
    assert "3 fetched: 1 shown" in english.text
    assert 'lang="de"' in german.html
    assert '<html lang="en"' in english.html
    assert not re.search(r"Meldung|Bericht\b|Quelle", words_of(english.html).replace("Cerebras verdoppelt", ""))


def test_the_json_is_the_contracts():
    edition = cerebras(off_topic=2, health=[build.health("cnbc", "down"), build.health("t3n")])
    told = json.loads(rendered(edition).json)
    assert {"digest", "edition", "window", "stories", "withheld", "account", "feeds"} <= set(told)
    assert told["edition"] == "2026-11-22T06:00:00Z"
    assert set(told["window"]) == {"start", "end"}
    story = told["stories"][0]
    keys = {
        "id",
        "title",
        "status",
        "topic",
        "summary",
        "score",
        "why",
        "entities",
        "figures",
        "known_from",
        "articles",
    }
    assert keys <= set(story)
    assert story["status"] == "update"
    assert isinstance(story["summary"], str)
    assert {"value", "unit", "of", "text", "new", "source", "role", "parties", "standing"} == set(story["figures"][0])
    assert {figure["value"]: figure["new"] for figure in story["figures"]} == {
        1.5e9: True,
        750e6: False,
        21e9: True,
        10e9: False,
    }
    assert story["known_from"] == [{"id": "seed:5", "title": "Cerebras liefert OpenAI 750 MW für 10 Mrd. $"}]
    assert {"url", "title", "site", "language", "published_at", "role"} <= set(story["articles"][0])
    assert {one["reason"] for one in told["withheld"]} == {"merged", "off-topic"}
    assert told["account"] == {
        "fetched": 5,
        "shown": 1,
        "merged": 2,
        "known": 0,
        "off_topic": 2,
        "too_old": 0,
        "failed": 0,
        "muted": 0,
        "passed_over": 0,
    }
    assert told["feeds"][0]["problem"] == "down"
    assert told["feeds"][1]["problem"] is None


def test_trouble_of_a_feed_is_told_once():
    def forms(**given):
        return rendered(cerebras(health=[build.health("cnbc", "it answers 403", **given), build.health("t3n")]))

    assert "cnbc: it answers 403 (seit 21.11. 15:00)" in " ".join(forms().text.split())
    assert "403" not in forms(told=True).text
    assert "1 von 2 Quellen antworten" in words_of(forms(told=True).page)


@pytest.mark.parametrize("language", problems.LANGUAGES)
def test_of_a_feed_in_trouble_it_is_told_what_to_do(language):
    """Of one that fails as of one that answers and goes bad."""
    gone = Problem("http-410", {"host": "cnbc.example", "status": 410})
    undated = Problem("feed-undated", {"host": "cnbc.example"})
    for ok, problem in ((False, gone), (True, undated)):
        feed = replace(build.health("cnbc", "down"), ok=ok, problem=problem)
        forms = rendered(cerebras(health=[feed, build.health("t3n")]), language=language)
        for form in (forms.text, words_of(forms.html), words_of(forms.page)):
            assert problems.advice(problem, language) in " ".join(form.split())


def test_an_account_that_does_not_add_up_says_so():
    edition = build.empty_edition(account=build.Account(fetched=3, counts={Reason.SHOWN: 1}))
    assert "Die Rechnung geht nicht auf: 3 geholt, aber 1 verbucht." in " ".join(rendered(edition).text.split())


def test_conflicting_sources_are_told():
    reports = [
        build.report(1, build.figure(1e9), site="a.example"),
        build.report(2, build.figure(2e9), site="b.example"),
    ]
    told = " ".join(rendered(build.edition(build.story(1, *reports))).text.split())
    assert "Angaben widersprechen sich: a.example: 1 GW – b.example: 2 GW (Cerebras)" in told


def test_right_to_left_headlines_keep_their_direction_to_themselves():
    edition = build.edition(build.story(1, build.report(1, title="أوبن إيه آي تستأجر مركز بيانات", language="ar")))
    assert 'dir="rtl"' in rendered(edition).html
    assert '<html lang="de" dir="ltr"' in rendered(edition).html


def test_stories_below_the_threshold_are_listed_not_told():
    edition = build.edition(*(build.story(n, build.report(n, title=f"Story {n}")) for n in (1, 2)))
    forms = rendered(edition, threshold=0.99)
    assert "Story 1" in forms.html
    assert "Warum Sie das sehen" not in forms.html
    assert "Warum Sie das sehen" in forms.page


def many(count):
    return build.edition(
        *(
            build.story(
                n,
                *(
                    build.report(n * 10 + k, build.figure(n * 1e7), title=f"Story number {n:03} of the day")
                    for k in range(3)
                ),
            )
            for n in range(1, count + 1)
        ),
        off_topic=count,
    )


@pytest.mark.slow
def test_five_hundred_stories_fit_and_none_is_lost():
    edition = many(500)
    rendered(build.edition())
    start = time.process_time()
    forms = rendered(edition, SHIPPED, limit=60)
    assert time.process_time() - start < 1.5  # 0.5 s if nothing else runs
    assert len(forms.html.encode()) < 95_000
    assert len(set(re.findall(r"Story number \d+", forms.page))) == 500
    assert "weitere Meldungen stehen auf der Seite dieser Ausgabe." in " ".join(forms.text.split())


@pytest.mark.parametrize("page_url", ["", "https://news.example/daily/"])
def test_a_mail_that_does_not_hold_everything_says_where_the_rest_is(page_url):
    forms = rendered(many(60), limit=5, page_url=page_url)
    for form in (forms.text, forms.html):
        assert ("2026-11-22T060000Z.html" in form) == bool(page_url)  # without a served archive there are no dead links
        assert page_url in form
    assert "15 weitere Meldungen" in forms.text


@pytest.mark.slow
def test_a_story_of_monstrous_size_still_fits():
    long = "Rechenzentrum" * 400
    reports = [
        build.report(n, *(build.figure(k * 1e6, of=long) for k in range(1, 40)), title=f"{long} {n}", site=long)
        for n in range(1, 90)
    ]
    assert len(rendered(build.edition(build.story(1, *reports))).html.encode()) < 95_000


def test_the_shipped_templates_say_what_the_built_in_ones_say():
    built_in, shipped = rendered(cerebras()), rendered(cerebras(), SHIPPED)
    assert shipped.subject == built_in.subject
    assert shipped.text == built_in.text
    assert words_of(shipped.html) == words_of(built_in.html)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "source", "told"),
    [
        ("body.html", "<p>\n{% if %}</p>", "digests/daily/body.html, line 2:"),
        ("body.html", "<p>\n\n{{ edition.nothing_like_it }}</p>", "digests/daily/body.html, line 3:"),
        ("body.html", "{% extends 'missing.html' %}", "missing.html"),
        ("body.html", "{{ 1 / 0 }}", "digests/daily/body.html, line 1: division by zero"),
        ("body.html", "{{ ''.__class__.__mro__ }}", "digests/daily/body.html, line 1:"),
        ("body.txt", "{{ edition.title.format_map }}{% for %}", "digests/daily/body.txt, line 1:"),
        ("subject.txt", "{{ subject }}", "digests/daily/subject.txt, line 1: 'subject' is undefined"),
        ("body.txt", "{{ edition.sections[0].cards[7].why }}", "digests/daily/body.txt, line 1:"),
        ("_shared/macros.html", "{% macro link( %}", "digests/_shared/macros.html, line 1:"),
    ],
)
def test_a_template_with_an_error_loses_no_edition(name, source, told):
    good = rendered(cerebras())
    forms = rendered(cerebras(), {**SHIPPED, name: source})
    assert forms.subject == good.subject
    assert "750 MW → 1,5 GW" in words_of(forms.html)
    assert "750 MW → 1,5 GW" in forms.text
    assert told in " ".join(forms.text.split())
    assert told in html.document_fromstring(forms.html).text_content()


@pytest.mark.parametrize("name", ["body.html", "body.txt", "subject.txt", "_shared/style.css", "daily"])
def test_a_template_that_cannot_be_read_loses_no_edition(name):
    good = rendered(cerebras(), SHIPPED)
    forms = rendered(cerebras(), {**SHIPPED, name: Invalid("is not UTF-8 (byte 3)", where=f"digests/{name}")})
    assert forms.subject == good.subject
    assert "750 MW → 1,5 GW" in forms.text
    for form in (forms.text, html.document_fromstring(forms.html).text_content()):
        assert f"digests/{name}: is not UTF-8 (byte 3)" in " ".join(form.split())


def test_a_users_own_template_is_used():
    templates = {
        "subject.txt": "{{ edition.sections[0].cards[0].headline.text }}!",
        "body.html": "{% extends 'builtin/body.html' %}{% block foot %}<tr><td>My foot &amp; hand</td></tr>{% endblock %}",
    }
    forms = rendered(cerebras(), {**SHIPPED, **templates})
    assert forms.subject == "Cerebras verdoppelt den OpenAI-Auftrag!"
    assert "My foot &amp; hand" in forms.html


def test_a_users_template_that_is_far_too_long_gives_way():
    templates = {"body.html": "<p>{{ 'x' * 99000 }}</p>"}
    forms = rendered(cerebras(), templates)
    assert len(forms.html.encode()) < 95_000
    assert "750 MW → 1,5 GW" in words_of(forms.html)
    assert "digests/daily/body.html: more than 95 kB even without stories" in words_of(forms.html)


def test_syntax_problems_are_found_without_an_edition():
    assert render.problems({"body.html": "\n{% if %}", "body.txt": "fine"}, build.digest())[0].startswith(
        "digests/daily/body.html, line 2:"
    )


WRONG_TEMPLATES = [
    ("body.html", "\n{% if %}", 2, "Expected an expression"),
    ("body.html", "<p>\n{{ edition.title }", 2, "unexpected '}'"),
    ("body.html", "{% block foot %}\n", 1, "Unexpected end of template"),
    ("body.html", "{% endfor %}", 1, "Encountered unknown tag 'endfor'"),
    ("body.html", "{% unknown %}", 1, "Encountered unknown tag 'unknown'"),
    ("body.txt", "\n\n{{ edition.title | shorten }}", 3, "No filter named 'shorten'"),
    ("body.txt", "{% if edition.title is splendid %}x{% endif %}", 1, "No test named 'splendid'"),
    ("body.html", "{% extends 'body2.html' %}", 1, "there is no template 'body2.html'"),
    ("body.html", "\n{% include '_shared/logo.html' %}", 2, "there is no template '_shared/logo.html'"),
    ("body.html", "{% import 'macros.htm' as part %}", 1, "there is no template 'macros.htm'"),
    ("body.html", "{% from 'builtin/macro.html' import link %}", 1, "there is no template 'builtin/macro.html'"),
    ("body.html", "{% extends 'builtin/body.html' %}\n{% block fot %}x{% endblock %}", 2, "has no block 'fot'; it has: head"),
    ("body.txt", "{% extends 'builtin/body.txt' %}{% block card_ %}x{% endblock %}", 1, "has no block 'card_'"),
    ("body.html", "{{ edition.titel }}", 1, "has no attribute 'titel'"),
    ("body.html", "\n{{ editions.title }}", 2, "'editions' is undefined"),
    ("subject.txt", "{{ subject }}", 1, "'subject' is undefined"),
    ("body.txt", "{% for section in edition.sections %}\n{% for card in section.cards %}{{ card.whi }}{% endfor %}{% endfor %}", 2, "has no attribute 'whi'"),
    ("body.txt", "{{ say.acount }}", 1, "has no attribute 'acount'"),
    ("body.html", "{{ 1 / 0 }}", 1, "division by zero"),
    ("_shared/macros.html", "{% macro link(it) %}\n{{ it.adress }}{% endmacro %}{% import 'builtin/macros.html' as own %}{% set card = own.card %}{% set page = own.page %}", 2, "has no attribute 'adress'"),
    ("_shared/style.css", "a { color: red; }\n{% include 'builtin/styles.css' %}", 2, "there is no template 'builtin/styles.css'"),
    ("body.txt", "{% for one in edition.ahead %}{{ one.day }}{% endfor %}", 1, "has no attribute 'day'"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("name", "source", "line", "told"), WRONG_TEMPLATES)
def test_every_kind_of_mistake_in_a_template_is_found_with_file_and_line(name, source, line, told):
    place = name if name.startswith("_shared") else f"daily/{name}"
    found = render.problems({**SHIPPED, name: source}, build.digest(), (demo_day.edition(), build.edition()))
    assert any(one.startswith(f"digests/{place}, line {line}: ") and told in one for one in found), found


def test_shipped_templates_have_no_mistake():
    assert render.problems(SHIPPED, build.digest(), (demo_day.edition(), build.edition())) == ()


COLOUR = re.compile(r"#[0-9a-f]{6}")


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours(sheet):
    """selector → (text, background) in the style sheet, dark rules separately."""
    light, _, dark = sheet.partition("@media (prefers-color-scheme: dark)")
    for part, mode in ((light, "light"), (dark, "dark")):
        for selectors, body in re.findall(r"([^{}@]+)\{([^{}]*)\}", part):
            text, ground = (
                re.search(rf"(?:^|[;\s]){name}: (#[0-9a-f]{{6}})", body) for name in ("color", "background-color")
            )
            for selector in selectors.split(","):
                yield mode, selector.strip(), text and text.group(1), ground and ground.group(1)


def test_every_text_has_enough_contrast():
    sheet = (Path(render.__file__).parent / "templates/style.css").read_text()
    grounds = {"light": "#ffffff", "dark": "#17191d"}
    checked = 0
    for mode, selector, text, ground in colours(sheet):
        if text:
            checked += 1
            assert contrast(text, ground or grounds[mode]) >= 4.5, (mode, selector)
    assert checked > 10
