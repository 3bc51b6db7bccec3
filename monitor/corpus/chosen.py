"""Numbers of this package that were chosen, and why."""

from __future__ import annotations

# The event of a known text
SAME_EVENT = 0.8  # from here on a report may be of a known event; this hides news, so it must be well above even
DETAIL = 0.25  # cosine of names, numbers or headlines: texts on one event agree on one of them, not only on the theme
DETAIL_ACROSS = 0.15  # the same for texts in two languages, where endings and spellings hide much
COVERED = 0.5  # share of what the known text is about, by weight, that the report must name
# Names on no list tell events apart as well: a reported text must have most of them in common
NAMED_EVENT, NAMED = 0.9, 0.5
# A report that something has happened to a known matter is shown anyway: this much is enough to say which matter
NEXT_EVENT = 0.3
FOCUS = 0.5  # share of a report's mentions that must be of the event's parties, if its headline names none

# What a verdict says
TOLERANCE = 0.02  # figures closer than this are the same, rounded differently
OF_ITS_MATTER = 0.6  # share of the nearest known text's likeness from which another one's steps are of the same matter
TEXTS_NAMED = 5  # known texts a verdict names
