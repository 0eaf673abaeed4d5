"""A file that cannot be used: the lesson goes on, says why in one sentence, and the file stays byte for byte."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dystonia_course.record import faults, opening
from dystonia_course.record.faults import NewerFileError, unavailable
from dystonia_course.record.schema import VERSION
from dystonia_course.record.store import RecordUnavailable, Response, Store

Keep = Callable[..., Response]


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with 60 answers on some twenty pages, closed."""
    file = tmp_path_factory.mktemp("finished") / "answers.sqlite"
    with Store(file) as store:
        for number in range(60):
            store.add(
                question_id=f"q-{number % 20}",
                question_version=1,
                lesson="condition",
                pool="lesson",
                choice={"text": "x" * 1000, "points": []},
                correct=None,
                seconds=4,
                token=f"before-{number}",
            )
    return file


@pytest.fixture
def kept(file: Path, finished: Path) -> Path:
    """A copy of that file."""
    file.parent.mkdir()
    shutil.copy(finished, file)
    return file


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def refuses(file: Path, keep: Keep, *words: str) -> str:
    """The store at `file` keeps nothing, says why with `words`, raises nothing else, and the file stays as it is."""
    before = digest(file) if file.is_file() else None
    with Store(file) as store:
        sentence = store.problem()
        assert sentence is not None
        assert store.responses() == []
        assert store.responses(["q-1"]) == []
        with pytest.raises(RecordUnavailable) as caught:
            keep(store)
        assert str(caught.value) == sentence == store.problem()
        with pytest.raises(RecordUnavailable):
            store.read()
    assert (digest(file) if file.is_file() else None) == before
    assert sentence.startswith("Your answers are not being kept: ")
    assert sentence.endswith(".")
    assert sentence.count("\n") == 0
    assert str(file) in sentence or str(file.parent) in sentence
    for word in words:
        assert word in sentence, sentence
    return sentence


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_file_is_left_as_it_is(kept: Path, keep: Keep, seed: int) -> None:
    """The begin of every page but the first is overwritten with noise."""
    chance = random.Random(seed)
    data = bytearray(kept.read_bytes())
    pages = len(data) // 4096
    for page in range(1, pages):
        data[page * 4096 : page * 4096 + 300] = chance.randbytes(300)
    kept.write_bytes(data)
    refuses(kept, keep, "damaged", "move it elsewhere")


def test_a_file_whose_list_of_tables_is_damaged_is_left_as_it_is(kept: Path, keep: Keep) -> None:
    data = bytearray(kept.read_bytes())
    data[100:4096] = b"\xa5" * 3996
    kept.write_bytes(data)
    refuses(kept, keep, "damaged")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_left_as_it_is(kept: Path, keep: Keep, share: float) -> None:
    data = kept.read_bytes()
    kept.write_bytes(data[: int(len(data) * share)])
    refuses(kept, keep, "damaged")


def test_a_damaged_file_with_a_log_beside_it_is_left_as_it_is(file: Path, keep: Keep, tmp_path: Path) -> None:
    """As after a sudden end: the log holds answers that are not in the main file yet, and the main file is broken."""
    store = Store(file)
    for _ in range(40):
        keep(store, choice={"text": "x" * 1000, "points": []})
    store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    for _ in range(3):
        keep(store)
    copy = tmp_path / "copy" / "answers.sqlite"
    copy.parent.mkdir()
    shutil.copy(file, copy)
    shutil.copy(f"{file}-wal", f"{copy}-wal")
    store.close()
    data = bytearray(copy.read_bytes())
    for page in range(2, len(data) // 4096 - 2):
        data[page * 4096 : (page + 1) * 4096] = b"\x5a" * 4096
    copy.write_bytes(data)
    log = digest(Path(f"{copy}-wal"))
    refuses(copy, keep, "damaged")
    assert digest(Path(f"{copy}-wal")) == log


def test_a_log_whose_file_is_gone_is_not_thrown_away(file: Path, keep: Keep, tmp_path: Path) -> None:
    store = Store(file)
    for _ in range(3):
        keep(store)
    lone = tmp_path / "lone" / "answers.sqlite"
    lone.parent.mkdir()
    log = Path(f"{lone}-wal")
    shutil.copy(f"{file}-wal", log)
    store.close()
    before = digest(log)
    refuses(lone, keep, "damaged")
    assert digest(log) == before
    assert not lone.exists()


@pytest.mark.parametrize("content", [b"Dear diary, ...", b"\x00" * 8192, b"SQLite format 2\x00" + b"x" * 5000, b"x"])
def test_a_file_that_is_no_database_is_left_as_it_is(file: Path, keep: Keep, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    refuses(file, keep, "is not a file of answers", "move it elsewhere")
    assert file.read_bytes() == content


def test_a_header_without_a_database_behind_it_is_left_as_it_is(file: Path, keep: Keep) -> None:
    file.parent.mkdir()
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4080)
    refuses(file, keep)


def test_the_database_of_another_program_is_left_as_it_is(file: Path, keep: Keep) -> None:
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file)) as other, other:
        other.execute("CREATE TABLE bookmarks (address TEXT)")
    refuses(file, keep, "belongs to another program")


