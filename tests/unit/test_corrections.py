"""What has changed in substance on a page that was told: thirty kinds of edit, in three languages; the rest is cosmetic."""

from dataclasses import replace

import pytest

from monitor import pages, reading
from monitor.articles import extract
from monitor.correction import Change
from monitor.corrections import judgement
from monitor.model import Article, Page
from tests import builders
from tests.topic import OPENAI

ENGLISH = builders.article(
    title="Vestora and OpenAI agree on a 1.2 gigawatt campus in Halden",
    text=(
        "OpenAI and the developer Vestora have signed a contract for a data center campus near the town of Halden.\n"
        "The campus will have a capacity of 1.2 gigawatts when all of its four buildings are finished in 2029.\n"
        "Vestora invests 14 billion dollars in the campus, which is to be paid for by a group of seven banks.\n"
        "OpenAI will rent all of the buildings for a period of fifteen years, the companies said on Tuesday.\n"
        "The town council approved the plan in the spring, after a year of talks about water and noise.\n"
        "Construction of the first building has already begun, and the grid operator is laying a new line."
    ),
)
GERMAN = builders.article(
    title="OpenAI mietet bei Vestora in Halden 1,2 Gigawatt",
    language="de",
    text=(
        "OpenAI und der Entwickler Vestora haben einen Vertrag über einen Campus bei der Stadt Halden unterschrieben.\n"
        "Der Campus soll eine Leistung von 1,2 Gigawatt haben, wenn 2029 alle vier Gebäude fertig sind.\n"
        "Vestora investiert 14 Milliarden Dollar in den Campus, das Geld kommt von einer Gruppe von sieben Banken.\n"
        "OpenAI mietet alle Gebäude für eine Zeit von fünfzehn Jahren, teilten die Unternehmen am Dienstag mit.\n"
        "Der Rat der Stadt hat dem Plan im Frühjahr zugestimmt, nach einem Jahr der Gespräche über Wasser und Lärm.\n"
        "Der Bau des ersten Gebäudes hat bereits begonnen, und der Netzbetreiber verlegt eine neue Leitung."
    ),
)
FRENCH = builders.article(
    title="OpenAI loue 1,2 gigawatt à Vestora près de Halden",
    language="fr",
    text=(
        "OpenAI et le promoteur Vestora ont signé un contrat pour un campus de centres de données près de Halden.\n"
        "Le campus aura une puissance de 1,2 gigawatt lorsque ses quatre bâtiments seront terminés en 2029.\n"
        "Vestora investit 14 milliards de dollars dans le campus, financés par un groupe de sept banques.\n"
        "OpenAI louera tous les bâtiments pendant quinze ans, ont annoncé les deux entreprises mardi.\n"
        "Le conseil municipal a approuvé le projet au printemps, après un an de discussions sur l'eau et le bruit.\n"
        "La construction du premier bâtiment a déjà commencé, et le gestionnaire du réseau pose une ligne."
    ),
)
ALL = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}


def seen(told: Article, now: Article) -> tuple[Change, ...]:
    versions = [judgement.version(each, [reading.read(OPENAI, each)]) for each in (told, now)]
    return judgement.changes(*versions)


def edited(article: Article, old: str, new: str) -> Article:
    assert old in article.title + article.text
    return replace(article, title=article.title.replace(old, new), text=article.text.replace(old, new))


def with_text(article: Article, *lines: str, first: bool = False) -> Article:
    own = article.text.split("\n")
    return replace(article, text="\n".join([*lines, *own] if first else [*own, *lines]))


