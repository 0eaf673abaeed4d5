"""Writes the tables of a class as CSV files, with the notes that belong to them."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from dystonia_course.content.citations import LINK
from dystonia_course.record.class_files import ClassAnswer, write_class_csv
from dystonia_course.record.export import spreadsheet_cell, write_whole
from dystonia_course.record.item_statistics import label_of
from dystonia_course.record.set_names import set_name
from dystonia_course.record.test_result import SMALLEST_CLASS

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.record.class_rows import ClassStatistics
    from dystonia_course.record.intervals import Share
    from dystonia_course.record.merge import Merged

KEPT = datetime.timedelta(days=365)
_SET = ("set", "form", "occasion", "date")
_QUESTION = (*_SET, "question_id", "question")
TABLES: dict[str, tuple[str, ...]] = {
    "tests.csv": (*_SET, "n", "label", "items", "mean", "deviation", "kr20", "remark"),
    "items.csv": (*_QUESTION, "objectives", "n", "label", "p", "r", "flags"),
    "options.csv": (*_QUESTION, "n", "label", "option", "option_text", "key", "count", "share", "r", "flags"),
    "confidence.csv": (*_SET, "learners", "label", "level", "answers", "right", "share", "low", "high", "flags"),
    "confident_errors.csv": (*_QUESTION, "n", "label", "count", "choices", "choices_text"),
    "gain.csv": ("n", "label", "date", "before", "after", "difference", "low", "high", "g", "band"),
}
"""The files that are written beside `answers.csv` and `notes.txt`, with their columns.

`set`, `question`, `option_text` and `choices_text` are in words; `form`, `occasion`, `question_id`, `option` and
`choices` are the course's own names, which never change.
"""


def write_class(
    merged: Merged,
    statistics: ClassStatistics,
    course: Course,
    folder: Path,
    delete_by: datetime.date | None = None,
) -> list[Path]:
    """Write all tables into `folder`, which is made if need be; files that are there are replaced. Raises OSError.

    `delete_by` is the day by which the notes ask to delete it all; a year from today if not given.
    """
    day = delete_by or datetime.date.today() + KEPT
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "answers.csv"]
    write_whole(written[0], lambda to: write_class_csv(merged.answers, to))
    for name, rows in _rows(merged, statistics, course).items():
        written.append(folder / name)
        write_whole(written[-1], _table(TABLES[name], rows))
    notes = [*notes_of(statistics, day), *(f"Left out: {one}" for one in merged.left_out)]
    written.append(folder / "notes.txt")
    write_whole(written[-1], lambda to: to.writelines(f"{line}\n" for line in notes))
    return written


def last_test_day(answers: Sequence[ClassAnswer]) -> str:
    """The latest day of an answer that counts in a test, ISO; empty without one."""
    return max((one.response.time[:10] for one in answers if one.occasion), default="")


def option_text(course: Course, question_id: str, option: str) -> str:
    """What an option says; its id where the course does not have it."""
    options = getattr(course.questions.get(question_id), "options", ())
    return next((_without_links(one.text) for one in options if one.id == option), option)


def _without_links(text: str) -> str:
    return LINK.sub(r"\g<label>", text)


def _rows(merged: Merged, statistics: ClassStatistics, course: Course) -> dict[str, list[dict[str, Any]]]:
    def row(of: Any) -> dict[str, Any]:  # noqa: ANN401 (any of the rows in class_rows)
        values = {**vars(of), "set": set_name(of.form, of.occasion, course)}
        question = course.questions.get(values.get("question_id", ""))
        return values if question is None else {**values, "question": _without_links(question.ask)}

    gain = statistics.gain
    return {
        "tests.csv": [row(one) for one in statistics.tests],
        "items.csv": [row(one) for one in statistics.items],
        "options.csv": [
            {**row(one), "option_text": option_text(course, one.question_id, one.option)} for one in statistics.options
        ],
        "confidence.csv": [{**row(one), **_share_cells(one.share)} for one in statistics.levels],
        "confident_errors.csv": [
            {**row(one), "choices_text": tuple(option_text(course, one.question_id, each) for each in one.choices)}
            for one in statistics.errors
        ],
        "gain.csv": []
        if gain is None
        else [
            {
                **vars(gain),
                "label": label_of(gain.n),
                "date": last_test_day(merged.answers),
                "difference": gain.difference.value,
                "low": gain.difference.low,
                "high": gain.difference.high,
            }
        ],
    }


def _share_cells(share: Share | None) -> dict[str, float | None]:
    """The columns of a share; empty where it is hidden."""
    if share is None:
        return dict.fromkeys(("answers", "right", "share", "low", "high"))
    return {"answers": share.of, "right": share.right, "share": share.value, "low": share.low, "high": share.high}


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
        return spreadsheet_cell("; ".join(value))
    return spreadsheet_cell(value)


def notes_of(statistics: ClassStatistics, delete_by: datetime.date) -> list[str]:
    """What must be said with the tables: sizes, what is hidden, what the columns mean, and when to delete it all."""
    words = statistics.gain.words if statistics.gain else ()
    return [
        f"{statistics.learners} learners.",
        f"Nothing is shown about fewer than {SMALLEST_CLASS} learners. 10 to 29: “indicative”; 30 to 99: “caution”.",
        "Counts of options under 5 are hidden, and levels of confidence that fewer than 5 learners used. An empty cell "
        "is hidden or does not exist.",
        "p: share right at the first try; in a test, of the answer that stood when it was closed.",
        "r: corrected point-biserial, the question against the learner's other questions of the same set.",
        "After teaching to mastery, high p and low r are success, not bad questions. The bands are rules of thumb.",
        "p and the share right at a level of confidence are shown from 10 learners on, also where few were right or "
        "wrong.",
        f"Delete this folder and the learners' files by {delete_by}.",
        *words,
        *statistics.notes,
    ]
