"""What the import costs: the libraries that the package can work with are left alone until they are needed."""

from __future__ import annotations

import subprocess
import sys

#: What is installed where this runs and takes longer to import than the package itself.
HEAVY = {"IPython", "duckdb", "matplotlib", "numpy", "pandas", "polars", "pyarrow"}

CODE = """
import sys
import quality_objectives as qo
print(*sys.modules)
"""


def test_the_import_loads_none_of_the_libraries_that_it_can_work_with() -> None:
    done = subprocess.run([sys.executable, "-I", "-c", CODE], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "quality_objectives" in loaded and not HEAVY & loaded
