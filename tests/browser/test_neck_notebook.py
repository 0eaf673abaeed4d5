"""The neck map in a real JupyterLab: drawn instead of its still face, and keys that stay inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_pages import Server, cells, new_notebook, open_notebook, run_all

if TYPE_CHECKING:
    from playwright.sync_api import Page

CELL = """from dystonia_course.content.course import load_course
from dystonia_course.views.explorers import explorer
neck = explorer("neck", load_course())
neck"""


def test_keys_in_the_picture_stay_in_the_picture(page: Page, lab: Server) -> None:
    name = new_notebook(lab, [CELL])
    open_notebook(page, lab, name)
    run_all(page)
    page.locator(".neck-picture").wait_for()
    assert page.locator(".jp-OutputArea details summary", has_text="Sternocleidomastoid").count() == 0
    before = cells(page)
    page.locator(".neck-part[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowUp", "ArrowRight", "d", "d", "b", "x", "Home", "End"):
        page.keyboard.press(key)
    place = page.evaluate("document.activeElement.dataset.place")
    assert place
    page.keyboard.press("Space")
    assert page.locator(".neck-part[aria-pressed=true]").evaluate_all("all => all.map(p => p.dataset.place)") == [place]
    assert cells(page) == before
