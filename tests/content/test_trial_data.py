"""Fetching the trial's table: from a real server that serves it whole, wrong, cut off or altered, and without one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dystonia_course.content import trial_data as module
from dystonia_course.content.trial_data import (
    ADDRESSES,
    BYTES,
    CREDIT,
    FILE,
    FOLDER_VARIABLE,
    INSTEAD,
    SHA256,
    TrialData,
    cache_folder,
    is_the_table,
    trial_data,
)


class Server(ThreadingHTTPServer):
    """Serves `body`, which a test sets; `promised` is the length it announces (the true one if None)."""

    body = b""
    status = 200
    promised: int | None = None
    asked = 0


class Answer(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(self.server.status)
        length = len(self.server.body) if self.server.promised is None else self.server.promised
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:
        """Quietly."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Answer) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder is set, nothing is remembered, and no proxy stands before the local server."""
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    monkeypatch.setattr(module, "_loaded", {})
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def fetch(server: Server, tmp_path: Path) -> Callable[[], TrialData]:
    address = f"http://127.0.0.1:{server.server_port}/{FILE}"
    return lambda: trial_data([address], tmp_path / "cache")


def is_one_sentence(text: str | None) -> bool:
    """One sentence of reason, then what is used instead; nothing of a traceback."""
    assert text is not None
    reason = text.removesuffix(f" {INSTEAD}")
    return text.endswith(INSTEAD) and reason.endswith(".") and "\n" not in text and "Error" not in text


def nothing_is_analysed(found: TrialData) -> None:
    assert found.table is None
    assert found.origin == ""
    assert is_one_sentence(found.problem)
    assert len(found.summary) == 18
    assert found.credit == CREDIT


def test_the_pinned_facts_are_those_of_the_file(trial_bytes: bytes) -> None:
    import hashlib

    assert (len(trial_bytes), hashlib.sha256(trial_bytes).hexdigest()) == (BYTES, SHA256)
    assert all(address.startswith("https://") and address.endswith(f"/data/{FILE}") for address in ADDRESSES)
    assert all(len(address.split("/")[5]) == 40 for address in ADDRESSES)  # a commit, which cannot change
    assert "http://hbiostat.org/data courtesy of the Vanderbilt University Department of Biostatistics" in CREDIT


