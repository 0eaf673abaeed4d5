"""An equation that is written once, with its faces: LaTeX for the reader, NumPy for Python, JavaScript for the browser.

The SymPy expression of an `Equation` is built only when it is asked for. What draws and what computes uses the written
faces: `views/model_expressions.js` and `science/model_expressions.py`, both made from the expressions by
`python -m dystonia_course.views.model_translation`. So nothing that a learner runs has to import SymPy.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray
    from sympy import Expr

WRITTEN_FACES = "dystonia_course.science.model_expressions"


@dataclass(frozen=True)
class Quantity:
    """A symbol of an equation: its name in code carries the unit, `low` to `high` is the range that is accepted."""

    name: str
    symbol: str
    """LaTeX."""
    unit: str
    """As printed; empty for a pure number."""
    meaning: str
    low: float
    high: float

    def check(self, value: ArrayLike) -> None:
        """ValueError with one sentence that states the range, if any number is outside it or is not a number."""
        import numpy as np

        numbers = np.asarray(value, dtype=float)
        inside = (numbers >= self.low) & (numbers <= self.high)
        if not np.all(inside):
            wrong = float(numbers[~inside].flat[0])
            unit = f" {self.unit}" if self.unit else ""
            raise ValueError(f"{self.name} must lie between {self.low:g} and {self.high:g}{unit}, but it is {wrong:g}")


@dataclass(frozen=True)
class Equation:
    """One equation. `build` receives the SymPy symbols of `inputs` in their order and returns the expression."""

    name: str
    """In Python; the browser's function is `javascript_name`."""
    left: str
    """LaTeX of the left side, such as `L(t)`."""
    unit: str
    meaning: str
    inputs: tuple[Quantity, ...]
    build: Callable[..., Expr]

    def __post_init__(self) -> None:
        """Names must work in both languages."""
        names = [quantity.name for quantity in self.inputs]
        if len(set(names)) != len(names) or any(not n.isidentifier() or keyword.iskeyword(n) for n in names):
            raise ValueError(f"equation {self.name}: the names of its inputs must be different identifiers")

    def check(self, *values: ArrayLike) -> None:
        """ValueError for the first of `values`, in the order of `inputs`, that is out of its range."""
        for quantity, value in zip(self.inputs, values, strict=True):
            quantity.check(value)

    def __call__(self, *values: ArrayLike) -> NDArray[np.float64]:
        """The equation at `values`, in the order of `inputs`; they broadcast; out of range is a ValueError."""
        import numpy as np

        self.check(*values)
        with np.errstate(divide="ignore", under="ignore", over="ignore"):  # ln 0 is minus infinity here, and meant
            return np.asarray(self.numpy()(*(np.asarray(value, dtype=float) for value in values)), dtype=float)

    @property
    def javascript_name(self) -> str:
        """`lytic_four_steps` is `modelLyticFourSteps` in the browser."""
        return "model" + "".join(part.capitalize() for part in self.name.split("_"))

    @cached_property
    def _expression(self) -> Expr:
        import sympy

        return self.build(*(sympy.Symbol(quantity.name) for quantity in self.inputs))

    def expression(self) -> Expr:
        """The SymPy expression, with symbols named as the inputs. Imports SymPy."""
        return self._expression

    def latex(self) -> str:
        """The equation for the reader, left side and right side."""
        return str(import_module(WRITTEN_FACES).LATEX[self.name])

    def numpy(self) -> Callable[..., NDArray[np.float64]]:
        """A function of arrays or numbers in the order of `inputs`, without a check of their ranges."""
        written: Callable[..., NDArray[np.float64]] = getattr(import_module(WRITTEN_FACES), self.name)
        return written

    def javascript(self) -> str:
        """The right side as a JavaScript expression of the inputs' names. Imports SymPy."""
        import sympy

        return " ".join(str(sympy.jscode(self.expression())).split())

    def python(self) -> str:
        """The right side as a NumPy expression of the inputs' names. Imports SymPy."""
        from sympy.printing.numpy import NumPyPrinter

        return str(NumPyPrinter().doprint(self.expression()))

    def print_latex(self) -> str:
        """What `latex` returns, printed anew. Imports SymPy."""
        import sympy

        symbols = {sympy.Symbol(quantity.name): quantity.symbol for quantity in self.inputs}
        right = sympy.latex(self.expression(), symbol_names=symbols, ln_notation=True, order="none")
        return f"{self.left} = {right}"
