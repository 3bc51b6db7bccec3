"""The shape of a topic file, checked: every mistake is told with its line."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from monitor.errors import Invalid
from monitor.text import slips
from monitor.topics.kinds import May

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
ANY = "any"  # in place of a language: words that count in texts of every language
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]


def _listed(value: Any) -> Any:
    """Words written with commas between them as a list: shorter to write, and much quicker to read than a YAML list."""
    if value is None:
        return []
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


WordList = Annotated[list[Word], BeforeValidator(_listed)]

KindList = Annotated[list[May], BeforeValidator(_listed)]


class Strict(BaseModel):
    """Unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """A vocabulary: words per language, and how much one of them proves. Words alone are short for `any: …`."""

    weight: float = Field(default=1.0, ge=0, le=1)
    words: dict[Slug, WordList]

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, str | list):
            return {"words": {ANY: value}}
        if isinstance(value, dict) and "words" not in value:
            weight = {"weight": value["weight"]} if "weight" in value else {}
            return {"words": {key: words for key, words in value.items() if key != "weight"}} | weight
        return value

    def all(self) -> tuple[str, ...]:
        """The words of all languages, each once, in the order written."""
        return tuple(dict.fromkeys(word for words in self.words.values() for word in words))


Names = dict[Word, WordList]


class Content(Strict):
    """A topic file. docs/writing-a-topic.md explains each key."""

    name: Slug
    title: dict[Slug, Word] = {}
    threshold: float = Field(default=0.5, gt=0, lt=1)
    subjects: Names = Field(min_length=1)
    emblems: Names = {}
    voices: WordList = []
    aspects: dict[Slug, Words] = Field(min_length=1)
    other: dict[Slug, Words] = {}
    hints: list[str] = []
    kinds: dict[Slug, KindList] = {}
    actors: WordList | None = None  # as files said before there was `kinds`
    rivals: WordList | None = None
    entities: dict[Slug, Names] = {}
    exclusions: WordList = []
    yardsticks: WordList = []
    units: dict[Word, Words] = {}
    concepts: dict[Slug, Words] = {}


def checked(text: str, where: str) -> Content:
    """The content of a topic file; raises Invalid naming file, line, mistake and what would be right."""
    tree = _tree(text, where)
    if not isinstance(tree, Mapping):
        raise Invalid("a topic file is a mapping with name, subjects and aspects", where=f"{where}, line 1")
    try:
        return Content.model_validate(tree)
    except ValidationError as error:
        # a misspelt key is told rather than the missing one it leaves behind
        first = min(error.errors(), key=lambda mistake: mistake["type"] != "extra_forbidden")
        raise Invalid(_message(first), where=f"{where}, line {_line(text, first['loc'])}") from None


def _tree(text: str, where: str) -> Any:
    """Plain YAML values; the quick way, since lines are needed only for a mistake."""
    try:
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, AssertionError) as error:
        line, told = slips.syntax(error, text)
        raise Invalid(told, where=f"{where}, line {line}") from None


def _message(error: Any) -> str:
    """One mistake in plain words, with the key it is at."""
    key = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        known = ", ".join(Content.model_fields)
        return f"{key}: unknown key; a topic has {known}"
    return f"{key}: {error['msg'][0].lower()}{error['msg'][1:]}"


def _line(text: str, place: tuple[int | str, ...]) -> int:
    """The line of the innermost key of `place` that is written in the file."""
    node: Any = YAML(typ="rt", pure=True).load(io.StringIO(text))
    line = 0
    for part in place:
        try:
            line = _place(node, part)
            node = node[part]
        except (KeyError, IndexError, AttributeError, TypeError):
            if part == "words" or not isinstance(node, Mapping):
                continue
            break
    return int(line) + 1


def _place(node: Any, part: int | str) -> int:
    """The line, from 0, of a key or list element as ruamel.yaml remembers it."""
    marks: Any = node.lc
    is_list = isinstance(node, Sequence)
    return int((marks.item(part) if is_list else marks.key(part))[0])
