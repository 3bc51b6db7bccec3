"""Numbers of this package that were chosen, and why."""

from __future__ import annotations

from datetime import timedelta

# A card's sentences
LOOKED_AT = 12  # sentences from the top of an article; what matters stands there
LEDE = 3  # sentences of the lede
FIRST_TELL = 3  # one of the first sentences says what happened; many articles open with a scene
OTHERS = 1  # sentences of other reports
LONGEST_QUOTES = 450  # characters of a card's quotes
LONGEST_OTHERS = 240  # of them for other reports at most
ABOUT = 4.0  # what it is worth that a sentence has all words of the headline: it says what happened
DEEPER = 4.5  # what each sentence before it takes from that
SPEECH = 3.0  # what it takes from a sentence that somebody else's words begin it
REPEATS = 0.55  # share of its words a sentence may have in common with what is already told
ENOUGH = 1.2  # how much new a further sentence has to tell
INSTEAD = 0.5  # share of what the best one tells that another must tell which fits where the best does not

# What changed
NAMES_TOLD = 5  # first named on one card: more is a list
SENTENCES_SEARCHED = 6  # sentences of a report that may say from which year to which
APART = 2.5  # amounts further apart are of different things

# The ledger
LEAST_TOLD = {"W": 1e6, "Wh": 1e6, "chips": 100.0}  # less is not what one reads the news for
LEAST_AMOUNT = 1e6  # money; less is no announcement
SAME_FIGURE = 0.05  # values closer than this are the same figure, rounded differently

# Stories that have grown together
LONG_WINDOW = timedelta(days=2)  # from here on an edition looks again whether two stories are one
MOST_COMPARED = 300  # stories compared with each other; more are left as they are

# Dates ahead
MOST_AHEAD = 6  # lines: one look
FARTHEST_AHEAD = 550  # days; what comes later is a plan and no date

# Trouble
BROKEN = 0.5  # share of feeds in trouble from which on the intake counts as broken
