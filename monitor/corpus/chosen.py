"""Numbers of this package that were chosen, and why."""

from __future__ import annotations

# The event of a known text
SAME_EVENT = 0.8  # from here on a report may tell what a known text tells; it hides news, so more than even
DETAIL = 0.25  # cosine of names, numbers or headlines: texts of one event agree in one of them, not only in their theme
DETAIL_ACROSS = 0.15  # the same of texts in two languages, where endings and other spellings hide much
COVERED = 0.5  # share of what the known text is about, by weight, that the report must name
# Names that stand in no list tell events apart as well: of a told text, most of them must be common to both
NAMED_EVENT, NAMED = 0.9, 0.5
# What tells that something has happened to a known matter is told either way: so much shows which matter it is
NEXT_EVENT = 0.3
FOCUS = 0.5  # share of a report's mentions that must be of the event, where its headline does not tell

# What a verdict says
TOLERANCE = 0.02  # figures closer than this are one figure, rounded differently
OF_ITS_MATTER = 0.6  # of the likeness of the nearest known text, from which another one's steps are of the same matter
TEXTS_NAMED = 5  # known texts a verdict names
