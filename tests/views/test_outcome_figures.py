"""The still figures of the outcomes: they show what the analyses and the typed tables give, and say what is missing."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import mean, stdev
from xml.etree import ElementTree

import pytest
from scipy import stats

from dystonia_course.content.course import Course, load_course
from dystonia_course.content.trial_data import CREDIT, FILE, FOLDER_VARIABLE, TrialDataUnavailableError
from dystonia_course.views import figures
from dystonia_course.views.estimate_text import shown, signed
from dystonia_course.views.figures import (
    FROM_PEOPLE,
    consent_icons,
    dose_harm_curves,
    durations,
    figure,
    figure_or_reason,
    forest_type_a,
    forest_type_b,
    funding,
    placebo_and_extra,
    responders,
    satisfaction,
    ten_years,
    trial_choices,
    trial_contrasts,
    trial_courses,
    trial_people,
    week4_changes,
)
from dystonia_course.views.figures.frame import Figure, table_rows
from dystonia_course.views.lesson import lesson
from dystonia_course.views.table_grid import plain
from dystonia_course.views.trial_source import SECTION

NAMES = (
    *("trial_courses", *FROM_PEOPLE, "forest_type_a", "forest_type_b", "placebo_and_extra", "responders"),
    *("satisfaction", "durations", "dose_harm_curves", "consent_icons", "ten_years", "funding"),
)
WITHOUT_PEOPLE = [name for name in NAMES if name not in FROM_PEOPLE]


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.fixture(scope="module")
def rows(people_at_hand: None, trial_bytes: bytes) -> list[list[str]]:
    """The trial's table as plain cells: patient, visit, week, site, id, arm, age, sex, score."""
    return [line.split(",") for line in trial_bytes.decode().replace('"', "").splitlines()[1:]]


def words_in(made: Figure) -> str:
    """All words of a picture, in drawing order."""
    return " | ".join(node.text or "" for node in ElementTree.fromstring(made.svg).iter() if node.tag.endswith("text"))


def falls_by_arm(rows: list[list[str]], week: str = "4") -> dict[str, list[float]]:
    """The fall of each person at a week, the last value carried forward: counted by hand from the file."""
    scores: dict[str, dict[int, float]] = {}
    arms = {}
    for patient, _, at, _, _, arm, _, _, score in rows:
        scores.setdefault(patient, {})[int(at)] = float(score)
        arms[patient] = arm
    falls: dict[str, list[float]] = {}
    for patient, visits in scores.items():
        last = visits[max(at for at in visits if at <= int(week))]
        falls.setdefault(arms[patient], []).append(visits[0] - last)
    return falls


@pytest.mark.parametrize("name", WITHOUT_PEOPLE)
def test_no_figure_tells_a_dose_to_give(course: Course, name: str) -> None:
    text = figure(name, course).text()
    assert not re.search(r"\b(inject|give|use) \d|you should give|recommended dose", text, re.IGNORECASE)
    if re.search(r"\d U\b", text):
        assert "not doses to give" in text


@pytest.mark.parametrize("name", WITHOUT_PEOPLE)
def test_intervals_name_their_method_or_say_that_they_are_printed(course: Course, name: str) -> None:
    made = figure(name, course)
    if "interval" in made.alt:
        assert re.search("Wilson|Wald|Newcombe|Student|normal interval|as printed", made.description)


