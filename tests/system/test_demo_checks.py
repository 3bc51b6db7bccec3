"""The demo notices a wrong edition: an edition as expected passes, every change to it is reported."""

import copy
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from monitor.demo import checks, press, world

OUTLETS = world.outlets()
BASES = {outlet.slug: f"https://{outlet.slug}.example" for outlet in OUTLETS}
Edition = dict[str, Any]


def perfect() -> Edition:
    """An edition as the world expects it."""
    stories: dict[str, dict[str, Any]] = {}
    withheld = []
    for outlet in OUTLETS:
        for piece in outlet.pieces if checks.alive(outlet) else ():
            url, fate = checks.place(piece, outlet, BASES), piece.expect.split()[0]
            if fate in checks.SHOWN:
                story = stories.setdefault(
                    piece.story, {"id": piece.story, "status": fate, "articles": [], "known_from": []}
                )
                story["articles"].append({"url": url})
                story["known_from"] += [{"title": f"Etwas über {piece.of}"}] if piece.of else []
            else:
                withheld.append({"url": url, "title": piece.title, "reason": fate, "detail": f"wie „{piece.of}“"})
    shown = len(stories)
    return {
        "stories": list(stories.values()),
        "withheld": withheld,
        "account": {
            "fetched": shown + 40,
            "shown": shown,
            "merged": 10,
            "known": 4,
            "off_topic": 26,
            "too_old": 0,
            "failed": 0,
        },
        "feeds": [{"url": BASES[one.slug] + press.feed_path(one), "ok": not one.fault} for one in OUTLETS],
    }


def letter() -> EmailMessage:
    made = EmailMessage()
    made.set_content("Neues")
    made.add_alternative("<p>Neues</p>", subtype="html")
    return made


def story_of(edition: Edition, event: str) -> dict[str, Any]:
    return next(story for story in edition["stories"] if story["id"] == event)


def test_what_was_expected_passes() -> None:
    assert not checks.mistakes(perfect(), OUTLETS, BASES, [letter()])


def lose_a_piece(edition: Edition) -> None:
    story_of(edition, "nebraska")["articles"].pop()


def split_a_story(edition: Edition) -> None:
    story = story_of(edition, "nebraska")
    edition["stories"].append({**story, "id": "other", "articles": [story["articles"].pop()]})
    edition["account"]["shown"] += 1
    edition["account"]["fetched"] += 1


def mix_two_stories(edition: Edition) -> None:
    story_of(edition, "nebraska")["articles"] += story_of(edition, "lulea")["articles"]


def tell_an_update_as_new(edition: Edition) -> None:
    story_of(edition, "cerebras-15")["status"] = "new"


def name_the_wrong_seed(edition: Edition) -> None:
    for line in edition["withheld"]:
        if line["reason"] == "near-copy":
            line["detail"] = "wie etwas anderes"


def miscount(edition: Edition) -> None:
    edition["account"]["merged"] += 1


def hide_a_dead_feed(edition: Edition) -> None:
    for feed in edition["feeds"]:
        feed["ok"] = True


def show_what_is_off_topic(edition: Edition) -> None:
    line = next(line for line in edition["withheld"] if line["reason"] == "off-topic")
    line["reason"] = "too-old"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lose_a_piece, "not in the edition"),
        (split_a_story, "told in 2 stories"),
        (mix_two_stories, "mixes"),
        (tell_an_update_as_new, "is new"),
        (name_the_wrong_seed, "should repeat"),
        (miscount, "does not add up"),
        (hide_a_dead_feed, "is dead"),
        (show_what_is_off_topic, "is too-old"),
    ],
)
def test_what_is_wrong_is_told(spoil: Callable[[Edition], None], said: str) -> None:
    edition = copy.deepcopy(perfect())
    spoil(edition)
    found = checks.mistakes(edition, OUTLETS, BASES, [letter()])
    assert any(said in line for line in found), found


@pytest.mark.parametrize("letters", [[], [letter(), letter()], [EmailMessage()]], ids=["none", "two", "plain"])
def test_a_mail_too_many_or_too_few_is_told(letters: list[EmailMessage]) -> None:
    assert checks.mistakes(perfect(), OUTLETS, BASES, letters)
