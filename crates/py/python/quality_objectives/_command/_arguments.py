"""The arguments. A plan's sources are options of their own, so the plan is read before the rest."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from .. import Plan, PlanError, __version__
from ._exit import Exit, Failure, of_file
from ._files import keep_standard_input

PROGRAM = "quality-objectives"
CODES = """exit codes:
  0 done, and every objective is met   1 some objective is not met   5 some has no data, none is unmet
  2 asked for wrongly   3 the plan has faults   4 the records or a tally do not fit   130 interrupted
  70 a fault of the program   74 the output cannot be written   141 who read the output has gone"""
#: So many digits the numbers of the package have at least, which are of 64 bits.
DIGITS = 18
SOURCES = """Each source of the plan is an option: `--dossiers a.csv b.csv`; `--source dossiers=a.csv` is the same, for
any name. A file is CSV or Parquet, a folder one of Parquet files; `-` is standard input."""


class Parser(argparse.ArgumentParser):
    """One that takes no abbreviations: a source could become one by a change of the plan."""

    def __init__(self, **keywords: object) -> None:
        keywords.setdefault("allow_abbrev", False)
        keywords.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**keywords)  # type: ignore[arg-type]


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for, with the plan where the command has one.

    A wrong argument ends the process with exit code 2, as `argparse` does.
    """
    first, _ = build(None).parse_known_args([word for word in arguments if word not in ("-h", "--help")])
    path = getattr(first, "plan", None)
    # Who asks for help may have no plan yet.
    if path is None or (is_help(arguments) and not is_readable(path)):
        given = build(()).parse_args(arguments)
        given.plan = None
        return given
    try:
        plan = read_plan(path)
    except PlanError as error:
        given = build(()).parse_known_args(arguments)[0]
        given.path, given.plan, given.problems = path, None, error.problems
        return given
    names = tuple(source.name for source in plan.sources)
    given = build(names).parse_args(arguments)
    given.path, given.plan = path, plan
    given.records = records(given, names)
    return given


def is_help(arguments: Sequence[str]) -> bool:
    return "-h" in arguments or "--help" in arguments


def is_readable(path: str) -> bool:
    try:
        read_plan(path)
    except Exception:
        return False
    return True


def read_plan(path: str) -> Plan:
    try:
        if path != "-":
            return Plan.read(path)
        kept = keep_standard_input()
        try:
            return Plan.read(kept)
        finally:
            os.unlink(kept)
    except OSError as error:
        raise of_file(Exit.BAD_PLAN, error, path) from error


