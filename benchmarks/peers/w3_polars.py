"""W3 with polars: one streaming pass to events per phone, day and station; everything else follows from those."""

import polars as pl

from common import arguments, circle_shares


def main() -> None:
    inputs, output = arguments(__doc__)
    stations, ids, station, area, share = circle_shares(inputs, segments=16)
    pairs = pl.DataFrame({"station": stations[station], "id": ids[area], "share": share})
    known = pl.DataFrame({"station": stations})
    schema = {"phone": pl.String, "timestamp": pl.String, "station": pl.String}
    day = pl.col("timestamp").str.slice(0, 10)
    groups = (
        pl.scan_csv(inputs / "events.csv", schema=schema)
        .group_by("phone", day.alias("day"), "station")
        .agg(n=pl.len())
        .join(known.lazy(), on="station", how="semi")
        .collect(engine="streaming")
    )
    weight = pl.col("n") / pl.col("n").sum().over("phone", "day")
    activity = groups.lazy().select("station", weight=weight).group_by("station").agg(pl.col("weight").sum())
    pressure = (
        pairs.lazy()
        .join(activity, on="station")
        .group_by("id")
        .agg(dygnsavtryck=(pl.col("share") * pl.col("weight")).sum())
    )
    phones = (
        groups.lazy()
        .select("phone", "station")
        .join(pairs.lazy().select("station", "id"), on="station")
        .group_by("id")
        .agg(unique_phones=pl.col("phone").n_unique())
    )
    pressure.join(phones, on="id").sort("id").collect().write_csv(output)


if __name__ == "__main__":
    main()
