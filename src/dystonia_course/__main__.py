"""The course's commands: `python -m dystonia_course COMMAND`.

Each command stands in a module of its own, imported when it is used: `add_parser(commands)` describes its arguments,
`run(options)` does it and returns the exit code. A foreseen fault is one sentence on stderr and exit code 1.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "cite": ("dystonia_course.content.cite", "print the link to paste for a claim"),
    "check": ("dystonia_course.content.check", "check content files, numbers in prose, and the question bank"),
    "record": ("dystonia_course.record.commands", "export or delete your answers, or say where they are"),
    "execute": ("dystonia_course.editions.notebooks", "run the notebooks and store them with their outputs"),
    "bench": ("dystonia_course.bench", "measure the course and print the figures"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    chosen = next((word for word in words if word in COMMANDS), None)
    options = _parser(chosen).parse_args(words)
    try:
        return int(import_module(COMMANDS[options.command][0]).run(options))
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
    return 1


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    """The parser of all commands, with the arguments of the `chosen` one; the others are named only."""
    parser = argparse.ArgumentParser(
        prog="python -m dystonia_course",
        description="Commands of the course on cervical dystonia and botulinum toxin.",
    )
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for name, (module, purpose) in COMMANDS.items():
        if name == chosen:
            import_module(module).add_parser(commands)
        else:
            commands.add_parser(name, help=purpose)
    return parser


def _sentence(error: Exception) -> str | None:
    """A foreseen fault in words; None for any other."""
    from dystonia_course.content.errors import ContentError
    from dystonia_course.record.store import RecordUnavailable

    if isinstance(error, ContentError):
        return f"A content file cannot be used: {error}."
    if isinstance(error, RecordUnavailable):
        return str(error)
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        return f"The file system does not allow this ({error.strerror or error}){where}."
    return None


if __name__ == "__main__":
    sys.exit(main())
