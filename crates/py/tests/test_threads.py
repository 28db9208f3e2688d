"""Several threads count what one counts, and note what one notes."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
import quality_objectives as qo

from repository import SAMPLE
from test_records import DAY, ROWS


@pytest.mark.parametrize("threads", [2, 3, 7, None])
def test_any_number_of_threads_gives_the_same_bytes(threads: int | None) -> None:
    plan, days = qo.Plan.read(SAMPLE / "plan.yaml"), [date(2022, 6, 30), date(2022, 12, 31)]
    names = ["dossiers", "petitions", "forms"]
    frames = {
        name: pl.read_csv(SAMPLE / f"{name}.csv", infer_schema=False, truncate_ragged_lines=True)
        for name in names
    }
    paths = {name: SAMPLE / f"{name}.csv" for name in names}
    many = pl.concat([frames["dossiers"]] * 3)
    given: list[dict[str, object]] = [{**frames}, {**paths}, {**frames, "dossiers": many}]
    for sources in given:
        one = plan.tally(sources, as_of=days, threads=1)
        several = plan.tally(sources, as_of=days, threads=threads)
        assert several.to_json() == one.to_json()
        assert one.intake is not None and several.intake is not None
        assert several.intake.to_dict() == one.intake.to_dict()
        assert one.intake.sources[0].rejected > 0


def test_there_is_one_thread_at_least(small: qo.Plan) -> None:
    with pytest.raises(ValueError, match="`threads` is a whole number of at least 1"):
        small.tally(as_of=DAY, cases=ROWS, threads=0)
    with pytest.raises(ValueError, match="not -1"):
        small.tally(as_of=DAY, cases=ROWS, threads=-1)
    with pytest.raises(TypeError):
        small.tally(as_of=DAY, cases=ROWS, threads=1.5)  # type: ignore[arg-type]
