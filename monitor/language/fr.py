"""French."""

from __future__ import annotations

from monitor.language.fr_answers import ANSWERS
from monitor.language.fr_figures import CHANGES, CUES
from monitor.language.fr_pages import FURNITURE
from monitor.language.fr_roles import ROLES
from monitor.language.fr_spelling import SPELLING
from monitor.language.fr_steps import STEPS
from monitor.language.fr_telling import TELLING
from monitor.language.fr_things import JOINS, MEASURES
from monitor.language.shape import Forms, Language, Naming, Numbers, Speech, listed

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

NUMBERS = Numbers(
    decimal=",",
    grouping=". ",
    words={
        "demi": 0.5, "demie": 0.5, "un demi": 0.5, "une demie": 0.5, "un quart de": 0.25, "un": 1, "une": 1, "deux": 2,
        "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "une dizaine de": 10,
        "onze": 11, "douze": 12, "une douzaine de": 12, "treize": 13, "quatorze": 14, "quinze": 15,
        "une quinzaine de": 15, "seize": 16, "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20,
        "une vingtaine de": 20, "vingt-cinq": 25, "trente": 30, "une trentaine de": 30, "quarante": 40,
        "une quarantaine de": 40, "cinquante": 50, "une cinquantaine de": 50, "soixante": 60,
        "une soixantaine de": 60, "soixante-dix": 70, "septante": 70, "quatre-vingts": 80, "quatre-vingt": 80,
        "quatre-vingt-dix": 90, "nonante": 90, "cent": 100, "une centaine de": 100, "deux cents": 200,
        "trois cents": 300, "quatre cents": 400, "cinq cents": 500, "six cents": 600, "sept cents": 700,
        "huit cents": 800, "neuf cents": 900, "cents": 100, "trois quarts de": 0.75,
        "un tiers de": 1 / 3, "mille": 1000, "un millier de": 1000, "deux mille": 2000,
    },
    articles=frozenset({"un", "une", "demi", "demie"}),
    magnitudes={
        r"mille|milliers?": 1e3,
        r"millions?": 1e6,
        r"milliards?|mds?\.?": 1e9,
    },
    exact_magnitudes={"M(?= ?[€$£])": 1e6, "G(?= ?[€$£])": 1e9, r"(?:Mds?)(?=[€$£])": 1e9},
    own_magnitudes={"[Bb]illions?": 1e12, "[Tt]rillions?": 1e18},
    measures=("mille", "millier", "milli", "pour cent", "pourcent", "mégaw", "téraw", "md"),
    prefixes={"kilo": 1e3, "méga": 1e6, "giga": 1e9, "téra": 1e12},
    hours=("heures?",),
    percent=("pour ?cent",),
    points=("points? de pourcentage", "points? de %"),
    currencies={
        "CAD": ("dollars? canadiens?",),
        "AUD": ("dollars? australiens?",),
        "USD": ("dollars?(?: américains?| us)?",),
        "EUR": ("euros?",),
        "GBP": ("livres?(?! turque)(?: sterling)?",),
        "JPY": ("yens?",),
        "INR": ("roupies?(?! indonés)(?: indiennes?)?",),
        "CNY": ("yuans?", "renminbis?"),
        "KRW": ("wons?(?: sud-coréens?)?",),
        "CHF": ("francs? suisses?",),
        "AED": ("dirhams?(?: émiratis?)?",),
        "SAR": ("r[iy]+als?(?: saoudiens?)?",),
        "NOK": ("couronnes? norvégiennes?",),
        "SEK": ("couronnes? suédoises?",),
        "DKK": ("couronnes? danoises?",),
        "PLN": ("zlotys?(?: polonais)?",),
        "CZK": ("couronnes? tchèques?",),
        "HUF": ("forints?(?: hongrois)?",),
        "TRY": ("livres? turques?",),
        "ZAR": ("rands?(?: sud-africains?)?",),
        "THB": ("bahts?(?: thaïlandais)?",),
        "MYR": ("ringgits?(?: malaisiens?)?",),
        "IDR": ("roupies? indonésiennes?",),
        "VND": ("dongs?(?: vietnamiens?)?",),
        "PHP": ("pesos? philippins?",),
        "KES": ("shillings? kényans?",),
        "NGN": ("nairas?(?: nigérians?)?",),
    },
    linked=("de ", "d'", "d' "),
    to=("à", "jusqu'à", "et jusqu'à"),
    and_=("et", "ou"),
    becomes=("à (?:environ|près de|plus de|quelque|désormais)",),
    instead=("au lieu de", "contre", "et non(?: pas)?", "plutôt que"),
    alone=r"(?! ?d(?:e|es|u)\b)(?! ?d')(?=[\s.,;:!?)»”\"]|$)",
    from_=("de", "d'"),
    growth=(
        "pass", "augment", "relev", "relèv", "port", "doubl", "tripl", "grimp", "bond", "progress", "mont",
        "rédui", "ramen", "ramèn", "baiss", "chut", "tomb", "recul", "abaiss", "réduct", "hausse",
    ),
    breaks=("et", "en", "dans", "pour", "par", "avec", "sur", "chez", "contre"),
    sizes=("classe",),
    rates=("par", "le", "la", "l'"),
    spans=("semaine", "mois", "an"),
    offers=(r"pendant \d+ (?:semaines|mois) puis", r"sans engagement", r"au lieu de \d+ ?€"),
    before_years=(
        "en", "d'ici", "fin", "début", "mi", "courant", "depuis", "avant", "après", "dès", "jusqu'en", "vers", "année",
        "années", "l'année", "l'an", "printemps", "été", "automne", "hiver", "horizon", "l'horizon",
    ),
    split_units=("pour cent", "milli"),
    halves=("et demi", "et demie"),
    joined=frozenset({"et"}),
    vague=frozenset(listed("plusieurs quelques centaines dizaines milliers nombreux")),
    labels=(
        "phases?", "bâtiments?", "unités?", "halls?", "blocs?", "tours?", "étapes?", "sections?", "chapitres?",
        "pages?",
        "routes?", "niveaux?", "zones?", "secteurs?", "lots?", "parcelles?", "sites?", "modules?", "lignes?", "n°",
        "numéros?", "tableaux?", "types?", "classe", "versions?", "série", "modèles?", "réacteurs?", "tranches?",
        "campus", "articles?",
    ),
    each=("par", "pour chaque"),
    national={"CAD": ("canadiens?",), "AUD": ("australiens?",), "NZD": ("néo-zélandais",)},
)  # fmt: skip