TOLD = [
    # language, what was written, what is there now, kinds of changes
    ("en", "14 billion dollars", "1.4 billion dollars", ["figure"]),
    ("en", "of 1.2 gigawatts", "of 1.1 gigawatts", ["figure"]),
    ("en", "14 billion dollars", "14 million dollars", ["figure"]),
    ("de", "14 Milliarden Dollar", "4 Milliarden Dollar", ["figure"]),
    ("de", "von 1,2 Gigawatt haben", "von 120 Megawatt haben", ["figure"]),
    ("fr", "14 milliards de dollars", "40 milliards de dollars", ["figure"]),
    ("en", "agree on a 1.2 gigawatt campus", "agree on a 1.7 gigawatt campus", ["headline"]),
    ("de", "in Halden 1,2 Gigawatt", "in Halden 3 Gigawatt", ["headline"]),
    ("en", "Vestora and OpenAI agree on a 1.2 gigawatt campus", "OpenAI denies a deal with Vestora on a campus", ["headline"]),
    ("en", "Vestora", "Crusoe Energy", ["headline"]),
    ("de", "OpenAI mietet bei Vestora in Halden 1,2 Gigawatt", "OpenAI sagt Campus bei Halden ab", ["headline"]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "old", "new", "kinds"), TOLD)
def test_amounts_and_headlines(code: str, old: str, new: str, kinds: list[str]) -> None:
    told = ALL[code]
    found = seen(told, edited(told, old, new))
    assert [change.kind for change in found] == kinds
    assert old.split(maxsplit=1)[0] in found[0].old
    assert new.split()[-2] in found[0].new


NOTES = [
    (
        "en",
        "Correction: An earlier version of this article gave the wrong number of buildings. There are four of them.",
    ),
    ("en", "This story has been corrected to show that the banks are seven, not nine."),
    ("en", "Editor's note: We originally reported that the town had not been asked. We regret the error."),
    ("de", "Korrektur: Zunächst stand hier, der Rat habe den Plan abgelehnt. Das war falsch."),
    ("de", "In einer früheren Version dieses Artikels war der Name des Netzbetreibers falsch angegeben."),
    ("fr", "Rectificatif : le campus se trouve près de Halden, et non dans la ville même."),
    ("fr", "Une version précédente de cet article donnait une date inexacte pour le début des travaux."),
]


@pytest.mark.parametrize(("code", "note"), NOTES)
@pytest.mark.parametrize("first", [True, False])
def test_a_note_that_corrects_is_told_with_its_words(code: str, note: str, first: bool) -> None:
    [change] = seen(ALL[code], with_text(ALL[code], note, first=first))
    assert change.kind == "note"
    assert change.new[:20] == note[:20]
    assert not seen(with_text(ALL[code], note), with_text(ALL[code], note)), "it was there when it was told"


WITHDRAWN = [
    ("en", "Editor's note: This story has been retracted because it could not be confirmed."),
    ("en", "The paper has withdrawn this article."),
    ("de", "Dieser Artikel wurde zurückgezogen, weil seine Quelle nicht bestätigt werden konnte."),
    ("de", "Die Redaktion hat den Beitrag zurückgezogen."),
    ("fr", "Cet article a été retiré car son contenu n'a pas pu être confirmé."),
]


@pytest.mark.parametrize(("code", "note"), WITHDRAWN)
@pytest.mark.parametrize("whole", [True, False])
def test_a_withdrawal_is_told_whether_the_text_is_still_there_or_not(code: str, note: str, whole: bool) -> None:
    now = with_text(ALL[code], note, first=True) if whole else replace(ALL[code], text=note)
    [change] = seen(ALL[code], now)
    assert (change.kind, change.old) == ("retracted", ALL[code].title)
    assert note.startswith(change.new)


