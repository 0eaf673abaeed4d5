"""kill -9 at any moment, and two processes that write at once."""

from __future__ import annotations

import contextlib
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dystonia_course.record.store import Response, Store

Keep = Callable[..., Response]

WRITER = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from dystonia_course.record.store import Store
    name, count = sys.argv[2], int(sys.argv[3])
    store = Store(Path(sys.argv[1]))
    os.write(1, b"ready\\n")
    sys.stdin.readline()
    for number in range(count):
        added = store.add(question_id="q", question_version=1, lesson="condition", pool="lesson", choice="a" * 300,
                          correct=True, seconds=1.0, token=f"{name}-{number}")
        os.write(1, f"{added.token} {added.attempt}\\n".encode())  # said to be saved
    """
)


def writer(file: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), name, str(count)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def wait_until_ready(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"


def go(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()


def check(file: Path) -> list[Response]:
    """The answers of a sound file: numbered 1, 2, 3, ... without a gap."""
    with Store(file) as store:
        assert store.problem() is None
        found = store.responses()
    with contextlib.closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert [one.attempt for one in found] == list(range(1, len(found) + 1))
    return found


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_what_was_said_to_be_saved_survives_kill_9(file: Path) -> None:
    """Twenty processes one after the other on one file, each ended at a random moment."""
    chance = random.Random(20260504)
    acknowledged: list[str] = []
    for run in range(20):
        process = writer(file, f"run{run}", 100_000)
        wait_until_ready(process)
        go(process)
        time.sleep(chance.uniform(0.0, 0.12))
        process.kill()
        said, _ = process.communicate()
        lines = said.decode().splitlines()
        if lines and not said.endswith(b"\n"):
            lines.pop()
        acknowledged += [line.split()[0] for line in lines]
        found = [one.token for one in check(file)]
        assert [token for token in found if token in set(acknowledged)] == acknowledged
        assert (
            len(found) - len(acknowledged) <= run + 1
        )  # at most one a process: written, then killed before it could say so
    assert len(acknowledged) > 50


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_kill_9_while_the_file_is_made(tmp_path: Path, keep: Keep) -> None:
    """At a random moment around the very first answer, each time on a new file."""
    chance = random.Random(7)
    for run in range(15):
        file = tmp_path / str(run) / "answers.sqlite"
        process = writer(file, "first", 3)
        wait_until_ready(process)
        go(process)
        time.sleep(chance.uniform(0.0, 0.02))
        process.kill()
        said, _ = process.communicate()
        acknowledged = [line.split()[0] for line in said.decode().splitlines() if line.startswith("first-")]
        found = [one.token for one in check(file)]
        assert found[: len(acknowledged)] == acknowledged
        with Store(file) as store:
            assert keep(store, question_id="q").attempt == len(found) + 1


def test_a_rollback_journal_left_behind_is_played_back(tmp_path: Path, file: Path, keep: Keep) -> None:
    """As after a sudden end where no write-ahead log could be had: half of an answer is in the main file."""
    file.parent.mkdir()
    with Store(file) as store:
        keep(store, question_id="q", choice="x" * 9000)
        store._connection.execute("PRAGMA journal_mode = DELETE")  # type: ignore[union-attr]
    copy = tmp_path / "copy" / "answers.sqlite"
    copy.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size = 2")  # so that the pages are spilled to the file before the end
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE responses SET choice = ?", ('"' + "y" * 90_000 + '"',))
        copy.write_bytes(file.read_bytes())
        Path(f"{copy}-journal").write_bytes(Path(f"{file}-journal").read_bytes())
        raw.execute("ROLLBACK")
    assert b"yyyy" in copy.read_bytes()
    assert [one.choice for one in check(copy)] == ["x" * 9000]
    with Store(copy) as store:
        assert keep(store, question_id="q").attempt == 2


def test_two_processes_write_thousands_of_answers_at_once(file: Path) -> None:
    """They also make the file at the same moment."""
    count = 1500
    processes = [writer(file, name, count) for name in ("one", "two")]
    for process in processes:
        wait_until_ready(process)
    for process in processes:
        go(process)
    said: dict[str, int] = {}
    for process in processes:
        output, _ = process.communicate(timeout=200)
        assert process.returncode == 0
        for line in output.decode().splitlines():
            token, attempt = line.split()
            said[token] = int(attempt)
    found = check(file)
    assert {one.token: one.attempt for one in found} == said
    assert len(found) == 2 * count
    for name in ("one", "two"):
        own = [one.attempt for one in found if one.token.startswith(name)]
        assert own == sorted(own)


def test_several_processes_make_the_file_at_once(tmp_path: Path) -> None:
    for round_number in range(4):
        file = tmp_path / str(round_number) / "answers.sqlite"
        processes = [writer(file, f"p{number}", 2) for number in range(4)]
        for process in processes:
            wait_until_ready(process)
        for process in processes:
            go(process)
        for process in processes:
            process.communicate(timeout=60)
            assert process.returncode == 0
        assert len(check(file)) == 8
