"""Problems are values, worded by one table per language: with the same codes and values in each, and no unused ones."""

import ast
import re
import socket
import ssl
from datetime import UTC, datetime

import aiohttp
import pytest
from yarl import URL

from monitor import problems
from monitor.articles import walls
from monitor.digests import compose
from monitor.feeds import health, parse
from monitor.fetch import decode, guard, trouble
from monitor.model import FeedState, Page
from monitor.problems import Problem
from monitor.store import codec, feed_rows, problem_text
from monitor.stories import similar
from monitor.topics import relevance
from tests.source import MODULES, nodes

NOW = datetime(2026, 11, 22, tzinfo=UTC)
KEY = aiohttp.client_reqrep.ConnectionKey("paper.example", 443, True, True, None, None, None)
REQUEST = aiohttp.RequestInfo(URL("https://paper.example"), "GET", {})  # type: ignore[arg-type]
ERRORS = [
    trouble.Redirected(Problem("redirects", {"host": "paper.example", "hops": 5})),
    trouble.Redirected(Problem("redirect-refused", {"host": "paper.example", "reason": Problem("user-name")})),
    decode.TooLarge(Problem("announced", {"bytes": 5_000_000_000})),
    decode.Undecodable(Problem("coding-broken", {"coding": "gzip"})),
    TimeoutError(),
    guard.Refused("10.0.0.1"),
    aiohttp.ClientConnectorError(KEY, guard.Refused("10.0.0.1")),
    aiohttp.ClientConnectorDNSError(KEY, socket.gaierror(-2, "Name or service not known")),
    ssl.SSLError("certificate has expired"),
    ValueError("no address"),
    aiohttp.ClientPayloadError("half"),
    aiohttp.ClientResponseError(REQUEST, (), message="Bad status line"),
    aiohttp.ClientConnectorError(KEY, ConnectionRefusedError(111, "Connection refused")),
]
BODIES = [b"", b"<html><body>x", b"hello", b"{", b'{"version": 5}', b"<rss><channel><item><title>x</title></item>"]


def places(form: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", form))


def test_the_tables_have_the_same_codes_and_values() -> None:
    english = problems._TABLES["en"]
    for table in problems._TABLES.values():
        assert table.WORDS.keys() == english.WORDS.keys()
        assert table.ADVICE.keys() == english.ADVICE.keys() <= table.WORDS.keys()
        assert {code: places(form) for code, form in table.WORDS.items()} == {
            code: places(form) for code, form in english.WORDS.items()
        }


@pytest.mark.slow
def test_the_source_makes_each_problem_of_the_tables_and_no_other() -> None:
    made, values = set(), {}
    for path in MODULES:
        for node in nodes(path):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Problem"
                and not isinstance(node.args[0], ast.Subscript)
            ):
                codes = {part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)}
                made |= codes
                if len(node.args) > 1 and isinstance(node.args[1], ast.Dict) and isinstance(node.args[0], ast.Constant):
                    values[node.args[0].value] = {ast.literal_eval(key) for key in node.args[1].keys if key}
    words = problems._TABLES["en"].WORDS
    by_status = {code for code in words if code.startswith("http-")}
    system = {
        *trouble._REASONS.values(),
        *walls._OF_KIND.values(),
        *relevance.TOLD_AS.values(),
        *similar.TOLD_AS.values(),
        *compose.SUMS.values(),
    }
    assert set(words) - by_status - system - made == {problems.AS_TOLD}
    assert {code for code in made if isinstance(code, str) and code != "http-"} <= set(words)
    assert by_status == {f"http-{status}" for status in trouble._STATUS}
    assert all(places(words[code]) <= names for code, names in values.items() if code in words)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{type(error).__name__} {error}"[:60])
