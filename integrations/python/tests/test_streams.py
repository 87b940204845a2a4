"""Tables in memory reach the program as they are, through a pipe."""

from __future__ import annotations

import contextlib
import glob
import itertools
import os
import signal
import subprocess
import sys
import threading
import time

import pandas
import pyarrow
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet
import pytest
import rutverk




@pytest.fixture(scope="session")
def events(town) -> pyarrow.Table:
    return pyarrow.csv.read_csv(town.events, convert_options=pyarrow.csv.ConvertOptions(column_types={
        "phone": pyarrow.string(), "timestamp": pyarrow.timestamp("s"), "station": pyarrow.string()}))


@pytest.fixture(scope="session")
def by_path(town) -> rutverk.Result:
    result = rutverk.footprint(events=town.events, stations=town.stations, areas=town.areas)
    assert result.stats["totals"]["events"] == 40000
    return result


def same(town, by_path, events, **options) -> None:
    result = rutverk.footprint(events=events, stations=options.pop("stations", town.stations), areas=town.areas, **options)
    assert result.stats["totals"] == by_path.stats["totals"] and result.stats["areas"] == by_path.stats["areas"]
    assert result.layer.equals(by_path.layer)


def test_tables_of_every_kind(town, by_path, events) -> None:
    same(town, by_path, events)
    same(town, by_path, events.to_pandas(), stations=pandas.read_csv(town.stations))
    same(town, by_path, events.to_pandas().set_index("phone"), stations=pyarrow.csv.read_csv(town.stations))
    same(town, by_path, events.to_reader(max_chunksize=999))

    class Other:
        def __arrow_c_stream__(self, requested_schema=None):
            return events.__arrow_c_stream__(requested_schema)

    same(town, by_path, Other())


@pytest.mark.parametrize("kind", ["dictionary", "large", "view", "dictionary of views", "ns", "zoned", "text"])
def test_columns_of_every_kind(town, by_path, events, kind) -> None:
    time_column, station = events["timestamp"], events["station"]
    if kind == "dictionary":
        station = station.dictionary_encode()
    elif kind == "large":
        station = station.cast(pyarrow.large_string())
    elif "view" in kind:
        if not hasattr(pyarrow, "string_view"):
            pytest.skip("this pyarrow has no views")
        if kind == "view":
            station = station.cast(pyarrow.string_view())
        else:  # as polars hands out its categories
            codes = station.dictionary_encode().combine_chunks()
            station = pyarrow.DictionaryArray.from_arrays(codes.indices, codes.dictionary.cast(pyarrow.string_view()))
    elif kind == "ns":
        time_column = time_column.cast(pyarrow.timestamp("ns"))
    elif kind == "zoned":
        time_column = pyarrow.compute.assume_timezone(time_column, "Europe/Stockholm")
    else:
        time_column = pyarrow.compute.strftime(time_column, "%Y-%m-%dT%H:%M:%S")
    same(town, by_path, pyarrow.table({"phone": events["phone"], "timestamp": time_column, "station": station}))


def test_types_that_stand_for_others(town, events) -> None:
    """Phones as numbers of any kind are the phones that their digits are."""
    numbers = events["phone"].dictionary_encode().combine_chunks().indices.cast(pyarrow.int64())
    figures = []
    for phone in (numbers, numbers.cast(pyarrow.decimal128(20, 0)), numbers.dictionary_encode(), numbers.cast(pyarrow.string())):
        table = events.set_column(0, "phone", phone)
        figures.append(rutverk.footprint(events=table, stations=town.stations, areas=town.areas).stats["areas"])
    assert all(figure == figures[0] for figure in figures)


def test_parquet_is_opened_here(town, by_path, events, index, tmp_path) -> None:
    pyarrow.parquet.write_table(events, tmp_path / "h.parquet")
    same(town, by_path, tmp_path / "h.parquet")
    index.layer.to_parquet(tmp_path / "rutor.parquet")
    overlay = rutverk.overlay(cells=tmp_path / "rutor.parquet", areas=town.areas)
    assert overlay.stats["total"] == rutverk.overlay(cells=index.layer, areas=town.areas).stats["total"]


