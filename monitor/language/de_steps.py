"""The steps of a matter in German."""

from __future__ import annotations

from monitor.language.shape import Steps

STEPS = Steps(
    cues={
        "cancelled": (
            r"sag(?:t|en|te|ten) … ab\b", r"abgesagt\w*", r"absage\w*", "abzusagen",
            r"bl(?:äst|asen|ies|iesen) … ab\b", r"abgeblasen\w*", r"stornier\w*", "storno",
            r"kündig(?:t|en|te|ten)\b(?! … an\b)", r"gekündigt\w*", "(?:auf)?kündigung",
            r"st(?:eigt|eigen|ieg|iegen) … aus\b", "ausgestiegen", "ausstieg",
            r"z(?:ieht|iehen|og|ogen) … zurück\b",
            r"zurückgezogen\w*", "rückzug", "rückzieher", r"aufgegeben\w*",
            r"g(?:ibt|eben|ab|aben) … auf(?=$|[.,;:!?]| und\b)", r"aufgelöst\w*",
            "l(?:öst|ösen|öste|östen) … auf(?=$|[.,;:!?])", r"beend\w+", r"das aus\b", "aus für", r"vor dem aus\b",
            "vom tisch", r"begr(?:äbt|aben|ub\w*)\b", r"verw[aio]rf\w*", r"gestrichen\w*", r"streich(?:t|en)\b",
            r"strich(?:en)?\b", r"eingestellt\w*", r"st(?:ellt|ellen|ellte|ellten) … ein\b", r"annullier\w*",
            "hinfällig", r"abgebrochen\w*", r"br(?:icht|echen|ach|achen) … ab\b", "abkehr",
            (
                r"(?:wird|werden) (?:\w+ )?(?:nicht|nie) (?:gebaut|fortgesetzt|weitergeführt|verlängert|kommen|"
                r"errichtet)\b"
            ),
            r"verzicht\w*",
        ),
        "delayed": (
            r"verzöger\w*", r"versch[io]e?b\w*", "aufschub", r"vertag\w*",
            "später als (?:geplant|angekündigt|erwartet|gedacht)", "auf eis", r"pausier\w*", r"pause\b",
            r"ausgesetzt\w*", r"setz(?:t|en|te|ten) … aus\b", r"aufgeschoben\w*", r"verspät\w*",
            r"stock(?:t|en|te|ten)\b(?!.* auf\b)", r"verzug\b", r"ruh(?:t|en|te|ten)\b", "baustopp", r"gestoppt\w*",
            r"stopp(?:t|en|te|ten)?\b", r"unterbr[aeio]ch\w*", r"eingefroren\w*",
            "hinter (?:dem|seinem|ihrem) zeitplan", r"nicht vor (?:\w+ )?20\d\d", "moratorium",
            r"zurückgestellt\w*", r"rutsch(?:t|en|te|ten) … (?:nach hinten|20\d\d|ins?|auf)\b",
            r"erst … (?:statt|20\d\d)\b", r"frühestens (?:\w+ ){0,3}20\d\d", r"kein\w* … vor (?:\w+ ){0,2}20\d\d",
            r"(?:wochen|monate|quartale?|jahre?) (?:zu spät\b|später(?=$|[.,;:!?]| als\b| und\b))",
            r"(?:aus)?gebremst\b", r"brems(?:t|en|te|ten)\b",
            r"h(?:ält|alten|ielt|ielten) … (?:auf|an)(?=$|[.,;:!?])", r"aufhält\b",
            r"lieg(?:t|en) … auf eis\b",
        ),
        "cut": (
            r"kürz(?:t|en|te|ten|ung|ungen)\b", r"gekürzt\w*", r"verkleiner\w*", r"reduzier\w*", r"halbier\w*",
            r"schrumpf\w*", r"zusammengestrichen\w*", r"streich(?:t|en) … zusammen\b",
            r"f(?:ährt|ahren|uhr|uhren) … zurück\b", r"zurückgefahren\w*",
            "(?:kleiner|weniger) als (?:geplant|angekündigt|erwartet)", r"abgespeckt\w*", r"gesenkt\w*",
            r"eingedampft\w*", r"verringer(?:t|n|te|ten)\b", r"senk(?:t|en|te|ten)\b", r"sink(?:t|en) … auf\b",
        ),
        "denied": (
            r"dementi\w*", r"bestreit\w*", r"bestritt\w*", r"weis(?:t|en) … zurück\b", r"wies(?:en)? … zurück\b",
            r"str(?:eitet|eiten|itt|itten) … ab\b",
            r"widerspr[aie]cht?\b", r"widersprochen\b", r"keine (?:\w+ )?(?:gespräche|verhandlungen)\b",
            r"nichts? unterschrieben\b",
            (
                r"(?:gibt|gebe|gab|habe|hat) (?:\w+ )?kein(?:e|en)? (?:solche\w* )?(?:vertrag|vereinbarung|"
                r"gespräche|deal|plan|pläne|abkommen)\b"
            ),
            r"(?:ist|sei|sind|seien) (?:falsch|unwahr|frei erfunden)\b",
        ),
        "refused": (
            r"gerichte? … stopp(?:t|te|en|ten)\b", r"lehn(?:t|en|te|ten) … ab\b", r"abgelehnt\w*", "ablehnung",
            r"verweiger\w*", r"untersag\w*",
            r"verb[io]e?t\w*", r"stimm(?:t|en|te|ten) … (?:gegen|dagegen)\b", r"kipp(?:t|en|te|ten)\b",
            r"gekippt\w*", "h(?:ebt|eben|ob|oben) … auf(?=$|[.,;:!?])", r"aufgehoben\w*",
            r"versag(?:t|te|ten) … (?:genehmigung|erlaubnis|zustimmung)\b", r"nein zu[mr]?\b", r"blockier\w*",
            r"ert(?:eilt|eilte|eilten) … absage\b", r"entz(?:ieht|og|ogen)\w*", r"veto\w*", r"zurückgewiesen\w*",
            r"stimm(?:t|te) … nicht zu\b", r"nicht genehmig\w+",
            r"kein\w* (?:\w+ )?(?:\w*genehmigung|erlaubnis|lizenz)\b",
            r"(?:schick|verw[ie]+s)\w* … zurück\b",
        ),
        "failed": (
            r"scheiter\w*", r"gescheitert\w*", r"platz(?:t|te|ten)\b", r"geplatzt\w*", r"missl[iau]ng\w*",
            r"missglück\w*", r"fehlschlag\w*", r"fehlgeschlagen\w*", r"durchgefallen\w*",
            r"f(?:ällt|allen|iel|ielen) … durch\b", r"insolven\w*", "pleite",
            r"(?:kommt|kommen|kam|kamen) (?:\w+ )?nicht zustande", r"funktionier(?:t|en|te|ten) (?:\w+ )?nicht\b",
            r"abgebrannt\w*", r"zerbr[aioe]ch\w*", r"zerschlag\w*",
        ),
        "corrected": (
            r"korrektur\w*", r"korrigier\w*", r"berichtigung\w*", r"berichtigt\b", "richtig ?gestellt",
            r"richtigstellung\w*", "früheren fassung",
        ),
        "approved": (
            r"genehmig(?:t|te|ten|en)\b", r"\w*genehmigung (?:ist|wurde|liegt|erteilt)\w*",
            r"(?:erteil|erhalt|bekomm|bekam|erhielt)\w* … \w*genehmigung\b",
            r"\w*genehmigung … (?:erteilt|erhalten|bekommen)\b", r"bewillig(?:t|te|ten)\b", "grünes licht",
            r"zugestimmt\b", "stimm(?:t|en|te|ten) … zu(?=$|[.,;:!?])", r"abgesegnet\w*", r"freigegeben\w*",
            r"erlaub(?:t|te|ten)\b", r"g(?:ibt|eben|ab|aben) … frei\b", r"beschließt … bebauungsplan\b",
            r"billig(?:t|te|ten)\b", r"gebilligt\b",
        ),
        "financed": (
            (
                "(?:sicher|erh[aäi]e?lt|bekomm|bekam|schlie(?:ß|ss)t|unterschr[ie]+b|nimmt|nahm|aufgenommen|"
                r"geben|gibt|leih|vergeben)\w* … \w*(?:kredite?n?|darlehen|finanzierung|anleihen?)\b"
            ),
            (
                r"\w*(?:kredite?|darlehen|finanzierung|anleihen?) … (?:gesichert|abgeschlossen|steht|stehen|"
                r"vergeben|unterschrieben|platziert|zugesagt|aufgenommen)\b"
            ),
            r"finanziert\b", r"banken (?:leihen|finanzieren|geben)\b",
        ),
        "begun": (
            r"begonnen\w*", r"begann(?:en)?\b", r"gestartet\w*", r"startete(?:n)?\b", "spatenstich", r"im bau\b",
            r"grundstein … gelegt\b", r"angelaufen\b", r"lief(?:en)? … an\b", r"bagger … (?:rollen|angerückt)\b",
        ),
        "delivered": (
            r"(?:aus)?geliefert\w*", r"lieferte(?:n)?\b", "in betrieb (?:gegangen|genommen)",
            r"(?:ging|gingen) … (?:ans netz|in betrieb|online|live)\b",
            r"(?:ist|sind) … (?:ans netz|in betrieb|online) ?(?:gegangen)?\b", r"nahm(?:en)? … in betrieb\b",
            r"fertig ?gestellt\w*", r"eröffnete?(?:n)?\b", r"übergeben\b", r"eingeweiht\w*", r"vollendet\b",
            r"läuft (?:jetzt|nun|bereits|seit|schon)\b", r"laufen (?:jetzt|nun|bereits|seit|schon)\b",
            r"eingetroffen\b", r"angekommen\b", r"hochgefahren\b", r"angeschlossen\b",
            r"(?:ist|sind) (?:\w+ )?fertig\b",
        ),
        "agreed": (
            r"vereinbar(?:t|te|ten)\b", r"unterzeichn\w+", r"unterschr[ie]+b\w*", r"abgeschlossen\w*",
            r"(?:ge)?einig(?:t|en|ten|te)\b", r"\w*miete(?:t|n|te|ten)\b", r"bestell(?:t|en|te|ten)\b",
            r"besiegel\w*", r"vertrag\w*", "abkommen", "vereinbarung",
        ),
        "announced": (
            r"angekündigt\w*", r"kündig(?:t|en|te|ten) … an\b", "ankündigung", r"plan(?:t|en|te|ten)\b",
            r"geplant\w*", "will", "wollen", r"stell(?:t|en|te|ten) … vor\b", "soll(?:en|te|ten)?",
        ),
    },
    headline={
        "begun": (
            r"beginn(?:t|en)\b", r"startet\b", r"starten\b", "baubeginn", r"fängt … an\b", "baustart",
        ),
        "delivered": (
            r"geh(?:t|en) … (?:ans netz|in betrieb|online|live)\b", r"(?:nimmt|nehmen) … in betrieb\b",
            r"eröffne(?:t|n)\b", r"erste lieferung\w*", r"weiht … ein\b", r"fertig\b", r"am netz\b",
            r"trifft … ein\b", r"läuft\b", r"übergibt\b",
        ),
    },
    aside=(
        "nach", "nachdem", "trotz", "seit", "statt", "anstatt", "anders als", "bevor", "zuvor", r"früher\w*",
        "ohne",
        "vorher",
    ),
    unsure=(
        r"könnte\w*", "womöglich", "möglicherweise", "falls", "wenn", "ob", r"droh(?:t|en|te|ten)\b", r"warn\w*",
        r"befürcht\w*", r"fürcht\w*", r"erw[äo]g\w*", "vielleicht", r"würde\w*", "sollte", "noch nicht",
        "prüf(?:t|en)", r"beantrag\w*", "gefahr", r"dürfte\w*",
    ),
    coming=(
        "soll(?:en)?", "will", "wollen", "wird", "werden", "ab", "bis", "plan(?:t|en)", "geplant", "vorgesehen",
        r"erwartet\w*", r"möchte\w*", "vor dem", "muss|müssen", "kann", "bereit",
    ),
    undone=(
        "nicht", "nie", "kein(?:e|en|er|em)?", "weder", "niemand", "ohne",
    ),
    harmless=(
        r"\w*abhängig\w*", r"\w*kosten\w*", r"\w*preise?\w*", r"\w*emission\w*", r"\w*risik\w*", r"\w*rechnung\w*",
        r"\w*verbrauch\w*", r"\w*bedarf\w*", r"\w*stellen\b", r"\w*bindung\w*",
    ),
    until=(
        "auf", "bis", "ins", "in", "vor", "um", "nach",
    ),
)  # fmt: skip
