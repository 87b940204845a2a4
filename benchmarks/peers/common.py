"""What the peers' scripts share: arguments, the index's definition, and the circles of W3 and W6.

Every script is called as `python w3_polars.py INPUTS OUTPUT`: a folder of input files whose names are the same for
all programs, and the file that gets the result. RUTVERK_BENCH_THREADS bounds the threads of libraries that take no
environment variable of their own.
"""

import argparse
import os
from pathlib import Path

GROUPS = {
    "ekonomisk_marginalisering": {"inkomst": -1, "utbildning": 1, "forvarvsfrekvens": -1},
    "segregation": {"utlandsk_bakgrund": 1, "trangboddhet": 1},
    "familjeforhallanden": {"ensamstaende": 1, "unga_0_15": 1, "unga_16_19": 1},
}
"""The index's groups and variables, with +1 where high is worse and -1 where low is."""

SIGNS = {name: sign for variables in GROUPS.values() for name, sign in variables.items()}
COUNTS = ["unga_0_15", "unga_16_19"]
"""Variables that are numbers of people: they count per 62,500 m2 of the cell's own ground."""

MIN_POPULATION = 20
CLIP = 3.0
DECIMALS = 9
RADIUS = 500.0

OUTPUT_COLUMNS = [
    "ruta",
    "size_m",
    "population",
    *[column for name in SIGNS for column in (name, f"{name}_z")],
    *GROUPS,
    "index",
    "percentile",
    "class",
    "status",
    *[f"{name}_antal" for name in COUNTS],
]
"""The columns of `rutverk index`, which every peer of W1 writes too."""


def arguments(description: str | None) -> tuple[Path, Path]:
    """The input folder and the output file."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("inputs", type=Path, help="folder with the input files")
    parser.add_argument("output", type=Path, help="file that gets the result")
    parsed = parser.parse_args()
    return parsed.inputs, parsed.output


def threads() -> int:
    """Threads that a program may use."""
    return int(os.environ.get("RUTVERK_BENCH_THREADS") or os.cpu_count() or 1)


def circle_shares(inputs: Path, segments: int):
    """(stations, areas, station of each pair, area of each pair, share) by buffer and intersection.

    Only stations within the radius of an area get a circle, and the share is of the circle's polygon, not of the true
    circle: both are better than the usual way, in time and in accuracy.
    """
    import numpy as np
    import pyogrio
    import shapely
    from pyarrow import csv

    stations = csv.read_csv(inputs / "stations.csv")
    points = shapely.points(stations["e"].to_numpy(), stations["n"].to_numpy())
    _, _, wkb, (ids,) = pyogrio.raw.read(inputs / "areas.gpkg", columns=["id"])
    areas = shapely.from_wkb(wkb)
    area, station = shapely.STRtree(points).query(areas, predicate="dwithin", distance=RADIUS)
    near, circle = np.unique(station, return_inverse=True)
    circles = shapely.buffer(points[near], RADIUS, quad_segs=segments)
    shapely.prepare(areas)
    overlap = shapely.area(shapely.intersection(areas[area], circles[circle]))
    share = overlap / shapely.area(circles)[circle]
    kept = share > 0
    return stations["station"].to_numpy(zero_copy_only=False), ids, station[kept], area[kept], share[kept]
