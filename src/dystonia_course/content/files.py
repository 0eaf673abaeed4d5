"""Where the course's content files are, and reading them strictly.

A file that is badly encoded, cut off, empty or of the wrong shape raises `ContentError`: one sentence with the file,
the record and the field. Nothing is guessed or repaired, so that every other reader of the same files sees the same.
"""

from __future__ import annotations

import csv
import io
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dystonia_course.content.errors import ContentError

SUBFOLDERS = ("questions", "cases", "notebooks")


def data_folder() -> Path:
    """The folder of content files: DYSTONIA_COURSE_CONTENT, else `data/` of the checkout, else the installed copy."""
    chosen = os.environ.get("DYSTONIA_COURSE_CONTENT")
    if chosen:
        return Path(chosen)
    package = Path(__file__).resolve().parent.parent
    checkout = package.parent.parent / "data"
    if package.parent.name == "src" and checkout.is_dir():
        return checkout
    return package / "data"


def file_label(path: Path) -> str:
    """How a file is named in messages: `claims.csv`, `questions/condition.yaml`."""
    return f"{path.parent.name}/{path.name}" if path.parent.name in SUBFOLDERS else path.name


def read_text(path: Path) -> str:
    """The file's text. It must be UTF-8 without a byte order mark, not empty, and end with a line break."""
    name = file_label(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ContentError(name, f"the file is missing from {path.parent}") from None
    except OSError as error:
        raise ContentError(name, f"the file cannot be read ({error.strerror or error})") from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError(name, "the text is not UTF-8; save the file as UTF-8", record=f"line {line}") from None
    if text.startswith("\ufeff"):
        raise ContentError(name, "begins with a byte order mark; save the file as UTF-8 without it", record="line 1")
    if not text.strip():
        raise ContentError(name, "the file is empty")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ContentError(name, "holds a zero byte; the file is damaged", record=f"line {line}")
    if not text.endswith("\n"):
        line = text.count("\n") + 1
        raise ContentError(name, "does not end with a line break, so it may be cut off", record=f"line {line}")
    return text


def read_csv(path: Path, columns: Sequence[str] | None = None) -> list[dict[str, str]]:
    """The rows of a CSV file (UTF-8, `,`, one header row), each a dict of text; row 1 is the header.

    With `columns`, the header must hold exactly these names, in any order. A file without rows is an error.
    """
    name = file_label(path)
    try:
        lines = list(csv.reader(io.StringIO(read_text(path), newline=""), strict=True))
    except csv.Error as error:
        what = (
            "a quoted field is not closed, so the file may be cut off" if "unexpected end" in str(error) else str(error)
        )
        raise ContentError(name, f"is not readable as CSV: {what}") from None
    header = lines[0]
    _check_header(name, header, columns)
    rows: list[dict[str, str]] = []
    for number, cells in enumerate(lines[1:], start=2):
        record = f"row {number}"
        if not any(cell.strip() for cell in cells):
            raise ContentError(name, "the row is blank", record=record)
        if header[0] in ("id", "term") and cells[0]:
            record += f" ({cells[0]})"
        if len(cells) < len(header):
            raise ContentError(
                name,
                f"the row ends after {len(cells)} of {len(header)} fields",
                record=record,
                field=header[len(cells)],
            )
        if len(cells) > len(header):
            raise ContentError(
                name,
                f"the row has {len(cells)} fields, the header {len(header)}; quote a field that holds a comma",
                record=record,
                field=header[-1],
            )
        for field, cell in zip(header, cells, strict=True):
            if cell != cell.strip():
                raise ContentError(name, "begins or ends with a space", record=record, field=field)
        rows.append(dict(zip(header, cells, strict=True)))
    if not rows:
        raise ContentError(name, "has a header but no row")
    return rows


def _check_header(name: str, header: list[str], columns: Sequence[str] | None) -> None:
    for field in header:
        if not field.strip():
            raise ContentError(name, "a column has no name", record="row 1")
        if field != field.strip():
            raise ContentError(name, "the column's name begins or ends with a space", record="row 1", field=field)
        if header.count(field) > 1:
            raise ContentError(name, "the column stands twice", record="row 1", field=field)
    if columns is None:
        return
    if len(header) == 1 and ";" in header[0]:
        raise ContentError(name, "the columns are separated by ';' instead of ','", record="row 1")
    for field in columns:
        if field not in header:
            raise ContentError(name, "the column is missing", record="row 1", field=field)
    for field in header:
        if field not in columns:
            raise ContentError(name, "the column is not expected here", record="row 1", field=field)


def read_yaml(path: Path) -> object:
    """The one document of a YAML file, as plain Python values. A key that stands twice is an error."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Safe loading that refuses repeated keys, which plain YAML readers drop in silence."""

        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
            seen: set[str] = set()
            for key_node, _ in node.value:
                key = str(key_node.value)
                if key in seen:
                    line = key_node.start_mark.line + 1
                    raise ContentError(name, "the field stands twice", record=f"line {line}", field=key)
                seen.add(key)
            mapping: dict[object, object] = super().construct_mapping(node, deep)
            return mapping

    name = file_label(path)
    text = read_text(path)
    try:
        document: object = yaml.load(text, Loader=Loader)
        return document
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + 1}" if mark is not None else None
        problem = " ".join(part for part in (error.context, error.problem) if part)
        raise ContentError(name, f"is not readable as YAML ({problem})", record=line) from None
    except (yaml.YAMLError, ValueError) as error:
        raise ContentError(name, f"is not readable as YAML ({' '.join(str(error).split())})") from None


