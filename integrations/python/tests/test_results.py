"""What comes back is what the command line writes."""

from __future__ import annotations

import datetime
import json
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import geopandas
import pandas
import pytest
import rutverk


def without_run(stats: dict) -> dict:
    return {key: value for key, value in stats.items() if key != "run"}


def test_layer_and_statistics(town, index, shell, tmp_path) -> None:
    run = shell("index", town.cells, "--output", tmp_path / "a.gpkg", "--stats", tmp_path / "a.json")
    assert run.returncode == 0
    pandas.testing.assert_frame_equal(index.layer, geopandas.read_file(tmp_path / "a.gpkg"))
    assert without_run(index.stats) == without_run(json.loads((tmp_path / "a.json").read_text()))
    assert index.layer.crs.to_epsg() == 3006 and len(index.layer) == 4500 and index.layer["ruta"].iloc[0] == "5600006590000"
    assert list(index.table.columns) == [c for c in index.layer.columns if c != "geometry"]


def test_layers_in_memory_are_layers(town, index, tmp_path) -> None:
    by_path = rutverk.overlay(cells=town.cells, areas=town.areas)
    index.layer.to_file(tmp_path / "cells.gpkg")
    by_layer_file = rutverk.overlay(cells=tmp_path / "cells.gpkg", areas=town.areas)
    in_memory = rutverk.overlay(cells=index.layer, areas=geopandas.read_file(town.areas))
    assert without_run(in_memory.stats) == without_run(by_layer_file.stats)
    pandas.testing.assert_frame_equal(in_memory.layer, by_layer_file.layer)
    assert in_memory.stats["total"]["population"] == pytest.approx(by_path.stats["total"]["population"], rel=1e-12)
    classes = {c["class"]: c["areas"] for c in in_memory.stats["classes"]}
    assert sum(classes.values()) == in_memory.stats["total"]["areas"] == 10


def test_paths_are_written(town, tmp_path) -> None:
    names = [tmp_path / "ut.gpkg", tmp_path / "ut.csv"]
    result = rutverk.overlay(cells=town.cells, areas=town.areas, output=names, stats=tmp_path / "ut.json")
    assert all(name.exists() for name in names) and result.stats["total"]["areas"] == 10
    with pytest.raises(rutverk.RutverkError, match="gave no layer"):
        result.layer
    assert not list((tmp_path / "temporary").iterdir())


def test_nothing_is_left(town, tmp_path) -> None:
    result = rutverk.overlay(cells=town.cells, areas=geopandas.read_file(town.areas))
    assert result.stats and len(result.layer) == 10
    del result
    assert not list((tmp_path / "temporary").iterdir())
    with pytest.raises(rutverk.RutverkError):
        rutverk.overlay(cells=town.cells, areas=tmp_path / "none.gpkg")
    assert not list((tmp_path / "temporary").iterdir())


def test_words_for_people(town) -> None:
    shown = rutverk.overlay(cells=town.cells, areas=town.areas, output=False, stats=False, lang="en")
    assert "population" in shown.text.lower()
    with pytest.raises(rutverk.RutverkError, match="gave no statistics"):
        shown.stats
    assert "name: scb" in rutverk.index(definition="scb", print_definition=True).text
    assert "inkomst" in (dry := rutverk.index(town.cells, dry_run=True)).text + dry.messages
    page = rutverk.profile(area="UO-001", cells=rutverk.index(town.cells).layer, areas=town.areas)
    assert page.text.startswith("# ")


def test_statistics_of_an_earlier_run(town, index) -> None:
    again = rutverk.index(town.cells, reference=index.stats)
    assert without_run(again.stats)["classes"] == index.stats["classes"]


def test_sets_of_several_years(town) -> None:
    layer = geopandas.read_file(town.areas)
    panel = rutverk.areas.panel({2019: layer.iloc[:8], 2021: layer})
    assert [y["areas"] for y in panel.stats["years"]] == [8, 10]
    diff = rutverk.areas.diff(layer.iloc[:8], layer)
    assert diff.stats["totals"]["added"] == 2 if "totals" in diff.stats else "added" in json.dumps(diff.stats)


def test_generated_tables() -> None:
    events = rutverk.generate.events(count=1000, days=2).table
    assert list(events.columns) == ["phone", "timestamp", "station"] and len(events) == 1000
    assert pandas.api.types.is_string_dtype(events["phone"]) and events["phone"].str.len().eq(8).all()
    assert len(rutverk.generate.areas(count=3).layer) == 3


