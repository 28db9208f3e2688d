#!/usr/bin/env python3
"""Working-day arithmetic against numpy, and the shipped calendar against the package `holidays`.

    python3 tests/check/working_days.py

The library answers through its example `working_days`, which reads questions and prints answers.

Numpy knows weekends and holidays (`busdaycalendar`), and no make-up working days. They are counted
apart: the working days of a span are numpy's, and those make-up days in it that are no business
days to numpy. Going the other way, the n-th working day after a day is the only worked day with
exactly n working days up to it, which the same two counts tell; where no make-up day lies in
between, numpy's `busday_offset` has to name the same day.

This proves the arithmetic. Whether the days themselves are right is another question: they are
compared with the package, and every difference has to stand in docs/calendars.md.
"""

import json
import os
import random
import re
import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import holidays
import numpy

REPOSITORY = Path(__file__).resolve().parent.parent.parent
DIFFERENCES = REPOSITORY / "docs/calendars.md"
FIRST, LAST = date(2021, 1, 1), date(2027, 12, 31)
NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ONE_DAY = timedelta(days=1)


def ran(command, text=None):
    """What a command prints."""
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


@cache
def library():
    """The library's example, built."""
    cargo = [os.environ.get("CARGO", "cargo"), "build", "--package", "quality-objectives"]
    messages = ran([*cargo, "--example", "working_days", "--message-format", "json"])
    built = (json.loads(line) for line in messages.splitlines())
    return next(message["executable"] for message in built if message.get("executable"))


def answers(questions):
    """What the library answers, line by line."""
    return ran([library()], "\n".join(questions)).split("\n")[:-1]


class Numpy:
    """A calendar as numpy has it, with the make-up days beside it."""

    def __init__(self, weekend, off, made_up):
        mask = [name not in weekend for name in NAMES]
        self.calendar = numpy.busdaycalendar(weekmask=mask, holidays=sorted(off))
        # A make-up day that is a business day anyway adds nothing.
        days = [day for day in sorted(made_up) if not numpy.is_busday(day, busdaycal=self.calendar)]
        self.made_up = numpy.array(days, dtype="datetime64[D]")

    def made_up_between(self, start, end):
        """Make-up days after the first day up to the last."""
        start, end = numpy.datetime64(start), numpy.datetime64(end)
        return int(((self.made_up > start) & (self.made_up <= end)).sum())

    def between(self, start, end):
        """The working days after the first day up to the last; numpy counts the first and not the last."""
        if end < start:
            return -self.between(end, start)
        count = numpy.busday_count(start + ONE_DAY, end + ONE_DAY, busdaycal=self.calendar)
        return int(count) + self.made_up_between(start, end)

    def works(self, day):
        is_made_up = bool((self.made_up == numpy.datetime64(day)).any())
        return is_made_up or bool(numpy.is_busday(day, busdaycal=self.calendar))

    def is_nth(self, start, count, day):
        """Whether the day is the n-th working day after (or before) the first."""
        if count == 0:
            return day == start
        if not self.works(day) or (day > start) != (count > 0):
            return False
        if count > 0:
            return self.between(start, day) == count
        # Before: the day itself is counted, the first is not.
        return self.between(day - ONE_DAY, start - ONE_DAY) == -count

    def offset(self, start, count):
        """What `busday_offset` says, which knows no make-up days."""
        roll = "preceding" if count > 0 else "following"
        return numpy.busday_offset(start, count, roll=roll, busdaycal=self.calendar).astype(date)


def random_day(chance):
    return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))


def random_calendar(chance, with_made_up):
    weekend = chance.choice([("saturday", "sunday"), ("sunday",), ("friday", "saturday"), ()])
    off = {random_day(chance) for _ in range(chance.randrange(120))}
    made_up = {random_day(chance) for _ in range(chance.randrange(60) if with_made_up else 0)} - off
    return weekend, off, made_up


def listed(things):
    return ",".join(str(thing) for thing in things) or "-"


