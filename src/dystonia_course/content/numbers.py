r"""Finds clinical numbers that are not bound to their source.

What counts as a clinical number
--------------------------------

Every number written with digits in a text of the course is a clinical number. So are a fraction sign (½), a share in
words ("one in ten", "two out of three") and a percentage in words ("ten per cent"). A clinical number stands in a link
to its claim, as `python -m dystonia_course cite CLAIM` prints it:

    [75%](https://doi.org/10.1002/mds.870060206 "Chan 1991, abstract · cond-phe-pain-chan")

Each number in the link's text must be one of the claim's own numbers (value, low, high, statement or context), not
rounded; `5,000` and `5000` are the same number. A unit in the link's text must be the claim's, too. The address is the
source's `url`, and the title is exactly what `cite` prints. Words can carry such a link, too; then its address and
title are checked. A link within the page (`#Glossary`) explains a term: its title is the definition of the glossary,
and it shows no number.

These are not clinical numbers:

- a number in a code span or in a formula, unless the number is all that the span holds;
- a number that is part of a name: C2, TOR1A, DYT1, S01, TWSTRS-2, CDIP-58, SNAP-25, G24.3;
- a calendar year from 1900 to 2099, or a date. A year next to a counted noun ("2013 people") is a count;
- the number of a numbered thing: lesson 1, figure 2, tables 3 and 4, step 5, axis 1, type 2, phase 3, item 4, `1.`
  before a heading or a list entry, and a version (CC BY 4.0, Python 3.11);
- minutes of study in the first cell of a notebook;
- a rate's denominator alone: per 1000, per 100,000;
- in a question's stem and lead-in, and in the items to be matched, what belongs to an invented person or place: age,
  spans of time, angles, vital signs, doses and scores, the inhabitants of a town; any number of a sentence that says
  "invented", and all that a sentence beginning with "Suppose", "Imagine" or "Assume" supposes;
- in a question's other texts, a number of its own stem;
- in a numeric question, the numbers it reckons with: those of its stem, the key, the foreseen wrong values, and those
  of the sums that it shows in code spans or formulas.

A rate (75%, 28 per million, 1 in 10) never belongs to one person, so it has its link in a stem, too, unless the
sentence supposes it.

Numbers without digits ("half", "twice", "most", "three muscles") are not looked for: write the number beside them
where it matters. In a notebook's prose the age of an invented person is written in words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from dystonia_course.content.citations import LINK, Link, claim_numbers, numbers_in, parse_links, visible
from dystonia_course.content.claims import STATUSES

if TYPE_CHECKING:
    from dystonia_course.content.course import Course

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[¼½¾⅐-⅞]")
_SPAN = re.compile(r"`[^`]*`|\$[^$]*\$")
_ONLY_NUMBER = re.compile(
    r"[`$\s\d.,%–~-]*|[`\s\d.,–-]*(?:per cent|percent|U|units?|mg|weeks?|days?|months?|years?)[`\s]*"
)

_UNITS = (
    r"%|per cent|percent|U\b|units?\b|mg\b|ng\b|kDa|weeks?\b|days?\b|months?\b|years?\b|points?\b|people\b|patients\b|"
    r"trials?\b|cm\b|mm\b|mL\b|hours?\b|per million|per 100,000|per 1000|in 10\b|in 100\b|of \d+\b|studies\b|"
    r"minutes\b|doctors\b|participants\b|persons\b|subjects\b|adults\b|children\b|women\b|men\b|cases\b|controls\b|"
    r"injections?\b|muscles\b|doses\b|volunteers\b|respondents\b|relatives\b|families\b|degrees?\b|°|‰|mmol|kg\b|µ|"
    r"times\b|-fold\b|fold\b"
)
_COUNTED = re.compile(rf"(?<![\w.-])\d[\d,.]*(?:\s?(?:to|-|–)\s?\d[\d,.]*)?\s?(?:{_UNITS})")
"""A number with a unit or a counted noun: clinical even where it looks like a year or a numbering."""

_NUMBERED = (
    r"cells?|lessons?|figures?|tables?|steps?|sections?|questions?|parts?|pages?|notebooks?|chapters?|options?|boxes|box|"
    r"segments?|objectives?|axis|axes|types?|phases?|class|study|items?|chromosomes?|version"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NOT_CLINICAL = [
    re.compile(pattern, flags)
    for pattern, flags in (
        # Names
        (r"(?<![\w.])[A-Z][A-Za-z]*\d+[A-Za-z]*(?:[-–/]\d+(?![\d.,]*\d))?(?![\w%]|[.,]\d|\s?%)", 0),
        (r"(?<![\w.])[A-Z][A-Z\d]+-\d+[A-Z]?(?![\w%]|[.,]\d|\s?%)", 0),
        (r"(?<![\w.])[A-Z]\d\d\.\d(?![\w.]|\s?%)", 0),
        (r"(?<![\w.])[23]D\b", 0),
        # Years and dates
        (r"(?<![\w.,/$€£-])(?:19|20)\d\ds?(?:\s?[-–]\s?(?:19|20)\d\d)?(?!\w|[.,]\d|\s?%|[-–]\d)", 0),
        (rf"(?<![\w.,])(?:\d{{1,2}}\.? )?(?:{_MONTHS})(?: \d{{1,2}},?)?(?: (?:19|20)\d\d)?(?![\w%]|[.,]\d|\s?%)", 0),
        (r"(?<![\w.,-])(?:19|20)\d\d-\d\d-\d\d(?![\w-])", 0),
        # Numbered things
        (rf"\b(?:{_NUMBERED})\s\d+(?:\.\d+)*(?:\s?(?:,|to|and|or|–|-)\s?\d+)*(?![\w%]|[.,]\d|\s?%)", re.IGNORECASE),
        (r"^[ >]*(?:#{1,6} +)?\d{1,2}[.)](?=\s)", re.MULTILINE),
        (r"\bper (?:1,?000|100,?000)\b(?![.,]\d|\s?%)", 0),
        (r"\b(?:CC BY|Python|JupyterLab|WCAG|Version|Notebook) \d+(?:\.\d+)*(?![\w%]|\s?%)", 0),
    )
]
_STUDY_MINUTES = re.compile(r"\d+\s*(?:to\s*\d+\s*)?minutes")

_NUM = r"\d+(?:[.,]\d+)*(?:\s?(?:to|or|and|-|–)\s?\d+(?:[.,]\d+)*)?"
_INVENTED = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Age
        rf"(?<![\w.,]){_NUM}[- ](?:years?|months?|weeks?|days?)[- ]old\b",
        r"\b(?:aged?|at|turned|turns) \d{1,3}\b(?![.,]?\d|\s?%| per| in \d| of)",
        r"(?<=, )\d{1,3}(?=[,.;:]\D| (?:and|is|was|who|has|comes|works)\b)",
        r"\b(?:her|his|their) (?:early |mid-|late )?\d0s\b",
        r"\b(?:woman|man|girl|boy|person|patient|baby|child) of \d{1,3}\b(?![.,]?\d|\s?%)",
        r"\b(?:she|he|they|who) (?:was|were|is|are) \d{1,3}(?=[.,;:)]|\s(?!per|in \d|of|out))(?![.,]\d)",
        # Time
        rf"(?<![\w.,]){_NUM}[- ](?:second|minute|hour|day|week|month|year)s?\b",
        r"\b(?:week|day|month|visit|year) \d+\b(?![.,]?\d|\s?%)",
        r"(?<![\w.,])\d{1,2}(?::\d\d| ?(?:am|pm|o'clock)\b)",
        # What is measured or given
        rf"(?<![\w.,]){_NUM}[- ]?(?:mmHg|°C?|degrees?|kg|cm|mm|mL|mg|U|units?|points?|beats|breaths|mmol/L)(?!\w)",
        r"(?<![\w.,])\d{2,3}/\d{2,3} ?mmHg\b",
        r"\b(?:blood pressure|pulse|temperature|BMI|score[sd]?|rate[sd]?|rating|total|TWSTRS|Tsui)"
        r"(?: (?:score|severity|pain|total|of|is|was|at|it))* "
        r"\d+(?:[./]\d+)*(?: (?:to|of|out of) \d+)?\b(?![.,]\d|\s?%)",
        r"(?<![\w.,])\d{1,2} (?:of|out of) 10\b(?!\d| people| patients)",
        # The people of an invented place
        r"\b(?:town|city|village|region|district|county|island|practice|clinic|list)\b[^.\d]{0,60}"
        r"\d[\d,]* (?:people|inhabitants|residents|patients|adults|persons)\b",
    )
]

_RATE = re.compile(r"\s?(?:%|‰|per ?cent\b|per (?:million|1,?000)|per 100,?000|in (?:each|every|\d))")
"""What follows the number of a rate."""
_SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?!\s|$))+[.!?]?")

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    "ninety|hundred|thousand"
)
_SHARE = re.compile(
    rf"\b(?:{_WORDS})(?:[- ](?:{_WORDS}))?\s+"
    rf"(?:(?:in|out of)\s+(?:every\s+|an?\s+)?(?:{_WORDS}|million|\d+)\b|per ?cent\b)",
    re.IGNORECASE,
)


def problems(
    text: str,
    course: Course,
    *,
    vignette: bool = False,
    title_block: bool = False,
    repeats: Collection[float] = (),
    quantities: Collection[float] = (),
) -> list[str]:
    """What is wrong with the numbers of a Markdown text, one sentence each; an empty list if nothing is.

    `vignette`: the text is a question's stem, whose invented person has numbers of their own. `repeats` are numbers of
    the stem, which the question's other texts may repeat. `quantities` are the numbers that a numeric question reckons
    with. `title_block`: the text is a notebook's first cell, which gives the minutes of study.
    """
    found = [problem for link in parse_links(text) for problem in _link_problems(link, text, course)]
    bare = _without_links(_without_code(text))
    if title_block:
        bare = _STUDY_MINUTES.sub(" ", bare)
    if vignette:
        bare = _without_invented(bare)
    found += [f"a share in words without a source: {_quote(bare, m.start(), m.end())}" for m in _SHARE.finditer(bare)]
    counted = [match.span() for match in _COUNTED.finditer(bare)]
    free = [match.span() for pattern in _NOT_CLINICAL for match in pattern.finditer(bare)]
    for token in _TOKEN.finditer(bare):
        if _value(token[0]) in quantities or (_value(token[0]) in repeats and not _RATE.match(bare, token.end())):
            continue
        if _within(token.span(), free) and not _within(token.span(), counted):
            continue
        found.append(f"a number without a source: {_quote(bare, token.start(), token.end())}")
    return found


def bare_numbers(text: str) -> set[float]:
    """The numbers of a text that stand outside links, code and formulas."""
    return {_value(token[0]) for token in _TOKEN.finditer(_without_links(_without_code(text)))}


def formula_numbers(text: str) -> set[float]:
    """The numbers of a text that stand in code spans and formulas."""
    return {_value(token[0]) for span in _SPAN.finditer(text) for token in _TOKEN.finditer(span[0])}


def _link_problems(link: Link, text: str, course: Course) -> Iterable[str]:
    label = f"link '{link.label}'"
    numbers = numbers_in(link.label)
    if numbers and (text[max(0, link.start - 1) : link.start] in ("!", "\\") or link.label.endswith("\\")):
        yield f"{label} is a picture or escaped text, which cannot carry a source"
    if link.title is None:
        if any(problems(link.label, course)):
            yield f"{label} shows a number but has no title that names its claim"
        return
    if link.address.startswith("#"):
        yield from _glossary_problems(link, course)
        return
    if link.claim is None:
        yield f"{label} has a title that names no claim: '{link.title}'"
        return
    claim = course.claims.get(link.claim)
    if claim is None:
        near = difflib.get_close_matches(link.claim, course.claims, n=1)
        yield f"{label} names an unknown claim '{link.claim}'" + (f"; did you mean '{near[0]}'?" if near else "")
        return
    source = course.sources[claim.source]
    if claim.status not in STATUSES:
        yield f"{label} rests on claim '{claim.id}', whose status is '{claim.status}'"
    if link.address != source.url:
        yield f"{label} has the wrong address {link.address}; the source of '{claim.id}' is {source.url}"
    if link.title != claim.link_title(source):
        yield f"{label} has the wrong title '{link.title}'; it must be '{claim.link_title(source)}'"
    words = " ".join((claim.unit, claim.statement, claim.context)).lower()
    for number in sorted(numbers - claim_numbers(claim)):
        yield f"{label} shows {number:g}, which claim '{claim.id}' does not hold"
    if re.search(r"[¼½¾⅐-⅞]", link.label):
        yield f"{label} shows a fraction sign; write the number in digits"
    for unit in re.findall(r"%|per ?cent|week|day|month|year|hour|minute|point|million", link.label.lower()):
        same = ("%", "per cent", "percent") if unit in ("%", "per cent", "percent") else (unit,)
        if numbers and not any(form in words for form in same):
            yield f"{label} shows '{unit}', a unit that claim '{claim.id}' does not have"


def _glossary_problems(link: Link, course: Course) -> Iterable[str]:
    """A link within the page whose title explains a term."""
    if re.search(r"\d", link.label):
        yield f"link '{link.label}' explains a term and shows a number; write the number outside the link"
    definitions = {visible(entry.definition).replace('"', "'") for entry in course.glossary.values()}
    if link.title not in definitions:
        yield f"link '{link.label}' explains a term in other words than glossary.csv: '{link.title}'"


def _without_code(text: str) -> str:
    """The text without code spans and formulas, except those that hold nothing but a number."""

    def blank(match: re.Match[str]) -> str:
        inside = match[0].replace("\\", "")
        kept = _TOKEN.search(inside) and ("\n\n" in inside or _ONLY_NUMBER.fullmatch(inside))
        return match[0] if kept else " "

    return _SPAN.sub(blank, text)


def _without_links(text: str) -> str:
    return LINK.sub(" ", text)


def _without_invented(bare: str) -> str:
    """A stem without the numbers of its invented person or place, rates excepted, and without what it supposes."""

    def blank(match: re.Match[str]) -> str:
        text = match[0]
        return _TOKEN.sub(lambda m: m[0] if _RATE.match(text, m.end()) else " " * len(m[0]), text)

    def blank_sentence(match: re.Match[str]) -> str:
        if re.match(r"\s*(?:Suppose|Imagine|Assume)\b", match[0]):
            return _TOKEN.sub(" ", match[0])
        return blank(match) if re.search(r"\binvented\b", match[0]) else match[0]

    bare = _SENTENCE.sub(blank_sentence, bare)
    for pattern in _INVENTED:
        bare = pattern.sub(blank, bare)
    return bare


def _value(token: str) -> float:
    try:
        return float(token.replace(",", ""))
    except ValueError:
        return float("nan")


def _within(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _quote(text: str, start: int, end: int) -> str:
    """The number with some words around it."""
    before = text[max(0, start - 30) : start].rsplit("\n", 1)[-1].lstrip()
    after = text[end : end + 30].split("\n", 1)[0].rstrip()
    return f"'{text[start:end]}' in '{before}{text[start:end]}{after}'"
