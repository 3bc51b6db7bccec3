"""Words that say what a day is for: a hearing, a vote, a deadline; in German, English and French."""

# ruff: noqa: E501 - lists of words
from __future__ import annotations

import re
from collections.abc import Mapping

KINDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "hearing": r"\bhearings?\b|anhörung|erörterungstermin|\baudiences?\b|audition|\btake up\b|\bdiscuss\b",
        "vote": r"\bvotes?\b|\bvoting\b|abstimm|stimmt\b.* ab\b|\bvoter(?:a|ont)?\b|\bvote\b|stadtratssitzung",
        "deadline": r"deadline|\bfrist\b|spätestens|\bno later than\b|\bbis zum\b|\bhas until\b|délai|échéance|date limite|au plus tard|expires?\b",
        "decision": r"\bdecisions?\b|\bdecides?\b|\brul(?:e|ing)\b|entscheid|urteil|décision|décidera|tranchera|jugement",
        "talks": r"\bmeeting\b|\btalks\b|\bsitzung|treffen\b|réunion|\btrial\b|prozess\b|procès",
        "start": r"go(?:es|ing)? live|come[s]? online|in betrieb|ans netz|in service|mise en service|entrer en service|\bopens?\b|eröffn|\bstarts?\b|beginn",
        "delivery": r"\bdeliver|\bship|liefer|livr",
        "numbers": r"earnings|quartalszahlen|geschäftszahlen|résultats trimestriels",
    }.items()
}
