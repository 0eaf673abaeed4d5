"""The words and numbers of the simulator of onset."""

from __future__ import annotations

import math
from typing import Any

from dystonia_course.science.onset import MINUTES_PER_DAY, PRESETS
from dystonia_course.views.markdown import inline_html, to_html
from dystonia_course.views.simulator_numbers import Number, Numbers, needed, symbol_html
from dystonia_course.views.simulator_text import text_face

TITLE = "How soon does the toxin act?"
PRESET_NAMES = {"bath": "a muscle in a bath", "mouse": "a mouse", "human": "a person"}
TIME_RANGE_MIN = (1.0, 70.0 * MINUTES_PER_DAY)
"""The logarithmic time axis: one minute to ten weeks."""
EVEN_AXIS_MIN = {"bath": 6 * 60.0, "mouse": 4.0 * MINUTES_PER_DAY, "human": 28.0 * MINUTES_PER_DAY}
"""Where the even time axis ends, for each preset."""
LEAST_K_S_PER_MIN = 0.00005
"""Where the slider of k_S begins; it ends at the bath's k_S. A choice of this drawing."""
EVENTS = {
    "human": {
        "hamjian-48h": "lower in all",
        "sloop96-6d": "largest effect",
        "pons-a-7d": "had begun",
        "hamjian-21d": "largest effect",
        "park-4w": "largest effect",
    }
}
"""Rows of the published points that say when something was seen, and what, in the words of a label."""
CHECKED_EVENTS = {
    "mouse": ("onset-rat-48h", "rats: total paralysis"),
    "bath": ("safety-dyssynchrony", "isolated muscle: blocked"),
}
"""The same from the table of checks."""
MINUTES = {"minutes": 1, "hours": 60, "days": MINUTES_PER_DAY}


def content(numbers: Numbers) -> dict[str, Any]:
    """Everything that the browser draws and says."""
    k_s = {preset: numbers.parameter("onset", "k_S", preset) for preset in PRESETS}
    speedup = numbers.parameter("onset", "a")
    low, high = TIME_RANGE_MIN
    return {
        "name": "onset",
        "title": TITLE,
        "lede": to_html(_lede(numbers)),
        "key": to_html(_key(numbers)),
        "cannot": to_html(_cannot(numbers)).replace("<code>k_S</code>", symbol_html("k_S")),
        "try": "Set the bath and then the person, and see which vessel holds the toxin. Then make the nerve busy.",
        "ask": {
            "question": "Type A is injected into a person's muscle. "
            "When will half of the final effect be there, by this model?",
            "hint": "Drag the line in the chart, or move the slider.",
            "untouched": "Set your guess first, or show the model without one.",
            "legend": "Half of the final effect is there",
            "places": [
                {"label": "after", "low": low, "high": high, "log": True, "start": float(round(math.sqrt(low * high)))}
            ],
        },
        "time": {"low": low, "high": high},
        "presets": {
            preset: {
                "name": PRESET_NAMES[preset],
                "k_s": None if preset == "bath" else k_s[preset].value,
                "even": EVEN_AXIS_MIN[preset],
                "events": _events(numbers, preset),
            }
            for preset in PRESETS
        },
        "rates": {symbol: numbers.parameter("onset", symbol).value for symbol in ("k_B", "k_T", "k_L")},
        "k_s": {"low": LEAST_K_S_PER_MIN, "high": k_s["bath"].value, "source": k_s["human"].source},
        "activity": {"low": speedup.parameter.low, "high": speedup.parameter.high, "source": speedup.source},
        "activity_note": inline_html(
            f"In children, stimulation brought the fall forward to {numbers.cite('kim-es-cp')} from a week or more. "
            "The chain cannot explain that."
        ),
        "parameters": [
            *(one.shown() for one in _steps(numbers)),
            *(
                k_s[preset].shown(when={"preset": preset}, mark="seen in source, chosen there to fit")
                for preset in PRESETS
                if preset != "bath"
            ),
            speedup.shown(),
        ],
        "start": {
            "preset": "human",
            "k_s": k_s["human"].value,
            "activity": speedup.value,
            "time": float(MINUTES_PER_DAY),
            "axis": "log",
        },
    }


def text(numbers: Numbers) -> str:
    """The text face."""
    k_s = [(preset, numbers.parameter("onset", "k_S", preset)) for preset in PRESETS if preset != "bath"]
    return text_face(
        TITLE,
        _lede(numbers),
        [
            *(f"half-time of {step}: {numbers.cite(claim)}" for step, claim in _half_times()),
            *(f"{one['time']} {one['unit']}, {one['label']}" for preset in PRESETS for one in _events(numbers, preset)),
        ],
        [
            *(one.told() for one in _steps(numbers)),
            *(f"{one.told()}, for {PRESET_NAMES[preset]}, chosen to fit" for preset, one in k_s),
            numbers.parameter("onset", "a").told(),
        ],
        _cannot(numbers),
    )


def _steps(numbers: Numbers) -> list[Number]:
    return [numbers.parameter("onset", symbol) for symbol in ("k_B", "k_T", "k_L")]


def _half_times() -> list[tuple[str, str]]:
    return [
        ("binding", "simpson-kb-half"),
        ("translocation", "simpson-kt-half"),
        ("the lytic step", "simpson-kl-half"),
    ]


def _events(numbers: Numbers, preset: str) -> list[dict[str, Any]]:
    """What was seen and when: minutes, a label, the sentence behind it."""
    found = []
    for record, words in EVENTS.get(preset, {}).items():
        row = numbers.row("cmap_points", record)
        found.append(
            {
                "id": record,
                "minutes": needed("cmap_points", row, "day") * MINUTES_PER_DAY,
                "time": row["time"],
                "unit": row["time_unit"],
                "label": f"{row['study']}: {words}",
                "told": row["note"],
                "source": numbers.link(row["claim"]),
            }
        )
    if preset in CHECKED_EVENTS:
        record, words = CHECKED_EVENTS[preset]
        row = numbers.row("model_checks", record)
        found.append(
            {
                "id": record,
                "minutes": needed("model_checks", row, "published") * MINUTES[row["published_unit"]],
                "time": row["published"],
                "unit": row["published_unit"],
                "label": words,
                "told": numbers.course.claims[row["claim"]].statement if row["claim"] else row["why"],
                "source": numbers.link(row["claim"]),
            }
        )
    return sorted(found, key=lambda event: float(event["minutes"]))


def _lede(numbers: Numbers) -> str:
    return (
        "Toxin passes through a chain of steps, and the last of them stops release. The curve"
        " is the share that has passed the last step. "
        f"In a bath the three steps were measured ({numbers.cite('simpson-kb', 'Simpson')}). For a mouse and for "
        "people one slow step is put before them, and its rate is chosen to fit "
        f"({numbers.cite('lebeda-ks-human', 'Lebeda')})."
    )


def _key(numbers: Numbers) -> str:
    return (
        "Flags: when something was seen. Diamonds: what the model gives at that time; the studies do not measure this "
        "share. Hatched: as long as an antitoxin, which stays outside the nerve ending, still reaches at least half of "
        f"the toxin ({numbers.cite('lebeda-antitoxin-window', 'a prediction of the model')})."
    )


def _cannot(numbers: Numbers) -> str:
    return (
        "**What this model cannot say:** which event takes the days. `k_S` is one number for all that is slow, chosen "
        f"to fit. Binding at a junction has a half-time of {numbers.cite('simpson-kb-half')}, so nobody can read from "
        "the curve that “binding takes days”."
    )
