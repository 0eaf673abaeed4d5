"""The type B trial's people for the views: their checked table, or what to say without it; the credit.

Without the table one full notice stands where the lesson first needs it (`first_notice`): what is missing, why, how to
get it, what still works. Everything after it says in one sentence (`later`) what would stand there.
"""

from __future__ import annotations

import os
import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from dystonia_course.content.course import Course
    from dystonia_course.content.trial_data import TrialData
    from dystonia_course.views.notice import Notice

SECTION = "The week that counts"
"""The section of the lesson that begins with the full notice."""
NOT_HERE = "The trial's data are not here"
POINTER = f"see the note under “{SECTION}”"
LATER = f"{NOT_HERE}; {POINTER}."
TEXTS = ("treat", "sex")
"""Columns of the table that hold words."""


def people_table(*, again: bool = False) -> tuple[pd.DataFrame | None, TrialData]:
    """The table of the trial's people, checked, or None; `problem` of the second then says why.

    `again` tries once more where it could not be had before.
    """
    from dystonia_course.content.trial_data import trial_data
    from dystonia_course.science.trial_checks import check_trial

    data = trial_data(again=again)
    return (None if data.table is None else check_trial(data.table)), data


def first_notice() -> Notice | None:
    """The full notice where the table cannot be had, after one more try; None where it is at hand."""
    from dystonia_course.content.trial_data import INSTEAD
    from dystonia_course.views.notice import Notice
    from dystonia_course.views.table_grid import guarded

    table, data = people_table(again=True)
    if table is not None:
        return None
    rest = "".join(f"<p>{words}</p>" for words in (_why(), _how(), _what_works()))
    reason = (data.problem or "").removesuffix(INSTEAD).strip()
    html = f"<p><strong>{NOT_HERE}.</strong> {escape(reason)}</p>{rest}"
    return Notice(guarded(html), resting=words(f"<p>{NOT_HERE}.</p> {rest}"), tone="caution")


def _why() -> str:
    return (
        "They are the scores of the trial's people, one row a visit. They are public, but without a formal licence, "
        "so the course does not pass them on. It fetches them from their public home, once, and keeps them on this "
        "computer."
    )


def _how() -> str:
    from dystonia_course.content.trial_data import ADDRESSES, BYTES, FILE, FOLDER_VARIABLE

    set_it = f'$env:{FOLDER_VARIABLE} = "FOLDER"' if os.name == "nt" else f'export {FOLDER_VARIABLE}="FOLDER"'
    by_hand = (
        f'save <a href="{escape(ADDRESSES[0], quote=True)}" target="_blank" rel="noopener">this file</a> '
        f"({BYTES / 1000:.0f} kB) under the name <code>{FILE}</code> in a folder of this computer. Type "
        f"<code>{escape(set_it)}</code>, with the folder's own name, in the terminal, and start the course from there."
    )
    if os.environ.get(FOLDER_VARIABLE):
        return (
            f"<strong>To get them</strong>, mend the folder that <code>{FOLDER_VARIABLE}</code> names: {by_hand} Or "
            "start the course without that setting, connect to the internet and press <em>Run the whole lesson</em>."
        )
    return (
        "<strong>To get them</strong>, connect to the internet and press <em>Run the whole lesson</em> again. Where "
        f"this computer has no connection, {by_hand}"
    )


def _what_works() -> str:
    return (
        "<strong>Without them</strong> you lose what has to be worked out from single people. The published numbers, "
        "the means by week, the trials pooled and every question are here. So are results that the course worked out "
        "from these scores before, each with its source."
    )


def later(html: str) -> str:
    """HTML of one sentence: the data are not here, where that is explained, and what `html` says would stand here."""
    return f"{NOT_HERE} ({POINTER}): {html}."


def later_notice(html: str) -> Notice:
    """The same as a notice."""
    from dystonia_course.views.notice import Notice
    from dystonia_course.views.table_grid import guarded

    said = later(html)
    return Notice(guarded(f"<p>{said}</p>"), resting=words(said))


def words(html: str) -> str:
    """The words of HTML in which no space stands before a mark that follows a link."""
    from dystonia_course.views.table_grid import plain

    return plain(re.sub(r"</?(?:a|em|strong|code)\b[^>]*>", "", html))


def people_instead(course: Course) -> Notice:
    """What is said in place of the table of people in a cell."""
    from dystonia_course.views.table_grid import claim_link

    falls = claim_link(course, "cdystonia-locf", "4.3, 9.3 and 11.7 points")
    visits = claim_link(course, "cdystonia-rows", "631 visits of 109 people")
    return later_notice(
        f"the cells below would count {visits} and find mean falls of {falls} by week 4; now they are empty"
    )


def credit() -> str:
    """The credit of the table, to be shown wherever it is used."""
    from dystonia_course.content.trial_data import CREDIT

    return CREDIT


def credit_html() -> str:
    """The same as a paragraph."""
    return f'<p class="credit">{escape(credit())}</p>'


def people_frame() -> pd.DataFrame:
    """The table for reading in a cell: one row a visit; the arms in order of dose; no rows where it is not at hand."""
    table, _ = people_table()
    return empty_frame() if table is None else _in_order(table)


def empty_frame() -> pd.DataFrame:
    """The columns of the table without rows."""
    import pandas as pd

    from dystonia_course.science.trial_checks import COLUMNS

    return _in_order(pd.DataFrame({name: pd.Series(dtype="str" if name in TEXTS else "int64") for name in COLUMNS}))


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its arms in order of dose."""
    import pandas as pd

    from dystonia_course.science.trial_checks import ARMS

    return table.assign(treat=pd.Categorical(table["treat"], categories=list(ARMS), ordered=True))
