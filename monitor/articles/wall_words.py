"""What pages say that are no article, by language: checks for robots, error pages, consent, pay walls.

Phrases, not words: they address the reader or speak of the page itself, so a report that uses the same words in another
sense ("the council must agree", "35 million subscribers") is none. Regular expressions without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Phrases = Mapping[str, Sequence[str]]

CHECK_TITLES: Phrases = {
    "en": (
        r"just a moment",
        r"attention required",
        r"one moment,? please",
        r"please wait",
        r"access (?:denied|to this page has been denied)",
        r"checking your browser",
        r"verifying (?:you|that you|your)",
        r"(?:human|security) (?:verification|check|challenge)",
        r"verify (?:you are|you're|that you)",
        r"are you (?:a )?(?:human|robot)",
        r"(?:ro)?bot (?:check|verification|protection)",
        r"security checkpoint",
        r"client challenge",
        r"making sure you.{1,6}re not a bot",
        r"ddos protection",
        r"pardon our interruption",
        r"request rejected",
        r"you have been blocked",
        r"captcha",
        r"unusual traffic",
        r"challenge validation",
        r"establishing a secure connection",
    ),
    "de": (
        r"(?:nur )?einen (?:moment|augenblick)",
        r"sicherheits-?(?:überprüfung|prüfung|abfrage|check|kontrolle)",
        r"zugriff (?:verweigert|blockiert|gesperrt)",
        r"sind sie ein (?:mensch|roboter)",
        r"bestätigen sie,? dass sie",
        r"browser wird (?:überprüft|geprüft)",
        r"bot-?(?:schutz|prüfung|abfrage)",
    ),
    "fr": (
        r"un (?:instant|moment)",
        r"vérification (?:de sécurité|humaine|de votre navigateur)",
        r"accès (?:refusé|bloqué|interdit)",
        r"êtes-vous (?:un )?(?:humain|robot)",
        r"vérifi(?:ez|ons) que vous",
    ),
}
CHECK_TEXTS: Phrases = {
    "en": (
        r"\b(?:verify(?:ing)?|confirm|prove|mak(?:e|ing) sure|ensure|check)\b[^.!?]{0,40}\byou(?:['’]re| are)\b",
        r"\bcheck(?:ing)? (?:if )?(?:the |your )(?:browser|connection|site connection)",
        r"\bnot a (?:ro)?bot\b",
        r"\bunusual (?:traffic|activity)",
        r"\bautomated (?:access|requests|queries|traffic)",
        r"\bcomplete the (?:captcha|security)",
        r"\b(?:enable|turn on|requires?|need to have) javascript",
        r"\bpress (?:&amp;|&|and) hold",
        r"\b(?:ray|incident|reference|support|request) (?:id|#)",
        r"\byour access to this (?:site|page|service)",
        r"\b(?:you don['’]t|you do not) have permission to access",
        r"\bsolve the (?:puzzle|challenge)",
        r"\bplease (?:stand by|wait)\b[^.!?]{0,60}\b(?:redirect|check|verif)",
        r"\bthe owner of this website has banned",
        r"\bwaiting room\b",
        r"\byou are (?:now )?in (?:line|the queue)",
    ),
    "de": (
        r"\bbestätigen sie[^.!?]{0,40}(?:mensch|roboter)",
        r"\bkein roboter\b",
        r"\bungewöhnliche[rn]? (?:datenverkehr|aktivität|zugriffe)",
        r"\bautomatisierte (?:zugriffe|anfragen)",
        r"\b(?:aktivieren sie|erfordert|benötigt) javascript|javascript (?:aktivieren|zu aktivieren)",
        r"\b(?:ihr|der) browser wird[^.!?]{0,20}(?:überprüft|geprüft)",
        r"\bsie (?:sind|befinden sich)[^.!?]{0,12} (?:in der )?warteschlange",
        r"\bihre (?:anfrage|verbindung) wird (?:überprüft|geprüft)",
        r"\bsie haben keine berechtigung",
    ),
    "fr": (
        r"\bvérifi(?:ez|er|ons|cation)\b[^.!?]{0,40}(?:humain|robot|navigateur|connexion)",
        r"\bpas un robot\b",
        r"\btrafic inhabituel",
        r"\bactivez javascript|javascript (?:est requis|doit être activé)",
        r"\bvous n['’]avez pas l['’]autorisation",
        r"\bfile d['’]attente",
    ),
}


def any_of(*lists: Phrases) -> re.Pattern[str]:
    """One pattern for all phrases of all languages."""
    every = (phrase for phrases in lists for own in phrases.values() for phrase in own)
    return re.compile("|".join(every), re.IGNORECASE)
