"""Tables that code works out on the spot: the type B trial, the trials pooled, risks; each beside what is published.

Signs are those of print: positive points are an improvement over placebo.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial_checks import ARMS, DOSES
from dystonia_course.science.trial_choices import AFTER, Choice, choices_from_summary
from dystonia_course.views.table import TableWidget
from dystonia_course.views.table_grid import Cell, Column, Grid, claim_cell, sources_cell, text_cell
from dystonia_course.views.trial_explorer import p_text, signed
from dystonia_course.views.trial_source import HOW, MISSING, credit_html, people_table

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.meta_analysis import Pooled
    from dystonia_course.science.two_by_two import NumberNeeded, TwoByTwo

NAMES = {"Placebo": "placebo", "5000U": "5000 U", "10000U": "10,000 U"}
DOSE_ARMS = ARMS[1:]
NOT_PRINTED = "not in the abstract"
NEEDS_PEOPLE = "needs the people's scores"
NOT_READ = "not read"
NOWHERE = "nobody prints it"
MANY = 1000


def result_view(name: str, course: Course) -> TableWidget:
    """The result `name`; LookupError with one sentence that lists the known names."""
    if name not in RESULTS:
        raise LookupError(f"There is no result called '{name}'; the course has: {', '.join(RESULTS)}.")
    return TableWidget(RESULTS[name](course))


def better(one: Estimate) -> Estimate:
    """The same with an improvement as a positive number."""
    return replace(one, estimate=-one.estimate, low=-one.high, high=-one.low)


def shown(one: Estimate, decimals: int = 1) -> str:
    """An estimate with its interval: "7.2 (3.3 to 11.1)"."""
    return f"{signed(one.estimate, decimals)} ({signed(one.low, decimals)} to {signed(one.high, decimals)})"


def _estimate_cell(one: Estimate, decimals: int = 1) -> Cell:
    """An estimate that stays on one line."""
    text = shown(one, decimals)
    return Cell(escape(text).replace(" ", "&nbsp;"), text, one.estimate)


def _p_cell(one: Estimate) -> Cell:
    return text_cell(p_text(one.p).removeprefix("P = ").removeprefix("P "), one.p)


def _note(text: str, missing: bool) -> str:
    gap = f"<p>{escape(f'{MISSING} {HOW}')}</p>" if missing else ""
    return f"{gap}<p>{escape(text)}</p>{credit_html()}"


# --------------------------------------------------------------------------------------------------- the type B trial


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
                text_cell(f"{carried:.1f} (n = {seen + missed})", carried),
                text_cell(f"{observed:.1f} (n = {seen})", observed),
            ]
        )
    ours = None
    if people is not None:
        ours = [analysis_of_covariance(people, 4, missing) for missing in ("carried", "observed")]
    for position, arm in enumerate(DOSE_ARMS):
        last = position == len(DOSE_ARMS) - 1
        p = course.claims["out-bra99-p"].value
        p_printed = claim_cell(course, "out-bra99-p", p, float(p)) if last else text_cell(NOT_PRINTED)
        empty = [text_cell(NEEDS_PEOPLE), text_cell(NEEDS_PEOPLE)]
        found = [] if ours is None else [one[position] for one in ours]
        lines.append(
            [text_cell(f"{NAMES[arm]} over placebo, adjusted (95% interval)"), text_cell(NOT_PRINTED)]
            + ([_estimate_cell(better(one)) for one in found] or empty)
        )
        lines.append([text_cell(f"P, {NAMES[arm]}"), p_printed] + ([_p_cell(one) for one in found] or empty))
    columns = ["Week 4, points", "Published", *(f"Ours, {MISSING_TEXT[m]}" for m in ("carried", "observed"))]
    text = (
        "Adjusted: analysis of covariance on all three arms, with the score at week 0 and the site. Estimated is the "
        "difference in mean change of the TWSTRS total by week 4, dose against placebo; positive is better."
    )
    return Grid(
        "The type B trial at week 4: published, and worked out again",
        [Column(title, sortable=False) for title in columns],
        lines,
        note=_note(text, people is None),
    )


def _printed_falls(course: Course) -> dict[int, tuple[str, str]]:
    """The printed fall of each dose by week 4, in points, with its claim."""
    wanted = {"trial": "Brashear 1999", "kind": "arm", "outcome": "TWSTRS total", "week": "4"}
    rows = [row for row in course.tables["trials"].rows if all(row[name] == value for name, value in wanted.items())]
    return {int(row["dose"]): (row["mean"].removeprefix("-"), row["claims"]) for row in rows}


def contrasts(course: Course) -> Grid:
    """Each dose against placebo at each week, from the model of all visits; without the people, from the summary."""
    people, data = people_table()
    if people is not None:
        from dystonia_course.science.trial_repeated import repeated_measures

        model = repeated_measures(people)
        cells = {(arm, week): model.contrast(arm, week) for arm in DOSE_ARMS for week in AFTER}
        two, four = (f"{model.correlation_apart(weeks):.2f}" for weeks in (2, 4))
        text = (
            f"One model of {model.scores} scores of {model.people} people after the injection: a mean for each arm and "
            "week, the score at week 0, the site; generalised least squares, and a correlation that falls with the "
            f"time between visits ({two} at two weeks, {four} at four)."
        )
    else:
        found = choices_from_summary(data.summary)
        raw = {week: found[Choice(f"week {week}", "observed", "change", "published")] for week in AFTER}
        cells = {(arm, week): raw[week][position] for position, arm in enumerate(DOSE_ARMS) for week in AFTER}
        text = (
            "From the summary by arm and week: raw changes of the people seen, compared week by week, and not the "
            "model of all visits."
        )
    lines = []
    for week in AFTER:
        line = [text_cell(f"Week {week}", week)]
        for arm in DOSE_ARMS:
            one = cells[arm, week]
            line += [_estimate_cell(better(one)), _p_cell(one)]
        lines.append(line)
    columns = [Column("Week", sortable=False)]
    for arm in DOSE_ARMS:
        columns += [
            Column(f"{NAMES[arm]} over placebo, points (95% interval)", sortable=False),
            Column(f"P, {NAMES[arm]}", sortable=False),
        ]
    return Grid(
        "Each dose against placebo, week by week",
        columns,
        lines,
        note=_note(
            f"{text} Positive is better than placebo. Ten P values are ten looks at one trial: the planned comparison "
            "was the higher dose at week 4.",
            people is None,
        ),
    )


# -------------------------------------------------------------------------------------------------- the trials pooled


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
    read, points = text_cell(NOT_READ), "Points"

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
        return _estimate_cell(better(found.effect), decimals)

    def printed(claim: str, label: str = "") -> Cell:
        one = course.claims[claim]
        return claim_cell(course, claim, f"{one.value} ({one.low} to {one.high}){label}", float(one.value))

    abos = "out-abo-t1 out-abo-t2 out-abo-t3"
    lines = [
        line(
            "Three trials of abobotulinumtoxinA",
            points,
            "random effects",
            difference(three),
            _spread(three),
            read,
            abos,
        ),
        line(
            "The same and ASPEN-1, its doses merged",
            points,
            "random effects",
            difference(four),
            _spread(four),
            read,
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
            difference(two_own, 2),
            _spread(two_own),
            text_cell(NOWHERE),
            "cdystonia-se out-btb-sub-high",
        ),
        line(
            "The third type B trial, worked out backwards",
            points,
            "fixed effect, total less the two trials known",
            _estimate_cell(third),
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
        spread = _counts(counts[key])
        elsewhere = printed(beside, " in four trials") if beside else read
        lines.append(line(what, "Risk ratio", "Mantel-Haenszel", _estimate_cell(one), spread, elsewhere, claims))
    lines.append(
        line(
            "Dysphagia, two trials of type A",
            "Risk ratio",
            "random effects",
            _estimate_cell(random.effect),
            _spread(random),
            read,
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
            "better "
            "than placebo; a risk ratio above 1 is more often on toxin. Random effects: inverse variance, τ² by "
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


def _counts(tables: list[TwoByTwo]) -> str:
    return "; ".join(f"{t.events} of {t.people} against {t.control_events} of {t.control_people}" for t in tables)


# --------------------------------------------------------------------------------------------------------------- risks


def relative_risks(course: Course) -> Grid:
    """The counts of the table `relative_risks` in four ways: of 100 people, risk ratio, odds ratio, number needed."""
    from dystonia_course.science.two_by_two import number_needed, odds_ratio, risk_difference, risk_ratio
    from dystonia_course.views.table_risks import counts_of

    lines = []
    for row in course.tables["relative_risks"].rows:
        counts = counts_of(row)
        if counts is None:
            continue
        star = " *" if counts.cells()[-1] else ""
        difference = risk_difference(counts)
        hundred = replace(
            difference, estimate=100 * difference.estimate, low=100 * difference.low, high=100 * difference.high
        )
        found = [(hundred, ""), (risk_ratio(counts), star), (odds_ratio(counts), star)]
        needed = number_needed(counts)
        lines.append(
            [
                text_cell(f"{row['event'][0].upper()}{row['event'][1:]}, {row['trial']}"),
                text_cell(_counts([counts]), counts.risk),
                *(text_cell(shown(one) + mark, one.estimate) for one, mark in found),
                text_cell(_needed(needed), needed.number),
                sources_cell(course, row["claims"].split(";")),
            ]
        )
    titles = (
        *("Event and study", "Toxin against placebo", "More in 100 on toxin (95%)", "Risk ratio (95%)"),
        *("Odds ratio (95%)", "Treated for one more or fewer", "Sources"),
    )
    return Grid(
        "Counts in four ways: difference, risk ratio, odds ratio, number needed",
        [Column(title, sortable=title != "Sources") for title in titles],
        lines,
        note=(
            "<p>Risk difference with the score interval of Newcombe; ratios with the normal interval of the logarithm. "
            "A star: one count is 0, so half a person is added to each cell. Doses of a trial are added up; counts of "
            "a review are added up over its trials, which its own ratio is not.</p>"
        ),
    )


def _needed(found: NumberNeeded) -> str:
    if found.low is None or found.high is None:
        return "the interval of the difference holds 0"
    high = f"over {MANY}" if found.high > MANY else f"{found.high:.1f}"
    return f"{found.number:.1f} ({found.low:.1f} to {high})"


RESULTS: dict[str, Callable[[Course], Grid]] = {
    "week4": week4,
    "contrasts": contrasts,
    "pooled": pooled,
    "relative_risks": relative_risks,
}
