"""Numbers of this package that were chosen, and why."""

from __future__ import annotations

from datetime import timedelta

# Which report leads a card
NEAR = 0.85  # share of what the best one tells from which a report counts as equal
LATER = 2.0  # how much it counts less with each sentence before the first one quoted
OWN = 2.0  # how much more a further sentence of the leading report counts than one of another
ALONE = 0.3  # how much a name or a number counts that only one of several reports has
COMMENT = 0.6  # how much of what it tells counts if it is a comment, an overview or a letter
PERSONAL = 2  # words for its author from which a text is a comment
BEGINNING = 1_500  # characters of a text in which they are counted

# A card's sentences
LOOKED_AT = 12  # sentences from the top of an article; what matters is there
LEDE = 5  # sentences of the lede
FIRST_TELL = 3  # one of the first three sentences says what happened; many articles open with a scene
SHORT_LEDE = 130  # characters of a lede of one sentence behind which the next one is quoted
OTHERS = 2  # sentences of other reports
LONGEST_QUOTES = 420  # characters of a card's quotes
LONGEST_OTHERS = 240  # of these, at most for other reports
ABOUT = 7.0  # bonus for a sentence with all words of the headline: it says what happened
FIRST_ENOUGH = 10.0  # what it says counts up to this: more can follow
DEEPER = 5.0  # how much of this is lost with each sentence before it
SEVERAL = 3.0  # the value of a name that two reports give
SPEECH = 5.0  # deduction for a sentence that begins with somebody else's words
UNNAMED = 3.0  # deduction for a sentence with a part of a name that nothing quoted gives in full
BACKGROUND = 5.0  # deduction for a sentence that only looks back to earlier years or tells of other matters
AMOUNT, YEAR = 2.5, 3.5  # the value of an amount and of a time to come; of a name, a number, a reason: 1
PLACED = 2.0  # the value of the first place and the first time
NEAR_MONTH = 40  # characters before a month in which words say that it is still to come
SIMILAR_CURRENCIES = frozenset({"USD", "EUR", "GBP", "CHF"})
EXCHANGE = (0.7, 1.4)  # a sum that is to another in these bounds may be the same one in another currency
REPEATS = 0.55  # share of its words that a sentence may have in common with what is already quoted
ENOUGH = 1.2  # how much new a further sentence must say
BRIEF, MUCH = 60, 4.0  # a sentence this short is quoted even so if it says this much
ROOM_FOR_ONE = 200  # characters of a sentence of another report for which there is always room
INSTEAD = 0.5  # if the best one is too long: what another must say, as a share of it

# What changed
NAMES_TOLD = 5  # new names on one card; more would be a list
SENTENCES_SEARCHED = 6  # sentences of a report that are searched for the years of a delay
APART = 2.5  # amounts further apart are of different things

# The ledger
LEAST_TOLD = {"W": 1e6, "Wh": 1e6, "chips": 100.0}  # smaller amounts are not news
LEAST_AMOUNT = 1e6  # money; less is not an announcement
SAME_FIGURE = 0.05  # values closer than this are the same figure, rounded differently

# Stories that have grown together
LONG_WINDOW = timedelta(days=2)  # for longer windows an edition checks again whether two stories are one
MOST_COMPARED = 300  # stories compared with each other; further ones stay as they are

# Stories told twice in an edition
RARE = 2  # stories of an edition that give an amount; more do, and it is no sign of one event
SAME_AMOUNTS = 2  # rare amounts two stories have in common if they are one
EARLY = 700  # characters of a text in which what happened is told; comparisons come later

# Dates ahead
MOST_AHEAD = 6  # lines that can be read at a glance
FARTHEST_AHEAD = 550  # days; anything later is a plan and not a date

# Trouble
BROKEN = 0.5  # share of feeds in trouble from which the intake counts as broken
