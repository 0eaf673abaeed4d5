"""How common the condition is: a forest plot of prevalence and of incidence, each on a logarithmic axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dystonia_course.science.proportions import exact, wilson
from dystonia_course.views.figures.drawing import Drawing, logarithmic, number
from dystonia_course.views.figures.frame import Figure, found, short, stated
from dystonia_course.views.figures.rows import Row, draw_rows, height
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_link, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

Kind = Literal["study", "pooled", "range"]

PREVALENCE: tuple[tuple[str, str, Kind], ...] = (
    ("cond-epi-prev-all", "All {} studies, any design", "range"),
    ("cond-epi-prev-robust", "Stronger studies only", "range"),
    ("cond-epi-prev-esde", "Clinics in eight countries", "study"),
    ("cond-epi-prev-finland", "Register, Finland", "study"),
    ("cond-epi-prev-faroe", "Door to door, Faroe", "study"),
    ("cond-epi-prev-meta2022", "Pooled, {} studies", "pooled"),
)
INCIDENCE: tuple[tuple[str, str, Kind], ...] = (
    ("cond-epi-inc-range", "Three studies", "range"),
    ("cond-epi-inc-rochester", "Rochester, {} cases", "study"),
    ("cond-epi-inc-kaiser1", "California {}, minimum", "study"),
    ("cond-epi-inc-kaiser2", "California {}", "study"),
    ("cond-epi-inc-steeves", "Review, corrected", "study"),
)
IN_LABEL = {
    "cond-epi-prev-all": r"(\d+) articles",
    "cond-epi-prev-meta2022": r"(\d+) studies pooled",
    "cond-epi-inc-rochester": r"(\d+) cases",
    "cond-epi-inc-kaiser1": r"(\d{4}-\d{4})",
    "cond-epi-inc-kaiser2": r"(\d{4}-\d{4})",
}
"""What stands in the braces of a label, as a pattern for the claim's text."""
FAROE = "cond-epi-prev-faroe"
PER_100000 = {"per 100,000": 1.0, "per million": 0.1, "%": 1000.0}


def per_100000(amount: str, unit: str) -> float:
    """A rate in its own unit, as people in 100,000 (or cases in 100,000 person-years)."""
    return float(amount) * PER_100000[unit.removesuffix(" person-years")]


def faroe_counts(course: Course) -> tuple[int, int]:
    """Cases found and people examined in the door-to-door survey."""
    return int(stated(course, FAROE, r"found (\d+) ")), int(stated(course, FAROE, r"among (\d+) people"))


def faroe_intervals(course: Course) -> dict[str, tuple[float, float]]:
    """The intervals for the door-to-door survey, in people per 100,000: Wilson's and the exact one."""
    events, examined = faroe_counts(course)
    score, tails = wilson(events, examined), exact(events, examined)
    return {"Wilson": (score.low * 1e5, score.high * 1e5), "exact": (tails.low * 1e5, tails.high * 1e5)}


def rows(course: Course, which: tuple[tuple[str, str, Kind], ...]) -> list[Row]:
    """The rows of one panel, in people per 100,000."""
    made = []
    for claim_id, label, kind in which:
        claim = course.claims[claim_id]
        middle, low, high = (
            per_100000(part, claim.unit) if part else None for part in (claim.value, claim.low, claim.high)
        )
        thin = None
        if claim_id == FAROE:
            assert high is not None
            thin, (low, high) = (1.0, high), faroe_intervals(course)["Wilson"]
        own = claim.unit.startswith("per 100,000")
        shown = printed(claim.value, claim.low, claim.high) if own else _words(middle, low, high)
        made.append(
            Row(
                _label(course, claim_id, label),
                shown,
                middle,
                low,
                high,
                kind,
                thin is not None,
                thin,
                "printed interval, from below 0",
            )
        )
    return made


def _label(course: Course, claim_id: str, label: str) -> str:
    return (
        label.format(found(course, claim_id, IN_LABEL[claim_id]).replace("-", "–")) if claim_id in IN_LABEL else label
    )


def _words(middle: float | None, low: float | None, high: float | None) -> str:
    span = "" if low is None or high is None else f"{_rounded(low)} to {_rounded(high)}"
    if middle is None:
        return span
    return f"{_rounded(middle)} ({span})" if span else _rounded(middle)


def _rounded(amount: float) -> str:
    return number(float(f"{amount:.3g}"))


