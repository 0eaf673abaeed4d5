"""Sources: the works that claims rest on, one entry of `references.bib` each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_bib

ADDRESSES = ("doi", "pubmed", "pmc", "publisher", "regulator", "search")
"""What kind of page `url` opens. `search`: the work has no page of its own yet, and the link opens a search for it."""
FUNDING = re.compile(r"independent|not stated|(industry|mixed): \S.*")
NO_YEAR = "n.d."
"""What `year` holds for a page without a date."""


@dataclass(frozen=True, slots=True)
class Source:
    """One work. `short` is how a link title names it; `container` is its journal, book or kind of page."""

    key: str
    entry_type: str
    authors: tuple[str, ...]
    short: str
    title: str
    year: str
    url: str
    address: str
    funding: str
    container: str


def load_sources(folder: Path) -> dict[str, Source]:
    """The entries of `references.bib` by key, each with everything that a link and a source list need."""
    file = "references.bib"
    sources: dict[str, Source] = {}
    for entry_type, key, fields in read_bib(folder / file):
        names = fields.get("author") or fields.get("editor") or ""
        if not _plain(names):
            raise ContentError(file, "the entry has neither author nor editor", record=key, field="author")
        for field in ("title", "year", "url", "address", "funding"):
            if not _plain(fields.get(field, "")):
                hint = f"; write year = {{{NO_YEAR}}} for a page without a date" if field == "year" else ""
                raise ContentError(file, f"the entry has no {field}{hint}", record=key, field=field)
        year = fields["year"]
        if not re.fullmatch(r"(1[5-9]|20)\d\d", year) and year != NO_YEAR:
            raise ContentError(file, f"'{year}' is neither a year nor {NO_YEAR}", record=key, field="year")
        if not re.fullmatch(r"https?://[^\s()<>\"]+", fields["url"]):
            raise ContentError(
                file,
                f"'{fields['url']}' is not a link address; begin with https:// and write ( as %28, ) as %29",
                record=key,
                field="url",
            )
        if fields["address"] not in ADDRESSES:
            raise ContentError(
                file, f"must be one of {', '.join(ADDRESSES)}; found '{fields['address']}'", record=key, field="address"
            )
        if not FUNDING.fullmatch(fields["funding"]):
            raise ContentError(
                file,
                f"must be independent, not stated, industry: NAME or mixed: NAME; found '{fields['funding']}'",
                record=key,
                field="funding",
            )
        people = split_names(names)
        first = fields.get("shortauthor") or family_name(people[0])
        sources[key] = Source(
            key=key,
            entry_type=entry_type,
            authors=tuple(_plain(name) for name in people),
            short=f"{_plain(first)} {year}".replace('"', "'"),
            title=_plain(fields["title"]),
            year=year,
            url=fields["url"],
            address=fields["address"],
            funding=fields["funding"],
            container=_plain(fields.get("journal") or fields.get("booktitle") or fields.get("howpublished") or ""),
        )
    return sources


def split_names(names: str) -> list[str]:
    """BibTeX names, separated by `and` outside braces."""
    people, depth = [""], 0
    for part in re.split(r"([{}]|\s+and\s+)", names):
        depth += {"{": 1, "}": -1}.get(part, 0)
        if part.strip() == "and" and depth == 0:
            people.append("")
        else:
            people[-1] += part
    return [name.strip() for name in people if name.strip()]


def family_name(name: str) -> str:
    """The family name of a BibTeX name: `de Paiva, Anton` and `Anton de Paiva` give `de Paiva`; `{WHO}` stays whole."""
    if name.startswith("{"):
        return _plain(name)
    if "," in name:
        return _plain(name.split(",")[0])
    words = name.split()
    start = next((i for i, word in enumerate(words[:-1]) if word[:1].islower()), len(words) - 1)
    return _plain(" ".join(words[start:]))


def _plain(text: str) -> str:
    return text.replace("{", "").replace("}", "").replace("--", "–").strip()
