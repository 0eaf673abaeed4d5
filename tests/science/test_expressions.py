"""Each equation is written once: its LaTeX and its NumPy face say the same, ranges are guarded, files are current.

The browser's face is held against the NumPy face in tests/browser/test_model_faces.py.
"""

from __future__ import annotations

import subprocess
import sys

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from latex_reader import LatexReader

from dystonia_course.science import dose_link, light_chain, onset, persistence, safety_factor
from dystonia_course.science.expressions import Equation, Quantity
from dystonia_course.science.parameters import Parameter, parameters_of
from dystonia_course.science.special_functions import exp_divided_difference, normal_cdf
from dystonia_course.views import model_translation

MODELS = (onset, persistence, light_chain, safety_factor, dose_link)
EQUATIONS = [equation for model in MODELS for equation in model.EQUATIONS]
ROW = {
    **{"model": "onset", "preset": "", "symbol": "k_B", "value": "0.058", "unit": "per min"},
    **{"condition": "no nerve stimulation", "mark": "seen", "source": "simpson1980"},
}


def sample(equation: Equation, count: int, seed: int) -> list[list[float]]:
    """Points inside the ranges of the inputs; rates and times spread over their decades, 0 never."""
    random = np.random.default_rng(seed)
    points = []
    for _ in range(count):
        point = []
        for quantity in equation.inputs:
            low, high = quantity.low, quantity.high
            if low == 0 and high > 1:
                low = 1e-4
            spread = random.uniform(np.log(low), np.log(high)) if low > 0 and high / low > 50 else None
            point.append(float(np.exp(spread)) if spread is not None else float(random.uniform(low, high)))
        points.append(point)
    return points


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda one: one.name)
def test_the_latex_and_the_numpy_face_agree(equation: Equation) -> None:
    right = equation.latex().removeprefix(f"{equation.left} = ")
    assert right != equation.latex()
    with mpmath.workdps(60):
        for point in sample(equation, 60, seed=3):
            symbols = {quantity.symbol: value for quantity, value in zip(equation.inputs, point, strict=True)}
            printed = LatexReader(right, symbols).value()
            assert float(equation(*point)) == pytest.approx(float(printed), rel=1e-9, abs=1e-12), point


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda one: one.name)
def test_the_numpy_face_agrees_with_sympys_own_evaluation_of_the_definition(equation: Equation) -> None:
    symbols = [sympy.Symbol(quantity.name) for quantity in equation.inputs]
    defined = sympy.lambdify(symbols, equation.expression().doit(), modules="mpmath")
    with mpmath.workdps(60):
        for point in sample(equation, 40, seed=5):
            exact = float(defined(*(mpmath.mpf(value) for value in point)))
            assert float(equation(*point)) == pytest.approx(exact, rel=1e-9, abs=1e-12), point


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda one: one.name)
def test_every_input_appears_and_every_symbol_is_an_input(equation: Equation) -> None:
    names = {symbol.name for symbol in equation.expression().free_symbols}
    assert names == {quantity.name for quantity in equation.inputs}


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda one: one.name)
def test_inputs_out_of_range_are_refused_in_one_sentence_with_the_range(equation: Equation) -> None:
    inside = sample(equation, 1, seed=7)[0]
    for place, quantity in enumerate(equation.inputs):
        for wrong in (quantity.low - 0.001, quantity.high * 1.01 + 0.001, float("nan"), float("inf")):
            values = [*inside[:place], wrong, *inside[place + 1 :]]
            with pytest.raises(ValueError, match=f"^{quantity.name} must lie between ") as caught:
                equation(*values)
            text = str(caught.value)
            assert f"between {quantity.low:g} and {quantity.high:g}" in text
            assert "\n" not in text
            assert quantity.unit in text


def test_one_wrong_number_in_an_array_is_enough() -> None:
    with pytest.raises(ValueError, match="time_min must lie between 0 and 1e\\+06 min, but it is -5"):
        onset.LYTIC_THREE_STEPS([1.0, -5.0, 3.0], 0.058, 0.141, 0.013)


def test_names_are_different_and_so_are_the_browsers() -> None:
    assert len({one.name for one in EQUATIONS}) == len(EQUATIONS) == len({one.javascript_name for one in EQUATIONS})
    assert onset.LYTIC_FOUR_STEPS.javascript_name == "modelLyticFourSteps"
    quantity = Quantity("x", "x", "", "", 0, 1)
    with pytest.raises(ValueError, match="different identifiers"):
        Equation("twice", "y", "", "", (quantity, quantity), lambda a, b: a + b)


def test_arrays_broadcast_and_numbers_give_numbers() -> None:
    times, rates = np.linspace(0, 500, 7)[:, None], np.array([0.01, 0.058])[None, :]
    grid = onset.LYTIC_THREE_STEPS(times, rates, 0.141, 0.013)
    assert grid.shape == (7, 2)
    assert float(onset.LYTIC_THREE_STEPS(500.0, 0.058, 0.141, 0.013)) == pytest.approx(grid[-1, 1], rel=1e-14)


