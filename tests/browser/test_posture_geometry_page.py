"""The browser's geometry is the Python one, and the drawing shows it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from posture_pages import LIMITS, open_explorer

from dystonia_course.science import posture as model
from dystonia_course.science import posture_names as names
from dystonia_course.science.posture import Posture

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Explorer = Callable[..., Page]

VIEWS = Path(model.__file__).parents[1] / "views"


@pytest.fixture
def show(new_page: Callable[..., Page], tmp_path: Path) -> Explorer:
    """Opens a page with the explorer: `show(Posture(...), theme="dark", width=320)`."""
    return partial(open_explorer, new_page, tmp_path)


def grid() -> list[Posture]:
    """Every combination of a few angles, with the limits of naming and of the sliders among them."""
    steps = {angle: [-limit, -5.0, 0.0, limit * 0.37] for angle, limit in LIMITS.items()}
    steps["head_rotation_deg"] = [4.999, 45.0]
    steps["neck_rotation_deg"] = [-40.0, 12.5]
    return [Posture(**dict(zip(steps, values, strict=True))) for values in itertools.product(*steps.values())]


def test_the_browser_computes_what_python_computes(page: Page) -> None:
    script = (VIEWS / "posture_geometry.js").read_text(encoding="utf-8")
    postures = grid()
    page.goto("about:blank")
    found = page.evaluate(
        """async ([script, postures]) => {
            const g = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
            return postures.map((posture) => ({
                marks: g.landmarks(posture), frame: g.head_frame(posture), neck: g.neck_frame(posture),
                name: g.posture_name(posture), words: g.described_in_words(posture),
                components: g.components(posture), shifts: g.shifts(posture).map(g.sum_in_words),
                lateral: g.lateral_shift_deg(posture), sagittal: g.sagittal_shift_deg(posture),
                mirrored: g.mirrored(posture), shifted: g.with_lateral_shift(posture, 7),
                pushed: g.with_sagittal_shift(posture, -7), named: Object.keys(g.NAMED_POSTURES),
            }));
        }""",
        [script, [asdict(posture) for posture in postures]],
    )
    assert len(found) == len(postures) == 1024
    for posture, there in zip(postures, found, strict=True):
        here = model.landmarks(posture)
        assert there["marks"].keys() == here.keys()
        for mark, point in here.items():
            assert there["marks"][mark] == pytest.approx(point, abs=1e-9)
        for row, expected in zip(there["frame"], model.head_frame(posture), strict=True):
            assert row == pytest.approx(expected, abs=1e-9)
        for row, expected in zip(there["neck"], model.neck_frame(posture), strict=True):
            assert row == pytest.approx(expected, abs=1e-9)
        assert there["name"] == names.posture_name(posture)
        assert there["words"] == names.described_in_words(posture)
        assert there["components"] == [asdict(one) for one in names.components(posture)]
        assert there["shifts"] == [names.sum_in_words(shift) for shift in names.shifts(posture)]
        assert there["lateral"] == model.lateral_shift_deg(posture)
        assert there["sagittal"] == model.sagittal_shift_deg(posture)
        assert there["mirrored"] == asdict(model.mirrored(posture))
        assert there["shifted"] == asdict(model.with_lateral_shift(posture, 7))
        assert there["pushed"] == asdict(model.with_sagittal_shift(posture, -7))
        assert there["named"] == list(names.NAMED_POSTURES)


POSTURES = [
    Posture(),
    Posture(head_rotation_deg=-35, neck_tilt_deg=20),
    Posture(neck_rotation_deg=30, head_flexion_deg=-20, neck_flexion_deg=15),
    Posture(neck_tilt_deg=-20, head_tilt_deg=20),
]


@pytest.mark.parametrize("posture", POSTURES)
def test_the_three_views_show_one_model(show: Explorer, posture: Posture) -> None:
    """C2, C7 and the larynx stand in each view where the model has them (x forward, y to their left, z up)."""
    page = show(posture)
    marks = model.landmarks(posture)
    shown: dict[str, Callable[[list[float]], tuple[float, float]]] = {
        "front": lambda p: (p[1], -p[2]),  # their left is on the right
        "side": lambda p: (p[0], -p[2]),  # from their right: the face is on the right
        "above": lambda p: (p[1], p[0]),  # their left is on the right, the face points down
    }
    for view, flat in shown.items():
        ends, between = (
            page.locator(f".posture-{view} .faint {dots}").evaluate(
                """path => [...path.getAttribute("d").matchAll(/M(-?\\d+) (-?\\d+)a(\\d+)/g)]
                    .map(([, x, y, radius]) => [(Number(x) + Number(radius)) / 100, y / 100])"""
            )
            for dots in (".spine.named", ".spine:not(.named)")
        )
        for dot, mark in zip([*ends, *between], ("c7", "c2", "c6", "c5", "c4", "c3"), strict=True):
            assert dot == pytest.approx(flat(marks[mark]), abs=0.01)
        across, top = page.locator(f".posture-{view} .faint .larynx").evaluate(
            "path => path.getAttribute('d').match(/-?[0-9]+/g).slice(0, 2).map(Number)"
        )
        x, y = flat(marks["larynx"])
        assert (across / 100, top / 100 + 0.95) == pytest.approx((x, y), abs=0.02)


def test_the_head_stays_in_its_frame(show: Explorer) -> None:
    page = show()
    corners = [
        {angle: sign * limit for sign, (angle, limit) in zip(signs, LIMITS.items(), strict=True)}
        for signs in itertools.product((-1, 1), repeat=6)
    ]
    outside = page.evaluate(
        """(corners) => corners.flatMap((corner) => {
            for (const [angle, value] of Object.entries(corner)) {
                const slider = document.querySelector(`[data-angle=${angle}]`);
                slider.value = value;
                slider.dispatchEvent(new Event("input"));
            }
            return [...document.querySelectorAll(".posture-view")].flatMap((view) => {
                const { x, y, width, height } = view.viewBox.baseVal;
                const parts = ["headSkin", "hair", "earNear0", "earNear1", "earFar0", "earFar1", "noseSkin"];
                return parts.map((part) => view.querySelector(`[data-layer=${part}]`)).filter((path) => {
                    if (!path.getAttribute("d")) return false;
                    const box = path.getBBox();
                    return box.x < x || box.y < y || box.x + box.width > x + width || box.y + box.height > y + height;
                }).map((path) => `${JSON.stringify(corner)}: ${view.getAttribute("class")} ${path.dataset.layer}`);
            });
        })""",
        corners,
    )
    assert outside == []
