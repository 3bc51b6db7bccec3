"""Commands that write feeds.yaml change the lines concerned and no other byte."""

import difflib
import random
from pathlib import Path

import pytest

from monitor import catalog
from monitor.catalog import edit
from monitor.errors import Invalid

ROOT = Path(__file__).parents[2]
HEAD = "topics: [openai-infrastructure]\n"
NEW = {"url": "https://new.example/feed", "title": "New: a feed #1", "limit": 3}


def written(folder: Path, text: str) -> Path:
    path = folder / "feeds.yaml"
    path.write_bytes(text.encode())
    return path


def changed(old: str, new: str) -> list[str]:
    return [line for line in difflib.ndiff(old.splitlines(True), new.splitlines(True)) if line[0] in "+-"]


def test_the_shipped_file_gains_and_loses_lines_only(tmp_path: Path) -> None:
    text = (ROOT / "feeds.yaml").read_text(encoding="utf-8")
    path = written(tmp_path, text)
    edit.add_feeds(path, [NEW])
    assert changed(text, path.read_text(encoding="utf-8")) == [
        "+   - url: https://new.example/feed\n",
        "+     title: 'New: a feed #1'\n",
        "+     limit: 3\n",
    ]
    assert catalog.load(path).feeds[-1].title == "New: a feed #1"
    assert edit.remove_feed(path, "http://www.new.example/feed/") == NEW["url"]
    assert path.read_text(encoding="utf-8") == text


def test_feeds_go_from_any_place_and_headings_stay(tmp_path: Path) -> None:
    text = (ROOT / "feeds.yaml").read_text(encoding="utf-8")
    path = written(tmp_path, text)
    feeds = [feed.url for feed in catalog.load(path).feeds]
    gone = [feeds[0], feeds[-1], *random.Random(7).sample(feeds[1:-1], 2)]
    for url in gone:
        edit.remove_feed(path, url)
    left = path.read_text(encoding="utf-8")
    assert [feed.url for feed in catalog.load(path).feeds] == [url for url in feeds if url not in gone]
    assert left.count("# ──") == text.count("# ──")
    assert all(line.startswith("-   ") for line in changed(text, left))


SHAPES = [
    "feeds:\n- url: https://a.example/x  # first\n# between\n- url: https://b.example/x\n  title: B\n  # of B\n# end\n",
    "# top\n\nfeeds:\n    - title: |\n        long\n\n        text\n\n      url: https://a.example/x\n\n\n# end\ndigests: {}\n",
    "feeds:\n  - {url: https://a.example/x, title: 'A: 1'} # flow\n  - url: https://b.example/x\ndigests:\n  d: {}\n",
    "feeds:   # all of them\n  - url: https://a.example/x\n    include: 'openai AND\n      chip*'\n  - url: https://b.example/x",
    "feeds:\n  - url: https://a.example/x\n    topics:\n      - openai-infrastructure\n      # more?\n",
    "feeds: []\n",
    "feeds: [ ]   # none yet\ndigests: {}\n",
]


