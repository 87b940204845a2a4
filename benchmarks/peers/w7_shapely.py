"""W7 with shapely in bulk: a tree of zones, intersections only where an area does not hold all of a zone."""

import numpy as np
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import csv

from common import arguments


def main() -> None:
    inputs, output = arguments(__doc__)
    _, _, wkb, (population, index) = pyogrio.raw.read(inputs / "deso.gpkg", columns=["population", "index"])
    zones = shapely.from_wkb(wkb)
    _, _, wkb, (ids,) = pyogrio.raw.read(inputs / "areas.gpkg", columns=["id"])
    areas = shapely.from_wkb(wkb)
    shapely.prepare(areas)
    area, zone = shapely.STRtree(zones).query(areas, predicate="intersects")
    share = np.ones(len(zone))
    cut = ~shapely.contains_properly(areas[area], zones[zone])
    pieces = shapely.intersection(areas[area[cut]], zones[zone[cut]])
    share[cut] = shapely.area(pieces) / shapely.area(zones)[zone[cut]]

    people = share * np.nan_to_num(population[zone])
    indexed = ~np.isnan(index[zone])
    total = np.bincount(area, people, len(ids))
    weight = np.bincount(area[indexed], people[indexed], len(ids))
    with np.errstate(invalid="ignore"):
        mean = np.bincount(area[indexed], people[indexed] * index[zone[indexed]], len(ids)) / weight
    csv.write_csv(pa.table({"id": ids, "population": total, "index_mean": pa.array(mean, from_pandas=True)}), output)


if __name__ == "__main__":
    main()
