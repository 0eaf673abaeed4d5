"""Tables in a real browser: filter and sort by keyboard, narrow screens, dark theme, and JupyterLab's own keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_pages import Server, axe_problems, cells, new_notebook, open_notebook, run_all

from dystonia_course.content.course import Course, load_course
from dystonia_course.views.assets import stylesheet
from dystonia_course.views.standalone import standalone_page
from dystonia_course.views.table import TableWidget, table_view
from dystonia_course.views.table_grid import Column, Grid, text_cell

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PHONE = {"width": 320, "height": 700}
OPEN = """
from dystonia_course.content.course import load_course
from dystonia_course.views.table import table_view
course = load_course()
table_view(course.tables["differential"], course)
"""


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.fixture
def show(new_page: Callable[..., Page], tmp_path: Path) -> Callable[..., Page]:
    """A function that shows tables on a page without a kernel."""

    def open_page(*views: TableWidget, theme: Any = "light", **options: object) -> Page:  # noqa: ANN401
        file = tmp_path / "table.html"
        file.write_text(standalone_page(views, theme), encoding="utf-8")
        page = new_page(**options)
        page.goto(file.as_uri())
        page.wait_for_selector(".dc-table-bar", state="attached")
        return page

    return open_page


def numbers() -> TableWidget:
    """Seven rows with a number that sorts otherwise than its text, and an empty cell."""
    values = ["9", "10", "", "100", "1.5", "−3", "20"]
    rows = [
        [text_cell(f"Row {letter}"), text_cell(v, float(v.replace("−", "-")) if v else None), text_cell("prose " * 20)]
        for letter, v in zip("abcdefg", values, strict=True)
    ]
    columns = [Column("Name"), Column("Amount (mg)", numeric=True), Column("Prose", sortable=False)]
    return TableWidget(Grid("Amounts", columns, rows))


def column(page: Page, position: int) -> list[str]:
    return page.locator(f".dc-table tbody tr:visible > :nth-child({position})").all_inner_texts()


def heads(page: Page) -> list[str | None]:
    return [head.get_attribute("aria-sort") for head in page.locator(".dc-table thead th").all()]


def status(page: Page) -> Locator:
    return page.locator(".dc-table [role=status]")


def test_sorting_by_keyboard_goes_up_down_and_back_and_keeps_the_focus(show: Callable[..., Page]) -> None:
    page = show(numbers())
    first = column(page, 2)
    button = page.get_by_role("button", name="Amount (mg)")
    button.focus()
    page.keyboard.press("Enter")
    assert column(page, 2) == ["−3", "1.5", "9", "10", "20", "100", ""]
    assert heads(page) == ["none", "ascending", None]
    assert status(page).inner_text() == "Sorted by Amount (mg), ascending."
    page.keyboard.press("Space")
    assert column(page, 2) == ["100", "20", "10", "9", "1.5", "−3", ""]
    assert heads(page) == ["none", "descending", None]
    page.keyboard.press("Enter")
    assert column(page, 2) == first
    assert heads(page) == ["none", "none", None]
    assert status(page).inner_text() == "Rows in their first order."
    assert button.evaluate("node => node === document.activeElement")


def test_only_one_column_is_sorted_at_a_time_and_prose_is_not_offered(show: Callable[..., Page]) -> None:
    page = show(numbers())
    assert page.locator(".dc-table thead button").all_inner_texts() == ["Name\n↕", "Amount (mg)\n↕"]
    page.get_by_role("button", name="Amount (mg)").click()
    page.get_by_role("button", name="Name").click()
    assert heads(page) == ["ascending", "none", None]
    assert column(page, 1) == [f"Row {letter}" for letter in "abcdefg"]


def test_the_filter_takes_all_words_in_any_order_and_says_how_many_rows_are_left(
    show: Callable[..., Page], course: Course
) -> None:
    page = show(table_view(course.tables["differential"], course))
    total = len(course.tables["differential"].rows)
    box = page.get_by_label("Filter rows")
    assert status(page).inner_text() == f"{total} rows."
    box.fill("CHILD fever")
    shown = column(page, 1)
    assert 0 < len(shown) < total
    assert all("Child" in text for text in column(page, 2))
    assert status(page).inner_text() == f"{len(shown)} of {total} rows shown."
    box.fill("no such words")
    assert column(page, 1) == []
    assert page.get_by_text("No row fits.").is_visible()
    box.press("Escape")
    assert box.input_value() == ""
    assert len(column(page, 1)) == total
    assert status(page).inner_text() == f"All {total} rows shown."


def test_rows_are_chosen_by_the_values_of_a_column_with_the_keyboard(show: Callable[..., Page], course: Course) -> None:
    table = course.tables["lay_article"]
    page = show(table_view(table, course))
    verdict, section = page.get_by_label("Verdict"), page.get_by_label("Section")
    wrong = [row["claim"] for row in table.rows if row["verdict"] == "wrong"]
    assert f"wrong ({len(wrong)})" in verdict.locator("option").all_inner_texts()
    verdict.focus()
    page.keyboard.type("wrong")
    assert verdict.input_value() == "wrong"
    assert column(page, 1) == wrong
    assert status(page).inner_text() == f"{len(wrong)} of {len(table.rows)} rows shown."
    section.select_option("sites")
    assert page.get_by_text("No row fits.").is_visible()
    verdict.select_option("not supported")
    sites = [r["claim"] for r in table.rows if (r["verdict"], r["section"]) == ("not supported", "sites")]
    assert column(page, 1) == sites
    page.get_by_label("Filter rows").fill("trapezius")
    assert column(page, 1) == [claim for claim in sites if "trapezius" in claim]
    assert [choice.get_attribute("data-lm-suppress-shortcuts") for choice in (verdict, section)] == ["true", "true"]
    page.get_by_label("Filter rows").fill("")
    for choice in (verdict, section):
        choice.select_option("")
    assert len(column(page, 1)) == len(table.rows)
    assert axe_problems(page, "main") == []


def test_a_column_with_one_value_offers_no_choice(show: Callable[..., Page]) -> None:
    columns = [Column("Name"), Column("Kind", choices=True), Column("Colour", choices=True)]
    rows = [[text_cell(f"Row {i}"), text_cell("same"), text_cell("red" if i else "")] for i in range(7)]
    page = show(TableWidget(Grid("Kinds", columns, rows)))
    assert page.locator(".dc-table-bar select").count() == 0


def test_sorting_keeps_the_filter(show: Callable[..., Page], course: Course) -> None:
    page = show(table_view(course.tables["differential"], course))
    page.get_by_label("Filter rows").fill("child")
    before = column(page, 1)
    page.get_by_role("button", name="Look-alike").click()
    assert sorted(before) == sorted(column(page, 1), key=str) == sorted(column(page, 1))
    assert column(page, 1) == sorted(before, key=str.casefold)


def test_a_short_table_has_no_filter(show: Callable[..., Page], course: Course) -> None:
    page = show(table_view(course.tables["delays"], course))
    assert page.get_by_label("Filter rows").count() == 0
    assert page.get_by_role("button", name="People").is_visible()


def test_tab_goes_through_filter_headers_and_links_only(show: Callable[..., Page]) -> None:
    page = show(numbers())
    page.get_by_label("Filter rows").focus()
    seen = []
    for _ in range(3):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText.split('\\n')[0]"))
    assert seen[:2] == ["Name", "Amount (mg)"]
    assert seen[2] == "" or seen[2].startswith("Cervical")


def test_one_key_leads_past_a_table_with_many_links(show: Callable[..., Page], course: Course) -> None:
    page = show(table_view(course.tables["differential"], course), table_view(course.tables["delays"], course))
    skip = page.get_by_role("link", name="Skip this table")
    assert skip.count() == 1  # the second table has few links
    assert skip.evaluate("node => node.getBoundingClientRect().width") <= 1
    page.keyboard.press("Tab")
    assert skip.evaluate("node => node === document.activeElement")
    box = skip.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    assert axe_problems(page, "main") == []
    address = page.url
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.dc-table') === document.querySelectorAll('.dc-table')[1]")
    assert page.url == address


def test_the_way_past_a_still_table_needs_its_style_sheet_and_no_script(
    new_page: Callable[..., Page], course: Course, tmp_path: Path
) -> None:
    html = table_view(course.tables["differential"], course).html
    after = "<a href='https://example.org/'>after</a>"
    page = new_page(java_script_enabled=False)
    file = tmp_path / "still.html"
    file.write_text(f"<!doctype html><html lang='en'><title>t</title><main>{html}{after}</main>", encoding="utf-8")
    page.goto(file.as_uri())
    assert page.locator(".dc-skip").is_hidden()
    file.write_text(file.read_text(encoding="utf-8") + f"<style>{stylesheet()}</style>", encoding="utf-8")
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "after"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(show: Callable[..., Page], course: Course, theme: str) -> None:
    page = show(*(table_view(course.tables[name], course) for name in ("muscle_postures", "treatments")), theme=theme)
    assert axe_problems(page, "main") == []


def test_on_a_phone_no_table_makes_the_page_scroll_sideways(
    new_page: Callable[..., Page], course: Course, tmp_path: Path
) -> None:
    names = sorted(course.tables.keys() - {"claims", "misconceptions", "objectives"})
    file = tmp_path / "tables.html"
    file.write_text(standalone_page([table_view(course.tables[name], course) for name in names]), encoding="utf-8")
    page = new_page(viewport=PHONE)
    page.goto(file.as_uri())
    page.wait_for_selector(f".dc-host:nth-of-type({len(names)}) .dc-table-bar", state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    tables = page.locator(".dc-table")
    assert tables.count() == len(names)
    assert page.locator(".dc-table.dc-stacked").count() + page.locator(".dc-table.dc-wide").count() == len(names)


def test_stacked_rows_are_still_a_table_that_names_its_columns(show: Callable[..., Page], course: Course) -> None:
    page = show(table_view(course.tables["differential"], course), viewport=PHONE)
    rows = page.get_by_role("row")
    assert rows.count() == len(course.tables["differential"].rows) + 1
    assert page.get_by_role("rowheader").count() == rows.count() - 1
    assert page.get_by_role("columnheader").count() == 5
    label = page.locator(".dc-table tbody td").first.evaluate("node => getComputedStyle(node, '::before').content")
    assert "In whom" in label
    assert axe_problems(page, ".dc-table") == []
    assert page.get_by_role("button", name="Look-alike").is_visible()


def test_the_wide_table_scrolls_in_a_region_with_a_name_that_the_keyboard_reaches(
    show: Callable[..., Page], course: Course
) -> None:
    page = show(table_view(course.tables["muscle_postures"], course), viewport=PHONE)
    region = page.get_by_role("region", name="Which muscle takes part in which posture")
    assert region.get_attribute("tabindex") == "0"
    assert region.get_attribute("data-lm-suppress-shortcuts") == "true"
    region.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.dc-table-region').scrollLeft > 0")
    left = page.locator(".dc-table tbody th").first.evaluate("node => node.getBoundingClientRect().left")
    assert 0 <= left < 40  # the muscle's name stays in view


def test_a_cell_without_a_source_has_a_pattern_and_words(show: Callable[..., Page], course: Course) -> None:
    page = show(table_view(course.tables["muscle_postures"], course))
    cell = page.locator("td.dc-unsourced").first
    assert cell.inner_text() == "no source yet"
    assert "gradient" in cell.evaluate("node => getComputedStyle(node).backgroundImage")
    assert page.get_by_text("hatched").is_visible()


def test_targets_are_large_enough_to_hit(show: Callable[..., Page], course: Course) -> None:
    page = show(table_view(course.tables["lay_article"], course))
    for control in page.locator(".dc-table button, .dc-table input, .dc-table select").all():
        box = control.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize("scripts", [True, False])
def test_the_still_html_is_readable_without_a_script(
    new_page: Callable[..., Page], course: Course, scripts: bool
) -> None:
    html = table_view(course.tables["differential"], course).html
    page = new_page(java_script_enabled=scripts)
    page.set_content(f"<!doctype html><html lang='en'><title>t</title><style>{stylesheet()}</style><main>{html}</main>")
    assert page.get_by_role("table", name="What else can twist or drop a neck").is_visible()
    assert page.get_by_role("columnheader").count() == 5
    assert page.get_by_role("link", name="LaHue 2020").first.is_visible()
    if scripts:
        assert axe_problems(page, "main") == []


def test_the_keys_of_jupyterlab_leave_the_notebook_whole(page: Page, lab: Server) -> None:
    name = new_notebook(lab, [OPEN, "1 + 1"])
    open_notebook(page, lab, name)
    run_all(page)
    button = page.get_by_role("button", name="Look-alike")
    button.wait_for()
    before = cells(page)
    first = column(page, 1)
    for key in ("ArrowDown", "ArrowUp", "b", "a", "x", "y", "m", "1", "d", "d"):
        button.focus()
        page.keyboard.press(key)
        assert button.evaluate("node => node === document.activeElement"), key
    box = page.get_by_label("Filter rows")
    box.focus()
    page.keyboard.type("dd")
    assert box.input_value() == "dd"
    box.fill("")
    link = page.locator(".dc-table tbody a").first
    for key in ("ArrowDown", "d", "d"):
        link.focus()
        page.keyboard.press(key)
        assert link.evaluate("node => node === document.activeElement"), key
    assert cells(page) == before
    button.focus()
    page.keyboard.press("Enter")
    assert column(page, 1) == sorted(first, key=str.casefold)
    page.keyboard.press("Space")
    assert column(page, 1) == sorted(first, key=str.casefold, reverse=True)
    page.get_by_role("link", name="Skip this table").press("Enter")
    assert page.evaluate("document.activeElement === document.querySelector('.dc-table').lastElementChild")
    page.keyboard.press("d")
    page.keyboard.press("d")
    assert cells(page) == before
    assert axe_problems(page, ".dc-table") == []


def test_a_notebook_that_was_not_run_shows_the_still_table(page: Page, lab: Server, course: Course) -> None:
    import nbformat

    name = new_notebook(lab, [OPEN])
    notebook = nbformat.read(lab.root / name, as_version=4)
    data, _ = table_view(course.tables["differential"], course)._repr_mimebundle_()
    stored = {kind: text for kind, text in data.items() if kind.startswith("text/")}
    notebook.cells[0].outputs = [nbformat.v4.new_output("display_data", data=stored)]
    nbformat.write(notebook, lab.root / name)
    open_notebook(page, lab, name)
    table = page.locator(".jp-OutputArea table")
    assert table.locator("caption").inner_text() == "What else can twist or drop a neck"
    assert table.locator("thead th").count() == 5
    assert table.locator("tbody td").first.evaluate("node => getComputedStyle(node).textAlign") == "left"
    assert page.locator(".jp-OutputArea a[title*='·']").count() > 10
    assert axe_problems(page, ".jp-OutputArea") == []
