"""The equations under the simulators as a browser draws them, and drawing and sliders in view together."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from jupyter_pages import axe_problems, two_frames
from simulator_pages import open_simulator

from dystonia_course.views.model_translation import equations
from dystonia_course.views.simulator import SIMULATORS

if TYPE_CHECKING:
    from playwright.sync_api import Page

EQUATIONS = {one.javascript_name: one for one in equations()}
AT = {
    "time_min": 300.0,
    "k_s_per_min": 0.002,
    "k_b_per_min": 0.058,
    "k_t_per_min": 0.141,
    "k_l_per_min": 0.013,
    "k_l_silent_per_min": 0.013,
    "k_per_min": 0.058,
    "speedup": 2.5,
    "time_weeks": 12.0,
    "tau_weeks": 29.0,
    "h": 1.9,
    "peak": 0.8,
    "lytic": 0.9,
    "remaining": 0.7,
    "amplitude_points": -6.0,
    "dose_units": 10.0,
    "d50_units": 2.8,
    "time_days": 20.0,
    "half_life_days": 11.0,
    "cut_over_renewal": 40.0,
    "safety_factor": 3.0,
    "n": 2.5,
    "intact": 0.7,
    "cleaved": 0.3,
    "safety_median": 2.6,
    "safety_log_sd": 0.4,
}
"""Numbers inside the ranges, to evaluate what is drawn."""
GREEK = {r"\\tau": "τ", r"\\sigma": "σ", r"\\rho": "ρ", r"\\Delta": "Δ", r"\\max": "max"}
SIGNS = {"−": "-", "\u2062": "*", "\u2061": "", "=": "="}


def plain(symbol: str) -> str:
    """`k_{L,\\mathrm{silent}}` as its letters stand in the drawn symbol: `k_L,silent`."""
    for latex, letter in GREEK.items():
        symbol = re.sub(latex + r"(?![A-Za-z])", letter, symbol)
    return re.sub(r"\\mathrm|[{}]", "", symbol)


def read(node: ElementTree.Element, symbols: dict[str, float]) -> str:
    """A box of MathML as an expression; a symbol stands as its number."""
    kind = node.tag.rpartition("}")[2]
    if kind in ("math", "mrow"):
        return "".join(read(child, symbols) for child in node)
    if kind == "mfrac":
        return "(({})/({}))".format(*(read(child, symbols) for child in node))
    if kind == "msup":
        return "({})**({})".format(*(read(child, symbols) for child in node))
    if kind == "msub":
        base, below = ("".join(child.itertext()) for child in node)
        return repr(symbols.get(f"{base}_{below}", math.nan))
    text = node.text or ""
    if kind == "mo":
        return SIGNS.get(text, text)
    return repr(symbols[text]) if text in symbols else text


@pytest.mark.parametrize("name", list(SIMULATORS))
def test_the_drawn_equations_give_what_the_model_gives(
    name: str, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_simulator(new_page, tmp_path, name, settings={}, width=360, height=740)
    page.locator(".dcs-equations > summary").click()
    shown = page.locator(".dcs-equation").all()
    assert shown
    for one in shown:
        equation = EQUATIONS[one.get_attribute("data-equation") or ""]
        symbols = {plain(quantity.symbol): AT[quantity.name] for quantity in equation.inputs}
        boxes = one.evaluate("node => [...node.querySelectorAll('math')].map((math) => math.outerHTML)")
        text = "".join(read(ElementTree.fromstring(box), symbols) for box in boxes)
        words = {"e": math.e, "ln": math.log, "Φ": NormalDist().cdf}
        drawn = eval(
            text.partition("=")[2], {"__builtins__": {}}, words
        )  # the text is made above, of numbers and signs
        assert drawn == pytest.approx(float(equation(*(AT[quantity.name] for quantity in equation.inputs)))), text
    listed = set(page.locator(".dcs-symbols math").all_text_contents())
    assert len(listed) == page.locator(".dcs-symbols li").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe_problems(page, ".dcs-equations") == []


@pytest.mark.parametrize(
    ("name", "chart", "width", "height"),
    [
        ("onset", ".dcs-lytic", 1280, 620),
        ("persistence", ".dcs-foot", 1280, 620),
        ("safety_factor", ".dcs-force", 1280, 660),
        ("onset", ".dcs-lytic", 700, 680),
        ("persistence", ".dcs-foot", 360, 700),
    ],
)
def test_the_drawing_is_in_view_while_a_slider_is_moved(
    name: str, chart: str, width: int, height: int, new_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_simulator(new_page, tmp_path, name, settings={}, width=width, height=height)
    page.add_style_tag(content="main.dc { max-width: 66rem; }")  # as wide as a notebook's outputs
    two_frames(page)
    for slider in page.locator(".dcs-controls input[type=range]").all():
        if not slider.is_visible():
            continue
        slider.focus()
        page.keyboard.press("ArrowRight")
        seen = slider.evaluate(
            """(node, chart) => {
              const [own, drawing] = [node, document.querySelector(chart)].map((one) => one.getBoundingClientRect());
              const inside = Math.min(innerHeight, drawing.bottom) - Math.max(0, drawing.top);
              const there = document.elementFromPoint(own.x + own.width / 2, own.y + own.height / 2);
              return [inside / drawing.height, there === node];
            }""",
            chart,
        )
        assert seen[0] > 0.85, slider.get_attribute("data-key")
        assert seen[1], f"{slider.get_attribute('data-key')} is covered"
