"""feeds.yaml: every mistake is one line with file, line, what is wrong and how to fix it; all are reported at once."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import build, catalog, model
from monitor.catalog import feeds_file
from monitor.edition import Digest
from monitor.errors import Invalid
from monitor.yaml import document

ROOT = Path(__file__).parents[2]
PATH = Path("feeds.yaml")
HEAD = "topics: [openai-infrastructure]\n"
FEED = HEAD + "feeds:\n  - url: https://example.org/rss.xml\n"


def understood(text: str, path: Path) -> catalog.Catalog:
    return feeds_file.understood(document.read(text), path)


def mistakes(text: str) -> list[str]:
    with pytest.raises(Invalid) as told:
        understood(text, PATH)
    return str(told.value).splitlines()


def test_the_shipped_file_has_no_mistake_and_mails_nobody() -> None:
    watched = catalog.load(ROOT / "feeds.yaml")
    assert len(watched.feeds) >= 40
    assert sum(feed.enabled for feed in watched.feeds) >= 30
    assert {"de", "en"} == {feed.language for feed in watched.feeds}
    assert not any(digest.to for digest in watched.digests.values())
    assert watched.digests["daily"].schedule == "0 7 * * *"
    assert watched.digests["daily"].timezone == "Europe/Berlin"


def test_only_written_keys_leave_the_defaults() -> None:
    watched = understood(FEED + "digests:\n  daily: {}\n", PATH)
    assert watched.feeds == (model.Feed(url="https://example.org/rss.xml", topics=("openai-infrastructure",)),)
    assert dict(watched.digests) == {"daily": Digest(name="daily", topics=("openai-infrastructure",))}


def test_every_key_of_the_contract() -> None:
    watched = understood(
        FEED
        + """    title: Example
    language: de
    interval: 1h
    topics: [openai-infrastructure]
    include: openai AND (data NEAR/5 center)
    exclude: '"stock picks"'
    read: all
    backfill: 0
    limit: 3
    enabled: false
digests:
  daily:
    schedule: "0 7 * * 1-5"
    timezone: America/New_York
    topics: [openai-infrastructure]
    to: [reader@example.org, leser@bücher.example]
    channels: [webhook env:TEAM_HOOK, apprise env:PHONE, webhook file:secrets/hook]
    max_age: 2d
    language: en
    title: Chips
    send_empty: true
    threshold: 0.4
    limit: 7
  urgent:
    kind: alert
    quiet: 22:00-07:00
    cap: 3
