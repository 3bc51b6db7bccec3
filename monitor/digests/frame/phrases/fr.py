"""The frame in French; " | " parts the form for one from the form for several."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    # The head
    "title": "Actualités",
    "edition": "Édition {number}",
    "period": "{period} (heure de {place})",
    "catch-up": "Édition de rattrapage : elle couvre {days} jours, car aucune n'a été envoyée entre-temps.",
    "must": "À savoir absolument",
    "should": "Important aussi",
    "also": "À noter",
    "already": "Déjà connu",
    "already-note": "De nouveaux articles sur ce que vous savez déjà, sans rien y ajouter.",
    "more": (
        "Un autre sujet figure sur la page de cette édition. | {n} autres sujets figurent sur la page de cette édition."
    ),
    "continue": "Continuer sur la page de cette édition",
    "nothing": "Rien de nouveau pendant cette période.",
    # The subject
    "subject-nothing": "{title} : rien de nouveau",
    "subject-broken": "Attention : {n} sources sur {all} en panne",
    # A card
    "new": "nouveau",
    "update": "mis à jour",
    "known": "connu",
    "whats-new": "Nouveau",
    "whats-new-since": "Nouveau depuis le {day}",
    "first-named": "cité pour la première fois",
    "figures": "Chiffres",
    "known-before": "Déjà connu",
    "from-seed": "fonds de départ",
    "told-on": "édition du {day}",
    "reports": "1 article | {n} articles",
    "of-them-new": "dont {n} nouveau | dont {n} nouveaux",
    "origins": "1 origine | {n} origines indépendantes",
    "more-reports": "et 1 autre | et {n} autres",
    "why": "Pourquoi vous voyez ceci",
    "only-in": "Seulement dans les articles en {name}",
    "copy": "texte presque identique",
    "lead": "article le plus complet",
    "undated": "sans date",
    "conflict": "Les sources se contredisent",
    "headline-only": "seul le titre était disponible",
    # The first screen and what is ahead
    "subject-more": "un autre | {n} autres",
    "subject-digest": "{news}",
    "subject-alert": "Alerte : {news}",
    "subject-review": "Rétrospective : {news}",
    "gloss": "En {name}",
    "runs-since": "suivi depuis le {day}",
    "also-in": "aussi dans",
    "only-at": "dans",
    "ahead": "À venir",
    "ahead-hearing": "audition",
    "ahead-vote": "vote",
    "ahead-deadline": "échéance",
    "ahead-decision": "décision",
    "ahead-talks": "réunion",
    "ahead-start": "mise en service",
    "ahead-delivery": "livraison",
    "ahead-numbers": "résultats",
    "account-line": "{fetched} recueillis : {parts}",
    "details": "détails",
    "feeds-trouble": "{n} sources sur {all} en panne : {names}",
    "feeds-waiting": "1 entrée attend la prochaine édition | {n} entrées attendent la prochaine édition",
    # Reasons for a card
    "why-title": "{names} dans le titre",
    "why-names": "cite {names}",
    "why-sure": "sûr à {share} d'être dans le sujet",
    # Kinds of figures
    "power": "Puissance",
    "energy": "Énergie",
    "money": "Montant",
    "chips": "Nombre",
    "share": "Part",
    "count": "Nombre",
    # The ledger
    "ledger": "Chiffres : ce qui a été annoncé",
    "ledger-power": "Puissance par partenaire",
    "ledger-money": "Montants par partenaire",
    "ledger-note": (
        "La valeur la plus élevée citée par au moins deux articles, sinon la plus récente. Le nom de la source y mène."
    ),
    "was": "auparavant {old}",
    # The account
    "account": "Le décompte",
    "fetched": "entrée recueillie | entrées recueillies",
    "unbalanced": (
        "Le décompte ne tombe pas juste : {fetched} recueillies, mais {sum} comptées. C'est une erreur du programme."
    ),
    "withheld": "Non montré",
    # Details of what is withheld
    "detail-merged": "dit la même chose que « {title} »",
    "detail-copy": "presque le même texte que « {title} »",
    "detail-known-copy": "presque le même texte que « {title} » ({where})",
    "detail-known-from": "rien de nouveau par rapport à « {title} » ({where})",
    "detail-too_old": "du {day}, vieux de {days} jours à l'arrivée",
    "detail-off_topic": "aucune règle du sujet ne s'applique",
    "detail-other-topic": "n'appartient à aucun sujet de cette édition",
    "detail-minor": "dans le sujet, mais pas assez important pour une alerte ({score} < {threshold})",
    "detail-several": "{n} autres entrées",
    "detail-backfill": "pas parmi les plus récentes que prend un premier passage sur la source (backfill)",
    "detail-same": "mot pour mot comme une autre entrée de la source",
    "detail-dropped": "non lues : la source en apportait trop à la fois, ou elles étaient illisibles",
    # Feeds
    "feeds": "Sources",
    "feeds-ok": "La source répond. | Les {n} sources répondent.",
    "feed-trouble": "{title} : {problem} (depuis {since})",
    "feed-trouble-now": "{title} : {problem}",
    "feed-recovered": "{title} répond de nouveau.",
    "feed-waiting": (
        "{title} : 1 entrée au-delà de la limite de cette source attend la prochaine édition. | {title} : {n} entrées "
        "au-delà de la limite de cette source attendent la prochaine édition."
    ),
    "feeds-some": "{ok} sources sur {all} répondent ; la panne des autres a déjà été signalée.",
    # The foot
    "template-problem": "Votre modèle contient une erreur, voici donc la forme intégrée. {problem}",
    "page": "L'édition entière",
    "foot": "Vous recevez ce message parce que votre adresse figure sous « {digest} » dans feeds.yaml.",
    # The archive
    "archive": "Toutes les éditions",
    "archive-of": "{title} : toutes les éditions",
    "older": "‹ édition précédente",
    "newer": "édition suivante ›",
    "search": "Chercher dans tous les sujets",
    "search-scope": "sujets",
    "search-none": "Rien trouvé.",
    "search-some": "résultats",
    "search-script": "La recherche a besoin de JavaScript ; tout le reste s'en passe.",
    "story-history": "Historique de ce sujet",
    "ledger-page": "Les chiffres au fil du temps",
    "no-figures": "Pas encore de chiffres.",
    "contents": "Sommaire",
    "skip": "Aller au contenu",
    "editions": "1 édition | {n} éditions",
    "by-month": "Toutes les éditions par mois",
    "search-newest": "Chercher dans les sujets récents",
    "search-all": "Chercher dans tous les sujets",
    "withheld-more": "{n} de plus ; `monitor why` trouve chacun par son adresse ou son titre",
    "stories": "1 sujet | {n} sujets",
}

LANGUAGES: Mapping[str, str] = {
    "de": "allemand",
    "en": "anglais",
    "fr": "français",
    "es": "espagnol",
    "it": "italien",
    "nl": "néerlandais",
    "pl": "polonais",
    "ja": "japonais",
    "zh": "chinois",
    "ar": "arabe",
    "he": "hébreu",
    "ko": "coréen",
    "pt": "portugais",
}
