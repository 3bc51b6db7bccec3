"""Stored imprints come back unchanged, packed or plain; damage is reported."""

import struct
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.model import Imprint
from monitor.store import codec

MARK = Imprint(
    text_hash="ab",
    title_hash="cd",
    sketch=(0, 1, 2**64 - 1),
    terms=((7, 0.0001), (1 << 32 | 9, 1.0), (6 << 32 | 0xFFFFFFFF, 0.3333)),
    names=(("Nordlicht AI", 2.5),),
    figures=((1.5e9, "W", "Nordlicht AI"),),
    published_at=datetime(2026, 3, 1, tzinfo=UTC),
)


@pytest.mark.parametrize("terms", [MARK.terms, (), ((7, 0.12345),), ((7, 2.0),), ((-1, 0.5),), ((2**40, 0.5),)])
def test_an_imprint_comes_back_as_it_was(terms: tuple[tuple[int, float], ...]):
    mark = replace(MARK, terms=terms)
    assert codec.imprint_from_text(codec.imprint_to_text(mark)) == mark
    assert codec.imprint_from_text(codec.to_json(mark)) == mark


def test_an_imprint_of_an_earlier_version_is_read():
    later = '"parties":[],"loners":null,"sums":[]'
    for form in (codec.imprint_to_text(MARK), codec.to_json(MARK)):
        assert later in form
        assert codec.imprint_from_text(form.replace(later, '"days":["2026-03-01"]')) == MARK


def test_a_damaged_imprint_is_told():
    with pytest.raises(struct.error):
        codec.imprint_from_text("13 1 AAAA {}")
