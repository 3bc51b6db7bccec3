"""corpus: what the reader already knows, and whether a text would be news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor import problems
from monitor.cli import terminal
from monitor.errors import Invalid, MonitorError

if TYPE_CHECKING:
    from monitor.app import App
    from monitor.edition import Verdict
    from monitor.model import Article, Known
    from monitor.topics.profile import Profile


OWN = "own:"  # begins the ids of texts the user added
FEWEST = 20  # words a text needs to be worth knowing


@click.group()
def corpus() -> None:
    """What the reader knows: add, list, remove, check whether a text would be news."""


@corpus.command()
@click.argument("texts", nargs=-1, required=True, metavar="FILE|URL…")
@click.option("--title", default="", help="Your own title for it; default: the text's first line.")
@click.option("--summary", default="", help="Your own summary, one sentence.")
@click.option("--topic", help="Default: the first topic of feeds.yaml.")
def add(texts: Sequence[str], title: str, summary: str, topic: str | None) -> None:
    """Texts the reader has: near copies and retellings of them are not news. Only imprints are kept."""
    for known in terminal.finish(_add(texts, title, summary, topic)):
        click.echo(f"{known.id}: {known.title} ({known.imprint.words} words, {len(known.figures)} figures)")


async def _add(texts: Sequence[str], title: str, summary: str, topic: str | None) -> list[Known]:
    import hashlib

    from monitor import build, settings
    from monitor.corpus import seeds
    from monitor.stories import group

    async with build.open_app(settings.read(), daemon=False) as app:
        subject = _topic(app, topic)
        added = []
        for text in texts:
            article = await _article(app, text)
            known = seeds.imprint_text(
                article.text,
                title or article.title,
                summary,
                subject,
                f"{OWN}{hashlib.sha256(article.text.encode()).hexdigest()[:12]}",
                url=article.url,
                language=article.language,
            )
            added.append(known)
        await app.store.known.add(added, {known.id: group.keys(known.imprint) for known in added})
    return added


@corpus.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
def remove(ids: Sequence[str]) -> None:
    """Forget your own texts; `corpus list` shows their ids. What editions reported stays known."""
    for id in ids:
        if not id.startswith(OWN):
            raise Invalid(f'"{id}" is not one of your own texts; `monitor corpus list` shows their ids ({OWN}…)')
    gone = terminal.finish(_remove(ids))
    for id in ids:
        click.echo(f"{id}: {'forgotten' if id in gone else 'was not known'}")
    if not gone:
        raise Invalid("nothing is forgotten; `monitor corpus list` shows the ids")


async def _remove(ids: Sequence[str]) -> Sequence[str]:
    from monitor import settings
    from monitor.store import open_reports, open_store

    url = settings.read().database_url
    open_reports(url).close()  # nothing to forget without a database
    store = open_store(url, now=datetime.now(UTC))
    try:
        return await store.known.remove(list(ids))
    finally:
        await store.close()


@corpus.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(as_json: bool) -> None:
    """Seeds and your own texts; what editions reported is known as well, but not listed."""
    found = terminal.finish(_all())
    if as_json:
        fields = ("id", "title", "summary", "url", "language", "entities")
        terminal.show_json([{name: getattr(known, name) for name in fields} for known in found])
        return
    for known in found:
        click.echo(f"{click.style(known.title, bold=True)} {terminal.faint(f'{known.id} {known.language}')}")
        if known.summary:
            click.echo(f"  {known.summary}")
    if not found:
        click.echo("nothing yet")


async def _all() -> Sequence[Known]:
    from monitor import settings
    from monitor.store import open_store

    store = open_store(settings.read().database_url, now=datetime.now(UTC), read_only=True)
    try:
        return [known for known in await store.known.all_seeds() if known.whole is None]
    finally:
        await store.close()


@corpus.command()
@click.argument("text", metavar="FILE|URL")
@click.option("--topic", help="Default: the first topic of feeds.yaml.")
def check(text: str, topic: str | None) -> None:
    """Whether this text would be news to the readers of each digest."""
    for digest, verdict in terminal.finish(_check(text, topic)):
        click.echo(f"{click.style(digest or 'seeds only', bold=True)}: {verdict.status}")
        for known in verdict.known:
            click.echo(f"  like {known.id}: {known.title}")
        for reason in verdict.why:
            click.echo(f"  {problems.words(reason)}")
        for figure in verdict.new_figures:
            click.echo(f"  new figure: {figure.text}{f' ({figure.of})' if figure.of else ''}")


async def _check(text: str, topic: str | None) -> list[tuple[str, Verdict]]:
    from monitor import build, reading, settings
    from monitor.corpus import known
    from monitor.model import ArticleId, Report, Story, StoryId
    from monitor.stories import chosen, group, imprint

    async with build.open_app(settings.read(), daemon=False) as app:
        subject = _topic(app, topic)
        article = await _article(app, text)
        said = reading.read(subject, article)
        if not said.relevant:
            reasons = "; ".join(problems.words(why) for why in said.why[:3])
            raise MonitorError(
                f"off topic for {subject.name} (score {said.score:.2f} of {said.threshold:.2f}): {reasons}"
            )
        mark = imprint.of(article, [said], [subject])
        report = Report(
            article_id=ArticleId(0), article=article, reading=said, imprint=mark, role="lead", seen_at=app.now()
        )
        story = Story(id=StoryId(0), topic=subject.name, reports=(report,))
        verdicts = []
        for digest in app.catalog.digests or ("",):
            near = await app.store.known.candidates(digest, group.story_keys(story), limit=chosen.CANDIDATES)
            verdicts.append((digest, known.judge(story, (ArticleId(0),), near)))
    return verdicts


def _topic(app: App, name: str | None) -> Profile:
    if name and name not in app.topics:
        raise Invalid(f'there is no topic "{name}"; {app.catalog.path} has: {", ".join(app.topics)}', where="--topic")
    return app.topics[name or app.catalog.topics[0]]


async def _article(app: App, text: str) -> Article:
    """A file, or the page at an address, as an article. Raises MonitorError when it cannot be read."""
    from dataclasses import replace

    from monitor.articles import extract
    from monitor.model import Entry, EntryId, Feed, FeedId, Page, StoredEntry

    is_address = text.startswith(("http://", "https://"))
    if is_address:
        page = await app.web.get(text, kind="page")
        if page.status != 200:
            raise MonitorError(f"{text}: {problems.words(page.problem) or f'answered {page.status}'}")
    else:
        content = _content(Path(text))
        if not content.lstrip()[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
            return _plain_article(_decoded(content, text), text)
        url, kind = "https://localhost/", (("content-type", "text/html"),)
        page = Page(url=url, status=200, headers=kind, body=content, fetched_at=app.now())
    entry = StoredEntry(
        id=EntryId(0),
        feed_id=FeedId(0),
        feed=Feed(url=page.url),
        entry=Entry(guid=page.url, url=page.url, title=""),
        revision=0,
        first_seen_at=app.now(),
    )
    article: Article = await app.compute.run(extract.article, entry, page)
    if article.basis != "page":
        raise MonitorError(f"{text}: no readable text ({problems.words(article.note) or 'the page has none'})")
    return article if is_address else replace(article, url="", site="")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Invalid(f"cannot be read: {error.strerror}", where=str(path)) from None


def _decoded(content: bytes, where: str) -> str:
    """The text of a file. Raises Invalid if it is not text, such as a PDF or a picture."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    controls = sum(content.count(bytes([sign])) for sign in (*range(9), *range(14, 32)))
    if content.startswith((b"%PDF", b"{\\rtf", b"PK\x03\x04")) or controls > len(content) // 1000:
        raise Invalid("is not text; save it as plain text or HTML", where=where)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _plain_article(text: str, where: str) -> Article:
    """A text file as an article: its first line is the title."""
    from monitor.model import Article
    from monitor.text import detect

    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if not lines:
        raise Invalid("is empty", where=where)
    if sum(len(line.split()) for line in lines) < FEWEST:
        raise Invalid(f"has fewer than {FEWEST} words, too few to recognise a text by", where=where)
    return Article(
        url="",
        site="",
        title=lines[0][:300],
        text="\n".join(lines),
        language=detect.detected(text),
        published_at=None,
        basis="page",
    )
