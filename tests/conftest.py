"""Where the tests find the table of the type B trial, which is not kept in this repository; how Hypothesis runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from dystonia_course.content.trial_data import FILE, FOLDER_VARIABLE, is_the_table, trial_data

ROOT = Path(__file__).parents[1]

# How long an example takes says more about what else the machine does than about the code.
hypothesis.settings.register_profile("course", deadline=None)
hypothesis.settings.load_profile("course")


@pytest.fixture(scope="session")
def trial_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file as it is published: from DYSTONIA_COURSE_DATA, a folder beside the checkout, or its public home."""
    folders = [Path(os.environ[FOLDER_VARIABLE])] if os.environ.get(FOLDER_VARIABLE) else []
    for path in [*(folder / FILE for folder in folders), *sorted(ROOT.parent.glob(f"*/data/{FILE}"))]:
        if path.is_file() and is_the_table(path.read_bytes()):
            return path.read_bytes()
    cache = tmp_path_factory.mktemp("cache")
    found = trial_data(cache=cache)
    if found.table is None:
        pytest.skip(str(found.problem))
    return (cache / FILE).read_bytes()


@pytest.fixture(scope="session")
def trial_folder(trial_bytes: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the file."""
    folder = tmp_path_factory.mktemp("trial")
    (folder / FILE).write_bytes(trial_bytes)
    return folder


@pytest.fixture(scope="module")
def people_at_hand(trial_folder: Path) -> Iterator[None]:
    """The course finds the trial's table without fetching it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(trial_folder))
        yield