COSMETIC = {
    "a headline is tried out": lambda own: replace(own, title="Why the small town of Halden is about to change for ever"),
    "a shorter headline": lambda own: replace(own, title="OpenAI: Halden, Vestora"),
    "the paper's name": lambda own: replace(own, title=f"{own.title} | The Daily Harbour"),
    "other punctuation": lambda own: replace(own, text=own.text.replace(", ", " – ").replace(".", " .")),
    "other paragraphs": lambda own: replace(own, text=own.text.replace("\n", " ")),
    "a paywall": lambda own: replace(own, text=own.text.split("\n")[0] + "\nSubscribe to read on for 1 dollar a week."),
    "a wall that keeps half": lambda own: replace(own, text="\n".join(own.text.split("\n")[:3])),
    "a consent page": lambda own: replace(own, title="Your privacy", text="We and our 842 partners use cookies.\nAgree."),
    "another page": lambda own: replace(own, title="Home", text="Ice on the fjord until May.\nFerry prices rise by 4 percent."),
    "further sentences": lambda own: with_text(own, "Vestora also plans a campus of 2 gigawatts in the north.", "It costs 30 billion dollars."),
    "a sentence less": lambda own: replace(own, text="\n".join(own.text.split("\n")[:-1])),
    "related links": lambda own: with_text(own, "Related: Vestora raises 3 billion dollars", "Most read today"),
    "the time of an update": lambda own: with_text(own, "Updated 14:32, 5 min read, 1,243 comments", first=True),
    "more precise": lambda own: edited(own, "14", "13.9" if own.language == "en" else "13,9"),
    "unchanged": lambda own: own,
}  # fmt: skip


@pytest.mark.parametrize("code", list(ALL))
@pytest.mark.parametrize("kind", list(COSMETIC))
def test_what_is_cosmetic_is_not_told(kind: str, code: str) -> None:
    assert seen(ALL[code], COSMETIC[kind](ALL[code])) == ()


def test_a_live_report_grows_and_its_figures_are_the_latest() -> None:
    times = [f"{hour}:15 Vestora says that loans of {hour} billion dollars for the campus have been signed." for hour in (9, 10, 11)]  # fmt: skip
    told = with_text(ENGLISH, *times)
    now = edited(
        with_text(ENGLISH, *times, "12:15 The last bank has signed."), "14 billion dollars", "15 billion dollars"
    )
    assert seen(told, now) == ()
    [change] = seen(told, with_text(now, "Correction: The town council approved the plan in May, not in the spring."))
    assert change.kind == "note"


def test_several_changes_are_told_together_figures_first() -> None:
    now = edited(
        with_text(ENGLISH, "Correction: We originally stated a sum of 14 billion dollars."), "invests 14", "invests 11"
    )
    assert [change.kind for change in seen(ENGLISH, now)] == ["figure", "note"]


def page_headed(title: str) -> Page:
    body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    body += "".join(f"<p>{line}</p>" for line in ENGLISH.text.split("\n"))
    return Page(url=ENGLISH.url, status=200, fetched_at=builders.NOW, body=f"{body}</article></body></html>".encode())


PLAIN = "A new campus of 1.2 gigawatts near Halden"
HEADLINES = [
    # the feed's, the page's when it was told, the page's now; what is told
    ("Vestora builds 3 gigawatts", PLAIN, PLAIN, []),  # the page never said what its feed does: nothing has changed
    ("Vestora builds 3 gigawatts", PLAIN, "Vestora builds 3 gigawatts near Halden after all", []),
    ("Vestora builds", PLAIN, "A new campus of 1.9 gigawatts near Halden", ["headline"]),
    ("OpenAI denies a deal", PLAIN, "OpenAI denies a deal with Vestora", []),  # readers were told that
    ("Vestora builds", PLAIN, "OpenAI denies a deal with Vestora", ["headline"]),
    ("Vestora builds", "", "OpenAI denies a deal with Vestora", ["headline"]),  # told by an older version
]


@pytest.mark.parametrize(("feed", "before", "after", "kinds"), HEADLINES)
def test_the_headline_of_the_page_is_compared_with_its_own_at_the_time(feed, before, after, kinds) -> None:
    stored = builders.stored(1)
    stored = replace(stored, entry=replace(stored.entry, title=feed, url=ENGLISH.url))
    told = extract.article(stored, page_headed(before or feed))
    assert (told.title, told.headline) == (feed, before or feed)
    told = told if before else replace(told, headline="")
    found = pages.changes(stored, told, page_headed(after), [OPENAI])
    assert [change.kind for change in found] == kinds
    assert [(change.old, change.new) for change in found] == [(before or feed, after)] * len(kinds)
