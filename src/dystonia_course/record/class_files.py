"""A learner's answers for the statistics of a class: under a self-chosen code, with no more than those need.

The days stay, the hours go; what somebody wrote in their own words goes, too. Every answer that counts in a closed test
names the test. A verdict that is still hidden from the learner is left out; merging finds it again from the choice.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from dystonia_course.record.export import Format, csv_cells, plain_text, spreadsheet_cell
from dystonia_course.record.response import COLUMNS, Response
from dystonia_course.record.test_forms import FORMS, OCCASIONS, counting, readable

if TYPE_CHECKING:
    from dystonia_course.record.store import Store

CLASS_COLUMNS = ("code", "occasion", *COLUMNS)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")
OTHER_VERSION = "it was exported by a newer version of this course; update the course here, then merge again"
CODE_RULE = "a code has 3 to 40 letters, digits, dots, hyphens or underscores, and begins with a letter or digit"


class ClassFileError(Exception):
    """A file cannot be merged. `str()` is one sentence that names the file and the record."""

    def __init__(self, file: Path, record: str, problem: str) -> None:
        """`record` is "line 7" or empty; `problem` says what is wrong."""
        super().__init__(f"{file.name}{', ' if record else ''}{record}: {problem}.")


@dataclass(frozen=True)
class ClassAnswer:
    """One answer of one learner of a class; `occasion` names the test in which it counts, or is empty."""

    code: str
    occasion: str
    response: Response


def class_answers(store: Store, code: str) -> list[ClassAnswer]:
    """This learner's answers as they may be given away. Raises ValueError for a bad code, and RecordUnavailable."""
    if not CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no code: {CODE_RULE}")
    with store.reading() as connection:
        tests = counting(connection)
    occasions = {one.token: name for name, given in tests.items() for one in given.values()}
    return [
        ClassAnswer(code, occasions.get(one.token, ""), _lean(one))
        for one in readable(store)
        if one.pool not in FORMS or one.token in occasions
    ]


def _lean(response: Response) -> Response:
    choice = response.choice
    if isinstance(choice, dict) and "text" in choice:
        choice = {**choice, "text": ""}
    return replace(response, time=response.time[:10], choice=choice, seconds=float(round(response.seconds)))


def write_class_csv(answers: Sequence[ClassAnswer], to: TextIO) -> None:
    """As `write_csv`, with the code and the occasion in front."""
    writer = csv.writer(to)
    writer.writerow(CLASS_COLUMNS)
    for one in answers:
        writer.writerow([spreadsheet_cell(one.code), spreadsheet_cell(one.occasion), *csv_cells(one.response)])


def write_class_jsonl(answers: Sequence[ClassAnswer], to: TextIO) -> None:
    """One JSON object a line."""
    for one in answers:
        values = {"code": one.code, "occasion": one.occasion, **asdict(one.response)}
        to.write(json.dumps(values, ensure_ascii=True) + "\n")


CLASS_WRITERS: dict[Format, Callable[[Sequence[ClassAnswer], TextIO], None]] = {
    "csv": write_class_csv,
    "jsonl": write_class_jsonl,
}


