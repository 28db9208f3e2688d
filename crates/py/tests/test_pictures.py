"""What is for eyes: the display in notebooks, and plots."""

# The types that matplotlib brings are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import matplotlib as mpl
import pytest
import quality_objectives as qo
from matplotlib.figure import Figure
from matplotlib.text import Text

from conftest import SMALL
from repository import SAMPLE, cases, evaluation_of
from test_records import DAY, ROWS


class Reader(HTMLParser):
    """Refuses what a page of somebody else must not bring along, and keeps the texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"style", "div", "strong", "span", "table", "thead", "tbody", "tr", "th", "td", "svg", "rect", "line"}
        assert not any(name.startswith("on") or name in {"src", "href"} for name, _ in attrs)
        if not self.get_starttag_text().endswith("/>"):  # type: ignore[union-attr]
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"rect", "line"}:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.texts.append(data)


def shown(own: Any) -> str:
    reader = Reader()
    reader.feed(own._repr_html_())
    reader.close()
    assert reader.open == []
    return " ".join(reader.texts)


def test_a_notebook_shows_an_evaluation_in_the_plans_language(sample: qo.Evaluation) -> None:
    text = shown(sample)
    assert "5 mục tiêu: 2 đạt, 1 chưa đạt, 2 không đạt" in text
    assert "✗ không đạt" in text and "○ chưa đạt" in text and "✓ đạt" in text
    assert "2,72% (Xây dựng)" in text and "không quá 2%" in text and "vượt 7" in text
    assert "◄\xa0quyết\xa0định" in text
    assert sample._repr_html_().count("<svg") > 10


def test_a_notebook_shows_breakdowns_and_cases(sample: qo.Evaluation, small: qo.Plan) -> None:
    weeks = shown(sample.breakdown("late_rate", grain="week"))
    assert "52/2022" in weeks and "bị cắt ở ranh giới kỳ" in weeks
    units = sample.breakdown("late_rate", ["unit"], "month")
    assert f"… {len(units) - 60}" in shown(units)
    found = small.cases("late_rate", "numerator", ROWS, as_of=DAY)
    assert found[0].key is not None and found[0].key in shown(found)


def test_headings_are_in_the_plans_language() -> None:
    many = [{**ROWS[0], "code": f"C{number}"} for number in range(1_200)]
    said = {
        "en": ["1,200 cases", "Key", "Input", "Row", "and 1,140 more"],
        "vi": ["1.200 trường hợp", "Khóa", "Tệp/bảng", "Bản ghi số", "và 1.140 trường hợp khác"],
    }
    for language, words in said.items():
        plan = qo.Plan.parse(SMALL.replace("period: 2022", f"period: 2022\nlanguage: {language}"))
        own = plan.cases("late_rate", "numerator", many, as_of=DAY)
        text = shown(own)
        assert all(word in text for word in words)
        assert "trường hợp" in own.overview(language="vi")["total"]
        months = plan.evaluate(plan.tally(as_of=DAY, cases=ROWS)).breakdown("late_rate", ["unit"], "month")
        assert {"en": "Period", "vi": "Kỳ"}[language] in shown(months)
    with pytest.raises(qo.RequestError) as caught:
        own.overview(language="fr")  # type: ignore[arg-type]
    assert caught.value.problems[0].code == "language-unknown"


def test_what_comes_from_records_is_escaped(small: qo.Plan) -> None:
    script = "<script>alert(1)</script>"
    plan = qo.Plan.parse(
        small.text.replace("A city", f"'{script}'").replace("statement: Few are late", f'statement: "{script} & co"').replace("[North, South]", f'["{script}"]')
    )
    rows = [{"code": script, "unit": script, "day": date(2022, 1, 3), "late": True}]
    evaluation = plan.evaluate(plan.tally(as_of=DAY, cases=rows))
    found = plan.cases("late_rate", "numerator", rows, as_of=DAY)
    views: list[Any] = [evaluation, evaluation.breakdown("late_rate", ["unit"]), found]
    for own in views:
        assert script in shown(own)
        assert script not in own._repr_html_()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_case_of_the_corpus_can_be_seen(case: Any) -> None:
    evaluation = evaluation_of(case)
    assert evaluation.overview("en")["summary"] in evaluation._repr_html_() or evaluation.plan.language == "vi"
    shown(evaluation)
    evaluation.plot().savefig(BytesIO(), dpi=40)
    plt = sys.modules.get("matplotlib.pyplot")
    assert plt is None or not plt.get_fignums()


def texts(figure: Figure) -> list[Text]:
    figure.draw_without_rendering()
    # Ticks outside of what is seen have labels that nobody sees.
    unseen = {
        id(label)
        for ax in figure.axes
        for axis in [ax.xaxis, ax.yaxis]
        for tick in axis.get_major_ticks()
        for label in [tick.label1, tick.label2]
        if not min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
    }
    found: list[Any] = figure.findobj(Text)
    return [own for own in found if own.get_text().strip() and own.get_visible() and id(own) not in unseen]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    own = texts(figure)
    boxes = [(text.get_text(), text.get_window_extent().shrunk(0.96, 0.96)) for text in own]
    return [
        (one, other)
        for at, (one, box) in enumerate(boxes)
        for other, second in boxes[at + 1 :]
        if box.width > 0 and second.width > 0 and box.overlaps(second)
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_labels_do_not_overlap(sample: qo.Evaluation, language: Any) -> None:
    figures = [
        sample.plot(language=language),
        sample.breakdown("late_rate", grain="month").plot(language=language),
        sample.breakdown("late_rate", grain="week").plot(language=language),
        sample.breakdown("late_rate", ["unit"]).plot(language=language),
        sample.breakdown("late_rate", ["unit"], "month").plot(language=language),
        sample.breakdown("late_rate", ["field"], "month").plot(language=language),
    ]
    for figure in figures:
        assert overlapping(figure) == []


def test_bullets_say_what_the_report_says(sample: qo.Evaluation) -> None:
    said = "\n".join(text.get_text() for text in texts(sample.plot()))
    assert "✗ không đạt" in said and "2,72%  (không quá 2%)" in said and "vượt 7" in said
    english = "\n".join(text.get_text() for text in texts(sample.plot(language="en")))
    assert "2.72%  (at most 2%)" in english


@pytest.mark.parametrize(("language", "last"), [("en", "… and 19 more"), ("vi", "… và 19 dòng khác")])
def test_bullets_say_how_many_parts_are_not_drawn(small: qo.Plan, language: Any, last: str) -> None:
    members = [f"Unit {number}" for number in range(30)]
    one = '{measure: late_rate, is: "<= 50%"}'
    each = f"{{all_of: [{one}, {one[:-1]}, each: unit}}]}}"
    text = small.text.replace("[North, South]", f"[{', '.join(members)}]")
    plan = qo.Plan.parse(text.replace(one, each))
    rows = [{**ROWS[0], "code": member, "unit": member} for member in members]
    evaluation = plan.evaluate(plan.tally(as_of=DAY, cases=rows))
    said = [text.get_text() for text in texts(evaluation.plot(language=language))]
    drawn = sum(any(member == text.split("\n")[0] for member in members) for text in said)
    # One more part is the whole, of 31.
    assert drawn == 11 and last in said
    few = small.evaluate(small.tally(as_of=DAY, cases=ROWS)).plot(language=language)
    assert not any("…" in text.get_text() for text in texts(few))


def test_dollars_are_no_formulas(small: qo.Plan) -> None:
    unit = "N$x_$"
    text = small.text
    for plain, formula in [
        ("[North, South]", f"['{unit}', '{{$^$']"),
        ("title: Objectives", "title: 'From $5^ to $10_{'"),
        ("Few are late", "'Costs $5^ and $10_{'"),
        ("late_rate: {proportion", "late_rate: {title: 'A $rate_$', proportion"),
        ("{measure: late_rate, is", "{measure: late_rate, each: unit, is"),
    ]:
        assert plain in text
        text = text.replace(plain, formula)
    plan = qo.Plan.parse(text)
    rows = [{**row, "unit": unit} for row in ROWS]
    evaluation = plan.evaluate(plan.tally(as_of=DAY, cases=rows))
    figures = [
        evaluation.plot(),
        evaluation.breakdown("late_rate", ["unit"]).plot(),
        evaluation.breakdown("late_rate", grain="month").plot(),
        evaluation.breakdown("late_rate", ["unit"], "month").plot(),
        evaluation.breakdown("late_rate", ["unit"]).plot(ax=Figure().subplots()),
    ]
    for figure in figures:
        figure.savefig(BytesIO(), format="svg")
    assert any(own.get_text() == unit for own in texts(figures[1]))


def values_of(line: Any) -> tuple[float, ...]:
    return tuple(line.get_ydata())


def lines(figure: Figure) -> dict[str, list[tuple[float, ...]]]:
    """The values that are drawn and the limits, of the first panel."""
    found: dict[str, list[tuple[float, ...]]] = {"values": [], "limits": []}
    for line in figure.axes[0].get_lines():
        if line.get_linestyle() == "--":
            found["limits"].append(values_of(line))
        elif line.get_linestyle() == "-":
            found["values"].append(values_of(line))
    return found


def test_a_trend_has_the_limit_of_the_plan(sample: qo.Evaluation) -> None:
    breakdown = sample.breakdown("late_rate", grain="month")
    drawn = lines(breakdown.plot())
    expected = [float((row.value.exact or Fraction(0)) * 100) for row in breakdown]
    assert drawn["values"] == [tuple(expected)]
    assert drawn["limits"] == [(1.5, 1.5)]
    said = [text.get_text() for text in texts(breakdown.plot())]
    assert "Yêu cầu: dưới 1,5%" in said
    fields = sample.breakdown("late_rate", ["field"], "month").plot(members=["Xây dựng"])
    assert lines(fields)["limits"] == [(2.0, 2.0)]


def test_nothing_measured_is_a_gap(small: qo.Plan) -> None:
    rows = [{"code": f"{day}", "unit": "North", "day": day, "late": day.month == 3} for day in [date(2022, 1, 3), date(2022, 3, 3), date(2022, 4, 4)]]
    evaluation = small.evaluate(small.tally(as_of=date(2022, 4, 20), cases=rows))
    figure = evaluation.breakdown("late_rate", grain="month").plot(language="en")
    values = lines(figure)["values"][0]
    assert [str(value) for value in values] == ["0.0", "nan", "100.0", "0.0"]
    said = {text.get_text() for text in texts(figure)}
    assert {"no data", "not over yet"} & said == {"no data", "not over yet"}


def test_clipped_weeks_are_marked(sample: qo.Evaluation) -> None:
    figure = sample.breakdown("late_rate", grain="week").plot()
    assert "bị cắt ở ranh giới kỳ" in {text.get_text() for text in texts(figure)}


def test_small_multiples_have_a_panel_for_each_member(sample: qo.Evaluation) -> None:
    breakdown = sample.breakdown("late_rate", ["unit"], "month")
    members = list(dict.fromkeys(row.members[0] for row in breakdown))
    panels = [ax for ax in breakdown.plot().axes if ax.get_visible()]
    assert len(panels) == len(members)
    chosen = breakdown.plot(members=members[3:1:-1])
    assert [ax.get_title(loc="left").replace("\n", " ") for ax in chosen.axes] == [members[3], members[2]]


def test_plots_are_drawn_where_one_says(sample: qo.Evaluation) -> None:
    figure = Figure()
    left, right = figure.subplots(1, 2)
    trend = sample.breakdown("late_rate", grain="month")
    assert trend.plot(ax=left) is figure
    assert sample.breakdown("late_rate", ["channel"]).plot(ax=right) is figure
    own = Figure()
    assert sample.plot(figure=own) is own and own.axes


def test_what_cannot_be_drawn(sample: qo.Evaluation) -> None:
    ax = Figure().subplots()
    wrong: list[tuple[qo.Breakdown, dict[str, Any], str]] = [
        (sample.breakdown("late_rate"), {}, "no plot"),
        (sample.breakdown("late_rate", ["unit", "field"]), {}, "one column, not of `unit`, `field`"),
        (sample.breakdown("late_rate", ["unit"]), {"members": ["Nobody"]}, "no member `Nobody`"),
        (sample.breakdown("late_rate", grain="month"), {"members": ["x"]}, "by none"),
        (sample.breakdown("late_rate", ["unit"], "month"), {"ax": ax}, "several panels"),
        (sample.breakdown("late_rate", grain="month"), {"ax": ax, "figure": Figure()}, "not both"),
    ]
    for breakdown, options, message in wrong:
        with pytest.raises(ValueError, match=message):
            breakdown.plot(**options)
    with pytest.raises(qo.RequestError, match="there are no words in `fr`"):
        sample.plot(language="fr")  # type: ignore[arg-type]


def test_an_overview_has_words_and_exact_numbers(sample: qo.Evaluation) -> None:
    overview = sample.overview("en")
    second = overview["objectives"][1]
    assert second["cells"]["value"] == "2.72% (Xây dựng)" and second["cells"]["room"] == "7 too many"
    key = next(part for part in second["parts"] if part["key"])
    assert (key["member"], Fraction(key["scale"]["exact"])) == ("Xây dựng", Fraction(4, 147))
    assert (key["scale"]["low"], Fraction(key["scale"]["high"])) == (None, Fraction(1, 50))
    assert sample.overview()["language"] == "vi"
    rows = sample.breakdown("late_rate", ["unit"], "month").overview()["rows"]
    assert rows[0]["bucket"] == "01/2022" and rows[0]["value"].endswith("%")


def without(module: str, code: str) -> str:
    """What a fresh Python prints in which a module cannot be imported."""
    setup = f"import sys; sys.modules[{module!r}] = None\n"
    done = subprocess.run([sys.executable, "-c", setup + code], capture_output=True, text=True, check=True, encoding="utf-8")
    return done.stdout.strip()


def test_without_matplotlib_one_is_told_what_to_install() -> None:
    code = f"""
import quality_objectives as qo
from datetime import date
plan = qo.Plan.read({str(SAMPLE / "plan.yaml")!r})
evaluation = plan.evaluate(plan.tally(as_of=date(2022, 12, 31)))
print(len(evaluation._repr_html_()) > 1000)
try:
    evaluation.plot()
except ImportError as error:
    print(error)
"""
    assert without("matplotlib", code).splitlines() == ["True", "plots need matplotlib: pip install quality-objectives[plot]"]


@pytest.fixture(autouse=True)
def on_paper() -> Iterator[None]:
    with mpl.rc_context({"figure.dpi": 100}):
        yield
