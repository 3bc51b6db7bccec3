"""The account as mails and pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.digests.forms import links
from monitor.digests.forms.links import Link
from monitor.digests.frame import Frame
from monitor.edition import Edition, Withheld
from monitor.problems import groups
from monitor.reasons import GROUPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A line of the account."""

    id: str
    count: int
    name: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """What became of everything that was fetched."""

    sums: tuple[Sum, ...]
    sum: str  # 311 Einträge geholt = 5 gezeigt + 9 zusammengefasst and so on
    line: str  # the same in a line of the mail: 311 geholt: 5 gezeigt, 9 zusammengefasst
    unbalanced: str  # a note if it does not add up; otherwise empty
    withheld: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]  # (group, ((entry, detail), …)): what is not shown


def account(edition: Edition, frame: Frame, days: int) -> Reckoning:
    """The account of an edition in words; `days` is the maximum age of entries."""
    entries, all_of = _by_group(edition.named), _by_group(edition.withheld)
    counts, parts = edition.account.named, edition.account.parts
    sums = []
    for key in GROUPS:
        name, rule = (frame.tied(words) for words in groups.WORDS[key][frame.language])
        sums.append(Sum(id=key, count=counts[key], name=name, rule=rule.format(days=days)))
    told = [f"{frame.number(one.count)} {one.name}" for one in sums if one.count]
    fetched, number = counts["fetched"], frame.number(counts["fetched"])
    withheld: list[tuple[str, tuple[tuple[Link, str], ...]]] = []
    for one in (one for one in sums if one.id in all_of):
        lines = [
            (links.link(it.title or it.url, it.url), links.cut(frame.tied(it.detail), 300))
            for it in entries.get(one.id, ())
        ]
        if rest := len(all_of[one.id]) - len(lines):
            lines.append((links.link(frame.phrase("withheld-more", n=frame.number(rest)), ""), ""))
        withheld.append((f"{one.name} ({len(all_of[one.id])})", tuple(lines)))
    return Reckoning(
        sums=tuple(sums),
        sum=f"{number} {frame.phrase('fetched', fetched)} = {' + '.join(told) or 0}",
        line=frame.phrase("account-line", fetched=number, parts=", ".join(told) or "0"),
        unbalanced="" if parts == fetched else frame.phrase("unbalanced", fetched=fetched, sum=parts),
        withheld=tuple(withheld),
    )


def _by_group(entries: Sequence[Withheld]) -> Mapping[str, Sequence[Withheld]]:
    """Entries by their group of the account."""
    found: dict[str, list[Withheld]] = {}
    for one in entries:
        found.setdefault(one.reason.group, []).append(one)
    return found