SPEECH = Speech(
    hedges={
        "up to": (
            "jusqu'à", "jusqu'aux", "au plus", "au maximum", "maximum", "pas plus d(?:e|')", "un maximum d(?:e|')",
        ),
        "at least": (
            "au moins", "au minimum", "minimum", "pas moins d(?:e|')", "un minimum d(?:e|')", "a minima",
        ),
        "more than": (
            "plus d(?:e|'|es)", "supérieure?s? à", "au-delà d(?:e|'|es)", "dépass(?:e|ent|era|ant|er)", "excède(?:nt)?",
            "au-dessus d(?:e|'|es)",
        ),
        "less than": ("moins d(?:e|'|es)", "inférieure?s? à", "sous", "en dessous d(?:e|'|es)"),
        "about": (
            "environ", "autour d(?:e|'|es)", "près d(?:e|'|es)", "quelque", "à peu près", "approximativement",
            "presque", "quasi(?:ment)?", "estimée?s? à", "de l'ordre d(?:e|')", "aux alentours d(?:e|')",
            "une centaine de", "une dizaine de", "un peu plus d(?:e|')", "un peu moins d(?:e|')",
        ),
    },
    fillers=("les?", "la", "une?", "des?", "ses", "leurs?", "quelque", "ces", "total de", "supplémentaires"),
    more=("ou plus", "et plus", "au moins"),
    says=(
        "(?:(?:a|ont|avait|aurait|auraient) )?(?:déclaré|annoncé|indiqué|affirmé|estimé|rapporté|précisé|expliqué)",
        "(?:(?:a|ont|avait|aurait|auraient) )?(?:confié|confirmé|assuré|fait savoir|dit|écrit)",
        "(?:déclare|annonce|indique|affirme|estime|rapporte|précise|explique|confirme|assure|évoque|écrit)(?:nt)?",
    ),
    sources=("[Ss]elon", "[Dd]'après", "[Àà] en croire", "[Dd]e source proche d[eu]"),
    source_articles=("le", "la", "les", "l'", "un", "une", "des"),
    said_articles=("le", "la", "les", "l'"),
    name_joints=("de", "du", "la", "des", "et", "d'"),
    nobody=frozenset(
        {
            "Le", "La", "Les", "Il", "Elle", "Ils", "Elles", "On", "Nous", "Vous", "Je", "Ce", "Cela", "Cette", "Ces",
            "Un", "Une", "Des", "Et", "Mais", "Qui", "En",
        }
    ),
    references=(
        "(?:l'|cette |son )(?:entreprise|éditeur|acteur|opérateur)",
        "(?:la|cette) (?:société|start-?up|firme|compagnie|jeune pousse|maison)",
        "(?:le|ce|du|au) (?:groupe|laboratoire|développeur|géant|créateur|concepteur|spécialiste)",
    ),
    dealings=(
        r"contrat\w*", "accords?", "command(?:es?|ées?|és|er|é|era)", "lou(?:e|er|é|ée|és|ées|era|ent)", "bail", "baux",
        "locataires?", "clients?", "clientes?", "capacités?", r"fourni\w*", "livr(?:er|é|ée|és|ées|era|ent|aisons?)",
        "sign(?:é|ée|és|ées|er|e|ent|era)", r"construi\w+", "bâti[rt]?", "bâtira", r"conçu\w*", r"développ\w+",
        r"achet\w+", "vend(?:re|u|ue|us|ues|ent|ra)", r"réserv\w+", "s'engage", r"engagé\w*", r"approvisionn\w+",
    ),
    around_comparison=frozenset(
        {"le", "la", "les", "l", "de", "du", "des", "d", "à", "au", "aux", "que", "celui d", "celui de", "l'", "d'"}
    ),
)  # fmt: skip