def test_a_newer_file_is_left_as_it_is(kept: Path, keep: Keep) -> None:
    with contextlib.closing(sqlite3.connect(kept)) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    refuses(kept, keep, "newer version of this course", "update the course")


def test_a_folder_in_place_of_the_file(file: Path, keep: Keep) -> None:
    (file / "something of mine").mkdir(parents=True)
    refuses(file, keep, "is a folder")
    assert (file / "something of mine").is_dir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_place_of_the_file_does_not_make_us_wait(file: Path, keep: Keep) -> None:
    file.parent.mkdir()
    os.mkfifo(file)
    refuses(file, keep, "pipe")


def test_a_file_in_place_of_the_folder(tmp_path: Path, keep: Keep) -> None:
    (tmp_path / "data").write_text("mine")
    refuses(tmp_path / "data" / "answers.sqlite", keep, "cannot be used", "DYSTONIA_COURSE_HOME")
    assert (tmp_path / "data").read_text() == "mine"


def test_no_home_folder(monkeypatch: pytest.MonkeyPatch, keep: Keep) -> None:
    monkeypatch.setenv("DYSTONIA_COURSE_HOME", "~nobody-of-that-name/answers")
    store = Store()
    sentence = store.problem()
    assert sentence is not None
    assert "cannot be found" in sentence
    assert store.responses() == []
    with pytest.raises(RecordUnavailable):
        keep(store)


def test_moving_the_damaged_file_away_begins_a_new_one(kept: Path, keep: Keep, tmp_path: Path) -> None:
    kept.write_bytes(b"rubbish")
    with Store(kept) as store:
        assert store.problem() is not None
        kept.rename(tmp_path / "old")
        assert store.problem() is None
        assert keep(store).attempt == 1
    assert (tmp_path / "old").read_bytes() == b"rubbish"


def test_an_empty_file_is_begun(file: Path, keep: Keep) -> None:
    file.parent.mkdir()
    file.touch()
    with Store(file) as store:
        assert keep(store).attempt == 1


def test_a_full_database_keeps_nothing_and_says_so_until_there_is_room(store: Store, keep: Keep) -> None:
    """SQLite's own limit on pages gives the very error of a full disk."""
    keep(store)
    connection = store._connection
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(RecordUnavailable, match="is full; free some space") as caught:
        keep(store, choice="x" * 20_000, token="too much")
    assert store.problem() == str(caught.value)
    assert [one.attempt for one in store.responses()] == [1]
    added = keep(store, choice="x" * 20_000, token="too much")  # there is room again: the limit was the connection's
    assert added.attempt == 2
    assert store.problem() is None


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 kB, where we may make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(small_disk: Path, keep: Keep) -> None:
    """Fill it with answers until one is refused; all that were acknowledged are there, also for a new process."""
    file = small_disk / "answers.sqlite"
    acknowledged = []
    with Store(file) as store:
        said = None
        while said is None:
            try:
                acknowledged.append(keep(store, choice="x" * 500).token)
            except RecordUnavailable as error:
                said = str(error)
        assert "is full; free some space" in said
        assert store.problem() == said
        assert [one.token for one in store.responses()] == acknowledged
    assert acknowledged
    with Store(file) as store:
        assert [one.token for one in store.responses()] == acknowledged


