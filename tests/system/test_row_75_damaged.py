"""Row 75: every command reports a damaged, empty or read-only database in one line."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor import cli
from monitor.errors import Invalid
from monitor.store import damage, open_store
from tests.daemon import environment
from tests.world import chosen, feeds_yaml

ROOT = Path(__file__).parents[2]
COMMANDS = (
    ["status"],
    ["check"],
    ["preview", "test"],
    ["once", "--no-mail"],
    ["why", "https://e.org/a"],
    ["outbox", "list"],
    ["corpus", "list"],
    ["ledger"],
    ["backup", "copy.sqlite"],
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration, and the environment that refers to it."""
    settings = chosen(tmp_path, feeds_yaml(["https://127.0.0.1:9/feed"]))
    for name, value in environment(settings).items():
        if name.startswith("MONITOR_"):
            monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(path: Path) -> Path:
    """A database that is large enough to damage in the middle."""
    asyncio.run(open_store(f"sqlite:///{path}", now=datetime.now(UTC)).close())
    with closing(sqlite3.connect(path)) as base, base:
        for table in ("feeds", "known"):
            base.execute(f"CREATE TABLE filler_{table} AS SELECT randomblob(9000) AS text")
        columns = "(url, enabled, feed, state)"
        base.executemany(
            f"INSERT INTO feeds {columns} VALUES (?, 1, '{{}}', '{{}}')", [(str(n) * 900,) for n in range(400)]
        )
    return path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("spoil", ["empty", "middle", "no header"])
def test_row_75_one_line_and_an_exit_code(
    folder: Path, command: list[str], spoil: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = made(folder / "monitor.sqlite")
    content = bytearray(path.read_bytes())
    if spoil == "empty":
        content = bytearray()
    elif spoil == "middle":
        content[8192 : len(content) - 4096] = b"\xa5" * (len(content) - 4096 - 8192)
    else:
        content[:100] = b"\x00" * 100
    path.write_bytes(content)
    code = cli.main(command)
    said = capfd.readouterr()
    if command[0] == "check":
        [line] = [line for line in said.out.splitlines() if " database " in line]
        assert code in {1, 2}
    else:
        assert code in {1, 2}, said
        [line] = [line for line in said.err.splitlines() if line.strip()]
    assert "restore" in line or "cannot be read as a database" in line, line
    assert "Traceback" not in said.err
    assert "mistake of the program" not in said.err
    assert path.read_bytes() == content, "nothing is begun anew"


@pytest.mark.slow
def test_row_75_the_daemon_refuses_an_empty_file_too(folder: Path) -> None:
    (folder / "monitor.sqlite").touch()
    outcome = subprocess.run(
        [sys.executable, str(ROOT / "scheduler.py")],
        env=dict(os.environ),
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert outcome.returncode == 2
    assert "is empty" in outcome.stderr
    assert (folder / "monitor.sqlite").stat().st_size == 0


def test_row_75_a_new_database_is_never_seen_empty(tmp_path: Path) -> None:
    """It is made under another name: what a crash leaves is not a database, and the next start makes a new one."""
    path = tmp_path / "monitor.sqlite"
    (tmp_path / "monitor.sqlite.new").write_bytes(b"half of it")
    made(path)
    assert path.stat().st_size > 4096
    assert path.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.new*"))
    path.write_bytes(b"")
    with pytest.raises(Invalid, match="would be mailed again"):
        open_store(f"sqlite:///{path}", now=datetime.now(UTC))


def test_row_75_a_database_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "monitor.sqlite")
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as base, pytest.raises(sqlite3.Error) as caught:
        base.execute("DELETE FROM feeds")
    assert damage.message(caught.value).startswith("the database can be read but not written")
    assert damage.message(ValueError("x")) == ""
