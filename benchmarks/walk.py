"""How far one has to walk through the code to follow a value: modules entered, and returned to, on its way.

It runs a call once on the demo's day, in a process of its own, and records each function of the project at its first
call, in that order. Consecutive functions of the same module are one stay; stays minus modules are returns. Later calls
of a function are not counted, because a reader of the code has read it by then. Caches (`lru_cache`) are cleared
before; lambdas and comprehensions belong to the function around them.

    python -m benchmarks.walk
    python -m benchmarks.walk --way    # also lists the functions, stay by stay
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import _lru_cache_wrapper
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import FrameType

HERE = str(Path(__file__).parents[1] / "monitor")


def walk(call: Callable[[], object]) -> list[tuple[str, str]]:
    """The functions that a call enters, by first call: (module, function)."""
    seen: set[object] = set()
    order: list[tuple[str, str]] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(HERE) or code in seen or code.co_name.startswith("<"):
            return
        seen.add(code)
        order.append((Path(code.co_filename).relative_to(HERE).with_suffix("").as_posix(), code.co_name))

    _forget()
    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(None)
    return order


def _forget() -> None:
    """Clear all caches, so that the whole way is walked."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and one.__module__.startswith("monitor."):
            one.cache_clear()


def told(name: str, order: list[tuple[str, str]], *, way: bool = False) -> str:
    """Stays, returns and modules of a walk in one line; with `way`, one more line per stay."""
    stays = [(module, [function for _, function in some]) for module, some in groupby(order, key=itemgetter(0))]
    modules = len({module for module, _ in stays})
    lines = [f"{name}: {len(stays)} stays, {len(stays) - modules} returns, {modules} modules"]
    lines += [f"  {at:2} {module}: {', '.join(some)}" for at, (module, some) in enumerate(stays, start=1) if way]
    return "\n".join(lines)


def main() -> None:
    """Print the walks from an edition to its view and to all its forms, and from an article to its imprint."""
    from monitor.demo import sample  # noqa: PLC0415
    from monitor.digests.forms import edition_view, render  # noqa: PLC0415
    from monitor.edition import Digest  # noqa: PLC0415
    from monitor.stories import imprint  # noqa: PLC0415
    from monitor.topics import profile  # noqa: PLC0415

    way = "--way" in sys.argv
    digest = Digest(name="daily", page_url="https://news.example/daily/")
    edition = sample.edition(digest)
    first = min(edition.cards[0].story.reports, key=lambda report: report.article_id)  # the same whichever leads
    topic = profile.load(sample.TOPIC)
    walks = {
        "an edition becomes its view": lambda: edition_view.view(digest, edition),
        "an edition becomes its forms": lambda: render.edition(digest, edition, {}),
        "an article becomes its imprint": lambda: imprint.of(first.article, [first.reading], [topic]),
    }
    for name, call in walks.items():
        print(told(name, walk(call), way=way))


if __name__ == "__main__":
    main()
