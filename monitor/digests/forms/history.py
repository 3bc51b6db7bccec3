"""What the editions of a digest reported, read back from their JSON, for the pages about all editions."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from monitor.actions import meaning
from monitor.actions.action import Action, Amount
from monitor.correction import Correction
from monitor.digests.forms import corrections_view, json_form, links
from monitor.digests.frame import Frame
from monitor.edition import Digest, IssueLine

HEADLINES = 5  # per edition in the index
LEAD, WORDS = 160, 240  # characters per story for the search: beginning of its lead; names, amounts and outlets


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story in one edition, as short as the search and a feed need it."""

    id: str
    day: str  # 2026-11-22
    title: str
    lead: str
    words: str  # names, amounts, outlets
    href: str  # its place on the edition's page

    @property
    def found(self) -> Sequence[str]:
        """What the search reads: day, title, further words, page."""
        return self.day, self.title, f"{self.words} {self.lead}", self.href


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the pages about all editions need of one: its JSON is many times larger, and there may be a thousand."""

    name: str
    composed_at: datetime
    subject: str
    news: tuple[str, ...]  # titles of its new and updated stories
    lines: tuple[Line, ...]  # its stories, for the search and the feed of stories
    ledger: tuple[Mapping[str, Any], ...]  # its current lines
    tellings: Mapping[str, Mapping[str, Any]]  # its version of the stories whose pages are to be written
    stories: frozenset[str]  # those it tells, and those it corrects
    fresh: bool = True  # False: read from its brief; its month's page is as it was

    @property
    def href(self) -> str:
        """Its page, seen from the index."""
        return f"./{links.stem(self.name)}.html"


def before(lines: Sequence[IssueLine], name: str) -> Sequence[IssueLine]:
    """The edition before the one with this name, if there is one; `lines` are newest first."""
    place = next((at for at, line in enumerate(lines) if line.name == name), len(lines))
    return lines[place + 1 : place + 2]


def story_ids(text: str) -> frozenset[str]:
    """The stories in an edition's JSON: those it tells, and those it corrects."""
    return _ids(json.loads(text))


def _ids(content: Mapping[str, Any]) -> frozenset[str]:
    corrected = {str(one.story) for one in json_form.corrections(content)}
    return frozenset(_plain_id(story) for story in content.get("stories", ())) | corrected


def read(digest: Digest, line: IssueLine, text: str, stories: Collection[str]) -> Past:
    """A stored edition read back from its JSON, with its version of these stories."""
    content = json.loads(text)
    own = content.get("stories", ())
    frame = Frame.of(digest)
    return Past(
        name=line.name,
        composed_at=line.composed_at,
        subject=line.subject,
        news=tuple(str(story["title"]) for story in own if story["status"] != "known"),
        lines=tuple(_line(line, story, frame) for story in own),
        ledger=_newest_lines(content.get("ledger", ())),
        tellings=_tellings(frame, line, content, stories),
        stories=_ids(content),
    )


