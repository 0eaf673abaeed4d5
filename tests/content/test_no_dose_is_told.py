"""No text of the course tells anybody what dose to give: labels and trials are reported, nothing is prescribed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dystonia_course.content.check import notebook_files
from dystonia_course.content.citations import visible
from dystonia_course.content.course import load_course
from dystonia_course.content.passages import Passage, course_passages, notebook_passages

ROOT = Path(__file__).parents[2]

INSTRUCTION = re.compile(
    r"(?:^|[.:;!?(]\s+|\b(?:you|we|please|must|should|can|may|to)\s+)"  # the start of a sentence, or advice
    r"(?:give|inject|use|draw up|start with|take|try|place|put|administer|raise|lower)\b"
    r"[^.;!?]{0,60}?\b\d[\d,.]*\s*(?:U|IU|MU|units?)\b",
    re.IGNORECASE,
)
"""An imperative or advice with a number of units in the same clause."""


def instructions(passage: Passage) -> list[str]:
    return [found.group(0).strip() for found in INSTRUCTION.finditer(visible(passage.text))]


@pytest.mark.parametrize(
    "text",
    [
        "Give 100 U into the splenius.",
        "In such a neck you should inject 50 units on each side.",
        'Both muscles: start with [120 U](https://example.org "Someone 2000, table 1 · some-claim").',
        "One can use 2,500 U of type B here.",
    ],
)
def test_an_instruction_with_a_dose_is_noticed(text: str) -> None:
    assert instructions(Passage("notebooks/x.ipynb", "cell 1", "", text))


@pytest.mark.parametrize(
    "text",
    [
        "The label starts at 500 U.",
        "The dose rose. With 1000 U more people had a weak neck.",
        "Give the date and the product.",
    ],
)
def test_a_report_is_no_instruction(text: str) -> None:
    assert not instructions(Passage("notebooks/x.ipynb", "cell 1", "", text))


def test_no_text_tells_a_dose_to_give() -> None:
    passages = [*course_passages(load_course(ROOT / "data"))]
    for notebook in notebook_files(ROOT / "notebooks"):
        passages += notebook_passages(notebook)
    assert [f"{passage.place}: {found}" for passage in passages for found in instructions(passage)] == []
