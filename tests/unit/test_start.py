"""Starting from nothing: the user's folder, the file with variables next to feeds.yaml, and where both are searched."""

import os
from pathlib import Path

import pytest

from monitor import catalog, settings
from monitor.cli import program
from monitor.errors import Invalid


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, without outside settings and with its own home."""
    for name in [name for name in os.environ if name.startswith(("MONITOR_", "XDG_", "LC_", "LANG"))]:
        monkeypatch.delenv(name)
    for name in (*settings.NAMES, "MONITOR_LOGIN_PAPER"):
        monkeypatch.setenv(name, "")  # so that what a file sets is undone after the test
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


@pytest.mark.slow
def test_init_writes_a_folder_that_works(nowhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wishes = ["--to", "me@example.org", "--timezone", "Europe/Vienna", "--language", "en"]
    assert program.main(["init", *wishes]) == 0
    assert "monitor once --now" in capsys.readouterr().out
    found = catalog.load(Path("feeds.yaml"))
    (digest,) = found.digests.values()
    assert (digest.to, digest.timezone, digest.language) == (("me@example.org",), "Europe/Vienna", "en")
    assert len(found.feeds) > 20
    lines = (
        Path("feeds.yaml").read_text(encoding="utf-8").partition("\nfeeds:")[0].partition("\ndigests:")[2].splitlines()
    )
    assert len({line.index(" # ") for line in lines if " # " in line}) == 1  # remarks stay in their column
    assert {path.name for path in (nowhere / "digests/daily").iterdir()} == {"subject.txt", "body.txt", "body.html"}
    assert (nowhere / "monitor.env").stat().st_mode & 0o777 == 0o600
    assert "me@example.org" not in (nowhere / "monitor.env").read_text(encoding="utf-8")  # not sent to webmasters
    assert program.main(["check"]) == 0
    told = capsys.readouterr().out
    assert "variables also from monitor.env" in told
    assert "templates      of daily: well" in told


def test_what_is_there_stays(nowhere: Path) -> None:
    (nowhere / "monitor.env").write_text("MONITOR_CONTACT=me@example.org\n", encoding="utf-8")
    assert program.main(["init", "--empty"]) == 0
    assert "me@" in (nowhere / "monitor.env").read_text(encoding="utf-8")
    text = (nowhere / "feeds.yaml").read_bytes()
    assert catalog.load(nowhere / "feeds.yaml").feeds == ()
    assert program.main(["init"]) == 2
    assert (nowhere / "feeds.yaml").read_bytes() == text


@pytest.mark.parametrize(
    "wrong",
    [
        ["--to", "nobody"],
        ["--timezone", "Nowhere/Town"],
        ["--smtp", "htp://x"],
        ["--contact", "call me"],
        ["--language", "xx"],
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_written(
    nowhere: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["init", "new", *wrong]) == 2
    assert capsys.readouterr().err.strip()
    assert list(nowhere.iterdir()) == []


def test_the_folder_of_the_user_is_found_from_anywhere(nowhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = Path.home() / ".config/news-monitor"
    assert program.main(["init", str(own), "--empty", "--contact", "https://me.example/"]) == 0
    chosen = settings.read()
    assert (chosen.config, chosen.digests) == (own / "feeds.yaml", own / "digests")
    assert str(own) in chosen.database_url
    assert chosen.contact == "https://me.example/"
    (nowhere / "feeds.yaml").write_text("topics: [openai-infrastructure]\nfeeds: []\n", encoding="utf-8")
    assert settings.read().config == Path("feeds.yaml")  # the current folder comes first
    assert settings.read().digests == Path("digests")


def test_variables_come_from_the_file_unless_the_environment_has_them(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        "# mine",
        "",
        "MONITOR_CONTACT='https://a.example/'",
        "export MONITOR_MAIL_FROM=News <a@example.org>",
        "MONITOR_LOGIN_PAPER=u:p",
    ]
    (nowhere / "monitor.env").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setenv("MONITOR_MAIL_FROM", "Other <b@example.org>")
    chosen = settings.read()
    assert (chosen.contact, chosen.mail_from) == ("https://a.example/", "Other <b@example.org>")
    assert os.environ["MONITOR_LOGIN_PAPER"] == "u:p"
    assert settings.unknown() == ()


@pytest.mark.parametrize("row", ["PATH=/tmp", "LD_PRELOAD=x", "MONITOR_CONTACT", "nonsense"])
def test_a_line_that_is_none_of_ours_is_told_and_not_taken(nowhere: Path, row: str) -> None:
    (nowhere / "monitor.env").write_text(f"# first\n{row}\n", encoding="utf-8")
    path = os.environ.get("PATH")
    with pytest.raises(Invalid, match=r"monitor\.env, line 2: write NAME=value"):
        settings.read()
    assert os.environ.get("PATH") == path


@pytest.mark.parametrize("name", ["XDG_CONFIG_HOME", "MONITOR_CONFIG", "MONITOR_DIGESTS"])
def test_a_user_without_a_home_is_no_failure(nowhere: Path, name: str) -> None:
    """Such as the user a service manager invents for one service: ~ then means nothing."""
    assert settings.read({name: "~nobody-of-this-name/news"}).database_url == "sqlite:///var/monitor.sqlite"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("MONITOR_SMTP_PASSWORD=secret", True),
        ("MONITOR_SMTP_URL=smtps://me%40example.org:secret@mail.example.org", True),
        ("MONITOR_LOGIN_PAPER=me:secret", True),
        ("#MONITOR_SMTP_PASSWORD=secret", False),
        ("MONITOR_SMTP_PASSWORD_FILE=/etc/monitor/smtp-password", False),
        ("MONITOR_CONTACT=https://a.example/", False),
    ],
)
def test_only_a_file_with_a_secret_is_to_be_closed_to_others(
    nowhere: Path, row: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """The daemon of the systemd unit runs as a user of its own and reads this file too."""
    assert program.main(["init", "--empty"]) == 0
    (nowhere / "monitor.env").write_text(f"{row}\n", encoding="utf-8")
    (nowhere / "monitor.env").chmod(0o644)
    program.main(["check"])
    assert ("can be read by others" in capsys.readouterr().out) is told
