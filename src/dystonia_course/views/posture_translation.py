"""Writes `posture_geometry.js` from the science of postures, so that geometry, names and words exist once.

Only the part of Python that those two files use is known here: constants, records (frozen dataclasses made with
keywords), functions of numbers, strings, lists and records. Anything else is an error that names the line, no guess.
Run `python -m dystonia_course.views.posture_translation` after a change; a test fails while the file is not current.
"""

from __future__ import annotations

import ast
from pathlib import Path

SOURCES = [Path(__file__).parents[1] / "science" / name for name in ("posture.py", "posture_names.py")]
TARGET = Path(__file__).parent / "posture_geometry.js"
HEADING = """\
// Written from science/posture.py and science/posture_names.py by views/posture_translation.py. Change those, not this.
// Axes, signs and units are explained there: centimetres, degrees, x forward, y to the person's left, z up.
"""
_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISON = {
    ast.Eq: "===",
    ast.NotEq: "!==",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_PLAIN_CALLS = {"min": "Math.min", "max": "Math.max", "abs": "Math.abs"}
_MATH = {"sin": "Math.sin", "cos": "Math.cos", "sqrt": "Math.sqrt", "floor": "Math.floor", "pi": "Math.PI"}
_METHODS = {"append": "push", "upper": "toUpperCase"}


class NotTranslatableError(Exception):
    """A piece of Python that has no agreed JavaScript here."""

    def __init__(self, node: ast.AST, what: str) -> None:
        """The error for `node`, of which `what` says in words what it is."""
        super().__init__(f"line {getattr(node, 'lineno', '?')}: {what} is not translated")


def expression(node: ast.expr) -> str:
    """One expression as JavaScript."""
    match node:
        case ast.Constant(value=bool(value)):
            return "true" if value else "false"
        case ast.Constant(value=str(value)):
            return _quoted(value)
        case ast.Constant(value=int(value)) | ast.Constant(value=float(value)):
            return repr(value)
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="math"), attr=name) if name in _MATH:
            return _MATH[name]
        case ast.Attribute(value=value, attr=name):
            return f"{_operand(value)}.{name}"
        case ast.UnaryOp(op=ast.USub(), operand=value):
            return f"-{_operand(value)}"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return f"{_operand(left)} {_ARITHMETIC[type(op)]} {_operand(right)}"
        case ast.BoolOp(op=op, values=values):
            sign = " && " if isinstance(op, ast.And) else " || "
            return sign.join(f"({_test(value)})" if isinstance(value, ast.BoolOp) else _test(value) for value in values)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISON:
            return f"{_operand(left)} {_COMPARISON[type(op)]} {_operand(right)}"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return f"{_test(test)} ? {_operand(body)} : {_operand(orelse)}"
        case ast.List(elts=elements):
            return "[" + ", ".join(expression(element) for element in elements) + "]"
        case ast.Dict(keys=keys, values=values):
            pairs = [
                f"{expression(_given(key, node))}: {expression(value)}" for key, value in zip(keys, values, strict=True)
            ]
            return "{" + ", ".join(pairs) + "}"
        case ast.JoinedStr(values=values):
            return "`" + "".join(_template_part(value) for value in values) + "`"
        case ast.Subscript(value=value, slice=index):
            return _subscript(value, index)
        case ast.ListComp(elt=element, generators=[ast.comprehension() as loop]):
            return _comprehension(element, loop)
        case ast.Call():
            return _call(node)
    raise NotTranslatableError(node, type(node).__name__)


def _operand(node: ast.expr) -> str:
    """An expression as part of a larger one: in brackets where precedence could matter."""
    text = expression(node)
    return f"({text})" if isinstance(node, ast.BinOp | ast.Compare | ast.BoolOp | ast.IfExp) else text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _given(key: ast.expr | None, node: ast.AST) -> ast.expr:
    if key is None:
        raise NotTranslatableError(node, "** in a dict")
    return key


def _test(node: ast.expr) -> str:
    """A condition. Bare lists and numbers are refused: what counts as true differs between the languages."""
    match node:
        case ast.Compare() | ast.BoolOp():
            return expression(node)
    raise NotTranslatableError(node, f"{type(node).__name__} as a condition")


def _template_part(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(value)):
            return value.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            return "${" + expression(value) + "}"
    raise NotTranslatableError(node, "a formatted value")


