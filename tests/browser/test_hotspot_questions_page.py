"""Hotspot questions in Chromium: picture and list are equal, and everything that is offered can be pointed at."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "views"))
from neck_pages import unmet
from question_samples import sample, sample_course

from dystonia_course.content.course import Course, load_course
from dystonia_course.content.question_records import HotspotQuestion, Question
from dystonia_course.record.store import Store
from dystonia_course.views.question import QuestionWidget
from dystonia_course.views.standalone import standalone_page

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    Show = Callable[..., Page]

COURSE = load_course()
ASKED = [question for question in COURSE.questions.values() if isinstance(question, HotspotQuestion)]
MET = """([card, places]) => {
  const picture = card.querySelector('.neck-picture');
  picture.scrollIntoView({ block: 'center' });
  const parts = [...picture.querySelectorAll('.neck-part[role=button]')];
  return parts.filter((part) => !places || places.includes(part.dataset.place)).map((part) => {
    const box = part.querySelector('.neck-hit').getBoundingClientRect();
    for (let y = box.top; y <= box.bottom; y += 2) for (let x = box.left; x <= box.right; x += 2) {
      const target = document.elementFromPoint(x, y);
      if (!target || !picture.contains(target)) continue;
      if (picture.placeAt({ target, clientX: x, clientY: y }) === part.dataset.place) return [part.dataset.place, x, y];
    }
    return [part.dataset.place, null, null];
  });
}"""
"""Of each place of a question, a point of the page where a pointer meets it, or none."""


@pytest.fixture
def show(new_page: Callable[..., Page], tmp_path: Path) -> Show:
    """A function that shows questions on a page without a kernel."""

    def open_page(*questions: Question, course: Course | None = None, width: int = 1280) -> Page:
        course = course or sample_course(*(q for q in questions if q.id not in sample_course().questions))
        widgets = [QuestionWidget(question, course, Store(tmp_path / "answers.sqlite")) for question in questions]
        file = tmp_path / "page.html"
        file.write_text(standalone_page(widgets), encoding="utf-8")
        page = new_page(viewport={"width": width, "height": 1000})
        page.goto(file.as_uri())
        page.wait_for_selector("body[data-dc-ready]")
        return page

    return open_page


def point_to(page: Page, card: Locator, place: str) -> None:
    [[_, x, y]] = page.evaluate(MET, [card.element_handle(), [place]])
    page.mouse.click(x, y)


def said(card: Locator) -> str:
    return " ".join(card.locator(".dcq-feedback").inner_text().split())


def marks(card: Locator) -> list[str | None]:
    return [row.get_attribute("data-mark") for row in card.locator(".dcq-place-option").all()]


def press(card: Locator, name: str = "Check answer") -> None:
    card.get_by_role("button", name=name, exact=True).click()


def test_the_same_answer_by_pointing_by_keyboard_and_by_list(show: Show) -> None:
    page = show(sample("hotspot"))
    card = page.locator("[data-question='sample-hotspot']")
    offered = {row.get_attribute("value") for row in card.get_by_role("radio").all()}
    for place in sorted(str(one) for one in offered):
        heard = []
        part = card.locator(f".neck-part[data-place='{place}']")
        for way in ("pointer", "keyboard", "list"):
            if way == "pointer":
                point_to(page, card, place)
            elif way == "keyboard":
                part.focus()
                page.keyboard.press("Enter")
            else:
                card.locator(f"input[value='{place}']").check()
            assert card.locator("input:checked").get_attribute("value") == place
            assert part.get_attribute("aria-pressed") == "true"
            assert card.locator("[aria-pressed=true]").count() == 1
            press(card)
            heard.append((said(card), marks(card)))
            press(card, "Try again")
        assert heard[0] == heard[1] == heard[2]
        assert heard[0][0].startswith("Correct." if place == "splenius-capitis/right" else "Not correct. Right is")


def test_what_was_foreseen_and_what_was_not_are_explained(show: Show) -> None:
    page = show(sample("hotspot"))
    card = page.locator("[data-question='sample-hotspot']")
    press(card)
    assert card.get_by_text("Choose a place first.").is_visible()
    card.locator("label", has_text="splenius capitis, left").click()
    press(card)
    assert "The idea behind it: The splenius capitis turns the head away from its own side." in said(card)
    assert "away from this turn" in said(card)
    assert sorted(card.locator(".neck-tag").all_text_contents()) == ["✓", "✗"]
    point_to(page, card, "levator-scapulae/left")
    assert card.locator("input:checked").get_attribute("value") == "splenius-capitis/left"  # it is closed now
    press(card, "Try again")
    card.locator("label", has_text="levator scapulae, left").click()
    press(card)
    assert "Ask of each muscle where it turns the head" in said(card)
    assert "Your first answer: “splenius capitis, left” (not correct)." in card.inner_text()


def test_only_what_is_offered_can_be_reached(show: Show) -> None:
    page = show(sample("hotspot"))
    picture = page.locator(".neck-picture")
    places = picture.locator("[role=button]").evaluate_all("parts => parts.map(part => part.dataset.place)")
    assert set(places) == {f"{region}/{side}" for region, side in sample("hotspot").places()}  # type: ignore[union-attr]
    assert picture.locator(".neck-context").count() > 0
    assert picture.locator(".neck-context[tabindex], .neck-context[role]").count() == 0


@pytest.mark.skipif(not ASKED, reason="the course has no hotspot question yet")
@pytest.mark.parametrize("width", [1280, 360])
def test_every_place_that_the_course_offers_has_a_square_of_24_pixels(show: Show, width: int) -> None:
    page = show(*ASKED, course=COURSE, width=width)
    cards = page.locator("[data-kind=hotspot]")
    assert cards.count() == len(ASKED)
    for card in cards.all():
        assert unmet(card) == [], card.get_attribute("data-question")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
