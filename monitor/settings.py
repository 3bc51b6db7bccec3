"""Environment → Settings: where things are and how to reach them. Secrets never show in a repr, a log or an error."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import quote, urlsplit

from monitor import inbox_settings, mail_settings, paths, web_settings
from monitor.errors import Invalid
from monitor.inbox_settings import Imap
from monitor.mail_settings import Maildir, Smtp, is_this_machine
from monitor.web_settings import Served

Network = IPv4Network | IPv6Network
Engine = Literal["embedded", "procrastinate"]
LAST_PORT = 65535
FILE = "monitor.env"  # next to feeds.yaml
LOGIN = "MONITOR_LOGIN_"  # begins the names of variables with logins of feeds
_VARIABLE = re.compile(r"\s*(?:export\s+)?(?P<name>MONITOR_[A-Z0-9_]+)\s*=(?P<value>.*)")
NAMES = (
    "MONITOR_CONFIG",
    "MONITOR_DIGESTS",
    "MONITOR_DATABASE_URL",
    "MONITOR_DATABASE_PASSWORD_FILE",
    "MONITOR_ENGINE",
    "MONITOR_SMTP_URL",
    "MONITOR_SMTP_PASSWORD",
    "MONITOR_SMTP_PASSWORD_FILE",
    "MONITOR_MAIL_FROM",
    "MONITOR_IMAP_URL",
    "MONITOR_IMAP_PASSWORD",
    "MONITOR_IMAP_PASSWORD_FILE",
    "MONITOR_REPLY_TO",
    "MONITOR_AUTH_SERVER",
    "MONITOR_CONTACT",
    "MONITOR_ALLOW_PRIVATE",
    "MONITOR_WRITER_URL",
    "MONITOR_WRITER_MODEL",
    "MONITOR_WRITER_KEY",
    "MONITOR_METRICS",  # of the daemon: where to serve its health
    "MONITOR_WEB_ADDRESS",
    "MONITOR_WEB_URL",
    "MONITOR_WEB_TOKEN",
    "MONITOR_WEB_TOKEN_FILE",
    "MONITOR_LOG",
    "MONITOR_DEBUG",
    "MONITOR_FAILPOINTS",  # of the tests
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A language model that sums up stories."""

    url: str  # the address that /chat/completions is appended to
    model: str
    key: str = ""  # where its key is stored, never the key itself: env:NAME or file:PATH


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the environment decides; relative paths are relative to the current folder."""

    config: Path = Path("feeds.yaml")
    digests: Path = Path("digests")
    database_url: str = field(default="sqlite:///var/monitor.sqlite", repr=False)  # may hold a password
    engine: Engine = "embedded"
    smtp: Smtp | Maildir | None = None  # None: editions are only written to files
    mail_from: str = "monitor@localhost"
    imap: Imap | None = None  # where readers' answers are read; None: nowhere
    contact: str = ""  # address or page for webmasters, sent in the User-Agent
    allow_private: tuple[Network, ...] = ()
    writer: Writer | None = None  # None: stories are given in the words of their reports
    metrics: tuple[str, int] | None = None  # where the daemon serves its health: host and port; None: nowhere
    pages: Served = field(default_factory=Served)  # where `monitor web` serves its pages
    gap: float = 1.0  # seconds between two requests to one host; only the demo and tests, asking themselves, lower it


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings of this process. Raises Invalid with one line per mistake."""
    if environment is None:
        take_over(home(os.environ) / FILE)
    given = {name: text.strip() for name, text in (os.environ if environment is None else environment).items()}
    mistakes: list[str] = []
    values: dict[str, object] = {}
    for name, make in _MAKERS.items():
        try:
            values |= make(given)
        except Invalid as error:
            mistakes.append(str(error))
        except ValueError as error:
            mistakes.append(f"{name}: {error}")
    if mistakes:
        raise Invalid("\n".join(mistakes))
    return Settings(**(_places(given) | values))  # type: ignore[arg-type]


def home(given: Mapping[str, str]) -> Path:
    """The folder where feeds.yaml is searched: MONITOR_CONFIG's, the current one, or the user's own one."""
    if given.get("MONITOR_CONFIG", "").strip():
        return paths.expanded(given["MONITOR_CONFIG"].strip()).parent
    own = _own_folder(given)
    return own if not Path("feeds.yaml").exists() and (own / "feeds.yaml").is_file() else Path()


def _own_folder(given: Mapping[str, str]) -> Path:
    return paths.expanded(given.get("XDG_CONFIG_HOME", "").strip() or "~/.config") / "news-monitor"


def _places(given: Mapping[str, str]) -> dict[str, object]:
    """Where things are by default: all in the user's own folder, if feeds.yaml is there."""
    folder = home(given)
    if folder != _own_folder(given) or given.get("MONITOR_CONFIG"):
        return {}
    database = f"sqlite:///{folder / 'var' / 'monitor.sqlite'}"
    return {"config": folder / "feeds.yaml", "digests": folder / "digests", "database_url": database}


