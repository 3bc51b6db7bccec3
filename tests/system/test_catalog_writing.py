"""feeds.yaml is always the old or the new file: on mounts, with other writers, under kills; edits keep other lines."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import catalog
from monitor.catalog import edit, writing
from monitor.errors import Invalid, MonitorError

HEAD = "topics: [openai-infrastructure]\n"
NEW = {"url": "https://new.example/feed"}


def written(folder: Path, text: str) -> Path:
    path = folder / "feeds.yaml"
    path.write_bytes(text.encode())
    return path


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + HEAD + "feeds: []\n")
    edit.add_feeds(path, [NEW])
    assert path.read_bytes().startswith(b"\xef\xbb\xbftopics")


@pytest.mark.parametrize("title", ["yes", "NO", "on", "010", "7:30", "1_000", "0x10", "n", "null", "~", "a: b", "#1"])
def test_titles_survive_both_versions_of_yaml(tmp_path: Path, title: str) -> None:
    for head in ("", "%YAML 1.1\n---\n"):
        path = written(tmp_path, head + HEAD + "feeds: []\n")
        edit.add_feeds(path, [NEW | {"title": title}])
        assert catalog.load(path).feeds[0].title == title


def test_what_somebody_else_wrote_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD)
    with pytest.raises(Invalid, match="meanwhile"):
        writing.replace(path, b"older", b"newer")
    assert path.read_text() == HEAD


@pytest.mark.parametrize("size", [0, 10, 5_000, 50_000])
def test_in_place_the_file_is_the_same_one_and_its_end_is_cut(tmp_path: Path, size: int) -> None:
    before, after = HEAD.encode() + b"#" * 10_000, HEAD.encode() + b"-" * size
    path = tmp_path / "feeds.yaml"
    path.write_bytes(before)
    inode = path.stat().st_ino
    writing.in_place(path, before, after)
    assert (path.read_bytes(), path.stat().st_ino) == (after, inode)


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="needs root and unshare(1)")
@pytest.mark.parametrize("kind", ["file mounted", "file mounted in a read-only folder", "read-only", "full disk"])
def test_mounts_of_containers(tmp_path: Path, kind: str) -> None:
    host, inside = tmp_path / "host.yaml", tmp_path / "in"
    inside.mkdir()
    host.write_text(HEAD + "feeds: []\n" + "# padding\n" * 400, encoding="utf-8")
    path = inside / "feeds.yaml"
    steps = {
        "file mounted": f"touch {path} && mount --bind {host} {path}",
        "file mounted in a read-only folder": f"mount -t tmpfs t {inside} && touch {path} && "
        f"mount -o remount,ro {inside} && mount --bind {host} {path}",
        "read-only": f"touch {path} && mount --bind {host} {path} && mount -o remount,ro,bind {path}",
        "full disk": f"mount -t tmpfs -o size=8k t {inside} && cp {host} {path} && cat /dev/zero > {inside}/z 2>/dev/null",
    }
    program = f"import sys; from monitor.cli import main; sys.exit(main(['feeds', 'add', '--unseen', '{NEW['url']}']))"
    shell = f'{steps[kind]}; export MONITOR_CONFIG={path}; {sys.executable} -c "{program}"; echo $?; cat {path} > {tmp_path}/seen'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", shell], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False
    )
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    if kind.startswith("file"):
        assert done.stdout.splitlines()[-1] == "0", done
        assert NEW["url"] in seen
        assert NEW["url"] in host.read_text(encoding="utf-8")
    else:
        assert done.stdout.splitlines()[-1] == "1", done
        (told,) = done.stderr.splitlines()
        assert "cannot be written" in told
        assert NEW["url"] not in seen


TEXTS = [
    f"{number} {HEAD}feeds: []\n# {number}\n{f'# more {number} ' * (number + 1) * 90_000}\n".encode()
    for number in range(3)
]


def killed_while_writing(path: Path, write: Callable[[Path, bytes, bytes], None], chance: random.Random) -> None:
    """A process that keeps writing, killed at some moment: often right after the first byte has changed."""
    if (child := os.fork()) == 0:
        while True:
            now = path.read_bytes()
            write(path, now, TEXTS[(TEXTS.index(now) + 1) % 3])
    if write is writing.in_place and chance.random() < 0.7:
        with path.open("rb") as file:
            first = os.pread(file.fileno(), 1, 0)
            while os.pread(file.fileno(), 1, 0) == first:
                pass
    else:
        time.sleep(chance.uniform(0.001, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.slow
@pytest.mark.parametrize("write", [writing.replace, writing.in_place], ids=["rename", "in place"])
def test_killed_while_writing_it_is_old_or_new(tmp_path: Path, write: Callable[[Path, bytes, bytes], None]) -> None:
    path, chance, mixed = tmp_path / "feeds.yaml", random.Random(7), 0
    path.write_bytes(TEXTS[0])
    for _ in range(40):
        killed_while_writing(path, write, chance)
        mixed += path.read_bytes() not in TEXTS
        assert writing.read(path) in TEXTS
        assert path.read_bytes() in TEXTS
        with writing.alone(path):
            assert [file.name for file in tmp_path.iterdir()] == ["feeds.yaml"]
    assert mixed == 0 or write is writing.in_place


KILLS = """
import json, os, pathlib, random, subprocess, sys, time
path, chance = pathlib.Path(sys.argv[1]), random.Random(7)
copy = path.with_name(".feeds.yaml.old")
monitor = [sys.executable, "-m", "monitor", "feeds"]
seen = [0, 0]  # old, new
for number in range(40):
    before, url = path.read_bytes(), f"https://new{number}.example/feed"
    command = subprocess.Popen([*monitor, "add", "--unseen", url], stdout=subprocess.DEVNULL)
    while command.poll() is None and not copy.exists():
        pass
    time.sleep(chance.choice([0.0, 0.0, 0.0005, 0.001, 0.003]))
    command.kill()
    command.wait()
    listed = json.loads(subprocess.run([*monitor, "list", "--json", "--urls"], stdout=subprocess.PIPE, check=True).stdout)
    after = path.read_bytes()
    is_new = listed[-1]["url"] == url
    assert after == before + f"  - url: {url}\\n".encode() if is_new else after == before, number
    assert sorted(file.name for file in path.parent.iterdir()) == ["feeds.yaml"], number
    seen[is_new] += 1
