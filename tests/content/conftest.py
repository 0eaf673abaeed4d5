"""A small valid course, as it stands and as a copy to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dystonia_course.content.course import Course, load_course

SMALL = Path(__file__).parent / "small_course"


@pytest.fixture(scope="session")
def small() -> Course:
    return load_course(SMALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "small_course")
