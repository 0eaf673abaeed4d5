"""What the browser tests do with a Jupyter page: open a notebook, run it, look at its cells."""

from __future__ import annotations

import datetime
import json
import shutil
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 30_000  # milliseconds to wait for JupyterLab to do something


@dataclass
class Server:
    """A running Jupyter server on a temporary copy of the course's notebooks."""

    kind: str
    """"lab" or "notebook7"."""
    url: str
    """Without a slash at the end."""
    root: Path
    """The folder whose notebooks it shows."""
    home: Path
    """DYSTONIA_COURSE_HOME of its kernels: where `answers.sqlite` is."""
    settings: Path
    """Where the front end keeps the user's settings."""

    def address(self, name: str) -> str:
        """The page that shows the notebook `name`."""
        return f"{self.url}/lab/tree/{name}?reset" if self.kind == "lab" else f"{self.url}/notebooks/{name}"

    def tidy(self) -> None:
        """Stop all kernels and forget settings that a test made (a theme, for example)."""
        for session in self.ask("/api/sessions"):
            self.ask(f"/api/sessions/{session['id']}", "DELETE")
        shutil.rmtree(self.settings, ignore_errors=True)

    def ask(self, path: str, method: str = "GET") -> Any:  # noqa: ANN401 - whatever JSON the server sends
        """One request to the server's own interface."""
        request = urllib.request.Request(self.url + path, method=method)
        with urllib.request.urlopen(request, timeout=20) as reply:
            body = reply.read()
        return json.loads(body) if body else None


_PANEL = "window.jupyterapp.shell.currentWidget"
_serial = 0


def new_notebook(server: Server, sources: list[str], *, markdown_first: str | None = None) -> str:
    """Write a notebook of code cells into the server's root; returns its name."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell
    from nbformat.v4 import new_notebook as empty

    global _serial
    _serial += 1
    parts = [new_markdown_cell(markdown_first)] if markdown_first else []
    parts += [new_code_cell(source) for source in sources]
    for number, cell in enumerate(parts):
        cell["id"] = f"cell-{number}"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    name = f"made-{_serial}.ipynb"
    nbformat.write(empty(cells=parts, metadata=kernel), server.root / name)
    return name


def open_notebook(page: Page, server: Server, name: str) -> None:
    """Open a notebook and wait until its kernel is idle."""
    page.goto(server.address(name))
    wait_for_kernel(page)


def wait_for_kernel(page: Page) -> None:
    """Wait until the notebook on the page is drawn and its kernel is idle."""
    page.wait_for_function(
        f"() => window.jupyterapp && {_PANEL} && {_PANEL}.content && {_PANEL}.content.model"
        f" && {_PANEL}.sessionContext && {_PANEL}.sessionContext.isReady"
        f" && {_PANEL}.sessionContext.session?.kernel?.status === 'idle'"
    )


def run_all(page: Page) -> None:
    """Choose Run, Run All Cells in the menu, and wait until the last cell has run."""
    page.evaluate(_HEAR_THE_RUN)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function("() => window.ranAllCells", timeout=4 * PATIENCE)
    page.wait_for_function(
        f"() => !({_running_cells}) && {_PANEL}.sessionContext.session.kernel.status === 'idle'", timeout=4 * PATIENCE
    )


# The menu hands the run on to this command, whose promise is kept when the last cell has answered.
_HEAR_THE_RUN = """() => {
    window.ranAllCells = false;
    const { commandExecuted } = window.jupyterapp.commands;
    const heard = (_, { id, result }) => {
        if (id !== "notebook:run-all-cells") return;
        commandExecuted.disconnect(heard);
        result.finally(() => { window.ranAllCells = true; });
    };
    commandExecuted.connect(heard);
}"""

_running_cells = (
    f"[...{_PANEL}.content.model.cells].some(cell => cell.type === 'code' && cell.executionState === 'running')"
)


def running(page: Page) -> bool:
    """Whether a cell of the notebook on the page is running or waiting to."""
    return bool(page.evaluate(f"() => {_running_cells}"))


def cells(page: Page) -> list[tuple[str, str]]:
    """Type and source of every cell of the notebook on the page, from the front end's own model."""
    found = page.evaluate(f"() => [...{_PANEL}.content.model.cells].map(c => [c.type, c.sharedModel.getSource()])")
    return [(kind, source) for kind, source in found]


def save(page: Page) -> None:
    """Save the notebook on the page."""
    page.evaluate(f"() => {_PANEL}.context.save()")


def restart_kernel(page: Page) -> None:
    """Restart the kernel of the notebook on the page and wait until it is idle."""
    page.evaluate(f"() => {_PANEL}.sessionContext.session.kernel.restart()")
    wait_for_kernel(page)


def set_theme(page: Page, theme: Literal["light", "dark"]) -> None:
    """Let the system ask for "light" or "dark", which the course's settings make JupyterLab follow; wait for it."""
    page.emulate_media(color_scheme=theme)
    light = "true" if theme == "light" else "false"
    page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Wait until something outside of the page is so, for instance in the file of answers."""
    end = time.monotonic() + PATIENCE / 1000
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        page.wait_for_timeout(50)


def two_frames(page: Page) -> None:
    """Wait until what the page is about to draw is drawn, and those who watch its sizes have been told."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def wait_until_still(page: Page) -> None:
    """Wait until no colour fades and nothing moves any more, except what never stops."""
    page.wait_for_function(
        "() => document.getAnimations().every((one) => one.playState !== 'running'"
        " || one.effect.getComputedTiming().endTime === Infinity)"
    )


def wait_until_quiet(page: Page) -> None:
    """Wait until nothing has changed in the notebook on the page for half a second, and nothing moves."""
    page.evaluate(
        """() => new Promise((done) => {
            const end = () => { changes.disconnect(); done(); };
            let timer = setTimeout(end, 500);
            const changes = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(end, 500); });
            const watched = { subtree: true, childList: true, characterData: true };
            changes.observe(document.querySelector(".jp-Notebook"), watched);
        })"""
    )
    wait_until_still(page)


def stop_the_clock(page: Page) -> None:
    """Let the page's time stand still until `page.clock.run_for(milliseconds)`, however slow the machine is."""
    page.clock.install()
    page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(hours=1))


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that a theme decides; all others ask for the same elements in each."""


def axe_problems(page: Page, selector: str, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds serious or critical inside `selector`, one line a node; by all rules or only these."""
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = Axe().run(page, context={"include": [[selector]]}, options=options).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:200]}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
