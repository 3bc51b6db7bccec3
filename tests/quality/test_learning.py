"""Twenty judgements on a topic make unseen texts of it be judged better, and its labelled texts no worse."""

import pytest

from benchmarks import learning


@pytest.mark.slow
def test_twenty_judgements_help_with_texts_of_other_kinds() -> None:
    found = [learning.learnt(seed) for seed in (3,)]
    assert all(after > before + 0.02 for before, after in (one.unseen for one in found)), found
    assert all(after >= before for before, after in (one.labelled for one in found)), found
