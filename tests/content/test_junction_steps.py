"""The steps of the drawn junction: every broken file is one sentence, and the course's own file is whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dystonia_course.content.course import Course, load_course
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import data_folder
from dystonia_course.content.junction_steps import FILE, Junction, load_junction
from dystonia_course.content.passages import course_passages, junction_passages

SMALL = """\
about: A diagram.
toxin_types:
- {id: A, name: Type A, words: Cuts SNAP-25.}
- {id: B, name: Type B, words: Cuts VAMP-2.}
steps:
- id: first
  part: Start
  name: The first
  words: Something happens.
  by_type: {A: So., B: Or so.}
  picture: A picture.
  close_up: A closer one.
"""


def swap(old: str, new: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(data_folder())


@pytest.fixture
def junction(course: Course) -> Junction:
    assert course.junction is not None
    return course.junction


def test_the_small_file_is_whole(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SMALL, encoding="utf-8")
    small = load_junction(tmp_path)
    assert [one.id for one in small.toxin_types] == ["A", "B"]
    assert small.steps[0].by_type == {"A": "So.", "B": "Or so."}
    assert small.steps[0].unsettled == ""


@pytest.mark.parametrize(
    ("edit", "says"),
    {
        "no list of steps": (lambda text: text.partition("steps:")[0], "the lists 'toxin_types' and 'steps'"),
        "a list instead": (lambda _: "- id: first\n", "the lists 'toxin_types' and 'steps'"),
        "no about": (swap("about: A diagram.\n", ""), "field 'about': is missing"),
        "no words": (swap("  words: Something happens.\n", ""), "first, field 'words': is missing"),
        "empty words": (swap("Something happens.", "''"), "first, field 'words': is empty"),
        "a misspelt field": (swap("  close_up:", "  closeup:"), "did you mean 'close_up'?"),
        "a wrong id": (swap("id: first", "id: First one"), "must hold lower-case letters"),
        "an unknown type": (swap("{id: B,", "{id: H,"), "H, field 'id': must be one of"),
        "a type left out": (swap(", B: Or so.", ""), "first, field 'by_type': has no text for type B"),
        "a type too many": (
            swap("B: Or so.", "B: Or so., C: No."),
            "first, field 'by_type': type C is not in toxin_types",
        ),
        "a step twice": (
            lambda text: text + text[text.index("- id: first") :],
            "first, field 'id': the id stands twice",
        ),
        "not a record": (lambda text: text + "- words\n", "step 2: must be a record"),
        "cut off": (lambda text: text[:-5], "cut off"),
    }.values(),
    ids=lambda value: None if callable(value) else value[:30],
)
def test_a_broken_file_is_one_sentence(edit: Callable[[str], str], says: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(edit(SMALL), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_junction(tmp_path)
    assert str(caught.value).startswith(FILE)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_course_without_the_file_has_no_junction(tmp_path: Path) -> None:
    assert load_course(Path(__file__).parent / "small_course").junction is None


def test_the_sequence_runs_from_impulse_to_recovery(junction: Junction) -> None:
    assert 12 <= len(junction.steps) <= 14
    assert list(dict.fromkeys(step.part for step in junction.steps)) == [
        "Normal transmission",
        "With the toxin",
        "Recovery",
    ]
    assert [one.id for one in junction.toxin_types] == ["A", "B", "C", "E", "F"]


def test_every_text_of_the_sequence_is_checked_for_numbers(course: Course, junction: Junction) -> None:
    places = {(passage.record, passage.field) for passage in course_passages(course) if passage.file == FILE}
    for step in junction.steps:
        assert {(step.id, field) for field in ("words", "picture", "close_up", "name")} <= places
        assert {(step.id, f"by_type.{one}") for one in step.by_type} <= places
    assert [problem for passage in junction_passages(junction) for problem in passage.problems(course)] == []


def test_a_bare_number_in_a_step_is_found(course: Course, junction: Junction) -> None:
    step = junction.steps[0].model_copy(update={"words": "The block lasts 12 weeks."})
    spoiled = junction.model_copy(update={"steps": [step, *junction.steps[1:]]})
    found = [problem for passage in junction_passages(spoiled) for problem in passage.problems(course)]
    assert len(found) == 1
    assert "12" in found[0]


def test_sides_of_each_dispute_are_named(junction: Junction) -> None:
    """The open questions name a source for each side."""
    unsettled = {step.id: step.unsettled for step in junction.steps if step.unsettled}
    for step, claims in {
        "zipper": ("hua-three-snares", "vandenbogaart-one"),
        "cut": ("simpson-kl-half", "hallett-minutes"),
        "renewal": ("adler-seq", "meunier-e-rescue"),
        "sprouts": ("meunier-parent-a", "rogozhin-original"),
    }.items():
        for claim in claims:
            assert f'· {claim}")' in unsettled[step]
