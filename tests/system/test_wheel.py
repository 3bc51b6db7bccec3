"""The wheel, outside the checkout: `monitor init && monitor once --now` with the demo's outlets."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.demo import server, world

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("MONITOR_", "PYTHON", "VIRTUAL"))}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=kept | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def installed() -> Iterator[Path]:
    """A virtual environment with the wheel, for any user; its dependencies come from the tests' environment."""
    folder = Path(tempfile.mkdtemp(prefix="wheel-"))
    folder.chmod(0o755)
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    venv = folder / "venv"
    assert run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=folder).returncode == 0
    (site,) = venv.glob("lib/python3*/site-packages")
    (site / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    uv = Path(sys.executable).parent / "uv"
    done = run(uv, "pip", "install", "--offline", "--no-deps", "--python", venv / "bin/python", wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    yield venv / "bin/monitor"
    shutil.rmtree(folder)


async def test_from_nothing_to_a_digest(installed: Path, tmp_path: Path) -> None:
    def command(*words: str) -> subprocess.CompletedProcess[str]:
        return run(installed, *words, cwd=tmp_path, HOME=str(tmp_path), MONITOR_ALLOW_PRIVATE="127.0.0.0/8")

    assert command("--version").stdout.startswith("news-monitor 0.")
    begun = command("init", "--empty", "--to", "me@example.org", "--language", "en")
    assert begun.returncode == 0, begun
    async with server.serve(world.outlets(), datetime.now(UTC)) as sites:
        for slug in ("elbe-kurier", "harbour-ledger"):
            added = await asyncio.to_thread(command, "feeds", "add", sites.bases[slug], "--yes")
            assert added.returncode == 0, added
        once = await asyncio.to_thread(command, "once", "--now")
    assert once.returncode == 0, once
    assert "2 feeds polled\n" in once.stdout
    page = tmp_path / "digests/daily/editions/index.html"
    assert str(page.relative_to(tmp_path)) in once.stdout
    assert page.is_file()
    assert command("check").returncode == 0
    assert command("demo").returncode == 0


IMAGE = """
set -e
python=$(dirname $(dirname $(readlink -f {python})))
mkdir -p {place}/python && mount --bind $python {place}/python
home=$(getent passwd 0 | cut -d: -f6)
case $python in $home/*) mount -t tmpfs -o mode=755 t $home; mkdir -p $python; mount --bind {place}/python $python;; esac
mkdir -p {place}/data && mount -t tmpfs -o mode=750,uid=10001,gid=10001 data {place}/data
mount -o remount,ro,bind / 2>/dev/null || mount --bind / / && mount -o remount,ro,bind /
mount -t tmpfs -o mode=1777 tmp /var/tmp
touch /etc/here 2>/dev/null && echo WRITABLE
cd {place}/data
exec setpriv --reuid 10001 --regid 10001 --clear-groups --bounding-set -all --no-new-privs sh -c '{commands}'
"""
COMMANDS = """
set -e
touch /etc/here 2>/dev/null && echo WRITABLE; id -u
{monitor} init --empty --language en
{monitor} feeds add {first} --yes
{monitor} once --now
test -s digests/daily/editions/index.html
{monitor} run & daemon=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  sleep 1; {health} 2>/dev/null && break || test $try -lt 20
done
{monitor} status >/dev/null
kill -TERM $daemon; wait $daemon; echo stopped $?
"""


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs root, unshare(1) and setpriv(1)")
async def test_the_steps_of_the_image(installed: Path) -> None:
    """What deploy/Containerfile promises, without an image: read-only root, no privileges, user 10001, only /data."""
    file = (ROOT / "deploy/Containerfile").read_text(encoding="utf-8")
    assert "USER 10001:10001" in file
    check = re.search(r'"-c", "(import urllib[^"]+)"', file)
    assert check
    async with server.serve(world.outlets(), datetime.now(UTC)) as sites:
        code = check[1].replace("'", '"')
        commands = COMMANDS.format(
            monitor=installed, first=sites.bases["elbe-kurier"], health=f"{installed.parent}/python -c '\\''{code}'\\''"
        )
        place = installed.parents[2] / "place"
        script = IMAGE.format(python=installed.parent / "python", place=place, commands=commands)
        given = {
            "HOME": "/var/tmp",
            "TMPDIR": "/var/tmp",
            "MONITOR_ALLOW_PRIVATE": "127.0.0.0/8",
            "MONITOR_METRICS": "127.0.0.1:9464",
        }
        done = await asyncio.to_thread(
            run, "unshare", "-m", "sh", "-c", script, cwd=ROOT, **given, PYTHONDONTWRITEBYTECODE="1"
        )
    assert done.returncode == 0, done
    assert "WRITABLE" not in done.stdout
    assert done.stdout.startswith("10001\n")
    assert done.stdout.rstrip().endswith("stopped 0")
