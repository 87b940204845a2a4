"""What the program refuses is an exception that says where."""

from __future__ import annotations

import pickle

import geopandas
import pandas
import pyarrow
import pytest
import rutverk

PHONE = "46701234567"


def test_row_field_and_value(town, tmp_path) -> None:
    lines = town.cells.read_text().splitlines()
    row = lines[4].split(",")
    row[3] = "abc"
    (tmp_path / "rutor.csv").write_text("\n".join([*lines[:4], ",".join(row), *lines[5:]]))
    with pytest.raises(rutverk.DataError) as caught:
        rutverk.index(tmp_path / "rutor.csv")
    error = caught.value
    assert error.file == str(tmp_path / "rutor.csv") and error.row == 5 and error.field == "inkomst" and error.value == "abc"
    assert error.exit_code == 65 and error.expected == "a number" and error.command == "index" and "row 5" in str(error)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is rutverk.DataError and copy.__dict__ == error.__dict__


@pytest.mark.parametrize(
    "kind, code, call",
    [
        (rutverk.InputNotFound, 66, lambda town, folder: rutverk.overlay(cells=town.cells, areas=folder / "none.gpkg")),
        (rutverk.OutputError, 73, lambda town, folder: rutverk.index(town.cells, output=folder / "a.doc")),
        (rutverk.UsageError, 64, lambda town, folder: rutverk.index(town.cells, stats=folder / "a.doc")),
        (rutverk.UsageError, 64, lambda town, folder: rutverk.compare(areas=town.areas)),
        (rutverk.DataError, 65, lambda town, folder: rutverk.index(town.areas)),
    ],
)
def test_kinds(town, tmp_path, kind, code, call) -> None:
    with pytest.raises(rutverk.RutverkError) as caught:
        call(town, tmp_path)
    assert type(caught.value) is kind and caught.value.exit_code == code
    assert "Usage:" not in caught.value.message and caught.value.message


def test_layers_in_memory_have_their_parameters_names(town) -> None:
    areas = geopandas.read_file(town.areas)
    with pytest.raises(rutverk.RutverkError) as caught:
        rutverk.overlay(cells=town.cells, areas=areas, id_field="nothing")
    assert caught.value.file == "areas" and "rutverk-" not in str(caught.value)
    with pytest.raises(rutverk.RutverkError, match="no crs"):
        rutverk.overlay(cells=town.cells, areas=areas.set_crs(None, allow_override=True))


def test_no_phone_in_an_exception(town) -> None:
    """Nor in what it hangs on to."""
    times = ["2020-03-01T10:00:00", f"{PHONE} at noon"]
    wrong = [
        pyarrow.table({"phone": [PHONE, PHONE], "timestamp": times, "station": ["S00001", "S00002"]}),
        pandas.DataFrame({"phone": [int(PHONE), PHONE], "timestamp": times[:1] * 2, "station": ["S00001", "S00002"]}),
        pandas.DataFrame({"phone": [b"\xff" + PHONE.encode(), PHONE], "timestamp": times[:1] * 2, "station": ["S00001"] * 2}),
    ]
    for table in wrong:
        with pytest.raises((rutverk.DataError, TypeError)) as caught:
            rutverk.footprint(events=table, stations=town.stations, areas=town.areas)
        error = caught.value
        while error is not None:
            assert PHONE not in f"{error} {error.__dict__}"
            error = error.__cause__ or error.__context__


def test_values_that_no_option_has(town) -> None:
    with pytest.raises(TypeError, match="min_population"):
        rutverk.index(town.cells, min_population=[True])
    with pytest.raises(TypeError, match="unexpected keyword"):
        rutverk.index(town.cells, min_populatoin=5)
    with pytest.raises(TypeError, match="output"):
        rutverk.index(town.cells, output=True)