def prevalence(course: Course) -> Figure:
    """The figure `prevalence`."""
    first, second = rows(course, PREVALENCE), rows(course, INCIDENCE)
    top = 30.0
    middle = top + height(*first) + 4
    start = middle + 74
    end = start + height(*second)
    drawing = Drawing(end + 44, "Prevalence and incidence of cervical dystonia")
    drawing.heading(20, "Prevalence")
    scale = logarithmic(1, 10_000, 10, 308)
    drawing.axis(scale, (1, 10, 100, 1_000, 10_000), top + 4, middle, "People per 100,000 (each step: ten times more)")
    draw_rows(drawing, first, scale, top)
    drawing.heading(start - 10, "Incidence")
    scale = logarithmic(0.1, 10, 10, 308)
    drawing.axis(scale, (0.1, 0.3, 1, 3, 10), start + 4, end, "New cases per 100,000 person-years")
    draw_rows(drawing, second, scale, start)
    wilson_low, wilson_high = faroe_intervals(course)["Wilson"]

    def link(claim_id: str, label: str) -> str:
        return claim_link(course, claim_id, label)

    faroe = course.claims[FAROE]
    events, examined = faroe_counts(course)
    pooled = course.claims["cond-epi-prev-meta2022"]
    everything = course.claims["cond-epi-prev-all"]
    return Figure(
        name="prevalence",
        title="How common it is depends on how you look",
        alt=(
            "Forest plot on a logarithmic axis, in two panels. Top: prevalence in people per 100,000, "
            f"from {first[0].shown} over all studies; the pooled value {first[-1].shown} is a diamond. "
            "Bottom: incidence in new cases per 100,000 person-years, all close to 1. "
            "Message: one pooled prevalence hides a spread of about 200-fold, while the incidence "
            "studies lie close together."
        ),
        message=(
            f"The pooled prevalence is {link(pooled.id, f'{pooled.value} per 100,000')}. But single studies run from "
            f"{link(everything.id, f'{everything.low} to {everything.high} per million')}. The spread tells you how "
            "cases "
            "were looked for, more than how many there are."
        ),
        description=(
            "<p>Each row is a study or a group of studies. A dot with a line is an estimate with its 95% interval, a "
            "dot "
            "alone was printed without one. A bar is a range of several studies and has no middle. The diamond is the "
            "pooled value; its pale part is its interval. Both axes are logarithmic: equal steps are equal factors.</p>"
            f"<p>The door-to-door survey found {link(FAROE, f'{events:g} cases among {examined:g} people')}. The "
            "paper prints an interval from "
            f"{link(FAROE, f'−{faroe.low[1:]}% to {faroe.high}%')}: the dashed line, whose arrow stands for the part "
            "below zero. A share "
            f"cannot be below zero. The Wilson interval, computed here, runs from {wilson_low / 1000:.2f}% to "
            f"{wilson_high / 1000:.2f}%, and stays above it.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course),
    )


def _numbers(course: Course) -> Grid:
    lines = []
    for measure, which in (("Prevalence", PREVALENCE), ("Incidence", INCIDENCE)):
        for (claim_id, _, kind), row in zip(which, rows(course, which), strict=True):
            claim = course.claims[claim_id]
            as_printed = f"{printed(claim.value, claim.low, claim.high)} {claim.unit}".replace(" %", "%")
            interval = row.shown
            what = {"range": "range of studies", "study": "95% interval", "pooled": "95% interval"}[kind]
            if kind != "range" and row.low is None:
                what = "none printed"
            if claim_id == FAROE:
                low, high = faroe_intervals(course)["exact"]
                what = f"Wilson, computed (exact: {_rounded(low)} to {_rounded(high)})"
            lines.append(
                [
                    text_cell(f"{measure}: {row.label}"),
                    text_cell(interval, row.value if row.value is not None else row.low),
                    text_cell(what),
                    Cell(claim_link(course, claim_id, as_printed), as_printed),
                    Cell(claim_link(course, claim_id, short(course, claim_id)), short(course, claim_id)),
                ]
            )
    return Grid(
        "Prevalence and incidence: the numbers behind the figure",
        (
            Column("Estimate"),
            Column("Per 100,000 (or per 100,000 person-years)"),
            Column("In brackets"),
            Column("As printed"),
            Column("Source"),
        ),
        lines,
    )


def printed(middle: str, low: str, high: str) -> str:
    """A value and its interval as the source prints them."""
    low, middle = low.replace("-", "−"), middle.replace("-", "−")
    span = f"{low} to {high}" if low and high else ""
    if not middle:
        return span
    return f"{middle} ({span})" if span else middle
