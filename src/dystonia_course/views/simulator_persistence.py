"""The words and numbers of the simulator of duration."""

from __future__ import annotations

from typing import Any

from dystonia_course.views.markdown import to_html
from dystonia_course.views.simulator_numbers import Number, Numbers, needed, number
from dystonia_course.views.simulator_text import text_face

TITLE = "How long does it last, and who is asking?"
POINTS = "cmap_points"
FOOT = ("hamjian-21d", "sloop96-6d", "sloop97-a-2w", "sloop97-a-7w", "sloop97-a-57w", "sloop97-b-2w", "sloop97-b-7w")
"""The electrical points that have a size."""
LARGEST_BLOCK = {"sloop97-a": "sloop97-a-2w", "sloop97-b": "sloop97-b-2w"}
"""By the beginning of its id: which row is the largest block that a share is a share of."""
TSUI = {"abo": ("odergren-abo-2w", "odergren-abo-4w"), "ona": ("odergren-ona-2w", "odergren-ona-4w")}
"""The improvement of the Tsui score in two arms, the best week last."""
TRIAL = ("cdystonia-2w", "cdystonia-4w", "cdystonia-8w", "cdystonia-12w", "cdystonia-16w")
RETURN = ("odergren-ona-again", "odergren-abo-again")
ANCHOR = "sloop97-a-2w"
"""The point at which the learner begins to draw."""
LAST_WEEK = 60
DRAWN_WEEKS = (6, 12, 26, 40, 57)
"""Where the sliders of the prediction stand."""
FOOT_FIT = "to one foot muscle"
NECK_FIT = "to open trial data"


def content(numbers: Numbers) -> dict[str, Any]:
    """Everything that the browser draws and says."""
    points = [_foot_point(numbers, record) for record in FOOT]
    anchor = next(point for point in points if point["id"] == ANCHOR)
    doses = {serotype: _doses(points, serotype) for serotype in ("A", "B")}
    return {
        "name": "persistence",
        "title": TITLE,
        "lede": to_html(_lede(numbers)),
        "cannot": to_html(_cannot()),
        "try": "Turn from type A to type B. Where does the electrode stand on the day of return, and where the clinic? "
        "(People came back after type A.)",
        "ask": {
            "question": "After type A the response of a foot muscle had fallen by about three quarters at week two. "
            "Draw how the block goes on until week sixty.",
            "hint": "Draw in the chart from left to right, or use the sliders.",
            "untouched": "Draw your line first, or show the model without one.",
            "legend": "Lost response of the foot muscle at",
            "columns": list(range(round(anchor["weeks"]), LAST_WEEK + 1)),
            "handles": [{"at": week, "label": f"week {week}"} for week in DRAWN_WEEKS],
            "low": 0.0,
            "high": 1.0,
            "step": 0.01,
            "start": anchor["y"],
            "label_at": 0.8,
        },
        "anchor": anchor["id"],
        "points": points,
        "clinical": _clinical_points(numbers),
        "back": {
            "days": [needed(POINTS, numbers.row(POINTS, record), "day") for record in RETURN],
            "source": numbers.link(numbers.row(POINTS, RETURN[0])["claim"]),
        },
        "rates": {
            "k_s": numbers.parameter("onset", "k_S", "human").value,
            **{symbol: numbers.parameter("onset", symbol).value for symbol in ("k_B", "k_T", "k_L")},
        },
        "shapes": _shapes(numbers),
        "trial": {
            "amplitude": _clinical(numbers, "amplitude").value,
            "tau": _clinical(numbers, "tau").value,
            "h": _clinical(numbers, "h").value,
            "largest": max(abs(needed(POINTS, numbers.row(POINTS, record), "value")) for record in TRIAL),
            "weeks": [needed(POINTS, numbers.row(POINTS, record), "day") / 7 for record in (TRIAL[0], TRIAL[-1])],
        },
        "d50": {serotype: _d50(numbers, serotype).value for serotype in ("A", "B")},
        "band": numbers.parameter("dose_link", "band").value / 100,
        "doses": doses,
        "parameters": _parameters(numbers),
        "start": {"serotype": "A", **{f"dose_{serotype}": one["start"] for serotype, one in doses.items()}},
    }