def _subscript(value: ast.expr, index: ast.expr) -> str:
    match index:
        case ast.Slice(lower=lower, upper=upper, step=None):
            ends = [expression(end) if end else None for end in (lower, upper)]
            start = ends[0] or "0"
            return f"{_operand(value)}.slice({start}{', ' + ends[1] if ends[1] else ''})"
        case ast.UnaryOp(op=ast.USub()):
            return f"{_operand(value)}.at({expression(index)})"
    return f"{_operand(value)}[{expression(index)}]"


def _comprehension(element: ast.expr, loop: ast.comprehension) -> str:
    if not isinstance(loop.target, ast.Name) or loop.is_async:
        raise NotTranslatableError(element, "this comprehension")
    name = loop.target.id
    items = _iterable(loop.iter)
    for condition in loop.ifs:
        items += f".filter(({name}) => {_test(condition)})"
    if isinstance(element, ast.Name) and element.id == name:
        return items
    body = expression(element)
    return f"{items}.map(({name}) => {f'({body})' if body.startswith('{') else body})"


def _iterable(node: ast.expr) -> str:
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(count))]):
            return "[" + ", ".join(str(number) for number in range(count)) + "]"
        case ast.Call(func=ast.Attribute(value=value, attr="items"), args=[]):
            return f"Object.entries({expression(value)})"
    return expression(node)


def _call(node: ast.Call) -> str:
    arguments = [expression(argument) for argument in node.args]
    match node.func:
        case ast.Name(id="sorted"):
            return _sorted(node)
        case ast.Name(id="len") if len(arguments) == 1:
            return f"{arguments[0]}.length"
        case ast.Name(id="replace") if len(arguments) == 1:
            return f"{{...{arguments[0]}, {_fields(node)}}}"
        case ast.Name(id=name) if name[0].isupper() and not arguments:
            return f"{{{_fields(node)}}}"
        case ast.Name(id=name) if not node.keywords:
            return f"{_PLAIN_CALLS.get(name, name)}({', '.join(arguments)})"
        case ast.Attribute(value=ast.Name(id="math")) if not node.keywords:
            return f"{expression(node.func)}({', '.join(arguments)})"
        case ast.Attribute(value=value, attr="join") if len(arguments) == 1:
            return f"{arguments[0]}.join({expression(value)})"
        case ast.Attribute(value=value, attr="count") if len(arguments) == 1:
            return f"{expression(value)}.filter((item) => item === {arguments[0]}).length"
        case ast.Attribute(value=value, attr=name) if name in _METHODS and not node.keywords:
            return f"{expression(value)}.{_METHODS[name]}({', '.join(arguments)})"
    raise NotTranslatableError(node, ast.unparse(node))


def _fields(node: ast.Call) -> str:
    if any(keyword.arg is None for keyword in node.keywords):
        raise NotTranslatableError(node, "** in a call")
    return ", ".join(f"{keyword.arg}: {expression(keyword.value)}" for keyword in node.keywords)


def _sorted(node: ast.Call) -> str:
    """`sorted(items, key=lambda item: number)`: both languages keep the order of equal items."""
    match node:
        case ast.Call(args=[items], keywords=[ast.keyword(arg="key", value=ast.Lambda() as key)]):
            (parameter,) = key.args.args
            value = expression(key.body)
            rank = f"(({parameter.arg}) => {value})"
            return f"[...{expression(items)}].sort((a, b) => {rank}(a) - {rank}(b))"
    raise NotTranslatableError(node, "this sorted()")


def statement(node: ast.stmt, indent: str) -> list[str]:
    """One statement of a function body as lines of JavaScript."""
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return []
        case ast.Return(value=ast.expr() as value):
            return [f"{indent}return {expression(value)};"]
        case ast.Expr(value=value):
            return [f"{indent}{expression(value)};"]
        case ast.Assign(targets=[(ast.Name() | ast.Subscript()) as target], value=value):
            return [f"{indent}{expression(target)} = {expression(value)};"]
        case ast.AnnAssign(target=ast.Name() as target, value=ast.expr() as value):
            return [f"{indent}{expression(target)} = {expression(value)};"]
        case ast.If(test=test, body=body, orelse=orelse):
            lines = [f"{indent}if ({_test(test)}) {{", *_block(body, indent)]
            if orelse:
                lines += [f"{indent}}} else {{", *_block(orelse, indent)]
            return [*lines, f"{indent}}}"]
        case ast.For(target=target, iter=items, body=body, orelse=[]):
            return [
                f"{indent}for (const {_loop_names(target)} of {_iterable(items)}) {{",
                *_block(body, indent),
                f"{indent}}}",
            ]
    raise NotTranslatableError(node, type(node).__name__)


