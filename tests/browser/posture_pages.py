"""What the tests of the posture explorer do with a page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dystonia_course.content.course import load_course
from dystonia_course.science import posture as model
from dystonia_course.science.posture import Posture
from dystonia_course.views.explorers import explorer
from dystonia_course.views.posture_practice import angles
from dystonia_course.views.standalone import standalone_page

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

LIMITS = {
    "neck_rotation_deg": model.NECK_ROTATION_LIMIT_DEG,
    "neck_tilt_deg": model.NECK_TILT_LIMIT_DEG,
    "neck_flexion_deg": model.NECK_FLEXION_LIMIT_DEG,
    "head_rotation_deg": model.HEAD_ROTATION_LIMIT_DEG,
    "head_tilt_deg": model.HEAD_TILT_LIMIT_DEG,
    "head_flexion_deg": model.HEAD_FLEXION_LIMIT_DEG,
}
NEUTRAL = Posture()


def open_explorer(
    new_page: Callable[..., Page],
    folder: Path,
    posture: Posture = NEUTRAL,
    *,
    theme: str = "light",
    width: int = 1280,
    height: int = 1000,
    count: int = 1,
) -> Page:
    """A page without a kernel that shows the explorer (or `count` of them), written into `folder`."""
    widgets = [explorer("postures", load_course()) for _ in range(count)]
    for widget in widgets:
        widget.posture = angles(posture)
    file = folder / f"explorer-{theme}.html"
    file.write_text(standalone_page(widgets, theme=theme), encoding="utf-8")  # type: ignore[arg-type]
    page = new_page(viewport={"width": width, "height": height})
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-dc-ready=true]", state="attached")
    return page


def slider(page: Page, angle: str) -> Locator:
    """The slider of this angle, or `lateral_shift`, `sagittal_shift`."""
    return page.locator(f"[data-angle={angle}]")


def name(page: Page) -> str:
    """The name that the page gives to the posture."""
    return page.locator(".dcp-name").inner_text()


def drawing(page: Page, view: str) -> list[str]:
    """Every path of one view."""
    return page.locator(f".posture-{view} path").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")


def set_angles(page: Page, posture: Posture) -> None:
    """Put all six sliders."""
    for angle, value in asdict(posture).items():
        slider(page, angle).fill(str(value))
