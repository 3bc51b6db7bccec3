"""Probleme auf Deutsch: was schiefging, und was zu tun ist."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "as-told": "{words}",
    # Die Antwort
    "http": "{host} antwortet mit einem Fehler (HTTP {status})",
    "http-400": "{host} versteht die Anfrage nicht (HTTP {status})",
    "http-401": "{host} verlangt eine Anmeldung (HTTP {status})",
    "http-402": "{host} verlangt Bezahlung (HTTP {status})",
    "http-403": "{host} lässt uns nicht lesen (HTTP {status})",
    "http-404": "{host} kennt die Seite nicht (HTTP {status})",
    "http-410": "{host} sagt, es gebe sie nicht mehr (HTTP {status})",
    "http-429": "{host} sagt, wir fragten zu oft (HTTP {status})",
    "http-451": "{host} darf sie aus rechtlichen Gründen nicht zeigen (HTTP {status})",
    "http-500": "{host} hat selbst einen Fehler (HTTP {status})",
    "http-502": "{host} erreicht den eigenen Hintergrunddienst nicht (HTTP {status})",
    "http-503": "{host} ist zurzeit nicht verfügbar (HTTP {status})",
    "http-504": "{host} bekommt vom eigenen Hintergrunddienst keine Antwort (HTTP {status})",
    "no-feed": "eine Antwort ohne Feed (HTTP {status})",
    "held-back": "{host} will bis {time} UTC nicht gefragt werden",
    "too-large": "die Antwort von {host} ist zu groß ({reason})",
    "announced": "angekündigt sind {bytes} Bytes",
    "more-than": "mehr als {mib} MiB",
    "undecodable": "{host}: {reason}",
    "coding-broken": "der Inhalt ist kein gültiges {coding}",
    "coding-cut": "der Inhalt endet zu früh",
    "coding-unknown": "der Server verwendet eine Kodierung, die wir nicht verlangt haben ({coding})",
    # Die Verbindung
    "timeout": "{host} hat nicht innerhalb von {seconds} Sekunden vollständig geantwortet",
    "private": (
        "{host} führt zu einer verbotenen Adresse: "
        "{address} ist nicht öffentlich (MONITOR_ALLOW_PRIVATE kann sie erlauben)"
    ),
    "dns": "der Name {host} lässt sich nicht auflösen",
    "tls": "keine vertrauenswürdige TLS-Verbindung zu {host}: {reason}",
    "bad-host": "{host} ist keine Adresse, die wir fragen",
    "bad-address": "keine Adresse, die wir fragen: {reason}",
    "no-address": "die Adresse ist keine, die wir fragen",
    "broke-off": "{host} hat mitten in der Antwort abgebrochen",
    "not-http": "{host} spricht kein HTTP, das wir kennen: {reason}",
    "connect": "keine Verbindung zu {host}: {reason}",
    "connection-refused": "Verbindung abgelehnt",
    "connection-reset": "Verbindung von der Gegenseite beendet",
    "network-unreachable": "das Netz ist nicht erreichbar",
    "no-route": "kein Weg dorthin",
    # Weiterleitungen
    "redirects": "{host} leitet mehr als {hops} Mal weiter",
    "redirect-refused": "{host} leitet dorthin weiter, wohin wir nicht gehen: {reason}",
    "redirect-nowhere": "{host} leitet zu etwas weiter, das keine Adresse ist",
    "scheme": "{scheme} statt http oder https",
    "no-scheme": "weder http noch https",
    "no-host": "kein Rechnername",
    "user-name": "sie enthält einen Benutzernamen",
    # robots.txt
    "robots": "robots.txt von {host} erlaubt das Lesen dieser Seite nicht",
    "robots-unread": "robots.txt ist nicht zu lesen, darum auch die Seite nicht: {reason}",
    # Das Dokument eines Feeds
    "empty": "die Antwort ist leer",
    "bomb": "seine XML-Entitäten würden den Speicher füllen",
    "too-deep": "das Dokument ist zu tief verschachtelt",
    "unreadable": "das Dokument lässt sich nicht lesen ({name})",
    "cut-short": "das Dokument endet zu früh",
    "not-xml": "kein wohlgeformtes XML: {reason}",
    "not-xml-line": "kein wohlgeformtes XML, Zeile {line}: {reason}",
    "web-page": "eine Webseite, kein Feed",
    "not-a-feed": "kein Feed in einem Format, das wir kennen",
    "not-json": "kein wohlgeformtes JSON",
    "not-json-feed": "JSON, aber kein JSON Feed",
    # Die Seite eines Artikels
    "no-link": "der Eintrag hat keinen Link",
    "page-status": "die Seite antwortete mit {status}",
    "page-kind": "die Seite ist {kind}, kein Text",
    "page-textless": "die Seite hat keinen lesbaren Text",
    "page-wall": "die Seite verlangt Einwilligung oder Bezahlung",
    "feed-longer": "der Feed hat mehr Text als die Seite",
    "pay-wall": "eine Bezahlschranke: nur der freie Anfang und was der Feed sagt",
    # Aufgegebene Arbeit
    "slow": "{name} brauchte länger als {seconds} Sekunden und wurde angehalten",
    "worker-broken": "{name} hat seinen Arbeitsprozess beendet ({reason})",
    "worker-memory": "{name} braucht mehr als {mib} MiB Speicher",
    "stopping": "{name} wurde angehalten, weil das Programm endet",
    "crash": "{name}: {words}",
}

_TRY = "die Adresse mit `monitor feeds try` prüfen"
_WAIT = "nichts zu tun, solange es nicht dauert"
_BROWSER = "die Adresse im Browser öffnen und die, bei der er ankommt, in feeds.yaml schreiben"
_ADDRESS = "die Adresse prüfen oder ihr Netz in MONITOR_ALLOW_PRIVATE erlauben"

ADVICE: Mapping[str, str] = {
    "http": _WAIT,
    "http-400": _WAIT,
    "http-401": "der Feed braucht eine Anmeldung: in feeds.yaml https://name:passwort@… schreiben oder ihn entfernen",
    "http-402": "der Verlag will Geld dafür: den Feed entfernen oder einen freien suchen",
    "http-403": "der Verlag lässt uns nicht ein: MONITOR_CONTACT prüfen, den Verlag fragen oder den Feed entfernen",
    "http-404": "wenn es dauert, die neue Adresse mit `monitor feeds try` und der Adresse der Website suchen",
    "http-410": "den Feed entfernen oder mit `monitor feeds try` und der Adresse der Website einen anderen suchen",
    "http-429": "nichts zu tun; ein längeres `interval` macht es seltener",
    "http-451": "den Feed entfernen oder einen anderen suchen",
    "http-500": _WAIT,
    "http-502": _WAIT,
    "http-503": _WAIT,
    "http-504": _WAIT,
    "no-feed": _WAIT,
    "too-large": "mit `monitor feeds try` einen kürzeren Feed dieser Website suchen",
    "undecodable": _WAIT,
    "timeout": _WAIT,
    "private": _ADDRESS,
    "dns": "die Schreibweise in feeds.yaml und das Netz dieses Rechners prüfen",
    "tls": "die Website muss ihr Zertifikat erneuern; die Uhr dieses Rechners prüfen",
    "bad-host": _ADDRESS,
    "bad-address": _ADDRESS,
    "no-address": _ADDRESS,
    "broke-off": _WAIT,
    "not-http": _WAIT,
    "connect": "nichts zu tun, solange es nicht dauert; sonst die Adresse im Browser öffnen",
    "redirects": _BROWSER,
    "redirect-refused": _BROWSER,
    "redirect-nowhere": _BROWSER,
    "robots": "nichts zu tun; die Website will nicht von Programmen gelesen werden",
    "empty": _TRY,
    "bomb": _TRY,
    "too-deep": _TRY,
    "unreadable": _TRY,
    "web-page": "`monitor feeds try` findet den Feed einer Seite",
    "not-a-feed": _TRY,
    "not-json": _TRY,
    "not-json-feed": _TRY,
}
