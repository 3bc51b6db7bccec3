"""`monitor demo` as a user types it, in an empty folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_the_demo_ends_well_and_leaves_an_edition(tmp_path: Path) -> None:
    own = {name: text for name, text in os.environ.items() if not name.startswith("MONITOR_")}
    outcome = subprocess.run(
        [sys.executable, "-m", "monitor", "demo"],
        cwd=tmp_path,
        env={**own, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=150,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "The account:" in outcome.stdout
    for told in (
        "OpenAI calls off Denton order",
        "Day 3: 2 more pieces have come out.\nNo mail: nothing new",
        "A catch-up",
    ):
        assert told in outcome.stdout
    mails = sorted((tmp_path / "var/demo").glob("mail-*.html"))
    assert len(mails) == 3
    assert all(str(mail.relative_to(tmp_path)) in outcome.stdout for mail in mails)
    kinds = {path.suffix for path in tmp_path.glob("var/demo/digests/demo/editions/*")}
    assert {".html", ".txt", ".eml", ".json"} <= kinds
