"""The course itself: every clinical number is bound to its source, and the question bank keeps the item-writing rules.

What a failure means, and how to mend it, is printed by `python -m dystonia_course check`.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dystonia_course.content.bank_checks import check_bank
from dystonia_course.content.check import all_findings, notebook_files, unused_sources
from dystonia_course.content.citations import parse_links
from dystonia_course.content.course import Course, load_course
from dystonia_course.content.passages import Passage, course_passages, notebook_passages

ROOT = Path(__file__).parents[2]
NOTEBOOKS = notebook_files(ROOT / "notebooks")


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(ROOT / "data")


@pytest.fixture(scope="module")
def passages(course: Course) -> list[Passage]:
    return list(course_passages(course))


def faults(passages: list[Passage], course: Course) -> list[str]:
    return [f"{passage.place}: {problem}" for passage in passages for problem in passage.problems(course)]


def test_every_text_of_the_content_files(passages: list[Passage], course: Course) -> None:
    assert faults(passages, course) == []


def test_no_kind_of_text_is_left_out(passages: list[Passage], course: Course) -> None:
    """Each content file gives passages, each question a stem, a lead-in and a rationale, each prose cell its text."""
    read = {(passage.record, passage.field) for passage in passages}
    for question in course.questions.values():
        fields = {passage.field for passage in passages if passage.record == question.id}
        assert {"stem", "ask", "remember"} <= fields
        assert any("rationale" in field for field in fields), question.id
    assert {(term, "definition") for term in course.glossary} <= read
    assert {(row, "why") for row in course.lay_article} <= read
    for table in course.tables.values():
        for column in table.fields:
            if column.markdown and table.name not in ("glossary", "lay_article"):
                cells = [p for p in passages if p.file == f"table {table.name}" and p.field == column.name]
                assert len(cells) == len(table.rows), (table.name, column.name)


def test_content_and_notebooks_do_hold_sourced_numbers(passages: list[Passage]) -> None:
    """The checks above would pass on texts without numbers; these texts hold hundreds."""
    linked = [link for passage in passages for link in parse_links(passage.text) if any(map(str.isdigit, link.label))]
    assert len(linked) > 100
    prose = [link for path in NOTEBOOKS for passage in notebook_passages(path) for link in parse_links(passage.text)]
    assert len([link for link in prose if link.claim]) > 50


def test_the_first_two_notebooks_are_read() -> None:
    assert [path.stem for path in NOTEBOOKS][:2] == ["00_start_here", "01_condition"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_markdown_cell(path: Path, course: Course) -> None:
    cells = list(notebook_passages(path))
    assert cells
    assert faults(cells, course) == []


def test_the_bank_keeps_the_rules(course: Course) -> None:
    assert [f"{finding.rule}: {finding}" for finding in check_bank(course)] == []


def test_no_source_is_left_over(course: Course) -> None:
    assert unused_sources(course) == []


def test_check_prints_the_same(course: Course) -> None:
    assert [str(finding) for finding in all_findings(course, NOTEBOOKS)] == []


def test_no_fact_that_was_only_recalled_has_come_in(course: Course) -> None:
    """The research notes beside the checkout mark such facts; without the notes there is nothing to compare."""
    notes = [path for path in ROOT.parent.glob("*/evidence/*.csv") if path.is_file()]
    if not notes:
        pytest.skip("the research notes are not beside this checkout")
    recalled, known = set(), set()
    for path in notes:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                known.add(row.get("id"))
                if row.get("confidence") == "recalled":
                    recalled.add(row.get("id"))
    assert len(recalled - {None}) > 5
    assert recalled.isdisjoint(course.claims)
    assert len(known & course.claims.keys()) > 100
