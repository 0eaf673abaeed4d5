"""Clinical numbers without a source are found; numbers that are none are left alone."""

from __future__ import annotations

import dataclasses
import re
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dystonia_course.content.citations import LINK, citation, labels
from dystonia_course.content.course import Course
from dystonia_course.content.numbers import problems
from dystonia_course.content.passages import question_passages
from dystonia_course.content.question_records import Question

PAIN = '[75%](https://doi.org/10.1002/mds.870060206 "Chan 1991, abstract · pain-chan")'
RARE = '[28 to 183 per million](https://doi.org/10.7916/D80C4TGJ "search: Defazio 2013, abstract · prevalence-robust")'
WORDS = '[a movement disorder](https://example.org/page "Jirmanová n.d., text · definition")'

GOOD = {
    "a link": f"Pain is common: {PAIN} had it.",
    "two links and a search": f"Rare ({RARE}), yet painful ({PAIN}).",
    "words with a source": f"Dystonia is {WORDS}.",
    "the number of a statement": PAIN.replace("75%", "75% of 266 people"),
    "no number": "Half of them wait for years; most have pain.",
    "levels and muscles": "Muscles that end above C2 move the head; C3-C7 and C1–C2 belong to the neck.",
    "genes": "Genes have names such as TOR1A, THAP1, ANO3 or the older DYT1 and DYT6.",
    "scales": "The TWSTRS-2 and the CDIP-58 are scales; SNAP-25 and VAMP-2 are proteins; G24.3 is a code.",
    "objectives": "This serves C1 to C7 and S01-S16.",
    "years": "The 2013 definition was revised in 2025; see Chan 1991, and the work of 1990–1995.",
    "dates": "Updated on 25 November 2025 (2025-11-25); read in May 2025.",
    "numbering": "See figure 2, Tables 3 and 4, step 5 of lesson 1, question 7, axis 1 and section 2.3.",
    "headings": "## 3. Causes\n\n1. Look.\n2. Feel.\n\n> 4. Ask.",
    "licence": "CC BY 4.0; needs Python 3.11.",
    "code and formula": "Press `F5`, run `score(3)`, and read $p = 0.05$ as a formula.",
    "a denominator": "Rates come per 100,000 and per million.",
    "an untitled link": "[Lesson 1](01_condition.ipynb) and the [2013 paper](https://example.org/1234).",
    "a term": '[Prevalence](#Glossary "How many people in a population have a condition at one time") is a share.',
    "types": "Collagen is not type 2 or phase 3.",
}

