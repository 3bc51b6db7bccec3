"""Cards as readers see them: changes under a name of their own, and each event on one card of an edition."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.digests import retold
from monitor.digests.forms import card_view
from monitor.digests.frame import Frame
from monitor.model import Entity, Step
from tests import builders as build

FRAME = Frame("en")
POWER, SUM = build.figure(2e8, text="200 megawatts"), build.figure(9e9, "NOK", text="9 billion kroner")


def rows(*figures, title="Halls in the north", text="") -> list[str]:
    report = build.report(1, *figures, title=title, text=text or "OpenAI rents the halls in the north of the country.")
    edition = build.edition(build.story(1, report))
    told = card_view.telling(edition.cards[0], 1, FRAME, "")
    return [f"{one.label}: {one.old} → {one.new}" for one in told.claims]


@pytest.mark.parametrize(
    ("role", "label"),
    [("contract", "Contract (Cerebras)"), ("debt", "Debt (Cerebras)"), ("spending", "Spending (Cerebras)")],
)
def test_a_changed_sum_is_called_what_it_is(role, label):
    assert rows(build.figure(9e9, "USD", role=role, before=6e9)) == [f"{label}: $6bn → $9bn"]


def test_a_changed_sum_that_has_no_name_and_no_owner_is_left_to_its_sentence():
    assert rows(build.figure(9e9, "USD", role="other", before=6e9, of="")) == []
    debt = build.figure(9e9, "USD", role="debt", before=6e9, of="", text="9 billion dollars")
    assert rows(debt) == []  # of another matter, as far as a reader can tell
    assert rows(debt, title="Halls in the north need 9 billion dollars") == ["Debt: $6bn → $9bn"]


def test_a_delay_has_a_row_unless_the_headline_has_both_years():
    text = "The halls in the north are delayed: they open in 2030 instead of 2027, says OpenAI."
    assert rows(text=text) == ["Date: 2027 → 2030"]
    assert rows(text=text, title="Halls delayed: 2030 instead of 2027") == []


def stories(*, first=(POWER, SUM), second=(POWER, SUM), names=("Nordhall", "Nordhall"), third=()):
    """Two stories, and perhaps another one; each report gives its figures at its beginning."""
    made = []
    for number, figures in enumerate((first, second, third), start=1):
        told = build.reading(*figures, names=())
        name = names[min(number, 2) - 1]
        said = replace(told, entities=(*told.entities, Entity(name=name, kind="open-name", count=2)))
        text = f"{name} gets {' and '.join(one.text for one in figures)} from OpenAI, as was said on Friday."
        made += [build.story(number, build.report(number, said=said, title=f"A title {number}", text=text))]
    return made[: 3 if third else 2]


def test_stories_that_begin_with_the_same_rare_amounts_share_a_card():
    made = build.edition(*stories())
    assert [len(card.story.reports) for card in made.cards] == [2]
    assert made.account.balanced


@pytest.mark.parametrize(
    "given",
    [
        {"second": (POWER,)},  # one amount may be a coincidence
        {"names": ("Nordhall", "Southport")},  # nobody in common
        {"third": (POWER, SUM)},  # a sum that everybody gives is no sign of anything
        {"second": (build.figure(7e9, "NOK", text="7 billion kroner"), SUM, POWER)},  # first it gives another sum
    ],
)
def test_in_doubt_they_do_not(given):
    made = stories(**given)
    assert len(build.edition(*made).cards) == len(made)


def test_a_story_with_nothing_new_joins_none():
    made = build.edition(*stories(), verdicts={2: build.known_verdict()})
    assert (len(made.cards), len(made.known)) == (1, 1)


def test_what_a_reader_has_split_stays_apart():
    one, other = stories()
    fresh = {story.id: [report.article_id for report in story.reports] for story in (one, other)}
    told = {story.id: story for story in (one, other)}
    assert retold.twice(told, fresh, {}) == {other.id: one.id}
    assert retold.twice(told, fresh, {}, {frozenset({one.id, other.id})}) == {}


def test_a_coupon_may_be_the_second_amount():
    coupon = build.figure(6.4, "%", text="6.4 per cent", role="price")
    assert len(build.edition(*stories(first=(SUM, coupon), second=(SUM, coupon))).cards) == 1


def ahead(text, *, written=build.NOW, steps=()):
    said = replace(build.reading(), steps=steps)
    made = build.edition(build.story(1, build.report(1, said=said, text=text, published_at=written)))
    return [(one.at.isoformat(), one.kind) for one in made.ahead]


def test_of_a_delay_the_last_date_is_the_one_ahead():
    text = "The first halls were to open in March 2027. They are late: the operator opens the halls in August 2027."
    assert ahead(text) == [("2027-03-01", "start")]
    assert ahead(text, steps=(Step(kind="delayed"),)) == [("2027-08-01", "start")]


def test_a_day_without_a_year_in_an_undated_text_is_only_ahead_if_the_text_says_so():
    past, coming = "The board held a hearing on January 12 in the town.", "The board will hold a hearing on January 12."
    assert ahead(past, written=None) == []
    assert ahead(coming, written=None) == ahead(coming) == [("2027-01-12", "hearing")]


def origins(text: str, *entities: Entity, age: int = 0) -> list[str]:
    said = replace(build.reading(), entities=(*build.reading().entities, *entities))
    report = build.report(1, title="Halls", text=text, said=said, published_at=build.NOW - timedelta(days=age))
    edition = build.edition(build.story(1, report))
    return [quote.source.text for quote in card_view.telling(edition.cards[0], 1, FRAME, "").summary]


def test_a_source_says_where_a_report_was_filed_if_nothing_else_says_where():
    said = "OpenAI rents halls for two hundred megawatts from next spring, both sides said on Monday."
    bergen = Entity(name="Bergen", kind="place", count=1)
    assert origins(f"ABILENE, Texas (Wire) - {said}") == ["paper1.example, Abilene, Texas"]
    assert origins(said) == ["paper1.example"]
    assert origins(f"OSLO (Wire) - {said.replace('halls', 'halls in Bergen')}", bergen) == ["paper1.example"]
    there = said.replace("halls", "halls in Bergen")
    assert origins(f"BERGEN, Norway (Wire) - {there}", bergen) == ["paper1.example, Bergen, Norway"]
    assert origins(f"Nordhall — {said}", Entity(name="Nordhall", kind="partner", count=1)) == ["paper1.example"]


def test_a_source_says_the_region_that_its_text_gives_for_a_place_of_the_card():
    said = "OpenAI rents halls for two hundred megawatts from next spring, both sides said on Monday."
    wexcombe, virginia = (
        Entity(name="Wexcombe", kind="open-name", count=2),
        Entity(name="Virginia", kind="place", count=1),
    )
    here = said.replace("halls", "halls at Wexcombe")
    later = "The owner has built nothing so far." * 9
    assert origins(f"{here} {later} It is in Wexcombe (Virginia).", wexcombe, virginia) == [
        "paper1.example, Wexcombe, Virginia"
    ]
    assert origins(f"{here} {later} It is in Virginia.", wexcombe, virginia) == ["paper1.example"]
    again = f"{here} {later} It is in Wexcombe (Virginia)."
    named = replace(build.reading(), entities=(*build.reading().entities, wexcombe, virginia))
    power = "The halls at Wexcombe draw 200 megawatts from the grid, which costs the owner 4.5 billion dollars."
    sums = (build.figure(4.5e9, "USD", text="4.5 billion dollars"),)
    both = [
        build.report(1, title="Halls", text=again, said=named),
        build.report(
            2, title="Halls", text=f"{power} It is in Wexcombe (Virginia).", said=replace(named, figures=sums)
        ),
    ]
    [card] = build.edition(build.story(1, *both)).cards
    assert [note for _, note in card.filed].count("Wexcombe, Virginia") == 1, "said twice"
    outside = said.replace("halls", "halls outside this Texas town")
    texas = Entity(name="Texas", kind="place", count=1)
    assert origins(f"BRACKETT, Texas (Wire) - {outside}", texas) == ["paper1.example, Brackett, Texas"]


def test_a_source_says_its_day_if_it_is_older_than_the_edition_or_the_card_names_no_day():
    said = "OpenAI rents halls for two hundred megawatts from next spring, both sides said on Monday."
    assert origins(said, age=0) == ["paper1.example"]
    assert origins(said, age=5) == ["paper1.example, 17.11."]
    assert origins(said.replace("on Monday", "last night"), age=0) == ["paper1.example, 22.11."]
    assert origins(said.replace("on Monday", "last night").replace("next spring", "2028"), age=0) == ["paper1.example"]


def test_a_card_without_quotes_says_the_day_beside_its_outlet():
    report = build.report(1, title="Halls", text="", published_at=build.NOW - timedelta(days=5))
    [card] = build.edition(build.story(1, report)).cards
    [also] = card_view.telling(card, 1, FRAME, "").also
    assert (also.text, also.url) == ("paper1.example, 17.11.", report.article.url)
