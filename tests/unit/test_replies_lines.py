"""What a line of a reader asks for when it says more than that."""

import pytest

from monitor.replies import commands
from monitor.replies.commands import Command


def told(found: tuple[Command, ...]) -> list[str]:
    return [
        f"{wish.kind} {wish.target.number} {wish.days or ''}".strip() for command in found for wish in command.wishes
    ]


@pytest.mark.parametrize(
    ("line", "done"),
    [
        # a reason behind the command may deny something
        ("3 nicht relevant, Stadtpolitik lesen wir nicht", ["not-relevant 3"]),
        ("2 known - our utility told us this on Monday", ["known 2"]),
        ("split 4 - two plants do not make one story", ["split 4"]),
        ("1 muet, cela ne nous concerne pas", ["mute 1"]),
        ("4 stumm, das kennen wir seit Wochen", ["mute 4"]),
        # or stand before it and name the story
        ("Die 2 interessiert uns sehr, bitte folgen.", ["follow 2"]),
        ("5 is just about a school, hide it please", ["mute 5"]),
        ("4 falsch - es sind 12 Jahre, aber mit einer Option auf 5 weitere", ["wrong-number 4"]),
        # a word or two may stand beside it
        ("Meldung 2 ist in der Abteilung bekannt.", ["known 2"]),
        ("2 ist doch relevant", ["relevant 2"]),
        ("3 bei uns im Amt nicht relevant", ["not-relevant 3"]),
        ("our boss says 2 and 5 mute 7 days", ["mute 2 7", "mute 5 7"]),
        ("I follow this with interest, 5 stars", []),
        # several commands without a comma, or each with its own addition
        ("4 folgen 2 stumm", ["follow 4", "mute 2"]),
        ("1 bitte folgen. 5 bitte stumm (60 Tage).", ["follow 1", "mute 5 60"]),
        # how long, in a clause of its own
        ("Guten Morgen, bitte Nummer 5 stumm, 7 Tage reichen.", ["mute 5 7"]),
        ("mute 3, two weeks will do", ["mute 3 14"]),
        ("mute 3, we had that two weeks ago", ["mute 3"]),
        # a number spelled out behind a word for stories
        ("Number three is not relevant.", ["not-relevant 3"]),
        ("Bitte Meldung zwei stumm", ["mute 2"]),
        ("For the boss: 1 known, 3 known, 5 mute 5 days", ["known 1", "known 3", "mute 5 5"]),
        ("4 known 1 known 3 mute 5 days", ["known 4", "known 1", "mute 3 5"]),
        ("2 wrong 2029", ["wrong-number 2"]),
        ("Grüß Gott, bitte 1 folgen. LG Vroni Huber", ["follow 1"]),
        ("2 folgen und 3 eine Woche stumm", ["follow 2", "mute 3 7"]),
        # what takes back, limits or asks for something else is no reason
        ("3 stumm, doch lieber nicht", []),
        ("3 mute, not really", []),
        ("3 stumm, heute nicht", []),
        ("2 kaum bekannt, 2 less relevant", []),
        ("mute 3, but not yet", []),
        ("follow 1, otherwise stop these mails", []),
        ("4 relevant, hide it", []),
        ("follow 1 known", []),
        ("5 is only about a school, if so hide it", []),
        ("2 und 3 kennen wir, bitte ausblenden", []),
    ],
)
def test_reasons_spans_and_numbers_in_words(line: str, done: list[str]) -> None:
    assert told(commands.of([line])) == done


@pytest.mark.parametrize(
    "line", ["She has left us, please unsubscribe.", "Abbestellen bitte, ich komme nicht mehr dazu."]
)
def test_a_reason_beside_unsubscribing(line: str) -> None:
    assert [command.unsubscribe for command in commands.of([line])] == [True]
