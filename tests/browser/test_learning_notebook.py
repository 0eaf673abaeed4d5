"""The tests that count, the review and the progress page in a real JupyterLab, by keyboard."""

from __future__ import annotations

import datetime
import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import (
    Server,
    axe_problems,
    new_notebook,
    open_notebook,
    restart_kernel,
    run_all,
    save,
    set_theme,
    until,
    wait_for_kernel,
    wait_until_still,
)
from kernel_frames import Wire, plain, storage

SAMPLES = Path(__file__).parents[1] / "views"
sys.path.insert(0, str(SAMPLES))
from counted_samples import SECRET  # noqa: E402

from dystonia_course.content.course import load_course  # noqa: E402
from dystonia_course.record.store import Store  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

SETUP = f"""import os, pathlib, sys
sys.path.insert(0, {str(SAMPLES)!r})
from counted_samples import counted_course
from dystonia_course.record.store import Store
from dystonia_course.views.counted_test import CountedTest
course, store = counted_course(pathlib.Path(os.environ["DYSTONIA_COURSE_HOME"], "moved").exists()), Store()"""
BEFORE, AFTER = ('CountedTest(course, store, "before")', 'CountedTest(course, store, "after")')


@pytest.fixture
def fresh_lab(lab: Server) -> Server:
    """A JupyterLab whose learner has not answered anything."""
    for file in [*lab.home.glob("answers.sqlite*"), lab.home / "moved"]:
        file.unlink(missing_ok=True)
    return lab


def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Press Tab until the control with this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        said = page.evaluate(
            "() => { const a = document.activeElement; return a.getAttribute('aria-label') ?? a.textContent.trim(); }"
        )
        if said == name:
            return
    raise AssertionError(f"'{name}' cannot be reached with Tab")


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


def answer_by_keyboard(page: Page) -> None:
    """Answer the question that has just been reached: the first choice, whatever the kind."""
    kind = page.locator(".dct .dcq-card").get_attribute("data-kind")
    if kind == "matching":
        for _ in range(3):
            page.keyboard.press("Tab")
            page.keyboard.press("ArrowDown")
    elif kind == "ordering":
        press(page, "Keep this order")
    elif kind == "numeric":
        page.keyboard.press("Tab")
        page.keyboard.type("5")
    elif kind == "hotspot":
        page.keyboard.press("Tab")  # the picture, then the list of the same places
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    else:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")


def take_first_test(page: Page, skip: int | None = None) -> None:
    """Begin the test and answer it by keyboard; the question at place `skip` is left out."""
    page.get_by_role("button", name="Begin the test").focus()
    page.keyboard.press("Enter")
    for place in range(18):
        page.locator(".dct .dcq-card").get_by_text(f"Question {place + 1} of 18", exact=True).wait_for()
        if place != skip:
            answer_by_keyboard(page)
        press(page, "Next question" if place < 17 else "Close the test …")


def begin(page: Page, server: Server, *, moved: bool) -> str:
    """A notebook with the first test, for a learner whose forms are drawn already; the second one if `moved`."""
    if moved:
        (server.home / "moved").touch()
    with Store(server.home / "answers.sqlite") as store, store.writing() as connection:
        connection.execute("INSERT INTO settings VALUES ('test_seed', '4')")
    name = new_notebook(server, [SETUP, BEFORE])
    open_notebook(page, server, name)
    run_all(page)
    return name


def drawn(page: Page) -> str:
    """All that the cells have put on the page, without JupyterLab's frame, which keeps sizes that load changes."""
    outputs = page.locator(".jp-OutputArea-output")
    assert outputs.count() == 1
    return outputs.inner_html()


