"""docs/python-reference.md says what the stubs and the docstrings say; `BLESS=1` writes it."""

from __future__ import annotations

import ast
import inspect
import os
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import quality_objectives as qo

from repository import ROOT

PAGE = ROOT / "docs" / "python-reference.md"

HEAD = """# Python: reference

Every class of the package with its attributes and methods, their types, what they raise, and an example of each. `help(qo.Plan)` says
the same. [python.md](python.md) tells how they work together.

Written by `crates/py/tests/test_reference.py` from the docstrings, whose examples `crates/py/tests/test_docstrings.py` runs.
"""

#: What only Python itself calls.
HIDDEN = "_"


def stubs() -> dict[str, ast.ClassDef]:
    """The classes of the generated stubs, and those that are written in Python."""
    folder = Path(inspect.getfile(qo)).parent
    trees = [ast.parse((folder / name).read_text(encoding="utf-8")) for name in ("_core.pyi", "_errors.py")]
    return {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}


def described(text: str | None) -> str:
    """A docstring as Markdown; an example, with which it ends, becomes a block of code."""
    words, *example = re.split(r"\n\n(?= *>>>)", inspect.cleandoc(text or ""), maxsplit=1)
    blocks = [f"```pycon\n{textwrap.dedent(code)}\n```" for code in example]
    return "\n\n".join([words, *blocks])


def is_attribute(node: ast.FunctionDef) -> bool:
    return any(isinstance(own, ast.Name) and own.id == "property" for own in node.decorator_list)


def signature(name: str, node: ast.FunctionDef) -> str:
    """As the method is called: without the instance or the class."""
    arguments = node.args
    (arguments.posonlyargs or arguments.args).pop(0)
    # The type of keywords is a quoted name, as the generator of the stubs takes it.
    if arguments.kwarg and isinstance(arguments.kwarg.annotation, ast.Constant):
        arguments.kwarg.annotation = ast.Name(str(arguments.kwarg.annotation.value))
    answer = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    given = ast.unparse(arguments).replace("=", " = ")
    return f"{name}({given}){answer}"


def sections() -> Iterator[str]:
    yield HEAD
    yield "## The package\n\n" + described(qo.__doc__)
    nodes = stubs()
    for name in sorted(name for name in qo.__all__ if name in nodes):
        bases = [ast.unparse(base) for base in nodes[name].bases]
        yield f"## `{name}`" + (f" ({', '.join(f'`{base}`' for base in bases)})" if bases else "")
        yield described(ast.get_docstring(nodes[name], clean=False))
        members = [own for own in nodes[name].body if isinstance(own, ast.FunctionDef)]
        made = [own for own in members if own.name == "__new__"]
        for own in made:
            yield f"```python\n{signature(name, own).removesuffix(f' -> {name}')}\n```"
        shown = [own for own in members if not own.name.startswith(HIDDEN)]
        attributes = [own for own in shown if is_attribute(own)]
        if attributes:
            yield "\n".join(attribute(own) for own in attributes)
        for own in shown:
            if not is_attribute(own):
                yield f"### `{name}.{own.name}`"
                yield f"```python\n{signature(own.name, own)}\n```"
                yield described(ast.get_docstring(own, clean=False))


def attribute(node: ast.FunctionDef) -> str:
    words = " ".join(inspect.cleandoc(ast.get_docstring(node) or "").split())
    kind = ast.unparse(node.returns) if node.returns else "Any"
    return f"- `{node.name}`: `{kind}`. {words}"


def test_the_reference_is_what_the_docstrings_say() -> None:
    page = "\n\n".join(part.strip() for part in sections()) + "\n"
    if os.environ.get("BLESS"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page
    missing = [name for name in qo.__all__ if f"## `{name}`" not in page and isinstance(getattr(qo, name), type)]
    assert not missing
