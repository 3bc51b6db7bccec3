"""Log lines: short ones for a person at a terminal, JSON for machines; secrets in addresses are removed."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO

Style = Literal["", "plain", "json"]

_LOGIN = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*://)[^/\s@]*@", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<name>[?&](?:token|key|apikey|api_key|secret|password|passwd|auth|sig|signature)=)[^&\s\"']+", re.IGNORECASE
)
_PATH = re.compile(r"(?P<host>https?://[^/\s\"'<>?#]+)/?[^\s\"'<>,;)\]]+", re.IGNORECASE)
_SIGNS = str.maketrans({
    **dict.fromkeys("„“”‟«»", '"'), **dict.fromkeys("‚‘’‹›", "'"), **dict.fromkeys("–—−‐‑·•", "-"),
    **dict.fromkeys("\xa0\u2009\u202f", " "), "…": "...", "✓": "+", "✗": "x", "→": "->", "×": "x", "≤": "<=", "≥": ">=",
})  # fmt: skip
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_NOISY = (
    "apscheduler",
    "asyncio",
    "aiosqlite",
    "alembic",
    "trafilatura",
    "courlan",
    "htmldate",
    "mail.log",
    "charset_normalizer",
)


def redacted(text: str) -> str:
    """A text without logins and tokens of the addresses in it."""
    return _TOKEN.sub(r"\g<name>…", _LOGIN.sub(r"\g<scheme>…@", text))


def public(text: str) -> str:
    """A text with only the hosts of the addresses in it: a path may be a secret as well."""
    return redacted(_PATH.sub(r"\g<host>/…", _LOGIN.sub(r"\g<scheme>…@", text)))


class PlainLines(logging.Formatter):
    """`07:00:03Z warning  feeds: postponed: … (key=3)`, UTC, one line each unless there is a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%SZ")
        extra = ", ".join(f"{name}={value}" for name, value in _extra(record).items())
        line = f"{at} {record.levelname.lower():<8} {record.name.removeprefix('monitor.')}: {record.getMessage()}"
        line = " ".join(line.splitlines()) + (f" ({extra})" if extra else "")
        return public(line + (f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""))


class JsonLines(logging.Formatter):
    """One JSON object per line: at, level, logger, message, anything the call added, and `exception`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_extra(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps({name: _safe(value) for name, value in line.items()}, ensure_ascii=False)


class PlainSigns(io.TextIOWrapper):
    """A stream that is not UTF-8: typographic characters become plain ones, anything it cannot show a question mark."""

    def write(self, text: str, /) -> int:
        """Write what can be shown of the text."""
        return super().write(text.translate(_SIGNS))


def show_what_can_be_shown() -> None:
    """From now on a character that stdout or stderr cannot show does not end the program."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper) or isinstance(stream, PlainSigns):
            continue
        if stream.encoding.lower().startswith("utf"):
            stream.reconfigure(errors="replace")
        else:
            stream.flush()
            encoding, buffered = stream.encoding, stream.line_buffering
            plain = PlainSigns(stream.detach(), encoding=encoding, errors="replace", line_buffering=buffered)
            setattr(sys, name, plain)


def set_up(style: Style = "", *, stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Send all log lines to `stream` (stderr).

    Without a style MONITOR_LOG decides (plain or json); without that a terminal gets plain lines, a file gets JSON.
    """
    out = stream or sys.stderr
    wanted = style or os.environ.get("MONITOR_LOG", "").strip().lower()
    plain = wanted == "plain" or (wanted != "json" and out.isatty())
    lines = logging.StreamHandler(out)
    lines.setFormatter(PlainLines() if plain else JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [lines]
    root.setLevel(level)
    for name in _NOISY:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    for name in ("procrastinate", "psycopg.pool"):  # each try; the queue says once that there is trouble
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _extra(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _OWN}


def _safe(value: object) -> object:
    if isinstance(value, bool | int | float | None):
        return value
    return public(str(value))
