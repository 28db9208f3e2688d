"""How far the reading of records has come, for a person at a terminal."""

from __future__ import annotations

import sys
from types import TracebackType

from .. import Progress


class Line:
    """One line on standard error that is written over, and gone in the end.

    In a pipe or a file, nothing is written.
    """

    def __init__(self, quiet: bool) -> None:
        self._is_shown = sys.stderr.isatty() and not quiet
        self._width = 0

    def __call__(self, progress: Progress) -> None:
        if not self._is_shown:
            return
        share = ""
        if progress.total_bytes:
            share = f" ({100 * progress.bytes // progress.total_bytes} %)"
        elif progress.total_records:
            share = f" ({100 * progress.records // progress.total_records} %)"
        self._write(f"{progress.source}: {progress.records:,} records{share}".replace(",", " "))

    def _write(self, text: str) -> None:
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._width:
            self._write("")
            sys.stderr.write("\r")
            sys.stderr.flush()
