"""What German pages say besides the article: consent, paywalls, checks for robots, errors, links, captions.

Walls are recognised by phrases, not words: they address the reader or talk about the page itself, so that a report with
the same words in another sense ("the council must agree", "35 million subscribers") does not count as one.
"""

from __future__ import annotations

from monitor.language.shape import Furniture

FURNITURE = Furniture(
    cues=(
        "werbeblocker", "abonnieren", "abo", r"abonnent\w*", "einloggen", "anmelden", r"registrier\w+",
        r"datenschutz\w*", "nutzungsbedingungen", "agb", "impressum", "alle rechte vorbehalten", "jetzt teilen",
        "teilen", "webseite", "webauftritt", "internetauftritt", "analysetechniken", "analysetools",
        "hier klicken", "weiterlesen", "mehr zum thema", "anzeige", "werbung", "push-?nachrichten",
        "foto", "symbolbild", r"kommentar\w*", r"leserbrief\w*", "probemonat", "akzeptieren und schließen",
        "anklicken", "pflichtfelder", "netiquette", "genutzten technologien", "technologien, die wir",
        r"datenverarbeitung\w*", "verarbeitung ihrer", "ihre zustimmung", "ihrer persönlichen",
        r"personenbezogen\w*",
    ),
    links=(
        "lesen sie auch", "lesetipp", "lies auch", "siehe auch", "mehr zum thema", "mehr dazu", "auch interessant",
        "passend dazu", "empfohlen", "weitere meldungen", "weitere nachrichten", "weitere themen",
    ),
    credits=("Foto", "Bild", "Symbolbild", "Quelle", "Bildquelle"),
    captions={"alliance": r"\bpicture[ -]alliance\b"},
    bylines=("foto des autors", "von admin", "quelle & bilder", "anzeige"),
    tails=(
        "zurück", "weiter", "schreibe einen kommentar", "kommentare?", "ähnliche (?:artikel|beiträge)",
        "das könnte .{0,30}interessieren", r"(?:schlagwörter|schlagworte|tags|stichwörter)\s*:.*",
        "wie bewerten sie .*", "newsletter.*", "mehr zum thema.*",
    ),
    check_titles=(
        "(?:nur )?einen (?:moment|augenblick)|sicherheits-?(?:überprüfung|prüfung|abfrage|check|kontrolle)",
        "zugriff (?:verweigert|blockiert|gesperrt)|sind sie ein (?:mensch|roboter)|bestätigen sie,? dass sie",
        "browser wird (?:überprüft|geprüft)|bot-?(?:schutz|prüfung|abfrage)",
    ),
    check_texts=(
        r"\bbestätigen sie[^.!?]{0,40}(?:mensch|roboter)|\b(?:dass sie|ich bin|sie sind) kein roboter\b|\bungewöhnliche[rn]? (?:datenverkehr|aktivität|zugriffe)",
        r"\bautomatisierte (?:zugriffe|anfragen)|\b(?:aktivieren sie|erfordert|benötigt) javascript|javascript (?:aktivieren|zu aktivieren)",
        r"\b(?:ihr|der) browser wird[^.!?]{0,20}(?:überprüft|geprüft)|\bsie (?:sind|befinden sich)[^.!?]{0,12} (?:in der )?warteschlange",
        r"\bihre (?:anfrage|verbindung) wird (?:überprüft|geprüft)|\bsie haben keine berechtigung",
    ),
    titles={
        "missing": (
            r"(?:seite|artikel|beitrag|dokument|inhalt)\b.{0,30}(?:nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden)|existiert nicht)",
            r"^(?:fehler|error) ?(?::|–|-)? ?4\d\d|^nicht gefunden",
        ),
        "denied": (
            "zugriff (?:verweigert|gesperrt)|zugang (?:verweigert|gesperrt)|in ihrem land nicht verfügbar",
        ),
        "down": (
            r"wartung(?:s|sarbeiten|smodus)?\b|(?:vorübergehend|zurzeit|derzeit) nicht (?:erreichbar|verfügbar)|gleich wieder (?:da|zurück)",
            "bald wieder (?:da|zurück)|domain steht zum verkauf|technische störung|^störung$",
        ),
        "wall": (
            r"^(?:anmelden|anmeldung|login|registrieren|abonnieren)\b",
            "(?:cookie|datenschutz|privatsphäre)-?.{0,3}(?:einstellungen|hinweis|einwilligung|zustimmung)|bevor sie (?:fortfahren|weiterlesen)",
            "^zustimmung|^einwilligung|alters(?:prüfung|verifikation|freigabe)|adblocker erkannt",
            "browser (?:wird )?(?:nicht unterstützt|veraltet)",
        ),
    },
    about_itself={
        "missing": (
            r"\b(?:seite|artikel|beitrag|adresse|inhalt|link|dokument)\b[^.!?]{0,60}(?:nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|auffindbar)|existiert nicht|gibt es nicht|gelöscht|verschoben|umbenannt|entfernt|abgelaufen)",
            r"\b(?:gesuchte|angeforderte|aufgerufene|gewünschte)[rns]? (?:seite|artikel|inhalt|adresse|dokument)",
            r"\b(?:zurück )?zur (?:startseite|homepage)\b|nutzen sie (?:die|unsere) suche|überprüfen sie (?:die|ihre) (?:adresse|eingabe|url)",
            r"\bmeistgelesen\w* (?:artikel|beiträge)",
        ),
        "denied": (
            r"\b(?:keine|nicht die) (?:berechtigung|erlaubnis)|zugriff[^.!?]{0,30}(?:verweigert|gesperrt|blockiert|eingeschränkt)",
            r"\bin (?:ihrem|deinem) land nicht (?:verfügbar|abrufbar)|zu viele anfragen|aus (?:rechtlichen|lizenzrechtlichen) gründen nicht",
        ),
        "down": (
            r"\bwartungsarbeiten|(?:wird|werden|ist|sind)\b[^.!?]{0,30}\bgewartet",
            r"(?:vorübergehend|zurzeit|derzeit|momentan) nicht (?:erreichbar|verfügbar)|\b(?:in kürze|gleich|bald) wieder",
            "versuchen sie es (?:später|in|bitte)|bitten um (?:ihr )?(?:verständnis|geduld)",
            r"(?:technische[rns]?|interne[rns]?) (?:fehler|störung|problem)|\bein fehler (?:ist )?aufgetreten",
            "domain (?:steht|ist)[^.!?]{0,20}(?:verkauf|registriert|geparkt)",
        ),
        "wall": (
            r"\b(?:wir|unsere?n?|uns)\b[^.!?]{0,60}\b(?:cookies?|partnern?|drittanbietern?)\b",
            r"\bcookies?\b[^.!?]{0,60}\b(?:wir|unser|sie|ihr|ihre|ihrem)\b",
            r"\b(?:ihre[rnm]?|deine[rnm]?) (?:einwilligung|zustimmung|daten|privatsphäre|auswahl|endgerät|gerät)",
            "datenschutz(?:erklärung|hinweise|einstellungen)|berechtigte[sn]? interesse|(?:alle|cookies) (?:akzeptieren|ablehnen|zulassen)",
            r"\bpersonalisierte (?:werbung|anzeigen|inhalte)|(?:tracking|werbung|einwilligung|zustimm\w*)\b[^.!?]{0,60}(?-i:\bSie\b|\bIhre)",
            r"(?-i:(?<=[\w,;:] )Sie\b|\bIhre)[^.!?]{0,60}(?:tracking|werbung|einwilligung)|werbefrei[^.!?]{0,30}(?:abo|lesen|pur)",
            r"\b(?:jetzt|hier) (?:abonnieren|anmelden|registrieren|weiterlesen|testen|freischalten|einloggen)",
            r"(?:abonnieren|registrieren|melden|loggen) sie(?: sich)?\b|weiterlesen mit|um (?:weiter ?zu ?lesen|den (?:ganzen )?artikel)",
            r"\b(?:bereits|schon|noch kein\w*|haben sie (?:ein|bereits)|sie haben (?:bereits|noch)) ?(?:ein |kein )?(?:abo\b|abonn|konto|registriert|kunde)",
            r"(?:monatlich|jederzeit) kündbar\W*$|probe(?:abo|monat)|abonnent\w* (?:vorbehalten|exklusiv)|(?:nur|exklusiv) für (?:unsere )?abonn",
            r"\be-mail-adresse|passwort (?:vergessen|eingeben)|angemeldet bleiben|geben sie ihr",
            r"\b(?:deaktivieren|schalten) sie[^.!?]{0,30}(?:ad|werbe)blocker|werbeblocker|adblocker",
            r"\b(?:mindestens|über|älter als) (?:16|18) (?:jahre|sind)|geburtsdatum",
            r"\bjavascript[^.!?]{0,40}(?:aktiv|benötig|erforderlich|eingeschaltet)|(?:ihr|dieser) browser (?:ist|wird|unterstützt)",
            r"aktuellen browser|\bin der app (?:lesen|öffnen|weiter)|sie werden (?:gleich )?weitergeleitet|warteraum|wartezeit",
        ),
    },
    speaks=(
        r"(?-i:(?<=[\w,;:] )Sie\b|\bIhre?[mnrs]?\b)|\b(?:bitte|wir|uns|unsere?[mnrs]?|dich|dir|deine?[mnrs]?)\b",
        r"\bdiese[mnrs]? (?:\w+)?(?:seite|site|präsenz|domain|artikel|beitrag|inhalt|link|adresse|server|app)\b|\bhier entsteht\b",
        r"\b(?:angefordert|gesucht|aufgerufen|gewünscht)e[nrs]? (?:seite|artikel|inhalt|adresse|dokument)|\bzur startseite\b",
        r"(?:^|[.!?:] )(?:jetzt|hier|alle|cookies|gleich|zurück)\b[^.!?]{0,40}\w+en\W*$",
    ),
    asks_to_pay=(
        "^(?:bitte )?(?:jetzt|hier) (?:abonnieren|weiterlesen|testen|freischalten|anmelden|registrieren|einloggen)",
        r"^(?:abonnieren|anmelden|einloggen|registrieren)(?:\W*$| oder | und )",
        r"\b(?:abonnieren|registrieren|melden|loggen) sie (?:sich |uns |jetzt |hier )",
        r"\b(?:haben sie|sie haben|sie sind|du hast|noch|du bist) (?:bereits |schon |noch )?(?:ein |kein )?(?:abo\b|abonnement|abonnent|konto|registriert)",
        r"\bbereits (?:abonnent|registriert|mitglied|ein abo)|\b(?:nur|exklusiv|ausschließlich) für (?:unsere )?abonn",
        r"abonnent\w* vorbehalten|mit (?:einem |dem )?(?:digital)?abo (?:lesen|weiter)|\bweiterlesen mit\b",
        r"\bum (?:diesen|den) (?:ganzen )?(?:artikel|inhalt|beitrag) (?:weiter ?zu ?lesen|zu lesen|zu sehen|anzuzeigen)",
        r"\b(?:diesen|den) (?:ganzen |vollständigen )?artikel (?:jetzt )?(?:lesen|freischalten|kaufen)\b|\bprobe(?:abo|monat)\b",
        r"\b(?:monatlich|jederzeit) kündbar\W*$",
    ),
    asks_else=(
        "^(?:jetzt |hier |bitte )?(?:den |unseren |zum )?newsletter (?:abonnieren|anmelden|bestellen)",
        r"^(?:abonnieren|folgen) sie (?:uns|unseren)\b|\b(?:du musst dich|sie müssen sich) (?:einloggen|anmelden)",
        r"\b(?:alle )?cookies (?:akzeptieren|zulassen|ablehnen)|\bstimmen sie [^.!?]{0,60}(?:cookies?|verarbeitung|tracking|datenschutz)",
        r"\bmit ihrer (?:zustimmung|einwilligung)\b",
    ),
    addresses={"missing": ("nicht-gefunden",), "consent": ("zustimmung",), "login": ("anmelden",)},
    counted=("kommentare?n?", "antworten", "aufrufe", r"min(?:uten)?(?:\s+read)?"),
    comments=("kommentare?n?",),
    ago=(r"vor\s+\d+\s+(?:minuten?|stunden?|tagen?)",),
    round_ups=(
        r"\w*ticker", r"\w*briefings?", r"\w*newsletter", r"\w*rundschau", "wochenschau", r"\w*überblick", r"\w*rückblick", "kurz (?:gemeldet|notiert)", r"aus (?:der|dem|den) [\w -]*(?:sitzung|rat)",
        r"kurz(?:meldungen|nachrichten)", "kompakt", "in kürze", r"morgenlage|abendlage|nachrichtenlage", r"[^\W\d_]{3,}brief",
        r"ausgabe \d+", r"kw \d+", r"nr\. ?\d+", r"folge \d+", "am abend", r"am (?:mon|diens|donners|frei|sams|sonn)tag",
        "am mittwoch", "die woche", "der woche", "der tag", "des tages", "presseschau", "meldungen", "wo die .* stehen",
    ),
    agenda=("top", "punkt"),
    announced=(
        r"(?:drei|vier|fünf|sechs|sieben|acht|neun|zehn) (?:dinge|punkte\w*|themen|meldungen|nachrichten|geschichten)",
        "in dieser (?:folge|ausgabe)", "die themen", r"in aller kürze", r"guten (?:morgen|abend)", "liebe leserinnen",
    ),
    also=(r"außerdem", r"weitere themen", r"und sonst", r"ebenfalls heute", r"sonst noch", r"auch heute"),
    refutes=("nicht", "statt", "anstatt", "anstelle von"),
    corrects=(
        r"(?:korrektur(?:hinweis)?|berichtigung|richtigstellung|klarstellung)\s*[:(–—-]",
        r"(?:früheren|ersten|vorherigen|vorigen|älteren|ursprünglichen) (?:version|fassung)",
        r"(?:artikel|beitrag|text|bericht|meldung|überschrift) wurde (?:\w+ )?(?:korrigiert|berichtigt)",
        r"(?:ursprünglich|zunächst|zuvor) (?:hieß es|stand (?:hier|an dieser stelle)|hatten wir|haben wir|berichteten wir)",
        r"wir haben (?:\w+ ){1,3}(?:korrigiert|berichtigt)", r"bitten (?:\w+ ){1,2}fehler zu entschuldigen",
    ),
    withdraws=(
        r"(?:artikel|beitrag|text|bericht|meldung) (?:wurde|wird|ist) (?:\w+ )?(?:zurückgezogen|zurückgenommen|depubliziert|gelöscht)",
        r"(?:haben|hat) (?:\w+ ){0,3}(?:artikel|beitrag|text|bericht|meldung) (?:zurückgezogen|zurückgenommen|gelöscht)",
        r"(?:zieht|ziehen) (?:\w+ ){0,3}(?:artikel|beitrag|text|bericht|meldung) zurück", r"^zurückgezogen\s*[:(–—-]",
    ),
)  # fmt: skip
