"""The modules of the views, put together for a host that takes one module as text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from dystonia_course.views import assets

ENTRIES = [
    "question.js",
    "question_set.js",
    "question_on_map.js",
    "question_set_on_map.js",
    "neck_explorer.js",
    "neck_reasoning.js",
    "counted_test.js",
    "counted_test_on_map.js",
    "review.js",
    "confidence_practice.js",
    "live_page.js",
    "completion_page.js",
    "notice.js",
]
FOLDER = Path(assets.__file__).parent


@pytest.mark.parametrize("entry", ENTRIES)
def test_one_module_without_imports_and_with_one_export(entry: str) -> None:
    text = assets.module(entry)
    assert not re.search(r"^\s*import\b", text, re.MULTILINE)
    assert len(re.findall(r"^export default\b", text, re.MULTILINE)) == 1


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_two_modules_use_the_same_top_level_name(entry: str) -> None:
    names = re.findall(
        r"^(?:export )?(?:async )?(?:function|const|let|class)\s+(\w+)", assets.module(entry), re.MULTILINE
    )
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("question*.js")))
def test_each_module_imports_what_it_uses_so_that_a_page_can_load_it_as_it_is(file: str) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    imported = {
        name.strip()
        for names in re.findall(r"^import \{([^}]*)\} from", text, re.MULTILINE)
        for name in names.split(",")
    }
    for source in re.findall(r'from "\./([\w.]+)"', text):
        exported = set(re.findall(r"^export (?:async )?(?:function|const) (\w+)", (FOLDER / source).read_text(), re.M))
        wanted = re.search(rf'import \{{([^}}]*)\}} from "\./{re.escape(source)}"', text)
        assert wanted is not None
        assert {name.strip() for name in wanted[1].split(",")} <= exported
    body = re.sub(r"^import.*$", "", text, flags=re.MULTILINE)
    for name in imported:
        assert re.search(rf"\b{name}\b", body), f"{file} imports {name} and does not use it"
    for name in (
        "el",
        "svg",
        "uniqueId",
        "guardInside",
        "icon",
        "chip",
        "quoted",
        "verdict",
        "explained",
        "explanations",
    ):
        if re.search(rf"(?<![.\w]){name}\(", body) and not re.search(rf"function {name}\(", body):
            assert name in imported, f"{file} uses {name} without importing it"


def test_nothing_is_fetched_from_anywhere() -> None:
    for path in [*FOLDER.glob("question*.js"), *FOLDER.glob("question*.css"), FOLDER / "dom.js", FOLDER / "theme.css"]:
        text = re.sub(r"http://www\.w3\.org/2000/svg", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"https?://|@import|url\(|\bfetch\(|XMLHttpRequest", text), path.name
