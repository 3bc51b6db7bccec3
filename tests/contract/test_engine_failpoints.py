"""Failpoints: how they are armed, and that they cost nothing when off."""

import ast
import subprocess
import sys
import time
from pathlib import Path

import pytest

from monitor import failpoints
from monitor.errors import Invalid

ROOT = Path(__file__).parents[2]


def test_off_by_default():
    failpoints.hit("mail.accepted")


def test_raise_only_the_third_time():
    with failpoints.armed("mail.accepted:raise@3, tick:sleep0"):
        for _ in range(2):
            failpoints.hit("mail.accepted")
        with pytest.raises(failpoints.FailpointError, match=r"mail\.accepted"):
            failpoints.hit("mail.accepted")
        failpoints.hit("mail.accepted")
        failpoints.hit("tick")
        failpoints.hit("elsewhere")


def test_sleep_blocks():
    with failpoints.armed("tick:sleep0.05"):
        began = time.monotonic()
        failpoints.hit("tick")
    assert time.monotonic() - began >= 0.05


@pytest.mark.parametrize("spec", ["mail", "mail:", "mail:explode", "mail:kill@", "Mail:kill", "mail:sleep"])
def test_a_mistake_is_told(spec):
    with pytest.raises(Invalid, match=r"MONITOR_FAILPOINTS: `.*` is no failpoint"):
        failpoints.arm(spec)


def test_kill_ends_the_process_like_a_power_cut():
    program = "import atexit; from monitor import failpoints; atexit.register(print, 'bye'); failpoints.hit('here')"
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"MONITOR_FAILPOINTS": "here:kill"},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (-9, b"")


def test_every_place_in_the_program_is_named_in_the_documentation_of_failpoints():
    told = failpoints.__doc__ or ""
    hits = [
        node.args[0]
        for path in ROOT.glob("monitor/**/*.py")
        if "failpoints.hit" in (source := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "failpoints.hit"
    ]
    names = {str(each.value) for each in hits if isinstance(each, ast.Constant)}
    assert names
    assert {name for name in names if not name.startswith("store.")} == {
        name for name in names if f"    {name} " in told
    }
