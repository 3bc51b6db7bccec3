"""How French sentences refer to earlier ones, name authors, dates and reasons."""

from __future__ import annotations

from monitor.language.shape import Telling

TELLING = Telling(
    openings=(
        r"il|elle|ils|elles|ce|cet|cette|ces|cela|ceci|c['’]\w+|celui\S*|celle\S*|ceux\S*|son|sa|ses|leurs?|y|en outre|de plus|par ailleurs|mais|et|ou"
        r"|donc|or|ainsi|alors|aussi|également|toutefois|cependant|pourtant|néanmoins|ensuite|puis|enfin|là|ici|nous|je|j['’]\w+|notre|nos|on"
        r"|en face|à côté(?! de)|dehors|les deux|tous deux|toutes deux|en revanche|dans le même temps|par exemple|pour sa part|de son côté|ce dernier|cette dernière"
    ),
    speakers=(r"(?:(?:dit|ajoute|explique|écrit)-(?:t-)?(?:il|elle|ils|elles)|ont-(?:ils|elles))\b",),
    bodies=(r"a-t-(?:il|elle)",),
    pointers=(
        "là-bas",
        "^(?:la veille|le même jour)",
        "^(?:premièrement|deuxièmement|troisièmement|enfin)",
        "^(?:le reste|les autres|la cause|la raison)",
        r"^(?:quand|si) (?:ils|elles|elle)\b|^(?:jusqu['’]à ce|dès|tant|avant) qu['’](?:ils|elles|elle)\b",
        r"^(?:par|avec|dans|en|lors|pour|sous|à|au|aux|depuis|selon|sans|chez) [^,]{2,60}, (?:ils|elles|elle) ",
    ),
    sequels=(
        r"(?:\S+ ){1,4}(?:également|aussi)\b",
        r"dans le cadre (?:de l['’]|du )(?:accord|contrat|partenariat)\b",
    ),
    stand_ins=(r"la (?:société|firme|start-?up)", r"le (?:groupe|fabricant|géant)", "l['’]entreprise"),
    turns=("toutefois", "cependant"),
    noise=("version précédente", "tous droits", "lire aussi", "s['’]inscrire", r"cet article\b"),
    credits=(),
    by=("par",),
    staff=("(?:la )?rédaction",),
    authors=("auteur",),
    and_=("et", "de", "pour"),
    stops_at_place=True,
    labels=("exclusi", "urgent", "mise à jour", "analyse", "tribune", "brève", "entretien", "info", "vidéo"),
    agenda={
        "hearing": (r"\baudiences?\b", "audition"),
        "vote": (r"\bvoter(?:a|ont)?\b", r"\bvote\b"),
        "deadline": ("délai", "échéance", "date limite", "au plus tard", r"\bexpire\b"),
        "decision": ("décision", "décidera", "tranchera", "jugement"),
        "talks": ("réunion", "procès"),
        "start": ("mise en service", "entrer en service"),
        "delivery": ("livr",),
        "numbers": ("résultats trimestriels",),
    },
    background=(
        r"\bl['’]an (?:dernier|passé)",
        r"\bl['’]année (?:dernière|précédente)",
        r"\bjusqu['’](?:ici|à présent)",
        r"\bdepuis 20\d\d",
        r"\bcompar(?:é|aison)",
        r"\bconcurrent",
        r"\banalystes?",
        r"\bfondée? ",
        r"\bchiffre d['’]affaires",
    ),
    coming=(
        r"\bser(?:a|ont)\b",
        r"\bdoi(?:t|vent)\b",
        r"\bprévue?s?\b",
        r"\bdès\b",
        r"\bd['’]ici\b",
        r"\bà partir\b",
        r"\w+(?:era|eront|ira|iront)\b",
    ),
    locations=("à", "en", "au", "près de", "dans"),
    whose=("son", "sa", "ses", "leurs?"),
    selves=r"(?:aujourd['’]hui,? )?nous\b",
    comments=(
        r"\b(?:opinion|tribune|éditorial|édito|chronique|analyse|décryptage|podcast|newsletter|entretien)\b(?:\s*[:|–—-]|$)",
        r"^(?:pourquoi|comment|ce qu\w*|qui|que)\b",
        r"[:–—-] (?:pourquoi|comment|ce qu)",
        r"\b(?:\d+|dix|cinq|trois) (?:choses|questions|raisons)\b",
        r"\b(?:revue de presse|récapitulatif|la semaine|la lettre)\b",
        r"\?\W*$",
    ),
    persons=("je", r"j['’]\w+", "mon", "mes"),
    reasons=(r"parce qu\w*", "en raison", "afin", "pour que"),
)
