"""Tallies add up, and travel."""

from __future__ import annotations

import multiprocessing
import pickle
import zlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
import quality_objectives as qo

from conftest import SMALL
from repository import SAMPLE
from test_records import DAY, ROWS


def count(plan: qo.Plan, rows: list[dict[str, object]]) -> qo.Tally:
    return plan.tally(as_of=DAY, cases=rows)


def test_sums_are_what_one_counting_gives(small: qo.Plan) -> None:
    whole = count(small, ROWS)
    parts = [count(small, [row]) for row in ROWS]
    assert sum(parts[1:], parts[0]) == whole
    assert sum(reversed(parts)) == whole
    assert (parts[0] + parts[1]) + (parts[2] + parts[3]) == whole
    merged = parts[0] + parts[1]
    assert merged.intake is None and parts[0].intake is not None
    assert hash(sum(parts)) == hash(whole) and whole.digest == small.evaluate(whole).certificate.tally


def test_through_json_and_pickle(small: qo.Plan) -> None:
    tally = count(small, ROWS)
    assert qo.Tally.from_json(tally.to_json()) == tally
    assert qo.Tally.from_json(tally.to_json()).to_json() == tally.to_json()
    assert tally.to_dict()["rules"] == tally.rules_digest
    again = pickle.loads(pickle.dumps(tally))
    assert again == tally and again.intake is None
    assert pickle.loads(pickle.dumps(small)) == small


def test_processes_count_parts(small: qo.Plan) -> None:
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawned) as pool:
        parts = list(pool.map(count, [small] * 2, [ROWS[:2], ROWS[2:]]))
    assert sum(parts) == count(small, ROWS)


def test_units_of_the_sample_add_up(sample: qo.Evaluation, tmp_path: Path) -> None:
    header, *lines = (SAMPLE / "petitions.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    half = len(lines) // 2
    tallies: list[qo.Tally] = []
    for number, part in enumerate([lines[:half], lines[half:]]):
        path = tmp_path / f"{number}.csv"
        path.write_text(header + "".join(part), encoding="utf-8")
        tallies.append(sample.plan.tally(as_of=DAY, petitions=path))
    rest = sample.plan.tally(as_of=DAY, dossiers=SAMPLE / "dossiers.csv", forms=SAMPLE / "forms.csv")
    assert sample.plan.evaluate(sum(tallies, rest)).to_json() == sample.to_json()


def test_through_bytes(small: qo.Plan) -> None:
    tally = count(small, ROWS)
    data = tally.to_bytes()
    assert isinstance(data, bytes) and data == count(small, ROWS).to_bytes()
    again = qo.Tally.from_bytes(data)
    assert again == tally and again.to_json() == tally.to_json() and again.intake is None
    assert sum(map(qo.Tally.from_bytes, [data])) == tally


def test_bytes_are_few(sample: qo.Evaluation) -> None:
    json, data = sample.tally.to_json().encode(), sample.tally.to_bytes()
    assert len(data) * 4 < len(json)
    assert len(pickle.dumps(sample.tally)) < len(data) + 200


def test_bytes_that_are_no_tally(small: qo.Plan) -> None:
    data = count(small, ROWS).to_bytes()
    damaged = data[:40] + bytes([data[40] ^ 255]) + data[41:]
    mark = data[:9]
    faults = {
        b"": "do not begin",
        b"code,unit\n": "do not begin",
        mark: "end too early",
        data[:-1]: "end too early",
        data + b"!": "something follows",
        damaged: "damaged",
        mark + zlib.compress(b"\xff"): "damaged",
        mark + zlib.compress(b"{}"): "not a tally",
    }
    for given, expected in faults.items():
        with pytest.raises(qo.TallyError, match=expected) as caught:
            qo.Tally.from_bytes(given)
        assert caught.value.problems[0].code == "tally-unreadable"
    with pytest.raises(TypeError):
        qo.Tally.from_bytes("text")  # type: ignore[arg-type]


def test_small_cells_in_bytes() -> None:
    plan = qo.Plan.parse(SMALL.replace("period: 2022", "period: 2022\nsuppress_below: 5"))
    tally = count(plan, ROWS)
    with pytest.raises(qo.TallyError):
        tally.to_bytes()
    assert qo.Tally.from_bytes(tally.to_bytes(for_merging=True)) == tally


def test_the_sources_of_a_measure(sample: qo.Evaluation) -> None:
    assert sample.plan.sources_of("late_rate") == ("dossiers",)
    with pytest.raises(qo.RequestError, match="no measure `lateness`") as caught:
        sample.plan.sources_of("lateness")
    assert caught.value.problems[0].code == "measure-unknown"
