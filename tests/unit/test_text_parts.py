"""Round-ups are split into items, and nothing else is split."""

import pytest

from monitor.text import parts

NUMBERED = """Good morning. Three things.

1. Harbour. The port of Gullvik sells two cranes to Estonia. Price: 4 million euros.

2. Bread. Millers around Tarnow raise their prices by six percent, bakers will follow.

3. Rails. The night train to Narbonne comes back in June, says operator Lunaria."""
PLUSES = """+++ Der Zoo Kirchheide bekommt zwei Nashörner aus Brünn. Sie heißen Tilda und Oskar. +++
+++ In Wesselburg streiken ab Montag die Busfahrer der Firma Nordlinie. +++
+++ Der Tischtennisverein TTC Ahlmar steigt in die zweite Liga auf. +++"""
CLOCKS = """18.10 Uhr – Die Fähre nach Hallvik fährt wieder, meldet die Reederei Stenholm.
14:45 Uhr – Im Prozess um den Kunstraub von Brixum fordert die Anklage neun Jahre.
09.05 Uhr – Guten Morgen. Der Winzer Matteo Ferrin aus Calvese gewinnt den Preis für den besten Essig."""
STARS = """The council of Ellerby has bought the old mill for £1 and a promise to mend its roof.
***
Rowers from Port Anselm crossed the bay in four hours, two less than last year's boat.
***
A wolf was seen near Oakmere farm. Farmer Bet Hollis counts her sheep twice now."""
LABELS = """Ravensholm, Denmark: the wind park has its first three masts.
Castel Fiora, Italy: lawyers wait for the water permit. Bad Elster, Germany: the spa closes for a year.
Lake Winnet, Minnesota: fishers got their quota back.
Tromvik, Norway: nothing new since the fire."""
HEADINGS = """Welcome back. Two stories and a chart.

### 1. Kettles are back
Sales of enamel kettles at Bremwell doubled last winter. The firm says that it has not advertised since 1998. It hires
eleven people, and the foreman, who has worked there since he was fifteen, has bought a drum kit for the canteen.

### 2. A bridge for toads
Langenau builds a tunnel for 4,000 toads. The bill is paid by a legacy of the late zoologist Erna Pohl.

### 3. The chart
Rain in Cordova, by month. Look at March, and then look at it again."""
PLAIN = """Liebe Leserinnen und Leser, heute wird es nass.

In Großweiler steht das Freibad unter Wasser, was niemanden wundert außer den Bademeister.

Die Brauerei Hopfner verkauft ihr Sudhaus an zwei Schwestern aus Fürth.

Zum Schluss der Wald: Bei Ebersrod wachsen wieder Ulmen, sagt Förster Ruland.

Bis morgen!"""


AGENDA = """TOP 1 – Begrüßung: Bürgermeister Ruland eröffnete die Sitzung um 19 Uhr im Saal.
TOP 2 – Freibad: Das Becken in Großweiler wird für 400.000 Euro neu gefliest, der Beschluss fiel einstimmig.
TOP 3 – Sudhaus: Der Verkauf an zwei Schwestern aus Fürth wurde zur Kenntnis genommen."""


def cut(title: str, text: str, code: str) -> list[str]:
    return [text[span.start : span.end] for span in parts.spans(title, text, code)]


@pytest.mark.parametrize(
    ("title", "text", "code", "begin"),
    [
        ("Three before noon", NUMBERED, "en", ["Harbour.", "Bread.", "Rails."]),
        ("Nachrichten", PLUSES, "de", ["Der Zoo", "In Wesselburg", "Der Tischtennisverein"]),
        ("Liveblog", CLOCKS, "de", ["Die Fähre", "Im Prozess", "Guten Morgen."]),
        ("Around the county", STARS, "en", ["The council", "Rowers", "A wolf"]),
        ("Where things stand", LABELS, "en", ["Ravensholm", "Castel Fiora", "Bad Elster", "Lake Winnet", "Tromvik"]),
        ("Small Things, issue 40", HEADINGS, "en", ["Kettles", "A bridge", "The chart"]),
        ("Bericht aus der Sitzung des Rates", AGENDA, "de", ["Begrüßung", "Freibad", "Sudhaus"]),
        ("Der Brief am Dienstag", PLAIN, "de", ["Liebe", "In Großweiler", "Die Brauerei", "Zum Schluss"]),
        (
            "Grid Pulse Weekly: a mill, a mayor",
            "Ruben Ltd closes its mill. Also today: the mayor sings.",
            "en",
            ["Ruben Ltd", "Also today"],
        ),
        ("Kurz notiert", PLUSES, "de", ["Der Zoo", "In Wesselburg", "Der Tischtennisverein"]),
        ("Tuesday brief", "Ruben Ltd closes its mill. Also today: the mayor sings.", "en", ["Ruben Ltd", "Also today"]),
    ],
    ids=[
        "numbers",
        "pluses",
        "clock times",
        "stars",
        "labels",
        "headings",
        "an agenda",
        "a subject each",
        "a weekly",
        "in brief",
        "also today",
    ],
)
def test_each_kind_of_round_up_is_cut(title: str, text: str, code: str, begin: list[str]):
    found = [one for one in cut(title, text, code) if not one.startswith(("Good morning", "Welcome back"))]
    assert [one[: len(first)] for one, first in zip(found, begin, strict=True)] == begin
    assert all(one == one.strip(" +*\n") for one in found)


