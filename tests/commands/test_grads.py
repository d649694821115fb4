"""`adamtui trace --grads`: a file's gradients, and what is said of a file that holds none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., str]


@pytest.fixture
def file(tmp_path: Path) -> Write:
    def write(content: str | bytes, name: str = "g.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def gradients(run: Run, path: str, *words: str) -> list[list[float]]:
    done = run("trace", "adam", "--grads", path, "--format", "json", *words)
    assert (done.status, done.err) == (0, "")
    return [step["g"] for step in json.loads(done.out)["steps"]]


@pytest.mark.parametrize(
    "content",
    [
        "1,2\n-3,0.5\n",
        "1,2\n-3,0.5",
        "\ufeff1,2\r\n-3,0.5\r\n",
        "1,2\r-3,0.5",
        "\n 1 ,\t2\n\n-3.0,5e-1\n  \n",
        "[[1, 2], [-3, 0.5]]",
        "\ufeff\n [[1,2],\n [-3,5e-1]]\n",
        '[["1", "2"], ["-3", "0.5"]]',
    ],
)
def test_forms_of_a_file(run: Run, file: Write, content: str) -> None:
    assert gradients(run, file(content)) == [[1.0, 2.0], [-3.0, 0.5]]


def test_a_buffer_of_given_gradients(run: Run, file: Write) -> None:
    told = json.loads(
        run(
            "trace", "adam", "--grads", file("1\n2\n"), "--set", "beta1=0.5", "--format", "json"
        ).out
    )
    assert told["theta0"] == [0.0]
    assert [step["m"] for step in told["steps"]] == [[0.5], [1.25]]


def test_the_loss_is_not_known(run: Run, file: Write) -> None:
    words = ("trace", "adam", "--grads", file("1\n2\n"))
    told = json.loads(run(*words, "--format", "json").out)
    assert [step["loss"] for step in told["steps"]] == [None, None]
    rows = list(csv.reader(io.StringIO(run(*words, "--format", "csv").out)))
    assert [row[1] for row in rows] == ["loss", "", ""]
    assert "loss" not in run(*words).out


def test_all_rows_or_as_many_as_asked_for(run: Run, file: Write) -> None:
    path = file("".join(f"{i}\n" for i in range(30)))
    assert len(gradients(run, path)) == 30
    assert gradients(run, path, "--steps", "2") == [[0.0], [1.0]]
    done = run("trace", "adam", "--grads", path, "--steps", "31")
    assert done.status == 2
    assert done.fault.endswith("30 rows, too few for --steps 31")


def test_many_parameters(run: Run, file: Write) -> None:
    row = ",".join(map(str, range(1000)))
    assert gradients(run, file(row)) == [list(map(float, range(1000)))]
    table = run("trace", "adam", "--grads", file(row)).out
    assert max(map(len, table.splitlines())) <= 80


FAULTS = [
    ("", "no gradients; write one update a row"),
    ("\n \n", "no gradients"),
    ("[]", "no gradients"),
    ("1,2\n3\n", "row 2 has 1 column, row 1 has 2"),
    ("\n1\n\n2,3\n", "row 4 has 2 columns, row 2 has 1"),
    ("1,2\n3,x\n", "row 2, column 2: 'x' is not a number"),
    ("a,b\n1,2\n", "row 1, column 1: 'a' is not a number"),
    ("1,\n", "row 1, column 2: an empty cell is not a number"),
    ("1\nnan\n", "row 2, column 1: nan is not a finite number"),
    ("1\n-inf\n", "row 2, column 1: -inf is not a finite number"),
    ("1e400\n", "inf is not a finite number"),
    ("1_0\n", "'1_0' is not a number"),
    ("٣\n", "'٣' is not a number"),
    ("# no comments\n1\n", "'# no comments' is not a number"),
    (b"1\n\xff\n", "byte 3 is not UTF-8"),
    ('{"g": [[1]]}', "an object, not an array of arrays"),
    ("[1, 2]", "row 1 is not an array of numbers"),
    ("[[1], []]", "row 2 is not an array of numbers"),
    ("[[1, 2], [3]]", "row 2 has 1 column, row 1 has 2"),
    ("[[1], [null]]", "row 2, column 1: null is not a number"),
    ("[[true]]", "row 1, column 1: a truth value is not a number"),
    ("[[[1]]]", "row 1, column 1: an array is not a number"),
    ("[[NaN]]", "nan is not a finite number"),
    ("[[1]", ":1:5: Expecting"),
    ("[" * 100_000, "nested too deeply"),
    (f"[[{'1' * 5000}]]", "digits"),
    (f"[[{'1' * 400}]]", "is not a number"),
]


@pytest.mark.parametrize(("content", "says"), FAULTS, ids=[str(c)[:20] for c, _ in FAULTS])
def test_a_fault_is_told_with_its_place(
    run: Run, file: Write, content: str | bytes, says: str
) -> None:
    path = file(content)
    done = run("trace", "adam", "--grads", path)
    assert done.status == 2
    assert done.fault.startswith(path)
    assert says in done.fault


def test_a_file_that_is_not_there(run: Run, file: Write, tmp_path: Path) -> None:
    file("1\n", "gradients.csv")
    done = run("trace", "adam", "--grads", str(tmp_path / "gradient.csv"))
    assert done.status == 2
    assert done.fault.endswith("No such file or directory; did you mean 'gradients.csv'?")
    assert run("trace", "adam", "--grads", str(tmp_path)).status == 2
    assert run("trace", "adam", "--grads", "x" * 5000).status == 2


def test_a_setting_that_nothing_has(run: Run, file: Write) -> None:
    done = run("trace", "adam", "--grads", file("1\n"), "--set", "C=4")
    assert done.status == 2
    assert "adam has no C" in done.fault


def test_a_start_for_given_gradients(run: Run, file: Write) -> None:
    path = file("1,2\n")
    told = run("trace", "sgd", "--grads", path, "--start", "-4,2", "--format", "json").out
    assert json.loads(told)["theta0"] == [-4.0, 2.0]
    assert "starts from 2 numbers" in run("trace", "sgd", "--grads", path, "--start", "1").fault
