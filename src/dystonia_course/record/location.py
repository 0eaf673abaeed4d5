"""Where the answers are kept: one file in the user's data folder, never in the course's own folder."""

from __future__ import annotations

import os
from pathlib import Path

FILE_NAME = "answers.sqlite"
HOME_VARIABLE = "DYSTONIA_COURSE_HOME"


def answers_file() -> Path:
    """The file of answers, whether or not it exists yet.

    The environment variable DYSTONIA_COURSE_HOME names another folder. A relative one is taken from the user's home
    folder, not from the working folder, because each notebook has a working folder of its own.
    Raises RuntimeError if there is no home folder.
    """
    named = os.environ.get(HOME_VARIABLE, "").strip()
    if named:
        folder = Path(named).expanduser()
        return (folder if folder.is_absolute() else Path.home() / folder) / FILE_NAME
    from platformdirs import user_data_path

    return user_data_path("dystonia-course", appauthor=False) / FILE_NAME


def companions(file: Path) -> list[Path]:
    """The files that SQLite may keep beside `file`: log, shared index, rollback journal."""
    return [file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal")]
