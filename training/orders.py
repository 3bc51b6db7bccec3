"""How well the events of crowded days stay separate, in whatever order their texts arrive.

    python -m training.orders [SET ...]      default: every set of days, in ten orders each

Each day's texts are shuffled, then read and placed one after the other as the program does. An event is hidden if it
leads no story of its day: the reports of its story are mostly about others, or it is not considered on topic.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from monitor import evaluation
from monitor.evaluation import Labelled
from training import fit_same_event, sets

ORDERS = 10


class Outcome(NamedTuple):
    """The result of one order."""

    hidden: tuple[str, ...]  # events that lead no story of their day
    events: int  # total over all days
    stories: int
    mixed: int  # stories with reports on several events


def outcome(texts: Sequence[Labelled]) -> Outcome:
    """Place the texts in the given order, and count by day."""
    stories = evaluation.place(texts)
    told = [text for text in evaluation.judged_by_event(texts, stories) if text.reading.relevant]
    hidden: list[str] = []
    events = 0
    members: dict[int, Counter[str]] = defaultdict(Counter)
    for day in sorted({text.seen_at for text in texts}):
        today = [text for text in told if text.seen_at == day]
        for text in today:
            if not text.line.get("round_up"):
                members[stories[text.id]][evaluation.gold_story(text)] += 1
        leading = {members[stories[text.id]].most_common(1)[0][0] for text in today if members[stories[text.id]]}
        wanted = {
            evaluation.gold_story(text)
            for text in texts
            if text.seen_at == day and text.line["relevant"] and not text.line.get("round_up")
        }
        events += len(wanted)
        hidden += sorted(wanted - leading)
    return Outcome(tuple(hidden), events, len(members), sum(len(found) > 1 for found in members.values()))


def shuffled(texts: Sequence[Labelled], seed: int) -> list[Labelled]:
    """The texts of each day in another order."""
    dice = random.Random(seed)  # noqa: S311 - an order, no secret
    return sorted(texts, key=lambda text: (text.seen_at, dice.random()))


def main() -> None:
    """Print one line per order, and a summary of each set."""
    for line in sets.listed():
        if line.name in sys.argv[1:] or (not sys.argv[1:] and line.name.startswith("days")):
            texts = fit_same_event.texts(line)
            found = [outcome(shuffled(texts, seed)) for seed in range(ORDERS)]
            for one in found:
                purity = 1 - one.mixed / one.stories
                print(
                    f"{line.name}: {len(one.hidden)} of {one.events} hidden, purity {purity:.2f} {' '.join(one.hidden)}"
                )
            none = sum(not one.hidden for one in found)
            mean = sum(1 - one.mixed / one.stories for one in found) / len(found)
            most = max(len(one.hidden) for one in found)
            print(
                f"{line.name}: none hidden in {none} of {ORDERS} orders, {most} at most; purity {mean:.3f} on average"
            )


if __name__ == "__main__":
    main()
