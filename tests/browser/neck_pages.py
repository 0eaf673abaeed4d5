"""What the tests of the neck map do with a page that shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dystonia_course.content.course import load_course
from dystonia_course.views.explorers import explorer
from dystonia_course.views.standalone import standalone_page

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

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


_UNMET = """(root, layers) => {
  const picture = root.querySelector('.neck-picture');
  const frame = root.querySelector('.neck-frame');
  picture.scrollIntoView({ block: 'start' });
  return [...picture.querySelectorAll('.neck-part[role=button]')].flatMap((part) => {
    if (layers && !layers.includes(part.closest('.neck-layer').dataset.layer)) return [];
    const place = part.dataset.place;
    frame.scrollLeft += (picture.targetOf(place)?.x ?? 0) - frame.getBoundingClientRect().left - frame.clientWidth / 2;
    const middle = picture.targetOf(place);
    if (!middle) return [place];
    for (let dy = -12; dy <= 12; dy += 3) for (let dx = -12; dx <= 12; dx += 3) {
      const [clientX, clientY] = [middle.x + dx, middle.y + dy];
      const target = document.elementFromPoint(clientX, clientY);
      const met = target && picture.contains(target) ? picture.placeAt({ target, clientX, clientY }) : null;
      if (met !== place) return [`${place} at ${dx}, ${dy}: ${met}`];
    }
    return [];
  });
}"""


def unmet(root: Locator, layers: Sequence[str] | None = None) -> list[str]:
    """The regions that can be chosen (of some layers) in whose square of 24 pixels a pointer meets something else."""
    found: list[str] = root.evaluate(_UNMET, None if layers is None else list(layers))
    return found
