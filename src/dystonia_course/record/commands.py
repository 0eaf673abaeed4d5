"""`python -m dystonia_course record`: where the answers are, export, copy, restore, delete, merge those of a class."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from dystonia_course.record.class_files import (
    CLASS_WRITERS,
    CODE,
    CODE_RULE,
    class_answers,
)
from dystonia_course.record.copying import CopyError, copy, restore
from dystonia_course.record.deletion import Contents, contents, delete
from dystonia_course.record.export import WRITERS, Format, check_place, write_whole
from dystonia_course.record.location import companions
from dystonia_course.record.store import RecordUnavailable, Store
from dystonia_course.record.test_forms import readable


def add_parser(commands: Any) -> None:  # noqa: ANN401 (argparse keeps the type of its subparsers private)
    """Describe `record` and its commands."""
    parser = commands.add_parser("record", help="your answers: where they are, export, copy, restore, delete")
    actions = parser.add_subparsers(title="commands", dest="action", metavar="COMMAND", required=True)
    actions.add_parser("where", help="print the file that holds your answers")
    export = actions.add_parser("export", help="write your answers out", description=_EXPORT)
    export.add_argument("--format", choices=sorted(WRITERS), help="csv, unless --to ends in .jsonl")
    export.add_argument("--to", type=Path, metavar="PATH", help="a file instead of the screen; it is replaced if there")
    export.add_argument("--code", help="for a class: put this self-chosen code on it, leave out hours and free text")
    take = actions.add_parser("copy", help="copy everything into one file, for another computer", description=_COPY)
    take.add_argument("--to", type=Path, metavar="PATH", required=True, help="the copy; it is replaced if there")
    back = actions.add_parser("restore", help="take over such a copy on this computer", description=_RESTORE)
    back.add_argument("file", type=Path, metavar="FILE", help="what 'record copy' wrote")
    remove = actions.add_parser("delete", help="delete all your answers; asks first")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    joined = actions.add_parser("merge", help="put the exports of a class together", description=_MERGE)
    joined.add_argument("files", type=Path, nargs="+", metavar="FILE", help="what learners exported with --code")
    joined.add_argument(
        "--delete-by", type=_day, metavar="YYYY-MM-DD", help="the day by which it will be deleted (in a year)"
    )
    joined.add_argument("--leave-out", action="store_true", help="merge the other files if some cannot be used")
    joined.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the tables are written")


_EXPORT = (
    "Write your answers out, oldest first, one line each. CSV is for spreadsheets: a cell that a spreadsheet would run "
    "as a formula gets an apostrophe in front. JSON Lines (jsonl) is exact. With --code it is for your class: choose a "
    "code that only you know; days stay, hours and your own words are left out. Results of tests stay out while hidden."
)
_COPY = (
    "Copy your answers, tests and choices into one file. On another computer 'record restore FILE' takes it over, and "
    "you go on where you were. It holds the hours and your own words, too: it is for you alone."
)
_RESTORE = (
    "Take over a copy that 'record copy' made, here or on another computer. It is refused if an answer on this "
    "computer would be lost by it."
)
_MERGE = (
    "Put the exported answers of a class together and write its tables as CSV: tests, items, options, confidence, "
    "confident errors, gain. Nothing is shown about fewer than 10 learners. If a file cannot be used it is named, and "
    "nothing is written unless --leave-out is given."
)


_UNDONE = {
    "where": "The file cannot be named",
    "export": "Nothing was exported",
    "copy": "Nothing was copied",
    "restore": "Nothing was restored",
    "delete": "Nothing was deleted",
}


def run(options: argparse.Namespace) -> int:
    """Do what was asked; gives the exit code: 0, or 1 if it could not be done."""
    if options.action == "merge":
        return _merge(options.files, options.out, options.delete_by, options.leave_out)
    try:
        file = Store().path
        if options.action == "where":
            return _where(file)
        if options.action == "export":
            return _export(file, options.format, options.to, options.code)
        if options.action == "copy":
            return _copy(file, options.to)
        if options.action == "restore":
            return _restore(options.file, file)
        return _delete(file, options.yes)
    except CopyError as error:
        print(f"{_UNDONE[options.action]}: {error}", file=sys.stderr)
    except RecordUnavailable as error:
        print(f"{_UNDONE[options.action]}: {error.reason}.", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'The file'} cannot be used: {error.strerror or error}.", file=sys.stderr)
    return 1


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2027-01-31") from None


def _where(file: Path) -> int:
    print(file)
    if not file.exists():
        print("No answers have been kept there yet.", file=sys.stderr)
    return 0


def _export(file: Path, form: Format | None, to: Path | None, code: str | None) -> int:
    if form is None:
        form = "jsonl" if to is not None and to.suffix == ".jsonl" else "csv"
    if code is not None and not CODE.fullmatch(code):
        print(f"Nothing was exported: '{code}' is no code; {CODE_RULE}.", file=sys.stderr)
        return 1
    count, write = _to_export(file, form, code)
    if to is not None:
        check_place(to)
        if to.resolve() in (file, *companions(file)):
            raise PermissionError(None, "the export would overwrite your answers; choose another name", str(to))
        write_whole(to, write)
    else:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline="")
        write(sys.stdout)
        sys.stdout.flush()
    written = _number(count) if count else "No answers have been kept yet; nothing"
    print(f"{written} written{f' to {to}' if to else ''}.", file=sys.stderr)
    return 0


def _to_export(file: Path, form: Format, code: str | None) -> tuple[int, Callable[[TextIO], None]]:
    """How many answers there are to export, and what writes them."""
    there = file.exists()
    with Store(file) as store:
        if code is None:
            own = readable(store) if there else []
            return len(own), partial(WRITERS[form], own)
        given = class_answers(store, code) if there else []
        return len(given), partial(CLASS_WRITERS[form], given)


def _merge(files: list[Path], folder: Path, delete_by: datetime.date | None, leave_out: bool) -> int:
    from dystonia_course.content.course import load_course
    from dystonia_course.record.class_statistics import class_statistics
    from dystonia_course.record.class_tables import write_class
    from dystonia_course.record.merge import merge

    course = load_course()
    merged = merge(files, course)
    if merged.left_out and not (leave_out and merged.codes):
        print("\n".join(f"Nothing was merged: {one}" for one in merged.left_out), file=sys.stderr)
        if merged.codes:
            good = "1 file is" if len(merged.codes) == 1 else f"{len(merged.codes)} files are"
            print(f"{good} in order; add --leave-out to merge without the rest.", file=sys.stderr)
        return 1
    for one in merged.left_out:
        print(f"Left out: {one}", file=sys.stderr)
    try:
        statistics = class_statistics(merged.answers, course)
        written = write_class(merged, statistics, course, folder, delete_by)
    except OSError as error:
        print(f"{error.filename or folder} cannot be written: {error.strerror or error}.", file=sys.stderr)
        return 1
    learners = "1 learner" if len(merged.codes) == 1 else f"{len(merged.codes)} learners"
    print(f"{learners}, {_number(len(merged.answers))}: {len(written)} files in {folder}.")
    return 0


def _copy(file: Path, to: Path) -> int:
    if not file.exists():
        print("No answers have been kept yet; nothing was copied.", file=sys.stderr)
        return 1
    print(f"{_number(copy(file, to))} copied to {to}.", file=sys.stderr)
    print(f"On the other computer type: python start.py record restore {to.name}", file=sys.stderr)
    return 0


def _restore(copied: Path, file: Path) -> int:
    found = restore(copied, file)
    if found.changed:
        print(f"{_number(found.answers)} restored. Run a lesson again to go on where you were.")
    else:
        print(f"Nothing was changed: everything in {copied} is here already.")
    return 0


def _delete(file: Path, sure: bool) -> int:
    found = contents(file)
    if found is None:
        print(f"There is nothing to delete: no answers have been kept at {file}.")
        return 0
    what = _what(found)
    if not sure:
        print(f"This deletes {what} in {file} for good. Type yes to delete: ", end="", flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            print("Nothing was deleted.")
            return 1
    gone = delete(found, file)
    print(f"Deleted {what}: {', '.join(part.name for part in gone) or 'the rows'} in {file.parent}.")
    if file.exists():
        print(f"The file {file} is empty now; it stays while a notebook uses it.")
    return 0


def _what(found: Contents) -> str:
    return "a file whose answers cannot be counted" if found.answers is None else _number(found.answers)


def _number(answers: int) -> str:
    return "1 answer" if answers == 1 else f"{answers} answers"
