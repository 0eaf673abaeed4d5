"""The type B trial analysed again: the printed results come out, other routes agree, other choices do what is said."""

from __future__ import annotations

import csv
import io
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dystonia_course.science import trial
from dystonia_course.science.trial_checks import ARMS, DOSES, WEEKS

if TYPE_CHECKING:
    import pandas as pd

ByHand = dict[str, list[tuple[int, float, int]]]

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def by_hand(trial_bytes: bytes) -> ByHand:
    """Without pandas: for each arm (site, baseline, fall by week 4 with the last value carried forward)."""
    scores: dict[str, dict[int, int]] = {}
    people: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(io.StringIO(trial_bytes.decode())):
        scores.setdefault(row["patient"], {})[int(row["week"])] = int(row["twstrs"])
        people[row["patient"]] = row
    found: dict[str, list[tuple[int, float, int]]] = {arm: [] for arm in ARMS}
    for patient, visits in scores.items():
        last = visits[max(week for week in visits if week <= 4)]
        row = people[patient]
        found[row["treat"]].append((int(row["site"]), visits[0], visits[0] - last))
    return found


# ------------------------------------------------------------------ as printed: Brashear 1999, abstract


def test_the_printed_improvement_of_each_arm_comes_out(trial_table: pd.DataFrame) -> None:
    means = trial.arm_means(trial_table)
    assert [f"{-mean.mean:.1f}" for mean in means] == ["4.3", "9.3", "11.7"]
    assert [mean.n for mean in means] == [36, 36, 37]


def test_the_printed_p_of_the_main_comparison_comes_out(trial_table: pd.DataFrame) -> None:
    low, high = trial.published_analysis(trial_table)
    assert f"{high.p:.4f}" == "0.0004"
    assert low.n == high.n == 109
    assert high.method == "least squares, adjusted for baseline and site; last value carried forward"
    assert high.estimand == "difference in mean TWSTRS change at week 4, 10000U minus placebo, points"


def test_which_choices_give_the_printed_p(trial_table: pd.DataFrame) -> None:
    """Adjusting for site matters for the fourth decimal; adjusting for baseline alone, or for nothing, does not fit."""
    printed = {name: f"{both[1].p:.4f}" for name, both in trial.other_choices(trial_table).items()}
    assert printed["as published"] == "0.0004"
    assert printed["no site"] == printed["change, not adjusted"] == "0.0002"


def test_observed_cases_differ_from_the_abstract(trial_table: pd.DataFrame) -> None:
    means = trial.arm_means(trial_table, missing="observed")
    assert [f"{-mean.mean:.1f}" for mean in means] == ["4.4", "9.1", "12.0"]
    assert sum(mean.n for mean in means) == 106


# ------------------------------------------------------------------ the same by other routes


def test_arm_means_by_hand(trial_table: pd.DataFrame, by_hand: ByHand) -> None:
    for mean in trial.arm_means(trial_table):
        falls = [-fall for _, _, fall in by_hand[mean.arm]]
        assert mean.mean == pytest.approx(statistics.fmean(falls))
        assert mean.sd == pytest.approx(statistics.stdev(falls))
        low, high = stats.t.interval(0.95, len(falls) - 1, statistics.fmean(falls), stats.sem(falls))
        assert (mean.low, mean.high) == pytest.approx((low, high))


def test_the_unadjusted_difference_is_the_textbook_t(trial_table: pd.DataFrame, by_hand: ByHand) -> None:
    """Three arms share one variance: t = difference / sqrt(s2 (1/n + 1/m)), s2 from all arms, n - 3 degrees."""
    falls = {arm: [-fall for _, _, fall in people] for arm, people in by_hand.items()}
    freedom = sum(map(len, falls.values())) - 3
    s2 = sum((len(one) - 1) * statistics.variance(one) for one in falls.values()) / freedom
    for estimate, arm in zip(trial.analysis_of_covariance(trial_table, adjust=()), ARMS[1:], strict=True):
        difference = statistics.fmean(falls[arm]) - statistics.fmean(falls["Placebo"])
        se = (s2 * (1 / len(falls[arm]) + 1 / len(falls["Placebo"]))) ** 0.5
        assert estimate.estimate == pytest.approx(difference)
        assert estimate.se == pytest.approx(se)
        assert estimate.p == pytest.approx(2 * stats.t.sf(abs(difference) / se, freedom))
        half = stats.t.ppf(0.975, freedom) * se
        assert (estimate.low, estimate.high) == pytest.approx((difference - half, difference + half))


def test_the_adjusted_difference_by_normal_equations(trial_table: pd.DataFrame, by_hand: ByHand) -> None:
    rows, outcome = [], []
    for arm, people in by_hand.items():
        for site, baseline, fall in people:
            rows.append([arm == "5000U", arm == "10000U", baseline, *(site == one for one in range(1, 10))])
            outcome.append(-fall)
    x, y = np.array(rows, dtype=float), np.array(outcome, dtype=float)
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    freedom = len(y) - x.shape[1]
    s2 = float(((y - x @ beta) ** 2).sum()) / freedom
    for estimate, column in zip(trial.published_analysis(trial_table), (0, 1), strict=True):
        se = float(s2 * inverse[column, column]) ** 0.5
        assert estimate.estimate == pytest.approx(beta[column])
        assert estimate.se == pytest.approx(se)
        assert estimate.p == pytest.approx(2 * stats.t.sf(abs(beta[column]) / se, freedom))


