"""The JavaScript and CSS of the views, read from the files beside this one.

A widget host takes one module as text, so the small modules that a view imports are put in front of it:
`import {...} from "./dom.js";` lines go, and in the imported files so do the word `export` and a default export, so
that one widget's module can build on another's. The files
themselves stay plain ES modules that a page can load as they are.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
_IMPORT = re.compile(r'^import\s+[^;]*?from\s+"\./(?P<file>[\w.]+)";[ \t]*\n', re.MULTILINE)
_EXPORT = re.compile(r"^export\s+(?!default)", re.MULTILINE)
_DEFAULT = re.compile(r"^export\s+default\s[^;]*;[ \t]*\n", re.MULTILINE)


def _order(name: str, seen: list[str]) -> list[str]:
    for match in _IMPORT.finditer((FOLDER / name).read_text(encoding="utf-8")):
        if match["file"] not in seen:
            _order(match["file"], seen)
    if name not in seen:
        seen.append(name)
    return seen


@cache
def module(name: str) -> str:
    """The ES module `name` with everything it imports, as one self-contained module."""
    parts = []
    for file in _order(name, []):
        text = _IMPORT.sub("", (FOLDER / file).read_text(encoding="utf-8"))
        parts.append(text if file == name else _EXPORT.sub("", _DEFAULT.sub("", text)))
    return "\n".join(parts)


@cache
def stylesheet(*names: str) -> str:
    """The shared theme, then the named style sheets."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in ("theme.css", *names))
