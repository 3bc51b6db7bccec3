"""How good the judgements are on labelled texts: relevance, stories, known texts, entities, figures. Pure.

docs/writing-a-topic.md describes the format of a labelled line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any, NamedTuple

from monitor import reading
from monitor.corpus import known
from monitor.errors import Invalid
from monitor.model import Article, ArticleId, Figure, Imprint, Known, Reading, Report, Story, StoryId
from monitor.scores import Rate, Scores, b_cubed, in_base_units
from monitor.stories import chosen, group, imprint, named
from monitor.stories.events import Weights
from monitor.stories.index import MemoryIndex
from monitor.stories.placing import Candidate
from monitor.topics import scan
from monitor.topics.profile import Profile

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
NEED = ("title", "text", "relevant")
CLOSE = 1e-3  # two values within a thousandth are the same figure


class Labelled(NamedTuple):
    """A labelled line and how the program reads it."""

    id: str
    line: Mapping[str, Any]
    article: Article
    reading: Reading
    imprint: Imprint
    seen_at: datetime
    parts: tuple[Imprint, ...] = ()  # for a round-up: those on the topic, the most certain first


def parsed(text: str, *, where: str = "") -> tuple[Mapping[str, Any], ...]:
    """The labelled lines of a JSONL file; raises Invalid with the first line that cannot be used."""
    found: list[Mapping[str, Any]] = []
    for number, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        try:
            line = json.loads(row)
        except ValueError as error:
            raise Invalid(f"not a JSON object: {error}", where=f"{where}, line {number}") from None
        missing = [key for key in NEED if key not in line] if isinstance(line, dict) else list(NEED)
        if missing:
            raise Invalid(f"a labelled text needs {', '.join(missing)}", where=f"{where}, line {number}")
        for key in ("key_figures", "figures"):
            if not all(map(_is_figure, line.get(key) or ())):
                raise Invalid(f"{key}: a figure is an object with value and unit", where=f"{where}, line {number}")
        found.append(line)
    return tuple(found)


def _is_figure(label: Any) -> bool:
    return isinstance(label, dict) and "unit" in label and isinstance(label.get("value"), int | float)


def evaluate(lines: Iterable[Mapping[str, Any]], profile: Profile, seeds: Sequence[Known] = ()) -> Scores:
    """Read, place and judge labelled texts in order of date, and compare the results with the labels."""
    every = list(lines)
    texts = [labelled(number, line, profile) for number, line in enumerate(every) if not line.get("borderline")]
    texts.sort(key=lambda text: text.seen_at)
    mistakes: list[str] = []
    stories = place(texts)
    texts = judged_by_event(texts, stories)
    precision, recall = b_cubed([gold_story(text) for text in texts], [stories[text.id] for text in texts])
    return Scores(
        lines=len(every),
        left_out=len(every) - len(texts),
        relevance=_relevance(texts, mistakes),
        story_precision=precision,
        story_recall=recall,
        cross_language=cross_language(texts, stories, mistakes),
        key_entities=_entities(texts, profile, mistakes),
        key_figures=_key_figures(texts, mistakes),
        figures=_all_figures(texts, mistakes),
        covered_by_seed=_covered(texts, seeds, mistakes),
        mistakes=(*mistakes, *_story_mistakes(texts, stories)),
    )


def labelled(number: int, line: Mapping[str, Any], profile: Profile) -> Labelled:
    """Read one line as the program would read the article."""
    seen_at = _date(line.get("date"))
    article = Article(
        url=str(line.get("url") or ""),
        site=str(line.get("publisher") or ""),
        title=str(line["title"] or ""),
        text=str(line["text"] or ""),
        language=str(line.get("lang") or ""),
        published_at=seen_at if line.get("date") else None,
        basis="page" if line["text"] else "headline",
    )
    said = reading.read(profile, article)
    each = [(part, reading.read_part(profile, article, part)) for part in reading.parts_of(article)]
    told = sorted((pair for pair in each if pair[1].relevant), key=lambda pair: -pair[1].score)
    parts = tuple(imprint.of(part, [judged], [profile]) for part, judged in told)
    mark = imprint.of(article, [said], [profile])
    return Labelled(str(line.get("id") or number), line, article, said, mark, seen_at, parts)


def _date(text: Any) -> datetime:
    """A labelled date or time as aware UTC; texts without one come first."""
    try:
        when = datetime.fromisoformat(str(text))
    except ValueError:
        return UNDATED
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def place(texts: Sequence[Labelled], weights: Weights = ()) -> dict[str, int]:
    """Id of each text → its story, placed one after the other as the program does.

    A round-up is a report of the story of each of its parts; the result has the story of the most certain one. A text
    labelled `round_up` covers all its stories equally and gets a story of its own. `weights` other than the fitted ones
    are for fitting.
    """
    index = MemoryIndex()
    on_topic: list[ArticleId] = []  # the program places no others, so only these count for the crowd
    numbers = {text.id: ArticleId(number) for number, text in enumerate(texts, start=1)}
    free = len(numbers) + 1
    for text in texts:
        crowd = index.crowd(on_topic, since=text.seen_at - chosen.CROWD)
        for at, mark in enumerate(text.parts):
            _placed(index, text, ArticleId(free + at), mark, crowd, weights, url="")
        if text.parts and not text.line.get("round_up"):
            numbers[text.id] = ArticleId(free)
        if not text.parts:
            _placed(index, text, numbers[text.id], text.imprint, crowd, weights, url=text.article.url)
            on_topic += [numbers[text.id]] if text.reading.relevant else []
        free += len(text.parts)
    return {id: index.stories.get(number, StoryId(-number)) for id, number in numbers.items()}


def _placed(
    index: MemoryIndex, text: Labelled, id: ArticleId, mark: Imprint, crowd: int, weights: Weights, *, url: str
) -> None:
    """Place a text, or a part of it."""
    keys = group.keys(mark)
    near = index.candidates(url, keys, since=group.horizon(text.seen_at), limit=chosen.CANDIDATES)
    place = group.place(replace(text.article, url=url), mark, near, text.seen_at, crowd=crowd, weights=weights)
    if text.parts:
        place = group.moving_nothing(place)
    story = place.story_id or StoryId(id)
    found = Candidate(article_id=id, story_id=story, url=url, imprint=mark, seen_at=text.seen_at, score=place.score)
    index.add(found, keys)
    index.follow(story, place)


def judged_by_event(texts: Sequence[Labelled], stories: Mapping[str, int]) -> list[Labelled]:
    """The texts, with readings after the votes of clear reports on their events: earlier ones, or of the same day."""
    found = []
    for text in texts:
        until = text.seen_at + timedelta(days=1)
        near = [one for one in texts if stories[one.id] == stories[text.id] and one.seen_at < until]
        found.append(text._replace(reading=reading.voted(text.reading, [one.reading.score for one in near])))
    return found


def gold_story(text: Labelled) -> str:
    """The labelled story; a text without one is a story of its own."""
    return str(text.line.get("story") or f"only {text.id}")


def _relevance(texts: Sequence[Labelled], mistakes: list[str]) -> Rate:
    for text in texts:
        if text.reading.relevant != bool(text.line["relevant"]):
            wrong = "relevant, not found so" if text.line["relevant"] else "found relevant, is not"
            mistakes.append(f"relevance · {text.id} · {wrong} ({text.reading.score:.2f}) · {text.article.title}")
    return Rate(
        right=sum(text.reading.relevant and bool(text.line["relevant"]) for text in texts),
        found=sum(text.reading.relevant for text in texts),
        there=sum(bool(text.line["relevant"]) for text in texts),
    )


def cross_language(texts: Sequence[Labelled], stories: Mapping[str, int], mistakes: list[str]) -> Rate:
    """Pairs in different languages in one story."""
    right = found = there = 0
    for one, other in combinations(texts, 2):
        if one.article.language == other.article.language:
            continue
        true, told = gold_story(one) == gold_story(other), stories[one.id] == stories[other.id]
        right, found, there = right + (true and told), found + told, there + true
        if true != told:
            wrong = "are one story" if true else "are not one story"
            mistakes.append(f"cross-language · {one.id} and {other.id} {wrong} · {one.article.title}")
    return Rate(right=right, found=found, there=there)


def _story_mistakes(texts: Sequence[Labelled], stories: Mapping[str, int]) -> tuple[str, ...]:
    """Stories wrongly split or merged, one line each."""
    torn, glued = dict[str, set[int]](), dict[int, set[str]]()
    for text in texts:
        torn.setdefault(gold_story(text), set()).add(stories[text.id])
        glued.setdefault(stories[text.id], set()).add(gold_story(text))
    lines = [f"story · {name} is told as {len(parts)} stories" for name, parts in torn.items() if len(parts) > 1]
    lines += [f"story · told as one: {', '.join(sorted(names))}" for names in glued.values() if len(names) > 1]
    return tuple(lines)


def _entities(texts: Sequence[Labelled], profile: Profile, mistakes: list[str]) -> Rate:
    """Key entities found, by canonical name; a label's spelling is looked up in the gazetteer."""
    right = there = 0
    for text in texts:
        found = {entity.name for entity in text.reading.entities}
        for name in text.line.get("key_entities") or ():
            there += 1
            if found & ({name} | _canonical(profile, name)) or any(_is_form(one, name) for one in found):
                right += 1
            else:
                mistakes.append(f"entity · {text.id} · {name} not found · {text.article.title}")
    return Rate(right=right, found=right, there=there)


