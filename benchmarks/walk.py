"""How far one walks to follow a value: modules entered, and returned to, while an edition becomes its forms.

Counted like this: the call is run once on the demo's day, and each function of the project is noted when it is called
for the first time, in that order. Neighbours of the same module are one stay. Stays less modules are returns.

    python -m benchmarks.walk
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from types import FrameType

HERE = str(Path(__file__).parents[1] / "monitor")


def stays(call: Callable[[], object], within: str = "") -> list[str]:
    """The modules a call stays in, in order; only those whose path holds `within`."""
    seen: set[object] = set()
    order: list[str] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(HERE) or code in seen or code.co_name.startswith("<"):
            return
        seen.add(code)
        if within in code.co_filename:
            order.append(Path(code.co_filename).relative_to(HERE).with_suffix("").as_posix())

    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(None)
    return [module for module, _ in groupby(order)]


def told(name: str, found: list[str]) -> str:
    """Stays, returns and modules of a walk in a line."""
    rooms = len(set(found))
    return f"{name}: {len(found)} stays, {len(found) - rooms} returns, {rooms} modules"


def main() -> None:
    """Print the walk of an edition to its view and to all its forms."""
    from monitor.demo import sample  # noqa: PLC0415
    from monitor.digests.forms import edition_view, render  # noqa: PLC0415
    from monitor.edition import Digest  # noqa: PLC0415

    digest = Digest(name="daily", page_url="https://news.example/daily/")
    edition = sample.edition(digest)
    size = edition_view.Size(cards=30, lines=40, known=40, whole=True)
    print(told("an edition becomes its view", stays(lambda: edition_view.view(digest, edition, size))))
    print(told("an edition becomes its forms", stays(lambda: render.edition(digest, edition, {}))))


if __name__ == "__main__":
    main()
