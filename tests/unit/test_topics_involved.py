"""Whether a sentence gives the subject a part in what it tells."""

from dataclasses import replace

import pytest

from monitor.topics import involved, profile, relevance, scan

TOPIC = profile.load("openai-infrastructure")


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The halls cost 900 million dollars.", "They are to be used by § alone, according to the affidavit."),
        ("Der Rat stimmte mit 14 zu 8 Stimmen zu.", "Seit dem Herbst ist bekannt, wer die Halle nutzen soll: §."),
        ("S&P gives the bond a BB.", "It points to the dependence on a single tenant, §, whose contract runs to 2041."),
        ("Le conseil a voté.", "L’exploitant du futur centre de données sera §."),
        ("The petition was handed over on Friday.", "A spokeswoman for § declined to comment on the rezoning."),
    ],
)
def test_a_part(before: str, sentence: str) -> None:
    assert involved.chance(sentence, before) > 0.5


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Halvorsen builds a chip in Lusatia.", "Until the spring she worked for §."),
        ("Die Halle bekommt ein Stahlwerk.", "Sie ist damit größer als alles, was § in Europa plant."),
        ("The hall goes to a bank.", "Rivals such as § have rented far more elsewhere."),
        ("The schools meet on Monday.", "Pupils are to try the assistant of §."),
        ("Le parc éolien alimente une aciérie.", "La consommation dépasse celle d’un site comme ceux de §."),
    ],
)
def test_a_mere_mention(before: str, sentence: str) -> None:
    assert involved.chance(sentence, before) < 0.5


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Council says yes to hall", "The hall has 40 megawatts. Its user, it is known now, is OpenAI.", True),
        ("Anthropic rents hall", "The hall has 40 megawatts. Its user, it is known now, is OpenAI.", False),  # a rival
        ("Council says yes to hall", "The hall has 40 megawatts, more than any hall of OpenAI’s rivals.", False),
        ("Council says yes to hall", "The hall has 40 megawatts. Nobody knows its user.", False),
    ],
)
def test_only_where_nobody_else_may_be_the_party(title: str, text: str, expected: bool) -> None:
    assert (involved.of(scan.of(TOPIC, title, text, "en")) > 0.5) is expected


def test_what_readers_have_taught_outweighs_it() -> None:
    seen = scan.of(
        TOPIC,
        "Council says yes to data centre",
        "The council of Aldwick said yes by 14 to 8. Bellweather, its owner, says that a day costs it 40,000 dollars.\n"
        "The only user of the site, its owner has told the county, will be OpenAI.",
        "en",
    )
    assert relevance.judged(TOPIC, seen).score == TOPIC.threshold
    assert relevance.judged(replace(TOPIC, learnt=(("bias", -0.5),)), seen).score < TOPIC.threshold


def test_what_is_packed_is_read_again() -> None:
    known = involved.Weights(-0.5, 0.25, (3, -127, 127))
    assert involved.unpacked(involved.packed(known)) == known
