"""The neck map and the forest plot in JupyterLab: first drawing, choosing a region, taking a trial out and in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from dystonia_course.bench.lab_page import LabPage, Latency, browser, lab, write_notebook
from dystonia_course.bench.measurement import Measurement, p95

SAMPLES = 50
WARM_UP = 3
_OPEN = """
from dystonia_course.content.course import load_course
from dystonia_course.views.explorers import explorer
course = load_course()
explorer("postures", course)
"""
"""A lesson draws other widgets before these, so one is drawn here, too."""


def measure() -> Iterator[Measurement]:
    """Seconds to the first drawing, and milliseconds at p95 of 50."""
    with tempfile.TemporaryDirectory(prefix="dystonia-bench-") as folder, browser() as opened:
        write_notebook(Path(folder) / "bench.ipynb", [_OPEN, *(f"explorer({n!r}, course)" for n in _PARTS)])
        with lab(Path(folder)) as server:
            page = LabPage(opened, server, "bench.ipynb")
            page.start_cell(0)
            page.wait_until_idle()
            page.page.locator(".posture").wait_for()
            for number, (name, part) in enumerate(_PARTS.items(), start=1):
                words, drawn, watched, step = part
                seconds = page.first_drawing(number, drawn)
                yield Measurement(f"explorer {name}, run the cell to the first drawing", seconds, "s", 0.5)
                latencies = [step(page, turn, watched) for turn in range(WARM_UP + SAMPLES)][WARM_UP:]
                yield p95(f"{words}, change", [one.change for one in latencies], 5)
                yield p95(f"{words}, paint", [one.paint for one in latencies], 34)
            page.close()


def _next_region(page: LabPage, turn: int, watched: str) -> Latency:
    """Go to another region with the arrow keys, then choose it: the panel beside the map changes."""
    if turn == 0:
        page.page.locator(".neck-part[tabindex='0']").focus()
    page.page.keyboard.press("ArrowDown" if turn // 5 % 2 else "ArrowUp")
    return page.press("Enter", watched)


def _tick(page: LabPage, turn: int, watched: str) -> Latency:
    """Take a trial out of the pool, or put it back: the plot is drawn anew.

    A box is ticked when the key comes up, which is when the browser clicks it: what passes before is the finger's.
    """
    page.page.locator(".forest-explorer input[data-row]").nth(turn // 2 % 3).focus()
    return page.press("Space", watched, "click")


_PARTS = {
    "neck": ("neck map, choose a region", ".neck .neck-picture .neck-part", ".neck .neck-main", _next_region),
    "forest": ("forest plot, take a trial out or in", ".forest-explorer tr.pooled", ".forest-explorer", _tick),
}
"""The explorer's name; what is measured, what is on the page once it is drawn, what changes, and one step of it."""
