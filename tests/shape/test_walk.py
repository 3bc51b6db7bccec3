"""How far one has to walk to follow a value through the code: never farther than today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FARTHEST = {  # stays, returns
    "an edition becomes its view": (14, 6),
    "an edition becomes its forms": (19, 6),
    "an article becomes its imprint": (25, 10),
}


@pytest.mark.timeout(600)  # three seconds of work, which took two minutes on a busy machine
def test_nobody_walks_farther_than_today() -> None:
    """Counted in a separate process; anyone can repeat it with python -m benchmarks.walk --way."""
    run = [sys.executable, "-m", "benchmarks.walk"]
    told = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    walks = {
        name: (int(stays), int(back)) for name, stays, back in re.findall(r"(.+): (\d+) stays, (\d+) returns", told)
    }
    longer = {name: walks[name] for name, most in FARTHEST.items() if walks[name] > most or walks[name][1] > most[1]}
    assert not longer, "prepare a value in one place and pass it on"
