"""One answer as it is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

COLUMNS = (
    "time",
    "question_id",
    "question_version",
    "lesson",
    "pool",
    "attempt",
    "choice",
    "correct",
    "seconds",
    "confidence",
    "token",
)
"""The columns of the table `responses` in the order of the fields of `Response`."""


@dataclass(frozen=True)
class Response:
    """One answer of a learner: one row, never changed afterwards."""

    time: str
    """UTC, ISO 8601, milliseconds, such as `2026-05-04T09:30:00.125+00:00`."""
    question_id: str
    question_version: int
    lesson: str
    pool: str
    attempt: int
    """1 for the first answer to this question, then 2, 3, ..."""
    choice: Any
    """What was chosen, as JSON holds it; its shape depends on the kind of the question (see `scoring`)."""
    correct: bool | None
    """None where the course does not mark the answer itself."""
    seconds: float
    """From showing the question to answering it."""
    confidence: int | None
    """1, 2 or 3 where the learner gave it, else None."""
    token: str
    """Names this answer; sending the same token again adds no row."""

    def same_answer(self, question_id: str, choice: object, correct: bool | None) -> bool:
        """Whether this row holds that answer."""
        return self.question_id == question_id and self.correct == correct and to_json(self.choice) == to_json(choice)


def to_json(choice: object) -> str:
    """`choice` as compact JSON in ASCII. Raises TypeError or ValueError if JSON cannot hold it."""
    return json.dumps(choice, ensure_ascii=True, sort_keys=True, allow_nan=False, separators=(",", ":"))


def from_row(row: Sequence[Any]) -> Response:
    """The response of a database row in the order of COLUMNS."""
    values = dict(zip(COLUMNS, row, strict=True))
    correct = values["correct"]
    return Response(
        **{**values, "choice": json.loads(values["choice"]), "correct": None if correct is None else bool(correct)}
    )
