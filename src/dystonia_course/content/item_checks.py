"""Checks of single questions that a machine can do: the item-writing rules of the course, by their numbers.

What the records themselves forbid (number of keys and options, missing fields, a wrong option without a misconception)
is found when a bank is loaded. Here stand the rules on wording; rules on a whole bank are in `bank_checks.py`.
What takes a reader is not here: whether stem and lead-in can be answered without the options (I2), whether options are
of one class and do not converge on the key (I5, I6), whether the idea matters (I9), and the second person's read (I11).
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from dystonia_course.content.citations import parse_links, visible
from dystonia_course.content.course import Course
from dystonia_course.content.passages import question_passages
from dystonia_course.content.question_records import BestAnswerQuestion, HotspotQuestion, Question

RULES = {
    "I1": "One option is best. No true/false pair, no 'all of the above', 'none of the above' or 'both A and B'.",
    "I3": "The lead-in is one positive question, without not, except or least, and not 'which statement is true'. "
    "Matching, ordering, hotspot and short answers may give an instruction instead.",
    "I5": "Options are alike. The key is at most 1.3 times as long as the mean wrong option, and over the bank it is "
    "the longest option, or at one place, no more often than chance. Options begin and end alike.",
    "I6": "Options give no cue: no absolutes (always, never, all, none, only, every), no vague frequencies (usually, "
    "often, sometimes), no word of the stem that the key alone repeats, no ranges that overlap.",
    "I7": "A misconception that an option names has at least one claim that speaks against it (the start page, which "
    "is about the course, excepted).",
    "I8": "In each bank at least 60% of the questions open with a vignette (stem and lead-in 40 to 90 words), none has "
    "a longer one, and at most 30% only ask to remember.",
    "I10": "A question lists each claim that its texts link to, and no two rationales are alike or shorter than 25 "
    "characters.",
    "I12": "No question asks for a dose to give.",
    "duplicates": "No two questions have the same or nearly the same stem and lead-in.",
    "tests": "Both forms of the tests that count fill every place of test_blueprint.csv once, with questions of their "
    "own: ids test-a-01, test-b-01 ..., parts named by single letters that tell nothing, marked by the course.",
    "coverage": "Each objective of a lesson that has a bank is asked by at least three questions of that bank, two of "
    "them at the objective's level or above.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure from a rule: which rule, which bank or question, what is wrong."""

    rule: str
    place: str
    problem: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


def check_question(question: Question, lesson: str, course: Course, bank: str | None = None) -> Iterator[Finding]:
    """Every departure of one question from the rules; `bank` names its file if that is not the lesson's."""
    file = f"questions/{bank or lesson}.yaml"
    place = f"{file}, {question.id}"
    for rule, problem in _wording(question):
        yield Finding(rule, place, problem)
    if isinstance(question, BestAnswerQuestion):
        for rule, problem in _options(question):
            yield Finding(rule, place, problem)
    for idea in _ideas(question) if course.lessons[lesson].number else ():
        if not course.misconceptions[idea].claims:
            yield Finding("I7", place, f"misconception '{idea}' has no claim that speaks against it")
    linked = {
        link.claim for passage in question_passages(question, file) for link in parse_links(passage.text) if link.claim
    }
    for claim in sorted(linked - set(question.claims)):
        yield Finding("I10", place, f"links to claim '{claim}' but does not list it under claims")
    rationales = [passage.text for passage in question_passages(question, file) if "rationale" in passage.field]
    for text in dict.fromkeys(rationales):
        if len(text) < 25:
            yield Finding("I10", place, f"rationale '{text}' explains too little")
        if rationales.count(text) > 1:
            yield Finding("I10", place, f"rationale '{text[:40]}...' stands twice")


def _ideas(question: Question) -> list[str]:
    """The misconceptions that the wrong answers name."""
    match question:
        case BestAnswerQuestion():
            return [option.misconception for option in question.options if option.misconception]
        case HotspotQuestion():
            return [spot.misconception for spot in question.foreseen]
        case _:
            return []


_NEGATIVE = re.compile(r"\b(?:not|except|(?<!at )least|never|incorrect|untrue)\b|n't\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"\b(?:which|what) (?:of (?:these|the following) )?(?:statements?|is true|are true)", re.IGNORECASE
)
_DOSE = re.compile(
    r"\b(?:what|which) dose\b|"
    r"\bhow (?:many units|much (?:toxin|of the drug))\b.*\b(?:inject|give|treat|needs?|should)\b",
    re.IGNORECASE,
)


