"""A fresh clone, and the one command in it: to JupyterLab answering, again when installed, and all tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dystonia_course.bench.lab_page import ROOT
from dystonia_course.bench.measurement import CannotMeasureError, Measurement

PATIENCE = 300
TEST_PATIENCE = 3600


def measure(*, start: bool = True, tests: bool = False) -> Iterator[Measurement]:
    """Seconds from the command to the first page answering, in a clone of what is committed; then the whole tests."""
    with _clone() as folder:
        if start:
            first = _start(folder)
            yield Measurement("start.py in a fresh clone, to JupyterLab answering", first, "s", 30)
            yield Measurement("start.py again, to JupyterLab answering", _start(folder), "s", 5)
        if tests:
            yield _tests(folder)


@contextmanager
def _clone() -> Iterator[Path]:
    if not (ROOT / "start.py").exists() or not (ROOT / ".git").exists():
        raise CannotMeasureError("There is no repository here to clone.")
    with tempfile.TemporaryDirectory(prefix="dystonia-bench-", ignore_cleanup_errors=True) as folder:
        clone = Path(folder) / "course"
        done = subprocess.run(
            ["git", "clone", "-q", str(ROOT), str(clone)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CannotMeasureError(f"The repository could not be cloned: {_last_line(done.stderr)}")
        yield clone


def _environment(folder: Path) -> dict[str, str]:
    """Ours without what belongs to the environment that the bench itself runs in."""
    ours = {
        "VIRTUAL_ENV",
        "PYTHONPATH",
        "PYTHONHOME",
        "JUPYTER_CONFIG_PATH",
        "JUPYTER_TOKEN",
        "DYSTONIA_COURSE_CONTENT",
    }
    here = str(Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin"))
    path = os.pathsep.join(part for part in os.environ.get("PATH", "").split(os.pathsep) if part != here)
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "PATH": path, "DYSTONIA_COURSE_HOME": str(folder.parent / "answers")}


def _python() -> str:
    return getattr(sys, "_base_executable", None) or sys.executable


def _start(folder: Path) -> float:
    """Start the course in `folder`, wait for its first page, stop it; seconds up to the page."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [_python(), "start.py", "--no-browser", "--port", "9300"],
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    said: list[str] = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.strip())
            if "token=" in line:
                with urllib.request.urlopen(line.strip(), timeout=20) as page:
                    page.read()
                return time.monotonic() - begun
        raise CannotMeasureError(f"start.py did not open the course: {_last_line(' / '.join(filter(None, said)))}")
    finally:
        timer.cancel()
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _tests(folder: Path) -> Measurement:
    begun = time.monotonic()
    done = subprocess.run(
        [_python(), "start.py", "test"],
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TEST_PATIENCE,
        check=False,
    )
    minutes = (time.monotonic() - begun) / 60
    detail = f"exit code {done.returncode}: {_last_line(done.stdout)}"
    return Measurement("start.py test, with the installation of its tools", minutes, "min", 10, detail)


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
