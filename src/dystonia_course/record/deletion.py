"""Deletes all answers, also while a notebook has the file open."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dystonia_course.record.faults import FAULTS, DamagedFileError, NotADatabaseError, unavailable
from dystonia_course.record.location import companions
from dystonia_course.record.opening import connect, kind_of_file
from dystonia_course.record.schema import NewerFileError, version_of


@dataclass(frozen=True)
class Contents:
    """What `record delete` would delete: the number of answers, None if the file cannot be read."""

    files: tuple[Path, ...]
    answers: int | None


def contents(file: Path) -> Contents | None:
    """What is there to delete; None if nothing. Raises RecordUnavailable for a file that is not a file of answers."""
    files = tuple(part for part in (file, *companions(file)) if os.path.lexists(part))
    if not files:
        return None
    if not file.exists():
        return Contents(files, None)
    try:
        kind_of_file(file)
        with contextlib.closing(connect(file, "rw")) as connection:
            return Contents(files, _count(connection))
    except (DamagedFileError, NotADatabaseError, NewerFileError):
        return Contents(files, None)
    except FAULTS as fault:
        if _broken(fault):
            return Contents(files, None)
        raise unavailable(file, fault) from fault


def delete(found: Contents, file: Path) -> list[Path]:
    """Delete the answers; gives the files that are gone. Raises RecordUnavailable or OSError.

    The rows are overwritten first, then the files go. Where a notebook holds the file open and the system does not let
    an open file go (Windows), the emptied file stays.
    """
    if found.answers is None:
        return _remove(found.files)
    try:
        with contextlib.closing(connect(file, "rw")) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            if version_of(connection):
                for table in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    connection.execute(f"DELETE FROM {table[0]}")  # of whatever version; with the counter of rows
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if os.name == "nt":
                connection.close()  # an open file cannot go
            else:
                connection.execute(
                    "BEGIN IMMEDIATE"
                )  # a notebook that wants to write now finds the file gone afterwards
            return _remove((*companions(file), file))
    except FAULTS as fault:
        raise unavailable(file, fault) from fault


def _count(connection: sqlite3.Connection) -> int:
    if version_of(connection) == 0:
        return 0
    return int(connection.execute("SELECT count(*) FROM responses").fetchone()[0])


def _broken(fault: BaseException) -> bool:
    name = getattr(fault, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _remove(files: Iterable[Path]) -> list[Path]:
    gone = []
    for part in files:
        try:
            part.unlink()
        except FileNotFoundError:
            continue
        except PermissionError:
            if os.name != "nt":
                raise
            continue
        gone.append(part)
    return gone
