"""A notebook open in a real JupyterLab in a real Chromium, with stopwatches in the page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dystonia_course.bench.lab_server import LabServer, LabStartError, running_lab
from dystonia_course.bench.measurement import CannotMeasureError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[3]
"""The checkout, where the package is used from one."""
PATIENCE_MS = 60_000
_PANEL = "window.jupyterapp.shell.currentWidget"
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def find_chromium() -> str:
    """The path of a Chromium or Chrome on this machine. Raises CannotMeasureError."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    for found in (os.environ.get("DYSTONIA_COURSE_CHROMIUM"), *map(shutil.which, names)):
        if found:
            return found
    raise CannotMeasureError("No Chromium was found (on Debian: apt-get install chromium).")


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium. Raises CannotMeasureError where Playwright or Chromium is missing."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise CannotMeasureError("Playwright is not installed (it is in the 'test' extra).") from error
    path = find_chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, headless=True, args=BROWSER_ARGUMENTS)
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def lab(root: Path) -> Iterator[LabServer]:
    """A JupyterLab on the folder `root` with the course's own settings. Raises CannotMeasureError."""
    settings = ROOT / "jupyter"
    try:
        with running_lab(root, settings=settings if settings.is_dir() else None) as server:
            yield server
    except LabStartError as error:
        raise CannotMeasureError(str(error)) from error


def write_notebook(file: Path, sources: Sequence[str]) -> None:
    """A notebook of code cells, to be run by this interpreter's kernel."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_notebook

    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, file)


@dataclass(frozen=True)
class Latency:
    """Milliseconds from an event: to the first change, to the second frame after it, to the end of what it began."""

    change: float
    paint: float
    done: float | None


class LabPage:
    """The page of one open notebook."""

    def __init__(self, opened: Browser, server: LabServer, notebook: str) -> None:
        """Open `notebook` and wait until its kernel is idle."""
        self.page: Page = opened.new_page(viewport={"width": 1280, "height": 1000})
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.goto(server.notebook(notebook))
        self.wait_until_idle()
        self.page.evaluate(Path(__file__).with_name("latency.js").read_text(encoding="utf-8"))

    def wait_until_idle(self) -> None:
        """Wait until the notebook is drawn and its kernel has nothing to do."""
        self.page.wait_for_function(
            f"() => window.jupyterapp && {_PANEL}?.content?.model && {_PANEL}.sessionContext?.isReady"
            f" && {_PANEL}.sessionContext.session?.kernel?.status === 'idle'"
        )

    def start_cell(self, number: int) -> None:
        """Run the cell at this place, from 0, and do not wait for it."""
        self.page.evaluate(
            f"(number) => {{ {_PANEL}.content.activeCellIndex = number;"
            " window.jupyterapp.commands.execute('notebook:run-cell'); }",
            number,
        )

    def interrupt(self) -> None:
        """Interrupt the running cell and wait until the kernel is idle."""
        self.page.evaluate(f"() => {_PANEL}.sessionContext.session.kernel.interrupt()")
        self.wait_until_idle()

    def run_all(self, patience_ms: float = PATIENCE_MS) -> dict[str, Any] | None:
        """Run every cell: `milliseconds` until the last widget is drawn and the number of `widgets`; None if never."""
        result: dict[str, Any] | None = self.page.evaluate("(patience) => window.benchRunAll(patience)", patience_ms)
        return result

    def arm(self, event: str, watch: str, until: str | None = None) -> None:
        """Start a stopwatch at the next `event`; `watch` and `until` are selectors (see latency.js)."""
        self.page.evaluate("(options) => window.benchArm(options)", {"event": event, "watch": watch, "until": until})

    def stopped(self) -> Latency:
        """What the stopwatch says, once it has. Raises CannotMeasureError if nothing happened."""
        result = self.page.evaluate("() => window.benchResult")
        if result is None:
            raise CannotMeasureError("The page did not change after a click.")
        return Latency(**result)

    def press(self, key: str, watch: str, event: str = "keydown") -> Latency:
        """Press a key where the focus is, and say how long after `event` `watch` took to change."""
        self.page.wait_for_timeout(60)  # what the last one began is painted before the stopwatch is armed
        self.arm(event, watch)
        self.page.keyboard.press(key)
        return self.stopped()

    def first_drawing(self, cell: int, selector: str) -> float:
        """Seconds from running the cell at this place to `selector` on the page and painted."""
        milliseconds: float = self.page.evaluate(
            """async ([number, selector]) => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                notebook.activeCellIndex = number;
                const start = performance.now();
                window.jupyterapp.commands.execute("notebook:run-cell");
                while (!document.querySelector(selector)) await new Promise(requestAnimationFrame);
                await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
                return performance.now() - start;
            }""",
            [cell, selector],
        )
        self.wait_until_idle()
        return milliseconds / 1000

    def close(self) -> None:
        """Close the page."""
        self.page.close()
