"""Derives layers that the generator does not make.

derive_layers.py kept FOLDER             fractions of zones.gpkg on population.tif, by exactextract, as kept.npz
derive_layers.py faults ZONES OUT        every hundredth zone grown by 0.4 m, and another shrunk by 0.3 m
derive_layers.py moved ZONES OUT         every tenth zone moved by 25 m
derive_layers.py grown ZONES OUT         every tenth zone grown by 100 m; classes in turn
"""

import sys
from pathlib import Path

import numpy as np
import pyogrio
import shapely

CLASSES = ("utsatt", "risk", "sarskilt_utsatt")


def changed(source: str, output: str, change, classes=None) -> None:
    meta, _, wkb, (ids,) = pyogrio.raw.read(source, columns=["id"])
    shapes = change(shapely.from_wkb(wkb))
    fields, columns = ["id"], [ids]
    if classes is not None:
        fields, columns = ["id", "class"], [ids, np.array(classes, dtype=object)[np.arange(len(ids)) % len(classes)]]
    shapes = shapely.multipolygons(
        shapely.get_parts(shapes), indices=np.repeat(np.arange(len(ids)), shapely.get_num_geometries(shapes))
    )
    pyogrio.raw.write(
        output, shapely.to_wkb(shapes), columns, fields, geometry_type="MultiPolygon", crs=meta["crs"], driver="GPKG",
        layer=Path(output).stem,
    )  # fmt: skip


def every(step: int, first: int, change):
    def apply(shapes):
        shapes[first::step] = change(shapes[first::step])
        return shapes

    return apply


def faults(source: str, output: str) -> None:
    grown = every(100, 10, lambda some: shapely.buffer(some, 0.4, join_style="mitre"))
    shrunk = every(100, 60, lambda some: shapely.buffer(some, -0.3, join_style="mitre"))
    changed(source, output, lambda shapes: shrunk(grown(shapes)))


def moved(source: str, output: str) -> None:
    changed(source, output, every(10, 5, lambda some: shapely.transform(some, lambda corners: corners + 25.0)))


def grown(source: str, output: str) -> None:
    changed(source, output, every(10, 5, lambda some: shapely.buffer(some, 100.0, quad_segs=2)), CLASSES)


def kept(folder: str) -> None:
    from exactextract import exact_extract

    zones = Path(folder) / "zones.gpkg"
    rows = exact_extract(
        str(Path(folder) / "population.tif"), str(zones), ["cell_id", "coverage"], include_cols=["id"], output="pandas"
    )
    counts = [len(cells) for cells in rows["cell_id"]]
    np.savez(
        Path(folder) / "kept.npz", ids=rows["id"].to_numpy(str),
        zone=np.repeat(np.arange(len(counts)), counts).astype("i4"),
        cell=np.concatenate(list(rows["cell_id"])).astype("i4"),
        fraction=np.concatenate(list(rows["coverage"])).astype("f8"),
    )  # fmt: skip


if __name__ == "__main__":
    {"kept": kept, "faults": faults, "moved": moved, "grown": grown}[sys.argv[1]](*sys.argv[2:])