def text(numbers: Numbers) -> str:
    """The text face."""
    foot = [(record, numbers.row(POINTS, record)) for record in FOOT]
    back = [numbers.row(POINTS, record) for record in RETURN]
    return text_face(
        TITLE,
        _lede(numbers),
        [
            *(
                f"foot muscle, type {row['serotype']}, {_when(row)}: {_printed(row)} ({row['study']})"
                for _, row in foot
            ),
            *(
                f"neck, type B, {_when(row)}: {_difference(row)} ({row['study']})"
                for row in (numbers.row(POINTS, record) for record in TRIAL)
            ),
            f"mean day of the next treatment: {' and '.join(row['time'] for row in back)} ({back[0]['study']})",
        ],
        [
            *(f"{_d50(numbers, serotype).told(fit=FOOT_FIT)}, type {serotype}" for serotype in ("A", "B")),
            numbers.parameter("dose_link", "band").told(),
            *(
                f"{numbers.parameter('persistence', symbol, f'type_{key}_edb').told(fit=FOOT_FIT)}, type {key.upper()}"
                for key in ("a", "b")
                for symbol in ("tau", "h")
            ),
            *(f"{_clinical(numbers, one).told(fit=NECK_FIT)}, type B, neck" for one in ("amplitude", "tau", "h")),
        ],
        _cannot(),
    )


def _when(row: dict[str, str]) -> str:
    unit = row["time_unit"].removesuffix("s") if row["time_unit"] != "hours" else "hour"
    return f"{unit} {row['time']}"


def _printed(row: dict[str, str]) -> str:
    size = f"{row['value']}%" if row["value"] else f"{row['low']} to {row['high']}%"
    return {
        "fall": f"fall of {size}",
        "share recovered": f"{size} of the block gone",
        "share left": f"{size} of the block left",
    }[row["printed_as"]]


def _difference(row: dict[str, str]) -> str:
    """`6.4 points better than placebo`; a minus in the table means worse."""
    size = row["value"].removeprefix("-")
    return f"{size} {row['unit'] if size == row['value'] else row['unit'].replace('better', 'worse')}"


def _foot_point(numbers: Numbers, record: str) -> dict[str, Any]:
    """A point as a share of the response before the injection. A share of the block is a share of its study's block."""
    row = numbers.row(POINTS, record)
    study = row
    scale_low = scale_high = 1.0
    if row["effect_of"] == "largest block":
        study = numbers.row(POINTS, LARGEST_BLOCK[record.rsplit("-", 1)[0]])
        scale_low, scale_high = (needed(POINTS, study, field) / 100 for field in ("effect_low", "effect_high"))
    value = number(row, "effect")
    ends = ("effect", "effect") if value is not None else ("effect_low", "effect_high")
    low = needed(POINTS, row, ends[0]) / 100 * scale_low
    high = needed(POINTS, row, ends[1]) / 100 * scale_high
    share = value is not None and row["effect_of"] == "largest block"
    return {
        "id": record,
        "serotype": row["serotype"],
        "weeks": needed(POINTS, row, "day") / 7,
        "when": _when(row),
        "y": round((low + high) / 2, 6),
        "low": low if high > low else None,
        "high": high if high > low else None,
        "dose": [needed(POINTS, study, "dose_low"), needed(POINTS, study, "dose_high")],
        "label": f"{row['study']}: {_printed(row)}" if share else row["study"],
        "short": _printed(row).replace("of the block ", "") if share else row["study"],
        "printed": _printed(row),
        "source": numbers.link(row["claim"]),
    }


def _doses(points: list[dict[str, Any]], serotype: str) -> dict[str, Any]:
    """The doses that the volunteers of these studies had; the slider goes no further."""
    given = [point["dose"] for point in points if point["serotype"] == serotype]
    anchor = next(point["dose"] for point in points if point["id"] == LARGEST_BLOCK[f"sloop97-{serotype.lower()}"])
    low, high = min(low for low, _ in given), max(high for _, high in given)
    return {"low": low, "high": high, "start": sum(anchor) / 2, "step": 0.25 if high < 100 else 10}


