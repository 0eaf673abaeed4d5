"""Everything that a learner's file holds, taken to another computer: a copy of the file, and its return."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dystonia_course.record.export import check_place
from dystonia_course.record.faults import FAULTS, DamagedFileError, Fault, unavailable
from dystonia_course.record.location import FILE_NAME, companions
from dystonia_course.record.opening import connect, open_for_reading, open_for_writing
from dystonia_course.record.schema import NewerFileError, transaction

_TABLES = ("responses", "sittings", "settings", "cards")
_TOKENS = "SELECT token FROM {}.responses"


class CopyError(Exception):
    """A copy cannot be made or taken back. `str()` is one sentence."""


@dataclass(frozen=True)
class Restored:
    """What came back: the answers that are there now, and whether anything was changed."""

    answers: int
    changed: bool


def copy(file: Path, to: Path) -> int:
    """Copy the answers, the tests and the choices in `file` into the one file `to`; gives the number of answers.

    It may be done while a notebook is open. `to` is replaced as a whole. Raises RecordUnavailable, CopyError, OSError.
    """
    check_place(to)
    if to.resolve() in (file, *companions(file)):
        raise CopyError(f"{to} holds your answers themselves; choose another name.")
    try:
        source = open_for_reading(file)
    except FAULTS as fault:
        raise unavailable(file, fault) from fault
    with contextlib.closing(source), tempfile.TemporaryDirectory(prefix=".answers-", dir=to.parent.resolve()) as folder:
        made = Path(folder) / FILE_NAME
        try:
            answers = _copy(source, made)
        except sqlite3.Error as fault:
            raise CopyError(f"{to} cannot be written ({fault}).") from fault
        made.replace(to)
    return answers


def restore(copied: Path, file: Path) -> Restored:
    """Put what `copied` holds in the place of what `file` holds, whole or not at all, if no answer is lost by it.

    Where `file` is already as far as the copy or further, nothing is changed. Raises CopyError, RecordUnavailable, or
    OSError.
    """
    with tempfile.TemporaryDirectory(prefix="answers-") as folder:
        taken = Path(folder) / FILE_NAME
        try:
            with contextlib.closing(open_for_reading(copied.resolve())) as source:
                _copy(source, taken)
            open_for_writing(taken).close()  # brings an older copy up to this version
        except FAULTS as fault:
            raise CopyError(_why_not(copied, fault)) from fault
        try:
            with contextlib.closing(open_for_writing(file)) as connection:
                return _take_over(connection, taken)
        except FAULTS as fault:
            raise unavailable(file, fault) from fault


def _copy(source: sqlite3.Connection, to: Path) -> int:
    """Write a plain file at `to` with what `source` holds; gives the number of answers. Raises one of FAULTS."""
    to.touch(mode=0o600)
    with contextlib.closing(connect(to, "rw")) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE").fetchone()
        if not target.execute("SELECT count(*) FROM sqlite_master WHERE name = 'responses'").fetchone()[0]:
            return 0
        return int(target.execute("SELECT count(*) FROM responses").fetchone()[0])


def _take_over(connection: sqlite3.Connection, taken: Path) -> Restored:
    connection.execute("ATTACH ? AS taken", (str(taken),))
    with transaction(connection):
        here, there = ({str(row[0]) for row in connection.execute(_TOKENS.format(name))} for name in ("main", "taken"))
        if (there < here) or (here and there == here and _tests(connection, "taken") <= _tests(connection, "main")):
            return Restored(len(here), changed=False)
        if here - there:
            count = len(here - there)
            answers = "1 answer" if count == 1 else f"{count} answers"
            raise CopyError(
                f"{answers} on this computer {'is' if count == 1 else 'are'} not in that copy and would be lost. "
                "Keep them with 'record copy --to FILE', delete them with 'record delete', then restore again."
            )
        for table in _TABLES:
            connection.execute(f"DELETE FROM main.{table}")
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM taken.{table}")
    return Restored(len(there), changed=True)


def _tests(connection: sqlite3.Connection, name: str) -> tuple[int, int]:
    """How many tests were opened and closed."""
    opened, closed = connection.execute(f"SELECT count(*), count(closed) FROM {name}.sittings").fetchone()
    return int(opened), int(closed)


def _why_not(copied: Path, fault: Fault) -> str:
    if isinstance(fault, NewerFileError):
        return f"{copied} was made by a newer version of this course; update the course here, then restore again."
    name = getattr(fault, "sqlite_errorname", "") or ""
    if isinstance(fault, DamagedFileError) or name.startswith("SQLITE_CORRUPT"):
        return f"{copied} is damaged; copy it from the other computer again."
    if isinstance(fault, OSError):
        return f"{copied} cannot be read ({fault.strerror or fault})."
    return f"{copied} is no copy that 'record copy' made; an export cannot be restored."
