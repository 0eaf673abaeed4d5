"""The rows of a class's tables: each states form, occasion, date and the number of learners behind it."""

from __future__ import annotations

from dataclasses import dataclass

from dystonia_course.record.intervals import Share
from dystonia_course.record.test_result import ClassGain


@dataclass(frozen=True)
class GroupRow:
    """What every row states first: whose answers it is about."""

    form: str
    occasion: str
    date: str


@dataclass(frozen=True)
class ItemRow(GroupRow):
    """One item that at least 10 learners answered. `r` is the corrected point-biserial; None where it is not shown."""

    question_id: str
    objectives: str
    n: int
    label: str
    p: float
    r: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class OptionRow(GroupRow):
    """One option of a best-answer item. Count and share are None where the cell is hidden."""

    question_id: str
    n: int
    label: str
    option: str
    key: bool
    count: int | None
    share: float | None
    r: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class TestRow(GroupRow):
    """One group as a whole; `kr20` for tests only. Mean and deviation of the scores are in per cent."""

    __test__ = False
    n: int
    label: str
    items: int
    mean: float
    deviation: float
    kr20: float | None
    remark: str


@dataclass(frozen=True)
class LevelRow(GroupRow):
    """Answers at one level of confidence; None where the cell is hidden."""

    learners: int
    label: str
    level: str
    share: Share | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class ErrorRow(GroupRow):
    """A question that at least five learners answered wrong at more than 80% sure, at the first try."""

    question_id: str
    n: int
    label: str
    count: int
    choices: tuple[str, ...]
    """The wrong choices that at least five of them made."""


@dataclass(frozen=True)
class ClassStatistics:
    """All tables of a class, and `notes` on what is not shown and why."""

    learners: int
    tests: tuple[TestRow, ...]
    items: tuple[ItemRow, ...]
    options: tuple[OptionRow, ...]
    levels: tuple[LevelRow, ...]
    errors: tuple[ErrorRow, ...]
    gain: ClassGain | None
    notes: tuple[str, ...]
