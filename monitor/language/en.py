"""English."""

from __future__ import annotations

from monitor.language.en_answers import ANSWERS
from monitor.language.en_figures import CHANGES, CUES
from monitor.language.en_pages import FURNITURE
from monitor.language.en_roles import ROLES
from monitor.language.en_spelling import SPELLING
from monitor.language.en_steps import STEPS
from monitor.language.en_telling import TELLING
from monitor.language.en_things import JOINS, MEASURES
from monitor.language.shape import Forms, Language, Naming, Numbers, Speech, listed

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NUMBERS = Numbers(
    decimal=".",
    grouping=",",
    words={
        "half": 0.5, "half a": 0.5, "half of a": 0.5, "a half": 0.5, "one half": 0.5,
        "a quarter": 0.25, "quarter": 0.25, "a quarter of a": 0.25, "quarter of a": 0.25, "one quarter of a": 0.25,
        "three quarters of a": 0.75, "three quarter": 0.75, "a third of a": 1 / 3, "one third of a": 1 / 3,
        "two thirds of a": 2 / 3, "a fifth of a": 0.2, "a tenth of a": 0.1, "a": 1, "an": 1, "one": 1, "two": 2,
        "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
        "twelve": 12, "a dozen": 12, "dozen": 12, "two dozen": 24, "thirteen": 13, "fourteen": 14, "fifteen": 15,
        "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
        "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "a hundred": 100,
    },
    articles=frozenset({"a", "an", "half", "quarter", "dozen"}),
    magnitudes={
        "thousand": 1e3,
        "millions?|mln|mil|mn": 1e6,
        "bn|bln|bil": 1e9,
        "trillions?|trn|tn": 1e12,
        "crores?": 1e7,
        "lakhs?": 1e5,
        "billions?": 1e9,
    },
    exact_magnitudes={},
    own_magnitudes={},
    measures=("thous", "milli", "billi", "trilli", "crore", "lakh", "percent", "per cent"),
    prefixes={"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12},
    hours=("hours?",),
    percent=("per ?cent",),
    points=("percentage points?",),
    currencies={
        "CAD": ("canadian dollars?",),
        "AUD": ("(?:australian|aussie) dollars?",),
        "NZD": ("(?:new zealand|kiwi) dollars?",),
        "HKD": ("hong kong dollars?",),
        "SGD": ("singapore(?:an)? dollars?",),
        "TWD": ("(?:new )?taiwan(?:ese)? dollars?",),
        "MXN": ("mexican pesos?",),
        "BRL": ("(?:brazilian )?reais", "brazilian reals?"),
        "USD": (r"(?:us|u\.s\.)?[ -]?dollars?",),
        "EUR": ("euros?",),
        "GBP": ("(?:british )?pounds?(?: sterling)?",),
        "JPY": ("(?:japanese )?yen",),
        "INR": ("(?:indian )?rupees?",),
        "CNY": ("(?:chinese )?(?:yuan|renminbi)",),
        "KRW": ("(?:south korean )?won",),
        "CHF": ("(?:swiss )?francs?",),
        "AED": ("(?:uae )?dirhams?",),
        "SAR": ("(?:saudi )?riyals?",),
        "NOK": ("norwegian (?:kroner?|crowns?)",),
        "SEK": ("swedish (?:kron(?:or|a)|crowns?)",),
        "DKK": ("danish (?:kroner|crowns?)",),
        "PLN": ("(?:polish )?zlot(?:y|ys|ych)",),
        "CZK": ("(?:czech )?korun(?:a|as|y)", "czech crowns?"),
        "HUF": ("(?:hungarian )?forints?",),
        "TRY": ("(?:turkish )?liras?",),
        "ZAR": ("(?:south african )?rand",),
        "THB": ("(?:thai )?baht",),
        "MYR": ("(?:malaysian )?ringgit",),
        "IDR": ("(?:indonesian )?rupiah",),
        "VND": ("(?:vietnamese )?dong",),
        "PHP": ("philippine pesos?",),
        "KES": ("kenyan? shillings?",),
        "NGN": ("(?:nigerian )?naira",),
    },
    linked=("worth of ",),
    to=("to",),
    and_=("and", "or"),
    becomes=(),
    instead=("instead of", "rather than", "(?:up |down )?from", "compared with", "against"),
    alone="(?!)",  # never: English repeats the currency, and "900 million" may be people
    from_=("from",),
    growth=(
        "rais", "increas", "doubl", "tripl", "gr[eo]w", "expand", "lift", "climb", "r[io]se", "jump", "up", "cut",
        "lower", "shr[aiu]nk", "reduc", "went", "goes", "gone",
    ),
    breaks=("and", "in", "for", "by", "with", "per"),
    sizes=("scale", "class", "sized?"),
    rates=("per", "a"),
    spans=("week", "month", "year"),
    offers=(r"for \d+ (?:weeks|months)", r"was [$€£]\d+ now", r"save (?:over )?\d+ ?%"),
    before_years=(
        "in", "by", "of", "until", "before", "after", "since", "from", "early", "mid", "late", "year", "spring",
        "summer", "autumn", "winter",
    ),
    split_units=(),
    halves=("and a half",),
    joined=frozenset({"and"}),
    vague=frozenset(listed("several few many some couple various multiple tens hundreds")),
    labels=(
        "phases?", "buildings?", "units?", "halls?", "blocks?", "towers?", "stages?", "sections?", "parts?",
        "chapters?", "pages?", "routes?", "roads?", "highways?", "steps?", "levels?", "tiers?", "zones?", "sectors?",
        "lots?", "parcels?", "sites?", "areas?", "plants?", "modules?", "lines?", "items?", "no\\.?", "numbers?",
        "tables?", "types?", "class", "versions?", "series", "models?", "rooms?", "reactors?", "tranches?", "campus",
        "articles?", "rows?",
    ),
    each=("per", "for each", "for every"),
    by=("by",),
    national={
        "CAD": ("canadian", "cad"), "AUD": ("australian", "aud"), "NZD": ("nzd",), "HKD": ("hkd",), "SGD": ("sgd",),
        "TWD": ("twd",), "MXN": ("mxn", "mexican"),
    },
)  # fmt: skip

SPEECH = Speech(
    hedges={
        "up to": ("up to", "as (?:much|many) as", "at most", "no more than"),
        "at least": ("at least", "no less than", "not less than", "a minimum of", r"min\."),
        "more than": (
            "more than", "over", "north of", "exceed(?:s|ing)?", "above", "upwards? of", "in excess of",
        ),
        "less than": ("less than", "under", "below", "fewer than"),
        "about": (
            "about", "around", "roughly", "approximately", "some", "nearly", "almost", "close to", "estimated",
        ),
    },
    fillers=("the", "an?", "its", "also", "estimated", "additional", "total", "of", "of around"),
    more=("or more", "and more", "plus"),
    says=(
        "said", "says", "told", "reported", "reports", "announced", "estimates?d?", "claims?", "stated", "wrote",
        "confirmed", "expects",
    ),
    sources=("[Aa]ccording to", "[Rr]eported by"),
    source_articles=("a", "the"),
    said_articles=(),
    name_joints=("of", "the", "and"),
    nobody=frozenset({"The", "It", "He", "She", "They", "This", "That", "We", "I"}),
    references=("the (?:ai )?(?:company|firm|start-?up|lab|developer|group|giant)", "its"),
    dealings=(
        r"contract\w*", "deals?", "agreements?", "orders?", r"leas\w+", r"off-?take\w*", r"commit\w*", "capacity",
        "tenants?", "customers?", "occupants?", r"rent\w*", "sold", r"sell\w*", r"suppl\w+", r"deliver\w*", "signed",
        r"build\w*", "developed", "designed",
    ),
    around_comparison=frozenset({"the", "s", "us", "u.s.", "of", "s the"}),
)  # fmt: skip

NAMING = Naming(
    owned=("'s ", "' "),
    never=frozenset(
        listed(
            """
        a advertisement afp african after ai american americans an and ap arab are as asian at australian
        austrian baltic be before belgian billion billions bn brazilian british britons but by californian
        canadian catholic ceo cfo chinese chip chips christian comments coo credit credits czech danes
        danish democrat democratic democrats dollar dollars don't dpa dr dutch eastern emirati english eur
        euro european europeans euros filipino finnish finns for french from german germans getty gigawatt
        greek gw gwh he here how hungarian i i'd i'll i'm i've icelandic if im image images in indian
        indians indonesian internet iranian irish is israeli it it's italian italians its japanese jewish
        kilowatt korean kw kwh malaysian megawatt mexican million millions more mr mrs ms muslim mw mwh
        newsletter no nordic northern norwegian norwegians not of on or pakistani percent pfund photo polish
        portuguese posted prof published read republican republicans reuters romanian russian russians saudi
        scottish share she so source southern spaniards spanish subscribe swedes swedish swiss taiwanese
        terawatt texan thai that that's the there these they this those tn to trillion trillionen turkish tw
        twh ukrainian updated usd vietnamese was watt we we're web welsh were western what when where which
        while who why with yen yes you about above across against along alongside amid among around behind below
        beneath beside between beyond despite down during each every everyone everything few for from into many much
        off onto our ours out over per since some such than their theirs through throughout too toward towards under
        until up upon via vs within without your yours
        """
        )
    ),
    determiners=frozenset(listed("a an her his its our the their this your")),
    joints=frozenset(listed("of de la del van von al di da do dos du")),
    origins=frozenset({"of"}),
)

FORMS = Forms(
    months=MONTHS,
    weekdays=WEEKDAYS,
    short_months={
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
        "nov": 11, "dec": 12,
    },
    period="{start} to {end}",
    period_of_day="{day} {start} to {end}",
    until="to {end}",
    large=((1e12, "tn"), (1e9, "bn"), (1e6, "m")),
    hedges={
        "up to": "up to",
        "at least": "at least",
        "about": "about",
        "more than": "more than",
        "less than": "less than",
    },
)  # fmt: skip

LANGUAGE = Language(
    code="en",
    rarest=8.8,
    spelling=SPELLING,
    naming=NAMING,
    numbers=NUMBERS,
    speech=SPEECH,
    steps=STEPS,
    roles=ROLES,
    joins=JOINS,
    measures=MEASURES,
    furniture=FURNITURE,
    telling=TELLING,
    answers=ANSWERS,
    forms=FORMS,
    cues=CUES,
    changes=CHANGES,
)
