"""Questions in a real JupyterLab and a real Notebook 7: kept, shown again, and safe from the notebook's own keys."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from jupyter_pages import (
    Server,
    axe_problems,
    cells,
    new_notebook,
    open_notebook,
    restart_kernel,
    run_all,
    running,
    save,
    set_theme,
    wait_for_kernel,
    wait_until_still,
)

SAMPLES = Path(__file__).parents[1] / "views"
sys.path.insert(0, str(SAMPLES))
from question_samples import RECORDS, sample, sample_course  # noqa: E402

from dystonia_course.record.store import Store  # noqa: E402
from dystonia_course.views.question import QuestionWidget  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SETUP = f"""import sys
sys.path.insert(0, {str(SAMPLES)!r})
from question_samples import RECORDS, sample, sample_course
from dystonia_course.record.store import Store
from dystonia_course.views.question import QuestionWidget
from dystonia_course.views.question_set import QuestionSet
course, store = sample_course(), Store()"""
ASKED = [f"QuestionWidget(sample({name!r}), course, store)" for name in RECORDS]
SAVED = "Saved"


def without_answers(server: Server) -> Server:
    for file in server.home.glob("answers.sqlite*"):
        file.unlink()
    return server


@pytest.fixture
def fresh_lab(lab: Server) -> Server:
    """A JupyterLab whose learner has not answered anything."""
    return without_answers(lab)


@pytest.fixture(params=["lab", "notebook7"])
def host(request: pytest.FixtureRequest) -> Server:
    """Both front ends, one after the other, without answers."""
    return without_answers(request.getfixturevalue(request.param))


def kept(server: Server) -> list[Any]:
    with Store(server.home / "answers.sqlite") as store:
        return store.responses()


def card(page: Page, name: str) -> Locator:
    return page.locator(f"[data-question='sample-{name}']")


def press(where: Locator, name: str = "Check answer") -> None:
    where.get_by_role("button", name=name, exact=True).click()


def words(where: Locator) -> str:
    """All text, also of what has been scrolled out of sight."""
    return " ".join((where.text_content() or "").split())


def verdict(where: Locator) -> str:
    return words(where.locator(".dcq-feedback"))


def answer_all_kinds(page: Page) -> None:
    """By mouse: best answer, matching and ordering wrongly, the number rightly, the text with one point of three."""
    best = card(page, "best")
    best.locator("label", has_text="Pain on the left side").click()
    press(best)
    match = card(page, "match")
    for line, choice in (("turns", "torticollis"), ("shoulder", "anterocollis"), ("chest", "laterocollis")):
        match.locator(".dcq-match", has_text=line).locator("select").select_option(choice)
    press(match)
    order = card(page, "order")
    order.get_by_role("button", name="Move down").first.click()
    press(order)
    number = card(page, "number")
    number.get_by_label("Your answer").fill("5")
    press(number)
    hotspot = card(page, "hotspot")
    hotspot.locator("[data-place='splenius-capitis/left']").click()
    press(hotspot)
    short = card(page, "short")
    short.get_by_label("Your answer").fill("A scan shows structure.")
    press(short, "Compare with the model answer")
    page.wait_for_timeout(450)
    short.get_by_label("A scan shows structure").check()
    press(short, "Save my mark")


def check_all_kinds_are_shown(page: Page) -> None:
    """The answers of `answer_all_kinds`, with their feedback, and said to be saved."""
    page.wait_for_function("document.querySelectorAll('.dcq-card .dcq-verdict').length === 6")
    for name in RECORDS:
        card(page, name).get_by_text(SAVED, exact=True).wait_for()
    assert card(page, "best").get_by_label("Pain on the left side").is_checked()
    assert verdict(card(page, "best")).startswith("Not correct. The best answer is")
    assert card(page, "match").locator("select").first.input_value() == "torti"
    assert verdict(card(page, "match")).startswith("Not correct. 1 of 3 lines are right.")
    assert card(page, "order").locator(".dcq-text").first.text_content() == "Binding to the nerve ending"
    assert verdict(card(page, "order")).startswith("Not correct. 1 of 4 steps")
    assert card(page, "number").get_by_label("Your answer").input_value() == "5"
    assert verdict(card(page, "number")).startswith("Correct.")
    assert card(page, "hotspot").locator("input[value='splenius-capitis/left']").is_checked()
    assert verdict(card(page, "hotspot")).startswith("Not correct. Right is “splenius capitis, right”.")
    assert card(page, "short").get_by_label("Your answer").input_value() == "A scan shows structure."
    assert verdict(card(page, "short")).startswith("Not correct yet by your own mark: 1 of 3 points.")


def test_answers_of_every_kind_are_kept_and_shown_again_after_reload_and_restart(page: Page, fresh_lab: Server) -> None:
    name = new_notebook(fresh_lab, [SETUP, *ASKED], markdown_first="## What it looks like")
    open_notebook(page, fresh_lab, name)
    run_all(page)
    answer_all_kinds(page)
    check_all_kinds_are_shown(page)
    rows = {row.question_id: row for row in kept(fresh_lab)}
    assert {name: rows[f"sample-{name}"].correct for name in RECORDS} == {
        "best": False,
        "match": False,
        "order": False,
        "number": True,
        "hotspot": False,
        "short": None,
    }
    assert rows["sample-hotspot"].choice == {"region": "splenius-capitis", "side": "left"}
    assert rows["sample-best"].choice == "pain"
    assert rows["sample-order"].choice == ["bind", "cut", "enter", "cross"]
    assert rows["sample-number"].choice == {"value": 5, "unit": "units"}
    assert rows["sample-short"].choice == {"text": "A scan shows structure.", "points": [1]}
    assert all(0 <= row.seconds < 120 for row in rows.values())
    assert axe_problems(page, ".jp-OutputArea") == []
    set_theme(page, "dark")
    wait_until_still(page)
    assert axe_problems(page, ".jp-OutputArea") == []

    card(page, "best").get_by_role("link", name="What it looks like").click()
    assert page.evaluate("document.activeElement.tagName") == "H2"

    save(page)
    page.reload()
    wait_for_kernel(page)
    check_all_kinds_are_shown(page)
    restart_kernel(page)
    run_all(page)
    check_all_kinds_are_shown(page)

    press(card(page, "best"), "Try again")
    card(page, "best").locator("label", has_text="The touch").click()
    press(card(page, "best"))
    card(page, "best").get_by_text(SAVED, exact=True).wait_for()
    assert [(r.attempt, r.correct) for r in kept(fresh_lab) if r.question_id == "sample-best"] == [
        (1, False),
        (2, True),
    ]
    assert "Your first answer: “Pain on the left side” (not correct)." in words(card(page, "best"))
    assert len(kept(fresh_lab)) == 7


LETTERS = "ddbaxzmycv12"
MOVES = ["ArrowUp", "ArrowDown", "Space", "Enter", "Tab"]


def test_no_key_in_any_control_touches_the_notebook(page: Page, host: Server) -> None:
    set_cell = (
        "QuestionSet([sample('best', id='sample-set')], sample_course(sample('best', id='sample-set')), store, 'Set')"
    )
    name = new_notebook(host, [SETUP, *ASKED, set_cell], markdown_first="## What it looks like")
    open_notebook(page, host, name)
    run_all(page)
    page.locator(".dcq-set").wait_for()
    before = cells(page)
    assert len(before) == 3 + len(RECORDS)
    reached = press_every_key(page)  # this answers most of them on its way
    assert cells(page) == before
    best = card(page, "best")
    if best.get_by_role("button", name="Try again").is_hidden():
        best.locator("label").first.click()
        press(best)
    reached |= press_every_key(page, backwards=True)  # from the explanations up to the answers
    assert cells(page) == before
    assert {"radio", "text", "checkbox", "select-one", "textarea", "button", "SUMMARY", "A"} <= reached


def press_every_key(page: Page, *, backwards: bool = False) -> set[str]:
    """Focus every control in the outputs in turn and press each key there; returns what kinds of control there were."""
    reached = set()
    controls = page.query_selector_all(".jp-OutputArea :is(a[href], button, input, select, textarea, summary)")
    for control in reversed(controls) if backwards else controls:
        if not control.evaluate("n => { n.focus(); return document.activeElement === n; }"):
            continue  # hidden now
        tag, kind = control.evaluate("n => [n.tagName, n.type ?? '']")
        reached.add(kind or tag)
        page.keyboard.type(LETTERS)
        for key in MOVES:
            if tag == "A" and key == "Enter":
                continue  # it would open another page
            if not control.evaluate("n => { n.focus(); return document.activeElement === n; }"):
                break  # the key before has taken it away
            page.keyboard.press(key)
        page.keyboard.press("Escape")
    return reached


def test_a_question_of_each_kind_is_answered_by_keyboard_alone(page: Page, host: Server) -> None:
    name = new_notebook(host, [SETUP, *ASKED])
    open_notebook(page, host, name)
    run_all(page)
    card(page, "short").wait_for()
    before = cells(page)
    card(page, "best").get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert card(page, "best").get_by_role("radio").nth(2).is_checked()
    assert verdict(card(page, "best")) == ""
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    card(page, "match").locator("select").first.focus()
    for letters in ("tor", "lat", "ant"):
        page.keyboard.type(letters)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    card(page, "order").get_by_role("button", name="Move down").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")  # the moved step is the last one now; the next control is the Check button
    page.keyboard.press("Enter")
    card(page, "number").get_by_label("Your answer").focus()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    card(page, "hotspot").locator(".neck-part[tabindex='0']").focus()
    for _ in range(6):
        if page.evaluate("document.activeElement.dataset.place") != "splenius-capitis/right":
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # to the chosen one of the radios
    page.keyboard.press("Enter")
    card(page, "short").get_by_label("Your answer").focus()
    page.keyboard.type("dd: it is function.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_timeout(450)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for question in RECORDS:
        card(page, question).get_by_text(SAVED, exact=True).wait_for()
    assert {row.question_id[7:]: row.correct for row in kept(host)} == {
        "best": card(page, "best").locator("[data-mark=good] .dcq-chip").text_content() == "Your answer, the best",
        "match": True,
        "order": True,
        "number": True,
        "hotspot": True,
        "short": None,
    }
    assert cells(page) == before


BURST = """from IPython.display import display
many = [sample("best", id=f"sample-{n}") for n in range(20)]
display(*(QuestionWidget(q, sample_course(*many), store) for q in many))"""
PROCESS = "import os, pathlib\n_ = pathlib.Path(os.environ['DYSTONIA_COURSE_HOME'], 'pid').write_text(str(os.getpid()))"
BUSY = """import os, pathlib, time
end = time.monotonic() + 100
while time.monotonic() < end and not pathlib.Path(os.environ["DYSTONIA_COURSE_HOME"], "enough").exists():
    time.sleep(0.05)"""
UNWRITABLE = """from pathlib import Path
import os
occupied = Path(os.environ["DYSTONIA_COURSE_HOME"], "occupied")
occupied.write_text("not a folder")
QuestionWidget(sample("best", id="sample-unkept"), sample_course(sample("best", id="sample-unkept")),
    Store(occupied / "answers.sqlite"))"""


def test_answers_are_saved_in_bursts_and_while_the_kernel_is_busy_and_never_claimed_falsely(
    page: Page, fresh_lab: Server
) -> None:
    (fresh_lab.home / "enough").unlink(missing_ok=True)
    name = new_notebook(fresh_lab, [SETUP, PROCESS, BURST, *ASKED, UNWRITABLE, BUSY])
    open_notebook(page, fresh_lab, name)
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")

    # The last cell runs until it is told to end: the kernel is busy, and these are the first messages to these widgets.
    card(page, "unkept").wait_for()
    best = card(page, "best")
    best.locator("label").first.click()
    press(best)
    assert verdict(best).startswith(("Correct.", "Not correct."))
    best.get_by_text(SAVED, exact=True).wait_for()
    assert running(page)
    assert [row.question_id for row in kept(fresh_lab)] == ["sample-best"]

    # Twenty answers in one task of the browser.
    page.evaluate(
        """() => { for (let n = 0; n < 20; n += 1) {
        const card = document.querySelector(`[data-question="sample-${n}"]`);
        card.querySelectorAll('input')[n % 4].click();
        [...card.querySelectorAll('button')].find((b) => b.textContent === 'Check answer').click(); } }"""
    )
    for number in range(20):
        card(page, str(number)).get_by_text(SAVED, exact=True).wait_for()
    assert sorted(row.question_id for row in kept(fresh_lab)) == sorted(
        ["sample-best", *(f"sample-{n}" for n in range(20))]
    )
    assert running(page)
    (fresh_lab.home / "enough").touch()
    wait_for_kernel(page)

    # A store that cannot keep anything: said in words, and the feedback works all the same.
    unkept = card(page, "unkept")
    assert "Your answers are not being kept:" in words(unkept)
    unkept.locator("label").first.click()
    press(unkept)
    assert verdict(unkept).startswith(("Correct.", "Not correct."))
    unkept.get_by_text("Not saved: ").wait_for()
    assert "occupied" in words(unkept)
    assert unkept.get_by_text(SAVED, exact=True).count() == 0
    (fresh_lab.home / "occupied").unlink()
    press(unkept, "Try again")
    unkept.locator("label").nth(1).click()
    press(unkept)
    unkept.get_by_text(SAVED, exact=True).wait_for()
    with Store(fresh_lab.home / "occupied" / "answers.sqlite") as recovered:
        shown = unkept.get_by_role("radio").evaluate_all("radios => radios.map(radio => radio.value)")
        assert [row.choice for row in recovered.responses()] == shown[:2], "the first answer stays the first one"

    # A kernel that does not answer at all: feedback comes, "Saved" does not, until the kernel has spoken.
    process = int((fresh_lab.home / "pid").read_text())
    os.kill(process, signal.SIGSTOP)
    try:
        number = card(page, "number")
        number.get_by_label("Your answer").fill("5")
        press(number)
        assert verdict(number).startswith("Correct.")
        number.get_by_text("Not confirmed yet.").wait_for()
        assert SAVED not in words(number)
        assert "sample-number" not in {row.question_id for row in kept(fresh_lab)}
    finally:
        os.kill(process, signal.SIGCONT)
    number.get_by_text(SAVED, exact=True).wait_for()
    assert number.get_by_role("button", name="Save again").is_hidden()
    assert [row.choice for row in kept(fresh_lab) if row.question_id == "sample-number"] == [
        {"value": 5, "unit": "units"}
    ]


def test_an_untrusted_notebook_shows_the_question_and_no_key(page: Page, fresh_lab: Server, tmp_path: Path) -> None:
    name = new_notebook(fresh_lab, [SETUP, *ASKED])
    file = fresh_lab.root / name
    book = nbformat.read(file, as_version=4)
    with Store(tmp_path / "answers.sqlite") as store:
        for cell, question in zip(book.cells[1:], RECORDS, strict=True):
            data, _ = QuestionWidget(sample(question), sample_course(), store)._repr_mimebundle_()
            cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
    nbformat.write(book, file)
    open_notebook(page, fresh_lab, name)
    output = page.locator(".jp-OutputArea-output").first
    output.wait_for()
    assert "Which feature best supports the diagnosis?" in words(output)
    assert "A normal scan of the neck" in words(output)
    assert words(output).endswith("Run the lesson to answer: menu Run, then Run All Cells.")
    for text in (page.content(), file.read_text(encoding="utf-8")):
        for secret in ("sensory trick", "Scans are normal", "Latus", "nothing enters", "networks of the brain"):
            assert secret not in text
