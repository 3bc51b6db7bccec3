"""The role of somebody in a French sentence."""

from __future__ import annotations

from monitor.language.shape import Roles

_TENANT = "locataire|client|utilisateur"
ROLES = Roles(
    party=(
        rf"\b(?:{_TENANT}|acheteur|exploitant|copropriétaire)s?\b…§",
        (r"\b(?:constru\w+|lou\w+|bail|vend\w*|vente|livr\w+|fourni\w*|contrats?|accords?|command\w+|campus|sites?"
        r"|centres?|capacités?|mégawatts|mw|gw|puces?|modules?|exploit\w+|développ\w+|réserv\w+)"
        r"…\b(?:pour|à|avec|de|par|d')\s?§"),
        (r"§ (?:[\w'’-]+ ){0,3}(?:lou\w+|prend\w*|pren\w+|command\w+|achèt\w+|constru\w+|prévoi\w+|sign\w+|réserv\w+"
        r"|renonc\w+|abandonn\w+|retarde|enterr\w+|exploit\w+|confirm\w+)\b"),
        r"\b(?:campus|site|centre|bail|contrat|puce|chantier)s? (?:[\w'’-]+ ){0,2}(?:d'|de )§",
    ),
    tenant=(
        rf"\b(?:{_TENANT})s?\b…§", rf"§…\b(?:{_TENANT})",
        r"\b(?:loué|réservé|construit|exploité|destiné|prévu)\w* (?:à|pour|par) §",
        r"§ (?:lou(?:e|era)|occup(?:e|era)|utilis(?:e|era))\b", r"\bcontrats? avec §",
        r"\bil s['’]agi\w+ (?:de |d['’])§",
    ),
    aside=(
        (r"\b(?:comme|contrairement à|rival\w*|concurrent\w*|alternative\w*|ancien\w*|ex-|actionnaires?|investisseurs?"
        r"|interfaces?|modèles?|outre|après|depuis) (?:[\w'’-]+ ){0,4}(?:d'|de |à |l')?§"),
        r"\b(?:pas|ni|non|aucun\w*) (?:[\w'’-]+ ){0,3}§",
    ),
    background=(
        (r"\b(?:contrairement à|rival\w*|concurrent\w*|alternative\w*(?: \w+)? (?:à|aux)|ancien\w*|ex-|actionnaires?"
        r"|interfaces?|outre|en plus de) (?:[\w'’-]+ ){0,3}(?:d'|de |à |l')?§"),
        r"\b(?:pas|ni|non|aucun\w*) (?:pour |avec |d')?§",
        # a place or a moment that says where or when something else is or happens
        (r"\b(?:(?:à côté|à proximité|voisine?s?|en face|non loin|mètres|kilomètres|minutes) d(?:e|u|es|['’])"
        r"|(?:jours?|heures|semaines?|mois) après (?:son|sa|ses|leur|le|la|l['’]|un|une))[^.,;:§]{0,60}§"),
        r"\bcontrairement à\b[^.;:]{0,90}, où\b[^.;:]{0,30}§",
        r"§[^.;:]{0,60}\b(?:aucun rôle|rien à voir|pas impliqué\w*)\b",
    ),
)  # fmt: skip
