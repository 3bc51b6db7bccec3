"""The environment: every form in the contract, every mistake in one line, no secret in any message."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from monitor import settings
from monitor.errors import Invalid
from monitor.settings import Settings, Smtp, Writer

SECRET = "hunter2-canary"


def test_nothing_set_means_the_defaults() -> None:
    chosen = settings.read({})
    assert chosen == Settings()
    assert (chosen.config, chosen.digests) == (Path("feeds.yaml"), Path("digests"))
    assert chosen.database_url.startswith("sqlite:///var/")
    assert chosen.smtp is None
    assert chosen.allow_private == ()


def test_a_database_on_a_server_keeps_its_password_to_itself():
    chosen = settings.read({"MONITOR_DATABASE_URL": "postgresql://news:canary@db.example/news"})
    assert chosen.database_url == "postgresql://news:canary@db.example/news"
    assert "canary" not in repr(chosen)


def test_the_password_of_a_database_may_be_in_a_file(tmp_path: Path):
    file = tmp_path / "db-password"
    file.write_text("a/b@c\n")
    given = {"MONITOR_DATABASE_PASSWORD_FILE": str(file)}
    chosen = settings.read(given | {"MONITOR_DATABASE_URL": "postgresql://news@db.example/news?sslmode=require"})
    assert chosen.database_url == "postgresql://news:a%2Fb%40c@db.example/news?sslmode=require"
    for url in ("postgresql://db.example/news", "postgresql://news:other@db.example/news"):
        with pytest.raises(Invalid, match="with the user alone"):
            settings.read(given | {"MONITOR_DATABASE_URL": url})
    file.unlink()
    with pytest.raises(Invalid, match="MONITOR_DATABASE_PASSWORD_FILE: cannot read"):
        settings.read(given | {"MONITOR_DATABASE_URL": "postgresql://news@db.example/news"})


def test_workers_need_a_database_on_a_server():
    chosen = settings.read({"MONITOR_ENGINE": "procrastinate", "MONITOR_DATABASE_URL": "postgresql://news@db/news"})
    assert chosen.engine == "procrastinate"
    for given in ({}, {"MONITOR_DATABASE_URL": "sqlite:///var/x.sqlite"}):
        with pytest.raises(Invalid, match="procrastinate needs a database on a server"):
            settings.read({"MONITOR_ENGINE": "procrastinate"} | given)
    with pytest.raises(Invalid, match='"celery" is no engine'):
        settings.read({"MONITOR_ENGINE": "celery"})


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert settings.read(dict.fromkeys(settings.NAMES, " ")) == Settings()


SERVERS = [
    ("smtps://me@mail.example", {}, Smtp(host="mail.example", port=465, security="tls", user="me")),
    ("smtps://me@mail.example:2465", {}, Smtp(host="mail.example", port=2465, security="tls", user="me")),
    (
        "smtp+starttls://a%40b.example@m.example",
        {},
        Smtp(host="m.example", port=587, security="starttls", user="a@b.example"),
    ),
    (
        "smtp+starttls://a@b.example@m.example",
        {},
        Smtp(host="m.example", port=587, security="starttls", user="a@b.example"),
    ),
    ("smtp://localhost:1025", {}, Smtp(host="localhost", port=1025, security="none")),
    ("smtp://[::1]:25/", {}, Smtp(host="::1", port=25, security="none")),
    (
        "smtps://me@mail.example",
        {"MONITOR_SMTP_PASSWORD": SECRET},
        Smtp(host="mail.example", port=465, security="tls", user="me", password=SECRET),
    ),
    (
        f"smtps://me:{SECRET}%2F@mail.example",
        {},
        Smtp(host="mail.example", port=465, security="tls", user="me", password=f"{SECRET}/"),
    ),
    (
        "smtp://me@127.0.0.1:1025",
        {"MONITOR_SMTP_PASSWORD": SECRET},
        Smtp(host="127.0.0.1", port=1025, security="none", user="me", password=SECRET),
    ),
]


@pytest.mark.parametrize(("url", "more", "server"), SERVERS)
def test_mail_servers(url: str, more: dict[str, str], server: Smtp) -> None:
    chosen = settings.read({"MONITOR_SMTP_URL": url, "MONITOR_MAIL_FROM": "news@example.org", **more})
    assert chosen.smtp == server
    assert SECRET not in repr(chosen)


def test_the_password_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{SECRET} with spaces \n", encoding="utf-8")
    chosen = settings.read(
        {"MONITOR_SMTP_URL": "smtps://a@b.example@m.example", "MONITOR_SMTP_PASSWORD_FILE": str(file)}
    )
    assert chosen.smtp
    assert chosen.smtp.password == f"{SECRET} with spaces "
    assert chosen.mail_from == "a@b.example"


MAIL = {"MONITOR_SMTP_URL": "smtps://me@mail.example", "MONITOR_MAIL_FROM": "news@example.org"}
WRONG = [
    ({**MAIL, "MONITOR_SMTP_URL": "mail.example:465"}, ["MONITOR_SMTP_URL", "smtps://"]),
    ({**MAIL, "MONITOR_SMTP_URL": "https://mail.example"}, ["MONITOR_SMTP_URL", "smtps://"]),
    ({**MAIL, "MONITOR_SMTP_URL": "smtps://"}, ["MONITOR_SMTP_URL"]),
    ({**MAIL, "MONITOR_SMTP_URL": "smtps://m.example:x"}, ["MONITOR_SMTP_URL"]),
    ({**MAIL, "MONITOR_SMTP_URL": "smtps://m.example", "MONITOR_SMTP_PASSWORD": SECRET}, ["no user"]),
    ({**MAIL, "MONITOR_SMTP_URL": "smtp://me@m.example", "MONITOR_SMTP_PASSWORD": SECRET}, ["in the clear"]),
    ({**MAIL, "MONITOR_SMTP_PASSWORD": SECRET, "MONITOR_SMTP_PASSWORD_FILE": "/x"}, ["twice"]),
    ({**MAIL, "MONITOR_SMTP_URL": f"smtps://me:{SECRET}@m.example", "MONITOR_SMTP_PASSWORD": "y"}, ["twice"]),
    ({**MAIL, "MONITOR_SMTP_PASSWORD_FILE": "/does/not/exist"}, ["MONITOR_SMTP_PASSWORD_FILE", "/does/not/exist"]),
    ({"MONITOR_SMTP_URL": "smtps://me@mail.example"}, ["MONITOR_MAIL_FROM", "news@example.org"]),
    ({"MONITOR_MAIL_FROM": "nobody"}, ["MONITOR_MAIL_FROM"]),
    ({"MONITOR_MAIL_FROM": "a@b.example\nBcc: x@y.example"}, ["MONITOR_MAIL_FROM"]),
    ({"MONITOR_MAIL_FROM": "ü@b.example"}, ["MONITOR_MAIL_FROM"]),
    ({"MONITOR_DATABASE_URL": "var/monitor.sqlite"}, ["MONITOR_DATABASE_URL", "sqlite:///"]),
    ({"MONITOR_CONTACT": "me and you"}, ["MONITOR_CONTACT"]),
    ({"MONITOR_CONTACT": "https://x.example\r\nX: y"}, ["MONITOR_CONTACT"]),
    ({"MONITOR_ALLOW_PRIVATE": "127.0.0.0/8 nonsense"}, ["MONITOR_ALLOW_PRIVATE", "nonsense"]),
    *(
        ({"MONITOR_METRICS": address}, ["MONITOR_METRICS", "is not an address on loopback; write 127.0.0.1:9464"])
        for address in ("0.0.0.0:9464", "example.org:9464", "9464", "127.0.0.1:", "127.0.0.1:70000", "[::]:1", "::1:x")
    ),
]


@pytest.mark.parametrize(("given", "words"), WRONG)
def test_one_mistake_is_one_line_without_a_secret(given: dict[str, str], words: list[str]) -> None:
    with pytest.raises(Invalid) as told:
        settings.read(given)
    text = str(told.value)
    assert "\n" not in text
    assert SECRET not in text
    for word in words:
        assert word in text


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(Invalid) as told:
        settings.read({"MONITOR_SMTP_URL": "x", "MONITOR_CONTACT": "a b", "MONITOR_MAIL_FROM": "c"})
    assert len(str(told.value).splitlines()) == 3


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("127.0.0.1:9464", ("127.0.0.1", 9464)),
        ("localhost:0", ("127.0.0.1", 0)),
        ("[::1]:65535", ("::1", 65535)),
        ("", None),
    ],
)
def test_where_the_daemon_tells_its_health(address: str, place: tuple[str, int] | None) -> None:
    assert settings.read({"MONITOR_METRICS": address}).metrics == place


def test_private_networks() -> None:
    chosen = settings.read({"MONITOR_ALLOW_PRIVATE": "127.0.0.0/8, 10.1.2.3 fd00::/8"})
    assert chosen.allow_private == (ip_network("127.0.0.0/8"), ip_network("10.1.2.3/32"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    "sender", ["news@example.org", "News <news@example.org>", "Die Nachrichten für Ärzte <a-b@c.d.example>"]
)
def test_senders(sender: str) -> None:
    assert settings.read({"MONITOR_MAIL_FROM": sender}).mail_from == sender


def test_variables_that_mean_nothing_are_found() -> None:
    assert settings.unknown({"MONITOR_SMTP_PASWORD": "x", "MONITOR_LOG": "json", "OTHER": "y"}) == (
        "MONITOR_SMTP_PASWORD",
    )
    assert settings.unknown(dict.fromkeys(settings.NAMES, "")) == ()


def test_a_language_model_is_off_unless_it_has_an_address() -> None:
    assert settings.read({"MONITOR_WRITER_MODEL": "small"}).writer is None
    given = {
        "MONITOR_WRITER_URL": "https://models.example/v1",
        "MONITOR_WRITER_MODEL": "small",
        "MONITOR_WRITER_KEY": "env:KEY",
    }
    assert settings.read(given).writer == Writer(url="https://models.example/v1", model="small", key="env:KEY")
    assert settings.read(given | {"MONITOR_WRITER_URL": "http://127.0.0.1:11434/v1"}).writer is not None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"MONITOR_WRITER_URL": "models.example/v1"}, "write for example https://models.example.org/v1"),
        ({"MONITOR_WRITER_URL": f"https://me:{SECRET}@models.example/v1"}, "write for example"),
        ({"MONITOR_WRITER_MODEL": ""}, "MONITOR_WRITER_MODEL"),
        ({"MONITOR_WRITER_KEY": SECRET}, "env:NAME or file:PATH, not to the key itself"),
        ({"MONITOR_WRITER_URL": "http://models.example/v1"}, "would send the key in the clear"),
    ],
)
def test_mistakes_about_a_language_model_are_told_without_its_key(changed: dict[str, str], told: str) -> None:
    given = {
        "MONITOR_WRITER_URL": "https://models.example/v1",
        "MONITOR_WRITER_MODEL": "small",
        "MONITOR_WRITER_KEY": "env:KEY",
    }
    with pytest.raises(Invalid) as refused:
        settings.read(given | changed)
    assert told in str(refused.value)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"MONITOR_WEB_ADDRESS": "0.0.0.0:8321"}, "pages for other machines need MONITOR_WEB_URL"),
        ({"MONITOR_WEB_ADDRESS": "0.0.0.0:8321", "MONITOR_WEB_URL": "http://box.example:8321"}, "need a token"),
        ({"MONITOR_WEB_URL": "https://news.example.org"}, "need a token"),
        ({"MONITOR_WEB_URL": "https://news.example.org/path"}, "without a path"),
        ({"MONITOR_WEB_URL": "javascript:x"}, "without a path"),
        ({"MONITOR_WEB_ADDRESS": "127.0.0.1:99999"}, "is not an address"),
        ({"MONITOR_WEB_TOKEN": "short"}, "needs 16 characters"),
        ({"MONITOR_WEB_TOKEN": "x" * 16, "MONITOR_WEB_TOKEN_FILE": "t"}, "given twice"),
    ],
)
def test_pages_are_served_elsewhere_only_with_a_token(given: dict[str, str], said: str) -> None:
    with pytest.raises(Invalid, match=said):
        settings.read(given)


def test_the_token_of_the_pages_never_shows(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("a secret of the pages\n", encoding="utf-8")
    chosen = settings.read({"MONITOR_WEB_URL": "https://n.example/", "MONITOR_WEB_TOKEN_FILE": str(tmp_path / "token")})
    assert (chosen.pages.token, chosen.pages.url) == ("a secret of the pages", "https://n.example")
    assert "secret" not in repr(chosen)
    assert settings.read({}).pages.url == "http://127.0.0.1:8321"