def test_null_blank_and_name(town) -> None:
    """A null is none; a station that is called NA is one."""
    stations = pandas.DataFrame({"station": ["NA", "B"], "e": [570000.0, 570100.0], "n": [6600000.0, 6600000.0]})
    events = pyarrow.table({"phone": ["a", "b", "c"], "timestamp": ["2020-03-01T10:00:00"] * 3, "station": ["NA", None, "B"]})
    totals = rutverk.footprint(events=events, stations=stations, areas=town.areas).stats["totals"]
    assert (totals["events"], totals["events_unlocated"], totals["phone_days"]) == (3, 1, 2)


def test_phones_are_in_no_file(town, events, tmp_path) -> None:
    """Events take the pipe, whatever else is in memory and however long it is."""
    seen: set = set()
    stop = threading.Event()
    folder = tmp_path / "temporary"

    def watch() -> None:
        while not stop.is_set():
            for file in folder.rglob("*"):
                seen.add(file.name)
                try:
                    assert b"0dff5412" not in file.read_bytes()
                except OSError:
                    pass
            time.sleep(0.001)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        rutverk.footprint(events=events.slice(0, 100), stations=pandas.read_csv(town.stations), areas=town.areas)
    finally:
        stop.set()
        watcher.join()
    assert "stations.csv" in seen and not any(name.startswith("events") for name in seen)
    with pytest.raises(TypeError, match="one table in memory"):
        rutverk.footprint(events=[events, events], stations=town.stations, areas=town.areas)


def test_a_stream_that_breaks_makes_nothing(town, events, tmp_path) -> None:
    """What came before is not taken for the whole."""
    (tmp_path / "ut.csv").write_text("old")

    def batches():
        yield from itertools.repeat(events.to_batches()[0], 5)
        raise OSError("the source is gone")

    stream = pyarrow.RecordBatchReader.from_batches(events.schema, batches())
    with pytest.raises(OSError, match="the source is gone"):
        rutverk.footprint(events=stream, stations=town.stations, areas=town.areas, output=tmp_path / "ut.csv")
    assert (tmp_path / "ut.csv").read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["temporary", "ut.csv"]


def test_an_interrupt_ends_the_program(town, tmp_path) -> None:
    """Ctrl-C in the midst of a table without end: the program is gone, and so is what it made."""
    script = f"""
import itertools, pyarrow, rutverk
batch = pyarrow.RecordBatch.from_pydict({{"phone": ["a"], "timestamp": ["2020-03-01T10:00:00"], "station": ["S00001"]}})
def batches():
    yield batch
    print("begun", flush=True)
    yield from itertools.repeat(batch)
stream = pyarrow.RecordBatchReader.from_batches(batch.schema, batches())
rutverk.footprint(events=stream, stations={str(town.stations)!r}, areas={str(town.areas)!r}, output={str(tmp_path / "ut.csv")!r})
"""
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "begun\n"
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    errors = process.communicate(timeout=60)[1]
    assert process.returncode != 0 and "KeyboardInterrupt" in errors
    assert sorted(os.listdir(tmp_path)) == ["temporary"] and not os.listdir(tmp_path / "temporary")
    if os.path.isdir("/proc/self"):
        for words in glob.glob("/proc/[0-9]*/cmdline"):
            with contextlib.suppress(OSError), open(words, "rb") as file:
                assert str(tmp_path / "ut.csv").encode() not in file.read()


def test_the_program_may_end_first(town, events) -> None:
    """Its word counts, not the pipe that breaks."""
    bad = events.slice(0, 1).set_column(1, "timestamp", pyarrow.array(["yesterday"]))
    good = events.set_column(1, "timestamp", pyarrow.compute.strftime(events["timestamp"], "%Y-%m-%dT%H:%M:%S"))
    with pytest.raises(rutverk.DataError) as caught:
        rutverk.footprint(events=pyarrow.concat_tables([bad] + [good] * 20), stations=town.stations, areas=town.areas)
    assert caught.value.row == 2 and caught.value.field == "timestamp" and caught.value.file == "events"


def test_what_no_table_can_be(town, events) -> None:
    with pytest.raises(TypeError, match="events: a path, a table or a layer"):
        rutverk.footprint(events=5, stations=town.stations, areas=town.areas)
    nested = events.append_column("list", pyarrow.array([[1]] * len(events)))
    with pytest.raises(TypeError, match="'list' holds list"):
        rutverk.footprint(events=nested, stations=town.stations, areas=town.areas)
    with pytest.raises(TypeError, match="decimal"):
        rutverk.footprint(events=events, stations=town.stations, areas=town.areas, decimal="comma")
