"""What a learner has chosen for all lessons, kept beside the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.record.faults import RecordUnavailable
from dystonia_course.record.test_forms import setting

if TYPE_CHECKING:
    from dystonia_course.record.store import Store

_CONFIDENCE = "ask_confidence"


def confidence_wanted(store: Store) -> bool:
    """Whether questions ask how sure the learner is. Off until switched on, and where nothing can be read."""
    try:
        with store.reading() as connection:
            return setting(connection, _CONFIDENCE) == "yes"
    except RecordUnavailable:
        return False


def want_confidence(store: Store, wanted: bool) -> None:
    """Switch the question about confidence on or off. Raises RecordUnavailable."""
    with store.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (_CONFIDENCE, "yes" if wanted else "no"))
