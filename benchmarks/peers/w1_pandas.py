"""W1 with pandas and numpy, reading and writing through pyarrow: many times faster than pandas' own CSV code."""

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv

from common import CLIP, COUNTS, DECIMALS, GROUPS, MIN_POPULATION, OUTPUT_COLUMNS, SIGNS, arguments, threads


def own_ground(cells: pd.DataFrame) -> np.ndarray:
    """Ground of each cell in units of 62,500 m2: a 1000 m cell has its square less the 250 m cells in it."""
    fine = cells["size_m"].to_numpy() == 250
    if fine.all():
        return np.ones(len(cells))
    code = cells["ruta"].to_numpy()
    square = code // 10_000_000 // 1000 * 10_000 + code % 10_000_000 // 1000
    inside = pd.Series(square[fine]).value_counts().reindex(square, fill_value=0).to_numpy()
    return np.where(fine, 1.0, 16.0 - inside)


def main() -> None:
    inputs, output = arguments(__doc__)
    pa.set_cpu_count(threads())
    types = {"ruta": "int64", "size_m": "int32", "population": "float64"} | dict.fromkeys(SIGNS, "float64")
    sheet = inputs / "grid.xlsx"
    if sheet.exists():
        cells = pd.read_excel(sheet, engine="calamine", dtype=types)
    else:
        cells = pd.read_csv(inputs / "grid.csv", engine="pyarrow", dtype=types)
    ground = own_ground(cells)
    for name in COUNTS:
        cells[f"{name}_antal"] = cells[name]
        cells[name] /= ground
    population = cells["population"].to_numpy()
    counted = population >= MIN_POPULATION
    status = np.where(counted, "ok", "too_few_people").astype(object)
    for name, sign in reversed(SIGNS.items()):
        value = cells[name].to_numpy()
        known = counted & ~np.isnan(value)
        x, weight = value[known], population[known]
        mean = np.average(x, weights=weight)
        sigma = np.sqrt(np.average((x - mean) ** 2, weights=weight))
        z = np.full(len(value), np.nan)
        z[known] = np.clip((x - mean) * (sign / sigma), -CLIP, CLIP)
        cells[f"{name}_z"] = z
        status[counted & ~known] = f"missing:{name}"
    for group, names in GROUPS.items():
        cells[group] = sum(cells[f"{name}_z"].to_numpy() for name in names) / len(names)
    index = sum(cells[group].to_numpy() for group in GROUPS) / len(GROUPS)
    cells["index"] = index
    cells["status"] = status

    indexed = np.flatnonzero(~np.isnan(index))
    order = indexed[np.argsort(index[indexed])]
    starts = np.flatnonzero(np.r_[True, np.diff(index[order]) != 0])
    ties = np.add.reduceat(population[order], starts)
    ranks = (np.cumsum(ties) - ties / 2) * (100 / ties.sum())
    percentile = np.full(len(cells), np.nan)
    percentile[order] = np.repeat(ranks, np.diff(np.r_[starts, len(order)]))
    cells["percentile"] = percentile
    cells["class"] = pd.array(np.minimum(np.floor(percentile / 20), 4) + 1, dtype="Int8")
    decimals = {name: DECIMALS for name in cells.columns if name not in {"ruta", "size_m", "status", "class"}}
    csv.write_csv(pa.Table.from_pandas(cells.round(decimals)[OUTPUT_COLUMNS], preserve_index=False), output)


if __name__ == "__main__":
    main()
