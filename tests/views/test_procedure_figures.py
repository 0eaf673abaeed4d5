"""The still figures of the procedure: they show what the typed tables hold, and intervals that others compute, too."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from scipy.stats import binomtest

from dystonia_course.content.course import Course, load_course
from dystonia_course.content.errors import ContentError
from dystonia_course.views.figures import (
    antibody_rates,
    conversion_trials,
    dose_harm,
    figure,
    guidance_accuracy,
    label_mass,
    muscle_frequencies,
    treatment_timeline,
    type_a_b_harm,
)
from dystonia_course.views.figures.frame import Figure, table_rows

NAMES = (
    *("muscle_frequencies", "conversion_trials", "label_mass", "guidance_accuracy"),
    *("dose_harm", "type_a_b_harm", "treatment_timeline", "antibody_rates"),
)


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


def words_in(made: Figure) -> str:
    """All words of a picture, in drawing order."""
    return " | ".join(node.text or "" for node in ElementTree.fromstring(made.svg).iter() if node.tag.endswith("text"))


def scipy_interval(events: int, people: int, method: str) -> tuple[float, float]:
    found = binomtest(events, people).proportion_ci(0.95, method=method)
    return pytest.approx(100 * found.low, abs=0.005), pytest.approx(100 * found.high, abs=0.005)  # type: ignore[return-value]


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_tells_a_dose_to_give(course: Course, name: str) -> None:
    text = figure(name, course).text()
    assert not re.search(
        r"\b(inject|give|use) \d|you should give|recommended dose|equivalent dose", text, re.IGNORECASE
    )
    if re.search(r"\d U\b", text):
        assert re.search(r"not (doses )?to give|no label supports", text, re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_intervals_name_their_method(course: Course, name: str) -> None:
    made = figure(name, course)
    if "interval" in made.alt:
        assert re.search("Wilson|Clopper|Newcombe", made.description)


def test_a_row_that_is_not_there_is_named_in_one_sentence(course: Course) -> None:
    with pytest.raises(ContentError, match=r"guidance_accuracy\.csv: has no row with guidance 'palpation', which a"):
        table_rows(course, "guidance_accuracy", guidance="palpation")


class TestMuscleFrequencies:
    """Two series side by side."""

    def test_every_row_of_the_table_is_drawn_as_it_stands_there(self, course: Course) -> None:
        drawn = {claim for _, *claims in muscle_frequencies.MUSCLES for claim in claims if claim}
        rows = course.tables["muscle_frequencies"].rows
        assert {row["claim"] for row in rows} == drawn
        shown = {cell.sort for line in figure("muscle_frequencies", course).data.rows for cell in line[1:4:2]}
        assert {float(row["percent"]) for row in rows} <= shown

    def test_muscles_keep_their_rows_and_the_order_of_routine_practice_but_for_one(self, course: Course) -> None:
        routine = {row["claim"]: row for row in table_rows(course, "muscle_frequencies", series="routine")}
        shares = []
        for muscle, claim, other in muscle_frequencies.MUSCLES:
            assert routine[claim]["muscle"].removesuffix(" group").split()[0][:7] == muscle.lower().split()[0][:7]
            if other:
                (row,) = table_rows(course, "muscle_frequencies", claim=other)
                assert row["muscle"] == routine[claim]["muscle"]
            shares.append(float(routine[claim]["percent"]))
        without_obliquus = shares[:5] + shares[6:]
        assert without_obliquus == sorted(without_obliquus, reverse=True)

    def test_limits_are_those_of_scipy_for_the_nearest_count(self, course: Course) -> None:
        for row in course.tables["muscle_frequencies"].rows:
            people, percent = int(row["people"]), float(row["percent"])
            found = muscle_frequencies.interval(course, row["claim"])
            limits = binomtest(round(percent / 100 * people), people).proportion_ci(0.95, method="wilson")
            assert (found.low, found.high) == pytest.approx((100 * limits.low, 100 * limits.high), abs=0.15)


class TestConversionTrials:
    """The trials that do not agree."""

    def test_every_row_is_shown_and_no_ratio_is_singled_out(self, course: Course) -> None:
        made = figure("conversion_trials", course)
        rows = course.tables["conversion_trials"].rows
        assert len(made.data.rows) == len(rows)
        ratios = sorted(float(row["ratio"]) for row in rows if row["ratio"])
        assert sorted(one.ratio for one in conversion_trials.tested(course)) == ratios
        studies = {row["study"] for row in rows if row["kind"] == "trial"}
        assert len(studies) == 4
        assert all(study in words_in(made) for study in studies)
        assert "no label supports it" in made.message

    def test_a_mark_says_what_the_table_concludes(self, course: Course) -> None:
        for one in conversion_trials.tested(course):
            if "too much" in one.conclusion:
                assert one.verdict == conversion_trials.MORE
            if re.search("Equal|Not inferior", one.conclusion):
                assert one.verdict == conversion_trials.LIKE
        rystedt = {row["ratio"]: row["result"] for row in table_rows(course, "conversion_trials", study="Rystedt 2015")}
        verdicts = {f"{one.ratio:g}": one.verdict for one in conversion_trials.tested(course) if "Rystedt" in one.study}
        assert rystedt["1.7"].startswith("No clear difference")
        assert verdicts["1.7"] == conversion_trials.LIKE
        assert "slightly too low" in rystedt["3"]
        assert verdicts["3"] == conversion_trials.SLIGHT

    def test_shares_without_a_whole_count_get_no_interval(self, course: Course) -> None:
        assert conversion_trials.dysphagia(course) == (3, 15.6, 17.3)
        assert not [k for k in range(55) if round(100 * k / 54, 1) in (15.6, 17.3)]
        assert (
            "No whole number of 54 people prints as 15.6% or 17.3%" in figure("conversion_trials", course).description
        )


class TestLabelMass:
    """Nanograms and who paid."""

    def test_contents_agree_with_the_table_and_amounts_are_multiplied(self, course: Course) -> None:
        rows = {row["product"]: row for row in course.tables["contents"].rows}
        for content in label_mass.measured(course):
            row = rows[content.product]
            assert content.ng_per_100 == pytest.approx(float(row["ng_per_100_units"]))
            assert content.ng_in_amount == pytest.approx(content.ng_per_100 * content.amount_units / 100)
            assert content.own == (content.product == "abobotulinumtoxinA")
        assert {content.product for content in label_mass.measured(course)} | set(label_mass.unmeasured(course)) == set(
            rows
        )

    def test_the_amounts_in_nanograms(self, course: Course) -> None:
        found = {content.amount_units: content.ng_in_amount for content in label_mass.measured(course)}
        assert found == {236: pytest.approx(2.124), 500: pytest.approx(2.69), 120: pytest.approx(0.48)}

    def test_payer_and_gaps_are_said(self, course: Course) -> None:
        made = figure("label_mass", course)
        assert words_in(made).count("no source yet") == 2
        assert [row[-1].text for row in made.data.rows[:3]] == ["a competitor", "the product’s maker", "a competitor"]


class TestGuidanceAccuracy:
    """Hits in cadavers, and five women."""

    def test_counts_print_as_the_published_shares_and_fit_the_design(self, course: Course) -> None:
        for row in course.tables["guidance_accuracy"].rows:
            hits, injections = int(row["hits"]), int(row["injections"])
            assert f"{100 * hits / injections:.1f}".removesuffix(".0") == row["percent"]
            assert injections == 6 * 2 * {"deep": 4, "superficial": 2}[row["depth"]]

    def test_limits_are_those_of_scipy(self, course: Course) -> None:
        for claim in guidance_accuracy.TITLES:
            for one in guidance_accuracy.hits(course, claim):
                assert (one.span.low, one.span.high) == scipy_interval(one.hits, one.injections, "wilson")

    def test_five_women_get_no_interval(self, course: Course) -> None:
        assert guidance_accuracy.sessions(course, guidance_accuracy.EMG) == (34, 98)
        assert guidance_accuracy.sessions(course, guidance_accuracy.ULTRASOUND) == (0, 27)
        last = figure("guidance_accuracy", course).data.rows[-2:]
        assert all(row[3].text.startswith("none") for row in last)


class TestDoseHarm:
    """Four small groups."""

    def test_counts_and_shares_agree_with_the_table(self, course: Course) -> None:
        for event, _ in dose_harm.EVENTS:
            for arm in dose_harm.arms(course, event):
                (row,) = table_rows(course, "adverse_events", claim=arm.claim)
                assert (arm.events, arm.people) == (int(row["n_events"]), int(row["n_total"]))
                assert (arm.dose_units, arm.printed_percent) == (float(row["dose_units"]), float(row["percent"]))
                assert arm.percent == pytest.approx(arm.printed_percent, abs=0.5)

    def test_limits_are_exact(self, course: Course) -> None:
        for event, _ in dose_harm.EVENTS:
            for arm in dose_harm.arms(course, event):
                assert (arm.low, arm.high) == scipy_interval(arm.events, arm.people, "exact")

    def test_every_small_group_is_written_under_its_dot(self, course: Course) -> None:
        words = words_in(figure("dose_harm", course))
        assert len(re.findall(r"\d+ of (?:17|18|19|20)\b", words)) == 12


class TestTypeAAgainstB:
    """One trial head to head."""

    def test_shares_and_groups_agree_with_the_table(self, course: Course) -> None:
        for claim, _ in type_a_b_harm.EVENTS:
            rows = {row["arm"]: row for row in table_rows(course, "adverse_events", claim=claim)}
            for group in type_a_b_harm.groups(course, claim):
                row = rows[f"type {group.serotype} arm"]
                assert (group.percent, group.people) == (float(row["percent"]), int(row["n_total"]))

    def test_counts_print_as_the_shares_and_limits_are_those_of_scipy(self, course: Course) -> None:
        for claim, _ in type_a_b_harm.EVENTS:
            for group in type_a_b_harm.groups(course, claim):
                count = int(group.count)
                assert count == group.count
                assert round(100 * count / group.people) == group.percent
                assert (group.span.low, group.span.high) == scipy_interval(count, group.people, "wilson")

    def test_the_intervals_do_not_overlap_as_the_alternative_says(self, course: Course) -> None:
        for claim, _ in type_a_b_harm.EVENTS:
            a, b = type_a_b_harm.groups(course, claim)
            points, span = type_a_b_harm.gap(a, b)
            assert a.span.high < b.span.low
            assert 0 < span.low < points < span.high
        assert "do not overlap" in figure("type_a_b_harm", course).alt


class TestTreatmentTimeline:
    """Weeks."""

    def test_what_the_toxin_does_agrees_with_the_table(self, course: Course) -> None:
        what = {"Onset": "onset", "Peak": "peak", "Wanes from": "waning"}
        for span in treatment_timeline.effect(course):
            (bar,) = table_rows(course, "follow_up", what=what[span.label], who="clinicians")
            (dot,) = table_rows(course, "follow_up", what=what[span.label], who="patients")
            assert (span.low, span.high) == (float(bar["low"]), float(bar["high"]))
            assert span.asked == pytest.approx(float(dot["value"]) / (7 if dot["unit"] == "days" else 1))

    def test_intervals_agree_with_the_table(self, course: Course) -> None:
        spans = {span.claims[0]: span for span in treatment_timeline.intervals(course)}
        for row in course.tables["follow_up"].rows:
            if row["what"] in ("label interval", "wish", "real interval"):
                ends = [float(row[field]) for field in ("value", "low", "high") if row[field]]
                assert (spans[row["claim"]].low, spans[row["claim"]].high) == (min(ends), max(ends)), row["id"]

    def test_days_of_the_trial_become_weeks(self, course: Course) -> None:
        spans = {span.claims[0]: span for span in treatment_timeline.intervals(course)}
        assert spans[treatment_timeline.ON_REQUEST].low == pytest.approx(80.7 / 7)
        assert spans[treatment_timeline.ON_REQUEST].high == pytest.approx(83.9 / 7)

    def test_every_time_has_its_source_beside_it(self, course: Course) -> None:
        made = figure("treatment_timeline", course)
        assert all(row[-1].text for row in made.data.rows)
        for study in (
            "Comella 2021",
            "Sethi 2012",
            "Evidente 2014",
            "Odergren 1998",
            "Poliziani 2016",
            "Jankovic 2015",
        ):
            assert study in words_in(made)


class TestAntibodyRates:
    """Rates by what is counted."""

    def test_rows_come_from_the_table_under_their_definition(self, course: Course) -> None:
        rows = {row["id"]: row for row in course.tables["antibody_rates"].rows}
        shown = {name for labels in antibody_rates.ROWS.values() for name in labels}
        assert set(rows) - shown == {"ona319-end"}
        for name in antibody_rates.ROWS[antibody_rates.FAILED]:
            assert re.search("loss of effect|weaker response", rows[name]["definition"])
        for kind in (antibody_rates.FOUND, antibody_rates.RESISTANT):
            for name in antibody_rates.ROWS[kind]:
                assert rows[name]["definition"].endswith("antibodies")

    def test_printed_intervals_stay_printed_and_the_others_are_those_of_scipy(self, course: Course) -> None:
        methods = []
        for members in antibody_rates.rates(course).values():
            for rate in members:
                methods.append(rate.method)
                if rate.method in ("Wilson", "exact"):
                    assert rate.events is not None
                    assert rate.people is not None
                    assert (rate.low, rate.high) == scipy_interval(rate.events, rate.people, rate.method.lower())
                if rate.method == "printed":
                    claim = course.claims[rate.claim]
                    assert (rate.low, rate.high) == (float(claim.low), float(claim.high))
        assert {method: methods.count(method) for method in set(methods)} == {
            "printed": 1, "Wilson": 5, "exact": 2, "range": 1, "none": 5
        }  # fmt: skip

    def test_none_of_49_is_given_its_three_limits(self, course: Course) -> None:
        exact = binomtest(0, 49).proportion_ci(0.95, method="exact").high
        one_sided = binomtest(0, 49, alternative="less").proportion_ci(0.95, method="exact").high
        text = figure("antibody_rates", course).description
        assert "rule of three" in text
        for limit in (exact, one_sided, 3 / 49):
            assert f"{100 * limit:.1f}%" in text

    def test_definition_changes_the_shape_and_payment_the_filling(self, course: Course) -> None:
        shapes = [kind.shape for kind in antibody_rates.rates(course)]
        assert len(set(shapes)) == len(shapes) == 3
        paid = {
            course.sources[course.claims[rate.claim].source].funding.startswith("industry"): rate.paid
            for members in antibody_rates.rates(course).values()
            for rate in members
        }
        assert paid == {True: "maker", False: "not stated"}
