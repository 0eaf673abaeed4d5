"""Reads the LaTeX of an equation's right side back into numbers: a reader of the printed face, not of the expression.

It knows what the course's equations use: products by juxtaposition, fractions, powers, brackets, ln, e and the normal
distribution function.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import mpmath


class LatexReader:
    """Evaluates one text with mpmath; `symbols` gives a number for each LaTeX symbol."""

    def __init__(self, text: str, symbols: Mapping[str, object]) -> None:
        names = "|".join(re.escape(name) for name in sorted(symbols, key=len, reverse=True))
        pattern = rf"(?P<symbol>{names})|(?P<number>\d+(?:\.\d+)?)|(?P<word>\\[A-Za-z]+|[e+\-^{{}}()=])|(?P<space>\s+)"
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text):
            match = re.compile(pattern).match(text, place)
            assert match, f"cannot read {text[place:]!r}"
            assert match.lastgroup
            if match.lastgroup != "space" and match[0] not in (r"\left", r"\right"):
                self.tokens.append((match.lastgroup, match[0]))
            place = match.end()
        self.symbols = symbols
        self.at = 0

    def value(self) -> mpmath.mpf:
        result = self._sum()
        assert self.at == len(self.tokens), f"left over: {self.tokens[self.at :]}"
        return result

    def _next(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self, expected: str | None = None) -> tuple[str, str]:
        token = self.tokens[self.at]
        assert expected in (None, token[1]), f"expected {expected}, found {token[1]}"
        self.at += 1
        return token

    def _sum(self) -> mpmath.mpf:
        total = mpmath.mpf(0)
        sign = 1
        if self._next() in "+-" and self._next():
            sign = -1 if self._take()[1] == "-" else 1
        while True:
            total += sign * self._product()
            if self._next() not in ("+", "-"):
                return total
            sign = -1 if self._take()[1] == "-" else 1

    def _product(self) -> mpmath.mpf:
        result = self._power()
        while self._next() not in ("", "+", "-", ")", "}"):
            result *= self._power()
        return result

    def _power(self) -> mpmath.mpf:
        base = self._atom()
        if self._next() != "^":
            return base
        self._take("^")
        return base ** self._group()

    def _group(self) -> mpmath.mpf:
        if self._next() != "{":
            return self._atom()
        self._take("{")
        inside = self._sum()
        self._take("}")
        return inside

    def _atom(self) -> mpmath.mpf:
        kind, text = self._take()
        if kind == "symbol":
            return mpmath.mpf(self.symbols[text])
        if kind == "number":
            return mpmath.mpf(text)
        match text:
            case "e":
                return mpmath.e
            case r"\frac":
                above = self._group()
                return above / self._group()
            case r"\ln":
                return mpmath.log(self._group())
            case r"\Phi":
                return mpmath.ncdf(self._group())
            case "(":
                inside = self._sum()
                self._take(")")
                return inside
        raise AssertionError(f"cannot read {text!r}")
