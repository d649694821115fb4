"""Any words and any file end with a status of the contract and at most one line."""

from __future__ import annotations

import json
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
    "--format csv json table --grads --lessons lessons --version --help -h -- - = 20 20#scale "
    "--against --rtol --dtype float32"
)
WORDS = st.lists(st.sampled_from(KNOWN) | st.text(max_size=3), max_size=8)
STATUSES = {0, 2, 3}
HEADS = st.lists(
    st.sampled_from(
        ["t", "loss", "theta.0", "m.1", "exp_avg.0", "v", "alpha.0", "m.line", "theta.9"]
    ),
    max_size=4,
    unique=True,
).map(",".join)

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


@settings(max_examples=100)
@given(words=WORDS)
def test_any_words(run: Run, words: list[str]) -> None:
    well_behaved(run(*words))


@settings(max_examples=60)
@given(words=WORDS)
def test_any_words_after_a_rule(run: Run, words: list[str]) -> None:
    well_behaved(run("trace", "adam", *words))


@settings(max_examples=100)
@given(content=FILES, as_json=st.booleans())
def test_any_file(run: Run, path: Path, content: bytes, as_json: bool) -> None:
    path.write_bytes(b"[[" + content + b"]]" if as_json else content)
    well_behaved(run("trace", "adam", "--grads", str(path), "--format", "csv"))


@settings(max_examples=100)
@given(head=HEADS, content=FILES)
def test_any_file_of_buffers(run: Run, path: Path, head: str, content: bytes) -> None:
    path.write_bytes(head.encode() + b"\n" + content)
    compared(run("trace", "adam", "--against", str(path)))


STEPS = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 12) | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["t", "m", "theta", "steps", "lines", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=100)
@given(content=STEPS)
def test_any_json_of_buffers(run: Run, path: Path, content: Any) -> None:
    path.write_text(json.dumps(content), "utf-8")
    compared(run("trace", "adam", "--against", str(path)))


def compared(done: Any) -> None:
    """0 or 1 with a report, else 2 with one line."""
    if done.status in (0, 1):
        assert done.out
        assert done.err == ""
    else:
        well_behaved(done)
