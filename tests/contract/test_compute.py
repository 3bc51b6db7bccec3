"""The seam Compute: pure functions on untrusted bytes. What only worker processes guarantee is tested for them only."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.compute.pool import Pool
from monitor.errors import Permanent, Temporary
from monitor.feeds import parse
from monitor.model import Page
from tests import tasks
from tests.fakes import InlineCompute
from tests.faults import START, entry, rss


@pytest.fixture(params=["inline", "processes"])
async def compute(request):
    compute = InlineCompute() if request.param == "inline" else Pool(workers=2)
    yield compute
    await compute.close()


@pytest.mark.slow
async def test_it_runs_functions(compute) -> None:
    assert await compute.run(tasks.add, 1, 2) == 3
    assert await asyncio.gather(*(compute.run(tasks.add, n, n) for n in range(20))) == [2 * n for n in range(20)]


async def test_what_a_function_raises_is_raised(compute) -> None:
    with pytest.raises(Permanent, match="no"):
        await compute.run(tasks.refuse)
    with pytest.raises(KeyError):
        await compute.run(tasks.stumble)
    assert await compute.run(tasks.add, 1, 2) == 3


async def test_values_of_the_program_go_in_and_come_out(compute) -> None:
    page = Page(url="https://e.org/", status=200, body=rss(entry(1)), fetched_at=START)
    found = await compute.run(parse.document, page)
    assert [known.guid for known in found.entries] == ["id-1"]


async def test_a_pool_that_broke_is_replaced() -> None:
    pool = Pool(workers=1)
    first = await pool.run(tasks.home)
    assert pool._pool is not None
    pool._pool.stop()
    assert await pool.run(tasks.home) not in {first, os.getpid()}
    await pool.close()


async def test_the_pool_runs_elsewhere_starts_late_and_can_be_closed_twice() -> None:
    pool = Pool(workers=1)
    await pool.close()
    assert await pool.run(tasks.home) != os.getpid()
    await pool.close()
    await pool.close()


async def test_a_worker_need_not_load_first_what_reads_pages() -> None:
    pool = Pool(workers=1)
    assert await pool.run(tasks.at_hand, "trafilatura")
    await pool.close()


@pytest.mark.slow
def test_nor_where_the_program_was_started_from_another_folder(tmp_path: Path) -> None:
    program = f"""
import asyncio, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from monitor.compute.pool import Pool
from tests import tasks

async def tell():
    pool = Pool(workers=1)
    print(await pool.run(tasks.at_hand, "trafilatura"))
    await pool.close()

asyncio.run(tell())
"""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=given, capture_output=True, text=True, check=True
    )
    assert told.stdout == "True\n"


async def test_closing_does_not_wait_for_what_hangs() -> None:
    pool = Pool(workers=1)
    await pool.run(tasks.add, 1, 2)
    hanging = asyncio.create_task(pool.run(tasks.wait_forever))
    await asyncio.sleep(0.1)
    async with asyncio.timeout(10):
        await pool.close()
    with pytest.raises(Temporary):
        await hanging
