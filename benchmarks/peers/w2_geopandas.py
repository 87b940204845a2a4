"""W2 on layers with geopandas alone: zones and cells read through Arrow, cut by its overlay, summed by pandas."""

import geopandas

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    read = {"engine": "pyogrio", "use_arrow": True}
    # A column called `id` would be taken for the features' own number.
    zones = geopandas.read_file(next(inputs.glob("zones.*[np]")), columns=["id"], **read).rename(columns={"id": "zone"})
    cells = geopandas.read_file(inputs / "cells.gpkg", columns=["population", "index"], **read)
    pieces = geopandas.overlay(cells, zones[["zone", "geometry"]], how="intersection", keep_geom_type=True)
    people = pieces["population"] * pieces.area / 62_500
    indexed = pieces["index"].notna()
    sums = people.groupby(pieces["zone"]).sum()
    weighted = (people * pieces["index"])[indexed].groupby(pieces["zone"][indexed]).sum()
    means = weighted / people[indexed].groupby(pieces["zone"][indexed]).sum()
    table = zones[["zone"]].assign(population=zones["zone"].map(sums), index_mean=zones["zone"].map(means))
    table.rename(columns={"zone": "id"}).to_csv(output, index=False)


if __name__ == "__main__":
    main()
