"""German: words around a figure that show what it is, whose, its standing and what it replaced."""

from __future__ import annotations

from monitor.language.replacing import Changes
from monitor.language.shape import Cues, listed

CUES = Cues(
    roles={
        "contract": listed(
            "vertrag verträg vertrags abkommen vereinbar auftrag aufträg bestell miet pacht wert umfang kauf "
            "abnahm zahl "
            "verpflicht liefer rahmen unterzeichn unterschr kunde"
        ),
        "investment": listed(
            "invest beteilig finanzierungsrunde runde einlage eigenkapital steck kapital einstieg geldgeber"
        ),
        "debt": listed("kredit anleihe schuld darlehen finanzier bank fremdkapital verschuld leih konsorti zins"),
        "spending": listed("kost ausgab ausgeb budget bau teuer aufwend summe projekt"),
        "revenue": listed("umsatz erlös einnahm prognos jahresumsatz umsätz"),
        "profit": listed(
            "gewinn verlust ergebnis ebit marge netto überschuss abschreib dividend zinsaufw barmittel liquid "
            "rücklage"
        ),
        "valuation": (
            *listed("bewert börsenwert firmenwert unternehmenswert marktwert marktkapital börsengang taxier"),
            r"(?:bewertet|bewerten|taxiert|taxieren)(?:\W+\w+){0,5}\W+(?:mit|auf)(?:\W+(?:rund|etwa|über|gut|knapp))?",
        ),
        "market": listed("aktie kurs börse index dax nasdaq analyst handel kursziel anleger papier punkte"),
        "price": listed("preis tarif gebühr abo cent stückpreis entgelt"),
        "other": listed(
            "steuer strafe schaden buße spende gehalt nachlass versicher zuschuss förder subvention lohn klage "
            "gewerbesteuer entschädig arbeitsplätz stell gemeinde"
        ),
        "power": listed(
            "leistung kapazit rechenzentr campus standort anschluss last netz gelände bedarf server chips halle rechen"
        ),
        "supply": listed(
            "solar wind reaktor turbine kern gas batterie kraftwerk erzeug wasserkraft diesel photovoltaik park"
        ),
        "elsewhere": listed("land weltweit global haushalt bundes region europa verbrauch stadtwerk norweg deutsch"),
        "growth": listed("stieg steig fiel fall wuchs wachs plus minus zunahm rückgang prozent legt kletter sank"),
        "per": ("pro", "je", "jährlich", "im jahr", "monatlich", "pro jahr", "stündlich"),
        "total": listed("insgesamt gesamt zusammen summe alles"),
    },
    standing={
        "denied": (
            "dement", "wies", "zurückgewiesen", "bestreit", "falsch", "unzutreffend", "nie", "entbehr", "stimmt nicht",
        ),
        "corrected": ("korrig", "korrektur", "berichtig", "irrtümlich", "richtigstell", "versehentlich"),
        "option": ("option", "bis zu", "erweiterbar", "ausgebaut werden", "recht auf", "könnte"),
        "part": ("erste", "zunächst", "davon", "teil", "tranche", "abschnitt", "bisher", "anteil", "baustufe"),
        "total": ("insgesamt", "gesamt", "zusammen", "alles in allem"),
        "old": (
            "bislang", "zuvor", "ursprünglich", "statt", "anstelle", "früher", "vorjahr", "bisher", "nach zuletzt",
            "vor einem jahr",
            "gegenüber", "noch",
            # what was given up: the cue governs the next figure, not the one that takes its place
            r"(?:kippt|storniert|verwirft|verwarf|begräbt|bläst|kündigt)\b[^|\d]{0,40} \|",
            r"\|[^|\d]{0,24}\b(?:(?:ge)?(?:platzt|scheitert|kippt)|gekündigt)\b",
            r"\|[^|\d]{0,24}\b(?:vom tisch|storniert|abgesagt|begraben|aufgegeben)",
        ),
        "hypothetical": ("schätzt", "prognostizier", "wenn", "falls", "würde", "könnte", "wäre"),
        "reported": ("soll ", "sollen ", "berichte", "insider", "kreise", "angeblich", "medienbericht", "gerücht"),
        "planned": ("plan", "geplant", "wird ", "werden", "ziel", "erwart", "will ", "vorgesehen", "bis 20", "ab 20"),
        "proposed": ("vorschlag", "vorgeschlagen", "beantrag", "antrag", "verhandel", "gespräch", "erwäg", "prüf"),
        "announced": ("angekündigt", "kündigt", "teilte", "sagte", "vorgestellt", "mitteilung"),
        "agreed": (
            "unterzeichn", "vereinbar", "vertrag", "abgeschlossen", "genehmig", "bestellt", "gesichert", "unterschr",
        ),
        "yardstick": (
            r"ein (?:gigawatt|megawatt)(?: \w+){0,6} kostet",
            r"so viel(?: \w+)? wie", "genug für", "entspricht", "vergleich", "doppelt so"),
    },
    places=("in", "bei", "im", "aus", "am", "nahe", "nach"),
    sides=("mit", "von", "an", "für", "vom", "und", "zwischen", "durch", "bei"),
    roles_named=listed(
        "betreiber entwickler unternehmen firma konzern lieferant versorger bank bauherr hersteller startup "
        "anbieter gruppe "
        "vermieter partner rivale konkurrent geldgeber kreditnehmer chiphersteller mieter investor projektierer "
        "eigentümer kunde abnehmer zulieferer baufirma"
    ),
    acts=listed(
        "baut plant will hat ist wird sagte teilte kauft verkauft vermietet mietet investiert zahlt leiht nimmt "
        "soll erwartet "
        "liefert kündigte unterzeichnete errichtet beziffert gibt rechnet"
    ),
    clauses=("und", "während", "aber"),
    givers=("von", "durch", "vom"),
    into=("in", "für", "an", "bei"),
    pronouns=(
        "es", "sie", "ihr", "sein", "seine", "ihre", "der konzern", "das unternehmen", "die firma", "der betreiber",
    ),
    relatives=("der", "die", "das", "dem", "den", "dessen", "deren", "wo", "wobei"),
    possessive=("von", "des", "der", "für"),
    former=(r"ehemal\w+", r"früher\w*", r"einstig\w*", "ex"),
    apart={
        "other": (
            r"\w*schadens?\b", r"\w*schäden\b", "schadensersatz", "schadenersatz", "strafe", "geldbuße", "bußgeld",
            "klage", "entschäd", "verklag", "verurteil", "streitwert", "bürgschaft", "ausfall", "ausfälle", "verlust",
            "stillstand",
            r"\w*steuer(?:erlass|nachl[aä]ss|vorteil|befreiung|gutschrift|ausf[aä]ll)", r"\w*auftragsbestand",
            r"(?:kreis|stadt|gemeinde|kommunal|jahres|landes)haushalt", r"haushalt(?:svolumen)? von",
        ),
        "revenue": (
            r"(?:umsatz|gewinn|ergebnis|absatz|erlös)\w*(?:prognose|ziel|erwartung)", "auftragseing[aä]ng",
            "(?:gewerbe|grund)steuer(?!erlass|nachl|befrei|vorteil|ausf)", "steuereinnahmen",
            r"setz(?:t|te|en|ten) [^.;:#]{0,70}(?<!für )#(?: \w+)? um\b",
        ),
        "profit_loss": (
            r"\w*abschreib", "abgeschrieben", "wertberichtig", r"schreib\w+ [^.;:#]{0,70}#(?: \w+)? ab\b",
        ),
        "valuation": (r"börsen(?:wert|bewertung)\w*", "marktkapitalisierung", r"marktwerte?s?\b"),
    },
    priced=(r"ein(?:e|en)? [\w-]+(?: [\w-]+){0,6} (?:kostet|verschlingt)",),
    users=("für", "an"),
    used=(
        "rechenzent", "campus", "standort", "projekt", "auftrag", "vertrag", "rechner", "bau", "vorhaben", "areal",
        "gelände",
    ),
    rents=(
        "mietet", "pachtet", "übernimmt", "nimmt", "kauft", "bestellt", "bucht", "nutzt", "belegt", "verpflichtet sich",
        "wird mieter", "zieht ein",
    ),
    builds=(
        "(?:will |wollte )?bau(?:t|en)", "errichtet", "investiert", "leiht", "besitzt", "finanziert", "steckt",
        "veranschlagt", "beziffert", "sichert sich", "nimmt .{0,40}auf", "plant",
    ),
    tenants=("mieter", "kunde", "abnehmer"),
    owners=(
        "betreiber", "entwickler", "bauherr", "vermieter", "kreditnehmer", "projektierer", "eigentümer", "versorger",
    ),
    fields=("ai", "ki"),
    persons=listed(
        "analyst analystin chef chefin vorstand vorständin finanzvorstand finanzvorständin vorstandschef "
        "vorstandschefin gründer gründerin präsident präsidentin sprecher sprecherin bürgermeister "
        "bürgermeisterin minister ministerin direktor direktorin professor professorin ökonom ökonomin "
        "kämmerer kämmerin landrat landrätin richter richterin geschäftsführer geschäftsführerin anwalt "
        "anwältin herr frau dr prof"
    ),
)  # fmt: skip

