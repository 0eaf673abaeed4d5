"""The tables that code works out: the published numbers come out, and without the people the published row stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dystonia_course.content.course import Course, load_course
from dystonia_course.content.trial_data import ADDRESSES, CREDIT, FILE, FOLDER_VARIABLE
from dystonia_course.science.trial_checks import ARMS, COLUMNS, WEEKS
from dystonia_course.views import lesson as lesson_views
from dystonia_course.views.pooled_results import pooled
from dystonia_course.views.results import RESULTS, result_view
from dystonia_course.views.risk_results import relative_risks
from dystonia_course.views.table_grid import Grid, grid_text
from dystonia_course.views.trial_results import contrasts, week4
from dystonia_course.views.trial_source import SECTION, first_notice


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.fixture
def without_people(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a lesson has displayed."""
    found: list[Any] = []
    monkeypatch.setattr("IPython.display.display", found.append)
    return found


def cells(grid: Grid) -> dict[str, list[str]]:
    return {row[0].text: [cell.text for cell in row[1:]] for row in grid.rows}


def test_week_4_gives_the_published_falls_and_p(people_at_hand: None, course: Course) -> None:
    rows = cells(week4(course))
    for arm, fall in (("placebo", "4.3"), ("5000 U", "9.3"), ("10,000 U", "11.7")):  # Brashear 1999, abstract
        published, carried, _ = rows[f"Mean fall, {arm}"]
        assert published == fall
        assert carried.split(" ")[0] == fall
    assert rows["P, 10,000 U"][:2] == ["0.0004", "0.0004"]  # the same
    assert rows["10,000 U over placebo, adjusted (95% interval)"][1:] == ["7.2 (3.3 to 11.1)", "7.4 (3.4 to 11.3)"]
    assert rows["P, 5000 U"] == ["not in the abstract", "0.012", "0.018"]


def test_week_4_without_the_people_keeps_what_is_published(without_people: None, course: Course) -> None:
    grid = week4(course)
    rows = cells(grid)
    assert rows["Mean fall, 10,000 U"] == ["11.7", "11.7 (n = 37)", "12.0 (n = 36)"]
    assert rows["P, 10,000 U"] == ["0.0004", "0.0004", "needs the people's scores"]
    assert "see the note above" in grid.note
    assert FOLDER_VARIABLE not in grid.note