""",
        PATH,
    )
    hook = f"webhook file:{Path('secrets/hook').absolute()}"
    assert watched.digests["daily"].channels == ("webhook env:TEAM_HOOK", "apprise env:PHONE", hook)
    feed = watched.feeds[0]
    assert (feed.interval, feed.read, feed.backfill, feed.limit) == (timedelta(hours=1), "all", 0, 3)
    assert not feed.enabled
    daily = watched.digests["daily"]
    assert daily.to == ("reader@example.org", "leser@xn--bcher-kva.example")
    assert (daily.max_age, daily.threshold, daily.language) == (timedelta(days=2), 0.4, "en")
    assert watched.digests["urgent"].quiet == "22:00-07:00"


SINGLE = [
    # text, line, words that must be in that line
    ("", None, ["empty"]),
    ("# only a comment\n", None, ["empty"]),
    ("- a\n", 1, ["list"]),
    ("just words\n", 1, ["text"]),
    (HEAD, 1, ['"feeds" is missing']),
    ("feeds: []\n", 1, ['"topics" is missing', "openai-infrastructure"]),
    (FEED + "    titles: x\n", 4, ['unknown key "titles"', 'did you mean "title"?']),
    (FEED + "fedes: []\n", 4, ['unknown key "fedes"', 'did you mean "feeds"?']),
    (FEED + "digests:\n  daily:\n    time: 7\n", 6, ['unknown key "time"']),
    (FEED + "\turl: x\n", 4, ["tab", "spaces"]),
    (HEAD + "feeds:\n\t- url: https://a.example\n", 3, ["tab"]),
    (FEED + "   title: x\n", 4, ["indentation"]),
    (FEED + "    title: 'x\n", 4, ["never closed"]),
    (FEED + "    title: a: b\n", 4, ["quotes"]),
    (FEED + "    title: x\n    title: y\n", 5, ["twice", "line 4"]),
    (FEED + "    enabled: yes\n", 4, ["true or false"]),
    (FEED + "    enabled: 1\n", 4, ["true or false"]),
    (FEED + "    title: 404\n", 4, ["number 404", "quotes"]),
    (FEED + "    title:\n", 4, ["has no value"]),
    (FEED + "    interval: 60\n", 4, ["duration", "1h"]),
    (FEED + "    interval: 0h\n", 4, ["duration"]),
    (FEED + "    read: everything\n", 4, ["matching or all"]),
    (FEED + "    backfill: -1\n", 4, ["at least 0"]),
    (FEED + "    limit: 1000\n", 4, ["at most 500"]),
    (FEED + "    limit: many\n", 4, ["whole number"]),
    (FEED + "    language: german\n", 4, ["two letters"]),
    (FEED + "    topics: []\n", 4, ["list is empty"]),
    (FEED + "    topics: [openai]\n", 4, ['"openai" is unknown']),
    (FEED + "    include: openai AND (\n", 4, ["character"]),
    (FEED + "    title: !!python/object/apply:os.system ['true']\n", 4, ["tag"]),
    (FEED + "    title: !!binary aGk=\n", 4, ["tag"]),
    (FEED + "    title: \x00\n", 4, ["U+0000"]),
    (FEED + "---\nx: 1\n", 4, ["document"]),
    (HEAD + "feeds:\n  - https://a.example/rss\n", 3, ["keys"]),
    (HEAD + "feeds: https://a.example/rss\n", 2, ["list"]),
    (HEAD + "feeds:\n  - title: x\n", 3, ['"url" is missing']),
    (HEAD + "feeds:\n  - url: ftp://a.example\n", 3, ["not a web address"]),
    (HEAD + "feeds:\n  - url: a.example/rss\n", 3, ["not a web address"]),
    (HEAD + "feeds:\n  - url: https://\n", 3, ["not a web address"]),
    (HEAD + "feeds:\n  - url: https://a.example:99999/\n", 3, ["not a web address"]),
    (HEAD + "feeds:\n  - url: https://me:secret@a.example/\n", 3, ["login"]),
    (FEED + "  - url: https://example.org/rss.xml\n", 4, ["already in line 3"]),
    (FEED + "  - url: http://www.Example.org/rss.xml/?utm_source=x#top\n", 4, ["already in line 3"]),
    ("topics: [nonsense]\nfeeds: []\n", 1, ['no packaged topic "nonsense"']),
    ("topics: [openai-infrastructur]\nfeeds: []\n", 1, ['did you mean "openai-infrastructure"?']),
    ("topics: [./mine.yaml]\nfeeds: []\n", 1, ["no topic file"]),
    (FEED + "digests:\n  Daily: {}\n", 5, ["cannot name a digest"]),
    (FEED + "digests:\n  ../x: {}\n", 5, ["cannot name a digest"]),
    (FEED + "digests:\n  d: {schedule: 0 7 * *}\n", 5, ["fields", "0 7 * * *"]),
    (FEED + 'digests:\n  d: {schedule: "0 25 * * *"}\n', 5, ["schedule"]),
    (FEED + 'digests:\n  d: {schedule: "0 7 31 2 *"}\n', 5, ["schedule"]),
    (FEED + "digests:\n  d: {timezone: Europe/Berln}\n", 5, ["Europe/Berlin"]),
    (FEED + "digests:\n  d: {timezone: ../etc}\n", 5, ["time zone"]),
    (FEED + "digests:\n  d: {to: reader@example.org}\n", 5, ["list"]),
    (FEED + "digests:\n  d: {to: [reader]}\n", 5, ["mail address"]),
    (FEED + "digests:\n  d:\n    to:\n      - a@example.org\n      - A@example.org\n", 8, ["already in line 7"]),
    (FEED + "digests:\n  d: {max_age: 7}\n", 5, ["duration"]),
    (FEED + "digests:\n  d: {threshold: 2}\n", 5, ["at most 1"]),
    (
        FEED + "digests:\n  d:\n    channels: [https://hooks.example.org/secret]\n",
        6,
        ["channels: write its kind and where"],
    ),
    (FEED + "digests:\n  d:\n    channels:\n      - webhook env:A\n      - webhook env:A\n", 8, ["already in line 7"]),
    (FEED + "digests:\n  d: {quiet: late}\n", 5, ["22:00-07:00"]),
]


@pytest.mark.parametrize(("text", "line", "words"), SINGLE)
def test_one_mistake_is_one_line(text: str, line: int | None, words: list[str]) -> None:
    told = mistakes(text)
    assert len(told) == 1, told
    assert told[0].startswith(f"feeds.yaml, line {line}: " if line else "feeds.yaml: ")
    for word in words:
        assert word in told[0]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    told = mistakes(
        """topics: [openai-infrastructure]
