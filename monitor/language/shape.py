r"""A language as a value: everything the program knows about one, and the only shape it may have.

One file per language fills it in; no other code compares language codes or contains words of a language. Words are
parts of regular expressions in lower case that match any case, unless "as written"; "plain" ones have no such signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from monitor.language.replacing import Changes
from monitor.language.spelling import Spelling
from monitor.language.things import Joins, Measures

Words = tuple[str, ...]
Hedge = Literal["up to", "at least", "more than", "less than", "about"]


def listed(text: str) -> Words:
    """Words written with blanks between them."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Numbers:
    """How numbers, sums and amounts are written."""

    decimal: str  # the sign before a fraction
    grouping: str  # the signs that separate thousands, besides a space
    words: Mapping[str, float]  # plain; number words, which count only before a magnitude or a unit
    articles: frozenset[str]  # those of these words that are common in other meanings too
    magnitudes: Mapping[str, float]  # words that multiply a number, in a text of any language
    exact_magnitudes: Mapping[str, float]  # the same, as written
    own_magnitudes: Mapping[str, float]  # as written; with this meaning only in texts of this language
    measures: Words  # plain; beginnings of the words that may follow a number in words
    prefixes: Mapping[str, float]  # plain; before "watt"
    hours: Words  # after "watt" they make it energy
    percent: Words
    points: Words  # percentage points
    currencies: Mapping[str, Words]  # ISO 4217 code → names
    linked: Words  # between a magnitude and its unit: "worth of"
    to: Words  # between the ends of a range
    and_: Words  # between two numbers that may be the ends of a range
    becomes: Words  # between the old and the new amount: "auf"
    instead: Words  # between the new and the old amount, only one of which has a unit: "90 instead of 250 MW"
    alone: str  # a pattern: what follows a sum in a currency named before ("up from 22 billion in May")
    from_: Words  # plain; before the old amount: "from"
    growth: Words  # beginnings of words that make a range a change
    breaks: Words  # between a number and something it does not count
    sizes: Words  # after a unit in words they make it a class, not an amount: "gigawatt-scale"
    rates: Words  # between a price and what it buys: "per"
    spans: Words  # periods of payment: "month"
    offers: Words  # phrases of pages that sell something
    before_years: Words  # a number after one of these is a year
    split_units: Words  # after a number that a page broke at its comma ("2, 1 Prozent")
    halves: Words = ()  # plain; after a number in words or a magnitude: "and a half"
    joined: frozenset[str] = frozenset()  # plain; inside a number in words: "two hundred and five"
    vague: frozenset[str] = frozenset()  # plain; a number after one of these does not count: "several hundred"
    labels: Words = ()  # things that are numbered: "phase 1"; a number after one of these is a name
    each: Words = ()  # before the quantity of a price: "per"; `rates` also has those with other meanings
    by: Words = ()  # before a difference: "cut by 20 to 80"
    national: Mapping[str, Words] = field(default_factory=dict)  # ISO 4217 code → words after a sum in dollars


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Speech:
    """How writers qualify statements, name their sources, and refer back."""

    hedges: Mapping[Hedge, Words]  # before a figure
    fillers: Words  # may be between a hedge and its figure
    of_sums: Words = ()  # before a figure; what looks like a hedge and is none: "Anleihen über 7 Milliarden"
    more: Words  # after a figure: "or more"
    says: Words  # verbs of saying
    sources: Words  # as written; before a source: "according to"
    source_articles: Words  # as written; between these and the name
    said_articles: Words  # as written; between a verb of saying and the name
    name_joints: Words  # inside names: "of"
    nobody: frozenset[str]  # as written, plain; words that begin sentences and are not names
    references: Words  # to somebody named before: "the company"
    dealings: Words  # what parties do with each other: contracts, orders, leases, deliveries, building
    around_comparison: frozenset[str]  # plain; between a word of comparison and a name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Steps:
    """The words for the steps of a matter. " … " in a cue matches anything within the clause."""

    cues: Mapping[str, Words] = field(default_factory=dict)  # step → its verbs, in forms for what is done, and nouns
    headline: Mapping[str, Words] = field(default_factory=dict)  # further forms that count only in headlines
    aside: Words = ()  # before a cue: it happened earlier, or is not what the sentence says
    unsure: Words = ()  # around a cue: it may happen
    coming: Words = ()  # around a cue: it will happen, so nothing has begun or been delivered yet
    undone: Words = ()  # just before a cue: it did not happen
    harmless: Words = ()  # just after a cue: no project is cut when costs are
    until: Words = ()  # before the year to which something is postponed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roles:
    """The role of somebody in a sentence; § stands for the name, "…" for a few words of the clause without §."""

    party: Words = ()  # it does something, or something is done for it or with it
    tenant: Words = ()  # it rents, buys, uses or owns
    aside: Words = ()  # it may be only a yardstick or background
    background: Words = ()  # it is certainly only that: the mention does not count


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cues:
    """What the words around a figure say: what it is (`roles`), its `standing`, whose it is."""

    roles: Mapping[str, Words]  # kind of cue → beginnings of words; the kinds are those of figures.evidence
    standing: Mapping[str, Words]  # standing → words and beginnings of words
    places: Words = ()  # a name after one of these is a place: "in"
    sides: Words = ()  # before the other side of a deal: "with"
    roles_named: Words = ()  # nouns before a company's name: "developer"
    acts: Words = ()  # verbs after a company's name: "builds"
    clauses: Words = ()  # begin another clause: "while"
    givers: Words = ()  # between a sum and its giver: "from"
    into: Words = ()  # before the company that gets a sum or is valued: "in"
    pronouns: Words = ()  # for somebody named before: "it"
    relatives: Words = ()  # begin a clause about the name before them: "which"
    possessive: Words = ()  # between a noun and its owner: "of"
    former: Words = ()  # before the former employer of somebody, who has no part in it: "former", "ex-"
    apart: Mapping[str, Words] = field(default_factory=dict)  # near a sum of no deal, by its role: "other": a fine
    priced: Words = ()  # one unit of something, and a verb for its price: "a gigawatt costs"
    fields: Words = ()  # plain; end company names: "AI"
    persons: Words = ()  # plain; nouns before the name of a person: "chief"
    users: Words = ()  # before the name of who will use what is built: "for"
    used: Words = ()  # beginnings of nouns after such a name: "the X campus"
    rents: Words = ()  # verbs after the name of who rents or buys: "leases"
    builds: Words = ()  # verbs after the name of who builds or borrows: "builds"
    tenants: Words = ()  # of `roles_named`, those for somebody who uses: "tenant"
    owners: Words = ()  # of `roles_named`, those for somebody who builds, owns or borrows: "developer"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Naming:
    """What distinguishes names from other capitalised words. All words are folded and plain."""

    capital_nouns: bool = False  # every noun is capitalised, so that a capital does not mark a name
    never: frozenset[str]  # capitalised, but not names: nationalities, pronouns …; months and days are added
    joints: frozenset[str]  # inside names: "of"
    origins: frozenset[str] = frozenset()  # of these, those that come before the place somebody is from
    owned: Words = ()  # plain, as written; between a name and what it owns: "India's Stargate"
    endings: Words = ()  # of words that are not names
    compound_joints: Words = ()  # between the parts of a compound; empty: compounds are not split
    agents: Words = ()  # endings of nouns for those who do something: "the operator X" is X
    feminine: Words = ()  # endings of nouns for women, after the word for men
    inhabitants: Words = ()  # endings of names of places, for those who live there and what is there
    articles: frozenset[str] = frozenset()  # a capitalised word after one of these is a noun
    definite: frozenset[str] = frozenset()  # of these, those that a name can follow too
    determiners: frozenset[str] = frozenset()  # a dictionary word after one of these is none: "the Company"
    adjectives: Words = ()  # endings of adjectives, for the same
    no_adjectives: frozenset[str] = frozenset()  # other words with such an ending: "between"
    several: Words = ()  # endings of plurals that need no article
    placing: frozenset[str] = frozenset()  # a noun directly after one of these, without article, is a place
    acting: frozenset[str] = frozenset()  # verbs that follow their subject
    measures: frozenset[str] = frozenset()  # nouns before other nouns that are not names: "end of"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Furniture:
    """What pages say about themselves, and other text that is not part of an article."""

    cues: Words  # a sentence with several of these, or a short one with one, is the page talking about itself
    links: Words  # begin a link to another article
    credits: Words  # as written; begin the credit of a picture
    captions: Mapping[str, str]  # as written; parts of captions, plain → as a pattern: the plain part is far faster
    bylines: Words = ()  # a whole line: author, advertisement
    tails: Words = ()  # a whole line: the article ends before it
    check_titles: Words  # of checks whether the reader is a robot
    check_texts: Words
    titles: Mapping[str, Words]  # of pages that are not articles: "missing", "denied", "down", "wall"
    about_itself: Mapping[str, Words]  # what such a page says, sentence by sentence
    speaks: Words  # by which a page speaks to its visitor or about itself: "your", "this page", "click here"
    asks_to_pay: Words  # a short paragraph that says the rest is for paying readers
    asks_else: Words  # a short paragraph that only asks the reader for something else
    addresses: Mapping[str, Words] = field(default_factory=dict)  # "missing", "consent", "login" → parts of addresses
    refutes: Words = ()  # before what is not right: "not 5", "instead of 5"
    counted: Words = ()  # what is counted next to a headline: comments, views
    comments: Words = ()  # the same for comments only
    ago: Words = ()  # how long ago something was published, without a date
    round_ups: Words = ()  # in a headline: the text covers several matters
    announced: Words = ()  # the same, at the beginning of a text: "five things"
    agenda: Words = ()  # before the number of an item of an agenda
    also: Words = ()  # introduce another matter in running text: "also today"
    corrects: Words = ()  # a note that corrects the text it stands in
    withdraws: Words = ()  # a note that takes the whole text back


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Telling:
    """How sentences relate to each other and to the page."""

    openings: str  # a pattern: the beginning of a sentence that refers to the one before it
    speakers: Words  # somebody named before speaks
    bodies: Words  # the same for a company or office, which the sentence itself may name: "Nordnett cannot, it said"
    pointers: Words  # inside a sentence, refer to the one directly before it
    sequels: Words  # at the beginning: only after another sentence of the same text, if not the one before it
    stand_ins: Words  # at the beginning, for somebody named before, unless a name follows: "the company"
    turns: Words  # as the second word: "this however"
    noise: Words  # anywhere in a sentence: it belongs to the page and not to the article
    credits: Words  # the same, before a colon
    by: Words  # before an author: "by"
    staff: Words  # an author without a name
    authors: Words  # before an author's name
    and_: Words  # between authors' names
    stops_at_place: bool  # a full stop may stand behind the place where a report was filed
    labels: Words  # kinds of texts that stand before a dash where a place may stand: "exclusive"
    agenda: Mapping[str, Words]  # what a day is for: "hearing", "vote" …; the kinds are the same in every language
    selves: str  # a pattern: the beginning of a sentence in which a firm speaks of itself
    whose: Words = ()  # before what somebody says or thinks: "his message: …"
    comments: Words  # in a headline: a comment, an overview, a letter of many matters
    persons: Words  # an author speaking of himself
    reasons: Words  # introduce a reason
    background: Words  # mark what is not news: earlier years, other deals, what others think of it
    coming: Words  # mark what is still to come
    locations: Words  # before the name of a place


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forms:
    """How the program's own words in mails and archive write dates, numbers and money in this language."""

    months: Words
    weekdays: Words  # Monday first
    short_months: Mapping[str, int]  # abbreviation in lower case → number of the month; the longest match counts
    day: str = "{day} {month}"
    short_day: str = "{day} {short_month}"
    tied_before: str = ""  # signs with a no-break space before them
    tied_behind: str = ""  # signs with a no-break space after them
    first_day: str = "1"  # the first of a month
    clock: str = "{hour:02}:{minute:02}"
    full_hour: str = "{hour:02}:00"
    moment: str = "{day} {clock}"
    weekday: str = "{weekday}, {moment}"
    period: str  # from one moment to another
    period_of_day: str  # from one time of day to another
    until: str  # everything up to a moment
    thousands: str = ""  # between thousands; empty: as in texts of the language
    large: tuple[tuple[float, str], ...]  # size → short word, largest first
    large_gap: str = ""  # between a number and that word
    percent: str = "{}%"
    money: str = "{sign}{amount}"  # with a sign of one character
    money_code: str = "{amount} {sign}"
    hedges: Mapping[Hedge, str] = field(default_factory=dict)
    chips: str = "chips"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answers:
    """How readers answer a mail, and what mail programs put around their words."""

    acts: Mapping[str, Words]  # kind of an action, undo, unsubscribe → plain phrases for it
    names: Words  # plain; before a name that is muted
    outlets: Words  # plain; before an outlet
    spans: Mapping[str, int]  # plain; days in a day, a week …
    always: Words  # plain; for good
    fillers: Words  # plain; words that may stand beside the rest
    ands: Words  # plain; between commands of one line
    counted: Words  # plain; behind a number they make it a count: "5 stories"
    greetings: Words  # plain; first words of a line that greets
    asks: Words  # plain; first words of a question
    numbering: Words  # plain; before the number of a story, which may be spelled out then: "number three"
    doubts: Words  # plain; words by which a further clause takes back or limits what is asked
    denials: Words  # plain; words that deny: they may stand in a reason, not in what is asked
    closings: Words  # plain; beginnings of the line after which a signature comes
    leads: Words  # patterns of the line before quoted text: "On Monday, … wrote:"
    heads: Words  # plain; names of the headers that some programs copy above quoted text
    breaks: Words  # plain; what stands between dashes above quoted text
    signed: Words  # plain; beginnings of lines that programs add
    absent: Words  # plain; beginnings of subjects of automatic replies


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """One language."""

    code: str  # ISO 639-1
    rarest: float  # idf of a word that was never counted: about ln(2 × texts counted)
    spelling: Spelling
    naming: Naming
    numbers: Numbers
    speech: Speech
    steps: Steps = field(default_factory=Steps)
    roles: Roles = Roles()
    joins: Joins = field(default_factory=Joins)
    measures: Measures = field(default_factory=Measures)
    furniture: Furniture
    telling: Telling
    answers: Answers
    forms: Forms
    cues: Cues = Cues(roles={}, standing={})
    changes: Changes = field(default_factory=Changes)