# ------------------------------------------------------------------------------------------- the written files


def test_the_files_of_the_faces_are_current() -> None:
    how = "run `python -m dystonia_course.views.model_translation`"
    assert model_translation.BROWSER.read_text(encoding="utf-8") == model_translation.browser_module(), how
    assert model_translation.NUMPY.read_text(encoding="utf-8") == model_translation.numpy_module(), how


def test_a_change_of_an_equation_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    one = dose_link.EDB_BLOCK
    changed = Equation(one.name, one.left, one.unit, one.meaning, one.inputs, lambda dose, d50: dose / (dose + 2 * d50))
    monkeypatch.setattr(dose_link, "EQUATIONS", (changed,))
    assert model_translation.BROWSER.read_text(encoding="utf-8") != model_translation.browser_module()
    assert model_translation.NUMPY.read_text(encoding="utf-8") != model_translation.numpy_module()


def test_nothing_that_a_learner_runs_imports_sympy() -> None:
    code = (
        "import sys, importlib\n"
        "names = ('onset', 'persistence', 'light_chain', 'safety_factor', 'dose_link', 'parameters')\n"
        "models = [importlib.import_module('dystonia_course.science.' + name) for name in names]\n"
        "assert 'numpy' not in sys.modules\n"
        "rates = models[0].OnsetRates(0.058, 0.141, 0.013, 0.001)\n"
        "assert 0 < float(models[0].lytic_fraction(100.0, rates)) < 1\n"
        "assert float(models[3].force_fraction(0.2, 7.0, 0.27)) > 0.5\n"
        "assert models[1].REMAINING.latex().startswith('R(t) = ')\n"
        "from dystonia_course.views.assets import module\n"
        "assert 'function modelLyticFourSteps' in module('model_expressions.js')\n"
        "assert 'sympy' not in sys.modules"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


# -------------------------------------------------------------------------------------------- special functions


def divided_difference(points: list[float]) -> mpmath.mpf:
    """By its definition in 300 digits; equal points are moved apart by 1e-50, which no compared digit feels."""
    with mpmath.workdps(300):
        x = [mpmath.mpf(point) + (i + 1) * mpmath.mpf(10) ** -50 for i, point in enumerate(points)]
        return sum(mpmath.exp(-a) / mpmath.fprod(b - a for b in x if b != a) for a in x)


NEAR = st.tuples(
    st.floats(0, 40), st.lists(st.floats(-1, 1), min_size=2, max_size=5), st.floats(-17, 1).map(lambda e: 10**e)
).map(lambda drawn: [max(0.0, drawn[0] + shift * drawn[2]) for shift in drawn[1]])
FAR = st.lists(st.floats(-6, 2.5).map(lambda e: 10**e), min_size=2, max_size=5)


@settings(max_examples=300, deadline=None)
@given(st.one_of(NEAR, FAR, NEAR.map(lambda points: [*points[:4], 0.0])))
def test_the_divided_difference_keeps_its_digits_near_and_far(points: list[float]) -> None:
    exact = divided_difference(points)
    assert abs(float((mpmath.mpf(float(exp_divided_difference(*points))) - exact) / exact)) < 1e-12


def test_the_divided_difference_at_equal_points_is_the_power_of_time_over_its_factorial() -> None:
    for count, factorial in ((1, 1), (2, 1), (3, 2), (4, 6), (5, 24)):
        assert float(exp_divided_difference(*[2.5] * count)) == pytest.approx(np.exp(-2.5) / factorial, rel=1e-14)


def test_the_normal_distribution_function() -> None:
    z = np.concatenate([np.linspace(-9, 9, 181), [-np.inf, np.inf]])
    exact = [float(mpmath.ncdf(value)) for value in z]
    assert np.abs(normal_cdf(z) - exact).max() < 1e-15


# --------------------------------------------------------------------------------------------------- parameters


def test_a_parameter_says_how_it_is_known() -> None:
    parameter = Parameter.from_row(ROW)
    assert (parameter.value, parameter.mark, parameter.source) == (0.058, "seen", "simpson1980")
    with pytest.raises(ValueError, match="one of seen, secondary, own fit, assumption, but it is recalled"):
        Parameter.from_row(ROW | {"mark": "recalled"})


def test_a_preset_takes_what_is_common_and_its_own_value_first() -> None:
    own = {"symbol": "k_S", "value": "0.001", "preset": "mouse"}
    rows = [ROW | own, ROW, ROW | own | {"preset": "human", "value": "0.00015"}, ROW | own | {"model": "other"}]
    assert {s: p.value for s, p in parameters_of(rows, "onset", "mouse").items()} == {"k_B": 0.058, "k_S": 0.001}
    special = [ROW | {"preset": "warm", "value": "0.1"}, ROW]
    assert parameters_of(special, "onset", "warm")["k_B"].value == 0.1
