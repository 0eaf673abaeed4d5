"""Reads a number as a learner types it."""

from __future__ import annotations

import math
import re

_SPACES = re.compile("[ \u00a0\u2009\u202f]")
_SPACED_GROUPS = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d*)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?P<group>[.,])\d{3})(?:(?P=group)\d{3})*(?P<rest>[.,]\d*)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


class NumberTextError(ValueError):
    """The text is not one number. `str()` is one sentence for the learner."""


def parse_number(text: str) -> float:
    """The number in `text`, with a decimal point or a decimal comma: "1.5" and "1,5" are both 1.5.

    A lone point is always decimal ("1.500" is 1.5). A lone comma is decimal too, except where it could just as well
    separate thousands: one to three digits that do not begin with 0, then exactly three ("1,500"). That is refused with
    a sentence, because guessing wrong would be off by a factor of 1000. "1,500,000", "1,500.5", "1.500,5" and "1 500"
    have one reading only and are taken. Raises NumberTextError.
    """
    typed = _SPACES.sub(" ", text.strip()).replace("\u2212", "-")
    if not typed:
        raise NumberTextError("Type a number.")
    plain = _without_groups(typed)
    if not _PLAIN.fullmatch(plain):
        raise NumberTextError(f"'{_short(text)}' is not a number: type digits only, such as 12 or 1.5, without a unit.")
    value = float(plain.replace(",", "."))
    if not math.isfinite(value):
        raise NumberTextError(f"'{_short(text)}' is too large.")
    return value


def _without_groups(typed: str) -> str:
    """The text without thousands separators, where there is no doubt that they are such."""
    if _SPACED_GROUPS.fullmatch(typed):
        return typed.replace(" ", "")
    grouped = _GROUPED.fullmatch(typed)
    if grouped is None:
        return typed
    group, rest = grouped["group"], grouped["rest"]
    if rest is not None and rest[0] == group:
        return typed  # 1,500,5 is no number at all
    if rest is None and typed.count(group) == 1:
        if group == ".":
            return typed
        whole, part = typed.split(",")
        decimal = f"{whole}.{part.rstrip('0')}".rstrip(".")
        raise NumberTextError(f"'{typed}' can be read in two ways: type {whole}{part} or {decimal}.")
    return typed.replace(group, "")


def _short(text: str) -> str:
    clean = text.strip()
    return clean if len(clean) <= 30 else clean[:29] + "…"
