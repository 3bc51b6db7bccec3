"""The frame in German; " | " parts the form for one from the form for several."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    # The head
    "title": "Nachrichten",
    "edition": "Ausgabe {number}",
    "period": "{period} (Zeit in {place})",
    "catch-up": "Nachholausgabe: sie umfasst {days} Tage, weil dazwischen keine verschickt wurde.",
    "must": "Das sollten Sie wissen",
    "should": "Auch wichtig",
    "also": "Außerdem",
    "already": "Schon bekannt",
    "already-note": "Neue Berichte über Bekanntes, ohne neue Angaben.",
    "more": (
        "Eine weitere Meldung steht auf der Seite dieser Ausgabe. | {n} weitere Meldungen stehen auf der "
        "Seite dieser Ausgabe."
    ),
    "continue": "Weiter auf der Seite dieser Ausgabe",
    "nothing": "Nichts Neues in dieser Zeit.",
    # The subject
    "subject-nothing": "{title}: nichts Neues",
    "subject-broken": "Achtung: {n} von {all} Quellen gestört",
    # A card
    "new": "neu",
    "update": "aktualisiert",
    "known": "bekannt",
    "whats-new": "Neu",
    "whats-new-since": "Neu seit dem {day}",
    "first-named": "erstmals genannt",
    "figures": "Zahlen",
    "known-before": "Bekannt war",
    "from-seed": "Startbestand",
    "told-on": "Ausgabe vom {day}",
    "reports": "1 Bericht | {n} Berichte",
    "of-them-new": "davon {n} neu | davon {n} neu",
    "origins": "1 Ursprung | {n} unabhängige Ursprünge",
    "more-reports": "und 1 weiterer | und {n} weitere",
    "why": "Warum Sie das sehen",
    "only-in": "Nur in den Berichten auf {name}",
    "copy": "fast gleicher Text",
    "lead": "ausführlichster Bericht",
    "undated": "ohne Datum",
    "conflict": "Angaben widersprechen sich",
    "headline-only": "nur die Schlagzeile lag vor",
    # The first screen and what is ahead
    "subject-more": "eine weitere | {n} weitere",
    "subject-digest": "{news}",
    "subject-alert": "Eilmeldung: {news}",
    "subject-review": "Rückblick: {news}",
    "gloss": "Auf {name}",
    "runs-since": "läuft seit {day}",
    "also-in": "auch bei",
    "only-at": "bei",
    "ahead": "Im Blick",
    "ahead-hearing": "Anhörung",
    "ahead-vote": "Abstimmung",
    "ahead-deadline": "Frist",
    "ahead-decision": "Entscheidung",
    "ahead-talks": "Termin",
    "ahead-start": "Beginn",
    "ahead-delivery": "Lieferung",
    "ahead-numbers": "Zahlen",
    "account-line": "{fetched} geholt: {parts}",
    "details": "Einzelheiten",
    "feeds-trouble": "{n} von {all} Quellen gestört: {names}",
    "feeds-waiting": "1 Eintrag wartet auf die nächste Ausgabe | {n} Einträge warten auf die nächste Ausgabe",
    # Reasons for a card
    "why-title": "{names} im Titel",
    "why-names": "nennt {names}",
    "why-sure": "Thema zu {share} sicher",
    # Kinds of figures
    "power": "Leistung",
    "energy": "Energie",
    "money": "Wert",
    "chips": "Anzahl",
    "share": "Anteil",
    "count": "Anzahl",
    # The ledger
    "ledger": "Zahlen: was angekündigt ist",
    "ledger-power": "Leistung je Partner",
    "ledger-money": "Geld je Partner",
    "ledger-note": (
        "Höchste Angabe, die mindestens zwei Artikel nennen, sonst die neueste. Der Name der Quelle führt zu ihr."
    ),
    "was": "war {old}",
    # The account
    "account": "Abrechnung",
    "fetched": "Eintrag geholt | Einträge geholt",
    "unbalanced": (
        "Die Rechnung geht nicht auf: {fetched} geholt, aber {sum} verbucht. Das ist ein Fehler des Programms."
    ),
    "withheld": "Nicht gezeigt",
    # Details of what is withheld
    "detail-merged": "erzählt dasselbe wie „{title}“",
    "detail-copy": "fast gleicher Text wie „{title}“",
    "detail-known-copy": "fast gleicher Text wie „{title}“ ({where})",
    "detail-known-from": "nichts Neues gegenüber „{title}“ ({where})",
    "detail-too_old": "vom {day}, {days} Tage alt bei der Ankunft",
    "detail-off_topic": "keine Regel des Themas trifft zu",
    "detail-other-topic": "gehört zu keinem Thema dieser Ausgabe",
    "detail-minor": "zum Thema, aber nicht wichtig genug für einen Alarm ({score} < {threshold})",
    "detail-several": "{n} weitere Einträge",
    "detail-backfill": "beim ersten Blick auf die Quelle nicht unter den neuesten, die genommen werden (backfill)",
    "detail-same": "Wort für Wort wie ein anderer Eintrag der Quelle",
    "detail-dropped": "ungelesen: die Quelle brachte zu viele auf einmal, oder sie waren nicht lesbar",
    # Feeds
    "feeds": "Quellen",
    "feeds-ok": "Die Quelle antwortet. | Alle {n} Quellen antworten.",
    "feed-trouble": "{title}: {problem} (seit {since})",
    "feed-trouble-now": "{title}: {problem}",
    "feed-recovered": "{title} ist wieder da.",
    "feed-waiting": (
        "{title}: 1 Eintrag über der Grenze dieser Quelle wartet auf die nächste Ausgabe. | {title}: {n} "
        "Einträge über der Grenze dieser Quelle warten auf die nächste Ausgabe."
    ),
    "feeds-some": "{ok} von {all} Quellen antworten; was mit den übrigen ist, wurde schon gemeldet.",
    # The foot
    "template-problem": "Ihre Vorlage hat einen Fehler, darum sehen Sie hier die mitgelieferte Form. {problem}",
    "page": "Die ganze Ausgabe",
    "foot": "Sie bekommen diese Mail, weil Ihre Adresse in feeds.yaml unter „{digest}“ steht.",
    # The archive
    "archive": "Alle Ausgaben",
    "archive-of": "{title}: alle Ausgaben",
    "older": "‹ vorige Ausgabe",
    "newer": "nächste Ausgabe ›",
    "search": "In allen Meldungen suchen",
    "search-scope": "Meldungen",
    "search-none": "Nichts gefunden.",
    "search-some": "Treffer",
    "search-script": "Die Suche braucht JavaScript; alles andere geht ohne.",
    "story-history": "Verlauf dieser Meldung",
    "ledger-page": "Zahlen über die Zeit",
    "no-figures": "Noch keine Zahlen.",
    "contents": "Inhalt",
    "skip": "Zum Inhalt springen",
    "editions": "1 Ausgabe | {n} Ausgaben",
    "by-month": "Alle Ausgaben nach Monaten",
    "search-newest": "Die neuesten Meldungen durchsuchen",
    "search-all": "Alle Meldungen durchsuchen",
    "withheld-more": "{n} weitere; `monitor why` findet jeden nach Adresse oder Titel",
    "stories": "1 Meldung | {n} Meldungen",
}

LANGUAGES: Mapping[str, str] = {
    "de": "Deutsch",
    "en": "Englisch",
    "fr": "Französisch",
    "es": "Spanisch",
    "it": "Italienisch",
    "nl": "Niederländisch",
    "pl": "Polnisch",
    "ja": "Japanisch",
    "zh": "Chinesisch",
    "ar": "Arabisch",
    "he": "Hebräisch",
    "ko": "Koreanisch",
    "pt": "Portugiesisch",
}
