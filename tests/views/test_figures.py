"""Still figures: their text alternatives, the numbers behind them, and pictures that are the same on every machine."""

from __future__ import annotations

import base64
import json
import math
import os
import re
import subprocess
import sys
from html import unescape
from statistics import NormalDist
from xml.etree import ElementTree

import pytest

from dystonia_course.content.citations import claim_numbers, numbers_in
from dystonia_course.content.course import Course, load_course
from dystonia_course.content.errors import ContentError
from dystonia_course.views.figures import (
    FIGURES,
    FROM_PEOPLE,
    bayes,
    colcap,
    courses,
    dbs,
    delay,
    figure,
    mcic,
    prevalence,
    twstrs,
)
from dystonia_course.views.figures.drawing import Drawing, linear, logarithmic, number
from dystonia_course.views.figures.frame import Figure, people, stated
from dystonia_course.views.figures.symptoms import GROUPS, interval
from dystonia_course.views.table_grid import TEXT_ROWS

LEAST_LETTERS = 12.5
"""Units of a drawing that is 320 wide: on a phone that gives 11 px and more."""


COMPUTED = (*("trial_courses", *FROM_PEOPLE, "forest_type_a", "forest_type_b", "dose_harm_curves"),)
"""Figures that need the packages for statistics, as they hold fitted models."""


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.fixture(scope="module", params=FIGURES)
def shown(request: pytest.FixtureRequest, course: Course) -> Figure:
    if request.param in FROM_PEOPLE:
        request.getfixturevalue("people_at_hand")
    return figure(request.param, course)


def rows_of(course: Course, table: str, **wanted: str) -> list[dict[str, str]]:
    return [row for row in course.tables[table].rows if all(row[name] == value for name, value in wanted.items())]


class TestEveryFigure:
    """What all figures owe their reader."""

    def test_the_alternative_states_type_axes_and_message(self, shown: Figure) -> None:
        assert re.search(r"plot|chart|bars|panels", shown.alt)
        assert re.search(r"ax(is|es)", shown.alt)
        assert "Message: " in shown.alt
        assert len(shown.alt) < 800

    def test_every_picture_has_its_alternative(self, shown: Figure) -> None:
        html = shown.html()
        pictures = re.findall(r"<img [^>]*>", html)
        assert len(pictures) == 1
        found = re.search(r'alt="([^"]+)"', pictures[0])
        assert found is not None
        assert unescape(found[1]) == shown.alt
        assert "<svg" not in html

    def test_message_description_and_table_stand_with_it(self, shown: Figure) -> None:
        html = shown.html()
        assert "<figcaption>" in html
        assert "<caption>" in html
        assert '<th scope="col"' in html
        assert '<th scope="row"' in html
        assert html.count("<details>") == 2
        assert html.count("<summary ") == 2 + bool(shown.after)
        assert all('data-lm-suppress-shortcuts="true"' in tag for tag in re.findall(r"<(?:a|summary)\b[^>]*>", html))

    def test_the_text_face_has_all_of_it_and_no_markup(self, shown: Figure) -> None:
        text = shown.text()
        for part in (shown.title, shown.alt, shown.data.caption, *(row[0].text for row in shown.data.rows[:TEXT_ROWS])):
            assert part in text
        assert not re.search(r"<\w|0x[0-9a-f]{6}|data:image", text)
        assert repr(shown) == text

    def test_the_picture_is_sound_and_named(self, shown: Figure) -> None:
        root = ElementTree.fromstring(shown.svg)
        name = root.find("{http://www.w3.org/2000/svg}title")
        assert name is not None
        assert name.text
        assert root.get("viewBox") == f"0 0 320 {root.get('height')}"
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', shown.svg)]
        assert min(sizes) >= LEAST_LETTERS
        assert base64.b64encode(shown.svg.encode()).decode() in shown.html()
        assert "nan" not in shown.svg

    def test_every_link_shows_only_what_its_claim_says_and_leads_to_its_source(
        self, shown: Figure, course: Course
    ) -> None:
        links = re.findall(r'<a href="([^"]*)" title="([^"]*)"[^>]*>(.*?)</a>', shown.html())
        assert links
        works = {f"{source.short}, {source.title}": source for source in course.sources.values()}
        for address, title, label in links:
            if unescape(title).removeprefix("search: ") in works:
                assert unescape(address) == works[unescape(title).removeprefix("search: ")].url
                continue
            claim = course.claims[unescape(title).rsplit("·", 1)[1].strip()]
            source = course.sources[claim.source]
            assert unescape(address) == source.url
            assert unescape(title) == claim.link_title(source)
            if unescape(label) != source.short:
                assert numbers_in(unescape(label).replace("−", "-")) <= claim_numbers(claim), label

    def test_it_is_small(self, shown: Figure) -> None:
        assert len(shown.svg) < 16_000
        assert len(shown.html()) < 32_000


