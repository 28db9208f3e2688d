"""Every public class, method and attribute says what it is; every example runs; what is raised is said.

The examples share the small plan, the records, the tally and the evaluation of the package's own docstring.
"""

from __future__ import annotations

import builtins
import doctest
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import pytest
import quality_objectives as qo

#: What copying, comparing and pickling call. Python gives most of them words of its own.
PROTOCOL = {
    "__copy__",
    "__deepcopy__",
    "__getnewargs_ex__",
    "__init__",
    "__new__",
    "__reduce__",
    "__str__",
    "__weakref__",
}

#: How methods and attributes stand in a class: compiled, and written in Python.
METHODS = (types.MethodDescriptorType, types.ClassMethodDescriptorType, types.FunctionType)
ATTRIBUTES = (types.GetSetDescriptorType, property)


def classes() -> Iterator[tuple[str, type]]:
    for name in qo.__all__:
        value = getattr(qo, name)
        if isinstance(value, type):
            yield name, value


def own(kinds: tuple[type, ...]) -> Iterator[tuple[str, Any]]:
    for name, cls in classes():
        for member, value in vars(cls).items():
            if isinstance(value, kinds) and member not in PROTOCOL:
                yield f"{name}.{member}", value


CALLABLES: dict[str, Any] = dict([*classes(), *own(METHODS)])
DESCRIBED: dict[str, Any] = {**CALLABLES, **dict(own(ATTRIBUTES))}


def test_the_package_has_no_other_callables() -> None:
    """A function would have to be looked at here."""
    rest = [name for name in qo.__all__ if callable(getattr(qo, name)) and name not in CALLABLES]
    assert not rest
    assert len(CALLABLES) > 60


def examples(name: str, documented: Any) -> doctest.DocTest:
    text = documented.__doc__ or ""
    return doctest.DocTestParser().get_doctest(text, {}, name, name, 0)


def run(test: doctest.DocTest, names: dict[str, Any]) -> dict[str, Any]:
    """Runs examples, and gives the names that they leave behind."""
    test.globs = dict(names)
    said: list[str] = []
    failed = doctest.DocTestRunner(verbose=False).run(test, out=said.append, clear_globs=False).failed
    assert not failed, "".join(said)
    return test.globs


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    left = run(examples("quality_objectives", qo), {})
    assert {"plan", "records", "tally", "evaluation"} <= left.keys()
    return left


