"""One function for each command; it answers the exit code."""

from __future__ import annotations

import json
from argparse import ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, cast

from .. import Breakdown, Declaration, Evaluation, Plan, Problem, RequestError, Tally
from . import _messages, _tables
from ._arguments import day, natural, wrong
from ._exit import Exit
from ._files import Records, read_tally, write_bytes, write_text
from ._progress import Line

GRAINS = ("day", "week", "month", "quarter", "half_year", "year")


def faulty_plan(given: Namespace) -> Exit:
    problems: Sequence[Problem] = given.problems
    if given.command == "check" and given.format == "json":
        write_text(given.output, _tables.problems(problems))
    else:
        for problem in problems:
            _messages.say(_messages.at(given.path, problem))
        _messages.say(f"{given.path}: {_messages.counted(len(problems), 'fault', 'faults')}")
    return Exit.BAD_PLAN


def check(given: Namespace) -> Exit:
    plan: Plan = given.plan
    advice = plan.advice()
    if given.format == "json":
        write_text(given.output, _tables.problems(advice))
    else:
        lines = [_messages.at(given.path, problem) for problem in advice]
        parts = [
            _messages.counted(len(plan.objectives), "objective", "objectives"),
            _messages.counted(len(plan.measures), "measure", "measures"),
            _messages.counted(len(plan.sources), "source", "sources"),
        ]
        lines.append(f"{given.path}: no faults; {', '.join(parts)}; advice: {len(advice)}")
        write_text(given.output, "\n".join(lines) + "\n")
    return Exit.BAD_PLAN if given.strict and advice else Exit.MET


def evaluate(given: Namespace) -> Exit:
    plan: Plan = given.plan
    if given.as_of is None and (given.records or not given.tally):
        wrong("`--as-of` is needed, for no day is taken from a clock")
    if given.measure and given.by is None:
        wrong("`--measure` says what `--by` breaks down, and there is no `--by`")
    expected = {name: whole(name, number) for name, number in given.expected}
    declared = declarations(given.declared)
    baselines = {name: read_tally(path) for name, path in given.baseline}

    def evaluated(tally: Tally) -> Evaluation:
        return plan.evaluate(tally, as_of=given.as_of, expected=expected, declared=declared, baselines=baselines)

    tallies = [read_tally(path) for path in given.tally]
    if given.records or not tallies:
        days = [cast(date, given.as_of)]
        # What the plan does not have is told of a tally without records, before hours may go by.
        nothing = evaluated(plan.tally(as_of=days))
        if given.by is not None:
            broken_down(given, nothing)
        tallies.append(count(given, days))
    evaluation = evaluated(sum(tallies[1:], tallies[0]))
    if not given.quiet:
        _messages.not_handed_in(evaluation)
    write_text(given.output, written(given, evaluation))
    return outcome(evaluation)


def outcome(evaluation: Evaluation) -> Exit:
    statuses = {objective.status for objective in evaluation.objectives}
    if "not_met" in statuses:
        return Exit.NOT_MET
    return Exit.NO_DATA if "no_data" in statuses else Exit.MET


def written(given: Namespace, evaluation: Evaluation) -> str:
    if given.by is None:
        if given.format == "json":
            return evaluation.to_json() + "\n"
        if given.format == "csv":
            return _tables.objectives(evaluation)
        return report(given, evaluation)
    breakdowns, missing = broken_down(given, evaluation)
    if missing and not given.quiet:
        by, names = ", ".join(given.by), ", ".join(f"`{name}`" for name in missing)
        _messages.say(f"note: not broken down by {by}, which the plan does not declare for them: {names}")
    if given.format == "json":
        return json.dumps([own.to_dict() for own in breakdowns], ensure_ascii=False) + "\n"
    if given.format == "csv":
        return _tables.breakdowns(breakdowns)
    draw = _tables.markdown if given.format == "markdown" else _tables.text
    parts = [report(given, evaluation)]
    parts.extend(draw(own, given.language) for own in breakdowns)
    return "\n".join(parts)


