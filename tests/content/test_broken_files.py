# ruff: noqa: E501 - one case a line reads best
"""Every broken file gives one sentence that names file, record and field, through the loader that the course uses."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dystonia_course.content.course import load_course
from dystonia_course.content.errors import ContentError

BANK = "questions/condition.yaml"


@dataclass(frozen=True)
class Broken:
    """One edit of one file, and what the sentence must name."""

    file: str
    edit: Callable[[str], str | bytes | None]
    record: str
    field: str | None
    says: str


def swap(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, count)

    return edit


def cut(before: str) -> Callable[[str], str]:
    return lambda text: text[: text.index(before)]


def describe(change: Callable[[dict[str, object]], None]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        package = json.loads(text)
        change(package)
        return json.dumps(package) + "\n"

    return edit


def foreign_key(package: dict[str, object], field: str, target: str) -> None:
    schema = package["resources"][0]["schema"]  # type: ignore[index]
    schema["foreignKeys"] = [{"fields": field, "reference": {"resource": "", "fields": target}}]


CASES = {
    # The file as a whole
    "missing file": Broken("claims.csv", lambda _: None, "", None, "missing"),
    "empty csv": Broken("claims.csv", lambda _: "", "", None, "empty"),
    "only blank lines": Broken("objectives.csv", lambda _: "\n\n", "", None, "empty"),
    "csv without rows": Broken("glossary.csv", lambda _: "lesson,term,definition,claims\n", "", None, "no row"),
    "latin-1 csv": Broken(
        "glossary.csv", lambda t: t.replace("bends", "bèugt").encode("latin-1"), "line 2", None, "not UTF-8"
    ),
    "byte order mark": Broken("claims.csv", lambda t: "\ufeff" + t, "line 1", None, "byte order mark"),
    "zero byte": Broken("lay_article.csv", swap("it is rare", "it is\0rare"), "line 3", None, "zero byte"),
    "csv cut off in a row": Broken("claims.csv", cut("chan1991,Abstract"), "line 2", None, "cut off"),
    "csv cut off in quotes": Broken(
        "lay_article.csv", lambda t: cut("had it.")(t) + "\n", "", None, "quoted field is not closed"
    ),
    "semicolons": Broken("misconceptions.csv", lambda t: t.replace(",", ";"), "row 1", None, "';'"),
    "empty bank": Broken(BANK, lambda _: "", "", None, "empty"),
    "bank of comments": Broken(BANK, lambda _: "# later\n", "", None, "list of questions"),
    "bank is one record": Broken(BANK, lambda _: "id: condition-pain\nkind: best_answer\n", "", None, "list of questions"),
    "yaml cut off": Broken(BANK, cut("  reviewer: none yet"), "condition-pain", "reviewer", "missing"),
    "yaml cut off in a line": Broken(BANK, cut(": none yet"), "line 22", None, "cut off"),
    "yaml with a stray quote": Broken(BANK, swap("ask: How", 'ask: "How'), "line", None, "not readable as YAML"),
    "yaml with a tab": Broken(BANK, swap("  kind: best", "\tkind: best"), "line 2", None, "not readable as YAML"),
    "json cut off": Broken("datapackage.json", lambda t: t[:300] + "\n", "line", None, "not readable as JSON"),
    "bib cut off": Broken("references.bib", lambda t: cut("  address = {publisher}")(t), "line", None, "cannot be read"),
    "bib without entries": Broken("references.bib", lambda _: "% nothing yet\n", "", None, "no entry"),
    # Columns and fields
    "missing column": Broken("claims.csv", swap(",locator,", ",place,"), "row 1", "locator", "missing"),
    "unknown column": Broken("objectives.csv", lambda t: re.sub("$", ",x", t[:-1], flags=re.M) + "\n", "row 1", "x", "not expected"),
    "column twice": Broken("claims.csv", swap("value,low,high", "value,low,low"), "row 1", "low", "twice"),
    "nameless column": Broken("glossary.csv", swap("term,definition,", "term,,"), "row 1", None, "no name"),
    "row too short": Broken("claims.csv", swap(",Abstract,seen", ""), "row 2 (pain-chan)", "locator", "of 11 fields"),
    "row too long": Broken(
        "objectives.csv", swap("Name its burden", "Name its burden, all"), "row 3 (C6)", "audience", "6 fields"
    ),
    "blank row": Broken("misconceptions.csv", swap("\npainless", "\n,,\npainless"), "row 2", None, "blank"),
    "stray space": Broken("claims.csv", swap(",75,", ", 75,"), "row 2 (pain-chan)", "value", "space"),
    "yaml field twice": Broken(BANK, swap("  level: understand\n", "  level: apply\n  level: apply\n"), "line 5", "level", "twice"),
    "json name twice": Broken(
        "datapackage.json", swap('"type": "number"', '"type": "number", "type": "string"'), "", "type", "twice"
    ),
    # Sources
    "source without year": Broken("references.bib", swap("  year = {1991},\n", ""), "chan1991", "year", "no year"),
    "year in words": Broken("references.bib", swap("{1991}", "{in press}"), "chan1991", "year", "in press"),
    "source without author": Broken("references.bib", swap("  author = {Chan", "  note = {Chan"), "chan1991", "author", "author"),
    "source without address kind": Broken("references.bib", swap("  address = {doi},\n", ""), "chan1991", "address", "no address"),
    "address kind unknown": Broken("references.bib", swap("{search}", "{google}"), "defazio2013", "address", "one of doi"),
    "url with a bracket": Broken("references.bib", swap("206}", "2(06)}"), "chan1991", "url", "%28"),
    "url is no address": Broken("references.bib", swap("{https://doi.org/10.1002/", "{10.1002/"), "chan1991", "url", "https://"),
    "funding without a name": Broken("references.bib", swap("industry: Allergan", "industry"), "defazio2013", "funding", "NAME"),
    "source key twice": Broken("references.bib", swap("{defazio2013,", "{chan1991,"), "chan1991", None, "twice"),
    "source field twice": Broken("references.bib", swap("  year = {2013}", "  year = {2013},\n  year = {2014}"), "defazio2013", "year", "twice"),
    "brace missing": Broken("references.bib", swap("Movement Disorders},", "Movement Disorders,"), "line", None, "brace"),
    # Claims
    "claim id twice": Broken("claims.csv", swap("onset-mean", "pain-chan"), "pain-chan", "id", "twice"),
    "claim without statement": Broken("claims.csv", swap("The mean age at onset was 41 years.", ""), "onset-mean", "statement", "empty"),
    "claim value in words": Broken("claims.csv", swap(",75,", ",most,"), "pain-chan", "value", "not a number"),
    "claim bounds swapped": Broken("claims.csv", swap("39,43", "43,39"), "onset-mean", "low", "above high"),
    "claim recalled": Broken("claims.csv", swap("secondary", "recalled"), "onset-mean", "status", "seen, secondary"),
    "claim of unknown source": Broken("claims.csv", swap("defazio2013", "defazio2031"), "prevalence-robust", "source", "defazio2031"),
    # Objectives, misconceptions, glossary, article, lessons
    "objective level": Broken("objectives.csv", swap("dystonia,understand", "dystonia,U"), "C1", "level", "one of remember"),
    "objective twice": Broken("objectives.csv", swap("C6", "C1"), "C1", "id", "twice"),
    "misconception of unknown claim": Broken("misconceptions.csv", swap("onset-mean", "onset-men"), "old-age", "claims", "onset-men"),
    "term twice": Broken("glossary.csv", swap("prevalence,How", "Cervical dystonia,How"), "Cervical dystonia", "term", "twice"),
    "claims separated by a comma": Broken("glossary.csv", swap(",definition\n", ',"definition,pain-chan"\n'), "cervical dystonia", "claims", "not a claim"),
    "verdict unknown": Broken("lay_article.csv", swap("supported", "true"), "S01", "verdict", "needs nuance"),
    "verdict without reason": Broken("lay_article.csv", swap("it is rare,,", "it is rare,wrong,"), "S02", "why", "go together"),
    "lesson minutes": Broken("lessons.yaml", swap("minutes: 40", "minutes: forty"), "condition", "minutes", "whole number"),
    "lesson without title": Broken("lessons.yaml", swap("  title: The condition\n", ""), "condition", "title", "missing"),
    # Tables
    "table without title": Broken("datapackage.json", swap('"title": "Two figures",', ""), "epidemiology", "title", "missing"),
    "no resources": Broken("datapackage.json", swap('"resources"', '"tables"'), "", "resources", "no table"),
    "column type unknown": Broken("datapackage.json", swap('"number"', '"decimal"'), "epidemiology, value", "type", "decimal"),
    "table column undescribed": Broken("epidemiology.csv", swap("remark", "note"), "row 1", "remark", "missing"),
    "table cell of wrong type": Broken("epidemiology.csv", swap(",41,", ",about 41,"), "row 3 (Age at onset)", "value", "number"),
    "required cell empty": Broken("epidemiology.csv", swap("clinic,onset-mean", "clinic,"), "row 3 (Age at onset)", "claims", "required"),
    "unique cell twice": Broken("epidemiology.csv", swap("Age at onset", "Pain"), "row 3 (Pain)", "measure", "twice"),
    "table of unknown claim": Broken("epidemiology.csv", swap("clinic,onset-mean", "clinic,onset"), "row 3 (Age at onset)", "claims", "'onset'"),
    "foreign key to nothing": Broken(
        "datapackage.json", describe(lambda p: foreign_key(p, "measure", "name")), "epidemiology", "foreignKeys", "does not exist"
    ),
    "foreign key unmet": Broken(
        "datapackage.json", describe(lambda p: foreign_key(p, "remark", "measure")), "row 2 (Pain)", "remark", "not in column measure"
    ),
    # Questions
    "no id": Broken(BANK, swap("- id: condition-match\n  kind", "- kind"), "question 2", "id", "missing"),
    "id with capitals": Broken(BANK, swap("condition-match", "Condition match"), "Condition match", "id", "lower-case"),
    "id twice": Broken(BANK, swap("condition-match", "condition-pain"), "condition-pain", "id", "twice"),
    "kind missing": Broken(BANK, swap("  kind: best_answer\n", ""), "condition-pain", "kind", "missing"),
    "kind unknown": Broken(BANK, swap("best_answer", "multiple_choice"), "condition-pain", "kind", "multiple_choice"),
    "no key": Broken(BANK, swap("      correct: true\n", "      misconception: common\n"), "condition-pain", "options", "found 0"),
    "two keys": Broken(BANK, swap("misconception: painless", "correct: true"), "condition-pain", "options", "found 2"),
    "two options": Broken(BANK, lambda t: re.sub(r"    - \{id: old,.*\n", "", t), "condition-pain", "options", "at least 3"),
    "option id twice": Broken(BANK, swap("{id: old", "{id: none"), "condition-pain", "options", "'none' stands twice"),
    "wrong option without misconception": Broken(
        BANK, swap("misconception: painless, ", ""), "condition-pain", "options", "'none' names no misconception"
    ),
    "option without rationale": Broken(
        BANK, swap(", rationale: This takes it for a movement alone.", ""), "condition-pain", "options[none].rationale", "missing"
    ),
    "field unknown": Broken(BANK, swap("  remember: Ask about pain.", "  takeaway: Ask about pain."), "condition-pain", "takeaway", "not a field"),
    "field misspelt": Broken(BANK, swap("  section: Pain", "  secton: Pain"), "condition-pain", "secton", "'section'"),
    "option field misspelt": Broken(BANK, swap("misconception: old-age", "misconeption: old-age"), "condition-pain", "options[old].misconeption", "'misconception'"),
    "level unknown": Broken(BANK, swap("level: understand", "level: know"), "condition-pain", "level", "'know'"),
    "text is a number": Broken(BANK, swap("ask: How often is pain part of cervical dystonia?", "ask: 12"), "condition-pain", "ask", "must be text"),
    "text is yes": Broken(BANK, swap("id: other, text: Not movement", "id: other, text: no"), "condition-match", "choices[other].text", "must be text"),
    "text is empty": Broken(BANK, swap("remember: Ask about pain.", "remember: ''"), "condition-pain", "remember", "empty"),
    "difficulty out of range": Broken(BANK, swap("difficulty: 0.6", "difficulty: 60"), "condition-pain", "difficulty", "less than 1"),
    "version is text": Broken(BANK, swap("version: 1", "version: first"), "condition-pain", "version", "whole number"),
    "day is no day": Broken(BANK, swap("checked: 2025-11-25", "checked: in autumn"), "condition-pain", "checked", "date"),
    "options are text": Broken(BANK, swap("  steps:\n    - {id: look, text: Look, rationale: First.}", "  steps:\n    - Look"), "condition-order", "steps[1]", "record"),
    "unknown objective": Broken(BANK, swap("objective: C6", "objective: C9"), "condition-pain", "objective", "'C9'"),
    "objective list holds a number": Broken(BANK, swap("[C1, C6]", "[C1, 6]"), "condition-match", "objective[2]", "must be"),
    "objective is a number": Broken(BANK, swap("objective: C6", "objective: 6"), "condition-pain", "objective", "must be"),
    "unknown claim": Broken(BANK, swap("claims: [pain-chan]", "claims: [pain-chen]"), "condition-pain", "claims", "'pain-chen'"),
    "no claims": Broken(BANK, swap("claims: [pain-chan]", "claims: []"), "condition-pain", "claims", "at least 1"),
    "unknown misconception": Broken(BANK, swap("misconception: old-age", "misconception: old"), "condition-pain", "options[old].misconception", "'old'"),
    "unknown section": Broken(BANK, swap("section: Pain", "section: Pains"), "condition-pain", "section", "'Pain'"),
    "match unknown": Broken(BANK, swap("match: other", "match: others"), "condition-match", "items", "'others'"),
    "foreseen value is right": Broken(BANK, swap("value: 1000", "value: 10.2"), "condition-count", "foreseen", "10.2"),
    "foreseen misconception unknown": Broken(BANK, swap("misconception: common", "misconception: rare"), "condition-count", "foreseen[1].misconception", "'rare'"),
    "tolerance is negative": Broken(BANK, swap("tolerance: 0.5", "tolerance: -1"), "condition-count", "answer.tolerance", "at least 0"),
    "bank of no lesson": Broken("lessons.yaml", swap("id: condition", "id: mechanism"), "", None, "no lesson 'condition'"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_one_sentence_names_file_record_and_field(name: str, folder: Path) -> None:
    case = CASES[name]
    path = folder / case.file
    broken = case.edit(path.read_text(encoding="utf-8"))
    if broken is None:
        path.unlink()
    else:
        path.write_bytes(broken if isinstance(broken, bytes) else broken.encode())
    with pytest.raises(ContentError) as caught:
        load_course(folder)
    error, sentence = caught.value, str(caught.value)
    assert "\n" not in sentence
    assert not any(word in sentence for word in ("Error", "Traceback", "pydantic", "type="))
    blamed = BANK if name == "bank of no lesson" else "epidemiology.csv" if name == "foreign key unmet" else case.file
    assert error.file == blamed
    assert sentence.startswith(blamed)
    assert case.record in (error.record or "")
    assert bool(case.record) == bool(error.record) or name == "json name twice"
    assert error.field == case.field
    assert case.says in error.problem
    if case.field:
        assert f"'{case.field}'" in sentence


def test_the_unbroken_copy_loads(folder: Path) -> None:
    assert len(load_course(folder).questions) == 5


def test_an_id_in_two_banks_names_the_other_bank(folder: Path) -> None:
    plan = (folder / "lessons.yaml").read_text(encoding="utf-8")
    (folder / "lessons.yaml").write_text(plan + plan.replace("id: condition", "id: zebra"), encoding="utf-8")
    bank = (folder / BANK).read_text(encoding="utf-8")
    (folder / "questions" / "zebra.yaml").write_text(bank, encoding="utf-8")
    with pytest.raises(ContentError, match=r"zebra\.yaml, question 'condition-pain', field 'id': .*'condition'"):
        load_course(folder)


def test_a_second_bank_of_a_lesson_is_refused(folder: Path) -> None:
    bank = (folder / BANK).read_text(encoding="utf-8")
    (folder / "questions" / "01_condition.yaml").write_text(bank, encoding="utf-8")
    with pytest.raises(ContentError, match="second bank"):
        load_course(folder)


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="missing"):
        load_course(tmp_path / "nowhere")


def test_a_folder_in_place_of_a_file_is_one_sentence(folder: Path) -> None:
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").mkdir()
    with pytest.raises(ContentError, match=r"claims\.csv: the file cannot be read"):
        load_course(folder)


@pytest.mark.parametrize("file", ["claims.csv", "references.bib", "glossary.csv", BANK, "datapackage.json"])
def test_a_file_cut_anywhere_is_an_error_or_a_shorter_whole(file: str, folder: Path) -> None:
    """Whatever byte a file ends at, loading either raises ContentError or gives whole records, never another error."""
    path = folder / file
    raw = path.read_bytes()
    for end in range(0, len(raw), 7):
        path.write_bytes(raw[:end])
        with contextlib.suppress(ContentError):
            course = load_course(folder)
            assert raw[:end].endswith(b"\n")
            assert all(question.remember and question.claims for question in course.questions.values())
