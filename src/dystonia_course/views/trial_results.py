"""The type B trial, worked out on the spot beside what is published; without its people, what claims and summary give.

Signs are those of print: positive points are an improvement over placebo.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dystonia_course.science.trial_checks import ARMS, DOSES
from dystonia_course.science.trial_choices import AFTER
from dystonia_course.views.estimate_cells import better, estimate_cell, p_cell, unbroken
from dystonia_course.views.estimate_text import claim_text
from dystonia_course.views.figures.frame import found as piece
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_cell, claim_link, text_cell
from dystonia_course.views.trial_source import POINTER, credit_html, people_table

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

NAMES = {"Placebo": "placebo", "5000U": "5000 U", "10000U": "10,000 U"}
DOSE_ARMS = ARMS[1:]
NOT_PRINTED = "not in the abstract"
NEEDS_PEOPLE = "needs the people's scores"
BEFORE = "were worked out from the trial's data before, as these are not here"


def _note(text: str) -> str:
    return f"<p>{escape(text)}</p>{credit_html()}"


def week4(course: Course) -> Grid:
    """The published week 4 beside ours: missed visits filled with the last value, and observed people only."""
    from dystonia_course.science.trial import MISSING_TEXT, analysis_of_covariance

    people, data = people_table()
    rows = {int(row["dose"]): row for row in data.summary if row["week"] == "4"}
    lines = []
    printed = _printed_falls(course)
    for arm in ARMS:
        row, (number, claim) = rows[DOSES[arm]], printed[DOSES[arm]]
        seen, missed = int(row["people"]), int(row["missing"])
        carried, observed = -float(row["carried_mean"]), -float(row["change_mean"])
        lines.append(
            [
                text_cell(f"Mean fall, {NAMES[arm]}"),
                claim_cell(course, claim, number, float(number)),
                unbroken(f"{carried:.1f} (n = {seen + missed})", carried),
                unbroken(f"{observed:.1f} (n = {seen})", observed),
            ]
        )
    ours = _adjusted_before(course)
    if people is not None:
        found = [analysis_of_covariance(people, 4, missing) for missing in ("carried", "observed")]
        ours = [[(estimate_cell(better(one)), p_cell(one)) for one in arms] for arms in found]
    for position, arm in enumerate(DOSE_ARMS):
        last = position == len(DOSE_ARMS) - 1
        p = course.claims["out-bra99-p"].value
        p_printed = claim_cell(course, "out-bra99-p", p, float(p)) if last else text_cell(NOT_PRINTED)
        effects, p_values = zip(*(one[position] for one in ours), strict=True)
        what = text_cell(f"{NAMES[arm]} over placebo, adjusted (95% interval)")
        lines += [[what, text_cell(NOT_PRINTED), *effects], [text_cell(f"P, {NAMES[arm]}"), p_printed, *p_values]]
    columns = ["Week 4, points", "Published", *(f"Ours, {MISSING_TEXT[m]}" for m in ("carried", "observed"))]
    text = (
        "Adjusted: analysis of covariance on all three arms, with the score at week 0 and the site. Estimated is the "
        "difference in mean change of the TWSTRS total by week 4, dose against placebo; positive is better."
    )
    return Grid(
        "The type B trial at week 4: published, and worked out again",
        [Column(title, sortable=False) for title in columns],
        lines,
        note=_note(text if people is not None else f"{text} The adjusted numbers {BEFORE}; see the note above."),
    )


def _adjusted_before(course: Course) -> list[list[tuple[Cell, Cell]]]:
    """Effect and P of each dose as the claims state them: first with the last value carried forward, then observed."""
    carried = []
    for arm in DOSE_ARMS:
        claim = f"cdystonia-ancova-{DOSES[arm]}u"
        p = piece(course, claim, r"P = ([\d.]+)")
        carried.append((_effect_cell(course, claim), claim_cell(course, claim, p, float(p))))
    observed = "cdystonia-ancova-observed"
    label = piece(course, observed, r"and ([^)]+\)) at 5000 U")
    lower = Cell(claim_link(course, observed, label.replace(" ", "\u00a0")), label)
    higher = _effect_cell(course, observed)
    return [carried, [(lower, text_cell(NEEDS_PEOPLE)), (higher, text_cell(NEEDS_PEOPLE))]]


def _effect_cell(course: Course, claim: str) -> Cell:
    """The value of a claim with its interval, as a link."""
    one = course.claims[claim]
    label = claim_text(one)
    return Cell(claim_link(course, claim, label.replace(" ", "\u00a0")), label, float(one.value))


def _printed_falls(course: Course) -> dict[int, tuple[str, str]]:
    """The printed fall of each dose by week 4, in points, with its claim."""
    wanted = {"trial": "Brashear 1999", "kind": "arm", "outcome": "TWSTRS total", "week": "4"}
    rows = [row for row in course.tables["trials"].rows if all(row[name] == value for name, value in wanted.items())]
    return {int(row["dose"]): (row["mean"].removeprefix("-"), row["claims"]) for row in rows}


def contrasts(course: Course) -> Grid:
    """Each dose against placebo at each week, from the model of all visits; without the people, from the claims."""
    people, _ = people_table()
    if people is not None:
        from dystonia_course.science.trial_repeated import repeated_measures

        model = repeated_measures(people)
        two, four = (f"{model.correlation_apart(weeks):.2f}" for weeks in (2, 4))
        text = (
            f"One model of {model.scores} scores of {model.people} people after the injection: a mean for each arm and "
            "week, the score at week 0, the site; generalised least squares, and a correlation that falls with the "
            f"time between visits ({two} at two weeks, {four} at four)."
        )
        ten = "Ten P values are ten looks at one trial: the planned comparison was the higher dose at week 4."
    else:
        text = f"The numbers of a model of all visits {BEFORE}; {POINTER}. P values cannot be shown."
        ten = "Ten intervals are ten looks at one trial: the planned comparison was the higher dose at week 4."
    lines = []
    for week in AFTER:
        line = [text_cell(f"Week {week}", week)]
        for arm in DOSE_ARMS:
            if people is not None:
                one = model.contrast(arm, week)
                line += [estimate_cell(better(one)), p_cell(one)]
            else:
                line.append(_effect_cell(course, f"cdystonia-gls-{DOSES[arm]}u-wk{week}"))
        lines.append(line)
    columns = [Column("Week", sortable=False)]
    for arm in DOSE_ARMS:
        columns.append(Column(f"{NAMES[arm]} over placebo, points (95% interval)", sortable=False))
        if people is not None:
            columns.append(Column(f"P, {NAMES[arm]}", sortable=False))
    return Grid(
        "Each dose against placebo, week by week",
        columns,
        lines,
        note=_note(f"{text} Positive is better than placebo. {ten}"),
    )
