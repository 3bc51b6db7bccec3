"""What is answered to a reader who has written back, in English."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "answer-subject": "Your answer to “{title}”",
    "answer-done": "Done:",
    "answer-mute": "{what} is muted{until}",
    "answer-follow": "{what} is followed: every new step is told",
    "answer-known": "{what} is known: only something new in it is told",
    "answer-relevant": "{what} is on topic: noted for texts like it",
    "answer-not-relevant": "{what} is not relevant: not told any more",
    "answer-split": (
        "{what} is split: 1 report is a story of its own | {what} is split: {n} reports are a story of their own"
    ),
    "answer-join": "{what} and the other story are one",
    "answer-wrong-number": "{amounts} in {what} is marked as wrong",
    "answer-pause": "no more mails of “{title}” to this address",
    "answer-undo": "(undo with the line “undo {id}”)",
    "answer-undone": "undone: {id}",
    "answer-failed": "Not possible: “{line}”: {problem}",
    "answer-unclear": "Not understood: “{line}”",
    "answer-nothing": "No line of your mail was understood.",
    "answer-help": (
        "What is understood, one a line: “3 mute 7 days”, “2 not relevant”, “1 follow”, “2 known”, “split 4”,"
        " “join 1 with 3”, “4 wrong 1.5 GW”, “mute outlet example.org”, “undo 12”, “unsubscribe”."
    ),
    "answer-of": "The numbers are those of the edition of {day}.",
}
