"""Lesson 1 in JupyterLab: from "run all" to the last widget drawn."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dystonia_course.bench.lab_page import ROOT, LabPage, browser, lab
from dystonia_course.bench.measurement import CannotMeasureError, Measurement, percentile, spread

LESSON = "01_condition.ipynb"


def measure(runs: int = 3) -> Iterator[Measurement]:
    """Seconds, median of a few runs, each with a fresh kernel and a fresh page."""
    notebook = ROOT / "notebooks" / LESSON
    if not notebook.exists():
        raise CannotMeasureError("The lessons are not here: run this from a copy of the course's folder.")
    seconds, widgets = [], 0
    with browser() as opened:
        for _ in range(runs):
            with tempfile.TemporaryDirectory(prefix="dystonia-bench-") as folder:
                shutil.copy(notebook, folder)
                with lab(Path(folder)) as server:
                    page = LabPage(opened, server, LESSON)
                    result = page.run_all()
                    page.close()
            if result is None:
                raise CannotMeasureError("Lesson 1 did not draw all its widgets within a minute.")
            seconds.append(result["milliseconds"] / 1000)
            widgets = result["widgets"]
    detail = f"{widgets} widgets; {spread(seconds, 's')}"
    yield Measurement("lesson 1, run all to the last widget, median", percentile(seconds, 50), "s", 3, detail)
