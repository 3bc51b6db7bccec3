"""Row 80: a user's template without an end, or one that takes all memory, stops neither the program nor an edition."""

import asyncio
import json
import time
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from monitor import build, jobs
from monitor.compute.pool import Pool
from monitor.digests.forms import layout, render
from monitor.edition import Digest
from tests import demo_day, world
from tests.faults import serve

ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}\n{% endfor %}"
DEAF = "{{ (7 ** (10 ** 9)) is odd }}"  # one step of the processor's, during which nothing can interrupt Python
GREEDY = "{{ ('x' * 10 ** 10) | length }}"

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", layout.OWN)
def test_row_80_a_template_without_an_end_is_named_with_its_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SECONDS", 0.2)
    digest, edition = Digest(name="daily", language="de"), demo_day.edition()
    good, forms = render.edition(digest, edition, {}), render.edition(digest, edition, {name: f"\n{ENDLESS}"})
    assert forms.subject == good.subject
    told = f"digests/daily/{name}, line 2: not finished after 0.2 seconds"
    assert told in " ".join(forms.text.split())
    assert render.problems({name: f"\n{ENDLESS}"}, digest, [edition])[0].startswith(told)


@pytest.mark.parametrize(
    ("template", "seconds", "told"),
    [
        (ENDLESS, 100.0, "digests/test/body.html, line 1: not finished after 5 seconds; has it an end?"),
        (DEAF, 6.0, "digests/test: edition took longer than 6 seconds and was stopped"),
        (GREEDY, 100.0, "digests/test/body.html, line 1: MemoryError"),
    ],
    ids=["endless", "deaf", "greedy"],
)
async def test_row_80_the_program_works_on_meanwhile_and_the_edition_is_made(
    tmp_path: Path, template: str, seconds: float, told: str
) -> None:
    async with serve() as server:
        settings = world.chosen(tmp_path, world.feeds_yaml([server.url()], to="reader@example.org"))
        own = settings.digests / world.DIGEST
        own.mkdir(parents=True)
        (own / "body.html").write_text(template, "utf-8")
        async with build.open_app(settings) as opened:
            pool = Pool(1, seconds=seconds)
            app = replace(opened, compute=pool)
            await app.store.digests.sync({world.DIGEST: app.now()}, now=app.now())
            gaps, run = [0.0], asyncio.create_task(jobs.run_until_idle(app))
            while not run.done():
                began = time.monotonic()
                await asyncio.wait([run], timeout=0.05)
                gaps.append(time.monotonic() - began)
            await run
            await pool.close()
    [edition] = (own / "editions").glob("*.json")
    assert json.loads(edition.read_text("utf-8"))["account"]["fetched"] == 0
    [page] = (own / "editions").glob("*.eml")
    assert "Content-Type" in page.read_text("ascii")
    [text] = (own / "editions").glob("*T*.txt")
    assert told in " ".join(unescape(text.read_text("utf-8")).split())
    assert max(gaps) < 5, "the event loop waited for a template"
