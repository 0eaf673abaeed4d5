"""The settings that the course gives Jupyter, in a real JupyterLab and Notebook 7: one button runs a lesson, keys stay
with the control that has the focus, and a locked lesson stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import Server, cells, new_notebook, open_notebook, run_all
from playwright.sync_api import Page, expect

from dystonia_course.editions import notebooks

if TYPE_CHECKING:
    from conftest import PageLog

CONTROLS = (
    "from IPython.display import HTML\n"
    "HTML('<button>Press</button>"
    '<label><input type="radio" name="one" value="a" checked>A</label>'
    '<label><input type="radio" name="one" value="b">B</label>\')'
)
LONG = "# A lesson\n\n" + "A line of text.\n\n" * 60


@pytest.fixture(params=["lab", "notebook7"])
def server(request: pytest.FixtureRequest) -> Server:
    """JupyterLab, then Notebook 7."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Server)
    return found


EVERY_CELL_HAS_RUN = (
    "() => [...window.jupyterapp.shell.currentWidget.content.model.cells]"
    ".every(cell => cell.type !== 'code' || (cell.executionCount && cell.executionState === 'idle'))"
)


def test_the_button_runs_the_whole_lesson_and_leaves_the_learner_at_its_top(page: Page, server: Server) -> None:
    name = new_notebook(server, ["1 + 1", *(f"print('part {n}\\\\n' * 30)" for n in range(8))], markdown_first=LONG)
    open_notebook(page, server, name)
    page.get_by_role("button", name="Run the whole lesson").click()
    page.wait_for_function(EVERY_CELL_HAS_RUN)
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.content.activeCellIndex === 0")
    expect(page.get_by_role("heading", name="A lesson")).to_be_in_viewport()
    assert page.locator(".jp-Dialog").count() == 0


def test_pressed_before_the_kernel_is_there_the_button_still_runs_the_lesson(
    page: Page, server: Server, page_log: PageLog
) -> None:
    page_log.expected += ["WebSocket is closed before the connection", "Canceled future", "Connection lost"]
    name = new_notebook(server, ["1 + 1", "2 + 2"], markdown_first="# A lesson")
    page.goto(server.address(name))
    page.get_by_role("button", name="Run the whole lesson").click()
    page.wait_for_function(EVERY_CELL_HAS_RUN)


def test_keys_stay_with_a_control_that_knows_nothing_of_jupyter(page: Page, server: Server) -> None:
    name = new_notebook(server, [CONTROLS, "2"])
    open_notebook(page, server, name)
    run_all(page)
    before = cells(page)
    page.get_by_role("button", name="Press").focus()
    for key in ("b", "d", "d", "x", "m", "ArrowDown", "z"):
        page.keyboard.press(key)
    page.get_by_role("radio", name="A").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="B")).to_be_checked()
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.wait_for_timeout(500)
    assert cells(page) == before


def test_the_shortcuts_still_work_for_somebody_who_writes_code(page: Page, lab: Server) -> None:
    name = new_notebook(lab, ["1", "2"])
    open_notebook(page, lab, name)
    page.locator(".jp-Cell").nth(1).locator(".jp-InputPrompt").click()
    page.keyboard.press("b")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.content.model.cells.length === 3")
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.content.model.cells.length === 2")


def lock(file: Path) -> None:
    file.write_text(notebooks.text_of(notebooks.settle(notebooks.read(file))), encoding="utf-8")


def test_a_stored_lesson_cannot_be_changed_by_a_slip_of_the_hand(page: Page, server: Server) -> None:
    name = new_notebook(server, ["1 + 1", "2 + 2"], markdown_first="# A lesson\n\nSome text.")
    lock(server.root / name)
    open_notebook(page, server, name)
    before = cells(page)
    page.get_by_role("paragraph").filter(has_text="Some text.").dblclick()
    page.keyboard.press("Enter")
    page.keyboard.type("slip")
    expect(page.get_by_role("heading", name="A lesson")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.keyboard.press("x")
    page.wait_for_timeout(500)
    assert cells(page) == before
    assert page.locator(".jp-MarkdownCell .cm-content:visible").count() == 0


def test_nothing_asks_the_learner_before_the_first_page(page: Page, lab: Server) -> None:
    name = new_notebook(lab, ["1"])
    open_notebook(page, lab, name)
    page.wait_for_timeout(1500)
    assert page.locator(".jp-Dialog").count() == 0
    assert page.locator(".jp-toastContainer, .Toastify__toast").count() == 0
    assert page.locator(".jp-cell-toolbar button:visible, .jp-cell-toolbar jp-button:visible").count() == 0
