"""The seed corpus: imprint files, one known text per line, unreadable but good for comparing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from importlib import resources
from typing import Any

from monitor import language, reading
from monitor.errors import Invalid
from monitor.model import Article, Figure, Imprint, Known, KnownId, Step
from monitor.stories import imprint
from monitor.topics import kinds
from monitor.topics.profile import Profile

PACKAGE = "monitor.corpus"
# Lines of a saved page that are not part of its text, and lines after which the text has ended.
BYLINE = re.compile(language.any_of(lambda known: known.furniture.bylines), re.IGNORECASE)
TAIL = re.compile(language.any_of(lambda known: known.furniture.tails), re.IGNORECASE)


def load(profile_name: str) -> tuple[Known, ...]:
    """The packaged seeds of a topic; none for a topic without a file."""
    file = resources.files(PACKAGE).joinpath(f"{profile_name}.jsonl")
    return parsed(file.read_text("utf-8"), where=file.name) if file.is_file() else ()


def parsed(text: str, *, where: str = "") -> tuple[Known, ...]:
    """The known texts of an imprint file; raises Invalid with the line that cannot be read."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):  # a title may contain other line separators
        if line.strip():
            try:
                found.append(_known(json.loads(line)))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                place = f"{where or 'imprint file'}, line {number}"
                raise Invalid(f"no imprint of a known text ({error})", where=place) from None
    return tuple(found)


def written(known: Iterable[Known]) -> str:
    """The content of an imprint file with these known texts."""
    return "".join(json.dumps(_plain(text), ensure_ascii=False, separators=(",", ":")) + "\n" for text in known)


def imprint_text(
    text: str,
    title: str,
    summary: str,
    profile: Profile,
    id: str,
    *,
    url: str = "",
    language: str = "",
    background: Iterable[str] = (),
) -> Known:
    """The known text of a text the reader has: read with the topic's profile, kept without any of its sentences."""
    article = Article(
        url=url, site="", title=title, text=body(text), language=language, published_at=None, basis="page"
    )
    said = reading.read(profile, article)
    aside = tuple(dict.fromkeys(background))
    return Known(
        id=KnownId(id),
        title=title,
        summary=summary,
        url=url,
        language=language,
        imprint=imprint.of(article, [said], [profile]),
        entities=tuple(one.name for one in said.entities if one.name not in aside and not kinds.is_open(one)),
        background=aside,
        figures=tuple(_bare(figure) for figure in said.figures),
        steps=tuple(replace(step, sentence="") for step in said.steps),
    )


def body(text: str) -> str:
    """A saved page's text without navigation, related links, tags and comment forms."""
    kept: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if TAIL.fullmatch(line) and len(kept) > 2:
            break
        if line and not BYLINE.fullmatch(line):
            kept.append(line)
    return "\n".join(kept)


def _bare(figure: Figure) -> Figure:
    """A figure without its sentence and source."""
    return Figure(value=figure.value, unit=figure.unit, text=figure.text, of=figure.of, hedge=figure.hedge)


def _plain(known: Known) -> dict[str, Any]:
    """A known text as JSON values; times in ISO form."""
    plain = asdict(known)
    plain["told_at"] = known.told_at.isoformat() if known.told_at else None
    published = known.imprint.published_at
    plain["imprint"]["published_at"] = published.isoformat() if published else None
    keep = ("value", "unit", "text", "of", "hedge")
    if known.steps is not None:
        plain["steps"] = [{name: step[name] for name in ("kind", "until") if step[name]} for step in plain["steps"]]
    plain["figures"] = [{name: figure[name] for name in keep if figure[name] != ""} for figure in plain["figures"]]
    return plain


def _known(plain: Mapping[str, Any]) -> Known:
    """The known text of a line."""
    mark = dict(plain["imprint"])
    mark.pop("days", None)  # files of earlier versions have days, but neither parties nor sums
    for name in ("sketch", "parties", "sums"):
        mark[name] = tuple(mark.get(name, ()))
    for name in ("terms", "names", "figures"):
        mark[name] = tuple(tuple(pair) for pair in mark[name])
    for name in ("named", "held"):
        mark[name] = tuple(tuple(one) if isinstance(one, list) else one for one in mark.get(name, ()))
    for name in ("loners", "steps"):
        mark[name] = None if mark.get(name) is None else tuple(mark[name])
    mark["published_at"] = _time(mark.get("published_at"))
    return Known(
        **{name: plain[name] for name in ("title", "summary", "url", "language")},
        id=KnownId(plain["id"]),
        whole=KnownId(plain["whole"]) if plain.get("whole") else None,
        told_at=_time(plain.get("told_at")),
        imprint=Imprint(**mark),
        entities=tuple(plain["entities"]),
        background=tuple(plain["background"]),
        figures=tuple(Figure(**{"text": "", **figure}) for figure in plain["figures"]),
        steps=None if plain.get("steps") is None else tuple(Step(**step) for step in plain["steps"]),
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
