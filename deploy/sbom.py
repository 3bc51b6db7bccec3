# ruff: noqa: INP001 - a program of its own, not a part of the package
"""A software bill of materials from a lock: `python deploy/sbom.py requirements/run.lock > sbom.json` (CycloneDX 1.5).

Every package with its version, its package URL and the hashes of the files that may be installed. Needs nothing but
Python; the same lock gives the same bill.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PIN = re.compile(
    r"^(?P<name>[a-z0-9._-]+)(\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?P<rest>(?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
OURS = uuid.UUID("5c3b6a52-6f0e-4c0b-9f57-3f1f2d0c7f11")


def components(lock: str) -> Iterator[dict[str, Any]]:
    """The packages of a lock, by name. Raises ValueError for one without a hash."""
    for pin in PIN.finditer(lock):
        name, version = pin["name"], pin["version"]
        hashes = HASH.findall(pin["rest"])
        if not hashes:
            raise ValueError(f"{name}=={version} has no hash")
        url = f"pkg:pypi/{name}@{version}"
        digests = [{"alg": "SHA-256", "content": each} for each in hashes]
        yield {"type": "library", "bom-ref": url, "name": name, "version": version, "purl": url, "hashes": digests}


def bill(lock: str, project: dict[str, Any]) -> dict[str, Any]:
    """The whole bill as CycloneDX has it."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(OURS, lock)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": project["name"], "version": project["version"]}},
        "components": sorted(components(lock), key=lambda each: str(each["name"])),
    }


def main(lock: Path) -> None:
    """Print the bill of a lock."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    json.dump(bill(lock.read_text("utf-8"), project), sys.stdout, indent=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
