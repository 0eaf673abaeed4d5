"""From the exports of a class to its tables: what a learner gives away, what is refused, what is written."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_course import with_tests
from test_record_commands import record as record  # the fixture that runs the command

from dystonia_course.content.course import load_course
from dystonia_course.content.question_records import BestAnswerQuestion
from dystonia_course.record.class_files import (
    CLASS_COLUMNS,
    ClassAnswer,
    class_answers,
    read_class_file,
    write_class_csv,
    write_class_jsonl,
)
from dystonia_course.record.class_tables import TABLES
from dystonia_course.record.merge import merge
from dystonia_course.record.response import Response
from dystonia_course.record.scoring import score
from dystonia_course.record.store import Store
from dystonia_course.record.test_forms import Forms

Keep = Callable[..., Response]
Run = Callable[..., int]
COURSE = load_course()
CHECKS = [one for one in COURSE.bank("condition") if one.pool == "check" and isinstance(one, BestAnswerQuestion)]


@pytest.fixture(scope="module", autouse=True)
def cells_as_long_as_python_reads() -> Iterator[None]:
    """Python's own limit: a library that another test has imported may have raised it for the whole process."""
    found = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(found)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DYSTONIA_COURSE_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "answers.sqlite"


@pytest.fixture
def exported(
    tmp_path: Path, keep: Keep, record: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Path]:
    """The file that a learner with this code exports after answering the closing questions of lesson 1."""

    def make(code: str, ending: str = "csv", seed: int = 0) -> Path:
        home = tmp_path / f"home-{code}"
        monkeypatch.setenv("DYSTONIA_COURSE_HOME", str(home))
        chance = random.Random(f"{code}{seed}")
        with Store(home / "answers.sqlite") as store:
            for question in CHECKS:
                options = [option.id for option in question.options]
                key = next(option.id for option in question.options if option.correct)
                choice = key if chance.random() < 0.6 else chance.choice(options)
                keep(
                    store, question_id=question.id, question_version=question.version, pool="check", choice=choice,
                    correct=choice == key, confidence=chance.choice([None, 1, 2, 3]),
                    token=f"{code}-{question.id}",
                )  # fmt: skip
        target = tmp_path / f"{code}.{ending}"
        assert record("export", "--code", code, "--to", str(target)) == 0
        capsys.readouterr()
        return target

    return make


def test_an_export_for_a_class_gives_away_no_more_than_is_needed(store: Store, keep: Keep) -> None:
    keep(store, choice={"text": "my very own words", "points": [0, 2]}, correct=None, seconds=12.4)
    (one,) = class_answers(store, "blue-heron")
    assert one.response.choice == {"text": "", "points": [0, 2]}
    assert len(one.response.time) == 10
    assert one.response.seconds == 12
    with pytest.raises(ValueError, match="is no code"):
        class_answers(store, "a b")


def test_a_test_that_is_closed_is_named_and_a_hidden_verdict_stays_hidden(store: Store, keep: Keep) -> None:
    course = with_tests(3)
    forms = Forms(course, store)
    for occasion in ("before", "after"):
        forms.open(occasion)
        for question in forms.questions(occasion):
            keep(store, question_id=question.id, pool=question.pool, correct=False, choice="no")
            keep(store, question_id=question.id, pool=question.pool, correct=True, choice="yes")
        if occasion == "after":
            open_one = class_answers(store, "code-1")
            assert {(one.occasion, one.response.correct) for one in open_one} == {("before", None)}
            assert {one.response.choice for one in open_one} == {"yes"}
        forms.close(occasion)
    done = class_answers(store, "code-1")
    assert [(one.occasion, one.response.correct) for one in done] == [("before", True)] * 3 + [("after", True)] * 3


choices = (
    st.text() | st.dictionaries(st.text(), st.text() | st.integers(), max_size=3) | st.lists(st.text(), max_size=3)
)


