"""Was einem Leser geantwortet wird, der zurückgeschrieben hat, auf Deutsch."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "answer-subject": "Ihre Antwort auf „{title}“",
    "answer-done": "Erledigt:",
    "answer-mute": "{what} ist stumm{until}",
    "answer-follow": "{what} wird verfolgt: jeder neue Schritt wird gemeldet",
    "answer-known": "{what} ist bekannt: nur Neues darin wird gemeldet",
    "answer-relevant": "{what} gehört zum Thema: gemerkt für ähnliche Texte",
    "answer-not-relevant": "{what} ist nicht relevant: kommt nicht mehr",
    "answer-split": (
        "{what} ist getrennt: 1 Bericht ist eine eigene Meldung | {what} ist getrennt: {n} Berichte sind eine"
        " eigene Meldung"
    ),
    "answer-join": "{what} und die andere Meldung sind eine",
    "answer-wrong-number": "{amounts} in {what} ist als falsch markiert",
    "answer-pause": "keine Mails von „{title}“ mehr an diese Adresse",
    "answer-undo": "(rückgängig mit der Zeile „rückgängig {id}“)",
    "answer-undone": "rückgängig gemacht: {id}",
    "answer-failed": "Nicht möglich: „{line}“: {problem}",
    "answer-unclear": "Nicht verstanden: „{line}“",
    "answer-nothing": "Keine Zeile Ihrer Mail wurde verstanden.",
    "answer-help": (
        "Verstanden wird, je eine Zeile: „3 stumm 7 Tage“, „2 nicht relevant“, „1 folgen“, „2 bekannt“, „4 "
        "trennen“, „1 mit 3 verbinden“, „4 falsch 1,5 GW“, „Quelle example.org stumm“, „rückgängig 12“, "
        "„abbestellen“."
    ),
    "answer-of": "Die Nummern sind die der Ausgabe vom {day}.",
}
