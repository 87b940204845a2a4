"""W3 with pandas: the pyarrow reader, categories, group-wise sizes."""

import pandas as pd
import pyarrow as pa

from common import arguments, circle_shares, threads


def main() -> None:
    inputs, output = arguments(__doc__)
    pa.set_cpu_count(threads())
    stations, ids, station, area, share = circle_shares(inputs, segments=16)
    pairs = pd.DataFrame({"station": stations[station], "id": ids[area], "share": share})
    events = pd.read_csv(
        inputs / "events.csv",
        engine="pyarrow",
        dtype={"phone": "category", "station": "category"},
        parse_dates=["timestamp"],
    )
    located = events["station"].cat.categories.intersection(stations)
    events = events[events["station"].isin(located)]
    day = events["timestamp"].dt.floor("D")
    n = events.groupby([events["phone"], day], observed=True)["timestamp"].transform("size")
    activity = (1 / n).groupby(events["station"], observed=True).sum()
    weight = pairs["station"].map(activity).astype(float).fillna(0)
    pressure = (pairs["share"] * weight).groupby(pairs["id"]).sum().rename("dygnsavtryck")
    near = events.loc[events["station"].isin(pairs["station"].unique()), ["phone", "station"]].drop_duplicates()
    met = near.astype({"station": "str"}).merge(pairs[["station", "id"]], on="station")
    phones = met.groupby("id")["phone"].nunique().rename("unique_phones")
    pd.concat([pressure, phones], axis=1).fillna({"unique_phones": 0}).to_csv(output, index_label="id")


if __name__ == "__main__":
    main()
