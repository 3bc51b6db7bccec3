"""Numbers of this package that were chosen, and why. Fitted numbers are in weights.json (docs/training.md)."""

from __future__ import annotations

from datetime import timedelta

# What a sentence proves
LEAD = 3  # sentences that show what an article is about
EARLY = 10  # sentences most readers get to
LATE = 0.4  # weight of a sentence after these
NEAR = 0.6  # how near the subject is one sentence after it was named; two sentences after, the square
FAR = 0.3  # below this the subject is out of view
REFERRED = 0.8  # how near it is where the text goes on about "the company"
UNRIVALLED = 0.5  # how near it stays, once named, until somebody is named who could be the party instead
PRESENT = 0.2  # share of sentences in which a text usually names its subject
SHARED = 0.7  # how near it is if a rival is in the same sentence, or only a voice of the subject
ALSO = 0.3  # words of less weight ("deal", "energy") only support others
HELP = 0.25
REAL = 0.5  # weight from which an aspect word shows the theme of a text ("gigawatt", not "deal")

# What a text proves
SENTENCE = 35  # characters; a shorter one ("Good morning!") says too little to count as one of the first
SOON = (1.0, 0.6, 0.3)  # how early a text names its subject: in the first sentence, the second, the third
UNNAMED = 0.5  # what a headline's aspect proves if only the text names the subject
ALONE = 0.8  # what a headline proves that names an emblem of the subject and nothing else
PLAINLY = 1.0  # weight of an aspect word that makes a page worth reading wherever headline or summary have it
TOPICAL = 0.7  # weight from which an aspect in the headline outweighs another theme; a supplier's name has less
SURELY = 0.92  # chance of a part that makes a text relevant whose headline is about the topic and names nobody
MASS = 3.0  # sum of bonds that proves about two thirds of what any sum can prove

# Names
MOST_OPEN = 30  # names of a text that are on no list
READ = 8_000  # characters

# Names of recent reports, which make a page worth reading
LATELY = timedelta(days=3)  # follow-ups come within days; later the name alone says too little
TELLING = 0.75  # rarity, as a share of an unseen word's: of 6,276 unrelated texts 46 have one of 361 such names
LONG = 5  # letters of a name of one word

# What readers teach
LEARNT_MOST = 1.5  # limit of what lessons may add to a text's sum or take from it: clear cases stay as they are
LEARNT_COST = 3.0  # ridge against changing a weight: a lesson or two change next to nothing
LESSONS = 400  # the newest of a topic that count
