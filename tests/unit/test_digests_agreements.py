"""Lines of the ledger as agreements: everything about one thing is one row."""

from __future__ import annotations

from dataclasses import replace

from monitor.digests import agreements
from monitor.edition import LedgerLine
from tests import builders as build


def line(value: float, number: int, of: str = "Oracle", unit: str = "W", **given) -> LedgerLine:
    """A line of an article; articles are an hour apart, later numbers newer."""
    told = build.ledger_line(of, value, number, hours=100 - number)
    given.setdefault("parties", (of, "OpenAI"))
    figure = build.figure(value, unit, of=of, **given)
    return replace(told, figure=figure, kind=figure.kind, story_id=build.StoryId(1))


def rows(*lines: LedgerLine) -> list[tuple[float, str, list[float]]]:
    return [
        (one.now.figure.value, one.now.of, [held.figure.value for held in one.history]) for one in agreements.of(lines)
    ]


def test_what_several_articles_say_alike_is_one_row_with_first_and_last_source():
    (one,) = agreements.of([line(4.5e9, 1), line(4.52e9, 2), line(4.5e9, 3)])
    assert (one.articles, one.first.article_id, one.last.article_id) == (3, 1, 3)
    assert [held.figure.value for held in one.history] == [4.5e9]


def test_an_amount_that_took_the_place_of_another_keeps_it_as_history():
    assert rows(line(0.75e9, 1, "Cerebras"), line(1.5e9, 2, "Cerebras", before=0.75e9)) == [
        (1.5e9, "Cerebras", [0.75e9, 1.5e9])
    ]


def test_who_tells_the_old_amount_later_does_not_bring_it_back():
    told = line(0.75e9, 1, "Cerebras"), line(1.5e9, 2, "Cerebras", before=0.75e9), line(0.75e9, 3, "Cerebras")
    assert rows(*told)[0][0] == 1.5e9
    assert len(rows(*told)) == 1


def test_another_partner_is_another_row_though_the_amount_is_the_same():
    assert len(rows(line(1e9, 1, "AMD", parties=("AMD",)), line(1e9, 2, "Broadcom", parties=("Broadcom",)))) == 2


def test_one_firm_may_have_two_deals_of_one_size_with_two_partners():
    site = line(30e9, 1, "OpenAI", "USD", parties=("OpenAI", "Fjordlast"))
    stake = replace(line(30e9, 2, "OpenAI", "USD", parties=("OpenAI", "Nvidia")), story_id=build.StoryId(2))
    assert len(agreements.of([site, stake])) == 2
    assert len(agreements.of([site, replace(stake, story_id=build.StoryId(1))])) == 1


def test_reports_of_one_story_name_a_party_by_its_whole_name():
    short = line(1e9, 1, "Redfern", parties=("Redfern",), open_parties=("Redfern",))
    whole = line(1e9, 2, "Redfern Delta", parties=("Redfern Delta",), open_parties=("Redfern Delta",))
    apart = replace(short, story_id=build.StoryId(2))
    (one,) = agreements.of([short, whole])
    assert (one.now.of, one.parties, one.articles) == ("Redfern Delta", ("Redfern Delta",), 2)
    assert one.id == agreements.of([short])[0].id
    assert {row.now.of for row in agreements.of([apart, whole])} == {"Redfern", "Redfern Delta"}


def test_a_listed_name_is_not_taken_for_a_part_of_another():
    stargate = line(1e9, 1, "Stargate", parties=("Stargate",))
    norway = line(2e9, 2, "Stargate Norway", parties=("Stargate Norway",))
    assert {one.now.of for one in agreements.of([stargate, norway])} == {"Stargate", "Stargate Norway"}


def test_a_loan_and_an_order_of_one_sum_are_two():
    order, loan = line(2.4e9, 1, unit="USD", role="contract"), line(2.4e9, 2, unit="USD", role="debt")
    assert len(rows(order, loan)) == 2


def test_one_deal_in_two_currencies_is_one_row():
    sentence = "Oracle gets 62 billion kroner (5.3 billion euros) from OpenAI."
    first = line(62e9, 1, unit="NOK", text="62 billion kroner", sentence=sentence)
    second = replace(
        line(5.3e9, 1, unit="EUR", text="5.3 billion euros", sentence=sentence), article_id=first.article_id
    )
    third = line(31e9, 2, unit="NOK", text="31 billion kroner", sentence="That is 31 billion kroner.")
    (whole, other) = sorted(agreements.of([first, second, third]), key=lambda one: -one.now.figure.value)
    assert [held.figure.unit for held in whole.also] == ["EUR"]
    assert other.also == []


def test_a_part_belongs_to_its_whole():
    whole, part = line(10e9, 1), line(2e9, 2, standing="part")
    held = {one.now.figure.value: one for one in agreements.of([whole, part])}
    assert held[2e9].whole is held[10e9]
    assert held[10e9].parts == [held[2e9]]


def test_two_amounts_for_the_same_are_a_conflict():
    assert {one.conflict for one in agreements.of([line(2e9, 1), line(3e9, 2)])} == {True}
    assert {one.conflict for one in agreements.of([line(2e9, 1), line(30e9, 2)])} == {False}


def test_a_row_keeps_its_id_when_more_is_told():
    first = line(0.75e9, 1, "Cerebras")
    (before,) = agreements.of([first])
    (after,) = agreements.of([first, line(1.5e9, 2, "Cerebras", before=0.75e9)])
    assert before.id == after.id


def test_the_order_in_which_lines_come_does_not_matter():
    told = [line(0.75e9, 1, "Cerebras"), line(1.5e9, 2, "Cerebras", before=0.75e9), line(10e9, 3), line(2e9, 4)]
    assert [one.id for one in agreements.of(told)] == [one.id for one in agreements.of(told[::-1])]
