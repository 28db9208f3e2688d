"""Targets as written, and the values they are asked of."""

import re
from datetime import date
from fractions import Fraction

from periods import period

NUMBER = r"[+-]?\d+(?:[.,]\d+)?"
UNIT = r"\s*([^\d.<>=±].*?)?"
WORDED = [
    (">=", rf"từ\s+({NUMBER}){UNIT}\s*trở lên"),
    (">=", rf"(?:>=|≥|at least|ít nhất|tối thiểu)\s*({NUMBER}){UNIT}"),
    ("<=", rf"(?:<=|≤|at most|not more than|không quá|không vượt quá|tối đa)\s*({NUMBER}){UNIT}"),
    ("<>", rf"(?:<>|!=|≠)\s*({NUMBER}){UNIT}"),
    ("<", rf"(?:<|under|less than|dưới)\s*({NUMBER}){UNIT}"),
    (">", rf"(?:>|over|more than|trên)\s*({NUMBER}){UNIT}"),
    ("=", rf"(?:=|bằng)\s*({NUMBER}){UNIT}"),
]
SPAN = re.compile(
    rf"(outside\s+|ngoài\s+)?(?:từ\s+|from\s+)?(>|trên\s+|over\s+)?\s*({NUMBER})\s*[^\d<]*?"
    rf"\s*(?:\.\.|÷|–|đến|to)\s*(<|dưới\s+|under\s+)?\s*({NUMBER}){UNIT}",
    re.IGNORECASE,
)
TOLERANCE = re.compile(rf"({NUMBER})?\s*[^\d±]*±\s*({NUMBER})\s*(%)?{UNIT}")
DAY = r"(\d{4}-[\dHQW-]+)"
DATED = [
    ("<", rf"(?:before|trước ngày)\s+{DAY}"),
    ("<=", rf"(?:by|not later than)\s+{DAY}"),
    ("in", rf"(?:in|within|vào|trong)\s+{DAY}"),
]
SPELLED = [
    (r"^(?:đạt,|achieve|định kỳ)\s+", ""),
    (r"(?:ngày\s+)?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})", r"ngày \3-\2-\1"),
    (r"(\d{1,2})/(\d{1,2})/(\d{4})", r"\3-\2-\1"),
    (r"(?:tidak melebihi|dalam tempoh|dalam masa) [a-z ]+\((\d+)\) hari (?:waktu )?bekerja.*", r"<= \1 working days"),
    (r"dalam tempoh [a-z ]+\((\d+)\) bulan.*", r"<= \1 months"),
    (r"Quý (\d)/(\d{4})", r"\2-Q\1"),
    (r"Q(\d) (\d{4})", r"\2-Q\1"),
]
FROM_TO = re.compile(rf"from\s+{DAY}\s+to\s+{DAY}")

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
MONEY = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9, "million": 10**6, "billion": 10**9}


def with_dates(text):
    """A wording with its dates and quarters as `2025-12-31` and `2025-Q4`."""
    for spelled, plain in SPELLED:
        text = re.sub(spelled, plain, text, flags=re.IGNORECASE)
    return text


def without_thousands(text):
    """`3.000 lượt` among Vietnamese words, `3,000 visits` among English ones, without the mark.

    Shares and points may well have three decimals; they are left as they are.
    """
    if re.search(r"\b(từ|ít nhất|tối đa|tối thiểu|không|trên|dưới|bằng|lượt|người)\b", text, re.I):
        mark = "."
    elif re.search(r"\b(at least|at most|over|under|from|within|equal|more|less)\b", text, re.I):
        mark = ","
    else:
        return text
    grouped = rf"(?<![\d.,])([1-9]\d{{0,2}}){re.escape(mark)}(\d{{3}})(?![\d.,])"
    return re.sub(rf"{grouped}(?!\s*(?:%|‰|điểm|point))", r"\1\2", text)


def number(text):
    return Fraction(text.replace(",", "."))


def day_number(day):
    """Days since 1970-01-01: what a date is as a value."""
    return Fraction((day - date(1970, 1, 1)).days)


def time_unit(text):
    """The seconds of `minutes`, `hour` …; None for every other unit."""
    return SECONDS.get((text or "").strip().rstrip("s"))


def rescaled(limit, unit, scale):
    """A limit in the units of the measure's scale."""
    unit = (unit or "").strip()
    asked, measured = time_unit(unit), time_unit(scale)
    if asked and measured:
        return limit * asked / measured
    words = unit.split()
    if words and words[0] in MONEY and len(words) > 1:
        return limit * MONEY[words[0]]
    return limit


