"""Writes the faces of the models' equations: `model_expressions.js` for the browser and its NumPy twin in `science/`.

Run `python -m dystonia_course.views.model_translation` after a change to an equation in `science/`; a test fails while
the files are not current. Only this command and the tests need SymPy.
"""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dystonia_course.science.expressions import Equation

MODELS = ("onset", "persistence", "light_chain", "safety_factor", "dose_link")
BROWSER = Path(__file__).parent / "model_expressions.js"
NUMPY = Path(__file__).parents[1] / "science" / "model_expressions.py"
SUPPORT = ("modelExpDividedDifference", "modelNormalCdf")


def equations() -> list[Equation]:
    """Every equation of every model."""
    return [one for model in MODELS for one in import_module(f"dystonia_course.science.{model}").EQUATIONS]


def browser_module() -> str:
    """The text of `model_expressions.js` as it should be."""
    from dystonia_course.science.dose_link import EDB_BAND_POINTS, EDB_LARGEST_DOSE_UNITS

    parts = [
        "// Written from the equations in science/ by views/model_translation.py. Change those, not this file.\n"
        "// Arguments are numbers, their units in their names. Ranges stand in MODEL_EQUATIONS; none is checked.\n\n"
        f'import {{ {", ".join(SUPPORT)} }} from "./model_support.js";\n'
    ]
    for one in equations():
        arguments = ", ".join(quantity.name for quantity in one.inputs)
        parts.append(
            f"/** {_sentence(one)} */\n"
            f"export function {one.javascript_name}({arguments}) {{\n  return {one.javascript()};\n}}\n"
        )
    facts = [f"  {one.javascript_name}: {json.dumps(_facts(one), ensure_ascii=False)},\n" for one in equations()]
    parts.append(f"export const MODEL_EQUATIONS = {{\n{''.join(facts)}}};\n")
    parts.append(
        "/** Half the width of the dose link's band, in percentage points. */\n"
        f"export const MODEL_EDB_BAND_POINTS = {EDB_BAND_POINTS:g};\n"
    )
    parts.append(
        "/** The largest doses, in units of the serotype's product, for which the dose link has data. */\n"
        f"export const MODEL_EDB_LARGEST_DOSE_UNITS = {json.dumps(EDB_LARGEST_DOSE_UNITS)};\n"
    )
    return "\n".join(parts)


def _facts(one: Equation) -> dict[str, object]:
    inputs = [
        {"name": q.name, "symbol": q.symbol, "unit": q.unit, "meaning": q.meaning, "low": q.low, "high": q.high}
        for q in one.inputs
    ]
    return {"latex": one.print_latex(), "unit": one.unit, "meaning": one.meaning, "inputs": inputs}


def _sentence(one: Equation) -> str:
    unit = f", in {one.unit}" if one.unit else ""
    return f"{one.meaning[0].upper()}{one.meaning[1:]}{unit}."


def numpy_module() -> str:
    """The text of `science/model_expressions.py` as it should be."""
    written = equations()
    bodies = [one.python() for one in written]
    special = [name for name in ("exp_divided_difference", "normal_cdf") if any(name in body for body in bodies)]
    parts = [
        '"""The equations of the models for NumPy, written from science/ by views/model_translation.py.\n\n'
        "Change the equations, not this file. Arrays with their units in their names; nothing is checked here.\n"
        '"""\n\n'
        "# ruff: noqa: E501, I001\n# mypy: disable-error-code=no-any-return\n\nfrom __future__ import annotations\n\n"
        "import numpy\nfrom numpy.typing import NDArray\n\n"
        f"from dystonia_course.science.special_functions import {', '.join(special)}\n"
    ]
    parts.append("\nArray = NDArray[numpy.float64]\n")
    for one, body in zip(written, bodies, strict=True):
        arguments = ", ".join(f"{quantity.name}: Array" for quantity in one.inputs)
        parts.append(f'\ndef {one.name}({arguments}) -> Array:\n    """{_sentence(one)}"""\n    return {body}\n')
    latex = "".join(f"    {one.name!r}: {one.print_latex()!r},\n" for one in written)
    parts.append(f"\nLATEX = {{\n{latex}}}\n")
    return _formatted("\n".join(parts))


def _formatted(text: str) -> str:
    """As `ruff format` writes it, so that the file passes the style check."""
    import subprocess
    import sys

    ruff = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(NUMPY), "-"]
    return subprocess.run(ruff, input=text, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def main() -> None:
    """Write both files."""
    BROWSER.write_text(browser_module(), encoding="utf-8")
    NUMPY.write_text(numpy_module(), encoding="utf-8")


if __name__ == "__main__":
    main()
