"""Numbers of this package that were chosen, and why. Fitted numbers are in weights.json (docs/training.md)."""

from __future__ import annotations

from datetime import timedelta

# Copies
COPY = 0.5  # share of the shorter text's shingles that makes it a copy: with 30 % of its sentences gone it is one
FEW_HASHES = 3  # sketches sharing fewer prove nothing: one in sixteen shingles is kept, a quotation may be one or two
SAME_WORDS = 0.8  # least sum of the cosines of names and stems: below, two texts share a frame, or one lists the other

# One event
SAME_EVENT = 0.5  # the bar of the fitted curve: as likely as not
CROWD = timedelta(days=2)  # stories with a report so shortly before compete for an article; one or four days do as well
MOST = 6.0  # one report speaks for or against at most so much: no single one outvotes a story
ABSENT = -4.0  # a report that shares no key with an article speaks so much against its story, like an unlike one
COUNTED = 8  # reports of a story that must be found before absent ones stop counting: of large ones not all are found
JOIN = 2.0  # how much must speak for a further story: nobody parts again what is joined
LEAVES = -0.5  # a report the others of its story speak so much against leaves it
FEW_WORDS = 0.5  # how much a report of little more than a headline counts among those of its story
LOOKED_AT = 8  # reports of a grown story that are held against each other: bounds the time
NEVER = -20.0  # how much speaks for texts too far apart in time
GROWS = 14.0  # days in which a story grows: of labelled pairs farther apart one tells the same event, five look back
UNDATED = 2.0  # days assumed between texts without dates: neither the same day nor old
FEWEST = 20  # words; of still shorter texts, length tells nothing
SHORT = 40  # words of little more than a headline: it says what it is about, not of which event, and cannot tell all
RARE_NAME = 6.0  # idf of a name that about one text in 400 holds
MAYBE_OTHER = 0.7  # how surely names of two kinds are of two events: a builder and its site may be of one
AGREEING = 0.3  # cosine of numbers from which texts agree in them, whatever their units
ENOUGH_FIGURES = 2  # on each side, for "none in common" to mean anything
# A round-up spends few words on each topic: for it a rare name in both headlines within days is just enough; likeness
# tells which of several such reports it goes with.
LISTED, SAME_DAYS = 0.1, 2.0

# Finding what to compare with
CANDIDATES = 40  # bounds the time of placing; on no labelled set does it cost a mate
HORIZON = timedelta(days=30)  # copies and new versions of a page still come after a story has ceased to grow
SKETCH_KEYS = 16  # lowest hashes of a sketch: what a copy shares
FIGURE_KEYS = 5  # figures under which an article is found by themselves, not only beside a name

# Importance, 0–1 in all: what several papers report and puts numbers on matters most; being new decides among equals
ORIGINS, ORIGIN_LEFT = 0.30, 0.6  # the share of it; what each further origin leaves of the doubt
FIGURES, FIGURE_LEFT = 0.20, 0.7
HEADLINE = 0.15  # the subject stands in a headline
ON_TOPIC = 0.20  # how sure the topic is
FRESH, HALF_LIFE_HOURS = 0.15, 36.0  # a story of the day before yesterday has half of it left
