"""The structure of a topic file, checked: every mistake is reported with its line and how to fix it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from monitor.errors import Invalid
from monitor.topics import agreement, wording
from monitor.topics.kinds import May
from monitor.yaml import document, plain
from monitor.yaml.document import Mistake

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
ANY = "any"  # instead of a language: words that count in texts of every language
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]


def _listed(value: Any) -> Any:
    """A list from words with commas between them: shorter to write and much faster to parse than a YAML list."""
    if value is None:
        return []
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


WordList = Annotated[list[Word], BeforeValidator(_listed)]

KindList = Annotated[list[May], BeforeValidator(_listed)]


class Strict(BaseModel):
    """Unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Strict):
    """A vocabulary: words per language, and how much one of them proves. Words alone mean `any: …`."""

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


class Compound(Strict):
    """Subjects without a name of their own: a thing, and what it is for. Words alone mean `any: …`."""

    weight: float = Field(default=0.0, ge=0, le=1)
    things: dict[Slug, WordList] = Field(min_length=1)
    of: dict[Slug, WordList] = Field(min_length=1)

    @field_validator("things", "of", mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {ANY: value} if isinstance(value, str | list) else value


Names = dict[Word, WordList]
Measures = Annotated[list[Literal["jobs", "t", "m3", "m2", "homes"]], BeforeValidator(_listed)]


class Content(Strict):
    """A topic file. docs/writing-a-topic.md explains each key."""

    name: Slug
    title: dict[Slug, Word] = {}
    threshold: float = Field(default=0.5, gt=0, lt=1)
    subjects: Names = Field(default={}, min_length=1)  # left out: a theme
    compounds: dict[Word, Compound] = {}
    emblems: Names = {}
    voices: WordList = []
    leave_out: WordList = []
    aspects: dict[Slug, Words] = Field(min_length=1)
    other: dict[Slug, Words] = {}
    hints: list[str] = []
    kinds: dict[Slug, KindList] = {}
    actors: WordList | None = None  # the older form, from before there was `kinds`
    rivals: WordList | None = None
    entities: dict[Slug, Names] = {}
    exclusions: WordList = []
    yardsticks: WordList = []
    units: dict[Word, Words] = {}
    measures: Measures = []
    concepts: dict[Slug, Words] = {}


def checked(text: str, where: str) -> Content:
    """The content of a topic file; raises Invalid with one line per mistake: file, line, how to fix it."""
    found = plain.read(text)
    if not found.mistakes and not isinstance(found.value, Mapping):
        raise Invalid("a topic file is a mapping with name, subjects and aspects", where=f"{where}, line 1")
    content, wrong = _content(found) if not found.mistakes else (None, list(found.mistakes))
    if content is None or wrong:
        lines = [f"{where}, line {one.line}: {one.text}" for one in sorted(dict.fromkeys(wrong))]
        raise Invalid("\n".join(lines))
    return content


def _content(found: document.Document) -> tuple[Content | None, list[Mistake]]:
    """The content, if its structure is right, and all mistakes."""
    try:
        content = Content.model_validate(found.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        # report a misspelt key rather than the missing one it causes
        misspelt = any(one["type"] == "extra_forbidden" for one in details)
        told = [one for one in details if not (misspelt and one["type"] == "missing")]
        return None, [Mistake(found.line(_place(one["loc"])), wording.words(one, _keys(one["loc"]))) for one in told]
    return content, [Mistake(found.line(place), text) for place, text in agreement.mistakes(content)]


def _keys(loc: tuple[int | str, ...]) -> list[str]:
    """The keys that are possible at a place."""
    return list((Compound if loc[0] == "compounds" else Content).model_fields)


def _place(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The place in the file of a mistake: `words` is only written in the long form."""
    return tuple(step for step in loc if step not in {"words", "[key]"})
