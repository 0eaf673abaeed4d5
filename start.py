#!/usr/bin/env python3
"""Open the course, or test it, with one command. It needs Python 3.11 or newer and nothing else.

    python start.py              install what the course needs (once) and open it in the browser
    python start.py notebook     the same in Notebook 7, which shows one page and no panels
    python start.py record ...   your answers: where they are, export, copy, delete
    python start.py test         run every test; anything after `test` goes to pytest

For authors: `cite`, `check`, `execute` and `bench` with their arguments, and `lock`, which pins the packages again
(`lock --upgrade` takes newer ones).

Everything is installed into the folder `.venv` beside this file. To uninstall, delete that folder.
"""

# Old Pythons must be able to read this file, so that they can say what is wrong: no newer syntax up here.
import argparse
import contextlib
import hashlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "course-installed.json"  # the locks that are installed, by their sha256
RUNNING = VENV / "course-running.json"  # the server that was started last: address and token
OLDEST = (3, 11)
NEEDED_SPACE = 1_000_000_000  # bytes: what an installation takes, with room for the downloads
NEEDED_MODULES = ("jupyterlab", "notebook", "ipykernel", "anywidget")
FIRST_PAGE = "notebooks/00_start_here.ipynb"
PAGES = {"lab": "doc/tree/" + FIRST_PAGE, "notebook": "notebooks/" + FIRST_PAGE}
COURSE_COMMANDS = ("record", "cite", "check", "execute", "bench")  # those of `python -m dystonia_course`
# Several tests at once, one a core. A file stays whole, and the order is the files' own, with the browser last.
AT_ONCE = ("-n", "auto", "--maxprocesses=4", "--dist=loadfile", "--no-loadscope-reorder")
PATIENCE = 120  # seconds to wait for the server to answer
EXPLANATIONS = (  # what an installer prints (in small letters) and what it means; the first that fits is said
    (("no space left", "errno 28", "disk full", "not enough space"), "The disk is full: the course needs about 1 GB."),
    (
        ("permission denied", "read-only file system", "access is denied"),
        "You may not write in {folder}: move the course to a folder of your own, then try again.",
    ),
    (
        ("ensurepip",),
        "This Python cannot make its own environment: on Debian or Ubuntu run 'sudo apt install python3-venv'.",
    ),
    (
        ("do not match the hashes", "hash mismatch"),
        "A downloaded package is not the one that this course pins: try again, or try another network.",
    ),
    (
        ("certificate_verify_failed", "certificate verify failed", "unknownissuer", "invalid peer certificate"),
        "The network here puts its own certificate in between: set SSL_CERT_FILE and PIP_CERT to the file of that"
        " certificate, or use another network.",
    ),
    (
        ("connection", "dns error", "getaddrinfo", "name resolution", "timed out", "proxy", "sending request"),
        "The packages could not be downloaded: check your internet connection, then run the same command again.",
    ),
    (
        ("no matching distribution", "no solution found", "no wheels"),
        "A package that the course needs is not offered for this computer or this version of Python.",
    ),
)


class Problem(Exception):  # noqa: N818
    """Something that a person can mend; the text is the sentence that they read."""


def say(text: str = "") -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


# ------------------------------------------------------------------------------------------------- installing


def python_advice() -> str:
    """What to say to somebody whose Python is too old."""
    newer = [name for name in (f"python3.{minor}" for minor in range(20, 10, -1)) if shutil.which(name)]
    advice = f"run '{newer[0]} start.py' instead" if newer else "install a newer one from python.org"
    here, needed = (".".join(map(str, version)) for version in (sys.version_info[:2], OLDEST))
    return f"This is Python {here}, and the course needs {needed} or newer: {advice}."


def sha256(file: Path) -> str:
    """The fingerprint of one of the lock files."""
    if not file.is_file():
        raise Problem(f"The file {file.name} is missing from {file.parent}: get the whole course folder again.")
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def explain(output: str) -> str:
    """One plain sentence for what went wrong in an installation that printed `output`."""
    text = output.lower()
    for signs, sentence in EXPLANATIONS:
        if any(sign in text for sign in signs):
            return sentence.format(folder=ROOT)
    if shutil.disk_usage(ROOT).free < 50_000_000:
        return EXPLANATIONS[0][1]
    last = output.strip().splitlines()[-1] if output.strip() else "no word why"
    return f"The installation stopped with: {last}"


