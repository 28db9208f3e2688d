"""The command line: `quality-objectives`, or `python -m quality_objectives`.

It reads arguments, calls the package, and writes what comes back. Nothing is computed here.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence

from .. import QualityObjectivesError, RequestError
from . import _actions, _arguments
from ._exit import Exit, Failure, of_file
from ._messages import fault, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command, and answers its exit code, whatever happens: 1 is an answer, never a crash."""
    arguments = sys.argv[1:] if arguments is None else arguments
    prepare_streams()
    try:
        code = run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has gone.
        code = Exit.BROKEN_PIPE
    except OSError as error:
        say(f"error: {of_file(Exit.NOT_WRITTEN, error, str(error.filename or 'standard output'))}")
        code = Exit.NOT_WRITTEN
    except KeyboardInterrupt:
        say("interrupted")
        code = Exit.INTERRUPTED
    except BaseException:
        # A panic of the compiled module is no `Exception`.
        say(traceback.format_exc().rstrip())
        say("error: this is a fault of the program, not of what it was given; please report it with the lines above")
        code = Exit.INTERNAL
    if code in (Exit.BROKEN_PIPE, Exit.NOT_WRITTEN) and sys.stdout is not None:
        # What is still in the buffer has nowhere to go, and Python would try once more in the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def prepare_streams() -> None:
    for stream, errors in [(sys.stdout, "strict"), (sys.stderr, "backslashreplace")]:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
    if sys.stderr is None:
        # Closed by the caller: a file that is opened later must not get its number, and its messages.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the process ends


def run(arguments: Sequence[str]) -> int:
    try:
        given = _arguments.read(arguments)
        if given.plan is None and given.command != "merge":
            return _actions.faulty_plan(given)
        return int(getattr(_actions, given.command)(given))
    except SystemExit as ended:
        # `argparse` has said why.
        return ended.code if isinstance(ended.code, int) else Exit.MET
    except Failure as failure:
        say(f"error: {failure}")
        return failure.code
    except QualityObjectivesError as error:
        fault(error)
        # What fits neither the plan nor each other: records, and tallies, which records became.
        return Exit.USAGE if isinstance(error, RequestError) else Exit.BAD_DATA
    except ImportError as error:
        say(f"error: {error}")
        return Exit.BAD_DATA
    except UnicodeEncodeError:
        # The system hands over what is not UTF-8 as lone surrogates. Names of files may be so.
        strange = [word for word in arguments if any("\udc80" <= sign <= "\udcff" for sign in word)]
        if not strange:
            raise
        say(f"error: only names of files may be other than UTF-8, and an argument is: `{strange[0]}`")
        return Exit.USAGE
