"""The work that is measured: inputs, programs, how results are compared, and what the engine is to reach."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import inputs

SCRIPTS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Tools:
    """Programs of this project, and how many threads everybody may use."""

    rutverk: str
    kernels: str
    threads: int
    repeats: int = 5


@dataclass(frozen=True)
class Program:
    """One program's way to do a work: a command from the input folder and the output file."""

    name: str
    command: Callable[[Tools, Path, Path], list[str]]


@dataclass(frozen=True)
class Target:
    """At least so many times as fast as the fastest of some peers, with at most so much of its memory."""

    ratio: float
    peers: tuple[str, ...] = ()
    """Names as in the table; none: all of them."""
    memory: float | None = None


@dataclass(frozen=True)
class Work:
    """One line of comparison."""

    key: str
    title: str
    unit: str
    amount: int
    quick: int
    make: Callable[[inputs.Maker, Path, int], None]
    ours: Callable[[Tools, Path, Path, int], list[str]]
    peers: tuple[Program, ...]
    check: str
    ending: str = ".csv"
    metric: str = ""
    """Programs that time a kernel themselves print this figure; otherwise the whole process counts."""
    factors: tuple[float, ...] = (0.25, 1, 4)
    targets: tuple[Target, ...] = ()
    inputs_name: str = ""
    """Works with the same inputs share them."""


def script(name: str) -> Callable[[Tools, Path, Path], list[str]]:
    return lambda tools, folder, output: [sys.executable, str(SCRIPTS / f"{name}.py"), str(folder), str(output)]


def exactextract_cli(
    tools: Tools, folder: Path, output: Path, strategy: str = "feature-sequential"
) -> list[str]:
    """One thread; its raster-parallel strategy refuses weighted operations."""
    return [
        shutil.which("exactextract") or "exactextract",
        "-r", f"population:{folder / 'population.tif'}", "-r", f"index:{folder / 'index.tif'}",
        "-p", str(folder / "zones.gpkg"), "-f", "id", "-o", str(output),
        "-s", "population=sum(population)", "-s", "index_mean=weighted_mean(index,population)",
        "--strategy", strategy,
    ]  # fmt: skip


def ogr2ogr(tools: Tools, folder: Path, output: Path) -> list[str]:
    options = ["-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=8"] if output.suffix == ".geojson" else []
    return [shutil.which("ogr2ogr") or "ogr2ogr", *options, "-nln", "cells", str(output), str(folder / "indexed.fgb")]


def rutverk(*arguments: str) -> Callable[[Tools, Path, Path, int], list[str]]:
    """A command of rutverk; `{}` stands for the input folder."""

    def command(tools: Tools, folder: Path, output: Path, threads: int) -> list[str]:
        filled = [argument.replace("{}", str(folder)) for argument in arguments]
        common = ["--stats", f"{output}.json", "--progress", "none", "--threads", str(threads)]
        return [tools.rutverk, *filled, "--output", str(output), *common]

    return command


def kernel(name: str, *arguments: str) -> Callable[[Tools, Path, Path, int], list[str]]:
    def command(tools: Tools, folder: Path, output: Path, threads: int) -> list[str]:
        filled = [argument.replace("{}", str(folder)) for argument in arguments]
        return [tools.kernels, name, *filled, str(tools.repeats), str(threads), str(output)]

    return command


INDEX_PEERS = (
    Program("polars", script("w1_polars")),
    Program("duckdb", script("w1_duckdb")),
    Program("pandas", script("w1_pandas")),
)
OVERLAY_PEERS = (
    Program("exactextract, command line", exactextract_cli),
    Program("exactextract, command line, raster-sequential", partial(exactextract_cli, strategy="raster-sequential")),
    Program("exactextract, Python with OGR input", script("w2_exactextract_ogr")),
    Program("exactextract, Python with geopandas input", script("w2_exactextract_geopandas")),
    Program("shapely", script("w2_shapely")),
)
ZONE_PEERS = (
    Program("geopandas.overlay", script("w7_geopandas")),
    Program("shapely", script("w7_shapely")),
)
FILE_PEERS = (Program("geopandas with pyogrio", script("w5_pyogrio")), Program("ogr2ogr", ogr2ogr))
OVERLAY = rutverk("overlay", "--cells", "{}/cells.csv", "--areas", "{}/zones.gpkg")
INDEX = rutverk("index", "{}/grid.csv")
ZONES = rutverk("overlay", "--cells", "{}/deso.gpkg", "--key", "desokod", "--areas", "{}/areas.gpkg")

