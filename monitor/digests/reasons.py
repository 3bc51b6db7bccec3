"""Why the reader sees a story, in a few words of the frame's language."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.digests import formats, words
from monitor.edition import Verdict
from monitor.model import Report

NAMES, FIGURES = 4, 3
TELLING = ("subject", "partner", "site", "chip")


def why(language: str, reports: Sequence[Report], verdict: Verdict) -> tuple[str, ...]:
    """Names in the headline, further names, figures, how sure the topic is: strongest first."""
    spoken = words.spoken(language)
    found = sorted(
        {entity.name: entity for report in reports for entity in report.reading.entities}.values(),
        key=lambda entity: (entity.kind not in TELLING, -entity.count),
    )
    headline = {entity.name for report in reports for entity in report.reading.entities if entity.in_title}
    titled = [entity.name for entity in found if entity.name in headline][:NAMES]
    others = [entity.name for entity in found if entity.name not in headline and entity.kind in TELLING][:NAMES]
    figures = dict.fromkeys(formats.figure(one, spoken) for report in reports for one in report.reading.figures)
    lines = [words.phrase(language, "why-title", names=", ".join(titled)) if titled else ""]
    lines += [words.phrase(language, "why-names", names=", ".join(others)) if others else ""]
    lines += [words.phrase(language, "why-figures", figures=", ".join(list(figures)[:FIGURES])) if figures else ""]
    if verdict.status == "update" and verdict.known:
        lines.append(words.phrase(language, "why-continues", title=verdict.known[0].title))
    score = max((report.reading.score for report in reports), default=0.0)
    lines.append(words.phrase(language, "why-sure", share=formats.quantity(round(score * 100), "%", spoken)))
    return tuple(line for line in lines if line)
