#!/usr/bin/env python3
"""The readings of target phrases, read once more.

Each phrase of crates/core/tests/wording/phrases.txt is rewritten here, by a few replacements, into
a symbol and a figure, and must ask the same as its canonical reading beside it. No code is shared
with the library; the canonical readings were written by hand.

    python3 tests/check/wording.py
"""

import re
import sys
from pathlib import Path

from bounds import Bound, without_thousands
from periods import period
from phrases import yearly

PHRASES = Path(__file__).resolve().parents[2] / "crates/core/tests/wording/phrases.txt"

MONTHS = "january february march april may june july august september october november december"
ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "đầu": 1, "cuối": 2, "first": 1, "second": 2}
BEFORE = [
    ("<=", "không vượt quá|không quá|tối đa|trong vòng|trong thời hạn|trong|at most|not more than"),
    ("<=", "not exceeding|up to|within|tidak melebihi|dalam tempoh|dalam masa"),
    (">=", "tối thiểu từ|đạt tối thiểu|tối thiểu|ít nhất|không dưới|không thấp hơn|at least"),
    (">=", "no less than|minimum|sekurang-kurangnya"),
    ("<", "dưới|under|less than|fewer than"),
    (">", "trên|vượt|over|more than"),
    ("=", "bằng|exactly"),
    ("<>", "khác|not equal to|≠"),
]
AFTER = [
    (">=", "trở lên|or more|and above|dan ke atas"),
    ("<=", "trở xuống|maximum"),
]
NONE = "không có|không để|bằng không|no |zero "
GRAINS = [
    ("half year", "6 tháng|half year"),
    ("month", "tháng|month"),
    ("quarter", "quý|quarter"),
    ("year", "năm|year"),
]


def each(text):
    """A phrase without its recurrence, and the recurrence."""
    text = re.sub(r"^weekly (.*)", r"\1 each week", text)
    if re.search(r"(each|mỗi) week$", text):
        return text.removesuffix(" each week"), "week"
    for grain, words in GRAINS:
        for pattern in (
            rf"^(?:mỗi|hằng|hàng|each|every) (?:{words}),? (.*)$",
            rf"^(.*?)(?:,? (?:mỗi|hằng|hàng|each|every|per) |/)(?:{words})$",
        ):
            match = re.match(pattern, text)
            if match:
                return match[1], grain
    return text, None


def figures(text):
    """Numbers in words that stand beside their figure, and marks of thousands."""
    text = without_thousands(text)
    text = re.sub(r"(?:[^\W\d]+[ -]){0,2}[^\W\d]+ \((\d+)\)", numbered, text)
    text = re.sub(r"(\d+) \([^\W\d]+\)", r"\1", text)
    text = re.sub(r"^\((\d+)\)$", r"\1", text)
    text = re.sub(r"(?<=\d),(?=\d{3}[.,]\d)|(?<=\d)\.(?=\d{3}[.,]\d)", "", text)
    text = re.sub(r"(\d),(?=\d{3}$)", r"\1", text)
    return re.sub(r"\b(usd|eur) ([\d.]+)( million)?", r"\2\3 \1", text)


def numbered(match):
    """What stands before the number in words is kept."""
    words = match[0].split(" (")[0].split()
    kept = [word for word in words if re.search("quá|dưới|within|melebihi|tempoh|masa|đa", word)]
    if "không" in words:
        kept = ["không", *kept]
    if {"dalam", "tidak", "tối"} & set(words):
        kept = [next(word for word in words if word in ("dalam", "tidak", "tối")), *kept]
    return " ".join([*kept, match[1]])


def dates(text):
    """Days and periods in the writing of ISO 8601."""

    def iso(match):
        return f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"

    months = {name: at + 1 for at, name in enumerate(MONTHS.split())}
    names = "|".join(months)
    text = re.sub(r"ngày (?=\d)", "", text)
    text = re.sub(r"(?P<d>\d+) tháng (?P<m>\d+) năm (?P<y>\d{4})", iso, text)
    text = re.sub(r"\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})", iso, text)
    text = re.sub(
        rf"({names}) (\d+), (\d{{4}})", lambda m: f"{m[3]}-{months[m[1]]:02}-{int(m[2]):02}", text
    )
    text = re.sub(
        rf"(\d+) ({names}) (\d{{4}})", lambda m: f"{m[3]}-{months[m[2]]:02}-{int(m[1]):02}", text
    )
    text = re.sub(rf"({names}) (\d{{4}})", lambda m: f"{m[2]}-{months[m[1]]:02}", text)
    text = re.sub(r"tháng (\d+)/(\d{4})", lambda m: f"{m[2]}-{int(m[1]):02}", text)
    text = re.sub(
        r"(?:quý |q)(\w+)[/ ](\d{4})", lambda m: f"{m[2]}-Q{ORDINALS.get(m[1], m[1])}", text
    )
    text = re.sub(r"6 tháng (\w+) năm (\d{4})", lambda m: f"{m[2]}-H{ORDINALS[m[1]]}", text)
    text = re.sub(r"the (\w+) half of (\d{4})", lambda m: f"{m[2]}-H{ORDINALS[m[1]]}", text)
    return re.sub(r"(?:năm|end of|year) (\d{4})", r"\1", text)


