"""The Python of README and docs/python.md runs, and prints what stands below it; so do the commands of docs/command-line.md.

`BLESS=1` writes what it printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from repository import ROOT

#: A block of code, and the block of output that follows it if there is one.
BLOCK = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```out\n(?P<output>.*?)```\n)?", re.DOTALL)


@pytest.fixture
def at_the_root() -> Iterator[None]:
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)


@pytest.mark.usefixtures("at_the_root")
@pytest.mark.parametrize("name", ["README.md", "docs/python.md"])
def test_examples_print_what_is_shown(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    names: dict[str, Any] = {}

    def run(block: re.Match[str]) -> str:
        printed = StringIO()
        with redirect_stdout(printed):
            exec(compile(block["code"], name, "exec"), names)
        output = f"\n```out\n{printed.getvalue()}```\n" if printed.getvalue() else ""
        return f"```python\n{block['code']}```\n{output}"

    ran = BLOCK.sub(run, text)
    assert BLOCK.search(text)
    if os.environ.get("BLESS"):
        (ROOT / name).write_text(ran, encoding="utf-8")
    assert ran == text


#: A block of one command, and what it prints.
COMMAND = re.compile(r"```console\n\$ (?P<command>(?:[^\n]*\\\n)*[^\n]*\n)(?P<output>.*?)```\n", re.DOTALL)


def test_commands_print_what_is_shown() -> None:
    path = ROOT / "docs/command-line.md"
    text = path.read_text(encoding="utf-8")
    scripts = sysconfig.get_path("scripts")
    environment = {**os.environ, "PATH": os.pathsep.join([scripts, os.environ["PATH"]]), "COLUMNS": "100"}

    def run(block: re.Match[str]) -> str:
        own = subprocess.run(
            ["bash", "-c", block["command"]],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        printed = own.stdout.decode().replace("\r\n", "\n")
        return f"```console\n$ {block['command']}{printed}```\n"

    assert COMMAND.search(text)
    ran = COMMAND.sub(run, text)
    if os.environ.get("BLESS"):
        path.write_text(ran, encoding="utf-8")
    assert ran == text
