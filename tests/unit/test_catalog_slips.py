"""YAML as people write it: what works, and what is reported with the line and how to fix it."""

from pathlib import Path

import pytest

from monitor import catalog
from monitor.catalog import edit
from monitor.errors import Invalid
from monitor.yaml import document

HEAD = "topics: [openai-infrastructure]\nfeeds: []\ndigests:\n  daily:\n"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("schedule: */15 * * * *", 'schedule: "*/15 * * * *"'),
        ("schedule: * 7 * * *  # at seven", 'schedule: "* 7 * * *"'),
        ("title: @foo", 'title: "@foo"'),
        ("title: `foo`", 'title: "`foo`"'),
        ("title: %foo", 'title: "%foo"'),
        ("title: & Co", 'title: "& Co"'),
        ("title: &Co KG", '"&Co KG"'),
        ("title: !new", '"!"'),
        ("title: AI: the news", 'title: "AI: the news"'),
        ("title: [AI] news", 'title: "[AI] news"'),
        ("title: {AI} news", 'title: "{AI} news"'),
        ("title: > 5 GW", 'title: "> 5 GW"'),
        ("title: | news", 'title: "| news"'),
        ("title: - news", 'title: "- news"'),
        ("title: ? news", 'title: "? news"'),
        ("title: 'it's new'", 'title: "it\'s new"'),
        ('title: "The" news', "title: '\"The\" news'"),
        ("to: [@me, you@example.org]", 'to: ["@me", you@example.org]'),
        (
            "title: *news",
            'title: *news stands for a value marked with &news, and none is; as a text write title: "*news"',
        ),
    ],
)
def test_a_sign_of_yaml_in_a_text_is_told_with_the_quotes_it_needs(tmp_path: Path, line: str, right: str) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text(f"{HEAD}    timezone: UTC\n    {line}\n    limit: 3\n", encoding="utf-8")
    with pytest.raises(Invalid) as told:
        catalog.load(path)
    (only,) = str(told.value).splitlines()
    assert "line 6" in only
    assert right in only


def test_a_mark_that_something_refers_to_is_no_mistake() -> None:
    found = document.read("a: &zone Europe/Berlin\nb: *zone\n")
    assert (found.value, found.mistakes) == ({"a": "Europe/Berlin", "b": "Europe/Berlin"}, ())


@pytest.mark.parametrize(
    ("word", "truth"), [("yes", True), ("On", True), ("no", False), ("OFF", False), ("true", True)]
)
def test_the_words_of_yaml_1_1_mean_what_they_mean_there(word: str, truth: bool) -> None:
    assert document.read(f"%YAML 1.1\n---\na: {word}\n").value == {"a": truth}
    plain = document.read(f"a: {word}\n").value
    assert plain == {"a": True if word == "true" else word}


@pytest.mark.parametrize("word", ["yes", "on", "no"])
def test_without_the_line_they_are_told(tmp_path: Path, word: str) -> None:
    path = tmp_path / "feeds.yaml"
    path.write_text(f"topics: [openai-infrastructure]\nfeeds:\n  - url: https://a.example/x\n    enabled: {word}\n")
    with pytest.raises(Invalid, match=r"line 4: enabled: .*write true or false"):
        catalog.load(path)


def test_merge_keys_bring_what_is_not_written() -> None:
    text = "a: &one {x: 1, y: 2}\nb: &two {y: 3, z: 4}\nc:\n  <<: *one\n  y: 9\nd:\n  <<: [*two, *one]\n"
    value = document.read(text).value
    assert isinstance(value, dict)
    assert (value["c"], value["d"]) == ({"y": 9, "x": 1}, {"y": 3, "z": 4, "x": 1})
    assert "&name" in document.read("a:\n  <<: b\n").mistakes[0].text


def test_feeds_share_what_is_merged_and_the_file_can_still_be_edited(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    first = "  - &german\n    url: https://a.example/x\n    language: de\n    interval: 2h\n"
    second = "  - <<: *german\n    url: https://b.example/x\n"
    text = "topics: [openai-infrastructure]\nfeeds:\n" + first + second
    path.write_text(text, encoding="utf-8")
    assert [feed.language for feed in catalog.load(path).feeds] == ["de", "de"]
    edit.add_feeds(path, [{"url": "https://c.example/x"}])
    edit.remove_feed(path, "https://c.example/x")
    assert path.read_text(encoding="utf-8") == text
    with pytest.raises(Invalid, match="by hand"):  # another feed refers to it
        edit.remove_feed(path, "https://a.example/x")
    edit.remove_feed(path, "https://b.example/x")
    assert len(catalog.load(path).feeds) == 1


def test_a_version_nobody_reads_is_told() -> None:
    (told,) = document.read("%YAML 1.3\n---\na: b\n").mistakes
    assert "%YAML 1.2" in told.text
