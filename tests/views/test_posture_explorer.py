"""The posture explorer's static faces, its caption, and the names of explorers."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from dystonia_course.content.course import load_course
from dystonia_course.content.numbers import problems
from dystonia_course.science.posture_names import NAMED_POSTURES
from dystonia_course.views.explorers import EXPLORERS, explorer
from dystonia_course.views.posture_explorer import ABOUT, PostureExplorer, caption


def test_the_text_face_is_always_the_same_and_tells_every_posture() -> None:
    one, two = PostureExplorer(load_course()), PostureExplorer(load_course(), seed=9)
    assert repr(one) == repr(two)
    assert "0x" not in repr(one)
    for name in NAMED_POSTURES:
        assert f"- {name[0].upper()}{name[1:]}. The " in repr(one)
    bundle, _ = one._repr_mimebundle_()
    assert bundle["text/plain"] == repr(one)
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_every_number_in_the_caption_is_a_claim() -> None:
    course = load_course()
    text = caption(course)
    assert problems(text, course) == []
    for claim in ("cond-phe-torticaput", "cond-phe-shift-missed", "cond-phe-lateral-shift", "cond-phe-larynx-sign"):
        assert f"· {claim}" in text


def test_the_notes_about_the_drawing_hold_no_clinical_number_and_say_so() -> None:
    assert "They are neither clinical limits" in ABOUT


def test_without_a_course_there_is_no_caption() -> None:
    assert PostureExplorer().caption == ""


def test_the_state_is_small_and_self_contained() -> None:
    widget = PostureExplorer(load_course())
    state = {name: getattr(widget, name) for name in ("posture", "tasks", "about", "caption")}
    assert len(json.dumps(state)) < 12_000


def test_the_module_declares_no_name_twice_and_imports_nothing() -> None:
    import re

    module = PostureExplorer()._esm
    declared = re.findall(r"^(?:export )?(?:const|let|class|function) (\w+)", module, re.MULTILINE)
    assert len(declared) == len(set(declared))
    assert not re.search(r"^import |\bimport\(|\bfetch\(|https?://(?!www\.w3\.org/2000/svg)", module, re.MULTILINE)


def test_explorers_by_name() -> None:
    course = load_course()
    assert isinstance(explorer("postures", course), PostureExplorer)
    with pytest.raises(LookupError) as error:
        explorer("posture", course)
    assert str(error.value).count(".") == 1
    assert all(name in str(error.value) for name in EXPLORERS)


def test_the_table_of_postures_knows_the_same_forms() -> None:
    """Forms are compared without their side, shifts by their words in any order."""
    table = load_course().tables["postures"]
    words = {frozenset(row["name"].split()) for row in table.rows}
    drawn = {
        frozenset(set(name.split()) - (set() if "shift" in name else {"left", "right"})) for name in NAMED_POSTURES
    }
    assert words == drawn


def test_pandas_stays_out() -> None:
    code = (
        "import sys, dystonia_course.views.explorers as e; e.explorer('postures', __import__('types').SimpleNamespace("
    )
    code += "claims={}, sources={})); print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
