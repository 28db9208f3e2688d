"""What notebooks show: tables with bars, without scripts, readable on light and on dark paper.

The words and the exact numbers are the core's (`overview`). Here they are only escaped and laid out;
the widths of bars are positions on the page, not results.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ._bars import COLOURS, bar, tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ._core import Breakdown, Cases, Evaluation

#: Rows of a breakdown or of a list of cases that are shown.
ROWS = 60

#: Width and height of a bar, in pixels.
WIDTH, HEIGHT = 120, 14

#: The class stands twice where Jupyter has a rule for the cells of any table, which else wins.
STYLE = """<style>
.quality-objectives{overflow-x:auto}
.quality-objectives table{border-collapse:collapse;font-size:90%;margin:.4em 0}
.quality-objectives.quality-objectives th,.quality-objectives.quality-objectives td{text-align:left;
vertical-align:top;padding:.25em .7em;border:0;border-bottom:1px solid rgba(128,128,128,.35);background:none;
max-width:26em;white-space:normal}
.quality-objectives.quality-objectives th{font-weight:600;white-space:nowrap}
.quality-objectives.quality-objectives td.figure,.quality-objectives.quality-objectives th.figure{text-align:right;
white-space:nowrap}
.quality-objectives.quality-objectives td.word{white-space:nowrap}
.quality-objectives.quality-objectives tr.part td{font-size:92%;border-bottom-color:rgba(128,128,128,.18)}
.quality-objectives svg{overflow:visible;max-width:none}
.quality-objectives .faint{opacity:.7}
</style>"""


def evaluation(own: Evaluation) -> str:
    """The objectives, each with the parts of its target."""
    overview = own.overview()
    words = overview["words"]
    heads = [
        (words["number"], ""),
        (words["objective"], ""),
        (words["status"], ""),
        ("", ""),
        (words["value"], ""),
        (words["required"], ""),
        (words["room"], ""),
        (words["outlook"], ""),
    ]
    body = [line for objective in overview["objectives"] for line in _objective(objective, words)]
    lines = [
        f"<strong>{escape(overview['title'])}</strong>",
        f"<div>{escape(overview['organisation'])} · {escape(overview['as_of'])}</div>",
        f"<div>{escape(overview['summary'])}</div>",
        _table(heads, body),
        *(f'<div class="faint">! {escape(line)}</div>' for line in overview["attention"]),
    ]
    return _page(lines)


def breakdown(own: Breakdown) -> str:
    """The rows, with their values as the language writes them."""
    overview = own.overview()
    words = overview["words"]
    timed = own.grain is not None
    heads = [(column, "") for column in overview["columns"]]
    heads += [(words["period"], "figure")] if timed else []
    heads += [(words["value"], "figure"), ("", "figure")]
    body: list[str] = []
    for row, said in list(zip(own.rows, overview["rows"], strict=True))[:ROWS]:
        cells = [_cell(member) for member in said["members"]]
        if timed:
            marks = [words["clipped"]] if row.clipped else []
            marks += [words["running"]] if said["running"] else []
            mark = f' <span class="faint">({escape(", ".join(marks))})</span>' if marks else ""
            cells.append(f'<td class="word">{escape(said["bucket"] or "")}{mark}</td>')
        value = row.value
        counts = "" if value.denominator is None else f"{value.numerator}/{value.denominator}"
        cells.append(_cell(said["value"] or words["no_data"], "figure"))
        cells.append(_cell(counts, "figure faint"))
        body.append(f"<tr>{''.join(cells)}</tr>")
    rest = len(own) - ROWS
    lines = [f"<strong>{escape(overview['title'])}</strong>", _table(heads, body)]
    return _page([*lines, *_more(rest)])


def cases(own: Cases) -> str:
    """The cases, and how many there are."""
    shown = list(own)[:ROWS]
    words = own.overview(len(shown))
    heads = [(words["key"], ""), (words["input"], "figure"), (words["row"], "figure")]
    lined = any(case.line is not None for case in own)
    heads += [(words["line"], "figure")] if lined else []
    body: list[str] = []
    for case in shown:
        figures = [case.input, case.row, *([case.line] if lined else [])]
        cells = [_cell(case.key or "–"), *(_cell("" if n is None else str(n), "figure") for n in figures)]
        body.append(f"<tr>{''.join(cells)}</tr>")
    more = words["more"]
    rest = [f'<div class="faint">{escape(more)}</div>'] if more else []
    return _page([f"<strong>{escape(words['total'])}</strong>", _table(heads, body), *rest])


def _objective(objective: Mapping[str, Any], words: Mapping[str, str]) -> Iterable[str]:
    parts = objective["parts"]
    key = next((part for part in parts if part["key"]), None)
    # The row of the objective tells of its root, which is all there is of a condition on one value.
    shown = parts[1:]
    first = [_cell(objective["number"]), _cell(objective["statement"])]
    yield f"<tr>{''.join(first)}{_standing(objective, key)}</tr>"
    for part in shown:
        indent = f"padding-left:{1.1 * part['depth']:.1f}em"
        label = escape(part["label"])
        if part["decides"]:
            label = f"<strong>{label}</strong> {escape(words['decides'])}"
        name = f'<td></td><td style="{indent}">{label}</td>'
        yield f'<tr class="part">{name}{_standing(part, part)}</tr>'


def _standing(own: Mapping[str, Any], drawn: Mapping[str, Any] | None) -> str:
    """The cells that say how an objective or a part stands."""
    cells = own["cells"]
    colour = COLOURS[tone(own)]
    status = f'<td class="word" style="color:{colour};font-weight:600">'
    status += f"{escape(cells['mark'])} {escape(cells['status'])}</td>"
    bar = f"<td>{_bar(drawn) if drawn else ''}</td>"
    texts = [_cell(cells[name], "word") for name in ["value", "required", "room", "outlook"]]
    return status + bar + "".join(texts)


def _bar(part: Mapping[str, Any]) -> str:
    """The value as a bar, and its limits as strokes; nothing where there is no value."""
    own = bar(part["scale"])
    if own is None:
        return ""
    start, end = sorted([own.zero * WIDTH, own.value * WIDTH])
    strokes = "".join(
        f'<line x1="{limit * WIDTH:.1f}" x2="{limit * WIDTH:.1f}" y1="0" y2="{HEIGHT}" '
        'stroke="currentColor" stroke-width="2"/>'
        for limit in own.limits
    )
    said = escape(f"{part['cells']['value']} ({part['cells']['required']})", quote=True)
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{said}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="currentColor" '
        f'opacity="0.1"/><rect x="{start:.1f}" y="3" width="{max(end - start, 1):.1f}" '
        f'height="{HEIGHT - 6}" fill="{COLOURS[tone(part)]}"/>{strokes}</svg>'
    )


def _cell(text: str, kind: str = "") -> str:
    return f'<td class="{kind}">{escape(text)}</td>' if kind else f"<td>{escape(text)}</td>"


def _table(heads: Iterable[tuple[str, str]], body: Iterable[str]) -> str:
    head = "".join(
        f'<th class="{kind}">{escape(text)}</th>' if kind else f"<th>{escape(text)}</th>"
        for text, kind in heads
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _more(rest: int) -> list[str]:
    return [f'<div class="faint">… {rest}</div>'] if rest > 0 else []


def _page(lines: Iterable[str]) -> str:
    return f'{STYLE}<div class="quality-objectives">{"".join(lines)}</div>'
