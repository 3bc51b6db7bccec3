"""The wheel, away from the checkout: `monitor init && monitor once --now` against the demo's outlets."""

import asyncio
import os
import subprocess
import sys
import sysconfig
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
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment that holds the wheel; the packages it needs come from the one of the tests."""
    folder = tmp_path_factory.mktemp("wheel")
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
    return venv / "bin/monitor"


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
    assert "2 feeds asked\n" in once.stdout
    page = tmp_path / "digests/daily/editions/index.html"
    assert str(page.relative_to(tmp_path)) in once.stdout
    assert page.is_file()
    assert command("check").returncode == 0
    assert command("demo").returncode == 0
