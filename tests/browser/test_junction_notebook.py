"""The drawn junction in a real JupyterLab and Notebook 7: keys stay in it, the kernel hears, nothing waits."""

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
    "drawing = explorer('junction', load_course())\n"
    "drawing",
    "print(drawing.step, drawing.toxin_type)",
    "drawing.step, drawing.toxin_type = 'silence', 'C'",
]


def open_and_run(page: Page, server: Server, count: int = 1) -> None:
    open_notebook(page, server, new_notebook(server, CELLS[:count]))
    run_all(page)
    page.wait_for_selector(".junction .dcj-name")


def here(page: Page) -> tuple[str | None, str | None]:
    root = page.locator(".junction")
    return root.get_attribute("data-step"), root.get_attribute("data-type")


@pytest.mark.parametrize("kind", ["lab", "notebook7"])
def test_keys_leave_the_notebook_whole(page: Page, kind: str, request: pytest.FixtureRequest) -> None:
    open_and_run(page, request.getfixturevalue(kind), 2)
    before = cells(page)
    controls = [
        page.locator(".dcj-part button[tabindex='0']"),
        page.get_by_role("button", name="Next", exact=True),
        page.get_by_role("button", name="Play this step"),
        page.locator(".dcj-radios input").first,
        page.locator(".dcj-about summary"),
    ]
    for control in controls:
        control.focus()
        for key in ("a", "b", "d", "d", "x", "m", "y", "1", "z", "ArrowUp", "ArrowDown"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('.junction') !== null")
        assert cells(page) == before
    page.locator(".dcj-part button[tabindex='0']").focus()
    page.keyboard.press("End")
    page.locator(".dcj-words a").first.focus()
    for key in ("d", "d", "x", "ArrowDown"):
        page.keyboard.press(key)
    assert cells(page) == before
    assert here(page)[0] == "recovery"


def test_steps_by_keyboard_in_the_notebook(page: Page, lab: Server) -> None:
    open_and_run(page, lab)
    page.locator(".dcj-part button[tabindex='0']").focus()
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    assert here(page) == ("cut", "A")
    page.locator(".dcj-radios input:checked").focus()
    page.keyboard.press("ArrowRight")
    assert here(page) == ("cut", "B")
    assert "cuts VAMP-2" in page.locator(".dcj-words").inner_text()


def test_the_kernel_hears_and_may_set_what_is_shown(page: Page, lab: Server) -> None:
    open_notebook(page, lab, new_notebook(lab, CELLS))
    run_first = page.locator(".jp-CodeCell").first.locator(".cm-content")
    run_first.click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".junction .dcj-name")
    page.locator(".dcj-part button", has_text="Calcium flows in").click()
    page.locator(".dcj-radios input[value=E]").check()
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.locator("pre", has_text="calcium E").wait_for()
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".junction[data-step=silence][data-type=C]")


def test_the_drawing_does_not_wait_for_a_busy_kernel(page: Page, lab: Server) -> None:
    open_notebook(page, lab, new_notebook(lab, [CELLS[0], "import time; time.sleep(20)"]))
    page.locator(".jp-CodeCell").first.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".junction .dcj-name")
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=busy]", state="attached")
    page.get_by_role("button", name="Next", exact=True).focus()
    page.keyboard.press("End", delay=0)
    assert here(page)[0] == "recovery"
    assert page.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]").count() == 1


def test_axe_finds_nothing_serious_in_the_notebook(page: Page, lab: Server) -> None:
    open_and_run(page, lab)
    for theme in ("light", "dark"):
        set_theme(page, theme)  # type: ignore[arg-type]
        for step in ("SNARE proteins zip up", "A SNARE protein is cut"):
            page.locator(".dcj-part button", has_text=step).click()
            wait_until_still(page)
            assert axe_problems(page, ".junction") == [], (theme, step)


def test_a_narrow_notebook_does_not_scroll_sideways(new_page: Callable[..., Page], lab: Server) -> None:
    page = new_page(viewport={"width": 700, "height": 900})
    open_and_run(page, lab)
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    page.set_viewport_size({"width": 420, "height": 900})
    page.wait_for_selector(".junction[data-layout=narrow]")
    assert page.locator(".junction").evaluate("root => root.scrollWidth <= root.clientWidth + 1")
