"""The simulators in a real JupyterLab and Notebook 7: keys stay in them, the kernel hears, nothing waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jupyter_pages import Server, axe_problems, cells, new_notebook, open_notebook, run_all, set_theme, wait_until_still

from dystonia_course.views.simulator import SIMULATORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

OPEN = """\
from dystonia_course.content.course import load_course
from dystonia_course.views.explorers import explorer
names = {names}
drawn = {{name: explorer(name, load_course()) for name in names}}
for one in drawn.values():
    display(one)"""
ASK = "print({name: (one.settings, one.guess) for name, one in drawn.items()})"
KEYS = ("a", "b", "d", "d", "x", "m", "y", "1", "z", "ArrowUp", "ArrowDown")


def open_and_run(page: Page, server: Server, *names: str, after: str = ASK) -> None:
    open_notebook(page, server, new_notebook(server, [OPEN.format(names=list(names)), after]))
    page.locator(".jp-CodeCell").first.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    for name in names:
        page.wait_for_selector(f".dcs-{name} .dcs-guess")


def keys_leave_the_notebook_whole(page: Page, root: str) -> None:
    """Every key that would act on cells, in every kind of control: the notebook stays as it is, focus stays inside."""
    before = cells(page)
    controls = page.locator(f"{root} :is(a, button, input, summary, [tabindex]):visible")
    kinds = controls.evaluate_all("nodes => nodes.map(node => `${node.tagName}${node.type ?? ''}${node.tabIndex}`)")
    assert kinds
    for kind in dict.fromkeys(kinds):
        control = controls.nth(kinds.index(kind))
        control.focus()
        for key in KEYS:
            page.keyboard.press(key)
        assert page.evaluate("root => document.activeElement.closest(root) !== null", root), kind
        assert cells(page) == before, kind


@pytest.mark.parametrize("kind", ["lab", "notebook7"])
def test_keys_stay_in_the_simulators(page: Page, kind: str, request: pytest.FixtureRequest) -> None:
    names = list(SIMULATORS) if kind == "lab" else ["onset"]
    open_and_run(page, request.getfixturevalue(kind), *names)
    for name in names:
        root = f".dcs-{name}"
        keys_leave_the_notebook_whole(page, root)
        page.locator(f"{root} [data-key=guess-0]").press("PageUp")
        page.locator(f"{root} .in-predict button.primary").press("Enter")
        page.wait_for_selector(f"{root}[data-stage=show]")
        keys_leave_the_notebook_whole(page, root)
        assert len(cells(page)) == 2


def test_the_kernel_hears_guess_and_settings_and_can_set_them(page: Page, lab: Server) -> None:
    open_and_run(page, lab, "onset", after=ASK)
    page.locator(".dcs-onset [data-key=guess-0]").press("End")
    page.locator(".dcs-onset .in-predict button.primary").press("Enter")
    page.locator(".dcs-onset .dcs-controls [data-key=activity]").press("End")
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.get_by_text("'activity': 10").wait_for()
    page.get_by_text("{'values': [100800]}").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.locator(".jp-CodeCell").last.locator(".cm-content").click()
    page.keyboard.type("drawn['onset'].settings = {**drawn['onset'].settings, 'time': 2880.0}")
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("document.querySelector('.dcs-onset .dcs-summary').textContent.includes('after 2 days')")


def test_nothing_waits_for_a_busy_kernel(page: Page, lab: Server) -> None:
    open_and_run(page, lab, "safety_factor", after="import time; time.sleep(25)")
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=busy]", state="attached")
    page.get_by_role("button", name="Show it without a guess").click()
    cut = page.locator(".dcs-safety_factor .dcs-controls [data-key=cut]")
    cut.focus()
    page.keyboard.press("Home", delay=0)
    assert "with 0% of SNAP-25 cut" in page.locator(".dcs-summary").inner_text()
    assert page.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]").count() == 1


def test_axe_finds_nothing_serious_in_the_notebook(page: Page, lab: Server) -> None:
    open_and_run(page, lab, *SIMULATORS)
    for name in SIMULATORS:
        page.locator(f".dcs-{name}").get_by_role("button", name="Show it without a guess").click()
        page.wait_for_selector(f".dcs-{name}[data-stage=show]")
    for theme in ("light", "dark"):
        set_theme(page, theme)  # type: ignore[arg-type]
        wait_until_still(page)
        for name in SIMULATORS:
            assert axe_problems(page, f".dcs-{name}") == [], (theme, name)


def test_a_narrow_notebook_does_not_scroll_sideways(new_page: Callable[..., Page], lab: Server) -> None:
    page = new_page(viewport={"width": 700, "height": 900})
    open_and_run(page, lab, *SIMULATORS)
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    page.set_viewport_size({"width": 420, "height": 900})
    for name in SIMULATORS:
        page.locator(f".dcs-{name}").get_by_role("button", name="Show it without a guess").click()
        page.wait_for_selector(f".dcs-{name}.narrow")
        assert page.locator(f".dcs-{name}").evaluate("root => root.scrollWidth <= root.clientWidth + 1")


def test_a_saved_notebook_still_says_what_was_there(page: Page, lab: Server) -> None:
    """What is stored beside the live view is the text face."""
    open_and_run(page, lab, "serotypes", after="pass")
    run_all(page)
    stored = page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.content.widgets[0].model.outputs.get(0).data['text/plain']"
    )
    assert stored.startswith("Simulator: Does a half-life in a neuron")
