"""A feed's headline and first lines may hide the matter: what is doubtful is not dropped before its page is read."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests import paper
from tests.faults import serve

NOW = datetime.now(UTC).replace(microsecond=0)
LEASE = (
    "OpenAI leases campus at Dunford Hollow",
    "OpenAI has leased a campus at Dunford Hollow from Millbrook Halls for nine years.",
    "The data centre at Dunford Hollow draws 220 megawatts. Millbrook Halls hands over the first hall to OpenAI in May.",
)
WATER = (
    "Board votes 4-3 against Dunford Hollow water, and the room goes quiet",
    "Nobody cheered, nobody booed either.",
    (
        "The board denied water to the data centre that Millbrook Halls builds at Dunford Hollow for OpenAI. The campus of 220"
        " megawatts asked for 1.3 million gallons. OpenAI has leased it for nine years and can leave if there is no water."
    ),
)
ACRE = (
    "Gas from their own acre",
    "Two permits today, and the odder one first: a plant of 410 megawatts at the edge of Sutter.",
    (
        "The plant of 410 megawatts at Sutter may be built. All its power goes to the data centre that OpenAI rents next door."
        " OpenAI has reserved the halls for twelve years, and Bright Kettle delivers the gas."
    ),
)
FAIR = ("County fair opens on Friday", "Sheep, pies and a tractor.", "The fair has two hundred sheep.")


async def test_a_headline_left_unread_is_read_once_a_report_explains_its_name(tmp_path: Path) -> None:
    """Both come with one poll, so that nothing is known of the name yet; an edition that counted it leaves it alone."""
    async with serve() as server, paper.running(tmp_path, server) as app:
        items = []
        for place, (title, teaser, text) in enumerate((WATER, LEASE, FAIR)):
            server.on(f"/{place}", paper.page(f"<article><h1>{title}</h1><p>{teaser}</p><p>{text}</p></article>"))
            at = NOW - timedelta(hours=4 - place)
            items.append(paper.item(title, server.url(f"/{place}"), guid=f"g{place}", text=teaser, at=at))
        early = await paper.look(app, server, [items[2]])
        edition = await paper.look(app, server, items)
        again = await paper.look(app, server, items)
    assert early["account"]["off_topic"] == 1
    told = {one["url"][-1] for story in edition["stories"] for one in story["articles"]}
    assert told == {"0", "1"}
    assert edition["account"]["fetched"] == 2
    assert (again["account"]["fetched"], again["stories"]) == (0, [])


async def test_pages_behind_doubtful_teasers_are_read(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        items = []
        for place, (title, teaser, text) in enumerate((LEASE, WATER, ACRE, FAIR)):
            server.on(f"/{place}", paper.page(f"<article><h1>{title}</h1><p>{teaser}</p><p>{text}</p></article>"))
            at = NOW - timedelta(hours=4 - place)
            items.append(paper.item(title, server.url(f"/{place}"), guid=f"g{place}", text=teaser, at=at))
        first = await paper.look(app, server, items[:1])
        second = await paper.look(app, server, items)
        asked = {request.path for request in server.log}
    assert paper.shown(first) == [LEASE[0]]
    told = {one["url"][-1] for story in second["stories"] for one in story["articles"]}
    assert {"1", "2"} <= told
    assert "/3" not in asked
    assert [(one["url"][-1], one["reason"]) for one in second["withheld"]] == [("3", "off-topic")]
