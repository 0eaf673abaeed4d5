"""The explorers of the trial and the forest plot, and the exercise with the article: what they hold and say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from scipy import stats

from dystonia_course.content.course import Course, load_course
from dystonia_course.content.trial_data import CREDIT, FOLDER_VARIABLE
from dystonia_course.science.trial_choices import AS_PUBLISHED, Choice
from dystonia_course.science.trial_rows import trial_effects
from dystonia_course.views.estimate_text import p_text
from dystonia_course.views.explorers import explorer
from dystonia_course.views.forest_explorer import ForestExplorer, forest_rows, quantiles
from dystonia_course.views.trial_explorer import TrialExplorer
from dystonia_course.views.trial_source import SECTION
from dystonia_course.views.trial_words import estimand
from dystonia_course.views.verdict_exercise import VerdictExercise, mixed


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.fixture(scope="module")
def trial(people_at_hand: None, course: Course) -> TrialExplorer:
    return TrialExplorer(course)


def test_the_three_are_registered(people_at_hand: None, course: Course) -> None:
    kinds = {"trial": TrialExplorer, "forest": ForestExplorer, "verdicts": VerdictExercise}
    for name, kind in kinds.items():
        assert isinstance(explorer(name, course), kind)


# ----------------------------------------------------------------------------------------------------------- the trial


def test_the_published_choices_show_the_published_numbers(trial: TrialExplorer) -> None:
    shown = trial.results[AS_PUBLISHED.key]
    assert [dose["text"] for dose in shown["doses"]] == ["−5.0 (−8.9 to −1.2)", "−7.2 (−11.1 to −3.3)"]
    assert shown["doses"][1]["p"] == "P = 0.0004"  # Brashear 1999, abstract
    assert "4.3, 9.3 and 11.7" in shown["beside"]
    assert shown["n"] == 109


def test_every_combination_of_options_has_a_result_with_its_estimand(trial: TrialExplorer) -> None:
    keys = [""]
    for group in trial.content["groups"]:
        keys = [f"{key}|{option[0]}".strip("|") for key in keys for option in group["options"]]
    assert sorted(keys) == sorted(trial.results)
    low, high = trial.content["axis"]["low"], trial.content["axis"]["high"]
    for key, one in trial.results.items():
        assert one["estimand"].startswith("Estimated is the difference, dose minus placebo")
        assert ("wrong groups" in one["estimand"]) == key.endswith("misread")
        assert all(low <= dose["low"] < dose["estimate"] < dose["high"] <= high for dose in one["doses"])


def test_an_estimand_names_the_people_the_start_and_the_time() -> None:
    assert estimand(Choice("week 8", "observed", "change", "published"), 104) == (
        "Estimated is the difference, dose minus placebo, in mean change of the TWSTRS total from each person's own "
        "start by week 8, in the 104 people who came at week 8."
    )
    assert "wherever each person began" in estimand(Choice("six visits", "carried", "forgotten", "published"), 109)


@pytest.mark.parametrize(
    ("p", "text"), [(0.00002, "P < 0.0001"), (0.00036, "P = 0.0004"), (0.01155, "P = 0.012"), (0.489, "P = 0.49")]
)
def test_p_values_are_written_to_what_they_are_worth(p: float, text: str) -> None:
    assert p_text(p) == text


def test_the_answer_to_the_prediction_says_that_the_order_turns_by_a_hair(trial: TrialExplorer) -> None:
    answer = trial.content["answer"]
    assert "the higher dose is still first, by 0.5 points instead of 2.2" in answer
    assert "−0.14 and −0.07, and the order of the doses turns round by a hair (0.07 points)" in answer
    assert trial.content["outcome"] == "same"  # half a point apart, and the third prediction says "under 1 point"


def test_without_the_people_the_summary_gives_what_it_can(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, course: Course
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    widget = TrialExplorer(course)
    start = "|".join(widget.content["start"].values())
    assert start == "week 4|carried|change|published"
    assert widget.results[start]["doses"][1]["text"].startswith("−7.4 ")
    assert AS_PUBLISHED.key not in widget.results
    assert SECTION in widget.content["missing"]
    assert str(tmp_path) not in json.dumps(widget.content)
    assert "verage" not in widget.content["tries"]
    assert "published P" not in widget.content["tries"]


def test_without_the_people_an_estimand_counts_all_three_arms(
    trial: TrialExplorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, course: Course
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    for key, one in TrialExplorer(course).results.items():
        assert one["estimand"] == trial.results[key]["estimand"]


def test_without_the_people_every_option_leads_somewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, course: Course
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    widget = TrialExplorer(course)
    for place, group in enumerate(widget.content["groups"]):
        options = {option[0] for option in group["options"]}
        assert options == {key.split("|")[place] for key in widget.results}
    assert "five visits" not in {option[0] for option in widget.content["groups"][0]["options"]}


def test_without_the_people_the_prediction_is_answered_from_means(
    trial: TrialExplorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, course: Course
) -> None:
    raw = {
        result: [dose["estimate"] for dose in trial.results[f"{result}|carried|change|published"]["doses"]]
        for result in ("week 4", "five visits")
    }
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    widget = TrialExplorer(course)
    for doses in raw.values():
        assert " and ".join(f"{dose:.1f}".replace("-", "−") for dose in doses) in widget.content["answer"]
    assert widget.content["outcome"] == "same"
    claim = course.claims["cdystonia-averaged"]
    lower, higher = (float(mean) - 41.51 for mean in (re.findall(r"4\d\.\d+", claim.statement)[1:3]))
    assert lower < 0 < higher
    assert "the lower dose first by a hair" in widget.content["answer"]


def test_the_text_of_the_trial_is_the_same_with_and_without_the_people(
    trial: TrialExplorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, course: Course
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert repr(TrialExplorer(course)) == repr(trial)
    assert CREDIT in repr(trial)
    assert "still first" not in repr(trial)


def test_no_person_leaves_the_kernel(trial: TrialExplorer) -> None:
    state = {name: getattr(trial, name) for name in ("content", "results", "settings", "path", "guess")}
    text = json.dumps(state)
    assert "patient" not in text
    assert len(text) < 100_000


# ---------------------------------------------------------------------------------------------------------- the forest


@pytest.fixture(scope="module")
def forest(course: Course) -> ForestExplorer:
    return ForestExplorer(course)


@pytest.mark.parametrize("serotype", ["A", "B"])
def test_the_rows_are_the_trials_and_the_unread_ones_cannot_be_ticked(course: Course, serotype: str) -> None:
    rows, unread = forest_rows(course, serotype)
    known = [one for one in trial_effects(course.tables["trials"].rows) if one.serotype == serotype]
    first = [row for row in rows if row["when"].get("doses") != "split" and row["when"].get("source") != "people"]
    for row, one in zip(first, [one for one in known if one.read], strict=True):
        assert (row["id"], row["estimate"], row["se"], row["n"]) == (
            one.effect.study,
            one.effect.estimate,
            one.effect.se,
            one.effect.n,
        )
    assert [row["label"] for row in unread] == [one.trial for one in known if not one.read]
    assert all(row["reason"] and "estimate" not in row for row in unread)


def test_printed_intervals_are_shown_as_printed(forest: ForestExplorer) -> None:
    rows = {row["id"]: row for one in forest.content["sets"] for row in one["rows"]}
    assert (rows["Truong 2005"]["low"], rows["Truong 2005"]["high"]) == (-10.8, -1.3)  # Lew 2021, abstract


def test_brashear_from_its_people_has_the_smaller_standard_error(forest: ForestExplorer) -> None:
    (type_b,) = (one for one in forest.content["sets"] if one["id"] == "B")
    by_source = {row["when"]["source"]: row for row in type_b["rows"] if "source" in row["when"]}
    assert round(by_source["review"]["se"], 2) == 2.24  # from the interval that Marques 2016 prints
    assert round(by_source["people"]["se"], 2) == 1.54
    assert type_b["credit"] == CREDIT


def test_the_quantiles_are_those_of_the_distributions() -> None:
    handed = quantiles()
    assert handed["z"] == pytest.approx(1.959964, abs=1e-6)
    assert handed["t"][1] == pytest.approx(12.7062, abs=1e-4)  # any table of Student's t
    assert handed["chi2"][3] == pytest.approx(7.8147, abs=1e-4)
    degrees = range(1, len(handed["t"]))
    assert handed["t"][1:] == pytest.approx([float(stats.t.ppf(0.975, one)) for one in degrees], rel=1e-12)
    assert handed["chi2"][1:] == pytest.approx([float(stats.chi2.ppf(0.95, one)) for one in degrees], rel=1e-12)


def test_the_quantiles_reach_as_far_as_there_are_rows(forest: ForestExplorer) -> None:
    most = max(len(one["rows"]) for one in forest.content["sets"])
    assert min(len(forest.content["quantiles"][name]) for name in ("t", "chi2")) >= most


def test_the_forest_is_shown_without_the_packages_of_statistics() -> None:
    """They take more than a second to import, and the browser does the pooling."""
    code = (
        "import sys\n"
        "from dystonia_course.content.course import load_course\n"
        "from dystonia_course.views.explorers import explorer\n"
        "repr(explorer('forest', load_course()))\n"
        "print(sorted({'matplotlib', 'numpy', 'pandas', 'scipy', 'statsmodels'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stderr


def test_the_text_of_the_forest_lists_rows_with_numbers_and_reasons(forest: ForestExplorer) -> None:
    text = repr(forest)
    assert "- Truong 2005 (abobotulinumtoxinA, 80 people): −6.0 (−10.8 to −1.3)" in text
    assert "- Comella 2011: not read. Only the baseline was read." in text
    assert "125 U" not in text


# -------------------------------------------------------------------------------------------------------- the verdicts


@pytest.fixture(scope="module")
def verdicts(course: Course) -> VerdictExercise:
    return VerdictExercise(course)


def test_every_judged_claim_is_asked_once(course: Course, verdicts: VerdictExercise) -> None:
    asked = [claim["id"] for claim in verdicts.content["claims"]]
    assert sorted(asked) == sorted(claim.id for claim in course.lay_article.values() if claim.judged)
    assert len(asked) == 54


def test_the_order_mixes_verdicts_and_depends_on_ids_alone(course: Course) -> None:
    claims = list(course.lay_article.values())
    order = mixed(claims)
    assert mixed(claims[::-1]) == order
    assert order != sorted(order, key=lambda claim: claim.id)
    runs = [a.verdict == b.verdict == c.verdict for (a, b), c in zip(pairwise(order), order[2:], strict=False)]
    assert not any(runs)
    first, second = (Counter(claim.verdict for claim in half) for half in (order[:27], order[27:]))
    assert all(abs(first[verdict] - second[verdict]) <= 2 for verdict in first)


def test_the_text_of_the_exercise_gives_no_verdict_away(verdicts: VerdictExercise) -> None:
    text = repr(verdicts)
    for claim in verdicts.content["claims"]:
        assert claim["claim"] not in text
        assert claim["id"] not in text
    assert "54 claims" in text
    assert "not stored" in text


def test_the_exercise_says_that_it_is_practice_and_keeps_nothing(verdicts: VerdictExercise) -> None:
    assert "not stored" in verdicts.content["practice"]
    assert "lie in the page" in verdicts.content["practice"]


def test_every_link_in_a_reason_is_safe_from_shortcuts(verdicts: VerdictExercise) -> None:
    for claim in verdicts.content["claims"]:
        links = re.findall(r"<a [^>]*>", claim["why"] + claim["sources"])
        assert links
        assert all("data-lm-suppress-shortcuts" in link and 'rel="noopener"' in link for link in links)
