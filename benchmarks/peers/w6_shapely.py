"""W6 with shapely: circles of 64 segments a quarter, intersected with the areas they meet.

Called as `w6_shapely.py INPUTS OUTPUT`; RUTVERK_BENCH_REPEATS runs are timed after one that is not. The tree finds the
pairs, only stations that are in one get a circle, and prepared areas tell where no intersection is needed.
"""

import json
import os
import time

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import csv

from common import RADIUS, arguments

SEGMENTS = 64


def overlapping(x: np.ndarray, y: np.ndarray, areas: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Station and area of each pair that may overlap."""
    points = shapely.points(x, y)
    area, station = shapely.STRtree(points).query(areas, predicate="dwithin", distance=RADIUS)
    return station, area


def shares(x: np.ndarray, y: np.ndarray, areas: np.ndarray, station: np.ndarray, area: np.ndarray) -> np.ndarray:
    """The share of the true circle in the area, of each pair."""
    near, circle = np.unique(station, return_inverse=True)
    circles = shapely.buffer(shapely.points(x[near], y[near]), RADIUS, quad_segs=SEGMENTS)
    return shapely.area(shapely.intersection(areas[area], circles[circle])) / (np.pi * RADIUS**2)


def main() -> None:
    inputs, output = arguments(__doc__)
    stations = csv.read_csv(inputs / "stations.csv")
    x, y = stations["e"].to_numpy(), stations["n"].to_numpy()
    _, _, wkb, (ids,) = pyogrio.raw.read(inputs / "areas.gpkg", columns=["id"])
    seconds, pair_seconds = [], []
    for _ in range(int(os.environ.get("RUTVERK_BENCH_REPEATS", "3")) + 1):
        # Read anew, for nothing prepared is to be left from the run before.
        areas = shapely.from_wkb(wkb)
        start = time.perf_counter()
        station, area = overlapping(x, y, areas)
        found = time.perf_counter()
        share = shares(x, y, areas, station, area)
        end = time.perf_counter()
        seconds.append(end - start)
        pair_seconds.append(end - found)
    kept = share > 0
    station, area, share = station[kept], area[kept], share[kept]
    table = {"station": stations["station"].take(pa.array(station)), "area": pa.array(ids[area]), "share": share}
    csv.write_csv(pa.table(table), output)
    print(json.dumps({"seconds": seconds[1:], "pair_seconds": pair_seconds[1:], "count": len(share)}))


if __name__ == "__main__":
    main()