def test_the_adjusted_difference_by_formula(trial_table: pd.DataFrame) -> None:
    """The same model written as a formula, through another part of statsmodels, with pandas' own categories."""
    from statsmodels.formula.api import ols

    table = trial.changes(trial_table, missing="observed")
    fit = ols("change ~ C(arm, Treatment('Placebo')) + baseline + C(site)", table).fit()
    for estimate, arm in zip(trial.analysis_of_covariance(trial_table, missing="observed"), ARMS[1:], strict=True):
        name = f"C(arm, Treatment('Placebo'))[T.{arm}]"
        assert estimate.estimate == pytest.approx(fit.params[name])
        assert estimate.p == pytest.approx(fit.pvalues[name])


@pytest.mark.parametrize("adjust", [(), ("baseline",), ("site",), ("baseline", "site")])
@pytest.mark.parametrize("missing", ["carried", "observed"])
def test_every_adjustment_by_formula(
    missing: trial.Missing, adjust: tuple[str, ...], trial_table: pd.DataFrame
) -> None:
    from statsmodels.formula.api import ols

    terms = {"baseline": "baseline", "site": "C(site)"}
    formula = " + ".join(["change ~ C(arm, Treatment('Placebo'))", *(terms[name] for name in adjust)])
    fit = ols(formula, trial.changes(trial_table, missing=missing)).fit()
    for estimate, arm in zip(trial.analysis_of_covariance(trial_table, 4, missing, adjust), ARMS[1:], strict=True):
        name = f"C(arm, Treatment('Placebo'))[T.{arm}]"
        assert estimate.estimate == pytest.approx(fit.params[name])
        assert (estimate.low, estimate.high) == pytest.approx(tuple(fit.conf_int().loc[name]))
        assert estimate.n == {"carried": 109, "observed": 106}[missing]


def test_adjusting_change_or_score_for_baseline_is_the_same(trial_table: pd.DataFrame) -> None:
    table = trial.changes(trial_table).assign(change=lambda t: t["score"])
    changed = trial.analysis_of_covariance(trial_table)
    scored = trial.differences_from_placebo(table, "change", trial.ADJUSTMENTS, estimand="{arm}", method="")
    assert [e.estimate for e in changed] == pytest.approx([e.estimate for e in scored])


# ------------------------------------------------------------------ missing visits


def test_the_last_value_is_carried_forward(trial_table: pd.DataFrame) -> None:
    table = trial.changes(trial_table).set_index("patient")
    assert list(table.index[table["carried"]]) == [50, 85, 109]
    assert table.loc[85, "change"] == 0  # only week 0 exists
    for patient in (50, 109):
        week_2 = trial_table[(trial_table["patient"] == patient) & (trial_table["week"] == 2)]["twstrs"]
        assert table.loc[patient, "score"] == week_2.iloc[0]
    observed = trial.changes(trial_table, missing="observed")
    assert set(table.index) - set(observed["patient"]) == {50, 85, 109}


@pytest.mark.parametrize("week", WEEKS[1:])
def test_changes_start_at_week_0_of_the_same_person(week: int, trial_table: pd.DataFrame) -> None:
    table = trial.changes(trial_table, week, "observed")
    for row in table.sample(20, random_state=week).itertuples():
        visits = trial_table[trial_table["patient"] == row.patient].set_index("week")["twstrs"]
        assert row.change == visits[week] - visits[0]


def test_a_wrong_request_is_refused(trial_table: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="week must be one of"):
        trial.changes(trial_table, 0)
    with pytest.raises(ValueError, match="missing must be"):
        trial.changes(trial_table, 4, "worst")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="adjust holds"):
        trial.analysis_of_covariance(trial_table, adjust=("age",))


# ------------------------------------------------------------------ other choices


def test_averaging_all_visits_reverses_the_order_of_the_doses(trial_table: pd.DataFrame) -> None:
    low, high = trial.all_visits_averaged(trial_table)
    assert low.estimate < 0 < high.estimate  # the higher dose now looks worse than placebo
    proper_low, proper_high = trial.published_analysis(trial_table)
    assert proper_high.estimate < proper_low.estimate < 0
    rows = {arm: trial_table[trial_table["treat"] == arm]["twstrs"].mean() for arm in ARMS}
    assert high.estimate == pytest.approx(rows["10000U"] - rows["Placebo"])


