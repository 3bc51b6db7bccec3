"""Results that are kept by the identity of the value."""

from monitor import kept


def test_a_result_is_made_once_for_a_value_and_again_for_an_equal_one() -> None:
    made: list[tuple[int, ...]] = []

    @kept.newest(2)
    def total(numbers: tuple[int, ...]) -> int:
        made.append(numbers)
        return sum(numbers)

    one = (1, 2)
    equal = tuple(number for number in one)
    assert [total(one), total(one), total(equal)] == [3, 3, 3]
    assert len(made) == 2


def test_only_the_newest_are_kept() -> None:
    made: list[str] = []

    @kept.newest(1)
    def noted(text: str) -> str:
        made.append(text)
        return text

    first, second = "first text", "second text"
    for text in (first, second, second, first):
        noted(text)
    assert made == ["first text", "second text", "first text"]


def test_what_is_forgotten_is_made_again() -> None:
    made: list[str] = []

    @kept.newest(2)
    def heard(value: str) -> str:
        made.append(value)
        return value.upper()

    assert (heard("a"), heard("a")) == ("A", "A")
    heard.forget()
    assert heard("a") == "A"
    assert made == ["a", "a"]
