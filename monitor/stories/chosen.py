"""Numbers of this package that were chosen, and why. Fitted numbers are in weights.json (docs/training.md)."""

from __future__ import annotations

from datetime import timedelta

# Copies
COPY = 0.5  # share of the shorter text's shingles that makes it a copy: with 30 % of its sentences gone it is one
FEW_HASHES = 3  # sketches sharing fewer prove nothing: one in sixteen shingles is kept, a quotation may be one or two
SAME_WORDS = 0.8  # minimum sum of the cosines of names and stems: below it, only the frame is shared, or one is a list

# One event
SAME_EVENT = 0.5  # threshold on the fitted curve: as likely as not
CROWD = timedelta(days=2)  # stories with a report this recent compete for an article; one or four days work as well
MOST = 6.0  # limit of one report's vote for or against: no single report outvotes a story
ABSENT = -4.0  # vote of a report that shares no key with the article: like that of an unlike one
COUNTED = 8  # reports of a story that must be found before absent ones stop counting: in a large story not all are
JOIN = 2.0  # evidence needed to join two stories: what is joined is never separated again
LEAVES = -0.5  # a report leaves its story when the mean vote of the others is below this
FEW_WORDS = 0.5  # weight of a report of little more than a headline among those of its story
LOOKED_AT = 8  # reports of a grown story that are compared with each other: limits the time
NEVER = -20.0  # strength for texts too far apart in time
GROWS = 14.0  # days in which a story grows: of the labelled pairs farther apart, one is the same event, five look back
UNDATED = 2.0  # days assumed between texts without dates: neither the same day nor long ago
COUNTED = 2  # figures of a text from which it shows something that it has none of those of another
STRANGERS = -2.0  # at most, if they name nobody in common and one is short, or each headline names its own
FEWEST = 20  # words; below this, the length of a text says nothing
SHORT = 40  # words; little more than a headline: it gives the theme but hardly the event, and leaves much out
RARE_NAME = 6.0  # idf of a name found in about one text in 400
MAYBE_OTHER = 0.7  # how surely names of two kinds mean two events: a builder and its site may belong to one
AGREEING = 0.3  # cosine of numbers from which texts agree on them, whatever their units
ENOUGH_FIGURES = 2  # on each side, for "none in common" to mean anything
# A round-up spends few words on each topic: a rare name in both headlines within days is just enough; likeness decides
# which of several such reports it goes with.
LISTED, SAME_DAYS = 0.1, 2.0

TOLD = 0.05  # evidence below this is not worth telling

# Finding what to compare with
CANDIDATES = 40  # limits the time of placing; it loses no matching report in any labelled set
HORIZON = timedelta(days=30)  # copies and new versions of a page still come after a story has stopped growing
SKETCH_KEYS = 16  # lowest hashes of a sketch: a copy shares them
FIGURE_KEYS = 5  # figures that are keys on their own, not only together with a name

# Importance, 0–1 in total: news that several papers report, with figures, matters most; between equals the newer wins
ORIGINS, ORIGIN_LEFT = 0.30, 0.6  # its share; the part of the doubt that remains after each further origin
FIGURES, FIGURE_LEFT = 0.20, 0.7
HEADLINE = 0.15  # the subject is in a headline
ON_TOPIC = 0.20  # how sure it is that the story is on topic
FRESH, HALF_LIFE_HOURS = 0.15, 36.0  # halves every day and a half
STOPPED = 0.05  # on top: what the reader knows was called off, refused, delayed or cut
