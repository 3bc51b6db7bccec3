"""What actions mean: which one decides about a story, what an outlet is, what is learnt and by whom."""

from datetime import timedelta
from typing import Any

import pytest

from monitor.actions import meaning
from monitor.actions.action import Action, ActionId, Kind, Scope, holding
from monitor.actions.wish import Meant, Said, Target, Wish
from monitor.actions.wish import action as made_of
from monitor.model import ArticleId, StoryId
from monitor.problems import Problem
from tests import builders as build

SEEN = (("title", 1.0), ("bias", 1.0))


def action(number: int, kind: Kind, **given: Any) -> Action:
    known: dict[str, Any] = {"story": StoryId(1), "topic": build.TOPIC, "by": "x", "at": build.NOW}
    return Action(id=ActionId(number), kind=kind, **(known | given))


def name(number: int, text: str, **given: Any) -> Action:
    return action(number, Kind.MUTE, scope=Scope.NAME, name=text, story=None, **given)


STORY = build.story(1, build.report(1, title="Cerebras doubles its OpenAI contract"), build.report(2))


@pytest.mark.parametrize(
    ("said", "silent"),
    [
        ([action(1, Kind.MUTE)], 1),
        ([action(1, Kind.NOT_RELEVANT)], 1),
        ([action(1, Kind.MUTE), action(2, Kind.FOLLOW)], None),
        ([action(1, Kind.FOLLOW), action(2, Kind.MUTE)], 2),
        ([action(1, Kind.NOT_RELEVANT), action(2, Kind.RELEVANT)], None),
        ([action(1, Kind.MUTE, story=StoryId(2))], None),
        ([name(1, "cerebras")], 1),
        ([name(1, "OpenAI contract")], 1),
        ([name(1, "open")], None),
        ([name(1, "Nvidia")], None),
        ([action(1, Kind.FOLLOW), name(2, "Cerebras")], None),
        ([], None),
    ],
    ids=str,
)
def test_which_action_silences_a_story(said: list[Action], silent: int | None) -> None:
    found = meaning.silencing(STORY, said)
    assert (found.id if found else None) == silent


@pytest.mark.parametrize(
    ("muted", "site", "is_it"),
    [
        ("cnbc.com", "www.cnbc.com", True),
        ("CNBC.com", "cnbc.com", True),
        ("cnbc.com", "notcnbc.com", False),
        ("Elbe-Kurier", "elbe-kurier", True),
        ("com", "cnbc.com", False),
        ("", "", False),
    ],
)
def test_what_an_outlet_is(muted: str, site: str, is_it: bool) -> None:
    assert meaning.is_outlet(muted, site) is is_it


def test_actions_hold_until_they_are_over_undone_or_another_digests() -> None:
    later = build.NOW + timedelta(days=1)
    said = [
        action(3, Kind.MUTE, until=later),
        action(1, Kind.MUTE, until=build.NOW),
        action(2, Kind.FOLLOW, undone_at=build.NOW),
        action(4, Kind.KNOWN, digest="weekly"),
        action(5, Kind.KNOWN, digest="daily"),
    ]
    assert [one.id for one in holding(said, "daily", build.NOW)] == [3, 5]


def test_lessons_are_those_of_the_topic_and_of_digests_that_learn() -> None:
    said = [
        action(1, Kind.RELEVANT, evidence=SEEN, digest="daily"),
        action(2, Kind.NOT_RELEVANT, evidence=SEEN, digest="deaf"),
        action(3, Kind.NOT_RELEVANT, evidence=SEEN, topic="other"),
        action(4, Kind.NOT_RELEVANT, evidence=()),
        action(5, Kind.MUTE, evidence=SEEN),
        action(6, Kind.NOT_RELEVANT, evidence=SEEN),
    ]
    assert meaning.lessons(said, build.TOPIC, ["deaf"]) == ((SEEN, True), (SEEN, False))


def test_a_wrong_number_goes_from_reports_and_known_texts_of_its_story_alone() -> None:
    said = [action(1, Kind.WRONG_NUMBER, figures=((1.5e9, "W"),))]
    story = build.story(1, build.report(1, build.figure(1.502e9), build.figure(21e9, "USD")))
    assert [one.value for one in meaning.corrected(story, said).reports[0].reading.figures] == [21e9]
    other = build.story(2, build.report(1, build.figure(1.5e9)))
    assert meaning.corrected(other, said) is other
    texts = [build.known(1, build.figure(1.5e9), story=StoryId(id)) for id in (1, 2)]
    assert [len(text.figures) for text in meaning.unlearnt(texts, said)] == [0, 1]


def test_a_split_names_an_outlet_an_address_or_finds_the_seam() -> None:
    said = Said(by="x", at=build.NOW, digest="daily")
    meant = Meant(topic=build.TOPIC, story=STORY, title="t")
    split = Wish(kind=Kind.SPLIT, target=Target(number=1))

    def taken(wish: Wish, meant: Meant) -> object:
        found = made_of(wish, said, meant, None)
        return found.code if isinstance(found, Problem) else (found.articles, found.digest)

    assert taken(split, meant) == ((ArticleId(2),), "")
    assert taken(Wish(kind=Kind.SPLIT, name="paper1.example"), meant) == ((ArticleId(1),), "")
    assert taken(split, Meant(topic=build.TOPIC, story=STORY, article=ArticleId(1))) == ((ArticleId(1),), "")
    assert taken(Wish(kind=Kind.SPLIT, name="nobody.example"), meant) == "act-no-report"
    mute = made_of(Wish(kind=Kind.MUTE, target=Target(number=1), days=3), said, meant, None)
    assert isinstance(mute, Action)
    assert (mute.until, mute.digest) == (build.NOW + timedelta(days=3), "daily")