def _loop_names(target: ast.expr) -> str:
    match target:
        case ast.Name(id=name):
            return name
        case ast.Tuple(elts=elements):
            return "[" + ", ".join(expression(element) for element in elements) + "]"
    raise NotTranslatableError(target, "this loop")


def _block(body: list[ast.stmt], indent: str) -> list[str]:
    return [line for node in body for line in statement(node, indent + "  ")]


def function(node: ast.FunctionDef) -> str:
    """One function; its local names are declared once at the top, as Python scopes them."""
    parameters = [argument.arg for argument in node.args.args]
    if node.args.defaults or node.args.kwonlyargs or node.args.vararg or node.decorator_list:
        raise NotTranslatableError(node, "a default, starred or decorated function")
    local: list[str] = []
    for inner in ast.walk(node):
        targets = (
            inner.targets
            if isinstance(inner, ast.Assign)
            else [inner.target]
            if isinstance(inner, ast.AnnAssign)
            else []
        )
        local += [t.id for t in targets if isinstance(t, ast.Name) and t.id not in [*local, *parameters]]
    lines = [f"export function {node.name}({', '.join(parameters)}) {{"]
    if local:
        lines.append(f"  let {', '.join(local)};")
    return "\n".join([*lines, *_block(node.body, ""), "}"])


def _targets(node: ast.AST) -> list[ast.expr]:
    """The names that a loop or comprehension gives; they live in it alone."""
    if not isinstance(node, ast.For | ast.comprehension):
        return []
    return node.target.elts if isinstance(node.target, ast.Tuple) else [node.target]


def javascript(*sources: str) -> str:
    """One JavaScript module from Python sources that import from one another."""
    parts = [HEADING]
    trees = [ast.parse(source) for source in sources]
    records = {name: fields for tree in trees for name, fields in _record_defaults(tree).items()}
    for node in (node for tree in trees for node in tree.body):
        match node:
            case ast.FunctionDef():
                parts.append(function(node))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict() as value) if name.isupper():
                parts.append(f"export const {name} = {_table(value)};")
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name.isupper():
                parts.append(f"export const {name} = {expression(value)};")
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict() as value) if name.isupper():
                parts.append(f"export const {name} = {_records(value, records)};")
            case ast.Assign() | ast.ClassDef() | ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
                pass  # type names, record classes, imports and docstrings have no part in the JavaScript
            case _:
                raise NotTranslatableError(node, type(node).__name__)
    return "\n\n".join(parts) + "\n"


def _record_defaults(tree: ast.Module) -> dict[str, dict[str, str]]:
    """The fields that a record class gives a default, by class."""
    return {
        node.name: {
            field.target.id: expression(field.value)
            for field in node.body
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and field.value is not None
        }
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }


def _table(table: ast.Dict) -> str:
    """A table of plain values by name, one a line."""
    pairs = zip(table.keys, table.values, strict=True)
    return "{\n" + "".join(f"  {expression(_given(key, table))}: {expression(value)},\n" for key, value in pairs) + "}"


def _records(table: ast.Dict, defaults: dict[str, dict[str, str]]) -> str:
    """A table of records by name, each with all its fields written out, one a line."""
    lines = []
    for key, value in zip(table.keys, table.values, strict=True):
        match value:
            case ast.Call(func=ast.Name(id=record), args=[], keywords=keywords) if record in defaults:
                given = {str(keyword.arg): expression(keyword.value) for keyword in keywords}
                fields = ", ".join(f"{name}: {text}" for name, text in {**defaults[record], **given}.items())
                lines.append(f"  {expression(_given(key, table))}: {{{fields}}},")
            case _:
                raise NotTranslatableError(value, "this table")
    return "{\n" + "\n".join(lines) + "\n}"


def current() -> str:
    """The JavaScript that belongs to the Python files as they are now."""
    return javascript(*(source.read_text(encoding="utf-8") for source in SOURCES))


if __name__ == "__main__":
    TARGET.write_text(current(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
