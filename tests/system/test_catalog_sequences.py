"""Sequences of edits of feeds.yaml, by commands and by hand: the file stays correct, and each edit touches only the
lines it is about.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import catalog
from monitor.catalog import edit
from monitor.cli import program
from monitor.errors import Invalid
from monitor.model import Feed

TOPIC = "openai-infrastructure"
HEAD = f"topics: [{TOPIC}]\n"

# Each feed is written in a different style: the text, and its values besides the address.
Written = Callable[[int, str], tuple[str, Mapping[str, Any]]]
ENTRIES: tuple[Written, ...] = (
    lambda n, i: (f"{i}- url: https://f{n}.example/x\n", {}),
    lambda n, i: (
        f"{i}- url: 'https://f{n}.example/x'   # no {n}\n{i}  title: 'F: {n}'\n{i}  tags: [power, \"no\"]\n",
        {"title": f"F: {n}", "tags": ("power", "no")},
    ),
    lambda n, i: (f"{i}- {{url: https://f{n}.example/x, title: F{n}, limit: {n + 1}}}\n", {"title": f"F{n}", "limit": n + 1}),
    lambda n, i: (
        f"{i}# about {n}\n{i}- title: >-\n{i}    long\n\n{i}    text {n}\n{i}  url: https://f{n}.example/x\n{i}  # end of {n}\n",
        {"title": f"long\ntext {n}"},
    ),
    lambda n, i: (
        f'{i}-\n{i}  url: "https://f{n}.example/x" # here\n{i}  enabled: false\n{i}  tags:\n{i}  - chips\n\n',
        {"enabled": False, "tags": ("chips",)},
    ),
    lambda n, i: (
        f"{i}- url:\n{i}    https://f{n}.example/x\n{i}  include: 'openai AND\n{i}    chip*'\n{i}  language: de\n",
        {"include": "openai AND chip*", "language": "de"},
    ),
    lambda n, i: (
        f"{i}- url: https://f{n}.example/x\n{i}  auth: env:PAPER_{n}\n\n{i}# ── another heading {n} ──\n\n",
        {"auth": f"env:PAPER_{n}"},
    ),
)  # fmt: skip
TAILS = (
    "",
    "\n# the end\n",
    "digests:\n  daily: {}\n",
    "\n\ndigests:\n  # of all\n  daily:\n    to: [me@example.org]\n",
)
TITLES = (
    "",
    "Plain",
    "A: b",
    "#1",
    "yes",
    "010",
    "7:30",
    "'quoted' \"twice\"",
    "ends with:",
    "- dash",
    "é ü 日本",
    "{a}",
    "null",
    "*star",
)


@dataclass
class Scene:
    """The file, and what it should contain."""

    path: Path
    feeds: list[Feed]
    digests: Any = None
    new: int = 0
    heads: set[str] = field(default_factory=set)  # comments that no command may take away

    def text(self) -> str:
        return self.path.read_bytes().decode()

    def holds(self) -> None:
        """Whether the whole file is as it should be."""
        found = catalog.load(self.path)
        assert list(found.feeds) == self.feeds
        assert found.topics == (TOPIC,)
        self.digests = found.digests if self.digests is None else self.digests
        assert found.digests == self.digests
        assert {comment for comment in self.heads if comment not in self.text()} == set()

    def fresh_url(self) -> str:
        self.new += 1
        return f"https://n{self.new}.example/x"


def feed(**told: Any) -> Feed:
    """A feed as it should be in the file."""
    return Feed(**{"topics": (TOPIC,), **told})


@st.composite
def scenes(draw: Any) -> tuple[str, list[Feed]]:
    indent = draw(st.sampled_from(["", "  ", "    "]))
    kinds = draw(st.lists(st.sampled_from(ENTRIES), min_size=0, max_size=5))
    parts = [kind(number, indent) for number, kind in enumerate(kinds)]
    listed = "feeds:\n" + "".join(text for text, _ in parts) if parts else "feeds: []\n"
    text = draw(st.sampled_from(["", "%YAML 1.1\n---\n", "# mine\n\n"])) + HEAD + listed + draw(st.sampled_from(TAILS))
    text = text.rstrip("\n") if draw(st.booleans()) else text
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return text, [feed(url=f"https://f{number}.example/x", **told) for number, (_, told) in enumerate(parts)]


TOLD = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(TITLES[1:]),
        "language": st.sampled_from(["de", "no"]),
        "tags": st.lists(st.sampled_from(["power", "on", "1_000", "two words", "a, b"]), min_size=1, max_size=3, unique=True),
        "limit": st.integers(1, 9),
        "enabled": st.just(False),
        "auth": st.just("env:LOGIN"),
    },
)  # fmt: skip


def as_feed(told: Mapping[str, Any]) -> Feed:
    return feed(**{key: tuple(value) if isinstance(value, list) else value for key, value in told.items()})


def parted(old: str, new: str) -> tuple[str, str]:
    """The removed and the added lines, between the longest common beginning and end of the texts."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    begin = 0
    while begin < min(len(before), len(after)) and before[begin] == after[begin]:
        begin += 1
    end = 0
    while end < min(len(before), len(after)) - begin and before[-1 - end] == after[-1 - end]:
        end += 1
    return "".join(before[begin : len(before) - end]), "".join(after[begin : len(after) - end])


