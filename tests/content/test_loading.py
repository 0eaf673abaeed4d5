"""The small course loads into typed records; the default course is found and read once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dystonia_course.content import course as course_module
from dystonia_course.content.course import Course, load_course
from dystonia_course.content.files import data_folder, read_csv

ROOT = Path(__file__).parents[2]


def test_records_are_typed_and_keyed_by_id(small: Course) -> None:
    assert small.claims["pain-chan"].value == "75"
    assert small.claims["onset-mean"].status == "secondary"
    assert small.sources["defazio2013"].funding == "industry: Allergan"
    assert small.sources["jirmanova"].year == "n.d."
    assert small.objectives["C6"].level == "understand"
    assert small.misconceptions["common"].claims == ("prevalence-robust",)
    assert small.glossary["prevalence"].claims == ()
    assert small.lay_article["S01"].judged
    assert not small.lay_article["S02"].judged
    assert small.lessons["condition"].sections == ("Pain",)


def test_a_bank_keeps_the_order_of_its_file(small: Course) -> None:
    kinds = [question.kind for question in small.bank("condition")]
    assert kinds == ["best_answer", "matching", "ordering", "numeric", "short_answer"]
    assert small.lesson_of("condition-order") == "condition"
    assert small.questions["condition-match"].objectives == ("C1", "C6")
    with pytest.raises(KeyError, match="mechanism"):
        small.bank("mechanism")


def test_a_bank_may_carry_its_lessons_number(folder: Path) -> None:
    (folder / "questions" / "condition.yaml").rename(folder / "questions" / "01_condition.yaml")
    assert list(load_course(folder).banks) == ["condition"]


def test_tables_carry_caption_headers_and_cells(small: Course) -> None:
    table = small.tables["epidemiology"]
    assert table.title == "Two figures"
    assert [(field.title, field.markdown) for field in table.fields] == [
        ("Measure", False),
        ("Value", False),
        ("Remark", True),
        ("Sources", False),
    ]
    assert table.rows[1] == {
        "measure": "Age at onset",
        "value": "41",
        "remark": "In the clinic",
        "claims": "onset-mean",
    }


def test_quoted_commas_and_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b'a,b\r\n"one, two","three\nfour"\r\n')
    assert read_csv(path) == [{"a": "one, two", "b": "three\nfour"}]


def test_the_default_course_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYSTONIA_COURSE_CONTENT", str(folder))
    monkeypatch.setattr(course_module, "_loaded", {})
    assert data_folder() == folder
    first = load_course()
    shutil.rmtree(folder)
    assert load_course() is first


def test_without_a_setting_the_checkout_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DYSTONIA_COURSE_CONTENT", raising=False)
    assert data_folder() == ROOT / "data"


def test_the_whole_course_loads_in_well_under_a_second() -> None:
    load_course(ROOT / "data")
    begin = time.process_time()
    load_course(ROOT / "data")
    assert time.process_time() - begin < 0.8


def test_claims_and_sources_load_without_drawing_or_table_libraries() -> None:
    code = (
        "import sys; from dystonia_course.content.course import load_course; load_course(); "
        "heavy = {'pandas', 'matplotlib', 'anywidget', 'IPython', 'numpy'} & set(sys.modules); "
        "print(sorted(heavy)); sys.exit(bool(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
