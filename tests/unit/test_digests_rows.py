"""Rows of the ledger for programs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.digests import agreements
from monitor.digests.forms import rows
from tests import builders as build
from tests.unit.test_digests_agreements import line

CEREBRAS = line(0.75e9, 1, "Cerebras"), line(1.5e9, 2, "Cerebras", before=0.75e9)
ORACLE = (line(3e11, 3, "Oracle", "USD", role="contract"),)


@pytest.fixture
def found() -> tuple[agreements.Agreement, ...]:
    return agreements.of([*CEREBRAS, *ORACLE])


@pytest.mark.parametrize(
    ("party", "role", "since", "owners"),
    [
        (None, None, None, ["Oracle", "Cerebras"]),
        ("cereb", None, None, ["Cerebras"]),
        ("OpenAI", None, None, ["Oracle", "Cerebras"]),
        (None, "contract", None, ["Oracle"]),
        (None, "debt", None, []),
        (None, None, build.NOW - timedelta(hours=97.5), ["Oracle"]),
    ],
)
def test_filters(found, party, role, since, owners):
    assert [one.now.of for one in found if rows.is_asked_for(one, party, role, since)] == owners


def test_a_row_as_json_has_what_the_contract_names(found):
    row = rows.plain(found[1])
    line = {"topic", "of", "kind", "figure", "story_id", "seen_at", "conflict"}
    assert line | {"role", "parties", "standing", "agreement", "history"} <= set(row)
    assert row["of"] == row["parties"][0] == "Cerebras"
    assert [figure.value for figure in row["history"]] == [0.75e9, 1.5e9]
    assert row["figure"].value == 1.5e9
    assert (row["first"]["url"], row["last"]["url"]) == (CEREBRAS[0].figure.url, CEREBRAS[1].figure.url)


def test_csv_is_read_back_with_heads(found):
    read = list(csv.DictReader(io.StringIO(rows.as_csv(found))))
    assert [row["parties"] for row in read] == ["Oracle; OpenAI", "Cerebras; OpenAI"]
    assert (float(read[1]["value"]), read[1]["unit"], read[1]["history"]) == (1.5e9, "W", "750000000 W; 1500000000 W")
    assert read[0]["last_source"] == ORACLE[0].figure.url


def test_no_cell_of_the_csv_is_a_formula():
    told = replace(line(1e9, 1), figure=build.figure(1e9, of="=1+1", parties=("=1+1",)))
    (row,) = csv.DictReader(io.StringIO(rows.as_csv(agreements.of([told]))))
    assert row["parties"] == "'=1+1"