def ended(text: str) -> str:
    """The text with a line break at its end: a line that is added behind the last one gives it one."""
    return text if text.endswith("\n") else text + ("\r\n" if "\r\n" in text else "\n")


def only_added(old: str, new: str, count: int) -> None:
    went, came = parted(old, new)
    if "feeds: []" in went:
        went = went.replace("feeds: []", "feeds:", 1)
    assert came.startswith(went.rstrip("\r\n")) or not went.strip()  # the last line may have had no line break
    block = came[len(went.rstrip("\r\n")) :] if went.strip() else came
    assert sum("url:" in line for line in block.splitlines()) == count
    assert "#" not in block.replace("#1", "")


def add(scene: Scene, draw: Any) -> None:
    told = [{"url": scene.fresh_url(), **draw(TOLD)} for _ in range(draw(st.integers(1, 3)))]
    old = scene.text()
    edit.add_feeds(scene.path, told)
    scene.feeds += [as_feed(each) for each in told]
    only_added(old, scene.text(), len(told))


def take_over(scene: Scene, draw: Any) -> None:
    """Import another reader's list: new feeds in folders, existing ones, and one that cannot be watched."""
    told = [
        {"url": scene.fresh_url(), "title": draw(st.sampled_from(TITLES)), "folder": draw(st.sampled_from(["", "Power", "on"]))}
        for _ in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    there = [{"url": known.url, "title": "Again", "folder": ""} for known in scene.feeds[: draw(st.integers(0, 2))]]
    bad = [{"url": "ftp://bad.example/x", "title": "Bad", "folder": ""}]
    rows = "".join(
        f"<outline text={quoteattr(each['folder'])}>{row}</outline>" if each["folder"] else row
        for each in [*there, *bad, *told]
        for row in [f"<outline type='rss' text={quoteattr(each['title'])} xmlUrl={quoteattr(each['url'])}/>"]
    )
    file = scene.path.with_name("other.opml")
    file.write_text(f"<opml version='2.0'><body>{rows}</body></opml>", encoding="utf-8")
    old = scene.text()
    assert program.main(["feeds", "import", str(file)]) == (0 if told or there else 1)
    for each in told:
        tags = (each["folder"],) if each["folder"] else ()
        scene.feeds.append(feed(url=each["url"], title=each["title"], tags=tags))
    only_added(old, scene.text(), len(told))


def remove(scene: Scene, draw: Any) -> None:
    number = draw(st.integers(0, len(scene.feeds) - 1))
    gone = scene.feeds.pop(number)
    asked = draw(
        st.sampled_from([gone.url, gone.url.replace("https", "http"), gone.url.removeprefix("https://") + "/"])
    )
    old = scene.text()
    assert edit.remove_feed(scene.path, asked) == gone.url
    went, came = parted(old, scene.text())
    if not scene.feeds:  # "feeds:" became "feeds: []"; the lines between are unchanged
        assert came.startswith("feeds: []")
        kept = came.replace("feeds: []", "feeds:", 1)
        assert all(line in went.splitlines() for line in kept.splitlines())
        went, came = went.removeprefix(kept), ""
    assert (went.count(".example/x"), came) == (1, "")
    assert "# about" not in went


def move(scene: Scene, draw: Any) -> None:
    number = draw(st.integers(0, len(scene.feeds) - 1))
    before, url = scene.feeds[number], scene.fresh_url()
    old = scene.text()
    edit.change_feed(scene.path, before.url, {"url": url})
    scene.feeds[number] = replace(before, url=url)
    went, came = parted(old, scene.text())
    assert len(went.splitlines()) == len(came.splitlines()) == 1
    assert came.replace(url, before.url).replace("'", "").replace('"', "") == went.replace("'", "").replace('"', "")


def change(scene: Scene, draw: Any) -> None:
    """Switch a feed off or on, or tag it: one line, or those of its tags."""
    number = draw(st.integers(0, len(scene.feeds) - 1))
    known, old = scene.feeds[number], scene.text()
    if draw(st.booleans()):
        edit.change_feed(scene.path, known.url, {"enabled": not known.enabled})
        scene.feeds[number] = replace(known, enabled=not known.enabled)
    else:
        tags = draw(
            st.lists(st.sampled_from(["power", "on", "a: b", "[x], y", "# no", "ü'\""]), max_size=3, unique=True)
        )
        edit.change_feed(scene.path, known.url, {"tags": tags})
        scene.feeds[number] = replace(known, tags=tuple(tags))
    went, came = parted(ended(old), ended(scene.text()))
    assert len(came.splitlines()) <= 1
    assert len(went.splitlines()) <= 1 + len(known.tags)


def by_hand(scene: Scene, draw: Any) -> None:
    """What a person does in an editor: disable or enable a feed, name it, tag it, add a comment."""
    rows = scene.text().splitlines(keepends=True)
    end = "\r\n" if rows[0].endswith("\r\n") else "\n"
    number = draw(st.integers(0, len(scene.feeds) - 1))
    known = scene.feeds[number]
    at = next(place for place, row in enumerate(rows) if known.url in row)
    plain = rows[at].lstrip().startswith(("- url: ", "url: "))
    margin = " " * rows[at].index("url: ") if plain else ""
    if not plain or not rows[at].endswith(end):
        rows[0] = rows[0] if rows[0].startswith("%") else f"# a remark{end}{rows[0]}"
    elif not known.enabled and f"{margin}enabled: false{end}" in rows[at:]:
        rows.pop(rows.index(f"{margin}enabled: false{end}", at))
        scene.feeds[number] = replace(known, enabled=True)
    elif known.enabled and "enabled: true" not in scene.text() and draw(st.booleans()):
        rows.insert(at + 1, f"{margin}enabled: false{end}")
        scene.feeds[number] = replace(known, enabled=False)
    elif not known.tags and "tags: []" not in scene.text():
        rows.insert(at + 1, f"{margin}tags: [by, hand]   # mine{end}")
        scene.feeds[number] = replace(known, tags=("by", "hand"))
    elif not known.title:
        rows.insert(at + 1, f"{margin}title: By hand{end}")
        scene.feeds[number] = replace(known, title="By hand")
    scene.path.write_bytes("".join(rows).encode())


def mistaken(scene: Scene, draw: Any) -> None:
    """A refused edit changes no byte."""
    old = scene.path.read_bytes()
    wrong: list[Callable[[], Any]] = [
        lambda: edit.add_feeds(scene.path, [{"url": scene.fresh_url()}, {"url": "nowhere"}]),
        lambda: edit.remove_feed(scene.path, "https://never.example/x"),
        lambda: edit.change_feed(scene.path, "https://never.example/x", {"url": scene.fresh_url()}),
    ]
    if scene.feeds:
        wrong.append(lambda: edit.add_feeds(scene.path, [{"url": scene.feeds[0].url}]))
    with pytest.raises(Invalid):
        draw(st.sampled_from(wrong))()
    assert scene.path.read_bytes() == old


ALWAYS, WITH_FEEDS = (add, take_over, mistaken), (remove, remove, move, change, by_hand, by_hand)


def go_through(folder: Path, begun: tuple[str, list[Feed]], draw: Any) -> None:
    path = folder / "feeds.yaml"
    path.write_bytes(begun[0].encode())
    os.environ["MONITOR_CONFIG"] = str(path)
    scene = Scene(path=path, feeds=list(begun[1]))
    scene.heads = {
        row.strip() for row in begun[0].splitlines() if row.strip().startswith(("# ──", "# about", "# the end"))
    }
    scene.holds()
    for _ in range(draw(st.integers(1, 8))):
        draw(st.sampled_from(ALWAYS + WITH_FEEDS if scene.feeds else ALWAYS))(scene, draw)
        scene.holds()


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_CONFIG", "")  # so that what a sequence sets is undone


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(begun=scenes(), steps=st.data())
def test_edits_one_after_the_other(tmp_path_factory: pytest.TempPathFactory, begun: Any, steps: Any) -> None:
    go_through(tmp_path_factory.getbasetemp(), begun, steps.draw)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(10))  # so that all processors take part, and none of them takes too long
@settings(max_examples=100, deadline=None)
@given(begun=scenes(), steps=st.data())
def test_a_thousand_sequences_of_edits(
    tmp_path_factory: pytest.TempPathFactory, part: int, begun: Any, steps: Any
) -> None:
    del part
    go_through(tmp_path_factory.getbasetemp(), begun, steps.draw)
