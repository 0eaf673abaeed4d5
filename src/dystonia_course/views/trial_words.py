"""What is said of an analysis of the type B trial: its estimand, which dose comes first, what is published beside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dystonia_course.science.trial_choices import AS_PUBLISHED, RESULTS, Choice
from dystonia_course.views.estimate_text import signed
from dystonia_course.views.table_grid import claim_link

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.science.estimates import Estimate
    from dystonia_course.science.trial_summary import Doses

AVERAGES = RESULTS[-2:]
FIVE_VISITS = Choice("five visits", "carried", "adjusted", "published")
SIX_VISITS = Choice("six visits", "observed", "forgotten", "published")


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


def beside(choice: Choice, course: Course) -> str:
    """What is published beside an analysis, as HTML."""

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


def said_of_averages(found: dict[Choice, list[Estimate]]) -> str:
    """What becomes of the order of the doses, for the comparison with the prediction."""

    def doses(choice: Choice) -> tuple[Doses, float]:
        lower, higher = (one.estimate for one in found[choice])
        return (lower, higher), lower - higher

    peak, peak_gap = doses(AS_PUBLISHED)
    mean, mean_gap = doses(FIVE_VISITS)
    rest, rest_gap = doses(SIX_VISITS)
    still = "still" if (peak_gap > 0) == (mean_gap > 0) else "no longer"
    turned = "and the order of the doses turns round" if (rest_gap > 0) != (mean_gap > 0) else "and the order stays"
    return (
        f"At week 4 the doses stand at {_pair(peak)} against placebo. Averaged over the five visits after the "
        f"injection they stand at {_pair(mean)}: the higher dose is {still} first, by {abs(mean_gap):.1f} points "
        f"instead of {abs(peak_gap):.1f}. Effect and wearing off are mixed. If the starts are forgotten, too, and "
        f"all six visits observed are averaged, nothing is left: {_pair(rest, 2)}, {turned} by a hair "
        f"({abs(rest_gap):.2f} points)."
    )


def said_of_summary(peak: Doses, mean: Doses, rest: Doses) -> str:
    """The same from the summary by arm and week: both doses minus placebo, in points and without intervals.

    `peak` and `mean`: changes at week 4 and over the five visits after it; `rest`: scores over all six visits.
    """
    return (
        f"At week 4 the raw changes stand at {_pair(peak)} against placebo. Their means over the five visits after "
        f"the injection stand at {_pair(mean)}: {_ahead(mean)} by {abs(mean[0] - mean[1]):.1f} points instead of "
        f"{abs(peak[0] - peak[1]):.1f}. Effect and wearing off are mixed. If the starts are forgotten, too, and all "
        f"scores of the six visits are averaged, nothing is left: {_pair(rest, 2)}, {_ahead(rest)} by a hair. These "
        "means come from the summary; their intervals need the people's scores."
    )


def _pair(doses: Doses, decimals: int = 1) -> str:
    return " and ".join(signed(one, decimals) for one in doses)


def _ahead(doses: Doses) -> str:
    return f"the {'lower' if doses[0] < doses[1] else 'higher'} dose first"


def came_out(lower: float, higher: float) -> str:
    """Which of the guesses comes out, from both doses minus placebo averaged over the visits after the injection."""
    if abs(lower - higher) < 1:
        return "same"
    return "lower" if lower < higher else "higher"
