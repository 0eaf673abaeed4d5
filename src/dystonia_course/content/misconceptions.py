"""Misconceptions: wrong ideas that options, foreseen answers and cases target, one row of `misconceptions.csv` each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dystonia_course.content.claims import Claim, claim_ids
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_csv


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong idea; `claims` are the ids of the facts that speak against it."""

    id: str
    statement: str
    claims: tuple[str, ...]


def load_misconceptions(folder: Path, claims: dict[str, Claim]) -> dict[str, Misconception]:
    """The misconceptions of `misconceptions.csv` by id."""
    file = "misconceptions.csv"
    misconceptions: dict[str, Misconception] = {}
    for number, row in enumerate(read_csv(folder / file, ("id", "statement", "claims")), start=2):
        record = row["id"] or f"row {number}"
        for field in ("id", "statement"):
            if not row[field]:
                raise ContentError(file, "is empty", record=record, field=field)
        if record in misconceptions:
            raise ContentError(file, "the id stands twice", record=record, field="id")
        against = claim_ids(file, record, "claims", row["claims"], claims)
        misconceptions[record] = Misconception(record, row["statement"], against)
    return misconceptions
