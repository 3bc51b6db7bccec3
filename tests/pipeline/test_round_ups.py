"""A round-up through the whole pipeline: each item is reported where it belongs, and none joins the others' stories."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests import paper
from tests.faults import serve

NOW = datetime.now(UTC).replace(microsecond=0)
LEASE = (
    "OpenAI leases halls in Dunford",
    (
        "OpenAI has leased two halls in Dunford from Millbrook Halls for nine years. The data centre draws 220 megawatts. "
        "Millbrook Halls says that it will hand over the first hall in May, and the council of Dunford has agreed."
    ),
)
PUMPS = (
    "Coldwater gets order from OpenAI for cooling",
    (
        "Coldwater will deliver 60,000 pumps for the cooling of servers of OpenAI. The order is worth 310 million dollars. "
        "Coldwater, of Brevik in Norway, builds a works for it and hires 400 people, its chief Ane Lunde said."
    ),
)
ROUND_UP = (
    "The Rack, issue 12",
    (
        "<p>1. Dunford. OpenAI takes two halls of Millbrook Halls for its data centre there, 220 megawatts, nine years.</p>"
        "<p>2. Pumps. Coldwater of Brevik gets an order from OpenAI for 60,000 pumps to cool servers, 310 million dollars.</p>"
        "<p>3. Trains. The night train to Narbonne comes back in June, and nobody knows who will drive it.</p>"
    ),
)


async def test_a_round_up_is_told_with_both_stories_and_joins_them_never(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        entries = []
        for place, (title, text) in enumerate((LEASE, PUMPS, ROUND_UP)):
            body = text if text.startswith("<p>") else f"<p>{text}</p>"
            server.on(f"/{place}", paper.page(f"<article><h1>{title}</h1>{body}</article>"))
            at = NOW - timedelta(hours=3 - place)
            entries.append(
                paper.item(title, server.url(f"/{place}"), guid=f"g{place}", text="OpenAI and its data centres.", at=at)
            )
        edition = await paper.look(app, server, entries)
    told = {story["title"]: [one["url"][-1] for one in story["articles"]] for story in edition["stories"]}
    assert sorted(told) == [PUMPS[0], LEASE[0]]
    assert sorted(told[LEASE[0]]) == ["0", "2"]
    assert sorted(told[PUMPS[0]]) == ["1", "2"]
    assert edition["account"]["fetched"] == 3
    [merged] = [one for one in edition["withheld"] if one["url"].endswith("/2")]
    assert merged["reason"] == "merged"
    assert "Narbonne" not in str(edition["stories"])
