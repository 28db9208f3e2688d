"""Plots: bullet charts of objectives, trends and small multiples of breakdowns.

The words and the exact numbers are the core's (`overview`). A float here is a place on the paper.
"""

# The types that matplotlib brings are partial: what it is called with is checked, what it answers is not.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import sys
import textwrap
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from math import ceil, nan
from typing import TYPE_CHECKING, Any

try:
    from matplotlib.axes import Axes
    from matplotlib.dates import date2num, num2date
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch, Rectangle
    from matplotlib.ticker import FuncFormatter
except ImportError as _missing:
    _NEEDED = "plots need matplotlib: pip install quality-objectives[plot]"
    raise ImportError(_NEEDED) from _missing

from ._bars import COLOURS, bar, tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.artist import Artist

    from ._core import Breakdown, BreakdownRow, Evaluation

#: Colours of a line and of its limits that print well.
LINE, LIMIT, PALE = "#1f5f99", "#d6453d", "#8a8f98"

#: Members, or periods, of one target that a bullet chart shows, and what stands below them for the rest.
PARTS = 12
MORE = {"vi": "… và {} dòng khác", "en": "… and {} more"}

#: A text that comes from a plan or from records is no formula, whatever dollars are in it.
PLAIN: Any = {"parse_math": False}

#: The line of a measure's limit: the lower and upper end, and what it is called.
Limit = tuple["Fraction | None", "Fraction | None", str]


def bullets(own: Evaluation, *, language: str | None, figure: Figure | None) -> Figure:
    """Each value as a bar against what is required of it, on a scale of its own."""
    overview = own.overview(language)  # type: ignore[arg-type]
    more = MORE[overview["language"]]
    rows: list[tuple[float, Callable[[Axes, float], None]]] = []
    for objective in overview["objectives"]:
        parts = [part for part in objective["parts"] if part["scale"] is not None]
        drawn = _drawn(parts)
        rows.append((0.62, partial(_head, objective=objective)))
        rows.extend((0.5, partial(_bullet, part=part)) for part in drawn)
        if len(drawn) < len(parts):
            rows.append((0.4, partial(_rest, said=more.format(len(parts) - len(drawn)))))
    figure = figure or _figure(11, 0.9 + sum(height for height, _ in rows))
    ax = figure.subplots()
    ax.set_axis_off()
    y = 0.0
    for height, draw in rows:
        y -= height
        draw(ax, y)
    ax.set(xlim=(-1.15, 1.95), ylim=(y, 0))
    title = _wrapped(f"{overview['title']}\n{overview['as_of']}", 110)
    ax.set_title(title, fontsize=10, loc="left", **PLAIN)
    return figure


def breakdown(
    own: Breakdown,
    *,
    members: Sequence[str | None] | None,
    language: str | None,
    figure: Figure | None,
    ax: Axes | None,
) -> Figure:
    """A trend, a small multiple for each member, or bars, by what the breakdown tells apart."""
    if len(own.by) > 1:
        names = ", ".join(f"`{name}`" for name in own.by)
        raise ValueError(f"a plot tells apart the members of one column, not of {names}")
    if not own.by and own.grain is None:
        raise ValueError("one value is no plot: ask for the breakdown by a column, or with a grain")
    if members is not None and not own.by:
        raise ValueError("`members` chooses members of a column, and the breakdown is by none")
    if ax is not None and figure is not None:
        raise ValueError("give `figure` or `ax`, not both")
    chart = _Chart(own, language)
    groups = chart.groups(members)
    if ax is not None:
        if own.grain is not None and len(groups) > 1:
            raise ValueError("several panels need a `figure`; `members` chooses one for an `ax`")
        (chart.trends([ax], groups) if own.grain else chart.bars(ax, groups))
        handles = chart.legend()
        if handles:
            _plain(ax.legend(handles=handles, fontsize=8))
        ax.set_title(_wrapped(chart.title, 90), fontsize=10, loc="left", **PLAIN)
        drawn = ax.get_figure(root=True)
        assert isinstance(drawn, Figure)
        return drawn
    if own.grain is None:
        figure = figure or _figure(9, 1.4 + 0.28 * max(len(groups), 2))
        chart.bars(figure.subplots(), groups)
    else:
        count = max(len(groups), 1)
        columns = min(count, 4 if count > 6 else 3)
        lines = ceil(count / columns)
        size = (9, 4) if count == 1 else (2.9 * columns, 1.1 + 1.8 * lines)
        figure = figure or _figure(*size)
        panels = figure.subplots(lines, columns, sharex=True, sharey=True, squeeze=False).flatten()
        for spare in panels[count:]:
            spare.set_visible(False)
        # A panel with nothing below it keeps the dates under its axis.
        for panel in panels[max(count - columns, 0) : count]:
            panel.tick_params(labelbottom=True)
        chart.trends(list(panels[:count]), groups)
    figure.suptitle(_wrapped(chart.title, 90), fontsize=10, **PLAIN)
    handles = chart.legend()
    if handles:
        below = figure.legend(
            handles=handles, loc="outside lower center", ncols=2, fontsize=8, frameon=False
        )
        _plain(below)
    return figure


