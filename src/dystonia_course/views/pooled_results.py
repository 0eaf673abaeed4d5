"""The trials pooled, worked out on the spot, beside what others print.

Signs are those of print: positive points are an improvement over placebo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.views.estimate_cells import better, counts_text, estimate_cell
from dystonia_course.views.estimate_text import claim_text, signed
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_cell, sources_cell, text_cell
from dystonia_course.views.trial_source import credit_html

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.meta_analysis import Pooled

NOT_READ = "not read"
NOWHERE = "nobody prints it"


def pooled(course: Course) -> Grid:
    """Every pooling of the lesson, worked out from the rows that were read, beside what is printed elsewhere."""
    from dystonia_course.science.meta_analysis import (
        Effect,
        effect_from_interval,
        log_risk_ratios,
        mantel_haenszel,
        pool,
        what_is_missing,
    )
    from dystonia_course.science.trial_rows import event_table, trial_effects
    from dystonia_course.views.figures.forest_type_b import from_people

    trials, events = course.tables["trials"].rows, course.tables["trial_events"].rows

    def effects(*names: str, split: bool = False) -> list[Effect]:
        found = trial_effects(trials, "split" if split else "merge")
        return [one.effect for one in found if one.trial in names]

    abo = ("Truong 2005", "Truong 2010", "Lew 2018")
    type_b = effects("Brashear 1999", "Brin 1999")
    three, four = pool(effects(*abo)), pool(effects(*abo, "ASPEN-1"))
    five, two = pool(effects(*abo, "ASPEN-1", split=True)), pool(type_b, "fixed")
    trial, own = from_people(course)
    from_scores = Effect(trial, own.estimate, own.se, own.n)
    two_own = pool([from_scores, *effects("Brin 1999")], "fixed")
    total = course.claims["out-btb-md"]
    printed_total = effect_from_interval("total", -float(total.value), -float(total.high), -float(total.low))
    third = better(what_is_missing(printed_total, type_b).interval())
    counts = {
        "dry": [event_table(events, one, "dry mouth") for one in ("Brashear 1999", "Brin 1999")],
        "b": [event_table(events, one, "dysphagia") for one in ("Brashear 1999", "Brin 1999")],
        "a": [event_table(events, one, "dysphagia") for one in ("Poewe 1998", "Comella 2011")],
    }
    random = pool(log_risk_ratios(counts["a"])).as_ratio()
    unread, points = text_cell(NOT_READ), "Points"

    def line(what: str, measure: str, method: str, result: Cell, spread: str, printed: Cell, claims: str) -> list[Cell]:
        return [
            text_cell(what),
            text_cell(f"{measure}; {method}"),
            result,
            text_cell(spread),
            printed,
            sources_cell(course, claims.split()),
        ]

    def difference(found: Pooled, decimals: int = 1) -> Cell:
        return estimate_cell(better(found.effect), decimals)

    def printed(claim: str, label: str = "") -> Cell:
        one = course.claims[claim]
        return claim_cell(course, claim, claim_text(one) + label, float(one.value))

    abos = "out-abo-t1 out-abo-t2 out-abo-t3"
    lines = [
        line(
            "Three trials of abobotulinumtoxinA",
            points,
            "random effects",
            difference(three),
            _spread(three),
            unread,
            abos,
        ),
        line(
            "The same and ASPEN-1, its doses merged",
            points,
            "random effects",
            difference(four),
            _spread(four),
            unread,
            f"{abos} out-asp-125",
        ),
        line(
            "Wrong: ASPEN-1 entered as two trials",
            points,
            "random effects, placebo counted twice",
            difference(five),
            _spread(five),
            text_cell(NOWHERE),
            f"{abos} out-asp-125",
        ),
        line(
            "Two trials of type B, intervals of the review",
            points,
            "fixed effect",
            difference(two, 2),
            _spread(two),
            printed("out-btb-sub-total"),
            "out-btb-sub-low",
        ),
        line(
            "The same, Brashear 1999 from its people's scores",
            points,
            "fixed effect",
            difference(two_own),  # its inputs are rounded; a second decimal would not be right
            _spread(two_own),
            text_cell(NOWHERE),
            "cdystonia-se out-btb-sub-high",
        ),
        line(
            "The third type B trial, worked out backwards",
            points,
            "fixed effect, total less the two trials known",
            estimate_cell(third),
            "a guess about one trial",
            printed("out-btb-md", " for all three"),
            "out-btb-md",
        ),
    ]
    for what, key, claims, beside in (
        (
            "Dry mouth, two trials of type B",
            "dry",
            "brashear-drymouth-placebo brin99-drymouth-placebo",
            "out-btb-drymouth",
        ),
        ("Dysphagia, two trials of type B", "b", "brashear-dysphagia-placebo brin99-dysphagia-placebo", ""),
        ("Dysphagia, two trials of type A", "a", "poewe-dysphagia-placebo snaith-inco-dysphagia-placebo", ""),
    ):
        one = mantel_haenszel(counts[key])
        spread = counts_text(counts[key])
        elsewhere = printed(beside, " in four trials") if beside else unread
        lines.append(line(what, "Risk ratio", "Mantel-Haenszel", estimate_cell(one), spread, elsewhere, claims))
    lines.append(
        line(
            "Dysphagia, two trials of type A",
            "Risk ratio",
            "random effects",
            estimate_cell(random.effect),
            _spread(random),
            unread,
            "poewe-dysphagia-placebo snaith-inco-dysphagia-placebo",
        )
    )
    titles = ("What is pooled", "Measure and method", "Our result (95%)", "Spread", "Printed elsewhere", "From")
    return Grid(
        "The trials pooled, and what others print",
        [Column(title, sortable=False) for title in titles],
        lines,
        note=(
            "<p>Points are those of the TWSTRS total at week 4 (ASPEN-1: weeks 4 and 6 averaged), and positive is "
            "better than placebo; a risk ratio above 1 is more often on toxin. Random effects: inverse variance, τ² by "
            "DerSimonian and Laird. Doses of one trial "
            "are merged unless a row says otherwise. Nothing that was not read is pooled; the type A review of 2020 "
            "prints a pooled difference that was not "
            f"read.</p>{credit_html()}"
        ),
    )


def _spread(found: Pooled) -> str:
    text = f"I² {100 * found.i2:.0f}%, τ² {found.tau2:.1f}"
    low, high = found.prediction_low, found.prediction_high
    if low is not None and high is not None:
        text += f"; a new trial {signed(-high)} to {signed(-low)}"
    return text