def test_an_unknown_figure_is_named_in_one_sentence(course: Course) -> None:
    with pytest.raises(LookupError, match="There is no figure called 'nothing'; there are prevalence,"):
        figure("nothing", course)


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_a_fresh_interpreter_draws_the_same_and_loads_heavy_packages_only_to_compute(
    course: Course, people_at_hand: None, hash_seed: str
) -> None:
    program = """
import hashlib, json, sys
from dystonia_course.content.course import load_course
from dystonia_course.views.figures import FIGURES, figure
course = load_course()
computed = sys.argv[1:]
def drawn(names):
    return {name: hashlib.sha256(figure(name, course).html().encode()).hexdigest() for name in names}
made = drawn([name for name in FIGURES if name not in computed])
heavy = [name for name in ("matplotlib", "pandas", "numpy", "scipy", "anywidget") if name in sys.modules]
print(json.dumps([made | drawn(computed), heavy]))
"""
    from hashlib import sha256

    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", program, *COMPUTED], capture_output=True, text=True, check=True, env=environment
    )
    made, heavy = json.loads(done.stdout)
    assert made == {name: sha256(figure(name, course).html().encode()).hexdigest() for name in FIGURES}
    assert heavy == []


def test_a_claim_that_lost_its_number_is_a_content_error(course: Course) -> None:
    with pytest.raises(ContentError, match=r"claims\.csv, cond-def-2013: holds no text like"):
        stated(course, "cond-def-2013", r"(\d+) people")


class TestPrevalence:
    """Forest plot of prevalence and incidence."""

    def test_rates_agree_with_the_typed_table_per_million(self, course: Course) -> None:
        for which in (prevalence.PREVALENCE, prevalence.INCIDENCE):
            for (claim_id, _, _), row in zip(which, prevalence.rows(course, which), strict=True):
                typed = next(
                    line
                    for line in rows_of(course, "epidemiology", claim=claim_id)
                    if claim_id != prevalence.FAROE or "Wilson" in line["estimate"]
                )
                for mine, theirs in (
                    (row.value, typed["per_million"]),
                    (row.low, typed["per_million_low"]),
                    (row.high, typed["per_million_high"]),
                ):
                    assert (mine is None) == (theirs == "")
                    if mine is not None:
                        assert 10 * mine == pytest.approx(float(theirs), rel=0.0015)

    def test_units_are_brought_to_people_per_100000(self) -> None:
        assert prevalence.per_100000("57", "per million") == pytest.approx(5.7)
        assert prevalence.per_100000("9.95", "per 100,000") == pytest.approx(9.95)
        assert prevalence.per_100000("0.88", "%") == pytest.approx(880)
        assert prevalence.per_100000("8", "per million person-years") == pytest.approx(0.8)

    def test_the_printed_interval_of_the_survey_is_the_simple_one_and_wilson_is_not(self, course: Course) -> None:
        events, examined = prevalence.faroe_counts(course)
        claim = course.claims[prevalence.FAROE]
        share = events / examined
        assert 100 * share == pytest.approx(float(claim.value), abs=0.005)
        half = NormalDist().inv_cdf(0.975) * math.sqrt(share * (1 - share) / examined)
        assert 100 * (share - half) == pytest.approx(float(claim.low), abs=0.01)
        assert 100 * (share + half) == pytest.approx(float(claim.high), abs=0.01)
        low, high = prevalence.faroe_intervals(course)["Wilson"]
        assert 0 < low < 1e5 * share < high

    def test_ranges_have_no_middle_and_the_pooled_value_is_a_diamond(self, course: Course) -> None:
        made = prevalence.rows(course, prevalence.PREVALENCE)
        assert [row.kind for row in made] == ["range", "range", "study", "study", "study", "pooled"]
        assert all(row.value is None for row in made if row.kind == "range")
        assert figure("prevalence", course).svg.count("<polygon") == 2


