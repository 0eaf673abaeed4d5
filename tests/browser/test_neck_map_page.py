"""The neck map in Chromium, on a page without a kernel: what is drawn, what can be reached, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import axe_problems
from neck_pages import VIEWS, chosen, drawn, open_neck, panel, show_layers, show_view, unmet
from playwright.sync_api import expect

from dystonia_course.content.course import load_course
from dystonia_course.content.neck_regions import neck_regions
from dystonia_course.views.neck_facts import LAYERS
from dystonia_course.views.neck_movements import movement_payloads

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Neck = Callable[..., Page]

REGIONS = neck_regions(load_course().tables)


@pytest.fixture
def show(new_page: Callable[..., Page], tmp_path: Path) -> Neck:
    """Opens a page with the map: `show(theme="dark", width=320)`."""
    return partial(open_neck, new_page, tmp_path)


def test_what_is_drawn_is_what_the_table_says(show: Neck) -> None:
    page = show()
    for view in VIEWS:
        show_view(page, view)
        assert drawn(page) == {(one.id, one.layer) for one in REGIONS.values() if view in one.views}, view
        sides = page.locator(".neck-end").all_text_contents()
        assert sides == {
            "side": ["Back", "Front"],
            "back": ["Person's left", "Person's right"],
        }.get(view, ["Person's right", "Person's left"])
    show_view(page, "side")
    page.get_by_label("Their left side").check()
    assert page.locator(".neck-end").all_text_contents() == ["Front", "Back"]
    places = page.locator(".neck-part").evaluate_all("parts => parts.map(part => part.dataset.place.split('/')[1])")
    assert set(places) <= {"left", "middle"}


def test_every_region_is_reached_and_named_by_keyboard_alone(show: Neck) -> None:
    page = show()
    for view in VIEWS:
        show_view(page, view)
        stops = page.locator(".neck-part[tabindex='0']")
        assert stops.count() == 1
        stops.focus()
        reached = {}
        for _ in range(page.locator(".neck-part").count()):
            name, place = page.evaluate("[document.activeElement.ariaLabel, document.activeElement.dataset.place]")
            reached[place] = name
            page.keyboard.press("ArrowDown")
        assert len(reached) == page.locator(".neck-part").count()
        for place, name in reached.items():
            region, side = place.split("/")
            assert name.lower() == REGIONS[region].name + ("" if side == "middle" else f", {side}")
        assert page.locator(".neck-focus").count() == 1
        page.keyboard.press("Home")
        first = page.evaluate("document.activeElement.dataset.place")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.dataset.place") == first


def test_keyboard_only_from_the_view_to_the_facts(show: Neck) -> None:
    page = show()
    page.locator(".neck-views input:checked").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # from behind
    page.keyboard.press("Tab")  # the question
    page.keyboard.press("Tab")  # the picture
    assert page.evaluate("document.activeElement.getAttribute('class')") == "neck-part"
    for _ in range(page.locator(".neck-part").count()):
        if page.evaluate("document.activeElement.dataset.place") == "splenius-capitis/right":
            break
        page.keyboard.press("ArrowRight")
    assert "Splenius capitis, right" in panel(page)
    page.keyboard.press("Enter")
    assert chosen(page) == [{"splenius-capitis/right"}, {"splenius-capitis/right"}]
    said = page.locator(".neck > [role=status]")
    page.wait_for_function("document.querySelector('.neck > [role=status]').textContent.startsWith('Chosen')")
    assert said.inner_text().startswith("Chosen: Splenius capitis, right. Second layer. Action: One side: turns")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Take off the superficial layer"
    page.keyboard.press("Space")
    assert page.locator(".neck-layer[data-layer=superficial]").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Take off the second layer"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".neck-layer[data-layer=superficial]").is_visible()


def test_every_region_has_a_square_of_24_pixels_on_a_phone(show: Neck) -> None:
    page = show(width=360)
    small = []
    for view in VIEWS:
        show_view(page, view)
        section = view.startswith("section")  # in it nothing lies over anything
        for number, layer in enumerate(LAYERS[:1] if section else LAYERS):
            if not section:
                show_layers(page, *LAYERS[number:])  # what lies over it is taken off
            small += [(view, one) for one in unmet(page.locator(".neck"), LAYERS if section else (layer,))]
    assert small == []
    other = page.locator(".neck :is(button, select, summary, input)").evaluate_all(
        """all => all.map(node => (node.closest('label') ?? node).getBoundingClientRect())
        .filter(box => box.width && (box.width < 24 || box.height < 24)).length"""
    )
    assert other == 0


def test_list_and_picture_choose_the_same(show: Neck) -> None:
    page = show()
    page.locator("[data-choose='levator-scapulae/left']").click()
    assert chosen(page) == [{"levator-scapulae/left"}, {"levator-scapulae/left"}]
    by_list = panel(page)
    page.locator("[data-choose='levator-scapulae/left']").click()
    assert chosen(page) == [set(), set()]
    page.locator(".neck-part[data-place='levator-scapulae/left']").focus()
    page.keyboard.press("Space")
    assert chosen(page) == [{"levator-scapulae/left"}, {"levator-scapulae/left"}]
    assert panel(page) == by_list
    page.locator(".neck-part[data-place='sternocleidomastoid/right'] .neck-hit").click()
    assert chosen(page) == [{"sternocleidomastoid/right"}, {"sternocleidomastoid/right"}]


def test_what_is_not_in_sight_says_where_it_is_and_leads_there(show: Neck) -> None:
    page = show()
    page.locator("[data-choose='obliquus-capitis-inferior/left']").click()
    way = page.locator(".neck-way")
    assert way.inner_text().startswith("It is not drawn in this view.")
    assert way.get_by_role("button").all_inner_texts() == ["Side", "Back", "Section above C2"]
    way.get_by_role("button", name="Side").click()
    assert page.get_by_label("Their left side").is_checked()
    assert chosen(page)[0] == {"obliquus-capitis-inferior/left"}
    way.get_by_role("button", name="Lay the deep layer bare").click()
    assert way.count() == 0
    page.get_by_role("checkbox", name="Deep layer").uncheck()
    way.get_by_role("button", name="Put the deep layer back").click()
    assert way.count() == 0
    page.get_by_label("Their right side").check()
    way.get_by_role("button", name="Show their left side").click()
    assert page.get_by_label("Their left side").is_checked()


def test_the_way_to_a_region_keeps_the_focus_in_the_map(show: Neck) -> None:
    page = show()
    focused = "() => document.activeElement.dataset.place ?? null"
    page.locator("[data-choose='obliquus-capitis-inferior/left']").press("Enter")
    page.locator(".neck-way").get_by_role("button", name="Side").press("Enter")
    assert page.evaluate(focused) == "obliquus-capitis-inferior/left"
    page.locator(".neck-way").get_by_role("button", name="Lay the deep layer bare").press("Enter")
    assert page.evaluate(focused) == "obliquus-capitis-inferior/left"


def test_what_was_only_pointed_at_is_forgotten_where_the_view_does_not_show_it(show: Neck) -> None:
    page = show()
    show_view(page, "side")
    page.locator(".neck-views input:checked").focus()
    for _ in range(3):
        page.keyboard.press("Tab")  # the side, the question, the picture
    assert page.locator(".neck-panel").inner_text().startswith("Sternocleidomastoid, right")
    page.get_by_label("Their left side").press("Space")
    assert page.locator(".neck-panel").inner_text().startswith("Point to a region")


def test_the_longest_name_fits_into_a_narrow_picture(show: Neck) -> None:
    page = show(width=320)
    show_view(page, "back")
    page.locator("[data-choose='rectus-capitis-posterior-major/right']").click()
    page.locator(".neck-way").get_by_role("button", name="Lay the deep layer bare").click()
    name = page.locator(".neck-name").bounding_box()
    picture = page.locator(".neck-picture").bounding_box()
    assert name
    assert picture
    assert picture["x"] <= name["x"]
    assert name["x"] + name["width"] <= picture["x"] + picture["width"]


RULERS = """() => {
  const picture = document.querySelector('.neck-picture');
  const numbers = (path) => path.getAttribute('d').match(/-?[0-9.]+/g).map(Number);
  const [left, , right] = numbers(picture.querySelector('.neck-scale'));
  const words = [...picture.querySelectorAll('.neck-depth-text')].map((text) => text.textContent);
  const unit = Number(words.at(-1).split(' ')[0]) / (right - left);
  return [...picture.querySelectorAll('.neck-depth')].map((ruler, i) => {
    const [x1, y1, x2, y2] = numbers(ruler);
    const point = Object.assign(picture.createSVGPoint(), { x: x2, y: y2 });
    const holds = (part) => part.querySelector('.neck-hit').isPointInFill(point);
    const met = [...picture.querySelectorAll('.neck-part')].filter(holds);
    return [words[i], met.map((part) => part.dataset.place), Math.hypot(x2 - x1, y2 - y1) * unit];
  });
}"""
"""Of each ruler of a section: what it says, the regions in which it ends, and its length in millimetres."""


@pytest.mark.parametrize(
    ("view", "claim_id"), [("section_c4", "cond-anat-depth-below"), ("section_c1", "cond-anat-depth-above")]
)
def test_each_ruler_ends_in_its_muscle_at_the_depth_that_the_source_prints(
    show: Neck, view: str, claim_id: str
) -> None:
    page = show()
    show_view(page, view)
    claim = load_course().claims[claim_id]
    printed = f"{claim.statement} {claim.context}"
    rulers = page.evaluate(RULERS)
    assert len(rulers) == 3
    for words, met, length in rulers:
        first, value, unit = words.split()
        assert len(met) == 1
        assert met[0].startswith(first.lower())
        assert met[0].endswith("/right")
        assert unit == "mm"
        assert re.search(rf"\b{re.escape(value)}0?\b", printed), (value, printed)
        assert length == pytest.approx(float(value), abs=0.05)


def test_a_movement_marks_the_sides_of_the_table_with_pattern_and_words(show: Neck) -> None:
    page = show()
    show_view(page, "back")
    for movement in movement_payloads(load_course()):
        page.get_by_label("Which muscles").select_option(movement["id"])
        wanted = {f"{row['region']}/{side}" for row in movement["rows"] for side in row["sides"]}
        answer = page.locator(".neck-names")
        assert answer.locator("button").count() == len(wanted)
        assert f"Muscles that {movement['words']}" in answer.inner_text()
        here = page.locator(".neck-part").evaluate_all("parts => parts.map(part => part.dataset.place)")
        assert page.locator(".neck-tag").count() == len(wanted & set(here))
    page.get_by_label("Which muscles").select_option("turn-right")
    fills = {
        place: page.locator(f".neck-part[data-place='{place}'] .neck-mark-fill").get_attribute("fill") or ""
        for place in ("splenius-capitis/right", "sternocleidomastoid/left", "splenius-capitis/left")
    }
    assert fills["splenius-capitis/right"].endswith("-same)")
    assert fills["sternocleidomastoid/left"].endswith("-opposite)")
    assert fills["splenius-capitis/left"] == "none"
    told = " ".join(" ".join(page.locator(".neck-answer").all_inner_texts()).split())
    assert "Same side (right), striped" in told
    assert "Trapezius: Disputed: one teaching site says the same side." in told


@pytest.mark.parametrize("width", [360, 1280])
def test_the_names_of_the_marked_muscles_are_in_sight_with_the_picture(show: Neck, width: int) -> None:
    page = show(width=width)
    page.set_viewport_size({"width": width, "height": 740})
    show_view(page, "back")
    page.get_by_label("Which muscles").select_option("turn-right")
    page.locator(".neck-movement").evaluate("node => node.scrollIntoView({ block: 'start' })")
    for name in page.locator(".neck-names button").all():
        expect(name).to_be_in_viewport(ratio=1)
    tag = page.locator(".neck-tag text", has_text="S1")
    expect(tag).to_be_in_viewport()
    named = page.locator(".neck-names li", has_text="S1").get_by_role("button")
    assert named.get_attribute("aria-label") == "Splenius capitis, right"
    drawn_tags = page.locator(".neck-tag text").all_text_contents()
    listed = [text.split()[0] for text in page.locator(".neck-names li").all_inner_texts()]
    missing = page.locator(".neck-names .neck-note").inner_text()
    assert [tag for tag in listed if tag not in drawn_tags] == ["S7", "O5"]
    assert "O5" in missing
    assert "S7" in missing
    page.get_by_role("button", name="Take off the superficial layer").click()
    assert page.locator(".neck-names .neck-note").inner_text().startswith("Taken off with the layer: O1, O2. Not drawn")


def test_the_depths_at_the_rulers_are_not_cut_off_on_a_narrow_page(show: Neck) -> None:
    page = show(width=320)
    for view in ("section_c4", "section_c1"):
        show_view(page, view)
        frame = page.locator(".neck-frame").bounding_box()
        assert frame
        for name in page.locator(".neck-depth-name").all():
            box = name.bounding_box()
            assert box
            assert frame["x"] <= box["x"]
            assert box["x"] + box["width"] <= frame["x"] + frame["width"]


def in_frame(page: Page) -> bool:
    """Whether the middle of the target of what has the focus lies within the picture's frame and the window."""
    return bool(
        page.evaluate("""() => {
          const box = document.querySelector('.neck-spot').getBoundingClientRect();
          const frame = document.querySelector('.neck-frame').getBoundingClientRect();
          const across = box.left > frame.left - 1 && box.right < frame.right + 1;
          return across && box.top > -1 && box.bottom < innerHeight + 1;
        }""")
    )