PLANTED = {
    "a bare percentage": ("Pain was found in 75% of them.", "'75'"),
    "a bare number": ("The mean age was 41.", "'41'"),
    "a decimal": ("It took 6.8 years.", "'6.8'"),
    "a range": ("It affects 28 to 183 in each million.", "'183'"),
    "a thousands comma": ("They gave 5,000 U.", "'5,000'"),
    "one in ten": ("It is recognised first in 1 in 10.", "'10'"),
    "three of four": ("It was missed in 3 of 4 examinations.", "'3'"),
    "a fraction sign": ("About ½ of them had pain.", "'½'"),
    "a share in words": ("It is told to one in ten.", "one in ten"),
    "a percentage in words": ("Pain occurs in ninety per cent.", "ninety per cent"),
    "a count that looks like a year": ("They asked 2013 people.", "'2013'"),
    "a dose that looks like a year": ("They gave 2000 units.", "'2000'"),
    "a number after a numbering": ("See table 3 points to gain.", "'3'"),
    "a percentage after a name": ("Group C2 75%", "'75'"),
    "a number inside a formula span": (r"Pain in $75\%$.", "'75'"),
    "a number inside a code span": ("Pain in `75%`.", "'75'"),
    "beside a link": (f"Between {PAIN} and 84%.", "'84'"),
    "an ordinal": ("In the 4th decade.", "'4'"),
    "a unit stuck to it": ("They gave 100U.", "'100'"),
    "a bold number": ("It was **41** years.", "'41'"),
    "in a table": ("| Pain | 75% |", "'75'"),
    "in HTML": ("<p>75</p>", "'75'"),
    "in alternative text": ("![75% had pain](figure.png)", "no title"),
    "a plain link": ("[75%](https://doi.org/10.1002/mds.870060206)", "no title"),
    "a reference link": ("[75%][chan]", "'75'"),
    "a different number": (PAIN.replace("75%", "57%"), "57, which claim 'pain-chan' does not hold"),
    "a rounded number": (RARE.replace("28 to 183", "30 to 183"), "30, which claim"),
    "one number too many": (PAIN.replace("75%", "75% of 300"), "300, which claim"),
    "another unit": (PAIN.replace("75%", "75 months"), "'month', a unit"),
    "a percentage of no percentage": (RARE.replace("28 to 183 per million", "28%"), "'%', a unit"),
    "a wrong address": (PAIN.replace("mds.870060206", "mds.870060207"), "wrong address"),
    "an address with http": (PAIN.replace("https", "http"), "wrong address"),
    "a wrong title": (PAIN.replace("abstract", "table 2"), "wrong title"),
    "a wrong author": (PAIN.replace("Chan 1991", "Brin 1991"), "wrong title"),
    "a search that does not say so": (RARE.replace("search: ", ""), "wrong title"),
    "an unknown claim": (PAIN.replace("pain-chan", "pain-chen"), "unknown claim 'pain-chen'; did you mean 'pain-chan'"),
    "a title without a claim": (PAIN.replace(" · pain-chan", ""), "names no claim"),
    "words with a wrong address": (WORDS.replace("page", "other"), "wrong address"),
    "words of an unknown claim": (WORDS.replace("definition", "definitions"), "unknown claim"),
    "a claim of another source": (PAIN.replace("pain-chan", "prevalence-robust"), "wrong address"),
    "single quotes round the title": (PAIN.replace('"', "'"), "'75'"),
    "an escaped link": (PAIN.replace("75%]", "75%\\]"), "escaped"),
    "a term in other words": ('[Prevalence](#Glossary "How many people have it")', "in other words"),
    "a term with a number": (
        '[CDIP-58](#Glossary "How many people in a population have a condition at one time")',
        "outside the link",
    ),
    "minutes outside the title block": ("It takes 40 minutes.", "'40'"),
    "an invented age in prose": ("Ana is 44 years old.", "'44'"),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_text_passes(name: str, small: Course) -> None:
    assert problems(GOOD[name], small) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_caught(name: str, small: Course) -> None:
    text, says = PLANTED[name]
    found = problems(text, small)
    assert found, "not caught"
    assert any(says in problem for problem in found), found


def test_a_recalled_claim_is_caught_even_if_it_got_in(small: Course) -> None:
    claim = dataclasses.replace(small.claims["pain-chan"], status="recalled")
    course = dataclasses.replace(small, claims={**small.claims, "pain-chan": claim})
    assert any("recalled" in problem for problem in problems(PAIN, course))


def test_minutes_of_study_belong_to_the_title_block(small: Course) -> None:
    assert problems("About 30 to 40 minutes.", small, title_block=True) == []
    assert problems("About 75% in 40 minutes.", small, title_block=True) != []


STEMS = {
    "an age": "Amal, 52, has neck pain.",
    "an invented person's age": "Ana, an invented librarian of 44, cannot hold her head straight.",
    "an age in words with digits": "A 52-year-old teacher, aged 49 at onset, comes again.",
    "a time": "For 3 years his head has turned; 2 to 3 weeks after treatment it is better.",
    "an angle": "His chin is turned 30 degrees to the left.",
    "vital signs": "Her blood pressure is 120/80 mmHg, her temperature 38.5 °C.",
    "her own pain": "She rates her pain at 7 of 10.",
    "a vial": "A vial holds 100 U; it is filled with 2 mL.",
    "a score": "Her TWSTRS total is 43.",
    "a town": "A town has 200,000 inhabitants.",
    "a supposition": "Suppose that 30% of the people in this clinic have it.",
    "an invented trial": "In an invented trial the score fell by 6 points (P = 0.01) from a mean of 43.",
}

BAD_STEMS = {
    "a share": ("Amal, 52, reads that 75% have pain.", "'75'"),
    "a rate": ("It affects 28 per million.", "'28'"),
    "a share of an invented study": ("An invented page says 1 in 10.", "'1'"),
    "a number of another study": ("In a clinic of Ankara 266 were seen.", "'266'"),
}


@pytest.mark.parametrize("name", STEMS)
def test_a_stem_may_hold_its_invented_persons_numbers(name: str, small: Course) -> None:
    assert problems(STEMS[name], small, vignette=True) == []
    assert problems(STEMS[name], small) != []


@pytest.mark.parametrize("name", BAD_STEMS)
def test_a_stem_may_not_hold_numbers_about_people_in_general(name: str, small: Course) -> None:
    text, says = BAD_STEMS[name]
    assert any(says in problem for problem in problems(text, small, vignette=True))


def found_in(question: Question, small: Course, **changes: object) -> list[str]:
    changed = question.model_copy(update=changes)
    passages = question_passages(changed, "questions/condition.yaml")
    return [f"{passage.field}: {problem}" for passage in passages for problem in passage.problems(small)]


def test_every_text_of_every_kind_of_question_is_read(small: Course) -> None:
    """A number planted in any prose field of any kind is found there."""
    for question in small.questions.values():
        fields = {passage.field for passage in question_passages(question, "")}
        assert {"stem", "ask", "remember", "section"} <= fields
        for field in ("remember", "section"):
            assert any(found.startswith(field) for found in found_in(question, small, **{field: "About 91%."}))
    kinds = {question.kind: question for question in small.questions.values()}
    for kind, part, texts in (
        ("best_answer", "options", ("text", "rationale")),
        ("matching", "items", ("text", "rationale")),
        ("matching", "choices", ("text",)),
        ("ordering", "steps", ("text", "rationale")),
        ("numeric", "foreseen", ("rationale",)),
    ):
        first, *rest = getattr(kinds[kind], part)
        for text in texts:
            changed = [first.model_copy(update={text: "About 91%."}), *rest]
            found = found_in(kinds[kind], small, **{part: changed})
            assert [f for f in found if f.startswith(part)], (kind, part, text)
    assert found_in(kinds["short_answer"], small, points=["Says 91%."])
    assert found_in(kinds["short_answer"], small, model_answer="91%.")
    assert found_in(kinds["numeric"], small, otherwise="91%.")


def test_a_question_may_repeat_the_numbers_of_its_stem_but_not_as_a_rate(small: Course) -> None:
    question = small.questions["condition-pain"]
    assert "52" in question.stem
    assert found_in(question, small, remember="At 52 pain is common.") == []
    assert found_in(question, small, remember="In 52% pain is common.") != []
    assert found_in(question, small, remember="At 53 pain is common.") != []


def test_a_numeric_question_may_reckon_with_its_own_numbers(small: Course) -> None:
    question = small.questions["condition-count"]
    assert found_in(question, small) == []
    shown = "`200,000 × 50 / 1,000,000 = 10`, so of 200,000 people 10 have it."
    assert found_in(question, small, rationale=shown) == []
    assert found_in(question, small, rationale="The rate is 75%.") != []
    assert found_in(question, small, stem="A town has 200,000 inhabitants. It affects 50 per million.") != []


NUMBERING = re.compile(
    r"(cell|lesson|figure|table|step|section|question|part|page|notebook|chapter|option|box|segment|objective|axis|axe|"
    r"type|phase|class|study|item|chromosome|version)s?(es)?$"
)
"""A text that ends so numbers the next thing ("table 3"); such a number is not clinical."""


@given(
    before=st.text(string.ascii_lowercase + " ,;:", max_size=40),
    number=st.integers(0, 1899).map(str) | st.integers(2100, 10**7).map(str) | st.floats(0, 1e5).map("{:.2f}".format),
    after=st.text(string.ascii_lowercase + " ,;:", max_size=40),
)
def test_any_number_put_into_any_prose_is_caught(before: str, number: str, after: str, small: Course) -> None:
    assume(not NUMBERING.search(before))
    assert problems(f"{before} {number} {after}", small) != []
    assert problems(f"{before} {number}% {after}", small) != []
    assert problems(f"{before} ({number}) {PAIN} {after}", small) != []


@given(data=st.data())
def test_every_label_that_is_offered_passes_and_any_other_number_fails(data: st.DataObject, small: Course) -> None:
    claim = data.draw(st.sampled_from(list(small.claims.values())))
    source = small.sources[claim.source]
    assert problems(citation(claim, source, data.draw(st.sampled_from(labels(claim, source)))), small) == []
    stranger = data.draw(st.integers(300, 10**6))
    assert problems(citation(claim, source, str(stranger)), small) != []


UNITS = (
    r"%|per cent|percent|U\b|units?\b|mg\b|weeks?\b|days?\b|months?\b|years?\b|points?\b|people\b|patients\b|trials?\b|"
    r"of \d+\b|hours?\b|per million|in 10\b|studies\b|minutes\b"
)
SECOND_READING = re.compile(rf"(?<![\w.-])\d[\d,.]*(?:\s?(?:to|-|–)\s?\d[\d,.]*)?\s?(?:{UNITS})")
FRAGMENTS = st.sampled_from(
    [
        *(
            "C2",
            "TWSTRS-2",
            "table 3",
            "step 4",
            "2013",
            "1990-1995",
            "type 2",
            "per 100,000",
            "lesson 1",
            "1.",
            "\n\n2. ",
        ),
        *(
            "item 4",
            "`x = 5`",
            "$p = 3$",
            PAIN,
            WORDS,
            "people",
            "weeks",
            "points",
            "%",
            "years",
            "of 9",
            "U",
            "to",
            "the",
        ),
        *("patients", "minutes", "6 May 2025", "[lesson 2](02.ipynb)", "CC BY 4.0", "G24.3", "DYT1", "–", ".", ","),
    ]
)


@given(parts=st.lists(FRAGMENTS, max_size=8), between=st.sampled_from([" ", ""]))
def test_a_plainer_second_reading_finds_nothing_that_the_first_lets_pass(
    parts: list[str], between: str, small: Course
) -> None:
    """A number directly in front of a unit or a counted noun is never let pass, whatever it looks like."""
    text = between.join(parts)
    if not problems(text, small):
        bare = LINK.sub(" ", re.sub(r"`[^`]*`|\$[^$]*\$", " ", text))
        assert SECOND_READING.findall(bare) == []
