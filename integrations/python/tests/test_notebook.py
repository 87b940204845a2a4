"""The notebook runs, and what it shows is what the commands say."""

from __future__ import annotations

from pathlib import Path

import nbclient
import nbformat
import pytest
import rutverk

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "jamforelser.ipynb"


def test_the_reports_comparisons(town) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert sum(1 for text in code for line in text.splitlines() if line.strip()) <= 25
    assert not any(cell.get("outputs") for cell in notebook.cells), "kept without its outputs"
    look = nbformat.v4.new_code_cell("print(repr((shares.to_dict(), concordance.to_dict())))")
    notebook.cells.append(look)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    shares, concordance = eval(notebook.cells[-1].outputs[-1].text, {"nan": float("nan")})
    overlay = rutverk.overlay(cells=rutverk.index(town.cells).layer, areas=town.areas).stats
    assert concordance == overlay["concordance"]["population"]
    assert set(shares["areas"]) == {"sarskilt_utsatt", "risk", "utsatt", "ovrig"}
    for name in shares["areas"]:
        assert shares["events / people"][name] == pytest.approx(shares["share of events"][name] / shares["share of people"][name], rel=1e-9)
