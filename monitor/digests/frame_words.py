"""The table behind `words`: name → (German, English); " | " parts the form for one from the form for several."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    # The head
    "title": ("Nachrichten", "News"),
    "edition": ("Ausgabe {number}", "Edition {number}"),
    "period": ("{period} (Zeit in {place})", "{period} (time in {place})"),
    "catch-up": (
        "Nachholausgabe: sie umfasst {days} Tage, weil dazwischen keine verschickt wurde.",
        "Catch-up edition: it covers {days} days, because none was sent in between.",
    ),
    "minute": ("Das Wichtigste", "What matters most"),
    "must": ("Das sollten Sie wissen", "Must know"),
    "should": ("Auch wichtig", "Should know"),
    "also": ("Außerdem", "Also notable"),
    "already": ("Schon bekannt", "Already known"),
    "already-note": (
        "Neue Berichte über Bekanntes, ohne neue Angaben.",
        "New reports on what you already know, with nothing to add.",
    ),
    "more": (
        (
            "Eine weitere Meldung steht auf der Seite dieser Ausgabe. | "
            "{n} weitere Meldungen stehen auf der Seite dieser Ausgabe."
        ),
        "One more story is on the page of this edition. | {n} more stories are on the page of this edition.",
    ),
    "continue": ("Weiter auf der Seite dieser Ausgabe", "Continue on the page of this edition"),
    "nothing": ("Nichts Neues in dieser Zeit.", "Nothing new in this time."),
    # The subject
    "subject-count": ("eine neue Meldung | {n} neue Meldungen", "one new story | {n} new stories"),
    "subject-change": ("{who}: {new} statt {old}", "{who}: {new} instead of {old}"),
    "subject-nothing": ("{title}: nichts Neues", "{title}: nothing new"),
    "subject-broken": (
        "Achtung: {n} von {all} Quellen gestört",
        "Warning: {n} of {all} sources failing",
    ),
    # A card
    "new": ("neu", "new"),
    "update": ("aktualisiert", "updated"),
    "known": ("bekannt", "known"),
    "whats-new": ("Neu", "What is new"),
    "whats-new-since": ("Neu seit dem {day}", "New since {day}"),
    "first-named": ("erstmals genannt", "named for the first time"),
    "figures": ("Zahlen", "Figures"),
    "known-before": ("Bekannt war", "Known before"),
    "from-seed": ("Startbestand", "starting corpus"),
    "told-on": ("Ausgabe vom {day}", "edition of {day}"),
    "reports": ("1 Bericht | {n} Berichte", "1 report | {n} reports"),
    "of-them-new": ("davon {n} neu | davon {n} neu", "{n} of them new | {n} of them new"),
    "origins": ("1 Ursprung | {n} unabhängige Ursprünge", "1 origin | {n} independent origins"),
    "more-reports": ("und 1 weiterer | und {n} weitere", "and 1 more | and {n} more"),
    "why": ("Warum Sie das sehen", "Why you see this"),
    "only-in": (
        "Nur in den Berichten auf {name}",
        "Only in the {name} reports",
    ),
    "copy": ("fast gleicher Text", "almost the same text"),
    "lead": ("ausführlichster Bericht", "fullest report"),
    "undated": ("ohne Datum", "undated"),
    "conflict": ("Angaben widersprechen sich", "Sources disagree"),
    "headline-only": ("nur die Schlagzeile lag vor", "only the headline was available"),
    # Reasons for a card
    "why-title": ("{names} im Titel", "{names} in the headline"),
    "why-names": ("nennt {names}", "names {names}"),
    "why-sure": ("Thema zu {share} sicher", "{share} certain to be on topic"),
    # Kinds of figures
    "power": ("Leistung", "Power"),
    "energy": ("Energie", "Energy"),
    "money": ("Wert", "Value"),
    "chips": ("Anzahl", "Number"),
    "share": ("Anteil", "Share"),
    "count": ("Anzahl", "Count"),
    # The ledger
    "ledger": ("Zahlen: was angekündigt ist", "Figures: what has been announced"),
    "ledger-power": ("Leistung je Partner", "Power by partner"),
    "ledger-money": ("Geld je Partner", "Money by partner"),
    "ledger-note": (
        "Höchste Angabe, die mindestens zwei Artikel nennen, sonst die neueste. Der Name der Quelle führt zu ihr.",
        "The largest amount at least two articles give, otherwise the newest. The source's name leads to it.",
    ),
    "was": ("war {old}", "was {old}"),
    "party": ("Partner", "Partner"),
    "amount": ("Angabe", "Amount"),
    "source": ("Quelle", "Source"),
    "when": ("Wann", "When"),
    # The account
    "account": ("Abrechnung", "The account"),
    "fetched": ("Eintrag geholt | Einträge geholt", "entry fetched | entries fetched"),
    "shown": ("gezeigt", "shown"),
    "merged": ("zusammengefasst", "merged"),
    "known-count": ("schon bekannt", "already known"),
    "off_topic": ("anderes Thema", "off topic"),
    "too_old": ("zu alt", "too old"),
    "failed": ("nicht lesbar", "unreadable"),
    "rule-shown": (
        "je Meldung der Bericht, der am meisten sagt",
        "for each story the report that tells most",
    ),
    "rule-merged": (
        "weitere Berichte zu einer gezeigten Meldung",
        "further reports of a story that is shown",
    ),
    "rule-known": (
        "Abschriften von Bekanntem, oder nichts darin ist neu",
        "copies of what you know, or nothing in them is new",
    ),
    "rule-off_topic": ("handelt nicht vom Thema", "not about the topic"),
    "rule-too_old": (
        "bei der Ankunft schon älter als {days} Tage",
        "already older than {days} days on arrival",
    ),
    "rule-failed": ("die Seite war nicht zu lesen", "the page could not be read"),
    "unbalanced": (
        "Die Rechnung geht nicht auf: {fetched} geholt, aber {sum} verbucht. Das ist ein Fehler des Programms.",
        "The account does not add up: {fetched} fetched, but {sum} accounted for. This is a fault of the program.",
    ),
    "account-where": (
        "Jeder nicht gezeigte Eintrag steht mit seinem Grund auf der Seite dieser Ausgabe.",
        "Every entry that is not shown stands with its reason on the page of this edition.",
    ),
    "withheld": ("Nicht gezeigt", "Not shown"),
    # Details of what is withheld
    "detail-merged": ("erzählt dasselbe wie „{title}“", "tells the same as “{title}”"),
    "detail-copy": ("fast gleicher Text wie „{title}“", "almost the same text as “{title}”"),
    "detail-known-copy": (
        "fast gleicher Text wie „{title}“ ({where})",
        "almost the same text as “{title}” ({where})",
    ),
    "detail-known-from": ("nichts Neues gegenüber „{title}“ ({where})", "nothing new beyond “{title}” ({where})"),
    "detail-too_old": ("vom {day}, {days} Tage alt bei der Ankunft", "of {day}, {days} days old on arrival"),
    "detail-off_topic": ("keine Regel des Themas trifft zu", "no rule of the topic applies"),
    "detail-other-topic": ("gehört zu keinem Thema dieser Ausgabe", "belongs to no topic of this digest"),
    "detail-minor": (
        "zum Thema, aber nicht wichtig genug für einen Alarm ({score} < {threshold})",
        "on topic, but not important enough for an alert ({score} < {threshold})",
    ),
    # Feeds
    "feeds": ("Quellen", "Sources"),
    "feeds-ok": (
        "Die Quelle antwortet. | Alle {n} Quellen antworten.",
        "The source answers. | All {n} sources answer.",
    ),
    "feed-trouble": ("{title}: {problem} (seit {since})", "{title}: {problem} (since {since})"),
    "feed-trouble-now": ("{title}: {problem}", "{title}: {problem}"),
    "feed-recovered": ("{title} ist wieder da.", "{title} is back."),
    "feed-waiting": (
        (
            "{title}: 1 Eintrag über der Grenze dieser Quelle wartet auf die nächste Ausgabe. | "
            "{title}: {n} Einträge über der Grenze dieser Quelle warten auf die nächste Ausgabe."
        ),
        (
            "{title}: 1 entry over this source's limit waits for the next edition. | "
            "{title}: {n} entries over this source's limit wait for the next edition."
        ),
    ),
    "feeds-some": (
        "{ok} von {all} Quellen antworten; was mit den übrigen ist, wurde schon gemeldet.",
        "{ok} of {all} sources answer; what is wrong with the others has been told before.",
    ),
    # The foot
    "template-problem": (
        "Ihre Vorlage hat einen Fehler, darum sehen Sie hier die mitgelieferte Form. {problem}",
        "Your template has an error, so you see the built-in form here. {problem}",
    ),
    "page": ("Die ganze Ausgabe", "The whole edition"),
    "foot": (
        (
            "Sie bekommen diese Mail, weil Ihre Adresse in feeds.yaml unter „{digest}“ steht. Sie lädt nichts nach und "
            "verfolgt niemanden."
        ),
        (
            "You get this mail because your address stands under “{digest}” in feeds.yaml. It loads nothing and tracks "
            "nobody."
        ),
    ),
    # The archive
    "archive": ("Alle Ausgaben", "All editions"),
    "archive-of": ("{title}: alle Ausgaben", "{title}: all editions"),
    "search": ("In allen Meldungen suchen", "Search all stories"),
    "search-none": ("Nichts gefunden.", "Nothing found."),
    "search-some": ("Treffer", "matches"),
    "search-script": (
        "Die Suche braucht JavaScript; alles andere geht ohne.",
        "Search needs JavaScript; everything else works without.",
    ),
    "story-history": ("Verlauf dieser Meldung", "History of this story"),
    "ledger-page": ("Zahlen über die Zeit", "Figures over time"),
    "no-figures": ("Noch keine Zahlen.", "No figures yet."),
    "contents": ("Inhalt", "Contents"),
    "skip": ("Zum Inhalt springen", "Skip to content"),
    "stories": ("1 Meldung | {n} Meldungen", "1 story | {n} stories"),
}

LANGUAGE_NAMES: dict[str, tuple[str, str]] = {
    "de": ("Deutsch", "German"),
    "en": ("Englisch", "English"),
    "fr": ("Französisch", "French"),
    "es": ("Spanisch", "Spanish"),
    "it": ("Italienisch", "Italian"),
    "nl": ("Niederländisch", "Dutch"),
    "pl": ("Polnisch", "Polish"),
    "ja": ("Japanisch", "Japanese"),
    "zh": ("Chinesisch", "Chinese"),
    "ar": ("Arabisch", "Arabic"),
    "he": ("Hebräisch", "Hebrew"),
    "ko": ("Koreanisch", "Korean"),
    "pt": ("Portugiesisch", "Portuguese"),
}
