"""The command line without a network: help, exit codes, one clear line per error, nothing written by accident."""

import io
import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest

from monitor.cli import program, status, terminal
from monitor.store.feed_lines import FeedLine
from monitor.topics import profile

ROOT = Path(__file__).parents[2]
FEEDS = "topics: [openai-infrastructure]\nfeeds:\n  - url: https://a.example/feed  # why\n    title: A\ndigests:\n  daily: {}\n"


@pytest.fixture(autouse=True)
def _same_logging() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small feeds.yaml, and no outside settings."""
    for name in [name for name in os.environ if name.startswith("MONITOR_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    return tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def leaves(group: click.Group, *path: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found += leaves(command, *path, name) if isinstance(command, click.Group) else [(*path, name)]
    return found


CONTRACT = {
    "demo", "run", "once", "preview", "why", "evaluate", "check", "status", "send-test", "backup", "restore", "ledger",
    "feeds add", "feeds list", "feeds remove", "feeds try", "feeds check", "feeds import", "feeds export",
    "corpus add", "corpus list", "corpus check", "corpus remove", "init", "completion", "outbox list", "outbox retry", "outbox drop",
}  # fmt: skip


def test_all_commands_of_the_contract_are_there() -> None:
    assert {" ".join(path) for path in leaves(program.program)} >= CONTRACT


@pytest.mark.parametrize("path", [(), *leaves(program.program)], ids=" ".join)
def test_every_command_explains_itself(path: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main([*path, "--help"]) == 0
    told = capsys.readouterr().out
    assert "Usage:" in told
    assert max(map(len, told.splitlines())) <= 100
    if not path:
        assert "..." not in told.partition("Start:")[2]  # no help line is truncated


def test_help_does_not_import_what_is_slow() -> None:
    code = (
        "import sys; from monitor.cli import main; main(['--help']); "
        "print([name for name in ('asyncio', 'pydantic', 'sqlalchemy', 'rich', 'aiohttp', 'ruamel') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


WRONG_USAGE = [
    ["nonsense"], ["once", "--nonsense"], ["preview"], ["outbox", "retry", "x"], ["evaluate", "--topic"], ["evaluate"],
    ["evaluate", "l.jsonl", "--replay", "7"], ["evaluate", "--replay", "0"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(arguments) == 2
    assert "Error: " in capsys.readouterr().err


BAD_FEEDS = {
    "unknown key": (FEEDS.replace("title:", "titles:"), "line 4"),
    "bad URL": (FEEDS.replace("https:", "htp:"), "line 3"),
    "bad cron": (FEEDS.replace("daily: {}", "daily: {schedule: 7 o'clock}"), "line 6"),
    "bad zone": (FEEDS.replace("daily: {}", "daily: {timezone: Berlin}"), "line 6"),
    "duplicate feed": (FEEDS.replace("digests:", "  - url: http://www.a.example/feed/\ndigests:"), "line 5"),
    "tabs": (FEEDS.replace("    title", "\ttitle"), "line 4"),
    "empty file": ("", "empty"),
}
READERS = [["once"], ["run"], ["check"], ["feeds", "check"], ["feeds", "add", "--unseen", "b.example"]]


@pytest.mark.parametrize("arguments", READERS, ids=" ".join)
@pytest.mark.parametrize("wrong", BAD_FEEDS)
def test_a_mistake_in_feeds_yaml_is_one_line_exit_2_and_nothing_written(
    place: Path, wrong: str, arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    text, where = BAD_FEEDS[wrong]
    (place / "feeds.yaml").write_text(text, encoding="utf-8")
    before = everything(place)
    assert program.main(arguments) == 2
    told = [line for line in "".join(capfd.readouterr()).splitlines() if "feeds.yaml" in line and "✓" not in line]
    assert len(told) == 1
    assert where in told[0]
    assert everything(place) == before


def test_no_feeds_yaml(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "feeds.yaml").unlink()
    assert program.main(["once"]) == 2
    assert capsys.readouterr().err.startswith("feeds.yaml: no such file")
    assert everything(place) == {}


def test_an_unreadable_template(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = place / "digests/daily/body.txt"
    template.parent.mkdir(parents=True)
    template.write_bytes(b"Gr\xfc\xdfe {{ edition }}")
    before = everything(place)
    assert program.main(["once"]) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "body.txt" in told
    assert everything(place) == before
    assert program.main(["check"]) == 2


def test_a_template_with_a_mistake_is_found_by_check(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = place / "digests/daily/body.txt"
    template.parent.mkdir(parents=True)
    template.write_text("one\n{% if %}\n", encoding="utf-8")
    assert program.main(["check"]) == 2
    assert "body.txt" in capsys.readouterr().out


def test_status_tells_of_entries_a_feed_had_left_out() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    never: dict[str, Any] = dict.fromkeys(
        ("problem_since", "last_look_at", "last_success_at", "last_new_at", "next_look_at")
    )
    line = FeedLine(
        url="https://a.example/feed", title="A", enabled=True, problem="", gone=False, rhythm=3.0, dropped=49_500,
        next_look_why="", **never,
    )  # fmt: skip
    assert "49,500 entries left out" in status._feed_row(line, now, urls=False)[3]
    assert "left out" not in status._feed_row(replace(line, dropped=0), now, urls=False)[3]


@pytest.fixture
def newer(place: Path) -> Path:
    """A database of a version this program does not know."""
    path = place / "var/monitor.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    return path


@pytest.mark.parametrize("arguments", [["once"], ["status"], ["check"], ["corpus", "list"]], ids=" ".join)
def test_a_database_of_a_newer_version(newer: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = newer.read_bytes()
    assert program.main(arguments) == 2
    assert len([line for line in "".join(capsys.readouterr()).splitlines() if "newer version" in line]) == 1
    assert newer.read_bytes() == before


NEED_DATABASE = [
    ["status"],
    ["why", "https://a.example"],
    ["outbox", "list"],
    ["outbox", "retry", "1"],
    ["preview", "daily"],
]
NEED_DATABASE += [["ledger"], ["corpus", "list"], ["backup", "x"], ["outbox", "release", "--send"]]


@pytest.mark.parametrize("arguments", NEED_DATABASE, ids=" ".join)
def test_without_a_database_it_says_how_to_get_one(
    place: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(arguments) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "monitor once" in told
    assert not (place / "var").exists()


def test_send_test_without_a_mail_server(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["send-test", "daily"]) == 2
    assert "MONITOR_SMTP_URL" in capsys.readouterr().err
    assert not (place / "var").exists()


def test_check_tells_well_from_wrong(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["check", "--json"]) == 0
    told = {line["what"]: line["state"] for line in json.loads(capsys.readouterr().out)}
    assert told["feeds.yaml"] == told["database"] == "well"
    assert told["mail"] == "hint"
    assert not (place / "var").exists()


def test_check_hints_at_misspelt_variables(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MONITOR_SMTP_PASWORD", "canary")
    assert program.main(["check"]) == 0
    told = capsys.readouterr().out
    assert "did you mean MONITOR_SMTP_PASSWORD?" in told
    assert "canary" not in told


def test_check_reports_a_mail_server_that_is_not_there(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MONITOR_SMTP_URL", "smtp://127.0.0.1:9")
    monkeypatch.setenv("MONITOR_MAIL_FROM", "news@example.org")
    assert program.main(["check"]) == 1
    assert "127.0.0.1:9" in capsys.readouterr().out


def test_settings_that_are_wrong_exit_2(
    monkeypatch: pytest.MonkeyPatch, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MONITOR_CONTACT", "a b")
    for arguments in (["once"], ["run"], ["status"], ["check"]):
        assert program.main(arguments) == 2
        assert "MONITOR_CONTACT" in "".join(capsys.readouterr())
    assert list(everything(place)) == ["feeds.yaml"]


def test_feeds_are_added_listed_exported_imported_and_removed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["feeds", "add", "b.example/feed", "--unseen", "--title", "B: b"]) == 0
    assert "# why" in (place / "feeds.yaml").read_text(encoding="utf-8")
    assert program.main(["feeds", "add", "http://www.b.example/feed/", "--unseen"]) == 2
    assert "already watched" in capsys.readouterr().err
    assert program.main(["feeds", "list", "--json", "--urls"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(feed["url"], feed["title"], feed["ok"]) for feed in listed] == [
        ("https://a.example/feed", "A", False),
        ("https://b.example/feed", "B: b", False),
    ]
    assert program.main(["feeds", "export", "all.opml"]) == 0
    assert program.main(["feeds", "remove", "b: B"]) == 0
    assert (place / "feeds.yaml").read_text(encoding="utf-8") == FEEDS
    assert program.main(["feeds", "import", "all.opml"]) == 0
    assert "2 feeds in all.opml, 1 of them new, 1 already there" in capsys.readouterr().out
    assert program.main(["feeds", "remove", "https://nowhere.example/"]) == 2


def test_a_list_with_bad_entries_is_imported_without_them(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (
        "https://u:geheim@b.example/1",
        "https://c.example/2",
        "d.example/3",
        "https://e.example/a b",
        "https://a.example/feed",
    )
    outlines = "".join(f'<outline text="No {number}" xmlUrl="{url}"/>' for number, url in enumerate(rows))
    (place / "list.opml").write_text(f"<opml><outline text='Press'>{outlines}</outline></opml>", encoding="utf-8")
    assert program.main(["feeds", "import", "list.opml"]) == 0
    told = capsys.readouterr().out
    assert "5 feeds in list.opml, 2 of them new, 1 already there, 2 left out:" in told
    assert "✗ No 0: the address carries a login" in told
    text = (place / "feeds.yaml").read_text(encoding="utf-8")
    assert text.count("tags:") == 2
    assert "geheim" not in told + text
    assert program.main(["feeds", "import", "list.opml", "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["added"], again["there_already"], len(again["left_out"])) == ([], 3, 2)
    assert program.main(["feeds", "export"]) == 0
    assert '<outline text="Press" title="Press">' in capsys.readouterr().out


def test_an_opml_file_that_is_none(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "x.opml").write_text("<opml/>", encoding="utf-8")
    before = everything(place)
    assert program.main(["feeds", "import", "x.opml"]) == 2
    assert program.main(["feeds", "import", "none.opml"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert everything(place) == before


LABELLED = {"id": "1", "title": "OpenAI mietet 200 MW in Norwegen", "text": "OpenAI mietet ein Rechenzentrum mit 200 MW.",
            "relevant": True, "date": "2026-11-20", "lang": "de", "story": "n"}  # fmt: skip


def test_evaluate(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "l.jsonl").write_text(json.dumps(LABELLED) + "\n", encoding="utf-8")
    assert program.main(["evaluate", "l.jsonl", "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert {"relevance", "stories", "key_entities", "key_figures", "mistakes"} <= scores.keys()
    assert program.main(["evaluate", "l.jsonl"]) == 0
    assert "relevance" in capsys.readouterr().out
    (place / "l.jsonl").write_text("{}\n", encoding="utf-8")
    for arguments in (["evaluate", "l.jsonl"], ["evaluate", "none.jsonl"], ["evaluate", "l.jsonl", "--topic", "nope"]):
        assert program.main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3


@pytest.mark.parametrize("subject", ["Norderwind", "Müller & Söhne: AG", "*Stern*", ""])
def test_a_new_topic_file_is_a_topic(place: Path, subject: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["topics", "new", "topics/North Sea", "--subject", subject]) == 0
    assert "monitor topics try" in capsys.readouterr().out
    found = profile.load(str(place / "topics/North Sea.yaml"))
    assert (found.name, found.titled("en")) == ("north-sea", subject or "North Sea")
    assert program.main(["topics", "new", "topics/North Sea.yaml"]) == 2
    assert "is there already" in capsys.readouterr().err


def test_a_mistake_of_the_program_is_one_line_unless_debugged(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "var").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("MONITOR_DATABASE_URL", "sqlite:///var/x.sqlite")
    assert program.main(["once"]) in {1, 2}
    assert "Traceback" not in capsys.readouterr().err


def test_tables_fit_what_they_hold(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.table([("a", "日本", "x"), ("bb", "c", "y")], indent=1)
    assert capsys.readouterr().out == " a   日本  x\n bb  c     y\n"
    assert terminal.cut("überaus lang", 8) == "überaus…"
    assert terminal.number(1, "feed") == "1 feed"
    assert terminal.number(2, "entry", "entries") == "2 entries"


def test_times_are_told_by_the_clock_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        now = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
        assert terminal.moment(datetime(2026, 11, 22, 22, 59, tzinfo=UTC), now) == "yesterday 23:59"
        assert terminal.moment(datetime(2026, 11, 23, 6, 0, tzinfo=UTC), now) == "today 07:00"
        assert terminal.moment(datetime(2026, 11, 20, 6, 0, tzinfo=UTC), now) == "20 Nov 07:00"
        assert terminal.moment(datetime(2025, 11, 20, 6, 0, tzinfo=UTC), now) == "20 Nov 2025"
        assert terminal.moment(None, now) == "–"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("latin-1", b"Gr\xfc\xdfe -"),
        ("cp1252", b"Gr\xfc\xdfe -"),
        ("iso-8859-15", b"Gr\xfc\xdfe -"),
        ("cp850", b"Gr\x81\xe1e -"),
        ("iso-8859-2", b"Gr\xfc\xdfe -"),
    ],
)
def test_what_a_stream_cannot_show_is_replaced(place: Path, encoding: str, shown: bytes) -> None:
    (place / "feeds.yaml").write_text(FEEDS.replace("title: A", "title: Grüße – „日本“ …"), encoding="utf-8")
    given = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "feeds", "list"], cwd=place, env=given, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert shown + b' "??" ...' in done.stdout
    listed = [sys.executable, "-m", "monitor", "feeds", "list", "--json"]
    done = subprocess.run(listed, cwd=place, env=given, capture_output=True, check=False)
    assert json.loads(done.stdout)[0]["title"] == "Grüße – „日本“ …"


def test_the_corpus_takes_texts_only_and_forgets_those_of_your_own(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (
        "OpenAI mietet in Norwegen ein Rechenzentrum mit 200 MW und zahlt dafür über zehn Jahre eine Milliarde Dollar, "
        * 2
    )
    (place / "latin.txt").write_bytes(f"Größe\n{words}".encode("cp1252"))
    for name, content in {
        "a.pdf": b"%PDF-1.7 text",
        "b.png": b"\x89PNG\r\n\x1a\n" + bytes(500),
        "c.txt": b"too short",
    }.items():
        (place / name).write_bytes(content)
        assert program.main(["corpus", "add", name]) == 2
        (told,) = capsys.readouterr().err.splitlines()
        assert told.startswith(f"{name}: ")
    assert program.main(["corpus", "add", "latin.txt"]) == 0
    own = capsys.readouterr().out
    assert "Größe" in own
    id = own.partition(": ")[0]
    assert program.main(["corpus", "remove", "seed:one"]) == 2
    assert program.main(["corpus", "remove", id]) == 0
    assert program.main(["corpus", "list"]) == 0
    assert "Größe" not in capsys.readouterr().out
    assert program.main(["corpus", "remove", id]) == 2


def test_what_cannot_work_is_told_before_anything_is_asked(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))  # a command that asked would end with "stopped"
    (place / "other.txt").write_text("no database", encoding="utf-8")
    wrong = {
        ("restore", "none.sqlite"): "none.sqlite: there is no such backup",
        ("restore", "other.txt"): "other.txt",
        ("ledger", "--topic", "openai"): 'there is no topic "openai"',
        ("feeds", "add", "htp://a.example"): "did you mean http://a.example",
        ("feeds", "add", "nonsense"): "not a web address",
        ("feeds", "try", "ftp://a.example/"): "begins with ftp:",
        ("feeds", "try", "a.example", "--auth", "user:geheim"): "not the login itself",
    }
    for command, told in wrong.items():
        assert program.main(command) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert told in line
        assert "geheim" not in line


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    if not shutil.which("bash"):
        pytest.skip("click looks at the version of bash")
    assert program.main(["completion", shell]) == 0
    assert "_MONITOR_COMPLETE" in capsys.readouterr().out


@pytest.mark.slow
def test_completion_knows_commands_and_feeds(place: Path) -> None:
    def completed(words: str) -> str:
        given = {**os.environ, "PYTHONPATH": str(ROOT), "_MONITOR_COMPLETE": "bash_complete", "COMP_WORDS": words}
        given["COMP_CWORD"] = str(len(words.split(" ")) - 1)
        command = [sys.executable, "-m", "monitor"]
        return subprocess.run(command, cwd=place, env=given, capture_output=True, text=True, check=False).stdout

    assert "plain,once" in completed("monitor on")
    assert "plain,https://a.example/feed" in completed("monitor feeds remove ")
    assert "plain,daily" in completed("monitor preview ")
