"""W10 with esda: a graph of queen neighbours by the cells' codes, then G_Local and Moran_Local on all threads."""

import esda
import numpy as np
import polars as pl
from libpysal.graph import Graph

from common import arguments, threads

SIDE = 250
PERMUTATIONS = 999


def queen(ruta: np.ndarray) -> Graph:
    """Cells that share an edge or a corner; those alone have an entry of weight 0."""
    east, north = ruta // 10_000_000 // SIDE, ruta % 10_000_000 // SIDE
    # Rows of squares one after the other, with room so that none touches the next.
    place = north * 100_000 + east
    order = np.argsort(place)
    focal, neighbour = [], []
    for up in (-1, 0, 1):
        for right in (-1, 0, 1):
            if up == right == 0:
                continue
            wanted = place + up * 100_000 + right
            found = np.minimum(np.searchsorted(place, wanted, sorter=order), len(order) - 1)
            there = place[order[found]] == wanted
            focal.append(np.flatnonzero(there))
            neighbour.append(order[found[there]])
    focal, neighbour = np.concatenate(focal), np.concatenate(neighbour)
    alone = np.setdiff1d(np.arange(len(place)), focal)
    weights = np.append(np.ones(len(focal)), np.zeros(len(alone)))
    focal, neighbour = np.append(focal, alone), np.append(neighbour, alone)
    # A graph's units stand in the order in which they are first named.
    order = np.argsort(focal, kind="stable")
    return Graph.from_arrays(focal[order], neighbour[order], weights[order])


def main() -> None:
    inputs, output = arguments(__doc__)
    cells = pl.read_csv(inputs / "indexed.csv", columns=["ruta", "index"]).drop_nulls()
    values = cells["index"].to_numpy()
    graph = queen(cells["ruta"].to_numpy())
    jobs = threads()
    hot = esda.G_Local(values, graph, star=True, transform="B", permutations=PERMUTATIONS, n_jobs=jobs, seed=1)
    moran = esda.Moran_Local(values, graph, permutations=PERMUTATIONS, n_jobs=jobs, seed=1)
    # esda's p is one-sided.
    columns = {"ruta": cells["ruta"], "gi_z": hot.Zs, "gi_p": np.minimum(1, 2 * hot.p_sim),
               "moran_i": moran.Is, "moran_p": np.minimum(1, 2 * moran.p_sim)}  # fmt: skip
    pl.DataFrame(columns).write_csv(output)


if __name__ == "__main__":
    main()
