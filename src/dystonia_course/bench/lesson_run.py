"""Lessons in JupyterLab, from "run all" to the last widget drawn; and one run without a page, as for storing it."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from dystonia_course.bench.lab_page import ROOT, LabPage, browser, lab
from dystonia_course.bench.measurement import CannotMeasureError, Measurement, percentile, spread

LESSONS = {"01_condition": 3.0, "03_procedure": None, "04_outcomes": None}
"""Notebook, and the seconds below which it must stay."""
TO_STORE = "04_outcomes"


def measure(runs: int = 3) -> Iterator[Measurement]:
    """Seconds, median of a few runs, each with a fresh kernel and a fresh page; then the seconds of one `execute`."""
    with browser() as opened:
        for name, limit in LESSONS.items():
            notebook = _notebook(name)
            seconds, widgets = [], 0
            for _ in range(runs):
                with tempfile.TemporaryDirectory(prefix="dystonia-bench-") as folder:
                    shutil.copy(notebook, folder)
                    with lab(Path(folder)) as server:
                        page = LabPage(opened, server, notebook.name)
                        result = page.run_all()
                        page.close()
                if result is None:
                    raise CannotMeasureError(f"{name} did not draw all its widgets within a minute.")
                seconds.append(result["milliseconds"] / 1000)
                widgets = result["widgets"]
            detail = f"{widgets} widgets; {spread(seconds, 's')}"
            yield Measurement(
                f"{name}, run all to the last widget, median", percentile(seconds, 50), "s", limit, detail
            )
    yield _execute(_notebook(TO_STORE))


def _notebook(name: str) -> Path:
    notebook = ROOT / "notebooks" / f"{name}.ipynb"
    if not notebook.exists():
        raise CannotMeasureError("The lessons are not here: run this from a copy of the course's folder.")
    return notebook


def _execute(notebook: Path) -> Measurement:
    """The whole notebook in a fresh kernel, as `execute` runs it before storing; nothing is written."""
    from dystonia_course.editions.notebooks import run_notebook

    begun = time.perf_counter()
    run_notebook(notebook)
    return Measurement(f"{notebook.stem}, execute", time.perf_counter() - begun, "s", 30)
