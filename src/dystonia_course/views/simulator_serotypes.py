"""The words and numbers of the simulator of serotypes."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from dystonia_course.content.errors import ContentError
from dystonia_course.views.markdown import inline_html, to_html
from dystonia_course.views.simulator_numbers import Numbers, number
from dystonia_course.views.simulator_text import text_face

TITLE = "Does a half-life in a neuron tell how long a person benefits?"
DURATIONS = "serotype_durations"
ORDER = ("A", "C", "B", "F", "E")
"""From the longest to the shortest half-life in neurons."""
PRESETS = {"A": "A", "C": "C1", "B": "B", "F": "F", "E": "E"}
"""The serotypes' names among the parameters."""
MEASURES = {
    "half-life of the block": "neurons: half-life",
    "life of the enzyme": "neurons: enzyme",
    "electrical block": "people: foot muscle",
    "clinical effect": "people: benefit",
}
GUESSED = ("A", "B", "F", "E")
BOUNDS = {">": "over", "≥": "over", "<": "under", "≤": "under"}
SIGNS = {"=": "", "about": "about ", ">": "> ", "≥": "≥ ", "<": "< ", "≤": "≤ "}
WORDS = {"=": "", "about": "about ", ">": "over ", "≥": "at least ", "<": "under ", "≤": "at most "}
AXIS_DAYS = (0.5, 1000.0)
GUESS_DAYS = (1.0, 730.0)
FIRST_GUESS_DAYS = 27.0
RATIO_RANGE = (1.0, 4.0)
TYPE_F = ("sheean-f-duration", "houser-f-duration")
"""The claims with the duration of type F at the lower and at the higher dose; each states its dose first."""
LAW_REFERENCE = {"x": 1000.0, "safety_factor": 3.0, "n": 1.0}
"""Any junction that is silent at both doses: its reserve cancels in the gain."""


def content(numbers: Numbers) -> dict[str, Any]:
    """Everything that the browser draws and says."""
    studies = [_type_f(numbers, claim) for claim in TYPE_F]
    (low_dose, low_weeks), (high_dose, high_weeks) = studies
    least, most = GUESS_DAYS
    return {
        "name": "serotypes",
        "title": TITLE,
        "lede": to_html(_lede(numbers)),
        "cannot": to_html(_cannot()),
        "try": "Leave the slider at the ratio of the two studies of type F, and set the law beside what people had.",
        "ask": {
            "question": "You see how long half of the block lasts in cultured neurons. How long will people benefit?",
            "button": "Show the durations",
            "hint": "Drag the rings, or use the sliders.",
            "untouched": "Move a ring first, or show the data without a guess.",
            "legend": "People benefit for",
            "places": [
                {"label": f"type {one}", "low": least, "high": most, "log": True, "start": FIRST_GUESS_DAYS}
                for one in GUESSED
            ],
            "serotypes": list(GUESSED),
        },
        "axis": {"low": AXIS_DAYS[0], "high": AXIS_DAYS[1]},
        "lanes": _lanes(numbers),
        "law": {
            "half_lives": [{"serotype": one, **_half_life(numbers, one)} for one in ORDER],
            "reference": LAW_REFERENCE,
            "low": RATIO_RANGE[0],
            "high": RATIO_RANGE[1],
            "seen": {
                "serotype": "F",
                "ratio": high_dose / low_dose,
                "days": round(7 * (high_weeks - low_weeks), 1),
                "told": inline_html(
                    ", ".join(
                        f"{numbers.cite(claim, f'{dose:g} U')} helped for {numbers.cite(claim, f'{weeks:g} weeks')}"
                        for claim, (dose, weeks) in zip(TYPE_F, studies, strict=True)
                    )
                ),
            },
        },
        "parameters": [
            numbers.parameter("light_chain", "t_half", PRESETS[one]).shown(of=f"type {PRESETS[one]}") for one in ORDER
        ],
        "start": {"ratio": round(high_dose / low_dose, 2)},
    }


