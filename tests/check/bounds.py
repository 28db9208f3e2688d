"""Targets as written, and the values they are asked of."""

import re
from fractions import Fraction

NUMBER = r"[+-]?\d+(?:[.,]\d+)?"
SPAN = re.compile(rf"(?:từ\s+)?({NUMBER})\s*%?\s*(?:\.\.|÷|đến)\s*(dưới\s+)?({NUMBER})\s*(.*)")
WORDED = [
    (">=", rf"từ\s+({NUMBER})(.*?)\s*trở lên"),
    (">=", rf"(?:>=|≥|at least|ít nhất|tối thiểu)\s*({NUMBER})(.*)"),
    ("<=", rf"(?:<=|≤|at most|not more than|không quá|tối đa)\s*({NUMBER})(.*)"),
    ("<>", rf"(?:<>|!=)\s*({NUMBER})(.*)"),
    ("<", rf"(?:<|under|less than|dưới)\s*({NUMBER})(.*)"),
    (">", rf"(?:>|over|more than|trên)\s*({NUMBER})(.*)"),
    ("=", rf"(?:=|bằng)\s*({NUMBER})(.*)"),
]


def number(text):
    return Fraction(text.replace(",", "."))


class Bound:
    """A condition on a value in the units of its scale."""

    def __init__(self, text):
        self.text = text
        self.sign = self.limit = self.low = self.high = None
        span = SPAN.fullmatch(text.strip())
        if span:
            self.sign = ".."
            self.low, self.high = number(span[1]), number(span[3])
            self.open_above = span[2] is not None
            return
        for sign, pattern in WORDED:
            match = re.fullmatch(pattern, text.strip())
            if match:
                self.sign, self.limit = sign, number(match[1])
                return
        raise ValueError(f"cannot read the target `{text}`")

    def holds(self, value):
        if self.sign == "..":
            return self.low <= value and (
                value < self.high if self.open_above else value <= self.high
            )
        return {
            "<": value < self.limit,
            "<=": value <= self.limit,
            ">": value > self.limit,
            ">=": value >= self.limit,
            "=": value == self.limit,
            "<>": value != self.limit,
        }[self.sign]

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