@given(
    st.lists(
        st.builds(
            ClassAnswer,
            code=st.just("code-1"),
            occasion=st.sampled_from(["", "before", "after", "later"]),
            response=st.builds(
                Response,
                time=st.just("2026-05-04"),
                question_id=st.text(min_size=1),
                question_version=st.integers(1, 9),
                lesson=st.text(min_size=1),
                pool=st.text(min_size=1),
                attempt=st.integers(1, 999),
                choice=choices,
                correct=st.sampled_from([True, False, None]),
                seconds=st.floats(0, 1e5),
                confidence=st.sampled_from([None, 1, 2, 3]),
                token=st.text(min_size=1),
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_answer_comes_back_from_a_file_unchanged(
    tmp_path_factory: pytest.TempPathFactory, answers: list[ClassAnswer]
) -> None:
    folder = tmp_path_factory.mktemp("exports")
    for name, write in (("a.csv", write_class_csv), ("a.jsonl", write_class_jsonl)):
        if name == "a.csv" and any(
            "\r" in text or "\n" in text or "\0" in text or text.startswith("'") or "\ud800" <= max(text) <= "\udfff"
            for one in answers
            for text in (one.response.question_id, one.response.lesson, one.response.pool, one.response.token)
        ):
            continue  # the course has no such ids
        written = io.StringIO()
        write(answers, written)
        (folder / name).write_text(written.getvalue(), encoding="utf-8", newline="")
        assert read_class_file(folder / name) == answers


def test_thirty_files_give_the_tables_of_a_class(
    exported: Callable[..., Path], record: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [exported(f"learner-{number:02}", ("csv", "jsonl")[number % 2]) for number in range(30)]
    out = tmp_path / "class"
    assert record("merge", *map(str, files), "--out", str(out)) == 0
    assert f"30 learners, {30 * len(CHECKS)} answers: 8 files in {out}" in capsys.readouterr().out
    assert sorted(one.name for one in out.iterdir()) == sorted([*TABLES, "answers.csv", "notes.txt"])
    with (out / "items.csv").open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["question_id"] for row in rows] == [question.id for question in CHECKS]
    answers = [one for file in files for one in read_class_file(file)]
    for row in rows:
        mine = [one.response.correct for one in answers if one.response.question_id == row["question_id"]]
        assert (row["n"], row["label"], row["form"]) == ("30", "caution", "condition/check")
        assert row["set"] == "Lesson 1, closing set, first try"
        assert row["question"] == COURSE.questions[row["question_id"]].ask
        assert float(row["p"]) == pytest.approx(sum(map(bool, mine)) / 30, abs=5e-4)
        assert row["date"] == max(one.response.time for one in answers)
    with (out / "options.csv").open(newline="", encoding="utf-8") as opened:
        options = list(csv.DictReader(opened))
    for row in options:
        question = COURSE.questions[row["question_id"]]
        assert isinstance(question, BestAnswerQuestion)
        assert row["option_text"] in [one.text for one in question.options if one.id == row["option"]]
    for name, columns in TABLES.items():
        assert (out / name).read_text(encoding="utf-8").splitlines()[0] == ",".join(columns)
    assert len(read_class_file(out / "answers.csv")) == 30 * len(CHECKS)
    assert "rules of thumb" in (out / "notes.txt").read_text(encoding="utf-8")


def test_a_small_class_gets_no_figures(exported: Callable[..., Path], record: Run, tmp_path: Path) -> None:
    out = tmp_path / "class"
    assert (
        record(
            "merge",
            *(str(exported(f"few-{number}")) for number in range(4)),
            "--out",
            str(out),
            "--delete-by=2027-02-01",
        )
        == 0
    )
    for name in TABLES:
        assert len((out / name).read_text(encoding="utf-8").splitlines()) == 1
    notes = (out / "notes.txt").read_text(encoding="utf-8")
    assert "Lesson 1, closing set, first try: fewer than 5 learners; nothing is shown below 10." in notes
    assert "condition/check" not in notes, "names for people, not for programs"
    assert "Delete this folder and the learners' files by 2027-02-01." in notes


def changed(file: Path, field: str, value: object, line: int = 2) -> None:
    """Puts another value into one field of an export in JSON Lines."""
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[line - 1] = json.dumps({**json.loads(lines[line - 1]), field: value})
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("code", "other-code", "answer 2 ({id}): it has the code 'other-code', the file began with 'broken'"),
        ("code", "=1+1", "line 2: '=1+1' is no code"),
        ("confidence", 5, "line 2: the confidence must be 1, 2, 3 or empty, not 5"),
        ("correct", "yes", "line 2: 'yes' is neither true nor false"),
        ("attempt", 0, "line 2: the number of the attempt"),
        ("time", "04.05.2026", "line 2: '04.05.2026' does not begin with a day"),
        ("occasion", "never", "line 2: 'never' is no test"),
        ("question_id", "", "line 2: the field 'question_id'"),
        ("choice", "nonsense", "answer 2 ({id}): 'nonsense' is none of the options"),
        ("correct", "turned", "answer 2 ({id}): its verdict does not fit its choice; the file was changed"),
        ("token", "broken-" + CHECKS[0].id, "answer 2 ({id}): it is the same answer as answer 1"),
        ("question_id", CHECKS[0].id, "answer 2 ({first}): it is a second attempt number 1"),
    ],
)
def test_what_was_changed_is_refused_with_file_and_record(
    exported: Callable[..., Path],
    record: Run,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    field: str,
    value: object,
    words: str,
) -> None:
    file = exported("broken", "jsonl")
    if value == "turned":
        second = json.loads(file.read_text(encoding="utf-8").splitlines()[1])
        value = not score(CHECKS[1], second["choice"])
    changed(file, field, value)
    assert record("merge", str(file), "--out", str(tmp_path / "class")) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(
        "Nothing was merged: broken.jsonl, " + words.format(id=CHECKS[1].id, first=CHECKS[0].id)
    )
    assert printed.err.count("\n") == 1
    assert printed.out == ""
    assert not (tmp_path / "class").exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "a.csv: it is empty"),
        ("a.csv", b"name,mark\r\nAda,3\r\n", "a.csv, line 1: the columns are not those of this course's export"),
        ("a.csv", (",".join(CLASS_COLUMNS) + "\r\n").encode(), "a.csv: it holds no answers"),
        ("a.csv", (",".join(CLASS_COLUMNS) + "\r\nx,y\r\n").encode(), "a.csv, line 2: it has 2 cells, not 13"),
        ("a.csv", (",".join(CLASS_COLUMNS) + "\r\nx,y").encode(), "a.csv: its last line is cut off"),
        ("a.csv", (",".join((*CLASS_COLUMNS, "mood")) + "\r\n").encode(), "a.csv, line 1: it was exported by a newer"),
        ("a.csv", (";".join(CLASS_COLUMNS) + "\r\n").encode(), "a.csv, line 1: a spreadsheet program has saved it"),
        ("a.csv", (",".join(CLASS_COLUMNS) + f'\r\n"{"x" * 200_000}"\r\n').encode(), "a.csv: it holds no table"),
        (
            "a.jsonl",
            json.dumps(dict.fromkeys((*CLASS_COLUMNS, "mood"))).encode() + b"\n",
            "a.jsonl, line 1: it was exp",
        ),
        ("a.csv", b"\xff\xfe\x00\x01", "a.csv: it is not a text file in UTF-8"),
        ("a.jsonl", b'{"code": 1}\n', "a.jsonl, line 1: the fields are not those of this course's export"),
        ("a.jsonl", b'{"code": \n', "a.jsonl, line 1: it is not JSON"),
    ],
)
def test_what_is_no_export_is_refused(
    record: Run, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert record("merge", str(tmp_path / name), "--out", str(tmp_path / "class")) == 1
    assert capsys.readouterr().err.startswith(f"Nothing was merged: {words}")


def test_an_export_without_a_code_is_refused(
    exported: Callable[..., Path], record: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported("some-code")  # leaves this learner's answers as those of the computer
    for ending in ("csv", "jsonl"):
        plain = tmp_path / f"plain.{ending}"
        assert record("export", "--to", str(plain)) == 0
        capsys.readouterr()
        assert record("merge", str(plain), "--out", str(tmp_path / "class")) == 1
        assert "it has no code; export it with --code" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_file_that_breaks_off_anywhere_within_a_line_is_never_read(
    exported: Callable[..., Path], tmp_path: Path, ending: str
) -> None:
    """Also where only the last letters of the last cell are missing, so that every row still has all its cells."""
    whole = exported("broken-off", ending).read_bytes()
    cut = tmp_path / f"cut.{ending}"
    lines = {at + 1 for at, byte in enumerate(whole) if byte in b"\r\n"}
    for length in set(range(1, len(whole))) - lines:
        cut.write_bytes(whole[:length])
        assert not merge([cut], COURSE).codes, length


def test_bad_files_are_all_named_at_once_and_the_others_can_be_merged(
    exported: Callable[..., Path], record: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [exported(f"good-{number:02}") for number in range(12)]
    (half := tmp_path / "half.csv").write_bytes(files[0].read_bytes()[:-700])
    (other := tmp_path / "grades.csv").write_text("name,grade\nAda,1\n", encoding="utf-8")
    out = tmp_path / "class"
    everything = [*map(str, files), str(half), str(other), "--out", str(out)]
    assert record("merge", *everything) == 1
    printed = capsys.readouterr().err
    assert "Nothing was merged: half.csv: its last line is cut off" in printed
    assert "Nothing was merged: grades.csv, line 1: the columns are not those" in printed
    assert "12 files are in order; add --leave-out to merge without the rest." in printed
    assert not out.exists()
    assert record("merge", *everything, "--leave-out") == 0
    printed_both = capsys.readouterr()
    assert "12 learners" in printed_both.out
    assert printed_both.err.count("Left out: ") == 2
    notes = (out / "notes.txt").read_text(encoding="utf-8")
    assert "Left out: half.csv: " in notes
    assert "Left out: grades.csv, line 1: " in notes
    assert record("merge", str(half), "--out", str(tmp_path / "none"), "--leave-out") == 1


def test_one_learner_counts_once_whatever_the_order_of_the_files(exported: Callable[..., Path], tmp_path: Path) -> None:
    file, other = exported("twice"), exported("other")
    lines = file.read_bytes().splitlines(keepends=True)
    (older := tmp_path / "older.csv").write_bytes(b"".join(lines[:-2]))
    (stranger := tmp_path / "stranger.csv").write_bytes(other.read_bytes().replace(b"other,", b"twice,"))
    (renamed := tmp_path / "renamed.csv").write_bytes(other.read_bytes().replace(b"other,", b"third,"))
    assert merge([file, file], COURSE).left_out == (), "the same file named twice is one file"
    for files in ([file, older, other], [other, older, file]):
        merged = merge(files, COURSE)
        assert merged.codes == {"twice": file, "other": other}
        assert merged.left_out == ("older.csv: twice.csv holds all its answers; one file a learner is enough.",)
    for files in ([file, stranger], [stranger, file]):
        merged = merge(files, COURSE)
        assert not merged.answers
        assert merged.left_out[0].startswith(
            "stranger.csv and twice.csv: they hold different answers under the code 'twice'"
        )
    for files in ([file, other, renamed], [renamed, other, file]):
        merged = merge(files, COURSE)
        assert set(merged.codes) == {"twice"}
        assert "they hold the same answers under the codes" in merged.left_out[0]
        assert {"other.csv", "renamed.csv"} <= set(merged.left_out[0].replace(":", "").split())


@pytest.mark.parametrize("code", ["", "ab", "two words", "-x1", "=1+1", "x" * 41])
def test_a_bad_code_is_refused(record: Run, file: Path, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert record("export", f"--code={code}") == 1
    printed = capsys.readouterr()
    assert f"Nothing was exported: '{code}' is no code" in printed.err
    assert printed.out == ""


def test_a_missing_file_is_one_sentence(
    record: Run, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert record("merge", str(tmp_path / "gone.csv"), "--out", str(tmp_path / "class")) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_day_that_is_none_is_refused(
    record: Run, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        record("merge", "a.csv", "--out", str(tmp_path), "--delete-by=tomorrow")
    assert "'tomorrow' is no day; write it as 2027-01-31" in capsys.readouterr().err
