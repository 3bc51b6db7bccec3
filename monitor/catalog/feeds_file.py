"""feeds.yaml → Catalog, or all its mistakes at once, one line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from monitor import edition, model
from monitor.catalog import agreement, shapes, topic_files, wording, writing
from monitor.errors import Invalid
from monitor.yaml import document, quick
from monitor.yaml.document import Mistake

LARGEST = 4_000_000  # bytes; a list of 20,000 feeds
BEGIN = "begin with  topics: [openai-infrastructure]  and  feeds:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """feeds.yaml as values: every feed and digest has its topics, every value its type."""

    feeds: tuple[model.Feed, ...]
    digests: Mapping[str, edition.Digest]
    topics: tuple[str, ...]  # names, also of topics that are written as paths
    path: Path
    looks: int = 50  # pages of told stories that are looked at again in a day
    topic_files: Mapping[str, Path] = field(default_factory=dict)  # name → what `topics.profile.load` reads


def load(path: Path) -> Catalog:
    """Read feeds.yaml. Raises Invalid whose text has one line per mistake, in the order of the file."""
    return understood(quick.read(read_text(path)), path)


def understood(found: document.Document, path: Path) -> Catalog:
    """The catalog in a document; `path` is where the document is, or would be. Raises Invalid like `load`."""
    if found.value is None and not found.mistakes:
        raise Invalid(f"the file is empty; {BEGIN}", where=str(path))
    if not isinstance(found.value, dict):
        wrong = found.mistakes or [Mistake(1, f"holds {wording.kind(found.value)}; {BEGIN}")]
        raise _refusal(path, wrong)
    written = agreement.topics_written(found)
    topics = topic_files.find(found, written, path.parent)
    try:
        shape = shapes.CatalogShape.model_validate(found.value)
        wrong = []
    except ValidationError as error:
        wrong = wording.mistakes(found, error)
    garbled = {mistake.line for mistake in found.mistakes}  # anything else wrong there only follows from it
    wrong += [*topics.mistakes, *agreement.mistakes(found, {*topics.names, *written})]
    wrong = [*found.mistakes, *(mistake for mistake in wrong if mistake.line not in garbled)]
    if wrong:
        raise _refusal(path, wrong)
    return _catalog(shape, topics, path)


def feed_mistakes(told: Mapping[str, object]) -> list[str]:
    """What is wrong with a feed that is to be written (keys as in feeds.yaml), one line each."""
    try:
        shapes.FeedShape.model_validate(told)
    except ValidationError as error:
        return [mistake.text for mistake in wording.mistakes(document.Document(told, {}, ()), error, ("feeds", 0))]
    return []


def read_text(path: Path) -> str:
    """The text of a file written by a person. Raises Invalid if it is missing, unreadable, too large or not UTF-8."""
    try:
        if path.stat().st_size > LARGEST:
            raise Invalid(f"larger than {LARGEST // 1_000_000} MB; that is not a list of feeds", where=str(path))
        return writing.read(path).decode("utf-8-sig")
    except FileNotFoundError:
        raise Invalid(
            "no such file; `monitor init` writes one, or start in the folder that has it, or set MONITOR_CONFIG",
            where=str(path),
        ) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise Invalid("not UTF-8; save the file in that encoding", where=f"{path}, line {line}") from None
    except OSError as error:
        raise Invalid(f"cannot be read: {error.strerror}", where=str(path)) from None


def _refusal(path: Path, mistakes: Sequence[Mistake]) -> Invalid:
    return Invalid("\n".join(f"{path}, line {mistake.line}: {mistake.text}" for mistake in sorted(set(mistakes))))


def _catalog(shape: shapes.CatalogShape, topics: topic_files.Topics, path: Path) -> Catalog:
    """Only keys that are written are passed on, so that defaults are in one place."""
    folder = path.parent
    feeds = tuple(_with_login(model.Feed(**_given(feed, topics)), folder) for feed in shape.feeds)
    plain = {name: edition.Digest(name=name, **_given(digest, topics)) for name, digest in shape.digests.items()}
    digests = {
        name: replace(digest, channels=tuple(_channel(one, folder) for one in digest.channels))
        for name, digest in plain.items()
    }
    return Catalog(
        feeds=feeds,
        digests=MappingProxyType(digests),
        topics=tuple(topics.files),
        path=path,
        topic_files=MappingProxyType(topics.files),
        **({"looks": shape.looks} if "looks" in shape.model_fields_set else {}),
    )


def _with_login(feed: model.Feed, folder: Path) -> model.Feed:
    """The feed; the file with its login is found relative to feeds.yaml, wherever the program is started."""
    return replace(feed, auth=_found(feed.auth, folder)) if feed.auth else feed


def _channel(channel: str, folder: Path) -> str:
    kind, _, reference = channel.partition(" ")
    return f"{kind} {_found(reference, folder)}"


def _found(reference: str, folder: Path) -> str:
    kind, _, name = reference.partition(":")
    return f"file:{folder.absolute() / name}" if kind == "file" and name[0] not in "~$" else reference


def _given(shape: shapes.FeedShape | shapes.DigestShape, topics: topic_files.Topics) -> dict[str, Any]:
    written = ((key, getattr(shape, key)) for key in shape.model_fields_set)
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in written}
    named = {topics.names[topic] for topic in given.get("topics", topics.names)}
    given["topics"] = tuple(name for name in topics.files if name in named)
    return given
