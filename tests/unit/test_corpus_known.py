"""New, update or known; which figures are new; what an edition reported becomes known; imprint files."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from monitor import problems
from monitor.corpus import known, seeds, told
from monitor.errors import Invalid
from monitor.model import Article, ArticleId, Entity, Figure, Known, KnownId, Reading, Report, Story, StoryId
from monitor.stories import imprint

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = (
    "Harbour Grid supplies OpenAI with {power}. The utility and the developer of ChatGPT signed the contract on Tuesday; "
    "the electricity goes to a new data center near Bodø. Harbour Grid will build a line to the site until 2027. Officials "
    "approved it after two hearings about noise and cooling water, and neighbours withdrew their complaint."
)
RETOLD = (
    "A new data center near Bodø gets its electricity from Harbour Grid: {power} for OpenAI. On Tuesday the developer of "
    "ChatGPT and the utility signed. Until 2027 Harbour Grid builds a line; officials had approved the site after hearings."
)


def power(value: float, of: str = "Harbour Grid") -> Figure:
    return Figure(value=value, unit="W", text=f"{value / 1e6:.0f} MW", of=of)


def report(text: str, *figures: Figure, party: str = "Harbour Grid", number: int = 1) -> Report:
    title = f"{party} and OpenAI agree on power"
    article = Article(
        url=f"https://s{number}.example/1", site=f"s{number}.example", title=title, text=text, language="en",
        published_at=NOON, basis="page",
    )  # fmt: skip
    reading = Reading(
        topic="t", relevant=True, score=0.9, threshold=0.5, why=(), figures=figures,
        entities=(
            Entity(name="OpenAI", kind="subject", count=3, in_title=True),
            Entity(name=party, kind="partner", count=3, in_title=True),
        ),
    )  # fmt: skip
    mark = imprint.of(article, [reading], [])
    return Report(article_id=ArticleId(number), article=article, reading=reading, imprint=mark, seen_at=NOON)


def seed(of: Report, **more: object) -> Known:
    figures = of.reading.figures
    entities = ("OpenAI", "Harbour Grid")
    return Known(id=KnownId("seed:1"), title="Strom", imprint=of.imprint, entities=entities, figures=figures, **more)  # type: ignore[arg-type]


def judge(found: Report, *texts: Known, story: int = 5):
    return known.judge(Story(id=StoryId(story), topic="t", reports=(found,)), (found.article_id,), texts)


FIRST = report(TEXT.format(power="340 megawatts"), power(340e6))


def test_a_copy_is_known_and_said_to_be_a_copy():
    verdict = judge(report(TEXT.format(power="340 megawatts"), power(340e6), number=2), seed(FIRST))
    assert (verdict.status, verdict.near_copy, verdict.new_figures) == ("known", True, ())
    assert verdict.known[0].id == "seed:1"


def test_a_retelling_is_known_and_no_copy():
    verdict = judge(report(RETOLD.format(power="340 megawatts"), power(340e6), number=2), seed(FIRST))
    assert (verdict.status, verdict.near_copy) == ("known", False)


def test_a_new_figure_makes_an_update_naming_just_it():
    found = report(RETOLD.format(power="520 megawatts"), power(340e6), power(520e6), number=2)
    verdict = judge(found, seed(FIRST))
    assert verdict.status == "update"
    assert verdict.new_figures == (power(520e6),)
    assert any("520 MW" in problems.words(one) for one in verdict.why)


def test_why_it_is_known_or_news_is_told_in_each_language():
    copy = judge(report(TEXT.format(power="340 megawatts"), power(340e6), number=2), seed(FIRST))
    update = judge(report(RETOLD.format(power="520 megawatts"), power(520e6), number=2), seed(FIRST))
    new = judge(FIRST)
    for verdict in (copy, update, new):
        for language in problems.LANGUAGES:
            told = [problems.words(why, language) for why in verdict.why]
            assert all(told)
            if language != "en":
                assert set(told).isdisjoint(problems.words(why) for why in verdict.why)
    assert problems.words(new.why[0], "de") == "nichts Bekanntes handelt von diesem Ereignis"
    assert problems.words(copy.why[-1], "fr") == "aucun chiffre nouveau, personne de nouveau dans les titres"
    assert "neu: 520 MW (Harbour Grid)" in [problems.words(why, "de") for why in update.why]


def test_another_party_is_another_event_though_its_figure_is_known():
    text = seed(report(TEXT.format(power="340 megawatts"), power(340e6), power(900e6, "Polar Volt")))
    found = report(
        RETOLD.format(power="900 MW").replace("Harbour Grid", "Polar Volt"),
        power(900e6, "Polar Volt"),
        party="Polar Volt",
    )
    verdict = judge(found, text)
    assert verdict.status == "new"
    assert verdict.new_figures == ()
    assert any("900 MW is known" in problems.words(one) for one in verdict.why)


def test_a_value_known_of_another_party_is_news_of_a_party_with_a_figure_of_its_own():
    text = seed(report(TEXT.format(power="340 megawatts"), power(340e6), power(900e6, "Polar Volt")))
    verdict = judge(report(RETOLD.format(power="900 megawatts"), power(900e6), number=2), text)
    assert [figure.value for figure in verdict.new_figures] == [900e6]


def test_nothing_known_is_new():
    verdict = judge(FIRST)
    assert (verdict.status, verdict.known) == ("new", ())


def test_what_this_story_told_before_is_known_however_it_is_put():
    before = seed(FIRST, told_at=NOON)
    earlier = Known(**{name: getattr(before, name) for name in Known.__slots__} | {"id": KnownId("told:daily:5:1")})
    other = report("Nothing of the kind in other words entirely.", power(340e6), number=3)
    assert judge(other, earlier, story=5).status == "known"
    elsewhere = report("Nothing of the kind in other words entirely.", power(1e6), party="Polar Volt", number=4)
    assert judge(elsewhere, earlier, story=6).status == "new"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (power(10e9), power(10.1e9), True),
        (power(10e9), power(11e9), False),
        (power(10e9), power(10e9, "AMD"), False),
        (power(10e9), power(10e9, ""), True),
        (power(10e9), Figure(value=10e9, unit="USD", text="", of="Harbour Grid"), False),
    ],
)
def test_figures_compare_by_value_unit_and_what_they_are_of(one: Figure, other: Figure, same: bool):
    assert known.same_figure(one, other) is same


def test_what_an_edition_told_becomes_known_by_story_and_number():
    story = Story(id=StoryId(5), topic="t", reports=(FIRST, report(RETOLD, number=2)))
    card = SimpleNamespace(story=story, fresh=(ArticleId(1), ArticleId(2)), title="Strom", summary=(("Satz.", "u"),))
    edition = SimpleNamespace(cards=(card,), digest="daily", number=3, composed_at=NOON)
    texts = told.imprints(edition)  # type: ignore[arg-type]
    assert [text.id for text in texts] == ["told:daily:5:3", "told:daily:5:3:1"]
    assert texts[0].told_at == NOON
    assert all(figure.sentence == "" for text in texts for figure in text.figures)


def test_imprint_files_round_trip_and_mistakes_name_the_line():
    text = replace(seed(FIRST, background=("AMD",)), summary="One line\x85another\u2028a third")
    assert seeds.parsed(seeds.written([text])) == (text,)
    with pytest.raises(Invalid, match="line 2"):
        seeds.parsed(seeds.written([text]) + "{}\n", where="x.jsonl")
    assert seeds.load("no-such-topic") == ()


def test_an_imprint_file_of_an_earlier_version_is_read():
    text = seed(FIRST)
    plain = json.loads(seeds.written([text]))
    del plain["imprint"]["parties"], plain["imprint"]["sums"]
    plain["imprint"]["days"] = ["2026-03-01"]
    [found] = seeds.parsed(json.dumps(plain))
    assert found == replace(text, imprint=replace(text.imprint, parties=(), sums=()))


def test_the_packaged_seeds_are_five_and_readable_by_nobody():
    texts = seeds.load("openai-infrastructure")
    wholes = [text for text in texts if text.whole is None]
    assert len(wholes) == 5
    assert all(text.id.startswith("seed:00") and text.title and text.summary for text in wholes)
    assert all(text.told_at is None and text.imprint.sketch for text in wholes)
    assert {text.whole for text in texts if text.whole} <= {text.id for text in wholes}


def test_chrome_of_a_saved_page_is_left_out():
    page = "Titel\nErster Satz.\nZweiter Satz.\nDritter.\nSchreibe einen Kommentar\nDeine Adresse"
    assert seeds.body(page).splitlines()[-1] == "Dritter."
