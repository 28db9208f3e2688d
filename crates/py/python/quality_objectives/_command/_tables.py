"""Tables in CSV (RFC 4180), Markdown and aligned text. Numbers are exact, as the package has them."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from .. import Breakdown, Cases, Evaluation, Problem, TargetResult, Value

Cell = object
Row = Sequence[Cell]
Language = Literal["vi", "en"] | None

VALUES = ("numerator", "denominator", "undecided", "coming", "exact", "shown", "scale")
OBJECTIVES = (
    "objective", "part", "member", "period", "status", "outlook", "phase", "headroom", "measure", "condition", *VALUES
)


def comma_separated(rows: Iterable[Row]) -> str:
    text = io.StringIO()
    # RFC 4180: CRLF at the end of each line; what is missing is empty.
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def values(value: Value | None) -> Row:
    if value is None:
        return [None] * len(VALUES)
    return [
        value.numerator, value.denominator, value.undecided, value.coming, value.exact, value.shown, value.scale
    ]


def objectives(evaluation: Evaluation) -> str:
    """A row for each objective, and below it one for each part of its target."""
    rows: list[Row] = [OBJECTIVES]
    for own in evaluation.objectives:
        target = own.target
        about = (target.measure, target.condition, *values(target.value)) if target else (None, None, *values(None))
        rows.append((own.number, None, None, None, own.status, own.outlook, own.phase, own.headroom, *about))
        if target is not None:
            rows.extend(parts(own.number, "", None, target))
    return comma_separated(rows)


def parts(number: str, place: str, period: str | None, target: TargetResult) -> Iterator[Row]:
    """The rows of a target's parts, members and periods; `place` counts as the plan does, from 1."""
    for position, part in enumerate(target.targets, start=1):
        inner = f"{place}.{position}" if place else str(position)
        yield row(number, inner, None, period, None, part)
        yield from parts(number, inner, period, part)
    for member in target.members:
        head = (number, place or None, member.member, period, member.status, member.outlook, None, member.headroom)
        yield (*head, member.measure, member.condition, *values(member.value))
    for one in target.periods:
        yield row(number, place or None, None, one.period, one.phase, one.target)
        yield from parts(number, place, one.period, one.target)


def row(
    number: str, place: str | None, member: str | None, period: str | None, phase: str | None, own: TargetResult
) -> Row:
    head = (number, place, member, period, own.status, own.outlook, phase, own.headroom)
    return (*head, own.measure, own.condition, *values(own.value))


def header(breakdown: Breakdown) -> list[str]:
    span = ["period", "first", "last", "clipped"] if breakdown.grain else []
    return [*breakdown.by, *span]


def groups(breakdown: Breakdown) -> Iterator[tuple[list[Cell], Value]]:
    for own in breakdown.rows:
        cells: list[Cell] = list(own.texts)
        if breakdown.grain:
            span = own.period
            cells += [own.bucket, span and span.first, span and span.last, str(own.clipped).lower()]
        yield cells, own.value


def breakdowns(several: Sequence[Breakdown]) -> str:
    rows: list[Row] = [("measure", *header(several[0]), *VALUES)] if several else []
    rows.extend((own.measure, *cells, *values(value)) for own in several for cells, value in groups(own))
    return comma_separated(rows)


def shown(breakdown: Breakdown, said: Mapping[str, Any]) -> tuple[list[str], list[list[str]], int]:
    """The header, the rows, and how many columns on the left are texts, of a table for people."""
    words = said["words"]
    left = [*said["columns"], *([words["period"]] if breakdown.grain else [])]
    rows: list[list[str]] = []
    for own in breakdown.rows:
        value = own.value
        mark = f" ({words['clipped']})" if own.clipped else ""
        bucket = [f"{own.bucket}{mark}"] if breakdown.grain else []
        numbers = [value.shown, value.numerator, value.denominator, value.undecided]
        rows.append([*own.texts, *bucket, *("–" if number is None else str(number) for number in numbers)])
    right = [words[name] for name in ("value", "numerator", "denominator", "undecided")]
    return [*left, *right], rows, len(left)


def title(said: Mapping[str, Any]) -> str:
    unit = said["suffix"].strip()
    return f"{said['title']} ({unit})" if unit else str(said["title"])


def text(breakdown: Breakdown, language: Language) -> str:
    said = breakdown.overview(language)
    head, rows, words = shown(breakdown, said)
    widths = [max(map(width, column)) for column in zip(head, *rows, strict=True)]

    def line(cells: list[str]) -> str:
        return "  ".join(
            pad(cell, size, left=position < words)
            for position, (cell, size) in enumerate(zip(cells, widths, strict=True))
        ).rstrip()

    rule = ["─" * size for size in widths]
    return "\n".join([title(said), "", *map(line, [head, rule, *rows])]) + "\n"


def markdown(breakdown: Breakdown, language: Language) -> str:
    said = breakdown.overview(language)
    head, rows, words = shown(breakdown, said)
    rule = ["---" if position < words else "---:" for position in range(len(head))]
    lines = ["| " + " | ".join(map(escaped, cells)) + " |" for cells in rows]
    top = ["| " + " | ".join(map(escaped, head)) + " |", "|" + "|".join(rule) + "|"]
    return "\n".join([f"## {escaped(title(said))}", "", *top, *lines]) + "\n"


def escaped(cell: str) -> str:
    for sign in "\\`*_[]<>|":
        cell = cell.replace(sign, "\\" + sign)
    return " ".join(cell.split())


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    marks = sum(1 for sign in text if unicodedata.combining(sign))
    wide = sum(1 for sign in text if unicodedata.east_asian_width(sign) in "WF")
    return len(text) - marks + wide


def pad(text: str, size: int, *, left: bool) -> str:
    space = " " * (size - width(text))
    return text + space if left else space + text


def case_rows(cases: Cases, paths: Sequence[str]) -> str:
    rows: list[Row] = [("file", "row", "line", "key")]
    rows.extend((paths[own.input - 1], own.row, own.line, own.key) for own in cases)
    return comma_separated(rows)


def case_lines(cases: Cases, paths: Sequence[str]) -> str:
    lines: list[str] = []
    for own in cases:
        place = str(own.line) if own.line is not None else f"row {own.row}"
        lines.append(f"{paths[own.input - 1]}:{place}: {own.key}" if own.key else f"{paths[own.input - 1]}:{place}")
    return "".join(f"{line}\n" for line in lines)


def problems(several: Sequence[Problem]) -> str:
    fields = ("code", "path", "line", "column", "message", "help")
    found = [{field: getattr(own, field) for field in fields} for own in several]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
