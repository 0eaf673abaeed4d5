"""A page that shows widgets without a kernel: one HTML file, nothing fetched, and it says that nothing is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Literal

from dystonia_course.views.assets import module, stylesheet

if TYPE_CHECKING:
    from anywidget import AnyWidget

Theme = Literal["light", "dark", "system"]
NOT_KEPT = "This page has no connection to a notebook: you can answer and explore, but nothing is being kept."

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
body {{ margin: 0; background: #fff; }}
body[data-jp-theme-light="false"] {{ background: #16191d; }}
@media (prefers-color-scheme: dark) {{ body:not([data-jp-theme-light]) {{ background: #16191d; }} }}
main.dc {{ max-width: 50rem; margin: 0 auto; padding: 1rem; }}
.dc-host {{ margin: 1.25rem 0; }}
</style>
</head>
<body{theme}>
<main class="dc">
<h1>{title}</h1>
<p>{note}</p>
{hosts}
</main>
<script type="application/json" id="dc-widgets">{widgets}</script>
<script type="module">
{script}
</script>
</body>
</html>
"""


def standalone_page(parts: Sequence[AnyWidget | str], theme: Theme = "light", title: str = "Cervical dystonia") -> str:
    """The page as HTML. A widget is drawn by its own module; a string is put in as the HTML that it is.

    Before the script has run, and where scripts are off, each widget's place shows its text face.
    """
    hosts: list[str] = []
    modules: dict[str, str] = {}
    styles: dict[str, str] = {}
    widgets: list[dict[str, object]] = []
    for part in parts:
        if isinstance(part, str):
            hosts.append(f'<div class="dc-host">{part}</div>')
            continue
        state = part.get_state()
        esm = str(state["_esm"])
        name = f"{type(part).__module__}.{type(part).__name__}"
        kind = next((known for known, text in modules.items() if text == esm), f"{name}-{len(modules)}")
        modules[kind] = esm
        styles[kind] = str(state.get("_css", ""))
        hosts.append(
            f'<div class="dc-host" id="dc-widget-{len(widgets)}"><pre style="white-space: pre-wrap">'
            f"{escape(_text_face(part))}</pre></div>"
        )
        widgets.append({"module": kind, "state": {key: state[key] for key in _own_traits(part) if key in state}})
    data = json.dumps({"modules": modules, "widgets": widgets}, ensure_ascii=False).replace("<", "\\u003c")
    shown = {"light": ' data-jp-theme-light="true"', "dark": ' data-jp-theme-light="false"', "system": ""}[theme]
    return _PAGE.format(
        title=escape(title),
        style="\n".join([stylesheet(), *styles.values()]),
        theme=shown,
        note=NOT_KEPT,
        hosts="\n".join(hosts),
        widgets=data,
        script=module("standalone.js"),
    )


def _own_traits(widget: AnyWidget) -> list[str]:
    """The synced traits that the course's widget adds to what every widget has."""
    from ipywidgets import DOMWidget

    common = set(DOMWidget.class_trait_names())
    return [key for key in widget.keys if not key.startswith("_") and key not in common]


def _text_face(widget: AnyWidget) -> str:
    bundle = widget._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else (bundle or {})
    return str(data.get("text/plain", ""))
