"""Any words and any file end with a status of the contract and at most one line."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

Run = Callable[..., Any]

KNOWN = shlex.split(
    "trace step open list adam sgd adagrad --problem bowl saddle --fn x**2 -x --start -4,2 1 "
    "--set lr=0.1 beta1=0.5 correction=none --convention paper keras --seed 7 --steps 3 --lines "
    "--format csv json table --grads --lessons lessons --version --help -h -- - = 20 20#scale"
)
WORDS = st.lists(st.sampled_from(KNOWN) | st.text(max_size=3), max_size=8)
STATUSES = {0, 2, 3}

CELLS = st.sampled_from(["1", "-2.5", "1e9", "1e999", "nan", "", " 3 ", "x", "[", "]", '"', "null"])
FILES = st.binary(max_size=60) | st.lists(
    st.lists(CELLS, max_size=4).map(",".join), max_size=5
).map(lambda rows: "\n".join(rows).encode())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("grads") / "g.csv"


def well_behaved(done: Any) -> None:
    assert done.status in STATUSES
    assert done.err.count("\n") == (done.status != 0)
    assert "Traceback" not in done.err
    if done.status:
        assert done.out == ""


@settings(max_examples=200)
@given(words=WORDS)
def test_any_words(run: Run, words: list[str]) -> None:
    well_behaved(run(*words))


@settings(max_examples=100)
@given(words=WORDS)
def test_any_words_after_a_rule(run: Run, words: list[str]) -> None:
    well_behaved(run("trace", "adam", *words))


@settings(max_examples=200)
@given(content=FILES, as_json=st.booleans())
def test_any_file(run: Run, path: Path, content: bytes, as_json: bool) -> None:
    path.write_bytes(b"[[" + content + b"]]" if as_json else content)
    well_behaved(run("trace", "adam", "--grads", str(path), "--format", "csv"))
