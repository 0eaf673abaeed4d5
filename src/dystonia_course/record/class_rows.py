"""The rows of a class's tables: each states form, occasion, date and the number of learners behind it."""

from __future__ import annotations

from dataclasses import dataclass

from dystonia_course.record.intervals import Share
from dystonia_course.record.test_result import ClassGain


@dataclass(frozen=True)
class ItemRow:
    """One item. `p` is None where fewer than 10 learners answered it; `r` is the corrected point-biserial."""

    form: str
    occasion: str
    date: str
    question_id: str
    objectives: str
    n: int
    label: str
    p: float
    r: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class OptionRow:
    """One option of a best-answer item. Count and share are None where the cell is hidden."""

    form: str
    occasion: str
    date: str
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
class TestRow:
    """One group as a whole; `kr20` for tests only. Mean and deviation of the scores are in per cent."""

    __test__ = False
    form: str
    occasion: str
    date: str
    n: int
    label: str
    items: int
    mean: float
    deviation: float
    kr20: float | None
    remark: str


@dataclass(frozen=True)
class LevelRow:
    """Answers at one level of confidence; None where the cell is hidden."""

    form: str
    occasion: str
    date: str
    learners: int
    label: str
    level: str
    share: Share | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class ErrorRow:
    """A question that at least five learners answered wrong at more than 80% sure, at the first try."""

    form: str
    occasion: str
    date: str
    question_id: str
    n: int
    label: str
    count: int
    choices: str
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