def check_arithmetic(name, question, numpy_calendar, chance, pairs=1500):
    """Random spans and limits of one calendar, the library's answers against numpy's."""
    spans = [(random_day(chance), random_day(chance)) for _ in range(pairs)]
    limits = [(random_day(chance), chance.randrange(-200, 201)) for _ in range(pairs)]
    asked = [f"between {start} {end}" for start, end in spans]
    asked += [f"add {start} {count}" for start, count in limits]
    found = answers([question, *asked])
    faults = [f"{len(found)} answers to {len(asked)} questions"] if len(found) != len(asked) else []
    for (start, end), answer in zip(spans, found):
        wanted = numpy_calendar.between(start, end)
        if int(answer) != wanted:
            faults.append(f"between {start} {end}: numpy {wanted}, library {answer}")
    compared = 0
    for (start, count), answer in zip(limits, found[pairs:]):
        day = date.fromisoformat(answer)
        if not numpy_calendar.is_nth(start, count, day):
            faults.append(f"add {start} {count}: {answer} is not it to numpy")
        first, last = min(start, day) - ONE_DAY, max(start, day)
        if count and not numpy_calendar.made_up_between(first, last):
            compared += 1
            if numpy_calendar.offset(start, count) != day:
                faults.append(f"add {start} {count}: busday_offset differs from {answer}")
    if not compared:
        faults.append("busday_offset was never asked")
    return name, faults


def shipped():
    """Holidays and make-up days of the library's calendar."""
    days = {"holiday": set(), "worked": set()}
    for line in answers(["calendar vietnam", "days"]):
        kind, day = line.split()
        days[kind].add(date.fromisoformat(day))
    return days["holiday"], days["worked"]


def differences_listed():
    """The differences of docs/calendars.md: day, and whose day off or worked day it is."""
    text = DIFFERENCES.read_text(encoding="utf-8")
    table = text.split("<!-- differences: begin -->")[1].split("<!-- differences: end -->")[0]
    rows = re.findall(r"^\| (\d{4}-\d{2}-\d{2}) \| ([^|]+) \| ([^|]+) \|", table, re.MULTILINE)
    return {(day, what.strip()): why.strip() for day, what, why in rows}


def differences_found(off, worked):
    package = holidays.country_holidays("VN", years=range(FIRST.year, LAST.year + 1))
    theirs = {day for day in package if FIRST <= day <= LAST}
    swapped = {day for day in package.weekend_workdays if FIRST <= day <= LAST}
    for what, days in (
        ("off in the library only", off - theirs),
        ("off in the package only", theirs - off),
        ("worked in the library only", worked - swapped),
        ("worked in the package only", swapped - worked),
    ):
        for day in sorted(days):
            yield str(day), what


def check_shipped(off, worked):
    found, known = set(differences_found(off, worked)), differences_listed()
    faults = [f"{day}: {what}, and docs/calendars.md does not list it"
              for day, what in sorted(found - known.keys())]  # fmt: skip
    faults += [f"{day}: docs/calendars.md lists `{what}`, which is so no more"
               for day, what in sorted(known.keys() - found)]  # fmt: skip
    faults += [
        f"{day}: docs/calendars.md does not say why" for (day, _), why in known.items() if not why
    ]
    return f"the shipped calendar, {len(off)} holidays and {len(worked)} make-up days", faults


def checks():
    chance = random.Random(2027)
    off, worked = shipped()
    yield check_shipped(off, worked)
    weekend = ("saturday", "sunday")
    yield check_arithmetic(
        "vietnam", "calendar vietnam", Numpy(weekend, off, worked), chance, pairs=6000
    )
    for number in range(24):
        weekend, off, made_up = random_calendar(chance, with_made_up=number % 4 > 0)
        question = f"calendar {listed(weekend)} {listed(sorted(off))} {listed(sorted(made_up))}"
        numpy_calendar = Numpy(weekend, off, made_up)
        yield check_arithmetic(f"random calendar {number}", question, numpy_calendar, chance)


def main():
    passed = failed = 0
    for name, faults in checks():
        print(f"FAIL  {name}: " + "; ".join(faults[:5]) if faults else f"ok    {name}")
        failed += bool(faults)
        passed += not faults
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