def _wording(question: Question) -> Iterator[tuple[str, str]]:
    ask = visible(question.ask)
    questions = ask.count("?")
    if question.kind in ("best_answer", "numeric"):
        if not ask.endswith("?") or questions != 1:
            yield "I3", f"the lead-in must be one question that ends with '?': '{ask}'"
    elif not ask.endswith(("?", ".")) or questions > 1:
        yield "I3", f"the lead-in must be one question or instruction that ends with '?' or '.': '{ask}'"
    if question.kind in ("best_answer", "numeric", "hotspot") and (word := _NEGATIVE.search(ask)):
        yield "I3", f"the lead-in is negative ('{word[0]}'): '{ask}'"
    if _STATEMENT.search(ask):
        yield "I3", f"the lead-in asks for a true statement instead of one thing: '{ask}'"
    if _DOSE.search(ask):
        yield "I12", f"the lead-in asks for a dose: '{ask}'"
    if question.stem and (words := vignette_words(question)) > 90:
        yield "I8", f"the vignette has {words} words"


def vignette_words(question: Question) -> int:
    """The words of stem and lead-in; 0 without a stem."""
    return len(visible(f"{question.stem} {question.ask}").split()) if question.stem else 0


_FORBIDDEN = re.compile(
    r"\b(?:all|none|any|both|neither) of (?:the above|these|them)\b|\bboth a and b\b|^a and b\b", re.IGNORECASE
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|all|none|only|every|everyone|everybody|nobody|completely|totally|invariably|impossible)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:usually|often|sometimes|frequently|rarely|commonly|occasionally|generally|seldom|mostly|typically)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s?(?:to|-|–)\s?(\d+(?:\.\d+)?)")


def _options(question: BestAnswerQuestion) -> Iterator[tuple[str, str]]:
    texts = {option.id: visible(option.text) for option in question.options}
    key = question.key
    if {text.strip(".").lower() for text in texts.values()} >= {"true", "false"}:
        yield "I1", "the options are 'true' and 'false'"
    for name, text in texts.items():
        for rule, pattern, what in (
            ("I1", _FORBIDDEN, "a forbidden option"),
            ("I6", _ABSOLUTE, "an absolute"),
            ("I6", _VAGUE, "a vague frequency"),
        ):
            if word := pattern.search(text):
                yield rule, f"option '{name}' holds {what}: '{word[0]}'"
    wrong = [len(text) for name, text in texts.items() if name != key]
    if len(texts[key]) > 1.3 * statistics.mean(wrong):
        yield "I5", f"the key has {len(texts[key])} characters, the mean wrong option {statistics.mean(wrong):.0f}"
    for what, like in (
        ("begin", [t[:1].isupper() for t in texts.values()]),
        ("end", [t.endswith(".") for t in texts.values()]),
    ):
        if len(set(like)) > 1 and not any(t[:1].isdigit() for t in texts.values()):
            yield "I5", f"the options do not {what} alike (capital letter, full stop)"
    if len({text.lower() for text in texts.values()}) < len(texts):
        yield "I5", "two options are the same"
    yield from _echo(question, texts, key)
    ranges = [(float(m[1]), float(m[2])) for text in texts.values() if (m := _RANGE.search(text.replace(",", "")))]
    if len(ranges) == len(texts):
        ranges.sort()
        if any(after[0] <= before[1] for before, after in itertools.pairwise(ranges)):
            yield "I6", "the options' ranges overlap or share an end"


_TOPIC = frozenset(
    ("cervical", "dystonia", "muscle", "muscles", "people", "person", "patient", "treatment", "injection", "botulinum")
) | {"toxin", "clinic", "doctor"}
"""Words of the whole course, which are no cue."""


def _roots(text: str) -> set[str]:
    words = re.findall(r"[a-z]{5,}", visible(text).lower())
    return {re.sub(r"(?:ations?|ings?|edly|ed|ions?|ies|es|s|ly)$", "", word) for word in words if word not in _TOPIC}


def _echo(question: BestAnswerQuestion, texts: dict[str, str], key: str) -> Iterator[tuple[str, str]]:
    """Words that stem or lead-in share with the key and with no wrong option."""
    stem = _roots(f"{question.stem} {question.ask}")
    wrong = {root for name, text in texts.items() if name != key for root in _roots(text)}
    echoed = sorted(root for root in _roots(texts[key]) & stem - wrong if len(root) >= 4)
    if echoed and not wrong & stem:
        yield "I6", f"the key alone repeats words of the stem: {', '.join(echoed)}"
