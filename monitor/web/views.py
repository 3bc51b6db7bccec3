"""What pages show, written out in words: from the JSON of editions, from stories, agreements and actions."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.actions.action import Action
from monitor.digests.agreements import Agreement
from monitor.digests.forms import corrections_view, history, json_form, links
from monitor.digests.frame import Frame
from monitor.edition import Digest
from monitor.model import Story
from monitor.problems import groups
from monitor.reasons import Reason
from monitor.replies import answers
from monitor.store.browsing import Told
from monitor.store.searching import Found

View = Mapping[str, Any]
REPORTS, EXCUSE = 60, 300  # reports of a story that are listed; characters of why something is not shown


def tellings(told: Told, digest: Digest, ids: Collection[str]) -> Sequence[View]:
    """How an edition told these stories."""
    return list(history.tellings(digest, told.line, told.json, ids).values())


def stories(told: Told, digest: Digest, frame: Frame) -> Sequence[View]:
    """The stories of an edition with their numbers in its mail."""
    numbered = json_form.numbered(told.json)
    kept = {number: str(one["id"]) for number, one in numbered.items()}
    versions = history.tellings(digest, told.line, told.json, set(kept.values()))
    return [
        {
            **versions[id],
            "id": id,
            "number": number,
            "changes": [_change(one, frame) for one in numbered[number]["changes"] if one],
        }
        for number, id in kept.items()
        if id in versions
    ]


def edition(told: Told, digest: Digest, frame: Frame) -> View:
    """A whole edition; `digest` in the language of the page."""
    return {
        "id": told.line.id,
        "digest": told.digest,
        "title": digest.title or told.digest,
        "day": f"{frame.date(told.line.composed_at)}, {frame.clock(told.line.composed_at)}",
        "iso": told.line.composed_at.isoformat(),
        "corrections": corrections(told, frame),
        "stories": stories(told, digest, frame),
    }


def corrections(told: Told, frame: Frame) -> Sequence[corrections_view.Corrected]:
    """What an edition corrects of earlier ones."""
    return [corrections_view.corrected(one, frame) for one in json_form.corrections(json.loads(told.json))]


def _change(change: Mapping[str, Any], frame: Frame) -> View:
    label = frame.phrase(change["label"]) if change["label"] in frame.fixed else ""
    named = ", ".join(part for part in (links.cut(str(change["party"]), links.NAME), label) if part)
    old, new = (frame.quantity(float(change[key]["value"]), str(change[key]["unit"])) for key in ("old", "new"))
    return {"label": named, "old": old, "new": new}


def withheld(told: Told, frame: Frame, max_age: int) -> Sequence[View]:
    """What an edition does not show, by the reason, with the rule behind it; `max_age` in days."""
    content = json.loads(told.json)
    found: dict[str, list[View]] = {}
    for one in content["withheld"]:
        line = {
            "link": links.link(str(one["title"] or one["url"]), str(one["url"])),
            "detail": links.cut(str(one["detail"]), EXCUSE),
        }
        found.setdefault(Reason(one["reason"]).group, []).append(line)
    views = []
    for key, lines in found.items():
        name, rule = (frame.tied(words) for words in groups.WORDS[key][frame.language])
        counted = content["account"].get(key, len(lines))
        views.append({"name": f"{name} ({frame.number(counted)})", "rule": rule.format(days=max_age), "lines": lines})
    return views


def reports(story: Story, frame: Frame) -> Sequence[View]:
    """The reports of a story by the time they were seen, newest first."""
    ordered = sorted(story.reports, key=lambda one: one.seen_at, reverse=True)
    return [
        {
            "day": frame.short(one.seen_at),
            "iso": one.seen_at.isoformat(),
            "link": links.link(one.article.title, one.article.url, one.article.language),
            "site": links.cut(one.article.site, links.NAME),
            "is_copy": one.role == "near-copy",
        }
        for one in ordered[:REPORTS]
    ]


def found(reports: Sequence[Found], frame: Frame, most: int) -> Sequence[View]:
    """Stories with one of these reports, newest first, each once with its newest headline."""
    views: dict[int, dict[str, Any]] = {}
    for one in reports:
        if one.story not in views and len(views) == most:
            break
        view = views.setdefault(
            one.story,
            {
                "id": one.story,
                "title": links.link(one.title, one.url, one.language),
                "day": frame.date(one.seen_at),
                "iso": one.seen_at.isoformat(),
                "sites": [],
            },
        )
        site = links.cut(one.site, links.NAME)
        if site and site not in view["sites"]:
            view["sites"].append(site)
    return list(views.values())


def agreements(rows: Sequence[Agreement], frame: Frame) -> Sequence[View]:
    """Rows of the ledger with their history."""
    return [_agreement(one, frame) for one in rows]


def _agreement(one: Agreement, frame: Frame) -> View:
    steps = [frame.quantity(line.figure.value, line.figure.unit) for line in one.history[:-1]]
    last = one.last.figure
    return {
        "parties": links.cut(", ".join(one.parties), links.TITLE),
        "role": role(one.role, frame) or role(one.now.kind, frame),
        "steps": [step for at, step in enumerate(steps) if step not in steps[:at]],
        "amount": frame.figure(one.now.figure),
        "ended": one.ended is not None,
        "conflict": one.conflict,
        "story": one.now.story_id,
        "day": frame.date(one.last.seen_at),
        "source": links.link(links.host(links.web_address(last.url)), last.url),
    }


def role(name: str, frame: Frame) -> str:
    """What an amount is, in a word; empty if there is none for it."""
    keys = (f"role_{name}", name)
    return next((frame.fixed[key] for key in keys if key in frame.fixed), "")


def said(actions: Sequence[Action], titles: Mapping[str, str], frame: Frame, now: datetime) -> Sequence[View]:
    """What readers said, newest first."""
    return [
        {
            "id": one.id,
            "day": frame.short(one.at),
            "told": answers.meaning(one, titles.get(one.digest, one.digest), frame),
            "story": one.story,
            "why": links.cut(one.why, EXCUSE),
            "state": "" if one.holds(now) else "web-undone" if one.undone_at else "web-over",
            "is_undone": one.undone_at is not None,
        }
        for one in reversed(actions)
    ]
