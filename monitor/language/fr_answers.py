"""How readers answer a mail in French, and what French mail programs put around their words."""

from __future__ import annotations

from monitor.language.shape import Answers, listed

ANSWERS = Answers(
    acts={
        "relevant": (
            "pertinent", "pertinente", "pertinents", "pertinentes", "dans le sujet", "à garder", "important",
            "importante", "intéressant", "intéressante", "intéresse", "utile", "plus comme ça", "plus de ce genre",
        ),
        "not-relevant": (
            "pas pertinent", "pas pertinente", "pas pertinents", "pas pertinentes", "non pertinent", "non pertinente",
            "hors sujet", "hors-sujet", "pas le sujet", "pas notre sujet", "pas mon sujet", "sans intérêt",
            "aucun intérêt", "pas d’intérêt", "sans rapport", "pas intéressant", "pas intéressante",
            "ne intéresse pas", "intéresse pas", "ne concerne pas", "pas important", "pas importante",
            "sans importance", "inintéressant", "inintéressante", "pas utile", "inutile", "peu importe",
            "moins comme ça",
        ),
        "mute": (
            "muet", "muette", "muets", "muettes", "sourdine", "masquer", "masquez", "masque", "cacher", "cachez",
            "cache", "ignorer", "ignorez", "couper", "coupez", "taire", "silence", "plus rien là-dessus",
            "plus rien sur", "plus rien", "ne plus rien", "ne plus rien sur", "ne plus afficher", "ne plus montrer",
            "ne plus voir", "ne veux plus voir", "ne voulons plus voir",
        ),
        "follow": (
            "suivre", "suivez", "à suivre", "continuer à suivre", "continuez à suivre", "surveiller", "surveillez",
            "garder un œil sur", "gardez un œil sur", "garder à l’œil", "tenir au courant", "tenez-moi au courant",
            "tenez-nous au courant",
        ),
        "split": (
            "séparer", "séparez", "à séparer", "scinder", "scindez", "à scinder", "diviser", "divisez", "à diviser",
            "dissocier", "dissociez", "deux sujets différents",
        ),
        "join": (
            "joindre", "joignez", "réunir", "réunissez", "fusionner", "fusionnez", "regrouper", "regroupez",
            "rassembler", "rassemblez", "vont ensemble", "ensemble", "même sujet", "même sujet que", "même histoire",
            "même chose", "pareil", "pareil que", "pareils", "identiques",
        ),
        "known": (
            "connu", "connue", "connus", "connues", "déjà vu", "déjà vue", "déjà vus", "déjà vues", "déjà lu",
            "déjà lue", "déjà lus", "déjà lues", "déjà entendu", "sais", "savais", "savait", "savons", "savions",
            "connais", "connaît", "connaissais", "connaissait", "connaissons", "connaissions", "rien de neuf",
            "rien de nouveau", "pas nouveau", "pas nouvelle", "pas neuf", "vieux", "vieille", "ancien", "ancienne",
        ),
        "wrong-number": (
            "faux", "fausse", "chiffre faux", "faux chiffre", "mauvais chiffre", "mauvais", "erroné", "erronée",
            "erronés", "inexact", "inexacte", "pas exact", "pas exacte", "pas correct", "pas correcte", "incorrect",
            "incorrecte", "pas bon", "pas bonne", "pas juste",
        ),
        "undo": (
            "annuler", "annule", "annulez", "défaire", "défaites", "revenir en arrière", "revenez en arrière",
            "rétablir", "rétablissez", "restaurer",
        ),
        "unsubscribe": (
            "désabonner", "désabonnez", "désabonnement", "désinscrire", "désinscrivez", "désinscription",
            "désabonnez-moi", "désinscrivez-moi", "arrêter", "arrêtez", "résilier", "résiliez", "plus de mails",
            "plus de mail", "plus de courriels", "plus de messages", "plus recevoir", "ne plus recevoir",
            "ne plus envoyer", "ne envoyez plus", "ne envoyez plus rien", "retirez-moi", "retirez", "retirer",
            "enlevez-moi", "supprimez-moi",
        ),
    },
    names=listed("nom noms"),
    outlets=listed("journal site média"),
    spans={
        "jour": 1, "jours": 1, "j": 1, "semaine": 7, "semaines": 7, "quinzaine": 15, "mois": 30, "trimestre": 90,
        "semestre": 180, "an": 365, "ans": 365, "année": 365, "années": 365,
    },
    always=(
        "pour toujours", "définitivement", "toujours", "jusqu’à nouvel ordre", "à jamais", "pour de bon",
        "indéfiniment",
    ),
    fillers=listed(
        "le la les l’ un une des du de d’ à au aux en dans sur pour par avec je j’ tu il elle on nous vous ils"
        " elles me m’ te t’ moi toi lui leur se s’ y ce c’ cet cette ces ça cela ceci mon ma mes ton ta tes son sa"
        " ses notre nos votre vos et n’ est sont était étaient être suis sommes êtes été ai avons avez ont avais"
        " peux peut pouvez pourriez pourrais veuillez voulez veux voulons vouloir voudrais voudrions souhaite"
        " souhaitons souhaiterais aimerais aimerions merci beaucoup bonjour bonsoir salut svp stp plaît plait aussi"
        " également déjà simplement juste maintenant ok oui désolé sujet sujets article articles info infos"
        " actualité nouvelle nouvelles histoire histoires point points numéro numéros nº n° n no chiffre chiffres"
        " montant valeur mettre mettez mets marquer marquez passer passez tous toutes tout toute chacun chacune"
        " chaque comme pendant durant dernière dernier action modification liste mail mails courriel courriels"
        " message messages lettre newsletter abonnement chez lire voir entendre envoyer envoyez envoie parle parlent"
        " traite traitent pourriez-vous pouvez-vous voulez-vous peux-tu gentil bon finalement"
    ),
    ands=("et", "ainsi que"),
    counted=listed("sujets articles infos nouvelles histoires points chiffres"),
    greetings=listed("bonjour bonsoir salut cher chère chers"),
    asks=listed("est sont était étaient est-ce a ont"),
    numbering=listed("numéro nº n° no sujet article point info"),
    doubts=listed(
        "mais si sauf seulement sinon toutefois peut-être plutôt uniquement quand lorsque dès après avant"
        " jusque jusqu’à tant ou demain presque tard aujourd’hui"
    ),
    denials=listed("pas ne sans jamais non ni"),
    closings=(
        "cordialement", "bien cordialement", "bien à vous", "salutations", "meilleures salutations", "merci",
        "merci beaucoup", "bonne journée", "cdlt", "à bientôt",
    ),
    leads=(r"le .{4,200} a écrit ?:?", r".{3,120} a écrit le .{4,100}:?", r".{3,120} a écrit ?:"),
    heads=("de", "envoyé", "à", "objet", "date", "cc"),
    breaks=(
        "message d’origine", "message original", "message d'origine", "message transféré", "mail original",
        "mail d’origine",
    ),
    signed=(
        "envoyé de", "envoyé depuis", "envoyé à partir", "télécharger outlook", "obtenir outlook", "provenance",
        "sans virus",
    ),
    absent=("réponse automatique", "absence", "absent", "message d’absence"),
)  # fmt: skip
