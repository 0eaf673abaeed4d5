"""The tables of the course, as `datapackage.json` describes them: caption, column headers, units, allowed values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dystonia_course.content.claims import Claim, claim_ids
from dystonia_course.content.errors import ContentError
from dystonia_course.content.files import read_csv, read_json
from dystonia_course.content.sources import Source

FILE = "datapackage.json"
TYPES = ("string", "number", "integer", "boolean", "date", "year")


@dataclass(frozen=True, slots=True)
class TableField:
    """A column: `title` is its header, `markdown` says that its cells hold prose with links to claims.

    `filter`: readers choose rows by the column's values.
    """

    name: str
    title: str
    unit: str
    type: str
    markdown: bool
    filter: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `title` is its caption; `rows` hold text, empty where a cell is empty."""

    name: str
    title: str
    description: str
    fields: list[TableField]
    rows: list[dict[str, str]]


def load_tables(folder: Path, claims: dict[str, Claim], sources: dict[str, Source]) -> dict[str, Table]:
    """Every CSV resource of `datapackage.json` by name, each cell checked against its column's schema."""
    package = read_json(folder / FILE)
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not resources:
        raise ContentError(FILE, "lists no table", field="resources")
    tables: dict[str, Table] = {}
    for position, resource in enumerate(resources, start=1):
        record = f"resource {position}"
        if not isinstance(resource, dict):
            raise ContentError(FILE, "is not an object", record=record)
        name, path = (_text(resource, key, record) for key in ("name", "path"))
        if not path.endswith(".csv"):
            continue
        if name in tables:
            raise ContentError(FILE, "the name stands twice", record=name, field="name")
        schema = resource.get("schema")
        described = schema.get("fields") if isinstance(schema, dict) else None
        if not isinstance(described, list) or not described:
            raise ContentError(FILE, "the table describes no columns", record=name, field="schema")
        fields = [_field(field, name, number) for number, field in enumerate(described, start=1)]
        rows = read_csv(folder / path, [field.name for field in fields])
        for field, description in zip(fields, described, strict=True):
            _check_column(path, field, description.get("constraints") or {}, rows)
            _check_references(path, field.name, rows, claims, sources)
        tables[name] = Table(name, _text(resource, "title", name), str(resource.get("description", "")), fields, rows)
    _check_foreign_keys(resources, tables)
    return tables


def _text(record: dict[str, Any], key: str, place: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ContentError(FILE, "is missing" if value is None else "must be text", record=place, field=key)
    return value


def _field(field: object, table: str, number: int) -> TableField:
    if not isinstance(field, dict):
        raise ContentError(FILE, "is not an object", record=table, field=f"fields[{number}]")
    name = _text(field, "name", f"{table}, column {number}")
    kind = field.get("type", "string")
    if kind not in TYPES:
        raise ContentError(FILE, f"'{kind}' is not one of {', '.join(TYPES)}", record=f"{table}, {name}", field="type")
    for switch in ("markdown", "filter"):
        if not isinstance(field.get(switch, False), bool):
            raise ContentError(FILE, "must be true or false", record=f"{table}, {name}", field=switch)
    title, unit = str(field.get("title", name)), str(field.get("unit", ""))
    return TableField(name, title, unit, kind, field.get("markdown", False), field.get("filter", False))


_SHAPES = {
    "number": re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?"),
    "integer": re.compile(r"[-+]?\d+"),
    "boolean": re.compile(r"true|false"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "year": re.compile(r"\d{4}"),
}


def _check_column(file: str, field: TableField, constraints: dict[str, Any], rows: list[dict[str, str]]) -> None:
    allowed = [str(value) for value in constraints.get("enum", [])]
    pattern = re.compile(str(constraints.get("pattern", ".*")), re.DOTALL)
    first = next(iter(rows[0]))
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        value = row[field.name]
        problem = None
        if not value:
            problem = "is empty, though the column is required" if constraints.get("required") else None
        elif field.type in _SHAPES and not _SHAPES[field.type].fullmatch(value):
            problem = f"'{value}' is not of type {field.type}"
        elif allowed and value not in allowed:
            problem = f"must be one of {', '.join(allowed)}; found '{value}'"
        elif not pattern.fullmatch(value):
            problem = f"'{value}' does not have the form {pattern.pattern}"
        elif constraints.get("unique") and value in seen:
            problem = f"'{value}' stands twice"
        if problem:
            raise ContentError(file, problem, record=_record(number, row[first]), field=field.name)
        seen.add(value)


def _check_references(
    file: str, field: str, rows: list[dict[str, str]], claims: dict[str, Claim], sources: dict[str, Source]
) -> None:
    """Columns named `claims`, `source` or `sources`, or ending so (`depth_claims`), hold ids, separated by `;`.

    Foreign keys are checked apart.
    """
    kind = field.rsplit("_", 1)[-1]
    if kind not in ("claims", "source", "sources"):
        return
    for number, row in enumerate(rows, start=2):
        record = _record(number, next(iter(row.values())))
        if kind == "claims":
            claim_ids(file, record, field, row[field], claims)
            continue
        for key in row[field].split(";") if row[field] else ():
            if key.strip() not in sources:
                raise ContentError(
                    file, f"'{key.strip()}' is not a source in references.bib", record=record, field=field
                )


def _record(number: int, first: str) -> str:
    return f"row {number} ({first})" if first else f"row {number}"


def _check_foreign_keys(resources: list[dict[str, Any]], tables: dict[str, Table]) -> None:
    for resource in resources:
        if resource["name"] not in tables:
            continue
        for key in resource["schema"].get("foreignKeys", []):
            name = key.get("fields")
            field = name[0] if isinstance(name, list) and len(name) == 1 else name
            reference = key.get("reference") or {}
            target = reference.get("fields")
            target = target[0] if isinstance(target, list) and len(target) == 1 else target
            other = tables.get(reference.get("resource") or resource["name"])
            rows = tables[resource["name"]].rows
            if not isinstance(field, str) or field not in rows[0] or other is None or target not in other.rows[0]:
                raise ContentError(
                    FILE, "names a column or table that does not exist", record=resource["name"], field="foreignKeys"
                )
            known = {row[target] for row in other.rows}
            for number, row in enumerate(rows, start=2):
                if row[field] and row[field] not in known:
                    raise ContentError(
                        resource["path"],
                        f"'{row[field]}' is not in column {target} of {other.name}",
                        record=_record(number, next(iter(row.values()))),
                        field=field,
                    )
