"""One trial, many analyses: the learner chooses and sees estimate and interval move. All are worked out before.

The browser only shows what is here: each combination of four choices with its two estimates, its estimand, and what is
published beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.science.trial_choices import (
    AS_PUBLISHED,
    CODES,
    MISSINGS,
    RESULTS,
    STARTS,
    Choice,
    choices_from_summary,
    every_choice,
)
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.table_grid import claim_link
from dystonia_course.views.text_face import with_text
from dystonia_course.views.trial_source import credit, people_table, what_is_missing

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.estimates import Estimate

TITLE = "One trial, many analyses"
LEDE = (
    "The people of the type B trial drew placebo, 5000 U or 10,000 U. Four choices stand between their scores and a "
    "result. Change them and watch both estimates and their intervals move."
)
NAMES = ("5000 U", "10,000 U")
ASK = "Predict: which dose comes first if all visits after the injection are averaged?"
GUESSES = {
    "lower": "5000 U, the lower dose",
    "higher": "10,000 U, the higher dose",
    "same": "About the same: under 1 point apart",
}
AVERAGES = RESULTS[-2:]
GROUPS: tuple[tuple[str, str, dict[str, tuple[str, str]]], ...] = (
    (
        "result",
        "Which result?",
        {
            **{result: (result.capitalize(), result) for result in RESULTS[:-2]},
            "five visits": ("Mean of the five visits after the injection", "mean of 5 visits"),
            "six visits": ("Mean of all six visits, the first included", "mean of all 6 visits"),
        },
    ),
    (
        "missing",
        "A missed visit",
        {
            "carried": ("Last value carried forward", "carried forward"),
            "observed": ("Left out: observed only", "observed only"),
        },
    ),
    (
        "start",
        "Where people began",
        {
            "adjusted": ("Change, with baseline and site taken into account", "baseline and site"),
            "change": ("Raw change from the own start", "raw change"),
            "forgotten": ("Forgotten: scores compared", "start forgotten"),
        },
    ),
    (
        "codes",
        "Codes of the groups",
        {
            "published": ("As published", "codes as published"),
            "misread": ("Misread, as in a help page", "codes misread"),
        },
    ),
)
TRIES = (
    "Start from the choices that give the published P value. Move the week. Then average the visits, and forget where "
    "people began. Last, misread the codes."
)


def signed(value: float, decimals: int = 1) -> str:
    """A number with a true minus sign; what rounds to zero has none."""
    text = f"{value:.{decimals}f}"
    return f"{0:.{decimals}f}" if float(text) == 0 else text.replace("-", "−")


def interval_text(one: Estimate) -> str:
    """The estimate with its interval: "−7.2 (−11.1 to −3.3)"."""
    return f"{signed(one.estimate)} ({signed(one.low)} to {signed(one.high)})"


def p_text(p: float) -> str:
    """A P value: four decimals below 0.001, three above, two from 0.1 on."""
    if p < 0.0001:
        return "P < 0.0001"
    return f"P = {p:.{4 if p < 0.001 else 3 if p < 0.1 else 2}f}"


def estimand(choice: Choice, people: int) -> str:
    """What a combination estimates, in one sentence."""
    if choice.result in AVERAGES:
        when = {
            "five visits": "averaged over the five visits after the injection",
            "six visits": "averaged over all six visits, that of the injection included",
        }[choice.result]
        score_when, came = when, "who came at least once, over the visits they came to"
    else:
        when, score_when = f"by {choice.result}", f"at {choice.result}"
        came = f"who came at {choice.result}"
    what = {
        "adjusted": f"mean change of the TWSTRS total {when}, for people of the same start and site",
        "change": f"mean change of the TWSTRS total from each person's own start {when}",
        "forgotten": f"mean TWSTRS total {score_when}, wherever each person began",
    }[choice.start]
    who = {
        "carried": f"in all {people} people, with a missed visit counted as the score before it",
        "observed": f"in the {people} people {came}",
    }[choice.missing]
    return f"Estimated is the difference, dose minus placebo, in {what}, {who}."


def first_dose(estimates: Iterable[Estimate]) -> str:
    """Which dose comes first, and by how much."""
    lower, higher = (one.estimate for one in estimates)
    name = "The lower dose" if lower < higher else "The higher dose"
    apart = abs(lower - higher)
    much = f"{apart:.2f}" if apart < 0.1 else f"{apart:.1f}"
    return f"{name} comes first, by {much} points{' only' if apart < 1 else ''}."


def _payload(choice: Choice, estimates: list[Estimate], course: Course) -> dict[str, Any]:
    misread = choice.codes == "misread"
    wrong = " With the codes misread, “placebo” and “10,000 U” are exchanged: the sentence is about the wrong groups."
    return {
        "n": estimates[0].n if len({one.n for one in estimates}) == 1 else None,
        "estimand": estimand(choice, _people(estimates)) + (wrong if misread else ""),
        "doses": [
            {
                "estimate": round(one.estimate, 6),
                "low": round(one.low, 6),
                "high": round(one.high, 6),
                "text": interval_text(one),
                "p": p_text(one.p),
                "n": one.n,
            }
            for one in estimates
        ],
        "first": first_dose(estimates),
        "beside": _beside(choice, course),
    }


def _people(estimates: list[Estimate]) -> int:
    return max(one.n for one in estimates)


def _beside(choice: Choice, course: Course) -> str:
    def link(claim: str, label: str) -> str:
        return claim_link(course, claim, label)

    if choice.codes == "misread":
        sizes = link("cdystonia-coding", "36, 36 and 37")
        return f"Published are group sizes of {sizes} people, placebo first. Counting would have shown the mistake."
    if choice.result != "week 4":
        what = "no such average" if choice.result in AVERAGES else f"no number for {choice.result}"
        return f"The published abstract prints {what}."
    falls = link("out-bra99-change", "4.3, 9.3 and 11.7 points")
    p = link("out-bra99-p", "P = 0.0004")
    given = " These are the choices that give the printed P." if choice == AS_PUBLISHED else ""
    return f"The published abstract prints falls of {falls} at week 4, and {p} for the higher dose.{given}"


def _said_of_averages(found: dict[Choice, list[Estimate]]) -> str:
    """What becomes of the order of the doses, for the comparison with the prediction."""

    def pair(result: str, start: str, missing: str, decimals: int = 1) -> tuple[str, float]:
        one = found[Choice(result, missing, start, "published")]  # type: ignore[arg-type]
        words = " and ".join(signed(dose.estimate, decimals) for dose in one)
        return words, one[0].estimate - one[1].estimate

    peak, peak_gap = pair("week 4", "adjusted", "carried")
    mean, mean_gap = pair("five visits", "adjusted", "carried")
    rest, rest_gap = pair("six visits", "forgotten", "observed", 2)
    still = "still" if (peak_gap > 0) == (mean_gap > 0) else "no longer"
    turned = "and the order of the doses turns round" if (rest_gap > 0) != (mean_gap > 0) else "and the order stays"
    return (
        f"At week 4 the doses stand at {peak} against placebo. Averaged over the five visits after the injection they "
        f"stand at {mean}: the higher dose is {still} first, by {abs(mean_gap):.1f} points instead of "
        f"{abs(peak_gap):.1f}. Effect and wearing off are mixed. If the starts are forgotten, too, and all six visits "
        f"observed are averaged, nothing is left: {rest}, {turned} by a hair ({abs(rest_gap):.2f} points)."
    )


def _came_out(found: dict[Choice, list[Estimate]]) -> str:
    """Which of the guesses comes out when the visits after the injection are averaged."""
    lower, higher = (one.estimate for one in found[Choice("five visits", "carried", "adjusted", "published")])
    if abs(lower - higher) < 1:
        return "same"
    return "lower" if lower < higher else "higher"


class TrialExplorer(anywidget.AnyWidget):
    """The explorer. `settings` are the choices in force, `path` the combinations tried, `guess` the prediction."""

    _esm = module("trial_explorer.js")
    _css = stylesheet("simulator.css", "interval_rows.css", "trial_explorer.css")
    content: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    results: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    settings: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    path: traitlets.List[str] = traitlets.List().tag(sync=True)
    guess: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, course: Course) -> None:
        """The trial's people are fetched or found; without them the summary by arm and week gives what it can."""
        people, data = people_table()
        found = every_choice(people) if people is not None else choices_from_summary(data.summary)
        start = AS_PUBLISHED if AS_PUBLISHED in found else Choice("week 4", "carried", "change", "published")
        super().__init__(
            content=_content(found, start, what_is_missing(data)),
            results={choice.key: _payload(choice, estimates, course) for choice, estimates in found.items()},
        )

    def __repr__(self) -> str:
        return text_face()

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


