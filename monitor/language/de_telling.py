"""How German sentences refer to earlier ones, name authors, dates and reasons."""

from __future__ import annotations

from monitor.language.shape import Telling

TELLING = Telling(
    openings=(
        r"er|sie|es|ihm|ihn|ihnen|ihre?[rnms]?|seine?[rnms]?|dies\w*|jene\w*|(?:das|der|die)(?= (?-i:[a-zäöü])\w* (?-i:[a-zäöü])\w*)"
        r"|das (?:ist|sind|sei|seien|war|waren|hat|haben|wäre|würde|wird|werden|soll|sollen|kann|könnte|dürfte|gab|gaben|gilt|geht|macht|heißt|bedeutet|entspricht|\w+te[nt]?)|\S+ (?:\S+ )?(?:ihn|ihm)|dessen|deren"
        r"|da(?:bei|mit|für|von|ran|rauf|raus|zu|rüber|durch|gegen|nach|vor|rin|runter)|des(?:halb|wegen)|daher|dort|hier\w*|zudem|außerdem|überdies"
        r"|auch|ebenso|ebenfalls|hinzu|aber|doch|denn|und|oder|so|dennoch|jedoch|trotzdem|allerdings|stattdessen|zuvor|dann|anschließend"
        r"|man|beide[rns]?|wir|ich|uns\w*|solche\w*|letztere\w*|erstere\w*|mehr dazu|gleichzeitig|zugleich|hingegen|indes|unterdessen|nun|jetzt|damals|im gegenzug|mit dem geld|ein jahr (?:zuvor|vorher)"
        r"|gegenüber|nebenan|draußen|drinnen|wie (?:es|er|sie|gesagt|berichtet|erwähnt|schon|bereits|immer)|zum (?:beispiel|vergleich)|was|warum|weitere(?! \d)"
    ),
    speakers=(r"(?:sagte?|sagten|erklärte|betonte|ergänzte|schrieb|fügte|meinte|so) (?:er|sie)\b(?! \w+en\b)",),
    bodies=(),
    pointers=(
        r"^(?:der|die|das) (?:übrige|restliche|verbleibende|andere|rest)\w*\b",
        r"^(?:der|die|das) [\w-]+, (?:der|die|das|dessen|deren)\b",
        r"(?:darf|will|soll|hat|hatte|kann|muss|wird|ist|war) (?:er|sie|es)\b(?! \w+en\b)",
        r"(?-i:[a-zäöü])\w{2,}(?:t|te) er\b",  # "die Investition beziffert er auf …"
        r"^da (?:kommen|kommt|ist|sind|war|geht|gibt)\b",
        "^(?:am vortag|tags zuvor|am selben tag)",
        "^(?:erstens|zweitens|drittens|schließlich)",
        "^(?:betroffen|vorausgegangen|vorangegangen|auslöser|ursache|grund|anlass|hintergrund) (?:ist|sind|war|waren|seien|sei)",
        r"(?<!, )da(?:mit|zu|ran|raus|gegen|nach|rüber)\b",
        r"dort\w*",
        "hier(?! (?:in|im|am|bei)\\b)",
        r"^(?:bis|wenn|sobald|falls|weil|obwohl|nachdem|bevor|als|solange) (?:er|sie|es)\b",
        "deshalb",
        "deswegen",
        "dadurch",
        "davon",
        "darin",
        "dafür",
        "dabei",
        "hier(?:für|bei|von)",
        "diese[rmns]?(?! (?:woche|monat|jahr|tag|quartal))",
    ),
    sequels=(
        r".*\bsagte (?-i:(?![a-zäöüß])[^\W\d_])\w+(?=[.,]|$)",  # a person by one name, who was introduced before
        r"(?:\S+ ){1,4}(?:auch|zudem|außerdem|ebenfalls)\b",
        r"(?:im rahmen|teil) (?:der|des) (?:vereinbarung|vertrags|abkommens|partnerschaft)\b",
    ),
    stand_ins=(
        r"(?:der|die|das) (?:[\w-]+-)?(?:unternehmen|konzern|firma|gesellschaft|hersteller|anbieter|start-?up|entwickler)",
    ),
    turns=("jedoch", "allerdings"),
    noise=(
        "(?:früheren|vorigen) (?:fassung|version)",
        "lesen sie",
        "lies auch",
        "mehr zum thema",
        "werbung",
        "kommentar",
        "alle rechte",
        r"\bklick",
        r"dieser (?:artikel|beitrag|text)\b",
        "lesezeit",
        "abonn",
        "probemonat",
        r"\bhinweis nach §",
    ),
    credits=("foto", "bild", "quelle"),
    by=("von",),
    staff=("(?:der |unserer )?redaktion",),
    authors=("text", "autorin?"),
    and_=("und", "von", "für"),
    stops_at_place=True,
    labels=(
        "exklusiv",
        "eil",
        "korr",
        "analyse",
        "kommentar",
        "bericht",
        "hintergrund",
        "interview",
        "meldung",
        "kurz",
    ),
    agenda={
        "hearing": ("anhörung", "erörterungstermin"),
        "vote": ("abstimm", r"stimmt\b.* ab\b", "stadtratssitzung"),
        "deadline": (r"\bfrist\b", "spätestens", r"\bbis zum\b"),
        "decision": ("entscheid", "urteil"),
        "talks": (r"\bsitzung", r"treffen\b", r"prozess\b"),
        "start": ("in betrieb", "ans netz", "eröffn", "beginn"),
        "delivery": ("liefer",),
        "numbers": ("quartalszahlen", "geschäftszahlen"),
    },
    background=(
        r"\bim (?:vorjahr|vergangenen jahr|abgelaufenen)",
        r"\bbis(?:her|lang)\b",
        r"\bzuletzt\b",
        r"\bseit 20\d\d",
        r"\bvergleich",
        r"\bumgerechnet\b",
        r"\bkonkurren",
        r"\bkritiker",
        r"\banalyst",
        r"\bgegründet",
        r"\bumsatz",
        r"\baktie",
        r"\bbranchen(?:kenner|insider)",
        r"\bmarktkenner",
        r"\bhatte\w* (?:erst|schon|bereits)\b",
    ),
    coming=(
        r"\bsoll(?:en)?\b",
        r"\bw(?:ird|erden)\b",
        r"\bab\b",
        r"\bbis\b",
        r"\bgeplant",
        r"\bvorgesehen",
        r"beginn\w*",
    ),
    locations=("in", "im", "bei", "nahe", "für"),
    whose=(r"sein\w*", r"ihr\w*"),
    selves=r"(?:heute )?wir\b",
    comments=(
        r"\b(?:kommentar|meinung|analyse|kolumne|leitartikel|glosse|essay|podcast|newsletter|presseschau|hintergrund|interview)\b(?:\s*[:|–—-]|$)",
        r"^(?:die|der|das) (?:kolumne|kommentar|analyse|wochen\w*|woche)\b",
        r"^(?:warum|wieso|weshalb|wie|was|wer|folge \d+)\b",
        r"[:–—-] (?:warum|wieso|weshalb|wie|was|wer)\b",
        r"\b(?:\d+|zehn|fünf|drei) (?:dinge|fragen|gründe|fakten)\b",
        r"\b(?:wochenrückblick|rückblick|überblick|kompakt|morgenlage|presseschau|wochenschau)\b",
        r"\bwas (?:das|es) bedeutet\b",
        r"\?\W*$",
    ),
    persons=("ich", "mir", "mich"),
    reasons=("weil", "wegen", "grund", "gründe", "nachdem"),
)