def test_a_disk_that_was_full_from_the_start(small_disk: Path, keep: Keep) -> None:
    with (small_disk / "filler").open("wb") as filler, contextlib.suppress(OSError):
        filler.write(b"x" * 400_000)
    with contextlib.suppress(OSError), (small_disk / "filler").open("ab") as filler:
        while True:
            filler.write(b"x")
            filler.flush()
    with Store(small_disk / "answers.sqlite") as store:
        assert store.problem() is not None
        assert store.responses() == []
        with pytest.raises(RecordUnavailable):
            keep(store)
        (small_disk / "filler").unlink()
        assert store.problem() is None
        assert keep(store).attempt == 1


AS_ANOTHER_USER = """
    import os, sys
    from pathlib import Path
    import sqlite3, json
    from dystonia_course.record.store import RecordUnavailable, Store
    if os.geteuid() == 0:
        os.setgid(65534); os.setuid(65534)
    store = Store(Path(sys.argv[1]))
    said = store.problem()
    read = len(store.responses())
    try:
        store.add(question_id="q-1", question_version=1, lesson="l", pool="lesson", choice="a", correct=True,
                  seconds=1, token="new")
        kept = True
    except RecordUnavailable as error:
        kept = str(error)
    print(json.dumps([said, read, kept]))
"""


def without_rights(file: Path) -> tuple[str | None, int, object]:
    """What a store says, how many answers it shows and whether it keeps one, for somebody who is not root."""
    for folder in file.parents:  # another user must be able to get there
        if folder.is_relative_to(Path("/tmp")) and folder != Path("/tmp") and folder != file.parent:
            folder.chmod(folder.stat().st_mode | 0o755)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(AS_ANOTHER_USER), str(file)], capture_output=True, text=True, check=True
    )
    said, read, kept = json.loads(done.stdout)
    return said, read, kept


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
class TestRights:
    def test_a_file_that_may_only_be_read_still_shows_its_answers(self, kept: Path) -> None:
        kept.chmod(0o444)
        kept.parent.chmod(0o777)
        before = digest(kept)
        said, read, why = without_rights(kept)
        assert said is not None
        assert "cannot be opened for writing" in said
        assert (read, why) == (60, said)
        assert digest(kept) == before

    def test_a_file_in_a_folder_that_may_only_be_read_still_shows_its_answers(self, kept: Path) -> None:
        kept.chmod(0o444)
        kept.parent.chmod(0o555)
        before = digest(kept)
        said, read, why = without_rights(kept)
        assert said is not None
        assert (read, why) == (60, said)
        assert digest(kept) == before

    def test_a_file_that_may_not_be_read(self, kept: Path) -> None:
        kept.chmod(0o000)
        kept.parent.chmod(0o755)
        before = kept.stat().st_mtime_ns
        said, read, why = without_rights(kept)
        assert said is not None
        assert (read, why) == (0, said)
        assert kept.stat().st_mtime_ns == before

    def test_a_folder_that_may_not_be_written(self, tmp_path: Path) -> None:
        folder = tmp_path / "locked"
        folder.mkdir(mode=0o555)
        said, read, why = without_rights(folder / "answers.sqlite")
        assert said is not None
        assert "cannot be used" in said
        assert "DYSTONIA_COURSE_HOME" in said
        assert (read, why) == (0, said)


def test_another_writer_that_does_not_let_go(kept: Path, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.2)
    with Store(kept) as store, contextlib.closing(sqlite3.connect(kept, isolation_level=None)) as other:
        assert store.problem() is None
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordUnavailable, match="another program has held"):
            keep(store)
        assert len(store.responses()) == 60  # reading goes on
        other.execute("ROLLBACK")
        assert keep(store)
        assert store.problem() is None


def test_an_interrupt_between_question_and_answer_leaves_nothing_behind(
    store: Store, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store)

    def interrupted(row: object) -> Response:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("dystonia_course.record.store.from_row", interrupted)
        with pytest.raises(KeyboardInterrupt):
            keep(store)
    assert [one.attempt for one in store.responses()] == [1]
    assert keep(store).attempt == 2


def test_no_sentence_of_ours_is_long_or_jargon() -> None:
    sentence = str(unavailable(Path("/home/x/answers.sqlite"), NewerFileError(9)))
    assert "schema" not in sentence
    assert len(sentence.split()) <= 40
