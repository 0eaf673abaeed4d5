"""The JavaScript of the posture geometry is written from the Python, and only from what is understood."""

from __future__ import annotations

import pytest

from dystonia_course.views import posture_translation as translation


def test_the_committed_file_is_current() -> None:
    written = translation.TARGET.read_text(encoding="utf-8")
    assert written == translation.current(), "run: python -m dystonia_course.views.posture_translation"


@pytest.mark.parametrize(
    ("python", "script"),
    [
        ("SIZE_CM = 2.5", "export const SIZE_CM = 2.5;"),
        ("def f(a):\n    return a * (a + 1)", "return a * (a + 1);"),
        ("def f(a):\n    return -(a - 1)", "return -(a - 1);"),
        ("def f(a):\n    if a == 'x':\n        b = 1\n    else:\n        b = 2\n    return b", "let b;"),
        ("def f(a):\n    return a != 'x' and (a < 1 or a > 2)", 'return a !== "x" && (a < 1 || a > 2);'),
        ("def f(items):\n    return [one.size for one in items if one.size > 2]", ".filter((one) => one.size > 2)"),
        ("def f(items):\n    return items[-1]", "return items.at(-1);"),
        ("def f(a):\n    return f'{a}° `left`'", "return `${a}° \\`left\\``;"),
        ("def f(a):\n    return Part(name=a, size=2)", "return {name: a, size: 2};"),
        ("def f(a):\n    return replace(a, size=2)", "return {...a, size: 2};"),
    ],
)
def test_what_is_understood(python: str, script: str) -> None:
    assert script in translation.javascript(python)


@pytest.mark.parametrize(
    "python",
    [
        "def f(items):\n    if items:\n        return 1\n    return 2",  # an empty list counts as true in JavaScript
        "def f(a):\n    return 1 < a < 3",
        "def f(a=1):\n    return a",
        "def f(a):\n    while a < 3:\n        a += 1\n    return a",
        "def f(a):\n    return a // 2",
        "def f(a):\n    return a % 2",
        "def f(a):\n    return round(a, ndigits=1)",
        "def f(a):\n    return f'{a:.1f}'",
        "def f(a):\n    return a is None",
        "def f(a):\n    return {one for one in a}",
        "def f(a):\n    return a.strip()",
        "def f(a):\n    return 2 in a",
        "class Part:\n    pass\nfor one in [1]:\n    pass",
    ],
)
def test_anything_else_is_refused(python: str) -> None:
    with pytest.raises(translation.NotTranslatableError, match=r"line \d+: .+ is not translated"):
        translation.javascript(python)