feeds:
  - url: nowhere
    titles: x
  - url: https://example.org/a
    interval: soon
  - url: https://example.org/a
digests:
  daily:
    schedule: often
    to: [nobody]
"""
    )
    assert [int(re.findall(r"line (\d+):", line)[0]) for line in told] == [3, 4, 6, 7, 10, 11]


@pytest.mark.slow
def test_aliases_that_multiply_are_refused_quickly() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in range(1, 9):
        bomb += f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n"
    assert any("too many" in line for line in mistakes(bomb + FEED))
    assert mistakes("a: &a [*a]\n" + FEED)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + FEED.replace("\n", "\r\n").encode())
    assert len(catalog.load(path).feeds) == 1


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"topics: [x]\n# Gr\xfc\xdfe\n")
    for path, words in ((tmp_path / "none.yaml", "no such file"), (tmp_path, "cannot be read"), (latin, "line 2")):
        with pytest.raises(Invalid) as told:
            catalog.load(path)
        assert words in str(told.value)
        assert "\n" not in str(told.value)


def test_a_topic_file_goes_by_the_name_it_gives_itself(tmp_path: Path) -> None:
    packaged = ROOT / "monitor/topics/openai-infrastructure.yaml"
    own = packaged.read_text(encoding="utf-8").replace("name: openai-infrastructure", "name: my-chips", 1)
    (tmp_path / "chips.yaml").write_text(own, encoding="utf-8")
    path = tmp_path / "feeds.yaml"
    path.write_text(
        "topics: [openai-infrastructure, ./chips.yaml]\n"
        "feeds:\n  - url: https://a.example\n  - url: https://b.example\n    topics: [my-chips]\n"
        "digests:\n  chips:\n    topics: [./chips.yaml]\n",
        encoding="utf-8",
    )
    watched = catalog.load(path)
    assert watched.topics == ("openai-infrastructure", "my-chips")
    assert watched.feeds[0].topics == watched.topics
    assert watched.feeds[1].topics == ("my-chips",)
    assert watched.digests["chips"].topics == ("my-chips",)
    assert watched.topic_files["my-chips"].samefile(tmp_path / "chips.yaml")
    (tmp_path / "chips.yaml").write_text("name: x\nsubject: 1\n", encoding="utf-8")
    with pytest.raises(Invalid, match=r"feeds\.yaml, line 1: .*chips\.yaml"):
        catalog.load(path)


def test_a_digest_without_a_title_takes_its_topics(tmp_path):
    path = tmp_path / "feeds.yaml"
    path.write_text(
        "topics: [openai-infrastructure]\nfeeds: [{url: 'https://a.example/feed'}]\n"
        "digests: {daily: {}, english: {language: en}, own: {title: Mine}}\n"
    )
    watched = catalog.load(path)
    titles = {name: digest.title for name, digest in build.titled(watched, build.load_topics(watched)).digests.items()}
    assert titles == {"daily": "OpenAIs Infrastruktur", "english": "OpenAI's infrastructure", "own": "Mine"}
