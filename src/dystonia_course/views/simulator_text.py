"""The text face of a simulator: what it shows, its published numbers and its parameters, in words."""

from __future__ import annotations

from collections.abc import Sequence

from dystonia_course.views.markdown import to_text


def text_face(
    title: str,
    shows: str,
    published: Sequence[str],
    numbers: Sequence[str],
    cannot: str,
) -> str:
    """The face as lines. `shows`, `published` and `cannot` may hold links; a reader gets their words."""
    return "\n".join(
        [
            f"Simulator: {title}",
            "Run the lesson to guess first, and then to see the model and move its sliders.",
            to_text(shows),
            "Published:",
            *(f"- {to_text(line)}" for line in published),
            "Numbers of the model:",
            *(f"- {line}" for line in numbers),
            to_text(cannot),
        ]
    )
