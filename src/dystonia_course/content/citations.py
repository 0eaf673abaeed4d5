"""Links to claims: a number whose address is its source and whose title names source, place and claim id."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dystonia_course.content.claims import Claim
from dystonia_course.content.sources import Source

LINK = re.compile(r"\[(?P<label>[^\]]+)\]\((?P<address>\S+?)(?:\s+\"(?P<title>[^\"]*)\")?\)")


@dataclass(frozen=True, slots=True)
class Link:
    """One Markdown link as it stands in a text; `title` is None where it has none."""

    label: str
    address: str
    title: str | None
    start: int
    end: int

    @property
    def claim(self) -> str | None:
        """The claim id: what follows the last `·` of the title. None where the title holds no `·`."""
        if self.title is None or "·" not in self.title:
            return None
        return self.title.rsplit("·", 1)[1].strip()


def parse_links(text: str) -> list[Link]:
    """The links of a Markdown text, in order."""
    return [
        Link(match["label"], match["address"], match["title"], match.start(), match.end())
        for match in LINK.finditer(text)
    ]


def visible(text: str) -> str:
    """A Markdown text as it is read: links as their words, without marks of emphasis."""
    return " ".join(re.sub(r"[*_`]", "", LINK.sub(lambda match: match["label"], text)).split())


def citation(claim: Claim, source: Source, label: str | None = None) -> str:
    """The Markdown link to paste, with the claim's value and unit as its text unless another `label` is given."""
    return f'[{label or labels(claim, source)[0]}]({source.url} "{claim.link_title(source)}")'


def labels(claim: Claim, source: Source) -> list[str]:
    """What a link to this claim may show, the most usual first. A claim without a number is shown by words."""
    interval = f"{grouped(claim.low)} to {grouped(claim.high)}" if claim.low and claim.high else ""
    shown: list[str] = []
    if claim.value:
        value = with_unit(claim.value, claim.unit)
        shown.append(value)
        if interval:
            shown.append(f"{value} ({interval}{'%' if value.endswith('%') else ''})")
    if interval:
        shown.append(with_unit(interval, claim.unit))
    elif claim.low and not claim.value:
        shown.append(f"at least {with_unit(claim.low, claim.unit)}")
    elif claim.high and not claim.value:
        shown.append(f"up to {with_unit(claim.high, claim.unit)}")
    shown.extend(part for part in (interval, grouped(claim.value)) if part)
    known = claim_numbers(claim)
    shown = [label for label in shown if numbers_in(label) <= known]
    if not shown:
        words = source.short.rsplit(" ", 1)[0]
        shown.append(words if not numbers_in(words) else "source")
    return list(dict.fromkeys(shown))


def numbers_in(text: str) -> set[float]:
    """The numbers written in a text, without sign; commas only group digits."""
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))}


def claim_numbers(claim: Claim) -> set[float]:
    """Every number that a link to this claim may show."""
    return numbers_in(" ".join((claim.value, claim.low, claim.high, claim.statement, claim.context)))


def _range(claim: Claim) -> str:
    return f"{grouped(claim.low)} to {grouped(claim.high)}"


_MEASURE = re.compile(
    r"(odds|hazard|risk|rate) ratio|ratio|ICC|Kendall W|Cronbach's alpha|P value|R squared", re.IGNORECASE
)
"""Units that name a measure and stand before their number."""


def with_unit(number: str, unit: str) -> str:
    """The number with its unit: `75%`, `28 to 183 per million`, `odds ratio 68.1`; a year stays alone."""
    number = grouped(number)
    unit = re.sub(r"\s*\([^)]*\)", "", unit)
    if re.match(r"%|per ?cent\b", unit):
        return f"{number}%"
    if unit in ("", "year", "date", "level"):
        return number
    if _MEASURE.fullmatch(unit):
        return f"{unit} {number}"
    return f"{number} {grouped(unit)}"


def grouped(text: str) -> str:
    """Whole numbers of five digits or more with commas: `100000` as `100,000`."""
    return re.sub(r"(?<![\d.,])\d{5,}(?![\d.])", lambda match: f"{int(match[0]):,}", text)