def test_each_choice_is_the_analysis_that_it_is_named_after(trial_table: pd.DataFrame) -> None:
    """As (difference, P) of both doses: the choices of the figure, each worked out by its own way."""
    carried, observed = trial.changes(trial_table), trial.changes(trial_table, missing="observed")
    rows = trial_table.rename(columns={"treat": "arm"})
    swapped = carried.replace({"arm": {"Placebo": "10000U", "10000U": "Placebo"}})
    expected = {
        "as published": (carried, "change ~ {arm} + baseline + C(site)"),
        "observed cases": (observed, "change ~ {arm} + baseline + C(site)"),
        "no site": (carried, "change ~ {arm} + baseline"),
        "change, not adjusted": (carried, "change ~ {arm}"),
        "scores, baseline ignored": (carried, "score ~ {arm}"),
        "all visits averaged": (rows, "twstrs ~ {arm}"),
        "codes misread": (swapped, "change ~ {arm} + baseline + C(site)"),
    }
    found = trial.other_choices(trial_table)
    assert list(found) == list(expected)
    from statsmodels.formula.api import ols

    for name, (table, formula) in expected.items():
        fit = ols(formula.format(arm="C(arm, Treatment('Placebo'))"), table).fit()
        for estimate, arm in zip(found[name], ARMS[1:], strict=True):
            term = f"C(arm, Treatment('Placebo'))[T.{arm}]"
            assert (estimate.estimate, estimate.p) == pytest.approx((fit.params[term], fit.pvalues[term])), name
            assert estimate.n == table["patient"].nunique(), name  # people, also where each visit is a row


def test_without_the_baseline_the_effect_drowns(trial_table: pd.DataFrame) -> None:
    low, high = trial.scores_without_baseline(trial_table)
    assert min(low.p, high.p) > 0.1
    assert high.low < 0 < high.high


def test_misread_codes_turn_the_effect_round(trial_table: pd.DataFrame) -> None:
    misread = trial.published_analysis(trial.codes_misread(trial_table))[1]
    right = trial.published_analysis(trial_table)[1]
    assert misread.estimate == pytest.approx(-right.estimate)
    assert misread.p == pytest.approx(right.p)
    assert trial.codes_misread(trial.codes_misread(trial_table)).equals(trial_table)


@settings(max_examples=5, deadline=None)
@given(shift=st.integers(-5, 10))
def test_a_shifted_scale_changes_no_difference(shift: int, trial_table: pd.DataFrame) -> None:
    shifted = trial_table.assign(twstrs=trial_table["twstrs"] + shift)
    for name, both in trial.other_choices(trial_table).items():
        for before, after in zip(both, trial.other_choices(shifted)[name], strict=True):
            assert after.estimate == pytest.approx(before.estimate, abs=1e-8)
            assert after.p == pytest.approx(before.p, abs=1e-8)


@settings(max_examples=15, deadline=None)
@given(
    extra=st.floats(-20, 20),
    arm=st.sampled_from(ARMS[1:]),
    missing=st.sampled_from(["carried", "observed"]),
    adjust=st.sampled_from([(), ("baseline",), ("site",), ("baseline", "site")]),
)
def test_an_added_effect_is_found_again(
    extra: float, arm: str, missing: trial.Missing, adjust: tuple[str, ...], trial_table: pd.DataFrame
) -> None:
    table = trial.changes(trial_table, 4, missing)
    moved = table.assign(change=table["change"] + extra * (table["arm"] == arm))
    before = trial.differences_from_placebo(table, "change", adjust, estimand="{arm}", method="")
    after = trial.differences_from_placebo(moved, "change", adjust, estimand="{arm}", method="")
    for one, other, name in zip(before, after, ARMS[1:], strict=True):
        assert other.estimate - one.estimate == pytest.approx(extra if name == arm else 0, abs=1e-8)
        assert other.se == pytest.approx(one.se)


# ------------------------------------------------------------------ the summary that is committed


def test_the_committed_summary_is_that_of_the_table(trial_table: pd.DataFrame) -> None:
    with (DATA / "trial_summary.csv").open(encoding="utf-8", newline="") as file:
        committed = list(csv.DictReader(file))
    computed = trial.summary_rows(trial_table)
    assert len(committed) == len(computed) == len(ARMS) * len(WEEKS)
    for written, row in zip(committed, computed, strict=True):
        for name, value in row.items():
            if isinstance(value, str):
                assert written[name] == value
            elif value is None:
                assert written[name] == ""
            else:
                assert isinstance(value, int | float)
                assert float(written[name]) == pytest.approx(value), (name, written)


def test_the_summary_alone_gives_the_unadjusted_difference(trial_table: pd.DataFrame) -> None:
    with (DATA / "trial_summary.csv").open(encoding="utf-8", newline="") as file:
        rows = {int(row["dose"]): row for row in csv.DictReader(file) if row["week"] == "4"}
    values = {
        dose: (float(row["carried_mean"]), float(row["carried_sd"]), int(row["people"]) + int(row["missing"]))
        for dose, row in rows.items()
    }
    table = trial.changes(trial_table)
    for arm in ARMS[1:]:
        found = trial.difference_from_summary(*values[DOSES[arm]], *values[0], "difference")
        groups = [table[table["arm"] == one]["change"] for one in (arm, "Placebo")]
        t = stats.ttest_ind(*groups)
        assert found.estimate == pytest.approx(groups[0].mean() - groups[1].mean(), abs=1e-3)
        assert found.p == pytest.approx(t.pvalue, rel=1e-3)
        interval = t.confidence_interval(0.95)
        assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=2e-3)