def test_nothing_that_reaches_the_browser_depends_on_the_key_before_the_second_test_is_closed(
    new_page: Callable[..., Page], fresh_lab: Server
) -> None:
    runs = []
    for moved in (False, True):
        page = new_page()
        wire = Wire().watch(page)
        for file in fresh_lab.home.glob("answers.sqlite*"):
            file.unlink()
        name = begin(page, fresh_lab, moved=moved)
        take_first_test(page, skip=2)
        page.get_by_text("1 question is not answered. What is not answered counts as not right.").wait_for()
        page.locator(".dct-closing .primary[aria-disabled=false]").wait_for()  # everything is saved
        open_page = drawn(page)
        press(page, "Close the test for good")
        page.get_by_text("This test is closed and your answers are kept.").wait_for()
        save(page)
        wait_for_kernel(page)
        wire.wait_until_quiet(page)
        notebook = (fresh_lab.root / name).read_text(encoding="utf-8")
        seen = [open_page, drawn(page), notebook]
        kept = storage(page)
        assert SECRET not in wire.raw() + page.content() + notebook + str(kept)
        named = [plain(text.replace(name, "NOTEBOOK")) for text in (*seen, str(kept))]
        runs.append((wire.messages(), named))
        with Store(fresh_lab.home / "answers.sqlite") as store:
            assert [row.question_id for row in store.responses()] == [
                row.question_id for row in store.responses() if row.pool in ("test_a", "test_b")
            ]
            assert len(store.responses()) == 17
            verdicts = [row.correct for row in store.responses()]
        runs[-1] = (*runs[-1], verdicts)
        page.close()
    (first, first_seen, first_verdicts), (second, second_seen, second_verdicts) = runs
    assert len([message for message in first if " comm_msg " in message]) > 40
    assert first == second
    assert first_seen == second_seen
    assert first_verdicts != second_verdicts, "the two courses do have different keys"


def test_a_test_survives_reload_and_restart_and_explains_everything_when_the_second_one_is_closed(
    page: Page, fresh_lab: Server
) -> None:
    from counted_samples import counted_course

    from dystonia_course.record.test_forms import Forms

    with Store(fresh_lab.home / "answers.sqlite") as store:
        forms = Forms(counted_course(), store)
        forms.open("before")
        forms.close("before")
    name = new_notebook(fresh_lab, [SETUP, AFTER])
    open_notebook(page, fresh_lab, name)
    run_all(page)
    test = page.locator(".dct")
    test.get_by_role("button", name="Begin the test").click()
    test.locator(".dcq-card").wait_for()
    kinds = [test.locator(".dcq-card").get_attribute("data-kind")]
    while kinds[-1] != "best_answer":
        test.get_by_role("button", name="Next question").click()
        kinds.append(test.locator(".dcq-card").get_attribute("data-kind"))
    place = len(kinds)
    test.locator(".dcq-option").nth(1).click()
    test.get_by_text("Saved", exact=True).wait_for()
    test.locator(".dcq-option").nth(2).click()  # changed, and left at once
    test.get_by_role("button", name="Next question").click()
    test.get_by_text("1 of 18 answered").wait_for()

    def check_that_it_stands() -> None:
        test.get_by_role("button", name=f"Question {place}: answered").click()
        assert test.locator(".dcq-option input").nth(2).is_checked()

    def both_choices_are_kept() -> bool:
        with Store(fresh_lab.home / "answers.sqlite") as store:
            return len({row.choice for row in store.responses()}) == 2

    until(page, both_choices_are_kept)
    save(page)
    page.reload()
    wait_for_kernel(page)
    check_that_it_stands()
    restart_kernel(page)
    run_all(page)
    check_that_it_stands()
    assert axe_problems(page, ".jp-OutputArea") == []

    test.get_by_role("button", name="Question 18").click()
    test.get_by_role("button", name="Close the test …").click()
    test.get_by_text("17 questions are not answered.").wait_for()
    assert SECRET not in page.content()
    test.get_by_role("button", name="Close the test for good").click()
    test.get_by_text("All results are open now.").wait_for()
    shown = " ".join((test.text_content() or "").split())
    assert "After the course minus before the course:" in shown
    assert "A gain straight after a lesson is not retention." in shown
    assert "Not answered." in shown or SECRET in shown
    for number in range(18):
        test.locator(".dcq-numbers button").nth(number).click()
        assert SECRET in (test.locator(".dcq-card").text_content() or "")
    test.get_by_role("button", name="Test before the course").click()
    assert SECRET in (test.locator(".dcq-card").text_content() or "")
    for theme in ("light", "dark"):
        set_theme(page, theme)  # type: ignore[arg-type]
        wait_until_still(page)
        assert axe_problems(page, ".jp-OutputArea") == []
    assert both_choices_are_kept(), "the last one counts"


