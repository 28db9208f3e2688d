"""What notebooks and plots share: the colour of a status, and where the bar of a value lies."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Middle tones that stand out on white and on black.
COLOURS = {"met": "#2e9e5b", "not_met": "#d6453d", "open": "#d08a1d", "no_data": "#8a8f98"}


def tone(own: Mapping[str, Any]) -> str:
    """The colour's name: not met is told apart from not yet met, as in the words."""
    status: str = own["status"]
    return "open" if status == "not_met" and own["outlook"] != "lost" else status


@dataclass(frozen=True)
class Bar:
    """The bar of a value and the strokes of its limits, each a place from 0 to 1."""

    zero: float
    value: float
    limits: tuple[float, ...]


def bar(scale: Mapping[str, Any] | None) -> Bar | None:
    """Where they lie on the scale of an overview's part; `None` where there is nothing to draw."""
    if scale is None or scale["exact"] is None or scale["is_day"]:
        return None
    value = Fraction(scale["exact"])
    limits = sorted({Fraction(scale[end]) for end in ["low", "high"] if scale[end] is not None})
    places = [Fraction(0), value, *limits]
    # A share has its whole to be seen against, unless that would leave nothing to see.
    least, most = min(places), max(places)
    most = Fraction(1) if scale["is_share"] and Fraction(1, 3) < most <= 1 else most * Fraction(5, 4)
    if most <= least:
        return None

    def at(number: Fraction) -> float:
        return float((number - least) / (most - least))

    return Bar(at(Fraction(0)), at(value), tuple(map(at, limits)))