@pytest.mark.parametrize(
    "text", [HEAD + shape for shape in SHAPES] + [shape.rstrip("\n") + "\n" + HEAD for shape in SHAPES]
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_adding_and_removing_leaves_every_other_byte(tmp_path: Path, text: str, end: str) -> None:
    text = text.replace("\n", end)
    path = written(tmp_path, text)
    before = catalog.load(path).feeds
    edit.add_feeds(path, [NEW, {"url": "https://new.example/other"}])
    grown = path.read_bytes().decode()
    assert [feed.url for feed in catalog.load(path).feeds][len(before) :] == [NEW["url"], "https://new.example/other"]
    lost = [line for line in changed(text, grown) if line.startswith("-") and line[2:].strip()]
    assert not lost or "feeds: [" in lost[0] or not text.endswith(end)
    for comment in ("# first", "# between", "# of B", "# end", "# flow", "# all of them", "# none yet", "# more?"):
        assert (comment in grown) == (comment in text)
    edit.remove_feed(path, "https://new.example/other")
    edit.remove_feed(path, str(NEW["url"]))
    assert catalog.load(path).feeds == before
    if before:
        assert path.read_bytes().decode().rstrip() == text.rstrip()


REFUSED = [
    (HEAD + "feeds: [{url: https://a.example/x}]\n", "by hand"),
    (HEAD + "feeds:\n  - url: nowhere\n", "line 3"),
    (HEAD + "feeds:\n\t- x\n", "tab"),
    ("", "empty"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_cannot_be_changed_safely_is_left_alone(tmp_path: Path, text: str, words: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(Invalid, match=words):
        edit.add_feeds(path, [NEW])
    with pytest.raises(Invalid):
        edit.remove_feed(path, "https://a.example/x")
    assert path.read_bytes() == text.encode()
    assert [file.name for file in tmp_path.iterdir()] == ["feeds.yaml"]


BAD = [
    ({"url": "ftp://a.example"}, "not a web address"),
    ({"url": "https://there.example/x"}, "already in line 3"),
    ({"url": "https://a.example", "colour": "red"}, "unknown key"),
]


@pytest.mark.parametrize(("feed", "words"), BAD)
def test_a_feed_that_would_be_a_mistake_is_not_written(tmp_path: Path, feed: dict[str, object], words: str) -> None:
    text = HEAD + "feeds:\n  - url: https://there.example/x\n"
    path = written(tmp_path, text)
    with pytest.raises(Invalid, match=words):
        edit.add_feeds(path, [feed])
    assert path.read_bytes() == text.encode()


def test_mode_and_link_of_the_file_survive(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = written(tmp_path / "real", HEAD + "feeds: []\n")
    real.chmod(0o640)
    link = tmp_path / "feeds.yaml"
    link.symlink_to(real)
    edit.add_feeds(link, [NEW])
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert len(catalog.load(real).feeds) == 1


def test_an_unknown_feed_cannot_go(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "feeds:\n  - url: https://a.example/x\n")
    with pytest.raises(Invalid, match="no feed has the address"):
        edit.remove_feed(path, "https://b.example/x")


def test_feeds_that_others_refer_to(tmp_path: Path) -> None:
    text = (
        HEAD + "feeds:\n  - &base\n    url: https://a.example/x\n    tags: &tags [power]\n"
        "  - <<: *base\n    url: https://b.example/x\n  - url: https://c.example/x\n    tags: *tags\n"
    )
    path = written(tmp_path, text)
    with pytest.raises(Invalid, match="by hand"):
        edit.remove_feed(path, "https://a.example/x")
    assert path.read_bytes() == text.encode()
    edit.change_feed(path, "https://a.example/x", {"url": "https://d.example/x"})
    edit.remove_feed(path, "https://c.example/x")
    edit.add_feeds(path, [NEW])
    assert [(feed.url, feed.tags) for feed in catalog.load(path).feeds] == [
        ("https://d.example/x", ("power",)),
        ("https://b.example/x", ("power",)),
        (NEW["url"], ()),
    ]


CHANGES = [
    ("  - url: https://a.example/x", "  - url: https://a.example/x\n    enabled: false\n"),
    ("  - url: https://a.example/x  # it\n    title: A\n", "  - url: https://a.example/x  # it\n    enabled: false\n    title: A\n"),
    ("  - enabled: true # mine\n    url: https://a.example/x\n", "  - enabled: false # mine\n    url: https://a.example/x\n"),
    ("  - {url: 'https://a.example/x', title: A} # flow\n", "  - {url: 'https://a.example/x', enabled: false, title: A} # flow\n"),
    ("  -\n      url: >-\n        https://a.example/x\n", "  -\n      url: >-\n        https://a.example/x\n      enabled: false\n"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_feed_is_switched_off_in_its_own_line(tmp_path: Path, old: str, new: str) -> None:
    path = written(tmp_path, HEAD + "feeds:\n" + old)
    edit.change_feed(path, "https://a.example/x/", {"enabled": False})
    assert path.read_text("utf-8") == HEAD + "feeds:\n" + new
    assert not catalog.load(path).feeds[0].enabled


@pytest.mark.parametrize(
    "old", ["", "    tags: [x,\n      y] # mine\n", "    tags:\n      - x  # of x\n      - y\n", "    tags: x # mine\n"]
)
def test_tags_are_written_in_one_line(tmp_path: Path, old: str) -> None:
    head = HEAD + "feeds:\n  - url: https://a.example/x\n"
    path = written(tmp_path, head + old + "    title: A\n# end\n")
    if "tags: x" in old:
        with pytest.raises(Invalid, match="line 4"):
            edit.change_feed(path, "https://a.example/x", {"tags": ["a"]})
        return
    edit.change_feed(path, "https://a.example/x", {"tags": ["a: b", "no", "c, d"]})
    comment = " # mine" if "# mine" in old else ""
    tags = """['a: b', "no", 'c, d']"""
    assert path.read_text("utf-8") == f"{head}    tags: {tags}{comment}\n    title: A\n# end\n"
    with pytest.raises(Invalid, match="tags"):
        edit.change_feed(path, "https://a.example/x", {"tags": ["x"] * 11})


def test_tags_that_stand_elsewhere_are_changed_by_hand(tmp_path: Path) -> None:
    text = HEAD + "feeds:\n  - url: https://a.example/x\n    tags: &t [p]\n  - url: https://b.example/x\n    tags: *t\n"
    path = written(tmp_path, text)
    for url in ("https://a.example/x", "https://b.example/x"):
        with pytest.raises(Invalid, match="by hand"):
            edit.change_feed(path, url, {"tags": []})
    assert path.read_bytes() == text.encode()


def test_an_unknown_feed_cannot_move(tmp_path: Path) -> None:
    for feeds in ("feeds: []\n", "feeds:\n  - url: https://a.example/x\n"):
        path = written(tmp_path, HEAD + feeds)
        with pytest.raises(Invalid, match="no feed has the address"):
            edit.change_feed(path, "https://b.example/x", {"url": "https://c.example/x"})


@pytest.mark.parametrize("tag", ["on", "no", "010", "1_000", "12:30", "~"])
def test_tags_survive_both_versions_of_yaml(tmp_path: Path, tag: str) -> None:
    for head in ("", "%YAML 1.1\n---\n"):
        path = written(tmp_path, head + HEAD + "feeds: []\n")
        edit.add_feeds(path, [NEW | {"tags": [tag, "power"]}])
        assert catalog.load(path).feeds[0].tags == (tag, "power")


def test_a_comment_that_a_removed_feed_left_is_not_the_next_feeds(tmp_path):
    path = written(tmp_path, HEAD + "feeds:\n    # about papers\n    - url: https://a.example/x\n")
    edit.remove_feed(path, "https://a.example/x")
    edit.add_feeds(path, [{"url": "https://b.example/x"}])
    assert path.read_text("utf-8") == HEAD + "feeds:\n    # about papers\n  - url: https://b.example/x\n"
    edit.remove_feed(path, "https://b.example/x")
    assert "# about papers" in path.read_text("utf-8")
