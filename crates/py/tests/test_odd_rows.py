"""Odd values in rows: no value, a rejected row, or an error that names column and row."""

# The types that pandas and NumPy bring are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import signal
import sys
from dataclasses import InitVar, dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest
import quality_objectives as qo

from test_records import DAY, ROWS

GOOD: dict[str, Any] = {"code": "A", "unit": "North", "fee": Decimal("1.50"), "day": date(2022, 1, 3), "late": True}


class NoOffset(tzinfo):
    """A zone that does not know how far it is from UTC."""

    def utcoffset(self, dt: datetime | None, /) -> timedelta | None:
        return None

    def dst(self, dt: datetime | None, /) -> timedelta | None:
        return None

    def tzname(self, dt: datetime | None, /) -> str | None:
        return None


class Broken(NoOffset):
    def utcoffset(self, dt: datetime | None, /) -> timedelta | None:
        raise ValueError("no such zone")


def account(small: qo.Plan, records: object) -> qo.SourceIntake:
    intake = small.tally(as_of=DAY, cases=records).intake
    assert intake is not None
    return intake.sources[0]


def problem(small: qo.Plan, records: object) -> qo.Problem:
    with pytest.raises(qo.DataError) as caught:
        small.tally(as_of=DAY, cases=records)
    [own] = caught.value.problems
    return own


@pytest.mark.parametrize("nothing", [pd.NaT, pd.NA, float("nan"), np.float32("nan"), np.datetime64("NaT"), Decimal("sNaN")], ids=repr)
@pytest.mark.parametrize("column", ["fee", "day", "late", "unit"])
def test_what_is_no_value_in_other_libraries_is_none(small: qo.Plan, nothing: object, column: str) -> None:
    expected = small.tally(as_of=DAY, cases=[GOOD, {**GOOD, column: None}])
    assert small.tally(as_of=DAY, cases=[GOOD, {**GOOD, column: nothing}]) == expected
    assert small.tally(as_of=DAY, cases=[{**GOOD, column: nothing}, GOOD]) == expected


def test_records_of_a_frame_with_missing_days(small: qo.Plan) -> None:
    frame = pd.DataFrame(ROWS).assign(day=pd.to_datetime(["2022-01-03", "NaT", "NaT", "2022-03-06"]))
    assert small.tally(as_of=DAY, cases=frame.to_dict("records")) == small.tally(as_of=DAY, cases=frame)


@pytest.mark.parametrize(
    ("column", "scalar", "same"),
    [
        ("fee", np.int64(3), 3),
        ("fee", np.uint8(3), 3),
        ("fee", np.float32(3.14), Decimal("3.14")),
        ("fee", np.float16(0.5), Decimal("0.5")),
        ("fee", np.float64(3.14), Decimal("3.14")),
        ("late", np.bool_(True), True),
        ("unit", np.str_("South"), "South"),
        ("day", np.datetime64("2022-02-01"), date(2022, 2, 1)),
        ("day", np.datetime64("2022-02-01T10:30"), date(2022, 2, 1)),
        ("day", np.datetime64("2022-02-01T10:30:00.000000001"), date(2022, 2, 1)),
    ],
)
def test_scalars_of_numpy_are_read_as_what_they_are(small: qo.Plan, column: str, scalar: object, same: object) -> None:
    assert small.tally(as_of=DAY, cases=[{**GOOD, column: scalar}]) == small.tally(as_of=DAY, cases=[{**GOOD, column: same}])


@pytest.mark.parametrize("number", [10**5000, -(10**5000), Decimal("1E+99999"), Decimal("1E-99999"), Decimal("Infinity")], ids=lambda own: str(type(own)))
def test_numbers_beyond_all_columns_reject_their_rows(small: qo.Plan, number: object) -> None:
    own = account(small, [GOOD, {**GOOD, "fee": number}])
    assert [(row.row, row.column, row.code) for row in own.rows] == [(2, "fee", "decimal-unreadable")]


def test_a_zone_without_an_offset_is_no_zone(small: qo.Plan) -> None:
    moment = datetime(2022, 1, 31, 23, 30)
    plain = small.tally(as_of=DAY, cases=[{**GOOD, "day": moment}])
    assert small.tally(as_of=DAY, cases=[{**GOOD, "day": moment.replace(tzinfo=NoOffset())}]) == plain


def test_what_cannot_be_read_is_named_by_column_and_row(small: qo.Plan) -> None:
    own = problem(small, [GOOD, {**GOOD, "code": "\ud800"}])
    assert (own.code, own.path) == ("column-type", "cases.code")
    assert own.message == "column `code` has a text that is no Unicode in row 2; the plan declares it as text"
    assert own.help is not None and own.help.startswith("mend the text where it comes from")
    own = problem(small, [{**GOOD, "day": datetime(2022, 1, 3, tzinfo=Broken())}])
    assert own.message == "column `day` has a `datetime` that cannot be read (no such zone) in row 1; the plan declares it as date"
    own = problem(small, [GOOD, {**GOOD, "late": 1}])
    assert own.message == "column `late` has an int after values of bool in row 2; the plan declares it as boolean"
    own = problem(small, [{**GOOD, "day": np.timedelta64(1, "D")}])
    assert own.message == "column `day` has a value of the type `timedelta64` in row 1; the plan declares it as date"


def test_what_the_plan_does_not_read_may_be_odd(small: qo.Plan) -> None:
    plain = small.tally(as_of=DAY, cases=[GOOD])
    for odd in ["\ud800", 10**5000, datetime(2022, 1, 3, tzinfo=Broken()), np.timedelta64(1, "D"), pd.NaT]:
        assert small.tally(as_of=DAY, cases=[{**GOOD, "other": odd}]) == plain
    assert small.tally(as_of=DAY, cases=[{**GOOD, "\ud800": 1}]) == plain


def test_fields_of_dataclasses_that_are_no_attributes(small: qo.Plan) -> None:
    @dataclass
    class Record:
        code: str
        unit: str
        fee: Decimal
        day: date
        late: bool
        known: ClassVar[int] = 3
        how: InitVar[int]

    assert small.tally(as_of=DAY, cases=[Record(**GOOD, how=1)]) == small.tally(as_of=DAY, cases=[GOOD])


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent Ctrl-C there")
def test_a_signal_ends_the_conversion(small: qo.Plan) -> None:
    """The handler is called while values are converted, and not only between rows and after them."""

    # All rows are looked at once for the kind of their values, and then for the values.
    count, asked = 100_000, 0
    last = count + 1

    class Interrupting(NoOffset):
        def utcoffset(self, dt: datetime | None, /) -> timedelta:
            nonlocal asked
            asked += 1
            if asked == last:
                signal.raise_signal(signal.SIGINT)
            return timedelta(hours=7)

    zone = Interrupting()
    moment = datetime(2022, 1, 3, tzinfo=zone)
    with pytest.raises(KeyboardInterrupt):
        small.tally(as_of=DAY, cases=[{**GOOD, "day": moment}] * count)
    assert asked < 2 * count
