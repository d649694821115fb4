"""`adamtui trace --against`: one's own buffers beside the engine's."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adamtui.core.diagnosis import Outcome
from adamtui.core.rulebook import RULES
from adamtui.core.slips import slipped
from adamtui.core.usual_slips import slips_of

Run = Callable[..., Any]
Write = Callable[..., str]
REFERENCE: dict[str, Any] = json.loads(
    Path(__file__).parents[1].joinpath("core/torch_reference.json").read_text(encoding="ascii")
)
GRADS = "3,4\n-1,0.5\n2,-6\n"


@pytest.fixture
def file(tmp_path: Path) -> Write:
    def write(content: str | bytes, name: str = "own.csv") -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def as_csv(header: Sequence[str], rows: Sequence[Sequence[float]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


def told(run: Run, *words: str) -> Any:
    done = run("trace", *words, "--format", "json")
    assert done.err == ""
    return json.loads(done.out, parse_constant=pytest.fail)


class TestPyTorch:
    """PyTorch's own numbers agree, under PyTorch's own names."""

    @pytest.fixture
    def words(self, file: Write) -> Callable[[dict[str, Any]], list[str]]:
        def of(case: dict[str, Any]) -> list[str]:
            grads = file(json.dumps(REFERENCE["gradients"]), "grads.json")
            start = ",".join(map(repr, REFERENCE["start"]))
            settings = [f"{name}={value!r}" for name, value in case["hyper"].items()]
            return [case["rule"], "--grads", grads, "--start", start, "--set", *settings]

        return of

    def records(self, case: dict[str, Any], floats: type) -> tuple[list[str], list[list[float]]]:
        kept = REFERENCE["kept"]
        columns: dict[str, Any] = {}
        for name, rows in case["buffers"].items():
            if np.ndim(rows) == 1:
                columns[name] = rows
            else:
                columns |= {f"{name}.{i}": each for i, each in enumerate(zip(*rows, strict=True))}
        values = np.column_stack(list(columns.values()))
        rounded = values.astype(floats).astype(np.float64).tolist()
        return ["t", *columns], [[t, *row] for t, row in zip(kept, rounded, strict=True)]

    @pytest.mark.parametrize("case", REFERENCE["cases"], ids=lambda case: str(case["rule"]))
    def test_in_float64_and_in_float32(
        self, run: Run, file: Write, words: Callable[[dict[str, Any]], list[str]], case: Any
    ) -> None:
        path = file(as_csv(*self.records(case, np.float64)))
        found = told(run, *words(case), "--against", path, "--rtol", "1e-12")
        assert (found["agree"], found["first"], found["slip"]) == (True, None, None)
        assert found["updates"] == len(REFERENCE["kept"])
        single = file(as_csv(*self.records(case, np.float32)))
        assert run("trace", *words(case), "--against", single, "--dtype", "float32").status == 0

    def test_float32_is_recognised(
        self, run: Run, file: Write, words: Callable[[dict[str, Any]], list[str]]
    ) -> None:
        case = next(each for each in REFERENCE["cases"] if each["rule"] == "adamw")
        single = file(as_csv(*self.records(case, np.float32)))
        done = run("trace", *words(case), "--against", single)
        assert done.status == 1
        assert "no slip: the values are float32; by --dtype float32 all agree" in done.out


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("rule", RULES)
def test_what_trace_prints_agrees(run: Run, file: Write, rule: str, form: str) -> None:
    printed = run("trace", rule, "--steps", "30", "--lines", "--format", form).out
    done = run("trace", rule, "--against", file(printed))
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("30 updates, ")
    assert done.out.endswith("every value is the same, to the last bit\n")


@pytest.mark.parametrize(
    "words",
    [
        ("adam", "--problem", "reddi"),
        ("adam", "--problem", "digits"),
        ("amsgrad", "--convention", "optax"),
        ("adam", "--convention", "keras", "--dtype", "float32"),
    ],
)
def test_measures_boxes_and_conventions_too(run: Run, file: Write, words: tuple[str, ...]) -> None:
    printed = run("trace", *words, "--format", "csv").out
    assert run("trace", *words, "--against", file(printed)).status == 0


def test_the_report_of_a_slip(run: Run, file: Write) -> None:
    words = ("trace", "adam", "--set", "lr=0.1")
    table = csv.DictReader(io.StringIO(run(*words, "correction=none", "--format", "csv").out))
    rows = as_csv(["t", "theta.0"], [[float(row[k]) for k in ("t", "theta.0")] for row in table])
    done = run(*words, "--against", file(rows))
    assert done.status == 1
    assert done.out.splitlines()[:6] == [
        "first difference: theta.0 at t = 1",
        "  yours     −3.6837722464831617",
        "  expected  −3.900000000125",
        "  apart by  0.216, 0.0541 of its largest value so far; 1e−10 is allowed",
        "likely slip: there is no bias correction",
        "  m̂ = m, not m/(1 − β₁ᵗ)",
    ]
    assert done.out.endswith("  explains all 10 updates\n")


def test_the_object(run: Run, file: Write) -> None:
    path = file('[{"t": 1, "exp_avg": [0.3, 0.4]}, {"t": 2, "exp_avg_sq": ["inf", 1]}]')
    found = told(run, "adam", "--grads", file(GRADS, "g.csv"), "--against", path)
    assert found["columns"] == ["m.0", "m.1", "v.0", "v.1"]
    assert (found["agree"], found["updates"], found["rtol"]) == (False, 2, 1e-10)
    first = found["first"]
    assert (first["t"], first["buffer"], first["element"]) == (2, "v", 0)
    assert (first["yours"], first["relative"]) == ("inf", "inf")
    assert found["slip"] is None


@pytest.mark.parametrize(
    ("rule", "name"), [("adam", "eps-in-root"), ("adamw", "decay-after"), ("adagrad", "no-square")]
)
def test_a_slip_by_its_name(
    run: Run, file: Write, monkeypatch: pytest.MonkeyPatch, rule: str, name: str
) -> None:
    right = RULES[rule]
    slip = next(each for each in slips_of(right, right.hyper) if each.name == name)
    words = (rule, "--set", "eps=0.1", "--grads", file(GRADS, "g.csv"), "--start", "1,2")
    with monkeypatch.context() as patch:
        patch.setattr("adamtui.core.plan.rule_for", lambda *_: slipped(right, slip))
        printed = run("trace", *words, "--format", "json").out
    found = told(run, *words, "--against", file(printed))
    assert (found["slip"]["name"], found["slip"]["all"]) == (name, True)
    assert found["slip"]["lines"][0]["line"] == slip.line


def test_forms_of_a_file(run: Run, file: Write) -> None:
    words = ("trace", "sgd", "--fn", "x**2", "--start", "1", "--set", "lr=0.25", "--against")
    for content in (
        "theta\n0.5\n0.25\n",
        "\ufefftheta.x\r\n0.5\r\n\r\n0.25\r\n",
        "t,theta.0\n2, 0.25\n1,0.5\n",
        "step,param\n2,0.25\n",
        '"t","theta.0"\n"1","0.5"\n',
        '[{"theta": 0.5}, {"theta": 0.25}]',
        '{"name": "mine", "steps": [{"t": 2, "theta": [0.25], "loss": null}]}',
    ):
        done = run(*words, file(content))
        assert (done.status, done.err) == (0, ""), content


def test_as_many_updates_as_asked_for(run: Run, file: Write) -> None:
    path = file("t,theta.0\n1,0.5\n2,9\n")
    words = ("trace", "sgd", "--fn", "x**2", "--start", "1", "--set", "lr=0.25", "--against", path)
    assert run(*words).status == 1
    assert run(*words, "--steps", "1").out.startswith("1 update, 1 column: all agree")
    assert run(*words, "--steps", "0").fault.endswith("begins at t = 1, beyond --steps 0")


@pytest.mark.parametrize("content", ["t,loss\n1,\n2,\n", '[{"t": 1, "loss": null}]'])
def test_a_file_without_a_value_does_not_agree(run: Run, file: Write, content: str) -> None:
    done = run("trace", "adam", "--against", file(content))
    assert (done.status, done.out) == (2, "")
    assert done.fault.endswith("nothing to compare: no cell has a value")


def test_only_updates_and_columns_with_a_value_are_counted(run: Run, file: Write) -> None:
    path = file('[{"t": 1, "m": [0.2], "loss": null}, {"t": 2}, {"t": 3}]')
    done = run("trace", "adam", "--fn", "x**2", "--start", "1", "--against", path)
    assert done.out.startswith("1 update, 1 column: all agree")


def test_all_conventions_that_have_a_line_are_named(run: Run, file: Write) -> None:
    done = run("trace", "amsgrad", "--against", file("t,alpha.0\n1,2\n"))
    assert done.fault.endswith("it has by --convention paper or keras")


def test_no_file_name_is_no_folder(run: Run) -> None:
    assert run("trace", "adam", "--against", "").fault == "trace --against: '' is no file"


def test_one_parameter_is_one(run: Run, file: Write) -> None:
    done = run("trace", "adam", "--fn", "x", "--start", "1", "--against", file("m.1\n1\n"))
    assert done.fault.endswith("there is 1 parameter: write m.0")


def test_one_update_cannot_tell_slips_apart(run: Run, file: Write) -> None:
    words = ("trace", "momentum", "--fn", "x", "--start", "1", "--set", "lr=0.1", "--against")
    assert run(*words, file("theta\n0.99\n")).out.endswith(
        "likely slip: one update cannot tell slips apart; it may be any of dampened, lr=0.01\n"
    )
    two = run(*words, file("theta\n0.99\n0.971\n")).out
    assert "likely slip: the gradient is dampened by 1 − μ" in two
    assert "  explains all 2 updates; so would 1 other: lr=0.01\n" in two


def test_the_difference_is_printed_before_the_search(
    run: Run, file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []

    def search(*_: object) -> Outcome:
        assert isinstance(sys.stdout, io.StringIO)
        printed.append(sys.stdout.getvalue())
        return Outcome(None, 0, looked=False)

    monkeypatch.setattr("adamtui.commands.explained.diagnose", search)
    done = run("trace", "adam", "--against", file("t,m.0\n1,0.1234567890123456\n"))
    assert [text.splitlines()[0] for text in printed] == ["first difference: m.0 at t = 1"]
    told = "likely slip: not looked for: t = 1 is too far; give the first updates\n"
    assert done.out == printed[0] + told


def test_more_than_rounding_is_told(run: Run, file: Write) -> None:
    done = run(
        "trace", "sgd", "--fn", "x", "--start", "1", "--set", "lr=0", "--against",
        file("theta\n1.00000000001\n"),
    )  # fmt: skip
    assert done.status == 0
    assert "that is more than rounding, as a rule: --rtol 1e-12 looks closer" in done.out


FAULTS = [
    ("", "empty; write a header as in t,theta.0,theta.1"),
    ("1,2\n3,4", "row 1 has no names; write a header"),
    ("t,theta.0\n", "no rows; write one an update"),
    ("[]", "no steps; write one an update"),
    ("t\n1\n", "nothing to compare; write columns such as t,theta.0,m.0"),
    ("t,thta.0\n1,2", "column 2 (thta.0): adam has no 'thta'; did you mean 'theta'?"),
    ("t,alpha.0\n1,2", "no 'alpha' by this convention; it has by --convention keras"),
    ("t,v_max.0\n1,2", "column 2 (v_max.0): adam has no 'v_max'; amsgrad has"),
    ("t,max_exp_avg_sq.0\n1,2", "adam has no 'max_exp_avg_sq'; amsgrad has"),
    ("t,theta.2\n1,2", "column 2 (theta.2): there are 2 parameters: write theta.0 to theta.1"),
    ("t,theta\n1,2", "write theta.0 to theta.1"),
    ("m.0,exp_avg.0\n1,2", "column 1 (m.0) and column 2 (exp_avg.0) are the same"),
    ("t,theta.0\n1,2\n2\n", "row 3 has 1 cell, the header 2"),
    ("t,theta.0\n1,x", "row 2, column 2 (theta.0): 'x' is not a number"),
    ("t,theta.0\n1,", "row 2, column 2 (theta.0): an empty cell is not a number"),
    ("t,theta.0\n0,1", "row 2, column 1 (t): 0 is no update; they are 1, 2, … 1,000,000"),
    ("t,theta.0\n1.5,1", "1.5 is no update"),
    ("t,theta.0\nnan,1", "nan is no update"),
    ("t,theta.0\n1e9,1", "1,000,000,000 is no update"),
    ("t,theta.0\n1000001,1", "1,000,001 is no update"),
    ("t,loss,m.0\n1,,\n", "row 2, column 3 (m.0): an empty cell is not a number"),
    ('[{"t": 1}, {"t": 2, "m": []}]', "nothing to compare"),
    (",m.0\n0,1", "column 1 has no name (an index?)"),
    ("t;theta.0\n1;2", "row 1: commas separate, not ';'"),
    ("t\ttheta.0\n1\t2", "row 1: commas separate, not tabs"),
    ("t,theta.0\n3,1\n3,2", "t = 3 stands in row 2 and in row 3"),
    ("t,theta.0\n4,1", "t = 4, and "),
    (b"t,theta.0\n\xff", "byte 11 is not UTF-8"),
    ("t,theta.0\n1,\x00", "is not a number"),
    ('{"a": 1}', 'no list "steps"; write the object that trace prints'),
    ("[3]", "step 1 is not an object"),
    ('[{"m": [1, null]}]', "step 1, m.1: null is not a number"),
    ('[{"m": [[1]]}]', "step 1, m.0: an array is not a number"),
    ('[{"m": {"0": 1}}]', "write m.0 to m.1"),
    ('[{"t": 1, "m": [1]}, {"m": [2]}]', "step 2 has no t, others have one"),
    ('[{"t": x}]', ":1:8: "),
    ("[" * 100_000, "nested too deeply"),
]


@pytest.mark.parametrize(("content", "says"), FAULTS, ids=[str(c)[:24] for c, _ in FAULTS])
def test_a_fault_is_told_with_its_place(
    run: Run, file: Write, content: str | bytes, says: str
) -> None:
    path = file(content)
    done = run("trace", "adam", "--grads", file(GRADS, "g.csv"), "--against", path)
    assert done.status == 2
    assert done.fault.startswith(path)
    assert says in done.fault


def test_a_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    assert run("trace", "adam", "--against", str(tmp_path)).fault.endswith("Is a directory")
    assert run("trace", "adam", "--against", str(tmp_path / "none")).status == 2
