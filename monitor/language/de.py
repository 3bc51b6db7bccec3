"""German."""

from __future__ import annotations

from monitor.language.de_answers import ANSWERS
from monitor.language.de_figures import CHANGES, CUES
from monitor.language.de_pages import FURNITURE
from monitor.language.de_roles import ROLES
from monitor.language.de_spelling import SPELLING
from monitor.language.de_steps import STEPS
from monitor.language.de_telling import TELLING
from monitor.language.de_things import JOINS, MEASURES
from monitor.language.shape import Forms, Language, Naming, Numbers, Speech, listed

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

UNITS = listed("ein zwei drei vier fünf sechs sieben acht neun")
TEENS = listed("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
TENS = listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def _compounds() -> dict[str, float]:
    """Numbers up to 999, which are one word in German, and those with a half: "zweieinhalb"."""
    small = {name: at + 1.0 for at, name in enumerate(UNITS[1:], 1)} | {
        name: at + 10.0 for at, name in enumerate(TEENS)
    }
    halves = {f"{name}einhalb": value + 0.5 for name, value in small.items()}
    for at, ten in enumerate(TENS, 2):
        small[ten] = at * 10.0
        small |= {f"{unit}und{ten}": at * 10.0 + place for place, unit in enumerate(UNITS, 1)}
    hundreds = {f"{name}hundert": at * 100.0 for at, name in enumerate(UNITS, 1)} | {"hundert": 100.0}
    larger = {
        f"{hundred}{joint}{name}": base + value
        for hundred, base in hundreds.items()
        for name, value in (*small.items(), ("eins", 1.0), ("ein", 1.0))
        for joint in ("", "und")
    }
    return small | halves | hundreds | larger


NUMBERS = Numbers(
    decimal=",",
    grouping=".",
    words={
        "eine halbe": 0.5, "einer halben": 0.5, "ein halbes": 0.5, "einem halben": 0.5, "einen halben": 0.5,
        "ein halber": 0.5, "halbe": 0.5, "halben": 0.5, "halbes": 0.5, "ein viertel": 0.25, "viertel": 0.25,
        "drei viertel": 0.75, "dreiviertel": 0.75, "ein drittel": 1 / 3, "zwei drittel": 2 / 3, "ein": 1, "eine": 1,
        "einen": 1, "einem": 1, "einer": 1, "eines": 1, "anderthalb": 1.5, "eineinhalb": 1.5, "einundeinhalb": 1.5,
        "ein dutzend": 12, "dutzend": 12, "zwei dutzend": 24, "hundert": 100, "einhundert": 100,
        **_compounds(),
    },
    articles=frozenset(
        {"ein", "eine", "einen", "einem", "einer", "eines", "halbe", "halben", "halbes", "viertel", "dutzend"}
    ),
    magnitudes={
        r"tausend|tsd\.?": 1e3,
        r"million(?:en)?|mio\.?": 1e6,
        r"milliarden?|mrd\.?": 1e9,
    },
    exact_magnitudes={r"Billionen|Bio\.": 1e12},
    own_magnitudes={"Billion": 1e12},  # nouns are capitalised: "billion" in a German text is a quotation
    measures=("tausen", "milli", "billi", "mrd", "mio", "prozent"),
    prefixes={"kilo": 1e3, "mega": 1e6, "giga": 1e9, "tera": 1e12},
    hours=("stunden?",),
    percent=(r"prozent(?! ?agentur)", r"v\. ?h\."),
    points=("prozentpunkte?n?", "%-punkte?"),
    currencies={
        "CAD": ("kanadische[nr]?[ -]dollar",),
        "AUD": ("australische[nr]?[ -]dollar",),
        "NZD": ("neuseeland-dollar|neuseeländische[nr]?[ -]dollar",),
        "HKD": ("hongkong-dollar",),
        "SGD": ("singapur-dollar",),
        "TWD": ("taiwan-dollar",),
        "MXN": ("mexikanische[nr]? pesos?",),
        "BRL": ("brasilianische[nr]? real",),
        "USD": ("(?:us)?[ -]?dollar",),
        "EUR": ("euro",),
        "GBP": ("(?:britische )?pfund",),
        "JPY": ("(?:japanische )?yen",),
        "INR": ("(?:indische )?rupien",),
        "CNY": ("(?:chinesische )?(?:yuan|renminbi)",),
        "KRW": ("(?:südkoreanische )?won",),
        "CHF": ("(?:schweizer )?franken",),
        "AED": ("dirham",),
        "SAR": ("riyal",),
        "NOK": ("norwegische[nr]? kronen",),
        "SEK": ("schwedische[nr]? kronen",),
        "DKK": ("dänische[nr]? kronen",),
        "PLN": ("(?:polnische[nr]? )?zloty",),
        "CZK": ("tschechische[nr]? kronen",),
        "HUF": ("(?:ungarische[nr]? )?forint",),
        "TRY": ("(?:türkische[nr]? )?lira",),
        "ZAR": ("(?:südafrikanische[nr]? )?rand",),
        "THB": ("(?:thailändische[nr]? )?baht",),
        "MYR": ("(?:malaysische[nr]? )?ringgit",),
        "IDR": ("(?:indonesische[nr]? )?rupiah",),
        "VND": ("(?:vietnamesische[nr]? )?dong",),
        "PHP": ("philippinische[nr]? pesos?",),
        "KES": ("kenia-schilling", "kenianische[nr]? schilling"),
        "NGN": ("(?:nigerianische[nr]? )?naira",),
    },
    linked=(),
    to=("bis(?: zu)?",),
    and_=("und", "oder"),
    becomes=("auf(?: (?:rund|etwa|über|bis zu|nun|jetzt))?",),
    instead=(
        "statt(?: (?:der |den )?(?:bisher(?:igen)?|geplanten|ursprünglich))?", "nach(?: (?:bisher|zuvor|zuletzt))?",
    ),
    alone=(
        r"(?=[.,;:!?)“”\"»«–]|$| (?:in|für|bis|auf|von|vom|und|oder|an|am|im|statt|aus|zu|zur|zum|pro|gegenüber|als"
        r"|nach|bei|beim|ab|seit|soll|sollen|wert|steigen|gestiegen|sinken|gesunken|erhöht|gekürzt|belaufen)\b"
        r"| (?:(?:an|auf|aus|ein|vor|zu)?ge|ver|er|be)[a-zäöüß]+(?:t|en)(?:[.,;:!?)]|$| worden))"
    ),
    from_=(),
    growth=(),
    breaks=("und", "in", "für", "bis", "mit", "pro"),
    sizes=("klasse", r"gro(?:ß|ss)\w*"),
    rates=("pro", "im"),
    spans=("woche", "monat", "jahr"),
    offers=(),
    before_years=(
        "in", "im", "ab", "bis", "seit", "vor", "nach", "jahr", "jahre", "anfang", "mitte", "ende", "frühjahr",
        "sommer", "herbst", "winter",
    ),
    split_units=("Prozent", "Milli", "Mrd", "Mio"),
    vague=frozenset(listed("mehrere einige paar viele mehreren einigen vielen zig hunderte dutzende")),
    labels=(
        "phasen?", "gebäuden?", "einheit", "hallen?", "blocks?", "turm", "stufen?", "abschnitt", "bauabschnitt", "teil",
        "kapitel", "seiten?", "routen?", "straßen?", "bundesstraßen?", "ebene", "zonen?", "sektor", "los", "parzelle",
        "standort", "werk", "module?", "linie", "punkt", "nr\\.?", "nummer", "tabelle", "typ", "klasse", "version",
        "serie", "modell", "raum", "reaktor", "tranche", "campus", "artikel", "reihe", "haus",
    ),
    each=("pro", "je", "für jedes", "für jede"),
    by=("um",),
    national={"CAD": ("kanadisch", "cad"), "AUD": ("aud",), "NZD": ("nzd",)},
)  # fmt: skip

SPEECH = Speech(
    hedges={
        "up to": ("bis zu", "maximal", "höchstens"),
        "at least": ("mindestens", "wenigstens"),
        "more than": ("über", "mehr als"),
        "less than": ("unter", "weniger als"),
        "about": (
            "rund", "etwa", r"ca\.", "zirka", "circa", "knapp", "fast", "ungefähr", "geschätzte?n?", "schätzungsweise",
            "gut",
        ),
    },
    fillers=(
        "einer?", "einem", "einen", "der", "die", "das", "den", "noch", "geschätzte?n?", "weiteren?", "insgesamt",
    ),
    of_sums=(
        r"(?:vertr[aä]g|auftr[aä]g|kredit|anleihe|darlehen|deal|vereinbarung|abkommen|finanzierung)\w{0,2} über",
        r"(?:bestellung|scheck|rechnung|paket|bürgschaft|garantie|strafe)\w{0,2} über",
    ),
    more=("oder mehr",),
    says=(
        "sagte?", "berichtete?n?", "teilte", "meldete?", "erklärte?", "kündigte", "schreibt", "schätzt", "zufolge",
        "erwartet",
    ),
    sources=("[Ll]aut", "[Nn]ach Angaben (?:von|der|des)", "[Ww]ie"),
    source_articles=("der", "dem", "den", "des", "einem"),
    said_articles=("der", "die", "das"),
    name_joints=("von", "der", "und"),
    nobody=frozenset({"Die", "Der", "Das", "Es", "Er", "Sie", "Wir", "Und"}),
    references=(
        "(?:der|des|dem|den|das|die) (?:ki-|us-)?(?:konzerns?|entwicklers?|anbieters?|unternehmens?|firma|start-?ups?)",
    ),
    dealings=(
        r"vertr[aä]g\w*", r"liefer\w*", r"auftr[aä]g\w*", r"bestell\w*", "abkommen", r"vereinbar\w*", r"\w*miet\w*",
        r"kunde\w*", r"abnehm\w*", r"kapazit\w*", "nutzer", "baut", "gebaut", r"entwickelt\w*",
    ),
    around_comparison=frozenset({"dem", "der", "das", "den", "des", "die", "zu", "von"}),
)  # fmt: skip

NAMING = Naming(
    owned=("s ", "' "),
    capital_nouns=True,
    never=frozenset(
        listed(
            """
        aber afp am an anzeige ap auch auf aus bei beim bild billion billionen ceo chip chips das
        datenzentren datenzentrum dem den der des die doch dollar dollars dpa durch ein eine einem einen
        einer eines er es eur euro euros foto frau fur gegen gigawatt gigawattstunden gw gwh herr ich im in
        internet ki kilowatt kronen kw kwh megawatt megawattstunden milliarde milliarden million millionen
        mio mit mrd mw mwh nach nicht noch nur oder ohne pfund prozent quelle rechenleistung rechenzentren
        rechenzentrum rechenzentrums reuters schon seit sie sonnabend terawatt terawattstunden trillion tw
        twh uber um und unter us-dollar us-dollars usd vom von vor watt web wir yen zu zum zur
        """
        )
    ),
    joints=frozenset(listed("de la del van al di da do dos du")),
    endings=("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen"),
    compound_joints=("s", "n", "en", "es"),
    agents=("er", "erin", "eur", "ist"),
    feminine=("in", "innen"),
    inhabitants=("er", "ern", "ers", "r", "rn", "rs"),
    articles=frozenset(
        listed(
            """
        acht alle allen aller am ans beide beiden beim das dem den der des die diese diesem diesen dieser
        dieses drei ein eine einem einen einer eines einige einigen elf funf ihr ihre ihrem ihren ihrer
        ihres im ins jede jedem jeden jeder jedes kein keine keinen keiner mehr mein meine neun sechs sein
        seine seinem seinen seiner seines sieben solche unser unsere unseren viele vielen vier vom welche
        weniger zehn zum zur zwei zwolf
        """
        )
    ),
    definite=frozenset(listed("am beim dem den der des die im ins vom zum zur das")),
    adjectives=("e", "en", "er", "es", "em"),
    no_adjectives=frozenset(
        listed(
            "zwischen neben wegen gegen hinter unter uber aber oder sondern werden wurde wurden sollen konnte mochte"
        )
    ),
    several=("en", "ern"),
    placing=frozenset(listed("in aus bei nach")),
    acting=frozenset(
        listed(
            """
        sagte sagt teilte teilt erklarte erklart kundigte kundigt meldete meldet will plant baut mietet
        kauft verkauft hat ist wird soll schreibt berichtet
        """
        )
    ),
    measures=frozenset(
        listed(
            """
        ende anfang mitte jahr tag euro dollar prozent million millionen milliarde milliarden megawatt
        gigawatt hektar
        """
        )
    ),
)

FORMS = Forms(
    months=MONTHS,
    weekdays=WEEKDAYS,
    short_months={
        "jan": 1, "jän": 1, "feb": 2, "mär": 3, "mar": 3, "maer": 3, "mrz": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7,
        "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dez": 12,
    },
    day="{day}. {month}",
    short_day="{day}.{number}.",
    period="{start} bis {end}",
    period_of_day="{day} {start} bis {end}",
    until="bis {end}",
    large=((1e12, "Bio."), (1e9, "Mrd."), (1e6, "Mio.")),
    large_gap=" ",
    percent="{} %",
    money="{amount} {sign}",
    hedges={
        "up to": "bis zu",
        "at least": "mindestens",
        "about": "etwa",
        "more than": "mehr als",
        "less than": "weniger als",
    },
    chips="Chips",
)  # fmt: skip

LANGUAGE = Language(
    code="de",
    rarest=7.2,
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
