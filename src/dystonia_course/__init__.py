"""Cervical dystonia and botulinum toxin: an open course in Jupyter notebooks.

A notebook needs one name from here, `lesson`; that of the instructor needs `class_results`, too. They are imported
when first used, which keeps the import quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dystonia_course.views.class_results import class_results as class_results
    from dystonia_course.views.lesson import lesson as lesson

__version__ = "0.1.0"
__all__ = ["__version__", "class_results", "lesson"]


def __getattr__(name: str) -> object:
    if name == "lesson":
        from dystonia_course.views.lesson import lesson

        return lesson
    if name == "class_results":
        from dystonia_course.views.class_results import class_results

        return class_results
    raise AttributeError(f"module 'dystonia_course' has no attribute '{name}'")
