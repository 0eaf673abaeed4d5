"""Checks of whole question banks: shares, balance, coverage, duplicates. Single questions: `item_checks.py`.

Two rules speak of chance: the key is the longest option, or stands at one place, no more often than chance. A bank is a
sample, so it fails only above the number that a bank of fair questions would exceed once in twenty banks (length) or
once in a hundred (place, where five places are looked at). The key's place is the place at which it is shown.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from dystonia_course.content.citations import visible
from dystonia_course.content.counted_test_checks import BANK_FILE, check_tests
from dystonia_course.content.course import Course
from dystonia_course.content.item_checks import Finding, check_question, vignette_words
from dystonia_course.content.objectives import LEVELS
from dystonia_course.content.question_records import BestAnswerQuestion, Question, shown_order

SMALLEST_BANK = 8
"""Rules on shares and coverage begin at this number of questions."""


def check_bank(course: Course) -> list[Finding]:
    """Every departure from the rules, in the order of the banks and their questions."""
    findings: list[Finding] = []
    for lesson, bank in course.banks.items():
        for question in bank:
            findings += check_question(question, lesson, course)
        findings += _whole(lesson, bank, course)
    findings += [*check_tests(course), *_whole_tests(course.tests)]
    findings += _duplicates([q for bank in course.banks.values() for q in bank] + course.tests)
    return findings


def _whole(lesson: str, bank: Sequence[Question], course: Course) -> Iterator[Finding]:
    """Shares, balance and coverage of one bank."""
    if len(bank) < SMALLEST_BANK:
        return
    place = f"questions/{lesson}.yaml"
    yield from shares(place, bank)
    for objective in course.objectives.values():
        if objective.lesson != lesson:
            continue
        levels = [question.level for question in bank if objective.id in question.objectives]
        enough = sum(LEVELS.index(level) >= LEVELS.index(objective.level) for level in levels)
        if len(levels) < 3 or enough < 2:
            yield Finding(
                "coverage",
                place,
                f"objective {objective.id} ({objective.level}) has {len(levels)} questions, "
                f"{enough} at its level or above",
            )


def shares(place: str, bank: Sequence[Question]) -> Iterator[Finding]:
    """Vignettes, recall, and the length and place of the keys in one bank."""
    vignettes = sum(vignette_words(question) >= 40 for question in bank)
    if vignettes < 0.6 * len(bank):
        yield Finding("I8", place, f"{vignettes} of {len(bank)} questions open with a vignette of 40 words or more")
    recall = sum(question.level == "remember" for question in bank)
    if recall > 0.3 * len(bank):
        yield Finding("I8", place, f"{recall} of {len(bank)} questions only ask to remember")
    yield from _balance(place, [question for question in bank if isinstance(question, BestAnswerQuestion)])


def _whole_tests(questions: Sequence[Question]) -> Iterator[Finding]:
    """Both forms together; beside the rules of a bank, the letter of the key must tell nothing, as it is sent."""
    if len(questions) < SMALLEST_BANK:
        return
    yield from shares(BANK_FILE, questions)
    best = [question for question in questions if isinstance(question, BestAnswerQuestion)]
    for letter, count in sorted(Counter(question.key for question in best).items()):
        chances = [any(option.id == letter for option in one.options) / len(one.options) for one in best]
        if count > (limit := exceeded_rarely(chances, 0.01)):
            yield Finding("tests", BANK_FILE, f"the key is called '{letter}' in {count} of {len(best)}, above {limit}")


def _balance(place: str, questions: Sequence[BestAnswerQuestion]) -> Iterator[Finding]:
    if len(questions) < SMALLEST_BANK:
        return
    total = len(questions)
    by_length = [1 / len(question.options) for question in questions]
    for what, measure in (("as read", visible), ("with its links", str)):
        longest = sum(_key_is_longest(question, measure) for question in questions)
        limit = min(exceeded_rarely(by_length, 0.05), int(0.45 * total))
        if longest > limit:
            yield Finding("I5", place, f"the key ({what}) is the longest option in {longest} of {total}, above {limit}")
    places = Counter(_key_place(question) for question in questions)
    for position, count in sorted(places.items()):
        chances = [1 / len(question.options) if position <= len(question.options) else 0 for question in questions]
        if count > (limit := exceeded_rarely(chances, 0.01)):
            yield Finding("I5", place, f"the key is shown at place {position} in {count} of {total}, above {limit}")


def _key_is_longest(question: BestAnswerQuestion, measure: Callable[[str], str]) -> bool:
    lengths = {option.id: len(measure(option.text)) for option in question.options}
    return any(option.correct and lengths[option.id] == max(lengths.values()) for option in question.options)


def _key_place(question: BestAnswerQuestion) -> int:
    shown = shown_order(question.id, question.options)
    return 1 + next(place for place, option in enumerate(shown) if option.correct)


def exceeded_rarely(chances: Iterable[float], risk: float) -> int:
    """The smallest number that so many independent events of these chances exceed with a probability below `risk`."""
    probabilities = [1.0]
    for chance in chances:
        probabilities = [
            (probabilities[n] * (1 - chance) if n < len(probabilities) else 0.0)
            + (probabilities[n - 1] * chance if n else 0.0)
            for n in range(len(probabilities) + 1)
        ]
    above = 1.0
    for number, probability in enumerate(probabilities):
        above -= probability
        if above < risk:
            return number
    return len(probabilities) - 1


def _duplicates(questions: Sequence[Question]) -> Iterator[Finding]:
    texts = [
        (question.id, re.findall(r"\w+", visible(f"{question.stem} {question.ask}").lower())) for question in questions
    ]
    for number, (name, words) in enumerate(texts):
        for other, others in texts[:number]:
            if _alike(words, others):
                yield Finding("duplicates", name, f"stem and lead-in are nearly those of '{other}'")


def _alike(first: Sequence[str], second: Sequence[str]) -> bool:
    common = sum((Counter(first) & Counter(second)).values())
    if 2 * common < 0.9 * (len(first) + len(second)):
        return False
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.9


def coverage(course: Course) -> str:
    """How many questions ask each objective at each level, as a table in text."""
    lines = [f"{'objective':<10} {'':<5}" + "".join(f"{level:>12}" for level in LEVELS)]
    for objective in course.objectives.values():
        counts: Counter[str] = Counter(q.level for q in course.questions.values() if objective.id in q.objectives)
        if counts:
            cells = "".join(f"{counts[level] or '.':>12}" for level in LEVELS)
            lines.append(f"{objective.id:<10} {sum(counts.values()):<5}{cells}")
    return "\n".join(lines)
