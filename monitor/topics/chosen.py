"""Numbers of this package that were chosen, and why. What was fitted lies in weights.json (docs/training.md)."""

from __future__ import annotations

# What a sentence proves
LEAD = 3  # sentences that tell what an article is about
EARLY = 10  # sentences most readers get to
LATE = 0.4  # what a sentence after these counts
NEAR = 0.6  # what an aspect proves whose subject stands in the sentence before; one sentence on, this times this
FAR = 0.3  # from here on the subject is out of sight
REFERRED = 0.8  # what it proves where the text goes on about "the company"
UNRIVALLED = 0.5  # what it proves at least after it was named, as long as nobody is who could be the party instead
PRESENT = 0.2  # share of sentences in which a text names its subject at least
SHARED = 0.7  # what it proves where a rival stands in the same sentence, or only a voice of the subject
ALSO = 0.3  # words that weigh less ("deal", "energy") only help others
HELP = 0.25
REAL = 0.5  # weight from which an aspect word tells the kind of text ("gigawatt", not "deal")

# What a text proves
SENTENCE = 35  # characters; a shorter one ("Good morning!") tells too little to use up one of the first places
UNNAMED = 0.5  # what a headline's aspect proves whose subject only the text names
ALONE = 0.8  # what a headline proves that names an emblem of the subject and nothing else
PLAINLY = 1.0  # weight of an aspect word that makes a page worth reading beside the name of a party alone
TOPICAL = 0.7  # weight from which an aspect in the headline outweighs another theme; a supplier's name does not
MASS = 3.0  # sum of bonds that proves about two thirds of what any sum can

# Names
MOST_OPEN = 30  # names of a text that stand in no list
READ = 8_000  # characters
