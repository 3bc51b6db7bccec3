"""Replies as mail programs write them are understood; forged, automatic and hostile ones do nothing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from monitor.actions import signing
from monitor.edition import EditionId
from monitor.replies import belief, box, commands, letters
from monitor.replies.box import Sent
from monitor.replies.commands import Command
from tests.quality.replies.programs import PROGRAMS, READER, Asked, head, part
from tests.quality.replies.said import SAID

NUMBER, AT_LEAST = 300, 0.98
KEY, NOW = b"k" * 32, datetime(2026, 11, 24, 9, tzinfo=UTC)
SIGN = signing.sign(KEY, "daily", "3 2026-11-24T06:00:00Z", READER)
SENT = Sent(
    message_id=f"<daily.{SIGN}@example.org>",
    edition=EditionId(3),
    digest="daily",
    signed="3 2026-11-24T06:00:00Z",
    reader=READER,
    at=NOW - timedelta(hours=2),
)
STORIES = 5
PLAIN = (Path(__file__).parent / "replies" / "edition.txt").read_text("utf-8")
ASKED = Asked(
    message_id=SENT.message_id,
    subject="Cerebras: 750 MW → 1,5 GW · Vestøra erst 2030",
    sender="News <monitor@example.org>",
    plain=PLAIN,
)


def replies() -> Iterator[tuple[str, bytes, Sequence[str]]]:
    """Every program writes many of the texts, every text is written by several programs."""
    texts = cycle(SAID)
    for number, said in enumerate(islice(texts, NUMBER)):
        program = PROGRAMS[(number * 7 + number // len(SAID)) % len(PROGRAMS)]
        asked = Asked(**{name: getattr(ASKED, name) for name in ASKED.__dataclass_fields__} | {"number": number})
        yield f"{program.__name__} {said.lines}", program(asked, said.lines, said.code), said.meant


def told(found: Sequence[Command]) -> list[str]:
    """What was understood, in the words of the labels."""
    lines = []
    for command in found:
        for wish in command.wishes:
            amounts = [f"{value:.3g}{unit}".replace("e+0", "e").replace("e+", "e") for value, unit in wish.amounts[:1]]
            scope = "" if wish.scope == "story" else wish.scope.value
            number = str(wish.target.number or "")
            other = str(wish.other.number) if wish.other else ""
            parts = [wish.kind.value, scope, number, other, wish.name, *amounts, str(wish.days or "")]
            lines.append(" ".join(part for part in parts if part))
        if command.undo is not None:
            lines.append(" ".join(["undo", *map(str, command.undo)]))
        lines += ["unsubscribe"] if command.unsubscribe else []
    return lines


def believed(content: bytes, server: str = "") -> letters.Letter | None:
    """The letter, if it is about a mail of ours, a person wrote it, and it is believed."""
    header = content.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if not box.concerning("monitor@example.org")(header):
        return None
    letter = letters.read(content)
    names = belief.names(letter, "monitor@example.org")
    if letter.automatic or SENT.message_id not in names:
        return None
    return None if belief.doubt(letter, SENT, [READER], KEY, server, NOW) else letter


@pytest.mark.slow
def test_three_hundred_replies_are_understood() -> None:
    wrong = []
    for name, content, meant in replies():
        letter = believed(content)
        found = told(commands.of(letter.lines)) if letter else ["not believed"]
        if found != list(meant):
            wrong.append(f"{name}: {found} instead of {list(meant)}")
    print(f"{NUMBER - len(wrong)} of {NUMBER} right", *wrong, sep="\n")
    assert len(wrong) <= (1 - AT_LEAST) * NUMBER, "\n".join(wrong)


@pytest.mark.slow
def test_sixty_forged_automatic_and_hostile_mails_do_nothing() -> None:
    cases = list(json.loads((Path(__file__).parent / "replies" / "hostile.json").read_text("utf-8")))
    assert len(cases) >= 60
    done = []
    for case in cases:
        fields = {
            name.replace("-", "_"): value.replace("TOKEN", SENT.message_id)
            for name, value in case.get("head", {}).items()
        }
        given = {"sender": case.get("from", f"Rita <{READER}>"), "subject": case.get("subject", "Re: ")}
        text = case.get("text", "1 mute\n2 follow\n")
        body = part("text/html" if case.get("html") else "text/plain", text.replace("PLAIN", PLAIN), coding="8bit")
        content = (head(ASKED, case["what"].replace(" ", "-"), **given, **fields) + body).encode(
            "utf-8", "surrogateescape"
        )
        letter = believed(content, case.get("server", ""))
        if letter and told(commands.of(letter.lines)):
            done.append(f"{case['what']}: {told(commands.of(letter.lines))}")
    assert not done, "\n".join(done)


SETS = Path(__file__).parent / "replies"


def slow(folder: str, honest: int) -> Any:
    return pytest.param(folder, honest, marks=pytest.mark.slow)


Done = tuple[str, int | None, int | None, str | None, int | None]


def asked_for(found: Sequence[Command]) -> list[Done]:
    """What would be done in the edition answered: nothing to stories or names that it does not have."""
    done: list[Done] = []
    for command in found:
        for wish in command.wishes:
            is_there = wish.target.number <= STORIES and (not wish.guessed or wish.name.casefold() in PLAIN.casefold())
            numbers = sorted(filter(None, (wish.target.number, wish.other.number if wish.other else 0)))
            one, other = [*numbers, None, None][:2]
            if is_there:
                done.append((wish.kind.value, one, wish.days, wish.name or None, other))
        done += [
            ("undo", key or None, None, None, None) for key in (command.undo or ((0,) if command.undo == () else ()))
        ]
        done += [("unsubscribe", None, None, None, None)] if command.unsubscribe else []
    return done


def wanted(case: Mapping[str, Any]) -> list[Done]:
    """What is to be done, as the labels say it."""
    done: list[Done] = []
    for each in case["expected"]:
        one, other = [*sorted(filter(None, (each["number"], each["with"]))), None, None][:2]
        done.append((each["action"].replace("_", "-"), one, each["days"], each["name"], other))
    return done


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "honest"),
    [("others", 54), ("second", 109), slow("third", 189), slow("fourth", 147), slow("fifth", 114), slow("sixth", 100)],
)
def test_replies_written_by_another_hand_do_what_they_ask_for_and_nothing_else(folder: str, honest: int) -> None:
    """Their doubtful ones, with more than one right reading, are not scored; some say what the answer is, too."""
    right: dict[str, list[bool]] = {"honest": [], "hostile": []}
    wrong = []
    for line in (SETS / folder / "expected.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        content = (SETS / folder / case["file"]).read_bytes().replace(b"{to}", b"News <monitor@example.org>")
        letter = believed(content.replace(b"{message_id}", SENT.message_id.encode()))
        found = asked_for(commands.of(letter.lines)) if letter else []
        answer = "none" if letter is None else "told" if found else "not-understood"
        if not case["note"].startswith("doubtful"):
            is_right = found == wanted(case) and case.get("answer", answer) in (answer, "either")
            right[case["kind"]].append(is_right)
            wrong += [] if is_right else [f"{case['file']} {case['note']}: {answer} {found} instead of {wanted(case)}"]
    print({kind: f"{sum(each)} of {len(each)}" for kind, each in right.items()})
    assert len(right["honest"]) == honest
    assert sum(right["honest"]) >= AT_LEAST * honest, "\n".join(wrong)
    assert all(right["hostile"]), "\n".join(wrong)
