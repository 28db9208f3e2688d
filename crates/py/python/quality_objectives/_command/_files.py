"""Files that are read and written; `-` is standard input or output."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import BinaryIO

from .. import Tally
from .._readers import UnreadableFile, files
from ._exit import Exit, Failure, of_file


class Records:
    """The files and folders of each source. Standard input is kept in a file meanwhile: Parquet is read
    from its end, and memory must not grow with its records."""

    def __init__(self, given: Mapping[str, Sequence[str]]) -> None:
        self._kept: str | None = None
        #: What the package reads.
        self.paths: dict[str, list[str]] = {}
        #: The inputs by which the package counts, as people call them: a folder is the files in it.
        self.names: dict[str, list[str]] = {}
        if sum(paths.count("-") for paths in given.values()) > 1:
            raise Failure(Exit.USAGE, "standard input (`-`) can be read once only")
        try:
            for name, paths in given.items():
                self.paths[name] = [self._keep() if path == "-" else path for path in paths]
                self.names[name] = [own for path in paths for own in self._inputs(path)]
                for path in self.paths[name]:
                    if not os.path.isdir(path):
                        with open(path, "rb"):
                            pass
        except OSError as error:
            self._remove()
            raise of_file(Exit.BAD_DATA, error, str(error.filename or "-")) from error

    @staticmethod
    def _inputs(path: str) -> list[str]:
        if not os.path.isdir(path):
            return [path]
        try:
            found = [own for own, _ in files(path)]
        except UnreadableFile as error:
            raise Failure(Exit.BAD_DATA, str(error)) from error
        if not found:
            raise Failure(Exit.BAD_DATA, f"`{path}`: the folder has no Parquet files")
        return found

    def _keep(self) -> str:
        self._kept = keep_standard_input()
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
        if isinstance(error, OSError):
            raise of_file(Exit.BAD_DATA, error, str(error.filename or "records")) from error


def standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise Failure(Exit.USAGE, "standard input (`-`) is closed")
    return sys.stdin.buffer


def keep_standard_input() -> str:
    """The path of a file with all of it; the caller removes the file."""
    data = standard_input()
    with tempfile.NamedTemporaryFile(delete=False) as file:
        try:
            shutil.copyfileobj(data, file)
        except BaseException:
            os.unlink(file.name)
            raise
    return file.name


def read_tally(path: str) -> Tally:
    """A tally in JSON or in compact form, whichever it is."""
    try:
        if path == "-":
            data = standard_input().read()
        else:
            with open(path, "rb") as file:
                data = file.read()
    except OSError as error:
        raise of_file(Exit.BAD_DATA, error, path) from error
    if data.lstrip()[:1] == b"{":
        return Tally.from_json(data.decode(errors="replace"))
    return Tally.from_bytes(data)


def write_text(path: str | None, text: str) -> None:
    # The name of a file that is not UTF-8 is written as it is.
    write_bytes(path, text.encode(errors="surrogateescape"))


def write_bytes(path: str | None, data: bytes) -> None:
    if path is None or path == "-":
        if sys.stdout is None:
            raise Failure(Exit.NOT_WRITTEN, "standard output is closed; `--output FILE` writes into a file")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        file = open(path, "wb")  # noqa: SIM115 - closed below; what cannot be opened was asked for wrongly
    except OSError as error:
        raise of_file(Exit.USAGE, error, path) from error
    try:
        with file:
            file.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise of_file(Exit.NOT_WRITTEN, error, path) from error
