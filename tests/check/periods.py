"""Periods, the buckets of a grain, and spans moved back."""

import re
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def months(year, first, count):
    """First and last day of so many months from one on."""
    after = date(year + (first + count - 1) // 12, (first + count - 1) % 12 + 1, 1)
    return date(year, first, 1), after - ONE_DAY


def period(text):
    """First and last day of a period such as `2022-Q3` or `2022-W05`, a day, or {from, to}."""
    if isinstance(text, dict):
        return date.fromisoformat(text["from"]), date.fromisoformat(text["to"])
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-H[12]", text):
        return months(int(text[:4]), 6 * int(text[-1]) - 5, 6)
    if re.fullmatch(r"\d{4}-Q[1-4]", text):
        return months(int(text[:4]), 3 * int(text[-1]) - 2, 3)
    if re.fullmatch(r"\d{4}-W\d{2}", text):
        monday = date.fromisocalendar(int(text[:4]), int(text[-2:]), 1)
        return monday, monday + 6 * ONE_DAY
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return months(int(text[:4]), int(text[-2:]), 1)
    return date.fromisoformat(text), date.fromisoformat(text)


SHAPES = {
    "year": r"\d{4}",
    "half_year": r"\d{4}-H[12]",
    "quarter": r"\d{4}-Q[1-4]",
    "month": r"\d{4}-\d{2}",
    "week": r"\d{4}-W\d{2}",
    "day": r"\d{4}-\d{2}-\d{2}",
}


def grain_of(text):
    return next(grain for grain, shape in SHAPES.items() if re.fullmatch(shape, text))


def bucket(day, grain):
    """The name and last day of the bucket a day lies in."""
    if grain == "day":
        return day.isoformat(), day
    if grain == "week":
        year, week, weekday = day.isocalendar()
        return f"{year}-W{week:02}", day + (7 - weekday) * ONE_DAY
    if grain == "month":
        return f"{day.year}-{day.month:02}", months(day.year, day.month, 1)[1]
    if grain == "quarter":
        quarter = (day.month - 1) // 3 + 1
        return f"{day.year}-Q{quarter}", months(day.year, 3 * quarter - 2, 3)[1]
    if grain == "half_year":
        half = (day.month - 1) // 6 + 1
        return f"{day.year}-H{half}", months(day.year, 6 * half - 5, 6)[1]
    return str(day.year), date(day.year, 12, 31)


def buckets(span, grain):
    """Name, first and last day of each bucket of the span, clipped to it."""
    start = span[0]
    while start <= span[1]:
        name, last = bucket(start, grain)
        yield name, start, min(last, span[1])
        start = last + ONE_DAY


def windows(span, grain, over):
    """Each bucket with the window of so many buckets that ends with it, if it fits."""
    listed = list(buckets(span, grain))
    whole = bucket(span[0] - ONE_DAY, grain)[0] != listed[0][0]
    # A window that takes in a first bucket cut off by the span would begin before it.
    first = over if over == 1 or whole else over + 1
    for place, (name, _, last) in enumerate(listed):
        if place + 1 >= first:
            yield name, (listed[place + 1 - over][1], last)


def earlier(day, grain):
    """The same day one period before; where the month has no such day, its last one."""
    if grain == "day":
        return day - ONE_DAY
    if grain == "week":
        return day - 7 * ONE_DAY
    counted = day.year * 12 + day.month - 1 - MONTHS[grain]
    first, last = months(counted // 12, counted % 12 + 1, 1)
    return min(first + (day.day - 1) * ONE_DAY, last)


def previous(span, grain):
    """A span moved back by one period: its first and its last day; a month's last day stays one."""
    first, last = earlier(span[0], grain), earlier(span[1], grain)
    if grain in MONTHS and span[0] < span[1] and (span[1] + ONE_DAY).day == 1:
        last = months(last.year, last.month, 1)[1]
    return first, last
