"""What a channel gets: an edition's JSON, or a short form with links; always the same id for the same edition."""

from dataclasses import replace

from monitor.correction import Change, Correction
from monitor.digests.forms import calls
from monitor.model import ArticleId, StoryId
from tests import builders as build

CHANNELS = ("webhook env:TEAM", "apprise env:PHONE")


def test_a_program_gets_the_json_and_people_get_a_short_form() -> None:
    given = build.digest(channels=CHANNELS, page_url="https://news.example/daily/")
    stories = [build.story(number, build.report(number)) for number in range(1, 9)]
    made, forms = build.edition(*stories, number=7), build.forms(subject="OpenAI: 1,5 GW", json='{"a": 1}')
    program, people = calls.messages(given, made, forms)
    assert (program.recipient, program.sender, program.content) == (CHANNELS[0], "", b'{"a": 1}')
    title, empty, *lines = people.content.decode().splitlines()
    assert (title, empty) == ("OpenAI: 1,5 GW", "")
    assert lines[:2] == [f"• {made.cards[0].title}", made.cards[0].story.reports[0].article.url]
    assert len(lines) == 2 * calls.STORIES + 2
    assert lines[-2:] == ["https://news.example/daily/2026-11-22T060000Z.html", "daily #7"]


def test_ids_are_the_same_for_the_same_edition_and_channel_only() -> None:
    given, made = build.digest(channels=CHANNELS), build.edition(number=7)
    ids = [message.message_id for message in calls.messages(given, made, build.forms())]
    assert ids == [message.message_id for message in calls.messages(given, made, build.forms(subject="x"))]
    later = [message.message_id for message in calls.messages(given, replace(made, number=8), build.forms())]
    assert len({*ids, *later}) == 4


def test_a_short_form_is_short_and_its_addresses_are_safe() -> None:
    long = [
        build.report(number, title="Words and words " * 60, url="https://a.example/" + "x" * 400) for number in range(5)
    ]
    odd = build.report(9, title="Line\nbreak\u202e", url="javascript:alert(1)")
    stories = [build.story(number, report) for number, report in enumerate([odd, *long], start=1)]
    text = calls.short(build.digest(), build.edition(*stories), build.forms(subject="x" * 500))
    assert len(text) < calls.LINES + 400
    assert "javascript" not in text
    assert "\u202e" not in text


def correction(number: int, *, words: str = "") -> Correction:
    old, new = f"The campus has 1.2 gigawatts. {words}", f"The campus has 1.5 gigawatts. {words}"
    return Correction(
        article=ArticleId(number), story=StoryId(1), edition=number, url=f"https://a.example/{number}", title=f"Campus {number}",
        site="a.example", language="en", seen_at=build.NOW, changes=(Change(kind="figure", old=old, new=new),),
    )  # fmt: skip


def test_corrections_are_in_the_short_form_with_both_versions() -> None:
    made = replace(build.edition(build.story(1, build.report(1)), number=7), corrections=(correction(3),))
    lines = calls.short(build.digest(language="en"), made, build.forms()).splitlines()
    assert lines[4:8] == [
        "• Correction of edition 3: Campus 3",
        "  told: The campus has 1.2 gigawatts.",
        "  now: The campus has 1.5 gigawatts.",
        "https://a.example/3",
    ]


def test_a_correction_is_told_however_long_the_stories_are() -> None:
    stories = [
        build.story(n, build.report(n, title="Words and words " * 60, url="https://a.example/" + "x" * 400))
        for n in range(1, 6)
    ]
    made = replace(
        build.edition(*stories), corrections=tuple(correction(n, words="Long words. " * 60) for n in range(1, 9))
    )
    text = calls.short(build.digest(language="en"), made, build.forms())
    assert len(text) < calls.LINES + 400
    assert "Correction of edition 1: Campus 1" in text
    assert "now: The campus has 1.5 gigawatts." in text
