"""The functions are the program's commands: no more, no less, and no list of them by hand."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rutverk

HERE = Path(__file__).resolve().parents[1]


def commands(entry: dict, words: tuple = ()):
    for child in entry.get("subcommands", []):
        if child["commandName"] != "help":
            found = words + (child["commandName"],)
            if child.get("subcommands"):
                yield from commands(child, found)
            else:
                yield found, child


@pytest.fixture(scope="module")
def dump() -> dict:
    return json.loads(subprocess.check_output([rutverk.find_program(), "--experimental-dump-help"]))["command"]


def test_made_from_this_program() -> None:
    check = subprocess.run(
        [sys.executable, HERE / "generate", "--check"], env={**os.environ, "RUTVERK": rutverk.find_program()},
        stdout=subprocess.PIPE, text=True,
    )
    assert check.returncode == 0, check.stdout


def test_every_command_and_option(dump: dict) -> None:
    found = list(commands(dump))
    assert len(found) > 25
    for words, entry in found:
        function = rutverk
        for word in words:
            function = getattr(function, word.replace("-", "_"))
        taken = {name.rstrip("_").replace("_", "-") for name in inspect.signature(function).parameters}
        named = {a["preferredName"]["name"] for a in entry["arguments"] if a["kind"] != "positional" and a["shouldDisplay"]}
        named |= {a["valueName"] for a in entry["arguments"] if a["kind"] == "positional"}
        if words[0] == "generate":
            named.discard("stats")  # listed and refused
        assert taken == named - {"version", "help"}, words
        assert entry["abstract"].split("`")[0] in function.__doc__


def test_typed() -> None:
    run = subprocess.run([sys.executable, "-m", "mypy"], cwd=HERE, stdout=subprocess.PIPE, text=True)
    assert run.returncode == 0, run.stdout
