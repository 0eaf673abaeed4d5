"""The functions of the models that SymPy does not have: what they are by definition, and how they print.

Importing this module imports SymPy.
"""

from __future__ import annotations

import sympy
from sympy.printing.printer import Printer


class ExpDividedDifference(sympy.Function):  # type: ignore[misc]  # SymPy has no types
    """`special_functions.exp_divided_difference`."""

    def doit(self, **hints: object) -> sympy.Expr:
        """By definition, for points that all differ: the sum over i of exp(-x_i) / product over j of (x_j - x_i)."""
        return sympy.Add(
            *(
                sympy.exp(-x) / sympy.Mul(*(y - x for j, y in enumerate(self.args) if j != i))
                for i, x in enumerate(self.args)
            )
        )

    def _numpycode(self, printer: Printer) -> str:
        return f"exp_divided_difference({', '.join(printer._print(point) for point in self.args)})"

    def _javascript(self, printer: Printer) -> str:
        return f"modelExpDividedDifference({', '.join(printer._print(point) for point in self.args)})"


class ChainContent(sympy.Function):  # type: ignore[misc]  # SymPy has no types
    """Arguments time and rates k_1 to k_m: content of the m-th compartment of a chain of first-order steps.

    Each rate empties its compartment into the next; at time 0 all is in the first. A last rate of 0 means no way out.
    Code prints it by a divided difference, which holds for equal rates; LaTeX prints the textbook sum of exponentials.
    """

    def by_divided_difference(self) -> sympy.Expr:
        """k_1 ... k_(m-1) t^(m-1) times the divided difference of exp(-x) at k_1 t ... k_m t."""
        time, *rates = self.args
        if len(rates) == 1:
            return sympy.exp(-rates[0] * time)
        passed = sympy.Mul(*rates[:-1]) * time ** (len(rates) - 1)
        return passed * ExpDividedDifference(*(rate * time for rate in rates))

    def doit(self, **hints: object) -> sympy.Expr:
        """The sum of exponentials, for rates that all differ."""
        return self.by_divided_difference().doit()

    def _numpycode(self, printer: Printer) -> str:
        return str(printer._print(self.by_divided_difference()))

    def _javascript(self, printer: Printer) -> str:
        return str(printer._print(self.by_divided_difference()))

    def _latex(self, printer: Printer, exp: str | None = None) -> str:
        time, *rates = self.args
        text = "1" if rates[-1] == 0 else ""
        for own in (rate for rate in rates if rate != 0):
            others = [rate for rate in rates if rate not in (own, 0)]
            above = [rate for rate in rates[:-1] if rates[-1] != 0 or rate != own]
            minus = rates[-1] == 0  # from 0 - own, which its own rate above the line cancels
            factor = _fraction(
                [printer._print(rate) for rate in above], [printer._print(rate - own) for rate in others]
            )
            sign = "- " if minus else "+ " if text else ""
            text += f" {sign}{factor} {printer._print(sympy.exp(-own * time))}"
        return text.strip()


def _fraction(above: list[str], below: list[str]) -> str:
    over = " ".join(above) or "1"
    under = below[0] if len(below) == 1 else "".join(rf"\left({factor}\right)" for factor in below)
    return rf"\frac{{{over}}}{{{under}}}" if under else "" if over == "1" else over


class NormalCdf(sympy.Function):  # type: ignore[misc]  # SymPy has no types
    """`special_functions.normal_cdf`."""

    nargs = 1

    def doit(self, **hints: object) -> sympy.Expr:
        """By the error function: (1 + erf(z / sqrt 2)) / 2."""
        return (1 + sympy.erf(self.args[0] / sympy.sqrt(2))) / 2

    def _numpycode(self, printer: Printer) -> str:
        return f"normal_cdf({printer._print(self.args[0])})"

    def _javascript(self, printer: Printer) -> str:
        return f"modelNormalCdf({printer._print(self.args[0])})"

    def _latex(self, printer: Printer, exp: str | None = None) -> str:
        return rf"\Phi\left({printer._print(self.args[0])}\right)"