def run(command: "list[str]", log: Path) -> "tuple[int, str]":
    """Run a command quietly, with a sign of life every 15 seconds; its exit code and what it printed."""
    log.parent.mkdir(parents=True, exist_ok=True)
    started = next_sign = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=str(ROOT), env=environment()
        )
    try:
        while process.poll() is None:
            time.sleep(0.05)
            if time.monotonic() - next_sign > 15:
                next_sign = time.monotonic()
                say(f"  still working, {next_sign - started:.0f} s so far ...")
    except KeyboardInterrupt:
        process.terminate()
        raise
    return process.returncode, log.read_text(encoding="utf-8", errors="replace")


def environment() -> "dict[str, str]":
    """The environment for everything that runs in `.venv`: the course's own settings, nobody else's packages."""
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH", "CONDA_PREFIX")}
    settings = [str(ROOT / "jupyter"), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    env.update(
        VIRTUAL_ENV=str(VENV),
        PATH=os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", "")]),
        PYTHONNOUSERSITE="1",
        PIP_USER="0",
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        JUPYTER_CONFIG_PATH=os.pathsep.join(settings),
        JUPYTER_PREFER_ENV_PATH="1",
    )
    return env


def state_of_venv() -> str:
    """`missing`, `broken` (its Python does not run or is too old), `incomplete` (lacks packages) or `ready`."""
    if not os.path.lexists(VENV):
        return "missing"
    question = (
        "import sys, importlib.util as u\n"
        f"if sys.version_info < {OLDEST}: sys.exit(4)\n"
        f"if any(u.find_spec(name) is None for name in {NEEDED_MODULES}): sys.exit(3)"
    )
    try:
        answer = subprocess.run(
            [str(PYTHON), "-c", question], env=environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=60
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return "broken"
    return {0: "ready", 3: "incomplete"}.get(answer, "broken")


def remove_venv(why: str) -> None:
    """Remove what is left of `.venv`, if it is an environment at all, and say why."""
    if VENV.is_symlink() or VENV.is_file() or not ((VENV / "pyvenv.cfg").exists() or PYTHON.parent.is_dir()):
        raise Problem(f"{VENV} is in the way and is not a Python environment: move it elsewhere, then try again.")
    say(f"{why}, so it is made anew.")
    shutil.rmtree(VENV)


def make_venv() -> None:
    """Make an empty `.venv`."""
    say("Making a place for the course's packages: the folder .venv ...")
    python = getattr(sys, "_base_executable", None) or sys.executable  # not the one of a `.venv` that was just removed
    code, output = run([python, "-m", "venv", str(VENV)], VENV / "course-install.log")
    if code != 0:
        with contextlib.suppress(OSError):
            shutil.rmtree(VENV)
        raise Problem(explain(output))


def install_packages(lock: Path) -> None:
    """Install what `lock` pins, each file checked by its hash: through uv, or pip where uv cannot be had."""
    log = VENV / "course-install.log"
    pip = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--retries", "2"]
    uv_lock = ROOT / "requirements-uv.lock"
    code, _ = run([*pip, "--only-binary", ":all:", "-r", str(uv_lock)], log)
    if code == 0:
        uv = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON), "--require-hashes"]
        code, _ = run([*uv, "-r", str(lock)], log)
    if code != 0:
        say("The fast installer cannot be used here; using pip, which takes a minute or two ...")
        code, output = run([*pip, "-r", str(lock)], log)
        if code != 0:
            raise Problem(explain(output))


def add_the_course() -> None:
    """Let `.venv` find the course itself in `src`, by a path file with a relative path: the folder may be moved."""
    code, where = run([str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], VENV / "where.txt")
    (VENV / "where.txt").unlink()
    if code != 0:
        raise Problem(f"The Python in {VENV} does not work: delete that folder, then run the same command again.")
    packages = Path(where.strip())
    (packages / "dystonia_course.pth").write_text(os.path.relpath(ROOT / "src", packages) + "\n", encoding="utf-8")


