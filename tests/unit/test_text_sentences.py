"""Where sentences end: each line is written with a bar between the sentences that must be found in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.text import sentences

LINES = [
    # Stops, quotation marks and brackets
    "Work began in May.|Nobody was told!|Who paid?|“We did.”|The rest is silence.",
    'She signed ("at last," she said).|"It is done."|The bank agreed.',
    "„Wir bauen nicht.“|Der Rat war erstaunt.",
    "»Wir bauen nicht.«|»Und wer zahlt?«|Der Rat war erstaunt.",
    "« Nous ne construirons pas. »|La mairie s'étonne.",
    "The lease is *firm.*|_Really?_|(So they say.)|We asked.",
    "Is it late?|5 of 9 halls are empty.|$4 billion is gone.",
    "Prices rose 4%.|Then they fell to 2.5.|Traders slept.",
    # Beginnings
    "The chip is theirs.|xAI buys none.|iPhone sales help.",
    "Die Halle steht leer.|340 Menschen suchen Arbeit.|2031 soll sie öffnen.",
    "The vote failed.|• Grauwind appeals.|• The mayor resigns.",
    "Grauwind baut in Kvam.|+++ Tolmark mietet in Aske|+++ Der Rat tagt +++",
    "See grauwind.Energy for the plan. it has details.",
    # Ellipses
    "They built and built…|Then the money ended.|And so... we wait.",
    "“We wait...|The bank waits.”|Everybody … Even Tolmark waits.",
    "The judge was clear.|… Nobody may build.",
    # Abbreviations that never end a sentence
    "Dr. Tove Brandal und Prof. Skarvik bauen, bzw. Tolmark baut, vgl. Kapitel zwei.",
    "Gov. Rose Hale and Sens. Bo Reed met Lt. Gov. Ann Poe vs. Mr. The Mayor.",
    "M. Le Goff et Mme. Roux saluent M. La Forge.",
    # Abbreviations before a number
    "Es gilt Art. 12 nach Nr. 4, Az. 3 B 17/31.|Das sagte Max.|Er ging.",
    "Case No. 44 was heard on Oct. 3 and cost Rs. 900.|Was it on Nov. 30?|Yes.",
    "Elle invoque l'art. 9 et le vol. 3.|No.|Really, no.",
    # Abbreviations that end one before a word that begins sentences
    "Grauwind Inc. Chairman Poe left the U.S. Senate at 9 p.m. Eastern time.",
    "She runs Grauwind Inc.|The firm left the U.S.|In May it opened at 9 a.m.|That was early.",
    "Er zahlt 3 Mrd. Euro und 1,2 Bio. Yen.|Das Netz kostet 4 Mio.|Der Rest folgt.",
    "Sie liefern Kabel, Pumpen usw.|Die Firma Skarvik u. a. Zulieferer warten z. B. Anlagen, d. h. Pumpen.",
    "Les sociétés Roux & Cie. Lyon et Forge & Cie.|L’usine ferme.",
    "RIDLEY, Okla. (Wire) - A judge stayed it.|A Wall St. Bank paid.",
    # Initials
    "J. P. Morrow lends to Ann B. Poe, J.-P. Roux and R.R. Hale.|It is Plan B.|We like it.",
    "They posted it on X.|She read it.|It was last year's.|Rents rose.|Nobody'll ask.|No one can’t.|Forge won.",
    # Numbers with a dot
    "Am 3. Oktober und im 2. Quartal, ab dem 91. Tag, entschied die 42. Kammer.",
    "Ende 3. Quartal war es so, vor dem 21. Jahrhundert nicht.|Am 4. 11. wird gebaut, am 5.11.2031 geprüft.",
    "Der Block kam auf Platz 3.|Danach wurde er Nummer 14.|Darunter liegt Aske.",
    "It rose to 20.|Analysts had hoped for 30.|The vote is on Jan. 29.|Growers cheered.",
    "1. Grauwind baut.|2. Tolmark mietet.",
    "### 2. Who pays for it",
    "**3. Tolmark rents a hall.**|It pays in 2031.|Why?",
    # Neither a dot in a word nor a short pause ends anything
    "At grauwind.example the price is 1.234,56 euro; Tolmark pays 3.5 million: That is all",
]


@pytest.mark.parametrize("line", LINES)
def test_sentences_of_a_line(line: str) -> None:
    told = line.split("|")
    for between in (" ", "  ", "\u00a0"):
        text = between.join(told)
        assert [text[span.start : span.end] for span in sentences.spans(text)] == told


def test_a_lost_space_ends_a_sentence_before_a_word_that_begins_them() -> None:
    text = "The campus in Kvam is sold.The buyer runs grauwind.Energy and the port."
    assert [span.end for span in sentences.spans(text)] == [text.index("The buyer"), len(text)]


def test_a_line_ends_a_sentence_and_white_space_belongs_to_none() -> None:
    text = "  Tolmark rents in Kvam \n\n\t- forty halls\n- a port.  Then \n"
    found = [text[span.start : span.end] for span in sentences.spans(text)]
    assert found == ["Tolmark rents in Kvam", "- forty halls", "- a port.", "Then"]
    assert sentences.spans(" \n ") == sentences.spans("") == []


PIECES = st.sampled_from(
    [
        *(word for line in LINES for word in line.split("|")[0].split()),
        " ", "  ", "\n", "\u00a0", ".", "...", "…", "!", "?", ". ", '"', "» ", " «", "(", "• ", "+++ ", "3", "1.5", "A", "ß",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(["", " "]))
@settings(max_examples=100, deadline=None)
def test_nothing_but_white_space_is_lost_or_moved(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    found = sentences.spans(text)
    ends = [0, *(end for span in found for end in span), len(text)]
    assert ends == sorted(ends)
    assert not "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)).strip()
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)


@given(
    st.one_of(
        st.integers(0, 10**9).map(lambda number: f"{number:,}"),
        st.integers(0, 10**9).map(lambda number: f"{number:,}".replace(",", ".")),
        st.decimals(0, 10**6, places=2).map(str),
        st.dates().map(lambda day: f"{day.day}. {day.month}. {day.year}"),
        st.dates().map(lambda day: f"{day:%d.%m.%Y}"),
    ),
    st.sampled_from(["Tolmark pays {} euro for Kvam.", "Am {} öffnet die Halle.", "Il y a {} salariés.", "{} Hallen."]),
)
@settings(deadline=None)
def test_no_sentence_ends_inside_a_number(number: str, line: str) -> None:
    text = line.format(number)
    assert sentences.spans(text) == [(0, len(text))]
