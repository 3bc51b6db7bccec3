"""Words that say what a day is for: a hearing, a vote, a deadline."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor import language

KINDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile("|".join(word for known in language.ALL for word in known.telling.agenda[kind]), re.IGNORECASE)
    for kind in language.COMMON.telling.agenda
}
