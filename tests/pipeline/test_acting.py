"""`monitor act` and `monitor actions`, on a database with an edition."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from monitor import evaluation
from monitor.cli import program
from tests.daemon import environment
from tests.pipeline.test_days import newsroom, page, told


@pytest.fixture
async def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """A function that runs a command on the database of a first morning; its exit code and what it printed."""
    async with newsroom(tmp_path) as room:
        room.prints("kontor/lulea", "circuit-current/lulea", "harbour-ledger/abilene-transformer")
        assert told(await room.until_next_morning(), "new")
    for name, text in environment(room.settings).items():
        if name.startswith("MONITOR_"):
            monkeypatch.setenv(name, text)

    async def run(*arguments: str) -> tuple[int, str]:
        code = await asyncio.to_thread(program.main, list(arguments))
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return run


async def test_said_listed_and_undone(said: Any) -> None:
    code, text = await said("act", "mute", "1", "--days", "7", "--why", "enough")
    assert code == 0
    assert text.startswith("1: mute s")
    assert "OpenAI mietet 180 Megawatt" in text
    assert "monitor actions undo 1" in text
    code, text = await said("act", "mute", "--outlet", "kontor.example", "--digest", "test", "--json")
    assert json.loads(text)["scope"] == "outlet"
    code, text = await said("actions", "list", "--json")
    assert [(one["id"], one["kind"], one["by"], one["why"]) for one in json.loads(text)] == [
        (1, "mute", "command", "enough"),
        (2, "mute", "command", ""),
    ]
    assert (await said("actions", "undo", "1"))[0] == 0
    assert not [line for line in (await said("actions", "list"))[1].splitlines() if line.startswith("1 ")]
    assert "undone" in (await said("actions", "list", "--all"))[1]
    assert await said("actions", "undo", "1") == (2, "action 1 is undone already\n")


async def test_targets_by_number_id_and_address(said: Any) -> None:
    first = json.loads((await said("act", "follow", "1", "--json"))[1])["story"]
    for target in (f"s{first}", page("kontor/lulea"), page("circuit-current/lulea")):
        code, text = await said("act", "follow", target, "--json")
        assert code == 0, text
        assert json.loads(text)["story"] == first


async def test_what_cannot_be_is_told_in_a_line(said: Any) -> None:
    assert await said("act", "mute", "7") == (1, "that edition has no story 7; it has 2\n")
    assert await said("act", "split", "2") == (1, "the story has only one report\n")
    assert (await said("act", "mute", "story"))[0] == 2
    assert (await said("act", "wrong-number", "1", "--number", "many"))[0] == 2
    assert (await said("act", "mute", "1", "--digest", "nightly"))[0] == 2
    assert (await said("act", "wrong-number", "1"))[1].startswith("the edition states no changed figure")
    assert await said("actions", "list") == (0, "nothing has been said yet\n")


async def test_labels_for_evaluate(said: Any) -> None:
    assert (await said("act", "not-relevant", page("harbour-ledger/abilene-transformer")))[0] == 0
    assert (await said("act", "split", page("circuit-current/lulea")))[0] == 0
    code, text = await said("actions", "export")
    assert code == 0
    lines = evaluation.parsed(text)
    assert [(line["url"], line["relevant"]) for line in lines] == [
        (page("harbour-ledger/abilene-transformer"), False),
        (page("circuit-current/lulea"), True),
    ]
    assert len({line["story"] for line in lines}) == 2
    assert all(len(line["text"]) > 200 for line in lines)