# What an amount was before; what somebody only asked for is no old amount
PLANNED = (
    "geplant|vorgesehen|angekündigt|vereinbart|zugesagt|erwartet|unterschrieben|unterzeichnet|bewilligt|genehmigt|"
    "bestellt|beschlossen|veranschlagt|versprochen|gezeichnet|angesetzt|gestartet"
)

CHANGES = Changes(
    from_=("von", "von (?:rund|etwa|bislang|bisher|zuvor|zuletzt|geplanten|ursprünglich)"),
    to=("auf(?: (?:rund|etwa|nun|jetzt|nunmehr))?",),
    instead=(
        "statt",
        "anstelle",
        "nach(?: (?:bisher|zuvor|zuletzt))",
        "gegenüber",
        "anstatt",
        r"[,(–-] ?(?:bisher|bislang|zuvor)",
        rf"[,;] (?:ursprünglich )?(?:{PLANNED}) waren?(?: \w+)?",
    ),
    first=("statt", "anstelle von", "anstatt", rf"(?:{PLANNED}) waren?"),
    turned=(("aus", "(?:werden|wurden|wird|sind)(?: nun| jetzt| mindestens| rund)?"),),
    earlier=(r"(?:bislang|bisher|zuvor|ursprünglich|am (?:vorabend|\w+tag|mittwoch)) (?:noch )?(?:waren?|hatten?)",),
    had=("waren?", "hatten?"),
    planned=(PLANNED,),
    another=(r"(?:vorig|früher|ander|erst|zweit|weiter|letzt)e[nrms]?",),
    others=(r"für (?:die|den|das|jene|ein)\w*", r"bei (?:den|der|dem|jenen)"),
    trends=(
        "ein jahr zuvor",
        "im vorjahr",
        "vor einem jahr",
        "im vorquartal",
        r"(?:anfang|mitte|ende) 20\d\d",
        r"(?:im jahr )?20\d\d",
        "(?:in diesem|dieses|im (?:nächsten|laufenden)) jahr",
        r"bis 20\d\d",
    ),
    after=("und", "vorgesehen", "geplant", "verfügbar"),
)
