"""From posture to muscles in Chromium: marking in the picture and in the list, and what the comparison says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import axe_problems
from neck_pages import chosen, open_neck

from dystonia_course.content.course import load_course
from dystonia_course.views.neck_reasoning import EDUCATION, presentation_payloads

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Exercise = Callable[..., Page]


@pytest.fixture
def show(new_page: Callable[..., Page], tmp_path: Path) -> Exercise:
    """Opens a page with the exercise."""
    return partial(open_neck, new_page, tmp_path, "posture_muscles")


def mark(page: Page, *places: str) -> None:
    for place in places:
        page.locator(f"[data-choose='{place}']").click()


def judged(page: Page, place: str) -> str:
    return " ".join(page.locator(f"[data-judged='{place}']").inner_text().split())


def test_each_choice_is_explained_with_side_depth_evidence_and_doubt(show: Exercise) -> None:
    page = show()
    assert EDUCATION in page.locator(".neck-education").inner_text()
    assert page.locator(".neck-posture-name").inner_text() == "Right torticaput"
    mark(page, "trapezius/left", "splenius-capitis/left", "scalenus-medius/right")
    page.locator(".neck-part[data-place='semispinalis-capitis/left']").focus()
    page.keyboard.press("Enter")
    assert chosen(page)[1] == {
        "trapezius/left", "splenius-capitis/left", "scalenus-medius/right", "semispinalis-capitis/left",
    }  # fmt: skip
    page.get_by_role("button", name="Compare").click()
    assert judged(page, "trapezius/left").startswith("✓ Trapezius, left: named on this side Right torticaput: opposite")
    assert "About the evidence: Disputed: one teaching site says the same side." in judged(page, "trapezius/left")
    assert "named on the other side Right torticaput: same side, so the right one" in judged(
        page, "splenius-capitis/left"
    )
    assert "not listed for this posture" in judged(page, "scalenus-medius/right")
    assert "Depth: no source yet" in judged(page, "scalenus-medius/right")
    assert "Depth: Third layer" in judged(page, "semispinalis-capitis/left")
    assert page.locator("[data-missed='sternocleidomastoid/left']").count() == 1
    assert page.locator("[data-missed='splenius-capitis/right']").count() == 1
    assert page.locator("[data-missed='trapezius/left']").count() == 0
    mark(page, "trapezius/right")
    assert page.locator(".neck-result").inner_text() == ""  # it no longer fits what is marked


def test_each_posture_accepts_what_its_rows_name(show: Exercise) -> None:
    page = show()
    for number, one in enumerate(presentation_payloads(load_course())):
        page.get_by_label("Posture (8 in all)").select_option(str(number))
        assert page.locator(".neck-posture-words").inner_text() == one["words"]
        assert page.locator(".neck-heads svg").count() == 2
        named = {
            f"{row['region']}/{side}" for row in one["rows"] if row["mark"] in ("same", "opposite", "both")
            for side in row["sides"]
        }  # fmt: skip
        mark(page, *sorted(named))
        page.get_by_role("button", name="Compare").click()
        assert page.locator("[data-verdict=named]").count() == len(named) == page.locator("[data-judged]").count()
        text = page.locator(".neck-result").inner_text()
        assert "units" not in text
        assert "dose" not in text.lower()


def test_by_keyboard_alone(show: Exercise) -> None:
    page = show()
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")
    assert page.locator(".neck-marked").inner_text() == "Mark at least one muscle first."
    page.locator(".neck-part[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    [picture, listed] = chosen(page)
    assert len(picture) == 1
    assert picture == listed
    assert page.locator(".neck-reasoning > [role=status]").inner_text().endswith("marked.")
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-judged]").count() == 1
    page.get_by_role("button", name="Next posture").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Left laterocaput"
    assert chosen(page) == [set(), set()]


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_a_narrow_page_does_not_scroll_sideways(show: Exercise, theme: str, width: int) -> None:
    page = show(theme=theme, width=width)
    assert all(head.is_visible() for head in page.locator(".neck-heads svg").all())
    mark(page, "sternocleidomastoid/left", "splenius-capitis/left")
    page.get_by_role("button", name="Compare").click()
    assert axe_problems(page, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