class Bound:
    """A condition on a value in the units of its scale."""

    def __init__(self, text, scale=None):
        self.text = text
        text = without_thousands(with_dates(str(text).strip()))
        self.sign = self.limit = self.low = self.high = None
        self.open_below = self.open_above = self.dated = False
        if not (self.date(text) or self.tolerance(text) or self.span(text, scale)):
            self.one_sided(text, scale)

    def date(self, text):
        match = FROM_TO.fullmatch(text)
        if match:
            self.between(period(match[1])[0], period(match[2])[1])
            return True
        for sign, pattern in DATED:
            match = re.fullmatch(pattern, text, re.IGNORECASE)
            if match:
                first, last = period(match[1])
                if sign == "in":
                    self.between(first, last)
                else:
                    self.sign, self.dated = sign, True
                    self.limit = day_number(first if sign == "<" else last)
                return True
        return False

    def between(self, first, last):
        self.sign, self.dated = "..", True
        self.low, self.high = day_number(first), day_number(last)

    def tolerance(self, text):
        match = TOLERANCE.fullmatch(text)
        if not match:
            return False
        middle, width = number(match[1] or "0"), number(match[2])
        if match[1] and match[3] and "%" not in text[: match.end(1) + 1]:
            width = abs(middle) * width / 100
        self.sign, self.low, self.high = "..", middle - width, middle + width
        return True

    def span(self, text, scale):
        match = SPAN.fullmatch(text)
        if not match:
            return False
        self.sign = "outside" if match[1] else ".."
        self.open_below, self.open_above = match[2] is not None, match[4] is not None
        self.low = rescaled(number(match[3]), match[6], scale)
        self.high = rescaled(number(match[5]), match[6], scale)
        return True

    def one_sided(self, text, scale):
        part = re.fullmatch(r"(\S+)\s*1\s*:\s*(\d+)", text)
        if part:  # 1 : n
            self.sign, self.limit = (
                part[1].replace("≤", "<=").replace("≥", ">="),
                Fraction(1, int(part[2])),
            )
            return
        for sign, pattern in WORDED:
            match = re.fullmatch(pattern, text, re.IGNORECASE)
            if match:
                self.sign, self.limit = sign, rescaled(number(match[1]), match[2], scale)
                return
        raise ValueError(f"cannot read the target `{text}`")

    def holds(self, value):
        if self.sign in ("..", "outside"):
            above = self.low < value if self.open_below else self.low <= value
            below = value < self.high if self.open_above else value <= self.high
            return (above and below) == (self.sign == "..")
        return {
            "<": value < self.limit,
            "<=": value <= self.limit,
            ">": value > self.limit,
            ">=": value >= self.limit,
            "=": value == self.limit,
            "<>": value != self.limit,
        }[self.sign]

    def lower_end(self):
        """The condition that the lower end of a range, or of a single value, is by itself."""
        if self.sign == "=":
            return OneSided(">=", self.limit)
        return OneSided(">" if self.open_below else ">=", self.low)

    def upper_end(self):
        if self.sign == "=":
            return OneSided("<=", self.limit)
        return OneSided("<" if self.open_above else "<=", self.high)

    def side(self, factor):
        """`low` where small values are wanted, `high` where large ones are, or neither.

        `= 100%` reads as `>= 100%` and `= 0%` as `<= 0%`; `factor` is what 100 % is called in
        the scale's units.
        """
        if self.sign in ("<", "<="):
            return "low"
        if self.sign in (">", ">="):
            return "high"
        if self.sign == "=" and factor is not None:
            return "high" if self.limit == factor else "low" if self.limit == 0 else None
        return None


class OneSided(Bound):
    def __init__(self, sign, limit):
        self.sign, self.limit, self.text = sign, limit, f"{sign} {limit}"
        self.low = self.high = None
        self.open_below = self.open_above = self.dated = False


class Interpolated(OneSided):
    """A condition so far on the way from one to another of the same sign."""

    def __init__(self, before, after, way):
        assert before.sign == after.sign and before.limit is not None
        super().__init__(before.sign, before.limit + (after.limit - before.limit) * way)


def rounded(value, places):
    """Half up."""
    step = 10**places
    return Fraction((value * step + Fraction(1, 2)).__floor__(), step)


def decimal(value, places):
    scaled = rounded(abs(value), places) * 10**places
    digits = str(int(scaled)).rjust(places + 1, "0")
    sign = "-" if value < 0 and scaled else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def shown(value, bound, places):
    """The value rounded for people, with more places while it would contradict the status."""
    while bound.holds(Fraction(decimal(value, places))) != bound.holds(value) and places < 40:
        places += 1
    return decimal(value, places)