def install(lock_name: str) -> None:
    """Bring `.venv` to what the lock pins. Does nothing when that is so already."""
    if os.pathsep in str(ROOT):
        raise Problem(f"The folder {ROOT} has '{os.pathsep}' in its name, which Python cannot use: rename it.")
    lock = ROOT / lock_name
    fingerprint = sha256(lock)
    state = state_of_venv()
    stamps: dict[str, str] | None = None
    if STAMP.exists():
        try:
            stamps = dict(json.loads(STAMP.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            stamps = {}
    if state == "ready" and stamps and stamps.get(lock_name) == fingerprint:
        return
    free = shutil.disk_usage(ROOT).free
    if state != "ready" and free < NEEDED_SPACE:
        raise Problem(f"Only {free / 1e6:.0f} MB are free on this disk, and the course needs about 1000 MB.")
    if state == "broken" or (state == "incomplete" and stamps):
        remove_venv("The folder .venv is damaged")
    elif stamps == {}:
        remove_venv("The folder .venv is half finished")
    if not VENV.is_dir():
        make_venv()
        stamps = None
    STAMP.write_text("{}", encoding="utf-8")  # until the installation is finished
    pins = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line)
    say(f"Installing about {pins} packages, only this once. They are downloaded, so this can take a few minutes ...")
    started = time.monotonic()
    install_packages(lock)
    add_the_course()
    STAMP.write_text(json.dumps({**(stamps or {}), lock_name: fingerprint}), encoding="utf-8")
    say(f"Installed in {time.monotonic() - started:.0f} s.")


def check() -> None:
    """Prove that the installation works, without a server."""
    code = (
        f"import {', '.join(NEEDED_MODULES)}\n"
        "from dystonia_course.content.course import load_course\n"
        "course = load_course()\n"
        "print(len(course.questions), 'questions and', len(course.sources), 'sources are readable.')"
    )
    status, output = run([str(PYTHON), "-c", code], VENV / "course-check.log")
    last = output.strip().splitlines()[-1] if output.strip() else "it printed nothing"
    if status != 0:
        raise Problem(f"The installed course does not work: {last.split('Error: ', 1)[-1]}")
    say(f"Everything is installed: {last}")


# ---------------------------------------------------------------------------------------------------- opening


def answers(address: str, token: str, path: str = "api/status", method: str = "GET") -> bool:
    """Whether our server at `address` answers a request (no proxy is asked)."""
    request = urllib.request.Request(address + path, method=method, headers={"Authorization": "token " + token})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=5) as reply:
            return bool(reply.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False


def free_port(first: int) -> int:
    """The first port from `first` on that nobody on this computer uses."""
    for port in range(first, min(first + 200, 65536)):
        with socket.socket() as probe:
            try:
                if os.name != "nt":
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise Problem(f"No free port was found from {first} on: close other servers, or choose one with --port.")


def open_browser(url: str) -> bool:
    """Open the page, unless the only browser here is one that would take over this terminal."""
    try:
        browser = webbrowser.get()
        background = isinstance(browser, webbrowser.BackgroundBrowser)
        if isinstance(browser, webbrowser.GenericBrowser) and not background:
            return False
        return browser.open(url)
    except (webbrowser.Error, OSError):
        return False


def show(url: str, wanted: bool) -> None:
    """Open the page where that is wanted and possible, and print its address in any case."""
    if wanted and open_browser(url):
        say("The course opens in your browser. If it does not, copy this address into a browser:")
    else:
        say("Open this address in a browser:")
    say(f"\n    {url}\n")


def stop(server: "subprocess.Popen[Any]", address: str, token: str) -> None:
    """Ask the server to end itself and its kernels; end it if it does not."""
    say("Stopping the course ...")
    answers(address, token, "api/shutdown", "POST")
    for harder in (server.terminate, server.kill):
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=10)
            break
        harder()
    with contextlib.suppress(OSError):
        RUNNING.unlink()
    say("Stopped. Your answers are kept; 'python start.py' opens the course again.")


