"""What French pages say besides the article: consent, paywalls, checks for robots, errors, links, captions.

Walls are recognised by phrases, not words: they address the reader or talk about the page itself, so that a report with
the same words in another sense ("the council must agree", "35 million subscribers") does not count as one.
"""

from __future__ import annotations

from monitor.language.shape import Furniture

FURNITURE = Furniture(
    cues=(
        "cookies?", "traceurs?", "bloqueur de publicité", "newsletters?", "s'abonner", "abonnez-vous", r"abonnements?",
        r"abonnée?s?", "se connecter", "connectez-vous", "identifiez-vous", "s'inscrire", "inscrivez-vous",
        "créer un compte", "politique de confidentialité", "données personnelles", "mentions légales",
        "conditions générales", "conditions d'utilisation", "tous droits réservés", "partager", "partagez",
        "site web", "cliquez ici", "lire la suite", "lire aussi", "publicité", "votre boîte mail",
        r"crédits? photo", r"commentaires?", "offre d'essai", "essai gratuit", "accepter et continuer",
        "continuer sans accepter", "tout accepter", "votre consentement", "nos partenaires", "notifications",
        "réservé aux abonnés", "article réservé", r"personnalis\w+", "suivez-nous", "votre navigateur",
    ),
    links=(
        "lire aussi", "à lire aussi", "lire également", "à lire également", "lire", "à lire", "voir aussi", "voir",
        "écouter", "à découvrir", "sur le même sujet", "sur le même thème", "à voir aussi", "pour aller plus loin",
        "notre dossier", "recommandé", "plus d'informations", "articles? liés?", "également",
    ),
    credits=("Crédits?(?: photo)?", "Photo", "Illustration", "Source"),
    captions={"hotographie": r"\b[Pp]hotographie d'illustration\b", "illustration)": r"\((?:photo d')?illustration\)"},
    bylines=("photo de l'auteur", "par admin", "publicité", "sources? et images?"),
    tails=(
        "précédent", "suivant", "laisser un commentaire", "articles (?:similaires|liés)", "commentaires?",
        r"(?:mots-clés|étiquettes|tags)\s*:.*", "sur le même sujet.*", "vous aimerez aussi.*", "newsletter.*",
    ),
    check_titles=(
        "un (?:instant|moment)|vérification (?:de sécurité|humaine|de votre navigateur)|accès (?:refusé|bloqué|interdit)",
        "êtes-vous (?:un )?(?:humain|robot)|vérifi(?:ez|ons) que vous",
    ),
    check_texts=(
        r"\bvérifi(?:ez|er|ons|cation)\b[^.!?]{0,40}(?:humain|robot|navigateur|connexion)|\b(?:êtes|suis|n.êtes) pas un robot\b|\btrafic inhabituel",
        r"\bactivez javascript|javascript (?:est requis|doit être activé)|\bvous n['’]avez pas l['’]autorisation|\bfile d['’]attente",
    ),
    titles={
        "missing": (
            r"(?:page|article|contenu)\b.{0,30}(?:introuvable|non trouvée?|n['’]existe|indisponible)|^erreur 4\d\d",
        ),
        "denied": (
            "accès (?:refusé|interdit)|non disponible dans votre (?:pays|région)",
        ),
        "down": (
            r"(?:site |est )?en maintenance|^maintenance\b|(?:temporairement|momentanément) indisponible|de retour bientôt",
        ),
        "wall": (
            "^(?:connexion|se connecter|s['’]abonner|abonnez-vous|inscription)|(?:gestion|paramètres|préférences) des cookies|votre vie privée",
            "avant de continuer|consentement",
        ),
    },
    about_itself={
        "missing": (
            r"\b(?:page|article|contenu|lien|adresse)\b[^.!?]{0,60}(?:introuvable|n['’]existe (?:pas|plus)|n['’]est plus disponible|supprimée?|déplacée?)",
            r"\bpage (?:que vous (?:recherchez|cherchez|demandez)|demandée)|retour(?:nez|ner)? à (?:la page d['’])?accueil",
        ),
        "denied": (
            r"\bvous n['’](?:avez|êtes) pas (?:la permission|l['’]autorisation|autorisé)",
            r"accès (?:à cette page )?(?:est )?(?:refusé|interdit|bloqué)|\b(?:pas|non) disponible dans votre (?:pays|région)|trop de requêtes",
        ),
        "down": (
            r"\b(?:en|de|opération de) maintenance|(?:temporairement|momentanément) indisponible|revenez (?:plus tard|bientôt)",
            r"réessayer? (?:plus tard|dans)|\bune erreur (?:est survenue|s['’]est produite|technique)|veuillez nous excuser",
        ),
        "wall": (
            r"\b(?:nous|nos)\b[^.!?]{0,60}\b(?:cookies?|partenaires|traceurs)\b|\bcookies?\b[^.!?]{0,60}\b(?:vous|votre|vos|nous|nos)\b",
            r"\bvo(?:tre|s) (?:consentement|choix|données|vie privée|préférences|appareil)|politique de confidentialité|intérêt légitime",
            r"(?:tout|tous) (?:accepter|refuser)|accepter et (?:continuer|fermer)|\bpublicités? personnalisée?s?|continuer sans accepter",
            r"\b(?:abonnez|connectez|inscrivez|identifiez)-vous|s['’]abonner|déjà (?:abonné|inscrit|un compte)|réservé (?:aux|à nos) abonnés",
            r"pour lire la suite|sans engagement|essai gratuit|il vous reste \d+|\badresse e-?mail|mot de passe|bloqueur de publicité",
            "désactivez[^.!?]{0,30}bloqueur|activez javascript|votre navigateur",
        ),
    },
    speaks=(
        r"\b(?:vous|votre|vos|nous|notre|nos|veuillez)\b|\b(?:ce|cet|cette) (?:site|page|article|contenu|domaine|lien|adresse|application)\b",
        r"(?:^|[.!?:] )(?:\w+ez\b|tout accepter|tout refuser|continuer sans|retour à (?:l['’]accueil|la page)|accepter et|se connecter|je m['’]abonne)|\bpage demandée\b",
    ),
    asks_to_pay=(
        "^(?:abonnez|connectez|inscrivez|identifiez)-vous|^(?:s['’]abonner|se connecter|s['’]inscrire|je m['’]abonne)",
        r"\bdéjà (?:abonné|inscrit|membre)|\bréservé (?:aux|à nos) abonnés|\bpour lire la suite|\bil vous reste \d+",
        r"\blire la suite de (?:cet|l)|\bsans engagement\b|\bessai gratuit\b",
    ),
    asks_else=(
        r"^(?:inscrivez-vous|abonnez-vous|suivez-nous)\b[^.!?]{0,60}(?:newsletter|lettre|chaîne|réseaux)",
        r"\b(?:accepter|refuser) (?:tous )?les cookies|\bconnectez-vous pour (?:commenter|réagir)",
    ),
    addresses={"missing": ("introuvable",), "login": ("conne(?:ct|x)ion",)},
    counted=("commentaires?", "réponses?", "vues?"),
    comments=("commentaires?",),
    ago=(r"il y a\s+\d+\s+(?:minutes?|heures?|jours?)",),
    round_ups=(
        "l['’]essentiel", "la semaine", "en bref", "brèves?", "revue de presse", r"lettre", r"n° ?\d+", r"numéro \d+", "le point",
        "les titres", "ce qu['’]il faut savoir", "matinale", r"du (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)",
    ),
    agenda=("point",),
    announced=(
        r"(?:trois|quatre|cinq|six|sept|huit|neuf|dix) (?:choses|sujets|points|nouvelles)", "dans ce numéro", "bonjour", "bonsoir",
        "au sommaire",
    ),
    also=("également", "aussi aujourd['’]hui", "par ailleurs", "et aussi", "ailleurs"),
    refutes=("non", "non pas", "pas", "au lieu de", "plutôt que"),
    corrects=(
        r"(?:correction|rectificatif|rectification|erratum|mise au point)\s*[:(–—-]",
        r"version (?:précédente|antérieure|initiale) de (?:cet|l['’])\s?article", r"(?:précédente|première) version de (?:cet|l['’])",
        r"article a été (?:corrigé|rectifié)", r"contrairement à ce que nous (?:avons|avions)",
        r"nous (?:avons|avions) (?:écrit|indiqué|annoncé) (?:par erreur|à tort)",
    ),
    withdraws=(
        r"article (?:a été|est) (?:retiré|dépublié|supprimé)", r"(?:retirons|avons retiré|avons dépublié|retire) cet article",
        r"^(?:rétractation|article retiré)\s*[:(–—-]",
    ),
)  # fmt: skip
