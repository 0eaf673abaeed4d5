"""The views about learning on a narrow page without a kernel: nothing is too wide, and axe-core finds nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import axe_problems

sys.path.insert(0, str(Path(__file__).parents[1] / "views"))
from counted_samples import counted_course
from learner_samples import learner, sit
from question_samples import sample, sample_course

from dystonia_course.content.course import load_course
from dystonia_course.record.preferences import want_confidence
from dystonia_course.record.store import Store
from dystonia_course.views.completion_page import CompletionPage
from dystonia_course.views.confidence_practice import ConfidencePractice
from dystonia_course.views.counted_test import CountedTest
from dystonia_course.views.progress_page import progress_page
from dystonia_course.views.question_set import QuestionSet
from dystonia_course.views.review import Review
from dystonia_course.views.standalone import standalone_page
from dystonia_course.views.standing import standing

if TYPE_CHECKING:
    from anywidget import AnyWidget
    from playwright.sync_api import Page

NARROW = {"width": 320, "height": 800}


@pytest.fixture
def widgets(tmp_path: Path) -> list[AnyWidget]:
    """Every view about learning, in the middle of its use."""
    course, tests = load_course(), counted_course()
    store = learner(tmp_path / "answers.sqlite", course, {"start": 1, "condition": 0.9, "mechanism": 0.5})
    asking = Review(course, store)
    asking._handle_custom_msg({"type": "start"}, [])
    taken = Store(tmp_path / "tests.sqlite")
    sit(CountedTest(tests, taken, "before"), leave=2, confidence=3)
    closed = sit(CountedTest(tests, taken, "after"), confidence=1)
    open_test = sit(CountedTest(tests, Store(tmp_path / "open.sqlite"), "before"), leave=3, close=False)
    return [
        CountedTest(tests, Store(tmp_path / "offer.sqlite"), "before"),
        open_test,
        closed,
        Review(course, store),
        asking,
        ConfidencePractice(store),
        progress_page(course, store),
        CompletionPage(course, store),
        standing(course.lessons["condition"], course, store),
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone_and_axe_finds_nothing(
    theme: str, widgets: list[AnyWidget], new_page: Callable[..., Page], tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(standalone_page(widgets, theme), encoding="utf-8")  # type: ignore[arg-type]
    page = new_page(viewport=NARROW)
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-dc-ready]")
    page.locator(".dcv summary").first.click()
    card = page.locator(".dcr .dcq-card")
    card.locator("input, select").first.focus()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe_problems(page, "main") == []
    small = page.evaluate(
        """() => [...document.querySelectorAll('main :is(button, summary, .dcq-sure label, .dcsure label, .dcc label)')]
            .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24).map((one) => one.outerHTML)"""
    )
    assert small == []


def test_the_record_of_completion_is_a_page_of_its_own(
    widgets: list[AnyWidget], new_page: Callable[..., Page], tmp_path: Path
) -> None:
    offer = tmp_path / "offer.html"
    offer.write_text(standalone_page([widgets[7]]), encoding="utf-8")
    page = new_page()
    page.goto(offer.as_uri())
    page.wait_for_selector("body[data-dc-ready]")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open the page to print it").click()
    record = opened.value
    record.wait_for_load_state()
    assert record.title() == "Record of completion"
    words = record.locator("main").inner_text()
    assert "This record is not CME credit. It is not evidence of procedural competence." in words
    assert "Name" in words
    with page.expect_download() as kept:
        page.get_by_role("link", name="Save the page as a file").click()
    assert kept.value.suggested_filename == "record-of-completion.html"
    saved = Path(kept.value.path()).read_text(encoding="utf-8")
    assert "<h1>Record of completion</h1>" in saved
    record.set_viewport_size(NARROW)
    assert record.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe_problems(record, "main") == []


def test_confidence_is_said_with_the_answer_and_counted_beside_the_plain_score(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    store = Store(tmp_path / "answers.sqlite")
    want_confidence(store, True)
    questions = [sample("best"), sample("best", id="sample-second"), sample("number")]
    file = tmp_path / "page.html"
    file.write_text(standalone_page([QuestionSet(questions, sample_course(*questions[1:2]), store)]), encoding="utf-8")
    page = new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-dc-ready]")
    one = page.locator(".dcq-set")
    one.locator("label", has_text="Pain on the left side").click()
    assert one.get_by_label("not said").is_checked(), "nothing is asked for"
    one.get_by_label("not said").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    said = " ".join(one.locator(".dcq-feedback").inner_text().split())
    assert said.startswith("Not correct.")
    assert "You were more than 80% sure: −6 marks. Sure and not right: such an error is mended well" in said
    assert "comes back soon in the review" in said
    one.get_by_role("button", name="Next question").click()
    one.locator("label", has_text="The touch").click()
    one.get_by_label("67% to 80% sure").check()
    one.get_by_role("button", name="Check answer").click()
    assert "You were 67% to 80% sure: 2 marks." in one.locator(".dcq-feedback").inner_text()
    one.get_by_role("button", name="Next question").click()
    one.get_by_label("Your answer").fill("5")
    one.get_by_role("button", name="Check answer").click()
    assert "sure" not in one.locator(".dcq-feedback").inner_text()
    one.get_by_role("button", name="Summary").click()
    summary = one.locator(".dcq-summary").inner_text()
    assert "Right at the first try: 2 of 3." in summary
    assert "By confidence: −4 marks of at most 3, from 2 answers where you said how sure you were." in summary
