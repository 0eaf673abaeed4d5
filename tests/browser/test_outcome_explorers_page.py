"""The explorers of the trial and the forest plot, and the exercise with the article, in Chromium without a kernel."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_pages import axe_problems

from dystonia_course.content.course import Course, load_course
from dystonia_course.content.trial_data import FOLDER_VARIABLE
from dystonia_course.science.meta_analysis import Effect, pool
from dystonia_course.views.assets import FOLDER, module
from dystonia_course.views.explorers import explorer
from dystonia_course.views.forest_explorer import forest_rows, quantiles
from dystonia_course.views.standalone import standalone_page

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

NAMES = ("trial", "forest", "verdicts")
HIDDEN = ".visually-hidden"


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course()


@pytest.fixture
def show(people_at_hand: None, course: Course, new_page: Callable[..., Page], tmp_path: Path) -> Callable[..., Page]:
    """Opens a page with these explorers: `show("trial", theme="dark", width=320)`."""

    def open_page(*names: str, theme: str = "light", width: int = 1000, **state: Any) -> Page:  # noqa: ANN401
        widgets = [explorer(name, course) for name in names]
        for name, value in state.items():
            setattr(widgets[0], name, value)
        file = tmp_path / f"{'-'.join(names)}-{theme}.html"
        file.write_text(standalone_page(widgets, theme=theme), encoding="utf-8")  # type: ignore[arg-type]
        page = new_page(viewport={"width": width, "height": 900})
        page.goto(file.as_uri())
        page.wait_for_selector("body[data-dc-ready=true]", state="attached")
        return page

    return open_page


def press_until(page: Page, key: str, condition: str, limit: int = 60) -> None:
    for _ in range(limit):
        if page.evaluate(condition):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} did not lead to: {condition}")


def tab_to(page: Page, words: str) -> None:
    """Tab to the control whose text or label begins with these words."""
    page.keyboard.press("Tab")
    press_until(
        page,
        "Tab",
        "(() => { const here = document.activeElement; const label = here.labels?.[0]?.textContent ?? here.textContent;"
        f" return label.startsWith({words!r}); }})()",
    )


def drawn(row: Locator) -> list[float]:
    """Estimate, low and high of the last mark of a row's picture, read back from the places in it (per cent)."""
    mark = row.locator(".dci-mark").last
    low, high = (float((mark.locator("line").first.get_attribute(end) or "").rstrip("%")) for end in ("x1", "x2"))
    middle = mark.locator(".dci-at").last.get_attribute("x") or ""
    return [float(middle.rstrip("%")), low, high]


# ----------------------------------------------------------------------------------------------------------- the trial


def test_the_trial_by_keyboard_from_a_prediction_to_a_path(show: Callable[..., Page], course: Course) -> None:
    page = show("trial")
    widget = explorer("trial", course)
    root = page.locator(".trial-explorer")
    assert root.locator(".trial-row").count() == 0
    tab_to(page, "5000 U")
    page.keyboard.press("Space")
    tab_to(page, "Show the trial")
    page.keyboard.press("Enter")
    assert "Your prediction: 5000 U, the lower dose. Choose a mean" in root.locator(".dcs-compare").inner_text()
    assert page.evaluate("document.activeElement.className") == "dcs-compare"
    axis = widget.content["axis"]
    key = "week 4|carried|adjusted|published"
    for row, dose in zip(root.locator(".trial-row").all(), widget.results[key]["doses"], strict=True):
        places = [axis["low"] + share / 100 * (axis["high"] - axis["low"]) for share in drawn(row)]
        assert places == pytest.approx([dose["estimate"], dose["low"], dose["high"]], abs=0.001)
        assert dose["text"] in row.inner_text()
    tab_to(page, "Week 4")
    for _ in range(4):
        page.keyboard.press("ArrowRight")  # weeks 8, 12, 16, then the mean of five visits
    compared = root.locator(".dcs-compare").inner_text()
    assert "It came out otherwise (about the same: under 1 point apart)." in compared
    assert "still first, by 0.5 points" in compared
    assert "Your path: 5 analyses of one data set" in root.inner_text()
    assert "hides how much the answer rests on the choices" in root.locator(".trial-path").inner_text()
    page.locator("text=Misread, as in a help page").click()
    assert "wrong groups" in root.locator(".trial-estimand").inner_text()
    assert "36, 36 and 37" in root.locator(".trial-beside").inner_text()
    assert "Data obtained from http://hbiostat.org/data" in root.locator(".credit").inner_text()
    tab_to(page, "Start again")
    page.keyboard.press("Enter")
    assert "Your path: 1 analysis of one data set" in root.inner_text()


