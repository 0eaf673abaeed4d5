"""What holds for every test run, also for a run over `notebooks/` alone.

Nothing that a test or a notebook does may touch the answers, the settings or the IPython profile of the person who
runs the tests, so the folders for those are empty ones of this run. The table of the type B trial, which is not kept in
this repository, is looked for in the folders beside it; where it is not there, it is fetched from its public home.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_FOLDERS = {
    "DYSTONIA_COURSE_HOME": "answers",
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "jupyter-config",
    "JUPYTER_DATA_DIR": "jupyter-data",
    "JUPYTER_RUNTIME_DIR": "jupyter-runtime",
}
_TRIAL = {"DYSTONIA_COURSE_DATA": "*/data/cdystonia.csv"}
_FOLDER = pytest.StashKey[Path]()
_BEFORE = pytest.StashKey[dict[str, str | None]]()


def pytest_configure(config: pytest.Config) -> None:
    """Point the folders at a temporary place, for this process and every kernel and server that it starts."""
    folder = Path(tempfile.mkdtemp(prefix="dystonia-course-tests-"))
    config.stash[_FOLDER] = folder
    config.stash[_BEFORE] = {name: os.environ.get(name) for name in [*_FOLDERS, *_TRIAL]}
    for name, pattern in _TRIAL.items():
        for path in sorted(Path(__file__).parents[1].glob(pattern)):
            os.environ.setdefault(name, str(path.parent))
    for name, place in _FOLDERS.items():
        (folder / place).mkdir()
        os.environ[name] = str(folder / place)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The one line about skipped browser tests, which may have been skipped in other processes than this one."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = {report.longrepr[2] for report in reports if isinstance(report.longrepr, tuple)}
    for reason in sorted(reasons):
        if "Browser tests were skipped" in reason:
            terminalreporter.write_line(reason.removeprefix("Skipped: "), yellow=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Put the environment back and remove what the run left."""
    for name, value in config.stash[_BEFORE].items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)
