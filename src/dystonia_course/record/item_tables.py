"""The rows of a class's tables, with their flags, and with what must be hidden left out."""

from __future__ import annotations

from collections import Counter

import numpy as np

from dystonia_course.record.class_rows import ErrorRow, ItemRow, LevelRow, OptionRow, TestRow
from dystonia_course.record.confidence import CERTAIN, LEVELS
from dystonia_course.record.intervals import share
from dystonia_course.record.item_statistics import (
    SMALLEST_CELL,
    Group,
    correlation,
    difficulty,
    kr20,
    label_of,
    rest_scores,
)
from dystonia_course.record.test_forms import FORMS

WORKING_SHARE = 0.05
ENOUGH_FOR_DISTRACTORS = 40
FIRM_ENOUGH = 0.8
"""The least share right at the highest level of confidence."""
KEEP = {"before": (0.2, 0.7), "after": (0.6, 0.95)}


def test_row(group: Group) -> TestRow:
    """The group as a whole."""
    scores = 100 * np.nanmean(group.marks, axis=1) if group.items else np.zeros(len(group.learners))
    reliability = kr20(group.marks) if group.form in FORMS else None
    return TestRow(
        form=group.form,
        occasion=group.occasion,
        date=group.date,
        n=len(group.learners),
        label=_label(len(group.learners)),
        items=len(group.items),
        mean=float(np.mean(scores)),
        deviation=float(np.std(scores, ddof=1)),
        kr20=reliability,
        remark=_reliability(reliability) if group.form in FORMS else "",
    )


test_row.__test__ = False  # type: ignore[attr-defined]  # no test case, for all its name


def _reliability(value: float | None) -> str:
    if value is None:
        return "KR-20 does not exist: the scores do not vary"
    if value < 0.6:
        return "formative only"
    if value < 0.7:
        return "below the 0.70 that is customary for a class test"
    return "enough for a class test" + ("" if value >= 0.8 else ", not to rank anyone")


def item_rows(group: Group) -> list[ItemRow]:
    """One row for each item that at least 10 learners answered."""
    rows = []
    rests, p = rest_scores(group.marks), difficulty(group.marks)
    for column, item in enumerate(group.items):
        n = int(np.sum(~np.isnan(group.marks[:, column])))
        if label_of(n) is None:
            continue
        r, pairs = correlation(group.marks[:, column], rests[:, column])
        r = r if label_of(pairs) is not None else None
        flags = (*difficulty_flags(float(p[column]), group.teaching), *discrimination_flags(r))
        objectives = " ".join(item.objectives)
        rows.append(
            ItemRow(
                group.form, group.occasion, group.date, item.id, objectives, n, _label(n), float(p[column]), r, flags
            )
        )
    return rows


def difficulty_flags(p: float, teaching: str) -> tuple[str, ...]:
    """What to say of the difficulty `p` of an item before or after teaching."""
    low, high = KEEP[teaching]
    if teaching == "after" and p < 0.3:
        return ("under 0.30 after teaching",)
    if teaching == "before" and p > 0.95:
        return ("over 0.95 before teaching",)
    return () if low <= p <= high else (f"outside {low:.2f} to {high:.2f}",)


def discrimination_flags(r: float | None) -> tuple[str, ...]:
    """What to say of a corrected point-biserial."""
    if r is None or r >= 0.2:
        return ()
    if r < 0:
        return ("negative: check the key first",)
    return ("under 0.10",) if r < 0.1 else ("review (0.10 to 0.20)",)


def option_rows(group: Group) -> list[OptionRow]:
    """One row for each option of each best-answer item that at least 10 learners answered."""
    rows: list[OptionRow] = []
    rests = rest_scores(group.marks)
    for column, item in enumerate(group.items):
        if item.kind != "best_answer":
            continue
        answers = [group.chosen.get((code, item.id)) for code in group.learners]
        choices = [None if one is None else one.response.choice for one in answers]
        options = [option.id for option in item.options]
        n = sum(choice in options for choice in choices)
        if label_of(n) is None:
            continue
        key = item.key
        counts = {option: choices.count(option) for option in options}
        hidden = hidden_cells({option: count for option, count in counts.items() if option != key})
        hidden |= {key} if counts[key] < SMALLEST_CELL else set()
        for option in options:
            part = counts[option] / n
            indicator = np.array([np.nan if one not in options else float(one == option) for one in choices])
            r, pairs = correlation(indicator, rests[:, column])
            r = r if label_of(pairs) is not None and option not in hidden else None
            flags = () if option == key else distractor_flags(part, n, r)
            out = option in hidden
            rows.append(
                OptionRow(
                    form=group.form,
                    occasion=group.occasion,
                    date=group.date,
                    question_id=item.id,
                    n=n,
                    label=_label(n),
                    option=option,
                    key=option == key,
                    count=None if out else counts[option],
                    share=None if out else part,
                    r=r,
                    flags=flags,
                )
            )
    return rows


def hidden_cells(counts: dict[str, int]) -> frozenset[str]:
    """The cells to hide: those under 5, and the next smallest one where a single hidden one could be worked out."""
    hidden = {cell for cell, count in counts.items() if count < SMALLEST_CELL}
    others = sorted((count, cell) for cell, count in counts.items() if cell not in hidden)
    if len(hidden) == 1 and others:
        hidden.add(others[0][1])
    return frozenset(hidden)


def distractor_flags(part: float, n: int, r: float | None) -> tuple[str, ...]:
    """What to say of a wrong option that `part` of `n` learners chose and that goes with the score as `r` says."""
    if n >= ENOUGH_FOR_DISTRACTORS and part < WORKING_SHARE:
        return ("not working: under 5%",)
    return ("chosen by the better learners",) if part >= WORKING_SHARE and r is not None and r >= 0 else ()


def level_rows(group: Group) -> list[LevelRow]:
    """Three rows, how often answers were right at each level, if at least 10 learners gave their confidence."""
    judged = [
        (code, answer.response.confidence, answer.response.correct)
        for (code, _), answer in group.chosen.items()
        if answer.response.confidence is not None and answer.response.correct is not None
    ]
    learners = len({code for code, _, _ in judged})
    if label_of(learners) is None:
        return []
    rows = []
    for level in LEVELS:
        verdicts = [correct for _, number, correct in judged if number == level.number]
        people = len({code for code, number, _ in judged if number == level.number})
        found = share(sum(verdicts), len(verdicts)) if people >= SMALLEST_CELL else None
        loose = level.number == CERTAIN and found is not None and found.right < FIRM_ENOUGH * found.of
        flags = ("right in less than 80%",) if loose else ()
        rows.append(
            LevelRow(group.form, group.occasion, group.date, learners, _label(learners), level.label, found, flags)
        )
    return rows


def error_rows(group: Group) -> list[ErrorRow]:
    """The confident errors that at least five learners share, the most frequent first."""
    rows = []
    for item in group.items:
        answers = [group.chosen[code, item.id].response for code in group.learners if (code, item.id) in group.chosen]
        label = label_of(len(answers))
        wrong = [one.choice for one in answers if one.correct is False and one.confidence == CERTAIN]
        if label is None or len(wrong) < SMALLEST_CELL:
            continue
        named = Counter(choice for choice in wrong if isinstance(choice, str))
        choices = tuple(choice for choice, count in named.most_common() if count >= SMALLEST_CELL)
        rows.append(ErrorRow(group.form, group.occasion, group.date, item.id, len(answers), label, len(wrong), choices))
    return sorted(rows, key=lambda row: (-row.count / row.n, row.question_id))


def _label(n: int) -> str:
    return label_of(n) or ""