def test_without_the_people_every_choice_is_answered(
    show: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "empty"))
    page = show("trial", width=360)
    root = page.locator(".trial-explorer")
    assert "not here" in root.locator("p.gap").inner_text()
    page.locator("text=5000 U, the lower dose").click()
    page.get_by_role("button", name="Show the trial").click()
    compared = root.locator(".dcs-compare").inner_text()
    assert "It came out otherwise (about the same" in compared
    assert "stand at −3.6 and −4.3" in compared
    assert root.locator("label", has_text="Mean of").count() == 0
    page.locator("text=Forgotten: scores compared").click()
    assert root.locator(".choices input:checked").count() == 4
    assert "only together with “Left out: observed only”" in root.locator(".trial-now").inner_text()
    assert root.locator(".trial-row").count() == 2
    page.locator("text=Last value carried forward").click()
    assert "only together with “Raw change from the own start”" in root.locator(".trial-now").inner_text()
    page.locator("text=Week 16").click()
    assert "only together" not in root.locator(".trial-now").inner_text()
    assert "Your path: 3 analyses of one data set" in root.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_every_result_of_the_trial_can_be_reached_and_is_shown_as_computed(show: Callable[..., Page]) -> None:
    page = show("trial", guess={"skipped": True})
    found = page.evaluate(
        """async () => {
          const { results, content } = JSON.parse(document.getElementById("dc-widgets").textContent).widgets[0].state;
          const root = document.querySelector(".trial-explorer");
          const labels = [...root.querySelectorAll(".choices label")];
          const inputs = new Map(labels.map((one) => [one.textContent, one.control]));
          const wrong = [];
          const walk = (groups, values) => {
            if (groups.length) {
              for (const [value, label] of groups[0].options) {
                inputs.get(label).click();
                walk(groups.slice(1), [...values, value]);
              }
              return;
            }
            const said = root.querySelector(".trial-now").textContent;
            const { doses, estimand } = results[values.join("|")];
            const told = doses.every((dose) => said.includes(dose.text) && said.includes(dose.p));
            if (!told || !said.includes(estimand)) wrong.push(values);
          };
          walk(content.groups, []);
          return [wrong, root.querySelectorAll(".trial-path tbody tr").length];
        }"""
    )
    assert found == [[], 84]


# ---------------------------------------------------------------------------------------------------------- the forest


def test_the_browser_pools_every_subset_as_science_does(new_page: Callable[..., Page], course: Course) -> None:
    cases: list[tuple[list[dict[str, Any]], str, bool]] = []
    for serotype in ("A", "B"):
        rows, _ = forest_rows(course, serotype)
        for k in range(2, len(rows) + 1):
            for subset in combinations(rows, k):
                cases += [
                    (list(subset), "random", False),
                    (list(subset), "random", True),
                    (list(subset), "fixed", False),
                ]
    spread = [{"estimate": e, "se": se} for e, se in ((-2.0, 0.5), (-9.0, 0.8), (3.0, 1.5), (-5.0, 2.5))]
    for k in range(2, len(spread) + 1):
        cases += [(list(subset), "random", hk) for subset in combinations(spread, k) for hk in (False, True)]
    page = new_page()
    page.goto("about:blank")
    given = [[[{"estimate": r["estimate"], "se": r["se"]} for r in rows], model, hk] for rows, model, hk in cases]
    found = page.evaluate(
        """async ([source, cases, quantiles]) => {
          const { pooledEffects } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
          const one = ([rows, model, hartungKnapp]) => pooledEffects(rows, { model, hartungKnapp, quantiles });
          return cases.map(one);
        }""",
        [(FOLDER / "meta_analysis.js").read_text(encoding="utf-8"), given, quantiles()],
    )
    assert len(cases) > 100
    for (rows, model, hk), ours in zip(cases, found, strict=True):
        effects = [Effect(str(number), row["estimate"], row["se"]) for number, row in enumerate(rows)]
        science = pool(effects, model, hartung_knapp=hk)  # type: ignore[arg-type]
        e = science.effect
        expected = [e.estimate, e.se, e.low, e.high, science.q, science.i2, science.tau2, *science.weights]
        names = ("estimate", "se", "low", "high", "q", "i2", "tau2")
        assert [*(ours[name] for name in names), *ours["weights"]] == pytest.approx(expected, abs=1e-6)
        for name, value in (("predictionLow", science.prediction_low), ("predictionHigh", science.prediction_high)):
            assert ours[name] == (None if value is None else pytest.approx(value, abs=1e-6))


