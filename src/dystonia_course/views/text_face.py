"""The text face of a widget: what a reader sees who has no running kernel."""

from __future__ import annotations

from typing import Any


def with_text(bundle: Any, text: str) -> tuple[dict[str, Any], dict[str, Any]]:  # noqa: ANN401 (as ipywidgets gives it)
    """A widget's MIME bundle with `text` as its text face."""
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
    return {**data, "text/plain": text}, metadata
