"""Opens the file of answers, so that a file that we cannot use stays as it was, byte for byte."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from pathlib import Path
from urllib.parse import quote

from dystonia_course.record.faults import BUSY_SECONDS, DamagedFileError, NotADatabaseError, NotAFileError
from dystonia_course.record.location import companions
from dystonia_course.record.schema import VERSION, migrate, version_of

_MAGIC = b"SQLite format 3\x00"
_NO_INDEX = ("SQLITE_CANTOPEN", "SQLITE_PROTOCOL", "SQLITE_IOERR_SHM")
"""What SQLite says where the shared index of a write-ahead log cannot be had."""
_URI_OPTIONS = ""
"""Added to every address that SQLite opens; tests choose another file layer here."""


def open_for_writing(file: Path) -> sqlite3.Connection:
    """Open `file`, creating or migrating it if need be, ready for `BEGIN IMMEDIATE`. Raises one of FAULTS.

    The file is first looked at through a connection that cannot write: a damaged, foreign or newer one is never
    opened for writing. Only a left-over rollback journal, which SQLite must play back, makes an exception.
    """
    _prepare(file)
    looked = bool(_size(file)) and not _size(file.with_name(file.name + "-journal")) and _look(file)
    connection = connect(file, "rw")
    try:
        if not looked:
            _leave_write_ahead_log(connection)
            _check(connection)
        _set_up(connection)
        migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA user_version = {VERSION}")  # a file that may only be read fails here at the latest
        connection.execute("ROLLBACK")
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(file: Path) -> sqlite3.Connection:
    """Open a sound file of ours without changing it, also where nothing can be written. Raises one of FAULTS."""
    kind_of_file(file)
    options = [""]
    if not any(_size(part) for part in companions(file)):
        options.append("&immutable=1")  # an index cannot be written here, and there is no log to read
    for option in options:
        connection = connect(file, f"ro{option}")
        try:
            _check(connection)
        except sqlite3.OperationalError:
            connection.close()
            if option == options[-1]:
                raise
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError("unreachable")


def identity(file: Path) -> tuple[int, int] | None:
    """Tells whether `file` is still the same file; None if there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _size(file: Path) -> int:
    """Bytes; 0 if there is no such file."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def connect(file: Path, mode: str) -> sqlite3.Connection:
    """A connection without implicit transactions that waits for others; `mode` is `ro` or `rw`. Creates no file."""
    path = quote(os.fsencode(file.as_posix()), safe="/:")
    slash = "" if path.startswith("/") else "/"
    return sqlite3.connect(
        f"file://{slash}{path}?mode={mode}{_URI_OPTIONS}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def kind_of_file(file: Path) -> None:
    """Raise unless `file` is a plain file that is empty or begins as an SQLite database does."""
    mode = file.stat().st_mode
    if stat.S_ISDIR(mode):
        raise NotAFileError("a folder")
    if not stat.S_ISREG(mode):
        raise NotAFileError("a device or a pipe")
    with file.open("rb") as begun:
        start = begun.read(len(_MAGIC))
    if start and start != _MAGIC:
        raise NotADatabaseError


def _prepare(file: Path) -> None:
    """Make the folder and an empty file that only its owner can read, or check what is there."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _size(file.with_name(file.name + "-wal")) and not _size(file) and not file.is_dir():
        raise DamagedFileError  # a log without its file: SQLite would throw it away
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    kind_of_file(file)


def _look(file: Path) -> bool:
    """Check a file through a connection that cannot write. False if that takes a connection that can write."""
    connection = connect(file, "ro")
    try:
        _check(connection)
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorname.startswith((*_NO_INDEX, "SQLITE_READONLY")):  # the latter: a journal to play back
            return False
        raise
    finally:
        connection.close()
    return True


def _check(connection: sqlite3.Connection) -> None:
    version_of(connection)
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise DamagedFileError


def _leave_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Turn a file that was kept with a write-ahead log into a plain one, where the log's index cannot be had."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as fault:
        if not fault.sqlite_errorname.startswith(_NO_INDEX):
            raise
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_master")


def _set_up(connection: sqlite3.Connection) -> None:
    """Write-ahead log where it can be had, else SQLite's rollback journal; every commit reaches the disk."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            break
        except sqlite3.OperationalError as fault:
            if not fault.sqlite_errorname.startswith("SQLITE_BUSY"):
                connection.execute("PRAGMA journal_mode = DELETE").fetchone()
                break
            if time.monotonic() > end:
                raise
            time.sleep(0.01)  # SQLite does not wait by itself when the journal is changed
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: not only to the drive's own cache
    connection.execute("PRAGMA checkpoint_fullfsync = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
