"""Click to feedback, click to "saved", slider to redraw: in the page, with an idle and with a busy kernel."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from dystonia_course.bench.lab_page import LabPage, Latency, browser, lab, write_notebook
from dystonia_course.bench.measurement import CannotMeasureError, Measurement, p95

SAMPLES = 50
WARM_UP = 3
_OPEN = """
from dystonia_course import lesson
condition = lesson("condition")
"""
_ASK = """
for question in {questions}:
    condition.ask(question)
"""
_EXPLORE = 'condition.explore("postures")'
_BUSY = """
while True:
    sum(range(1000))
"""


def measure() -> Iterator[Measurement]:
    """Milliseconds at p95 of 50. The busy kernel runs a loop in plain Python, which never gives way by itself."""
    questions = _questions()
    with tempfile.TemporaryDirectory(prefix="dystonia-bench-") as folder, browser() as opened:
        write_notebook(Path(folder) / "bench.ipynb", [_OPEN, _ASK.format(questions=questions), _EXPLORE, _BUSY])
        with lab(Path(folder)) as server:
            page = LabPage(opened, server, "bench.ipynb")
            for number in range(3):
                page.start_cell(number)
                page.wait_until_idle()
            for question in questions:
                page.page.locator(_card(question)).wait_for()
            page.page.locator(_SLIDER).first.wait_for()
            yield from _clicks(page, questions, "")
            yield from _slides(page)
            page.start_cell(3)
            page.page.wait_for_timeout(1000)
            yield from _clicks(page, questions, ", kernel busy")
            page.interrupt()
            page.close()


def _questions() -> list[str]:
    from dystonia_course.content.course import load_course

    found = [question.id for question in load_course().bank("condition") if question.kind == "best_answer"][:10]
    if not found:
        raise CannotMeasureError("Lesson 1 has no best-answer question to click on.")
    return found


def _clicks(page: LabPage, questions: list[str], when: str) -> Iterator[Measurement]:
    """Answer the questions in turn, several times each, and say how long feedback and saving took."""
    latencies = [_answer(page, question) for question in islice(cycle(questions), WARM_UP + SAMPLES)][WARM_UP:]
    yield p95(f"click to feedback, change{when}", [one.change for one in latencies], 5)
    yield p95(f"click to feedback, paint{when}", [one.paint for one in latencies], 34)
    yield p95(f'click to "saved"{when}', [one.done for one in latencies if one.done is not None], 100)


def _answer(page: LabPage, question: str) -> Latency:
    card = page.page.locator(_card(question))
    if card.locator(".dcq-retry").is_visible():
        card.locator(".dcq-retry").click()
    card.locator(".dcq-option").first.click()
    card.locator("button.primary").scroll_into_view_if_needed()
    page.page.wait_for_timeout(60)  # the choice is painted before the stopwatch is armed
    page.arm("click", f"{_card(question)} .dcq-feedback", f"{_card(question)} .dcq-line[data-state=saved]")
    card.locator("button.primary").click()
    return page.stopped()


def _slides(page: LabPage) -> Iterator[Measurement]:
    """One arrow key on the first slider of the posture explorer, to the right and to the left in turn."""
    slider = page.page.locator(_SLIDER).first
    slider.scroll_into_view_if_needed()
    slider.focus()
    keys = islice(cycle(["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"]), WARM_UP + SAMPLES)
    latencies = [page.press(key, ".posture .dcp-views") for key in keys]
    yield p95("posture slider to redraw, change", [one.change for one in latencies[WARM_UP:]], 5)
    yield p95("posture slider to redraw, paint", [one.paint for one in latencies[WARM_UP:]], 34)


def _card(question: str) -> str:
    return f'.dcq-card[data-question="{question}"]'


_SLIDER = ".posture input.dcp-range"