def _content(found: dict[Choice, list[Estimate]], start: Choice, missing: str) -> dict[str, Any]:
    reach = math.ceil(max(abs(limit) for pair in found.values() for one in pair for limit in (one.low, one.high)))
    return {
        "title": TITLE,
        "lede": LEDE,
        "ask": ASK,
        "guesses": [[value, label] for value, label in GUESSES.items()],
        "answer": "" if missing else _said_of_averages(found),
        "outcome": "" if missing else _came_out(found),
        "averages": list(AVERAGES),
        "names": list(NAMES),
        "groups": [
            {"name": name, "legend": legend, "options": [[value, *labels] for value, labels in options.items()]}
            for name, legend, options in GROUPS
        ],
        "start": {"result": start.result, "missing": start.missing, "start": start.start, "codes": start.codes},
        "axis": {
            "low": -reach,
            "high": reach,
            "ticks": [tick for tick in range(-10, 11, 5) if abs(tick) <= reach],
            "left": "← better than placebo",
            "right": "worse →",
        },
        "tries": TRIES,
        "missing": missing,
        "credit": credit(),
    }


def text_face() -> str:
    """The choices in words. The estimates need the trial's people, so they are shown in the running lesson only."""
    count = len(RESULTS) * len(MISSINGS) * len(STARTS) * len(CODES)
    lines = [f"{TITLE}. {LEDE}", ASK, "", f"Run the lesson to see what each of {count} combinations gives."]
    for _, legend, options in GROUPS:
        lines.append(f"{legend.removesuffix('?')}: {'; '.join(label for label, _ in options.values())}.")
    return "\n".join([*lines, "", credit()])