def test_arrow_keys_bring_the_region_into_sight_and_move_the_page_no_further(show: Neck) -> None:
    page = show(width=320)
    page.set_viewport_size({"width": 320, "height": 640})
    show_view(page, "section_c4")
    frame = page.locator(".neck-frame")
    assert frame.evaluate("node => node.scrollWidth > node.clientWidth + 30 && node.scrollLeft > 10")
    assert page.locator(".neck-swipe").is_visible()
    page.locator(".neck-picture").evaluate("node => node.scrollIntoView({ block: 'start' })")
    page.locator(".neck-part[tabindex='0']").focus()
    top = page.evaluate("scrollY")
    for _ in range(page.locator(".neck-part").count()):
        page.keyboard.press("ArrowDown")
        assert in_frame(page), page.evaluate("document.activeElement.dataset.place")
        sight = frame.bounding_box()
        words = [
            box for one in page.locator(".neck-picture :is(.neck-end, .neck-name)").all() if (box := one.bounding_box())
        ]
        assert sight
        assert all(
            sight["x"] <= box["x"] and box["x"] + box["width"] <= sight["x"] + sight["width"] + 1 for box in words
        )
        assert page.evaluate("scrollY") == top  # the whole picture is in the window: the page stays
    page.locator(".neck-picture").evaluate("node => window.scrollBy(0, node.getBoundingClientRect().bottom - 60)")
    page.keyboard.press("Home")
    assert in_frame(page)


