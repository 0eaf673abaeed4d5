"""Measures the course's own speed: `python -m dystonia_course bench`. A benchmark, not a test."""

from __future__ import annotations

import argparse
from typing import Any


def add_parser(commands: Any) -> None:  # noqa: ANN401 (argparse keeps the type of its subparsers private)
    """Describe `bench`."""
    from dystonia_course.bench.command import add_parser

    add_parser(commands)


def run(options: argparse.Namespace) -> int:
    """Measure what was asked for and print it; gives the exit code."""
    from dystonia_course.bench.command import run

    return run(options)
