"""An edition as JSON, exactly as in the contract; programs may rely on every name in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor import problems
from monitor.correction import Change, Correction
from monitor.digests.forms import links
from monitor.edition import Card, Difference, Edition, LedgerLine, Stated
from monitor.feeds import addresses
from monitor.habits import Month
from monitor.model import ArticleId, Report, StoryId


def form(edition: Edition, *, subject: str = "") -> str:
    """The JSON text: indented by two spaces, characters not escaped, keys in the order of the contract."""
    named = edition.named
    more = Counter(one.reason.value for one in edition.withheld) - Counter(one.reason.value for one in named)
    reports = [report for card in (*edition.cards, *edition.known) for report in card.story.reports]
    sites = {report.article.url: report.article.site for report in reports}
    ledger = [_line(line, sites) for line in edition.ledger]
    told: dict[str, Any] = {
        "digest": edition.digest,
        "edition": edition.name,
        "number": edition.number,
        "subject": subject,
        "window": {"start": edition.window.start_at.isoformat(), "end": edition.window.end_at.isoformat()},
        "stories": [_story(card) for card in (*edition.cards, *edition.known)],
        "withheld": [
            {"url": one.url, "title": one.title, "reason": one.reason, "detail": one.detail, "site": one.site}
            for one in named
        ],
        **({"withheld_more": dict(more)} if more else {}),
        "account": edition.account.named,
        "feeds": [
            {
                "url": addresses.public(feed.url),
                "title": feed.title,
                "ok": feed.ok and feed.problem is None,
                "problem": problems.told(feed.problem) or None,
                "waiting": feed.waiting,
            }
            for feed in edition.feeds
        ],
        "ledger": ledger,
        **({"month": _month(edition.month)} if edition.month else {}),
        **({"corrections": [_correction(one) for one in edition.corrections]} if edition.corrections else {}),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def numbered(text: str) -> Mapping[int, Mapping[str, Any]]:
    """The stories of an edition's JSON by the numbers they have in its mails: all but those already known."""
    told = (story for story in json.loads(text)["stories"] if story["status"] != "known")
    return dict(enumerate(told, start=1))


def named(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Who is in an edition's JSON: outlets with their reports, and the headlines and names of its stories."""
    stories = json.loads(text)["stories"]
    reports = [one for story in stories for one in (*story["articles"], *story["earlier"])]
    sites = {str(one["site"]) for one in reports} | {links.host(str(one["url"])) for one in reports}
    heads = {str(one["title"]) for one in (*stories, *reports)} | {
        str(name) for one in stories for name in one["entities"]
    }
    return frozenset(sites), frozenset(heads)


def corrections(content: Mapping[str, Any]) -> Sequence[Correction]:
    """The corrections in an edition's JSON, read back; without those of a version that did not name their stories."""
    return [
        Correction(
            article=ArticleId(0),
            story=StoryId(int(one["story"])),
            seen_at=datetime.fromisoformat(one["seen_at"]),
            changes=tuple(
                Change(**{**change, "old": change["old"] or "", "new": change["new"] or ""})
                for change in one["changes"]
            ),
            **{name: one[name] for name in ("edition", "url", "title", "site", "language")},
        )
        for one in content.get("corrections", ())
        if "story" in one
    ]


def _story(card: Card) -> Mapping[str, Any]:
    reports = card.story.reports
    earlier = [report for report in reports if report.article_id not in card.fresh]
    entities = dict.fromkeys(entity.name for report in reports for entity in report.reading.entities)
    return {
        "id": str(card.story.id),
        "title": card.title,
        "status": card.verdict.status,
        "step": card.step.kind if card.step else None,
        "topic": card.story.topic,
        "summary": " ".join(sentence for sentence, _ in card.summary),
        "score": round(card.score, 4),
        "why": list(card.why),
        "entities": list(entities),
        "figures": [_figure(one) for one in card.figures],
        "changes": [_change(change) for change in card.claims],
        "known_from": [{"id": known.id, "title": known.title} for known in card.verdict.known],
        "origins": card.origins,
        **({"wrong": [{"value": value, "unit": unit} for value, unit in card.wrong]} if card.wrong else {}),
        "articles": [_article(report) for report in reports if report.article_id in card.fresh],
        "earlier": [_article(report) for report in earlier],  # told in editions before
    }


def _figure(stated: Stated) -> Mapping[str, Any]:
    figure = stated.figure
    return {
        "value": figure.value,
        "unit": figure.unit,
        "of": figure.of,
        "text": figure.text,
        "new": stated.new,
        "source": stated.source,
        "role": figure.role,
        "parties": list(figure.parties),
        "standing": figure.standing,
    }


def _change(change: Difference) -> Mapping[str, Any]:
    """A change the edition states, with the old and the new amount."""
    figure, old = change.figure, change.old
    if figure is None or old is None:
        return {}
    return {
        "label": change.kind,
        "party": figure.of or old.of,
        "role": figure.role,
        "old": {"value": old.value, "unit": old.unit},
        "new": {"value": figure.value, "unit": figure.unit},
        "source": figure.url or change.report.article.url,
    }


def _article(report: Report) -> Mapping[str, Any]:
    article = report.article
    return {
        "url": article.url,
        "title": article.title,
        "site": article.site,
        "language": article.language,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "role": report.role,
    }


def _correction(one: Correction) -> Mapping[str, Any]:
    """What an earlier edition told, and what its page or another report says now."""
    changes = [
        {"kind": change.kind, "old": change.old or None, "new": change.new or None}
        | ({"source": change.source, "site": change.site} if change.source else {})
        for change in one.changes
    ]
    told = {"edition": one.edition, "story": str(one.story), "url": one.url, "title": one.title, "site": one.site}
    return told | {"language": one.language, "seen_at": one.seen_at.isoformat(), "changes": changes}


def _month(month: Month) -> Mapping[str, Any]:
    """What each feed contributed, and the publishers the reader does not follow, with their number of stories."""
    names = ("title", "entries", "relevant", "stories", "first", "alone")
    signals = [
        {"url": addresses.public(one.url)} | {name: getattr(one, name) for name in names} for one in month.signals
    ]
    return {"feeds": signals, "not_followed": dict(month.not_followed)}


def _line(line: LedgerLine, sites: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "topic": line.topic,
        "of": line.of,
        "kind": line.kind,
        "value": line.figure.value,
        "unit": line.figure.unit,
        "text": links.cut(line.figure.text, links.NAME),
        "hedge": line.figure.hedge,
        "source": line.figure.url,
        "site": links.cut(sites.get(line.figure.url, ""), links.NAME),  # empty: no report of this edition
        "story": str(line.story_id),
        "seen_at": line.seen_at.isoformat(),
    }