def test_the_forest_by_keyboard(show: Callable[..., Page], course: Course) -> None:
    page = show("forest")
    root = page.locator(".forest-explorer")

    def pooled() -> tuple[float, float, float]:
        row = root.locator("tr.pooled")
        low, middle, high = (float(row.get_attribute(f"data-{name}") or "nan") for name in ("low", "estimate", "high"))
        return middle, low, high

    claim = course.claims["pool-a4"]
    assert tuple(f"{-value:.1f}" for value in (pooled()[0], pooled()[2], pooled()[1])) == (
        claim.value,
        claim.low,
        claim.high,
    )
    assert root.locator("tr.unread input:enabled").count() == 0
    assert root.locator("tr.unread").count() == 6
    assert "usually wider than the plain one" in (root.locator(".forest-terms").text_content() or "")
    tab_to(page, "Truong 2005")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.dataset.row") == "Truong 2005"
    assert root.locator("tr.out").count() == 1
    for name in ("Truong 2010", "Lew 2018"):
        tab_to(page, name)
        page.keyboard.press("Space")
    assert "One trial is not a pool" in root.locator(".forest-summary").inner_text()
    assert root.locator("tr.pooled").count() == 0
    for name in ("Truong 2005", "Truong 2010", "Lew 2018"):
        root.locator(f'input[data-row="{name}"]').check()
    page.locator("text=As two trials (wrong)").click()
    wrong = course.claims["pool-a5-wrong"]
    assert (f"{-pooled()[2]:.1f}", f"{-pooled()[1]:.1f}") == (wrong.low, wrong.high)
    assert "its people count twice" in root.locator(".forest-words").inner_text()
    assert "before it was" in root.locator(".forest-summary").inner_text()
    page.locator("text=Type B toxin").click()
    page.get_by_text("Fixed effect", exact=True).click()
    assert root.locator(".forest-hk input").is_disabled()
    assert "−7.6 (−10.7 to −4.4)" in root.locator("tr.pooled").inner_text()  # Marques 2016 prints 7.56 (4.41 to 10.71)
    page.locator("text=From the scores of its people").click()
    low, high = pooled()[1:]
    assert high - low < 10.72 - 4.41
    assert "7.56 (4.41 to 10.71)" in root.locator(".forest-beside").inner_text()


# -------------------------------------------------------------------------------------------------------- the verdicts


def test_a_claim_is_judged_by_keyboard_before_its_verdict_is_seen(show: Callable[..., Page], course: Course) -> None:
    page = show("verdicts")
    root = page.locator(".verdict-exercise")
    first = explorer("verdicts", course).content["claims"][0]  # type: ignore[attr-defined]
    assert first["claim"] in root.inner_text()
    assert root.locator(".verdict-reason").count() == 0
    tab_to(page, "Judge")
    page.keyboard.press("Enter")
    assert "Choose a verdict first" in root.inner_text()
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Seems right ")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")  # the last of the five, or the first: whichever the browser enters the group by
    chosen = page.evaluate("document.activeElement.labels[0].textContent").split(":")[0].lower()
    tab_to(page, "Judge")
    page.keyboard.press("Enter")
    order = [verdict for verdict, _ in explorer("verdicts", course).content["verdicts"]]  # type: ignore[attr-defined]
    steps = abs(order.index(chosen) - order.index(first["verdict"]))
    near = root.locator(".verdict-near").inner_text()
    assert ["The same verdict", "Near: one step away"][steps] in near if steps < 2 else f"{steps} steps away" in near
    assert page.evaluate("document.activeElement.className") == "verdict-near"
    assert "You wrote: Seems right" in root.inner_text()
    assert root.locator(".verdict-ladder li.ours").inner_text().startswith(first["verdict"])
    assert root.locator(".verdict-reason a").count() > 0
    assert "1 of 54 judged" in root.locator(".verdict-progress").inner_text()
    tab_to(page, "Next claim")
    page.keyboard.press("Enter")
    assert first["claim"] not in root.locator(".verdict-claim").inner_text()
    assert "null" not in root.inner_text()


def test_a_part_of_the_article_is_judged_to_its_end(show: Callable[..., Page]) -> None:
    page = show("verdicts")
    root = page.locator(".verdict-exercise")
    root.locator("select").select_option("frequency")
    for number in (1, 2):
        root.locator("text=Needs nuance").first.click()
        root.get_by_role("button", name="Judge", exact=True).click()
        assert re.match(rf"{number} of 2 judged: \d the same verdict", root.locator(".verdict-progress").inner_text())
        root.locator("button.primary").click()
    assert "judged every claim of this part" in root.inner_text()
    root.locator("text=Judge this part again").click()
    assert root.locator(".verdict-progress").inner_text() == "0 of 2 judged."


# ------------------------------------------------------------------------------------------------------------ all three


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_a_narrow_page_does_not_scroll(show: Callable[..., Page], theme: str) -> None:
    page = show(*NAMES, theme=theme, width=320, guess={"value": "lower"})
    page.locator("text=Mean of all six visits").click()
    page.locator("text=Not supported").first.click()
    page.get_by_role("button", name="Judge", exact=True).click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    small = page.evaluate(
        """[...document.querySelectorAll(".outcome :is(button, select, label:has(input), summary)")]
          .map((one) => [one.textContent.slice(0, 30), one.getBoundingClientRect()])
          .filter(([, box]) => box.width > 0 && Math.min(box.width, box.height) < 24).map(([words]) => words)"""
    )
    assert small == []
    unguarded = page.evaluate(
        """[...document.querySelectorAll(".outcome :is(a, button, input, select, textarea, [tabindex])")]
          .filter((one) => !one.hasAttribute("data-lm-suppress-shortcuts")).map((one) => one.outerHTML)"""
    )
    assert unguarded == []
    assert axe_problems(page, "main") == []


def test_no_name_of_a_module_collides() -> None:
    for file in ("trial_explorer.js", "forest_explorer.js", "verdict_exercise.js"):
        names = re.findall(r"^(?:export )?(?:const|let|function|class) (\w+)", module(file), re.MULTILINE)
        assert len(names) == len(set(names))
