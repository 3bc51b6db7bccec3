"""Fits what a figure is and whose (monitor/figures/fitted.json).

    python -m training.fit_figures            makes the weights
    python -m training.fit_figures --left-out prints the scores on each set with weights fitted to the others

Roles are logistic regressions over cues near the figure (`evidence`), one per role; parties are one regression over the
candidates of each figure (`parties`). Sets are labelled figure by figure: value, unit, role, parties.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from monitor import language
from monitor.figures import cast, evidence, grammar, judgement, parties, statements
from monitor.figures.cast import Cast
from monitor.figures.evidence import Around
from monitor.figures.judgement import BIAS, DEAL, SHARES, SUMS
from monitor.language.shape import Language
from monitor.topics import entities, profile, scan
from training import logistic

ROOT = Path(__file__).parents[1]
MANIFEST = Path(__file__).with_name("figures.toml")
WEIGHTS = ROOT / "monitor/figures/fitted.json"
TOPIC = "openai-infrastructure"
RIDGE_ROLE, RIDGE_PARTY = 2.0, 8.0  # found by trial
DIGITS = 3
CLOSE = 0.005
CODE = 3  # letters of a currency
# Companies under another name
SAME = {
    "oracle cloud": "oracle",
    "microsoft azure": "microsoft",
    "google cloud": "google",
    "alphabet": "google",
    "aws": "amazon",
    "stargate norvège": "stargate norway",
    "stargate norwegen": "stargate norway",
}
# Roles under other names: not all who labelled sets had the same list
ROLES = {"financing": "debt", "purchase": "contract", "equity": "investment", "cost": "investment", "power": "capacity"}


class Example(NamedTuple):
    """A figure of a text with its label."""

    set: str
    counts: float
    around: Around
    cast: Cast
    known: Language
    role: str
    parties: tuple[str, ...]
    row: list[float]


def sets() -> list[Mapping[str, Any]]:
    """The sets of the manifest."""
    return list(tomllib.loads(MANIFEST.read_text("utf-8"))["set"])


def manifest_hash() -> str:
    """A hash of the manifest's content."""
    return hashlib.sha256(json.dumps(sets(), sort_keys=True).encode()).hexdigest()


def absent() -> list[str]:
    """Paths of sets that are missing or differ from the manifest."""
    return [line["path"] for line in sets() if not _is_there(line)]


def _is_there(line: Mapping[str, Any]) -> bool:
    path = ROOT / str(line["path"])
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == str(line["sha256"])


def examples() -> list[Example]:
    """Every labelled figure that the program finds."""
    topic = profile.load(TOPIC)
    found: list[Example] = []
    for line in sets():
        labels = _labels(line)
        for text in _lines(ROOT / line["path"]):
            if text["id"] in labels and text["text"]:
                found += _of_text(line, topic, text, labels[text["id"]])
    return found


