"""The arithmetic of the benchmark and the lines that it prints."""

from __future__ import annotations

import argparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dystonia_course.bench import add_parser, command
from dystonia_course.bench.measurement import CannotMeasureError, Measurement, percentile


def test_the_95th_of_50_is_the_48th_in_order() -> None:
    """Nearest rank: 0.95 * 50 = 47.5, so the 48th."""
    assert percentile(list(range(50, 0, -1)), 95) == 48
    assert percentile([1, 2, 3, 4], 50) == 2
    assert percentile([7], 95) == 7
    with pytest.raises(ValueError, match="no values"):
        percentile([], 95)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.1, 100))
def test_a_percentile_is_the_smallest_value_that_is_enough(values: list[float], per_cent: float) -> None:
    found = percentile(values, per_cent)
    assert found in values
    enough = per_cent / 100 * len(values) - 1e-9
    assert sum(value <= found for value in values) >= enough
    smaller = [value for value in values if value < found]
    assert not smaller or sum(value <= max(smaller) for value in values) < enough + 1e-6


@pytest.mark.parametrize(
    ("value", "limit", "reached", "word"), [(4.9, 5, True, "pass"), (5, 5, False, "FAIL"), (9, None, None, "")]
)
def test_a_figure_must_be_below_its_limit(value: float, limit: float | None, reached: bool | None, word: str) -> None:
    measurement = Measurement("click", value, "ms", limit)
    assert measurement.reached is reached
    assert measurement.line().endswith(word or "ms")


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(dest="command"))
    return parser.parse_args(["bench", *words])


def test_only_what_is_asked_for_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "dystonia_course.bench.import_time.measure", lambda: iter([Measurement("import", 0.1, "s", 0.3)])
    )
    assert command.run(options("--only", "import")) == 0
    printed = capsys.readouterr().out
    assert "import" in printed
    assert "pass" in printed
    assert "No limits missed." in printed


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options("--only", "import,speed")
    assert "'speed' is not known; choose from import, set" in capsys.readouterr().err


def test_without_a_browser_one_sentence_says_so_and_the_rest_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DYSTONIA_COURSE_CHROMIUM", raising=False)
    monkeypatch.setattr("dystonia_course.bench.lab_page.shutil.which", lambda name: None)
    monkeypatch.setattr(
        "dystonia_course.bench.import_time.measure", lambda: iter([Measurement("import", 0.4, "s", 0.3)])
    )
    assert command.run(options("--only", "import,lesson,answers")) == 1
    lines = capsys.readouterr().out.splitlines()
    missing = [line for line in lines if "No Chromium was found" in line or "Playwright is not installed" in line]
    assert [line.split(":")[0] for line in missing] == ["answers", "lesson"]
    assert lines[-1] == "1 limit missed."


def test_what_cannot_be_measured_has_a_sentence() -> None:
    assert str(CannotMeasureError("There is nothing.")) == "There is nothing."
