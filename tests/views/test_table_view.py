"""Tables: the plain HTML face, the text face, and what the cells of the course's tables say."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dystonia_course.content.citations import claim_numbers, numbers_in
from dystonia_course.content.course import Course, load_course
from dystonia_course.content.tables import Table, TableField
from dystonia_course.record.store import Store
from dystonia_course.views.lesson import Lesson
from dystonia_course.views.sources import source_keys, sources_of
from dystonia_course.views.table import TableWidget, table_view
from dystonia_course.views.table_grid import GUARD, Cell, Column, Grid, grid_html, grid_text, guarded, text_cell

SHOWN = (
    *("differential", "rating_scales", "epidemiology", "muscle_postures", "muscles", "treatments", "symptoms", "mcic"),
    *("delays", "course_types", "course_series", "stimulation", "postures", "posture_frequencies", "glossary"),
    "lay_article",
)


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


class Outline(HTMLParser):
    """Tags with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def small_grid(**more: object) -> Grid:
    columns = (Column("Who"), Column("Share (%)", numeric=True), Column("Words", sortable=False))
    rows = [
        [text_cell("b < a"), text_cell("12", 12), text_cell("")],
        [text_cell("c"), text_cell("3", 3), Cell("<em>x</em>", "x")],
    ]
    return Grid("A & B", columns, rows, **more)  # type: ignore[arg-type]


def test_the_html_is_a_table_with_caption_scopes_and_escaped_words() -> None:
    html = grid_html(small_grid(summary="<p>Before.</p>", note="<p>After.</p>"))
    outline = Outline(html)
    assert [th["scope"] for th in outline.all("th")] == ["col", "col", "col", "row", "row"]
    assert "<caption>A &amp; B</caption>" in html
    assert "b &lt; a" in html
    assert html.index("Before.") < html.index("<table") < html.index("</table>") < html.index("After.")
    assert outline.all("script") == outline.all("style") == outline.all("button") == []
    assert [td.get("data-sort") for td in outline.all("td")] == ["12", None, "3", None]


def test_labels_and_roles_are_there_for_a_table_that_no_script_completes() -> None:
    outline = Outline(grid_html(small_grid(), labels=True))
    assert [td["data-label"] for td in outline.all("td")] == ["Share (%)", "Words"] * 2
    assert {td["role"] for td in outline.all("td")} == {"cell"}
    assert [th["role"] for th in outline.all("th")] == ["columnheader"] * 3 + ["rowheader"] * 2


def test_the_text_is_aligned_where_it_fits() -> None:
    assert grid_text(small_grid()).splitlines() == [
        "A & B",
        "Who    Share (%)  Words",
        "-----  ---------  -----",
        "b < a         12",
        "c              3  x",
    ]


def test_the_text_is_one_record_a_row_where_it_does_not_fit_and_stays_narrow() -> None:
    grid = Grid("Wide", [Column("Who"), Column("What")], [[text_cell("a"), text_cell("word " * 60)]])
    lines = grid_text(grid).splitlines()
    assert lines[1] == "- a"
    assert lines[2].startswith("  What: word word")
    assert max(map(len, lines)) <= 100


def test_links_and_summaries_are_guarded_once() -> None:
    once = guarded('<a href="x">1</a><summary>2</summary><abbr>3</abbr>')
    assert once.count(GUARD) == 2
    assert guarded(once) == once


@pytest.mark.parametrize("name", SHOWN)
def test_every_table_has_caption_summary_scopes_and_named_columns(course: Course, name: str) -> None:
    view = table_view(course.tables[name], course)
    outline = Outline(view.html)
    assert view.grid.caption
    assert view.grid.summary
    assert all(column.title for column in view.grid.columns)
    assert len(outline.all("caption")) == 1
    assert all(th.get("scope") in ("col", "row") for th in outline.all("th"))
    assert len(view.grid.rows) == len({row[0].text for row in view.grid.rows}) or name in (
        *("course_types", "course_series", "stimulation", "symptoms"),
    )


