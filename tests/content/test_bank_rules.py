"""The item-writing rules: each is broken once and found, and a fair bank has no finding."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dystonia_course.content.bank_checks import check_bank, coverage, exceeded_rarely
from dystonia_course.content.citations import visible
from dystonia_course.content.course import Course
from dystonia_course.content.item_checks import RULES, Finding, check_question, vignette_words
from dystonia_course.content.question_records import BestAnswerQuestion, Option, Question, shown_order

LONG_STEM = (
    "Amal, an invented teacher, comes to a clinic because her head has been turning to the left while she writes on "
    "the board. Touching her chin brings it back for a moment. Her neck aches in the evening, and colleagues have "
    "begun to ask."
)


def rules_broken(question: Question, course: Course) -> set[str]:
    return {finding.rule for finding in check_question(question, "condition", course)}


@pytest.fixture
def fair(small: Course) -> BestAnswerQuestion:
    question = small.questions["condition-pain"]
    assert isinstance(question, BestAnswerQuestion)
    options = [
        option.model_copy(update={"text": text, "rationale": f"Because {text.lower()} is what was asked here."})
        for option, text in zip(question.options, ("Neck pain", "Ear noise", "Chest pain"), strict=True)
    ]
    rationale = question.options[0].rationale
    options[0] = options[0].model_copy(update={"rationale": rationale})
    return question.model_copy(update={"options": options, "stem": LONG_STEM, "ask": "Which complaint fits best?"})


def with_options(question: BestAnswerQuestion, texts: Sequence[str]) -> BestAnswerQuestion:
    options = [o.model_copy(update={"text": text}) for o, text in zip(question.options, texts, strict=True)]
    return question.model_copy(update={"options": options})


def test_a_fair_question_has_no_finding(fair: BestAnswerQuestion, small: Course) -> None:
    assert rules_broken(fair, small) == set()


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        (("Neck pain", "None of the above", "Ear noises"), "I1"),
        (("Neck pain", "Ear noises", "Both of these"), "I1"),
        (("Both A and B", "Ear noise", "Neck pain"), "I1"),
        (("True", "False", "Maybe"), "I1"),
        (("Pain in the neck on movement", "Ear noise", "Chest pain"), "I5"),
        (("Neck pain", "ear noise", "Chest pain"), "I5"),
        (("Neck pain", "Ear noise.", "Chest pain"), "I5"),
        (("Neck pain", "Neck pain", "Chest pain"), "I5"),
        (("Neck pain", "Never pain", "Chest pain"), "I6"),
        (("Neck pain", "Often none", "Chest pain"), "I6"),
        (("Colleagues", "Neighbours", "Grandmother"), "I6"),
        (("1 to 3 days", "3 to 5 days", "6 to 9 days"), "I6"),
    ],
)
def test_options_that_break_a_rule(texts: Sequence[str], rule: str, fair: BestAnswerQuestion, small: Course) -> None:
    assert rule in rules_broken(with_options(fair, texts), small)


def test_a_word_of_the_stem_in_a_wrong_option_too_is_no_cue(fair: BestAnswerQuestion, small: Course) -> None:
    assert "I6" not in rules_broken(with_options(fair, ("Colleagues", "A teacher", "Neighbours")), small)


@pytest.mark.parametrize(
    ("ask", "rule"),
    [
        ("Which complaint does not fit?", "I3"),
        ("Which complaint doesn't fit?", "I3"),
        ("All of these fit EXCEPT which one?", "I3"),
        ("Which complaint is least likely?", "I3"),
        ("Which of the following statements is true?", "I3"),
        ("The best answer is", "I3"),
        ("Which complaint? And which sign?", "I3"),
        ("How many units should you inject?", "I12"),
        ("Which dose does she need?", "I12"),
    ],
)
def test_lead_ins_that_break_a_rule(ask: str, rule: str, fair: BestAnswerQuestion, small: Course) -> None:
    assert rule in rules_broken(fair.model_copy(update={"ask": ask}), small)


@pytest.mark.parametrize("ask", ["Which sign do at least two of these people share?", "Which tremor is it?"])
def test_lead_ins_that_only_look_negative(ask: str, fair: BestAnswerQuestion, small: Course) -> None:
    assert rules_broken(fair.model_copy(update={"ask": ask}), small) == set()


def test_an_instruction_is_enough_for_other_kinds(small: Course) -> None:
    order = small.questions["condition-order"]
    assert "I3" not in rules_broken(order, small)
    assert "I3" in rules_broken(order.model_copy(update={"ask": "Put the steps in order"}), small)


def test_a_long_vignette(fair: BestAnswerQuestion, small: Course) -> None:
    assert vignette_words(fair) == len(f"{LONG_STEM} Which complaint fits best?".split())
    assert "I8" in rules_broken(fair.model_copy(update={"stem": LONG_STEM * 3}), small)


def test_a_misconception_without_a_claim(fair: BestAnswerQuestion, small: Course) -> None:
    bare = {name: dataclasses.replace(idea, claims=()) for name, idea in small.misconceptions.items()}
    assert "I7" in rules_broken(fair, dataclasses.replace(small, misconceptions=bare))


def test_the_start_pages_ideas_about_the_course_need_no_claim(fair: BestAnswerQuestion, small: Course) -> None:
    bare = {name: dataclasses.replace(idea, claims=()) for name, idea in small.misconceptions.items()}
    start = {"condition": small.lessons["condition"].model_copy(update={"number": 0})}
    assert rules_broken(fair, dataclasses.replace(small, misconceptions=bare, lessons=start)) == set()


@pytest.mark.parametrize("rationale", ["No.", "Because ear noise is what was asked here."])
def test_rationales_are_long_enough_and_their_own(rationale: str, fair: BestAnswerQuestion, small: Course) -> None:
    options = [*fair.options[:2], fair.options[2].model_copy(update={"rationale": rationale})]
    assert "I10" in rules_broken(fair.model_copy(update={"options": options}), small)


def test_a_claim_that_is_linked_but_not_listed(fair: BestAnswerQuestion, small: Course) -> None:
    assert "I10" in rules_broken(fair.model_copy(update={"claims": ["definition"]}), small)


def test_visible_text_is_what_a_reader_sees() -> None:
    assert visible('**Pain** in [75%](https://x.org "y · z")\n of `them`') == "Pain in 75% of them"


def bank_of(fair: BestAnswerQuestion, small: Course, change: dict[int, dict[str, object]] | None = None) -> Course:
    """Sixteen questions that keep every rule, then changed one by one."""
    words = ["amber", "birch", "cedar", "delta", "ember", "flint", "grove", "heath"]
    words += ["ivory", "jetty", "knoll", "larch", "maple", "north", "ocean", "pearl"]
    bank: list[Question] = []
    for number, word in enumerate(words):
        stem = " ".join(f"{word}{letter}" for letter in "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqr")
        lengths = [9, 9, 9]
        lengths[(number + 1) % 3] = 10
        options = []
        for option, length in zip(fair.options, lengths, strict=True):
            options.append(option.model_copy(update={"text": option.id.title().ljust(length, "x")}))
        question = fair.model_copy(
            update={
                "id": f"condition-{word}",
                "stem": stem,
                "options": options,
                "objective": ("C1", "C6")[number % 2],
                **(change or {}).get(number, {}),
            }
        )
        bank.append(question)
    return dataclasses.replace(small, banks={"condition": bank}, questions={q.id: q for q in bank})


def bank_rules(course: Course) -> list[Finding]:
    return [finding for finding in check_bank(course) if finding.rule != "I6"]


def test_a_fair_bank_has_no_finding(fair: BestAnswerQuestion, small: Course) -> None:
    course = bank_of(fair, small)
    keys = [next(o for o in q.options if o.correct).id for q in course.bank("condition")]  # type: ignore[union-attr]
    assert len(keys) == 16
    assert [str(finding) for finding in bank_rules(course)] == []


def test_too_few_vignettes(fair: BestAnswerQuestion, small: Course) -> None:
    course = bank_of(fair, small, {n: {"stem": "", "ask": f"Which complaint fits number {n}?"} for n in range(7)})
    assert any(f.rule == "I8" and "9 of 16" in f.problem for f in bank_rules(course))


def test_too_many_that_only_ask_to_remember(fair: BestAnswerQuestion, small: Course) -> None:
    course = bank_of(fair, small, {n: {"level": "remember"} for n in range(5)})
    assert any(f.rule == "I8" and "remember" in f.problem for f in bank_rules(course))


def test_a_key_that_is_too_often_the_longest(fair: BestAnswerQuestion, small: Course) -> None:
    longest = [*fair.options]
    longest[0] = longest[0].model_copy(update={"text": "Neck pains!"})
    course = bank_of(fair, small, {n: {"options": longest} for n in range(6)})
    assert any(f.rule == "I5" and "longest" in f.problem for f in bank_rules(course))


def test_a_key_that_stands_too_often_at_one_place(fair: BestAnswerQuestion, small: Course) -> None:
    """The place that counts is the one at which the option is shown, whatever its place in the file."""
    change: dict[int, dict[str, object]] = {}
    for number, question in enumerate(bank_of(fair, small).bank("condition")):
        assert isinstance(question, BestAnswerQuestion)
        first = shown_order(question.id, question.options)[0].id
        options = [
            Option(id=o.id, text=o.text, rationale=o.rationale, correct=True)
            if o.id == first
            else Option(id=o.id, text=o.text, rationale=o.rationale, misconception="painless")
            for o in question.options
        ]
        change[number] = {"options": options}
    course = bank_of(fair, small, change)
    assert any(f.rule == "I5" and "place 1 in 16 of 16" in f.problem for f in bank_rules(course))


def test_an_objective_without_enough_questions(fair: BestAnswerQuestion, small: Course) -> None:
    course = bank_of(fair, small, {n: {"objective": "C6"} for n in range(16)} | {0: {"objective": "C1"}})
    assert any(f.rule == "coverage" and "C1" in f.problem for f in bank_rules(course))
    low = bank_of(fair, small, {n: {"level": "remember"} for n in range(0, 16, 2)})
    assert any(f.rule == "coverage" and "0 at its level" in f.problem for f in bank_rules(low))


def test_the_same_stem_twice(fair: BestAnswerQuestion, small: Course) -> None:
    course = bank_of(fair, small, {3: {"stem": LONG_STEM}, 9: {"stem": LONG_STEM.replace("left", "right")}})
    assert [f.place for f in bank_rules(course) if f.rule == "duplicates"] == ["condition-jetty"]


def test_the_matrix_counts_each_objective_at_each_level(small: Course) -> None:
    lines = coverage(small).splitlines()
    assert lines[1].split() == ["C1", "3", "1", "1", "1", ".", "."]
    assert lines[2].split() == ["C6", "3", "1", "1", "1", ".", "."]


def test_every_finding_has_a_meaning(fair: BestAnswerQuestion, small: Course) -> None:
    broken = with_options(fair, ("Never", "None of the above", "ear."))
    assert rules_broken(broken, small) <= RULES.keys()


@given(n=st.integers(1, 40), k=st.sampled_from([3, 4, 5]), risk=st.sampled_from([0.05, 0.01]))
def test_the_limit_is_the_binomial_one(n: int, k: int, risk: float) -> None:
    """With equal chances the limit is the smallest x whose binomial tail P(X > x) is below the risk."""
    chance = 1 / k
    tail = [sum(comb(n, i) * chance**i * (1 - chance) ** (n - i) for i in range(x + 1, n + 1)) for x in range(n + 1)]
    assert exceeded_rarely([chance] * n, risk) == next(x for x in range(n + 1) if tail[x] < risk - 1e-12 or x == n)


def test_the_shown_order_depends_on_the_ids_alone(fair: BestAnswerQuestion) -> None:
    one = [option.id for option in shown_order(fair.id, fair.options)]
    other = [option.id for option in shown_order(fair.id, fair.options[::-1])]
    assert one == other
    assert sorted(one) == sorted(option.id for option in fair.options)
