"""What the tests of the simulators do with a page that shows one: open it, guess, read the drawing back as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dystonia_course.content.course import load_course
from dystonia_course.views.simulator import SIMULATORS
from dystonia_course.views.standalone import standalone_page

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SKIPPED = {"skipped": True}


def open_simulator(
    new_page: Callable[..., Page],
    folder: Path,
    name: str,
    *,
    settings: dict[str, Any] | None = None,
    guess: dict[str, Any] | None = None,
    theme: str = "light",
    width: int = 1280,
    height: int = 1000,
) -> Page:
    """A page without a kernel that shows the simulator. `settings` means that the model is shown at once."""
    widget = SIMULATORS[name](load_course())
    if settings is not None:
        widget.settings = {**widget.content["start"], **settings}
        widget.guess = SKIPPED
    if guess is not None:
        widget.guess = guess
    file = folder / f"{name}-{theme}.html"
    file.write_text(standalone_page([widget], theme=theme), encoding="utf-8")  # type: ignore[arg-type]
    page = new_page(viewport={"width": width, "height": height})
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-dc-ready=true]", state="attached")
    return page


def slider(page: Page, key: str) -> Locator:
    """The slider of this setting, or `guess-0` and so on."""
    return page.locator(f".simulator [data-key={key}]")


def reveal(page: Page) -> None:
    """Press the button that shows the model."""
    page.locator(".in-predict button.primary").click()


def summary(page: Page) -> str:
    """The sentence that follows the sliders."""
    return page.locator(".dcs-summary").inner_text()


class Drawn:
    """One chart of the page, read back through the ticks that a reader sees."""

    def __init__(self, page: Page, chart: str, x_ticks: dict[str, float], *, log: bool = False) -> None:
        """`x_ticks` says what two or more labels of the x axis mean; the y axis is in per cent."""
        self.node = page.locator(f".{chart}")
        labels = self.node.locator("text.dc-tick").evaluate_all(
            "nodes => nodes.map(node => [node.textContent, +node.getAttribute('x'), +node.getAttribute('y')])"
        )
        notches = self.node.locator(".dc-notch").evaluate_all("nodes => nodes.map(node => +node.getAttribute('x1'))")
        grid = self.node.locator(".dc-grid, .dc-base").evaluate_all("nodes => nodes.map(n => +n.getAttribute('y1'))")
        ys = [float(words[:-1]) / 100 for words, _, _ in labels[: len(grid)]]
        self.y = _line(grid, ys)
        named = [words for words, _, _ in labels[len(grid) :]]
        self.log = log
        places = [(place, x_ticks[words]) for words, place in zip(named, notches, strict=True) if words in x_ticks]
        self.x = _line([place for place, _ in places], [np.log(v) if log else v for _, v in places])

    def line(self, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The points of a line as numbers."""
        d = self.node.locator(f"path.dc-line.{name}").first.get_attribute("d") or ""
        return self._numbers(d)

    def band(self, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """A band as x, lower edge, upper edge."""
        d = self.node.locator(f"path.dc-band.{name}").last.get_attribute("d") or ""
        x, y = self._numbers(d)
        half = len(x) // 2
        return x[:half], y[half:][::-1], y[:half]

    def point(self, name: str) -> tuple[float, float]:
        """Where the point with this id stands."""
        transform = self.node.locator(f"[data-point='{name}'] path[transform]").get_attribute("transform") or ""
        place = [float(number) for number in re.findall(r"[-\d.]+", transform)]
        x, y = self._scaled(np.asarray([place]))
        return float(x[0]), float(y[0])

    def _numbers(self, d: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return self._scaled(
            np.asarray([[float(n) for n in pair] for pair in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", d)])
        )

    def _scaled(self, places: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        x = self.x(places[:, 0])
        return (np.exp(x) if self.log else x), self.y(places[:, 1])


def _line(places: Sequence[float], values: Sequence[float]) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """The straight line through ticks; they must all lie on it."""
    slope, offset = np.polyfit(places, values, 1)
    assert len(values) > 1
    assert np.allclose(np.polyval([slope, offset], places), values, atol=2e-3 * (max(values) - min(values)))
    assert all(a != b for a, b in pairwise(places))
    return lambda at: np.asarray(np.polyval([slope, offset], at))