def text(numbers: Numbers) -> str:
    """The text face."""
    return text_face(
        TITLE,
        _lede(numbers),
        [
            f"type {lane['serotype']}, {lane['label'].replace(':', ',')}: {'; '.join(one['printed'] for one in points)}"
            for lane in _lanes(numbers)
            for points in [lane["points"]]
        ],
        [f"{numbers.parameter('light_chain', 't_half', PRESETS[one]).told()}, type {PRESETS[one]}" for one in ORDER],
        _cannot(),
    )


def _half_life(numbers: Numbers, serotype: str) -> dict[str, Any]:
    one = numbers.parameter("light_chain", "t_half", PRESETS[serotype])
    return {"days": one.value, "bound": "over" if one.parameter.low == one.value else None}


def _lanes(numbers: Numbers) -> list[dict[str, Any]]:
    """The rows of the table as lanes of one serotype and one measure, in the order in which they are drawn."""
    order = list(MEASURES)
    rows = sorted(numbers.rows(DURATIONS), key=lambda row: (ORDER.index(row["serotype"]), order.index(row["measure"])))
    lanes = []
    for (serotype, measure), group in groupby(rows, key=lambda row: (row["serotype"], row["measure"])):
        points = [_point(numbers, row) for row in group]
        lanes.append(
            {
                "serotype": serotype,
                "measure": measure,
                "where": "neurons" if measure in order[:2] else "people",
                "label": MEASURES[measure],
                "shown": _shown(points, "sign"),
                "told": _shown(points, "printed"),
                "points": points,
            }
        )
    return lanes


def _point(numbers: Numbers, row: dict[str, str]) -> dict[str, Any]:
    low, high = number(row, "days_low"), number(row, "days_high")
    days = number(row, "days")
    if days is None:
        if low is None or high is None:
            raise ContentError(f"{DURATIONS}.csv", "has neither a number nor a range of days", record=row["id"])
        days = (low * high) ** 0.5  # the middle on the logarithmic axis; only the range is published
    value = row["value"] or f"{row['low']} to {row['high']}"
    unit = row["unit"].removesuffix("s") if row["value"] == "1" else row["unit"]
    return {
        "id": row["id"],
        "days": days,
        "low": low,
        "high": high,
        "middle": bool(row["value"]),
        "bound": BOUNDS.get(row["relation"]),
        "sign": f"{SIGNS[row['relation']]}{value} {unit}",
        "printed": f"{WORDS[row['relation']]}{value} {unit}",
        "note": row["note"],
        "source": numbers.link(row["claim"]),
    }


def _shown(points: list[dict[str, Any]], form: str) -> str:
    """A lane's value in words: what was printed, or the span of several rows in days."""
    if len(points) <= 2:
        return "; ".join(point[form] for point in sorted(points, key=lambda point: point["days"]))
    least = min(point["low"] or point["days"] for point in points)
    most = max(point["high"] or point["days"] for point in points)
    return f"{round(least)} to {round(most)} days"


def _type_f(numbers: Numbers, claim_id: str) -> tuple[float, float]:
    """Dose in units and duration in weeks; the claim begins with its dose, as in `520 U of type F`."""
    weeks = numbers.claim_number(claim_id)
    statement = numbers.course.claims[claim_id].statement
    dose, unit = statement.split()[:2]
    if unit != "U" or not dose.isdigit():
        raise ContentError("claims.csv", "must begin with the dose in U", record=claim_id, field="statement")
    return float(dose), weeks


def _lede(numbers: Numbers) -> str:
    return (
        "Each row is one serotype. Diamonds are half-lives and enzyme lives in cultured neurons "
        f"({numbers.cite('foran-half-b', 'Foran')} and others); squares and circles are what was measured in people. "
        "The axis is logarithmic. An arrow means longer, or shorter, than that."
    )


def _cannot() -> str:
    return (
        "**What this picture cannot say:** how long one person benefits. Muscles, doses, products and measures differ "
        "from row to row, and the law of doubling fails for type F in people."
    )
