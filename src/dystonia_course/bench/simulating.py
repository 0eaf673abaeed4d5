"""The simulators in JupyterLab: first drawing, slider to redraw, beside ipywidgets' `interact` with matplotlib."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from dystonia_course.bench.lab_page import LabPage, Latency, browser, lab, write_notebook
from dystonia_course.bench.measurement import CannotMeasureError, Measurement, p95, percentile

if TYPE_CHECKING:
    from playwright.sync_api import Locator

SAMPLES = 50
WARM_UP = 3
KEYS = ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft")
_OPEN = """
from dystonia_course.content.course import load_course
from dystonia_course.views.explorers import explorer
course = load_course()
explorer("junction", course)
"""
"""A lesson draws other widgets before its first simulator, so one is drawn here, too."""
_DRAW = "explorer({name!r}, course)"
_INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt, numpy as np
from ipywidgets import FloatSlider, interact
from dystonia_course.science.onset import OnsetRates, lytic_fraction
minutes = np.geomspace(1, 100_000, 121)
@interact(k_s=FloatSlider(value=0.001, min=0.0001, max=0.01, step=0.0001, readout_format=".4f"))
def draw(k_s):
    figure, axes = plt.subplots(figsize=(7, 3))
    axes.semilogx(minutes, lytic_fraction(minutes, OnsetRates(0.058, 0.141, 0.013, k_s)))
    plt.show()
"""
"""The curve of the simulator of onset with as many points, drawn anew in the kernel at each step of the slider."""


def measure() -> Iterator[Measurement]:
    """Milliseconds at p95 of 50 key presses for every slider; `interact` in the same page; the ratio of the medians."""
    from dystonia_course.views.simulator import SIMULATORS

    names = list(SIMULATORS)
    with tempfile.TemporaryDirectory(prefix="dystonia-bench-") as folder, browser() as opened:
        cells = [_OPEN, *(_DRAW.format(name=name) for name in names), _INTERACT]
        write_notebook(Path(folder) / "bench.ipynb", cells)
        with lab(Path(folder)) as server:
            page = LabPage(opened, server, "bench.ipynb")
            page.start_cell(0)
            page.wait_until_idle()
            page.page.locator(".junction").wait_for()
            medians = []
            for number, name in enumerate(names, start=1):
                yield _first_drawing(page, number, name)
                latencies = _slides(page, name)
                yield p95(f"simulator {name}, slider to redraw, change", [one.change for one in latencies], 5)
                yield p95(f"simulator {name}, slider to redraw, paint", [one.paint for one in latencies], 34)
                medians.append(percentile([one.change for one in latencies], 50))
            if find_spec("matplotlib") is None:
                raise CannotMeasureError("matplotlib is not installed, so the simulators stand here without interact.")
            page.start_cell(len(cells) - 1)
            page.page.locator(f"{_PICTURE} img").wait_for()
            compared = _presses(page, page.page.locator(".widget-interact [role=slider]").first, _PICTURE)
            yield p95("ipywidgets interact with matplotlib, change", [one.change for one in compared])
            yield p95("ipywidgets interact with matplotlib, paint", [one.paint for one in compared])
            ratio = percentile([one.change for one in compared], 50) / max(medians)
            yield Measurement("interact, times as long as the slowest simulator (medians, change)", ratio, "x")
            page.close()


def _first_drawing(page: LabPage, cell: int, name: str) -> Measurement:
    """From running the cell to the simulator on the page: the kernel's part and the browser's."""
    seconds = page.first_drawing(cell, f".dcs-{name} svg .dc-tick, .dcs-{name} svg .dc-lane-value")
    return Measurement(f"simulator {name}, run the cell to the first drawing", seconds, "s", 0.5)


def _slides(page: LabPage, name: str) -> list[Latency]:
    """Every slider of the simulator in turn, the same number of presses each."""
    root = page.page.locator(f".dcs-{name}")
    root.get_by_role("button", name="Show it without a guess").click()
    sliders = root.locator(".dcs-controls .dcs-range:visible:enabled").all()
    watched = f".dcs-{name} {'.dcs-law' if name == 'serotypes' else '.dcs-stage'}"
    return [one for slider in sliders for one in _presses(page, slider, watched, SAMPLES // len(sliders))]


def _presses(page: LabPage, slider: Locator, watched: str, samples: int = SAMPLES) -> list[Latency]:
    slider.scroll_into_view_if_needed()
    slider.focus()
    return [page.press(key, watched) for key in islice(cycle(KEYS), WARM_UP + samples)][WARM_UP:]


_PICTURE = ".widget-interact .jp-OutputArea"
