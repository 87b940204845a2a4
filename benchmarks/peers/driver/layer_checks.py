"""Comparisons of the works on layers: see `check.py`."""

import json
import struct
from pathlib import Path

import numpy as np
import polars as pl


def number(data: memoryview, place: int) -> tuple[int, int]:
    """A LEB128 number and the place behind it."""
    value = shift = 0
    while True:
        byte = data[place]
        value |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return value, place


def packed(path: Path) -> dict[str, float]:
    """Squares' fractions summed by area, out of a file of `docs/partial.md`."""
    data = memoryview(path.read_bytes())
    place, sections = 16, []
    while place < len(data):
        name, _, length = struct.unpack_from("<4sIQ", data, place)
        sections.append((name, data[place + 16 : place + 16 + length]))
        place += 24 + length
    head = sections[0][1]
    _, place = number(head, 0)
    _, place = number(head, place)
    length, place = number(head, place)
    count, place = number(head, place + length + 8)
    sums = []
    ids = []
    for _ in range(count):
        length, place = number(head, place)
        ids.append(bytes(head[place : place + length]).decode())
        place += length
    for name, content in sections:
        place = 0
        while name == b"RUTA" and place < len(content):
            runs, place = number(content, place)
            if runs:
                _, place = number(content, place)
                _, place = number(content, place)
            whole, parts = 0, []
            for _ in range(runs):
                bits, place = number(content, place)
                length = 1
                if bits & 4:
                    length, place = number(content, place)
                    length += 2
                if bits & 8:
                    _, place = number(content, place)
                if bits & 2:
                    parts.append(length)
                else:
                    whole += length
            fractions = np.frombuffer(content, "<f8", len(parts), place)
            place += 8 * len(parts)
            sums.append(whole + float(np.dot(fractions, parts)))
    return dict(zip(ids, sums, strict=True))


def coverage(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """Squares that each zone covers; the peer's fractions are of single precision, and of the raster's squares only."""
    a = packed(ours)
    kept = np.load(theirs)
    sums = np.bincount(kept["zone"], kept["fraction"], len(kept["ids"]))
    within = [(a[name], b) for name, b in zip(kept["ids"], sums, strict=True)]
    worst = max(abs(x - y) / x for x, y in within if y > 0.99 * x)
    outside = sum(y <= 0.99 * x for x, y in within)
    return worst <= 1e-2, f"{worst:.1e} relative, {outside} zones reach beyond the raster"


def picture(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """Nothing but that both are pictures: they are drawn by other rules."""
    sizes = [path.stat().st_size for path in (ours, theirs)]
    return min(sizes) > 10_000, f"{sizes[0] / 1e6:.1f} MB and {sizes[1] / 1e6:.1f} MB"


def findings(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """Overlaps pair by pair; gaps by the peer's edges, which are of zones beside gaps or overlaps."""
    a = json.loads(Path(f"{ours}.json").read_text())
    b = pl.read_csv(theirs, schema_overrides={"id": pl.String, "other": pl.String, "area_m2": pl.Float64})
    overlaps = {frozenset((f["id"], f["other"])): f["area_m2"] for f in a["findings"] if f["kind"] == "overlap"}
    rows = b.filter(pl.col("kind") == "overlap")
    others = {frozenset((x, y)): area for x, y, area in rows.select("id", "other", "area_m2").rows()}
    # Slivers near the least area that counts are on either side of it.
    alone = [pair for pair in overlaps.keys() ^ others.keys() if (overlaps.get(pair) or others.get(pair)) > 2e-3]
    both = overlaps.keys() & others.keys()
    worst = max((abs(overlaps[pair] - others[pair]) / others[pair] for pair in both), default=0)
    edges = set(b.filter(pl.col("kind") == "edge")["id"])
    gaps = {f["id"] for f in a["findings"] if f["kind"] == "gap"}
    text = (
        f"{len(alone)} of {len(others)} overlaps, {worst:.1e} of their ground; {len(gaps - edges)} of {len(gaps)} gaps"
    )
    return not alone and worst <= 1e-3 and gaps <= edges and a["counts"]["invalid"] == 0, text


def moves(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """Ground that moved, zone by zone."""
    a = {f["id"]: f["moved_m2"] or 0 for f in json.loads(Path(f"{ours}.json").read_text())["areas"]}
    worst, far = 0.0, 0
    for name, old, new, shared in pl.read_csv(theirs, schema_overrides={"id": pl.String}).rows():
        moved = old + new - 2 * shared
        worst = max(worst, abs(moved - a[name]) / max(old, 1))
        far += abs(moved - a[name]) > 1e-6 * old
    return far == 0, f"{worst:.1e} of a zone's ground"


def pieces(ours: Path, theirs: Path, _: Path) -> tuple[bool, str]:
    """What each area keeps."""
    name = "area_planar_km2"
    a = pl.read_csv(ours, schema_overrides={"id": pl.String, name: pl.Float64}).select("id", name)
    b = pl.read_csv(theirs, schema_overrides={"id": pl.String, name: pl.Float64})
    both = a.join(b, on="id", how="full", suffix="_b")
    worst = float(((both[name] - both[f"{name}_b"]).abs() / both[f"{name}_b"].clip(1e-6)).max() or 0)
    return both.height == a.height == b.height and worst <= 1e-6, f"{worst:.1e} of an area's ground"


KINDS = {function.__name__: function for function in (coverage, picture, findings, moves, pieces)}