class TestColcap:
    """Leading forms and components."""

    def test_shares_and_people_agree_with_the_typed_table(self, course: Course) -> None:
        for claim_id, _ in (*colcap.LEADING, *colcap.COMPONENTS):
            (typed,) = rows_of(course, "posture_frequencies", claim=claim_id)
            assert float(course.claims[claim_id].value) == float(typed["percent"])
            assert people(course, claim_id) == int(typed["people"])

    def test_the_other_forms_get_a_limit_and_no_invented_share(self, course: Course) -> None:
        assert colcap.others_below(course) == 10
        assert colcap.others_together(course) == pytest.approx(100 - 49 - 16.7)
        made = figure("colcap", course)
        assert "under 10% each" in made.svg
        labels = [row[0].text for row in made.data.rows]
        assert not any(form in " ".join(labels) for form in ("Antecaput", "Retrocaput", "Antecollis", "Torticollis"))

    def test_both_denominators_are_said(self, course: Course) -> None:
        made = figure("colcap", course)
        assert "Share of 306 people, one form each: 100%" in made.svg
        assert "Share of 300 people, several each: 178%" in made.svg


def test_symptom_shares_agree_with_the_typed_table_and_wilson_limits_with_their_definition(course: Course) -> None:
    z = NormalDist().inv_cdf(0.975)
    for _, claim_ids in GROUPS:
        for claim_id in claim_ids:
            (typed,) = rows_of(course, "symptoms", claim=claim_id)
            assert float(course.claims[claim_id].value) == float(typed["percent"])
            assert people(course, claim_id) == int(typed["people"])
            share, span = float(typed["percent"]) / 100, interval(course, claim_id)
            for limit in (span.low / 100, span.high / 100):
                standard_error = math.sqrt(limit * (1 - limit) / int(typed["people"]))
                assert abs(share - limit) == pytest.approx(z * standard_error, abs=0.0005)


class TestCourses:
    """Slow and rapid onset."""

    def test_numbers_agree_with_the_typed_table(self, course: Course) -> None:
        typed = {(row["feature"], row["course"], row["unit"]): row for row in course.tables["course_types"].rows}
        values = {key: float(row["value"]) for key, row in typed.items()}
        assert values["share of people", "rapid onset", "%"] == courses.rapid_share(course)
        assert values["length of the build-up", "rapid onset", "weeks"] == courses.rapid_weeks(course)
        assert values["length of the build-up", "slow onset", "years"] == float(course.claims[courses.ONSET].value)

    def test_counts_are_whole_only_where_a_whole_number_prints_as_the_share(self, course: Course) -> None:
        assert courses.whole_count(course, courses.SLOW) == 4
        assert courses.whole_count(course, courses.RAPID) is None
        assert "No whole number of 19 people prints as 92%" in figure("courses", course).description

    def test_computed_intervals_are_called_computed(self, course: Course) -> None:
        notes = [row[2].text for row in figure("courses", course).data.rows if "interval" in row[2].text]
        assert len(notes) == 5
        assert all("computed" in note for note in notes)


class TestDelay:
    """Delays and their truncation."""

    def test_printed_means_agree_with_the_typed_table(self, course: Course) -> None:
        for claim_id, months in delay.printed_delays(course).items():
            (typed,) = rows_of(course, "delays", claim=claim_id)
            assert months == pytest.approx(float(typed["mean_delay_months"]))

    def test_the_invented_clinic_is_fair_and_its_recent_mean_is_shorter(self, course: Course) -> None:
        from dystonia_course.science.diagnostic_delay import expected_mean_delay, mean_delay_of_diagnosed

        crowd = delay.invented(course)
        everyone = sum(person.delay for person in crowd) / len(crowd)
        recent = mean_delay_of_diagnosed(crowd, 120)
        assert everyone == pytest.approx(44, abs=2 * 44 / math.sqrt(len(crowd)))
        assert recent == pytest.approx(expected_mean_delay(120, 44), rel=0.1)
        assert recent < 0.75 * everyone

    def test_what_is_invented_says_so(self, course: Course) -> None:
        made = figure("delay", course)
        assert "Invented people, simulated" in made.svg
        invented = [row for row in made.data.rows if row[0].text.startswith("Invented")]
        assert [row[2].text for row in invented] == ["simulated"] * 3


