"""Every text of the course that a learner reads, with its place, so that checks can walk them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dystonia_course.content.counted_tests import BANK
from dystonia_course.content.course import Course
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import file_label, read_json
from dystonia_course.content.junction_steps import FILE as JUNCTION_FILE
from dystonia_course.content.junction_steps import Junction
from dystonia_course.content.numbers import bare_numbers, formula_numbers, problems
from dystonia_course.content.question_records import NumericQuestion, Question

NOT_PROSE = frozenset(
    ("id", "kind", "objective", "level", "miller", "pool", "claims", "misconception", "match", "author", "reviewer")
) | {"status", "licence", "unit", "view", "shown_side", "layers_off", "offer", "region", "side"}
"""Fields of a question that hold ids, marks and names. Every other text of a question is prose, in any kind."""

RECORD_TABLES = frozenset(("claims", "objectives", "misconceptions", "glossary", "lay_article"))
"""Tables of the data package that hold records, read field by field."""
REFERENCES = frozenset(("id", "claim", "claims", "source", "sources", "region", "views"))
"""Columns that hold ids."""
INTERVAL = "95% CI"
"""In a cell of a table this names the kind of an interval, which is a convention and no finding."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One Markdown text. The flags say which numbers of its own it may hold; see `numbers.problems`."""

    file: str
    record: str
    field: str
    text: str
    vignette: bool = False
    title_block: bool = False
    repeats: frozenset[float] = frozenset()
    quantities: frozenset[float] = frozenset()

    @property
    def place(self) -> str:
        """Where it stands: `questions/condition.yaml, condition-pain, options[mri].rationale`."""
        return ", ".join(part for part in (self.file, self.record, self.field) if part)

    def problems(self, course: Course) -> list[str]:
        """What is wrong with its numbers, one sentence each."""
        return problems(
            self.text,
            course,
            vignette=self.vignette,
            title_block=self.title_block,
            repeats=self.repeats,
            quantities=self.quantities,
        )


def question_passages(question: Question, file: str) -> Iterator[Passage]:
    """The texts of one question."""
    texts = dict(_texts(question.model_dump()))
    lead = ("stem", "ask") if question.stem else ()
    own = {number for field in lead for number in bare_numbers(texts[field])}
    quantities: set[float] = set()
    if isinstance(question, NumericQuestion):
        quantities = {question.answer.value, question.answer.tolerance}
        quantities |= {number for wrong in question.foreseen for number in (wrong.value, wrong.tolerance)}
        quantities |= {number for text in texts.values() for number in formula_numbers(text)}
    for field, text in texts.items():
        vignette = field in lead or (field.startswith("items[") and field.endswith("].text"))
        yield Passage(
            file,
            question.id,
            field,
            text,
            vignette=vignette,
            repeats=frozenset(() if field in lead and not quantities else own),
            quantities=frozenset(() if field in lead else quantities),
        )


def _texts(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_PROSE:
                yield from _texts(part, f"{field}.{name}" if field else name)
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            label = part.get("id", number) if isinstance(part, dict) else number
            yield from _texts(part, f"{field}[{label}]")


def junction_passages(junction: Junction) -> Iterator[Passage]:
    """The texts of the drawn junction, the descriptions of its pictures as well."""
    yield Passage(JUNCTION_FILE, "", "about", junction.about)
    texts: dict[str, dict[str, Any]] = {record.id: record.model_dump() for record in junction.toxin_types}
    texts |= {record.id: record.model_dump() for record in junction.steps}
    for record, fields in texts.items():
        for field, text in _texts(fields):
            yield Passage(JUNCTION_FILE, record, field, text)


def course_passages(course: Course) -> Iterator[Passage]:
    """The texts of all content files: questions, glossary, article, tables, objectives, misconceptions, plans."""
    for lesson, bank in course.banks.items():
        for question in bank:
            yield from question_passages(question, f"questions/{lesson}.yaml")
    for question in course.tests:
        yield from question_passages(question, f"questions/{BANK}.yaml")
    for entry in course.glossary.values():
        yield Passage("glossary.csv", entry.term, "term", entry.term)
        yield Passage("glossary.csv", entry.term, "definition", entry.definition)
    for row in course.lay_article.values():  # `claim` is what the article says, numbers and all
        yield Passage("lay_article.csv", row.id, "why", row.why)
    for objective in course.objectives.values():
        yield Passage("objectives.csv", objective.id, "text", objective.text)
    for idea in course.misconceptions.values():
        yield Passage("misconceptions.csv", idea.id, "statement", idea.statement)
    for plan in course.lessons.values():
        for field, text in _texts(plan.model_dump(exclude={"notebook"})):
            yield Passage("lessons.yaml", plan.id, field, text)
    if course.junction is not None:
        yield from junction_passages(course.junction)
    for table in course.tables.values():
        yield Passage("datapackage.json", table.name, "title", table.title)
        yield Passage("datapackage.json", table.name, "description", table.description)
        if table.name in RECORD_TABLES:
            continue
        texts = [column.name for column in table.fields if column.type == "string" and not _holds_ids(column.name)]
        for number, cells in enumerate(table.rows, start=2):
            for name in texts:
                yield Passage(f"table {table.name}", f"row {number}", name, cells[name].replace(INTERVAL, "CI"))


def _holds_ids(column: str) -> bool:
    """Whether a column holds ids: `claims`, and `depth_claims` as well."""
    return column in REFERENCES or column.endswith(("_source", "_claims"))


def notebook_passages(path: Path) -> Iterator[Passage]:
    """The Markdown cells of one notebook; cells are counted from 0."""
    notebook: Any = read_json(path)
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ContentError(file_label(path), "holds no cells; it is not a notebook")
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "markdown":
            source = cell["source"]
            text = source if isinstance(source, str) else "".join(source)
            yield Passage(file_label(path), f"cell {number}", "", text, title_block=number == 0)