def answered_weeks_ago(server: Server, count: int) -> list[str]:
    """Put right answers to best-answer questions of two lessons into the record, so old that all are due."""
    course = load_course()
    banks = [
        [q for q in course.bank(name) if q.kind == "best_answer" and q.pool != "before"]
        for name in ("condition", "mechanism")
    ]
    questions = [question for pair in zip(*banks, strict=False) for question in pair][:count]
    then = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=30)).isoformat(timespec="milliseconds")
    with Store(server.home / "answers.sqlite") as store, store.writing() as connection:
        connection.executemany(
            "INSERT INTO responses (time, question_id, question_version, lesson, pool, attempt, choice, correct, "
            "seconds, token, confidence) VALUES (?, ?, ?, ?, ?, 1, '\"x\"', 1, 20, ?, 3)",
            [
                (then, one.id, one.version, course.lesson_of(one.id), one.pool, f"token-{number}")
                for number, one in enumerate(questions)
            ],
        )
        connection.execute("INSERT INTO settings VALUES ('ask_confidence', 'yes')")
    return [one.id for one in questions]


def test_a_round_of_review_and_the_page_of_progress_by_keyboard(page: Page, fresh_lab: Server) -> None:
    asked = answered_weeks_ago(fresh_lab, 4)
    open_notebook(page, fresh_lab, "06_review.ipynb")
    run_all(page)
    review = page.locator(".dcr")
    review.get_by_text("4 questions for this round.").wait_for()
    review.get_by_role("button", name="Start the review").focus()
    page.keyboard.press("Enter")
    served = []
    for place in range(4):
        review.get_by_text(f"Question {place + 1} of 4", exact=True).wait_for()
        served.append(review.locator(".dcq-card").get_attribute("data-question"))
        assert "Why this one?" in (review.text_content() or "")
        if place == 3:
            press(page, "Skip for now")
            break
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        press(page, "Check answer")
        review.get_by_text("Saved", exact=True).wait_for()
        press(page, "Next question")
    review.get_by_text("End of the round").wait_for()
    assert sorted(map(str, served)) == sorted(asked)
    assert all(str(a).split("-")[0] != str(b).split("-")[0] for a, b in itertools.pairwise(served))
    with Store(fresh_lab.home / "answers.sqlite") as store:
        new = [row for row in store.responses() if row.attempt == 2]
    assert [row.question_id for row in new] == served[:3]
    assert [row.confidence for row in new] == [2, 2, 2]

    progress = page.locator(".dcv", has_text="By lesson")
    progress.get_by_role("button", name="Bring up to date").focus()
    page.keyboard.press("Enter")
    progress.get_by_text("Up to date.").wait_for()
    assert "You have answered 4 of" in (progress.text_content() or "")
    tab_to(page, "The condition")  # a link to the lesson
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    page.keyboard.press("Enter")
    assert progress.locator("details[open] table").first.is_visible()
    pictures = progress.locator("[role=img]")
    assert pictures.count() == 3
    assert all(len(one.get_attribute("aria-label") or "") > 60 for one in pictures.all())
    for theme in ("light", "dark"):
        set_theme(page, theme)  # type: ignore[arg-type]
        wait_until_still(page)
        assert axe_problems(page, ".jp-OutputArea") == []

    progress.get_by_role("link", name="The condition").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Lesson 1. The condition").wait_for()
    assert page.evaluate("window.jupyterapp.shell.currentWidget.context.path") == "01_condition.ipynb"
