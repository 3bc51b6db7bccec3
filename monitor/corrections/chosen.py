"""Numbers of the judgement that were chosen, not fitted."""

from __future__ import annotations

from datetime import timedelta

AFTER = (timedelta(days=1), timedelta(days=3), timedelta(days=7))  # when a page is looked at again, since it was told
CONFIRM = timedelta(days=1)  # a page that is missing is asked for again before that is told
REPORTS = 10  # of one story that are looked at again
SAME_PAGE = 0.3  # share of the sentences told that must still be there: less is a wall, or another page
SAME_TEXT = 0.5  # the same, before its sentences are compared
TWIN = 0.7  # likeness from which two sentences are versions of one
ALIKE = 0.5  # the same for headlines that name somebody else
SHORTEST = 4  # words without numbers of such a sentence
NEAR = 3  # times as much, at most, as an amount that a headline corrects
ROUNDING = 0.02  # up to which two amounts are the same
CLOCKS = 3  # entries with a time of day that make a report a live one
NOTE, LABEL = 70, 5  # words of a note at most, and of one that is only a label
CHANGES = 3  # told of one page
