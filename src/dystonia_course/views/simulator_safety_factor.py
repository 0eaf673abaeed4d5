"""The words and numbers of the simulator of the junction's reserve."""

from __future__ import annotations

from typing import Any

from dystonia_course.views.markdown import inline_html, to_html
from dystonia_course.views.simulator_numbers import Number, Numbers
from dystonia_course.views.simulator_text import text_face

TITLE = "How much can be cut before a muscle fails?"
SETS = {"human": "people (assumed)", "cat_rat": "cat and rat (fitted)"}
CAT_FIT = "to cat leg muscle"
N_RANGE = (1.0, 7.0)
LARGEST_M = 10.0
"""Ends of the sliders of n and M; that of M begins at the lower limit of the human set. Choices of this drawing."""
PARALYSIS = "jurasinski-035"
"""The claim with the ratio of cut to intact SNAP-25 above which rats were likely to be paralysed."""
QUARTER = 0.25
COLUMNS = 40
DRAWN_CUTS = (0.1, 0.25, 0.4, 0.6, 0.8)
"""Where the sliders of the prediction stand."""


def content(numbers: Numbers) -> dict[str, Any]:
    """Everything that the browser draws and says."""
    sets = {key: _set(numbers, key) for key in SETS}
    power = {"A": numbers.parameter("safety_factor", "n", "A"), "E": numbers.parameter("safety_factor", "n", "E")}
    return {
        "name": "safety_factor",
        "title": TITLE,
        "lede": to_html(_lede(numbers)),
        "cannot": to_html(_cannot(numbers)),
        "try": "Take the cat and rat set, and bring the cliff to the mark of the rats. How high must n be? "
        "Then find another pair of n and M that does it, too.",
        "ask": {
            "question": "Type A cuts more and more of the SNAP-25 at the junctions of a muscle. "
            "Draw how many of its fibres still fire.",
            "hint": "Draw in the chart from left to right, or use the sliders.",
            "untouched": "Draw your line first, or show the model without one.",
            "legend": "Fibres that still fire when this much is cut",
            "columns": [step / COLUMNS for step in range(COLUMNS + 1)],
            "handles": [{"at": cut, "label": f"{round(100 * cut)}% cut"} for cut in DRAWN_CUTS],
            "low": 0.0,
            "high": 1.0,
            "step": 0.01,
            "start": 1.0,
            "label_at": 0.8,
        },
        "quarter": QUARTER,
        "paralysis": {"cut": _cut_at_paralysis(numbers), "source": numbers.link(PARALYSIS)},
        "sets": {
            key: {
                "name": SETS[key],
                "m": median.value,
                "sigma": spread.value,
                "mark": median.parameter.mark,
                "words": _words(median),
            }
            for key, (median, spread) in sets.items()
        },
        "n": {"A": power["A"].value, "E": power["E"].value, "low": N_RANGE[0], "high": N_RANGE[1]},
        "m": {"low": sets["human"][0].parameter.low, "high": LARGEST_M},
        "n_note": {
            "A": inline_html(
                "the number of complexes for each vesicle, which is disputed: "
                f"{numbers.cite('hua-three-snares', 'Hua')}, {numbers.cite('vandenbogaart-one', 'van den Bogaart')}"
            ),
            "E": inline_html(f"loss of release matches what is cut: {numbers.cite('keller-e-linear', 'Keller')}"),
        },
        "parameters": [
            *(one.shown(fit=CAT_FIT, when={"set": key}) for key, both in sets.items() for one in both),
            power["A"].shown(when={"type": "A"}),
            power["E"].shown(when={"type": "E"}),
            numbers.parameter("safety_factor", "n", "rat_a").shown(fit="to rats", when={"type": "A"}),
            numbers.parameter("safety_factor", "SF", "cat_most_sensitive").shown(),
        ],
        "start": {"set": "human", "type": "A", "n": power["A"].value, "m": sets["human"][0].value, "cut": QUARTER},
    }


def text(numbers: Numbers) -> str:
    """The text face."""
    return text_face(
        TITLE,
        _lede(numbers),
        [
            f"rats: paralysis likely once the ratio of cut to intact SNAP-25 is above {_ratio(numbers)}",
            "cultured neurons: with type E loss of release matches the share that is cut; with "
            "type A it exceeds that share",
            f"cat: the most sensitive fibres fail when {numbers.cite('paton-sf-low')} of the receptors are blocked",
        ],
        [
            *(f"{one.told(fit=CAT_FIT)}, {SETS[key]}" for key in SETS for one in _set(numbers, key)),
            f"{numbers.parameter('safety_factor', 'n', 'A').told()}, type A",
            f"{numbers.parameter('safety_factor', 'n', 'E').told()}, type E",
            f"{numbers.parameter('safety_factor', 'n', 'rat_a').told(fit='to rats')}, type A",
            numbers.parameter("safety_factor", "SF", "cat_most_sensitive").told(),
        ],
        _cannot(numbers),
    )


def _set(numbers: Numbers, key: str) -> tuple[Number, Number]:
    return numbers.parameter("safety_factor", "M", key), numbers.parameter("safety_factor", "sigma", key)


def _words(median: Number) -> str:
    if median.parameter.mark == "assumption":
        return "assumption: no human value was found"
    return str(median.shown(fit=CAT_FIT)["words"])


def _cut_at_paralysis(numbers: Numbers) -> float:
    """The ratio of cut to intact as a share of all."""
    ratio = numbers.claim_number(PARALYSIS)
    return ratio / (1 + ratio)


def _ratio(numbers: Numbers) -> str:
    return numbers.cite(PARALYSIS, f"{numbers.claim_number(PARALYSIS):g}")


def _lede(numbers: Numbers) -> str:
    return (
        "A junction releases more than it needs. The curve is the share of a muscle's fibres that still fire when part "
        "of their SNAP-25 is cut. In rats paralysis became likely once the ratio of cut to intact passed "
        f"{_ratio(numbers)}, about a quarter cut."
    )


def _cannot(numbers: Numbers) -> str:
    return (
        "**What this model cannot say:** what is cut at the place of release. In an isolated muscle release had failed "
        f"{numbers.cite('thyagarajan-dyssynchrony', 'before any cut SNAP-25 could be found')}. "
        "And the human set is assumed."
    )
