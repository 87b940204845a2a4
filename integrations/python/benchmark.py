"""Ten million events as a table of pyarrow through a pipe, beside the same as a file: `RUTVERK=…/rutverk python3 benchmark.py [EVENTS [RUNS]]`.

Wall time says what a user waits, CPU what it costs, of this process and of the program; where other work has the cores, CPU alone compares.
"""

from __future__ import annotations

import logging
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

import pyarrow
import pyarrow.csv
import rutverk


def cpu() -> Tuple[float, float]:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime, children.ru_utime + children.ru_stime


def measured(call: Callable[[], rutverk.Result]) -> Tuple[Tuple[float, float, float], Any]:
    before, start = cpu(), time.perf_counter()
    result = call()
    wall, after = time.perf_counter() - start, cpu()
    return (wall, after[0] - before[0], after[1] - before[1]), result.stats["totals"]


def main() -> None:
    count, runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000, int(sys.argv[2]) if len(sys.argv) > 2 else 7
    logging.getLogger("rutverk").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        path = {name: Path(folder) / f"{name}.csv" for name in ("events", "stations")}
        rutverk.generate.events(seed=2026, count=count, days=30, output=path["events"])
        rutverk.generate.stations(seed=2026, output=path["stations"])
        areas = Path(folder) / "areas.gpkg"
        rutverk.generate.areas(seed=2026, cells=4500, special_shapes=True, output=areas)
        kinds = {"phone": pyarrow.string(), "timestamp": pyarrow.timestamp("s"), "station": pyarrow.string()}
        table = pyarrow.csv.read_csv(path["events"], convert_options=pyarrow.csv.ConvertOptions(column_types=kinds))
        texts = table.set_column(1, "timestamp", table["timestamp"].cast(pyarrow.string()))
        inputs = {"file": path["events"], "table": table, "table, times as text": texts}
        taken: Dict[str, List[Tuple[float, float, float]]] = {name: [] for name in inputs}
        totals = []
        for _ in range(runs):
            for name, events in inputs.items():
                figures, total = measured(
                    lambda: rutverk.footprint(events=events, stations=path["stations"], areas=areas, output=False, progress=False))
                taken[name].append(figures)
                totals.append(total)
        assert all(total == totals[0] for total in totals)
    print(f"{count} events, {runs} runs, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name, rows in taken.items():
        wall, own, program = zip(*rows)
        print(f"{name:22} wall median {statistics.median(wall):.2f} s, least {min(wall):.2f} s; "
              f"CPU Python {statistics.median(own):.2f} s, program {statistics.median(program):.2f} s; "
              f"wall / file {statistics.median(wall) / statistics.median(r[0] for r in taken['file']):.2f}")


if __name__ == "__main__":
    main()
