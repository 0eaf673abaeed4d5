"""The posture explorer in a real JupyterLab and Notebook 7: keys stay in it, the kernel hears, nothing waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jupyter_pages import Server, axe_problems, cells, new_notebook, open_notebook, run_all, set_theme, wait_until_still

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

CELLS = [
    "from dystonia_course.content.course import load_course\n"
    "from dystonia_course.views.explorers import explorer\n"
    "drawing = explorer('postures', load_course())\n"
    "drawing",
    "print(drawing.posture)",
]


def open_and_run(page: Page, server: Server) -> None:
    open_notebook(page, server, new_notebook(server, CELLS))
    run_all(page)
    page.wait_for_selector(".posture .dcp-name")


def keys_leave_the_notebook_whole(page: Page) -> None:
    """Every key that would act on cells, in every control of the explorer; the notebook stays as it is."""
    before = cells(page)
    head = page.locator("[data-angle=head_rotation_deg]")
    controls = [
        page.locator(".dcp-modes input[value=explore]"),
        head,
        page.get_by_role("button", name="Neutral"),
        page.get_by_role("button", name="left laterocaput"),
        page.locator(".posture summary").first,
        page.locator(".dcp-caption a").first,
    ]
    for control in controls:
        control.focus()
        for key in ("a", "b", "d", "d", "x", "m", "y", "1", "z", "ArrowUp", "ArrowDown"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('.posture') !== null")
        assert cells(page) == before
    head.focus()
    page.keyboard.press("Home")
    assert head.input_value() == "-45"
    for _ in range(15):
        page.keyboard.press("ArrowUp")
    assert head.input_value() == "-30"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowDown")
    assert head.input_value() == "-32"
    assert cells(page) == before


@pytest.mark.parametrize("kind", ["lab", "notebook7"])
def test_keys_stay_in_the_explorer(page: Page, kind: str, request: pytest.FixtureRequest) -> None:
    open_and_run(page, request.getfixturevalue(kind))
    page.locator(".dcp-modes input[value=explore]").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".posture").get_attribute("data-mode") == "practice"
    page.keyboard.press("ArrowLeft")
    assert page.locator(".posture").get_attribute("data-mode") == "explore"
    keys_leave_the_notebook_whole(page)
    assert page.locator(".dcp-name").inner_text() == "Right torticaput"


def test_the_kernel_hears_where_the_sliders_are(page: Page, lab: Server) -> None:
    open_and_run(page, lab)
    page.locator("[data-angle=lateral_shift]").focus()
    page.keyboard.press("Home")
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("document.querySelectorAll('.jp-OutputArea-output pre').length > 0")
    page.get_by_text("'neck_tilt_deg': -20").wait_for()


def test_the_drawing_does_not_wait_for_a_busy_kernel(page: Page, lab: Server) -> None:
    open_notebook(page, lab, new_notebook(lab, [CELLS[0], "import time; time.sleep(20)"]))
    page.locator(".jp-CodeCell").first.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".posture .dcp-name")
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=busy]", state="attached")
    page.locator("[data-angle=head_tilt_deg]").focus()
    page.keyboard.press("End", delay=0)
    assert page.locator(".dcp-name").inner_text() == "Left laterocaput"
    assert page.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]").count() == 1


def test_axe_finds_nothing_serious_in_the_notebook(page: Page, lab: Server) -> None:
    open_and_run(page, lab)
    for theme in ("light", "dark"):
        set_theme(page, theme)  # type: ignore[arg-type]
        wait_until_still(page)
        assert axe_problems(page, ".posture") == [], theme


def test_a_narrow_notebook_shows_one_view_and_does_not_scroll_sideways(
    new_page: Callable[..., Page], lab: Server
) -> None:
    page = new_page(viewport={"width": 700, "height": 900})
    open_and_run(page, lab)
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    page.set_viewport_size({"width": 420, "height": 900})
    page.wait_for_selector(".posture.narrow")
    shown = [page.locator(f".posture-{view}").is_visible() for view in ("front", "side", "above")]
    assert shown == [True, False, False]
    assert page.locator(".posture").evaluate("root => root.scrollWidth <= root.clientWidth + 1")
