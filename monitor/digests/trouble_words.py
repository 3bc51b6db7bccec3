"""What is wrong with a feed, in German. A look writes it down in English, in the forms of this table."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

GERMAN: Mapping[str, str] = {
    # The answer
    "{host} {what} (HTTP {status})": "{host} {what} (HTTP {status})",
    "does not understand the request": "versteht die Anfrage nicht",
    "wants a login": "verlangt eine Anmeldung",
    "wants payment": "verlangt Bezahlung",
    "does not let us read it": "lässt uns nicht lesen",
    "knows no such page": "kennt die Seite nicht",
    "says it is gone for good": "sagt, es gebe sie nicht mehr",
    "says we ask too often": "sagt, wir fragten zu oft",
    "may not show it for legal reasons": "darf sie aus rechtlichen Gründen nicht zeigen",
    "has an error of its own": "hat selbst einen Fehler",
    "cannot reach its own back end": "erreicht den eigenen Hintergrunddienst nicht",
    "is not available at the moment": "ist zurzeit nicht verfügbar",
    "gets no answer from its own back end": "bekommt vom eigenen Hintergrunddienst keine Antwort",
    "answers with an error": "antwortet mit einem Fehler",
    "an answer without a feed (HTTP {status})": "eine Antwort ohne Feed (HTTP {status})",
    "the answer of {host} is too large ({what})": "die Antwort von {host} ist zu groß ({what})",
    "it announces {number} bytes": "angekündigt sind {number} Bytes",
    "more than {number} MiB": "mehr als {number} MiB",
    "{host}: {what}": "{host}: {what}",
    "the body is not valid {coding}": "der Inhalt ist kein gültiges {coding}",
    "the body ends too early": "der Inhalt endet zu früh",
    "the server uses a content coding we did not ask for ({coding})": (
        "der Server verwendet eine Kodierung, die wir nicht verlangt haben ({coding})"
    ),
    # The connection
    "{host} did not answer completely within {number} seconds": (
        "{host} hat nicht innerhalb von {number} Sekunden vollständig geantwortet"
    ),
    "{host} leads to an address we do not talk to: {what}": "{host} führt zu einer verbotenen Adresse: {what}",
    "{name} is not a public address (MONITOR_ALLOW_PRIVATE can allow it)": (
        "{name} ist nicht öffentlich (MONITOR_ALLOW_PRIVATE kann sie erlauben)"
    ),
    "the name {host} cannot be resolved": "der Name {host} lässt sich nicht auflösen",
    "no trusted TLS connection to {host}: {what}": "keine vertrauenswürdige TLS-Verbindung zu {host}: {what}",
    "{host} is not an address we ask": "{host} ist keine Adresse, die wir fragen",
    "not an address we ask: {what}": "keine Adresse, die wir fragen: {what}",
    "{host} broke off in the middle of its answer": "{host} hat mitten in der Antwort abgebrochen",
    "{host} does not speak HTTP as we know it: {what}": "{host} spricht kein HTTP, das wir kennen: {what}",
    "no connection to {host}: {what}": "keine Verbindung zu {host}: {what}",
    "Connection refused": "Verbindung abgelehnt",
    "Connection reset by peer": "Verbindung von der Gegenseite beendet",
    "Network is unreachable": "das Netz ist nicht erreichbar",
    "No route to host": "kein Weg dorthin",
    # Redirects
    "{host} redirects more than {number} times": "{host} leitet mehr als {number} Mal weiter",
    "{host} redirects to where we do not go: {what}": "{host} leitet dorthin weiter, wohin wir nicht gehen: {what}",
    "{host} redirects to something that is no address": "{host} leitet zu etwas weiter, das keine Adresse ist",
    "{name} scheme, not http or https": "{name} statt http oder https",
    "no host": "kein Rechnername",
    "it carries a user name": "sie enthält einen Benutzernamen",
    # The document
    "the answer is empty": "die Antwort ist leer",
    "its XML entities would fill the memory": "seine XML-Entitäten würden den Speicher füllen",
    "the document is nested too deeply": "das Dokument ist zu tief verschachtelt",
    "the document cannot be read ({name})": "das Dokument lässt sich nicht lesen ({name})",
    "the document ends too early": "das Dokument endet zu früh",
    "not well-formed XML, line {number}: {name}": "kein wohlgeformtes XML, Zeile {number}: {name}",
    "not well-formed XML: {name}": "kein wohlgeformtes XML: {name}",
    "a web page, not a feed": "eine Webseite, kein Feed",
    "not a feed in any format we know": "kein Feed in einem Format, das wir kennen",
    "not well-formed JSON": "kein wohlgeformtes JSON",
    "JSON, but not a JSON Feed": "JSON, aber kein JSON Feed",
}
_PLACES = {"host": r"\S+|the address", "number": r"\d+", "status": r"\d+", "what": ".+", "name": ".+", "coding": ".+"}


def in_german(problem: str) -> str:
    """A problem as a look wrote it down, in German; as it is when it has another form."""
    for form, german in _forms():
        if found := form.fullmatch(problem):
            return german.format_map({name: in_german(value) for name, value in found.groupdict().items()})
    return {"the address": "die Adresse"}.get(problem, problem)


@functools.cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The forms with most words of their own come first, those that fit nearly everything last."""
    ordered = sorted(GERMAN, key=lambda english: -len(re.sub(r"\{\w+\}", "", english)))
    return tuple((_pattern(english), GERMAN[english]) for english in ordered)


def _pattern(english: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", english)
    return re.compile(
        "".join(f"(?P<{part}>{_PLACES[part]})" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    )
