"""`python -m dystonia_course bench`: measure, and print each figure beside its limit."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
from collections.abc import Callable, Iterator
from typing import Any

from dystonia_course.bench.measurement import CannotMeasureError, Measurement

CHOICES = {
    "import": "import of the package",
    "set": "a set of ten questions: its cell and its size, beside jupyterquiz",
    "answers": "click to feedback, click to saved, slider to redraw, in JupyterLab",
    "simulators": "slider to redraw in each simulator, beside ipywidgets' interact with matplotlib",
    "explorers": "neck map and forest plot: first drawing, choosing a region, taking a trial out, in JupyterLab",
    "analyses": "everything that lesson 4 computes",
    "review": "the next question with 500 questions and 50,000 answers",
    "lesson": "lessons 1, 3 and 4, from run all to the last widget; lesson 4, execute",
    "start": "start.py in a fresh clone, and again",
    "tests": "the whole test command in a fresh clone (minutes; only with --tests or --only)",
}

_MODULES = {
    "import": "import_time",
    "set": "set_cell",
    "answers": "answering",
    "simulators": "simulating",
    "explorers": "exploring",
    "analyses": "analysing",
    "review": "reviewing",
    "lesson": "lesson_run",
}


def add_parser(commands: Any) -> None:  # noqa: ANN401 (argparse keeps the type of its subparsers private)
    """Describe `bench`."""
    listed = "\n".join(f"  {name:<10} {what}" for name, what in CHOICES.items())
    parser = commands.add_parser(
        "bench",
        help="measure the course and print the figures",
        description=f"Measure the course on this machine. Close other programs first. What can be measured:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", type=_names, metavar="NAME,...", help="measure only these")
    parser.add_argument("--tests", action="store_true", help="also measure the whole test command, which takes minutes")


def run(options: argparse.Namespace) -> int:
    """Measure what was asked for. The exit code is 1 if something could not be measured, not if a limit is missed."""
    wanted = options.only or [name for name in CHOICES if name != "tests"]
    if options.tests and "tests" not in wanted:
        wanted = [*wanted, "tests"]
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > 0.5:
        load = os.getloadavg()[0]
        print(f"Other work is running on this machine (load {load:.1f}): the figures are higher than when it is idle.")
    missed, unmeasured = 0, 0
    for name, measure in _parts(wanted):
        try:
            for measurement in measure():
                print(measurement.line(), flush=True)
                missed += measurement.reached is False
        except CannotMeasureError as error:
            print(f"{name}: not measured. {error}", flush=True)
            unmeasured += 1
    print(f"{missed or 'No'} limit{'' if missed == 1 else 's'} missed.")
    return 1 if unmeasured else 0


def _parts(wanted: list[str]) -> Iterator[tuple[str, Callable[[], Iterator[Measurement]]]]:
    """What to measure, in this order; the modules are imported when they are used."""
    for name, file in _MODULES.items():
        if name in wanted:
            module = importlib.import_module(f"dystonia_course.bench.{file}")
            yield name, module.measure
    if {"start", "tests"} & set(wanted):
        from dystonia_course.bench import starting

        yield "start", lambda: starting.measure(start="start" in wanted, tests="tests" in wanted)


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in CHOICES:
            raise argparse.ArgumentTypeError(f"'{name}' is not known; choose from {', '.join(CHOICES)}")
    return names
