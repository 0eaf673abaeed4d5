"""Is this the table of the type B trial? Checks of the patient-level data before anything is computed from them.

The table has one row for each visit that took place: `patient` (1 to 109), `obs` (visit 1 to 6), `week`, `site`, `id`
(number within the site), `treat` (arm), `age` (years), `sex` and `twstrs` (TWSTRS total, 0 to 85, higher is worse).
A missed visit is a missing row. 109 people at nine sites should have six visits each, 654 rows; 631 are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("patient", "obs", "week", "site", "id", "treat", "age", "sex", "twstrs")
ARMS = ("Placebo", "5000U", "10000U")
"""The arms as the table names them, in order of dose."""
DOSES = {"Placebo": 0, "5000U": 5000, "10000U": 10000}
"""Units of rimabotulinumtoxinB in each arm."""
ARM_NAMES = {"Placebo": "placebo", "5000U": "lower dose", "10000U": "higher dose"}
WEEKS = (0, 2, 4, 8, 12, 16)
ROWS = 631
PEOPLE = {"Placebo": 36, "5000U": 36, "10000U": 37}
SITES = {1: 12, 2: 14, 3: 12, 4: 8, 5: 6, 6: 15, 7: 12, 8: 19, 9: 11}
"""How many people each site has."""
BASELINE_MEANS = {"Placebo": 43.6, "5000U": 46.4, "10000U": 46.9}
"""Mean TWSTRS total at week 0 of each arm, in points."""
INCOMPLETE = (4, 23, 26, 49, 50, 52, 65, 85, 93, 94, 97, 103, 104, 107, 109)
"""The people with a missed visit."""
ONLY_BASELINE = (85,)
SCALE = (0, 85)
"""Lowest and highest possible TWSTRS total."""
AGES = (18, 110)
SHORT_COPY = 591
"""Rows of an incomplete copy that is in circulation."""


class TrialDataError(ValueError):
    """The table is not the trial's; `str()` is one sentence for a person."""


def check_trial(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with integers, in order of patient and week; `TrialDataError` names the first fault."""
    _check_columns(frame)
    data = _whole_numbers(frame)
    _check_values(data)
    _check_people(data)
    _check_counts(data)
    return data.sort_values(["patient", "week"], ignore_index=True)


def _check_columns(frame: pd.DataFrame) -> None:
    names = [str(name) for name in frame.columns]
    for name in COLUMNS:
        if names.count(name) != 1:
            what = "is missing" if name not in names else "stands twice"
            raise TrialDataError(f"The trial table cannot be used: its column '{name}' {what}.")
    for name in names:
        if name not in COLUMNS:
            raise TrialDataError(f"The trial table cannot be used: its column '{name}' is not expected.")


def _whole_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    data = frame.loc[:, list(COLUMNS)].copy()
    for name in COLUMNS:
        empty = data[name].isna()
        if empty.any():
            raise _fault(data, empty, f"has an empty cell in column '{name}'")
        if name not in ("treat", "sex"):
            numbers = pd.to_numeric(data[name], errors="coerce")
            odd = numbers.isna() | (numbers % 1 != 0)
            if odd.any():
                raise _fault(data, odd, f"has no whole number in column '{name}'")
            data[name] = numbers.astype("int64")
    return data


def _check_values(data: pd.DataFrame) -> None:
    strange = ~data["treat"].isin(ARMS)
    if strange.any():
        found = data.loc[strange, "treat"].iloc[0]
        raise _fault(
            data,
            strange,
            f"has the arm '{found}', where Placebo, 5000U or 10000U is expected (no codes, no other names)",
        )
    strange = ~data["sex"].isin(["F", "M"])
    if strange.any():
        raise _fault(data, strange, "has a sex other than F and M")
    strange = ~data["week"].isin(WEEKS)
    if strange.any():
        raise _fault(data, strange, "has a week other than 0, 2, 4, 8, 12 and 16")
    strange = data["obs"] != data["week"].map({week: visit for visit, week in enumerate(WEEKS, start=1)})
    if strange.any():
        raise _fault(data, strange, "has a visit number that does not fit its week")
    strange = ~data["site"].isin(SITES)
    if strange.any():
        raise _fault(data, strange, "has a site other than 1 to 9")
    for name, (lowest, highest) in (("twstrs", SCALE), ("age", AGES)):
        strange = ~data[name].between(lowest, highest)
        if strange.any():
            raise _fault(data, strange, f"has a value outside {lowest} to {highest} in column '{name}'")


def _check_people(data: pd.DataFrame) -> None:
    twice = data.duplicated(["patient", "week"])
    if twice.any():
        raise _fault(data, twice, "repeats a visit of the same person")
    for name in ("site", "id", "treat", "age", "sex"):
        varying = data.groupby("patient")[name].transform("nunique") > 1
        if varying.any():
            raise _fault(data, varying, f"belongs to a person whose '{name}' changes between visits")
    people = data.drop_duplicates("patient")
    shared = people.duplicated(["site", "id"], keep=False)
    if shared.any():
        raise _fault(people, shared, "belongs to a person whose number within the site is another person's, too")
    without = ~data["patient"].isin(data.loc[data["week"] == 0, "patient"])
    if without.any():
        raise _fault(data, without, "belongs to a person without a score at week 0")


def _check_counts(data: pd.DataFrame) -> None:
    people = data.drop_duplicates("patient")
    if len(data) == SHORT_COPY:
        raise TrialDataError(
            f"The trial table has {SHORT_COPY} rows: it is an incomplete copy in circulation; the whole one has {ROWS}."
        )
    if len(data) != ROWS or len(people) != sum(PEOPLE.values()):
        raise TrialDataError(
            f"The trial table has {len(data)} rows of {len(people)} people, where {ROWS} rows of "
            f"{sum(PEOPLE.values())} people are expected."
        )
    for arm, expected in PEOPLE.items():
        found = int((people["treat"] == arm).sum())
        if found != expected:
            raise TrialDataError(
                f"The trial table has {found} people in arm {arm}, where {expected} are expected: arms are mixed up."
            )
    for site, expected in SITES.items():
        found = int((people["site"] == site).sum())
        if found != expected:
            raise TrialDataError(f"The trial table has {found} people at site {site}, where {expected} are expected.")
    means = data[data["week"] == 0].groupby("treat")["twstrs"].mean()
    for arm, expected_mean in BASELINE_MEANS.items():
        if round(float(means[arm]), 1) != expected_mean:
            raise TrialDataError(
                f"The trial table has a mean baseline of {means[arm]:.1f} points in arm {arm}, where {expected_mean} is"
                " expected; scores were altered or the arms are mixed up."
            )
    visits = data.groupby("patient").size()
    if tuple(visits.index[visits < len(WEEKS)]) != INCOMPLETE or tuple(visits.index[visits == 1]) != ONLY_BASELINE:
        raise TrialDataError("The trial table has missed visits in other people than the trial's own table.")


def _fault(data: pd.DataFrame, where: pd.Series, what: str) -> TrialDataError:
    """The sentence for the first row of `where`; rows are counted as in the file, the header being row 1."""
    row = int(data.index[where][0]) + 2
    return TrialDataError(f"The trial table cannot be used: row {row} {what}.")