def report(given: Namespace, evaluation: Evaluation) -> str:
    form: Literal["text", "markdown"] = "markdown" if given.format == "markdown" else "text"
    return evaluation.report(given.language, form, width=given.width).rstrip("\n") + "\n"


def broken_down(given: Namespace, evaluation: Evaluation) -> tuple[list[Breakdown], list[str]]:
    """The breakdown of each measure that was named, or of each that has it and the names of the others."""
    plan: Plan = given.plan
    columns = {column.name for source in plan.sources for column in source.columns}
    grains = [word for word in given.by if word in GRAINS and word not in columns]
    if len(grains) > 1:
        wrong(f"`--by` has more than one grain of time: {', '.join(grains)}")
    by = [word for word in given.by if word not in grains]
    grain: Any = grains[0] if grains else None
    if given.measure:
        return [evaluation.breakdown(name, by, grain) for name in given.measure], []
    found: list[Breakdown] = []
    missing: list[tuple[str, RequestError]] = []
    for measure in plan.measures:
        try:
            found.append(evaluation.breakdown(measure.name, by, grain))
        except RequestError as error:
            missing.append((measure.name, error))
    if not found and missing:
        raise missing[0][1]
    return found, [name for name, _ in missing]


def tally(given: Namespace) -> Exit:
    write_tally(given, count(given, given.as_of))
    return Exit.MET


def merge(given: Namespace) -> Exit:
    first, *others = [read_tally(path) for path in given.tallies]
    write_tally(given, sum(others, first))
    return Exit.MET


def write_tally(given: Namespace, own: Tally) -> None:
    if given.output is None or given.output == "-" or given.output.endswith(".json"):
        write_text(given.output, own.to_json(for_merging=given.for_merging) + "\n")
    else:
        write_bytes(given.output, own.to_bytes(for_merging=given.for_merging))


def cases(given: Namespace) -> Exit:
    plan: Plan = given.plan
    wanted = plan.sources_of(given.measure)
    if set(given.records) != set(wanted):
        options = " ".join(f"--{name} FILE" for name in wanted)
        wrong(f"the records of `{given.measure}` are asked for, and only they: {options}")
    [name] = wanted
    with Records(given.records) as records, Line(given.quiet) as progress:
        found = plan.cases(
            given.measure,
            given.part,
            records.paths[name],
            as_of=given.as_of,
            members={column: member or None for column, member in given.where},
            period=given.period,
            with_undated=given.with_undated,
            limit=given.limit,
            progress=progress,
        )
    paths = records.names[name]
    if given.format == "json":
        write_text(given.output, json.dumps(found.to_dict(), ensure_ascii=False) + "\n")
    else:
        draw = _tables.case_rows if given.format == "csv" else _tables.case_lines
        write_text(given.output, draw(found, paths))
    if found.more and not given.quiet:
        _messages.say(f"note: {found.more} more are not listed")
    return Exit.MET


def count(given: Namespace, days: list[date]) -> Tally:
    plan: Plan = given.plan
    with Records(given.records) as records, Line(given.quiet) as progress:
        own = plan.tally(records.paths, as_of=days, progress=progress)
    if own.intake is not None and not given.quiet:
        _messages.noticed(own.intake, records.names)
    return own


def whole(name: str, text: str) -> int:
    try:
        return natural(text)
    except ArgumentTypeError as error:
        wrong(f"`--expected {name}={text}`: the cases are a whole number: {error}")


def declarations(given: list[tuple[str, str]]) -> Mapping[str, list[Declaration]]:
    found: dict[str, list[Declaration]] = {}
    for name, text in given:
        on, _, holds = text.partition(":")
        if holds not in ("yes", "no"):
            wrong(f"`--declared {name}={text}`: write the day and yes or no, as in {name}=2022-06-15:yes")
        try:
            found.setdefault(name, []).append(Declaration(day(on), holds == "yes"))
        except Exception as error:
            wrong(f"`--declared {name}={text}`: {error}")
    return found
