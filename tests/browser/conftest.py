"""A real Chromium, a real JupyterLab and a real Notebook 7 for the browser tests, each started once.

Where no Chromium is found, every test in this folder is skipped and one line at the end says so. With
DYSTONIA_COURSE_REQUIRE_BROWSER=1 in the environment that is a failure instead.

What a test uses (`jupyter_pages.py` is beside this file):

    from jupyter_pages import cells, new_notebook, open_notebook, run_all

    def test_something(page, lab):
        name = new_notebook(lab, ["1 + 1"])       # or the name of a notebook of the course
        open_notebook(page, lab, name)
        run_all(page)
        assert cells(page) == [("code", "1 + 1")]

`page` fails the test at its end if the page wrote an error to the console or asked another host for anything.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from jupyter_pages import PATIENCE, Server

from dystonia_course.bench.lab_page import BROWSER_ARGUMENTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
LONGEST = (
    "test_lessons.py",
    "test_questions_notebook.py",
    "test_simulators_page.py",
    "test_lab_defaults.py",
    "test_questions_page.py",
    "test_junction_page.py",
    "test_tables.py",
    "test_learning_notebook.py",
)
REQUIRED = os.environ.get("DYSTONIA_COURSE_REQUIRE_BROWSER") == "1"


# ---------------------------------------------------------------------------------------------------- Chromium


def _find_chromium() -> str | None:
    """The path of a Chromium or Chrome on this machine, or None."""
    if os.environ.get("DYSTONIA_COURSE_CHROMIUM"):
        return os.environ["DYSTONIA_COURSE_CHROMIUM"]
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"):
        if path := shutil.which(name):
            return path
    return None


def _why_no_browser() -> str | None:
    """A sentence that says what is missing, or None when the browser tests can run."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "Playwright is not installed (install the 'test' extra)"
    if _find_chromium() is None:
        return "no Chromium was found (on Debian: apt-get install chromium)"
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what is in this folder last and mark it; skip it, or let it fail, where there is no browser.

    Last, because Playwright keeps an event loop running in the main thread until the session ends. The files that take
    longest come first in it, so that no process is left with one of them when the others have ended.
    """
    missing = _why_no_browser()
    here = [item for item in items if HERE in Path(item.path).parents]
    here.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))
    items[:] = [item for item in items if HERE not in Path(item.path).parents] + here
    for item in here:
        item.add_marker(pytest.mark.browser)
        if missing and not REQUIRED:
            item.add_marker(pytest.mark.skip(reason=f"Browser tests were skipped: {missing}."))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    if missing := _why_no_browser():
        pytest.fail(f"The browser tests must run here, but {missing}.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_find_chromium(), headless=True, args=BROWSER_ARGUMENTS, timeout=PATIENCE
        )
        yield browser
        browser.close()


# ------------------------------------------------------------------------------------------------------- pages


@dataclass
class PageLog:
    """What a test's pages did that they should not do."""

    errors: list[str] = field(default_factory=list)
    """Messages of level "error" on the console, and uncaught exceptions."""
    foreign: list[str] = field(default_factory=list)
    """Addresses of requests that went to another host."""
    expected: list[str] = field(default_factory=list)
    """Regular expressions of console errors that the test provokes on purpose."""

    def watch(self, page: Page) -> None:
        """Note everything that `page` does from now on."""
        page.on("console", lambda message: self._console(message.type, message.text, message.location))
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error} {error.stack}"))
        page.on("request", lambda request: self._request(request.url))

    def _console(self, level: str, text: str, location: Mapping[str, object]) -> None:
        if level == "error":
            self.errors.append(f"{text} ({location.get('url', '')})")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("127.0.0.1", "localhost"):
            self.foreign.append(url)

    def unexpected(self) -> list[str]:
        """Errors that are neither expected by the test nor JupyterLab's own."""
        known = [*HOST_NOISE, *self.expected]
        return [error for error in self.errors if not any(re.search(pattern, error) for pattern in known)]


