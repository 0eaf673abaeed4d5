"""What the figures of the type B trial share: how each arm is drawn, its people's table, and how a number is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.science.estimates import Estimate
from dystonia_course.science.trial_checks import ARMS, DOSES
from dystonia_course.views.figures.drawing import MUTED, Drawing, number
from dystonia_course.views.figures.marks import COLOURS, Shape, mark

if TYPE_CHECKING:
    import pandas as pd

SHAPES: dict[int, Shape] = dict(zip(DOSES.values(), ("circle", "square", "diamond"), strict=True))
"""The mark of each arm by its dose; placebo is hollow."""
DASHES = dict(zip(DOSES.values(), ("2 3", "7 3", None), strict=True))
"""The line of each arm by its dose."""


def arm_name(dose: int) -> str:
    """ "placebo", or the dose in units of the trial's product."""
    return f"{number(dose)} U" if dose else "placebo"


def arm_title(dose: int) -> str:
    """The same at the beginning of a line."""
    return arm_name(dose) if dose else "Placebo"


def colour(dose: int) -> str:
    """The colour of an arm."""
    return COLOURS[SHAPES[dose]] if dose else MUTED


def draw_mark(drawing: Drawing, dose: int, x: float, y: float) -> None:
    """The mark of an arm."""
    if dose:
        mark(drawing, SHAPES[dose], x, y)
    else:
        drawing.dot(x, y, radius=4.8, fill="#ffffff", stroke=MUTED)


def people_table() -> pd.DataFrame:
    """The table of the trial's people, checked. TrialDataUnavailableError, with a sentence, where it is not at hand."""
    from dystonia_course.content.trial_data import TrialDataUnavailableError
    from dystonia_course.views import trial_source

    table, _ = trial_source.people_table()
    if table is None:
        raise TrialDataUnavailableError(trial_source.LATER)
    return table


def from_trial(words: str) -> str:
    """The note below the numbers of a figure: what they come from, and the credit that the table asks for."""
    from dystonia_course.views import trial_source

    return f"<p>{words}</p>{trial_source.credit_html()}"


def doses_of(estimates: list[Estimate]) -> dict[int, Estimate]:
    """Estimates in the order in which the trial's analyses give them, by the dose that stands against placebo."""
    return dict(zip([DOSES[arm] for arm in ARMS[1:]], estimates, strict=True))