def build(sources: Sequence[str] | None) -> Parser:
    """The parser; with `None` one that only looks for the command and its plan."""
    looks_only = sources is None
    parser = Parser(
        prog=PROGRAM,
        description="Plans of quality objectives: checked, counted and evaluated exactly.",
        epilog=CODES,
        add_help=not looks_only,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(dest="command", required=not looks_only, metavar="COMMAND")

    def command(name: str, what: str, epilog: str | None = None) -> Parser:
        own = commands.add_parser(
            name, help=what, description=what[0].upper() + what[1:] + ".", epilog=epilog, add_help=not looks_only
        )
        own.set_defaults(command=name)
        assert isinstance(own, Parser)
        return own

    is_needed = not looks_only
    one = "?" if looks_only else None
    check = command("check", "say what is wrong with a plan, and what weakens it")
    check.add_argument("plan", nargs=one, help="the plan document; `-` is standard input")
    check.add_argument("--strict", action="store_true", help="exit with 3 where there is advice as well")
    add_format(check, "text", "json")
    add_output(check)

    evaluate = command("evaluate", "evaluate a plan on records, on tallies, or on both", SOURCES)
    add_records(evaluate, sources)
    evaluate.add_argument(
        "--as-of", type=day, metavar="DAY", help="the day as of which one looks; needed unless only tallies are given"
    )
    evaluate.add_argument(
        "--tally", nargs="+", default=[], metavar="FILE", help="tallies that were counted before; they are added up"
    )
    evaluate.add_argument(
        "--by", type=words, metavar="COLUMNS",
        help="columns and a grain of time, such as `unit,month`: values broken down by them",
    )
    evaluate.add_argument(
        "--measure", action="append", metavar="NAME", help="a measure to break down; all that can be unless given"
    )
    evaluate.add_argument(
        "--expected", action="append", default=[], type=pair, metavar="MEASURE=CASES",
        help="how many cases a proportion will have in the end",
    )
    evaluate.add_argument(
        "--declared", action="append", default=[], type=pair, metavar="NAME=DAY:yes",
        help="what a person declares of a qualitative target: `archive=2022-06-15:yes`, or `:no`",
    )
    evaluate.add_argument(
        "--baseline", action="append", default=[], type=pair, metavar="NAME=FILE",
        help="an earlier tally that changes are compared with",
    )
    evaluate.add_argument("--language", choices=["vi", "en"], help="that of the report; the plan's own unless given")
    evaluate.add_argument("--width", type=natural, default=100, help="columns of the text (100)")
    add_format(evaluate, "text", "markdown", "json", "csv")
    add_output(evaluate)

    tally = command("tally", "count records, and write the tally", SOURCES)
    add_records(tally, sources)
    tally.add_argument(
        "--as-of", type=day, nargs="+", required=is_needed, metavar="DAY", help="the day, or several, counted in one pass"
    )
    add_tally(tally)

    merge = command("merge", "add up tallies of the same rules and days")
    merge.add_argument("tallies", nargs="*" if looks_only else "+", metavar="TALLY", help="a tally; `-` is standard input")
    add_tally(merge)

    cases = command("cases", "list the records behind a number", SOURCES)
    cases.add_argument("plan", nargs=one, help="the plan document")
    cases.add_argument("measure", nargs=one, help="the measure's name")
    cases.add_argument("part", nargs=one, help="numerator, denominator, not_in_numerator, undecided, coming …")
    add_sources(cases, sources)
    cases.add_argument("--as-of", type=day, required=is_needed, metavar="DAY", help="the day as of which one looks")
    cases.add_argument(
        "--where", action="append", default=[], type=pair, metavar="COLUMN=MEMBER",
        help="only those of a member; `unit=` for records without one",
    )
    cases.add_argument("--period", help="only those of a period: 2022-Q1, 2022-03, 2022-W05, a day")
    cases.add_argument("--with-undated", action="store_true", help="those without a date as well")
    cases.add_argument("--limit", type=natural, metavar="N", help="list at most so many")
    add_format(cases, "text", "csv", "json")
    add_output(cases)
    return parser


def add_records(parser: Parser, sources: Sequence[str] | None) -> None:
    parser.add_argument("plan", nargs="?" if sources is None else None, help="the plan document")
    add_sources(parser, sources)


def add_sources(parser: Parser, sources: Sequence[str] | None) -> None:
    group = parser.add_argument_group("records")
    group.add_argument(
        "--source", action="append", default=[], type=pair, metavar="NAME=FILE", help="a file of the source of that name"
    )
    for name in sources or ():
        # A source may have the name of another option; `--source` still reaches it.
        spellings = [f"--{name}", f"--{name.replace('_', '-')}"]
        taken = parser._option_string_actions
        spellings = [own for own in dict.fromkeys(spellings) if own not in taken]
        if spellings:
            group.add_argument(*spellings, nargs="+", action="extend", default=[], metavar="FILE", dest=f"source {name}")
    parser.add_argument("--quiet", action="store_true", help="say nothing of what was noticed about the records")


def add_format(parser: Parser, *formats: str) -> None:
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"what is written ({formats[0]})")


def add_output(parser: Parser) -> None:
    parser.add_argument("--output", "-o", metavar="FILE", help="where it is written; standard output unless given")


def add_tally(parser: Parser) -> None:
    parser.add_argument(
        "--output", "-o", metavar="FILE",
        help="where it is written: JSON where the name ends in .json, else in compact form; unless given, JSON to standard output",
    )
    parser.add_argument(
        "--for-merging", action="store_true", help="write it although the plan asks to suppress small cells"
    )


def records(given: argparse.Namespace, names: Sequence[str]) -> dict[str, list[str]]:
    """The files of each source, in the order in which they were given."""
    found: dict[str, list[str]] = {name: getattr(given, f"source {name}", []) for name in names}
    for name, path in getattr(given, "source", []):
        if name not in names:
            wrong(f"the plan has no source `{name}`; it has: {', '.join(names)}")
        found.setdefault(name, []).append(path)
    return {name: paths for name, paths in found.items() if paths}


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is no day; write it as 2022-12-31") from None


def pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not (name and sign):
        raise argparse.ArgumentTypeError(f"`{text}` is not of the form NAME=VALUE")
    return name, value


def words(text: str) -> list[str]:
    found = [word.strip() for word in text.split(",")]
    if not all(found):
        raise argparse.ArgumentTypeError(f"`{text}` lacks a name; write columns and a grain as in unit,month")
    return found


def natural(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= DIGITS):
        raise argparse.ArgumentTypeError(f"`{text}` is no whole number of at most {DIGITS} digits")
    return int(text)


def wrong(message: str) -> NoReturn:
    """Ends the command as a wrong argument does."""
    raise Failure(Exit.USAGE, message)
