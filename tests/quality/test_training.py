"""What is shipped is what the fits make: the manifest, the sets, and the weights, byte for byte."""

import json
from pathlib import Path

import pytest

from training import fit_likeness, fit_relevance, fit_same_event, report, sets

WEIGHTS = sorted(sets.ROOT.glob("monitor/*/weights.json"))
OURS = [line for line in sets.listed() if line.ours]
lacking = sets.absent()
fits = pytest.mark.skipif(
    bool(lacking), reason=f"labelled sets are not beside the checkout: {', '.join(lacking[:2])} …"
)


@pytest.mark.parametrize("path", WEIGHTS, ids=lambda path: path.parent.name)
def test_weights_were_fitted_under_this_manifest(path: Path):
    found = json.loads(path.read_text("utf-8"))
    assert found["manifest"] == sets.manifest_hash(), "make fit"
    tables = {name: table for name, table in found.items() if name != "manifest"}
    assert path.read_text("utf-8") == report.written(tables), "changed by hand? make fit"


def test_there_are_weights_of_both_packages():
    assert [path.parent.name for path in WEIGHTS] == ["stories", "topics"]


@pytest.mark.parametrize("line", OURS, ids=lambda line: line.name)
def test_a_set_of_the_checkout_is_as_the_manifest_says(line: sets.LabelledSet):
    assert sets.hash_of(line.where) == line.sha256, "python -m training.sets, then make fit"


def test_every_line_of_the_manifest_is_understood():
    for line in sets.listed():
        assert line.role in sets.ROLES
        assert set(line.fits) <= set(sets.FITS)
        assert set(line.counts) <= set(line.fits)


@fits
def test_sets_beside_the_checkout_are_as_the_manifest_says():
    assert sets.changed() == []


@fits
@pytest.mark.slow
def test_relevance_is_fitted_as_it_ships():
    assert_ships("topics", fit_relevance.fitted(fit_relevance.judgements()))


@fits
@pytest.mark.slow
def test_likeness_is_fitted_as_it_ships():
    tables = fit_likeness.shipped(fit_likeness.by_table(fit_likeness.pairs()))
    assert_ships("stories", {f"likeness_{name}": table for name, table in tables.items()})


@fits
@pytest.mark.slow
def test_same_event_is_fitted_as_it_ships():
    found = fit_same_event.taught(fit_same_event.all_texts())
    assert_ships("stories", {"same_event": fit_same_event.fitted(found)})


def assert_ships(package: str, tables):
    """The fitted tables are the shipped ones, and writing them gives the same bytes."""
    path = sets.ROOT / "monitor" / package / "weights.json"
    shipped = json.loads(path.read_text("utf-8"))
    assert report.written(shipped | tables) == path.read_text("utf-8")
