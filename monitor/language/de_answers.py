"""How readers answer a mail in German, and what German mail programs put around their words."""

from __future__ import annotations

from monitor.language.shape import Answers, listed

ANSWERS = Answers(
    acts={
        "relevant": (
            "relevant", "passt zum thema", "passt dazu", "gehört dazu", "gehört zum thema", "gehört hierher",
            "mehr davon", "mehr dazu", "wichtig", "interessant", "interessiert", "von interesse", "von belang",
        ),
        "not-relevant": (
            "nicht relevant", "irrelevant", "kein thema", "gehört nicht dazu", "gehört nicht zum thema",
            "gehört nicht hierher", "passt nicht", "passt nicht zum thema", "falsches thema", "nicht mein thema",
            "nicht unser thema", "thema verfehlt", "am thema vorbei", "nichts mit dem thema zu tun", "uninteressant",
            "nicht interessant", "interessiert nicht", "unwichtig", "nicht wichtig", "unwesentlich",
            "nicht so wichtig", "egal", "kein interesse", "nicht von interesse", "nicht von belang", "ohne belang",
            "belanglos", "nebensächlich", "unpassend", "weniger davon", "brauche nicht", "brauchen nicht",
            "themenfremd",
        ),
        "mute": (
            "stumm", "stummschalten", "stummgeschaltet", "stummstellen", "stumm machen", "nichts mehr davon",
            "nichts mehr dazu", "nichts mehr", "ausblenden", "ausgeblendet", "blende aus", "blenden aus",
            "blendet aus", "verbergen", "verstecken", "unterdrücken", "ignorieren", "pausieren", "nicht mehr zeigen",
            "nicht mehr anzeigen", "nicht mehr melden", "nicht mehr sehen", "nicht mehr lesen",
            "keine meldungen mehr", "keine nachrichten mehr",
        ),
        "follow": (
            "folgen", "folge", "folgt", "verfolgen", "verfolge", "verfolgt", "weiterverfolgen", "beobachten",
            "beobachte", "beobachtet", "dranbleiben", "dran bleiben", "bleibt dran", "im auge behalten",
            "im blick behalten", "auf dem laufenden", "auf dem laufenden halten", "haltet auf dem laufenden",
            "halten auf dem laufenden",
        ),
        "split": (
            "trennen", "trenne", "trennt", "getrennt", "teilen", "aufteilen", "aufgeteilt", "teile auf", "teilt auf",
            "teilen auf", "auseinander", "auseinandernehmen", "gehören nicht zusammen", "gehört nicht zusammen",
            "zwei verschiedene",
        ),
        "join": (
            "verbinden", "verbinde", "verbindet", "zusammen", "zusammenlegen", "zusammenführen", "zusammenfassen",
            "legt zusammen", "lege zusammen", "legen zusammen", "führt zusammen", "fasst zusammen", "fassen zusammen",
            "gehört zu", "gehört zusammen", "gehören zusammen", "dasselbe", "dasselbe wie", "das gleiche",
            "das gleiche wie", "dieselbe", "gleich", "gleiche", "identisch", "vereinen",
        ),
        "known": (
            "bekannt", "kenne", "kenn", "kennen", "kennt", "kannte", "kannten", "weiß ich", "weiß man", "wissen wir",
            "wusste", "wussten", "gelesen", "gesehen", "gehört schon", "schon gehört", "bereits gehört",
            "hatten schon", "hatten bereits", "hatte schon", "hatte bereits", "nichts neues", "nicht neu",
            "keine neuigkeit", "alt", "alter hut", "alte nachricht", "alte nachrichten", "kalter kaffee",
        ),
        "wrong-number": (
            "falsch", "falsche zahl", "falsche zahlen", "falsche angabe", "falscher wert", "stimmt nicht",
            "stimmt so nicht", "stimmen nicht", "stimmen so nicht", "nicht richtig", "nicht korrekt", "fehlerhaft",
            "inkorrekt", "verkehrt", "zahlenfehler",
        ),
        "undo": (
            "rückgängig", "rückgängig machen", "zurücknehmen", "nehme zurück", "nehmen zurück", "nimm zurück",
            "widerrufen", "widerrufe", "zurück", "ungeschehen", "ungeschehen machen", "stornieren",
        ),
        "unsubscribe": (
            "abbestellen", "bestelle ab", "bestellen ab", "abbestellung", "abmelden", "melde ab", "melden ab",
            "meldet ab", "abgemeldet", "abmeldung", "austragen", "trage aus", "tragen aus", "tragt aus",
            "aus dem verteiler", "vom verteiler", "aus der liste", "von der liste", "keine mails mehr",
            "keine mail mehr", "keine e-mails mehr", "keine weiteren mails", "keine weiteren e-mails", "keine mails",
            "keinen newsletter mehr", "newsletter kündigen", "abo kündigen", "abo beenden", "stopp",
            "nicht mehr erhalten", "nicht mehr bekommen", "nicht mehr zusenden", "nicht mehr schicken",
            "nichts mehr schicken", "nichts mehr zusenden",
        ),
    },
    names=listed("name namen"),
    outlets=listed("quelle zeitung medium seite"),
    spans={
        "tag": 1, "tage": 1, "tagen": 1, "woche": 7, "wochen": 7, "monat": 30, "monate": 30, "monaten": 30,
        "quartal": 90, "vierteljahr": 90, "halbjahr": 180, "jahr": 365, "jahre": 365, "jahren": 365,
    },
    always=(
        "für immer", "dauerhaft", "immer", "auf dauer", "bis auf weiteres", "auf unbestimmte zeit", "unbegrenzt",
        "für alle zeit", "endgültig",
    ),
    fillers=listed(
        "der die das den dem des ein eine einen einem einer eines ich du er sie es wir ihr man mich mir dich dir"
        " ihn ihm ihnen uns euch sich mein meine meinen meinem meiner unser unsere unseren unserem unserer euer eure"
        " euren eurem eurer ihre ihren ihrem ihrer dies diese dieser dieses diesen diesem alle alles allem allen"
        " beide beiden jeweils je hier da dazu davon darüber dabei für von vom zu zum zur mit im in ins an am auf"
        " aus ab bei beim über und sowie als lang ist sind war waren wäre wären sei bin bist seid habe hab haben hat"
        " hatte hatten werden wird wurde kann können könnt könnte könnten könntet könntest kannst soll sollen sollte"
        " sollten darf dürfte möchte möchten will wollen würde würden lassen lass lasst bitte danke dankeschön"
        " vielen vielmals besten dank gerne gern mal einfach eben halt schon bereits auch ebenfalls längst weiter"
        " weiterhin jetzt nun sofort so ok okay ja hallo hi sorry entschuldigung verzeihung meldung meldungen nummer"
        " nummern nr artikel beitrag beiträge bericht berichte thema themen punkt punkte nachricht nachrichten"
        " geschichte geschichten sache sachen story eintrag einträge zahl zahlen wert betrag angabe mail mails"
        " e-mail newsletter verteiler liste abo setzen setzt setze stellen stellt stelle schalten schaltet schalte"
        " machen macht mache markieren nehmen nehmt nimm tragen tragt streichen streicht löschen löscht entfernen"
        " bekommen erhalten kriegen letzte letzten letztes änderung aktion lesen sehen hören schicken schickt schick"
        " senden sendet sende handeln handelt geht um lieb nett doch"
    ),
    ands=("und", "sowie"),
    counted=listed("meldungen beiträge berichte themen punkte nachrichten geschichten einträge zahlen"),
    greetings=listed("hallo hi hey guten grüß grüezi moin servus liebe lieber sehr werte"),
    asks=listed("ist sind war waren stimmt gehört gehören hat haben"),
    numbering=listed("nummer nr meldung punkt thema artikel beitrag bericht geschichte"),
    doubts=listed(
        "nur wenn falls aber sondern außer erst jedoch solange sofern vielleicht statt bevor nachdem sobald"
        " bis ob lediglich bloß eventuell evtl möglicherweise morgen später oder nein lieber heute"
    ),
    denials=listed("nicht kein keine keinen ohne weder noch nie niemals"),
    closings=(
        "mit freundlichen grüßen", "mit besten grüßen", "mit freundlichem gruß", "freundliche grüße", "viele grüße",
        "beste grüße", "liebe grüße", "schöne grüße", "herzliche grüße", "grüße", "gruß", "mfg", "vg", "lg", "danke",
        "vielen dank", "besten dank",
    ),
    leads=(
        r"am .{4,200} schrieb.{0,200}:?", r"am .{4,200} (?:hat|haben) .{2,200} geschrieben:?",
        r".{3,120} schrieb am .{4,100}:?", r"(?:von|gesendet): .{3,200}",
    ),
    heads=listed("von gesendet an betreff datum cc bis antwort"),
    breaks=("ursprüngliche nachricht", "originalnachricht", "weitergeleitete nachricht", "original-nachricht"),
    signed=(
        "von meinem", "gesendet von", "gesendet mit", "diese nachricht wurde von", "holen sie sich outlook",
        "virenfrei",
    ),
    absent=("automatische antwort", "abwesenheit", "abwesend", "ich bin nicht im büro", "autom. antwort"),
)  # fmt: skip
