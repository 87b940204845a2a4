"""Makes the input files of each work with `rutverk generate`; what is there already is used again."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from .measuring import run

SWEDEN_CELLS = 400_000
"""The grid that zones, areas and the overlay's cells go with."""

FINE_SHARE = 0.55
"""Less than the share of 250 m cells in any generated grid; no grid has more cells than the land."""

MOST_CELLS = 7_300_000


@dataclass(frozen=True)
class Maker:
    """Makes files in a folder; a folder is complete when its mark is there."""

    rutverk: str
    root: Path
    seed: int
    timeout: float

    def folder(self, name: str, amount: int, make) -> Path:
        folder = self.root / f"{name}-{amount}-seed{self.seed}"
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            make(self, folder, amount)
            (folder / "complete").touch()
        return folder

    def call(self, folder: Path, *command: str) -> None:
        run(list(command), folder / "log", self.timeout)

    def generate(self, folder: Path, kind: str, output: str, *options: object) -> None:
        # A style is a table of its own, and exactextract's Python package takes files with one table only.
        style = ["--no-style"] if output.endswith(".gpkg") else []
        self.call(
            folder, self.rutverk, "generate", kind, "--sweden", "--seed", str(self.seed), "--progress", "none",
            *map(str, options), *style, "--output", str(folder / output),
        )  # fmt: skip

    def derive(self, folder: Path, *arguments: object) -> None:
        self.call(folder, sys.executable, str(Path(__file__).with_name("derive.py")), *map(str, arguments))


def grid(maker: Maker, folder: Path, cells: int) -> None:
    maker.generate(folder, "grid", "grid.csv", "--cells", cells)


def drawn_grid(maker: Maker, folder: Path, cells: int) -> None:
    """A grid, and the draws of a sensitivity analysis of it, which peers make again."""
    grid(maker, folder, cells)
    options = ("--min-population", "1", "--draws", str(folder / "draws.csv"), "--progress", "none")
    maker.call(folder, maker.rutverk, "sensitivity", str(folder / "grid.csv"), *options)


def fine_grid(maker: Maker, folder: Path, cells: int) -> None:
    """Cells of 250 m only, with their index as table and as FlatGeobuf."""
    maker.generate(folder, "grid", "all.csv", "--cells", min(MOST_CELLS, int(cells / FINE_SHARE) + 1000))
    maker.derive(folder, "fine", folder / "all.csv", cells, folder / "grid.csv")
    (folder / "all.csv").unlink()
    outputs = ("--output", str(folder / "indexed.csv"), "--output", str(folder / "indexed.fgb"))
    statistics = ("--stats", str(folder / "index.json"), "--progress", "none")
    maker.call(folder, maker.rutverk, "index", str(folder / "grid.csv"), *outputs, *statistics)


def indexed_cells(maker: Maker, folder: Path) -> None:
    """The cells that everything is laid over, as table and as rasters: always the same."""
    source = maker.folder("cells", SWEDEN_CELLS, fine_grid)
    if not (source / "index.tif").exists():
        maker.derive(source, "rasters", source / "indexed.csv", source)
    for name, original in {"cells.csv": "indexed.csv", "population.tif": None, "index.tif": None}.items():
        (folder / name).symlink_to(source / (original or name))


def zones(maker: Maker, folder: Path, count: int) -> None:
    indexed_cells(maker, folder)
    maker.generate(folder, "zones", "zones.gpkg", "--count", count, "--cells", SWEDEN_CELLS)


def areas(maker: Maker, folder: Path, count: int) -> None:
    indexed_cells(maker, folder)
    maker.generate(folder, "areas", "zones.gpkg", "--count", count, "--cells", SWEDEN_CELLS)


def figured_zones(maker: Maker, folder: Path) -> None:
    """6,000 zones with the population and index that the cells under them give."""
    source = maker.folder("W2", 6_000, zones)
    laid, table = source / "laid.gpkg", source / "deso.gpkg"
    if not table.exists():
        cells = ("--cells", str(source / "cells.csv"), "--areas", str(source / "zones.gpkg"))
        maker.call(source, maker.rutverk, "overlay", *cells, "--output", str(laid), "--progress", "none")
        query = 'SELECT id AS desokod, population, index_mean AS "index", geom FROM omraden'
        maker.call(source, "ogr2ogr", "-sql", query, "-nln", "deso", str(table), str(laid))
        laid.unlink()
    (folder / "deso.gpkg").symlink_to(table)


def areas_over_zones(maker: Maker, folder: Path, count: int) -> None:
    figured_zones(maker, folder)
    maker.generate(folder, "areas", "areas.gpkg", "--count", count, "--cells", SWEDEN_CELLS)


def zones_over_zones(maker: Maker, folder: Path, count: int) -> None:
    figured_zones(maker, folder)
    Maker(maker.rutverk, maker.root, maker.seed + 1, maker.timeout).generate(
        folder, "zones", "areas.gpkg", "--count", count, "--cells", SWEDEN_CELLS
    )


def events(maker: Maker, folder: Path, count: int) -> None:
    circles(maker, folder, 20_000)
    maker.generate(folder, "events", "events.csv", "--count", count, "--stations", 20_000)


def points(maker: Maker, folder: Path, count: int) -> None:
    maker.generate(folder, "zones", "zones.gpkg", "--count", 6000, "--cells", SWEDEN_CELLS)
    maker.generate(folder, "points", "points.csv", "--count", count)


def circles(maker: Maker, folder: Path, stations: int) -> None:
    maker.generate(folder, "stations", "stations.csv", "--count", stations)
    maker.generate(folder, "areas", "areas.gpkg", "--count", 200, "--cells", SWEDEN_CELLS)
