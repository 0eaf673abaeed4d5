"""Each lesson of the course, run whole in JupyterLab with one action, as a learner does it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import (
    COLOURS,
    Server,
    axe_problems,
    cells,
    open_notebook,
    run_all,
    set_theme,
    wait_until_quiet,
    wait_until_still,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
SCROLLER = ".jp-WindowedPanel-outer"
OUTPUT = ".jp-OutputArea-output"


def code_cells(name: str) -> list[str]:
    notebook = json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def calls(name: str, *methods: str) -> int:
    return sum(source.count(f".{method}(") for source in code_cells(name) for method in methods)


def run_whole(page: Page, name: str) -> None:
    """Run the lesson and wait until each of its widgets is drawn."""
    run_all(page)
    page.wait_for_function(
        "count => document.querySelectorAll('.lm-Panel.jp-OutputArea-output .dc').length >= count",
        arg=calls(name, "ask", "quiz", "explore", "table", "sources", "privacy", "standing", "counted_test")
        + calls(name, "review", "confidence", "progress", "completion"),
    )
    wait_until_quiet(page)


@pytest.mark.parametrize("name", LESSONS)
def test_one_action_brings_the_whole_lesson_to_life_for_everybody(name: str, page: Page, lab: Server) -> None:
    open_notebook(page, lab, name)
    before = cells(page)
    run_whole(page, name)
    shown = page.locator(SCROLLER).first.text_content() or ""
    assert "cannot be shown" not in shown
    assert "Error displaying widget" not in shown
    assert "Traceback" not in shown
    assert page.locator(f'{OUTPUT}[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert cells(page) == before
    assert page.locator("figure.dc img[alt]").count() == calls(name, "figure")
    set_theme(page, "light")
    wait_until_still(page)
    assert axe_problems(page, OUTPUT) == []
    set_theme(page, "dark")
    wait_until_still(page)
    assert axe_problems(page, OUTPUT, COLOURS) == []


@pytest.mark.parametrize("name", LESSONS)
def test_nothing_in_the_lesson_is_wider_than_a_phone(name: str, page: Page, notebook7: Server) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    open_notebook(page, notebook7, name)
    run_whole(page, name)
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.jp-OutputArea-output')]
            .filter((output) => output.scrollWidth > output.clientWidth + 1)
            .map((output) => output.innerText.slice(0, 80))"""
    )
    assert wide == []