DAY = r"(\d{4}(?:-[\dHhQqWw-]+)?)"
DATED = [
    ("before", rf"(?:before|trước) {DAY}"),
    (
        "by",
        rf"(?:by the|by|no later than|chậm nhất là|chậm nhất|đến hết|hết|đến|selewat-lewatnya) {DAY}",
    ),
    ("in", rf"(?:in|vào|trong) {DAY}"),
    ("after", rf"after {DAY}"),
    ("on", rf"(?:từ|from) {DAY} (?:trở đi|on)"),
    ("to", rf"(?:từ|from) {DAY} (?:đến|to) {DAY}"),
]


def days(text):
    """First and last day that meet a phrase of days, either may be missing; else None."""
    text = re.sub(r"^(đạt,?|achieve) (?=vào|by)", "", text)
    for kind, pattern in DATED:
        match = re.fullmatch(pattern, dates(text))
        if not match:
            continue
        first, last = period(match[1].upper())
        if kind == "to":
            return first.isoformat(), period(match[2].upper())[1].isoformat()
        return {
            "before": (None, f"before {first}"),
            "by": (None, last.isoformat()),
            "in": (first.isoformat(), last.isoformat()),
            "after": (f"after {last}", None),
            "on": (first.isoformat(), None),
        }[kind]
    return None


def plainly(text):
    """A level in a symbol and its figures."""
    text = figures(text)
    text = re.sub(r"^(giảm|nâng|reduce|raise) .*?(xuống|lên|\bto) ", "", text)
    text = re.sub(r"^(xuống |phấn đấu (đạt|có) |đạt |có )", "", text)
    text = re.sub(r" (kể từ|selepas|dari|of the) .*", "", text)
    text = re.sub(r"^=< ", "<= ", text).replace(" per cent", "%")
    if re.match(NONE, text) and not re.match("no less", text):
        return "= 0"
    if re.fullmatch(r"100%|0", text):
        return f"= {text}"
    between = re.fullmatch(r"(?:between|giữa) (\d+) (?:and|và) (\d+)(.*)", text)
    if between:
        return f"{between[1]}..{between[2]}{between[3]}"
    between = re.fullmatch(r"([\[(])(\d+); (\d+)([\])])", text)
    if between:
        low, high = (">" if between[1] == "(" else ""), ("<" if between[4] == ")" else "")
        return f"{low}{between[2]}..{high}{between[3]}"
    between = re.fullmatch(r"(\d+) <= x < (\d+)", text)
    if between:
        return f"{between[1]}..<{between[2]}"
    text = re.sub(r"^ngoài khoảng ", "outside ", text)
    text = re.sub(r"(?<=[\d%])\s*-\s*(?=\d|dưới)", "..", text)
    text = re.sub(r"^từ (?=.*\.\.|.*÷|.*đến)", "", text)
    if re.search(r"\.\.|÷|đến|±", text) or re.match("outside|from", text):
        return text
    text = re.sub(r"^(?:tối thiểu từ) (.*) trở lên", r"từ \1 trở lên", text)
    text = re.sub(r"^từ (?=.*trở lên)", "", text)
    for sign, words in AFTER:
        match = re.fullmatch(rf"(.*) (?:{words})", text)
        if match:
            return f"{sign} {match[1]}"
    for sign, words in BEFORE:
        text = re.sub(rf"^(?:{words}) (từ )?", f"{sign} ", text)
    if re.match(r"\d", text):
        return f">= {text}"  # of what is hoped for, `phấn đấu đạt 80%`, more is welcome
    return text


def asked(text):
    """Everything that a phrase asks, so that two of them can be compared."""
    text, grain = each(text.strip().lower())
    text = re.sub(r"^every year by (.*)", r"by \1 each year", text) if grain is None else text
    found = days(text)
    if found:
        return ("days", *found, grain)
    during = None
    match = re.fullmatch(rf"(.*?) ((?:by|in|hết|vào) .*{DAY})", dates(text)) or re.fullmatch(
        rf"(?P<d>đến {DAY}), (?P<r>.*)", dates(text)
    )
    if match:
        level, when = (match["r"], match["d"]) if "r" in match.groupdict() else (match[1], match[2])
        if days(when):
            text, during = level, days(when)
    bound = Bound(plainly(text))
    kind = (bound.sign, bound.limit, bound.low, bound.high, bound.open_below, bound.open_above)
    text = re.sub(r"(\d) ± \d+%", r"\1", text).replace(" per cent", "%")
    unit = "%" if "%" in text else "‰" if "‰" in text or "phần nghìn" in text else None
    return ("level", *kind, unit, during, grain)


def of_every_year(text):
    """Sign and days of a phrase such as `before 06-01 and 11-15 each year`."""
    months = {name: at + 1 for at, name in enumerate(MONTHS.split())}
    text = re.sub(r"^every year (.*)", r"\1 each year", text.lower().removeprefix("định kỳ "))
    text = re.sub(r"(\d+) tháng (\d+) mỗi năm", r"\1/\2 hằng năm", text)
    text = re.sub(rf"(\d+) ({'|'.join(months)})", lambda m: f"{m[1]}/{months[m[2]]}", text)
    return yearly(text)


def main():
    passed = failed = 0
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        phrase, arrow, canonical = line.partition(" => ")
        if not arrow or line.startswith("#") or phrase.endswith("]"):
            continue
        try:
            if of_every_year(canonical):
                one, other = of_every_year(phrase), of_every_year(canonical)
            elif re.match("change|relative|.* times", canonical):
                continue  # changes are read by the corpus, in phrases.py
            else:
                one, other = asked(phrase), asked(canonical)
        except (ValueError, KeyError, AttributeError) as error:
            one, other = str(error), None
        if one == other:
            passed += 1
        else:
            failed += 1
            print(f"FAIL  {phrase}: {one}, and {canonical}: {other}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