def take_over(file: Path) -> None:
    """Add the MONITOR_… variables of a file to the environment, unless they are set. Raises Invalid with the line."""
    try:
        rows = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise Invalid(f"cannot be read: {reason}", where=str(file)) from None
    for number, row in enumerate(rows, start=1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        found = _VARIABLE.fullmatch(row)
        if not found:
            raise Invalid("write NAME=value, with a NAME that begins with MONITOR_", where=f"{file}, line {number}")
        value = found["value"].strip()
        quoted = re.fullmatch(r"""(["'])(.*)\1""", value)
        os.environ.setdefault(found["name"], quoted[2] if quoted else value)


def unknown(environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Variables that look like ours but are unknown: most likely misspelt."""
    names = os.environ if environment is None else environment
    ours = (name for name in names if name.startswith("MONITOR_") and not name.startswith(LOGIN))
    return tuple(sorted(name for name in ours if name not in NAMES))


def shown(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """Our variables that are set, for people: of secrets only the name, of addresses neither user nor query."""
    ours = sorted(name for name in environment if name.startswith("MONITOR_") and environment[name].strip())
    return [(name, "" if _is_secret(name) else _harmless(environment[name].strip())) for name in ours]


def _is_secret(name: str) -> bool:
    """Whether a value may be a secret: of what we do not know, it may be."""
    return name not in NAMES or name.endswith(("_PASSWORD", "_TOKEN"))


def _harmless(text: str) -> str:
    """An address without its user, password, query and fragment; anything else as it is."""
    scheme, found, rest = text.partition("://")
    if not found:
        return text
    place, slash, path = re.split(r"[?#]", rest, maxsplit=1)[0].partition("/")
    return f"{scheme}://{place.rpartition('@')[2]}{slash}{path}"


def _paths(given: Mapping[str, str]) -> dict[str, object]:
    names = {"config": "MONITOR_CONFIG", "digests": "MONITOR_DIGESTS"}
    return {key: paths.expanded(given[name]) for key, name in names.items() if given.get(name)}


def _database(given: Mapping[str, str]) -> dict[str, object]:
    url = given.get("MONITOR_DATABASE_URL", "")
    if not url:
        return {}
    if not re.match("sqlite:///.|postgres(ql)?://.", url):
        raise ValueError("not a database; write sqlite:///path/to/file or postgresql://user:password@host/name")
    if file := given.get("MONITOR_DATABASE_PASSWORD_FILE", ""):
        found = re.fullmatch(r"(?P<user>postgres(?:ql)?://[^:@/?]+)(?P<rest>@.*)", url)
        if not found:
            raise ValueError("a file has the password; write postgresql://user@host/name, with the user alone")
        password = mail_settings.password_in(file, "MONITOR_DATABASE_PASSWORD_FILE")
        url = f"{found['user']}:{quote(password, safe='')}{found['rest']}"
    return {"database_url": url}


def _engine(given: Mapping[str, str]) -> dict[str, object]:
    name = given.get("MONITOR_ENGINE", "") or "embedded"
    if name not in get_args(Engine):
        raise ValueError(f'"{name[:60]}" is no engine; write embedded or procrastinate')
    if name == "procrastinate" and not given.get("MONITOR_DATABASE_URL", "").startswith("postgres"):
        raise ValueError("procrastinate needs a database on a server: MONITOR_DATABASE_URL=postgresql://…")
    return {"engine": name}


def _contact(given: Mapping[str, str]) -> dict[str, object]:
    text = given.get("MONITOR_CONTACT", "")
    if text and not re.fullmatch(r"(https?://[^\s()<>]+|[^\s()<>@]+@[^\s()<>@]+)", text):
        raise ValueError("not a web or mail address; webmasters shall be able to reach you there")
    return {"contact": text}


def _private(given: Mapping[str, str]) -> dict[str, object]:
    return {"allow_private": tuple(_networks(given.get("MONITOR_ALLOW_PRIVATE", "")))}


def _networks(text: str) -> Iterator[Network]:
    for part in re.findall(r"[^\s,]+", text):
        try:
            yield ipaddress.ip_network(part, strict=False)
        except ValueError:
            raise ValueError(f'"{part[:60]}" is not a network; write for example 127.0.0.0/8, 10.0.0.0/8') from None


def _metrics(given: Mapping[str, str]) -> dict[str, object]:
    """On this machine only: the pages have no password."""
    text = given.get("MONITOR_METRICS", "")
    if not text:
        return {}
    host, _, port = text.rpartition(":")
    host = "127.0.0.1" if host == "localhost" else host.strip("[]")
    if not is_this_machine(host) or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > LAST_PORT:
        raise ValueError(f'"{text[:60]}" is not an address on loopback; write 127.0.0.1:9464')
    return {"metrics": (host, int(port))}


def _writer(given: Mapping[str, str]) -> dict[str, object]:
    """Off unless an address is given; a key is sent unencrypted only to this machine."""
    url, model, key = (given.get(f"MONITOR_WRITER_{name}", "") for name in ("URL", "MODEL", "KEY"))
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username or not model):
        raise ValueError("write for example https://models.example.org/v1, and its model in MONITOR_WRITER_MODEL")
    if key and not re.fullmatch(r"env:[A-Za-z_][A-Za-z0-9_]*|file:\S.*", key):
        raise ValueError("set MONITOR_WRITER_KEY to env:NAME or file:PATH, not to the key itself")
    if key and parts.scheme == "http" and not is_this_machine(parts.hostname or ""):
        raise ValueError("http:// would send the key in the clear; use https://")
    return {"writer": Writer(url=url, model=model, key=key)} if url else {}


_MAKERS = {
    "MONITOR_CONFIG": _paths,
    "MONITOR_DATABASE_URL": _database,
    "MONITOR_ENGINE": _engine,
    "MONITOR_SMTP_URL": mail_settings.smtp,
    "MONITOR_MAIL_FROM": mail_settings.sender,
    "MONITOR_IMAP_URL": inbox_settings.imap,
    "MONITOR_CONTACT": _contact,
    "MONITOR_ALLOW_PRIVATE": _private,
    "MONITOR_WRITER_URL": _writer,
    "MONITOR_METRICS": _metrics,
    "MONITOR_WEB_ADDRESS": web_settings.pages,
}
