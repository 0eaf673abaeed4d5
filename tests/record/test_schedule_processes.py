"""Two kernels at once: ten thousand answers, with the review asked for in between."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

from dystonia_course.record.cards import answer_of, replay
from dystonia_course.record.schedule import Schedule
from dystonia_course.record.store import Store

KERNEL = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    sys.path.insert(0, sys.argv[3])
    from invented_course import best, course_of
    from dystonia_course.record.schedule import Schedule
    from dystonia_course.record.store import Store
    name = sys.argv[2]
    course = course_of({"condition": [best(f"q-{number}") for number in range(50)]})
    store = Store(Path(sys.argv[1]))
    schedule = Schedule(course, store)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(5000):
        store.add(question_id=f"q-{number * 7 % 50}", question_version=1, lesson="condition", pool="lesson",
                  choice="yes", correct=number % 5 > 0, seconds=1.0, token=f"{name}-{number}",
                  confidence=(None, 1, 2, 3)[number % 4])
        time.sleep(0.0003)  # even the fastest learner lets go of the file between two answers
        if number % 250 == 0:
            schedule.next_question()
    """
)


def test_two_kernels_lose_no_answer_of_ten_thousand_and_agree_on_the_schedule(file: Path) -> None:
    command = [sys.executable, "-c", KERNEL, str(file)]
    folder = str(Path(__file__).parent)
    kernels = [
        subprocess.Popen([*command, name, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for name in ("one", "two")
    ]
    for kernel in kernels:
        assert kernel.stdout is not None
        assert kernel.stdout.readline() == b"ready\n"
    for kernel in kernels:
        assert kernel.stdin is not None
        kernel.stdin.write(b"\n")
        kernel.stdin.flush()
    for kernel in kernels:
        kernel.communicate(timeout=200)
        assert kernel.returncode == 0
    from invented_course import best, course_of

    with Store(file) as store:
        responses = store.read()
        assert {one.token for one in responses} == {f"{name}-{n}" for name in ("one", "two") for n in range(5000)}
        assert len(responses) == 10_000
        course = course_of({"condition": [best(f"q-{number}") for number in range(50)]})
        cards = Schedule(course, store).cards()
        assert cards == replay(answer_of(one, {}) for one in responses)
        assert sum(card.answers for card in cards.values()) == 10_000
