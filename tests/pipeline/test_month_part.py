"""The first edition of a month looks back on the feeds and names whom the stories cite: five weeks of the pipeline."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import jobs
from tests import history
from tests.fakes import FakeClock, FakeMail, FakeWeb

DIGESTS = '  daily:\n    schedule: "0 7 * * *"\n    timezone: UTC\n    to: [a@example.org]\n    send_empty: true\n'


@pytest.mark.slow
async def test_the_first_edition_of_a_month_tells_what_the_feeds_were_good_for(tmp_path: Path) -> None:
    clock = FakeClock(datetime(2026, 11, 27, 6, 0, tzinfo=UTC))
    web, box = FakeWeb(clock), FakeMail()
    papers = history.Papers(web, clock, 3)
    good, _, mute = papers.papers
    for _ in range(12):
        papers.publish(mute, "noise")
    pieces = [papers.publish(good) for _ in range(3)]
    for piece in pieces:
        served = web.served[piece.url]
        cite = b'</p><p>So it stands in <a href="https://www.trade.example/x?key=c4n4ry">the trade paper</a> of Friday morning.</p>'
        web.served[piece.url] = replace(served, body=served.body.replace(b"</p>", cite, 1))
    history.write_config(tmp_path, papers.papers, DIGESTS, backfill=20)
    async with history.opened(tmp_path, web, box, clock) as app:
        for _ in range(6):
            clock.until(clock() + timedelta(days=1, minutes=1))
            await jobs.run_until_idle(app)
    made = sorted((tmp_path / "digests" / "daily" / "editions").glob("2*.json"))
    months = {path.stem[:10]: json.loads(path.read_text("utf-8")).get("month") for path in made}
    assert [day for day, told in months.items() if told] == ["2026-12-01"]
    told = months["2026-12-01"]
    assert told
    feeds = {one["url"]: (one["entries"], one["stories"], one["first"]) for one in told["feeds"]}
    assert feeds["https://paper2.example/…"] == (12, 0, 0)
    entries, stories, first = feeds["https://paper0.example/…"]
    assert entries == 3
    assert stories == first >= 2
    [(house, cited)] = told["not_followed"].items()
    assert house == "trade.example"
    assert 2 <= cited <= stories
    mail = next(path for path in made if path.stem.startswith("2026-12-01")).with_suffix(".txt").read_text("utf-8")
    assert "IHRE QUELLEN IN DEN LETZTEN VIER WOCHEN" in mail
    assert f"trade.example ({cited})" in mail
