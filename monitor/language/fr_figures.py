"""French: words around a figure that show what it is, whose, its standing and what it replaced."""

from __future__ import annotations

from monitor.language.replacing import Changes
from monitor.language.shape import Cues, listed

CUES = Cues(
    roles={
        "contract": listed(
            "contrat accord command lou loyer bail vaut valeur achat achet engag sign partenar client fourni montant"
        ),
        "investment": listed("invest levée tour participation capital fonds-propres inject entrée financeur"),
        "debt": listed("prêt emprunt dette obligat crédit financement banque prêteur refinanc"),
        "spending": listed("coût dépens budget construct coûter enveloppe facture projet chantier"),
        "revenue": listed("chiffre revenu vente recette prévision"),
        "profit": listed("bénéfice perte résultat ebit marge net dividend dépréciation trésorerie intérêts charges"),
        "valuation": (
            *listed("valoris valeur-boursière capitalisation bourse"),
            r"valoris(?:e|ant|é|ée|er)(?:\W+\w+){0,5}\W+à(?:\W+(?:environ|près|plus|quelque)(?: de)?)?",
        ),
        "market": listed("action titre cours bourse indice nasdaq analyste objectif-de-cours séance points"),
        "price": listed("prix tarif abonnement centime redevance unité"),
        "other": listed(
            "impôt taxe amende dommage don salaire exonér assurance subvention aide pib procès plainte emploi commune"
        ),
        "power": listed("puissance capacité data campus site raccord charge réseau centre serveur puces calcul"),
        "supply": listed("solaire éolien réacteur turbine nucléaire gaz batterie centrale hydro panneaux"),
        "elsewhere": listed("pays mondial foyer national région europe demande consomm ménage"),
        "growth": listed("hausse baisse augment progress recul grimp chut bond pourcent"),
        "per": ("par", "par an", "chaque", "annuel", "mensuel"),
        "total": listed("total ensemble cumul somme"),
    },
    standing={
        "denied": ("dément", "nie", "faux", "rejette", "infond", "jamais", "contrairement"),
        "corrected": ("corrig", "rectif", "erron", "par erreur"),
        "option": ("option", "jusqu'à", "extensible", "pourrait être porté", "droit de"),
        "part": ("premi", "dont", "d'abord", "tranche", "phase", "part de", "jusqu'ici", "initial"),
        "total": ("au total", "en tout", "ensemble", "cumul"),
        "old": (
            "auparavant", "initialement", "au lieu", "contre", "précédent", "l'an dernier", "jusqu'alors", "jusque-là",
            "un an plus tôt",
            # what was given up: the cue governs the next figure, not the one that takes its place
            r"(?:abandonn|renonc|annul|résili)\w*[^|\d]{0,40} \|",
            r"\|[^|\d]{0,24}\b(?:tombe à l'eau|abandonn|annul|résili)",
        ),
        "hypothetical": ("estime que", "prévoit que", "si ", "pourrait", "serait", "aurait"),
        "reported": ("selon des sources", "aurait", "rumeur", "proche du dossier"),
        "planned": ("prév", "doit", "devra", "vise", "compte ", "d'ici 20", "prochain", "sera"),
        "proposed": ("propos", "demand", "négoci", "discussion", "envisag", "étudie"),
        "announced": ("annonc", "indiqu", "dévoil", "déclar"),
        "agreed": ("sign", "accord", "conclu", "contrat", "approuv", "command", "bouclé"),
        "yardstick": (r"un (?:gigawatt|mégawatt)(?: \w+){0,4} coûte", "équivalent", "autant que", "de quoi", "compar"),
    },
    places=("à", "en", "au", "dans", "près", "de"),
    sides=("avec", "de", "à", "par", "pour", "et", "entre", "chez", "du"),
    roles_named=listed(
        "développeur exploitant opérateur société groupe entreprise fournisseur banque constructeur fabricant start-up "
        "prêteur propriétaire bailleur partenaire locataire investisseur géant rival concurrent "
        "conglomérat promoteur énergéticien foncière"
    ),
    acts=listed(
        "construit va prévoit a est sera signe achète vend loue investit dépense paie emprunte lève veut livre annonce "
        "fournit chiffre compte"
    ),
    clauses=("mais", "tandis", "pendant"),
    givers=("de", "par", "du"),
    into=("dans", "pour", "à", "de"),
    pronouns=("il", "elle", "sa", "son", "ses", "leur", "le groupe", "la société", "l'entreprise", "l'exploitant"),
    relatives=("qui", "que", "dont", "où", "lequel", "laquelle"),
    possessive=("de", "d'", "du", "des"),
    former=(r"ancien\w*", "ex"),
    apart={
        "other": (
            "dommages", r"dégâts?\b", "amende", "indemn", "dédommage", "plainte", "condamn", r"pertes?\b", "préjudice",
            "manque à gagner", "exonération", "abattement", "crédits? d['’]impôt", "grève", "carnet de commandes",
            r"budget (?:annuel|communal|municipal|total)",
            r"budget d(?:e la (?:ville|commune)|u (?:département|comté))",
        ),
        "revenue": (
            r"prévisions? d(?:e |['’])(?:chiffre|vente|revenu|bénéfice|résultat)", "prises de commandes",
            r"taxes? foncières?", "recettes fiscales", r"de taxes\b",
        ),
        "profit_loss": ("dépréciation", "amortissement exceptionnel"),
        "valuation": (r"capitalisation boursière", r"valeur (?:boursière|en bourse)"),
    },
    priced=(r"une? [\w-]+(?: [\w\'-]+){0,4} coûte",),
    users=("pour", "à destination d(?:e|')"),
    used=(),
    rents=("loue", "achète", "commande", "réserve", "prend", "occupera", "s'engage"),
    builds=("construit", "bâtit", "investit", "emprunte", "lève", "finance", "possède", "prévoit"),
    tenants=("locataire",),
    owners=listed("développeur exploitant opérateur constructeur propriétaire bailleur promoteur foncière"),
    fields=("ai", "ia"),
    persons=listed(
        "analyste pdg patron patronne directeur directrice président présidente fondateur fondatrice "
        "maire ministre porte-parole économiste professeur juge préfet préfète avocat avocate gouverneur "
        "secrétaire m mme dr"
    ),
)  # fmt: skip

CHANGES = Changes(
    from_=("de", "de (?:quelque|environ)", "d'environ"),
    to=("à(?: (?:environ|près de|quelque|désormais))?",),
    instead=("au lieu d(?:e|es|u)", "contre", "plutôt que", "auparavant"),
    first=("au lieu d(?:e|es|u)", "plutôt que"),
    earlier=(r"(?:initialement|jusqu['’](?:ici|alors)|auparavant)",),
    had=("avai(?:t|ent)", "étai(?:t|ent)"),
    planned=("prévue?s?", "promise?s?", "annoncée?s?", "signée?s?", "votée?s?", "fixée?s?"),
    another=("précédente?s?", "autres?", r"premi[eè]re?s?", r"derni[eè]re?s?"),
    others=(r"pour (?:les?|la|ceux|celles)", r"pour l['’]\w+", r"chez (?:les?|la)"),
    trends=(
        "un an (?:plus tôt|auparavant)",
        "l['’](?:an dernier|année (?:précédente|dernière))",
        r"(?:début|mi-?|fin|en) ?20\d\d",
        "cette année",
        "l['’]an prochain",
        r"d['’]ici (?:à )?20\d\d",
    ),
    after=("prévus?", "promis", "annoncés?", "auparavant", "jusqu['’]ici", "initialement"),
)
