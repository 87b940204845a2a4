"""W9 with numpy, reading and writing through polars: the draws that rutverk wrote, one run after the other.

Runs that follow each other with the same noise and normalisation share their scores, and every run is whole columns. What each run gives every cell is kept in single precision,
since percentiles per cell need all of them. The noise is rutverk's hash, so that both have the same numbers; with
RUTVERK_BENCH_NOISE=numpy it is numpy's fastest generator, for a look at what the hash costs.
"""

import os

import numpy as np
import polars as pl

from common import CLIP, COUNTS, GROUPS, SIGNS, arguments

GAMMA, MIX = np.uint64(0x9E3779B97F4A7C15), (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
NAMES = list(SIGNS)
MEANS = {"inkomst"}
"""Variables without noise: neither counts nor shares."""
MIN_POPULATION = 1
BLOCK = 20_000


def mix(word: np.ndarray) -> np.ndarray:
    """SplitMix64's output function."""
    word = (word ^ (word >> np.uint64(30))) * MIX[0]
    word = (word ^ (word >> np.uint64(27))) * MIX[1]
    return word ^ (word >> np.uint64(31))


def fnv(texts: list[str]) -> np.ndarray:
    """FNV-1a of 64 bits, for texts of any lengths."""
    size = max(map(len, texts))
    raw = np.frombuffer("".join(text.ljust(size, "\0") for text in texts).encode(), np.uint8).reshape(-1, size)
    result = np.full(len(texts), 0xCBF29CE484222325, np.uint64)
    for column in raw.T:
        result = np.where(column == 0, result, (result ^ column.astype(np.uint64)) * np.uint64(0x100000001B3))
    return result


def own_ground(cells: pl.DataFrame) -> np.ndarray:
    """Ground of each cell in units of 62,500 m2: a 1000 m cell has its square less the 250 m cells in it."""
    code, fine = cells["ruta"].to_numpy(), cells["size_m"].to_numpy() == 250
    square = code // 10_000_000 // 1000 * 10_000 + code % 10_000_000 // 1000
    found, counts = np.unique(square[fine], return_counts=True)
    place = np.minimum(np.searchsorted(found, square), len(found) - 1)
    return np.where(fine, 1.0, 16.0 - np.where(found[place] == square, counts[place], 0))


def ranks(values: np.ndarray, weights: np.ndarray | None, resolution: float) -> np.ndarray:
    """Percentile ranks by weight, those of equal values being their middle."""
    order = np.argsort(values)
    sorted_values = values[order]
    weight = np.ones(len(order)) if weights is None else weights[order]
    new = np.empty(len(order), bool)
    new[0] = True
    np.greater(np.diff(sorted_values), resolution, out=new[1:])
    total = np.cumsum(weight)
    if new.all():
        rank = total - weight / 2
    else:
        ends = np.append(np.flatnonzero(new)[1:], len(order)) - 1
        upper = total[ends]
        lower = np.append(0, upper[:-1])
        rank = np.repeat((lower + upper) / 2, np.diff(np.append(-1, ends)))
    result = np.empty(len(order))
    result[order] = rank * (100 / total[-1])
    return result


class Cells:
    """The cells that count, and their scores under a noise and a normalisation."""

    def __init__(self, table: pl.DataFrame):
        people = table["population"].to_numpy().astype(float)
        counted = people >= MIN_POPULATION
        ground = own_ground(table)[counted]
        self.rows, self.people = np.flatnonzero(counted), people[counted]
        texts = [f"{ruta}/{size}" for ruta, size in table.select("ruta", "size_m").filter(counted).iter_rows()]
        self.keys = fnv(texts)
        self.values = {n: table[n].cast(pl.Float64).fill_null(np.nan).to_numpy()[counted] for n in NAMES}
        self.ground = {name: ground if name in COUNTS else None for name in NAMES}
        for name in COUNTS:
            self.values[name] = self.values[name] / ground
        self.known = {name: ~np.isnan(value) for name, value in self.values.items()}
        self.complete = np.logical_and.reduce(list(self.known.values()))

    def noisy(self, name: str, seed: int) -> np.ndarray:
        value = self.values[name]
        if name in MEANS:
            return value
        if os.environ.get("RUTVERK_BENCH_NOISE") == "numpy":
            generator = np.random.Generator(np.random.SFC64([seed, NAMES.index(name)]))
            noise = generator.integers(-3, 4, len(value), dtype=np.int8)
        else:
            key = mix(np.array([seed], np.uint64) * GAMMA ^ fnv([name]))
            noise = (((mix(self.keys ^ key) >> np.uint64(32)) * np.uint64(7)) >> np.uint64(32)).astype(np.int8) - 3
        if name in COUNTS:
            return np.maximum(value * self.ground[name] + noise, 0) / self.ground[name]
        return np.clip(value * self.people + noise, 0, self.people) / self.people

    def scores(self, seed: int, method: str) -> list[np.ndarray]:
        result = []
        for name, sign in SIGNS.items():
            value, known = self.noisy(name, seed), self.known[name]
            x, people = (value, self.people) if known.all() else (value[known], self.people[known])
            if method == "zscore":
                mean = np.dot(x, people) / people.sum()
                spread = x - mean
                score = np.clip(spread * (sign / np.sqrt(np.dot(spread * spread, people) / people.sum())), -CLIP, CLIP)
            elif method == "minmax":
                score = (x - x.min()) / (x.max() - x.min())
                score = score if sign > 0 else 1 - score
            else:
                # Values that differ by rounding alone are alike.
                score = ranks(x, people if method == "percentile" else None, 4e-15 * np.abs(x).max())
                score = score if sign > 0 else 100 - score
            if len(score) < len(value):
                whole = np.full(len(value), np.nan)
                whole[known] = score
                score = whole
            result.append(score[self.complete])
        return result


def logarithms(scores: list[np.ndarray], method: str) -> list[np.ndarray]:
    """Of scores that are moved to 0.01 ... 1 where they reach zero or below."""
    if method in ("zscore", "minmax"):
        least, most = (-CLIP, CLIP) if method == "zscore" else (0, 1)
        scores = [(score - (least - (most - least) / 99)) / ((most - least) / 0.99) for score in scores]
    return [np.log(score) for score in scores]


def index(scores: list[np.ndarray], draw: dict) -> np.ndarray:
    """Weighted means of weighted means, arithmetic or of logarithms."""
    total, weight = 0.0, 0.0
    for group, names in GROUPS.items():
        kept = [name for name in names if name != draw["dropped"]]
        if kept:
            part = sum(draw[f"weight_{name}"] * scores[NAMES.index(name)] for name in kept)
            share = draw[f"weight_{group}"]
            total = total + part * (share / sum(draw[f"weight_{name}"] for name in kept))
            weight += share
    return total / weight


def main() -> None:
    inputs, output = arguments(__doc__)
    table = pl.read_csv(inputs / "grid.csv")
    draws = pl.read_csv(inputs / "draws.csv").with_columns(pl.col("dropped").fill_null("")).rows(named=True)
    cells = Cells(table)
    people = cells.people[cells.complete]
    plain = {name: 1.0 for name in draws[0] if name.startswith("weight_")} | {"dropped": ""}
    zscores = []
    for name, sign in SIGNS.items():
        x, weight = cells.values[name][cells.known[name]], cells.people[cells.known[name]]
        mean = np.average(x, weights=weight)
        z = (cells.values[name] - mean) * (sign / np.sqrt(np.average((x - mean) ** 2, weights=weight)))
        zscores.append(np.clip(z, -CLIP, CLIP)[cells.complete])
    cuts = np.array([20, 40, 60, 80]) * (1 - 1e-12)
    main_class = np.searchsorted(cuts, ranks(index(zscores, plain), people, 1e-12), "right")

    kept = np.empty((len(draws), len(people)), np.float32)
    shares = np.zeros((5, len(people)), np.int32)
    known: dict = {}
    for run, draw in enumerate(draws):
        key = draw["noise_seed"], draw["method"]
        if key not in known:
            if len(known) == 4:
                del known[next(iter(known))]
            known[key] = cells.scores(*key)
        scores = known[key]
        resolution = 1e-12 * (100 if draw["method"] in ("percentile", "rank") else 1)
        if draw["aggregation"] == "geometric":
            scores, resolution = logarithms(scores, draw["method"]), 1e-13
        percentile = ranks(index(scores, draw), people, resolution)
        kept[run] = percentile
        number = np.searchsorted(cuts, percentile, "right")
        for place in range(5):
            shares[place] += number == place

    columns = {name: np.full(table.height, np.nan) for name in ("percentile_p05", "percentile_p50", "percentile_p95")}
    columns |= {f"class_share_{place + 1}": np.full(table.height, np.nan) for place in range(5)}
    rows = cells.rows[cells.complete]
    for start in range(0, len(rows), BLOCK):
        block = slice(start, start + BLOCK)
        found = np.percentile(kept[:, block], [5, 50, 95], axis=0, overwrite_input=True)
        for name, values in zip(("percentile_p05", "percentile_p50", "percentile_p95"), found, strict=True):
            columns[name][rows[block]] = values
    for place in range(5):
        columns[f"class_share_{place + 1}"][rows] = shares[place] / len(draws)
    columns["class_uncertain"] = np.full(table.height, np.nan)
    columns["class_uncertain"][rows] = 1 - shares[main_class, np.arange(len(rows))] / len(draws)
    result = table.select("ruta", "size_m").with_columns(**{n: pl.Series(v).fill_nan(None) for n, v in columns.items()})
    result.write_csv(output, float_precision=6)


if __name__ == "__main__":
    main()
