"""Numbers as learners type them, with a decimal point or a decimal comma."""

from __future__ import annotations

import contextlib
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dystonia_course.record.number_text import NumberTextError, parse_number

TEXTS: dict[str, float | None] = json.loads(Path(__file__).with_name("number_texts.json").read_text(encoding="utf-8"))[
    "texts"
]


@pytest.mark.parametrize("text", [text for text, value in TEXTS.items() if value is not None])
def test_a_number_is_read(text: str) -> None:
    assert parse_number(text) == TEXTS[text]


@pytest.mark.parametrize("text", [text for text, value in TEXTS.items() if value is None])
def test_what_is_no_number_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(NumberTextError) as caught:
        parse_number(text)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence.split()) < 25


def test_thousands_or_decimals_is_asked_back() -> None:
    with pytest.raises(NumberTextError) as caught:
        parse_number("1,500")
    assert str(caught.value) == "'1,500' can be read in two ways: type 1500 or 1.5."
    with pytest.raises(NumberTextError, match="type 10000 or 10"):
        parse_number("10,000")


def test_a_very_long_text_is_cut_in_the_sentence() -> None:
    with pytest.raises(NumberTextError) as caught:
        parse_number("x" * 10_000)
    assert len(str(caught.value)) < 150


numbers = st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False)


@given(numbers)
def test_point_and_comma_read_alike(number: object) -> None:
    text = str(number)
    assert parse_number(text) == float(text)
    assert parse_number(text.replace(".", ",")) == float(text)


@given(st.integers(1000, 10**12), st.integers(0, 99))
def test_grouped_thousands_are_read_where_they_can_only_be_that(whole: int, hundredths: int) -> None:
    english = f"{whole:,}.{hundredths:02d}"
    expected = float(f"{whole}.{hundredths:02d}")
    assert parse_number(english) == expected
    assert parse_number(english.translate(str.maketrans(",.", ".,"))) == expected
    assert parse_number(english.replace(",", " ")) == expected
    assert parse_number(english.replace(",", " ").replace(".", ",")) == expected


@given(st.text() | st.text(alphabet="0123456789.,eE+- \u00a0\u2212", max_size=12))
def test_any_text_gives_a_finite_number_or_a_sentence(text: str) -> None:
    with contextlib.suppress(NumberTextError):
        assert math.isfinite(parse_number(text))
