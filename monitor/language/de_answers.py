"""How readers answer a mail in German, and what German mail programs put around their words."""

from __future__ import annotations

from monitor.language.shape import Answers, listed

ANSWERS = Answers(
    acts={
        "relevant": ("relevant", "passt zum thema", "gehört dazu", "mehr davon"),
        "not-relevant": (
            "nicht relevant", "irrelevant", "kein thema", "gehört nicht dazu", "passt nicht", "falsches thema",
            "uninteressant", "nicht interessant", "interessiert mich nicht",
        ),
        "mute": ("stumm", "stummschalten", "stumm schalten", "nichts mehr davon", "ausblenden"),
        "follow": ("folgen", "verfolgen", "folge", "beobachten", "dranbleiben"),
        "split": ("trennen", "teilen", "aufteilen", "auseinander"),
        "join": ("verbinden", "zusammen", "zusammenlegen", "zusammenführen", "gehört zu", "dasselbe wie", "gleich"),
        "known": ("bekannt", "schon bekannt", "bereits bekannt", "kenne ich", "kenne ich schon", "weiß ich"),
        "wrong-number": ("falsch", "falsche zahl", "zahl falsch", "zahl ist falsch", "stimmt nicht"),
        "undo": ("rückgängig", "zurücknehmen", "widerrufen", "zurück"),
        "unsubscribe": ("abbestellen", "abmelden", "austragen", "keine mails mehr", "stopp"),
    },
    names=listed("name namen"),
    outlets=listed("quelle zeitung medium seite"),
    spans={
        "tag": 1, "tage": 1, "tagen": 1, "woche": 7, "wochen": 7, "monat": 30, "monate": 30, "monaten": 30, "jahr": 365,
    },
    always=("für immer", "dauerhaft", "immer", "auf dauer"),
    fillers=listed(
        "der die das den dem ein eine und für von bitte meldung meldungen nummer nr es ist dies diese mit zu im als"
        " danke mir schon lang"
    ),
    leads=(r"am .{4,200} schrieb.{0,200}:?", r".{3,120} schrieb am .{4,100}:?", r"(?:von|gesendet): .{3,200}"),
    heads=listed("von gesendet an betreff datum cc bis antwort"),
    breaks=("ursprüngliche nachricht", "originalnachricht", "weitergeleitete nachricht", "original-nachricht"),
    signed=("von meinem", "gesendet von", "gesendet mit", "diese nachricht wurde von", "holen sie sich outlook"),
    absent=("automatische antwort", "abwesenheit", "abwesend", "ich bin nicht im büro", "autom. antwort"),
)  # fmt: skip
