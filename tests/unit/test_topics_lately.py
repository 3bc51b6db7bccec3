"""Names of recent reports that make a page worth reading."""

import pytest

from monitor.topics import lately


@pytest.mark.parametrize(
    ("names", "told", "found"),
    [
        (["Iron Lake"], "Board votes against Iron Lake water", "Iron Lake"),
        (["Iron Lake", "Steady Hand"], "Steady Hand has its money", "Steady Hand"),
        (["Altenrode"], "Altenrode: Jubel im Vereinsheim", "Altenrode"),
        (["Altenrode"], "Altenroder jubeln", "Altenrode"),
        (["Wendelsbrook"], "Landkreis kassiert Wendelsbrooker Beschluss", "Wendelsbrook"),
        (["Altenrode"], "Altenrodeland", ""),  # another word
        (["Wall Street", "White House"], "Wall Street waits for the White House", ""),  # in the news every day
        (["Properties"], "Properties sold in May", ""),  # a plain word
        (["Tern"], "Tern is a bird", ""),  # too short to stand alone
        ([], "Iron Lake", ""),
    ],
)
def test_a_name_that_says_enough(names: list[str], told: str, found: str) -> None:
    assert lately.mentioned(names, told) == found
