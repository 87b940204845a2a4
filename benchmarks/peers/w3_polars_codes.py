"""W3 with polars by an expert: categories for phones and stations, one integer key for phone and day."""

import polars as pl

from common import arguments, circle_shares


def main() -> None:
    inputs, output = arguments(__doc__)
    stations, ids, station, area, share = circle_shares(inputs, segments=16)
    pairs = pl.DataFrame({"station": stations[station], "id": ids[area], "share": share})
    known = pl.DataFrame({"station": stations})
    schema = {"phone": pl.Categorical, "timestamp": pl.String, "station": pl.Categorical}
    day = pl.col("timestamp").str.slice(0, 10).str.to_date("%Y-%m-%d").to_physical().cast(pl.Int64)
    key = pl.col("phone").to_physical().cast(pl.Int64) * 100_000 + day
    events = pl.scan_csv(inputs / "events.csv", schema=schema).select(key.alias("key"), "phone", "station").collect()
    places = events.lazy().select("station").unique().select("station", name=pl.col("station").cast(pl.String))
    located = places.join(known.lazy(), left_on="name", right_on="station", how="semi").collect()
    events = events.lazy().join(located.lazy().select("station"), on="station", how="semi").collect()
    daily = events.lazy().group_by("key").agg(n=pl.len())
    activity = events.lazy().join(daily, on="key").group_by("station").agg(weight=(1.0 / pl.col("n")).sum())
    activity = activity.with_columns(pl.col("station").cast(pl.String))
    pressure = (
        pairs.lazy()
        .join(activity, on="station")
        .group_by("id")
        .agg(dygnsavtryck=(pl.col("share") * pl.col("weight")).sum())
    )
    seen = events.lazy().select("phone", "station").unique().with_columns(pl.col("station").cast(pl.String))
    phones = (
        seen.join(pairs.lazy().select("station", "id"), on="station")
        .group_by("id")
        .agg(unique_phones=pl.col("phone").n_unique())
    )
    pressure.join(phones, on="id").sort("id").collect().write_csv(output)


if __name__ == "__main__":
    main()
