"""Invented questions of every kind, with the smallest course that holds what they refer to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from dystonia_course.content.claims import Claim
from dystonia_course.content.course import Course
from dystonia_course.content.misconceptions import Misconception
from dystonia_course.content.question_records import Question
from dystonia_course.content.sources import Source

LINK = '[75%](https://example.org/chan "Chan 1991, abstract · pain-chan")'
COMMON: dict[str, Any] = {
    "objective": "C3",
    "level": "understand",
    "miller": "knows how",
    "difficulty": 0.7,
    "pool": "lesson",
    "section": "What it looks like",
    "claims": ["pain-chan", "pain-lee"],
    "author": "course team",
    "reviewer": "none yet",
    "version": 1,
    "status": "draft",
    "checked": "2026-11-25",
    "remember": "A light touch that eases the posture points to dystonia.",
}
RECORDS: dict[str, dict[str, Any]] = {
    "best": {
        "kind": "best_answer",
        "stem": "Mara, 44, an invented bus driver, says her head pulls to the left. When she rests a finger on her"
        f" chin, the pull eases. Neck pain was found in {LINK} of people with cervical dystonia.",
        "ask": "Which feature best supports the diagnosis?",
        "options": [
            {"id": "trick", "text": "The touch that eases the pull", "correct": True,
             "rationale": "A *sensory trick* of this kind is common in dystonia and rare in what resembles it."},
            {"id": "mri", "text": "A normal scan of the neck", "misconception": "normal-scan",
             "rationale": "Scans are normal in most people with dystonia and in most people without it."},
            {"id": "pain", "text": "Pain on the left side", "misconception": "pain-proves",
             "rationale": f"Pain is common ({LINK}), but many other neck conditions hurt as well."},
            {"id": "stress", "text": "More pull on busy days", "misconception": "stress-cause",
             "rationale": "Most movement disorders get worse under strain, so this tells nothing apart."},
        ],
    },
    "match": {
        "kind": "matching",
        "ask": "Which name goes with each posture?",
        "choices": [
            {"id": "torti", "text": "torticollis"},
            {"id": "latero", "text": "laterocollis"},
            {"id": "ante", "text": "anterocollis"},
            {"id": "retro", "text": "retrocollis"},
        ],
        "items": [
            {"id": "turn", "text": "The neck turns to one side", "match": "torti",
             "rationale": "*Tortus* is Latin for twisted."},
            {"id": "tilt", "text": "The ear comes nearer to the shoulder", "match": "latero",
             "rationale": "*Latus* is Latin for side."},
            {"id": "fore", "text": "The chin comes nearer to the chest", "match": "ante",
             "rationale": "*Ante* is Latin for before."},
        ],
    },
    "order": {
        "kind": "ordering",
        "stem": "A student explains how the toxin stops the release of acetylcholine.",
        "ask": "In which order do these steps happen?",
        "steps": [
            {"id": "bind", "text": "Binding to the nerve ending", "rationale": "Without binding nothing enters."},
            {"id": "enter", "text": "Uptake into a vesicle", "rationale": "The nerve ending takes the toxin in."},
            {"id": "cross", "text": "Passage into the cytosol", "rationale": "The light chain leaves the vesicle."},
            {"id": "cut", "text": "Cleavage of a SNARE protein", "rationale": "Only then does release fail."},
        ],
    },
    "number": {
        "kind": "numeric",
        "stem": "An invented vial holds 120 units. A teacher adds 2.4 mL of saline.",
        "ask": "How many units does 0.1 mL hold?",
        "answer": {"value": 5, "unit": "units", "tolerance": 0.05},
        "rationale": "120 units in 2.4 mL are 50 units in each mL, so 0.1 mL holds 5 units.",
        "otherwise": "Divide the units by the millilitres first, then take a tenth.",
        "foreseen": [
            {"value": 50, "misconception": "per-ml",
             "rationale": "That is what a whole millilitre holds. The question asks about a tenth of it."},
        ],
    },
    "hotspot": {
        "kind": "hotspot",
        "stem": "The head of an invented teacher turns to the right on a straight neck.",
        "ask": "Mark a muscle that turns the head to its own side, on the side of the turn.",
        "view": "back",
        "layers_off": ["skin", "superficial"],
        "offer": ["splenius-capitis", "semispinalis-capitis", "levator-scapulae"],
        "answer": [
            {"region": "splenius-capitis", "side": "right",
             "rationale": "One splenius capitis turns the head to its own side."},
        ],
        "foreseen": [
            {"region": "splenius-capitis", "side": "left", "misconception": "turns-away",
             "rationale": "The left one turns the head to the left, away from this turn."},
        ],
        "otherwise": "Ask of each muscle where it turns the head, then look for its side.",
    },
    "short": {
        "kind": "short_answer",
        "ask": "Explain to a patient why a normal scan does not rule out dystonia.",
        "model_answer": "Dystonia comes from the way in which networks of the brain work together. A scan shows their"
        " shape, not their work.",
        "points": ["Dystonia is a matter of function", "A scan shows structure", "The diagnosis rests on examination"],
        "rationale": "The three points together answer the worry behind the question.",
    },
}  # fmt: skip


def sample(name: str, **changes: Any) -> Question:  # noqa: ANN401 - fields of a record
    """The sample question of this name; `changes` replace fields."""
    return TypeAdapter(Question).validate_python({**COMMON, "id": f"sample-{name}", **RECORDS[name], **changes})


def sample_course(*more: Question) -> Course:
    """A course whose only lesson, "sample", holds the sample questions and `more`."""
    sources = {
        "chan1991": Source(
            "chan1991", "article", ("Chan, J.",), "Chan 1991", "Idiopathic cervical dystonia", "1991",
            "https://example.org/chan", "doi", "not stated", "A journal",
        ),
        "lee2020": Source(
            "lee2020", "article", ("Lee, A.",), "Lee 2020", "Neck pain: a survey", "2020",
            "https://example.org/lee", "search", "industry: A maker", "A journal",
        ),
    }  # fmt: skip
    claims = {
        "pain-chan": Claim(
            "pain-chan", "condition", "Pain is common.", "75", "", "", "%", "", "chan1991", "Abstract", "seen"
        ),
        "pain-lee": Claim("pain-lee", "condition", "Pain.", "", "", "", "", "", "lee2020", "Table 2", "seen"),
    }
    ideas = {
        "normal-scan": "A scan can prove or rule out dystonia.",
        "pain-proves": "Neck pain points to dystonia.",
        "stress-cause": "Strain causes dystonia.",
        "turns-away": "The splenius capitis turns the head away from its own side.",
        "per-ml": "The strength of a solution is the dose in a syringe.",
    }
    bank = [*(sample(name) for name in RECORDS), *more]
    return Course(
        folder=Path(),
        sources=sources,
        claims=claims,
        lessons={},
        objectives={},
        misconceptions={name: Misconception(name, words, ()) for name, words in ideas.items()},
        glossary={},
        lay_article={},
        tables={},
        questions={question.id: question for question in bank},
        banks={"sample": bank},
    )