def read_json(path: Path) -> object:
    """The value of a JSON file. A name that stands twice in one object is an error."""
    import json

    name = file_label(path)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [key for key, _ in pairs]
        for key in names:
            if names.count(key) > 1:
                raise ContentError(name, "the name stands twice in one object", field=key)
        return dict(pairs)

    try:
        value: object = json.loads(read_text(path), object_pairs_hook=once)
        return value
    except json.JSONDecodeError as error:
        raise ContentError(name, f"is not readable as JSON ({error.msg})", record=f"line {error.lineno}") from None


def read_bib(path: Path) -> list[tuple[str, str, dict[str, str]]]:
    """The entries of a BibTeX file as (entry type, key, fields), braces taken off, LaTeX letters as Unicode."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    parser_log = logging.getLogger("bibtexparser")
    if not parser_log.handlers:  # its warnings would stand on the screen beside our sentence
        parser_log.addHandler(logging.NullHandler())
    name = file_label(path)
    library = parse_string(read_text(path))
    for block in library.failed_blocks:
        if isinstance(block, DuplicateBlockKeyBlock):
            raise ContentError(name, "the key stands twice", record=block.key)
        if isinstance(block, DuplicateFieldKeyBlock):
            entry = block.ignore_error_block
            raise ContentError(
                name,
                "the field stands twice",
                record=getattr(entry, "key", None),
                field=sorted(block.duplicate_keys)[0],
            )
        start = (block.raw or "").strip().splitlines()
        first = start[0].rstrip(",") if start else "an entry"
        raise ContentError(
            name,
            "the entry cannot be read; a brace or comma is missing, or the file is cut off",
            record=f"line {(block.start_line or 0) + 1} ({first})",
        )
    if not library.entries:
        raise ContentError(name, "holds no entry")
    for comment in library.comments:
        if "@" in (comment.comment or "") and "{" in comment.comment:
            raise ContentError(
                name, "text between entries looks like a broken entry", record=f"line {(comment.start_line or 0) + 1}"
            )
    return [
        (entry.entry_type.lower(), entry.key, {f.key: plain_letters(str(f.value)) for f in entry.fields})
        for entry in library.entries
    ]


def plain_letters(value: str) -> str:
    """A BibTeX value with LaTeX accents as letters. Braces stay only where they keep words together, as in names."""
    if "\\" in value:
        from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

        value = LatexNodes2Text(keep_braced_groups=True, keep_braced_groups_minlen=2).latex_to_text(value)
    return " ".join(value.split())
