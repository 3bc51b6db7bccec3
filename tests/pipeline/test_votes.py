"""A doubtful text is told with its event, whether the report that makes it clear comes before it or after it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests import paper
from tests.faults import FaultServer, serve

NOW = datetime.now(UTC).replace(microsecond=0)
DOUBTFUL = (
    "Dunford Hollow has a tenant",
    (
        "<p>Millbrook Halls has let its campus at Dunford Hollow for nine years.</p>"
        "<p>Ane Lunde, its chief, put the rent at 90 million dollars a year.</p>"
        "<p>The first hall is handed over in May.</p><p>OpenAI is to use the campus.</p>"
    ),
)
CLEAR = (
    "OpenAI leases campus at Dunford Hollow",
    (
        "<p>OpenAI has leased a campus at Dunford Hollow from Millbrook Halls for nine years.</p>"
        "<p>The data centre at Dunford Hollow draws 220 megawatts. Millbrook Halls hands over the first hall to OpenAI in"
        " May. Ane Lunde, its chief, put the rent at 90 million dollars a year.</p>"
    ),
)


def items(server: FaultServer, *reports: tuple[str, str]) -> list[str]:
    """The items of these reports in their order, with their pages."""
    made = []
    for place, (title, text) in enumerate(reports):
        server.on(f"/{place}", paper.page(f"<article><h1>{title}</h1>{text}</article>"))
        at, link = NOW - timedelta(hours=4 - place), server.url(f"/{place}")
        made.append(paper.item(title, link, guid=f"g{place}", text="OpenAI and its data centres.", at=at))
    return made


@pytest.mark.slow
@pytest.mark.parametrize("order", [(DOUBTFUL, CLEAR), (CLEAR, DOUBTFUL)], ids=["late", "early"])
async def test_a_clear_report_brings_in_the_doubtful_one_of_its_event(tmp_path: Path, order: tuple) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        told = items(server, *order)
        edition = await paper.look(app, server, told)
        again = await paper.look(app, server, told)
    [story] = edition["stories"]
    assert {one["url"][-1] for one in story["articles"]} == {"0", "1"}
    assert paper.reasons(edition) == {"shown": 1, "merged": 1}
    assert (again["account"]["fetched"], again["stories"]) == (0, [])


LOCAL = (
    "County halts wells at Dunford Hollow",
    (
        "<p>Calder County has halted the drilling of four wells at Dunford Hollow for 14 days.</p>"
        "<p>The farmers Ines and Paul Hallam had complained, since their own well has gone dry twice.</p>"
        "<p>Bellweather Drilling says that a day costs it 40,000 dollars. The only user of the site, its owner has told"
        " the county, will be OpenAI.</p>"
    ),
)
SCHOOL = (
    "Dunford Hollow wins at chess",
    (
        "<p>The school at Dunford Hollow has won the county’s chess cup.</p>"
        "<p>Its coach had left for a start-up founded by people who once worked at OpenAI.</p>"
        "<p>The next cup is in May.</p>"
    ),
)


@pytest.mark.slow
async def test_a_name_of_a_clear_report_brings_in_what_happens_there(tmp_path: Path) -> None:
    """Another event at the same place, in which the subject has a part, but not whatever else happens there."""
    async with serve() as server, paper.running(tmp_path, server) as app:
        first = await paper.look(app, server, items(server, CLEAR))
        second = await paper.look(app, server, items(server, CLEAR, LOCAL, SCHOOL))
    assert paper.reasons(first) == {"shown": 1}
    assert paper.reasons(second) == {"shown": 1, "off_topic": 1}
    assert [story["title"] for story in second["stories"]] == [LOCAL[0]]


@pytest.mark.slow
async def test_without_the_clear_report_it_stays_out(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        edition = await paper.look(app, server, items(server, LOCAL, SCHOOL))
    assert paper.reasons(edition) == {"off_topic": 2}


async def test_what_an_edition_has_counted_is_left_alone(tmp_path: Path) -> None:
    async with serve() as server, paper.running(tmp_path, server) as app:
        told = items(server, DOUBTFUL, CLEAR)
        first = await paper.look(app, server, told[:1])
        second = await paper.look(app, server, told)
    assert paper.reasons(first) == {"off_topic": 1}
    assert paper.reasons(second) == {"shown": 1}
