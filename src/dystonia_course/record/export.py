"""Writes answers out as CSV or JSON Lines."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal, TextIO

from dystonia_course.record.response import COLUMNS, Response

Format = Literal["csv", "jsonl"]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_csv(responses: Sequence[Response], to: TextIO) -> None:
    """One header row, then one row an answer, as RFC 4180 has it: comma, quotes where needed, lines end in CR LF.

    `choice` is JSON. `correct` is true, false, or empty where the course does not mark. A spreadsheet takes a cell that
    begins with = + - @ or a control character for a formula; such a cell gets an apostrophe in front. For exact values
    use JSON Lines.
    """
    writer = csv.writer(to)
    writer.writerow(COLUMNS)
    writer.writerows(csv_cells(response) for response in responses)


def csv_cells(response: Response) -> list[str]:
    """The cells of an answer in the order of COLUMNS, as `write_csv` writes them."""
    values = asdict(response)
    values["choice"] = json.dumps(response.choice, ensure_ascii=False, sort_keys=True)
    values["correct"] = {True: "true", False: "false", None: ""}[response.correct]
    return [spreadsheet_cell(values[column]) for column in COLUMNS]


def write_jsonl(responses: Sequence[Response], to: TextIO) -> None:
    """One JSON object a line, in ASCII, exactly as kept."""
    for response in responses:
        to.write(json.dumps(asdict(response), ensure_ascii=True) + "\n")


WRITERS: dict[Format, Callable[[Sequence[Response], TextIO], None]] = {"csv": write_csv, "jsonl": write_jsonl}


def check_place(to: Path) -> None:
    """Raise an OSError that says what is wrong if no file can stand at `to`."""
    if to.is_dir():
        raise IsADirectoryError(None, "it is a folder; name a file in it", str(to))
    if not to.parent.is_dir():
        raise FileNotFoundError(None, "there is no such folder; make it first", str(to.parent))


def write_whole(to: Path, write: Callable[[TextIO], None]) -> None:
    """Let `write` write the file `to`, as a whole or not at all; one that is there is replaced. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=f".{to.name}.", dir=to.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as written:
            write(written)
        Path(name).replace(to)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def spreadsheet_cell(value: object) -> str:
    """The value as a cell that no spreadsheet runs: an apostrophe stands before what begins as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text


def plain_text(cell: str) -> str:
    """The text of a cell that `spreadsheet_cell` has written."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell
