"""Why answers cannot be kept, in one sentence that says where the file is and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dystonia_course.record.location import HOME_VARIABLE
from dystonia_course.record.schema import ForeignFileError, NewerFileError

BUSY_SECONDS = 15.0
"""How long a writer waits for another one."""

_MOVE = "was left as it is; move it elsewhere and a new one is begun"
_ELSEWHERE = f"allow writing there, or name another folder in {HOME_VARIABLE}"


class RecordUnavailable(Exception):  # noqa: N818 (it is a state, told to the learner)
    """Answers cannot be kept or read. `str()` is one sentence for the learner; `reason` is its second half."""

    def __init__(self, reason: str) -> None:
        """`reason` names the file and what to do, without a full stop."""
        self.reason = reason
        super().__init__(f"Your answers are not being kept: {reason}.")


class DamagedFileError(Exception):
    """The file is an SQLite database that fails its check, or has lost its main part."""


class NotADatabaseError(Exception):
    """The file is something else than an SQLite database."""


class NotAFileError(Exception):
    """A folder, a pipe or the like stands where the file should be; `found` says what."""

    def __init__(self, found: str) -> None:
        """`found` with its article, such as "a folder"."""
        self.found = found
        super().__init__(found)


Fault = (
    sqlite3.Error | OSError | DamagedFileError | NotADatabaseError | NotAFileError | ForeignFileError | NewerFileError
)
FAULTS = (sqlite3.Error, OSError, DamagedFileError, NotADatabaseError, NotAFileError, ForeignFileError, NewerFileError)
"""What can go wrong with a file of answers; anything else is a fault of the program."""


def unavailable(file: Path, fault: Fault) -> RecordUnavailable:
    """The sentence for `fault`."""
    return RecordUnavailable(_reason(file, fault))


def _reason(file: Path, fault: Fault) -> str:
    match fault:
        case NotAFileError(found=found):
            return f"{file} is {found}, not a file; it {_MOVE}"
        case NotADatabaseError():
            return f"{file} is not a file of answers; it {_MOVE}"
        case DamagedFileError():
            return f"the file {file} is damaged; it {_MOVE}"
        case ForeignFileError():
            return f"{file} belongs to another program; it {_MOVE}"
        case NewerFileError():
            return f"{file} was written by a newer version of this course; it was left as it is; update the course"
        case sqlite3.Error():
            return _database_reason(file, fault)
        case _:
            return f"the folder {file.parent} cannot be used ({fault.strerror or fault}); {_ELSEWHERE}"


def _database_reason(file: Path, fault: sqlite3.Error) -> str:
    name = getattr(fault, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return f"the disk that holds {file} is full; free some space and answer again"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"another program has held {file} for more than {BUSY_SECONDS:g} seconds; close it and answer again"
    if name.startswith("SQLITE_CORRUPT"):
        return f"the file {file} is damaged; it {_MOVE}"
    if name.startswith("SQLITE_NOTADB"):
        return f"{file} is not a file of answers; it {_MOVE}"
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return f"the file {file} cannot be opened for writing; {_ELSEWHERE}"
    return f"the file {file} could not be written or read ({fault}); {_ELSEWHERE}"