def _lines(path: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _labels(line: Mapping[str, Any]) -> Mapping[str, list[Mapping[str, Any]]]:
    """Labelled figures by text, from the texts themselves or a file next to them."""
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    if "labels" in line:
        for label in _lines(ROOT / line["labels"]):
            found[label["id"]].append(label)
        return found
    return {text["id"]: text.get("figures", []) for text in _lines(ROOT / line["path"])}


def _of_text(
    line: Mapping[str, Any], topic: profile.Profile, text: Mapping[str, Any], labels: Sequence[Mapping[str, Any]]
) -> Iterator[Example]:
    seen = scan.of(topic, text["title"], text["text"], text["lang"])
    known = language.of(text["lang"])
    named = entities.open_ones(seen, text["title"], text["text"], text["lang"])
    who = cast.of(seen, [entity.name for entity in named], known)
    for around, amount, _ in grammar.amounts_of(seen, known):
        label = _label(seen.sentence_text(around.sentence), amount.value, amount.unit, labels)
        if label:
            row = evidence.of_role(around, known)
            owners = tuple(label["parties"])
            role = ROLES.get(label["role"], label["role"])
            yield Example(line["name"], line.get("counts", 1.0), around, who, known, role, owners, row)


def _label(text: str, value: float, unit: str, labels: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The label of a figure: one with the same value and unit, if possible as written in the sentence."""
    fitting = [
        label
        for label in labels
        if "parties" in label and _unit(label["unit"]) == unit and abs(label["value"] - value) <= CLOSE * abs(value)
    ]
    return max(fitting, key=lambda label: label["text"] in text, default=None)


def _unit(unit: str) -> str:
    """A labelled unit in the notation of figures."""
    return unit if unit in judgement.PLAIN or unit == "%" or (len(unit) == CODE and unit.isupper()) else ""


def is_money(example: Example) -> bool:
    """Whether it is a sum of money."""
    return len(example.around.unit) == CODE and example.around.unit.isupper()


def fitted(held: Sequence[Example]) -> dict[str, dict[str, float]]:
    """All tables, rounded as they are stored."""
    sums, shares = [one for one in held if is_money(one)], [one for one in held if one.around.unit in {"%", ""}]
    tables = {f"sum {role}": _role(sums, [one.role == role for one in sums]) for role in SUMS}
    tables |= {f"share {role}": _role(shares, [_share(one.role) == role for one in shares]) for role in SHARES}
    tables["deal"] = _role(sums, [one.role in DEAL for one in sums])
    judgement.use(tables)
    rows, labels, counts = [], [], []
    for one in held:
        for candidate in _candidates(one):
            rows.append((*(candidate.features.get(name, 0.0) for name in parties.FEATURES), 1.0))
            labels.append(is_named(candidate.name, one.parties))
            counts.append(one.counts)
    weights = logistic.fit(rows, labels, counts=counts, ridge=RIDGE_PARTY)
    tables[judgement.PARTIES] = _named(parties.FEATURES, weights)
    return tables


def _candidates(one: Example) -> list[parties.Candidate]:
    chances = judgement.role(one.around, one.known)[2]
    return parties.candidates(one.around, one.cast, one.known, chances)


def _share(role: str) -> str:
    return role if role in SHARES else "other"


def _role(held: Sequence[Example], labels: Sequence[bool]) -> dict[str, float]:
    rows = [(*one.row, 1.0) for one in held]
    weights = logistic.fit(rows, labels, counts=[one.counts for one in held], ridge=RIDGE_ROLE)
    return _named(evidence.ROLE_FEATURES, weights)


def _named(names: Sequence[str], weights: Sequence[float]) -> dict[str, float]:
    return {name: round(weight, DIGITS) for name, weight in zip((*names, BIAS), weights, strict=True)}


def is_named(name: str, labelled: Sequence[str]) -> bool:
    """Whether a label names somebody, by the whole name or a part of it."""
    mine = _folded(name)
    return any(mine == other or (len(mine) > CODE and _within(mine, other)) for other in map(_folded, labelled))


def _within(one: str, other: str) -> bool:
    """Whether one is the other without some words at its beginning or end."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _folded(name: str) -> str:
    name = " ".join(name.lower().split())
    return SAME.get(name, name)


def score(held: Sequence[Example]) -> Mapping[str, int]:
    """The scores of the tables in use: figures, owners given and right, statements made and right.

    If a text has a figure several times, the mention with the highest confidence counts, as in `grammar.of`.
    """
    counts: Counter[str] = Counter()
    surest: dict[tuple[int, float, str], judgement.Judged] = {}
    for one in held:
        said = judgement.judged(one.around, one.cast, "", one.known)
        surest[_key(one)] = max(said, surest.get(_key(one), said), key=lambda judged: judged.confidence)
    for one in held:
        said = surest[_key(one)]
        deal = said.role in DEAL
        counts["figures"] += 1
        counts["owned"] += bool(one.parties)
        if said.parties:
            right = is_named(said.parties[0], one.parties)
            counts["owners"] += 1
            counts["right"] += right
            if deal and said.confidence >= STATED:
                counts["stated"] += 1
                counts["stated right"] += right and one.role in DEAL
        if deal and is_money(one):
            counts["deals"] += 1
            counts["deals right"] += one.role in DEAL
    return counts


def _key(one: Example) -> tuple[int, float, str]:
    return id(one.around.scan), one.around.value, one.around.unit


STATED = statements.SURE


def left_out(held: Sequence[Example]) -> None:
    """Print the scores on each set with weights fitted to the others."""
    everything: Counter[str] = Counter()
    for name in dict.fromkeys(one.set for one in held):
        judgement.use(fitted([one for one in held if one.set != name]))
        counts = score([one for one in held if one.set == name])
        everything.update(counts)
        _show(name, counts)
    _show("all", everything)


def _show(name: str, counts: Mapping[str, int]) -> None:
    shares = (
        f"{what} {counts[right]}/{counts[of]} ({counts[right] / max(1, counts[of]):.3f})"
        for what, right, of in (
            ("owner", "right", "owners"),
            ("owner found", "right", "owned"),
            ("deal", "deals right", "deals"),
            ("stated", "stated right", "stated"),
        )
    )
    sys.stdout.write(f"{name}: {counts['figures']} figures, {', '.join(shares)}\n")


def main() -> None:
    """Make the weights, or print their scores on sets they were not fitted to."""
    if lacking := absent():
        sys.exit(f"not there, or not as the manifest says: {', '.join(lacking)}")
    held = examples()
    if "--left-out" in sys.argv:
        left_out(held)
        return
    WEIGHTS.write_text(written(held), "utf-8")


def written(held: Sequence[Example]) -> str:
    """The content of the weights file, with the hash of the manifest."""
    return json.dumps(fitted(held) | {"manifest": manifest_hash()}, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    main()
