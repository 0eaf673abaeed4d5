"""A forest plot to work with: trials in and out, doses merged or wrongly split, fixed or random effects.

The rows come from the table of trials; the browser pools what is ticked (`meta_analysis.js`). Trials whose number was
not read stand in it as empty rows that cannot be ticked, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.science.estimates import z_of
from dystonia_course.science.trial_rows import TrialEffect, trial_effects
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.estimate_text import claim_text, signed
from dystonia_course.views.figures.forest import own_interval
from dystonia_course.views.figures.forest_type_b import from_people
from dystonia_course.views.markdown import inline_html
from dystonia_course.views.table_grid import claim_link, sources_cell
from dystonia_course.views.text_face import with_text
from dystonia_course.views.trial_source import credit

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

TITLE = "A forest plot to work with"
LEDE = (
    "Each row is a trial: its difference from placebo at week 4 (ASPEN-1: weeks 4 and 6 averaged) in points of the "
    "TWSTRS total. Left of 0 is better than placebo. Take trials out, put them back, change the method, and watch "
    "the diamond."
)
SETS = {
    "A": (
        "Type A toxin",
        "Leave only two trials in. Enter the doses of ASPEN-1 wrongly as two trials. Then Hartung-Knapp.",
    ),
    "B": ("Type B toxin", "Compare the interval that the review prints for Brashear 1999 with that from its people."),
}
DOSES = (
    "doses",
    "Two doses of one trial",
    [["merge", "Merged: placebo counted once"], ["split", "As two trials (wrong)"]],
)
SOURCE = (
    "source",
    "Standard error of Brashear 1999",
    [["review", "As the review prints it"], ["people", "From the scores of its people"]],
)
WORDS = (
    "random effects",
    "fixed effect",
    "Hartung-Knapp",
    "standard error",
    "heterogeneity",
    "I²",
    "tau²",
    "prediction interval",
)
"""The terms of the glossary that are explained below the plot, in the order in which they are met."""
T_975 = (
    12.706204736174694, 4.302652729749462, 3.1824463052837078, 2.7764451051977934, 2.5705818356363146,
    2.4469118511449786, 2.364624251592784, 2.306004135204166, 2.262157162798205, 2.228138851986274,
    2.200985160091639,
)  # fmt: skip
"""The 97.5% quantile of Student's t on 1, 2, ... degrees of freedom: for up to 12 trials."""
CHI2_95 = (
    3.841458820694124, 5.991464547107979, 7.814727903251179, 9.487729036781154, 11.070497693516351,
    12.591587243743977, 14.067140449340169, 15.50731305586545, 16.918977604620448, 18.307038053275146,
    19.67513757268249,
)  # fmt: skip
"""The 95% quantile of chi-square on as many. Written out, because SciPy takes over a second to import."""


def quantiles() -> dict[str, Any]:
    """What the browser needs of the normal, Student's t and chi-square distributions, by degrees of freedom."""
    return {"z": z_of(0.95), "t": [None, *T_975], "chi2": [None, *CHI2_95]}


def _row(one: TrialEffect, course: Course, when: dict[str, str] | None = None) -> dict[str, Any]:
    split = when is not None and when.get("doses") == "split"
    rows = course.tables["trials"].rows
    printed = own_interval(rows, one) if not split else one.effect.interval()
    return {
        "id": one.effect.study,
        "label": one.effect.study,
        "small": f"{one.product}, {one.effect.n} people{'; placebo people counted twice' if split else ''}",
        "estimate": one.effect.estimate,
        "se": one.effect.se,
        "n": one.effect.n,
        "low": printed.low,
        "high": printed.high,
        "sources": sources_cell(course, one.claims.split(";")).html,
        "note": one.note,
        "when": when or {},
    }