def _is_form(found: str, name: str) -> bool:
    """Whether one name is a form of the other that keeps its words: "Quillon" of "Quillon Semiconductor"."""
    mine, yours = (set(named.parts(one)) for one in (found, name))
    return bool(mine and yours) and (mine <= yours or yours <= mine)


def _canonical(profile: Profile, name: str) -> set[str]:
    return {hit.meaning.id for hit in scan.of(profile, name, "").sentences[0].names}


def _same(figure: Figure, label: Mapping[str, Any]) -> bool:
    """Whether a figure is the labelled one, whose unit may be another one for the same: tonnes, litres."""
    unit, size = in_base_units(label["unit"])
    value = float(label["value"]) * size
    return figure.unit == unit and abs(figure.value - value) <= CLOSE * max(abs(value), abs(figure.value))


def _key_figures(texts: Sequence[Labelled], mistakes: list[str]) -> Rate:
    right = there = 0
    for text in texts:
        for label in text.line.get("key_figures") or ():
            there += 1
            if any(_same(figure, label) for figure in text.reading.figures):
                right += 1
            else:
                mistakes.append(
                    f"figure · {text.id} · {label['value']:g} {label['unit']} not found · {text.article.title}"
                )
    return Rate(right=right, found=right, there=there)


def _all_figures(texts: Sequence[Labelled], mistakes: list[str]) -> Rate:
    """Figures found that are labelled, for lines with all figures labelled; each value and unit once per text."""
    right = found = 0
    for text in texts:
        if "figures" not in text.line:
            continue
        labels = [*(text.line["figures"] or ()), *(text.line.get("key_figures") or ())]
        for figure in {(figure.value, figure.unit): figure for figure in text.reading.figures}.values():
            found += 1
            if any(_same(figure, label) for label in labels):
                right += 1
            else:
                mistakes.append(f"figure · {text.id} · {figure.text!r} found, not labelled · {text.article.title}")
    return Rate(right=right, found=found, there=found)


def _covered(texts: Sequence[Labelled], seeds: Sequence[Known], mistakes: list[str]) -> Rate:
    """Texts on events that the seeds report, judged as known or as an update."""
    right = found = there = 0
    for number, text in enumerate(texts, start=1):
        if "covered_by_seed" not in text.line:
            continue
        true = bool(text.line["covered_by_seed"])
        told = text.reading.relevant and _judged_known(number, text, seeds)
        right, found, there = right + (true and told), found + told, there + true
        if true != told:
            wrong = "a seed reports this, not seen" if true else "no seed reports this"
            mistakes.append(f"known · {text.id} · {wrong} · {text.article.title}")
    return Rate(right=right, found=found, there=there)


def _judged_known(number: int, text: Labelled, seeds: Sequence[Known]) -> bool:
    """Whether a text by itself is judged as known or as an update of a seed."""
    report = Report(
        article_id=ArticleId(number),
        article=text.article,
        reading=text.reading,
        imprint=text.imprint,
        role="lead",
        seen_at=text.seen_at,
    )
    story = Story(id=StoryId(number), topic=text.reading.topic, reports=(report,))
    return known.judge(story, (report.article_id,), seeds).status != "new"
