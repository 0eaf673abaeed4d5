"""The drawn junction without a browser: its text face, what it sends to the page, what Python may set."""

from __future__ import annotations

import dataclasses
import re

import pytest
import traitlets

from dystonia_course.content.course import Course, load_course
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import data_folder
from dystonia_course.content.junction_steps import Junction
from dystonia_course.views.explorers import explorer
from dystonia_course.views.junction import JunctionExplorer, text_face


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(data_folder())


@pytest.fixture
def junction(course: Course) -> Junction:
    assert course.junction is not None
    return course.junction


@pytest.fixture
def drawing(course: Course) -> JunctionExplorer:
    return JunctionExplorer(course)


def test_a_notebook_finds_it_by_its_name(course: Course) -> None:
    assert isinstance(explorer("junction", course), JunctionExplorer)


def test_the_text_face_lists_every_step_in_words(drawing: JunctionExplorer, junction: Junction) -> None:
    face = drawing._repr_mimebundle_()[0]["text/plain"]
    assert face == repr(drawing) == text_face(junction)
    for number, step in enumerate(junction.steps, start=1):
        assert f"\n{number}. {step.name}. " in face
    numbered = [int(found) for found in re.findall(r"^(\d+)\. ", face, re.MULTILINE)]
    assert numbered == list(range(1, len(junction.steps) + 1))
    assert "Type A: Type A cuts SNAP-25 between residues 197 and 198" in face
    assert "Type B: Type B cuts VAMP-2" in face
    assert face.count("Not settled:") == sum(bool(step.unsettled) for step in junction.steps)
    assert "http" not in face
    assert "](" not in face


def test_the_text_face_is_the_same_each_time(course: Course) -> None:
    assert repr(JunctionExplorer(course)) == repr(JunctionExplorer(course))


def test_links_to_claims_reach_the_page_as_links(drawing: JunctionExplorer) -> None:
    cut = next(step for step in drawing.steps if step["id"] == "cut")
    link = re.search(
        r'<a href="(\S+)" title="([^"]+)" target="_blank" rel="noopener">9 residues</a>', cut["by_type"]["A"]
    )
    assert link is not None
    assert link[2].endswith("· a-e-residues")


def test_descriptions_of_pictures_are_plain_text(drawing: JunctionExplorer) -> None:
    for step in drawing.steps:
        for text in (step["picture"], step["close_up"], *step["close_up_by_type"].values()):
            assert text
            assert "<" not in text
            assert len(text) < 500


def test_python_may_set_step_and_type(drawing: JunctionExplorer) -> None:
    assert (drawing.step, drawing.toxin_type) == ("impulse", "A")
    drawing.step, drawing.toxin_type = "cut", "B"
    assert (drawing.step, drawing.toxin_type) == ("cut", "B")
    with pytest.raises(traitlets.TraitError, match=r"There is no step 'kissing'; there is impulse, calcium"):
        drawing.step = "kissing"
    with pytest.raises(traitlets.TraitError, match=r"There is no toxin_type 'H'; there is A, B, C, E, F\."):
        drawing.toxin_type = "H"
    assert (drawing.step, drawing.toxin_type) == ("cut", "B")


def test_a_course_without_steps_gives_one_sentence(course: Course) -> None:
    without = dataclasses.replace(course, junction=None)
    with pytest.raises(ContentError, match=r"^junction_steps\.yaml: the file is missing from "):
        JunctionExplorer(without)


def test_the_words_do_not_lean_on_brands_or_colours(junction: Junction) -> None:
    text = text_face(junction).lower()
    words = set(re.findall(r"[a-z]+", text))
    assert not words & {"botox", "dysport", "xeomin", "myobloc", "sufferer", "sufferers", "red", "green", "blue"}
