"""The invented news world as values: outlets and their pieces, read from the folder `world/`.

One folder per outlet: `outlet.txt` describes it, every other file is a piece. Both have `key: value` lines, a blank
line, then paragraphs separated by blank lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal, cast

FOLDER = Path(__file__).parent / "world"
LATER = Path(__file__).parent / "later"  # pieces of later days: a folder per day, files named outlet.piece.txt

Form = Literal["rss2", "rss1", "atom", "json"]
Fault = Literal["", "refused", "missing", "broken"]
Wall = Literal["", "consent", "pay", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A page of an outlet, and what its feed says about it."""

    slug: str
    title: str
    paragraphs: tuple[str, ...]
    language: str
    summary: str = ""  # in the feed; empty: the first paragraph
    author: str = ""
    age: timedelta | None = None  # how long before the start it was published; None: the feed gives no date
    wall: Wall = ""  # what is served instead of the page
    feed_text: Literal["summary", "full", "none"] = "summary"  # how much of it is in the feed
    link: str = ""  # "outlet/slug" of the piece an aggregator links to; empty: its own page
    source: str = ""  # name of the outlet an aggregator took it from
    related: tuple[str, ...] = ()  # unrelated headlines in the page's margin
    story: str = ""  # the event it is about; the same for all pieces on one event
    expect: str = ""  # its expected fate: new, update, known, near-copy, off-topic, too-old or failed
    of: str = ""  # for known, near-copy, update: a word in the title of the known text


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher of pieces, and the state of its feed."""

    slug: str
    name: str
    language: str
    pieces: tuple[Piece, ...] = ()
    form: Form = "rss2"
    fault: Fault = ""
    motto: str = ""


def headed(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The `key: value` lines at the top of a file, and its paragraphs."""
    head, _, body = text.strip().partition("\n\n")
    pairs = (line.partition(":") for line in head.splitlines())
    paragraphs = tuple(" ".join(block.split()) for block in body.split("\n\n") if block.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}, paragraphs


def span(written: str) -> timedelta | None:
    """`90m`, `3h` or `12d` as a duration; None for an empty text."""
    units = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
    return int(written[:-1]) * units[written[-1]] if written else None


def piece(path: Path, language: str) -> Piece:
    """One piece of the folder. `prints` names a file whose paragraphs it repeats, except those it `drops`."""
    head, own = headed(path.read_text(encoding="utf-8"))
    reprinted: tuple[str, ...] = ()
    if "prints" in head:
        dropped = {int(number) for number in head.get("drops", "").split()}
        _, all_of_it = headed((FOLDER / head["prints"]).with_suffix(".txt").read_text(encoding="utf-8"))
        reprinted = tuple(text for number, text in enumerate(all_of_it, 1) if number not in dropped)
    return Piece(
        slug=path.stem.rpartition(".")[2],
        title=head["title"],
        paragraphs=reprinted + own,
        language=head.get("language", language),
        summary=head.get("summary", ""),
        author=head.get("author", ""),
        age=span(head.get("age", "")),
        wall=cast("Wall", head.get("wall", "")),
        feed_text=cast('Literal["summary", "full", "none"]', head.get("feed_text", "summary")),
        link=head.get("link", ""),
        source=head.get("source", ""),
        related=tuple(title.strip() for title in head.get("related", "").split("|") if title.strip()),
        story=head.get("story", ""),
        expect=head.get("expect", ""),
        of=head.get("of", ""),
    )


def outlet(folder: Path) -> Outlet:
    """One outlet with its pieces, the newest first and undated ones last."""
    head, _ = headed((folder / "outlet.txt").read_text(encoding="utf-8"))
    language = head["language"]
    pieces = [piece(path, language) for path in sorted(folder.glob("*.txt")) if path.name != "outlet.txt"]
    return Outlet(
        slug=folder.name,
        name=head["name"],
        language=language,
        pieces=tuple(sorted(pieces, key=lambda printed: printed.age or timedelta.max)),
        form=cast("Form", head.get("form", "rss2")),
        fault=cast("Fault", head.get("fault", "")),
        motto=head.get("motto", ""),
    )


def outlets() -> tuple[Outlet, ...]:
    """The whole world, outlets sorted by folder name."""
    return tuple(outlet(place.parent) for place in sorted(FOLDER.glob("*/outlet.txt")))


def later(day: int) -> dict[str, tuple[Piece, ...]]:
    """What is published on a later day of the demo (the first is 1), by outlet."""
    found: dict[str, tuple[Piece, ...]] = {}
    for path in sorted((LATER / str(day)).glob("*.txt")):
        slug = path.name.partition(".")[0]
        head, _ = headed((FOLDER / slug / "outlet.txt").read_text(encoding="utf-8"))
        found[slug] = (*found.get(slug, ()), piece(path, head["language"]))
    return found


def older(outlet: Outlet, by: timedelta, fresh: tuple[Piece, ...] = ()) -> Outlet:
    """The outlet some time later, with what has been published since."""
    aged = tuple(replace(one, age=one.age + by if one.age is not None else None) for one in outlet.pieces)
    return replace(outlet, pieces=(*fresh, *aged))
