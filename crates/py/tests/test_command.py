"""The command line, as a script calls it: its own process, its exit code, its two streams."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import quality_objectives as qo

from conftest import SMALL
from repository import ROOT, SAMPLE

PROGRAM = Path(sysconfig.get_path("scripts")) / "quality-objectives"
ROWS = "code,unit,fee,day,due,late\nA,North,1.00,2022-01-03,,true\nB,South,2.50,2022-02-04,,false\n"


def run(*words: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    return subprocess.run([PROGRAM, *words], input=given, capture_output=True, env=environment, timeout=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def evaluated(folder: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    records = ["--cases", str(folder / "a.csv"), "--as-of", "2022-12-31"]
    return run("evaluate", folder / "plan.yaml", *records, *more)


def sample(*more: str | Path) -> subprocess.CompletedProcess[bytes]:
    sources = [word for name in ["dossiers", "petitions", "forms"] for word in (f"--{name}", SAMPLE / f"{name}.csv")]
    return run("evaluate", SAMPLE / "plan.yaml", *sources, "--as-of", "2022-12-31", *more)


def test_formats_are_what_the_package_gives(sample_evaluation: qo.Evaluation) -> None:
    own = sample("--format", "json", "--quiet")
    assert own.stdout.decode() == sample_evaluation.to_json() + "\n"
    assert own.returncode == 1 and own.stderr == b""
    text = sample("--language", "en").stdout.decode()
    assert text.rstrip() == sample_evaluation.report("en", "text").rstrip()
    markdown = sample("--language", "vi", "--format", "markdown").stdout.decode()
    assert markdown.rstrip() == sample_evaluation.report("vi", "markdown").rstrip()


@pytest.fixture(name="sample_evaluation")
def of_the_sample(sample: qo.Evaluation) -> qo.Evaluation:
    return sample


def test_csv_has_a_row_for_each_objective_and_part() -> None:
    text = sample("--format", "csv", "--quiet").stdout.decode()
    assert text.count("\r\n") == text.count("\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    wholes = {row["objective"]: row["status"] for row in rows if not row["part"] and not row["member"]}
    assert wholes == {"1": "not_met", "2": "not_met", "3": "met", "4": "not_met", "5": "met"}
    [building] = [row for row in rows if row["member"] == "Xây dựng"]
    assert (building["part"], building["headroom"]) == ("2", "-7")
    assert (building["numerator"], building["denominator"], building["exact"]) == ("24", "882", "4/147")


def test_breakdowns_in_each_format(folder: Path) -> None:
    by = ["--by", "unit,month", "--measure", "late_rate"]
    rows = list(csv.DictReader(io.StringIO(evaluated(folder, *by, "--format", "csv").stdout.decode())))
    assert [(row["unit"], row["period"], row["numerator"]) for row in rows] == [
        ("North", "2022-01", "1"),
        ("South", "2022-02", "0"),
    ]
    [one] = json.loads(evaluated(folder, *by, "--format", "json").stdout)
    assert one["measure"] == "late_rate" and len(one["rows"]) == 2
    assert "North  2022-01  100.00" in evaluated(folder, *by).stdout.decode()
    assert "| North | 2022-01 | 100.00 |" in evaluated(folder, *by, "--format", "markdown").stdout.decode()
    every = evaluated(folder, "--by", "unit", "--format", "csv").stdout.decode()
    assert {row["measure"] for row in csv.DictReader(io.StringIO(every))} == {"late_rate", "fees", "all"}
    wrong = evaluated(folder, "--by", "unit,week")
    assert wrong.returncode == 2 and b"[breakdown-undeclared]" in wrong.stderr and wrong.stdout == b""


def test_exit_codes_of_evaluate(folder: Path) -> None:
    assert evaluated(folder).returncode == 0
    late = folder / "a.csv"
    late.write_text(ROWS.replace("false", "true"), encoding="utf-8")
    assert evaluated(folder).returncode == 1
    late.write_text(ROWS.splitlines()[0] + "\n", encoding="utf-8")
    assert evaluated(folder).returncode == 5
    nothing = run("evaluate", folder / "plan.yaml", "--as-of", "2022-12-31")
    assert nothing.returncode == 5 and b"no records of `cases` were handed in" in nothing.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("count",), "invalid choice: 'count'"),
        (("evaluate", "plan.yaml"), "`--as-of` is needed"),
        (("evaluate", "plan.yaml", "--as-of", "31.12.2022"), "`31.12.2022` is no day"),
        (("evaluate", "plan.yaml", "--as-of", "2022-12-31", "--dossiers", "a.csv"), "--dossiers"),
        (("evaluate", "plan.yaml", "--as-of", "2022-12-31", "--source", "dossiers=a.csv"), "no source `dossiers`"),
        (("evaluate", "plan.yaml", "--as-of", "2022-12-31", "--expected", "late_rate=x"), "whole number"),
        (("evaluate", "plan.yaml", "--as-of", "2022-12-31", "--declared", "x=2022-06-15"), "yes or no"),
        (("evaluate", "plan.yaml", "--cases", "-", "-", "--as-of", "2022-12-31"), "once only"),
        (("cases", "plan.yaml", "late_rate", "numerator", "--as-of", "2022-12-31"), "--cases FILE"),
        (("cases", "plan.yaml", "late", "numerator", "--cases", "a.csv", "--as-of", "2022-12-31"), "[measure-unknown]"),
        (("tally", "plan.yaml", "--cases", "a.csv", "--as-of", "2022-12-31", "-o", "none/t"), "no such file"),
    ],
)
def test_what_is_asked_for_wrongly(folder: Path, words: tuple[str, ...], said: str) -> None:
    own = run(*(folder / word if word in ("plan.yaml", "a.csv", "none/t") else word for word in words))
    assert said in own.stderr.decode() and (own.returncode, own.stdout) == (2, b"")


def test_bad_plans(folder: Path) -> None:
    (folder / "plan.yaml").write_text("schema: 1\ntitel: Objectives\n", encoding="utf-8")
    for words in [["check"], ["evaluate", "--as-of", "2022-12-31"]]:
        own = run(words[0], folder / "plan.yaml", *words[1:])
        assert own.returncode == 3 and own.stdout == b""
        assert f"{folder / 'plan.yaml'}:2:1: titel: `titel` is not a key of a plan" in own.stderr.decode()
        assert b"help: did you mean `title`?" in own.stderr
    own = run("check", folder / "plan.yaml", "--format", "json")
    assert own.returncode == 3 and {one["line"] for one in json.loads(own.stdout)} >= {2}
    missing = run("check", folder / "none.yaml")
    assert missing.returncode == 3 and b"none.yaml`: no such file" in missing.stderr


def test_check(folder: Path) -> None:
    own = run("check", folder / "plan.yaml")
    assert own.returncode == 0 and b"no faults; 1 objective, 3 measures, 1 source;" in own.stdout
    assert run("check", folder / "plan.yaml", "--strict").returncode == 3
    assert run("check", "-", given=SMALL.encode()).returncode == 0


def test_what_is_assumed_is_handed_on(tmp_path: Path) -> None:
    corpus = ROOT / "tests" / "corpus"
    before, now = corpus / "88-an-earlier-tally-as-baseline", corpus / "98-declared-by-a-person"
    earlier = tmp_path / "earlier.tally"
    counted = run("tally", before / "earlier.yaml", "--dossiers", before / "earlier.csv", "--as-of", "2021-12-31", "-o", earlier)
    assert counted.returncode == 0
    words: list[str | Path] = ["evaluate", before / "plan.yaml", "--dossiers", before / "dossiers.csv", "--as-of", "2022-12-31", "--format", "json"]
    with_baseline = run(*words, "--baseline", f"last_year={earlier}", "--expected", "late_rate=100")
    plan = qo.Plan.read(before / "plan.yaml")
    tally = plan.tally(as_of=date(2022, 12, 31), dossiers=before / "dossiers.csv")
    baseline = qo.Tally.from_bytes(earlier.read_bytes())
    expected = plan.evaluate(tally, expected={"late_rate": 100}, baselines={"last_year": baseline})
    assert with_baseline.stdout.decode() == expected.to_json() + "\n"
    assert [own.status for own in expected.objectives] == ["met", "met", "no_data"]
    assert {own.status for own in plan.evaluate(tally).objectives} == {"no_data"}

    for holds, status in {"yes": "met", "no": "not_met"}.items():
        words = ["evaluate", now / "plan.yaml", "--declared", f"effective=2022-06-01:{holds}", "--as-of", "2022-06-30"]
        own = json.loads(run(*words, "--format", "json", "--quiet").stdout)
        assert own["objectives"][0]["status"] == status
    plan = qo.Plan.read(now / "plan.yaml")
    declared = {"effective": qo.Declaration(date(2022, 6, 1), False)}
    again = plan.evaluate(plan.tally(as_of=date(2022, 6, 30)), declared=declared)
    assert run(*words, "--format", "json").stdout.decode() == again.to_json() + "\n"


def test_parquet_files(folder: Path) -> None:
    rows = pl.read_csv(folder / "a.csv", try_parse_dates=True)
    rows[:1].write_parquet(folder / "first")
    rows[1:].write_parquet(folder / "rest.parquet")
    words = ["--as-of", "2022-12-31", "--format", "json"]
    own = run("evaluate", folder / "plan.yaml", "--cases", folder / "first", folder / "rest.parquet", *words)
    assert (own.returncode, own.stderr) == (0, b"")
    assert own.stdout == evaluated(folder, "--format", "json").stdout
    piped = run("evaluate", folder / "plan.yaml", "--cases", "-", *words, given=(folder / "first").read_bytes())
    assert json.loads(piped.stdout)["sources"][0]["read"] == 1
    (folder / "rest.parquet").write_bytes((folder / "rest.parquet").read_bytes()[:-9])
    torn = run("evaluate", folder / "plan.yaml", "--cases", folder / "rest.parquet", *words)
    assert torn.returncode == 4 and b"[file-unreadable]" in torn.stderr and torn.stdout == b""


def test_headings_follow_the_language(folder: Path) -> None:
    by = ["--by", "unit,month", "--measure", "late_rate"]
    english = evaluated(folder, *by, "--language", "en").stdout.decode()
    assert re.search(r"^unit +Period +Value +Numerator +Denominator +Undecided$", english, re.M)
    vietnamese = evaluated(folder, *by, "--language", "vi", "--format", "markdown").stdout.decode()
    assert "| unit | Kỳ | Giá trị | Tử số | Mẫu số | Chưa rõ |" in vietnamese
    # Without a language, that of the plan; a cut off period is said in it as well.
    (folder / "plan.yaml").write_text(SMALL.replace("period: 2022", "period: {from: 2022-01-02, to: 2022-12-30}\nlanguage: vi"), encoding="utf-8")
    own = evaluated(folder, *by).stdout.decode()
    assert re.search(r"Kỳ +Giá trị +Tử số", own) and "2022-01 (bị cắt ở ranh giới kỳ)" in own
    # What programs read is the same in every language.
    tables = [evaluated(folder, *by, "--format", "csv", "--language", language).stdout for language in ["vi", "en"]]
    assert tables[0] == tables[1]


def test_bad_data(folder: Path) -> None:
    missing = run("tally", folder / "plan.yaml", "--cases", folder / "none.csv", "--as-of", "2022-12-31")
    assert missing.returncode == 4 and b"none.csv`: no such file" in missing.stderr
    (folder / "a.csv").write_text(ROWS.replace("unit", "units"), encoding="utf-8")
    own = evaluated(folder)
    assert own.returncode == 4 and b"did you mean `units`?" in own.stderr and own.stdout == b""
    (folder / "t").write_bytes(b"qo-tally\x01cut off")
    assert run("merge", folder / "t").returncode == 4


def test_rejected_rows_are_told_and_quiet_is_quiet(folder: Path) -> None:
    (folder / "a.csv").write_text(ROWS + "C,East,1.00,3 Jan,,true\nD,West,1.00,2022-01-05,,true\n", encoding="utf-8")
    own = evaluated(folder)
    said = own.stderr.decode()
    assert "note: cases: 1 of 4 records could not be read and is left out" in said
    assert f"{folder / 'a.csv'}:4: day: `3 Jan` is not a date" in said
    assert "`West` in `unit`, which the plan does not declare" in said
    assert evaluated(folder, "--quiet").stderr == b""


def test_tallies_are_written_merged_and_evaluated(folder: Path) -> None:
    header, *rows = ROWS.splitlines(keepends=True)
    for number, row in enumerate(rows):
        (folder / f"{number}.csv").write_text(header + row, encoding="utf-8")
        name = folder / ("0.json" if number == 0 else "1.tally")
        counted = run("tally", folder / "plan.yaml", "--cases", folder / f"{number}.csv", "--as-of", "2022-12-31", "-o", name)
        assert (counted.returncode, counted.stdout, counted.stderr) == (0, b"", b"")
    assert run("merge", folder / "0.json", folder / "1.tally", "-o", folder / "whole").returncode == 0
    whole = run("evaluate", folder / "plan.yaml", "--tally", folder / "whole", "--format", "json")
    assert whole.stdout == evaluated(folder, "--format", "json").stdout
    two = run("evaluate", folder / "plan.yaml", "--tally", folder / "0.json", folder / "1.tally", "--format", "json")
    assert two.stdout == whole.stdout and two.returncode == 0
    piped = run("merge", "-", given=(folder / "whole").read_bytes())
    assert qo.Tally.from_json(piped.stdout.decode()) == qo.Tally.from_bytes((folder / "whole").read_bytes())


def test_standard_input_and_output_files(folder: Path) -> None:
    out = folder / "report.md"
    words = ["--cases", "-", "--as-of", "2022-12-31", "--format", "markdown", "-o", str(out)]
    own = run("evaluate", folder / "plan.yaml", *words, given=ROWS.encode())
    assert (own.returncode, own.stdout) == (0, b"") and out.read_text(encoding="utf-8").startswith("#")


def test_cases(folder: Path) -> None:
    words: list[str | Path] = ["cases", folder / "plan.yaml", "late_rate", "numerator", "--cases", folder / "a.csv", "--as-of", "2022-12-31"]
    own = run(*words)
    assert own.stdout.decode() == f"{folder / 'a.csv'}:2: A\n" and own.returncode == 0
    assert run(*words, "--where", "unit=South").stdout == b""
    assert run(*words, "--period", "2022-02").stdout == b""
    table = run(*words, "--format", "csv").stdout.decode()
    assert table == f"file,row,line,key\r\n{folder / 'a.csv'},1,2,A\r\n"
    assert json.loads(run(*words, "--format", "json").stdout)["cases"][0]["key"] == "A"
    assert b"note: 1 more are not listed" in run(*words, "--limit", "0").stderr


def test_help_and_version(folder: Path) -> None:
    assert run("--version").stdout.decode().strip() == f"quality-objectives {qo.__version__}"
    assert b"exit codes:" in run("--help").stdout
    assert b"--source NAME=FILE" in run("evaluate", "--help").stdout
    assert b"--cases FILE" in run("evaluate", folder / "plan.yaml", "--help").stdout
    module = subprocess.run([sys.executable, "-m", "quality_objectives", "--version"], capture_output=True, check=True)
    assert module.stdout == run("--version").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_progress_is_for_terminals(folder: Path) -> None:
    import pty

    screen = b""
    main, side = pty.openpty()
    words: list[str | Path] = [PROGRAM, "tally", folder / "plan.yaml", "--cases", "-", "--as-of", "2022-12-31"]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=side)
    os.close(side)
    header, row = ROWS.splitlines(keepends=True)[:2]
    assert process.stdin is not None

    def feed() -> None:
        assert process.stdin is not None
        try:
            process.stdin.write((header + row * 300_000).encode())
            process.stdin.close()
        except OSError:
            pass

    feeder = threading.Thread(target=feed)
    feeder.start()
    started = time.monotonic()
    while b"records" not in screen and time.monotonic() - started < 60:
        try:
            screen += os.read(main, 4096)
        except OSError:
            break
    feeder.join()
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
    os.close(main)
    assert b"\rcases: " in screen


@pytest.mark.parametrize("command", ["tally", "evaluate"])
def test_long_inputs_are_silent_in_a_pipe(folder: Path, command: str) -> None:
    header, row = ROWS.splitlines(keepends=True)[:2]
    given = (header + row * 300_000).encode()
    own = run(command, folder / "plan.yaml", "--cases", "-", "--as-of", "2022-12-31", given=given)
    # All of them are late; a tally is neither met nor not.
    assert (own.returncode, own.stderr) == (1 if command == "evaluate" else 0, b"")
    assert b"\r" not in own.stdout


def test_an_interrupt_ends_it_with_130(folder: Path) -> None:
    words: list[str | Path] = [PROGRAM, "evaluate", folder / "plan.yaml", "--cases", "-", "--as-of", "2022-12-31"]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b"") and said.endswith(b"interrupted\n")


def test_a_reader_that_goes_away(folder: Path) -> None:
    words = f"'{PROGRAM}' evaluate '{SAMPLE}/plan.yaml' --dossiers '{SAMPLE}/dossiers.csv' --as-of 2022-12-31 --format json --quiet"
    own = subprocess.run(["bash", "-c", f"{words} | head -c 10; exit ${{PIPESTATUS[0]}}"], capture_output=True)
    assert own.stderr == b"" and own.returncode in (1, 141)
