"""The command line: `quality-objectives`, or `python -m quality_objectives`.

It reads arguments, calls the package, and writes what comes back. Nothing is computed here.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from .. import QualityObjectivesError, RequestError
from . import _actions, _arguments
from ._exit import Exit, Failure
from ._messages import fault, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command, and answers its exit code."""
    for stream, errors in [(sys.stdout, "strict"), (sys.stderr, "backslashreplace")]:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
    try:
        code = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has gone; what is still in the buffer has nowhere to go either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.BROKEN_PIPE
    except KeyboardInterrupt:
        say("interrupted")
        return Exit.INTERRUPTED
    return code


def run(arguments: Sequence[str]) -> int:
    try:
        given = _arguments.read(arguments)
        if given.plan is None and given.command != "merge":
            return _actions.faulty_plan(given)
        return int(getattr(_actions, given.command)(given))
    except Failure as failure:
        say(f"error: {failure}")
        return failure.code
    except QualityObjectivesError as error:
        fault(error)
        # What fits neither the plan nor each other: records, and tallies, which records became.
        return Exit.USAGE if isinstance(error, RequestError) else Exit.BAD_DATA
