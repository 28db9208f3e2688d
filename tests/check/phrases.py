"""Wordings of change: "up 5 % on 2017", "giảm 10% so với năm trước", "higher than last year"."""

import re
from datetime import date

from bounds import Bound, number, with_dates
from periods import ONE_DAY

GRAINS = {
    "year": "year|năm", "half_year": "half.year|nửa năm|6 tháng", "quarter": "quarter|quý",
    "month": "month|tháng", "week": "week|tuần",
}  # fmt: skip
UP = r"up|increase[ds]?|rise|more|higher|greater|above|tăng thêm|tăng|cao hơn|nhiều hơn|gấp"
DOWN = r"down|decrease[ds]?|reduced?|reduction|fall|less|lower|fewer|below|giảm|thấp hơn|ít hơn"
STRICT = r"\b(over|more than|trên|under)\s+(?=\d)"
VALUE = r"(\d+(?:[.,]\d+)?)"
RANGE = re.compile(
    rf"{VALUE}\s*%?\s*(?:\.\.|÷|–|-|to|đến)\s*{VALUE}\s*(%|percentage points|points|điểm phần trăm|lần|times)?"
)
SINGLE = re.compile(rf"{VALUE}\s*(%|percentage points|points|điểm phần trăm|lần|times)?")
BASE = re.compile(
    r"\s*(?:so với|than|on|compared with)\s+(?:(?:năm|year)\s+(?=\d))?(\D.*|\d{4}\S*)$"
)
COMPOUNDED = r"(%\s*/\s*năm|%\s*/\s*year|a year,? compounded|compounded|bình quân (?:mỗi|hằng) năm)"


class Change:
    """What is asked of the change: a bound, in what it is measured, and the base if it is said."""

    def __init__(self, bound, measured, base, compounded):
        self.bound, self.measured, self.base, self.compounded = bound, measured, base, compounded


def base_of(text):
    """A base in the words of `than`: a period, or `previous` and a grain."""
    text = text.strip()
    if re.fullmatch(r"\d{4}(-[hqw]?\d+)*", text):
        return text.upper()
    for grain, words in GRAINS.items():
        if re.fullmatch(
            rf"(?:last|previous|the previous)\s+(?:{words})|(?:{words})\s+(?:trước|liền trước)",
            text,
        ):
            return f"previous {grain}"
    raise ValueError(f"cannot read the base `{text}`")


def change(text):
    """The change a text asks for; None where it asks for a level."""
    rest, base = text.strip().lower(), None
    rest = re.sub(r"year-(?:over|on)-year", "on the previous year", rest)
    asked = re.sub(r"^(not )?(more|less) than (?=\d)", "", rest)
    if not re.search(rf"\b({UP}|{DOWN})\b|{COMPOUNDED}", asked):
        return None
    match = BASE.search(rest)
    if match:
        rest, base = rest[: match.start()], base_of(match[1])
    compounded = re.search(COMPOUNDED, rest) is not None
    rest = re.sub(r"/\s*(năm|year)|a year|,|compounded|relative(ly)?|tương đối", " ", rest)
    down = re.search(rf"\b({DOWN})\b", rest) is not None
    found = RANGE.search(rest)
    if found:
        low, high, unit = number(found[1]), number(found[2]), found[3]
        low, high = (-high, -low) if down else (low, high)
        return Change(Bound(f"{plain(low)}..{plain(high)}"), measure_of(unit), base, compounded)
    found = SINGLE.search(rest)
    if not found:
        return Change(Bound("< 0" if down else "> 0"), "percent", base, compounded)
    strict = re.search(STRICT, rest) is not None
    most = re.search(r"at most|not more than|không quá|tối đa", rest) is not None
    sign = ("<" if down != most else ">") + ("" if strict else "=")
    value = -number(found[1]) if down else number(found[1])
    return Change(Bound(f"{sign} {plain(value)}"), measure_of(found[2]), base, compounded)


EACH = re.compile(r"\s*(?:per|each|every|a|mỗi|hằng|/)\s*(\w+(?: \w+)?)$", re.I)


def every_in(text):
    """A level and the grain it is asked of: `<= 2 per quarter`."""
    match = EACH.search(text.strip())
    if match:
        for grain, words in GRAINS.items():
            if re.fullmatch(words, match[1], re.I):
                return text.strip()[: match.start()], grain
    return text, None


def plain(value):
    """A number as a target writes it."""
    text = f"{float(value):.9f}".rstrip("0").rstrip(".")
    assert number(text) == value
    return text


def measure_of(unit):
    if unit in ("percentage points", "points", "điểm phần trăm"):
        return "points"
    return "times" if unit in ("lần", "times") else "percent"


def compound(bound, years):
    """A yearly change of the bound over several years: (1 + r) to the power, less 1; in percent."""

    def over(rate):
        return None if rate is None else ((1 + rate / 100) ** years - 1) * 100

    bound.limit, bound.low, bound.high = over(bound.limit), over(bound.low), over(bound.high)
    return bound


YEARLY = re.compile(
    r"(before|by|trước ngày|chậm nhất(?: là)?(?: ngày)?)\s+(.+?)\s+(?:each year|every year|hằng năm|hàng năm)",
    re.I,
)


def yearly(text):
    """`before 06-01 and 11-15 each year`: the sign and the days as (month, day); else None."""
    match = YEARLY.fullmatch(with_dates(text.strip()))
    if not match:
        return None
    days = []
    for part in re.split(r"\s*(?:,|and|và)\s*(?:ngày\s+)?", match[2]):
        if "/" in part:
            day, month = part.split("/")
        else:
            month, day = part.split("-")
        days.append((int(month), int(day)))
    return ("<" if match[1].lower() in ("before", "trước ngày") else "<="), sorted(days)


def yearly_windows(sign, days, span):
    """For each deadline of the span: its name, the window since the one before, the bound."""
    deadlines = [
        date(year, month, day)
        for year in range(span[0].year - 1, span[1].year + 1)
        for month, day in days
    ]
    for before, deadline in zip(deadlines, deadlines[1:]):
        if not span[0] <= deadline <= span[1]:
            continue
        last = deadline - ONE_DAY if sign == "<" else deadline
        first = before if sign == "<" else before + ONE_DAY
        yield (
            deadline.isoformat(),
            (max(first, span[0]), last),
            Bound(f"{'before' if sign == '<' else 'by'} {deadline.isoformat()}"),
        )


def whole_years(first, second):
    """Whole years from the end of the base span to the end of the asked one."""
    years = second[1].year - first[1].year
    ends = [(day.month, day.day, (day + ONE_DAY).day == 1) for day in (first[1], second[1])]
    # The 28th of February ends its month as the 29th does.
    same = ends[0] == ends[1] or (ends[0][0] == ends[1][0] and ends[0][2] and ends[1][2])
    if years < 1 or not same:
        raise ValueError(f"no whole years from {first[1]} to {second[1]}")
    return years
