"""The equations in a real browser: each JavaScript face against its NumPy face, on a grid over the accepted ranges.

The NumPy faces, the LaTeX and the definitions are held together in tests/science/test_expressions.py.
"""

from __future__ import annotations

import itertools
import json
import math

import mpmath
import numpy as np
import pytest
from playwright.sync_api import Page

from dystonia_course.science import dose_link, light_chain, onset, persistence, safety_factor
from dystonia_course.science.expressions import Equation, Quantity
from dystonia_course.views.assets import module

EQUATIONS = [
    equation for model in (onset, persistence, light_chain, safety_factor, dose_link) for equation in model.EQUATIONS
]
RATES = [0.0, 0.00015, 0.001, 0.013, 0.013 * (1 + 1e-12), 0.058, 0.058 * (1 - 1e-5), 0.141, 10.0]
TIMES = [0.0, 1e-3, 1.0, 30.0, 77.0, 1440.0, 604800.0, 1e6]


def values(quantity: Quantity) -> list[float]:
    """Both ends of the range and some inside; rates also equal and nearly equal to each other."""
    if quantity.name == "time_min":
        return TIMES
    if quantity.name in ("k_s_per_min", "k_b_per_min", "k_t_per_min", "k_l_per_min"):
        return RATES
    low, high = quantity.low, quantity.high
    inside = np.linspace(low, high, 6)[1:-1]
    if high > 100 * max(low, 1e-9):
        inside = np.geomspace(max(low, high * 1e-6), high, 7)[1:-1]
    return [low, *map(float, inside), high]


def grid(equation: Equation) -> list[tuple[float, ...]]:
    """Every combination of the values, thinned evenly where there are more than about 4000."""
    points = list(itertools.product(*(values(quantity) for quantity in equation.inputs)))
    step = max(1, len(points) // 4000)
    while step > 1 and any(step % len(values(quantity)) == 0 for quantity in equation.inputs):
        step += 1
    return points[::step]


@pytest.fixture
def models(page: Page) -> Page:
    """A page that has loaded the browser's models and what they rest on, as `window.models`."""
    page.goto("about:blank")
    loaded = page.evaluate(
        """async (texts) => {
          const load = (text) => import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
          window.models = Object.assign({}, ...(await Promise.all(texts.map(load))));
          return Object.keys(window.models);
        }""",
        [module("model_expressions.js"), module("model_support.js")],
    )
    assert {equation.javascript_name for equation in EQUATIONS} <= set(loaded)
    return page


def evaluated(page: Page, name: str, points: list[tuple[float, ...]]) -> np.ndarray:
    text = page.evaluate(
        "([name, points]) => JSON.stringify(JSON.parse(points).map((point) => String(window.models[name](...point))))",
        [name, json.dumps(points)],
    )
    return np.array([float(value) for value in json.loads(text)])  # float() reads NaN and Infinity as JavaScript prints


def test_every_face_in_the_browser_agrees_with_numpy_to_1e_9(models: Page) -> None:
    for equation in EQUATIONS:
        points = grid(equation)
        assert len(points) >= 6
        browser = evaluated(models, equation.javascript_name, points)
        numpy = equation(*np.array(points).T)
        assert np.isfinite(numpy).all(), equation.name
        difference = np.abs(browser - numpy) / np.maximum(1, np.abs(numpy))
        worst = int(np.argmax(np.where(np.isnan(difference), np.inf, difference)))
        assert difference[worst] <= 1e-9, (equation.name, points[worst], browser[worst], numpy[worst])
        assert len(set(np.round(browser, 12))) > 3, f"{equation.name} hardly varies on its grid"


def test_small_amounts_agree_in_their_own_digits_too(models: Page) -> None:
    """At the start the lytic share is 1e-8 and less, also with equal rates; both faces keep their digits."""
    rates = [rate for rate in RATES if 0 < rate < 1]
    points = [(time, *chain) for time in (1e-3, 1.0, 30.0) for chain in itertools.product(rates, repeat=4)]
    browser = evaluated(models, "modelLyticFourSteps", points)
    numpy = onset.LYTIC_FOUR_STEPS(*np.array(points).T)
    assert numpy.min() < 1e-20
    assert np.abs(browser / numpy - 1).max() < 1e-11


def test_the_normal_distribution_function_is_right_to_1e_12(models: Page) -> None:
    z = [*np.linspace(-10, 10, 401), -1e3, 1e3]
    exact = np.array([float(mpmath.ncdf(value)) for value in z])
    found = evaluated(models, "modelNormalCdf", [(float(value),) for value in z])
    assert np.abs(found - exact).max() < 1e-12
    ends = models.evaluate("() => [models.modelNormalCdf(-Infinity), models.modelNormalCdf(1e300)]")
    assert ends == [0, 1]
    assert models.evaluate("() => Number.isNaN(models.modelNormalCdf(NaN))")


def test_the_search_finds_the_times_that_python_finds(models: Page) -> None:
    for rates in ([0.00015, 0.058, 0.141, 0.013], [0.058, 0.058, 0.058, 0.058]):
        known = onset.OnsetRates(*rates[1:], k_s_per_min=rates[0])
        for level in (0.1, 0.5, 0.9):
            found = models.evaluate(
                "([k, level]) => models.modelFirstTime((t) => models.modelLyticFourSteps(t, ...k), level, 1e6)",
                [rates, level],
            )
            assert found == pytest.approx(onset.time_to_lytic_min(level, known), rel=1e-9)
    never = "() => models.modelFirstTime((t) => models.modelLyticFourSteps(t, 0, 1, 1, 1), 0.5, 1e6) === Infinity"
    assert models.evaluate(never)


def test_the_browser_knows_each_equations_latex_and_ranges(models: Page) -> None:
    facts = models.evaluate("() => models.MODEL_EQUATIONS")
    assert set(facts) == {equation.javascript_name for equation in EQUATIONS}
    for equation in EQUATIONS:
        known = facts[equation.javascript_name]
        assert known["latex"] == equation.latex()
        ranges = [(quantity.name, quantity.unit, quantity.low, quantity.high) for quantity in equation.inputs]
        assert [(q["name"], q["unit"], q["low"], q["high"]) for q in known["inputs"]] == ranges
    assert models.evaluate("() => models.MODEL_EDB_BAND_POINTS") == dose_link.EDB_BAND_POINTS
    assert models.evaluate("() => models.MODEL_EDB_LARGEST_DOSE_UNITS") == dose_link.EDB_LARGEST_DOSE_UNITS


def test_a_curve_of_200_points_takes_less_than_two_milliseconds(models: Page) -> None:
    milliseconds = models.evaluate(
        """() => {
          const times = [];
          for (let run = 0; run < 60; run += 1) {
            const start = performance.now();
            let sum = 0;
            for (let i = 0; i < 200; i += 1) sum += models.modelLyticFourSteps(3000 * i, 0.00015, 0.058, 0.0581, 0.013);
            if (!(sum > 0)) throw new Error("no curve");
            times.push(performance.now() - start);
          }
          return Math.min(...times);  // other work may share the machine
        }"""
    )
    assert 0 <= milliseconds < 2
    assert not math.isnan(milliseconds)
