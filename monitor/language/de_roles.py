"""The role of somebody in a German sentence."""

from __future__ import annotations

from monitor.language.shape import Roles

_TENANT = r"mieter\w*|nutzer\w*|kund\w+|abnehmer\w*|auftraggeber\w*|käufer\w*"
_IDENTIFIED = (r"\bes sich um §…\bhandel\w*", r"\bum §…\bhandelt es sich\b")
# "neben der Fabrik mietet §": a verb in between, and the preposition is about a place
_NO_VERB = (
    r"(?!(?:dass|mietet|baut|plant|nutzt|kauft|zieht|bezieht|betreibt|errichtet|belegt|will|wird|soll|hat|rechnet)\b)"
)
# a phrase: no verb in the third person either, which ends in t and has no capital
_IN_PHRASE = _NO_VERB + r"(?!(?-i:(?!mit\b|seit\b)[a-zäöüß]{3,}t)\b)"
ROLES = Roles(
    party=(
        rf"(?:{_TENANT}|betreiber\w*|eigentümer\w*|einzieh\w*|partner\w*)\b…§",
        rf"\bals (?:{_TENANT})\b[^.;:!?§]{{0,80}}§",
        rf"§…\b(?:als|ist|wird|sei|bleibt|werde|wäre|war)\b…(?:{_TENANT}|eigentümer)",
        (r"\b(?:\w*bau\w*|errichte\w*|miet\w*|gemietet|vermiet\w*|pacht\w*|verkauf\w*|liefer\w*|\w*vertr[aä]g\w*"
        r"|vereinbar\w*|abkommen|auftr[aä]g\w*|bestell\w*|campus|standort\w*|hallen?|\w*zentr(?:um|en|ums)|leistung"
        r"|kapazität\w*|strom|megawatt|gigawatt|mw|gw|chips?|beschleuniger\w*|module?|betreib\w*|betrieb\w*|entwickel\w*"
        r"|reservier\w*|anlage\w*|rechner\w*|rechne[tn]|server\w*|projekt\w*|gemeinsam|zusammen|geld|kredit|bauherr\w*|genutzt|übernehmen"
        r"|nachschlag|bestimmt|vorgesehen|gedacht)"
        r"…\b(?:für|an|mit|von|durch) (?:den |die |das |der |dem )?§"),
        (r"\b(?:für|mit|an|von|durch) (?:den |die |das |dem )?§…\b(?:\w*bau\w*|errichte\w*|vermiet\w*|liefer\w*"
        r"|\w*vertr[aä]g\w*|vereinbar\w*|abkommen|bestell\w*|betreib\w*|betrieb\w*|entwickel\w*|reservier\w*|hallen?"
        r"|\w*zentr(?:um|en)|rechner|server|geschlossen|gemietet|genutzt|nachschlag)"),
        (r"§s?-?(?:rechenzentr\w*|campus|standort\w*|vertr[aä]g\w*|auftr[aä]g\w*|hallen?|server\w*|rechner\w*|deal"
        r"|projekt\w*|chips?|vermieter\w*|mietvertr\w*|beschleuniger\w*|baustelle\w*|mieten?)\b"),
        r"§s? (?:[\w-]+ ){0,2}(?:rechenzentr\w*|campus|standort\w*|vermieter\w*|rechner|server|chip|beschleuniger)\b",
        (r"§…\b(?:mietet\w*|pachtet\w*|bestellt\w*|kauft\w*|baut\w*|plant\w*|zieht|ziehen|einzieh\w*|nutzt\w*|nutzen"
        r"|belegt\w*|betreib\w*|unterschr\w*|nimmt|legt|lässt|zahlt\w*|steigt aus|streicht|kündigt|verschiebt|überlässt"
        r"|darf|leistet|will|wollen|soll\w*|sichert\w*|rechnet|verspricht|investiert\w*|verpflichtet\w*)\b"),
        r"§…\b(?:zurücktreten|aussteigen|kündigen|zurückgeben|abspring\w*)\b", *_IDENTIFIED,
        r"§, (?:für|dem|der) (?:das|den|die)\b",
        r"\b(?:mietet|bestellt|kauft|baut|plant|zieht|nutzt|belegt|betreibt|nimmt|legt|zahlt|will|soll\w*|lässt)…§",
    ),
    tenant=(
        rf"(?:{_TENANT})\b…§", rf"§…(?:{_TENANT})", rf"\bals (?:{_TENANT})\b[^.;:!?§]{{0,80}}§",
        (r"\b(?:für|von|an) §…\b(?:gebaut|gemietet|genutzt|vermietet|betrieben|reserviert|geliefert|geschlossen"
        r"|entwickelt)"),
        r"\b(?:gemietet|genutzt|vermietet|betrieben|reserviert|gebaut)\b…(?:von|an|für) §", "gemeinsam mit §",
        r"vertr[aä]ge? mit §", "mit §…vertrag",
        r"\b(?:bestimmt|vorgesehen|gedacht) für §", r"\bfür § (?:bestimmt|vorgesehen|gedacht)",
        r"\b(?:mietet|nutzt|bezieht|belegt)…§", r"§ (?:\w+ ){0,3}(?:mietet|nutzt|bezieht|belegt)\b", *_IDENTIFIED,
    ),
    aside=(
        (r"\b(?:wie|anders als|als|rivalen?|konkurrent\w*|konkurrenz|alternative\w*|ehemals|früher\w*|ex-|aktionär\w*"
        r"|großaktionär\w*|investor\w*|geldgeber\w*|beteilig\w*|etwa|modelle?|darunter|schnittstellen?)\b"
        r" (?:[\w-]+ ){0,3}§"),
        rf"\b(?:nach|neben|zusätzlich zu|außer|am selben tag\w*|während) (?:{_NO_VERB}[\w,-]+ ){{0,6}}§",
        rf"\bseit (?:{_NO_VERB}[\w,-]+ ){{0,6}}(?:mit|von|für|bei|an|der|des|dem|den) §",
        r"\b(?:nicht|kein\w*|weder|noch)\b (?:[\w-]+ ){0,3}[«»\"„]?§",
        (r"§s?[- ](?:[\w-]+ ){0,2}(?:rival\w*|konkurren\w*|alternative\w*|modelle?\w*|assistent\w*|app|browser\w*"
        r"|chatbot\w*|mitarbeiter\w*|beschäftigte\w*|aktien?|anteil\w*|forscher\w*|anw[aä]lt\w*|klage\w*|gründer\w*"
        r"|schnittstelle\w*|fabrik|dienst\w*)"),
        r"\b(?:ob|falls) (?:[\w-]+ ){0,5}§", r"§…\b(?:lahmgelegt|gestört|ausgefallen)\b",  # a fault of its service
        r"\b(?:störung|ausfall)\w*\b…§",
    ),
    background=(
        (r"\b(?:rivalen?|konkurrent\w*|alternativen? z\w+|ehemals|ex-|\w*aktionär\w*|geldgeber\w*|beteiligung\w*"
        r"|anders als) (?:[\w-]+ ){0,2}§"),
        rf"\b(?:neben|zusätzlich zu|außer|am selben tag, an dem) (?:{_NO_VERB}[\w,-]+ ){{0,6}}§",
        # another site as a yardstick, and who has nothing to do with it
        (r"\b(?:anders als|im gegensatz z\w+|unterschied z\w+|mit blick auf)\b[^.;:]{0,90}"
        r", w(?:o|em|elche\w?)\b[^.;:]{0,30}§"),
        # a place or a moment that says where or when something else is or happens
        (r"\b(?:neben|unweit|nahe|gegenüber|getrennt von|(?:meter|kilometer|minuten) (?:von|neben|entfernt von)"
        rf"|(?:tage?|stunden|wochen?|monate?) nach) (?:{_IN_PHRASE}[\w-]+ ){{0,7}}"
        rf"(?:[\w-]+, (?:{_IN_PHRASE}[\w-]+ ){{0,4}})?§"),
        (rf"\b(?:neben|nebenan|unweit|nahe|gegenüber)\b(?: {_IN_PHRASE}[\w-]+){{0,5}}, (?:das|die|der|den|dem)"
        rf" (?:{_IN_PHRASE}[\w-]+ ){{0,4}}§"),
        r"§[^.;:]{0,60}\b(?:nicht beteiligt|nichts zu tun|keine rolle)\b",
        r"\b(?:nicht|kein|keine|keinen|weder) (?:für |mit |von |an )?[«»\"„‚]?§",
        r"§s?[- ](?:[\w-]+ )?(?:rival\w*|konkurren\w*|alternative\w*|schnittstelle\w*)",
    ),
)  # fmt: skip