NAMING = Naming(
    never=frozenset(
        listed(
            """
        a abonnez-vous afp ainsi allemand allemande alors americain americaine americains ap apres au aussi
        autre autres aux avait avant avec belge billion britannique ca canadien car ce cela celle celles
        celui ceo cependant ces cet cette ceux chez chinois chinoise cinq combien comme comment commentaires
        contre credit credits d dans de deja depuis des deux dix doit dollar dollars donc dont dpa du elle
        elles en encore enfin ensuite entre espagnol est et etait euro europeen europeenne euros fait
        francais francaise gigawatt gigawatts gw huit ia ici il ils internet italien japonais je kilowatt l
        la le les leur leurs lire livres lors m ma madame mais malgre megawatt megawatts meme mes milliard
        milliards million millions mlle mm mme moins mon monsieur mw ne neerlandais neuf newsletter ni
        norvegien nos notre nous on ont or ou outre par parmi partager pas pdg pendant peut pfund photo plus
        pour pourcent pourquoi publicite publie puce puces puis quand quatre que quebecois qui quoi reuters
        sa sans se selon sera seront ses si six son sont source sous suedois suisse sur terawattheures tous
        tout toute toutefois toutes tres trillion trois tu twh un une vers voir vos votre vous watt watts
        web yen
        """
        )
    ),
    determiners=frozenset(listed("ce cet cette de des la le les leur nos notre sa ses son un une")),
    joints=frozenset(listed("van von del al di")),
)

FORMS = Forms(
    months=MONTHS,
    weekdays=WEEKDAYS,
    short_months={
        "janv": 1, "fév": 2, "fev": 2, "févr": 2, "mar": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aoû": 8,
        "aou": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "déc": 12,
    },
    short_day="{day}/{number}",
    tied_before=":;!?»%",
    tied_behind="«",
    first_day="1er",
    clock="{hour}\u202fh\u202f{minute:02}",
    full_hour="{hour}\u202fh",
    moment="{day} à {clock}",
    weekday="{weekday} {moment}",
    period="du {start} au {end}",
    period_of_day="{day}, de {start} à {end}",
    until="jusqu’au {end}",
    thousands="\u202f",
    large=((1e9, "Md"), (1e6, "M")),
    large_gap=" ",
    percent="{}\u202f%",
    money="{amount} {sign}",
    hedges={
        "up to": "jusqu’à",
        "at least": "au moins",
        "about": "environ",
        "more than": "plus de",
        "less than": "moins de",
    },
    chips="puces",
)  # fmt: skip

LANGUAGE = Language(
    code="fr",
    rarest=8.5,
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
