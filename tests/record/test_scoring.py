"""Marking: what is right, what is wrong, and what is no answer at all."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dystonia_course.content.question_records import (
    BestAnswerQuestion,
    HotspotQuestion,
    MatchingQuestion,
    NumericQuestion,
    OrderingQuestion,
    Question,
    ShortAnswerQuestion,
)
from dystonia_course.record.scoring import ChoiceError, score, within

COMMON: dict[str, Any] = {
    "objective": "C1",
    "level": "apply",
    "miller": "knows how",
    "difficulty": 0.6,
    "pool": "lesson",
    "section": "A section",
    "ask": "Which one?",
    "remember": "A line.",
    "claims": ["a-claim"],
    "author": "course team",
    "reviewer": "none yet",
    "version": 1,
    "status": "draft",
    "checked": datetime.date(2026, 5, 4),
}


def best_answer(ids: list[str], key: str) -> BestAnswerQuestion:
    options = [
        {
            "id": one,
            "text": one,
            "rationale": "why",
            "correct": one == key,
            "misconception": None if one == key else "m",
        }
        for one in ids
    ]
    return BestAnswerQuestion.model_validate({**COMMON, "id": "q-best", "kind": "best_answer", "options": options})


def matching(key: dict[str, str], choices: list[str]) -> MatchingQuestion:
    return MatchingQuestion.model_validate(
        {
            **COMMON,
            "id": "q-match",
            "kind": "matching",
            "choices": [{"id": one, "text": one} for one in choices],
            "items": [{"id": item, "text": item, "match": match, "rationale": "why"} for item, match in key.items()],
        }
    )


def ordering(steps: list[str]) -> OrderingQuestion:
    return OrderingQuestion.model_validate(
        {
            **COMMON,
            "id": "q-order",
            "kind": "ordering",
            "steps": [{"id": one, "text": one, "rationale": "why"} for one in steps],
        }
    )


def numeric(value: float, tolerance: float, unit: str = "%") -> NumericQuestion:
    return NumericQuestion.model_validate(
        {
            **COMMON,
            "id": "q-number",
            "kind": "numeric",
            "answer": {"value": value, "unit": unit, "tolerance": tolerance},
            "rationale": "why",
            "otherwise": "look again",
        }
    )


def short_answer(points: int) -> ShortAnswerQuestion:
    return ShortAnswerQuestion.model_validate(
        {
            **COMMON,
            "id": "q-short",
            "kind": "short_answer",
            "model_answer": "so",
            "points": [f"point {number}" for number in range(points)],
            "rationale": "why",
        }
    )


def hotspot(offer: list[str], right: list[tuple[str, str]], wrong: tuple[str, str]) -> HotspotQuestion:
    return HotspotQuestion.model_validate(
        {
            **COMMON,
            "id": "q-hotspot",
            "kind": "hotspot",
            "view": "back",
            "offer": offer,
            "answer": [{"region": region, "side": side, "rationale": "why"} for region, side in right],
            "foreseen": [{"region": wrong[0], "side": wrong[1], "rationale": "why not", "misconception": "m"}],
            "otherwise": "look again",
        }
    )


IDS = st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=3, max_size=5, unique=True)


@given(ids=IDS, data=st.data())
def test_only_the_key_is_right(ids: list[str], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(ids))
    question = best_answer(ids, key)
    assert [score(question, one) for one in ids] == [one == key for one in ids]


@given(ids=IDS, data=st.data())
def test_matching_is_right_when_every_item_is(ids: list[str], data: st.DataObject) -> None:
    choices = ["left", "right", "both"]
    match = st.fixed_dictionaries({one: st.sampled_from(choices) for one in ids})
    key, given_answer = data.draw(match), data.draw(match)
    question = matching(key, choices)
    assert score(question, key) is True
    assert score(question, dict(reversed(key.items()))) is True
    assert score(question, given_answer) is all(given_answer[one] == key[one] for one in ids)


@given(ids=IDS, data=st.data())
def test_only_one_order_is_right(ids: list[str], data: st.DataObject) -> None:
    given_order = data.draw(st.permutations(ids))
    assert score(ordering(ids), given_order) is (list(given_order) == ids)


cents = st.integers(-(10**6), 10**6).map(lambda whole: Decimal(whole) / 100)
tolerances = st.integers(0, 10**4).map(lambda whole: Decimal(whole) / 100)


@given(value=cents, tolerance=tolerances, away=cents)
def test_a_number_is_right_within_the_tolerance_counted_as_typed(
    value: Decimal, tolerance: Decimal, away: Decimal
) -> None:
    """Decimal arithmetic is the yardstick: 1.1 lies within 0.1 of 1.0, which binary fractions deny."""
    question = numeric(float(value), float(tolerance))
    assert score(question, {"value": float(value + away)}) is (abs(away) <= tolerance)


@given(value=cents, tolerance=tolerances)
def test_the_limits_of_the_tolerance_belong_to_it(value: Decimal, tolerance: Decimal) -> None:
    question = numeric(float(value), float(tolerance))
    for sign in (-1, 1):
        assert score(question, {"value": float(value + sign * tolerance)}) is True
        assert score(question, {"value": float(value + sign * (tolerance + Decimal("0.01")))}) is False


def test_a_number_at_the_limit_that_binary_fractions_get_wrong() -> None:
    assert abs(1.1 - 1.0) > 0.1
    assert score(numeric(1.0, 0.1), {"value": 1.1}) is True
    assert score(numeric(0.3, 0), {"value": 0.1 + 0.2}) is True


@given(st.floats(allow_nan=False, allow_infinity=False, width=32), st.floats(0, 1e6))
def test_within_is_symmetric(value: float, tolerance: float) -> None:
    assert within(value, value, 0)
    assume(abs(value) < 1e30)
    assert within(value, value + tolerance, tolerance)
    assert within(value + tolerance, value, tolerance) == within(value, value + tolerance, tolerance)


def test_the_unit_may_be_left_out_or_must_be_the_right_one() -> None:
    question = numeric(19, 0.5, "%")
    assert score(question, {"value": 19}) is True
    assert score(question, {"value": 19.5, "unit": "%"}) is True
    with pytest.raises(ChoiceError, match="the unit is '%', not 'units'"):
        score(question, {"value": 19, "unit": "units"})


def test_a_short_answer_is_not_marked() -> None:
    question = short_answer(3)
    for points in ([], [0], [2, 0, 1]):
        assert score(question, {"text": "so", "points": points}) is None


def test_each_right_place_is_right_on_its_own_side_only() -> None:
    question = hotspot(["a-one", "b-two", "pharynx"], [("a-one", "right"), ("b-two", "left")], ("a-one", "left"))
    marked = {place: score(question, {"region": place[0], "side": place[1]}) for place in question.places()}
    assert [place for place, right in marked.items() if right] == [("a-one", "right"), ("b-two", "left")]
    assert ("pharynx", "middle") in question.places()
    assert len(question.places()) == 5


BEST = best_answer(["a", "b", "c"], "a")
MATCH = matching({"i": "x", "j": "y"}, ["x", "y"])
ORDER = ordering(["s", "t", "u"])
NUMBER = numeric(5, 1)
SHORT = short_answer(2)
SPOT = hotspot(["a", "b"], [("a", "right")], ("a", "left"))


@pytest.mark.parametrize(
    ("question", "choice", "words"),
    [
        (BEST, "d", "'d' is none of the options 'a', 'b', 'c'"),
        (BEST, None, "not nothing"),
        (BEST, ["a"], "not a list"),
        (BEST, "", "none of the options"),
        (MATCH, {"i": "x"}, "the item 'j' is missing"),
        (MATCH, {"i": "x", "j": "z"}, "'z', given for item 'j'"),
        (MATCH, {"i": "x", "j": None}, "given for item 'j'"),
        (MATCH, {"i": "x", "j": ["y"]}, "given for item 'j'"),
        (MATCH, {"i": "x", "j": "y", "k": "x"}, "'k' is not part of it"),
        (MATCH, [["i", "x"]], "not a list"),
        (ORDER, ["s", "t"], "the step 'u' is missing"),
        (ORDER, ["s", "t", "t"], "the step 't' stands twice"),
        (ORDER, ["s", "t", "v"], "the step 'v' is not part of it"),
        (ORDER, "stu", "not text"),
        (ORDER, [1, 2, 3], "list of step ids"),
        (NUMBER, 5, "must hold a value"),
        (NUMBER, {"unit": "%"}, "must hold a value"),
        (NUMBER, {"value": "5"}, "must be a number, not text"),
        (NUMBER, {"value": True}, "must be a number, not yes or no"),
        (NUMBER, {"value": None}, "must be a number, not nothing"),
        (NUMBER, {"value": float("nan")}, "cannot be compared"),
        (NUMBER, {"value": float("inf")}, "cannot be compared"),
        (NUMBER, {"value": 10**400}, "cannot be compared"),
        (NUMBER, {"value": 5, "sum": 1}, "unknown field 'sum'"),
        (SPOT, "a", "must hold a region and a side, found text"),
        (SPOT, {"region": "a"}, "must hold a region and a side"),
        (SPOT, {"region": "a", "side": "right", "more": 1}, "must hold a region and a side"),
        (SPOT, {"region": None, "side": "right"}, "the region must be text, not nothing"),
        (SPOT, {"region": "a", "side": ["right"]}, "the side must be text, not a list"),
        (SPOT, {"region": "a", "side": "middle"}, "'a' on the side 'middle' is not offered"),
        (SPOT, {"region": "c", "side": "right"}, "'c' on the side 'right' is not offered"),
        (SHORT, "text", "must hold a text and the points"),
        (SHORT, {"text": "x"}, "must hold a text and the points"),
        (SHORT, {"text": None, "points": []}, "must be text"),
        (SHORT, {"text": "x", "points": [2]}, "no point 2; they are numbered 0 to 1"),
        (SHORT, {"text": "x", "points": [-1]}, "no point -1"),
        (SHORT, {"text": "x", "points": [0, 0]}, "ticked twice"),
        (SHORT, {"text": "x", "points": [True]}, "list of positions"),
        (SHORT, {"text": "x", "points": "01"}, "list of positions"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(question: Question, choice: object, words: str) -> None:
    with pytest.raises(ChoiceError) as caught:
        score(question, choice)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{question.id}: ")


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.sampled_from(["a", "i", "s"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["value", "unit", "text", "points", "i", "j", "region", "side"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("question", [BEST, MATCH, ORDER, NUMBER, SPOT, SHORT], ids=lambda question: question.kind)
def test_nothing_that_json_can_hold_breaks_the_marking(question: Question) -> None:
    @given(junk)
    def check(choice: object) -> None:
        with contextlib.suppress(ChoiceError):
            assert score(question, choice) in (True, False, None)

    run: Callable[[], None] = check
    run()
