"""Answers to keep, and a store to keep them in."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dystonia_course.record.store import Response, Store

_tokens = (f"token-{number}" for number in itertools.count())


@pytest.fixture
def keep() -> Callable[..., Response]:
    """Adds an answer; every field has a default."""

    def add(store: Store, **changes: object) -> Response:
        fields: dict[str, Any] = {
            "question_id": "condition-sensory-trick",
            "question_version": 1,
            "lesson": "condition",
            "pool": "lesson",
            "choice": "trick",
            "correct": True,
            "seconds": 4.5,
            "token": next(_tokens),
        }
        return store.add(**{**fields, **changes})

    return add


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "answers.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    with Store(file) as opened:
        yield opened
