"""What the demo prints on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from monitor.demo.server import Sites
from monitor.demo.world import Outlet
from monitor.reasons import Reason


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def edition(made: Mapping[str, Any], sites: Sites, outlets: Sequence[Outlet]) -> None:
    """Print what happened, in plain lines."""
    account = made["account"]
    read = sum(path.endswith(".html") for _, path in sites.asked)
    say(f"\n{account['fetched']} entries came in, {read} pages were worth reading.")
    for feed in made["feeds"]:
        if not feed["ok"]:
            name = next(
                (one.name for one in outlets if feed["url"].startswith(sites.bases[one.slug] + "/")), feed["url"]
            )
            say(f"  {name}: {feed['problem']}")
    stories(made)
    parts = " + ".join(f"{number} {word.replace('_', ' ')}" for word, number in account.items() if word != "fetched")
    say(f"\nThe account: {account['fetched']} fetched = {parts}")


def stories(edition: Mapping[str, Any]) -> None:
    """Print the stories by status, and what was withheld as a copy or as known."""
    for status, heading in (("new", "New:"), ("update", "Known, with new facts:"), ("known", "Known already:")):
        found = [story for story in edition["stories"] if story["status"] == status]
        if found:
            say(f"\n{heading}")
        for story in found:
            origin = "; ".join(list(dict.fromkeys(text["title"] for text in story["known_from"]))[:2])
            reports = len(story["articles"])
            say(f"  {story['title']} ({reports} report{'s' * (reports != 1)}){f' ← {origin}' if origin else ''}")
    copies = [line for line in edition["withheld"] if line["reason"] not in {Reason.MERGED, Reason.OFF_TOPIC}]
    if copies:
        say("\nWithheld:")
    for line in copies:
        say(f"  {line['reason']}: {line['title']} ({line['detail']})")
