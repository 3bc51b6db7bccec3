"""The shapes of feeds.yaml: which keys there are and what each may hold.

Defaults are not repeated here: only keys that are written reach `model.Feed` and `edition.Digest`, which know them.
The descriptions end up in feeds.schema.json, which editors show while one types.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from monitor import problems
from monitor.catalog import values

Url = Annotated[
    str,
    AfterValidator(values.web_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": values.WEB_PATTERN}),
]
Duration = Annotated[
    timedelta,
    BeforeValidator(values.duration),
    WithJsonSchema({"type": "string", "pattern": values.DURATION_PATTERN, "examples": ["30m", "1h", "7d"]}),
]
FrameLanguage = Annotated[
    str,
    AfterValidator(values.frame_language),
    WithJsonSchema({"type": "string", "enum": list(problems.LANGUAGES)}),
]
Filter = Annotated[str, AfterValidator(values.query)]
Address = Annotated[
    str, AfterValidator(values.mail_address), WithJsonSchema({"type": "string", "format": "email", "pattern": "@"})
]
Auth = Annotated[
    str, AfterValidator(values.login_reference), WithJsonSchema({"type": "string", "pattern": values.AUTH_PATTERN})
]
Topics = Annotated[list[str], Field(min_length=1)]


class Shape(BaseModel):
    """Nothing is converted silently, and a key nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid", strict=True)


class FeedShape(Shape):
    """A source."""

    url: Url = Field(description="Address of the feed; the only key that is required.")
    title: str = Field("", description="Name shown instead of the one the feed gives itself.")
    language: str = Field("", pattern=r"^[a-z]{2}$", description="Language hint (ISO 639-1); otherwise found out.")
    interval: Duration = Field(
        timedelta(hours=1), description="How often to look; the server's own wishes can only lengthen it."
    )
    topics: Topics = Field([], description="Topics its entries are judged for; default: all.")
    include: Filter = Field("", description="Only entries this query matches, e.g. openai AND data NEAR/5 center.")
    exclude: Filter = Field("", description="No entries this query matches.")
    read: Literal["matching", "all"] = Field(
        "matching", description="all: fetch the page of every entry, not only of promising ones."
    )
    backfill: int = Field(0, ge=0, le=500, description="Entries taken at the first look; later looks take all.")
    limit: int = Field(1, ge=1, le=500, description="New entries of this feed in one edition; the rest is counted.")
    tags: list[str] = Field([], max_length=10, description="Words of your own; folders of an OPML file become tags.")
    auth: Auth = Field(
        "",
        description="Where its login stands: env:NAME or file:PATH. It is user:password, Bearer TOKEN or Name: value.",
        examples=["env:PAPER_LOGIN", "file:/etc/monitor/paper-login"],
    )
    enabled: bool = Field(True, description="false: keep the entry here, but do not ask the feed.")


class DigestShape(Shape):
    """A recurring mail."""

    schedule: Annotated[str, AfterValidator(values.schedule)] = Field(
        "", description="Five-field cron with its Unix meaning, in the digest's time zone.", examples=["0 7 * * *"]
    )
    timezone: Annotated[str, AfterValidator(values.zone)] = Field("", description="E.g. Europe/Berlin.")
    topics: Topics = Field([], description="Topics it tells of; default: all.")
    to: list[Address] = Field([], description="Readers; empty: editions are only written to files.")
    max_age: Duration = Field(timedelta(days=7), description='Articles published earlier are "too old".')
    language: FrameLanguage = Field("", description="Language of the frame around the news.")
    title: str = Field("", description="Name at the head of the edition.")
    send_empty: bool = Field(False, description="Mail even when nothing is new.")
    threshold: float = Field(0.0, ge=0, le=1, description="Stories scoring lower are listed, not told.")
    limit: int = Field(1, ge=1, le=200, description="Stories told in full; the rest goes to the page.")
    kind: Literal["digest", "alert", "review"] = Field(
        "digest", description="alert: only when there is news, often looked at; review: a week or month in one."
    )
    quiet: Annotated[str, AfterValidator(values.quiet_hours)] = Field(
        "", description="alert: local hours without mail.", examples=["22:00-07:00"]
    )
    page_url: Annotated[str, AfterValidator(values.web_address)] = Field(
        "", description="Where readers find this digest's folder `editions/`, if you serve it anywhere."
    )
    cap: int = Field(1, ge=1, le=100, description="alert: mails a day at most.")


DigestName = Annotated[str, AfterValidator(values.digest_name)]


class CatalogShape(Shape):
    """What the news monitor watches, and which digests it makes of it."""

    topics: Topics = Field(description="Packaged topics by name, or paths of topic files beside this one.")
    feeds: list[FeedShape] = Field(description="The sources.")
    digests: dict[DigestName, DigestShape] = Field({}, description="The recurring mails, by name.")
