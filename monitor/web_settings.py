"""The part of the environment that is about the pages of `monitor web`: where they are served, and for whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from monitor import mail_settings

LAST_PORT = 65535
SHORTEST = 16  # characters of a token
FORM = "127.0.0.1:8321"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where the pages are served, the address they are opened at, and the token they ask for."""

    host: str = "127.0.0.1"
    port: int = 8321
    url: str = "http://127.0.0.1:8321"
    token: str = field(default="", repr=False)  # empty: made anew at each start, and shown there


def pages(given: Mapping[str, str]) -> dict[str, object]:
    """The pages of MONITOR_WEB_ADDRESS, MONITOR_WEB_URL and MONITOR_WEB_TOKEN. Raises ValueError."""
    host, port = _address(given.get("MONITOR_WEB_ADDRESS", "") or FORM)
    shown = f"[{host}]" if ":" in host else host
    url = (given.get("MONITOR_WEB_URL", "") or f"http://{shown}:{port}").rstrip("/")
    token = _token(given)
    name = _name(url)
    if not mail_settings.is_this_machine(host) and not given.get("MONITOR_WEB_URL"):
        raise ValueError("pages for other machines need MONITOR_WEB_URL, the address they are opened at")
    if not token and not (mail_settings.is_this_machine(host) and mail_settings.is_this_machine(name)):
        raise ValueError("pages for other machines need a token: MONITOR_WEB_TOKEN or MONITOR_WEB_TOKEN_FILE")
    return {"pages": Served(host=host, port=port, url=url, token=token)}


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    host = "127.0.0.1" if host == "localhost" else host.strip("[]")
    if not re.fullmatch(r"[0-9A-Za-z.:-]+", host) or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > LAST_PORT:
        raise ValueError(f'"{text[:60]}" is not an address; write {FORM}')
    return host, int(port)


def _name(url: str) -> str:
    """The host of the address that is opened."""
    wrong = "MONITOR_WEB_URL: write for example https://news.example.org, without a path"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ValueError(wrong) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.path or parts.query:
        raise ValueError(wrong)
    return parts.hostname


def _token(given: Mapping[str, str]) -> str:
    token, file = given.get("MONITOR_WEB_TOKEN", ""), given.get("MONITOR_WEB_TOKEN_FILE", "")
    if token and file:
        raise ValueError("the token is given twice; keep one of MONITOR_WEB_TOKEN and MONITOR_WEB_TOKEN_FILE")
    token = mail_settings.password_in(file, "MONITOR_WEB_TOKEN_FILE") if file else token
    if token and len(token) < SHORTEST:
        raise ValueError(f"MONITOR_WEB_TOKEN: needs {SHORTEST} characters or more")
    return token
