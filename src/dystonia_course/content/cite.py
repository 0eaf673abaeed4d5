"""`python -m dystonia_course cite CLAIM`: prints the link to paste for a claim, and what the claim says."""

from __future__ import annotations

import argparse
import difflib
import sys
from typing import TYPE_CHECKING, Any

from dystonia_course.content.citations import citation, labels

if TYPE_CHECKING:
    from dystonia_course.content.claims import Claim
    from dystonia_course.content.course import Course


def add_parser(commands: Any) -> None:  # noqa: ANN401 - argparse has no public name for its subparsers
    """Add `cite` to the course's commands."""
    parser = commands.add_parser("cite", help="print the link to paste for a claim")
    parser.add_argument("claims", metavar="CLAIM", nargs="+", help="a claim's id in data/claims.csv")


def run(options: argparse.Namespace) -> int:
    """Print each claim's links; an unknown id is one sentence with the nearest ids."""
    from dystonia_course.content.course import load_course

    course = load_course()
    missing = [name for name in options.claims if name not in course.claims]
    for name in options.claims:
        if name in course.claims:
            print(describe(course.claims[name], course))
    for name in missing:
        print(f"There is no claim '{name}'{nearest(name, course)}.", file=sys.stderr)
    return 1 if missing else 0


def describe(claim: Claim, course: Course) -> str:
    """The links of a claim, the most usual first, then its statement, context and source."""
    source = course.sources[claim.source]
    links = [citation(claim, source, label) for label in labels(claim, source)]
    details = {
        "says": claim.statement,
        "context": claim.context,
        "source": f"{source.title} ({source.container or source.entry_type}, {source.year})",
        "read": "in the source" if claim.status == "seen" else "in another work that reports it",
        "funding": source.funding,
    }
    return "\n".join([*links, *(f"  {name}: {text}" for name, text in details.items() if text), ""])


def nearest(name: str, course: Course) -> str:
    """The ids most like `name`, and the claims whose id or statement holds it, as the end of a sentence."""
    near = difflib.get_close_matches(name, course.claims, n=3)
    word = name.casefold()
    holding = [c.id for c in course.claims.values() if word in c.id.casefold() or word in c.statement.casefold()]
    found = list(dict.fromkeys([*near, *holding]))[:8]
    return f"; the nearest are {', '.join(found)}" if found else ", nor one like it"
