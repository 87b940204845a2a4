"""Against one run of the program over all rows, on two cores of this machine."""

import json
import os
import stat

import pytest
import rutverk_spark
from conftest import rutverk
from pyspark.sql import functions as F
from pyspark.sql import types as T
from rutverk_spark import RutverkError


def figures(path_or_statistics):
    """Statistics without what names the run."""
    told = path_or_statistics
    if not isinstance(told, dict):
        with open(told) as file:
            told = json.load(file)
    return {key: value for key, value in told.items() if key != "run"}


def rows(spark, path):
    return spark.read.option("header", True).csv(str(path))


@pytest.mark.parametrize("partitions, fan", [(1, 16), (7, 3)])
def test_footprint_is_one_run(spark, world, tmp_path, partitions, fan):
    told = rutverk_spark.footprint(
        rows(spark, world / "events.csv"), world / "stations.csv", world / "areas.gpkg", tmp_path / "many.gpkg",
        tmp_path / "many.json", partitions=partitions, fan=fan, min_phones=5, period="week",
        series=tmp_path / "series.csv", salt_file=world / "salt.txt")
    assert (tmp_path / "many.gpkg").read_bytes() == (world / "one.gpkg").read_bytes()
    assert (tmp_path / "series.csv").read_bytes() == (world / "one-series.csv").read_bytes()
    assert figures(told) == figures(tmp_path / "many.json") == figures(world / "one.json")


def test_phones_meet_in_one_task(spark, world):
    from rutverk_spark import _rows

    events = rows(spark, world / "events.csv").repartition(4)

    def numbered(batches):
        for batch in batches:
            yield _rows.spread(batch, "phone", b"k" * 32)

    schema = T.StructType([*events.schema.fields, T.StructField(_rows.SPREAD, T.LongType())])
    spread = events.mapInArrow(numbered, schema).repartition(5, _rows.SPREAD)
    meeting = spread.withColumn("task", F.spark_partition_id()).groupBy("phone").agg(F.countDistinct("task").alias("tasks"))
    assert meeting.filter("tasks > 1").count() == 0
    assert spread.select(F.spark_partition_id()).distinct().count() > 1


def test_empty_partitions(spark, world, tmp_path):
    """Tasks without rows are neutral."""
    events = rows(spark, world / "events.csv")
    # Three phones leave most of twelve tasks without rows.
    phones = [row[0] for row in rows(spark, world / "events.csv").select("phone").distinct().sort("phone").take(3)]
    few = events.filter(F.col("phone").isin(phones)).union(events.filter("false").repartition(6))
    told = rutverk_spark.footprint(few, world / "stations.csv", world / "areas.shp", partitions=12, fan=5)
    with open(world / "events.csv") as file:
        lines = file.readlines()
    (tmp_path / "few.csv").write_text(lines[0] + "".join(line for line in lines if line.split(",")[0] in phones))
    rutverk(
        tmp_path, "footprint", "--events", "few.csv", "--stations", str(world / "stations.csv"), "--areas",
        str(world / "areas.gpkg"), "--stats", "few.json")
    assert told["totals"]["phones"] == 3 and figures(told) == figures(tmp_path / "few.json")


def test_columns_of_other_types(spark, world):
    """Times without a zone are local ones; decimals, and lists that nobody reads, do no harm; nor do tasks without rows."""
    events = rows(spark, world / "events.csv").limit(3000)
    typed = (
        events.withColumn("timestamp", F.to_timestamp_ntz("timestamp")).withColumn("list", F.array(F.lit(1)))
        .withColumn("decimal", F.lit(1).cast("decimal(10, 2)")))
    stations, areas = world / "stations.csv", world / "areas.gpkg"
    plain = rutverk_spark.footprint(events, stations, areas)
    told = rutverk_spark.footprint(typed.union(typed.filter("false").repartition(6)), stations, areas, partitions=8, fan=5)
    assert told["totals"]["events"] == 3000 and figures(told) == figures(plain)


def test_instants_and_numbers(spark, world):
    """Instants are the same moments in whatever zone the session tells them; coordinates and identifiers may be numbers."""
    stations, areas = world / "stations.csv", world / "areas.gpkg"
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    try:
        events = rows(spark, world / "events.csv").limit(3000)
        # Their local times as moments.
        typed = events.withColumn("timestamp", F.to_utc_timestamp("timestamp", "Europe/Stockholm"))
        numbered = typed.withColumn("phone", F.conv("phone", 16, 10).cast("long"))
        plain = rutverk_spark.footprint(events, stations, areas, period="week")
        told = rutverk_spark.footprint(numbered, stations, areas, period="week", partitions=3)
        assert plain["totals"]["phones"] > 1 and figures(told) == figures(plain)
        points = rows(spark, world / "points.csv").limit(2000)
        typed = (
            points.withColumn("e", F.col("e").cast("double")).withColumn("n", F.col("n").cast("double"))
            .withColumn("id", F.col("id").cast("long")).withColumn("time", F.to_utc_timestamp("time", "Europe/Stockholm")))
        plain = rutverk_spark.incidents(points, areas, period="month")
        told = rutverk_spark.incidents(typed, areas, period="month", partitions=3)
        assert plain["totals"]["points"] > 1900 and figures(told) == figures(plain)
    finally:
        spark.conf.unset("spark.sql.session.timeZone")


