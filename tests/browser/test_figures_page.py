"""Figures in a real browser: the letters fit and can be read on a phone, the dark theme, the table behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import Server, axe_problems, cells, new_notebook, open_notebook, run_all, set_theme

from dystonia_course.content.course import Course, load_course
from dystonia_course.views.assets import stylesheet
from dystonia_course.views.figures import FIGURES, FROM_PEOPLE, figure
from dystonia_course.views.figures.drawing import FONT

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = {"width": 320, "height": 700}
PAGE = (
    "<!doctype html><html lang='en'><title>Figures</title><meta name='viewport' content='width=device-width'>"
    "<style>{style}</style><body style='margin: 12px; background: {back}'><main class='dc'>{html}</main></body></html>"
)
COLLISIONS = """() => {
  const picture = document.querySelector("svg"), height = picture.viewBox.baseVal.height;
  const words = [...picture.querySelectorAll("text")].map((node) => ({ box: node.getBBox(), text: node.textContent }));
  const inside = (box) => box.x >= 0 && box.x + box.width <= 320 && box.y >= 0 && box.y + box.height <= height;
  const found = words.filter(({ box }) => !inside(box)).map(({ text }) => "outside: " + text);
  const slack = 2;
  words.forEach((a, i) => words.slice(0, i).forEach((b) => {
    const [p, q] = [a.box, b.box];
    const across = p.x < q.x + q.width && q.x < p.x + p.width;
    if (across && p.y + slack < q.y + q.height - slack && q.y + slack < p.y + p.height - slack)
      found.push(a.text + " on " + b.text);
  }));
  return found;
}"""


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.fixture
def names(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Every figure; without those from the trial's people where their table cannot be had."""
    try:
        request.getfixturevalue("people_at_hand")
    except pytest.skip.Exception:
        return tuple(name for name in FIGURES if name not in FROM_PEOPLE)
    return FIGURES


@pytest.fixture
def show(new_page: Callable[..., Page], course: Course) -> Callable[..., Page]:
    """A function that shows figures on a page of their own."""

    def open_page(*names: str, theme_css: bool = True, **options: object) -> Page:
        page = new_page(**options)
        dark = options.get("color_scheme") == "dark"
        html = "".join(figure(name, course).html() for name in names)
        style = stylesheet() if theme_css else ""
        page.set_content(PAGE.format(style=style, html=html, back="#16191d" if dark else "#fff"))
        page.wait_for_function("() => [...document.images].every((image) => image.complete && image.naturalWidth)")
        return page

    return open_page


@pytest.mark.parametrize("font", ["Liberation Sans", "DejaVu Sans"])
def test_no_word_leaves_the_picture_or_covers_another(
    page: Page, course: Course, names: tuple[str, ...], font: str
) -> None:
    found = {}
    for name in names:
        page.set_content(figure(name, course).svg.replace(FONT, font))
        found[name] = page.evaluate(COLLISIONS)
    assert found == {name: [] for name in names}


@pytest.mark.parametrize("theme_css", [True, False])
def test_a_phone_shows_letters_of_11_px_and_never_scrolls_sideways(
    show: Callable[..., Page], names: tuple[str, ...], theme_css: bool
) -> None:
    page = show(*names, theme_css=theme_css, viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for width in page.evaluate("[...document.images].map((image) => image.getBoundingClientRect().width)"):
        assert 12.5 * width / 320 >= 11
    label = page.locator(".dc-figure td").first.evaluate("node => getComputedStyle(node, '::before').content")
    assert label.startswith('"')


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_open(show: Callable[..., Page], names: tuple[str, ...], scheme: str) -> None:
    page = show(*names, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert axe_problems(page, "main") == []
    assert page.get_by_role("img").count() == len(names)
    assert page.get_by_role("figure").count() == len(names)


def test_details_open_by_keyboard(show: Callable[..., Page]) -> None:
    page = show("prevalence")
    page.get_by_text("The numbers behind it").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("table", name="Prevalence and incidence: the numbers behind the figure").is_visible()
    page.keyboard.press("Space")
    assert page.get_by_role("table").count() == 0


def brightness_of_corner(page: Page) -> int:
    """The mean channel of the top left pixel of the first picture, as the reader sees it."""
    import struct
    import zlib

    box = page.locator(".dc-figure img").first.bounding_box()
    assert box is not None
    clip = {"x": box["x"] + 2, "y": box["y"] + 2, "width": 1.0, "height": 1.0}
    png = page.screenshot(clip=clip)  # type: ignore[arg-type]
    place, data = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += 12 + length
    return sum(zlib.decompress(data)[1:4]) // 3


def test_the_picture_follows_the_system_theme(show: Callable[..., Page]) -> None:
    assert brightness_of_corner(show("bayes", color_scheme="light")) == 255
    assert brightness_of_corner(show("bayes", color_scheme="dark")) < 50


def test_in_jupyterlab_it_is_drawn_follows_the_theme_and_keeps_its_keys(page: Page, lab: Server) -> None:
    source = """
from dystonia_course.content.course import load_course
from dystonia_course.views.figures import figure
figure("prevalence", load_course())
"""
    name = new_notebook(lab, [source, "1 + 1"])
    open_notebook(page, lab, name)
    run_all(page)
    before = cells(page)
    picture = page.locator(".jp-OutputArea img")
    assert (picture.get_attribute("alt") or "").startswith("Forest plot on a logarithmic axis")
    assert brightness_of_corner(page) == 255
    summary = page.get_by_text("How to read it")
    for key in ("ArrowDown", "b", "d", "d"):
        summary.focus()
        page.keyboard.press(key)
        assert summary.evaluate("node => node === document.activeElement"), key
    assert cells(page) == before
    page.keyboard.press("Enter")
    assert page.get_by_text("Each row is a study").is_visible()
    assert axe_problems(page, ".jp-OutputArea") == []
    set_theme(page, "dark")
    assert brightness_of_corner(page) < 60
