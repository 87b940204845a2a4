"""A small world from `rutverk generate`, and a Spark of two cores in this process."""

import os
import subprocess
from pathlib import Path

import pytest

SALT = "5e0c9ad1b7f24683905fd2c8e7a1b340c6d97f12ab45e8036f1b7c2d9e60a4f8"


def rutverk(folder, *words, stdin=None):
    """Runs the program in a folder."""
    run = subprocess.run(
        [os.environ["RUTVERK"], *words], cwd=folder, capture_output=True, input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """A folder with events, stations, areas, points and zones, and what one run says of them."""
    folder = tmp_path_factory.mktemp("world")
    count = os.environ.get("RUTVERK_SPARK_EVENTS", "60000")
    rutverk(folder, "generate", "areas", "--count", "12", "--special-shapes", "-o", "areas.gpkg", "-o", "areas.shp")
    rutverk(folder, "generate", "stations", "--count", "80", "-o", "stations.csv")
    rutverk(folder, "generate", "events", "--stations", "80", "--count", count, "-o", "events.csv")
    rutverk(folder, "generate", "points", "--count", "20000", "--areas", "areas.gpkg", "-o", "points.csv")
    rutverk(folder, "generate", "zones", "--count", "30", "-o", "zones.gpkg")
    (folder / "salt.txt").write_text(SALT + "\n")
    rutverk(
        folder, "footprint", "--events", "events.csv", "--stations", "stations.csv", "--areas", "areas.gpkg",
        "--min-phones", "5", "--period", "week", "--series", "one-series.csv", "-o", "one.gpkg", "--stats", "one.json")
    rutverk(
        folder, "incidents", "--points", "points.csv", "--areas", "areas.gpkg", "--period", "month",
        "--category-field", "category", "--hotspots", "5", "--parents", "zones.gpkg", "--trend", "--series",
        "two-series.csv", "-o", "two.gpkg", "--stats", "two.json")
    return Path(folder)


@pytest.fixture(scope="session")
def spark():
    """Spark in this process."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2,2]").config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "3").config("spark.default.parallelism", "3").getOrCreate())
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
