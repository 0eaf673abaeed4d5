"""Practice in the posture explorer, in Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from posture_pages import drawing, name, open_explorer, set_angles, slider

from dystonia_course.science import posture_names as names
from dystonia_course.science.posture import Posture
from dystonia_course.views.posture_practice import practice_tasks

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Explorer = Callable[..., Page]


@pytest.fixture
def show(new_page: Callable[..., Page], tmp_path: Path) -> Explorer:
    """Opens a page with the explorer: `show(Posture(...), theme="dark", width=320)`."""
    return partial(open_explorer, new_page, tmp_path)


TASKS: list[dict[str, Any]] = practice_tasks(1)


def press_until(page: Page, key: str, condition: str, limit: int = 40) -> None:
    for _ in range(limit):
        if page.evaluate(condition):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} did not lead to: {condition}")


def tab_to(page: Page, text: str) -> None:
    press_until(page, "Tab", f"document.activeElement.textContent === {json.dumps(text)}")


def arrow_to(page: Page, angle: str, value: float) -> None:
    press_until(page, "Tab", f"document.activeElement.dataset.angle === {json.dumps(angle)}")
    key = "ArrowRight" if value > 0 else "ArrowLeft"
    press_until(page, key, f"document.activeElement.value === {json.dumps(str(int(value)))}", 60)


def start_practice(page: Page) -> None:
    press_until(page, "Tab", "document.activeElement.value === 'explore'")
    page.keyboard.press("ArrowRight")


def feedback(page: Page) -> str:
    return page.locator(".dcp-feedback").inner_text()


def test_practice_by_keyboard_only(show: Explorer) -> None:
    page = show()
    start_practice(page)
    target = Posture(**TASKS[0]["target"])
    assert page.locator(".dcp-task").inner_text() == f"Set the drawing to {names.posture_name(target)}."
    assert page.locator(".dcp-name").is_hidden()
    tab_to(page, "Check")
    page.keyboard.press("Enter")
    assert "Not correct." in feedback(page)
    assert "still counts as neutral" in feedback(page)
    page.keyboard.press("Shift+Tab")
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
    for angle, value in TASKS[0]["target"].items():
        arrow_to(page, angle, value)
    tab_to(page, "Check")
    page.keyboard.press("Space")
    assert feedback(page).startswith("✓ Correct.")
    tab_to(page, "Next task")
    page.keyboard.press("Enter")

    task = TASKS[1]
    assert page.locator(".dcp-task").inner_text() == "Name this posture."
    assert page.evaluate("document.activeElement.className") == "dcp-task"
    assert page.locator("[data-angle=head_tilt_deg]").is_hidden()
    tab_to(page, "Check")
    page.keyboard.press("Enter")
    assert feedback(page) == "Choose a name first."
    press_until(page, "Shift+Tab", "document.activeElement.type === 'radio'")
    wrong = 0 if task["answer"] else 1
    press_until(page, "ArrowDown", f"document.activeElement.checked && document.activeElement.value === '{wrong}'")
    tab_to(page, "Check")
    page.keyboard.press("Enter")
    assert feedback(page).startswith("✗ Not correct.")
    press_until(page, "Shift+Tab", "document.activeElement.type === 'radio'")
    press_until(
        page, "ArrowDown", f"document.activeElement.checked && document.activeElement.value === '{task['answer']}'"
    )
    tab_to(page, "Check")
    page.keyboard.press("Enter")
    assert feedback(page).startswith("✓ Correct.")
    assert page.locator(".dcp-feedback").get_attribute("role") == "status"


def go_to(page: Page, kind: str, wanted: str) -> None:
    """Go on to the task of this kind that asks for this posture."""
    page.get_by_role("radio", name="Practise").check()
    for task in TASKS:
        posture = task["target"] if task["ask"] == "set" else task["options"][task["answer"]]
        if (task["ask"], names.posture_name(Posture(**posture))) == (kind, wanted):
            return
        page.get_by_role("button", name="Next task").click()
    pytest.fail(f"no task {kind} {wanted}")


@pytest.mark.parametrize(
    ("posture", "told"),
    [
        (Posture(neck_tilt_deg=15), ["You have left laterocollis: that is the neck.", "-caput means the head alone"]),
        (Posture(head_tilt_deg=-15), ["You have right laterocaput: that is the other side.", "person's own"]),
        (Posture(neck_tilt_deg=-15), ["part and direction both differ"]),
        (
            Posture(head_tilt_deg=15, head_rotation_deg=-12),
            [
                "Also mixed in: right torticaput (horizontal plane).",
                "would be called left laterocaput with right torticaput",
            ],
        ),
        (
            Posture(head_rotation_deg=20),
            ["Missing is left laterocaput", "frontal plane", "Also mixed in: left torticaput"],
        ),
        (Posture(head_tilt_deg=4), ["still counts as neutral"]),
    ],
)
def test_a_wrong_setting_is_explained(show: Explorer, posture: Posture, told: list[str]) -> None:
    page = show()
    go_to(page, "set", "left laterocaput")
    set_angles(page, posture)
    page.get_by_role("button", name="Check").click()
    assert "Not correct." in feedback(page)
    for words in told:
        assert words in feedback(page)
    page.get_by_role("button", name="Show it").click()
    assert slider(page, "head_tilt_deg").input_value() == "20"
    page.get_by_role("button", name="Check").click()
    assert "✓ Correct." in feedback(page)


def test_a_shift_has_to_be_put_together(show: Explorer) -> None:
    page = show()
    go_to(page, "set", "lateral shift to the right")
    assert slider(page, "lateral_shift").is_hidden()
    slider(page, "neck_tilt_deg").fill("-15")
    page.get_by_role("button", name="Check").click()
    assert "Missing is left laterocaput" in feedback(page)
    assert "A shift is a sum" in feedback(page)
    slider(page, "head_tilt_deg").fill("15")
    page.get_by_role("button", name="Check").click()
    assert feedback(page).startswith("✓ Correct.")


def test_a_wrong_name_is_explained(show: Explorer) -> None:
    page = show()
    go_to(page, "name", "right torticaput")
    page.get_by_label("Right torticollis", exact=True).check()
    page.get_by_role("button", name="Check").click()
    assert "You chose right torticollis: that is the neck." in feedback(page)
    page.get_by_label("Left torticaput", exact=True).check()
    page.get_by_role("button", name="Check").click()
    assert "The side of a turn is where the chin points" in feedback(page)
    page.get_by_label("Right torticaput", exact=True).check()
    page.get_by_role("button", name="Check").click()
    assert names.larynx_in_words(names.NAMED_POSTURES["right torticaput"]) in feedback(page)


def test_a_name_from_another_plane_is_explained(show: Explorer) -> None:
    page = show()
    go_to(page, "name", "right torticollis")
    page.get_by_label("Right laterocollis", exact=True).check()
    page.get_by_role("button", name="Check").click()
    assert "In the drawing is right torticollis: the neck turns (horizontal plane)" in feedback(page)
    assert "You chose right laterocollis (frontal plane), which is not in this drawing." in feedback(page)
    assert "Torti- is a turn, latero- a tilt" in feedback(page)


def test_the_name_is_nowhere_while_it_is_asked_for(show: Explorer) -> None:
    page = show()
    page.get_by_role("radio", name="Practise").check()
    for task in TASKS[:8]:
        if task["ask"] == "name":
            asked = names.posture_name(Posture(**task["options"][task["answer"]]))
            told = [
                page.locator(f".posture-{view}").get_attribute("aria-label") or ""
                for view in ("front", "side", "above")
            ]
            told.append(page.locator(".posture > [role=status]").inner_text())
            assert not any(asked.lower() in text.lower() for text in told)
            assert "degrees" in told[0]  # but what can be seen is told
        page.get_by_role("button", name="Next task").click()


def test_no_task_comes_back_before_all_have_been_asked(show: Explorer) -> None:
    page = show()
    page.get_by_role("radio", name="Practise").check()
    seen = []
    for number in range(len(TASKS) + 1):
        count = page.locator(".dcp-count").inner_text()
        assert count == f"Task {number % len(TASKS) + 1} of {len(TASKS)}"
        seen.append(
            (
                page.locator(".dcp-task").inner_text(),
                drawing(page, "front")[0],
                *page.locator(".dcp-answer").all_inner_texts(),
            )
        )
        page.get_by_role("button", name="Next task").click()
    assert seen[-1] == seen[0]


def test_back_to_exploring_starts_from_neutral(show: Explorer) -> None:
    page = show(Posture(head_tilt_deg=10))
    assert name(page) == "Left laterocaput"
    page.get_by_role("radio", name="Practise").check()
    page.get_by_role("button", name="Next task").click()
    page.get_by_role("radio", name="Explore").check()
    assert name(page) == "Neutral"