class _Chart:
    """A breakdown with its words, the limits of its measure, and what its legend has to say."""

    def __init__(self, own: Breakdown, language: str | None) -> None:
        self.own = own
        self.words = own.overview(language)  # type: ignore[arg-type]
        self.evaluation = own.evaluation
        self.comma = self.words["language"] == "vi"
        self.limits = self._limits(language)
        self.seen: dict[str, Artist] = {}
        time = self.words["time"]
        self.title = ", ".join(text for text in [self.words["title"], time] if text)

    def groups(self, members: Sequence[str | None] | None) -> list[tuple[str | None, str, list[int]]]:
        """For each member: its name, what it is called, and its rows."""
        found: dict[str, tuple[str | None, list[int]]] = {}
        for at, row in enumerate(self.own):
            said = self.words["rows"][at]["members"]
            name = row.members[0] if row.members else None
            found.setdefault(said[0] if said else "", (name, []))[1].append(at)
        groups = [(name, said, rows) for said, (name, rows) in found.items()]
        if members is None:
            return groups
        known = {name: (name, said, rows) for name, said, rows in groups}
        for member in members:
            if member not in known:
                raise ValueError(f"the breakdown has no member `{member}`")
        return [known[member] for member in members]

    def trends(self, panels: Sequence[Axes], groups: Sequence[tuple[str | None, str, list[int]]]) -> None:
        """Lines over time, one panel for each group."""
        for ax, (name, said, rows) in zip(panels, groups, strict=False):
            if said:
                ax.set_title(_wrapped(said, 34), fontsize=8, loc="left", **PLAIN)
            self._trend(ax, rows)
            self._draw_limits(ax, name, ax.axhline)
            ax.yaxis.set_major_formatter(self._ticks())
            if self.words["is_day"]:
                ax.yaxis.set_major_formatter(FuncFormatter(_day))
            ax.tick_params(labelsize=8)
            ax.grid(axis="y", alpha=0.25)
            for side in ["top", "right"]:
                ax.spines[side].set_visible(False)
        places = [_middle(row) for row in self.own]
        if not places or not panels:
            return
        self._time_axis(panels, 13 if len(panels) == 1 else 4)
        self._from_zero(panels[0])

    def bars(self, ax: Axes, groups: Sequence[tuple[str | None, str, list[int]]]) -> None:
        """A bar for each group, in their order from the top."""
        for at, (name, _, rows) in enumerate(groups):
            value = self._number(self.own[rows[0]].value.exact)
            said = self.words["rows"][rows[0]]["value"]
            if said is None:
                ax.text(0, at, f" {self.words['words']['no_data']}", va="center", fontsize=8, color=PALE)
                continue
            ax.barh(at, value, height=0.65, color=LINE)
            ax.annotate(
                said, (value, at), (3, 0), textcoords="offset points", va="center", fontsize=8,
                bbox={"facecolor": ax.get_facecolor(), "edgecolor": "none", "pad": 0.6}, **PLAIN,
            )  # fmt: skip
            self._draw_limits(ax, name, ax.axvline)
        labels = [_wrapped(said, 44) for _, said, _ in groups]
        ax.set_yticks(range(len(groups)), labels, fontsize=8, **PLAIN)
        ax.set_ylim(len(groups) - 0.4, -0.6)
        ax.margins(x=0.12)
        ax.xaxis.set_major_formatter(self._ticks())
        ax.tick_params(axis="x", labelsize=8)
        for side in ["top", "right"]:
            ax.spines[side].set_visible(False)

    def legend(self) -> list[Artist]:
        """What the marks mean, those only that are there."""
        return list(self.seen.values())

    def _trend(self, ax: Axes, rows: Sequence[int]) -> None:
        words = self.words["words"]
        x: list[float] = []
        y: list[float] = []
        hollow: dict[str, list[int]] = {}
        reached = self._first_day()
        for at in rows:
            row, said = self.own[at], self.words["rows"][at]
            if row.period is None:
                continue
            self._gap(ax, x, y, reached, row.period.first)
            if row.value.exact is None:
                self._gap(ax, x, y, row.period.first, row.period.last + timedelta(days=1))
            else:
                x.append(_middle(row))
                y.append(self._number(row.value.exact))
                for mark, said_so in [("clipped", row.clipped), ("running", said["running"])]:
                    if said_so:
                        hollow.setdefault(words[mark], []).append(len(x) - 1)
            reached = row.period.last + timedelta(days=1)
        self._gap(ax, x, y, reached, self._end())
        ax.plot(x, y, color=LINE, linewidth=1.4, marker="o", markersize=3.5)
        for mark, places in hollow.items():
            ax.plot(
                [x[at] for at in places], [y[at] for at in places], linestyle="none", marker="o",
                markersize=5, markerfacecolor=ax.get_facecolor(), markeredgecolor=LINE,
            )  # fmt: skip
            self.seen[mark] = Line2D(
                [], [], linestyle="none", marker="o", markerfacecolor="none", color=LINE, label=mark
            )

    def _gap(self, ax: Axes, x: list[float], y: list[float], first: date, end: date) -> None:
        """Days without a value: the line is broken there, and the paper shaded."""
        if first >= end:
            return
        start, stop = date2num(first), date2num(end)
        x.append((start + stop) / 2)
        y.append(nan)
        ax.axvspan(start, stop, color=PALE, alpha=0.18, linewidth=0)
        label = self.words["words"]["no_data"]
        self.seen[label] = Patch(color=PALE, alpha=0.18, label=label)

    def _first_day(self) -> date:
        """From where values can be expected: the plan's period, or what was counted before it."""
        counted = [row.period.first for row in self.own if row.period is not None]
        return min([self.evaluation.plan.period.first, *counted])

    def _end(self) -> date:
        """Up to where they can be: the end of the plan's period, or what is known of it."""
        return min(self.evaluation.plan.period.last, self.evaluation.as_of) + timedelta(days=1)

    def _time_axis(self, panels: Sequence[Axes], most: int) -> None:
        buckets = {_middle(row): said["bucket"] for row, said in zip(self.own, self.words["rows"], strict=True)}
        places = sorted(buckets)
        labels = [buckets[place] for place in places]
        year = str(self.evaluation.plan.period.first.year)
        if all(label.endswith(f"/{year}") or label.startswith(f"{year}-") for label in labels):
            labels = [label.removesuffix(f"/{year}").removeprefix(f"{year}-") for label in labels]
        else:
            year = ""
        step = ceil(len(places) / most)
        for ax in panels:
            ax.set_xticks(places[::step], labels[::step])
            ax.set_xlim(date2num(self._first_day()) - 1, max(places[-1] + 1, date2num(self._end())))
        if year and len(panels) == 1:
            panels[0].set_xlabel(year, fontsize=8)

    def _from_zero(self, ax: Axes) -> None:
        low, high = ax.get_ylim()
        if not self.words["is_day"] and 0 <= low < high / 2:
            ax.set_ylim(bottom=0)

    def _limits(self, language: str | None) -> dict[str | None, list[Limit]]:
        """The limits that the plan sets for the measure: by member of the column, and for the whole."""
        found: dict[str | None, list[Limit]] = {}
        overview = self.evaluation.overview(language)  # type: ignore[arg-type]
        for part in (part for row in overview["objectives"] for part in row["parts"]):
            scale, column = part["scale"], part["column"]
            if scale is None or scale["measure"] != self.own.measure:
                continue
            if column is not None and self.own.by != (column,):
                continue
            low, high = (None if scale[end] is None else Fraction(scale[end]) for end in ["low", "high"])
            label = f"{self.words['words']['required']}: {part['cells']['required']}"
            limit = (low, high, label)
            limits = found.setdefault(part["member"], [])
            if limit not in limits:
                limits.append(limit)
        return found

    def _draw_limits(self, ax: Axes, member: str | None, draw: Any) -> None:
        own = self.limits.get(member, []) if member is not None else []
        for low, high, label in own or self.limits.get(None, []):
            for end in dict.fromkeys(end for end in [low, high] if end is not None):
                draw(self._number(end), color=LIMIT, linewidth=1.1, linestyle="--")
            self.seen[label] = Line2D([], [], color=LIMIT, linestyle="--", label=label)

    def _number(self, exact: Fraction | None) -> float:
        return nan if exact is None else float(exact * self.words["factor"])

    def _ticks(self) -> FuncFormatter:
        suffix = self.words["suffix"]

        def written(value: float, _position: int) -> str:
            text = f"{value:,.10g}".replace("-", "−")
            if self.comma:
                text = text.translate(str.maketrans(",.", ".,"))
            return text + suffix if len(suffix) <= 1 else text

        return FuncFormatter(written)


