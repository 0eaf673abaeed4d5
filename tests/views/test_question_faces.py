"""The faces of a question that need no browser: payload, text, static HTML."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from question_samples import RECORDS, sample, sample_course

from dystonia_course.content.question_records import OrderingQuestion, Question
from dystonia_course.views.markdown import inline_html, to_html, to_text
from dystonia_course.views.question_html import question_html, set_html
from dystonia_course.views.question_payload import question_payload, shown_order, shown_steps
from dystonia_course.views.question_text import question_text, set_text

COURSE = sample_course()
KEYED = {
    "best": ["sensory trick", "Scans are normal", "hurt as well", "tells nothing apart", "A light touch"],
    "match": ["Latin", "A light touch"],
    "order": ["nothing enters", "leaves the vesicle", "A light touch"],
    "number": ["50 units", "Divide the units", "A light touch"],
    "hotspot": ["One splenius capitis", "away from this turn", "Ask of each muscle", "A light touch"],
    "short": ["networks of the brain", "A scan shows structure", "answer the worry", "A light touch"],
}
"""Pieces of key and rationale that no face may show before an answer."""


def names() -> list[str]:
    return list(RECORDS)


class Tags(HTMLParser):
    """Collects elements with their attributes, and checks that they are closed in order."""

    VOID = frozenset({"input", "br", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.found if found == tag]


# ------------------------------------------------------------------------------------------------------ payload


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("pool", ["test_a", "test_b"])
def test_a_test_that_counts_sends_neither_key_nor_rationale(name: str, pool: str) -> None:
    payload = question_payload(sample(name, pool=pool), COURSE)
    assert "feedback" not in payload
    text = json.dumps(payload, ensure_ascii=False)
    for secret in [*KEYED[name], "correct", "rationale", "misconception", "pain-lee", "Chan 1991 (", "tolerance"]:
        assert secret not in text


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("pool", ["test_a", "test_b"])
def test_the_static_face_of_a_test_that_counts_has_no_answer(name: str, pool: str) -> None:
    html = question_html(sample(name, pool=pool), COURSE)
    assert "<details" not in html
    for secret in KEYED[name]:
        assert secret not in html


def test_options_are_in_the_same_order_in_every_face() -> None:
    question = sample("best")
    payload = question_payload(question, COURSE)
    texts = [option["text"] for option in payload["options"]]
    for face in (question_text(question), question_html(question, COURSE)):
        assert sorted(texts, key=face.index) == texts


def test_option_order_depends_on_the_ids_alone() -> None:
    first = sample("best")
    options = list(reversed(RECORDS["best"]["options"]))
    second = sample("best", options=options, ask="Another wording?")
    assert [o["id"] for o in question_payload(first, COURSE)["options"]] == [
        o["id"] for o in question_payload(second, COURSE)["options"]
    ]


@given(st.text("abcdefghij-", min_size=1, max_size=12), st.integers(3, 6))
def test_steps_are_never_shown_in_the_right_order(name: str, count: int) -> None:
    steps = [{"id": f"s{n}", "text": f"Step {n}", "rationale": "Because."} for n in range(count)]
    question = sample("order", id=f"q{name}", steps=steps)
    assert isinstance(question, OrderingQuestion)
    shown = shown_steps(question)
    assert sorted(shown) == [step["id"] for step in steps]
    assert shown != [step["id"] for step in steps]


def test_the_key_takes_every_place_about_equally_often() -> None:
    places = [0, 0, 0, 0]
    for number in range(400):
        question = sample("best", id=f"question-{number}")
        order = [option.id for option in shown_order(question.id, question.options)]  # type: ignore[union-attr]
        places[order.index("trick")] += 1
    assert min(places) > 70  # 100 are expected; fewer than 70 would be chance once in 3,000


def test_feedback_names_the_idea_behind_each_wrong_option_and_who_paid() -> None:
    feedback = question_payload(sample("best"), COURSE)["feedback"]
    assert feedback["ideas"] == {
        "mri": "A scan can prove or rule out dystonia.",
        "pain": "Neck pain points to dystonia.",
        "stress": "Strain causes dystonia.",
    }
    assert [(s["short"], s["url"], s["note"]) for s in feedback["sources"]] == [
        ("Chan 1991", "https://example.org/chan", ""),
        ("Lee 2020", "https://example.org/lee", "paid by A maker; the link opens a search"),
    ]
    assert feedback["sources"][0]["title"] == "Idiopathic cervical dystonia. Funding not stated. Abstract · pain-chan"


def test_options_hold_no_links_because_the_whole_row_is_one_control() -> None:
    link = '[75%](https://example.org "Chan 1991, abstract · pain-chan")'
    options = [{**option} for option in RECORDS["best"]["options"]]
    options[0]["text"] = f"About {link} of them"
    payload = question_payload(sample("best", options=options), COURSE)
    texts = {option["id"]: option["html"] for option in payload["options"]}
    assert texts["trick"] == "About 75% of them"


# --------------------------------------------------------------------------------------------------------- text


@pytest.mark.parametrize("name", names())
def test_the_text_face_shows_the_question_without_its_key(name: str) -> None:
    question = sample(name)
    text = question_text(question)
    assert to_text(question.ask) in " ".join(text.split())
    for secret in KEYED[name]:
        assert secret not in text
    assert "](" not in text
    assert all(len(line) <= 80 for line in text.splitlines())
    assert text.endswith("Run the lesson to answer: menu Run, then Run All Cells.")
    assert question_text(sample(name)) == text


def test_a_set_shows_stem_and_ask_of_each_question_and_no_options() -> None:
    questions = [sample(name) for name in names()]
    text = set_text(questions, "Closing set")
    joined = " ".join(text.split())
    assert text.startswith("Closing set: 6 questions\n")
    for number, question in enumerate(questions, start=1):
        assert f"{number}. {' '.join([to_text(question.stem), to_text(question.ask)]).strip()}" in joined
    assert "normal scan of the neck" not in text
    assert "laterocollis" not in text


def test_ten_long_vignettes_stay_under_five_kilobytes_in_a_notebook() -> None:
    stem = "A woman of 44, an invented teacher, tells you about her neck and what has happened to it since May. " * 7
    questions = [sample("best", id=f"long-{number}", stem=stem) for number in range(10)]
    text = set_text(questions, "Closing set")
    stored = json.dumps({"text/plain": text.splitlines(keepends=True)}, indent=1, ensure_ascii=False)
    assert len(stored.encode()) < 4700  # the cell around it takes some 300 bytes
    assert " ".join(text.split()).count("Which feature best supports the diagnosis?") == 10


# -------------------------------------------------------------------------------------------------- static HTML


@pytest.mark.parametrize("name", names())
def test_the_static_face_is_whole_html_with_a_group_a_name_and_a_closed_answer(name: str) -> None:
    tags = Tags(question_html(sample(name), COURSE))
    assert len(tags.all("fieldset")) == len(tags.all("legend")) == 1
    [details] = tags.all("details")
    assert "open" not in details
    assert tags.all("script") == []
    assert not any(key.startswith("on") for _, attributes in tags.found for key in attributes)


def test_the_static_radios_form_one_group_each_in_its_label() -> None:
    html = question_html(sample("best"), COURSE)
    radios = [a for a in Tags(html).all("input") if a["type"] == "radio"]
    assert len(radios) == 4
    assert {a["name"] for a in radios} == {"sample-best"}
    assert len(re.findall(r"<label[^>]*><input type=\"radio\"", html)) == 4


@pytest.mark.parametrize("name", names())
def test_before_the_details_nothing_tells_the_key(name: str) -> None:
    before = question_html(sample(name), COURSE).split("<details")[0]
    for secret in KEYED[name]:
        assert secret not in before


def test_ids_of_a_static_set_are_unique() -> None:
    html = set_html([sample(name) for name in names()], COURSE)
    ids = [a["id"] for _, a in Tags(html).found if "id" in a]
    assert len(ids) == len(set(ids))


# ----------------------------------------------------------------------------------------------------- Markdown


def test_claim_links_open_in_a_new_tab_with_their_title() -> None:
    html = to_html('It is [19%](https://doi.org/10.1/x "Brashear 1999, table 5 · rima") of them.')
    assert html == (
        '<p>It is <a href="https://doi.org/10.1/x" title="Brashear 1999, table 5 · rima" target="_blank"'
        ' rel="noopener">19%</a> of them.</p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://example.org/p.png)",
        '[a](https://example.org" onclick="alert(1))',
    ],
)
def test_markdown_cannot_bring_in_script_or_pictures(text: str) -> None:
    for html in (to_html(text), inline_html(text)):
        for tag, attributes in Tags(html).found:
            assert tag in {"p", "a"}
            assert set(attributes) <= {"href", "title", "target", "rel"}
            assert (attributes.get("href") or "https://").startswith("https://")


def test_plain_text_keeps_the_words_of_links_emphasis_and_lists() -> None:
    assert to_text('Pain in [75%](https://a.b "x · y") of *many*\npeople.\n\n- one\n- **two**') == (
        "Pain in 75% of many people.\n- one\n- two"
    )


@given(st.text(alphabet=st.sampled_from("aB é—“”'\"()1.,;:?+=-/%$^{}@ \u00a0·"), max_size=20))
def test_plain_text_takes_the_short_way_to_the_same_html(text: str) -> None:
    from dystonia_course.views import markdown

    if markdown._PLAIN.fullmatch(text):
        parser = markdown._parser()
        assert to_html(text) == parser.render(text).strip()
        assert inline_html(text) == parser.renderInline(text).strip()
        assert to_text(text) == markdown._plain(parser.parseInline(text)[0].children or [])


# ------------------------------------------------------------------------------------------- the course's own bank


def test_every_question_of_the_course_has_all_its_faces() -> None:
    from dystonia_course.content.course import load_course

    course = load_course()
    for question in course.questions.values():
        check_faces(question, course)


def check_faces(question: Question, course: object) -> None:
    json.dumps(question_payload(question, course))  # type: ignore[arg-type]
    Tags(question_html(question, course))  # type: ignore[arg-type]
    assert all(len(line) <= 80 for line in question_text(question).splitlines())
