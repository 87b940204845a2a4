"""Inputs of the works on layers: other formats of the same zones, faults in them, kept coverages, points, sheets."""

import sys
from pathlib import Path

from .inputs import SWEDEN_CELLS, Maker, fine_grid, grid, indexed_cells, zones


def derive(maker: Maker, folder: Path, *arguments: object) -> None:
    script = str(Path(__file__).with_name("derive_layers.py"))
    maker.call(folder, sys.executable, script, *map(str, arguments))


def cells_layer(maker: Maker, folder: Path) -> None:
    """The cells as the GeoPackage that `rutverk index` writes."""
    source = maker.folder("cells", SWEDEN_CELLS, fine_grid)
    if not (source / "indexed.gpkg").exists():
        table, layer = str(source / "grid.csv"), str(source / "indexed.gpkg")
        maker.call(source, maker.rutverk, "index", table, "--output", layer, "--quiet")
    (folder / "cells.gpkg").symlink_to(source / "indexed.gpkg")


def zones_as(ending: str, *options: str):
    """The zones in another format, in the grid's plane, and the cells as a GeoPackage."""

    def make(maker: Maker, folder: Path, count: int) -> None:
        indexed_cells(maker, folder)
        cells_layer(maker, folder)
        maker.generate(folder, "zones", f"zones.{ending}", "--count", count, "--cells", SWEDEN_CELLS, *options)

    return make


def kept_coverage(maker: Maker, folder: Path, count: int) -> None:
    """Zones and cells, and the zones' fractions as rutverk keeps them and as exactextract gives them."""
    zones(maker, folder, count)
    command = (maker.rutverk, "coverage", "--areas", str(folder / "zones.gpkg"), "--quiet")
    maker.call(folder, *command, "--output", str(folder / "kept.coverage"))
    # A table of more than a gigabyte, for the full size alone.
    if count == 6_000:
        maker.call(folder, *command, "--input-limit", "squares=50000000", "--output", str(folder / "kept.csv"))
    derive(maker, folder, "kept", folder)


def faulty_zones(maker: Maker, folder: Path, count: int) -> None:
    """Zones of which one in a hundred overlaps its neighbours a little, and another leaves gaps."""
    maker.generate(folder, "zones", "whole.gpkg", "--count", count, "--cells", SWEDEN_CELLS)
    derive(maker, folder, "faults", folder / "whole.gpkg", folder / "zones.gpkg")


def two_assessments(maker: Maker, folder: Path, count: int) -> None:
    """Zones, and the same with every tenth moved."""
    maker.generate(folder, "zones", "old.gpkg", "--count", count, "--cells", SWEDEN_CELLS)
    derive(maker, folder, "moved", folder / "old.gpkg", folder / "new.gpkg")


def overlapping_zones(maker: Maker, folder: Path, count: int) -> None:
    """Zones of three classes, every tenth grown over its neighbours."""
    maker.generate(folder, "zones", "whole.gpkg", "--count", count, "--cells", SWEDEN_CELLS)
    derive(maker, folder, "grown", folder / "whole.gpkg", folder / "areas.gpkg")


def point_layer(maker: Maker, folder: Path, count: int) -> None:
    """Incidents as a GeoPackage, and the zones."""
    maker.generate(folder, "zones", "zones.gpkg", "--count", 6000, "--cells", SWEDEN_CELLS)
    maker.generate(folder, "points", "points.csv", "--count", count)
    open_as = ("-oo", "X_POSSIBLE_NAMES=e", "-oo", "Y_POSSIBLE_NAMES=n", "-oo", "KEEP_GEOM_COLUMNS=NO")
    types = ("-oo", "AUTODETECT_TYPE=YES", "-a_srs", "EPSG:3006", "-nln", "points")
    maker.call(folder, "ogr2ogr", *open_as, *types, str(folder / "points.gpkg"), str(folder / "points.csv"))


def sheet(maker: Maker, folder: Path, cells: int) -> None:
    """A grid as a workbook."""
    grid(maker, folder, cells)
    maker.call(
        folder, "ogr2ogr", "-oo", "AUTODETECT_TYPE=YES", "-nln", "grid", str(folder / "grid.xlsx"),
        str(folder / "grid.csv"),
    )  # fmt: skip
    (folder / "grid.csv").unlink()
