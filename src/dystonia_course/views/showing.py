"""How a call in a notebook shows something: what was made, or one sentence that says why it cannot be made."""

from __future__ import annotations

from collections.abc import Callable

from dystonia_course.content.errors import ContentError


class Html:
    """HTML with a text face."""

    def __init__(self, html: str, text: str) -> None:
        """Both say the same; the text is what is left where HTML is not shown."""
        self._html = html
        self._text = text

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, str]:
        return {"text/html": self._html, "text/plain": self._text}


def show(build: Callable[[], object]) -> None:
    """Show what `build` makes, or the one sentence that says why it cannot be made."""
    from IPython.display import display

    try:
        view = build()
    except Exception as error:  # a learner never sees a traceback; tests look for this notice
        from dystonia_course.views.notice import sentence

        expected = isinstance(error, ContentError | LookupError)
        reason = words(error) if expected else f"There is a fault in the course ({type(error).__name__}: {error})."
        view = sentence(f"This part of the lesson cannot be shown. {reason}")
    display(view)  # type: ignore[no-untyped-call]


def words(error: Exception) -> str:
    """The sentence of an error."""
    return str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error)
