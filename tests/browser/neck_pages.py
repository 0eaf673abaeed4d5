"""What the tests of the neck map do with a page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dystonia_course.content.course import load_course
from dystonia_course.views.explorers import explorer
from dystonia_course.views.standalone import standalone_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

VIEWS = ("front", "side", "back", "section_c4", "section_c1")


def open_neck(
    new_page: Callable[..., Page], folder: Path, name: str = "neck", *, theme: str = "light", width: int = 1280
) -> Page:
    """A page without a kernel that shows the map, or the exercise `posture_muscles`."""
    widget = explorer(name, load_course())
    file = folder / f"{name}-{theme}.html"
    file.write_text(standalone_page([widget], theme=theme), encoding="utf-8")  # type: ignore[arg-type]
    page = new_page(viewport={"width": width, "height": 1000})
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-dc-ready=true]", state="attached")
    return page


def show_view(page: Page, view: str) -> None:
    """Choose a view."""
    page.locator(f".neck-views input[value={view}]").check()


def show_layers(page: Page, *shown: str) -> None:
    """Leave only these layers on, by their check boxes."""
    for label in page.locator(".neck-layers label").all():
        label.locator("input").set_checked(label.inner_text().split()[0].lower() in shown)


def drawn(page: Page) -> set[tuple[str, str]]:
    """Region and layer of everything that the present view draws."""
    found = page.locator(".neck-part").evaluate_all(
        "parts => parts.map(part => [part.dataset.region, part.closest('.neck-layer').dataset.layer])"
    )
    return {(region, layer) for region, layer in found}


def panel(page: Page) -> str:
    """What the panel says, as one line."""
    return " ".join(page.locator(".neck-panel").inner_text().split())


def chosen(page: Page) -> list[set[str]]:
    """What is chosen in the picture, and what in the list."""
    picture = page.locator(".neck-part[aria-pressed=true]").evaluate_all("parts => parts.map(p => p.dataset.place)")
    listed = page.locator("[data-choose][aria-pressed=true]").evaluate_all("all => all.map(b => b.dataset.choose)")
    return [set(picture), set(listed)]
