"""What the reports of a story say about one amount is made consistent."""

from __future__ import annotations

from dataclasses import replace

from monitor.digests import figured
from monitor.model import Entity, Figure, Report
from monitor.topics import kinds
from tests.builders import figure, report


def told(*figures: Figure, names: tuple[str, ...] = (), number: int = 1) -> Report:
    one = report(number)
    entities = tuple(Entity(name=name, kind=kinds.OPEN_KIND, count=2) for name in names)
    return replace(one, reading=replace(one.reading, figures=figures, entities=entities))


def owners(*reports: Report) -> list[list[str]]:
    return [[one.of for one in held.reading.figures] for held in figured.settled(reports)]


def test_a_figure_takes_its_owner_from_the_report_that_is_surest():
    doubtful = figure(of="", confidence=0.0)
    assert owners(told(doubtful), told(figure(), number=2)) == [["Cerebras"], ["Cerebras"]]


def test_a_report_that_is_sure_of_somebody_else_keeps_it():
    other = figure(of="Broadcom", confidence=0.93)
    assert owners(told(figure()), told(other, number=2)) == [["Cerebras"], ["Broadcom"]]


def test_another_amount_takes_nothing():
    assert owners(told(figure(2e9, of="", confidence=0.0)), told(figure(), number=2)) == [[""], ["Cerebras"]]


def test_a_short_form_becomes_the_whole_name():
    short = told(figure(of="Redfern"), names=("Redfern",))
    whole = told(figure(3e9, of="Redfern Delta"), names=("Redfern Delta",), number=2)
    assert owners(short, whole) == [["Redfern Delta"], ["Redfern Delta"]]


def test_a_firms_company_for_a_town_is_not_the_firm():
    names = {"Fjordlast", "Fjordlast Brennøra Eiendom", "Brennøra"}
    assert figured.wholes(names, names) == {}
    assert figured.wholes(names - {"Brennøra"}, names - {"Brennøra"}) == {"Fjordlast": "Fjordlast Brennøra Eiendom"}


def test_where_two_whole_names_begin_alike_the_short_one_stays():
    short = told(figure(of="Redfern"), names=("Redfern",))
    others = told(figure(3e9, of="Redfern Delta"), names=("Redfern Delta", "Redfern Bank"), number=2)
    assert owners(short, others) == [["Redfern"], ["Redfern Delta"]]


def test_a_name_that_goes_on_with_of_is_its_beginning():
    long = told(figure(of="Cirravault of Toronto"), names=("Cirravault of Toronto",))
    short = told(figure(3e9, of="Cirravault"), names=("Cirravault",), number=2)
    assert owners(long, short) == [["Cirravault"], ["Cirravault"]]
