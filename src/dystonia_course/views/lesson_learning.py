"""The calls of a lesson that look at the whole course: tests that count, confidence, review, progress, standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dystonia_course.views.showing import show

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.lessons import LessonPlan
    from dystonia_course.record.store import Store
    from dystonia_course.record.test_forms import Occasion


class Learning:
    """Part of `Lesson`: every method shows one thing below the cell."""

    plan: LessonPlan
    _course: Course
    _store: Store

    def counted_test(self, occasion: Occasion) -> None:
        """Offer, hold or explain a test that counts: "before", "after" or "later"."""

        def build() -> object:
            from dystonia_course.views.counted_test import CountedTest

            return CountedTest(self._course, self._store, occasion)

        show(build)

    def confidence(self) -> None:
        """Explain the levels of confidence, let the learner try them, and switch the question on or off."""

        def build() -> object:
            from dystonia_course.views.confidence_practice import ConfidencePractice

            return ConfidencePractice(self._store)

        show(build)

    def review(self) -> None:
        """Ask what is due, one question at a time."""

        def build() -> object:
            from dystonia_course.views.review import Review

            return Review(self._course, self._store)

        show(build)

    def progress(self) -> None:
        """Show what has been done and what is due."""

        def build() -> object:
            from dystonia_course.views.progress_page import progress_page

            return progress_page(self._course, self._store)

        show(build)

    def completion(self) -> None:
        """Make the record of completion to print or to save."""

        def build() -> object:
            from dystonia_course.views.completion_page import CompletionPage

            return CompletionPage(self._course, self._store)

        show(build)

    def standing(self) -> None:
        """Say in one line where the learner stands in this lesson."""

        def build() -> object:
            from dystonia_course.views.standing import standing

            return standing(self.plan, self._course, self._store)

        show(build)
