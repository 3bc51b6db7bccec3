"""How readers answer a mail in German, and what German mail programs put around their words."""

from __future__ import annotations

from monitor.language.shape import Answers, listed

ANSWERS = Answers(
    acts={
        "relevant": ("relevant", "passt zum thema", "gehört dazu", "mehr davon", "wichtig", "interessant"),
        "not-relevant": (
            "nicht relevant", "irrelevant", "kein thema", "gehört nicht dazu", "passt nicht", "falsches thema",
            "uninteressant", "nicht interessant", "interessiert mich nicht", "interessiert nicht", "unwichtig",
            "nicht wichtig", "unwesentlich", "nicht so wichtig", "egal", "kein interesse", "unpassend", "weniger davon",
        ),
        "mute": (
            "stumm", "stummschalten", "stumm schalten", "stumm stellen", "stummstellen", "stumm machen",
            "nichts mehr davon", "ausblenden", "blende aus", "verbergen", "verstecken", "unterdrücken",
            "nicht mehr zeigen", "nicht mehr anzeigen", "nicht mehr melden",
        ),
        "follow": (
            "folgen", "verfolgen", "folge", "beobachten", "dranbleiben", "weiter verfolgen", "weiterverfolgen",
            "weiter beobachten", "im auge behalten",
        ),
        "split": ("trennen", "teilen", "aufteilen", "auseinander"),
        "join": ("verbinden", "zusammen", "zusammenlegen", "zusammenführen", "gehört zu", "dasselbe wie", "gleich"),
        "known": (
            "bekannt", "schon bekannt", "bereits bekannt", "kenne ich", "kenne ich schon", "kannte ich",
            "kannte ich schon", "weiß ich", "wusste ich", "wusste ich schon", "nichts neues", "alt",
        ),
        "wrong-number": (
            "falsch", "falsche zahl", "zahl falsch", "zahl ist falsch", "stimmt nicht", "zahl stimmt nicht",
            "zahlen stimmen nicht", "zahlen falsch", "falsche zahlen",
        ),
        "undo": ("rückgängig", "rückgängig machen", "zurücknehmen", "widerrufen", "zurück"),
        "unsubscribe": (
            "abbestellen", "abbestellung", "abmelden", "melde ab", "abmeldung", "austragen", "keine mails mehr",
            "stopp", "aus dem verteiler nehmen", "vom verteiler nehmen", "aus der liste nehmen",
        ),
    },
    names=listed("name namen"),
    outlets=listed("quelle zeitung medium seite"),
    spans={
        "tag": 1, "tage": 1, "tagen": 1, "woche": 7, "wochen": 7, "monat": 30, "monate": 30, "monaten": 30, "jahr": 365,
    },
    always=("für immer", "dauerhaft", "immer", "auf dauer"),
    fillers=listed(
        "der die das den dem ein eine und für von bitte meldung meldungen nummer nr es ist dies diese mit zu im als"
        " danke mir schon lang zum zur hallo letzte letzten letztes änderung aktion nun jetzt mal gerne gern"
        " ok sorry entschuldigung mich uns"
    ),
    doubts=listed(
        "nicht nur wenn falls aber sondern außer kein keine keinen erst ohne jedoch doch solange sofern vielleicht"
        " statt"
    ),
    closings=(
        "mit freundlichen grüßen", "mit freundlichem gruß", "freundliche grüße", "viele grüße", "beste grüße",
        "liebe grüße", "schöne grüße", "herzliche grüße", "grüße", "gruß", "mfg", "vg", "lg", "danke", "vielen dank",
        "besten dank",
    ),
    leads=(r"am .{4,200} schrieb.{0,200}:?", r".{3,120} schrieb am .{4,100}:?", r"(?:von|gesendet): .{3,200}"),
    heads=listed("von gesendet an betreff datum cc bis antwort"),
    breaks=("ursprüngliche nachricht", "originalnachricht", "weitergeleitete nachricht", "original-nachricht"),
    signed=("von meinem", "gesendet von", "gesendet mit", "diese nachricht wurde von", "holen sie sich outlook"),
    absent=("automatische antwort", "abwesenheit", "abwesend", "ich bin nicht im büro", "autom. antwort"),
)  # fmt: skip
