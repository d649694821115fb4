"""The words of the command line, right and wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
TRACE = ("trace", "adam", "--fn", "x**2", "--format", "json", "--steps", "1")

FAULTS = [
    ("trce", "unknown command 'trce'; did you mean 'trace'?"),
    ("xyzzy", "unknown command 'xyzzy'; see adamtui --help"),
    ("--captiv", "there is no option '--captiv'; see adamtui --help"),
    ("--lessons", "--lessons needs a value"),
    ("--steps 3 trace adam", "there is no option '--steps'; it is an option of trace"),
    ("list --lessons x", "list has no option '--lessons'; it stands before the command"),
    ("list more", "list: 'more' is one word too many"),
    ("list --format jsn", "list --format: unknown format 'jsn'; did you mean 'json'?"),
    ("open", "open needs LESSON[#PART]"),
    ("trace", "trace needs RULE"),
    ("trace adam adamw", "'adamw' is one word too many"),
    ("trace Adam", "unknown rule 'Adam'; did you mean 'adam'?"),
    ("trace adem", "unknown rule 'adem'; did you mean 'adam'?"),
    ("trace adam --step 3", "trace has no option '--step'; did you mean '--steps'?"),
    ("trace adam --fm x", "trace has no option '--fm'; did you mean '--fn'?"),
    ("trace adam --lr 0.1", "trace has no option '--lr'; write --set lr=…"),
    ("trace adamw --weight-decay=1", "write --set weight_decay=…"),
    ("trace adam --weight-decay=1", "no option '--weight-decay'; see adamtui trace --help"),
    ("trace --lr 0.1 adam", "trace has no option '--lr'; write --set lr=…"),
    ("trace adam --problem noisy-bowl --sd 1", "trace has no option '--sd'; write --set sd=…"),
    ("trace adam --sd 1", "trace has no option '--sd'; did you mean '--seed'?"),
    ("trace adam --sigma 2", "trace has no option '--sigma'; see adamtui trace --help"),
    ("trace adam --correction m", "trace has no option '--correction'; write --set correction=…"),
    ("step --weight 3", "step has no option '--weight'; see adamtui step --help"),
    ("list --sigma 2", "list has no option '--sigma'; see adamtui list --help"),
    ("--lr 0.1", "there is no option '--lr'; see adamtui --help"),
    ("trace adam --unheard-of", "trace has no option '--unheard-of'; see adamtui trace --help"),
    ("trace adam --format xml", "unknown format 'xml'; there are table, csv, json"),
    ("trace adam --fn x --problem bowl", "--problem cannot go with --fn"),
    ("trace adam --fn x --grads f", "--grads cannot go with --fn"),
    ("trace adam --steps", "--steps needs a value"),
    ("trace adam --steps -1", "'-1' is not a whole number"),
    ("trace adam --steps 1e3", "'1e3' is not a whole number"),
    ("trace adam --steps 1_0", "'1_0' is not a whole number"),
    ("trace adam --seed -1", "'-1' is not a whole number"),
    ("trace adam --rtol 1e-6", "trace --rtol needs --against"),
    ("trace adam --rtol small", "--rtol: 'small' is not a number"),
    ("trace adam --rtol 1", "--rtol: '1' is not from 0 to below 1, as 1e-9 is"),
    ("trace adam --rtol -1", "--rtol: '-1' is not from 0"),
    ("trace adam --dtype float61", "unknown dtype 'float61'; did you mean"),
    ("trace adam --dtype half", "unknown dtype 'half'; there are float64, float32, float16"),
    ("trace adam --against", "--against needs a value"),
    ("trace adam --against f --lines", "trace --lines cannot go with --against"),
    ("trace adam --against f --format csv", "has no --format csv; there are table, json"),
    ("step adam --against f", "step has no option '--against'; it is an option of trace"),
    ("trace adam --lines=yes", "--lines takes no value"),
    ("trace adam --set lr", "'lr' is not a setting; write name=value"),
    ("trace adam --set lr=fast", "lr: 'fast' is not a number"),
    ("trace adam --set lr=0,1", "lr: '0,1' is not a number; write 0.1"),
    ("step adam --set lr=5%", "lr: '5%' is not a number; write 0.05"),
    ("trace adam --start −4,2", "start, place 1: '−4' is not a number; write -4, with a plain"),
    ("trace adam --set lr=nan", "lr must be a finite number"),
    ("trace adam --set beta1=1", "beta1 must be ≥ 0 and < 1"),
    ("trace adam --set betta1=1", "did you mean 'beta1'?"),
    ("trace sgd --set beta1=0", "sgd has no beta1"),
    ("trace adam --set correction=all", "correction is one of both, m, v, none"),
    ("trace adam --problem bwol", "did you mean 'bowl'?"),
    ("trace adam --convention keas", "unknown convention 'keas'; did you mean 'keras'?"),
    ("trace nesterov --convention paper", "nesterov has no paper convention"),
    ("trace adam --start 1", "bowl starts from 2 numbers (x, y), not 1"),
    ("trace adam --start 1,,2", "place 2: '' is not a number"),
    ("trace adam --start nan,2", "finite numbers"),
    ("trace adam --start 1e400,2", "finite numbers"),
    ("trace adam --start=", "'' is not a number"),
    ("trace adam --fn 9**9**9**9", "column"),
    ("trace adam --fn x+foo", "column 3"),
    ("trace adam --fn=", "column 1"),
    ("moments", "moments needs DIST"),
    ("moments nrmal", "unknown distribution 'nrmal'; did you mean 'normal'?"),
    ("moments xyzzy", "there are normal, laplace, uniform, exponential, gamma, two-point"),
    ("moments normal --set sgma=1", "normal has no parameter 'sgma'; did you mean 'sigma'?"),
    ("moments normal --set self=1", "normal has no parameter 'self'; there are mu, sigma"),
    ("moments normal --set sigma=0", "sigma must be above 0, not 0"),
    ("moments normal --set mu=inf", "mu must be a finite number"),
    ("moments normal --set mu=big", "mu: 'big' is not a number"),
    ("moments normal --set mu", "'mu' is not a setting; write name=value, as in mu=0.5"),
    ("moments uniform --set a=2 b=1", "a must be below b"),
    (
        "moments uniform --set a=2.0000000001 --set b=2",
        "a must be below b, not a = 2.0000000001 and b = 2",
    ),
    ("moments two-point --set p=1.5", "p must be from 0 to 1, not 1.5"),
    ("moments digits --set weight=1.5", "weight must be a whole number"),
    ("moments normal --order 5", "--order: '5' is not a whole number from 1 to 4"),
    ("moments normal --order 0", "'0' is not a whole number from 1 to 4"),
    ("moments normal --sigma 2", "moments has no option '--sigma'; write --set sigma=…"),
    ("moments --sigma 2 normal", "moments has no option '--sigma'; write --set sigma=…"),
    ("moments normal --lr 1", "moments has no option '--lr'; see adamtui moments --help"),
    ("moments normal --rate 1", "moments has no option '--rate'; see adamtui moments --help"),
    ("moments normal --format tex", "unknown format 'tex'; did you mean 'latex'?"),
    ("moments gaussian", "unknown distribution 'gaussian'; did you mean 'normal'?"),
    ("moments poisson", "unknown distribution 'poisson'; there are normal, laplace"),
    ("moments exponential --set lambda=2", "has no parameter 'lambda'; did you mean 'rate'?"),
    ("moments normal --set std=2", "normal has no parameter 'std'; there are mu, sigma"),
    ("moments normal --set Mu=2", "normal has no parameter 'Mu'; did you mean 'mu'?"),
    ("moments normal --set mu=0,5", "mu: '0,5' is not a number; write 0.5"),
    ("moments normal --set mu=−1", "mu: '−1' is not a number; write -1, with a plain hyphen"),
    (
        "moments uniform --set a=5",
        "a must be below b, not a = 5 and b = 2 (b is 2 where none is given)",
    ),
    ("trace adam --order 2", "trace has no option '--order'; it is an option of moments"),
    ("step adem", "unknown rule 'adem'; did you mean 'adam'?"),
    ("step adam --steps 3", "it is an option of trace"),
]


@pytest.mark.parametrize(("words", "says"), FAULTS, ids=[words for words, _ in FAULTS])
def test_a_wrong_word_is_told_in_one_line(run: Run, words: str, says: str) -> None:
    done = run(*words.split(" "))
    assert done.status == 2
    assert says in done.fault


@pytest.mark.parametrize("words", ["trace adam --set lr=1", "moments normal", "list --sigma 2"])
def test_reading_the_words_loads_nothing_heavy(words: str) -> None:
    code = (
        "import sys\nfrom adamtui.commands.arguments import parse\n"
        f"try: parse({words.split()!r})\nexcept Exception as error: print(error)\n"
        "sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def first_step(run: Run, *words: str) -> Any:
    done = run(*TRACE, *words)
    assert done.err == ""
    return json.loads(done.out)


@pytest.mark.parametrize("start", [("--start", "-4"), ("--start=-4",)])
def test_a_start_may_have_a_minus(run: Run, start: tuple[str, ...]) -> None:
    assert first_step(run, *start)["theta0"] == [-4.0]


def test_a_function_may_begin_with_a_minus(run: Run) -> None:
    assert first_step(run, "--fn", "-x**2", "--start", "3")["steps"][0]["g"] == [-6.0]


@pytest.mark.parametrize(
    "words",
    [
        "trace adam --set lr=0.5 beta1=0 --steps 1",
        "trace --set lr=0.5 beta1=0 adam --steps 1",
        "trace --steps 1 --set lr=0.5 --set beta1=0 adam",
        "trace --set=lr=0.5 --steps=1 --set beta1=0 adam",
        "trace adam --steps 1 --set lr=3 lr=0.5 beta1=0",
    ],
)
def test_settings_stand_anywhere(run: Run, words: str) -> None:
    hyper = json.loads(run(*words.split(), "--format", "json").out)["hyper"]
    assert (hyper["lr"], hyper["beta1"]) == (0.5, 0.0)


def test_what_was_typed_cannot_break_the_line_or_the_terminal(run: Run) -> None:
    done = run("trace", "ad\nam\x1b[2J\u202e\udcff")
    assert r"'ad\nam\x1b[2J\u202e\udcff'" in done.fault
    assert len(run("trace", "adam", "--problem", "x" * 100_000).fault) < 500


@pytest.mark.parametrize("command", ["", "open", "step", "trace", "moments", "list"])
def test_help_explains_every_option_in_80_columns(run: Run, command: str) -> None:
    done = run(*command.split(), "--help")
    assert done.status == 0
    assert done.err == ""
    assert done.out.startswith(f"usage: adamtui {command}".rstrip())
    assert [line for line in done.out.splitlines() if len(line) > 80] == []


def test_help_names_all_that_can_be_named(run: Run) -> None:
    words = set(re.findall(r"[\w-]+", run("trace", "--help").out))
    names = "adam_l2 sgdw nesterov bowl plateau pytorch keras lr weight_decay correction sqrt"
    assert set(names.split()) <= words
    assert {"open", "step", "trace", "moments", "list", "eject"} <= set(run("--help").out.split())


def test_help_shows_only_what_there_is(run: Run) -> None:
    text = run("--help").out + run("trace", "--help").out
    assert "captive" not in re.findall(r"\w+", text)


def test_examples_in_the_help_work(run: Run) -> None:
    text = "".join(run(*words, "--help").out for words in ((), ("trace",), ("moments",)))
    examples = re.findall(r"^  adamtui ((?:trace|moments) .*)$", text, re.MULTILINE)
    assert len(examples) > 7
    for example in examples:
        words = example.replace('"', "").split()
        done = run(*words)
        assert done.status == (2 if "--grads" in words else 0), example


def test_lessons_in_the_help_are_there(run: Run) -> None:
    named = re.findall(r"^  adamtui open (\S+)$", run("open", "--help").out, re.MULTILINE)
    assert [run("open", name).status for name in named] == [3, 3, 2]


def test_version(run: Run) -> None:
    assert re.fullmatch(r"adamtui \d+\.\d+\.\d+\n", run("--version").out)