REPORT = """Gullvik sells two of its cranes. The port of Gullvik said on Monday that they go to Estonia.

Harbour master Inge Dahl spoke of a good price. "Gullvik needs the room more than the steel," she said.

The buyers come from Paldiski. They sent three engineers to Gullvik in May, who looked at every bolt.

Dockers in Gullvik had fought the sale. Their union wants to know what becomes of eleven jobs."""
RELEASE = """BREMWELL, March 3 – Bremwell Enamel today announced the opening of its second works.

Highlights

- Bremwell will hire eleven people, all of them from the valley
- The new works of Bremwell makes kettles only, at first four hundred a day
- Bremwell's investment of 3 million pounds is paid from savings

"Bremwell has not advertised since 1998," said director Ada Moss."""
QUESTIONS = """**Why are the cranes sold?** The port of Gullvik needs room for containers and has no use for two of its cranes.

**Who buys them?** A yard in Paldiski, which has worked with Gullvik before.

**What does it cost?** Gullvik gets 4 million euros, a third of it when the cranes leave.

**What do the dockers say?** They fear for eleven jobs in Gullvik."""
LIVE = """16:40 – The mayor of Ellerby says that the mill will be mended within the year.
15:05 – Ellerby mill: the vote is through, nine to two. The mill is sold to the town of Ellerby for a pound.
14:30 – The session on the mill begins. Ellerby has sent more people than the hall can hold."""

STRIKE = """The pickets at the mill may stay, but the gates must be open. Judge Ada Moss gave the order at noon.

Bremwell Enamel had asked for more. A day of rest costs it a thousand kettles.

Union leader Inge Dahl called that figure a fairy tale.

A mediator from Hallvik will meet both sides."""

LETTER = """Dear readers,

it was a week of goodbyes. Bremwell Enamel has shut its works after ninety years, and the last kettle off the line stands
on my desk. Nobody wanted the firm, not even for its name, although the buyers of such names are usually not shy.

Farther north the ferrymen of Hallvik have voted to sell their boats to Stenholm, which will keep two of the five and
scrap the rest. I spoke to the oldest of them on the quay, and he said that he would rather have sold to a pirate.

And in Calvese they have at last found a buyer for the vinegar cellar. Matteo Ferrin pays less than his father was asked
for it thirty years ago. He means to fill it with casks from Spain and to open a shop for the people who get lost there.

Yours, Odette Farrow"""
ONE_LETTER = """Dear readers,

it was a bad week for Bremwell Enamel. The firm has shut its works after ninety years, and the last kettle off the line
stands on my desk. Nobody wanted the firm, not even for its name, although the buyers of names are usually not shy.

Why did Bremwell Enamel fail? The owners say it was the price of gas, the union says it was the owners, and the banker I
asked over lunch said that enamel had been dead since his grandmother bought her first pan of plain steel in 1961.

What becomes of the site? The council wants flats, the neighbours want trees, and Bremwell Enamel itself still hopes for
a sale of the land that pays its debts. There is lead in the ground, so that somebody will have to dig before anything.

Yours, Odette Farrow"""


def test_a_letter_of_long_paragraphs_is_cut_if_each_is_about_another_matter():
    several, one = ("\n\n".join(" ".join(part.split()) for part in text.split("\n\n")) for text in (LETTER, ONE_LETTER))
    found = cut("The Farrow Letter, no. 12: three goodbyes", several, "en")
    assert [part.split()[0] for part in found] == ["it", "Farther", "And"]
    assert cut("Three goodbyes", several, "en") == [], "it does not say that it is one"
    assert cut("The Farrow Letter, no. 12: a goodbye", one, "en") == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Gullvik sells two cranes", REPORT),
        ("Bremwell Enamel opens second works", RELEASE),
        ("Questions and answers: the cranes of Gullvik", QUESTIONS),
        ("Live: Ellerby votes on its mill", LIVE),
        ("Judge limits pickets at the mill; talks set for Friday", STRIKE),
        ("Harbour", "One sentence about the port of Gullvik."),
        ("Nothing", ""),
    ],
    ids=["report", "press release", "questions", "live on one matter", "a day at the end", "a sentence", "nothing"],
)
def test_a_text_about_one_matter_is_left_whole(title: str, text: str):
    assert cut(title, text, "en") == []


def test_an_item_that_names_nobody_goes_on_with_the_one_before_it():
    items = "1. Ruben Ltd closes its mill in Ellerby.\n2. Bremwell sells its kettles to Hallvik.\n3. The Stenholm ferry sinks off Calvese."
    told = f"{items}\n4. What we like: the price is low and paid at once."
    assert [one[:8] for one in cut("Tuesday brief", told, "en")] == ["Ruben Lt", "Bremwell", "The Sten"]
    assert cut("Tuesday brief", told, "en")[-1].endswith("at once.")
    letter = "Raised: Ruben buys more.\nWhat we like: it is cheap now.\nWhat we do not like: it is late again.\nWe hold it still."
    assert cut("Tuesday brief", letter, "en") == []


def test_an_item_is_called_by_its_first_sentences():
    assert parts.headline("Bread. Millers around Tarnow raise their prices by six percent. Bakers will follow.") == (
        "Bread. Millers around Tarnow raise their prices by six percent."
    )
    assert parts.headline("No end") == "No end"
    long = parts.headline("Ruben Ltd closes its mill, " + "which has ground rye and oats for two hundred years, " * 4)
    assert long == "Ruben Ltd closes its mill, which has ground rye and oats for two hundred years, which has…"
    assert (
        parts.headline("DUNMORE, Texas — A judge has capped the pickets at ten. They go on.")
        == "A judge has capped the pickets at ten."
    )
