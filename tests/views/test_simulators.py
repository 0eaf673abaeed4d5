"""The simulators without a browser: their numbers come from the course's tables, their text faces, their refusals."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from dystonia_course.content.citations import numbers_in
from dystonia_course.content.course import Course, load_course
from dystonia_course.content.errors import ContentError
from dystonia_course.content.numbers import problems
from dystonia_course.views import simulator_onset, simulator_persistence, simulator_safety_factor, simulator_serotypes
from dystonia_course.views.assets import FOLDER
from dystonia_course.views.explorers import EXPLORERS, explorer
from dystonia_course.views.simulator import SIMULATORS, Simulator
from dystonia_course.views.simulator_numbers import Numbers, symbol_html

NAMES = list(SIMULATORS)
OWN_SCRIPTS = ["chart.js", "simulator*.js", "onset*.js", "persistence*.js", "safety_factor*.js", "serotypes*.js"]


def made(name: str) -> Simulator:
    return SIMULATORS[name](load_course())


def without(course: Course, table: str, **cells: str) -> Course:
    """The course without the rows of a table that have these cells."""
    rows = [row for row in course.tables[table].rows if any(row[key] != value for key, value in cells.items())]
    assert len(rows) < len(course.tables[table].rows)
    return replace(course, tables={**course.tables, table: replace(course.tables[table], rows=rows)})


@pytest.mark.parametrize("name", NAMES)
def test_the_text_face_is_always_the_same_and_says_what_is_known_how(name: str) -> None:
    one, two = made(name), made(name)
    assert repr(one) == repr(two)
    assert "0x" not in repr(one)
    assert repr(one).startswith(f"Simulator: {one.content['title']}\n")
    assert "(assumption)" in repr(one) or name == "serotypes"
    assert "(seen in source)" in repr(one) or "(own fit to" in repr(one)
    assert "cannot say" in repr(one)
    bundle, _ = one._repr_mimebundle_()
    assert bundle["text/plain"] == repr(one)
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_the_text_faces_hold_the_published_values() -> None:
    for name, values in {
        "onset": ("half-time of binding: 12 minutes", "48 hours, rats: total paralysis", "21 days, Hamjian 1994"),
        "persistence": ("week 57: 22% of the block left (Sloop 1997)", "day of the next treatment: 80.7 and 83.9"),
        "safety_factor": ("ratio of cut to intact SNAP-25 is above 0.35", "when 0.76 of the receptors are blocked"),
        "serotypes": ("type A, neurons, half-life: over 31 days", "type F, people, benefit: 5 weeks; 8.6 weeks"),
    }.items():
        for value in values:
            assert value in repr(made(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_issue_is_an_explorer(name: str) -> None:
    assert name in EXPLORERS
    assert isinstance(explorer(name, load_course()), SIMULATORS[name])


@pytest.mark.parametrize(
    "module", [simulator_onset, simulator_persistence, simulator_safety_factor, simulator_serotypes]
)
def test_every_number_in_the_prose_is_a_claim(module: object) -> None:
    course = load_course()
    for make in ("_lede", "_cannot", "_key"):
        function = getattr(module, make, None)
        if function is None:
            continue
        prose = function(Numbers(course)) if function.__code__.co_argcount else function()
        assert problems(prose, course) == []


def test_no_parameter_is_typed_into_a_script() -> None:
    """Round numbers may be ticks and steps; a parameter with two telling digits may not stand there."""
    values = {row["value"] for row in load_course().tables["model_parameters"].rows}
    digits = {value: value.lstrip("-0.").replace(".", "") for value in values if "." in value}
    telling = {
        value for value, all_digits in digits.items() if len(all_digits) > 1 and value not in ("2.5", "7.0", "10.0")
    }
    assert {"0.058", "0.00015", "29.44", "2.8", "4.7"} <= telling
    for pattern in OWN_SCRIPTS:
        for file in FOLDER.glob(pattern):
            found = set(re.findall(r"(?<![\w.])\d+\.\d+", file.read_text(encoding="utf-8")))
            assert not found & telling, file.name


@pytest.mark.parametrize("name", NAMES)
def test_the_module_declares_no_name_twice_and_imports_nothing(name: str) -> None:
    module = made(name)._esm
    declared = re.findall(r"^(?:export )?(?:const|let|class|function) (\w+)", module, re.MULTILINE)
    assert len(declared) == len(set(declared))
    fetched = r"^import |\bimport\(|\bfetch\(|https?://(?!www\.w3\.org/(?:2000/svg|1998/Math/MathML)\b)"
    assert not re.search(fetched, module, re.MULTILINE)
    assert len(module) < 120_000


@pytest.mark.parametrize("name", NAMES)
def test_the_state_is_plain_and_small(name: str) -> None:
    state = {key: getattr(made(name), key) for key in ("content", "settings", "guess")}
    assert len(json.dumps(state, allow_nan=False)) < 20_000


@pytest.mark.parametrize("name", NAMES)
def test_every_number_shown_has_a_mark_and_a_source_unless_it_is_assumed(name: str) -> None:
    for row in made(name).content["parameters"]:
        assert row["mark"] in ("seen", "secondary", "own fit", "assumption")
        assert row["words"].startswith(("seen in source", "own fit to", "assumption"))
        assert row["condition"]
        assert row["mark"] == "assumption" or "<a " in row["source"]
    for row in made("safety_factor").content["parameters"][:2]:  # the human set
        assert (row["mark"], row["source"]) == ("assumption", "")


def test_shares_of_the_block_are_drawn_as_shares_of_their_own_studys_block() -> None:
    """Sloop 1997: 70 to 80% and 50 to 75% at two weeks, 6% and 66% gone at seven, 22% left at fifty-seven."""
    points = {point["id"]: point for point in made("persistence").content["points"]}
    for record, share, low, high in (
        ("sloop97-a-7w", 0.94, 0.7, 0.8),
        ("sloop97-a-57w", 0.22, 0.7, 0.8),
        ("sloop97-b-7w", 0.34, 0.5, 0.75),
    ):
        assert points[record]["low"] == pytest.approx(share * low)
        assert points[record]["high"] == pytest.approx(share * high)
        assert points[record]["y"] == pytest.approx(share * (low + high) / 2)
    assert points["sloop97-a-57w"]["dose"] == [7.5, 10]
    assert points["hamjian-21d"]["y"] == pytest.approx(0.64)


def test_a_dose_is_never_one_that_no_volunteer_had() -> None:
    doses = made("persistence").content["doses"]
    assert (doses["A"]["low"], doses["A"]["start"], doses["A"]["high"]) == (7.5, 8.75, 20)
    assert (doses["B"]["low"], doses["B"]["start"], doses["B"]["high"]) == (320, 400, 480)


def test_the_doses_of_type_f_stand_in_the_claims_they_are_cited_to() -> None:
    course = load_course()
    for claim, dose in (("sheean-f-duration", 520), ("houser-f-duration", 780)):
        assert dose in numbers_in(course.claims[claim].statement)
    seen = made("serotypes").content["law"]["seen"]
    assert seen["ratio"] == pytest.approx(780 / 520)
    assert seen["days"] == pytest.approx((8.6 - 5) * 7, abs=0.05)


@pytest.mark.parametrize(
    ("name", "table", "cells", "words"),
    [
        ("onset", "model_parameters", {"id": "onset-kb"}, "the parameter k_B of model onset is missing"),
        ("onset", "cmap_points", {"id": "park-4w"}, "park-4w"),
        ("persistence", "model_parameters", {"id": "dose-link-type-a-edb-d50"}, "the parameter D50 of model dose_link"),
        ("safety_factor", "model_parameters", {"id": "safety-factor-human-m"}, "preset human"),
        ("serotypes", "model_parameters", {"id": "light-chain-f-thalf"}, "preset F"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(name: str, table: str, cells: dict[str, str], words: str) -> None:
    course = without(load_course(), table, **cells)
    with pytest.raises(ContentError) as error:
        SIMULATORS[name](course)
    assert words in str(error.value)
    assert f"{table}.csv" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_table_or_claim_is_said_in_one_sentence() -> None:
    course = load_course()
    tables = {key: table for key, table in course.tables.items() if key != "serotype_durations"}
    with pytest.raises(ContentError, match="serotype_durations: the simulators need this table"):
        SIMULATORS["serotypes"](replace(course, tables=tables))
    claims = {key: claim for key, claim in course.claims.items() if key != "jurasinski-035"}
    with pytest.raises(ContentError, match=r"claims\.csv, jurasinski-035: a simulator cites this claim"):
        SIMULATORS["safety_factor"](replace(course, claims=claims))


def test_a_mark_that_does_not_exist_is_refused() -> None:
    course = load_course()
    table = course.tables["model_parameters"]
    rows = [{**row, "mark": "guess"} if row["id"] == "onset-kb" else row for row in table.rows]
    with pytest.raises(ContentError, match="onset-kb: the mark of a parameter must be one of"):
        SIMULATORS["onset"](replace(course, tables={**course.tables, "model_parameters": replace(table, rows=rows)}))


def test_symbols_are_written_as_a_reader_knows_them() -> None:
    assert symbol_html("k_B") == "<i>k</i><sub>B</sub>"
    assert symbol_html("tau") == "<i>τ</i>"
    assert symbol_html("D50") == "<i>D</i><sub>50</sub>"


def test_pandas_and_sympy_stay_out() -> None:
    code = (
        "import sys; from dystonia_course.content.course import load_course; "
        "from dystonia_course.views.simulator import SIMULATORS; "
        "[make(load_course()) for make in SIMULATORS.values()]; print({'pandas', 'sympy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
