"""A long list of another reader: import and export."""

import time
from pathlib import Path

import pytest

from monitor import catalog
from monitor.cli import program
from monitor.feeds import opml


@pytest.mark.slow
def test_two_thousand_feeds_come_in_within_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, theirs, ours = tmp_path / "feeds.yaml", tmp_path / "theirs.opml", tmp_path / "ours.opml"
    config.write_text("topics: [openai-infrastructure]\nfeeds: []\n", encoding="utf-8")
    folders = "".join(
        f'<outline text="Folder {folder}">'
        + "".join(
            f'<outline type="rss" text="Feed {folder}-{number}" xmlUrl="https://s{folder}-{number}.example/rss"/>'
            for number in range(50)
        )
        + "</outline>"
        for folder in range(40)
    )
    theirs.write_text(f'<opml version="2.0"><body>{folders}</body></opml>', encoding="utf-8")
    monkeypatch.setenv("MONITOR_CONFIG", str(config))
    began = time.process_time()  # processor time: other tests may run at the same time
    assert program.main(["feeds", "import", str(theirs)]) == 0
    assert time.process_time() - began < 30
    feeds = catalog.load(config).feeds
    assert [(feed.title, feed.tags) for feed in feeds] == [
        (f"Feed {folder}-{number}", (f"Folder {folder}",)) for folder in range(40) for number in range(50)
    ]
    assert program.main(["feeds", "export", str(ours)]) == 0
    back = opml.feeds(ours.read_bytes(), where="ours.opml").feeds
    assert [(feed.url, feed.title, feed.tags) for feed in back] == [(feed.url, feed.title, feed.tags) for feed in feeds]
