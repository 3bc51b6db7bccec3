"""What an article says about a topic: relevant or not and why, entities, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.figures import grammar
from monitor.model import Article, Reading
from monitor.problems import Problem
from monitor.text import parts, steps
from monitor.topics import entities, lately, learnt, relevance, scan
from monitor.topics.profile import Profile

LONGEST = 60_000  # characters of a text that are read; anything longer is not a news article
DOUBTFUL = 0.2  # share of the threshold from which other reports of the same event may vote for a text
INVOLVED = 0.7  # chance of a part from which a name of recent reports makes a text relevant
HARDLY = 0.06  # share of the threshold that such a text needs (decision 10 has the counts)
OPENING = 350  # characters of a text that may have the name, besides the headline
CLEAR = 0.8  # mean score these reports need


def read(profile: Profile, article: Article) -> Reading:
    """Read an article, or only its headline if there is nothing else, with a profile.

    A round-up belongs to the topic if one of its parts does, and for the same reasons.
    """
    whole = _alone(profile, article)
    each = [read_part(profile, article, part) for part in parts_of(article)]
    best = max(each, key=lambda said: said.score, default=None)
    if best is None:
        return whole
    number = sum(said.relevant for said in each)
    told = Problem("why-parts", {"on": number, "all": len(each)})
    return replace(whole, relevant=best.relevant, score=best.score, why=(told, *best.why))


def parts_of(article: Article) -> tuple[Article, ...]:
    """The parts of a round-up, each as an article with the same address; none for an article about one matter."""
    cut = parts.spans(article.title, article.text, article.language)
    told = (article.text[span.start : span.end] for span in cut)
    return tuple(replace(article, title=parts.headline(text), text=text) for text in told)


def read_part(profile: Profile, whole: Article, part: Article) -> Reading:
    """Read a part of a round-up by itself, and with the headline of the whole if that is about the topic.

    The beginning of a part is not a headline: the text alone decides whether it belongs to the topic.
    """
    titles = ("", whole.title) if is_about(profile, whole) else ("",)
    each = (relevance.judged(profile, _scan(profile, replace(part, title=title))) for title in titles)
    judged = max(each, key=lambda one: one.score)
    said = _alone(profile, part)
    return replace(said, relevant=judged.score >= profile.threshold, score=judged.score, why=judged.why)


def is_about(profile: Profile, whole: Article) -> bool:
    """Whether the headline of a round-up is clearly about the topic."""
    return relevance.is_about(scan.of(profile, whole.title, "", whole.language))


def _alone(profile: Profile, article: Article) -> Reading:
    """Read a text as a whole."""
    seen = _scan(profile, article)
    judged = relevance.judged(profile, seen)
    named = entities.open_ones(seen, article.title, article.text, article.language)
    names = [entity.name for entity in named]
    return Reading(
        topic=profile.name,
        relevant=judged.score >= profile.threshold,
        score=judged.score,
        threshold=profile.threshold,
        why=judged.why,
        entities=(*entities.of(seen), *named),
        figures=grammar.of(profile, seen, article.language, article.url, names),
        involved=judged.involved,
        steps=steps.of(*_lines(seen), article.language),
    )


def evidence(profile: Profile, article: Article) -> tuple[tuple[str, float], ...]:
    """What the rules of a topic see in an article, with the bias: what a lesson of a reader is about."""
    shown = relevance.evidence(profile, _scan(profile, article))._asdict() | {relevance.BIAS: 1.0}
    return tuple((name, round(value, 4)) for name, value in shown.items() if value)


def taught(profile: Profile, lessons: Sequence[learnt.Lesson]) -> Profile:
    """The profile with what these lessons change."""
    return replace(profile, learnt=learnt.of(tuple(lessons), relevance.fitted())) if lessons else profile


def is_doubtful(said: Reading) -> bool:
    """Whether a text that is not relevant by itself may become so because of its event or of a name."""
    least = HARDLY if said.involved >= INVOLVED else DOUBTFUL
    return not said.relevant and least * said.threshold <= said.score < said.threshold


def is_clear(said: Reading) -> bool:
    """Whether a report may vote for doubtful texts on the same event."""
    return said.relevant and said.score >= CLEAR


def voted(said: Reading, scores: Sequence[float]) -> Reading:
    """The reading of a doubtful text, given the scores of other reports on its event; the relevant ones vote."""
    voices = [score for score in scores if score >= said.threshold]
    mean = sum(voices) / len(voices) if voices else 0.0
    if not is_doubtful(said) or mean < CLEAR:
        return said
    reports = Problem("why-report") if len(voices) == 1 else Problem("why-reports", {"n": len(voices)})
    why = Problem("why-event", {"reports": reports, "mean": f"{mean:.2f}"})
    return replace(said, relevant=True, why=(why, *said.why))


def may_be_named(said: Reading) -> bool:
    """Whether a name of recent reports can make a text relevant that is not so by itself."""
    return is_doubtful(said) and said.involved >= INVOLVED


def named(said: Reading, article: Article, names: Iterable[str]) -> Reading:
    """The reading of a text that may be named: relevant if it begins with one of these names.

    They are names of recent reports that are clearly on the topic. The day after a campus is told, a local paper tells
    of "the Halsted Fork rezoning" and names its user once, in the last line.
    """
    name = lately.mentioned(names, f"{article.title}\n{article.text[:OPENING]}")
    why = Problem("why-named", {"name": name, "chance": f"{said.involved:.2f}"})
    return replace(said, relevant=True, why=(why, *said.why)) if name else said


def _scan(profile: Profile, article: Article) -> scan.Scan:
    return scan.of(profile, article.title, article.text[:LONGEST], article.language)


def _lines(seen: scan.Scan) -> tuple[str, list[str]]:
    """The headline and the sentences of a text."""
    headline, *body = map(seen.sentence_text, seen.sentences)
    return headline, body
