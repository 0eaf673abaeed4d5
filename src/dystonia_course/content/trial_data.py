"""The patient-level table of the type B trial: fetched from its public home, never kept in this repository.

Its terms are not formal, so the course does not pass it on. The file is fetched once, checked by its sha256 and kept in
the user's cache. The environment variable DYSTONIA_COURSE_DATA may name a folder that holds `cdystonia.csv`; then
nothing is fetched. A file that is not exactly the trial's table is never used: without it, `summary` (means by arm and
week, which the course does hold) is what remains, and `problem` says in one sentence why.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dystonia_course.content.files import data_folder, read_csv

if TYPE_CHECKING:
    import pandas as pd

FILE = "cdystonia.csv"
SHA256 = "7713160ec7b9f10500b1a58d97ff555bcdee630ebde3e61672a371c103b9c636"
BYTES = 16_838
ADDRESSES = (
    "https://raw.githubusercontent.com/fonnesbeck/Bios8366/b50cd42ca4258a08368a63b97140e3868aeb459c/data/cdystonia.csv",
    "https://raw.githubusercontent.com/fonnesbeck/statistical-analysis-python-tutorial/"
    "4a2444f6f677b24e62f4db94d96846d5ca9868e1/data/cdystonia.csv",
)
"""Two public copies of the same file, each at a fixed commit."""
CREDIT = (
    "Data obtained from http://hbiostat.org/data courtesy of the Vanderbilt University Department of Biostatistics. "
    "Original trial: Brashear et al., Neurology 1999;53:1439-1446; table published in Davis (2002)."
)
"""Stands next to every use of the table."""
FOLDER_VARIABLE = "DYSTONIA_COURSE_DATA"
PATIENCE = 5
"""Seconds to wait for an address."""
INSTEAD = "The summary by arm and week is used instead."


class TrialDataUnavailableError(Exception):
    """The table cannot be had; `str()` is one sentence for a person."""


@dataclass(frozen=True)
class TrialData:
    """`table` has one row a visit, or is None; then `problem` says why. `summary` is always there.

    `origin` is where the table came from: `folder`, `cache` or `download`; empty without a table.
    """

    table: pd.DataFrame | None
    origin: str
    problem: str | None
    summary: list[dict[str, str]]
    credit: str = CREDIT


_loaded: dict[tuple[str | None, Path, tuple[str, ...]], TrialData] = {}


def trial_data(addresses: Sequence[str] = ADDRESSES, cache: Path | None = None, *, again: bool = False) -> TrialData:
    """The trial's table, or the reason why there is none. Never raises for a missing, broken or altered file.

    The answer is kept for the session; `again` tries once more, for instance when the network is back.
    """
    folder = os.environ.get(FOLDER_VARIABLE) or None
    cache = cache or cache_folder()
    key = (folder, cache, tuple(addresses))
    if again or key not in _loaded:
        summary = read_csv(data_folder() / "trial_summary.csv")
        try:
            content, origin = _from_folder(Path(folder)) if folder else _from_home(addresses, cache)
        except TrialDataUnavailableError as error:
            _loaded[key] = TrialData(None, "", f"{error} {INSTEAD}", summary)
        else:
            import pandas as pd

            _loaded[key] = TrialData(pd.read_csv(io.BytesIO(content)), origin, None, summary)
    found = _loaded[key]
    return found if found.table is None else TrialData(found.table.copy(), found.origin, None, found.summary)


def cache_folder() -> Path:
    """Where a fetched file is kept: `downloads` in DYSTONIA_COURSE_HOME if that is set, else the user's cache."""
    home = os.environ.get("DYSTONIA_COURSE_HOME")
    if home:
        return Path(home) / "downloads"
    from platformdirs import user_cache_path

    return user_cache_path("dystonia-course")


def is_the_table(content: bytes) -> bool:
    """Whether these bytes are the trial's table, whichever line ends they have."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest() == SHA256


def _from_folder(folder: Path) -> tuple[bytes, str]:
    named = f"folder that {FOLDER_VARIABLE} names"
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        where = f"There is no {FILE} in the {named}." if folder.is_dir() else f"The {named} does not exist."
        raise TrialDataUnavailableError(where) from None
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise TrialDataUnavailableError(f"{FILE} in the {named} cannot be read ({reason}).") from None
    if not is_the_table(content):
        raise TrialDataUnavailableError(f"{FILE} in the {named} {_not_the_table(content)}, so it is not used.")
    return content, "folder"


def _not_the_table(content: bytes) -> str:
    size = len(content.replace(b"\r\n", b"\n"))
    if size < BYTES:
        return f"is cut off or another file ({size} of {BYTES} bytes)"
    return "was altered or is another file (its checksum is not that of the trial's table)"


def _from_home(addresses: Sequence[str], cache: Path) -> tuple[bytes, str]:
    path = cache / FILE
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if is_the_table(content):
        return content, "cache"
    reasons: list[str] = []
    for address in addresses:
        try:
            content = _fetch(address, cache).read_bytes()
            if is_the_table(content):
                return content, "download"
            reason = "another file came"
        except Exception as error:  # whatever happens on the way, the reader gets a sentence
            reason = _reason(error)
        place = urlsplit(address).hostname or address
        if f"{place}: {reason}" not in reasons:
            reasons.append(f"{place}: {reason}")
    raise TrialDataUnavailableError(
        f"The trial's table is not on this computer and could not be fetched ({'; '.join(reasons) or 'no address'})."
    )


def _fetch(address: str, cache: Path) -> Path:
    """Download to the cache. A file with another sha256 is thrown away by pooch, which raises ValueError."""
    import pooch

    log = pooch.get_logger()
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        downloader = pooch.HTTPDownloader(timeout=PATIENCE)
        found: Any = pooch.retrieve(address, f"sha256:{SHA256}", fname=FILE, path=cache, downloader=downloader)
        return Path(found)
    finally:
        log.setLevel(before)


def _reason(error: Exception) -> str:
    """In a few words, why a download failed. The names are those of requests, which need not be importable here."""
    names = {kind.__name__ for kind in type(error).__mro__}
    status = getattr(getattr(error, "response", None), "status_code", None)
    if status is not None:
        return f"the server answered {status}"
    if isinstance(error, ValueError) and "hash" in str(error).lower():
        return "another file came, with a wrong checksum, and was thrown away"
    if names & {"ChunkedEncodingError", "IncompleteRead", "ContentDecodingError"}:
        return "the download broke off"
    if "Timeout" in names:
        return "no answer in time"
    if names & {"ConnectionError", "ConnectionRefusedError", "gaierror"}:
        return "no connection"
    if isinstance(error, ImportError):
        return "downloads are not possible here"
    if isinstance(error, OSError):
        return (error.strerror or "no connection or no place to keep the file").lower()
    return "the download failed"