def test_every_trouble_of_a_request_is_told_with_advice(error: Exception) -> None:
    _, problem = trouble.of(error, "paper.example", 30)
    lines = {problems.told(problem, language) for language in problems.LANGUAGES}
    assert len(lines) == len(problems.LANGUAGES)
    assert all("; " in line and "\n" not in line for line in lines)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 418, 429, 451, 500, 502, 503, 504, 599])
def test_every_status(status: int) -> None:
    problem = trouble.of_status(status, "paper.example")
    for language in problems.LANGUAGES:
        assert problems.words(problem, language).startswith("paper.example ")
        assert f"(HTTP {status}); " in problems.told(problem, language)


@pytest.mark.parametrize("body", BODIES)
def test_every_document(body: bytes) -> None:
    page = Page(url="https://paper.example/feed", status=200, body=body, fetched_at=NOW)
    problem = health.problem(page, parse.document(page))
    assert problems.words(problem, "de") != problems.words(problem, "en") != ""


def test_a_reason_is_told_in_the_language_of_its_problem() -> None:
    refused = Problem("connect", {"host": "paper.example", "reason": Problem("connection-refused")})
    assert problems.words(refused, "de") == "keine Verbindung zu paper.example: Verbindung abgelehnt"
    assert problems.words(refused, "nl") == problems.words(refused, "en")


def test_a_problem_is_stored_as_json_and_a_sentence_of_an_older_version_is_shown_as_it_is() -> None:
    refused = Problem("connect", {"host": "paper.example", "reason": Problem("connection-refused")})
    assert problem_text.load(problem_text.dump(refused)) == refused
    assert problem_text.load(problem_text.dump(None)) is None
    several = Problem(
        "known-event", {"title": "A vote", "same": (Problem("like-nobody"), Problem("like-days", {"days": "2"}))}
    )
    assert problem_text.load(problem_text.dump(several)) == several
    assert problems.words(several, "de") == "das Ereignis von „A vote“ (kein gemeinsamer Name, 2 Tage auseinander)"
    assert codec.from_json(Problem, codec.to_json(several)) == several
    assert problems.words(problem_text.load("the name a.example cannot be resolved")) == (
        "the name a.example cannot be resolved"
    )
    state = FeedState(url="https://a.example/", problem=refused)
    assert feed_rows.state_of(codec.to_json(state)) == state
    assert feed_rows.state_of('{"url":"https://a.example/","problem":"","looks":3}').problem is None
    old = feed_rows.state_of('{"url":"https://a.example/","problem":"HTTP \\"503\\"; wait"}')
    assert problems.told(old.problem, "de") == 'HTTP "503"; wait'


def test_reasons_kept_as_sentences_by_older_versions_are_shown_as_they_are() -> None:
    old = '{"topic":"t","relevant":true,"score":0.9,"threshold":0.5,"why":["+1.2 a rule","another"],"entities":[],"figures":[]}'
    for said in (codec.reading(old), *codec.readings(f"[{old}]")):
        assert [problems.words(why, "de") for why in said.why] == ["+1.2 a rule", "another"]
        assert codec.reading(codec.to_json(said)) == said
    state = feed_rows.state_of('{"url":"https://a.example/feed","next_look_why":"every 5 hours as feeds.yaml says"}')
    assert problems.words(state.next_look_why) == "every 5 hours as feeds.yaml says"
    assert feed_rows.state_of(codec.to_json(state)) == state
    assert feed_rows.state_of('{"url":"https://a.example/feed","next_look_why":""}').next_look_why is None


def test_why_a_text_is_off_topic_is_told_in_the_readers_language() -> None:
    hint = Problem("hint-beside", {"who": "OpenAI", "what": "chips"})
    assert problems.words(Problem("why-read", {"hint": hint}), "de") == "lesenswert: OpenAI neben chips"
    assert problems.words(Problem("why-read", {"hint": hint}), "fr") == "à lire : OpenAI à côté de chips"
    filtered = Problem("why-not-included", {"filter": "{oslo} OR narvik"})
    assert "{oslo} OR narvik" in problems.words(filtered, "de"), "what people write is no form"