@pytest.mark.parametrize("name", SHOWN)
def test_every_link_of_a_table_leads_to_its_source_and_shows_no_number_but_the_claims(
    course: Course, name: str
) -> None:
    view = table_view(course.tables[name], course)
    links = re.findall(r"<a (?!class=\"dc-skip\")([^>]*)>(.*?)</a>", view.html)
    assert links
    for attributes, label in links:
        found = Outline(f"<a {attributes}>").all("a")[0]
        title = str(found.get("title"))
        assert found.get("rel") == "noopener"
        assert found.get("target") == "_blank"
        if "·" not in title:
            assert found["href"] in {source.url for source in course.sources.values()}
            continue
        claim = course.claims[title.rsplit("·", 1)[1].strip()]
        source = course.sources[claim.source]
        assert found["href"] == source.url
        assert title == claim.link_title(source)
        if unescape(label) != source.short:
            words = unescape(re.sub(r"<[^>]+>", "", label)).replace("−", "-")
            assert numbers_in(words) <= claim_numbers(claim), (label, claim.id)


def with_links(count: int) -> Grid:
    rows = [[text_cell(f"Row {i}"), Cell('<a href="https://example.org/">one</a>', "one")] for i in range(count)]
    return Grid("Links", [Column("Name"), Column("Source", sortable=False)], rows)


def test_a_table_with_many_links_has_a_short_way_past_it_as_its_first_link() -> None:
    outline = Outline(grid_html(with_links(16)))
    first = outline.all("a")[0]
    assert first["class"] == "dc-skip"
    assert outline.tags[-1] == ("i", {"id": str(first["href"]).removeprefix("#")})
    for short in (with_links(15), with_links(0)):
        assert "dc-skip" not in grid_html(short)
    assert "dc-skip" not in grid_html(with_links(16), labels=True)
    row = len(grid_html(with_links(15))) - len(grid_html(with_links(14)))
    assert len(grid_html(with_links(16))) - len(grid_html(with_links(15))) - row <= 120


def test_no_two_tables_of_a_lesson_share_the_place_behind_them(course: Course) -> None:
    places = re.findall(
        r'href="#(t[0-9a-f]+)"', "".join(table_view(table, course).html for table in course.tables.values())
    )
    assert len(places) > 40
    assert len(set(places)) == len(places)


def test_units_stand_in_the_headers(course: Course) -> None:
    titles = {
        name: [column.title for column in table_view(course.tables[name], course).grid.columns]
        for name in ("symptoms", "mcic", "epidemiology", "delays", "rating_scales")
    }
    assert "Share (%)" in titles["symptoms"]
    assert "Fall (points)" in titles["mcic"]
    assert "Per million people or person-years" in titles["epidemiology"]
    assert {"Mean delay (months)", "Range (years)"} <= set(titles["delays"])
    assert "Range (points)" in titles["rating_scales"]


def test_limits_stand_beside_their_value_and_it_sorts_as_a_number(course: Course) -> None:
    grid = table_view(course.tables["mcic"], course).grid
    fall = [column.title for column in grid.columns].index("Fall (points)")
    by_row = {row[0].text: row[fall] for row in grid.rows}
    average = next(cell for who, cell in by_row.items() if "average" in who)
    assert average.text == "11.9 (10.0 to 13.9)"
    assert average.sort == 11.9
    assert 'title="Espay 2018, abstract · cond-mcic-espay"' in average.html


def test_columns_that_the_package_marks_offer_a_choice_of_rows(course: Course) -> None:
    view = table_view(course.tables["lay_article"], course)
    assert {column.title for column in view.grid.columns if column.choices} == {"Section", "Verdict"}
    assert view.html.count(" data-choices") == 2


def test_counts_are_shown_with_the_people_counted(course: Course) -> None:
    grid = table_view(course.tables["responder_definitions"], course).grid
    place = [column.title for column in grid.columns].index("Responders, toxin")
    counted = [row[place] for row in grid.rows if row[place].text]
    assert "60 of 92" in [cell.text for cell in counted]
    assert all(cell.sort is not None and 0 < cell.sort < 1 and "title=" in cell.html for cell in counted)


