"""How readers answer a mail in French, and what French mail programs put around their words."""

from __future__ import annotations

from monitor.language.shape import Answers, listed

ANSWERS = Answers(
    acts={
        "relevant": ("pertinent", "dans le sujet", "à garder", "important", "intéressant", "plus comme ça"),
        "not-relevant": (
            "pas pertinent", "non pertinent", "hors sujet", "pas le sujet", "sans intérêt", "pas intéressant",
            "ne m’intéresse pas", "ça ne m’intéresse pas", "pas important", "sans importance", "inintéressant",
            "peu importe", "moins comme ça",
        ),
        "mute": (
            "muet", "muette", "sourdine", "en sourdine", "mettre en sourdine", "masquer", "plus rien là-dessus",
            "cacher", "ne plus afficher", "ne plus montrer", "silence",
        ),
        "follow": ("suivre", "à suivre", "suivez", "continuer à suivre", "surveiller", "garder un œil sur"),
        "split": ("séparer", "à séparer", "scinder", "diviser", "à diviser"),
        "join": ("joindre", "réunir", "fusionner", "regrouper", "même sujet que", "pareil que"),
        "known": (
            "connu", "déjà connu", "déjà vu", "déjà lu", "je sais", "je savais", "je le savais", "je connais",
            "rien de neuf", "rien de nouveau",
        ),
        "wrong-number": (
            "faux", "chiffre faux", "faux chiffre", "mauvais chiffre", "erroné", "inexact",
            "chiffre erroné", "chiffre inexact", "pas correct", "incorrect",
        ),
        "undo": ("annuler", "annule", "annulez", "défaire", "revenir en arrière"),
        "unsubscribe": (
            "désabonner", "se désabonner", "me désabonner", "désabonnement", "désinscrire", "me désinscrire",
            "désabonnez-moi", "désinscrivez-moi", "arrêter", "plus de mails", "retirez-moi",
        ),
    },
    names=listed("nom noms"),
    outlets=listed("journal site média"),
    spans={
        "jour": 1, "jours": 1, "j": 1, "semaine": 7, "semaines": 7, "mois": 30, "an": 365,
    },
    always=("pour toujours", "définitivement", "toujours"),
    fillers=listed(
        "le la les un une et pour de du des svp merci sujet sujets numéro nº n° no c’est est ce cette avec à au en"
        " comme mettre s’il vous te plaît pendant bonjour dernière dernier action modification maintenant ok désolé"
        " liste"
    ),
    doubts=listed("pas ne mais si sauf seulement sans jamais non sinon toutefois peut-être plutôt uniquement"),
    closings=(
        "cordialement", "bien cordialement", "bien à vous", "salutations", "meilleures salutations", "merci",
        "merci beaucoup", "bonne journée", "cdlt", "à bientôt",
    ),
    leads=(r"le .{4,200} a écrit ?:?", r".{3,120} a écrit le .{4,100}:?", r".{3,120} a écrit ?:"),
    heads=("de", "envoyé", "à", "objet", "date", "cc"),
    breaks=("message d’origine", "message original", "message d'origine", "message transféré"),
    signed=("envoyé de", "envoyé depuis", "envoyé à partir", "télécharger outlook", "obtenir outlook", "provenance"),
    absent=("réponse automatique", "absence", "absent", "message d’absence"),
)  # fmt: skip
