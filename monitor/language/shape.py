r"""A language as a value: everything the program knows about one, and the only shape it may have.

One file per language fills it in. No other code compares language codes or contains words of a language.

Words are in lower case and match any case, unless their field says "as written". They are fragments of regular
expressions, so that endings can be left open: `kund\w*`, `an?`. Fields marked "plain" hold no such signs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Words = tuple[str, ...]
Hedge = Literal["up to", "at least", "more than", "less than", "about"]


def listed(text: str) -> Words:
    """Words written with blanks between them."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Numbers:
    """How numbers, sums and amounts are written."""

    decimal: str  # the sign before a fraction
    grouping: str  # the signs that part thousands, besides a blank
    words: Mapping[str, float]  # plain, the parts of larger ones; count only before a magnitude or a unit
    articles: frozenset[str]  # those of these words that are everywhere else in the language too
    magnitudes: Mapping[str, float]  # what multiplies a number in a text of any language
    exact_magnitudes: Mapping[str, float]  # the same, as written
    own_magnitudes: Mapping[str, float]  # as written, and with this meaning only in texts of this language
    measures: Words  # plain beginnings of the words that a number in words may stand before
    prefixes: Mapping[str, float]  # plain; before "watt"
    hours: Words  # behind "watt" they make an energy
    percent: Words
    points: Words  # percentage points
    currencies: Mapping[str, Words]  # ISO 4217 code → as spoken
    linked: Words  # between a magnitude and its unit: "worth of"
    to: Words  # between both ends of a range
    and_: Words  # between two numbers that may be the ends of a range
    becomes: Words  # between what was and what is: "auf"
    instead: Words  # between what is and what was, of which only one has a unit: "90 instead of 250 MW"
    alone: str  # a pattern: what follows a sum whose currency was named before ("up from 22 billion in May")
    from_: Words  # before what was: "from"; plain
    growth: Words  # beginnings of words that make a range a change
    breaks: Words  # between a number and a thing it does not count
    sizes: Words  # behind a unit in words they make it a class and no amount: "gigawatt-scale"
    rates: Words  # between a price and what one gets for it: "per"
    spans: Words  # what is paid by: "month"
    offers: Words  # what pages say that sell something
    before_years: Words  # a number behind one of these is a year
    split_units: Words  # behind a number that a page broke at its comma ("2, 1 Prozent")
    halves: Words = ()  # plain; behind a number in words or a magnitude: "and a half"
    joined: frozenset[str] = frozenset()  # plain; inside of a number in words: "two hundred and five"
    vague: frozenset[str] = frozenset()  # plain; before a number they make it none: "several hundred"
    labels: Words = ()  # what is numbered: "phase 1"; a number behind one of these is a name
    each: Words = ()  # before what a price is for: "per"; `rates` has those that mean something else as well
    by: Words = ()  # before what is added or taken away: "cut by 20 to 80"
    national: Mapping[str, Words] = field(default_factory=dict)  # ISO 4217 code → behind a sum in plain dollars


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Speech:
    """How writers qualify what they say, name who says so, and refer to what they named."""

    hedges: Mapping[Hedge, Words]  # before a figure
    fillers: Words  # may stand between a hedge and its figure
    more: Words  # behind a figure: "or more"
    says: Words  # verbs of saying
    sources: Words  # as written, before who says so: "according to"
    source_articles: Words  # as written, between these and the name
    said_articles: Words  # as written, between a verb of saying and the name
    name_joints: Words  # inside of names: "of"
    nobody: frozenset[str]  # as written, plain: what begins a sentence and is no name
    references: Words  # to somebody named before: "the company"
    dealings: Words  # what parties do with each other: contracts, orders, leases, deliveries, building
    around_comparison: frozenset[str]  # plain; between a word of comparison and a name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Steps:
    """The words that say which step a matter has taken. " … " in a cue is anything within the clause."""

    cues: Mapping[str, Words] = field(default_factory=dict)  # step → its verbs, as done, and its nouns
    headline: Mapping[str, Words] = field(default_factory=dict)  # further forms that say so in a headline only
    aside: Words = ()  # before a cue: that was before, or is not what the sentence says
    unsure: Words = ()  # around a cue: it may happen
    coming: Words = ()  # around a cue: it shall happen, so that nothing has begun or been delivered
    undone: Words = ()  # just before a cue: it did not happen
    harmless: Words = ()  # just behind a cue: no project is cut when costs are
    until: Words = ()  # before the year to which something is put off


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roles:
    """What a sentence says of somebody it names, written §. "…" is a few words of the clause that name no §."""

    party: Words = ()  # it does something, or something is done for it or with it
    tenant: Words = ()  # it is who rents, buys, uses or owns
    aside: Words = ()  # it may be no more than a yardstick or the background
    background: Words = ()  # it surely is no more: the mention counts as none


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cues:
    """What words around a figure tell: what it is (`roles`), how it stands (`standing`), whose it is."""

    roles: Mapping[str, Words]  # kind of cue → beginnings of words; the kinds are those of figures.evidence
    standing: Mapping[str, Words]  # standing as in the contract → words and beginnings of words
    places: Words = ()  # before a name they make it a place: "in"
    sides: Words = ()  # before the other side of a deal: "with"
    roles_named: Words = ()  # nouns before a name of a firm: "developer"
    acts: Words = ()  # verbs behind a firm's name: "builds"
    clauses: Words = ()  # begin another clause: "while"
    givers: Words = ()  # behind a sum, before who gives it: "from"
    into: Words = ()  # before who gets or is given a value: "in"
    pronouns: Words = ()  # for somebody named before: "it"
    relatives: Words = ()  # begin a clause about the name before them: "which"
    possessive: Words = ()  # between a noun and whose it is: "of"
    penalties: Words = ()  # around a sum they make it one that a court or an accident sets: "damages of"
    fields: Words = ()  # plain; end names of firms: "AI"
    persons: Words = ()  # plain; nouns before the name of a person: "chief"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Changes:
    """How a sentence tells that an amount took another one's place."""

    from_: Words = ()  # before what was, in front of what is
    to: Words = ()  # between both, before what is
    instead: Words = ()  # between both, behind what is


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spelling:
    """How words are made and sentences are cut."""

    stemmer: str  # of PyStemmer
    elisions: Words = ()  # plain; short words that lose a letter and lean on the next one: l'entreprise
    everywhere: Words  # plain; fill the news for months, so that they tell texts of their time not apart
    list_joints: Words = ()  # join the last of several
    abbreviations: Words  # as written, without their dot
    short_magnitudes: Words = ()  # as written, without their dot: "Mrd"
    dated: bool = False  # a day has a dot: 24. November


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Naming:
    """What tells names from other words with a capital. All words are folded and plain."""

    capital_nouns: bool = False  # every noun has a capital, so that one marks no name
    never: frozenset[str]  # has a capital and is no name: nationalities, pronouns …; besides months and days
    joints: frozenset[str]  # inside of names: "of"
    owned: Words = ()  # plain, as they stand; between a name and what it owns: "India's Stargate"
    endings: Words = ()  # of words that are no names
    compound_joints: Words = ()  # between the parts of a compound; empty: compounds are not taken apart
    agents: Words = ()  # endings of nouns for those who do something: "the operator X" is X
    articles: frozenset[str] = frozenset()  # a word with a capital behind one of these is a noun
    adjectives: Words = ()  # endings of adjectives, for the same
    placing: frozenset[str] = frozenset()  # behind one of these and no article a noun is a place
    acting: frozenset[str] = frozenset()  # verbs whose subject stands before them
    measures: frozenset[str] = frozenset()  # nouns before other nouns that are no names: "end of"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Furniture:
    """What pages say about themselves and what is no part of an article."""

    cues: Words  # a sentence with several of these, or a short one with one, is the page talking about itself
    links: Words  # begin a link to another article
    credits: Words  # as written; begin the credit of a picture
    captions: Mapping[str, str]  # as written; what a caption has, plain and as a pattern: the plain part is far faster
    bylines: Words = ()  # a line of its own: who wrote, advertisement
    tails: Words = ()  # a line of its own: from here on there is no more of the article
    check_titles: Words  # of checks for robots
    check_texts: Words
    titles: Mapping[str, Words]  # of pages that are no articles: "missing", "denied", "down", "wall"
    about_itself: Mapping[str, Words]  # what such a page says, sentence by sentence
    asks_to_pay: Words  # a short paragraph that says that the rest is behind it
    asks_else: Words  # a short paragraph that only asks something else of its reader
    addresses: Mapping[str, Words] = field(default_factory=dict)  # "missing", "consent", "login" → in their addresses
    counted: Words = ()  # what is counted beside a headline: comments, views
    comments: Words = ()  # the same of comments alone
    ago: Words = ()  # how long ago something was published, without a date
    round_ups: Words = ()  # in a headline: the text tells of many matters
    announced: Words = ()  # the same at the beginning of a text: "five things"
    also: Words = ()  # begin another matter in running text: "also today"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Telling:
    """How texts are told, sentence by sentence."""

    openings: str  # a pattern: how a sentence begins that points to the one before it
    speakers: Words  # somebody speaks who was named before
    bodies: Words  # the same of a company or an office, which the sentence itself may name: "Nordnett cannot, it said"
    pointers: Words  # inside of a sentence, to the one right before it
    turns: Words  # as the second word: "this however"
    noise: Words  # anywhere in a sentence, and it is the page's and not the article's
    credits: Words  # the same before a colon
    by: Words  # before who wrote
    staff: Words  # who wrote, without a name
    authors: Words  # before the name of who wrote
    and_: Words  # between names of those who wrote
    agenda: Mapping[str, Words]  # what a day is for: "hearing", "vote" …; every language has the same kinds
    reasons: Words  # say why


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forms:
    """How the frame of mails and archive writes dates, numbers and money in this language."""

    months: Words
    weekdays: Words  # Monday first
    short_months: Mapping[str, int]  # how months are cut short, by number; in lower case; the longest that fits counts
    day: str = "{day} {month}"
    short_day: str = "{day} {short_month}"
    tied_before: str = ""  # signs that hold the space before them, so that no line ends there
    tied_behind: str = ""  # and those that hold the one behind
    first_day: str = "1"  # of a month
    clock: str = "{hour:02}:{minute:02}"
    full_hour: str = "{hour:02}:00"
    moment: str = "{day} {clock}"
    period: str  # from one moment to another
    period_of_day: str  # from one clock to another
    until: str  # all up to a moment
    thousands: str = ""  # between thousands; empty: as texts of the language do
    large: tuple[tuple[float, str], ...]  # size → short word, largest first
    large_gap: str = ""  # between a number and that word
    percent: str = "{}%"
    money: str = "{sign}{amount}"  # with a sign of one letter
    money_code: str = "{amount} {sign}"
    hedges: Mapping[Hedge, str] = field(default_factory=dict)
    chips: str = "chips"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """One language."""

    code: str  # ISO 639-1
    rarest: float  # idf of a word of it that was never counted: about ln(2 × texts counted)
    spelling: Spelling
    naming: Naming
    numbers: Numbers
    speech: Speech
    steps: Steps = field(default_factory=Steps)
    roles: Roles = Roles()
    furniture: Furniture
    telling: Telling
    forms: Forms
    cues: Cues = Cues(roles={}, standing={})
    changes: Changes = Changes()
