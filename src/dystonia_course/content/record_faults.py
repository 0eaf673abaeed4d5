"""What pydantic says about a record, as one plain sentence: which field, what is wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_WANTED = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "bool": "true or false",
    "list": "a list",
    "date": "a date such as 2025-11-25",
    "model": "a record with named fields",
    "dict": "a record with named fields",
}


def first_fault(
    error: ValidationError,
    entry: object,
    names: Callable[[Sequence[int | str]], Sequence[str]] = lambda location: (),
    skip: Sequence[str] = (),
) -> tuple[str | None, str]:
    """The first fault as (field, what is wrong). A misspelt field is named before the field that it leaves missing.

    `entry` is the record as read; `names(location)` gives the fields allowed beside `location`; `skip` are parts of
    a location that are no field, such as the tag of a union.
    """
    faults = error.errors(include_url=False)
    misspelt = [f for f in faults if f["type"] == "extra_forbidden"]
    top = _top(faults[0], skip)
    fault = misspelt[0] if misspelt else max((f for f in faults if _top(f, skip) == top), key=lambda f: len(f["loc"]))
    location = [part for part in fault["loc"] if part not in skip]
    field = _field(location, entry)
    context = fault.get("ctx", {})
    given = fault["input"]
    match fault["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(str(location[-1]), names(location), n=1)
            return field, "is not a field of this record" + (f"; did you mean '{near[0]}'?" if near else "")
        case "string_pattern_mismatch":
            return field, f"'{given}' must hold lower-case letters, digits and hyphens only, a letter first"
        case "literal_error":
            return field, f"must be one of {str(context['expected']).replace(' or ', ', ')}; found {given!r}"
        case "value_error":
            message = str(context["error"])
            named, _, rest = message.partition(": ")
            return (named, rest) if rest and isinstance(entry, dict) and named in entry else (field, message)
    return field, _problem(fault)


def _top(fault: ErrorDetails, skip: Sequence[str]) -> int | str | None:
    """The outermost field. Where it may take several forms, the form that came furthest explains best."""
    return next((part for part in fault["loc"] if part not in skip), None)


def _problem(fault: ErrorDetails) -> str:
    context, given = fault.get("ctx", {}), fault["input"]
    match fault["type"]:
        case "missing":
            return "is missing"
        case "string_too_short":
            return "is empty"
        case "too_short":
            return f"needs at least {context['min_length']} entries, found {context['actual_length']}"
        case "too_long":
            return f"takes at most {context['max_length']} entries, found {context['actual_length']}"
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            words = {"greater_than": "more than", "greater_than_equal": "at least"}
            words |= {"less_than": "less than", "less_than_equal": "at most"}
            return f"must be {words[fault['type']]} {next(iter(context.values())):g}, found {given!r}"
        case kind:
            wanted = next((words for start, words in _WANTED.items() if kind.startswith(start)), "of another type")
            return f"must be {wanted}, found {_shown(given)}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    name = {str: "text", bool: "true or false", list: "a list", dict: "a record"}.get(type(value))
    if name in ("a list", "a record"):
        return name
    return f"{value!r}" + (f" ({name})" if name else "")


def _field(location: Sequence[int | str], entry: object) -> str | None:
    """`('options', 1, 'rationale')` as `options[mri].rationale`, with the part's id where it has one."""
    if not location:
        return None
    name = ""
    value = entry
    for part in location:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
            label = value.get("id") if isinstance(value, dict) else None
            name += f"[{label if isinstance(label, str) else part + 1}]"
        else:
            value = value.get(part) if isinstance(value, dict) else None
            name += f".{part}" if name else str(part)
    return name
