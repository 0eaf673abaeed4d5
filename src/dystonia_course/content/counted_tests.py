"""The blueprint of the tests that count: what each place of both forms asks. From `test_blueprint.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_csv
from dystonia_course.content.question_records import Question

FILE = "test_blueprint.csv"
BANK = "tests"
"""The bank `questions/tests.yaml` holds both forms; each of its questions belongs to the lesson of its objective."""
FORMS = {"test_a": "test-a-", "test_b": "test-b-"}
"""The pools of the two forms, with how the ids of their questions begin; the place follows."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the test: both forms ask the same objective there, at the same level, in the same kind."""

    place: int
    objective: str
    level: str
    miller: str
    kind: str

    def fits(self, question: Question) -> bool:
        """Whether the question asks what this place is for."""
        asked = (question.objectives[0], question.level, question.miller, question.kind)
        return asked == (self.objective, self.level, self.miller, self.kind)


def load_blueprint(folder: Path) -> list[Place]:
    """The places in their order; empty in a folder without the file. Raises ContentError."""
    if not (folder / FILE).is_file():
        return []
    places = []
    for number, row in enumerate(read_csv(folder / FILE, ("place", "objective", "level", "miller", "kind")), start=1):
        if row["place"] != str(number):
            problem = f"must be {number}: places are numbered from 1"
            raise ContentError(FILE, problem, record=f"row {number + 1}", field="place")
        places.append(Place(number, row["objective"], row["level"], row["miller"], row["kind"]))
    return places


def place_of(question: Question) -> int | None:
    """The place that the id names; None if it names none of the question's own form."""
    begin = FORMS.get(question.pool, "-")
    number = question.id.removeprefix(begin)
    return int(number) if question.id.startswith(begin) and number.isdigit() and len(number) == 2 else None
