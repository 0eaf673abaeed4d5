"""The title block of a lesson and the list of lessons, as HTML and as text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dystonia_course.content.course import Course
    from dystonia_course.content.lessons import LessonPlan

DISCLAIMER = (
    "For education only. Not for the care of any person; not a protocol, a device or a guide to doses. "
    "Check the current label in your country. No training status follows. All patients are invented."
)
STATUS = "Draft, not clinically reviewed."


def _objectives(plan: LessonPlan, course: Course) -> list[str]:
    return [o.text for o in course.objectives.values() if o.lesson == plan.id]


def title_html(plan: LessonPlan, course: Course) -> str:
    """What stands under the title: status, time, version, objectives, needs, contents."""
    from dystonia_course.views.assets import stylesheet

    style = f"<style>{stylesheet('lesson.css')}</style>"
    if plan.number == 0:
        return f'{style}<div class="dc dc-title"><p class="dc-status">{STATUS}</p></div>'
    if not plan.parts:
        return (
            f'{style}<section class="dc dc-title" aria-label="About this page">'
            f'<p class="dc-status"><strong>{STATUS}</strong> {DISCLAIMER}</p>{_facts(plan)}</section>'
        )
    objectives = "".join(f"<li>{escape(text)}</li>" for text in _objectives(plan, course))
    contents = "".join(
        f"<li>{escape(part.title)}<ul>{''.join(f'<li>{escape(s)}</li>' for s in part.sections)}</ul></li>"
        for part in plan.parts
    )
    needs = "".join(
        f'<tr><th scope="row">{escape(p.concept)}</th><td>{p.importance}</td><td>{escape(p.note)}</td></tr>'
        for p in plan.prerequisites
    )
    return (
        f'{style}<section class="dc dc-title" aria-label="About this lesson">'
        f'<p class="dc-status"><strong>{STATUS}</strong> {DISCLAIMER}</p>'
        f"{_facts(plan)}"
        f'<p class="dc-head">After this lesson you can</p><ul class="dc-objectives">{objectives}</ul>'
        f"<table><caption>What it helps to know before</caption><thead><tr><th scope='col'>Concept</th>"
        f"<th scope='col'>Importance</th><th scope='col'>Note</th></tr></thead><tbody>{needs}</tbody></table>"
        f"<details><summary>Contents</summary><ul>{contents}</ul></details></section>"
    )


def _facts(plan: LessonPlan) -> str:
    return (
        f"<dl><div><dt>Time</dt><dd>{_time(plan)}</dd></div>"
        f"<div><dt>Version</dt><dd>{_version()}, {plan.updated.isoformat()}</dd></div>"
        f"<div><dt>Licence</dt><dd>CC BY 4.0 (text, questions, drawings), MIT (code)</dd></div></dl>"
    )


def _time(plan: LessonPlan) -> str:
    """The time to read the lesson; answering all of its questions takes about as long again."""
    if not plan.parts:
        return f"about {plan.minutes} minutes"
    return f"about {plan.minutes} minutes to read, about {2 * plan.minutes} with every question"


def title_text(plan: LessonPlan, course: Course) -> str:
    """The same in short, as text."""
    if plan.number == 0:
        return STATUS
    if not plan.parts:
        return f"{plan.title}: about {plan.minutes} minutes. {STATUS}\n\n{DISCLAIMER}"
    lines = [
        f"Lesson {plan.number}. {plan.title}: {_time(plan)}. {STATUS}",
        "",
        "After this lesson you can",
        *(f"  - {text}" for text in _objectives(plan, course)),
        "",
        DISCLAIMER,
    ]
    return "\n".join(lines)


def path_html(course: Course) -> str:
    """The lessons in their order, with links."""
    rows = "".join(
        f'<tr><th scope="row"><a href="{plan.notebook}.ipynb">{escape(_name(plan))}</a></th>'
        f"<td>{escape(plan.teaches)}</td><td>{plan.minutes}</td></tr>"
        for plan in course.lessons.values()
        if plan.number
    )
    return (
        '<div class="dc dc-title"><table><caption>The lessons, in their order</caption><thead><tr>'
        '<th scope="col">Lesson</th><th scope="col">What it teaches</th><th scope="col">Minutes to read</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def path_text(course: Course) -> str:
    """The lessons in their order."""
    return "\n".join(
        f"{_name(plan)} ({plan.minutes} minutes): {plan.teaches}" for plan in course.lessons.values() if plan.number
    )


def _name(plan: LessonPlan) -> str:
    """The title, with its number if it is a lesson that teaches."""
    return f"{plan.number}. {plan.title}" if plan.parts else plan.title


def _version() -> str:
    from dystonia_course import __version__

    return __version__