def _shapes(numbers: Numbers) -> dict[str, dict[str, Any]]:
    """Each serotype's own shape in the foot muscle; for B with the one point that fixes it and the range of its h."""
    shapes: dict[str, dict[str, Any]] = {}
    for serotype in ("A", "B"):
        preset = f"type_{serotype.lower()}_edb"
        tau, h = (numbers.parameter("persistence", symbol, preset) for symbol in ("tau", "h"))
        shapes[serotype] = {"tau": tau.value, "h": h.value}
        if h.parameter.low is not None:
            row = numbers.row(POINTS, f"sloop97-{serotype.lower()}-7w")
            shapes[serotype] |= {
                "h_low": h.parameter.low,
                "h_high": h.parameter.high,
                "through": [needed(POINTS, row, "day") / 7, needed(POINTS, row, "effect") / 100],
            }
    return shapes


def _clinical_points(numbers: Numbers) -> list[dict[str, Any]]:
    """Benefit in the neck as a share of the largest of the same arm or trial."""
    found = []
    for weeks in TSUI.values():
        best = needed(POINTS, numbers.row(POINTS, weeks[-1]), "effect")
        for record in weeks:
            row = numbers.row(POINTS, record)
            share = needed(POINTS, row, "effect") / best
            printed = f"Tsui score {row['value']}% better, {row['product']}"
            found.append(_clinical_point(numbers, row, share, "A", "Tsui score", printed))
    for record in TRIAL:
        row = numbers.row(POINTS, record)
        printed = f"{_difference(row)}, TWSTRS total"
        found.append(_clinical_point(numbers, row, needed(POINTS, row, "effect") / 100, "B", "TWSTRS", printed))
    return found


def _clinical_point(
    numbers: Numbers, row: dict[str, str], share: float, serotype: str, scale: str, printed: str
) -> dict[str, Any]:
    return {
        "id": row["id"],
        "serotype": serotype,
        "scale": scale,
        "weeks": needed(POINTS, row, "day") / 7,
        "when": _when(row),
        "y": round(share, 6),
        "printed": printed,
        "source": numbers.link(row["claim"]),
    }


def _d50(numbers: Numbers, serotype: str) -> Number:
    return numbers.parameter("dose_link", "D50", f"type_{serotype.lower()}_edb")


def _clinical(numbers: Numbers, symbol: str) -> Number:
    return numbers.parameter("persistence", symbol, "type_b_clinical")


def _parameters(numbers: Numbers) -> list[dict[str, Any]]:
    rows = []
    for serotype in ("A", "B"):
        when = {"serotype": serotype}
        rows.append(_d50(numbers, serotype).shown(fit=FOOT_FIT, when=when))
        for symbol in ("tau", "h"):
            one = numbers.parameter("persistence", symbol, f"type_{serotype.lower()}_edb")
            rows.append(one.shown(fit=FOOT_FIT, when=when))
    rows.append(numbers.parameter("dose_link", "band").shown())
    rows.append(numbers.parameter("onset", "k_S", "human").shown(mark="seen in source, chosen there to fit"))
    rows.extend(_clinical(numbers, symbol).shown(fit=NECK_FIT) for symbol in ("amplitude", "tau", "h"))
    return rows


def _lede(numbers: Numbers) -> str:
    return (
        "Above is what an electrode sees in a foot muscle of volunteers, below what a scale sees in the neck. Both "
        "have the same weeks. The upright line is the mean day on which people with a neck treated with type A "
        "came back for more "
        f"({numbers.cite('odergren-retreat', 'Odergren')})."
    )


def _cannot() -> str:
    return (
        "**What this model cannot say:** why benefit in the neck ends before the block in the foot, whether a neck "
        "muscle recovers like a foot muscle, and what dose anyone needs. The "
        "curves are fitted, not explained, and the dose belongs to one small foot muscle of volunteers."
    )