WORKS = (
    Work(
        "W1", "Index, CSV to CSV", "cells", inputs.MOST_CELLS, 100_000, inputs.grid, INDEX, INDEX_PEERS, "index",
        # The land has no more squares of 250 m than the full size has.
        factors=(1 / 16, 1 / 4, 1), targets=(Target(3, memory=1 / 2),),
    ),
    Work(
        "W1-400k", "Index, CSV to CSV", "cells", 400_000, 20_000, inputs.grid, INDEX, INDEX_PEERS, "index",
        factors=(1,), inputs_name="W1",
    ),
    Work(
        "W2", "Zones over a national 250 m grid", "zones", 6_000, 300, inputs.zones, OVERLAY, OVERLAY_PEERS, "zones",
        targets=(
            Target(2.5, ("exactextract, command line",), memory=1),
            Target(4, ("exactextract, Python with OGR input",)),
            Target(20, ("exactextract, Python with geopandas input",)),
        ),
    ),
    Work(
        "W2-200", "Areas over a national 250 m grid", "areas", 200, 20, inputs.areas, OVERLAY, OVERLAY_PEERS, "zones",
        factors=(1,),
    ),
    Work(
        "W2-kernel", "Fractions of squares alone, zones in memory", "zones", 6_000, 300, inputs.zones,
        kernel("coverage", "{}/zones.gpkg", "250"),
        (Program("exactextract, Python with OGR features", script("w2k_exactextract")),), "squares", metric="seconds",
        targets=(Target(8),), inputs_name="W2",
    ),
    Work(
        "W3", "Dygnsavtryck, CSV", "events", 10_000_000, 200_000, inputs.events,
        rutverk(
            "footprint", "--events", "{}/events.csv", "--stations", "{}/stations.csv", "--areas", "{}/areas.gpkg"
        ),
        (
            Program("pandas", script("w3_pandas")), Program("polars", script("w3_polars")),
            Program("polars with categories", script("w3_polars_codes")), Program("duckdb", script("w3_duckdb")),
            Program("pyarrow and numpy", script("w3_arrow")),
        ),
        "footprint",
        targets=(
            Target(3, ("pandas", "polars", "polars with categories", "duckdb"), memory=1 / 4),
            Target(2, ("pyarrow and numpy",)),
        ),
    ),
    Work(
        "W4", "Points in 6,000 zones, CSV", "points", 5_000_000, 100_000, inputs.points,
        rutverk("incidents", "--points", "{}/points.csv", "--areas", "{}/zones.gpkg", "--period", "year"),
        (
            Program("numba", script("w4_numba")), Program("sedonadb", script("w4_sedona")),
            Program("shapely", script("w4_shapely")), Program("geopandas", script("w4_geopandas")),
        ),
        "counts", targets=(Target(5, memory=1 / 4), Target(20, ("geopandas",))),
    ),
    Work(
        "W5-geojson", "Cells as polygons, CSV to GeoJSON", "cells", 400_000, 10_000, inputs.fine_grid, INDEX,
        FILE_PEERS, "layer", ending=".geojson", targets=(Target(5, ("geopandas with pyogrio",), memory=1 / 2),),
        inputs_name="cells",
    ),
    Work(
        "W5-gpkg", "Cells as polygons, CSV to GeoPackage", "cells", 400_000, 10_000, inputs.fine_grid, INDEX,
        FILE_PEERS, "layer", ending=".gpkg", targets=(Target(5, ("geopandas with pyogrio",), memory=1 / 2),),
        inputs_name="cells",
    ),
    Work(
        "W6", "Circle overlaps alone, 200 areas in memory: finding the pairs and their overlaps", "stations", 20_000,
        5_000, inputs.circles, kernel("circles", "{}/stations.csv", "{}/areas.gpkg", "500"),
        (Program("shapely, 64 segments", script("w6_shapely")),), "circles", metric="seconds", targets=(Target(50),),
    ),
    Work(
        "W6-pairs", "Circle overlaps alone, the pairs known", "stations", 20_000, 5_000, inputs.circles,
        kernel("circles", "{}/stations.csv", "{}/areas.gpkg", "500"),
        (Program("shapely, 64 segments", script("w6_shapely")),), "circles", metric="pair_seconds",
        targets=(Target(50),), inputs_name="W6",
    ),
    Work(
        "W7", "Areas over 6,000 zones with figures", "areas", 200, 20, inputs.areas_over_zones, ZONES, ZONE_PEERS,
        "shares", factors=(1,), targets=(Target(20, ("geopandas.overlay",)),),
    ),
    Work(
        "W7-6000", "Another tiling over 6,000 zones with figures", "areas", 6_000, 300, inputs.zones_over_zones, ZONES,
        ZONE_PEERS, "shares", factors=(1,),
    ),
    Work(
        "W8", "Suggestions: groups of poor cells as polygons, CSV to GeoPackage", "cells", 400_000, 20_000,
        inputs.fine_grid, rutverk("suggest", "--cells", "{}/indexed.csv"),
        (Program("scipy and shapely", script("w8_scipy")),), "suggestions", ending=".gpkg", inputs_name="cells",
    ),
    Work(
        "W9", "Sensitivity: 8 variables, 1,000 runs, CSV to CSV", "cells", 400_000, 2_000, inputs.drawn_grid,
        rutverk("sensitivity", "{}/grid.csv", "--min-population", "1"),
        (Program("numpy", script("w9_numpy")),), "sensitivity", targets=(Target(20, memory=1 / 4),),
    ),
    Work(
        "W10", "Hot spots: Gi* and local Moran of 999 permutations, CSV to CSV", "cells", 400_000, 10_000,
        inputs.fine_grid, rutverk("hotspots", "--cells", "{}/indexed.csv", "--field", "index"),
        (Program("esda", script("w10_esda")),), "hotspots", targets=(Target(10),), inputs_name="cells",
    ),
)  # fmt: skip