print(json.dumps(seen))
"""


@pytest.mark.slow
@pytest.mark.timeout(1200)  # 120 processes, one after the other
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="needs root and unshare(1)")
def test_forty_commands_killed_while_they_write_a_mounted_file(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    host, inside = tmp_path / "host.yaml", tmp_path / "in"
    inside.mkdir()
    remarks = "# a remark, so that the file fills more than one page\n" * 150
    host.write_text(f"{HEAD}{remarks}feeds:\n  - url: https://first.example/feed\n", encoding="utf-8")
    path = inside / "feeds.yaml"
    shell = f'touch {path} && mount --bind {host} {path} && exec {sys.executable} -c "$KILLS" {path}'
    given = os.environ | {"KILLS": KILLS, "MONITOR_CONFIG": str(path), "PYTHONPATH": str(root)}
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", shell], cwd=tmp_path, env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done
    assert sum(json.loads(done.stdout)) == 40


def broken_off(path: Path, before: bytes, after: bytes, at: int) -> None:
    """What a kill leaves after this many bytes of a write in place."""
    path.write_bytes(before)
    writing.kept(path, before, after)
    with path.open("r+b") as file:
        file.write((after + b"\n" * (len(before) - len(after)))[:at])


LONG, LONGER = (
    (HEAD + f"feeds: []  # {name}\n" + f"# {name * 20}\n" * count).encode() for name, count in (("a", 400), ("b", 700))
)


@pytest.mark.parametrize("at", [0, 1, 4_096, 8_192, 9_000, 12_288, 10**6])
@pytest.mark.parametrize(("before", "after"), [(LONG, LONGER), (LONGER, LONG)], ids=["grows", "shrinks"])
def test_killed_inside_the_write_the_next_command_sees_the_old_text(
    tmp_path: Path, before: bytes, after: bytes, at: int, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "feeds.yaml"
    broken_off(path, before, after, at)
    mixed = path.read_bytes() not in (before, after)
    assert mixed or at in {0, 1, 10**6}
    assert catalog.load(path).feeds == ()
    assert path.read_bytes() in ((before,) if mixed else (before, after))
    assert [file.name for file in tmp_path.iterdir()] == ["feeds.yaml"]
    told = [line.getMessage() for line in caplog.records]
    assert told == [f"{path}: a command was killed while it wrote the file; it is as it was before"] * mixed
    edit.add_feeds(path, [NEW])
    assert [feed.url for feed in catalog.load(path).feeds] == [NEW["url"]]


def test_what_a_person_wrote_after_a_kill_stays(tmp_path: Path) -> None:
    path = tmp_path / "feeds.yaml"
    broken_off(path, LONG, LONGER, 8_192)
    mended = path.read_bytes() + b"# mended by hand\n"
    path.write_bytes(mended)
    assert writing.read(path) == mended
    assert [file.name for file in tmp_path.iterdir()] == ["feeds.yaml"]


def test_a_copy_that_was_not_finished_or_is_not_ours_undoes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    path = tmp_path / "feeds.yaml"
    broken_off(path, LONG, LONGER, 8_192)
    mixed, beside = path.read_bytes(), tmp_path / ".feeds.yaml.old"
    whole = beside.read_bytes()
    beside.write_bytes(whole[:-1])
    assert writing.read(path) == mixed
    assert not beside.exists()
    for foreign in writing.copies(path)[1:]:
        foreign.write_bytes(whole)
        if os.geteuid() == 0:
            os.chown(foreign, 12_345, 12_345)
            assert writing.read(path) == mixed
            os.chown(foreign, 0, 0)
        assert writing.read(path) == LONG


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to be somebody else")
def test_who_may_only_read_sees_the_old_text_too() -> None:
    with tempfile.TemporaryDirectory() as folder:  # other users cannot access the tests' own folder
        Path(folder).chmod(0o755)
        path = Path(folder) / "feeds.yaml"
        broken_off(path, LONG, LONGER, 8_192)
        if (child := os.fork()) == 0:
            os.setuid(12_345)
            os._exit(0 if writing.read(path) == LONG and path.read_bytes() != LONG else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises((Invalid, MonitorError), match="no such file"):
        edit.add_feeds(tmp_path / "nowhere" / "feeds.yaml", [NEW])
