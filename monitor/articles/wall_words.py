"""What pages say that are no article, by language: checks for robots, error pages, consent, pay walls.

Phrases, not words: they address the reader or speak of the page itself, so a report that uses the same words in another
sense ("the council must agree", "35 million subscribers") is none. Regular expressions without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Phrases = Mapping[str, Sequence[str]]

# Checks for robots: titles, and phrases of the text.
# Checks for robots: titles, and phrases of the text.
CHECK_TITLES: Phrases = {
    "en": (
        r"just a moment|attention required|one moment,? please|please wait|access (?:denied|to this page has been denied)",
        r"checking your browser|verifying (?:you|that you|your)|(?:human|security) (?:verification|check|challenge)",
        r"verify (?:you are|you're|that you)|are you (?:a )?(?:human|robot)|(?:ro)?bot (?:check|verification|protection)|security checkpoint",
        r"client challenge|making sure you.{1,6}re not a bot|ddos protection|pardon our interruption|request rejected|you have been blocked",
        r"captcha|unusual traffic|challenge validation|establishing a secure connection",
    ),
    "de": (
        r"(?:nur )?einen (?:moment|augenblick)|sicherheits-?(?:überprüfung|prüfung|abfrage|check|kontrolle)",
        r"zugriff (?:verweigert|blockiert|gesperrt)|sind sie ein (?:mensch|roboter)|bestätigen sie,? dass sie",
        r"browser wird (?:überprüft|geprüft)|bot-?(?:schutz|prüfung|abfrage)",
    ),
    "fr": (
        r"un (?:instant|moment)|vérification (?:de sécurité|humaine|de votre navigateur)|accès (?:refusé|bloqué|interdit)",
        r"êtes-vous (?:un )?(?:humain|robot)|vérifi(?:ez|ons) que vous",
    ),
}
CHECK_TEXTS: Phrases = {
    "en": (
        r"\b(?:verify(?:ing)?|confirm|prove|mak(?:e|ing) sure|ensure|check)\b[^.!?]{0,40}\byou(?:['’]re| are)\b",
        r"\bcheck(?:ing)? (?:if )?(?:the |your )(?:browser|connection|site connection)|\bnot a (?:ro)?bot\b|\bunusual (?:traffic|activity)",
        r"\bautomated (?:access|requests|queries|traffic)|\bcomplete the (?:captcha|security)",
        r"\b(?:enable|turn on|requires?|need to have) javascript|\bpress (?:&amp;|&|and) hold",
        r"\b(?:ray|incident|reference|support|request) (?:id|#)|\byour access to this (?:site|page|service)",
        r"\b(?:you don['’]t|you do not) have permission to access|\bsolve the (?:puzzle|challenge)",
        r"\bplease (?:stand by|wait)\b[^.!?]{0,60}\b(?:redirect|check|verif)|\bthe owner of this website has banned|\bwaiting room\b",
        r"\byou are (?:now )?in (?:line|the queue)",
    ),
    "de": (
        r"\bbestätigen sie[^.!?]{0,40}(?:mensch|roboter)|\bkein roboter\b|\bungewöhnliche[rn]? (?:datenverkehr|aktivität|zugriffe)",
        r"\bautomatisierte (?:zugriffe|anfragen)|\b(?:aktivieren sie|erfordert|benötigt) javascript|javascript (?:aktivieren|zu aktivieren)",
        r"\b(?:ihr|der) browser wird[^.!?]{0,20}(?:überprüft|geprüft)|\bsie (?:sind|befinden sich)[^.!?]{0,12} (?:in der )?warteschlange",
        r"\bihre (?:anfrage|verbindung) wird (?:überprüft|geprüft)|\bsie haben keine berechtigung",
    ),
    "fr": (
        r"\bvérifi(?:ez|er|ons|cation)\b[^.!?]{0,40}(?:humain|robot|navigateur|connexion)|\bpas un robot\b|\btrafic inhabituel",
        r"\bactivez javascript|javascript (?:est requis|doit être activé)|\bvous n['’]avez pas l['’]autorisation|\bfile d['’]attente",
    ),
}

# What a page that is no article says of itself, by kind: its title, and phrases of its sentences.
TITLES: Mapping[str, Phrases] = {
    "missing": {
        "en": (
            r"^(?:error |http )?4(?:04|10)\b|\b404\b.{0,20}(?:error|not found)|^(?:oops|sorry)\b",
            r"(?:page|article|story|document|file|content|url) (?:was |is |could )?(?:not|cannot be|no longer) (?:be )?(?:found|exist|available)",
            r"^not found\b|(?:page|article) (?:has )?(?:expired|moved|removed)",
        ),
        "de": (
            r"(?:seite|artikel|beitrag|dokument|inhalt)\b.{0,30}(?:nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden)|existiert nicht)",
            r"^(?:fehler|error) ?(?::|–|-)? ?4\d\d|^nicht gefunden",
        ),
        "fr": (
            r"(?:page|article|contenu)\b.{0,30}(?:introuvable|non trouvée?|n['’]existe|indisponible)|^erreur 4\d\d",
        ),
    },
    "denied": {
        "en": (
            r"^(?:error |http )?(?:401|403|429|451)\b|access (?:denied|forbidden|restricted)|^forbidden\b|too many requests",
            r"(?:not |un)available in your (?:country|region|location)|account suspended",
        ),
        "de": (r"zugriff (?:verweigert|gesperrt)|zugang (?:verweigert|gesperrt)|in ihrem land nicht verfügbar",),
        "fr": (r"accès (?:refusé|interdit)|non disponible dans votre (?:pays|région)",),
    },
    "down": {
        "en": (
            r"^(?:error |http )?5\d\d\b|(?:under|site|scheduled) maintenance|^(?:down for )?maintenance\b",
            r"(?:be|we'll be|we’ll be) (?:right )?back (?:soon|shortly)|service (?:temporarily )?unavailable|temporarily unavailable",
            r"internal server error|bad gateway|gateway time-?out|database error|error establishing a database|^welcome to nginx",
            r"^apache2? .{0,30}default page|^iis windows|^it works!?$|^index of /|domain (?:is )?for sale|^domain parked|buy this domain",
            r"^coming soon$|^under construction",
        ),
        "de": (
            r"wartung(?:s|sarbeiten|smodus)?\b|(?:vorübergehend|zurzeit|derzeit) nicht (?:erreichbar|verfügbar)|gleich wieder (?:da|zurück)",
            r"bald wieder (?:da|zurück)|domain steht zum verkauf|technische störung|^störung$",
        ),
        "fr": (
            r"(?:site |est )?en maintenance|^maintenance\b|(?:temporairement|momentanément) indisponible|de retour bientôt",
        ),
    },
    "wall": {
        "en": (
            r"^(?:log ?in|sign ?in|subscribe|register|create (?:an )?account)\b(?! (?:for|to) \d)",
            r"(?:cookie|privacy|consent) (?:settings|preferences|notice|choices|consent|wall)|before you continue|age (?:verification|check)",
            r"are you over \d\d|(?:adblock|ad blocker) detected",
            r"(?:browser not supported|unsupported browser|update your browser|javascript (?:is )?(?:required|disabled))",
        ),
        "de": (
            r"^(?:anmelden|anmeldung|login|registrieren|abonnieren)\b",
            r"(?:cookie|datenschutz|privatsphäre)-?.{0,3}(?:einstellungen|hinweis|einwilligung|zustimmung)|bevor sie (?:fortfahren|weiterlesen)",
            r"^zustimmung|^einwilligung|alters(?:prüfung|verifikation|freigabe)|adblocker erkannt",
            r"browser (?:wird )?(?:nicht unterstützt|veraltet)",
        ),
        "fr": (
            r"^(?:connexion|se connecter|s['’]abonner|abonnez-vous|inscription)|(?:gestion|paramètres|préférences) des cookies|votre vie privée",
            r"avant de continuer|consentement",
        ),
    },
}
SELF: Mapping[str, Phrases] = {
    "missing": {
        "en": (
            r"\b(?:page|article|story|link|url|address|content|document|file|resource|post)\b[^.!?]{0,60}(?:could not be found|not be found|cannot be found|was not found|not found|doesn['’]t exist|does not exist|no longer (?:available|exists?|here)|(?:has|have|may have) (?:been )?(?:moved|renamed|removed|deleted|expired))",
            r"\b(?:we|you)\b[^.!?]{0,30}(?:can['’]t|cannot|couldn['’]t|could not) find (?:the|that|this|what)\b",
            r"\b(?:page|article) you(?:['’]re| are| were)? (?:looking|searching|requested|tried)",
            r"\b(?:go|return|back|head) (?:back )?to (?:the |our )?(?:home ?page|front page|start page|home)\b",
            r"\b(?:use|try) (?:the |our )?(?:search|site map|sitemap|menu)\b|\b(?:which|what) link brought you here|think this is an error",
            r"mistyped|check the (?:url|address|spelling)|\bmost (?:popular|read) (?:stories|articles)\b|\bread one of our",
        ),
        "de": (
            r"\b(?:seite|artikel|beitrag|adresse|inhalt|link|dokument)\b[^.!?]{0,60}(?:nicht (?:mehr )?(?:gefunden|verfügbar|vorhanden|auffindbar)|existiert nicht|gibt es nicht|gelöscht|verschoben|umbenannt|entfernt|abgelaufen)",
            r"\b(?:gesuchte|angeforderte|aufgerufene|gewünschte)[rns]? (?:seite|artikel|inhalt|adresse|dokument)",
            r"\b(?:zurück )?zur (?:startseite|homepage)\b|nutzen sie (?:die|unsere) suche|überprüfen sie (?:die|ihre) (?:adresse|eingabe|url)",
            r"\bmeistgelesen\w* (?:artikel|beiträge)",
        ),
        "fr": (
            r"\b(?:page|article|contenu|lien|adresse)\b[^.!?]{0,60}(?:introuvable|n['’]existe (?:pas|plus)|n['’]est plus disponible|supprimée?|déplacée?)",
            r"\bpage (?:que vous (?:recherchez|cherchez|demandez)|demandée)|retour(?:nez|ner)? à (?:la page d['’])?accueil",
        ),
    },
    "denied": {
        "en": (
            r"\byou (?:don['’]t|do not) have (?:permission|access)",
            r"access (?:to this (?:page|site|resource|content) )?(?:is|has been|was) (?:denied|blocked|restricted|forbidden)",
            r"\b(?:not|un)available (?:in|to|for)\b[^.!?]{0,30}\b(?:your (?:country|region|location)|european|visitors from|readers in)",
            r"\b(?:content|article|page|website) is (?:currently )?(?:not |un)available in|\btoo many requests|rate limit",
            r"\byour (?:ip|ip address|request|access) (?:has been|was|is) (?:blocked|limited|denied|banned)",
            r"\b(?:gdpr|general data protection regulation)\b[^.!?]{0,80}(?:access|available|visitors)|\baccount (?:has been )?suspended",
            r"\breference (?:#|number|error)|contact (?:the|our|your) (?:site|web|hosting|support|administrator)",
        ),
        "de": (
            r"\b(?:keine|nicht die) (?:berechtigung|erlaubnis)|zugriff[^.!?]{0,30}(?:verweigert|gesperrt|blockiert|eingeschränkt)",
            r"\bin (?:ihrem|deinem) land nicht (?:verfügbar|abrufbar)|zu viele anfragen|aus (?:rechtlichen|lizenzrechtlichen) gründen nicht",
        ),
        "fr": (
            r"\bvous n['’](?:avez|êtes) pas (?:la permission|l['’]autorisation|autorisé)",
            r"accès (?:à cette page )?(?:est )?(?:refusé|interdit|bloqué)|\b(?:pas|non) disponible dans votre (?:pays|région)|trop de requêtes",
        ),
    },
    "down": {
        "en": (
            r"\b(?:(?:site|page|service|server|system)s? (?:is|are|will be)|we(?:['’]re| are)|undergoing|performing|scheduled|down for|routine)\b[^.!?]{0,40}\b(?:maintenance|unavailable|upgrad)",
            r"\b(?:back|up) (?:online |again )?(?:soon|shortly|in a (?:few|moment|while))|check back (?:soon|later|shortly)",
            r"try again (?:later|soon|in a)|\b(?:server|application|technical|internal|unexpected|database) (?:error|difficulties|problem|fault)",
            r"something went wrong|an error (?:has )?occurred|\bfatal error\b|\bstack trace\b|\berror establishing a database|sql syntax",
            r"\bdomain (?:name )?(?:is|may be) (?:for sale|parked|registered)|buy this domain|this domain|further configuration is required",
            r"web server is (?:successfully )?(?:installed|running)|\bsorry for (?:the|any) inconvenience",
            r"apologi[sz]e for (?:the|any) inconvenience|thank you for your patience",
        ),
        "de": (
            r"\bwartungsarbeiten|(?:wird|werden|ist|sind)\b[^.!?]{0,30}\bgewartet",
            r"(?:vorübergehend|zurzeit|derzeit|momentan) nicht (?:erreichbar|verfügbar)|\b(?:in kürze|gleich|bald) wieder",
            r"versuchen sie es (?:später|in|bitte)|bitten um (?:ihr )?(?:verständnis|geduld)",
            r"(?:technische[rns]?|interne[rns]?) (?:fehler|störung|problem)|\bein fehler (?:ist )?aufgetreten",
            r"domain (?:steht|ist)[^.!?]{0,20}(?:verkauf|registriert|geparkt)",
        ),
        "fr": (
            r"\b(?:en|de|opération de) maintenance|(?:temporairement|momentanément) indisponible|revenez (?:plus tard|bientôt)",
            r"réessayer? (?:plus tard|dans)|\bune erreur (?:est survenue|s['’]est produite|technique)|veuillez nous excuser",
        ),
    },
    "wall": {
        "en": (
            r"\b(?:we|our|us)\b[^.!?]{0,60}\b(?:cookies?|partners?|vendors?)\b|\bcookies?\b[^.!?]{0,60}\b(?:we|our|your|you)\b",
            r"\byour (?:consent|privacy|choices?|personal data|preferences|device)\b|\bprivacy policy\b|\blegitimate interest",
            r"\b(?:accept|reject|manage) (?:all|cookies|settings)|\bstore and/or access|personalised (?:ads|content|advertising)",
            r"audience (?:research|insights)|measure (?:ads|ad|content) performance",
            r"\b(?:subscribe|sign in|log in|register|create (?:a|an|your) (?:free )?account|become a (?:member|subscriber))\b[^.!?]{0,50}\b(?:to|and|for|now|today|here|or)\b[^.!?]{0,40}(?:read|continu|access|unlock|unlimited|full|free|view)",
            r"\balready (?:a|have an?) (?:subscriber|member|account|subscription)",
            r"\bsubscri(?:be|ption)\b[^.!?]{0,40}(?:cancel|month|week|year|offer|trial)|cancel (?:at )?any ?time",
            r"\b(?:you['’]ve|you have) (?:reached|used|read)\b[^.!?]{0,50}(?:limit|free|articles)",
            r"\b(?:this|the) (?:article|story|content) is (?:only |reserved |exclusively )?(?:for|available to)|\b(?:email|e-mail) address\b",
            r"\bforgot(?:ten)? (?:your )?password|\bremember me\b|\bpassword\b[^.!?]{0,20}\b(?:enter|your)",
            r"enter your (?:email|password|date of birth)|\b(?:disable|turn off|pause|whitelist)\b[^.!?]{0,30}\bad ?-?block|\bad ?-?blocker",
            r"\byou (?:must|need to) be (?:at least )?\d\d|\bover (?:the age of )?(?:18|21)\b|date of birth",
            r"\b(?:enable|need|requires?|without|turn on) javascript|\bjavascript (?:is|must be|needs)",
            r"\b(?:your|this) browser (?:is|does|version)|(?:upgrade|update) (?:to a|your) (?:modern |newer )?browser",
            r"\b(?:open|view|read|continue|download)\b[^.!?]{0,20}\b(?:in|with|on)? ?(?:the|our) app\b|\bapp store\b|google play",
            r"\byou (?:are|will be) (?:being |now )?redirect|click here if you are not redirected|waiting room|your (?:estimated )?wait",
        ),
        "de": (
            r"\b(?:wir|unsere?n?|uns)\b[^.!?]{0,60}\b(?:cookies?|partnern?|drittanbietern?)\b",
            r"\bcookies?\b[^.!?]{0,60}\b(?:wir|unser|sie|ihr|ihre|ihrem)\b",
            r"\b(?:ihre[rnm]?|deine[rnm]?) (?:einwilligung|zustimmung|daten|privatsphäre|auswahl|endgerät|gerät)",
            r"datenschutz(?:erklärung|hinweise|einstellungen)|berechtigte[sn]? interesse|(?:alle|cookies) (?:akzeptieren|ablehnen|zulassen)",
            r"\bpersonalisierte (?:werbung|anzeigen|inhalte)|(?:tracking|werbung|einwilligung|zustimm\w*)\b[^.!?]{0,60}(?-i:\bSie\b|\bIhre)",
            r"(?-i:(?<=\w )Sie\b|\bIhre)[^.!?]{0,60}(?:tracking|werbung|einwilligung)|werbefrei[^.!?]{0,30}(?:abo|lesen|pur)",
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
        "fr": (
            r"\b(?:nous|nos)\b[^.!?]{0,60}\b(?:cookies?|partenaires|traceurs)\b|\bcookies?\b[^.!?]{0,60}\b(?:vous|votre|vos|nous|nos)\b",
            r"\bvo(?:tre|s) (?:consentement|choix|données|vie privée|préférences|appareil)|politique de confidentialité|intérêt légitime",
            r"(?:tout|tous) (?:accepter|refuser)|accepter et (?:continuer|fermer)|\bpublicités? personnalisée?s?|continuer sans accepter",
            r"\b(?:abonnez|connectez|inscrivez|identifiez)-vous|s['’]abonner|déjà (?:abonné|inscrit|un compte)|réservé (?:aux|à nos) abonnés",
            r"pour lire la suite|sans engagement|essai gratuit|il vous reste \d+|\badresse e-?mail|mot de passe|bloqueur de publicité",
            r"désactivez[^.!?]{0,30}bloqueur|activez javascript|votre navigateur",
        ),
    },
}

# A short paragraph in an article that only asks something of its reader; the first kind means that the rest of the
# article is behind it.
ASKS_TO_PAY: Phrases = {
    "en": (
        r"^(?:please )?subscribe (?:now|today|here|for (?:full|unlimited|access|just|only|as|[$£€]?\d)|to (?:read|continue|unlock|get|our (?:digital|premium)))|^subscribe\W*$",
        r"\b(?:subscribe|sign in|log in|register|create (?:a|an) (?:free )?account)\b[^.!?]{0,30}\b(?:to|and) (?:continue|keep|read|unlock|access|view)",
        r"\b(?:log in|sign in|register) or (?:create|subscribe|sign|register|log)",
        r"\balready (?:a|have an?) (?:subscriber|member|account|subscription)|\b(?:to|and) (?:continue|keep) reading\b|^continue reading\b",
        r"\bread the (?:full|whole|rest of the) (?:story|article) (?:with|by|on)",
        r"\b(?:this|the) (?:article|story|content|post) is (?:only |reserved |exclusively |just )?(?:for|available (?:only )?to) (?:our )?(?:\w+ )?(?:subscribers|members)",
        r"\byou(?:['’]ve| have) (?:reached|used|read)\b[^.!?]{0,40}(?:limit|free articles)|\bunlimited (?:digital )?access\b",
        r"\bstart your (?:free )?trial|\bcancel (?:at )?any ?time",
    ),
    "de": (
        r"^(?:bitte )?(?:jetzt|hier) (?:abonnieren|weiterlesen|testen|freischalten|anmelden|registrieren|einloggen)",
        r"^(?:abonnieren|anmelden|einloggen|registrieren)(?:\W*$| oder | und )",
        r"\b(?:abonnieren|registrieren|melden|loggen) sie (?:sich |uns |jetzt |hier )",
        r"\b(?:haben sie|sie haben|sie sind|du hast|noch|du bist) (?:bereits |schon |noch )?(?:ein |kein )?(?:abo\b|abonnement|abonnent|konto|registriert)",
        r"\bbereits (?:abonnent|registriert|mitglied|ein abo)|\b(?:nur|exklusiv|ausschließlich) für (?:unsere )?abonn",
        r"abonnent\w* vorbehalten|mit (?:einem |dem )?(?:digital)?abo (?:lesen|weiter)|\bweiterlesen mit\b",
        r"\bum (?:diesen|den) (?:ganzen )?(?:artikel|inhalt|beitrag) (?:weiter ?zu ?lesen|zu lesen|zu sehen|anzuzeigen)",
        r"\b(?:diesen|den) (?:ganzen |vollständigen )?artikel (?:jetzt )?(?:lesen|freischalten|kaufen)\b|\bprobe(?:abo|monat)\b",
        r"\b(?:monatlich|jederzeit) kündbar\W*$",
    ),
    "fr": (
        r"^(?:abonnez|connectez|inscrivez|identifiez)-vous|^(?:s['’]abonner|se connecter|s['’]inscrire|je m['’]abonne)",
        r"\bdéjà (?:abonné|inscrit|membre)|\bréservé (?:aux|à nos) abonnés|\bpour lire la suite|\bil vous reste \d+",
        r"\blire la suite de (?:cet|l)|\bsans engagement\b|\bessai gratuit\b",
    ),
}
ASKS_ELSE: Phrases = {
    "en": (
        r"^(?:click here to |please |you can )?(?:subscribe|sign up|register|follow|join)\b[^.!?]{0,60}\b(?:newsletters?|e?-?mails?|updates|alerts|channel|youtube|podcast|facebook|twitter|whatsapp|telegram|linkedin|instagram|here)\b",
        r"^(?:sign up|sign in|log in|register|join us)\W*$|^subscribe for\b|\b(?:log|sign) ?in to (?:comment|post|vote|leave)",
        r"\b(?:accept|allow|reject|manage) (?:all )?cookies\b|\bwe (?:use|and our partners use) cookies\b",
        r"\bby (?:continuing|clicking|using)\b[^.!?]{0,40}\byou (?:agree|accept|consent)",
    ),
    "de": (
        r"^(?:jetzt |hier |bitte )?(?:den |unseren |zum )?newsletter (?:abonnieren|anmelden|bestellen)",
        r"^(?:abonnieren|folgen) sie (?:uns|unseren)\b|\b(?:du musst dich|sie müssen sich) (?:einloggen|anmelden)",
        r"\b(?:alle )?cookies (?:akzeptieren|zulassen|ablehnen)|\bstimmen sie [^.!?]{0,60}(?:cookies?|verarbeitung|tracking|datenschutz)",
        r"\bmit ihrer (?:zustimmung|einwilligung)\b",
    ),
    "fr": (
        r"^(?:inscrivez-vous|abonnez-vous|suivez-nous)\b[^.!?]{0,60}(?:newsletter|lettre|chaîne|réseaux)",
        r"\b(?:accepter|refuser) (?:tous )?les cookies|\bconnectez-vous pour (?:commenter|réagir)",
    ),
}


def any_of(*lists: Phrases) -> re.Pattern[str]:
    """One pattern for all phrases of all languages."""
    every = (phrase for phrases in lists for own in phrases.values() for phrase in own)
    return re.compile("|".join(every), re.IGNORECASE)
