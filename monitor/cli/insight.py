"""why, evaluate: how the program reached its judgements, and how good they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli import terminal
from monitor.errors import Invalid

if TYPE_CHECKING:
    from monitor.replay import Replayed
    from monitor.scores import Scores
    from monitor.store.traces import Trace


@click.command()
@click.argument("sought", metavar="URL|WORDS", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def why(sought: Sequence[str], as_json: bool) -> int:
    """What each rule decided about an entry, with scores and thresholds.

    Found by its address, or by words of its address or title.
    """
    from monitor import settings
    from monitor.store import open_reports

    with open_reports(settings.read().database_url) as reports:
        traces = reports.why(" ".join(sought))
    if as_json:
        terminal.show_json(traces)
    else:
        for trace in traces:
            for line in _history(trace, datetime.now(UTC)):
                click.echo(line)
    if not traces:
        click.echo(f"{' '.join(sought)} was not in any feed; `monitor feeds list` shows what is watched", err=True)
    return 0 if traces else 1


def _history(trace: Trace, now: datetime) -> Iterator[str]:
    """An entry's story, step by step."""
    yield click.style(trace.title or trace.url, bold=True) + (f" (revision {trace.revision})" if trace.revision else "")
    yield f"  {trace.url}"
    published = f", published {terminal.moment(trace.published_at, now)}" if trace.published_at else ", undated"
    feed = trace.feed_title or trace.feed_url
    yield f"1 fetched   {terminal.moment(trace.first_seen_at, now)} from {feed}{published}"
    yield f"2 read      {_reading_of(trace, now)}"
    for said in trace.readings:
        yield from _judged(said)
    for place in trace.places:
        yield f"4 grouped   story {place.story_id} as {place.role}: {place.why or f'score {place.score:.2f}'}"
        for title, url in place.others:
            yield f"            with {terminal.cut(title, 70)}  {terminal.faint(url)}"
    for seen in trace.appearances:
        where = f"{seen.digest} {seen.edition}".strip()
        yield f"5 {seen.reason.replace('_', '-'):<9} {where}{f': {seen.detail}' if seen.detail else ''}"
    if trace.settled_at is None:
        yield f"  waiting   on the list of {trace.stage}, next try {terminal.moment(trace.next_try_at, now)}"
        if trace.last_error:
            yield f"            last time: {trace.last_error}"
    yield ""


def _reading_of(trace: Trace, now: datetime) -> str:
    from monitor import language
    from monitor.digests.frame import Frame

    article = trace.article
    if trace.failed:
        return f"failed: {trace.failed}"
    if trace.passed:
        return Frame(language.COMMON.code).phrase(f"detail-{trace.passed}")
    if article is None:
        return "not read: the headline did not look relevant" if trace.settled_at else "not yet"
    origin = {"page": "its page", "feed": "the feed's own text", "headline": "the headline"}[article["basis"]]
    note = f" ({article['note']})" if article["note"] else ""
    published = f", dated {terminal.moment(article['published_at'], now)}" if article["published_at"] else ""
    return f"from {origin}{note}: {article['words']} words, {article['language'] or 'language unknown'}{published}"


def _judged(said: Any) -> Iterator[str]:
    verdict = terminal.good("relevant") if said["relevant"] else "off topic"
    yield f"3 judged    {said['topic']}: {verdict}, score {said['score']:.2f}, needed {said['threshold']:.2f}"
    for reason in said["why"]:
        yield f"            {reason}"
    names = ", ".join(entity["name"] for entity in said["entities"])
    figures = ", ".join(
        f"{figure['text']}{f' ({name})' if (name := figure['of']) else ''}" for figure in said["figures"]
    )
    if names:
        yield f"            names: {names}"
    if figures:
        yield f"            figures: {figures}"


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--topic", default="openai-infrastructure", show_default=True, help="Packaged topic, or a topic file.")
@click.option("--json", "as_json", is_flag=True, help="The same numbers and a line per mistake or change, as JSON.")
@click.option("--mistakes", is_flag=True, help="A line per mistake.")
@click.option(
    "--replay", type=click.IntRange(min=1), metavar="DAYS", help="Instead of FILE: judge the stored entries again."
)
def evaluate(file: Path | None, topic: str, as_json: bool, mistakes: bool, replay: int | None) -> None:
    """How good the judgements are on labelled texts (FILE.jsonl).

    With --replay DAYS: what would change if the entries of the last days were judged by this topic file (--topic).
    """
    from monitor import evaluation
    from monitor.corpus import seeds
    from monitor.topics import profile

    if replay is not None and file is None:
        _show_replay(replay, topic, as_json=as_json)
        return
    if file is None or replay is not None:
        raise click.UsageError("give either FILE or --replay DAYS")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise Invalid(f"cannot be read: {reason}", where=str(file)) from None
    subject = profile.load(topic)
    scores = evaluation.evaluate(evaluation.parsed(text, where=str(file)), subject, seeds.load(subject.name))
    if as_json:
        terminal.show_json(scores.plain())
        return
    _show_scores(scores)
    for line in scores.mistakes if mistakes else ():
        click.echo(f"  {line}")
    if scores.mistakes and not mistakes:
        click.echo(terminal.faint(f"{len(scores.mistakes)} mistakes; --mistakes shows them"))


def _show_scores(scores: Scores) -> None:
    click.echo(f"{scores.lines} texts, {scores.left_out} of them left out as borderline")
    stories = (scores.story_precision, scores.story_recall, scores.story_f1)
    relevance, seeds = scores.relevance, scores.covered_by_seed
    rows: list[tuple[str, float | None, float | None, float | None]] = [
        ("relevance", relevance.precision, relevance.recall, relevance.f1),
        ("stories (B-cubed)", *stories),
        ("pairs across languages", None, scores.cross_language.recall, None),
        ("key entities", None, scores.key_entities.recall, None),
        ("key figures", None, scores.key_figures.recall, None),
        ("all figures", scores.figures.precision, None, None),
        ("covered by a seed", seeds.precision, seeds.recall, None),
    ]
    cells: list[tuple[str, ...]] = [("", "precision", "recall", "F1")]
    cells += [(name, *("" if rate is None else f"{rate:.3f}" for rate in rates)) for name, *rates in rows]
    terminal.table(cells, indent=0)


def _show_replay(days: int, topic: str, *, as_json: bool) -> None:
    """What would change for the entries of the last days."""
    from monitor import settings

    replayed = terminal.finish(_replay(settings.read().database_url, topic, timedelta(days=days)))
    if as_json:
        terminal.show_json({**replayed._asdict(), "changes": [change._asdict() for change in replayed.changes]})
        return
    for change in replayed.changes:
        click.echo(f"{click.style(change.kind, bold=True):<13} {terminal.cut(change.title, 90)}  {change.url}")
        click.echo(f"              {change.detail}")
    gone = f"; {replayed.gone} whose text is no longer stored" if replayed.gone else ""
    count = len(replayed.changes)
    told = f"{count} change{'s' * (count != 1)} among {replayed.entries} entries of the last {days} days{gone}"
    click.echo(terminal.faint(told))


async def _replay(url: str, topic: str, age: timedelta) -> Replayed:
    from monitor import replay
    from monitor.cli import held
    from monitor.topics import profile

    subject = profile.load(topic)
    texts = await held.judged(url, subject, age, lambda one: subject.name in one.stored.feed.topics)
    return replay.changes(texts, subject)
