"""The one command that opens the course: what it installs, what it says when it cannot, and the server that it runs.

The installing is done for real, into a real environment, but from a package of a few bytes made here, so that
these tests need no network. There uv cannot be had, so they also prove the road through pip.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).parents[1]
START = REPOSITORY / "start.py"


def load_start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", START)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------------------------------------- installing


def make_wheel(folder: Path, version: str) -> tuple[Path, str]:
    """A wheel with empty modules of the names that start.py looks for; its file and sha256."""
    info = f"stand_in-{version}.dist-info"
    files = {
        **{f"{name}/__init__.py": "" for name in load_start().NEEDED_MODULES},
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: stand-in\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip('=')},{len(text)}\n"
        for name, text in files.items()
    )
    files[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
    wheel = folder / f"stand_in-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return wheel, hashlib.sha256(wheel.read_bytes()).hexdigest()


class Clone:
    """A folder with start.py, a lock of one package, and a course of one module."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "my cöurse"
        self.wheels = folder / "wheels"
        if self.folder.exists():
            return
        self.wheels.mkdir()
        package = self.folder / "src" / "dystonia_course"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("", encoding="utf-8")
        (package / "content").mkdir()
        (package / "content" / "course.py").write_text(
            "from types import SimpleNamespace\n"
            "def load_course():\n    return SimpleNamespace(questions=[1, 2], sources=[1])\n",
            encoding="utf-8",
        )
        for name in ("start.py", "requirements-uv.lock"):
            shutil.copy(REPOSITORY / name, self.folder)
        self.lock("1.0")

    def lock(self, version: str, *, sha256: str | None = None) -> None:
        """Pin that version of the package, with its hash or a wrong one."""
        _, right = make_wheel(self.wheels, version)
        text = f"stand-in=={version} \\\n    --hash=sha256:{sha256 or right}\n"
        (self.folder / "requirements.lock").write_text(text, encoding="utf-8")

    def start(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "UV_"))},
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.wheels.as_uri(),
            "PIP_CONFIG_FILE": os.devnull,
            "PYTHONUTF8": "1",
        }
        return subprocess.run(
            [sys.executable, str(self.folder / "start.py"), *arguments],
            env=environment,
            cwd=cwd or self.folder.parent,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            stdin=subprocess.DEVNULL,
        )

    def in_venv(self, code: str) -> str:
        """What the environment's Python prints for `code`."""
        python = self.folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    def version(self) -> str:
        return self.in_venv("import importlib.metadata as m; print(m.version('stand-in'))")


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A course that was never started."""
    return Clone(tmp_path)


READY = "Everything is installed: 2 questions and 1 sources are readable."


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """A course that was started once."""
    clone = Clone(tmp_path_factory.mktemp("started"))
    first = clone.start("--check")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "using pip" in first.stdout
    assert first.stdout.splitlines()[-1] == READY
    assert clone.version() == "1.0"
    return clone


@pytest.fixture
def installed(started: Clone, tmp_path: Path) -> Clone:
    """The same, moved to another folder."""
    shutil.copytree(started.folder.parent, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Clone(tmp_path)


def test_the_second_time_nothing_is_installed_even_when_the_folder_was_moved(installed: Clone) -> None:
    again = installed.start("--check")
    assert again.returncode == 0
    assert again.stdout.splitlines() == [READY]
    assert Path(installed.in_venv("import dystonia_course as c; print(c.__file__)")).is_relative_to(installed.folder)


def test_a_changed_lock_is_installed(installed: Clone) -> None:
    installed.lock("1.1")
    upgraded = installed.start("--check")
    assert upgraded.returncode == 0, upgraded.stderr
    assert installed.version() == "1.1"


def test_a_package_with_another_hash_is_refused_in_one_sentence(installed: Clone) -> None:
    installed.lock("1.1", sha256="0" * 64)
    result = installed.start("--check")
    assert result.returncode == 1
    assert result.stderr.strip() == (
        "A downloaded package is not the one that this course pins: try again, or try another network."
    )


def test_a_package_that_cannot_be_had_is_said_in_one_sentence_and_the_next_try_works(clone: Clone) -> None:
    wheel = next(clone.wheels.glob("*.whl"))
    away = wheel.with_suffix(".away")
    wheel.rename(away)
    result = clone.start("--check")
    assert result.returncode == 1
    assert result.stderr.strip() == (
        "A package that the course needs is not offered for this computer or this version of Python."
    )
    away.rename(wheel)
    assert "half finished" in (second := clone.start("--check")).stdout
    assert second.returncode == 0, second.stderr


def test_a_damaged_environment_is_made_anew(installed: Clone) -> None:
    for missing in ("pyvenv.cfg", "site-packages/anywidget"):
        target = next((installed.folder / ".venv").rglob(missing))
        shutil.rmtree(target) if target.is_dir() else target.write_text("nonsense", encoding="utf-8")
        if missing == "pyvenv.cfg":
            shutil.rmtree(installed.folder / ".venv" / ("Scripts" if os.name == "nt" else "bin"))
        result = installed.start("--check")
        assert "The folder .venv is damaged, so it is made anew." in result.stdout
        assert result.returncode == 0, result.stderr
        assert installed.version() == "1.0"


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_is_not_an_environment_is_left_alone(clone: Clone, kind: str) -> None:
    mine = clone.folder / ".venv" / "thesis.txt" if kind == "folder" else clone.folder / ".venv"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("years of work", encoding="utf-8")
    result = clone.start("--check")
    assert result.returncode == 1
    assert "is in the way and is not a Python environment" in result.stderr
    assert mine.read_text(encoding="utf-8") == "years of work"


def test_a_missing_lock_is_named(clone: Clone) -> None:
    (clone.folder / "requirements.lock").unlink()
    result = clone.start("--check")
    assert result.returncode == 1
    assert "The file requirements.lock is missing" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the permissions of a folder do not bind this user")
def test_a_folder_that_may_not_be_written_is_named(clone: Clone) -> None:
    clone.folder.chmod(0o555)
    try:
        result = clone.start("--check")
    finally:
        clone.folder.chmod(0o755)
    assert result.returncode == 1
    assert "may not be written" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_test_command_hands_its_arguments_to_pytest_and_gives_back_its_exit_code(installed: Clone) -> None:
    package = installed.folder / "src" / "pytest"
    package.mkdir()
    (package / "__main__.py").write_text(
        "import sys, pathlib\nprint('pytest', *sys.argv[1:], pathlib.Path.cwd().name)\nsys.exit(5)\n", encoding="utf-8"
    )
    (package / "__init__.py").write_text("", encoding="utf-8")
    shutil.copy(installed.folder / "requirements.lock", installed.folder / "requirements-test.lock")
    result = installed.start("test", "-k", "locks", "--no-browser")
    assert result.returncode == 5
    words = ["pytest", *load_start().AT_ONCE, "-k", "locks", "--no-browser", installed.folder.name]
    assert result.stdout.splitlines()[-1] == " ".join(words)


def test_the_commands_of_the_course_run_in_its_environment(installed: Clone) -> None:
    (installed.folder / "src" / "dystonia_course" / "__main__.py").write_text(
        "import sys\nprint('course', *sys.argv[1:], sys.prefix)\nsys.exit(3)\n", encoding="utf-8"
    )
    result = installed.start("record", "delete")
    assert result.returncode == 3
    assert result.stdout.splitlines()[-1] == f"course record delete {installed.folder / '.venv'}"


# ------------------------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (
            "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection "
            "broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f>: Failed to "
            "establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/uv/\n"
            "ERROR: No matching distribution found for anyio==4.16.0",
            "check your internet connection",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/x'", "may not write"),
        ("error: failed to create directory `/x`: Read-only file system (os error 30)", "may not write"),
        (
            "The virtual environment was not created successfully because ensurepip is not\navailable.",
            "sudo apt install python3-venv",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one that this course"),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'SSLError(SSLCertVerificationError(1, '"
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate')'",
            "its own certificate",
        ),
        ("ERROR: No matching distribution found for pyzmq==27.3.0", "not offered for this computer"),
        ("something\nnobody foresaw\n", "The installation stopped with: nobody foresaw"),
        ("", "no word why"),
    ],
)
def test_what_an_installer_prints_becomes_one_sentence(output: str, words: str) -> None:
    sentence = load_start().explain(output)
    assert words in sentence
    assert "\n" not in sentence


def test_an_old_python_can_read_the_file_and_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 7))
    start = load_start()
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(start.shutil, "which", lambda name: "/there" if name == "python3.12" else None)
    assert start.python_advice() == (
        "This is Python 3.9, and the course needs 3.11 or newer: run 'python3.12 start.py' instead."
    )
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    assert start.python_advice().endswith("install a newer one from python.org.")


def test_it_imports_nothing_but_the_standard_library() -> None:
    tree = ast.parse(START.read_text(encoding="utf-8"))
    names = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    names |= {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert names <= set(sys.stdlib_module_names)


def test_a_taken_port_is_passed_over() -> None:
    import socket

    start = load_start()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert start.free_port(port) > port


# -------------------------------------------------------------------------------------------------- the server

DRIVER = """
import importlib.util, pathlib, signal, sys
spec = importlib.util.spec_from_file_location("start", sys.argv[1])
start = importlib.util.module_from_spec(spec)
spec.loader.exec_module(start)
start.VENV = pathlib.Path(sys.argv[2])  # logs and notes go there; the packages are those of this Python
start.RUNNING = start.VENV / "course-running.json"
start.PYTHON = pathlib.Path(sys.executable)
start.install = lambda lock: None
signal.signal(signal.SIGTERM, start.leave)
sys.exit(start.main(["--no-browser", *sys.argv[3:]]))
"""


class Running:
    """start.py with its server, in the environment that runs the tests; `folder` stands for `.venv`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", DRIVER, str(START), str(folder), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout
        self.said: list[str] = []
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if line.startswith("Keep this window open"):
                break

    @property
    def url(self) -> str:
        return next(line.strip() for line in self.said if "http://" in line)

    def get(self, path: str) -> object:
        address, _, token = self.url.partition("?token=")
        root = re.match(r"http://127\.0\.0\.1:\d+/", address)
        assert root
        request = urllib.request.Request(root[0] + path, headers={"Authorization": f"token {token}"})
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.load(reply)

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=60)
        self.said += rest.splitlines()
        return self.process.returncode


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    if os.name == "nt":
        pytest.skip("Ctrl+C cannot be sent to one process alone here")
    course = Running(tmp_path_factory.mktemp("venv"))
    yield course
    if course.process.poll() is None:
        course.stop(signal.SIGTERM)