def test_no_rows_at_all(spark, world, tmp_path):
    none = rows(spark, world / "events.csv").filter("false")
    told = rutverk_spark.footprint(none, world / "stations.csv", world / "areas.gpkg", tmp_path / "none.csv")
    assert told["totals"]["events"] == 0 and (tmp_path / "none.csv").exists()
    points = rows(spark, world / "points.csv").filter("false")
    assert rutverk_spark.incidents(points, world / "areas.gpkg")["totals"]["points"] == 0


@pytest.mark.parametrize("partitions, fan", [(8, 16), (9, 2)])
def test_incidents_is_one_run(spark, world, tmp_path, partitions, fan):
    told = rutverk_spark.incidents(
        rows(spark, world / "points.csv"), world / "areas.gpkg", tmp_path / "many.gpkg", tmp_path / "many.json",
        partitions=partitions, fan=fan, period="month", category_field="category", hotspots=5,
        parents=world / "zones.gpkg", trend=True, series=tmp_path / "series.csv")
    assert (tmp_path / "many.gpkg").read_bytes() == (world / "two.gpkg").read_bytes()
    assert (tmp_path / "series.csv").read_bytes() == (world / "two-series.csv").read_bytes()
    assert figures(told) == figures(tmp_path / "many.json") == figures(world / "two.json")


def test_points_that_count_alike(spark, world):
    """Two tasks with one and the same point are two parts."""
    twins = rows(spark, world / "points.csv").limit(1).select("e", "n", "time")
    told = rutverk_spark.incidents(twins.union(twins), world / "areas.gpkg")
    assert told["totals"]["points"] == 2


def test_a_task_that_fails_once_is_tried_again(spark, world, tmp_path, monkeypatch):
    """A program that is killed half-way: the other attempt gives the same bytes."""
    real = os.environ["RUTVERK"]
    fake = tmp_path / "rutverk"
    fake.write_text(
        f"#!/bin/sh\ncase \"$*\" in *--part*) if mkdir {tmp_path}/once 2>/dev/null; then head -c 100000 >/dev/null; kill -9 $$; fi;; esac\n"
        f"exec {real} \"$@\"\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("RUTVERK", str(fake))
    (tmp_path / "once").mkdir()  # The driver's own runs pass.
    from rutverk_spark import _api
    trial = _api._Run._try

    def tried(self):
        columns = trial(self)
        (tmp_path / "once").rmdir()
        return columns

    monkeypatch.setattr(_api._Run, "_try", tried)
    # Workers of this process have its old environment; the driver's path is their hint.
    spark.sparkContext.environment["RUTVERK"] = str(fake)
    try:
        rutverk_spark.footprint(
            rows(spark, world / "events.csv"), world / "stations.csv", world / "areas.gpkg", tmp_path / "many.gpkg",
            min_phones=5, period="week")
    finally:
        spark.sparkContext.environment["RUTVERK"] = real
    assert (tmp_path / "once").exists()
    assert (tmp_path / "many.gpkg").read_bytes() == (world / "one.gpkg").read_bytes()


def test_errors_are_the_programs(spark, world, tmp_path):
    events = rows(spark, world / "events.csv")
    stations, areas = world / "stations.csv", world / "areas.gpkg"

    def refused(code, text, *arguments, **options):
        with pytest.raises(RutverkError) as raised:
            rutverk_spark.footprint(*arguments, **options)
        assert raised.value.code == code and text.lower() in str(raised.value).lower(), raised.value
        return str(raised.value)

    refused(64, "--radius", events, stations, areas, radius=-1)
    refused(64, "radios is no option of footprint", events, stations, areas, radios=500)
    refused(64, "cells", events, stations, areas, population_field="folk")
    refused(66, "no such file", events, stations, tmp_path / "nowhere.gpkg", lang="en")
    refused(66, "no such file", events, stations, areas, salt_file=tmp_path / "nowhere.txt", lang="en")
    refused(65, "phone", events.withColumnRenamed("phone", "x"), stations, areas)
    # Of one row among many; no phone is told.
    last = events.agg(F.max("phone")).first()[0]
    bad = events.withColumn("timestamp", F.when(F.col("phone") == last, "when").otherwise(F.col("timestamp")))
    said = refused(65, "timestamp", bad, stations, areas)
    assert last not in said
    with pytest.raises(RutverkError) as raised:
        rutverk_spark.incidents(rows(spark, world / "points.csv"), areas, hotspots_output=tmp_path / "h.csv")
    assert raised.value.code == 64 and "--hotspots" in str(raised.value)
