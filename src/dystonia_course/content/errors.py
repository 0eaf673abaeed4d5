"""The one error that a broken content file gives: a sentence that names file, record and field."""

from __future__ import annotations


class ContentError(Exception):
    """A content file cannot be used. `str()` is one sentence for a person, without a traceback's jargon."""

    def __init__(self, file: str, problem: str, *, record: str | None = None, field: str | None = None) -> None:
        """`file` is relative to the data folder; `record` is an id or "row 7"; `problem` says what is wrong."""
        self.file = file
        self.record = record
        self.field = field
        self.problem = problem
        place = file
        if record is not None:
            place += f", {record}"
        if field is not None:
            place += f", field '{field}'"
        super().__init__(f"{place}: {problem}")
