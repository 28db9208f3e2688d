"""The exit codes, which scripts rely on: docs/command-line.md lists them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    MET = 0
    NOT_MET = 1
    USAGE = 2
    BAD_PLAN = 3
    BAD_DATA = 4
    NO_DATA = 5
    # As `sysexits.h` numbers them; a crash of Python would be 1, which means something here.
    INTERNAL = 70
    NOT_WRITTEN = 74
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class Failure(Exception):
    """What ends the command with a message and an exit code."""

    def __init__(self, code: Exit, message: str) -> None:
        super().__init__(message)
        self.code = code


def of_file(code: Exit, error: OSError, path: str) -> Failure:
    """A file that cannot be read or written."""
    reason = (error.strerror or str(error)).lower()
    return Failure(code, f"`{path}`: {reason}")
