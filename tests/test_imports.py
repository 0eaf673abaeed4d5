"""What the package imports: quickly, in one direction, only what it declares, and nothing from the network."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "src" / "dystonia_course"
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {"IPython", "anywidget", "bibtexparser", "ipywidgets", "markdown_it", "matplotlib", "numpy", "pandas"}
HEAVY |= {"pooch", "pydantic", "scipy", "statsmodels", "sympy", "yaml", "nbclient", "nbformat"}
NETWORK = {"aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "socketserver", "tornado", "urllib3"}
MEASURES = "bench"  # drives a browser and a server of its own, with the tools of the test extra

# What each part may import from the course besides itself. The arrows run one way.
ALLOWED = {
    "content": set(),
    "science": set(),
    "record": {"content"},
    "views": {"content", "science", "record"},
    "editions": {"content", "views"},
}


def name_of(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0]


def imports(file: Path) -> Iterator[str]:
    """The full name of everything that the file imports anywhere, also inside functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name_of(file)} has a relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after `code`."""
    report = f"import json, sys\n{code}\nprint(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    run = subprocess.run([sys.executable, "-W", "error", "-c", report], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_importing_the_course_loads_nothing_heavy() -> None:
    assert loaded_by("import dystonia_course") & HEAVY == set()


def test_the_views_never_load_pandas() -> None:
    views = [f"dystonia_course.{name_of(file)[:-3].replace('/', '.')}" for file in MODULES if part_of(file) == "views"]
    code = "import " + ", ".join(name.removesuffix(".__init__") for name in views)
    assert loaded_by(code) & {"pandas", "polars", "pyarrow"} == set()


@pytest.mark.parametrize("part", ALLOWED)
def test_the_arrows_between_the_parts_run_one_way(part: str) -> None:
    for file in MODULES:
        if part_of(file) == part:
            for name in imports(file):
                if name.startswith("dystonia_course."):
                    other = name.split(".")[1]
                    if other in ALLOWED:
                        assert other == part or other in ALLOWED[part], f"{name_of(file)} imports {name}"


def test_only_declared_packages_are_imported() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {canonicalize_name(Requirement(text).name) for text in project["dependencies"]}
    tools = declared | {canonicalize_name(Requirement(text).name) for text in project["optional-dependencies"]["test"]}
    distributions = {**importlib.metadata.packages_distributions(), "pydantic_core": ["pydantic"]}  # of one release
    for file in MODULES:
        allowed = tools if part_of(file) == MEASURES else declared
        for top in {name.split(".")[0] for name in imports(file)} - sys.stdlib_module_names - {"dystonia_course"}:
            owners = {canonicalize_name(owner) for owner in distributions.get(top, [])}
            assert owners & allowed, f"{name_of(file)} imports {top}, which pyproject.toml does not declare"


def test_every_declared_package_is_used() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    distributions = importlib.metadata.packages_distributions()
    tops = {name.split(".")[0] for file in MODULES for name in imports(file)}
    used = {canonicalize_name(owner) for top in tops for owner in distributions.get(top, [])}
    programs = {"jupyterlab", "notebook"}  # run, not imported
    assert {canonicalize_name(Requirement(text).name) for text in project["dependencies"]} <= used | programs


def test_nothing_that_a_learner_runs_reaches_for_the_network() -> None:
    for file in MODULES:
        if part_of(file) != MEASURES:
            for name in imports(file):
                assert name.split(".")[0] not in NETWORK, f"{name_of(file)} imports {name}"
                assert not name.startswith("urllib.request"), f"{name_of(file)} imports {name}"


def test_no_script_or_style_of_a_view_names_another_host() -> None:
    names = {f"http://www.w3.org/{name}" for name in ("2000/svg", "1999/xlink", "1999/xhtml", "1998/Math/MathML")}
    for file in sorted([*PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.css")]):
        found = set(re.findall(r"https?://[^\s\"'`)]+", file.read_text(encoding="utf-8")))
        assert found <= names, f"{name_of(file)} names {sorted(found - names)}"


def test_the_wheel_holds_everything_that_the_course_needs(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    kept = {file.relative_to(tmp_path / "installed").as_posix() for file in (tmp_path / "installed").rglob("*")}
    for file in [*PACKAGE.rglob("*"), *(REPOSITORY / "data").rglob("*")]:
        if file.is_file() and "__pycache__" not in file.parts:
            base = PACKAGE.parent if PACKAGE in file.parents else REPOSITORY
            inside = file.relative_to(base).as_posix()
            inside = inside if base != REPOSITORY else f"dystonia_course/{inside}"
            assert inside in kept, f"{inside} is missing from the wheel"
    code = (
        "import dystonia_course, sys\n"
        "from dystonia_course.content.course import load_course\n"
        "course = load_course()\n"
        "assert len(course.questions) > 0\n"
        "print(dystonia_course.__file__)"
    )
    environment = {key: value for key, value in os.environ.items() if key != "DYSTONIA_COURSE_CONTENT"}
    environment["PYTHONPATH"] = str(tmp_path / "installed")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert Path(run.stdout.strip()).is_relative_to(tmp_path / "installed")
