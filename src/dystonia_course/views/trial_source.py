"""The type B trial's people for the views: their checked table, or a sentence that says what is missing; the credit."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from dystonia_course.content.trial_data import TrialData

HOW = (
    "Connect to the internet and run the lesson again, or put the file cdystonia.csv into a folder and name that "
    "folder in DYSTONIA_COURSE_DATA."
)
MISSING = "The scores of the trial's people are not at hand, so what needs them is left out here."


def people_table() -> tuple[pd.DataFrame | None, TrialData]:
    """The table of the trial's people, checked, or None; `problem` of the second then says why."""
    from dystonia_course.content.trial_data import trial_data
    from dystonia_course.science.trial_checks import check_trial

    data = trial_data()
    return (None if data.table is None else check_trial(data.table)), data


def what_is_missing(data: TrialData) -> str:
    """What is missing, why, and how to get it; empty where nothing is."""
    from dystonia_course.content.trial_data import INSTEAD

    if data.problem is None:
        return ""
    reason = data.problem.removesuffix(INSTEAD).strip()
    return f"{MISSING} {reason} {HOW}"


def credit() -> str:
    """The credit of the table, to be shown wherever it is used."""
    from dystonia_course.content.trial_data import CREDIT

    return CREDIT


def credit_html() -> str:
    """The same as a paragraph."""
    return f'<p class="credit">{escape(credit())}</p>'


def people_frame() -> pd.DataFrame:
    """The table for reading in a cell: one row a visit; the arms in order of dose; no rows where it is not at hand."""
    import pandas as pd

    from dystonia_course.science.trial_checks import ARMS

    table, _ = people_table()
    if table is None:
        return empty_frame()
    return table.assign(treat=pd.Categorical(table["treat"], categories=list(ARMS), ordered=True))


def empty_frame() -> pd.DataFrame:
    """The columns of the table without rows."""
    import pandas as pd

    from dystonia_course.science.trial_checks import ARMS, COLUMNS

    table = pd.DataFrame({name: pd.Series(dtype="str" if name in TEXTS else "int64") for name in COLUMNS})
    return table.assign(treat=pd.Categorical(table["treat"], categories=list(ARMS), ordered=True))


TEXTS = ("treat", "sex")
"""Columns of the table that hold words."""
