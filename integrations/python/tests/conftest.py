"""The bundled town, and what is made of it once for all tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
import rutverk

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def town() -> SimpleNamespace:
    shapes = PROJECT / "shapes"
    return SimpleNamespace(
        cells=PROJECT / "grids" / "exempelstad.csv", areas=shapes / "exempelstad_omraden.geojson",
        events=shapes / "exempelstad_handelser.csv", stations=shapes / "exempelstad_stationer.csv",
    )


@pytest.fixture(scope="session")
def index(town: SimpleNamespace) -> rutverk.Result:
    return rutverk.index(town.cells)


@pytest.fixture()
def shell():
    """The program itself, as somebody would run it."""

    def run(*words: object, **options: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([rutverk.find_program(), *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    return run


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has its own temporary folder, so that it can see what a run left there."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
