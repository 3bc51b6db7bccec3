"""The language model behind an address: what it is sent, and that trouble with it is reported and never raised."""

import json
import time

import pytest

from monitor.fetch.endpoint import Endpoint
from monitor.problems import Problem
from tests import model


async def test_its_answer_and_all_that_it_is_sent(monkeypatch):
    monkeypatch.setenv("MODEL_KEY", "Bearer secret-of-the-model")
    async with model.serve(lambda shown: f"I read: {shown}") as running:
        endpoint = Endpoint(running.url, "small", "env:MODEL_KEY", contact="ops@example.org")
        assert await endpoint.write("the task", "the text") == "I read: the text"
    [asked], [headers] = running.asked, running.headers
    assert asked["model"] == "small"
    assert [message["content"] for message in asked["messages"]] == ["the task", "the text"]
    assert headers["Authorization"] == "Bearer secret-of-the-model"
    assert "secret-of-the-model" not in json.dumps(asked)


async def test_without_a_key_none_is_sent(tmp_path):
    async with model.serve(lambda shown: shown) as running:
        await Endpoint(running.url, "small").write("task", "text")
        assert "Authorization" not in running.headers[0]
        said = await Endpoint(running.url, "small", f"file:{tmp_path / 'nothing'}").write("task", "text")
    assert isinstance(said, Problem)
    assert said.code == "login-unread"
    assert len(running.asked) == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"status": 503}, "http-503"),
        ({"status": 401}, "http-401"),
        ({"body": "<html>Welcome</html>"}, "no-answer"),
        ({"body": '{"choices": []}'}, "no-answer"),
        ({"body": '{"choices": [{"message": {"content": 7}}]}'}, "no-answer"),
        ({"body": "[" * 500_000}, "no-answer"),
    ],
)
async def test_trouble_is_told(given, code):
    async with model.serve(lambda shown: shown, **given) as running:
        said = await Endpoint(running.url, "small").write("task", "text")
    assert isinstance(said, Problem)
    assert said.code == code


async def test_a_slow_one_is_left_and_one_that_is_down_is_told():
    async with model.serve(lambda shown: shown, wait=20) as running:
        began = time.monotonic()
        said = await Endpoint(running.url, "small", seconds=0.3).write("task", "text")
        assert time.monotonic() - began < 5
    assert isinstance(said, Problem)
    assert said.code == "timeout"
    down = await Endpoint(running.url, "small", seconds=5).write("task", "text")
    assert isinstance(down, Problem)
    assert down.code == "connect"
