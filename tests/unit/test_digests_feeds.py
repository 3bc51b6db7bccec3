"""What a mail says of its feeds: new trouble, feeds that are only quiet, feeds that work again."""

from dataclasses import replace

import pytest

from monitor.digests.forms import feeds_view
from monitor.digests.frame import Frame
from monitor.problems import Problem
from tests import builders as build

FRAME = Frame.of(build.digest(language="en"))
QUIET = Problem("feed-silent", {"days": 40})


def quiet(name, **given):
    return replace(build.health(name, **given), problem=QUIET, problem_since=build.NOW)


@pytest.mark.parametrize(
    ("health", "line"),
    [
        ([build.health("a"), build.health("b")], ""),
        ([build.health("a", "down"), build.health("b", "down")], "2 of 2 sources newly failing: a, b"),
        ([quiet("a"), quiet("b"), build.health("c")], "2 of 3 sources quiet for unusually long: a, b"),
        (
            [build.health("a", "down"), build.health("b", "down"), quiet("c"), quiet("d")],
            "2 of 4 sources newly failing: a, b · 2 of 4 sources quiet for unusually long: c, d",
        ),
        ([build.health("a", "down", told=True), quiet("b", told=True)], ""),
        ([build.health("a", recovered=True)], "a is back."),
    ],
)
def test_a_feed_that_is_only_quiet_is_not_called_failing(health, line):
    assert feeds_view.feeds(health, FRAME).line == line
