"""The course's Markdown as HTML and as plain text. No raw HTML, no pictures: a safe subset."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
    parser.validateLink = _safe_address  # type: ignore[method-assign,assignment]
    return parser


def _safe_address(address: str) -> bool:
    return address.startswith(("https://", "http://", "#", "mailto:"))


_PLAIN = re.compile(r"(?!.*  )[^\W\d_][^\[\]*_`\\<>&#|~!\n\t]*[^\s\[\]*_`\\<>&#|~!]")
"""One paragraph that holds nothing which Markdown reads as a mark: most texts of the course, and ten times as fast."""


@lru_cache(maxsize=4096)
def to_html(text: str) -> str:
    """Block HTML (paragraphs, lists, tables). Links to other pages open in a new tab and keep their titles."""
    if _PLAIN.fullmatch(text):
        return f"<p>{_escaped(text)}</p>"
    return _render(_parser().parse(text), links=True).strip()


@lru_cache(maxsize=4096)
def inline_html(text: str, *, links: bool = True) -> str:
    """HTML without blocks, for a label or a cell. With `links=False` a link leaves its text only."""
    if _PLAIN.fullmatch(text):
        return _escaped(text)
    return _render(_parser().parseInline(" ".join(text.split())), links=links).strip()


@lru_cache(maxsize=4096)
def to_text(text: str) -> str:
    """Plain text: links leave their text, emphasis goes, each block is one line, list entries begin with "- "."""
    if _PLAIN.fullmatch(text):
        return text
    lines: list[str] = []
    depth = 0
    for token in _parser().parse(text):
        if token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "inline":
            lines.append(("- " if depth else "") + _plain(token.children or []))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip())
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


def _plain(tokens: Sequence[Token]) -> str:
    words = (" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)
    return re.sub(r"[ \n\t]+", " ", "".join(words)).strip()


def _render(tokens: list[Token], *, links: bool) -> str:
    for token in tokens:
        if token.children:
            token.children = _with_links(token.children) if links else _without_links(token.children)
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {}))


def _with_links(tokens: list[Token]) -> list[Token]:
    for token in tokens:
        if token.type == "link_open" and not str(token.attrGet("href")).startswith("#"):
            token.attrSet("target", "_blank")
            token.attrSet("rel", "noopener")
    return tokens


def _without_links(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.type not in ("link_open", "link_close")]
