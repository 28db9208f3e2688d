"""Every case of the corpus, from every form of records: the bytes that Rust gives."""

from __future__ import annotations

import pytest

from repository import FORMS, Case, cases, evaluated

#: Cases with rows that have a field too few: only a CSV text has such rows, a table has none.
ONLY_CSV = {"45-nothing-is-lost", "46-strict-refuses-what-is-flagged"}

WAYS = [
    pytest.param(case, form, id=f"{case.name}-{form}")
    for case in cases()
    for form in FORMS
    if form == "csv" or case.name not in ONLY_CSV
]


def test_the_corpus_is_there() -> None:
    assert len(cases()) >= 100


@pytest.mark.parametrize(("case", "form"), WAYS)
def test_a_case_gives_the_bytes_that_are_kept(case: Case, form: str) -> None:
    assert evaluated(case, FORMS[form]) == case.kept