def tellings(digest: Digest, line: IssueLine, text: str, stories: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
    """A stored edition's version of these stories; the rest of it is read from its brief, at a fifth of the cost."""
    return _tellings(Frame.of(digest), line, json.loads(text), stories)


def _tellings(
    frame: Frame, line: IssueLine, content: Mapping[str, Any], stories: Collection[str]
) -> Mapping[str, Mapping[str, Any]]:
    """What an edition says of these stories: how it tells them, and what it corrects of them."""
    corrected: dict[str, list[Correction]] = {}
    for one in json_form.corrections(content):
        corrected.setdefault(str(one.story), []).append(one)
    told = {_plain_id(story): story for story in content.get("stories", ())}
    found = {}
    for id in [*told, *corrected.keys() - told.keys()]:
        if id in stories:
            rights = corrected.get(id, [])
            version = _version(frame, line, told[id]) if id in told else _correcting(frame, line, rights[0])
            found[id] = version | {"corrections": [corrections_view.corrected(one, frame) for one in rights]}
    return found


def brief(edition: Past) -> str:
    """The brief of an edition: what the pages about all editions need, stored next to its much larger JSON."""
    kept = {
        "news": edition.news,
        "lines": [asdict(line) for line in edition.lines],
        "ledger": edition.ledger,
        "stories": sorted(edition.stories),
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_brief(line: IssueLine) -> Past:
    """A stored edition, read from its brief."""
    content = json.loads(line.brief)
    return Past(
        name=line.name,
        composed_at=line.composed_at,
        subject=line.subject,
        news=tuple(content["news"]),
        lines=tuple(Line(**one) for one in content["lines"]),
        ledger=tuple(content["ledger"]),
        tellings={},
        stories=frozenset(content["stories"]),
        fresh=False,
    )


def standing(editions: Sequence[Past], actions: Sequence[Action]) -> list[Past]:
    """The editions without lines of the ledger with amounts that a reader has called wrong since."""
    wrong = {str(one.story): meaning.wrong(one.story, actions) for one in actions if one.figures and one.story}
    return [replace(one, ledger=tuple(line for line in one.ledger if not _is_wrong(line, wrong))) for one in editions]


def _is_wrong(line: Mapping[str, Any], wrong: Mapping[str, Sequence[Amount]]) -> bool:
    amounts = wrong.get(str(line["story"]), ())
    return any(line["unit"] == unit and meaning.is_same(float(line["value"]), value) for value, unit in amounts)


def month(digest: Digest, at: datetime) -> str:
    """The month of an edition in the time zone of its digest, as in file names: 2026-11."""
    return at.astimezone(ZoneInfo(digest.timezone)).strftime("%Y-%m")


def by_month(digest: Digest, editions: Sequence[Past]) -> Mapping[str, list[Past]]:
    """Editions by month, newest first."""
    found: dict[str, list[Past]] = {}
    for edition in editions:
        found.setdefault(month(digest, edition.composed_at), []).append(edition)
    return found


def _line(line: IssueLine, story: Mapping[str, Any], frame: Frame) -> Line:
    sites = " ".join(dict.fromkeys(str(article["site"]) for article in story["articles"]))
    amounts = " ".join(_amounts(story["figures"][:8], frame))
    return Line(
        id=_plain_id(story),
        day=line.composed_at.strftime("%Y-%m-%d"),
        title=links.cut(str(story["title"]), links.TITLE),
        lead=links.cut(str(story["summary"]), LEAD),
        words=links.cut(f"{' '.join(story['entities'])} {amounts} {sites}", WORDS),
        href=f"./{links.stem(line.name)}.html#s{_plain_id(story)}",
    )


def _amounts(figures: Sequence[Mapping[str, Any]], frame: Frame, *, owned: bool = False) -> list[str]:
    """Figures in a uniform format, each once; with their owners if `owned`."""
    found: dict[tuple[str, str], str] = {}
    for one in figures:
        amount = frame.quantity(float(one["value"]), str(one["unit"]))
        of = links.cut(str(one["of"]), links.NAME) if owned else ""
        found.setdefault((amount, of), f"{amount} ({of})" if of else amount)
    return list(found.values())


def months(digest: Digest, editions: Sequence[Past]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Editions by month, newest first: (month, editions)."""
    frame = Frame.of(digest)
    found: dict[str, list[Mapping[str, Any]]] = {}
    for edition in editions:
        name = frame.month(edition.composed_at)
        rest = len(edition.news) - HEADLINES
        line = {
            "day": frame.date(edition.composed_at),
            "clock": frame.clock(edition.composed_at),
            "href": edition.href,
            "subject": links.cut(edition.subject, 200),
            "count": frame.phrase("stories", len(edition.news)),
            "news": [
                {"title": links.cut(title, 110), "href": told.href}
                for title, told in zip(edition.news[:HEADLINES], edition.lines, strict=False)
            ],
            "more": frame.phrase("subject-more", rest) if rest > 0 else "",
            "iso": edition.composed_at.astimezone(UTC).isoformat(),
        }
        found.setdefault(name, []).append(line)
    return list(found.items())


def stories(editions: Sequence[Past]) -> Mapping[str, list[Mapping[str, Any]]]:
    """Each story's versions in all editions, newest first."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for edition in editions:
        for id, telling_ in edition.tellings.items():
            found.setdefault(id, []).append(telling_)
    return found


def _version(frame: Frame, edition: IssueLine, story: Mapping[str, Any]) -> dict[str, Any]:
    """A story in one edition; addresses are relative to the folder stories/."""
    articles = [
        links.link(str(one["site"] or one["title"]), str(one["url"]), str(one["language"])) for one in story["articles"]
    ]
    first = story["articles"][0] if story["articles"] else {"url": "", "language": ""}
    return {
        "edition": edition.name,
        "day": frame.date(edition.composed_at),
        "iso": edition.composed_at.astimezone(UTC).isoformat(),
        "href": f"../{links.stem(edition.name)}.html#s{_plain_id(story)}",
        "status": story["status"],
        "headline": links.link(str(story["title"]), str(first["url"]), str(first["language"])),
        "summary": links.cut(str(story["summary"]), 1200),
        "figures": _amounts([one for one in story["figures"] if one["new"]], frame, owned=True),
        "known_from": list(dict.fromkeys(links.cut(str(one["title"]), links.TITLE) for one in story["known_from"])),
        "articles": articles,
    }


def _correcting(frame: Frame, edition: IssueLine, one: Correction) -> dict[str, Any]:
    """A story in an edition that only corrects it."""
    return {
        "edition": edition.name,
        "day": frame.date(edition.composed_at),
        "iso": edition.composed_at.astimezone(UTC).isoformat(),
        "href": f"../{links.stem(edition.name)}.html#h-corrections",
        "status": "corrections",
        "headline": links.link(one.title, one.url, one.language),
        "summary": "",
        "figures": [],
        "known_from": [],
        "articles": [],
    }


def ledger(digest: Digest, editions: Sequence[Past]) -> list[Mapping[str, Any]]:
    """Each change of a partner's figure with its source, newest first."""
    frame = Frame.of(digest)
    found: list[Mapping[str, Any]] = []
    last: dict[tuple[str, str], float] = {}
    for edition in reversed(editions):
        for line in edition.ledger:
            key = str(line["of"]), str(line["unit"])
            if last.get(key) != line["value"]:
                found.append(
                    {
                        "seen_at": line["seen_at"],
                        "day": frame.date(datetime.fromisoformat(line["seen_at"])),
                        "of": links.cut(str(line["of"]), links.NAME),
                        "kind": frame.phrase(str(line["kind"])),
                        "amount": frame.hedged(line["value"], str(line["unit"]), str(line.get("hedge", ""))),
                        "was": frame.quantity(last[key], str(line["unit"])) if key in last else "",
                        "source": links.link(str(line.get("site", "")), str(line["source"]), length=links.NAME),
                    }
                )
            last[key] = line["value"]
    return sorted(found, key=lambda step: step["seen_at"], reverse=True)


def _newest_lines(lines: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """The current lines of an edition's ledger, without the previous value that may follow each."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for line in lines:
        found.setdefault((line["of"], line["unit"]), line)
    return tuple(found.values())


def _plain_id(story: Mapping[str, Any]) -> str:
    """The id of a story as part of a file name."""
    return "".join(char for char in str(story["id"]) if char.isalnum() or char == "-") or "0"