class TestWithoutThePeople:
    """What a learner sees where the trial's table is not at hand."""

    @pytest.fixture(autouse=True)
    def _empty_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))

    @pytest.mark.parametrize("name", FROM_PEOPLE)
    def test_one_sentence_points_to_the_full_notice_and_says_what_would_stand_there(
        self, course: Course, tmp_path: Path, name: str
    ) -> None:
        with pytest.raises(TrialDataUnavailableError, match=SECTION):
            figure(name, course)
        made = figure_or_reason(name, course)
        assert not isinstance(made, Figure)
        said = repr(made)
        assert SECTION in said
        assert "this figure would" in said
        assert said.count(". ") == 0
        assert len(said.split()) < 60
        assert not {FILE, FOLDER_VARIABLE, str(tmp_path)} & set(re.findall(r"[\w./-]+", made.html))
        assert plain(made.html).replace(" ", "") == said.replace(" ", "")

    @pytest.mark.parametrize("name", FROM_PEOPLE)
    def test_the_numbers_of_the_sentence_are_those_of_its_claims(self, course: Course, name: str) -> None:
        made = figure_or_reason(name, course)
        links = re.findall(r'title="[^"]*· ([\w-]+)"[^>]*>([^<]+)</a>', getattr(made, "html", ""))
        assert links
        for claim_id, label in links:
            claim = course.claims[claim_id]
            known = f"{claim.statement} {claim.value} ({claim.low} to {claim.high})".replace("-", "−")
            assert label in known

    def test_a_lesson_shows_the_sentence(self, course: Course, capsys: pytest.CaptureFixture[str]) -> None:
        lesson("condition").figure("trial_people")
        written = capsys.readouterr().out
        assert repr(figure_or_reason("trial_people", course)) in written
        assert "Traceback" not in written
        assert "cannot be shown" not in written

    def test_the_courses_are_drawn_from_the_summary(self, course: Course) -> None:
        assert isinstance(figure_or_reason("trial_courses", course), Figure)


class TestTrialCourses:
    """The committed summary."""

    def test_means_and_t_intervals(self, course: Course) -> None:
        rows = {(int(row["dose"]), int(row["week"])): row for row in table_rows(course, "trial_summary")}
        points = [point for points in trial_courses.arms(course).values() for point in points]
        assert {(point.dose, point.week) for point in points} == set(rows)
        for point in points:
            row = rows[point.dose, point.week]
            scale = float(row["sd"]) / float(row["people"]) ** 0.5
            limits = stats.t.interval(0.95, int(row["people"]) - 1, float(row["mean"]), scale)
            assert (point.low, point.high) == pytest.approx(limits)
            assert point.mean == float(row["mean"])

    def test_scale_and_direction_are_printed(self, course: Course) -> None:
        words = words_in(figure("trial_courses", course))
        assert "lower is better" in words
        assert "from 0 to 85" in words

    def test_the_published_falls_are_linked(self, course: Course) -> None:
        assert ">4.3, 9.3 and 11.7 points</a>" in figure("trial_courses", course).message


