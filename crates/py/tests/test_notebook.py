"""The notebook for analysts, run as a reader runs it; what it stores is what it prints."""

# The types that nbformat brings are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import base64
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
import quality_objectives as qo
from nbclient import NotebookClient

from repository import ROOT

NOTEBOOK = ROOT / "docs/late-dossiers.ipynb"

#: Kinds of output that are compared. Pictures are not: their bytes are those of fonts and versions.
TEXTS = ["text/plain", "text/html", "text/markdown"]

#: A stored picture is for readers of the repository, not for print.
MOST_BYTES = 100_000


@pytest.fixture(scope="module")
def stored() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder beside which the records lie as beside `docs`; the notebook writes files into it."""
    top = tmp_path_factory.mktemp("clone")
    (top / "docs").mkdir()
    (top / "tests").symlink_to(ROOT / "tests", target_is_directory=True)
    return top / "docs"


@pytest.fixture(scope="module")
def ran(stored: Any, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook without what it stores, run by a kernel that knows no settings of the user's."""
    home = tmp_path_factory.mktemp("jupyter")
    for name in ["IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR"]:
        (home / name).mkdir()
    fresh: Any = nbformat.from_dict(stored)
    for cell in code_cells(fresh):
        cell.outputs, cell.execution_count = [], None
    with pytest.MonkeyPatch.context() as patch:
        for place in home.iterdir():
            patch.setenv(place.name, str(place))
        client = NotebookClient(
            fresh,
            kernel_name="python3",
            timeout=120,
            record_timing=False,
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute()
    if os.environ.get("BLESS"):
        nbformat.write(fresh, NOTEBOOK)
    return fresh


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def texts(cell: Any) -> list[tuple[str, str]]:
    """The outputs of a cell that are texts, with their kinds."""
    found: list[tuple[str, str]] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            # One text comes in several pieces where the kernel is slow to hand it over.
            before = found.pop()[1] if found and found[-1][0] == output.name else ""
            found.append((output.name, before + output.text))
        else:
            found += [(kind, output.data[kind]) for kind in TEXTS if kind in output.data]
    return found


def test_the_notebook_prints_what_it_stores(stored: Any, ran: Any) -> None:
    """What differs is named by its cell; `BLESS=1` stores what the run printed."""
    for cell, fresh in zip(code_cells(stored), code_cells(ran), strict=True):
        if not os.environ.get("BLESS"):
            assert texts(fresh) == texts(cell), cell.id


def test_cells_are_numbered_as_they_run(stored: Any, ran: Any) -> None:
    counts = [cell.execution_count for cell in code_cells(ran)]
    assert counts == list(range(1, len(counts) + 1))
    assert os.environ.get("BLESS") or counts == [cell.execution_count for cell in code_cells(stored)]


def test_nothing_is_printed_as_an_error(ran: Any) -> None:
    for cell in code_cells(ran):
        assert all(output.get("name") != "stderr" for output in cell.outputs), cell.id


def test_pictures_are_drawn_and_small(stored: Any, ran: Any) -> None:
    def pictures(notebook: Any) -> dict[str, int]:
        outputs = [(cell.id, output) for cell in code_cells(notebook) for output in cell.outputs]
        return {
            own: len(base64.b64decode(output.data["image/png"]))
            for own, output in outputs
            if "image/png" in output.get("data", {})
        }

    assert list(pictures(ran)) == ["bars", "months", "panels"]
    for own in [stored, ran]:
        assert sum(pictures(own).values()) < 3 * MOST_BYTES
        assert max(pictures(own).values(), default=0) < MOST_BYTES


def test_what_it_writes(ran: Any, folder: Path, sample: qo.Evaluation) -> None:
    """The report of the sample, and as many late dossiers as the lost field has."""
    report = (folder / "bao-cao-muc-tieu-chat-luong-2022.md").read_text(encoding="utf-8")
    assert report == sample.report(format="markdown")
    objective = sample.objective("2")
    assert objective is not None and objective.target is not None
    lost = [one for one in objective.target.targets[1].members if one.status == "not_met"]
    lines = (folder / "ho-so-tre-han.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) - 1 == sum(one.value.numerator or 0 for one in lost) == 24


def test_it_says_that_the_records_are_synthetic(stored: Any) -> None:
    assert "**The plan is real, the records are not.**" in stored.cells[0].source


def test_it_names_no_place_of_a_machine(stored: Any) -> None:
    text = nbformat.writes(stored)
    assert not re.search(r"/(home|root|tmp|work|Users)/", text)


def test_its_links_lead_somewhere(stored: Any) -> None:
    prose = "\n".join(cell.source for cell in stored.cells if cell.cell_type == "markdown")
    links = re.findall(r"\]\(([^)#:]+)\)", prose)
    assert links
    for link in links:
        assert (NOTEBOOK.parent / link).exists(), link
