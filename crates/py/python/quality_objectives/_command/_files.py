"""Files that are read and written; `-` is standard input or output."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from types import TracebackType

from .. import Tally
from ._exit import Exit, Failure, of_file


class Records:
    """The files of each source. Standard input is kept in a file meanwhile: Parquet is read from its
    end, and memory must not grow with its records."""

    def __init__(self, given: Mapping[str, Sequence[str]]) -> None:
        self._kept: str | None = None
        self.paths: dict[str, list[str]] = {}
        if sum(paths.count("-") for paths in given.values()) > 1:
            raise Failure(Exit.USAGE, "standard input (`-`) can be read once only")
        try:
            for name, paths in given.items():
                self.paths[name] = [self._keep() if path == "-" else path for path in paths]
                for path in self.paths[name]:
                    with open(path, "rb"):
                        pass
        except OSError as error:
            self._remove()
            raise of_file(Exit.BAD_DATA, error, str(error.filename)) from error

    def _keep(self) -> str:
        with tempfile.NamedTemporaryFile(delete=False) as file:
            self._kept = file.name
            shutil.copyfileobj(sys.stdin.buffer, file)
        return self._kept

    def _remove(self) -> None:
        if self._kept is not None:
            os.unlink(self._kept)
            self._kept = None

    def __enter__(self) -> Records:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._remove()


def read_tally(path: str) -> Tally:
    """A tally in JSON or in compact form, whichever it is."""
    try:
        if path == "-":
            data = sys.stdin.buffer.read()
        else:
            with open(path, "rb") as file:
                data = file.read()
    except OSError as error:
        raise of_file(Exit.BAD_DATA, error, path) from error
    if data.lstrip()[:1] == b"{":
        return Tally.from_json(data.decode(errors="replace"))
    return Tally.from_bytes(data)


def write_text(path: str | None, text: str) -> None:
    write_bytes(path, text.encode())


def write_bytes(path: str | None, data: bytes) -> None:
    if path is None or path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise of_file(Exit.USAGE, error, path) from error
