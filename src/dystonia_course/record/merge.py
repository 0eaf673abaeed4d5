"""Puts the exported answers of several learners together, and says which files it had to leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dystonia_course.record.class_files import ClassAnswer, ClassFileError, read_class_file
from dystonia_course.record.scoring import ChoiceError, score

if TYPE_CHECKING:
    from dystonia_course.content.course import Course


@dataclass(frozen=True)
class Merged:
    """The answers of a class; `codes` gives the file of each learner."""

    answers: tuple[ClassAnswer, ...]
    codes: dict[str, Path]
    left_out: tuple[str, ...]
    """A sentence for each file that could not be used, or not beside another one; it names file and record."""


@dataclass(frozen=True)
class _Export:
    """The file of one learner, checked by itself."""

    file: Path
    code: str
    answers: tuple[ClassAnswer, ...]

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(one.response.token for one in self.answers)


def merge(files: Sequence[Path], course: Course) -> Merged:
    """The answers of all `files`, one learner each. What is left out does not depend on the order of the files.

    Left out are: a file that cannot be read, that this course did not export, that is cut off or was changed (the same
    answer twice, two codes in one file, a verdict that does not fit its choice), or that belongs to another course.
    Two files of one learner count once, as the one that holds all answers of the other. Two files with one code that
    hold different answers are both left out, and so are two with the same answers under two codes.
    """
    left_out: list[str] = []
    exports: list[_Export] = []
    for file in _distinct(files):
        try:
            exports.append(_export(file, course))
        except ClassFileError as error:
            left_out.append(str(error))
        except OSError as error:
            left_out.append(f"{file.name}: it cannot be read ({error.strerror or error}).")
    exports, again = _one_a_code(exports)
    exports, copied = _one_code_an_answer(exports)
    return Merged(
        answers=tuple(one for export in exports for one in export.answers),
        codes={export.code: export.file for export in exports},
        left_out=(*left_out, *again, *copied),
    )


def _distinct(files: Iterable[Path]) -> list[Path]:
    """The files without those that are named twice."""
    return list({file.resolve(): file for file in files}.values())


def _export(file: Path, course: Course) -> _Export:
    """The answers of a file. Raises ClassFileError naming file and record, or OSError."""
    found = read_class_file(file)
    code = found[0].code
    if not any(one.response.question_id in course.questions for one in found):
        raise ClassFileError(file, "", "this course has none of its questions; it belongs to another course")
    attempts: set[tuple[str, int]] = set()
    tokens: dict[str, int] = {}
    answers = []
    for position, one in enumerate(found, start=1):
        record = f"answer {position} ({one.response.question_id})"
        if one.code != code:
            raise ClassFileError(file, record, f"it has the code '{one.code}', the file began with '{code}'")
        if one.response.token in tokens:
            raise ClassFileError(file, record, f"it is the same answer as answer {tokens[one.response.token]}")
        attempt = (one.response.question_id, one.response.attempt)
        if attempt in attempts:
            raise ClassFileError(file, record, f"it is a second attempt number {one.response.attempt}")
        attempts.add(attempt)
        tokens[one.response.token] = position
        answers.append(_judged(file, record, one, course))
    return _Export(file, code, tuple(answers))


def _one_a_code(exports: Sequence[_Export]) -> tuple[list[_Export], list[str]]:
    """One file for each code, and what is said of the others."""
    by_code: dict[str, list[_Export]] = defaultdict(list)
    for export in exports:
        by_code[export.code].append(export)
    kept, said = [], []
    for code, same in by_code.items():
        fullest = max(same, key=lambda one: (len(one.answers), one.file.name))
        if all(one.tokens <= fullest.tokens for one in same):
            kept.append(fullest)
            said += [
                f"{one.file.name}: {fullest.file.name} holds all its answers; one file a learner is enough."
                for one in same
                if one is not fullest
            ]
        else:
            names = " and ".join(sorted(one.file.name for one in same))
            said.append(
                f"{names}: they hold different answers under the code '{code}'; two learners need two codes, and of "
                "one learner the newest file is enough."
            )
    return kept, said


def _one_code_an_answer(exports: Sequence[_Export]) -> tuple[list[_Export], list[str]]:
    """The files that share no answer with a file of another code, and what is said of the others."""
    first: dict[str, _Export] = {}
    pairs: dict[tuple[str, str], tuple[_Export, _Export]] = {}
    for export in exports:
        for token in export.tokens:
            other = first.setdefault(token, export)
            if other is not export:
                pairs[other.code, export.code] = (other, export)
    shared = {code for pair in pairs for code in pair}
    said = [
        f"{one.file.name} and {other.file.name}: they hold the same answers under the codes '{one.code}' and "
        f"'{other.code}'; keep one of them."
        for one, other in pairs.values()
    ]
    return [export for export in exports if export.code not in shared], said


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