class TestBayes:
    """Predictive values."""

    @pytest.mark.parametrize(
        ("prevalence_percent", "positive_percent"),
        # 1000 people: of 50, 300, 600 with the condition 48.05, 288.3, 576.6 are positive; of the others 19%.
        [
            (5, 48.05 / (48.05 + 180.5)),
            (30, 288.3 / (288.3 + 133)),
            (60, 576.6 / (576.6 + 76)),
        ],
    )
    def test_marks_agree_with_counting_a_thousand_people(
        self, course: Course, prevalence_percent: int, positive_percent: float
    ) -> None:
        found, _ = bayes.predictive_values(course, prevalence_percent / 100)
        assert found == pytest.approx(positive_percent)
        assert prevalence_percent / 100 in bayes.MARKS
        assert f"{prevalence_percent}% → {100 * positive_percent:.0f}%" in figure("bayes", course).svg


class TestTwstrs:
    """Parts of the scale."""

    def test_the_parts_add_up_to_the_totals_that_are_printed(self, course: Course) -> None:
        found = twstrs.versions(course)
        for claim_id in (twstrs.TOTAL, twstrs.OTHER):
            assert sum(found[claim_id]) == float(course.claims[claim_id].high)
        assert found[twstrs.WRONG] == (30, 30, 40)

    def test_maxima_agree_with_the_typed_table(self, course: Course) -> None:
        for (claim_id, _), points in zip(twstrs.PARTS, twstrs.versions(course)[twstrs.TOTAL], strict=True):
            (typed,) = rows_of(course, "rating_scales", claim=claim_id)
            assert int(typed["highest"]) == points

    def test_no_item_of_the_scale_is_reproduced(self, course: Course) -> None:
        text = figure("twstrs", course).text()
        assert not re.search(r"degree|rotation|laterocollis|shoulder|trick", text, re.IGNORECASE)


def test_smallest_noticed_changes_agree_with_the_typed_table(course: Course) -> None:
    fall = mcic.falls(course)
    typed = {row["what"]: row for row in course.tables["mcic"].rows}
    names = {
        "noticed, mild at baseline": "mild",
        "noticed, severe at baseline": "severe",
        "noticed, average trial population": "average",
        "smallest important change": "registry",
        "much improved": "registry much",
        "very much improved": "registry very much",
    }
    assert set(typed) == set(names)
    for what, key in names.items():
        assert fall[key] == float(typed[what]["fall"])
    average = typed["noticed, average trial population"]
    assert (fall["average low"], fall["average high"]) == (float(average["low"]), float(average["high"]))
    assert mcic.baselines(course)[0] == float(average["baseline"])


def test_stimulation_agrees_with_the_typed_table_and_the_printed_difference(course: Course) -> None:
    better = dbs.improvements(course)
    for key, group, measure in (
        ("sham", "sham stimulation", "TWSTRS severity"),
        ("active", "active stimulation", "TWSTRS severity"),
        ("open severity", "stimulation", "TWSTRS severity"),
        ("open total", "stimulation", "TWSTRS total"),
    ):
        (typed,) = rows_of(course, "stimulation", group=group, measure=measure, unit="%")
        assert better[key] == float(typed["improvement"])
    points = [float(course.claims[claim_id].value) for claim_id in (dbs.SHAM, dbs.ACTIVE)]
    assert points[0] - points[1] == pytest.approx(stated(course, dbs.SHAM, r"(\d\.\d) points$"))


class TestDrawing:
    """The kit."""

    def test_scales(self) -> None:
        assert linear(0, 100, 10, 310)(50) == 160
        decades = logarithmic(1, 10_000, 0, 400)
        assert [decades(10.0**power) for power in range(5)] == pytest.approx([0, 100, 200, 300, 400])

    @pytest.mark.parametrize(
        ("value", "words"), [(5.0, "5"), (0.1, "0.1"), (16.7, "16.7"), (10_000, "10,000"), (4100.0, "4100"), (-3, "−3")]
    )
    def test_numbers_are_short(self, value: float, words: str) -> None:
        assert number(value) == words

    def test_words_are_escaped(self) -> None:
        drawing = Drawing(20, "a < b")
        drawing.text(1, 1, "x & y < z")
        texts = [node.text for node in ElementTree.fromstring(drawing.svg()).iter() if node.text]
        assert texts == ["a < b", "x & y < z"]
