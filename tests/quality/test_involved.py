"""Sentences by authors left out of the fit, and the weights that ship."""

import pytest

from monitor.topics import involved
from training import fit_involved

AT_LEAST = 0.855  # mean over the authors left out; 0.863 when it was set


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_sentences_of_authors_left_out_are_judged_rightly() -> None:
    told = fit_involved.compared(fit_involved.sentences())
    assert float(str(told.rows[-1][2])) >= AT_LEAST, str(told)


@pytest.mark.slow
def test_the_weights_are_fitted_as_they_ship() -> None:
    made = fit_involved.fitted(fit_involved.sentences())
    assert involved.packed(made) == fit_involved.FILE.read_bytes(), "python -m training.fit_involved"
