"""A dashed word shows its meaning where the reader is, instead of a jump to the end of the lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_pages import Server, axe_problems, cells, open_notebook, run_all

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_term_shows_its_meaning_in_place_and_gives_the_focus_back(page: Page, lab: Server) -> None:
    open_notebook(page, lab, "01_condition.ipynb")
    run_all(page)
    before = cells(page)
    term = page.get_by_role("link", name="overflow", exact=True)
    term.click()
    bubble = page.locator(".dc-meaning")
    assert bubble.inner_text().startswith("overflow: Activity of muscles near the ones that a movement needs.")
    place = term.bounding_box()
    assert place
    assert 0 < place["y"] < page.evaluate("innerHeight")
    assert axe_problems(page, ".dc-meaning") == []
    page.keyboard.press("Escape")
    assert bubble.count() == 0
    assert term.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    assert bubble.count() == 1
    page.keyboard.press("d")
    page.keyboard.press("d")
    page.get_by_role("button", name="Close").click()
    assert bubble.count() == 0
    assert cells(page) == before
