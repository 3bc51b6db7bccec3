"""Log lines: one per event, for people or for machines, without secrets."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from monitor import logs


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


def said(style: logs.Style, text: str, *values: object, **extra: object) -> str:
    out = io.StringIO()
    logs.set_up(style, stream=out)
    logging.getLogger("monitor.fetch.client").warning(text, *values, extra=extra)
    return out.getvalue()


def test_a_line_for_people() -> None:
    line = said("plain", "held back\nby %s", "example.org", key=3)
    assert line.count("\n") == 1
    assert line.rstrip().endswith("warning  fetch.client: held back by example.org (key=3)")


def test_a_line_for_machines() -> None:
    told = json.loads(said("json", "held back by %s", "example.org", key=3, ok=True))
    assert told["message"] == "held back by example.org"
    assert (told["level"], told["logger"], told["key"], told["ok"]) == ("warning", "monitor.fetch.client", 3, True)
    assert told["at"].endswith("+00:00")


def test_what_is_no_terminal_gets_json(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said("", "x").startswith("{")
    monkeypatch.setenv("MONITOR_LOG", "plain")
    assert not said("", "x").startswith("{")


def test_an_exception_stays_one_json_line() -> None:
    out = io.StringIO()
    logs.set_up("json", stream=out)
    try:
        int("smtp://me:canary@host")
    except ValueError:
        logging.getLogger("x").exception("failed")
    assert len(out.getvalue().splitlines()) == 1
    assert "ValueError" in json.loads(out.getvalue())["exception"]
    assert "canary" not in out.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "cannot reach https://me:canary@example.org/feed",
        "postgresql://canary@host/name",
        "https://example.org/feed?id=3&token=canary&x=1",
        "https://example.org/?api_key=canary",
    ],
)
@pytest.mark.parametrize("style", ["plain", "json"])
def test_secrets_in_addresses_are_blotted_out(style: logs.Style, text: str) -> None:
    for line in (said(style, text), said(style, "%s", text), said(style, "x", url=text)):
        assert "canary" not in line
        assert "example.org" in line or "host" in line


def test_addresses_without_secrets_stay() -> None:
    for text in ("https://example.org/@name/feed", "write to me@example.org", "https://example.org/?id=3"):
        assert logs.redacted(text) == text