def test_a_whole_file_is_fetched_once_and_kept(
    server: Server, fetch: Callable[[], TrialData], trial_bytes: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.body = trial_bytes
    found = fetch()
    assert (found.origin, found.problem) == ("download", None)
    assert found.table is not None
    assert len(found.table) == 631
    monkeypatch.setattr(module, "_loaded", {})  # a new session
    again = fetch()
    assert again.origin == "cache"
    assert again.table is not None
    assert again.table.equals(found.table)
    assert server.asked == 1


def test_a_reader_who_changes_the_table_changes_a_copy(
    server: Server, fetch: Callable[[], TrialData], trial_bytes: bytes
) -> None:
    server.body = trial_bytes
    first = fetch().table
    assert first is not None
    first["twstrs"] = 0
    second = fetch().table
    assert second is not None
    assert second["twstrs"].max() == 71
    assert server.asked == 1


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "altered by one digit": (lambda whole: whole.replace(b",32\n", b",31\n", 1), "wrong checksum"),
    "half a file": (lambda whole: whole[: len(whole) // 2], "wrong checksum"),
    "another file": (lambda whole: b"a,b\n1,2\n", "wrong checksum"),
    "a page of a login": (lambda whole: b"<html>Please sign in</html>", "wrong checksum"),
    "nothing": (lambda whole: b"", "wrong checksum"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_not_the_table_is_not_used(
    name: str, server: Server, fetch: Callable[[], TrialData], trial_bytes: bytes, tmp_path: Path
) -> None:
    spoil, words = BROKEN[name]
    server.body = spoil(trial_bytes)
    assert server.body != trial_bytes
    found = fetch()
    nothing_is_analysed(found)
    assert words in str(found.problem)
    assert "127.0.0.1" in str(found.problem)
    assert not any(path.is_file() for path in (tmp_path / "cache").rglob("*"))  # nothing wrong stays behind


def test_a_download_that_breaks_off(server: Server, fetch: Callable[[], TrialData], trial_bytes: bytes) -> None:
    server.body, server.promised = trial_bytes[:5000], len(trial_bytes)
    found = fetch()
    nothing_is_analysed(found)
    assert "the download broke off" in str(found.problem)


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_server_that_refuses(status: int, server: Server, fetch: Callable[[], TrialData]) -> None:
    server.status = status
    found = fetch()
    nothing_is_analysed(found)
    assert f"the server answered {status}" in str(found.problem)


def test_no_connection(tmp_path: Path) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = trial_data([f"http://127.0.0.1:{port}/{FILE}"], tmp_path)
    nothing_is_analysed(found)
    assert "127.0.0.1: no connection" in str(found.problem)


def test_an_unknown_host(tmp_path: Path) -> None:
    found = trial_data([f"http://no-such-host.invalid/{FILE}"], tmp_path)
    nothing_is_analysed(found)
    assert "no-such-host.invalid: no connection" in str(found.problem)


def test_a_server_that_never_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    with closing(socket.socket()) as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        found = trial_data([f"http://127.0.0.1:{deaf.getsockname()[1]}/{FILE}"], tmp_path)
    nothing_is_analysed(found)
    assert "no answer in time" in str(found.problem)


def test_downloads_that_are_not_possible_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in a browser edition that has no way to fetch."""
    monkeypatch.setitem(__import__("sys").modules, "pooch", None)
    found = trial_data(cache=tmp_path)
    nothing_is_analysed(found)
    assert "downloads are not possible here" in str(found.problem)


def test_the_second_address_helps_when_the_first_fails(server: Server, tmp_path: Path, trial_bytes: bytes) -> None:
    server.body = trial_bytes
    good = f"http://127.0.0.1:{server.server_port}/{FILE}"
    found = trial_data([f"http://no-such-host.invalid/{FILE}", good], tmp_path)
    assert found.origin == "download"
    assert found.problem is None


def test_a_failure_is_remembered_until_it_is_tried_again(server: Server, tmp_path: Path, trial_bytes: bytes) -> None:
    address = [f"http://127.0.0.1:{server.server_port}/{FILE}"]
    server.status = 500
    assert trial_data(address, tmp_path).table is None
    server.status, server.body = 200, trial_bytes
    assert trial_data(address, tmp_path).table is None
    assert server.asked == 1
    assert trial_data(address, tmp_path, again=True).table is not None


def test_a_spoilt_file_in_the_cache_is_replaced(
    server: Server, fetch: Callable[[], TrialData], trial_bytes: bytes, tmp_path: Path
) -> None:
    kept = tmp_path / "cache" / FILE
    kept.parent.mkdir()
    kept.write_bytes(trial_bytes[:-100])
    server.body = trial_bytes
    assert fetch().origin == "download"
    assert kept.read_bytes() == trial_bytes


def test_nothing_is_printed(
    server: Server, fetch: Callable[[], TrialData], trial_bytes: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    server.body = trial_bytes
    fetch()
    assert capfd.readouterr() == ("", "")


# ------------------------------------------------------------------ the folder that takes its place


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    return tmp_path


def test_a_folder_takes_the_place_of_the_download(folder: Path, server: Server, trial_bytes: bytes) -> None:
    (folder / FILE).write_bytes(trial_bytes)
    found = trial_data([f"http://127.0.0.1:{server.server_port}/{FILE}"])
    assert (found.origin, found.problem) == ("folder", None)
    assert server.asked == 0


def test_windows_line_ends_are_the_same_table(folder: Path, trial_bytes: bytes) -> None:
    (folder / FILE).write_bytes(trial_bytes.replace(b"\n", b"\r\n"))
    found = trial_data()
    assert found.table is not None
    assert len(found.table) == 631
    assert list(found.table["sex"].unique()) == ["F", "M"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda whole: None, f"There is no {FILE} in the folder that {FOLDER_VARIABLE} names."),
        (lambda whole: whole[:8000], "is cut off or another file (8000 of 16838 bytes), so it is not used"),
        (lambda whole: whole.replace(b"Placebo", b"10000U ", 1), "was altered or is another file"),
        (lambda whole: b"", "is cut off or another file (0 of 16838 bytes)"),
    ],
)
def test_a_folder_without_the_right_file(
    spoil: Callable[[bytes], bytes | None], words: str, folder: Path, trial_bytes: bytes
) -> None:
    content = spoil(trial_bytes)
    if content is not None:
        (folder / FILE).write_bytes(content)
    found = trial_data()
    nothing_is_analysed(found)
    assert words in str(found.problem)
    assert FOLDER_VARIABLE in str(found.problem)
    assert str(folder) not in str(found.problem)


def test_a_folder_that_does_not_exist(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder / "gone"))
    found = trial_data()
    nothing_is_analysed(found)
    assert "does not exist" in str(found.problem)


def test_a_folder_that_cannot_be_read(folder: Path) -> None:
    (folder / FILE).mkdir()
    found = trial_data()
    nothing_is_analysed(found)
    assert "cannot be read" in str(found.problem)


def test_the_cache_follows_the_learners_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYSTONIA_COURSE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "downloads"
    monkeypatch.delenv("DYSTONIA_COURSE_HOME")
    assert "dystonia-course" in str(cache_folder())


def test_only_the_table_is_the_table(trial_bytes: bytes) -> None:
    assert is_the_table(trial_bytes)
    assert not is_the_table(trial_bytes + b"\n")