def test_the_claims_that_stand_in_for_the_people_agree_with_them(
    people_at_hand: None, course: Course, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    worked_out = cells(week4(course)), cells(contrasts(course))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    stated = cells(week4(course)), cells(contrasts(course))
    for name, row in worked_out[0].items():
        assert [cell for cell in stated[0][name] if cell[:5] != "needs"] == row[: len(row) - name.startswith("P, ")]
    for name, row in worked_out[1].items():
        assert stated[1][name] == row[::2]


def test_contrasts_come_from_the_model_and_agree_with_the_claims(people_at_hand: None, course: Course) -> None:
    rows = cells(contrasts(course))
    assert list(rows) == [f"Week {week}" for week in WEEKS[1:]]
    for week in WEEKS[1:]:
        for position, dose in ((0, "5000u"), (2, "10000u")):
            claim = course.claims[f"cdystonia-gls-{dose}-wk{week}"]
            expected = f"{claim.value} ({claim.low} to {claim.high})".replace("-", "−")
            assert rows[f"Week {week}"][position] == expected


def test_contrasts_without_the_people_are_linked_and_say_so(without_people: None, course: Course) -> None:
    grid = contrasts(course)
    assert len(grid.rows) == 5
    assert all("cdystonia-gls-" in cell.html for row in grid.rows for cell in row[1:])
    assert SECTION in grid.note


def test_the_first_notice_says_all_and_comes_before_week_4_alone(
    without_people: None, shown: list[Any], tmp_path: Path
) -> None:
    opened = lesson_views.lesson("condition")
    before = len(shown)
    opened.result("week4")
    notice, table = shown[before:]
    assert type(table).__name__ == "TableWidget"
    for said in (notice.html, repr(notice)):
        assert "are not here" in said  # what is missing
        assert "without a formal licence" in said  # why
        assert "cdystonia.csv" in said  # the way to get it
        assert FOLDER_VARIABLE in said
        assert "every question" in said  # what still works
        assert str(tmp_path) not in said
    assert ADDRESSES[0] in notice.html
    assert "There is no cdystonia.csv in the folder" in notice.html
    before = len(shown)
    opened.result("contrasts")
    opened.result("pooled")
    assert [type(one).__name__ for one in shown[before:]] == ["TableWidget", "TableWidget"]


def test_the_section_that_the_sentences_point_to_begins_with_the_notice(course: Course) -> None:
    """In the notebook the first call after that heading that needs the trial is the one that shows the notice."""
    notebook = json.loads((Path(__file__).parents[2] / "notebooks/04_outcomes.ipynb").read_text(encoding="utf-8"))
    cells_of = ["".join(cell["source"]) for cell in notebook["cells"]]
    heading = next(i for i, source in enumerate(cells_of) if f"### {SECTION}" in source)
    assert 'result("week4")' in cells_of[heading + 1]
    assert not any('.result("' in source or '.explore("' in source for source in cells_of[:heading])


def test_a_repeated_first_notice_tries_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, trial_bytes: bytes
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert first_notice() is not None
    (tmp_path / FILE).write_bytes(trial_bytes)
    assert first_notice() is None


def test_the_pooled_table_gives_what_the_claims_state(course: Course) -> None:
    expected = {
        "Three trials of abobotulinumtoxinA": "pool-abo3",
        "The same and ASPEN-1, its doses merged": "pool-a4",
        "Wrong: ASPEN-1 entered as two trials": "pool-a5-wrong",
        "Two trials of type B, intervals of the review": "pool-btb",
        "The third type B trial, worked out backwards": "pool-btb-missing",
        "Dry mouth, two trials of type B": "pool-btb-drymouth",
        "Dysphagia, two trials of type B": "pool-btb-dysphagia",
    }
    rows = cells(pooled(course))
    for name, claim_id in expected.items():
        claim = course.claims[claim_id]
        assert rows[name][1] == f"{claim.value} ({claim.low} to {claim.high})", name


def test_what_others_print_stands_beside_the_pooled_numbers(course: Course) -> None:
    rows = cells(pooled(course))
    assert rows["Two trials of type B, intervals of the review"][3] == "7.56 (4.41 to 10.71)"  # Marques 2016
    assert rows["Dry mouth, two trials of type B"][3] == "7.65 (2.75 to 21.32) in four trials"  # the same
    assert rows["The same and ASPEN-1, its doses merged"][3] == "not read"
    risks = [row for row in pooled(course).rows if row[0].text == "Dysphagia, two trials of type A"]
    assert [row[2].text for row in risks] == ["3.9 (1.4 to 10.5)", "3.8 (1.4 to 10.2)"]


def test_relative_risks_tell_an_odds_ratio_from_a_risk_ratio(course: Course) -> None:
    rows = cells(relative_risks(course))
    pain = rows["Relief of pain, Review in Clinical Evidence"]
    assert pain[0] == "60 of 84 against 9 of 78"
    assert pain[2:4] == ["6.2 (3.3 to 11.6)", "19.2 (8.3 to 44.4)"]
    none = rows["Neck weakness, Poewe 1998"]
    assert none[2].endswith("*")
    assert rows["Dysphagia, Poewe 1998"][4] == "the interval of the difference holds 0"


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_is_the_same_twice_and_has_both_still_faces(people_at_hand: None, course: Course, name: str) -> None:
    first, second = result_view(name, course), result_view(name, course)
    assert repr(first) == repr(second)
    assert first.html == second.html
    assert "<caption>" in first.html
    data = first._repr_mimebundle_()[0]
    assert data["text/plain"] == grid_text(first.grid)


@pytest.mark.parametrize("name", ["week4", "contrasts", "pooled"])
def test_the_credit_stands_where_the_people_were_used(people_at_hand: None, course: Course, name: str) -> None:
    assert CREDIT in result_view(name, course).html


def test_an_unknown_result_is_one_sentence(course: Course) -> None:
    with pytest.raises(LookupError, match=r"There is no result called 'week5'; the course has: week4"):
        result_view("week5", course)


def test_a_lesson_shows_a_result(people_at_hand: None, shown: list[Any]) -> None:
    opened = lesson_views.lesson("condition")
    before = len(shown)
    assert opened.result("pooled") is None
    assert [type(one).__name__ for one in shown[before:]] == ["TableWidget"]


READ = """
people.groupby("treat")["patient"].nunique()
people.pivot_table(index="treat", columns="week", values="twstrs").round(1)
scores = people.pivot(index=["treat", "patient"], columns="week", values="twstrs").reindex(columns=[0, 2, 4])
change = scores.ffill(axis=1)[4] - scores[0]
result = change.groupby("treat").agg(["count", "mean", "std"]).round(1)
"""


def test_the_people_in_a_cell_give_the_published_falls(people_at_hand: None, shown: list[Any]) -> None:
    people = lesson_views.lesson("condition").people()
    assert tuple(people.columns) == COLUMNS
    assert "".join(str(one._repr_mimebundle_()["text/plain"]) for one in shown[-1:]) == CREDIT
    names: dict[str, Any] = {"people": people}
    exec(READ, names)
    table = names["result"]
    assert list(table.index) == list(ARMS)
    assert list(table["mean"]) == [-4.3, -9.3, -11.7]  # Brashear 1999, abstract
    assert list(table["count"]) == [36, 36, 37]


def test_without_the_people_the_cells_still_run(without_people: None, shown: list[Any]) -> None:
    people = lesson_views.lesson("condition").people()
    assert people.empty
    assert tuple(people.columns) == COLUMNS
    assert SECTION in repr(shown[-1])
    assert "4.3, 9.3 and 11.7 points" in repr(shown[-1])
    names: dict[str, Any] = {"people": people}
    exec(READ, names)
    assert names["result"].empty


def test_a_lesson_that_cannot_be_opened_still_gives_columns(shown: list[Any]) -> None:
    people = lesson_views.lesson("no such lesson").people()
    assert isinstance(people, pd.DataFrame)
    assert tuple(people.columns) == COLUMNS