class TestFromPeople:
    """Figures from the table of the trial's people."""

    @pytest.mark.parametrize("name", ["trial_courses", *FROM_PEOPLE])
    def test_the_credit_stands_with_every_use(self, course: Course, people_at_hand: None, name: str) -> None:
        assert CREDIT in " ".join(figure(name, course).text().split())

    def test_every_line_is_a_person(self, course: Course, rows: list[list[str]]) -> None:
        arms = trial_people.people()
        assert {dose: len(people) for dose, people in arms.items()} == {0: 36, 5000: 36, 10000: 37}
        visits = [visit for people in arms.values() for person in people for visit in person]
        assert sorted(visits) == sorted((int(row[2]), float(row[8])) for row in rows)
        svg = figure("trial_people", course).svg
        drawn = re.findall(r'<path d="([^"]+)"', svg)
        lines = [sum(len(person) > 1 for person in people) for people in arms.values()]
        assert [path.count("M") for path in drawn] == lines

    def test_no_score_of_a_person_is_in_the_words(self, course: Course, rows: list[list[str]]) -> None:
        made = figure("trial_people", course)
        assert len(made.data.rows) == 18
        summary = {(int(row["dose"]), int(row["week"])): row for row in table_rows(course, "trial_summary")}
        shown_means = [row[2].text for row in made.data.rows]
        assert shown_means == [f"{float(row['mean']):.1f}" for row in summary.values()]

    def test_bars_add_up_and_shares_are_counted(self, course: Course, rows: list[list[str]]) -> None:
        falls = falls_by_arm(rows)
        for arm, spread in zip(("Placebo", "5000U", "10000U"), week4_changes.spreads(), strict=True):
            assert sum(spread.bars.values()) == spread.people == len(falls[arm])
            assert spread.mean == pytest.approx(mean(falls[arm]))
            for low, people in spread.bars.items():
                assert people == sum(low <= fall < low + 4 for fall in falls[arm])
        for name, limit in (("points-8", 8), ("points-12", 12)):
            for share in week4_changes.responders()[name]:
                assert share.responders == sum(fall >= limit for fall in falls[share.arm])

    def test_counts_of_the_falls_agree_with_their_claims(self, course: Course, people_at_hand: None) -> None:
        for name, claim in week4_changes.LINES.items():
            counts = re.findall(r"(\d+) of (\d+)", course.claims[claim].statement)
            found = [(str(s.responders), str(s.people)) for s in week4_changes.responders()[name]]
            assert found == counts

    def test_contrasts_agree_with_their_claims(self, course: Course, people_at_hand: None) -> None:
        for dose, weeks in trial_contrasts.contrasts(trial_contrasts.fitted()).items():
            assert list(weeks) == [2, 4, 8, 12, 16]
            for week, one in weeks.items():
                claim = course.claims[trial_contrasts.claim_of(dose, week)]
                better = [f"{-value:.1f}" for value in (one.estimate, one.high, one.low)]
                assert [float(text) for text in better] == [float(claim.value), float(claim.low), float(claim.high)]
        words = words_in(figure("trial_contrasts", course))
        assert "−7.0" in words
        assert "better than placebo ↓" in words

    def test_choices_agree_with_their_claims_and_with_a_plain_t_test(
        self, course: Course, rows: list[list[str]]
    ) -> None:
        found = trial_choices.estimates()
        assert list(found) == [choice.name for choice in trial_choices.CHOICES]
        for name, claim in (
            ("as published", "cdystonia-ancova-10000u"),
            ("observed cases", "cdystonia-ancova-observed"),
            ("no site", "cdystonia-ancova-no-site"),
            ("change, not adjusted", "cdystonia-unadjusted"),
            ("scores, baseline ignored", "cdystonia-no-baseline"),
        ):
            one, said = found[name][10000], course.claims[claim]
            assert -one.estimate == pytest.approx(float(said.value), abs=0.05)
            assert (-one.high, -one.low) == pytest.approx((float(said.low), float(said.high)), abs=0.05)
        assert f"{found['as published'][10000].p:.4f}" == course.claims["out-bra99-p"].value
        falls = falls_by_arm(rows)
        gap = mean(falls["Placebo"]) - mean(falls["10000U"])
        assert found["change, not adjusted"][10000].estimate == pytest.approx(gap)
        assert stdev(falls["10000U"]) == pytest.approx(9.339, abs=0.0005)
        averaged = figure("trial_choices", course).message
        for arm in ("Placebo", "5000U", "10000U"):
            assert f"{mean(float(row[8]) for row in rows if row[5] == arm):.2f}" in averaged
        words = words_in(figure("trial_choices", course))
        for doses in found.values():
            assert all(shown(one) in words for one in doses.values())

    def test_the_choices_wait_until_the_prediction_is_made(self, course: Course) -> None:
        made = figure("trial_choices", course)
        seen, waiting = re.sub(r"<style>.*?</style>", "", made.html()).split("</summary>", 1)
        assert seen.startswith("<details ")
        assert " open" not in seen
        assert "prediction" in seen
        assert not re.search(r"\d", plain(seen))
        assert waiting.endswith("</details>")
        assert "<img" in waiting
        assert made.text().index("prediction") < made.text().index("lower dose first")


