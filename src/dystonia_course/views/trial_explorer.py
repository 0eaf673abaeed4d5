"""One trial, many analyses: the learner chooses and sees estimate and interval move. All are worked out before.

The browser only shows what is here: each combination of four choices with its two estimates, its estimand, and what is
published beside it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from dystonia_course.science.trial_checks import WEEKS
from dystonia_course.science.trial_choices import (
    AFTER,
    AS_PUBLISHED,
    CODES,
    MISSINGS,
    RESULTS,
    STARTS,
    Choice,
    choices_from_summary,
    every_choice,
)
from dystonia_course.science.trial_summary import changes_from_summary, scores_from_summary
from dystonia_course.views.assets import module, stylesheet
from dystonia_course.views.estimate_text import p_text, shown
from dystonia_course.views.text_face import with_text
from dystonia_course.views.trial_source import credit, later, people_table, words
from dystonia_course.views.trial_words import (
    AVERAGES,
    FIVE_VISITS,
    beside,
    came_out,
    estimand,
    first_dose,
    said_of_averages,
    said_of_summary,
)

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
SUMMARY_TRIES = (
    "Move the week from 2 to 16. Leave missed visits out. Then forget where people began. Last, misread the codes."
)
"""What there is to try where the people's scores are not at hand."""
SUMMARY_ONLY = (
    "the averages and the adjusted changes need these scores, so what you can choose below is what the summary by arm "
    "and week allows"
)


def _payload(choice: Choice, estimates: list[Estimate], people: int, course: Course) -> dict[str, Any]:
    misread = choice.codes == "misread"
    wrong = " With the codes misread, “placebo” and “10,000 U” are exchanged: the sentence is about the wrong groups."
    return {
        "n": estimates[0].n if len({one.n for one in estimates}) == 1 else None,
        "estimand": estimand(choice, people) + (wrong if misread else ""),
        "doses": [
            {
                "estimate": round(one.estimate, 6),
                "low": round(one.low, 6),
                "high": round(one.high, 6),
                "text": shown(one),
                "p": p_text(one.p),
                "n": one.n,
            }
            for one in estimates
        ],
        "first": first_dose(estimates),
        "beside": beside(choice, course),
    }


def _people(choice: Choice, summary: list[dict[str, str]]) -> int:
    """The people of the three arms that an analysis of one week from the summary counts."""
    rows = [row for row in summary if f"week {row['week']}" == choice.result]
    missed = sum(int(row["missing"]) for row in rows) if choice.missing == "carried" else 0
    return sum(int(row["people"]) for row in rows) + missed


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
        super().__init__(
            content=_content(found) if people is not None else _content_of_summary(found, data.summary),
            results={
                choice.key: _payload(
                    choice, estimates, estimates[0].n if people is not None else _people(choice, data.summary), course
                )
                for choice, estimates in found.items()
            },
        )

    def __repr__(self) -> str:
        return text_face()

    def _repr_mimebundle_(self, **kwargs: dict[Any, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return with_text(super()._repr_mimebundle_(**kwargs), repr(self))


def _content(found: dict[Choice, list[Estimate]]) -> dict[str, Any]:
    return _frame(found, AS_PUBLISHED) | {
        "answer": said_of_averages(found),
        "outcome": came_out(*(one.estimate for one in found[FIVE_VISITS])),
        "averages": list(AVERAGES),
        "tries": TRIES,
        "missing": "",
    }


def _content_of_summary(found: dict[Choice, list[Estimate]], summary: list[dict[str, str]]) -> dict[str, Any]:
    """The same from the summary by arm and week: nothing is averaged, so the prediction is answered in words."""
    peak, mean = (changes_from_summary(summary, weeks) for weeks in ((4,), AFTER))
    rest = scores_from_summary(summary, WEEKS)
    return _frame(found, Choice("week 4", "carried", "change", "published")) | {
        "answer": said_of_summary(peak, mean, rest),
        "outcome": came_out(*mean),
        "averages": [],
        "tries": SUMMARY_TRIES,
        "missing": words(later(SUMMARY_ONLY)),
    }


def _frame(found: dict[Choice, list[Estimate]], start: Choice) -> dict[str, Any]:
    """What does not depend on whether the people's scores are at hand; options that lead nowhere are left out."""
    reach = math.ceil(max(abs(limit) for pair in found.values() for one in pair for limit in (one.low, one.high)))
    there = {name: {getattr(choice, name) for choice in found} for name, _, _ in GROUPS}
    return {
        "title": TITLE,
        "lede": LEDE,
        "ask": ASK,
        "guesses": [[value, label] for value, label in GUESSES.items()],
        "names": list(NAMES),
        "groups": [
            {
                "name": name,
                "legend": legend,
                "options": [[value, *labels] for value, labels in options.items() if value in there[name]],
            }
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
        "credit": credit(),
    }


def text_face() -> str:
    """The choices in words. The estimates need the trial's people, so they are shown in the running lesson only."""
    count = len(RESULTS) * len(MISSINGS) * len(STARTS) * len(CODES)
    lines = [f"{TITLE}. {LEDE}", ASK, "", f"Run the lesson to see what each of {count} combinations gives."]
    for _, legend, options in GROUPS:
        lines.append(f"{legend.removesuffix('?')}: {'; '.join(label for label, _ in options.values())}.")
    return "\n".join([*lines, "", credit()])
