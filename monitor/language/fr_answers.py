"""How readers answer a mail in French, and what French mail programs put around their words."""

from __future__ import annotations

from monitor.language.shape import Answers, listed

ANSWERS = Answers(
    acts={
        "relevant": ("pertinent", "dans le sujet", "à garder"),
        "not-relevant": (
            "pas pertinent", "non pertinent", "hors sujet", "pas le sujet", "sans intérêt", "pas intéressant",
            "ne m’intéresse pas", "ça ne m’intéresse pas",
        ),
        "mute": ("muet", "muette", "sourdine", "en sourdine", "masquer", "plus rien là-dessus"),
        "follow": ("suivre", "à suivre"),
        "split": ("séparer", "scinder", "diviser"),
        "join": ("joindre", "réunir", "fusionner", "regrouper", "même sujet que", "pareil que"),
        "known": ("connu", "déjà connu", "déjà vu", "je sais", "je savais", "je connais"),
        "wrong-number": ("faux", "chiffre faux", "faux chiffre", "mauvais chiffre", "erroné", "inexact"),
        "undo": ("annuler", "annule", "défaire"),
        "unsubscribe": ("désabonner", "se désabonner", "désinscrire", "désabonnez-moi", "arrêter", "plus de mails"),
    },
    names=listed("nom noms"),
    outlets=listed("journal site média"),
    spans={
        "jour": 1, "jours": 1, "j": 1, "semaine": 7, "semaines": 7, "mois": 30, "an": 365,
    },
    always=("pour toujours", "définitivement", "toujours"),
    fillers=listed(
        "le la les un une et pour de du des svp merci sujet sujets numéro nº n° no c’est est ce cette avec à au en"
        " comme mettre s’il vous te plaît pendant"
    ),
    leads=(r"le .{4,200} a écrit ?:?", r".{3,120} a écrit le .{4,100}:?", r".{3,120} a écrit ?:"),
    heads=("de", "envoyé", "à", "objet", "date", "cc"),
    breaks=("message d’origine", "message original", "message d'origine", "message transféré"),
    signed=("envoyé de", "envoyé depuis", "envoyé à partir", "télécharger outlook", "obtenir outlook", "provenance"),
    absent=("réponse automatique", "absence", "absent", "message d’absence"),
)  # fmt: skip
