"""The whole course as typed records, with every reference between the files checked."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

from dystonia_course.content.claims import Claim, load_claims
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import data_folder, file_label
from dystonia_course.content.glossary import GlossaryEntry, load_glossary
from dystonia_course.content.junction_steps import FILE as JUNCTION_FILE
from dystonia_course.content.junction_steps import Junction, load_junction
from dystonia_course.content.lay_article import LayClaim, load_lay_article
from dystonia_course.content.lessons import LessonPlan, load_lessons
from dystonia_course.content.misconceptions import Misconception, load_misconceptions
from dystonia_course.content.neck_regions import completed, neck_regions
from dystonia_course.content.objectives import Objective, load_objectives
from dystonia_course.content.question_records import BestAnswerQuestion, HotspotQuestion, NumericQuestion, Question
from dystonia_course.content.questions import load_bank
from dystonia_course.content.sources import Source, load_sources
from dystonia_course.content.tables import Table, load_tables


@dataclass(frozen=True)
class Course:
    """Everything that `data/` holds. Dicts are keyed by id (sources by key, the glossary by term)."""

    folder: Path
    sources: dict[str, Source]
    claims: dict[str, Claim]
    lessons: dict[str, LessonPlan]
    objectives: dict[str, Objective]
    misconceptions: dict[str, Misconception]
    glossary: dict[str, GlossaryEntry]
    lay_article: dict[str, LayClaim]
    tables: dict[str, Table]
    questions: dict[str, Question]
    banks: dict[str, list[Question]] = field(default_factory=dict)
    """The questions by lesson, in the order of their files."""
    junction: Junction | None = None
    """The steps of the drawn junction; None in a folder without them."""

    def bank(self, lesson: str) -> list[Question]:
        """The questions of one lesson, in the order of its file."""
        if lesson not in self.banks:
            raise KeyError(f"there is no question bank for lesson '{lesson}'; there is {', '.join(self.banks)}")
        return self.banks[lesson]

    def lesson_of(self, question_id: str) -> str:
        """The lesson whose bank holds the question."""
        return next(lesson for lesson, bank in self.banks.items() if any(q.id == question_id for q in bank))


_loaded: dict[Path, Course] = {}


def load_course(folder: Path | None = None) -> Course:
    """The course in `folder`, or in the default folder, which is read once only. A fault raises `ContentError`."""
    if folder is not None:
        return _load(folder)
    default = data_folder().resolve()
    if default not in _loaded:
        _loaded[default] = _load(default)
    return _loaded[default]


def _load(folder: Path) -> Course:
    if not folder.is_dir():
        raise ContentError(folder.name, f"the folder of content files is missing: {folder}")
    sources = load_sources(folder)
    claims = load_claims(folder, sources)
    objectives = load_objectives(folder)
    misconceptions = load_misconceptions(folder, claims)
    course = Course(
        folder=folder,
        sources=sources,
        claims=claims,
        lessons=load_lessons(folder),
        objectives=objectives,
        misconceptions=misconceptions,
        glossary=load_glossary(folder, claims),
        lay_article=load_lay_article(folder, claims),
        tables=load_tables(folder, claims, sources),
        questions={},
        junction=load_junction(folder) if (folder / JUNCTION_FILE).is_file() else None,
    )
    regions = neck_regions(course.tables)
    for path in sorted((folder / "questions").glob("*.y*ml")):
        lesson = re.sub(r"^\d+_", "", path.stem)
        if lesson in course.banks:
            raise ContentError(file_label(path), f"lesson '{lesson}' has a second bank")
        if lesson not in course.lessons:
            raise ContentError(file_label(path), f"there is no lesson '{lesson}' in lessons.yaml")
        course.banks[lesson] = [
            completed(question, regions, file_label(path)) if isinstance(question, HotspotQuestion) else question
            for question in load_bank(path)
        ]
        for question in course.banks[lesson]:
            if question.id in course.questions:
                other = course.lesson_of(question.id)
                problem = f"the id stands in the bank of lesson '{other}', too"
                raise ContentError(file_label(path), problem, record=f"question '{question.id}'", field="id")
            _check_references(file_label(path), question, course)
            _check_section(file_label(path), question, course.lessons[lesson])
            course.questions[question.id] = question
    return course


def _check_references(file: str, question: Question, course: Course) -> None:
    """Objectives, claims and misconceptions of a question must exist."""
    for name, ids, known, where in (
        ("objective", question.objectives, course.objectives, "objectives.csv"),
        ("claims", tuple(question.claims), course.claims, "claims.csv"),
    ):
        for one in ids:
            if one not in known:
                raise _unknown(file, question, name, one, where)
            if ids.count(one) > 1:
                raise ContentError(file, f"'{one}' stands twice", record=f"question '{question.id}'", field=name)
    if isinstance(question, BestAnswerQuestion):
        for option in question.options:
            if option.misconception and option.misconception not in course.misconceptions:
                place = f"options[{option.id}].misconception"
                raise _unknown(file, question, place, option.misconception, "misconceptions.csv")
    if isinstance(question, NumericQuestion | HotspotQuestion):
        ideas = [wrong.misconception for wrong in question.foreseen]
        for number, idea in enumerate(ideas, start=1):
            if idea not in course.misconceptions:
                place = f"foreseen[{number}].misconception"
                raise _unknown(file, question, place, idea, "misconceptions.csv")


def _check_section(file: str, question: Question, plan: LessonPlan) -> None:
    """A question names the section that teaches it, where the plan of its lesson lists sections."""
    if plan.sections and question.section not in plan.sections:
        near = difflib.get_close_matches(question.section, plan.sections, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        problem = f"'{question.section}' is not a section of lesson '{plan.id}' in lessons.yaml{hint}"
        raise ContentError(file, problem, record=f"question '{question.id}'", field="section")


def _unknown(file: str, question: Question, name: str, one: str, where: str) -> ContentError:
    return ContentError(file, f"'{one}' is not in {where}", record=f"question '{question.id}'", field=name)
