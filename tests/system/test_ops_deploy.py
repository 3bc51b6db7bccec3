"""The files of rows 61 and 64: the systemd unit and the bill of materials."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor import settings

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy/monitor.service"
WORKER, DROP_IN = ROOT / "deploy/monitor-worker@.service", ROOT / "deploy/postgresql.conf"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_row_61_the_unit_is_hardened():
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", str(UNIT)], capture_output=True, text=True, check=False
    )
    found = re.search(r"Overall exposure level for monitor\.service: ([\d.]+)", told.stdout)
    assert found, told.stdout + told.stderr
    assert float(found[1]) <= 2.0


def test_row_61_the_unit_says_what_the_daemon_keeps():
    unit = dict(re.findall(r"^(\w+)=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE))
    assert (unit["Type"], unit["WatchdogSec"], unit["Restart"]) == ("notify", "60", "on-failure")
    assert unit["RestartPreventExitStatus"] == "2 75"
    assert int(unit["TimeoutStopSec"]) >= 30
    assert unit["LoadCredential"].startswith("smtp-password:")
    assert "PASSWORD=" not in UNIT.read_text("utf-8")


def test_commands_beside_the_daemon_mean_the_files_of_the_unit(tmp_path: Path) -> None:
    unit = UNIT.read_text("utf-8")
    told = dict(re.findall(r"^Environment=(MONITOR_\w+)=(\S+)$", unit, re.MULTILINE))
    text = (ROOT / "deploy/monitor.env").read_text("utf-8")
    known = dict(re.findall(r"^(MONITOR_\w+)=(.*)$", text, re.MULTILINE))
    for name in ("MONITOR_DATABASE_URL", "MONITOR_DIGESTS"):
        assert known[name] == told[name]
    password = tmp_path / "smtp-password"
    password.write_text("secret\n")
    chosen = settings.read(known | {"MONITOR_SMTP_PASSWORD_FILE": str(password)})
    assert isinstance(chosen.smtp, settings.Smtp)
    assert chosen.smtp.password == "secret"


def test_the_unit_of_a_worker_is_that_of_the_daemon_but_for_what_it_starts() -> None:
    daemon, worker = (set(path.read_text("utf-8").splitlines()) for path in (UNIT, WORKER))
    assert {line.partition("=")[0] for line in worker ^ daemon if not line.startswith("#")} == {
        "Description",
        "ExecStart",
        "ExecReload",
        "Environment",
    }
    assert "ExecStart=/opt/monitor/.venv/bin/monitor worker" in worker
    drop_in = dict(re.findall(r"^Environment=(MONITOR_\w+)=(\S+)$", DROP_IN.read_text("utf-8"), re.MULTILINE))
    assert settings.read(drop_in | {"MONITOR_DATABASE_PASSWORD_FILE": ""}).engine == "procrastinate"


def test_the_compose_file_of_several_processes_names_what_there_is() -> None:
    made = YAML(typ="safe").load(ROOT / "deploy/compose.postgresql.yaml")
    assert set(made["services"]) == {"database", "scheduler", "worker"}
    given = made["services"]["worker"]["environment"]
    assert made["services"]["scheduler"]["environment"] == given
    chosen = settings.read({**given, "MONITOR_DATABASE_PASSWORD_FILE": ""})
    assert (chosen.engine, "TZ" in given) == ("procrastinate", True)
    lock = made["services"]["worker"]["build"]["args"]["LOCK"]
    assert "psycopg" in (ROOT / f"requirements/{lock}.lock").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_the_unit_is_understood(tmp_path):
    unit = tmp_path / "monitor.service"
    unit.write_text(re.sub(r"ExecStart=\S+ \S+", "ExecStart=/bin/true", UNIT.read_text("utf-8")))
    told = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    lines = [line for line in told.stderr.splitlines() if unit.name in line]
    assert not lines


def test_row_64_the_bill_of_materials_holds_every_locked_package_with_its_hashes():
    lock = ROOT / "requirements/run.lock"
    made = [
        subprocess.run(
            [sys.executable, str(ROOT / "deploy/sbom.py"), str(lock)], capture_output=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert made[0] == made[1]
    bill = json.loads(made[0])
    pins = set(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", lock.read_text("utf-8"), re.MULTILINE))
    assert {(each["name"], each["version"]) for each in bill["components"]} == pins
    assert len(pins) > 50
    assert all(each["hashes"] for each in bill["components"])
    hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", lock.read_text("utf-8"))
    assert sorted(digest["content"] for each in bill["components"] for digest in each["hashes"]) == sorted(hashes)


def test_a_container_is_looked_after_however_it_was_built() -> None:
    """An image built in the OCI format has no health check: the compose file and the commands of the page see to it."""
    written = (ROOT / "deploy/Containerfile").read_text("utf-8")
    check = re.search(
        r"HEALTHCHECK --interval=(\S+) --timeout=(\S+) --start-period=(\S+) .*?CMD (\[.*?\])\n", written, re.DOTALL
    )
    assert check
    service = YAML(typ="safe").load(ROOT / "deploy/compose.yaml")["services"]["monitor"]["healthcheck"]
    command = ["CMD", *json.loads(check[4])]
    assert service == {"test": command, "interval": check[1], "timeout": check[2], "start_period": check[3]}
    builds = re.findall(r"podman build .*", (ROOT / "deploy/README.md").read_text("utf-8") + written)
    assert builds
    assert all("--format docker" in line for line in builds)