def test_the_table_of_risks_shows_the_ratios_of_its_counts_beside_the_printed_ones(course: Course) -> None:
    grid = table_view(course.tables["relative_risks"], course).grid
    place = {column.title: i for i, column in enumerate(grid.columns)}
    by_row = {row["id"]: cells for row, cells in zip(course.tables["relative_risks"].rows, grid.rows, strict=True)}

    def shown(row: str, column: str) -> str:
        return by_row[row][place[column]].text

    # 60 of 84 against 9 of 78: (60/84)/(9/78) = 6.19, (60*69)/(24*9) = 19.17; the review prints 11.92
    assert shown("pain-relief", "On toxin") == "60 of 84 (71%)"
    assert shown("pain-relief", "RR of the counts").startswith("6.2 (")
    assert shown("pain-relief", "OR of the counts").startswith("19.2 (")
    assert shown("pain-relief", "Printed") == "OR 11.92 (6.32 to 22.5)"
    assert "out-bta-old-pain" in by_row["pain-relief"][place["Printed"]].html
    assert shown("poewe-1998-neck-weakness", "RR of the counts").endswith("*")
    assert (shown("review-b-dry-mouth", "On toxin"), shown("review-b-dry-mouth", "RR of the counts")) == (
        "not read",
        "",
    )
    # Published in the Clinical Evidence table: 4.69 (2.06 to 10.69) by another method than ours
    low, high = re.findall(r"[\d.]+", shown("lew-1997-fall", "OR of the counts"))[1:]
    assert float(low) < 4.69 < float(high)


def test_a_selection_of_rows_can_be_shown(course: Course) -> None:
    table = course.tables["lay_article"]
    rows = [row for row in table.rows if row["lesson"] == "condition"]
    view = table_view(table, course, rows)
    assert 0 < len(view.grid.rows) == len(rows) < len(table.rows)
    assert view.grid.columns[0].title == "What the article says"
    assert view.grid.rows[0][0].text == rows[0]["claim"]


class TestMatrix:
    """Muscles by postures."""

    @pytest.fixture
    def grid(self, course: Course) -> Grid:
        return table_view(course.tables["muscle_postures"], course).grid

    def test_it_has_a_row_a_muscle_and_the_eight_forms_first(self, course: Course, grid: Grid) -> None:
        muscles = list(dict.fromkeys(row["muscle"] for row in course.tables["muscle_postures"].rows))
        assert [row[0].text for row in grid.rows] == muscles
        forms = [f"{form}{part}" for form in ("torti", "latero", "ante", "retro") for part in ("caput", "collis")]
        assert [column.title for column in grid.columns[1:9]] == forms

    def test_each_listed_pair_is_in_its_cell_and_no_other_cell_is_filled(self, course: Course, grid: Grid) -> None:
        words = {"ipsilateral": "same side", "contralateral": "opposite side", "both": "both sides"}
        words["not stated"] = "side not stated"
        place = {column.title: i for i, column in enumerate(grid.columns)}
        shown = {row[0].text: row for row in grid.rows}
        filled = sum(bool(cell.text) for row in grid.rows for cell in row[1:])
        pairs = set()
        for row in course.tables["muscle_postures"].rows:
            column = place.get(row["posture"])
            if column is not None:
                text = shown[row["muscle"]][column].text
                assert (words[row["side"]] in text) if row["sourced"] == "yes" else text == "no source yet"
            pairs.add((row["muscle"], row["posture"]))
        assert filled <= len(pairs)

    def test_a_pair_without_a_source_says_so_in_words_and_by_a_hatch_and_shows_no_side(self, grid: Grid) -> None:
        cells = [cell for row in grid.rows for cell in row if cell.mark]
        assert len(cells) > 10
        assert {(cell.text, cell.html, cell.mark) for cell in cells} == {
            ("no source yet", "no source yet", "dc-unsourced")
        }
        assert "no source yet" in grid.summary

    def test_each_side_shown_is_a_link_to_a_source(self, grid: Grid) -> None:
        for row in grid.rows:
            for cell in row[1:]:
                if "side" in cell.text:
                    assert cell.html.count("<a ") == len(cell.text.split(";"))

    def test_a_recalled_side_would_not_be_shown(self, course: Course) -> None:
        table = course.tables["muscle_postures"]
        row = {**table.rows[0], "side": "contralateral", "sourced": "no", "claims": "", "source": ""}
        grid = table_view(table, course, [row]).grid
        assert [cell.text for cell in grid.rows[0] if cell.text] == [row["muscle"], "no source yet"]

    def test_notes_stand_below_with_their_letters(self, course: Course, grid: Grid) -> None:
        for note in {row["note"] for row in course.tables["muscle_postures"].rows if row["sourced"] == "yes"} - {""}:
            assert note.split(";")[0] in grid.note


