"""The wheel in an environment that has nothing else: no Rust, no other package, no source beside it.

    python by_itself.py FOLDER_OF_THE_WHEEL EVALUATION_OF_THE_SAMPLE

The evaluation is the one that Rust wrote. The size of the wheel has a limit; the time of the import is printed and judged
by whoever reads it, for it depends on the machine.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import sysconfig
from datetime import date
from pathlib import Path

import quality_objectives as qo

#: What a wheel may weigh, in bytes.
LIMIT = 5_000_000
IMPORTS = 15
TIMED = """
from time import perf_counter
started = perf_counter()
import quality_objectives
print(perf_counter() - started)
"""
SAMPLE = Path(__file__).resolve().parents[3] / "tests/plans/nha-trang-727-2022"


def is_installed_without_rust() -> None:
    site = Path(sysconfig.get_path("platlib"))
    assert Path(qo.__file__).is_relative_to(site), qo.__file__
    others = [own.name for own in site.iterdir() if not own.name.startswith("quality_objectives")]
    assert not others, f"the environment has other packages: {others}"
    for program in ["cargo", "rustc", "rustup"]:
        assert shutil.which(program) is None, f"`{program}` is on the path"


def is_small(wheels: Path) -> None:
    [wheel] = wheels.glob("*.whl")
    size = wheel.stat().st_size
    print(f"{wheel.name}: {size / 1e6:.2f} MB, at most {LIMIT / 1e6:.0f}")
    assert size < LIMIT


def imports_quickly() -> None:
    """Each time in a new process; the first ones also fill the machine's file cache."""
    command = [sys.executable, "-I", "-c", TIMED]
    times = [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(IMPORTS)
    ]
    median, most = statistics.median(times) * 1000, max(times) * 1000
    print(f"import: {median:.0f} ms, the median of {IMPORTS} new processes; {most:.0f} at most")


def gives_the_same_bytes(kept: Path) -> None:
    plan = qo.Plan.read(SAMPLE / "plan.yaml")
    sources = {source.name: SAMPLE / f"{source.name}.csv" for source in plan.sources}
    evaluation = plan.evaluate(plan.tally(sources, as_of=date(2022, 12, 31)))
    assert evaluation.to_json() == kept.read_text(encoding="utf-8")
    print("the sample: the same bytes as in Rust")


def has_a_command() -> None:
    program = Path(sysconfig.get_path("scripts")) / "quality-objectives"
    subprocess.run([program, "check", SAMPLE / "plan.yaml"], check=True, capture_output=True)


if __name__ == "__main__":
    is_installed_without_rust()
    is_small(Path(sys.argv[1]))
    imports_quickly()
    gives_the_same_bytes(Path(sys.argv[2]))
    has_a_command()