@pytest.fixture(autouse=True)
def _without_a_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Examples write files, and draw, where nobody minds."""
    monkeypatch.chdir(tmp_path)
    before = matplotlib.get_backend()
    matplotlib.use("agg")
    yield
    plt.close("all")
    matplotlib.use(before)


@pytest.mark.parametrize("name", DESCRIBED)
def test_everything_public_says_what_it_is(name: str) -> None:
    text = DESCRIBED[name].__doc__
    assert text and text.strip()
    assert not text.strip().startswith(">>>")


@pytest.mark.parametrize("name", DESCRIBED)
def test_examples_run(name: str, names: dict[str, Any]) -> None:
    test = examples(name, DESCRIBED[name])
    assert test.examples or name not in CALLABLES, f"`{name}` has no example"
    assert not any(doctest.SKIP in own.options for own in test.examples), f"`{name}` skips an example"
    run(test, names)


#: Calls that go wrong, by what is called: each raises what its docstring says.
WRONG = {
    "Plan.read": {
        "PlanError": "open('plan.yaml', 'w').close(); qo.Plan.read('plan.yaml')",
        "OSError": "qo.Plan.read('absent.yaml')",
    },
    "Plan.parse": {"PlanError": "qo.Plan.parse('schema: 2')"},
    "Plan.tally": {
        "DataError": "plan.tally(as_of=date(2022, 9, 30), cases=[{'code': 'A1'}])",
        "RequestError": "plan.tally(as_of=date(2022, 9, 30), forms=records)",
        "OSError": "plan.tally(as_of=date(2022, 9, 30), cases='absent.csv')",
        "ImportError": "parquet(); without('pyarrow'); plan.tally(as_of=date(2022, 9, 30), cases='cases.parquet')",
        "TypeError": "plan.tally(as_of=date(2022, 9, 30), cases=5)",
        "ValueError": "plan.tally(as_of=date(2022, 9, 30), cases=records, threads=0)",
    },
    "Plan.evaluate": {
        "TallyError": "qo.Plan.parse(plan.text.replace('closed > due', 'closed >= due')).evaluate(tally)",
        "RequestError": "plan.evaluate(tally, expected={'late': 5})",
    },
    "Plan.cases": {
        "RequestError": "plan.cases('late_rate', 'top', records, as_of=date(2022, 9, 30))",
        "DataError": "plan.cases('late_rate', 'numerator', [{'code': 'A1'}], as_of=date(2022, 9, 30))",
        "OSError": "plan.cases('late_rate', 'numerator', 'absent.csv', as_of=date(2022, 9, 30))",
        "ImportError": "parquet(); without('pyarrow'); "
        "plan.cases('late_rate', 'numerator', 'cases.parquet', as_of=date(2022, 9, 30))",
        "TypeError": "plan.cases('late_rate', 'numerator', 5, as_of=date(2022, 9, 30))",
    },
    "Plan.sources_of": {"RequestError": "plan.sources_of('late')"},
    "Tally": {"TallyError": "tally + plan.tally(as_of=date(2022, 6, 30), cases=records)"},
    "Tally.from_json": {"TallyError": "qo.Tally.from_json('[]')"},
    "Tally.from_bytes": {"TallyError": "qo.Tally.from_bytes(b'')"},
    "Tally.to_json": {"TallyError": "small().to_json()"},
    "Tally.to_bytes": {"TallyError": "small().to_bytes()"},
    "Tally.to_dict": {"TallyError": "small().to_dict()"},
    "Evaluation.breakdown": {"RequestError": "evaluation.breakdown('late_rate', by=['code'])"},
    "Evaluation.value": {"RequestError": "evaluation.value('late_rate', 'last year')"},
    "Evaluation.report": {"RequestError": "evaluation.report('fr')"},
    "Evaluation.overview": {"RequestError": "evaluation.overview('fr')"},
    "Evaluation.plot": {
        "RequestError": "evaluation.plot(language='fr')",
        "ImportError": "without('matplotlib'); evaluation.plot()",
    },
    "Breakdown": {"IndexError": "by_unit[9]"},
    "Breakdown.overview": {"RequestError": "by_unit.overview('fr')"},
    "Breakdown.plot": {
        "RequestError": "by_unit.plot(language='fr')",
        "ImportError": "without('matplotlib'); by_unit.plot()",
        "ValueError": "by_unit.plot(members=['West'])",
    },
    "BreakdownRow": {"KeyError": "by_unit[0]['title']"},
    "Cases": {"IndexError": "late[9]"},
    "Cases.overview": {"RequestError": "late.overview(language='fr')"},
    "Cases.rows_of": {"IndexError": "late.rows_of(2)"},
    "Case": {"KeyError": "late[0]['title']"},
}

#: What is called on something that is whole, with nothing that could be wrong.
NEVER_RAISES = {
    "Breakdown.__arrow_c_stream__",
    "Breakdown._repr_html_",
    "Breakdown.to_dict",
    "BreakdownRow.get",
    "BreakdownRow.items",
    "BreakdownRow.keys",
    "BreakdownRow.values",
    "Case.get",
    "Case.items",
    "Case.keys",
    "Case.values",
    "Cases.__arrow_c_stream__",
    "Cases._repr_html_",
    "Cases.to_dict",
    "Evaluation._repr_html_",
    "Evaluation.advice",
    "Evaluation.objective",
    "Evaluation.to_dict",
    "Evaluation.to_json",
    "Intake.source",
    "Intake.to_dict",
    "ObjectiveResult.to_dict",
    "Plan.advice",
    "Plan.objective",
    "Value.to_dict",
}


def said_to_be_raised(text: str) -> set[str]:
    """The exceptions that the sentences with `raises` in them name."""
    sentences = re.findall(r"[^.;]*?\b[Rr]aises?\b[^;]*?(?:\.(?:\s|$)|;)", text, re.DOTALL)
    return set(re.findall(r"`(\w+(?:Error|Exception))`", " ".join(sentences)))


def test_every_method_is_known_to_raise_or_not_to() -> None:
    methods = {name for name in CALLABLES if "." in name}
    assert methods == {name for name in WRONG if "." in name} | NEVER_RAISES
    assert not NEVER_RAISES & WRONG.keys()


@pytest.mark.parametrize("name", CALLABLES)
def test_what_is_raised_is_said(name: str) -> None:
    if name.endswith("Error"):
        return
    assert said_to_be_raised(CALLABLES[name].__doc__ or "") == set(WRONG.get(name, ()))


@pytest.mark.parametrize(("name", "raised"), [(name, one) for name, own in WRONG.items() for one in own])
def test_what_is_said_is_raised(
    name: str, raised: str, names: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation, plan, tally = names["evaluation"], names["plan"], names["tally"]

    def small() -> qo.Tally:
        """A tally with cells so small that it is not to be handed on."""
        careful = qo.Plan.parse(plan.text + "suppress_below: 10\n")
        counted: qo.Tally = careful.tally(as_of=tally.as_of_days[0], cases=names["records"])
        return counted

    def without(module: str) -> None:
        for loaded in [*sys.modules]:
            if loaded == module or loaded.startswith(f"{module}."):
                monkeypatch.setitem(sys.modules, loaded, None)

    more = {
        "by_unit": evaluation.breakdown("late_rate", by=["unit"]),
        "late": plan.cases("late_rate", "numerator", names["records"], as_of=tally.as_of_days[0]),
        "parquet": lambda: Path("cases.parquet").write_bytes(b"PAR1 and the rest"),
        "small": small,
        "without": without,
    }
    with pytest.raises(Exception) as error:  # noqa: PT011 - the class is compared below
        exec(WRONG[name][raised], {**names, **more})
    expected = getattr(qo, raised, None) or getattr(builtins, raised)
    assert isinstance(error.value, expected), repr(error.value)