def _drawn(valued: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Of the parts that are one value, all; of many members or periods those that matter most."""
    if len(valued) <= PARTS and not any(part["kind"] == "period" for part in valued):
        return valued
    weight = {"not_met": 1, "no_data": 2, "met": 3}
    first = sorted(valued, key=lambda part: 0 if part["key"] else weight[part["status"]])[:PARTS]
    return [part for part in valued if any(part is own for own in first)]


def _head(ax: Axes, y: float, objective: Mapping[str, Any]) -> None:
    cells, y = objective["cells"], y + 0.18
    statement = f"{objective['number']}. {objective['statement']}"
    ax.text(-1.12, y, textwrap.shorten(statement, 100, placeholder="…"), fontsize=8.5, weight="bold", **PLAIN)
    colour = COLOURS[tone(objective)]
    status = f"{cells['mark']} {cells['status']}"
    if cells["status"] != cells["outlook"]:
        status += f" · {cells['outlook']}"
    ax.text(1.04, y, status, fontsize=8.5, weight="bold", color=colour, **PLAIN)
    ax.plot([-1.12, 1.92], [y - 0.1, y - 0.1], color=PALE, linewidth=0.4)
    if not objective["parts"] or objective["parts"][0]["kind"] == "declared":
        ax.text(1.92, y, f"{cells['value']}", fontsize=8, ha="right", **PLAIN)


def _rest(ax: Axes, y: float, said: str) -> None:
    """How many parts are not drawn."""
    ax.text(-0.03, y + 0.22, said, fontsize=8, ha="right", va="center", color=PALE)


def _bullet(ax: Axes, y: float, part: Mapping[str, Any]) -> None:
    """A row: what it is, the bar with its limits, and the value in words."""
    cells, y = part["cells"], y + 0.25
    weight = "bold" if part["decides"] else "normal"
    ax.text(
        -0.03, y, _wrapped(part["label"], 48, 2), fontsize=8, ha="right", va="center", weight=weight,
        linespacing=1.15, **PLAIN,
    )  # fmt: skip
    said = f"{cells['value']}  ({cells['required']})"
    if cells["room"] not in ["–", ""]:
        said += f"\n{cells['room']}"
    ax.text(1.04, y, said, fontsize=8, va="center", linespacing=1.15, **PLAIN)
    ax.add_patch(Rectangle((0, y - 0.15), 1, 0.3, color=PALE, alpha=0.15, linewidth=0))
    own = bar(part["scale"])
    if own is None:
        return
    colour = COLOURS[tone(part)]
    ax.add_patch(Rectangle((own.zero, y - 0.08), own.value - own.zero, 0.16, color=colour, linewidth=0))
    for limit in own.limits:
        ax.plot([limit] * 2, [y - 0.17, y + 0.17], color="black", linewidth=1.8)


def _plain(legend: Legend) -> None:
    """A legend takes no properties for its texts."""
    for text in legend.get_texts():
        text.set_parse_math(False)


def _figure(width: float, height: float) -> Figure:
    _show_in_notebooks()
    return Figure(figsize=(width, height), layout="constrained")


def _show_in_notebooks() -> None:
    """A figure that pyplot does not know is shown once, by the cell that it is the result of."""
    if "IPython" not in sys.modules:
        return
    from IPython.core.getipython import get_ipython
    from IPython.core.pylabtools import select_figure_formats

    shell: Any = get_ipython()
    if shell is None or shell.display_formatter is None:
        return
    try:
        shell.display_formatter.formatters["image/png"].lookup_by_type(Figure)
    except KeyError:
        select_figure_formats(shell, {"png"})


def _middle(row: BreakdownRow) -> float:
    period = row.period
    return nan if period is None else float(date2num(period.first) + date2num(period.last) + 1) / 2


def _day(value: float, _position: int) -> str:
    day: date = num2date(value).date()
    return day.isoformat()


def _wrapped(text: str, width: int, most: int = 3) -> str:
    lines = [line for own in text.split("\n") for line in textwrap.wrap(own, width)]
    if len(lines) > most:
        lines = [*lines[: most - 1], textwrap.shorten(" ".join(lines[most - 1 :]), width, placeholder="…")]
    return "\n".join(lines)
