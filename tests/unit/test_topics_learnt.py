"""What a topic learns: little from one lesson, enough from twenty, never much; always the same."""

import pytest

from monitor.topics import chosen, learnt

BASE = (("title", 4.0), ("mass", 2.0), ("theme", -3.0), ("bias", -2.5))
DOUBTFUL = (("title", 0.5), ("mass", 0.3), ("bias", 1.0))  # sums up to 0.1


def shown(seen: learnt.Vector) -> dict[str, float]:
    return dict(seen)


def test_nothing_is_learnt_without_lessons():
    assert learnt.of((), BASE) == ()
    assert learnt.shift((), shown(DOUBTFUL)) == 0.0


def test_one_lesson_changes_little_and_twenty_decide_a_doubtful_case():
    once = learnt.shift(learnt.of(((DOUBTFUL, False),), BASE), shown(DOUBTFUL))
    often = learnt.shift(learnt.of(((DOUBTFUL, False),) * 20, BASE), shown(DOUBTFUL))
    assert -0.3 < once < 0
    assert often < -1
    assert once > often


@pytest.mark.parametrize("relevant", [True, False])
def test_no_number_of_lessons_moves_a_text_beyond_the_bound(relevant):
    change = learnt.of(((DOUBTFUL, relevant),) * chosen.LESSONS, BASE)
    assert abs(learnt.shift(change, shown(DOUBTFUL))) <= chosen.LEARNT_MOST
    assert abs(learnt.shift(change, {"title": 1.0, "mass": 1.0, "bias": 1.0})) <= chosen.LEARNT_MOST


def test_lessons_that_agree_with_the_weights_teach_less_than_those_in_doubt():
    clear = (("title", 1.0), ("mass", 1.0), ("bias", 1.0))
    agreed = learnt.shift(learnt.of(((clear, True),) * 20, BASE), shown(DOUBTFUL))
    assert 0 < agreed < learnt.shift(learnt.of(((DOUBTFUL, True),) * 20, BASE), shown(DOUBTFUL)) / 2


def test_lessons_on_both_sides_find_the_evidence_that_tells_them_apart():
    other = (("title", 0.5), ("mass", 0.3), ("theme", 0.4), ("bias", 1.0))
    change = learnt.of(((DOUBTFUL, True), (other, False)) * 20, BASE)
    assert dict(change)["theme"] < 0
    assert learnt.shift(change, shown(DOUBTFUL)) > 0
    assert learnt.shift(change, shown(DOUBTFUL)) > learnt.shift(change, shown(other))


def test_only_the_newest_lessons_count_and_their_order_does_not():
    old = ((DOUBTFUL, True),) * 50
    new = ((DOUBTFUL, False),) * chosen.LESSONS
    assert learnt.of((*old, *new), BASE) == learnt.of(new, BASE)
    mixed = [(DOUBTFUL, True), ((("theme", 0.4), ("bias", 1.0)), False)] * 5
    assert learnt.of(tuple(mixed), BASE) == learnt.of(tuple(reversed(mixed)), BASE)
