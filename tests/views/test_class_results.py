"""The instructor's page, from files that invented learners export."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from counted_samples import SECRET, counted_course
from learner_samples import CHOICES

import dystonia_course
from dystonia_course.record.class_files import class_answers, write_class_csv
from dystonia_course.record.class_tables import TABLES as FILES
from dystonia_course.record.store import Store
from dystonia_course.views.class_results import WRITE, class_results_page
from dystonia_course.views.counted_test import CountedTest

COURSE = counted_course()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """A folder with the exported files of so many invented learners, who took both tests."""
    home = tmp_path_factory.mktemp("class")

    def export(number: int) -> None:
        chance = random.Random(number)
        with Store(home / f"store-{number}.sqlite") as store:
            with store.writing() as connection:  # half of the class begins with each form
                connection.execute("INSERT INTO settings VALUES ('test_seed', ?)", (str(number),))
            for occasion in ("before", "after"):
                test = CountedTest(COURSE, store, occasion)  # type: ignore[arg-type]
                test._handle_custom_msg({"type": "open"}, [])
                for question in test.questions:
                    best = question["kind"] == "best_answer"
                    choice = chance.choice("abcd") if best else CHOICES[question["kind"]]
                    answer = {"question_id": question["id"], "choice": choice, "seconds": 5}
                    token = f"{number}-{question['id']}"
                    test._handle_custom_msg(
                        {"type": "answer", "token": token, "confidence": chance.choice([None, 1, 2, 3]), **answer}, []
                    )
                test._handle_custom_msg({"type": "close"}, [])
            with (home / f"heron-{number}.csv").open("w", encoding="utf-8", newline="") as to:
                write_class_csv(class_answers(store, f"heron-{number}"), to)

    def folder(learners: int) -> Path:
        place = home / f"class-of-{learners}"
        place.mkdir(exist_ok=True)
        for number in range(learners):
            if not (home / f"heron-{number}.csv").exists():
                export(number)
            (place / f"heron-{number}.csv").write_bytes((home / f"heron-{number}.csv").read_bytes())
        return place

    return folder


def test_a_folder_that_is_not_there_yet_is_one_plain_sentence(tmp_path: Path) -> None:
    page = class_results_page(tmp_path / "class_files", COURSE)
    assert words(page.html).strip().startswith("There are no files yet. Put the files")
    assert str(tmp_path) not in page.html


def test_three_learners_are_too_few_and_the_page_says_so(files: Callable[[int], Path]) -> None:
    page = class_results_page(files(3), COURSE)
    shown = words(page.html)
    assert "3 learners," in shown
    assert "No group is large enough to show." in shown
    assert "nothing is shown below 10" in shown
    assert "<td" not in page.html, "no figure of three people"
    data = page._repr_mimebundle_()[0]
    assert data["text/plain"] == "Run this page to see the results of your class."  # type: ignore[index]


def test_a_class_shows_n_form_date_and_label_with_every_table(files: Callable[[int], Path]) -> None:
    page = class_results_page(files(24), COURSE)
    shown = words(page.html)
    assert "24 learners," in shown
    tables = re.findall(r"<table.*?</table>", page.html, flags=re.DOTALL)
    assert len(tables) >= 6
    for table in tables:
        titles = re.findall(r"<th scope=\"col\"[^>]*>([^<]*)", table)
        assert "n" in titles or "Learners" in titles, titles
        assert "Label" in titles
        assert "indicative" in words(table)
        caption = words(re.findall(r"<caption>(.*?)</caption>", table)[0])
        dated = "Last day" in titles or re.search(r"\d{4}-\d\d-\d\d", caption)
        assert dated, caption
    assert "Test form A, before the course" in shown
    assert "Test form B, after the course" in shown
    assert "g is the gain of the class" in shown
    assert "hidden" in shown, "counts under five are hidden"
    assert "heron" not in shown
    assert SECRET not in shown


def test_the_second_button_writes_the_tables_that_record_merge_writes(files: Callable[[int], Path]) -> None:
    folder = files(24)
    page = class_results_page(folder, COURSE)
    said: list[str] = []
    page.send = lambda content, buffers=None: said.append(content["words"])  # type: ignore[method-assign]
    page._handle_custom_msg({"type": "action", "label": WRITE}, [])
    assert said == [f"{len(FILES) + 2} files are in the folder “{folder.name}/tables”."]
    assert {one.name for one in (folder / "tables").iterdir()} == {"answers.csv", "notes.txt", *FILES}
    page._handle_custom_msg({"type": "refresh"}, [])
    assert "24 learners," in words(page.html), "its own tables are not taken for files of learners"


def test_a_file_that_was_changed_is_named_in_one_sentence(files: Callable[[int], Path], tmp_path: Path) -> None:
    source = (files(3) / "heron-0.csv").read_text(encoding="utf-8")
    (tmp_path / "other.csv").write_text(source.replace("heron-0", "a b"), encoding="utf-8")
    page = class_results_page(tmp_path, COURSE)
    assert "other.csv, line 2: &#x27;a b&#x27; is no code" in page.html
    assert "So there is nothing to show yet." in page.html


def test_two_bad_files_are_named_and_the_rest_is_shown(files: Callable[[int], Path], tmp_path: Path) -> None:
    for one in files(12).iterdir():
        if one.is_file():
            (tmp_path / one.name).write_bytes(one.read_bytes())
    (tmp_path / "half.csv").write_bytes((tmp_path / "heron-0.csv").read_bytes()[:-9])
    (tmp_path / "grades.csv").write_text("name,grade\nAda,1\n", encoding="utf-8")
    shown = words(class_results_page(tmp_path, COURSE).html)
    assert "half.csv: its last line is cut off" in shown
    assert "grades.csv, line 1: the columns are not those" in shown
    assert "12 learners," in shown


def test_an_instructor_reads_names_for_people(files: Callable[[int], Path]) -> None:
    """No id of a form, a pool, an objective or an option stands where words can; ids of questions stand beside them."""
    page = class_results_page(files(24), COURSE)
    shown = words(page.html)
    for internal in ("test_a", "test_b", "first_try", "/lesson", "/check"):
        assert internal not in shown
    assert COURSE.objectives[COURSE.tests[0].objectives[0]].text in shown
    assert not re.search(r"<td[^>]*>[a-e](, [a-e])*</td>", page.html), "options by what they say"


def test_the_notebook_needs_one_name() -> None:
    assert callable(dystonia_course.class_results)