class TestForests:
    """Trials read, trials left empty, and what is pooled."""

    def test_printed_differences_and_intervals_stay_printed(self, course: Course) -> None:
        words = words_in(figure("forest_type_a", course))
        for text in ("−6.0 (−10.8 to −1.3)", "−8.8 (−12.9 to −4.7)", "−8.7 (−13.2 to −4.2)"):
            assert text in words
        words = words_in(figure("forest_type_b", course))
        for text in ("−6.2 (−10.6 to −1.8)", "−9.0 (−13.5 to −4.5)", "−6.8 (−9.0 to −4.5)"):
            assert text in words

    def test_pooled_numbers_agree_with_the_published_and_noted_ones(self, course: Course) -> None:
        same, every = forest_type_a.pooled(forest_type_a.effects(course))
        assert shown(same.effect, 2) == "−7.96 (−10.51 to −5.40)"
        assert shown(every.effect, 2) == "−7.83 (−9.97 to −5.69)"
        two = forest_type_b.pooled(forest_type_a.effects(course, "B"))
        printed = course.claims["out-btb-sub-total"]
        assert -two.effect.estimate == pytest.approx(float(printed.value), abs=0.005)
        assert -two.effect.high == pytest.approx(float(printed.low), abs=0.01)
        assert -two.effect.low == pytest.approx(float(printed.high), abs=0.015)

    def test_every_trial_not_read_is_an_empty_row_and_has_no_number(self, course: Course) -> None:
        for serotype, name in (("A", "forest_type_a"), ("B", "forest_type_b")):
            missing = [one.trial for one in forest_type_a.effects(course, serotype) if not one.read]
            made = figure(name, course)
            single = [trial for trial in missing if not trial.startswith("Cochrane")]
            assert words_in(made).count("not read") == len(single)
            assert all(trial.removesuffix(" of the type B review") in words_in(made) for trial in single)
            assert {row[0].text for row in made.data.rows if "not read" in [cell.text for cell in row]} == set(missing)

    def test_the_third_trial_and_the_narrower_interval_are_worked_out(self, course: Course) -> None:
        third = forest_type_b.missing_trial(course, forest_type_a.effects(course, "B"))
        assert shown(third.interval()) == "−6.0 (−9.2 to −2.8)"
        trial, own = forest_type_b.from_people(course)
        assert trial == "Brashear 1999"
        assert f"{own.se:.2f}" == course.claims["cdystonia-se"].value
        assert own.n == 109

    def test_squares_grow_with_weight(self, course: Course) -> None:
        svg = figure("forest_type_b", course).svg
        sides = [float(side) for side in re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"', svg)]
        assert len(sides) == 2
        assert sides[0] > sides[1]


class TestBenefit:
    """Placebo and extra, responders, satisfaction, durations."""

    def test_both_parts_of_each_bar_agree_with_the_typed_table(self, course: Course) -> None:
        typed = {(row["trial"], float(row["dose"])): row for row in table_rows(course, "placebo_changes")}
        arms = placebo_and_extra.changes(course)
        assert {(one.trial, one.dose) for one in arms} == set(typed)
        words = words_in(figure("placebo_and_extra", course))
        for one in arms:
            row = typed[one.trial, one.dose]
            assert one.placebo == pytest.approx(float(row["placebo_fall"]))
            assert one.extra == pytest.approx(float(row["extra"]))
            assert one.total == pytest.approx(float(row["active_fall"]))
            assert f"{one.total:.1f} in all | {one.placebo:.1f} | {one.extra:.1f}" in words

    def test_bars_are_as_long_as_their_numbers(self, course: Course) -> None:
        svg = figure("placebo_and_extra", course).svg
        widths = [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)" height="20"', svg)]
        parts = [part for one in placebo_and_extra.changes(course) for part in (one.placebo, one.extra)]
        assert widths == pytest.approx([part * 296 / 16 for part in parts], abs=0.06)

    def test_responder_shares_and_differences(self, course: Course) -> None:
        typed = {row["claim"]: row for row in table_rows(course, "responder_definitions")}
        for members in responders.shares(course).values():
            for one in members:
                assert one.active == pytest.approx(float(typed[one.claim]["active_percent"]), abs=0.05)
                assert one.placebo == pytest.approx(float(typed[one.claim]["placebo_percent"]), abs=0.05)
                assert (one.counts is None) == (one.gap is None)
        lew = responders.shares(course)["Lew 1997: one rule, four visits"]
        assert [one.shown for one in lew] == [("65", "27"), ("43", "17"), ("25", "10"), ("13", "7")]
        assert all("(counts not read)" in row[4].text for row in figure("responders", course).data.rows
                   if "ASPEN-1" in row[0].text)  # fmt: skip

    def test_newcombe_interval_of_a_difference(self, course: Course) -> None:
        """60 of 92 against 8 of 30: the two Wilson intervals of scipy, joined as Newcombe did."""
        one = responders.shares(course)["Lew 1997: one rule, four visits"][0]
        assert one.counts == (60, 92, 8, 30)
        a, b = (stats.binomtest(x, n).proportion_ci(0.95, "wilson") for x, n in ((60, 92), (8, 30)))
        p, q = 60 / 92, 8 / 30
        low = p - q - ((p - a.low) ** 2 + (b.high - q) ** 2) ** 0.5
        high = p - q + ((a.high - p) ** 2 + (q - b.low) ** 2) ** 0.5
        assert one.gap == pytest.approx((100 * low, 100 * high))

    def test_satisfaction_as_printed_with_an_interval_only_where_people_are_known(self, course: Course) -> None:
        (peak, end), trials = satisfaction.shares(course).values()
        assert (peak.percent, end.percent) == (84.8, 51.5)
        assert (peak.interval, end.interval) == (None, None)  # how many were asked is not printed
        assert all(one.interval is not None for one in trials)
        assert len(trials) == 6
        assert sum(one.placebo for one in trials) == 1

    def test_each_duration_stands_under_its_clock_in_weeks(self, course: Course) -> None:
        typed = {row["claim"]: row for row in table_rows(course, "durations")}
        clocks = durations.lasting(course)
        assert len(clocks) == len({row["definition"] for row in typed.values()}) >= 4
        for clock, members in clocks.items():
            assert clock.lower() in words_in(figure("durations", course)).lower()
            for one in members:
                row = typed[one.claim] if one.claim != "out-com05-duration" else None
                if row and row["value"]:
                    assert one.weeks == pytest.approx(float(row["value"]) / (7 if row["unit"] == "days" else 1))
        pooled = [one for one in clocks["mean duration over studies"] if "random" in one.label]
        assert pooled[0].shown == "13.6 (12.7 to 14.5)"


class TestPrice:
    """Dose and harm, consent, ten years, money."""

    def test_points_are_the_counts_and_odds_ratios_those_of_the_claims(self, course: Course) -> None:
        for panel, curve in dose_harm_curves.curves(course):
            events = table_rows(course, "trial_events", trial=panel.trial, event=panel.event)
            counted = sorted((float(row["dose"]), int(row["events"]), int(row["people"])) for row in events)
            assert counted == [(group.dose, group.events, group.people) for group in curve.groups]
            claim, ratio = course.claims[panel.claim], curve.odds_ratio(panel.step)
            for value, text in ((ratio.estimate, claim.value), (ratio.low, claim.low), (ratio.high, claim.high)):
                assert value == pytest.approx(float(text), abs=0.05)
            assert f"{panel.step} U" in claim.statement.replace(",", "")
            assert str(sum(group.people for group in curve.groups)) in claim.context

    def test_curves_end_at_the_highest_dose_of_their_trial(self, course: Course) -> None:
        for _, curve in dose_harm_curves.curves(course):
            assert curve.curve()[-1].dose == curve.highest_dose == curve.groups[-1].dose

    def test_icons_are_so_many_people(self, course: Course) -> None:
        icons = consent_icons.dry_mouth(course)
        assert (icons.anyway, icons.anyway + icons.extra, icons.people) == (22, 168, 1000)
        svg = figure("consent_icons", course).svg
        paths = [path for path in re.findall(r'<path d="([^"]+)"', svg) if "z" in path]
        assert [path.count("M") for path in paths] == [22, 22, 146]
        assert "60 to 469 of 1000" in words_in(figure("consent_icons", course))

    def test_a_mark_for_each_of_a_hundred_people(self, course: Course) -> None:
        found = ten_years.fates(course)
        assert [(what, people) for what, people, *_ in found] == [
            ("Still treated", 57), ("Had stopped", 33), ("Could not be traced", 6), ("Had died", 4)
        ]  # fmt: skip
        svg = figure("ten_years", course).svg
        assert svg.count('r="7"') == 57 + 1
        assert svg.count("<polygon") == 33 + 1
        assert svg.count('r="6"') == 6 + 1
        assert svg.count("<line") == 2 * (4 + 1)

    def test_every_study_has_a_mark_and_a_row(self, course: Course) -> None:
        kinds = funding.studies(course)
        every = table_rows(course, "funding_of_trials")
        assert sum(len(rows) for rows in kinds.values()) == len(every)
        made = figure("funding", course)
        company = sum(row["paid_by"] == "company" for row in every)
        assert made.svg.count('width="14"') == company + 1
        assert made.svg.count("<circle") == sum(row["paid_by"] == "not stated" for row in every) + 1
        assert len(made.data.rows) == len(every)


@pytest.mark.parametrize(("value", "text"), [(-7.24, "−7.2"), (-0.04, "0.0"), (3.31, "3.3"), (-8.0, "−8.0")])
def test_numbers_have_a_true_minus_and_no_negative_zero(value: float, text: str) -> None:
    assert signed(value) == text


def test_the_names_are_registered() -> None:
    assert set(NAMES) <= set(figures.FIGURES)
