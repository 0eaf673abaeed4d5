"""The whole course as typed records, with every reference between the files checked."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

from dystonia_course.content.claims import Claim, load_claims
from dystonia_course.content.counted_tests import BANK, FORMS, Place, load_blueprint
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
    tests: list[Question] = field(default_factory=list)
    """The questions of both forms of the tests that count, in the order of their file. No bank of a lesson has them."""
    blueprint: list[Place] = field(default_factory=list)
    """What each place of both forms asks."""

    def bank(self, lesson: str) -> list[Question]:
        """The questions of one lesson, in the order of its file."""
        if lesson not in self.banks:
            raise KeyError(f"there is no question bank for lesson '{lesson}'; there is {', '.join(self.banks)}")
        return self.banks[lesson]

    def lesson_of(self, question_id: str) -> str:
        """The lesson whose bank holds the question; of a question of the tests, the lesson of its objective."""
        for lesson, bank in self.banks.items():
            if any(question.id == question_id for question in bank):
                return lesson
        return self.objectives[self.questions[question_id].objectives[0]].lesson


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
        blueprint=load_blueprint(folder),
    )
    files = sorted((folder / "questions").glob("*.y*ml"), key=lambda path: (path.stem == BANK, path))
    for path in files:
        lesson = _bank_name(path)
        if lesson in course.banks:
            raise ContentError(file_label(path), f"lesson '{lesson}' has a second bank")
        if lesson not in course.lessons and lesson != BANK:
            raise ContentError(file_label(path), f"there is no lesson '{lesson}' in lessons.yaml")
        bank = course.tests if lesson == BANK else course.banks.setdefault(lesson, [])
        bank += _read(path, course)
    return course


def _read(path: Path, course: Course) -> list[Question]:
    """The questions of a bank, checked against the course, which learns of each."""
    file, regions = file_label(path), neck_regions(course.tables)
    bank = [
        completed(question, regions, file) if isinstance(question, HotspotQuestion) else question
        for question in load_bank(path)
    ]
    for question in bank:
        if question.id in course.questions:
            other = course.lesson_of(question.id)
            problem = f"the id stands in the bank of lesson '{other}', too"
            raise ContentError(file, problem, record=f"question '{question.id}'", field="id")
        _check_references(file, question, course)
        if path.stem == BANK and question.pool not in FORMS:
            problem = f"must be one of {', '.join(FORMS)} in this file"
            raise ContentError(file, problem, record=f"question '{question.id}'", field="pool")
        course.questions[question.id] = question
        lesson = course.objectives[question.objectives[0]].lesson if path.stem == BANK else _bank_name(path)
        _check_section(file, question, course.lessons[lesson])
    return bank


def _bank_name(path: Path) -> str:
    return re.sub(r"^\d+_", "", path.stem)


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