def serve(page: str, browser: bool, first_port: int) -> None:
    """Start JupyterLab, open the first page, and stay until Ctrl+C. A course that is open already is only shown."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(RUNNING.read_text(encoding="utf-8"))
        if answers(known["address"], known["token"]):
            say("The course is running already.")
            show(f"{known['address']}{page}?token={known['token']}", browser)
            return
    port, token, log = free_port(first_port), secrets.token_hex(24), VENV / "course-server.log"
    address = f"http://127.0.0.1:{port}/"
    command = [str(PYTHON), "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"]
    command += ["--ServerApp.port_retries=0", f"--ServerApp.root_dir={ROOT}"]
    if os.name != "nt" and os.geteuid() == 0:
        command.append("--allow-root")
    env = {**environment(), "JUPYTER_TOKEN": token, "JUPYTERLAB_WORKSPACES_DIR": str(VENV / "course-workspaces")}
    say("Starting JupyterLab, the program that shows the course ...")
    apart: dict[str, Any] = {"creationflags": 0x200} if os.name == "nt" else {"start_new_session": True}
    with log.open("wb") as out:  # apart, so that Ctrl+C comes to us alone and the server is asked to end in order
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=str(ROOT), env=env, **apart
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while not answers(address, token):
            if server.poll() is not None or time.monotonic() > deadline:
                raise Problem(f"JupyterLab did not start; what it said is in {log}.")
            time.sleep(0.1)
        with os.fdopen(os.open(RUNNING, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump({"address": address, "token": token}, file)
        show(f"{address}{page}?token={token}", browser)
        say("Keep this window open while you learn. To stop, press Ctrl+C in it.")
        while server.poll() is None:
            time.sleep(0.2)
        say("JupyterLab has ended.")
    except KeyboardInterrupt:
        say()
    finally:
        if server.poll() is None:
            stop(server, address, token)


# ------------------------------------------------------------------------------------- testing and maintaining


def test(arguments: "list[str]") -> int:
    """Run pytest with the pinned test tools; its exit code."""
    install("requirements-test.lock")
    say("Running the tests. They take some minutes; the last line is the result.")
    return subprocess.call([str(PYTHON), "-m", "pytest", *AT_ONCE, *arguments], cwd=str(ROOT), env=environment())


def course_command(arguments: "list[str]") -> int:
    """Hand a command to the course itself, `python -m dystonia_course`; its exit code."""
    install("requirements-test.lock" if arguments[0] == "bench" else "requirements.lock")
    return subprocess.call([str(PYTHON), "-m", "dystonia_course", *arguments], cwd=str(ROOT), env=environment())


def lock(arguments: "list[str]") -> int:
    """Write the three lock files from pyproject.toml; the test lock agrees with the course's own."""
    install("requirements.lock")
    pin = [str(PYTHON), "-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes"]
    pin += ["--no-emit-index-url", "--no-header", "--quiet", *arguments]
    for what in (
        ["pyproject.toml", "-o", "requirements.lock"],
        ["pyproject.toml", "--extra", "test", "-c", "requirements.lock", "-o", "requirements-test.lock"],
        ["--group", "installer", "-o", "requirements-uv.lock"],
    ):
        status = subprocess.call([*pin, *what], cwd=str(ROOT), env=environment())
        if status != 0:
            return status
    say("The locks are written. Run 'python start.py test' next.")
    return 0


def main(arguments: "list[str]") -> int:
    """What the command line asks for; the exit code."""
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    if arguments[:1] == ["lock"]:
        return lock(arguments[1:])
    if arguments and arguments[0] in COURSE_COMMANDS:
        return course_command(arguments)
    parser = argparse.ArgumentParser(
        prog="start.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("view", nargs="?", choices=list(PAGES), default="lab", help="lab unless you say notebook")
    parser.add_argument("--check", action="store_true", help="install and verify, open nothing")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    parser.add_argument("--port", type=int, default=8888, help="the first port to try (8888)")
    options = parser.parse_args(arguments)
    install("requirements.lock")
    if options.check:
        check()
    else:
        serve(PAGES[options.view], not options.no_browser, options.port)
    return 0


def leave(number: int, frame: object) -> None:
    """A closed window and a polite kill stop the course as Ctrl+C does."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(python_advice())
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), leave)
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        say("\nStopped. Run the same command to go on.")
        sys.exit(130)
    except PermissionError as error:
        sys.exit(f"\n{error.filename or ROOT} may not be written: put the course where you may write.")
    except OSError as error:
        sys.exit(f"\n{explain(str(error))}")
