"""Compares a peer's result with rutverk's: `check.py KIND OURS THEIRS INPUTS` prints one line of JSON.

`agrees` is whether the difference is within what the peer can promise, `text` names the largest difference.
"""

import json
import random
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import layer_checks
import numpy as np
import polars as pl

RADIUS = 500.0


def index(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """Row by row; both write nine decimals, so the last one may differ by one."""
    a, b = (pl.read_csv(path).sort("ruta", "size_m") for path in (ours, theirs))
    # What tells the reference of an index is rutverk's own.
    a = a.drop("reference", strict=False)
    if a.columns != b.columns or a.height != b.height:
        return False, f"{b.height} rows and {b.width} columns instead of {a.height} and {a.width}"
    worst, where, classes = 0.0, "", 0
    for name in a.columns:
        x, y = a[name], b[name]
        if not (x.is_null() == y.is_null()).all():
            return False, f"nulls elsewhere in {name}"
        if x.dtype == pl.String:
            if not (x == y).all():
                return False, f"other texts in {name}"
        elif name == "class":
            classes = int((x != y).sum())
        else:
            difference = (x.cast(pl.Float64) - y.cast(pl.Float64)).abs().max() or 0.0
            if difference > worst:
                worst, where = difference, name
    text = f"{worst:.1e} ({where})" if where else "0"
    if classes:
        text += f", {classes} cells in another class"
    return worst <= 2.1e-9 and classes <= 1e-6 * a.height, text


def zones(ours: Path, theirs: Path, _: Path, promise: float = 1e-5) -> tuple[bool, str]:
    """Population relative to the zone's, index absolute; fractions and rasters are single precision."""
    columns = {"population": pl.Float64, "index_mean": pl.Float64}
    a, b = (pl.read_csv(path, schema_overrides=columns).select("id", *columns) for path in (ours, theirs))
    both = a.join(b, on="id", how="full", suffix="_b")
    if both.height != a.height or both["id_b"].null_count():
        return False, "other zones"
    people, other = (both[name].fill_null(0).fill_nan(0).to_numpy() for name in ("population", "population_b"))
    relative = float(np.max(np.abs(people - other) / np.maximum(people, 1)))
    mean, other = (both[name].cast(pl.Float64).to_numpy() for name in ("index_mean", "index_mean_b"))
    known = np.isfinite(mean) & np.isfinite(other)
    absolute = float(np.max(np.abs(mean - other)[known], initial=0))
    return relative <= promise and absolute <= promise, f"population {relative:.1e} relative, index {absolute:.1e}"


def shares(ours: Path, theirs: Path, inputs: Path) -> tuple[bool, str]:
    """As zones, in double precision on both sides; our table has six decimals."""
    return zones(ours, theirs, inputs, promise=1e-6)


def squares(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """Sum of fractions of each zone."""
    both = pl.read_csv(ours).join(pl.read_csv(theirs), on="id", how="full", suffix="_b")
    if both["id"].null_count() or both["id_b"].null_count():
        return False, "other zones"
    relative = float(((both["squares"] - both["squares_b"]) / both["squares"]).abs().max())
    return relative <= 1e-6, f"{relative:.1e} relative"


def footprint(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """A circle of 16 segments a quarter is what the peers have: a few per mille of an overlap, more of a sliver."""
    columns = {"dygnsavtryck": pl.Float64, "unique_phones": pl.Float64}
    a, b = (pl.read_csv(path, schema_overrides=columns).select("id", *columns) for path in (ours, theirs))
    both = a.join(b, on="id", how="left", suffix="_b").fill_null(0)
    pressure, other = both["dygnsavtryck"].to_numpy(), both["dygnsavtryck_b"].to_numpy()
    difference = np.abs(pressure - other)
    total = abs(pressure.sum() - other.sum()) / pressure.sum()
    phones = float((both["unique_phones"] - both["unique_phones_b"]).abs().max())
    worst = float(np.max(difference / np.maximum(pressure, 1e-9)))
    agrees = bool((difference <= 0.01 * pressure + 0.005 * pressure.max()).all()) and total <= 2e-3
    agrees = agrees and phones <= max(2.0, 1e-3 * both["unique_phones"].max())
    return agrees, f"{worst:.1e} of an area's dygnsavtryck, {total:.1e} of the sum, {phones:.0f} phones"


def counts(ours: Path, theirs: Path, inputs: Path) -> tuple[bool, str]:
    """Points of each zone and year; a point on a shared border may be in either zone, or in both."""
    wide = pl.read_csv(ours)
    years = [name for name in wide.columns if name.startswith("count_")]
    a = wide.select("id", *years).unpivot(index="id", variable_name="year", value_name="count")
    a = a.with_columns(pl.col("year").str.strip_prefix("count_").cast(pl.Int64))
    both = a.join(pl.read_csv(theirs), on=["id", "year"], how="full", coalesce=True, suffix="_b").fill_null(0)
    moved = int((both["count"] - both["count_b"]).abs().sum())
    total = int(both["count"].sum())
    return moved <= 1e-5 * total, f"{moved} of {total} counted elsewhere or twice"


def layer(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """Every feature's fields, and where its corners are."""
    import pyogrio
    import shapely

    tables = []
    for path in (ours, theirs):
        meta, _, wkb, columns = pyogrio.raw.read(path)
        data = dict(zip(meta["fields"], columns, strict=True))
        order = np.argsort(data["ruta"].astype(str))
        tables.append(({name: column[order] for name, column in data.items()}, shapely.from_wkb(wkb[order])))
    (a, shapes), (b, others) = tables
    if len(shapes) != len(others) or set(a) != set(b):
        return False, f"{len(others)} features and {len(b)} fields instead of {len(shapes)} and {len(a)}"
    worst = 0.0
    for name, column in a.items():
        if column.dtype == object:
            if not np.array_equal(column.astype(str), b[name].astype(str)):
                return False, f"other texts in {name}"
            continue
        x, y = column.astype(float), b[name].astype(float)
        if not np.array_equal(np.isnan(x), np.isnan(y)):
            return False, f"nulls elsewhere in {name}"
        worst = max(worst, float(np.nanmax(np.abs(x - y), initial=0)))
    # The order and the start of a ring's corners are free: the box of a square says where they are.
    moved = float(np.max(np.abs(shapely.bounds(shapes) - shapely.bounds(others))))
    # GDAL writes 13.00000009 as 13.0: what follows a row of zeros it takes for a rounding error.
    unit, promise = ("degrees", 1.1e-7) if ours.suffix == ".geojson" else ("m", 0.0)
    return worst <= 1e-9 and moved <= promise, f"fields {worst:.1e}, corners {moved:.1e} {unit}"


def circles(ours: Path, theirs: Path, inputs: Path) -> tuple[bool, str]:
    """Both against the exact value, computed with 60 digits for a sample of pairs and the smallest ones."""
    import pyogrio
    import shapely

    a, b = pl.read_csv(ours), pl.read_csv(theirs)
    both = a.join(b, on=["station", "area"], how="full", coalesce=True, suffix="_b").fill_null(0)
    apart = float((both["share"] - both["share_b"]).abs().max())
    places = {name: (e, n) for name, e, n in pl.read_csv(inputs / "stations.csv").rows()}
    _, _, wkb, (ids,) = pyogrio.raw.read(inputs / "areas.gpkg", columns=["id"])
    shapes = dict(zip(ids, shapely.from_wkb(wkb), strict=True))
    script = Path(__file__).resolve().parents[3] / "scripts" / "circle_fixture"
    loader = SourceFileLoader("circle_fixture", str(script))
    reference = module_from_spec(spec_from_loader("circle_fixture", loader))
    loader.exec_module(reference)

    rows = both.sort("share").rows(named=True)
    sample = rows[:50] + random.Random(1).sample(rows[50:], min(200, max(0, len(rows) - 50)))
    worst = [0.0, 0.0]
    for row in sample:
        parts = [
            [list(ring.coords)[:-1] for ring in (part.exterior, *part.interiors)]
            for part in shapely.get_parts(shapes[row["area"]])
        ]
        exact = reference.overlap(parts, *places[row["station"]], RADIUS) / (reference.mpmath.pi * RADIUS**2)
        for k, name in enumerate(("share", "share_b")):
            worst[k] = max(worst[k], abs(float(row[name] - exact)))
    agrees = apart <= 1e-3 and worst[0] <= 1e-12
    lost = int((both["share_b"] == 0).sum() - (both["share"] == 0).sum())
    text = f"{apart:.1e} of the circle; against the exact value {worst[1]:.1e}, rutverk {worst[0]:.1e}"
    return agrees, text + (f"; {lost} pairs lost" if lost > 0 else "")


def hotspots(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """Statistics to the last decimal written; p, by permutations of each one's own, within what chance makes of 999."""
    names = {"gi_z": pl.Float64, "gi_p": pl.Float64, "moran_i": pl.Float64, "moran_p": pl.Float64}
    a = pl.read_csv(ours, schema_overrides=names).filter(pl.col("gi_z").is_not_null())
    both = a.join(pl.read_csv(theirs), on="ruta", how="left", suffix="_b")
    worst = max(float((both[name] - both[f"{name}_b"]).abs().max()) for name in ("gi_z", "moran_i"))
    far = 0.0
    for name in ("gi_p", "moran_p"):
        x, y = both[name].to_numpy(), both[f"{name}_b"].to_numpy()
        tail = np.clip((x + y) / 4, 1e-3, 0.5)
        far = max(far, float(np.mean(np.abs(x - y) > 2 * 5 * np.sqrt(2 * tail * (1 - tail) / 999))))
    return worst <= 2e-9 and far <= 1e-3, f"statistics {worst:.1e}; {far:.1e} of the p five deviations apart or more"


def suggestions(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """Group by group, in order of people, cells and ground; the ellipsoid's area between corners is geodesics' with pyproj."""
    import pyogrio

    tables = []
    for path in (ours, theirs):
        meta, _, wkb, columns = pyogrio.raw.read(path)
        table = dict(zip(meta["fields"], columns, strict=True))
        order = np.lexsort((np.round(table["index_mean"], 6), table["cells"], -table["population"]))
        tables.append({name: column[order] for name, column in table.items()})
    a, b = tables
    if len(a["cells"]) != len(b["cells"]):
        return False, f"{len(b['cells'])} suggestions instead of {len(a['cells'])}"
    worst = 0.0
    for name in ("cells", "population", "area_planar_km2", "index_mean", "percentile_mean", "unga_0_19_antal"):
        x, y = a[name].astype(float), b[name].astype(float)
        worst = max(worst, float(np.max(np.abs(x - y) / np.maximum(np.abs(x), 1), initial=0)))
    ellipsoid = float(np.max(np.abs(a["area_km2"] - b["area_km2"]) / a["area_km2"], initial=0))
    return worst <= 1e-6 and ellipsoid <= 1e-3, f"{worst:.1e} relative, ellipsoidal area {ellipsoid:.1e}"


def sensitivity(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """The same draws: shares of runs by class are equal but where runs' ranks are told to be within a bound; percentiles
    are read from a histogram of so many bins."""
    bins = json.loads(Path(f"{ours}.json").read_text())["percentile_bins"]
    both = pl.read_csv(ours, infer_schema_length=None).join(
        pl.read_csv(theirs, infer_schema_length=None), on=["ruta", "size_m"], how="full", coalesce=True, suffix="_b"
    )
    shares, percentiles, moved = 0.0, 0.0, 0
    for name in [f"class_share_{number}" for number in range(1, 6)] + [f"percentile_p{p}" for p in ("05", "50", "95")]:
        x, y = (both[column].cast(pl.Float64).fill_null(-1).to_numpy() for column in (name, f"{name}_b"))
        difference = np.abs(x - y)
        if name.startswith("class"):
            shares = max(shares, float(difference.max()))
            moved = max(moved, int((difference > 1e-6).sum()))
        else:
            percentiles = max(percentiles, float(difference.max()))
    text = f"percentiles {percentiles:.2g} points ({bins} bins), shares of runs {shares:.1e} ({moved} cells)"
    return percentiles <= 200 / bins + 0.01 and shares <= 0.01, text


KINDS = {
    function.__name__: function
    for function in (
        index,
        zones,
        shares,
        squares,
        footprint,
        counts,
        layer,
        circles,
        hotspots,
        suggestions,
        sensitivity,
    )
}

KINDS |= layer_checks.KINDS

if __name__ == "__main__":
    agrees, text = KINDS[sys.argv[1]](*map(Path, sys.argv[2:5]))
    print(json.dumps({"agrees": bool(agrees), "text": text}))