HOST_NOISE: list[str] = [
    r"/api/workspaces/",  # a workspace that does not exist yet is asked for, and the 404 is logged by the browser
    r"favicon",
    # anywidget gives a module two seconds, which an overloaded machine may miss; the widget is drawn all the same, but
    # hears nothing more from the kernel until the page is loaded again
    r"(?s)\[anywidget\] Failed to initialize model.*AbortSignal",
    r"Could not restore the debugger state",  # JupyterLab, when a kernel is restarted at once after a page load
    # JupyterLab, when a kernel is restarted before it has answered what JupyterLab itself asked after a page load
    r"Canceled future for (create_subshell|delete_subshell|list_subshell|comm_info|kernel_info)_request message",
    r"(?s)reading 'schema'.*/static/notebook/",  # Notebook 7.6 reads a setting before its schema has come
]


@pytest.fixture
def page_log() -> PageLog:
    """The record of the console errors and foreign requests of this test's pages."""
    return PageLog()


@pytest.fixture
def new_page(chromium: Browser, page_log: PageLog) -> Iterator[Callable[..., Page]]:
    """A function that opens a page: `new_page(viewport={"width": 320, "height": 700}, color_scheme="dark")`."""
    contexts = []

    def open_page(**options: object) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 1000})
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page_log.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    for server in _running:
        server.tidy()
    assert page_log.foreign == []
    assert page_log.unexpected() == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One page, 1280 by 1000."""
    return new_page()


# ----------------------------------------------------------------------------------------------------- servers


_running: list[Server] = []

# A test process that is ended from outside closes this pipe and nothing else.
ENDS_WITH_US = """
import os, runpy, signal, sys, threading
def end():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
threading.Thread(target=end, daemon=True).start()
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""


@contextlib.contextmanager
def _serve(kind: str, folder: Path) -> Iterator[Server]:
    root, home, state = folder / "course", folder / "home", folder / "state"
    for path in (root, home, state):
        path.mkdir()
    for notebook in sorted((REPOSITORY / "notebooks").glob("*.ipynb")):
        shutil.copy(notebook, root / notebook.name)
    server = Server(kind, "", root, home, state / "settings")
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_DATA_DIR": str(state / "data"),
        "JUPYTER_RUNTIME_DIR": str(state / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(server.settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        "IPYTHONDIR": str(state / "ipython"),
        "DYSTONIA_COURSE_HOME": str(home),
    }
    if (REPOSITORY / "jupyter").is_dir():
        environment["JUPYTER_CONFIG_PATH"] = str(REPOSITORY / "jupyter")
    module, application = ("jupyterlab", "LabApp") if kind == "lab" else ("notebook", "JupyterNotebookApp")
    command = [
        *(sys.executable, "-c", ENDS_WITH_US, module, "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"),
        *("--IdentityProvider.token=", f"--ServerApp.root_dir={root}", "--ServerApp.disable_check_xsrf=True"),
        f"--{application}.expose_app_in_browser=True",
    ]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_it_answers(server, process, folder / "server.log")
        _running.append(server)
        yield server
    finally:
        if server in _running:
            _running.remove(server)
        _stop(process)


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    notes = server.settings.parent / "runtime" / f"jpserver-{process.pid}.json"  # with the port that it chose
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError, ValueError, KeyError):
            server.url = json.loads(notes.read_text(encoding="utf-8"))["url"].rstrip("/")
            server.ask("/api/status")
            return
        time.sleep(0.1)
    pytest.fail(f"{server.kind} did not start: {log.read_text(errors='replace')[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for number, seconds in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
            break
    if process.stdin:
        process.stdin.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running JupyterLab."""
    with _serve("lab", tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="session")
def notebook7(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running Notebook 7."""
    with _serve("notebook7", tmp_path_factory.mktemp("notebook7")) as server:
        yield server
