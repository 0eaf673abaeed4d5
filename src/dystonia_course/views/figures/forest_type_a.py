"""Forest plot of type A toxin against placebo at week 4: what was read, what was pooled, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.trial_rows import TrialEffect, trial_effects
from dystonia_course.views.estimate_text import shown, signed
from dystonia_course.views.figures.drawing import number
from dystonia_course.views.figures.forest import ForestRow, forest_drawing, gain, own_interval
from dystonia_course.views.figures.frame import Figure
from dystonia_course.views.table_grid import Column, Grid, claim_link, sources_cell, text_cell

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.meta_analysis import Pooled

SAME, ALL = "pool-abo3", "pool-a4"
"""The claims of what is pooled: the trials of one product, and all that were read."""
ENRICHED, REVIEW, MERGED = "out-bta-enriched", "out-bta-rcts-2020", "pool-a5-wrong"
LIMIT = 20.0
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def effects(course: Course, serotype: str = "A") -> list[TrialEffect]:
    """Every trial of one serotype, doses of a trial merged, those not read among them."""
    return [one for one in trial_effects(course.tables["trials"].rows) if one.serotype == serotype]


def pooled(trials: list[TrialEffect]) -> tuple[Pooled, Pooled]:
    """The trials of the product with most trials read, and all trials read; random effects."""
    from dystonia_course.science.meta_analysis import pool

    read = [one for one in trials if one.read]
    products = [one.product for one in read]
    usual = max(products, key=products.count)
    return pool([one.effect for one in read if one.product == usual]), pool([one.effect for one in read])


def grouped(trials: list[TrialEffect]) -> dict[str, list[TrialEffect]]:
    """The trials under their product: products with a trial that was read first, those read before those that were not;
    the pooled review is left to the words."""
    single = [one for one in trials if not one.trial.startswith("Cochrane")]
    single.sort(key=lambda one: not one.read)
    return {product: [one for one in single if one.product == product] for product in dict.fromkeys(
        one.product for one in single)}  # fmt: skip


def forest_type_a(course: Course) -> Figure:
    """The figure `forest_type_a`."""
    trials = effects(course)
    same, every = pooled(trials)
    weights = dict(zip(every.studies, every.weights, strict=True))
    rows: list[str | ForestRow] = []
    for product, members in grouped(trials).items():
        rows.append(product[0].upper() + product[1:])
        rows += [_row(course, one, weights) for one in members]
    rows.append("Pooled, random effects")
    rows.append(ForestRow(f"One product ({len(same.studies)})", "", same.effect, kind="pooled"))
    assert every.prediction_low is not None
    assert every.prediction_high is not None
    prediction = every.prediction_low, every.prediction_high
    rows.append(ForestRow(f"All read ({len(every.studies)})", "", every.effect, kind="pooled", prediction=prediction))
    drawing = forest_drawing(rows, (-LIMIT, 14), "Type A toxin against placebo at week 4")
    missing = [one for one in trials if not one.read and not one.trial.startswith("Cochrane")]

    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    read = [one for one in trials if one.read]
    return Figure(
        name="forest_type_a",
        title=f"Type A against placebo: {WORDS[len(read)]} trials read, the others left empty",
        alt=(
            "Forest plot. The axis is TWSTRS total, active minus placebo, from "
            f"{signed(-LIMIT, 0)} to 10 points; left of 0 is better; lines are 95% intervals. "
            + "; ".join(f"{one.trial} {shown(own_interval(course.tables['trials'].rows, one))}" for one in read)
            + f". Pooled: {shown(every.effect)}; a new trial may lie between {signed(prediction[0])} and "
            f"{signed(prediction[1])}. Empty rows, not read: {', '.join(one.trial for one in missing)}. Message: every "
            "trial read favours toxin; what is missing could move the diamond."
        ),
        message=(
            f"The {WORDS[len(same.studies)]} trials of one product pool to {gain(course, SAME)} more improvement "
            f"than placebo, all {WORDS[len(every.studies)]} read "
            f"{gain(course, ALL)}. {WORDS[len(missing)].capitalize()} trials stand empty: "
            "their difference on this scale could not be read in a "
            f"source. The largest review has {link(REVIEW, '9 trials')}; its numbers were not read either."
        ),
        description=(
            "<p>What is estimated: the difference in mean fall of the TWSTRS total (0 to 85), toxin minus placebo, at "
            "week 4; in ASPEN-1 the mean of weeks 4 and 6, both doses merged so that the placebo group counts once. "
            "The square is the trial’s estimate, as printed (for ASPEN-1 merged here from its printed doses); its size "
            "grows with its weight in the pooled number. The line is the 95% interval, printed or, for ASPEN-1, from "
            "the "
            "printed standard errors. The diamond is as wide as the 95% "
            f"interval of the pooled number ({every.effect.method}). The dashed line is the prediction interval: where "
            "the effect of a new, similar trial may lie.</p>"
            f"<p>I² is {100 * every.i2:.0f}% and τ² {number(round(every.tau2, 1))}. That does not show that the trials "
            f"are alike: so few trials cannot. Of the trials in the review, {link(ENRICHED, '7 of 9')} kept out people "
            "known to respond poorly, so the numbers describe likely responders. An empty row is no zero: nothing "
            "unread is pooled. Doses are those of the trials and not doses to give.</p>"
        ),
        svg=drawing.svg(),
        data=_numbers(course, trials, (same, every), weights),
    )


def _row(course: Course, one: TrialEffect, weights: dict[str, float]) -> ForestRow:
    if not one.read:
        return ForestRow(one.trial, "", None)
    weight = weights[one.effect.study]
    small = f"{one.effect.n} people, weight {100 * weight:.0f}%"
    return ForestRow(one.trial, small, own_interval(course.tables["trials"].rows, one), weight)


def _numbers(
    course: Course, trials: list[TrialEffect], pools: tuple[Pooled, Pooled], weights: dict[str, float]
) -> Grid:
    lines = []
    for one in sorted(trials, key=lambda one: not one.read):
        claims = one.claims.split(";")
        weight = f"{100 * weights[one.effect.study]:.0f}%" if one.read else ""
        effect = shown(own_interval(course.tables["trials"].rows, one)) if one.read else "not read"
        lines.append(
            [
                text_cell(one.trial),
                text_cell(one.product),
                text_cell("" if one.effect.n is None else str(one.effect.n), one.effect.n),
                text_cell(effect, one.effect.estimate),
                text_cell(weight),
                text_cell(one.note),
                sources_cell(course, claims),
            ]
        )
    for label, pool in zip((f"Pooled, {WORDS[len(pools[0].studies)]} of one product", "Pooled, all read"), pools,
                           strict=True):  # fmt: skip
        e = pool.effect
        facts = f"I² {100 * pool.i2:.0f}%, τ² {number(round(pool.tau2, 1))}"
        if pool.prediction_low is not None and pool.prediction_high is not None:
            facts += f"; a new trial {signed(pool.prediction_low)} to {signed(pool.prediction_high)}"
        lines.append(
            [text_cell(label), text_cell(""), text_cell(str(e.n), e.n), text_cell(shown(e), e.estimate),
             text_cell("100%"), text_cell(facts), text_cell("computed here")]
        )  # fmt: skip
    columns = ("Trial", "Product", "People", "Active minus placebo (95%), points", "Weight", "Note", "Source")
    return Grid("Type A against placebo: the numbers behind the figure", [Column(c) for c in columns], lines)
