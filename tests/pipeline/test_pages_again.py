"""Pages that were told are looked at again: what changed in substance is told in the next edition, once.

The real program on SQLite through days; the web, the mail server and the clock are those of `tests/fakes.py`.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor import jobs, pipeline
from monitor.demo import world
from monitor.demo.press import Answer
from monitor.model import StoryId
from monitor.web import views
from monitor.work import WorkList
from tests.daemon import rows
from tests.pipeline.test_days import Newsroom, newsroom, page

PLACE = "kontor/lulea"
DAYS = 9


def edits(room: Newsroom, *pairs: tuple[str, str], at: str = PLACE) -> None:
    """A paper edits its page."""
    found = room.web.served[page(at)]
    body = found.body.decode()
    for old, new in pairs:
        assert old in body, old
        body = body.replace(old, new)
    room.web.served[page(at)] = replace(found, body=body.encode())


async def mornings(room: Newsroom, days: int = DAYS) -> list[dict[str, Any]]:
    """The editions of the coming days."""
    return [edition for _ in range(days) if (edition := await room.until_next_morning())]


def corrected(editions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for edition in editions for one in edition.get("corrections", ())]


@pytest.mark.parametrize(
    ("pairs", "kinds"),
    [
        ([("2,4 Milliarden Euro", "1,4 Milliarden Euro")], ["figure"]),
        pytest.param([("180 Megawatt in Nordschweden", "130 Megawatt in Nordschweden")], ["headline"], marks=pytest.mark.slow),
        pytest.param([("Der Gemeinderat muss", "Korrektur: Zunächst hieß es hier, der Vertrag laufe acht Jahre. Der Gemeinderat muss")], ["note"], marks=pytest.mark.slow),
        pytest.param([("Nordanvind Compute gehört", "Dieser Artikel wurde zurückgezogen, weil er sich nicht bestätigt hat. Nordanvind Compute gehört")], ["retracted"], marks=pytest.mark.slow),
    ],
    ids=["figure", "headline", "note", "retracted"],
)  # fmt: skip
async def test_a_change_of_substance_is_told_once_as_a_correction_of_its_edition(tmp_path: Path, pairs, kinds) -> None:
    async with newsroom(tmp_path) as room:
        room.prints(PLACE)
        assert (await room.until_next_morning())["stories"]
        edits(room, *pairs)
        later = await mornings(room)
        [one] = corrected(later)
        assert [change["kind"] for change in one["changes"]] == kinds
        assert (one["edition"], one["url"]) == (1, page(PLACE))
        assert "Korrektur zu Ausgabe 1: OpenAI mietet 180 Megawatt" in later[0]["subject"]
        mail = room.mail.taken[-1].content.decode()
        assert "KORREKTUREN" in mail
        assert len(later) == len(room.mail.taken) - 1 == 1
        assert rows(room.settings, "SELECT looks, due_at FROM looks") == [(3, None)]
        told = (await room.app.store.browsing.told_of(StoryId(int(one["story"])), 9))[1]
        assert [each.line.name for each in told][:1] == [later[0]["edition"]]
        [view] = views.tellings(told[0], room.app.catalog.digests["test"], {one["story"]})
        assert [each.heading for each in view["corrections"]] == ["Korrektur zu Ausgabe 1"]


@pytest.mark.slow
async def test_an_amount_that_another_report_corrects_is_told_as_a_correction_once(tmp_path: Path) -> None:
    """In the mail, on the page of its story, and not again when the next report says so, or the page itself."""
    async with newsroom(tmp_path) as room:
        room.prints("gridwatch/frontier-loan")
        assert await room.until_next_morning()
        right = world.later(2)["gridwatch"][0]
        room.prints_own("gridwatch", right)
        edition = await room.until_next_morning()
        assert edition
        [one] = corrected([edition])
        [change] = one["changes"]
        assert (one["edition"], one["url"]) == (1, page("gridwatch/frontier-loan"))
        assert "9.6 billion" in change["old"]
        assert "6.9 billion" in change["new"]
        assert change["source"] == page(f"gridwatch/{right.slug}")
        folder = tmp_path / "digests/test/editions"
        text = (folder / f"{edition['edition'].replace(':', '')}.txt").read_text("utf-8")
        text = " ".join(text.replace("\u00a0", " ").split())
        assert "Korrektur zu Ausgabe 1: Banks lend $9.6 billion" in text
        assert f"jetzt ({change['site']}): Correction: Banks lend $6.9 billion" in text
        text = (folder / f"stories/{one['story']}.html").read_text("utf-8")
        assert "Korrektur zu Ausgabe 1" in text
        assert "berichtet: Banks lend $9.6 billion" in text.replace("\u00a0", " ")
        room.prints_own("harbour-ledger", replace(right, slug="again"))
        edits(room, ("9.6 billion", "6.9 billion"), at="gridwatch/frontier-loan")
        assert corrected(await mornings(room, 3)) == []
        found = rows(
            room.settings, "SELECT kind, edition_id FROM corrections_told JOIN corrections ON id = correction_id"
        )
        assert len(found) > 1
        assert {edition for _, edition in found} == {2}, "what the page says now counts as told in that edition"
        edits(room, ("6.9 billion", "7.9 billion"), at="gridwatch/frontier-loan")
        assert corrected(await mornings(room)), "another amount is another correction"


async def test_a_correction_waits_for_the_end_of_an_alerts_quiet_time_and_for_its_cap(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints(PLACE)
        await room.until_next_morning()
        edits(room, ("2,4 Milliarden Euro", "1,4 Milliarden Euro"))
        room.clock.advance(timedelta(days=1))
        [again] = [job for job in jobs.JOBS if job.list is WorkList.LOOKS]
        assert await jobs.run_due(room.app, again) == 1
        digest = room.app.catalog.digests["test"]
        window = await room.app.store.digests.next_window("test", now=room.clock())
        told = {}
        for quiet, cap in (("", 5), ("00:00-23:59", 5), ("", 0)):
            alert = replace(digest, kind="alert", quiet=quiet, cap=cap)
            told[quiet, cap] = len((await pipeline.compose_edition(room.app, alert, *window)).corrections)
        assert told == {("", 5): 1, ("00:00-23:59", 5): 0, ("", 0): 0}


@pytest.mark.slow
async def test_both_versions_have_a_line_in_every_form(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints(PLACE)
        await room.until_next_morning()
        edits(room, ("2,4 Milliarden Euro", "1,4 Milliarden Euro"))
        [edition] = await mornings(room)
        [change] = corrected([edition])[0]["changes"]
        assert "2,4 Milliarden" in change["old"]
        assert "1,4 Milliarden" in change["new"]
        folder = tmp_path / "digests/test/editions"
        name = edition["edition"].replace(":", "")
        for path in (folder / f"{name}.txt", folder / f"{name}.html"):
            text = " ".join(path.read_text("utf-8").replace("\u00a0", " ").split())
            assert "berichtet: Der Vertrag hat eine Laufzeit von zwölf Jahren und einen Wert von 2,4 Milliarden" in text
            assert "jetzt: Der Vertrag hat eine Laufzeit von zwölf Jahren und einen Wert von 1,4 Milliarden" in text


@pytest.mark.slow
@pytest.mark.parametrize(
    "pairs",
    [
        [("OpenAI mietet 180 Megawatt in Nordschweden", "Warum Luleå jetzt im Mittelpunkt steht")],
        [("<p>", "<p class='lead'> "), (", ", " – ")],
        [("60.000 Beschleuniger", "rund 60.000 Beschleuniger")],
        [],
    ],
    ids=["another headline is tried", "another layout", "a word more", "nothing"],
)
async def test_what_is_cosmetic_is_not_told_and_costs_three_requests(tmp_path: Path, pairs) -> None:
    async with newsroom(tmp_path) as room:
        room.prints(PLACE)
        await room.until_next_morning()
        edits(room, *pairs)
        room.web.asked.clear()
        assert await mornings(room) == []
        assert room.web.asked.count(page(PLACE)) == 3


@pytest.mark.slow
async def test_a_page_that_is_gone_is_asked_for_twice_before_that_is_told(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints(PLACE)
        await room.until_next_morning()
        del room.web.served[page(PLACE)]
        room.web.asked.clear()
        [edition] = await mornings(room)
        [one] = corrected([edition])
        assert [change["kind"] for change in one["changes"]] == ["deleted"]
        assert room.web.asked.count(page(PLACE)) == 2
        told = " ".join(room.mail.taken[-1].content.decode().split())
        assert "Die Seite gibt es nicht mehr." in told


@pytest.mark.slow
async def test_a_page_that_was_gone_for_a_day_is_not_told(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints(PLACE)
        await room.until_next_morning()
        kept = room.web.served.pop(page(PLACE))
        assert await mornings(room, 1) == []
        room.web.served[page(PLACE)] = kept
        assert await mornings(room) == []


@pytest.mark.slow
async def test_a_wall_put_up_later_an_error_and_a_refusal_are_no_corrections(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.prints(PLACE)
        await room.until_next_morning()
        found = room.web.served[page(PLACE)]
        wall = b"<html><title>OpenAI mietet</title><body><main><p>Weiterlesen mit Abo: 1 Monat gratis testen.</p></main></body></html>"
        for answer in (
            replace(found, body=wall),
            Answer(body=b"", type="text/html", status=503),
            Answer(body=b"", type="text/html", status=403),
        ):
            room.web.served[page(PLACE)] = answer
            assert await mornings(room, 3) == []


@pytest.mark.slow
async def test_no_more_pages_are_looked_at_in_a_day_than_feeds_yaml_says(tmp_path: Path) -> None:
    async with newsroom(tmp_path) as room:
        room.app = replace(room.app, catalog=replace(room.app.catalog, looks=1))
        room.prints(PLACE, "harbour-ledger/abilene-transformer")
        await room.until_next_morning()
        edits(room, ("2,4 Milliarden Euro", "1,4 Milliarden Euro"))
        room.web.asked.clear()
        later = await mornings(room, 14)
        looked = Counter(url for url in room.web.asked if url.endswith(".html"))
        assert 4 <= looked.total() <= 14
        assert len(corrected(later)) == 1