def test_parts_are_merged(town, tmp_path) -> None:
    rutverk.salt(output=tmp_path / "salt")
    assert (tmp_path / "salt").stat().st_mode & 0o77 == 0 and len(rutverk.salt().text.strip()) == 64
    common = dict(stations=town.stations, areas=town.areas, output=False)
    whole = rutverk.footprint(events=town.events, **common)
    events = pandas.read_csv(town.events, dtype=str)
    for name, part in (("norr", events.iloc[:20000]), ("syd", events.iloc[20000:])):
        rutverk.footprint(events=part, partial=tmp_path / name, salt_file=tmp_path / "salt", stats=False, **common)
    merged = rutverk.merge([tmp_path / "norr", tmp_path / "syd"])
    assert merged.stats["totals"] == whole.stats["totals"]


def test_the_other_commands(town, index, tmp_path) -> None:
    """One run each of what no other test calls: the layers and statistics are there."""
    points = rutverk.generate.points(seed=1, count=500, areas=town.areas).table
    assert "percentile_p50" in rutverk.sensitivity(town.cells, runs=16).layer
    assert (rutverk.change(index.layer, index.layer).layer["status"] == "both").sum() > 1000
    assert len(rutverk.suggest(cells=index.layer, assessed=town.areas).layer) > 0
    assert "gi_class" in rutverk.hotspots(cells=index.layer, field="index", permutations=99, statistic="gi").layer
    spans = dict(before="2019-01-01..2019-12-31", after="2020-01-01..2020-12-31")
    assert rutverk.compare(points=points, areas=town.areas, **spans).stats["comparisons"]
    assert rutverk.areas.validate(town.areas).stats and len(rutverk.areas.partition(town.areas).layer) == 10
    assert rutverk.map(cells=index.layer, areas=town.areas, output=tmp_path / "karta.svg", date=datetime.date(2026, 3, 1)).stats
    assert "2026" in (tmp_path / "karta.svg").read_text()
    rutverk.demo(folder=tmp_path / "demo", sample=town.areas.parents[1])
    assert (tmp_path / "demo" / "karta.png").exists()


def test_further_tables_come_back(town, tmp_path) -> None:
    points = rutverk.generate.points(seed=1, count=500, areas=town.areas).table
    options = dict(points=points, areas=town.areas, category_field="category", hotspots=3)
    result = rutverk.incidents(series=True, hotspots_output=True, **options)
    rutverk.incidents(series=tmp_path / "serie.csv", output=False, **options)
    series = result.read("series")
    assert len(series) == len((tmp_path / "serie.csv").read_text().splitlines()) - 1 > 0
    assert series["count"].sum() > 0 and set(series["id"].dropna()) <= {f"UO-{n:03}" for n in range(1, 11)}
    assert len(result.read("hotspots_output")) == 3 and result.read("hotspots_output").crs is not None
    with pytest.raises(rutverk.RutverkError, match="gave no draws"):
        result.read("draws")


def test_progress(town) -> None:
    events: list = []
    result = rutverk.index(town.cells, progress=events.append)
    assert [e["name"] for e in events if e["event"] == "done"] == [s["name"] for s in result.stages] != []
    rutverk.index(town.cells, progress=True)

    def stumble(event: dict) -> None:
        raise ValueError("listener")

    with pytest.raises(ValueError, match="listener"):
        rutverk.index(town.cells, progress=stumble)


def one(paths: tuple) -> tuple:
    cells, areas = paths
    result = rutverk.overlay(cells=cells, areas=geopandas.read_file(areas), threads=1)
    return json.dumps(without_run(result.stats)), result.layer.to_json()


def test_several_at_once(town) -> None:
    work = [(str(town.cells), str(town.areas))] * 3
    expected = one(work[0])
    with ThreadPoolExecutor(3) as threads, ProcessPoolExecutor(2) as processes:
        assert set(threads.map(one, work)) == set(processes.map(one, work)) == {expected}


def test_quiet_shows_nothing(town, caplog, tmp_path) -> None:
    events = pandas.DataFrame({"phone": ["a", "b"], "timestamp": ["2021-03-01T08:00:00", "2021-03-01T09:00:00"], "station": ["?", "?"]})
    loud = rutverk.footprint(events=events, stations=town.stations, areas=town.areas)
    assert loud.notes and caplog.records
    caplog.clear()
    quiet = rutverk.footprint(events=events, stations=town.stations, areas=town.areas, quiet=True)
    assert quiet.notes == loud.notes and not caplog.records
