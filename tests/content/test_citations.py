"""Links to claims: what is offered to paste, and reading it back."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from dystonia_course.content.citations import citation, grouped, labels, parse_links, with_unit
from dystonia_course.content.claims import Claim
from dystonia_course.content.course import Course
from dystonia_course.content.numbers import problems
from dystonia_course.content.sources import Source, family_name, load_sources, split_names


def test_the_link_is_value_address_and_title(small: Course) -> None:
    claim = small.claims["pain-chan"]
    assert citation(claim, small.sources[claim.source]) == (
        '[75%](https://doi.org/10.1002/mds.870060206 "Chan 1991, abstract · pain-chan")'
    )


def test_the_title_of_a_search_says_that_it_is_one(small: Course) -> None:
    claim = small.claims["prevalence-robust"]
    assert claim.link_title(small.sources[claim.source]) == "search: Defazio 2013, abstract · prevalence-robust"


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({"value": "75", "unit": "%"}, ["75%", "75"]),
        ({"value": "44", "unit": "percent"}, ["44%", "44"]),
        ({"low": "28", "high": "183", "unit": "per million"}, ["28 to 183 per million", "28 to 183"]),
        (
            {"value": "41", "low": "39", "high": "43", "unit": "years"},
            ["41 years", "41 years (39 to 43)", "39 to 43 years", "39 to 43", "41"],
        ),
        (
            {"value": "40", "low": "20", "high": "60", "unit": "%"},
            ["40%", "40% (20 to 60%)", "20 to 60%", "20 to 60", "40"],
        ),
        ({"value": "68.1", "unit": "odds ratio"}, ["odds ratio 68.1", "68.1"]),
        ({"value": "2016", "unit": "year"}, ["2016"]),
        ({"value": "6.8", "unit": "years (range)"}, ["6.8 years", "6.8"]),
        ({"low": "8", "unit": "points"}, ["at least 8 points"]),
        ({"high": "5", "unit": "%"}, ["up to 5%"]),
        ({"value": "19", "unit": "of 26", "context": "26 people"}, ["19 of 26", "19"]),
        ({"value": "9.95", "unit": "per 100000"}, ["9.95"]),
        ({"value": "9.95", "unit": "per 100000", "context": "per 100,000"}, ["9.95 per 100,000", "9.95"]),
        ({"value": "10000", "unit": "U"}, ["10,000 U", "10,000"]),
        ({}, ["Chan"]),
    ],
)  # fmt: skip
def test_labels_show_value_unit_and_interval(fields: dict[str, str], offered: list[str], small: Course) -> None:
    empty = dict.fromkeys((f.name for f in dataclasses.fields(Claim)), "")
    claim = Claim(**{**empty, "id": "x", "source": "chan1991", "locator": "Abstract", "status": "seen", **fields})
    assert labels(claim, small.sources["chan1991"]) == offered


def test_a_label_in_words_holds_no_number(small: Course) -> None:
    claim = small.claims["definition"]
    source = dataclasses.replace(small.sources[claim.source], short="PMC3899473 n.d.")
    assert labels(claim, source) == ["source"]


def test_every_link_reads_back_to_its_claim_and_passes(small: Course) -> None:
    for claim in small.claims.values():
        source = small.sources[claim.source]
        for label in labels(claim, source):
            link = citation(claim, source, label)
            (read,) = parse_links(f"Before {link} after.")
            assert (read.label, read.address, read.claim) == (label, source.url, claim.id)
            assert read.title == claim.link_title(source)
            assert problems(f"Before {link} after.", small) == []


def test_a_quote_in_a_locator_does_not_end_the_title(small: Course) -> None:
    claim = dataclasses.replace(small.claims["pain-chan"], locator='Section "Results"')
    (link,) = parse_links(citation(claim, small.sources["chan1991"]))
    assert link.title == "Chan 1991, section 'Results' · pain-chan"


@pytest.mark.parametrize(("locator", "shown"), [("Table 5", "table 5"), ("FDA page", "FDA page"), ("4.2", "4.2")])
def test_a_locator_begins_small_unless_it_is_an_abbreviation(locator: str, shown: str, small: Course) -> None:
    claim = dataclasses.replace(small.claims["pain-chan"], locator=locator)
    assert claim.link_title(small.sources["chan1991"]) == f"Chan 1991, {shown} · pain-chan"


def test_links_without_title_or_claim_are_read_as_they_are() -> None:
    links = parse_links('[a](x.md) and [b](https://y.org/z "no claim")')
    assert [(link.label, link.title, link.claim) for link in links] == [("a", None, None), ("b", "no claim", None)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("100000", "100,000"), ("5000", "5000"), ("28 to 183", "28 to 183"), ("0.12345", "0.12345"), ("10,000", "10,000")],
)
def test_long_whole_numbers_are_grouped(text: str, shown: str) -> None:
    assert grouped(text) == shown


def test_a_unit_that_is_a_measure_stands_in_front() -> None:
    assert with_unit("2.18", "hazard ratio") == "hazard ratio 2.18"


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Chan, James", "Chan"),
        ("James Chan", "Chan"),
        ("de Paiva, Anton", "de Paiva"),
        ("Anton de Paiva", "de Paiva"),
        ("van den Dool, Joost", "van den Dool"),
        ("{US Food and Drug Administration}", "US Food and Drug Administration"),
        ("{{AbbVie}}", "AbbVie"),
    ],
)
def test_family_names(name: str, family: str) -> None:
    assert family_name(name) == family


def test_an_and_inside_braces_separates_no_names() -> None:
    names = "{US Food and Drug Administration} and Chan, James and others"
    assert split_names(names) == ["{US Food and Drug Administration}", "Chan, James", "others"]


def test_accents_written_in_latex_are_letters(small: Course) -> None:
    assert small.sources["jirmanova"].authors == ("Jirmanová, Iva", "Working Group")
    assert small.sources["jirmanova"].short == "Jirmanová n.d."


def test_a_short_name_for_a_long_one(folder: Path) -> None:
    path = folder / "references.bib"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  title = {A page", "  shortauthor = {{WG}},\n  title = {A page"), encoding="utf-8")
    source: Source = load_sources(folder)["jirmanova"]
    assert source.short == "WG n.d."
    assert source.container == "Web page"
