"""Which program is taken, and that an old one is not."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
import rutverk


def pretend(folder: Path, version: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "rutverk"
    file.write_text(f"#!/bin/sh\necho rutverk {version}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def test_named_by_the_environment(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("RUTVERK", str(pretend(tmp_path / "a", rutverk.__version__)))
    assert rutverk.find_program() == str(tmp_path / "a" / "rutverk")
    monkeypatch.setenv("RUTVERK", str(tmp_path / "none"))
    with pytest.raises(rutverk.ProgramError, match="RUTVERK"):
        rutverk.find_program()


def test_on_the_path(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("RUTVERK", raising=False)
    monkeypatch.setattr("rutverk._program._places", lambda: iter(()))
    monkeypatch.setenv("PATH", str(pretend(tmp_path / "b", "0.1.0").parent))
    assert rutverk.find_program() == str(tmp_path / "b" / "rutverk")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(rutverk.ProgramError, match="not found"):
        rutverk.find_program()


def test_beside_the_package(tmp_path, monkeypatch) -> None:
    """`pip install --target` puts programs into `bin` beside the package."""
    monkeypatch.delenv("RUTVERK", raising=False)
    monkeypatch.setattr("rutverk._program.__file__", str(tmp_path / "target" / "rutverk" / "_program.py"))
    monkeypatch.setenv("PATH", str(pretend(tmp_path / "other", "0.1.0").parent))
    program = pretend(tmp_path / "target" / "bin", "0.1.0")
    assert rutverk.find_program() == str(program)


@pytest.mark.parametrize("version, right", [("0.0.9", False), ("99.0.0", False), ("", False)])
def test_other_versions_are_refused(town, tmp_path, monkeypatch, version, right) -> None:
    monkeypatch.setenv("RUTVERK", str(pretend(tmp_path / "v", version)))
    with pytest.raises(rutverk.ProgramError):
        rutverk.index(town.cells)


def test_what_the_program_says_of_itself() -> None:
    assert rutverk.program_version().split(".")[:2] == rutverk.__version__.split(".")[:2]
    assert os.access(rutverk.find_program(), os.X_OK) and sys.version_info >= (3, 9)
