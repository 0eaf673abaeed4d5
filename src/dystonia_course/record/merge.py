"""Puts the exported answers of several learners together and writes the tables of the class."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from dystonia_course.record.class_files import ClassAnswer, ClassFileError, read_class_file, write_class_csv
from dystonia_course.record.export import spreadsheet_cell, write_whole
from dystonia_course.record.scoring import ChoiceError, score
from dystonia_course.record.test_result import SMALLEST_CLASS

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.record.class_rows import ClassStatistics

KEPT = datetime.timedelta(days=365)
TABLES: dict[str, tuple[str, ...]] = {
    "tests.csv": ("form", "occasion", "date", "n", "label", "items", "mean", "deviation", "kr20", "remark"),
    "items.csv": ("form", "occasion", "date", "question_id", "objectives", "n", "label", "p", "r", "flags"),
    "options.csv": (
        "form",
        "occasion",
        "date",
        "question_id",
        "n",
        "label",
        "option",
        "key",
        "count",
        "share",
        "r",
        "flags",
    ),
    "confidence.csv": (
        "form",
        "occasion",
        "date",
        "learners",
        "label",
        "level",
        "answers",
        "right",
        "share",
        "low",
        "high",
        "flags",
    ),
    "confident_errors.csv": ("form", "occasion", "date", "question_id", "n", "label", "count", "choices"),
    "gain.csv": ("n", "label", "date", "before", "after", "difference", "low", "high", "g", "band"),
}
"""The files that are written beside `answers.csv` and `notes.txt`, with their columns."""


@dataclass(frozen=True)
class Merged:
    """The answers of a class; `codes` gives the file of each learner."""

    answers: tuple[ClassAnswer, ...]
    codes: dict[str, Path]


def merge(files: Sequence[Path], course: Course) -> Merged:
    """The answers of all `files`, one learner each. Raises ClassFileError naming file and record, or OSError.

    Refused are: a file that this course did not export or that was changed, the same file or learner twice, the same
    answer twice, two codes in one file, a verdict that does not fit its choice, and a file of another course.
    """
    answers: list[ClassAnswer] = []
    codes: dict[str, Path] = {}
    tokens: dict[str, str] = {}
    for file in files:
        found = read_class_file(file)
        code = found[0].code
        if code in codes:
            other = "the same file" if codes[code].resolve() == file.resolve() else codes[code].name
            problem = (
                f"the code '{code}' was already read from {other}; give each learner once, under a code of their own"
            )
            raise ClassFileError(file, "", problem)
        if not any(one.response.question_id in course.questions for one in found):
            raise ClassFileError(file, "", "this course has none of its questions; it belongs to another course")
        attempts = set()
        for position, one in enumerate(found, start=1):
            record = f"answer {position} ({one.response.question_id})"
            if one.code != code:
                raise ClassFileError(file, record, f"it has the code '{one.code}', the file began with '{code}'")
            if one.response.token in tokens:
                raise ClassFileError(file, record, f"the same answer stands in {tokens[one.response.token]}")
            attempt = (one.response.question_id, one.response.attempt)
            if attempt in attempts:
                raise ClassFileError(file, record, f"it is a second attempt number {one.response.attempt}")
            attempts.add(attempt)
            tokens[one.response.token] = f"{file.name} as answer {position}"
            answers.append(_judged(file, record, one, course))
        codes[code] = file
    return Merged(tuple(answers), codes)


def _judged(file: Path, record: str, answer: ClassAnswer, course: Course) -> ClassAnswer:
    """The answer with its verdict, found again from the choice where this course has that version of the question."""
    response = answer.response
    question = course.questions.get(response.question_id)
    if question is None or question.version != response.question_version or question.kind == "short_answer":
        return answer
    try:
        correct = score(question, response.choice)
    except ChoiceError as error:
        raise ClassFileError(file, record, f"{error.problem}; the file was changed") from None
    if response.correct is not None and response.correct != correct:
        raise ClassFileError(file, record, "its verdict does not fit its choice; the file was changed")
    return replace(answer, response=replace(response, correct=correct))


def write_class(
    merged: Merged, statistics: ClassStatistics, folder: Path, delete_by: datetime.date | None = None
) -> list[Path]:
    """Write all tables into `folder`, which is made if need be; files that are there are replaced. Raises OSError.

    `delete_by` is the day by which the notes ask to delete it all; a year from today if not given.
    """
    day = delete_by or datetime.date.today() + KEPT
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "answers.csv"]
    write_whole(written[0], lambda to: write_class_csv(merged.answers, to))
    for name, rows in _rows(merged, statistics).items():
        written.append(folder / name)
        write_whole(written[-1], _table(TABLES[name], rows))
    written.append(folder / "notes.txt")
    write_whole(written[-1], lambda to: to.writelines(f"{line}\n" for line in notes_of(statistics, day)))
    return written


def _rows(merged: Merged, statistics: ClassStatistics) -> dict[str, list[dict[str, Any]]]:
    from dystonia_course.record.item_statistics import label_of

    gain = statistics.gain
    date = max((one.response.time[:10] for one in merged.answers if one.occasion), default="")
    return {
        "tests.csv": [vars(row) for row in statistics.tests],
        "items.csv": [vars(row) for row in statistics.items],
        "options.csv": [vars(row) for row in statistics.options],
        "confidence.csv": [
            {
                **vars(row),
                "answers": row.share.of if row.share else None,
                "right": row.share.right if row.share else None,
                "share": row.share.value if row.share else None,
                "low": row.share.low if row.share else None,
                "high": row.share.high if row.share else None,
            }
            for row in statistics.levels
        ],
        "confident_errors.csv": [vars(row) for row in statistics.errors],
        "gain.csv": []
        if gain is None
        else [
            {
                **vars(gain),
                "label": label_of(gain.n),
                "date": date,
                "difference": gain.difference.value,
                "low": gain.difference.low,
                "high": gain.difference.high,
            }
        ],
    }


def _table(columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> Callable[[TextIO], None]:
    """What writes these columns of the rows, for `write_whole`."""

    def write(to: TextIO) -> None:
        writer = csv.writer(to)
        writer.writerow(columns)
        writer.writerows([_cell(row[column]) for column in columns] for row in rows)

    return write


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, tuple):
        return "; ".join(value)
    return spreadsheet_cell(value)


def notes_of(statistics: ClassStatistics, delete_by: datetime.date) -> list[str]:
    """What must be said with the tables: sizes, what is hidden, what the columns mean, and when to delete it all."""
    words = statistics.gain.words if statistics.gain else ()
    return [
        f"{statistics.learners} learners.",
        f'Nothing is shown about fewer than {SMALLEST_CLASS} learners. 10 to 29: "indicative"; 30 to 99: "caution".',
        "Counts of options and of levels of confidence under 5 are hidden. An empty cell is hidden or does not exist.",
        "p: share right at the first try; in a test, of the answer that stood when it was closed.",
        "r: corrected point-biserial, the item against the learner's other items.",
        "After teaching to mastery, high p and low r are success, not bad items. The bands are rules of thumb.",
        "p is shown from 10 learners on, also where few were right or wrong.",
        f"Delete this folder and the learners' files by {delete_by}.",
        *words,
        *statistics.notes,
    ]
