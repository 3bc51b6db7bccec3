"""A language model may put stories into words; whether it is good, slow, down or lying, the mail comes on time."""

import dataclasses
import time

import pytest

from monitor import build
from monitor.demo.world import Piece
from monitor.fetch.endpoint import Endpoint
from monitor.settings import Writer
from tests import model, world

TEXT = (
    "Regulators in Nebraska have postponed the hearing on the Stargate campus of OpenAI outside Ashby Falls.",
    "The campus of OpenAI in Nebraska is to cost $11 billion and to draw 1.2 gigawatts from the end of 2027.",
)
TRUE = "Der Campus von OpenAI in Nebraska soll 11 Milliarden Dollar kosten und 1,2 Gigawatt ziehen."
LIE = "OpenAI baut mit Nvidia in Texas für 90 Milliarden Dollar einen Campus mit 5 Gigawatt."


def outlets():
    pieces = [
        Piece(
            slug="nebraska",
            title="Nebraska puts off the hearing on OpenAI's Stargate",
            paragraphs=TEXT,
            language="en",
        )
    ]
    return [world.outlet("gridwatch", pieces, language="en")]


async def summary(folder, url):
    """What the edition says about the story, and how long it took."""
    papers = outlets()
    async with world.serve(papers) as sites:
        chosen = world.chosen(folder, world.feeds_yaml(world.feed_urls(papers, sites)))
        settings = dataclasses.replace(chosen, writer=Writer(url=url, model="small") if url else None)
        async with build.open_app(settings) as opened:
            hasty = Endpoint(url, "small", seconds=1.0) if url else None
            app = dataclasses.replace(opened, writer=hasty)
            began = time.monotonic()
            await app.store.wordings.sync({world.DIGEST: app.now()} if url else {})
            await world.digest_now(app)
    [story] = world.newest_edition(folder)["stories"]
    return story["summary"], time.monotonic() - began


@pytest.mark.slow
async def test_off_by_default(tmp_path):
    told, _ = await summary(tmp_path, "")
    assert told.startswith("Regulators in Nebraska")


@pytest.mark.slow
async def test_a_good_one_tells_the_story_in_the_readers_language(tmp_path):
    async with model.serve(lambda shown: f"{TRUE} {LIE}") as running:
        told, _ = await summary(tmp_path, running.url)
    assert told == TRUE
    [asked] = running.asked
    shown = asked["messages"][1]["content"]
    assert "Nebraska" in shown
    assert not [secret for secret in ("example.org", "127.0.0.1", str(tmp_path)) if secret in str(asked)]


@pytest.mark.slow
@pytest.mark.parametrize("given", [{"status": 503}, {"body": "no JSON"}, {"wait": 30}])
async def test_a_slow_or_broken_one_leaves_the_words_of_the_reports(tmp_path, given):
    async with model.serve(lambda shown: TRUE, **given) as running:
        told, seconds = await summary(tmp_path, running.url)
        assert running.asked
    assert told.startswith("Regulators in Nebraska")
    assert seconds < 20


@pytest.mark.slow
async def test_one_that_lies_or_is_down_leaves_them_too(tmp_path):
    async with model.serve(lambda shown: LIE) as running:
        told, _ = await summary(tmp_path / "lying", running.url)
    assert told.startswith("Regulators in Nebraska")
    told, _ = await summary(tmp_path / "down", running.url)
    assert told.startswith("Regulators in Nebraska")
