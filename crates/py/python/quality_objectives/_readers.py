"""What is read batch by batch through the caller's own pyarrow or polars.

Each class knows the names of its columns, and gives batches of some of them. A batch is anything that
speaks the Arrow PyCapsule protocol. The package itself needs neither library: they are imported when
something is handed in that only they can read.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote
from weakref import WeakSet

#: How many rows a batch has at most: few enough for memory to stay flat.
ROWS = 1 << 17

#: How much of a column of a Parquet file is read at once, in bytes. Without it, and with
#: `pre_buffer`, pyarrow reads all row groups of a file ahead.
BUFFER = 1 << 18

#: What a Parquet file begins with.
MAGIC = b"PAR1"

#: What Hive and Spark write in a folder's name where there is no value.
NOTHING = "__HIVE_DEFAULT_PARTITION__"


class Batches(Protocol):
    """Records that are read batch by batch."""

    #: How many records there are, where that is known.
    records: int | None

    @property
    def names(self) -> Sequence[str]:
        """The names of all columns."""
        ...

    def batches(self, columns: Sequence[str] | None, categories: Sequence[str]) -> Iterator[Any]:
        """Batches of these columns, of all if None; at least one, be it an empty one.

        `categories` are those of which few different texts are expected.
        """
        ...


class AlreadyRead(Exception):
    """A reader was handed in for the second time."""


class UnreadableFile(Exception):
    """A file is not what it should be; the cause is what the library that reads it raised."""


class Parquet:
    """A Parquet file, and the values that the names of its folders give all its records."""

    def __init__(self, path: str, constants: dict[str, str | None]) -> None:
        self._path = path
        with self._open() as file:
            self.records: int | None = file.metadata.num_rows
            self._schema = file.schema_arrow
        own = set(self._schema.names)
        self._constants = {name: value for name, value in constants.items() if name not in own}

    @property
    def names(self) -> Sequence[str]:
        return [*self._schema.names, *self._constants]

    def batches(self, columns: Sequence[str] | None, categories: Sequence[str]) -> Iterator[Any]:
        pyarrow = import_module("pyarrow")
        texts = {pyarrow.string(), pyarrow.large_string()}
        coded = [field.name for field in self._schema if field.name in categories and field.type in texts]
        own = None if columns is None else [name for name in columns if name not in self._constants]
        with self._open(read_dictionary=coded, pre_buffer=False, buffer_size=BUFFER) as file:
            whole = pyarrow.RecordBatch.from_pylist([], schema=file.schema_arrow)
            yield self._with_constants(whole if own is None else whole.select(own), pyarrow)
            # With no column at all, a batch would not know how many rows it has.
            for batch in file.iter_batches(ROWS, columns=own or None):
                yield self._with_constants(batch, pyarrow)

    @contextmanager
    def _open(self, **options: Any) -> Generator[Any, None, None]:
        parquet = _parquet()
        try:
            with parquet.ParquetFile(self._path, **options) as file:
                yield file
        except (import_module("pyarrow").ArrowException, OSError) as error:
            raise UnreadableFile(f"`{self._path}` cannot be read as Parquet: {error}") from error

    def _with_constants(self, batch: Any, pyarrow: Any) -> Any:
        for name, value in self._constants.items():
            column = pyarrow.repeat(pyarrow.scalar(value, pyarrow.string()), batch.num_rows)
            batch = batch.append_column(name, column.dictionary_encode())
        return batch


class Dataset:
    """A dataset of pyarrow, or a fragment of one: files of any format, in any place."""

    records: int | None = None

    def __init__(self, dataset: Any) -> None:
        self._dataset = dataset

    @property
    def names(self) -> Sequence[str]:
        # A fragment, which is one file of a dataset, has the schema of its file.
        schema = self._dataset.schema if hasattr(self._dataset, "schema") else self._dataset.physical_schema
        names: list[str] = schema.names
        return names

    def batches(self, columns: Sequence[str] | None, categories: Sequence[str]) -> Iterator[Any]:
        options: dict[str, Any] = {}
        datasets = import_module("pyarrow.dataset")
        if isinstance(getattr(self._dataset, "format", None), datasets.ParquetFileFormat):
            options["fragment_scan_options"] = datasets.ParquetFragmentScanOptions(
                use_buffered_stream=True, buffer_size=BUFFER, pre_buffer=False
            )
        scanner = self._dataset.scanner(
            columns=columns, batch_size=ROWS, batch_readahead=2, fragment_readahead=1, **options
        )
        return Scanner(scanner).batches(None, categories)


class Scanner:
    """A scanner of pyarrow: a dataset with columns and a filter."""

    records: int | None = None

    def __init__(self, scanner: Any) -> None:
        self._scanner = scanner

    @property
    def names(self) -> Sequence[str]:
        names: list[str] = self._scanner.projected_schema.names
        return names

    def batches(self, columns: Sequence[str] | None, categories: Sequence[str]) -> Iterator[Any]:
        reader = self._scanner.to_reader()
        yield reader.schema.empty_table()
        yield from reader


class Reader:
    """A reader of pyarrow, which can be read once."""

    records: int | None = None

    #: Those that have been handed in: what is read is gone, and what is left would be a part.
    _read: WeakSet[Any] = WeakSet()

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    @property
    def names(self) -> Sequence[str]:
        names: list[str] = self._reader.schema.names
        return names

    def batches(self, columns: Sequence[str] | None, categories: Sequence[str]) -> Iterator[Any]:
        if self._reader in self._read:
            raise AlreadyRead
        self._read.add(self._reader)
        yield self._reader.schema.empty_table()
        yield from self._reader


class Lazy:
    """A lazy frame of polars: the query runs as its batches are asked for."""

    records: int | None = None

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    @property
    def names(self) -> Sequence[str]:
        names: list[str] = self._frame.collect_schema().names()
        return names

    def batches(self, columns: Sequence[str] | None, categories: Sequence[str]) -> Iterator[Any]:
        frame = self._frame if columns is None else self._frame.select(columns)
        if not hasattr(frame, "collect_batches"):
            yield frame.collect()
            return
        yield frame.limit(0).collect()
        yield from frame.collect_batches(chunk_size=ROWS, maintain_order=True)


def files(folder: str) -> list[tuple[str, dict[str, str | None]]]:
    """The Parquet files in a folder and below, by path, each with what the folders' names say of it.

    As Hive and Spark write them, `unit=North/part-0.parquet` is a file whose records are of the unit
    `North`. What begins with a dot or an underscore is none of the data; any other file is, whatever
    its name ends in, and links are followed. What is no Parquet file is refused: passed over, its
    records would be missing and nobody would know.
    """
    found: list[tuple[str, dict[str, str | None]]] = []
    for path in sorted(_below(Path(folder))):
        _must_be_parquet(path)
        pairs = (part.split("=", 1) for part in path.relative_to(folder).parts[:-1] if "=" in part)
        constants = {name: None if text == NOTHING else unquote(text) for name, text in pairs}
        found.append((os.fspath(path), constants))
    return found


def _below(folder: Path, above: tuple[Path, ...] = ()) -> Iterator[Path]:
    own = folder.resolve()
    if own in above:
        raise UnreadableFile(f"`{folder}` is a link to a folder that it lies in")
    for path in folder.iterdir():
        if path.name[0] in "._":
            continue
        if path.is_dir():
            yield from _below(path, (*above, own))
        else:
            yield path


def _must_be_parquet(path: Path) -> None:
    # A pipe is not opened: that would wait for whoever writes into it.
    is_parquet = False
    if path.is_file():
        with path.open("rb") as file:
            is_parquet = file.read(len(MAGIC)) == MAGIC
    if not is_parquet:
        raise UnreadableFile(
            f"`{path}` is no Parquet file, and a folder is read as one of Parquet files only: move it "
            "elsewhere, or let its name begin with `_`"
        )


def _parquet() -> Any:
    try:
        return import_module("pyarrow.parquet")
    except ImportError as error:
        message = "a Parquet file is read with pyarrow, which is not installed: `pip install pyarrow`"
        raise ImportError(message, name="pyarrow") from error
