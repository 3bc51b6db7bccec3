"""The steps of a matter in French."""

from __future__ import annotations

from monitor.language.shape import Steps

STEPS = Steps(
    cues={
        "cancelled": (
            r"annul\w+", r"abandonn\w+", r"renonc\w+", r"résili\w+", r"enterr\w+", "tire(?:nt)? un trait",
            "fin du projet", "met(?:tent)? fin", "mis fin", r"retir(?:e|ent|é|ée|és)\b", r"se retire(?:nt)?\b",
            "retrait", "jette l'éponge", r"romp(?:t|ent|u)\b", r"ne (?:sera|seront|verra) (?:pas|jamais|plus)\b",
        ),
        "delayed": (
            r"report(?:e|ent|é|ée|és|ées|er)\b", r"retard\w*", r"repouss\w+", r"suspen\w+", "en pause",
            r"gel(?:é|ée|és|ées|e|ent)\b", r"différ(?:é|ée|és|er)\b", "plus tard que prévu",
            r"arrêt\w* … (?:travaux|chantier)\b", r"pas (?:\w+ )?avant (?:\w+ ){0,3}20\d\d", "moratoire",
            r"attend(?:ra|ront) (?:\w+ ){0,3}20\d\d", r"(?:semaines|mois|trimestres?|ans?) (?:plus tard|de retard)\b",
        ),
        "cut": (
            r"réduit\w*", r"réduis\w+", "réduction", r"divis\w+ … par deux", r"rédui\w+",
            "revoi(?:t|ent) … à la baisse", r"revu\w* à la baisse", r"amput\w+", "moins que prévu", r"rabot\w+",
            r"tomb\w+ de … à\b", r"abaiss\w+",
        ),
        "denied": (
            r"dément\w*", r"démenti\w*", r"conteste(?:nt)?\b", r"réfut\w+", r"nie(?:nt)?\b",
            r"(?:pas de|aucune?) (?:discussions?|négociations?)\b", "sans fondement",
        ),
        "refused": (
            r"refus\w*", r"rejet\w+", r"interdi\w+", r"bloqu\w+", "veto", r"invalid\w+", r"s'oppose(?:nt)?\b",
            r"vot\w+ contre", "dit non", r"(?:tribunal|justice|juge) … (?:suspend|annule|stoppe|arrête)\b",
        ),
        "failed": (
            r"échou\w+", "échec", r"capot\w+", r"tomb\w+ à l'eau", "faillite", r"insolvab\w+",
            "ne fonctionne(?:nt)? pas", "redressement judiciaire",
        ),
        "corrected": (
            "correction", r"rectif\w+", r"corrig\w+", "erratum",
        ),
        "approved": (
            r"approuv\w+", r"autoris(?:e|ent|é|ée|és|ation)\b", "feu vert", r"valid(?:e|ent|é|ée)\b",
            r"permis … (?:accordé|délivré)\b", r"accord(?:e|ent|é) … permis\b", r"vot\w+ pour\b",
        ),
        "financed": (
            (
                r"(?:obt\w+|boucl\w+|lèv\w+|lev\w+|sécuris\w+|sign\w+|contract\w+) … (?:prêts?|financement|"
                r"emprunts?|crédits?)\b"
            ),
            r"financement … (?:bouclé|obtenu|assuré)\b", r"financé\w*", r"prêtent\b",
        ),
        "begun": (
            r"(?:a|ont|avait) (?:déjà )?(?:commencé|débuté|démarré|lancé les travaux)\b", "première pierre",
            "en construction", r"travaux … commencé\b", r"entamé\w*",
        ),
        "delivered": (
            r"livré\w*", r"mis\w* en service", r"entré\w* en service", r"inaugur(?:é|ée|e|ent)\b", r"achevé\w*",
            r"ouvert\w*", r"opérationnel\w*", r"en service\b", r"remis\w* à\b", r"raccordé\w*",
        ),
        "agreed": (
            r"signé\w*", r"sign(?:e|ent)\b", r"conclu\w*", r"convenu\w*", r"lou(?:e|ent|é)\b",
            r"command(?:e|ent|é|ée|és)\b", "contrat", "accord",
        ),
        "announced": (
            r"annonc\w+", r"prévoi\w+", r"veu(?:t|lent)\b", r"projet\w*", r"compt(?:e|ent)\b",
            r"présent(?:e|ent|é)\b",
        ),
    },
    headline={
        "begun": (
            r"commence(?:nt)?\b", r"démarre(?:nt)?\b", r"débute(?:nt)?\b", "début des travaux",
        ),
        "delivered": (
            r"livre(?:nt)?\b", r"ouvre(?:nt)?\b", "entre(?:nt)? en service", r"reçoi(?:t|vent)\b",
        ),
    },
    aside=(
        "après", "malgré", "depuis", "au lieu", "avant", "sans", "auparavant",
    ),
    unsure=(
        r"pourrai\w+", "si", r"risqu\w+", r"menac\w+", r"craign\w+", r"crai\w+", r"envisag\w+", "peut-être",
        r"serai\w+", r"éventuel\w*", r"demand\w+", "pas encore",
    ),
    coming=(
        "sera", "seront", "doi(?:t|vent)", "va", "vont", r"prévu\w*", "à partir", "dès", "veu(?:t|lent)",
        r"devrai\w+", r"attend\w*", "pour", "prêt",
    ),
    undone=(
        "pas", "ne", "n", "jamais", "aucun", "aucune", "ni",
    ),
    harmless=(
        r"dépend\w*", "coûts?", "prix", "émissions?", "risques?", "factures?", "consommation", "emplois?",
    ),
    until=(
        "à", "en", "jusqu'en", "pour", "avant",
    ),
)  # fmt: skip