def test_jupyterlab_answers_with_the_course_and_its_settings(running: Running) -> None:
    assert re.fullmatch(
        r"http://127\.0\.0\.1:\d+/doc/tree/notebooks/00_start_here\.ipynb\?token=[0-9a-f]{48}", running.url
    )
    listing = running.get("api/contents/notebooks")
    assert isinstance(listing, dict)
    assert "00_start_here.ipynb" in [item["name"] for item in listing["content"]]

    settings = running.get("lab/api/settings/@jupyterlab/notebook-extension:panel")
    assert isinstance(settings, dict)
    labels = [item.get("label") for item in settings["schema"]["properties"]["toolbar"]["default"]]
    assert "Run the whole lesson" in labels


def test_a_second_start_shows_the_running_course(running: Running) -> None:
    second = Running(running.folder, "notebook")
    second.process.communicate(timeout=30)
    assert second.process.returncode == 0
    assert second.said[0] == "The course is running already."
    assert second.url == running.url.replace("/doc/tree/", "/notebooks/")
    assert isinstance(running.get("api/status"), dict), "and the first one still runs"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_and_its_kernels(running: Running, number: int, tmp_path: Path) -> None:
    course = running if number == signal.SIGINT else Running(tmp_path)
    started = time.monotonic()
    assert course.stop(number) == 0
    assert time.monotonic() - started < 20
    assert course.said[-1].startswith("Stopped. Your answers are kept")
    with pytest.raises(OSError, match="refused"):
        course.get("api/status")
