"""Works on layers of other formats, kept coverages, checks of areas, maps and pages: what the first works leave out."""

from pathlib import Path

from . import inputs, layer_inputs
from .works import Program, Target, Tools, Work, exactextract_cli, rutverk, script


def exactextract_on(zones: str):
    """exactextract's command line with the zones of another format."""

    def command(tools: Tools, folder: Path, output: Path) -> list[str]:
        return [part.replace("zones.gpkg", zones) for part in exactextract_cli(tools, folder, output)]

    return command


def ours_too(*arguments: str):
    """Another way of rutverk's own, as a program beside it."""
    command = rutverk(*arguments)
    return lambda tools, folder, output: command(tools, folder, output, tools.threads)


def layer_peers(zones: str) -> tuple[Program, ...]:
    return (
        Program("exactextract, command line", exactextract_on(zones)),
        Program("exactextract, Python with geopandas input", script("w2_exactextract_layers")),
        Program("geopandas.overlay", script("w2_geopandas")),
    )


LAYER_TARGETS = (
    Target(2, ("exactextract, command line",)),
    Target(10, ("exactextract, Python with geopandas input", "geopandas.overlay")),
)
OVERLAY = ("overlay", "--cells", "{}/cells.csv", "--areas", "{}/zones.gpkg")
MAP = rutverk("map", "--cells", "{}/indexed.csv")
PICTURE_PEERS = (Program("geopandas and matplotlib", script("w12_geopandas")),)

VALIDATE = rutverk("areas", "validate", "{}/zones.gpkg")
VALIDATE_PEERS = (Program("shapely", script("w13_validate")),)


def profiles(tools: Tools, folder: Path, output: Path, threads: int) -> list[str]:
    """A page about each area, into a folder; `profile` has no statistics."""
    layers = ("--cells", str(folder / "cells.csv"), "--areas", str(folder / "zones.gpkg"))
    common = ("--output", str(output), "--progress", "none", "--threads", str(threads))
    return [tools.rutverk, "profile", "--all", *layers, "--format", "json", *common]


LAYER_WORKS = (
    Work(
        "W2-shp", "W2 with zones as Shapefile, cells as GeoPackage (peers: rasters)", "zones", 6_000, 300,
        layer_inputs.zones_as("shp"), rutverk("overlay", "--cells", "{}/cells.gpkg", "--areas", "{}/zones.shp"),
        layer_peers("zones.shp"), "zones", targets=LAYER_TARGETS,
    ),
    Work(
        "W2-geojson", "W2 with zones as GeoJSON in the grid's plane, cells as GeoPackage (peers: rasters)", "zones",
        6_000, 300,
        layer_inputs.zones_as("geojson", "--crs", "EPSG:3006"),
        rutverk("overlay", "--cells", "{}/cells.gpkg", "--areas", "{}/zones.geojson"),
        layer_peers("zones.geojson"), "zones", targets=LAYER_TARGETS,
    ),
    Work(
        "W11", "A coverage used again: fractions that were kept, over the national grid", "zones", 6_000, 300,
        layer_inputs.kept_coverage, rutverk(*OVERLAY, "--coverage", "{}/kept.coverage"),
        (
            Program("rutverk, cut anew", ours_too(*OVERLAY)),
            Program("rutverk, kept as CSV", ours_too(*OVERLAY, "--coverage", "{}/kept.csv")),
            Program("exactextract's fractions, numpy", script("w11_exactextract")),
        ),
        "zones",
        targets=(Target(1, ("rutverk, cut anew",)), Target(1, ("exactextract's fractions, numpy",), memory=1 / 4)),
    ),
    Work(
        "W11-write", "A coverage written, to be used again", "zones", 6_000, 300, layer_inputs.kept_coverage,
        rutverk("coverage", "--areas", "{}/zones.gpkg"),
        (Program("exactextract, Python with OGR input", script("w11_write")),), "coverage", ending=".coverage",
        inputs_name="W11", targets=(Target(4, memory=1 / 4),),
    ),
    Work(
        "W12-png", "Map of cells, CSV to PNG", "cells", 400_000, 20_000, inputs.fine_grid, MAP,
        (*PICTURE_PEERS, Program("datashader, picture alone", script("w12_datashader"))), "picture", ending=".png",
        inputs_name="cells",
        targets=(Target(20, ("geopandas and matplotlib",)), Target(2, ("datashader, picture alone",))),
    ),
    Work(
        "W12-pdf", "Map of cells, CSV to PDF", "cells", 400_000, 20_000, inputs.fine_grid, MAP, PICTURE_PEERS,
        "picture", ending=".pdf", inputs_name="cells", targets=(Target(20),),
    ),
    Work(
        "W12-page", "Map of cells as a page, CSV to HTML", "cells", 400_000, 20_000, inputs.fine_grid, MAP, (),
        "picture", ending=".html", inputs_name="cells",
    ),
    Work(
        "W13-validate", "Faults, overlaps and gaps of zones that tile the country", "zones", 6_000, 300, inputs.zones,
        VALIDATE, VALIDATE_PEERS, "findings", targets=(Target(5),), inputs_name="W2",
    ),
    Work(
        "W13-faults", "The same, one zone in a hundred grown and another shrunk by some decimetres", "zones",
        6_000, 300,
        layer_inputs.faulty_zones, VALIDATE, VALIDATE_PEERS, "findings",
    ),
    Work(
        "W13-diff", "Two assessments compared, every tenth zone moved", "zones", 6_000, 300,
        layer_inputs.two_assessments,
        rutverk("areas", "diff", "{}/old.gpkg", "{}/new.gpkg"), (Program("shapely", script("w13_diff")),), "moves",
        targets=(Target(5),),
    ),
    Work(
        "W13-partition", "Exclusive partition of zones of three classes, every tenth grown by 100 m", "zones",
        6_000, 300,
        layer_inputs.overlapping_zones, rutverk("areas", "partition", "{}/areas.gpkg"),
        (Program("shapely", script("w13_partition")),), "pieces", targets=(Target(5),),
    ),
    Work(
        "W14-points", "Points of a GeoPackage in 6,000 zones", "points", 1_000_000, 50_000, layer_inputs.point_layer,
        rutverk("incidents", "--points", "{}/points.gpkg", "--areas", "{}/zones.gpkg", "--period", "year"),
        (Program("pyogrio, pandas and shapely", script("w14_pyogrio")),), "counts", targets=(Target(3),),
    ),
    Work(
        "W14-xlsx", "Index of a workbook, XLSX to CSV", "cells", 100_000, 5_000, layer_inputs.sheet,
        rutverk("index", "{}/grid.xlsx"),
        (
            Program("polars with calamine", script("w1_polars")),
            Program("pandas with calamine", script("w1_pandas")),
        ),
        "index", targets=(Target(3),),
    ),
    Work(
        "W15", "A page about each area over the national grid, CSV to JSON", "areas", 61, 10, inputs.areas,
        profiles, (), "pages",
        ending="",
    ),
)  # fmt: skip
