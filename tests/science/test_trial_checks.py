"""The checks of the trial's table: the real one passes, and each kind of fault is named in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dystonia_course.science.trial_checks import (
    ARMS,
    COLUMNS,
    INCOMPLETE,
    PEOPLE,
    ROWS,
    SITES,
    WEEKS,
    TrialDataError,
    check_trial,
)

if TYPE_CHECKING:
    import pandas as pd

    Change = Callable[[pd.DataFrame], pd.DataFrame]


def at(frame: pd.DataFrame, patient: int, week: int) -> pd.Series:
    return (frame["patient"] == patient) & (frame["week"] == week)


def put(column: str, value: object, patient: int = 10, week: int = 4) -> Change:
    """The table with one cell changed (`week` -1: all rows of the person)."""

    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.astype({column: object})
        where = frame["patient"] == patient if week < 0 else at(frame, patient, week)
        frame.loc[where, column] = value
        return frame

    return change


def swap(first: str, second: str) -> Change:
    return lambda frame: frame.replace({"treat": {first: second, second: first}})


def doubled(frame: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.concat([frame, frame[at(frame, 10, 4)]], ignore_index=True)


def two_scores(frame: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.concat([frame, frame[at(frame, 10, 4)].assign(twstrs=lambda row: row["twstrs"] + 1)], ignore_index=True)


def twin(frame: pd.DataFrame) -> pd.DataFrame:
    """Person 2 gets the number within the site of person 1."""
    frame = frame.copy()
    first = frame[frame["patient"] == 1].iloc[0]
    frame.loc[frame["patient"] == 2, ["site", "id"]] = [first["site"], first["id"]]
    return frame


def another_site(frame: pd.DataFrame) -> pd.DataFrame:
    """Person 1 of site 1 moves to site 9."""
    return frame.assign(
        site=frame["site"].where(frame["patient"] > 1, 9), id=frame["id"].where(frame["patient"] > 1, 99)
    )


def moved_gap(frame: pd.DataFrame) -> pd.DataFrame:
    """Person 10 loses week 16 and person 4, who lacks a visit, gets it back: the counts stay."""
    missing = next(week for week in WEEKS if not at(frame, 4, week).any())
    row = frame[at(frame, 4, 0)].assign(week=missing, obs=WEEKS.index(missing) + 1)
    import pandas as pd

    return pd.concat([frame[~at(frame, 10, 16)], row], ignore_index=True)


def another_visit_of_85(frame: pd.DataFrame) -> pd.DataFrame:
    """Person 85, seen at week 0 only, gets week 2; person 4 loses one more visit: who is incomplete stays the same."""
    row = frame[at(frame, 85, 0)].assign(week=2, obs=2)
    lost = next(week for week in WEEKS[:0:-1] if at(frame, 4, week).any())
    import pandas as pd

    return pd.concat([frame[~at(frame, 4, lost)], row], ignore_index=True)


def other_sex(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(sex=frame["sex"].where(~at(frame, 10, 4), frame["sex"].map({"F": "M", "M": "F"})))


FAULTS: dict[str, tuple[Change, str]] = {
    "missing column": (lambda f: f.drop(columns="week"), "column 'week' is missing"),
    "renamed column": (lambda f: f.rename(columns={"twstrs": "TWSTRS"}), "column 'twstrs' is missing"),
    "extra column": (lambda f: f.assign(weight=1), "column 'weight' is not expected"),
    "column twice": (lambda f: f[[*COLUMNS, "age"]], "column 'age' stands twice"),
    "empty cell": (put("twstrs", None), "empty cell in column 'twstrs'"),
    "empty arm": (put("treat", None, week=-1), "empty cell in column 'treat'"),
    "text for a number": (put("twstrs", "n/a"), "no whole number in column 'twstrs'"),
    "half a point": (put("twstrs", 40.5), "no whole number in column 'twstrs'"),
    "coded arms": (lambda f: f.assign(treat=f["treat"].map({"Placebo": 3, "5000U": 2, "10000U": 1})), "the arm '"),
    "coded sex": (lambda f: f.assign(sex=1), "a sex other than F and M"),
    "another week": (put("week", 6), "a week other than"),
    "visit out of step": (put("obs", 5), "visit number that does not fit"),
    "site 10": (put("site", 10, week=-1), "a site other than 1 to 9"),
    "score above the scale": (put("twstrs", 86), "outside 0 to 85 in column 'twstrs'"),
    "score below the scale": (put("twstrs", -1), "outside 0 to 85 in column 'twstrs'"),
    "impossible age": (put("age", 208, week=-1), "outside 18 to 110 in column 'age'"),
    "visit twice": (doubled, "repeats a visit"),
    "visit twice, two scores": (two_scores, "repeats a visit"),
    "changes arm": (put("treat", "Placebo", patient=2), "whose 'treat' changes"),
    "changes age": (put("age", 44), "whose 'age' changes"),
    "changes sex": (other_sex, "whose 'sex' changes"),
    "changes number": (put("id", 99), "whose 'id' changes"),
    "changes site": (
        lambda f: f.assign(site=f["site"].where(~at(f, 10, 4), f["site"] % 9 + 1)),
        "whose 'site' changes",
    ),
    "shared number": (twin, "another person's"),
    "no baseline": (lambda f: f[~at(f, 10, 0)], "without a score at week 0"),
    "short copy": (lambda f: f.iloc[:591], "591 rows: it is an incomplete copy"),
    "one visit less": (lambda f: f[~at(f, 10, 16)], "630 rows of 109 people"),
    "half a file": (lambda f: f.iloc[:300], "300 rows of"),
    "nothing": (lambda f: f.iloc[:0], "0 rows of 0 people"),
    "placebo and high dose exchanged": (swap("Placebo", "10000U"), "37 people in arm Placebo"),
    "placebo and low dose exchanged": (swap("Placebo", "5000U"), "mean baseline of 46.4 points in arm Placebo"),
    "altered baselines": (lambda f: f.assign(twstrs=f["twstrs"].where(f["week"] > 0, f["twstrs"] - 1)), "altered"),
    "site sizes": (another_site, "11 people at site 1, where 12 are expected"),
    "gap moved": (moved_gap, "missed visits in other people"),
    "gap moved among the incomplete": (another_visit_of_85, "missed visits in other people"),
}


def test_the_real_table_passes_unchanged(raw_trial: pd.DataFrame, trial_table: pd.DataFrame) -> None:
    assert list(trial_table.columns) == list(COLUMNS)
    assert trial_table.equals(raw_trial.sort_values(["patient", "week"], ignore_index=True))


def test_what_is_expected_adds_up() -> None:
    assert sum(PEOPLE.values()) == sum(SITES.values()) == 109
    assert ROWS == 631
    assert len(INCOMPLETE) == 109 - 94
    assert set(PEOPLE) == set(ARMS)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_in_one_sentence(fault: str, raw_trial: pd.DataFrame) -> None:
    break_it, words = FAULTS[fault]
    before = raw_trial.copy()
    with pytest.raises(TrialDataError) as caught:
        check_trial(break_it(raw_trial))
    text = str(caught.value)
    assert words in text
    assert "\n" not in text
    assert text.endswith(".")
    assert raw_trial.equals(before)


def test_the_row_of_a_fault_is_counted_as_in_the_file(raw_trial: pd.DataFrame) -> None:
    line = int(raw_trial.index[at(raw_trial, 10, 4)][0]) + 2
    with pytest.raises(TrialDataError, match=rf"row {line} has a value outside"):
        check_trial(put("twstrs", 99)(raw_trial))


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_order_of_rows_and_columns_does_not_matter(
    seed: int, raw_trial: pd.DataFrame, trial_table: pd.DataFrame
) -> None:
    mixed = raw_trial.sample(frac=1, random_state=seed).sample(frac=1, axis=1, random_state=seed)
    assert check_trial(mixed).equals(trial_table)
