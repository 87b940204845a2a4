"""W1, and W14 of a workbook, with polars: explicit types, expressions in bulk, one sort."""

import polars as pl

from common import CLIP, COUNTS, DECIMALS, GROUPS, MIN_POPULATION, OUTPUT_COLUMNS, SIGNS, arguments


def with_density(cells: pl.DataFrame) -> pl.DataFrame:
    """Numbers of people as `_antal`, and their density on the ground that the cell has for itself."""
    cells = cells.with_columns(pl.col(name).alias(f"{name}_antal") for name in COUNTS)
    if cells["size_m"].max() == 250:
        return cells
    # A 1000 m cell has its square less the 250 m cells in it.
    corner = [(pl.col("ruta") // 10_000_000 // 1000).alias("e"), (pl.col("ruta") % 10_000_000 // 1000).alias("n")]
    inside = cells.lazy().filter(pl.col("size_m") == 250).group_by(corner).agg(inside=pl.len())
    units = pl.when(pl.col("size_m") == 250).then(1.0).otherwise(16.0 - pl.col("inside").fill_null(0))
    joined = cells.lazy().with_columns(corner).join(inside, on=["e", "n"], how="left", maintain_order="left")
    return joined.with_columns(pl.col(name) / units for name in COUNTS).drop("e", "n", "inside").collect()


def with_percentile(cells: pl.DataFrame) -> pl.DataFrame:
    """Share of the indexed population below, plus half of those at the same index."""
    ranked = cells.lazy().with_row_index("row").filter(pl.col("index").is_not_null())
    ranked = ranked.select("row", "index", "population").sort("index")
    # Twice all people are more than 32 bits hold.
    people = pl.col("population").cast(pl.Int64)
    upto = people.cum_sum()
    below = pl.when(pl.col("index").ne_missing(pl.col("index").shift(1))).then(upto - people)
    above = pl.when(pl.col("index").ne_missing(pl.col("index").shift(-1))).then(upto)
    rank = (below.forward_fill() + above.backward_fill()) * (50.0 / people.sum())
    ranks = ranked.select("row", percentile=rank).sort("row")
    return cells.with_row_index("row").join(ranks.collect(), on="row", how="left", maintain_order="left").drop("row")


def main() -> None:
    inputs, output = arguments(__doc__)
    schema = {"ruta": pl.Int64, "size_m": pl.Int32, "population": pl.Int32} | dict.fromkeys(SIGNS, pl.Float64)
    schema |= dict.fromkeys(COUNTS, pl.Int32)
    sheet = inputs / "grid.xlsx"
    if sheet.exists():
        grid = pl.read_excel(sheet, engine="calamine", schema_overrides=schema)
    else:
        grid = pl.scan_csv(inputs / "grid.csv", schema=schema).collect()
    cells = with_density(grid)
    counted = cells.lazy().filter(pl.col("population") >= MIN_POPULATION)

    def mean(value: pl.Expr, name: str) -> pl.Expr:
        # Products of whole numbers are added in 32 bits, which do not hold them.
        weight = pl.col("population").cast(pl.Float64)
        return (value * weight).sum() / weight.filter(pl.col(name).is_not_null()).sum()

    means = counted.select(mean(pl.col(name), name).alias(name) for name in SIGNS).collect().row(0, named=True)
    spreads = counted.select(mean((pl.col(name) - means[name]) ** 2, name).sqrt().alias(name) for name in SIGNS)
    sigma = spreads.collect().row(0, named=True)

    enough = pl.col("population") >= MIN_POPULATION
    scores = [
        pl.when(enough).then(((pl.col(name) - means[name]) * (sign / sigma[name])).clip(-CLIP, CLIP)).alias(f"{name}_z")
        for name, sign in SIGNS.items()
    ]
    groups = [
        (pl.sum_horizontal([f"{name}_z" for name in names], ignore_nulls=False) / len(names)).alias(group)
        for group, names in GROUPS.items()
    ]
    status = pl.when(~enough).then(pl.lit("too_few_people"))
    for name in SIGNS:
        status = status.when(pl.col(name).is_null()).then(pl.lit(f"missing:{name}"))
    scored = cells.lazy().with_columns(scores).with_columns(groups)
    scored = scored.with_columns(
        (pl.sum_horizontal(list(GROUPS), ignore_nulls=False) / len(GROUPS)).alias("index"),
        status.otherwise(pl.lit("ok")).alias("status"),
    )
    result = with_percentile(scored.collect()).lazy()
    result = result.with_columns((pl.col("percentile") / 20).floor().clip(0, 4).cast(pl.Int8).alias("class") + 1)
    decimals = [pl.col(pl.Float64).round(DECIMALS)]
    result.with_columns(decimals).select(OUTPUT_COLUMNS).sink_csv(output)


if __name__ == "__main__":
    main()