def test_a_cell_without_a_source_says_so_and_nothing_else(show: Neck) -> None:
    page = show()
    page.locator("[data-choose='scalenus-posterior/right']").click()
    assert "Depth: no source yet Hazards: no source yet" in panel(page)
    page.locator("[data-choose='accessory-nerve/right']").click()
    assert panel(page).startswith("Accessory nerve, right Structure at risk · second layer")
    assert page.locator(".neck-facts a[title*='· cond-anat-scm-length']").count() >= 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(show: Neck, theme: str) -> None:
    page = show(theme=theme)
    page.get_by_label("Which muscles").select_option("turn-left")
    page.locator("[data-choose='semispinalis-capitis/left']").click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert axe_problems(page, "main") == []
    show_view(page, "section_c4")
    assert axe_problems(page, "main") == []


def test_a_narrow_page_does_not_scroll_sideways(show: Neck) -> None:
    page = show(width=320)
    page.get_by_label("Which muscles").select_option("turn-left")
    for view in VIEWS:
        show_view(page, view)
        page.locator("[data-choose='scalenus-medius/left']").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        words = page.locator(".neck-picture :is(.neck-end, .neck-name, .neck-tag text)")
        ends = [box for one in words.all() if (box := one.bounding_box())]
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in ends)


def test_every_control_keeps_jupyters_shortcuts_away(show: Neck) -> None:
    page = show()
    page.locator("[data-choose='sternocleidomastoid/left']").click()
    bare = page.evaluate(
        "[...document.querySelectorAll('.neck :is(a, button, input, select, summary, [tabindex])')]"
        ".filter(node => node.dataset.lmSuppressShortcuts !== 'true').map(node => node.outerHTML.slice(0, 90))"
    )
    assert bare == []
