"""A JupyterLab (or Notebook 7) of our own on a folder, apart from the user's settings, and its end."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

START_SECONDS = 60
STOP_SECONDS = 15


class LabStartError(Exception):
    """The server did not answer. `str()` is one sentence with the last line that it wrote."""


@dataclass(frozen=True)
class LabServer:
    """A running server: `root` is the folder it shows, `home` the folder with its settings and its log."""

    root: Path
    home: Path
    base: str
    """Address that ends in a slash, such as `http://127.0.0.1:8888/`."""
    token: str
    process: subprocess.Popen[bytes]
    application: str
    """`lab` or `notebook`."""

    def notebook(self, path: str) -> str:
        """The address that opens the notebook `path` (relative to `root`) in a fresh workspace, signed in."""
        place = f"lab/tree/{quote(path)}?reset&" if self.application == "lab" else f"notebooks/{quote(path)}?"
        return f"{self.base}{place}token={self.token}"

    def log(self) -> str:
        """What the server has written so far."""
        return (self.home / "server.log").read_text(encoding="utf-8", errors="replace")


def server_environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a server whose settings, kernels' files and workspaces all lie in `home`."""
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
        "DYSTONIA_COURSE_HOME": "answers",
    }
    environment = {**os.environ, **{name: str(home / folder) for name, folder in folders.items()}, **(extra or {})}
    for name in folders:
        Path(environment[name]).mkdir(parents=True, exist_ok=True)
    return environment


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server and its kernels: ask, wait, then end the whole process group."""
    for ask in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        try:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, ask)
            else:
                process.terminate()
        except ProcessLookupError:
            pass
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def _wait_until_it_answers(process: subprocess.Popen[bytes], home: Path, token: str, seconds: float) -> str:
    log = home / "server.log"
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        for file in (home / "runtime").glob(f"jpserver-{process.pid}.json"):
            try:
                base = str(json.loads(file.read_text(encoding="utf-8"))["url"])
                with urllib.request.urlopen(f"{base}api/status?token={token}", timeout=2) as answer:
                    if answer.status == 200:
                        return base
            except (OSError, ValueError, KeyError):
                pass
        time.sleep(0.05)
    last = (log.read_text(encoding="utf-8", errors="replace").strip().splitlines() or ["nothing"])[-1]
    raise LabStartError(f"Jupyter did not answer within {seconds:g} seconds; the last line it wrote was: {last}")


@contextmanager
def running_lab(
    root: Path,
    *,
    application: str = "lab",
    settings: Path | None = None,
    environment: Mapping[str, str] | None = None,
    python: str = sys.executable,
    seconds: float = START_SECONDS,
) -> Iterator[LabServer]:
    """Start JupyterLab (`application="notebook"`: Notebook 7) on the folder `root` and stop it at the end.

    `settings` is a folder for JUPYTER_CONFIG_PATH (the course's own Lab settings). `environment` is added to the
    server's. Answers go to a folder that is removed at the end, unless `environment` sets DYSTONIA_COURSE_HOME.
    Raises LabStartError.
    """
    with tempfile.TemporaryDirectory(prefix="dystonia-lab-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        variables = server_environment(home, environment)
        if settings is not None:
            variables["JUPYTER_CONFIG_PATH"] = str(settings)
        token = secrets.token_hex(16)
        module, class_name = {"lab": ("jupyterlab", "LabApp"), "notebook": ("notebook", "JupyterNotebookApp")}[
            application
        ]
        command = [python, "-m", module, "--no-browser", "--ip=127.0.0.1", "--port=0", f"--ServerApp.root_dir={root}"]
        command += [f"--IdentityProvider.token={token}", "--ServerApp.allow_root=True"]
        command += [f"--{class_name}.expose_app_in_browser=True"]  # window.jupyterapp, for tests and measurements
        with (home / "server.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=root,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            base = _wait_until_it_answers(process, home, token, seconds)
            yield LabServer(root, home, base, token, process, application)
        finally:
            stop(process)