def test_empty_anatomy_of_an_unsourced_muscle_says_so(course: Course) -> None:
    grid = table_view(course.tables["muscles"], course).grid
    unsourced = {row["muscle"] for row in course.tables["muscles"].rows if row["sourced"] == "no"}
    for row in grid.rows:
        assert any(cell.mark == "dc-unsourced" for cell in row) == (row[0].text in unsourced)


def test_the_view_shows_text_and_html_that_never_change(course: Course) -> None:
    first, second = (table_view(course.tables["differential"], course) for _ in range(2))
    data, _ = first._repr_mimebundle_()
    again, _ = second._repr_mimebundle_()
    assert data["text/plain"] == again["text/plain"] == repr(first)
    assert data["text/html"] == again["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data
    assert not re.search(r"0x[0-9a-f]{6}|[0-9a-f]{32}", f"{data['text/plain']}{data['text/html']}")


def test_numbers_that_a_claim_does_not_hold_are_not_linked(course: Course) -> None:
    fields = [TableField("what", "What", "", "string", False), TableField("percent", "Share", "%", "number", False)]
    fields += [TableField("claim", "Source", "", "string", False)]
    claim = "cond-phe-pain-chan"
    rows = [{"what": "right", "percent": "75", "claim": claim}, {"what": "wrong", "percent": "76", "claim": claim}]
    grid = table_view(Table("planted", "Planted.", "", fields, rows), course).grid
    assert [("<a " in row[1].html) for row in grid.rows] == [True, False]


def test_the_sources_of_a_lesson_are_those_of_its_facts_questions_and_tables(course: Course) -> None:
    keys = source_keys("condition", course, course.tables["treatments"].rows)
    wanted = {course.claims[i].source for question in course.bank("condition") for i in question.claims}
    wanted |= {course.claims[i].source for row in course.tables["treatments"].rows for i in row["claims"].split(";")}
    assert wanted <= set(keys)
    assert len(keys) == len(set(keys))
    view = sources_of("condition", course, course.tables["treatments"].rows)
    assert len(view.grid.rows) == len(keys)
    paid = {row[3].text for row in view.grid.rows}
    assert paid == {course.sources[key].funding for key in keys}


def test_a_lesson_does_not_list_a_source_that_only_stands_behind_the_words_of_other_lessons(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[TableWidget] = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    with Store(tmp_path / "answers.sqlite") as store:
        page = Lesson(course.lessons["procedure"], course, store)
        page.table("glossary")
        page.sources()
    words: dict[bool, set[str]] = {True: set(), False: set()}
    for row in course.tables["glossary"].rows:
        claims = [claim for claim in row["claims"].split(";") if claim]
        words[row["lesson"] == "procedure"] |= {course.claims[claim].source for claim in claims}
    listed = {row[0].text for row in shown[-1].grid.rows}
    assert {course.sources[key].short for key in words[True]} <= listed
    elsewhere = words[False] - words[True] - set(source_keys("procedure", course))
    assert len(elsewhere) > 40
    assert not {course.sources[key].title for key in elsewhere} & {row[1].text for row in shown[-1].grid.rows}


def test_a_table_needs_neither_pandas_nor_matplotlib() -> None:
    program = """
import json, sys
from dystonia_course.content.course import load_course
from dystonia_course.views.table import TableWidget, table_view
course = load_course()
repr(table_view(course.tables["differential"], course))
print(json.dumps([name for name in ("pandas", "numpy", "matplotlib", "itables") if name in sys.modules]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