def read_class_file(file: Path) -> list[ClassAnswer]:
    """The answers of an exported file, CSV or JSON Lines. Raises ClassFileError, or OSError if it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ClassFileError(file, "", "it is not a text file in UTF-8; it was not exported by this course") from None
    if not text.strip():
        raise ClassFileError(file, "", "it is empty; export it again")
    if not text.endswith("\n"):
        raise ClassFileError(file, "", "its last line is cut off; copy or export it again")
    rows = _jsonl(file, text) if text.lstrip().startswith("{") else _csv(file, text)
    try:
        found = [_answer(file, record, values) for record, values in rows]
    except (csv.Error, RecursionError):
        raise ClassFileError(file, "", "it holds no table that can be read; it is another file") from None
    if not found:
        raise ClassFileError(file, "", "it holds no answers")
    return found


def _csv(file: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = csv.reader(io.StringIO(text, newline=""))
    header = next(rows)
    if tuple(header) == COLUMNS:
        raise ClassFileError(file, "line 1", "it has no code; export it with --code")
    if tuple(header) != CLASS_COLUMNS:
        raise ClassFileError(file, "line 1", _other_columns(header, text))
    for row in rows:
        record = f"line {rows.line_num}"
        if not row:
            continue
        if len(row) != len(header):
            problem = f"it has {len(row)} cells, not {len(header)}; the file is cut off or was changed"
            raise ClassFileError(file, record, problem)
        values: dict[str, Any] = {name: plain_text(cell) for name, cell in zip(header, row, strict=True)}
        try:
            values["choice"] = json.loads(values["choice"])
            values["question_version"], values["attempt"] = int(values["question_version"]), int(values["attempt"])
            values["seconds"] = float(values["seconds"])
            values["confidence"] = int(values["confidence"]) if values["confidence"] else None
            values["correct"] = {"true": True, "false": False, "": None}[values["correct"].lower()]
        except (ValueError, KeyError):
            raise ClassFileError(file, record, "a cell does not hold what it should; the file was changed") from None
        yield record, values


def _other_columns(header: Sequence[str], text: str) -> str:
    """What to say of a file whose columns are not those of an export."""
    if set(CLASS_COLUMNS) < set(header):
        return OTHER_VERSION
    if text.startswith((";".join(CLASS_COLUMNS), "\t".join(CLASS_COLUMNS))):
        return "a spreadsheet program has saved it again and changed it; the file as it was exported is needed"
    return "the columns are not those of this course's export; it is another file"


def _jsonl(file: Path, text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        record = f"line {number}"
        try:
            values = json.loads(line)
        except ValueError:
            raise ClassFileError(file, record, "it is not JSON; the file is cut off or was changed") from None
        if isinstance(values, dict) and set(values) == set(COLUMNS):
            raise ClassFileError(file, record, "it has no code; export it with --code")
        if isinstance(values, dict) and set(CLASS_COLUMNS) < set(values):
            raise ClassFileError(file, record, OTHER_VERSION)
        if not isinstance(values, dict) or set(values) != set(CLASS_COLUMNS):
            raise ClassFileError(file, record, "the fields are not those of this course's export; it is another file")
        yield record, values


def _answer(file: Path, record: str, values: dict[str, Any]) -> ClassAnswer:
    problem = _problem(values)
    if problem:
        raise ClassFileError(file, record, problem)
    return ClassAnswer(values["code"], values["occasion"], Response(**{name: values[name] for name in COLUMNS}))


def _problem(values: dict[str, Any]) -> str | None:
    """What is wrong with a row, or None."""
    kinds = {"question_id": str, "lesson": str, "pool": str, "time": str, "token": str}
    if not isinstance(values["code"], str) or not CODE.fullmatch(values["code"]):
        return f"'{values['code']}' is no code: {CODE_RULE}"
    if values["occasion"] not in ("", *OCCASIONS):
        return f"'{values['occasion']}' is no test of this course"
    for name, kind in kinds.items():
        if not isinstance(values[name], kind) or not values[name]:
            return f"the field '{name}' does not hold what it should"
    if not _is_day(values["time"][:10]):
        return f"'{values['time']}' does not begin with a day such as 2027-01-31; the file was changed"
    whole = [values["attempt"], values["question_version"]]
    if not all(type(one) is int and one >= 1 for one in whole):
        return "the number of the attempt or of the version is not a whole number from 1"
    if values["confidence"] not in (None, 1, 2, 3) or isinstance(values["confidence"], bool):
        return f"the confidence must be 1, 2, 3 or empty, not {values['confidence']!r}"
    if values["correct"] not in (None, True, False) or type(values["correct"]) is int:
        return f"'{values['correct']}' is neither true nor false"
    return None


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def by_code(answers: Iterable[ClassAnswer]) -> dict[str, list[ClassAnswer]]:
    """The answers of each learner."""
    found: dict[str, list[ClassAnswer]] = {}
    for one in answers:
        found.setdefault(one.code, []).append(one)
    return found
