"""The shapes of feeds.yaml: which keys there are and what each may contain.

Defaults are not repeated here: only keys that are written reach `model.Feed` and `edition.Digest`, which know them. The
descriptions end up in feeds.schema.json, which editors show while you type.
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
Channel = Annotated[
    str, AfterValidator(values.channel), WithJsonSchema({"type": "string", "pattern": values.CHANNEL_PATTERN})
]
Topics = Annotated[list[str], Field(min_length=1)]


class Shape(BaseModel):
    """Nothing is converted silently, and an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", strict=True)


class FeedShape(Shape):
    """A source."""

    url: Url = Field(description="Address of the feed; the only key that is required.")
    title: str = Field("", description="Name shown instead of the feed's own title.")
    language: str = Field("", pattern=r"^[a-z]{2}$", description="Language hint (ISO 639-1); otherwise detected.")
    interval: Duration = Field(timedelta(hours=1), description="How often to poll; the server can only lengthen it.")
    topics: Topics = Field([], description="Topics to judge its entries for; default: all.")
    include: Filter = Field("", description="Only entries this query matches, e.g. openai AND data NEAR/5 center.")
    exclude: Filter = Field("", description="No entries this query matches.")
    read: Literal["matching", "all"] = Field(
        "matching", description="all: read the page of every entry, not only of promising ones."
    )
    backfill: int = Field(0, ge=0, le=500, description="Entries taken at the first poll; later polls take all.")
    limit: int = Field(1, ge=1, le=500, description="New entries of this feed in one edition; the rest are counted.")
    tags: list[str] = Field([], max_length=10, description="Your own words; folders of an OPML file become tags.")
    auth: Auth = Field(
        "",
        description="Where its login is: env:NAME or file:PATH. It is user:password, Bearer TOKEN or Name: value.",
        examples=["env:PAPER_LOGIN", "file:/etc/monitor/paper-login"],
    )
    enabled: bool = Field(True, description="false: keep the entry here, but do not poll the feed.")


class DigestShape(Shape):
    """A recurring mail."""

    schedule: Annotated[str, AfterValidator(values.schedule)] = Field(
        "", description="Five-field cron with its Unix meaning, in the digest's time zone.", examples=["0 7 * * *"]
    )
    timezone: Annotated[str, AfterValidator(values.zone)] = Field("", description="E.g. Europe/Berlin.")
    topics: Topics = Field([], description="Topics it covers; default: all.")
    to: list[Address] = Field([], description="Readers; empty: editions are only written to files.")
    channels: list[Channel] = Field(
        [],
        max_length=20,
        description="Where editions go besides mail, each with where its address is stored.",
        examples=["webhook env:TEAM_HOOK", "apprise env:PHONE"],
    )
    max_age: Duration = Field(timedelta(days=7), description='Articles published earlier are "too old".')
    language: FrameLanguage = Field("", description="Language of the text around the news.")
    title: str = Field("", description="Name at the top of the edition.")
    send_empty: bool = Field(False, description="Mail even when nothing is new.")
    threshold: float = Field(0.0, ge=0, le=1, description="Stories with a lower score are only listed.")
    limit: int = Field(1, ge=1, le=200, description="Stories shown in full; the rest are on the page.")
    kind: Literal["digest", "alert", "review"] = Field(
        "digest", description="alert: checked often, mailed only when there is news; review: a week or month in one."
    )
    quiet: Annotated[str, AfterValidator(values.quiet_hours)] = Field(
        "", description="alert: local hours without mail.", examples=["22:00-07:00"]
    )
    page_url: Annotated[str, AfterValidator(values.web_address)] = Field(
        "", description="Where readers find this digest's folder `editions/`, if you serve it on the web."
    )
    learn: bool = Field(True, description="false: what its readers call relevant or not changes no judgement.")
    cap: int = Field(1, ge=1, le=100, description="alert: at most this many mails a day.")


DigestName = Annotated[str, AfterValidator(values.digest_name)]


class CatalogShape(Shape):
    """What the news monitor watches, and which digests it makes from it."""

    topics: Topics = Field(description="Packaged topics by name, or topic files by path from this file.")
    feeds: list[FeedShape] = Field(description="The sources.")
    looks: int = Field(
        0, ge=0, le=1000, description="Pages of told stories that are looked at again in a day; 0: none."
    )
    digests: dict[DigestName, DigestShape] = Field({}, description="The recurring mails, by name.")