def forest_rows(course: Course, serotype: str) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The rows that can be ticked, each with the options under which it is there, and the rows that cannot."""
    table = course.tables["trials"].rows
    merged = [one for one in trial_effects(table, "merge") if one.serotype == serotype]
    split = [one for one in trial_effects(table, "split") if one.serotype == serotype]
    rows: list[dict[str, Any]] = []
    for one in (one for one in merged if one.read):
        doses = [other for other in split if other.trial == one.trial]
        if len(doses) > 1:
            rows.append(_row(one, course, {"doses": "merge"}))
            rows += [_row(dose, course, {"doses": "split"}) for dose in doses]
        elif serotype == "B" and one.trial == from_people(course)[0]:
            rows += _by_source(one, course)
        else:
            rows.append(_row(one, course))
    unread = [
        {"label": one.trial, "reason": one.note, "sources": sources_cell(course, one.claims.split(";")).html}
        for one in merged
        if not one.read
    ]
    return rows, unread


def _by_source(one: TrialEffect, course: Course) -> list[dict[str, Any]]:
    """The trial whose people are known, twice: as the review prints it, and from their scores."""
    _, own = from_people(course)
    review = _row(one, course, {"source": "review"})
    people = review | {
        "estimate": own.estimate,
        "se": own.se,
        "n": own.n,
        "low": own.low,
        "high": own.high,
        "note": "Both doses together; last value carried forward",
        "sources": sources_cell(course, ["cdystonia-se"]).html,
        "when": {"source": "people"},
    }
    return [review, people]


def _beside(course: Course, serotype: str) -> str:
    def printed(claim: str) -> str:
        return claim_link(course, claim, claim_text(course.claims[claim]))

    if serotype == "A":
        review = claim_link(course, "out-bta-rcts-2020", "9 trials")
        return (
            f"The largest review pools {review}; its pooled difference could not be read, so nothing is printed to "
            "compare with. The diamond rests on the trials that could be read, and on nothing else."
        )
    return (
        f"The review prints {printed('out-btb-sub-total')} for these two trials and {printed('out-btb-md')} for all "
        "three, with the opposite sign: there, positive is better."
    )


class ForestExplorer(anywidget.AnyWidget):
    """The explorer. `settings` holds the type shown, the method, the options, and the rows taken out."""

    _esm = module("forest_explorer.js")
    _css = stylesheet("simulator.css", "interval_rows.css", "forest_explorer.css")
    content: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    settings: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, course: Course) -> None:
        """The rows are those of the course's table of trials."""
        super().__init__(content=_content(course))
        self._text = text_face(self.content)

    def __repr__(self) -> str:
        return self._text

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


def _content(course: Course) -> dict[str, Any]:
    sets = []
    for serotype, (label, tries) in SETS.items():
        rows, unread = forest_rows(course, serotype)
        asked = {name for row in rows for name in row["when"]}
        options = [
            {"name": name, "legend": legend, "options": values}
            for name, legend, values in (DOSES, SOURCE)
            if name in asked
        ]
        one = {"id": serotype, "label": label, "tries": tries, "rows": rows, "unread": unread, "options": options}
        sets.append(one | {"beside": _beside(course, serotype), "credit": credit() if serotype == "B" else ""})
    return {
        "title": TITLE,
        "lede": LEDE,
        "sets": sets,
        "start": {"set": "A", "model": "random", "hk": False, "doses": "merge", "source": "review", "out": []},
        "axis": {
            "low": -18,
            "high": 8,
            "ticks": [-15, -10, -5, 0, 5],
            "left": "← better than placebo",
            "right": "worse →",
        },
        "quantiles": quantiles(),
        "words": [[term.replace("tau", "τ"), inline_html(course.glossary[term].definition)] for term in WORDS],
    }


def text_face(content: dict[str, Any]) -> str:
    """The rows as a list with their numbers."""
    lines = [f"{TITLE}. {LEDE}", "Run the lesson to take trials in and out. The rows, points against placebo (95%):"]
    start = content["start"]
    for one in content["sets"]:
        lines += ["", one["label"]]
        for row in one["rows"]:
            if all(start[name] == value for name, value in row["when"].items()):
                interval = f"{signed(row['estimate'])} ({signed(row['low'])} to {signed(row['high'])})"
                lines.append(f"- {row['label']} ({row['small']}): {interval}")
        lines += [f"- {row['label']}: not read. {row['reason']}." for row in one["unread"]]
    return "\n".join([*lines, "", credit()])
