"""The schema for editors says what the loader says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from monitor.catalog import feeds_file, schema
from monitor.errors import Invalid
from monitor.yaml import document

ROOT = Path(__file__).parents[2]
FILE = ROOT / "monitor/feeds.schema.json"
FEED = "topics: [openai-infrastructure]\nfeeds:\n  - url: https://example.org/@me/rss.xml?a=1\n"

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def fits(value: object, rule: dict[str, Any], whole: dict[str, Any]) -> bool:
    """JSON Schema, as much of it as the file uses."""
    if "$ref" in rule:
        return fits(value, whole["$defs"][rule["$ref"].rpartition("/")[2]], whole)
    right = TYPES[rule["type"]]
    if not isinstance(value, right) or (isinstance(value, bool) and right is not bool):
        return False
    if isinstance(value, dict):
        known = rule.get("properties", {})
        more = rule.get("additionalProperties", True)
        names = rule.get("propertyNames", {}).get("pattern", "")
        patterns = rule.get("patternProperties", {})
        for key, inner in value.items():
            below = known.get(key) or next(
                (each for pattern, each in patterns.items() if re.search(pattern, key)), more
            )
            if below is False or not re.search(names, key):
                return False
            if isinstance(below, dict) and not fits(inner, below, whole):
                return False
        return all(key in value for key in rule.get("required", ()))
    if isinstance(value, list):
        return len(value) >= rule.get("minItems", 0) and all(fits(inner, rule["items"], whole) for inner in value)
    if isinstance(value, str):
        return bool(re.search(rule.get("pattern", ""), value)) and value in rule.get("enum", [value])
    return rule.get("minimum", value) <= value <= rule.get("maximum", value)


def test_the_file_is_what_the_shapes_say() -> None:
    assert FILE.read_text(encoding="utf-8") == schema.text(), "run `python -m monitor.catalog.schema`"


def test_the_shipped_feeds_yaml_names_the_schema_and_fits_it() -> None:
    text = (ROOT / "feeds.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=monitor/feeds.schema.json\n")
    told = json.loads(FILE.read_text(encoding="utf-8"))
    assert fits(document.read(text).value, told, told)


FITTING = [
    FEED,
    FEED + "    title: x\n    language: de\n    interval: 1h\n    read: all\n    backfill: 0\n    enabled: false\n",
    FEED + "digests:\n  daily: {}\n  a-1_b: {threshold: 1, to: [a@example.org], max_age: 30m, language: en}\n",
    FEED + "digests: {d: {schedule: '*/5 * * * *', timezone: UTC, kind: alert, quiet: 22:00-07:00, cap: 2}}\n",
]
WRONG = [
    "topics: []\nfeeds: []\n",
    "topics: x\nfeeds: []\n",
    "feeds: []\n",
    "topics: [openai-infrastructure]\n",
    FEED + "more: 1\n",
    FEED + "    titles: x\n",
    FEED + "    title: 1\n",
    FEED + "    enabled: yes\n",
    FEED + "    interval: 60\n",
    FEED + "    interval: 0m\n",
    FEED + "    read: some\n",
    FEED + "    limit: 0\n",
    FEED + "    backfill: 1.5\n",
    FEED + "    language: DE\n",
    FEED + "  - title: x\n",
    FEED + "  - url: ftp://a.example\n",
    FEED + "  - url: https://\n",
    FEED + "  - url: https://me@a.example/\n",
    FEED + "  - url: https://a b.example/\n",
    FEED + "digests: []\n",
    FEED + "digests: {Daily: {}}\n",
    FEED + "digests: {daily: {to: a@example.org}}\n",
    FEED + "digests: {daily: {to: [nobody]}}\n",
    FEED + "digests: {daily: {language: it}}\n",
    FEED + "digests: {daily: {threshold: 1.1}}\n",
    FEED + "digests: {daily: {kind: weekly}}\n",
]


@pytest.mark.parametrize("text", [*FITTING, *WRONG])
def test_schema_and_loader_agree(text: str) -> None:
    told = json.loads(FILE.read_text(encoding="utf-8"))
    try:
        feeds_file.understood(document.read(text), Path("feeds.yaml"))
        loads = True
    except Invalid:
        loads = False
    assert loads == (text in FITTING)
    assert fits(document.read(text).value, told, told) == loads
