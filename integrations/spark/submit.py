#!/usr/bin/env python3
"""For spark-submit: footprint or incidents of a file that Spark reads.

    spark-submit submit.py footprint --events FILE --stations FILE --areas FILE --output FILE --stats FILE [--OPTION VALUE …]
    spark-submit submit.py incidents --points FILE --areas FILE --output FILE --stats FILE [--OPTION VALUE …]

FILE of events and points: .parquet, .orc, .json, or text with a heading line (.csv, also .gz; every column is taken as text). Further options
are those of `rutverk footprint` and `rutverk incidents`; --partitions and --fan are this program's own.
"""

import sys

from pyspark.sql import SparkSession

import rutverk_spark


def options(words):
    """`--low-count 5 --trend` as {"low_count": "5", "trend": True}; what is repeated is a list."""
    found = {}
    position = 0
    while position < len(words):
        word = words[position]
        if not word.startswith("--") or len(word) < 3:
            sys.exit(f"submit.py: not an option: {word}")
        name, equals, value = word[2:].partition("=")
        if not equals:
            value = True
            if position + 1 < len(words) and not words[position + 1].startswith("--"):
                position += 1
                value = words[position]
        position += 1
        name = name.replace("-", "_")
        if name in found:
            before = found[name] if isinstance(found[name], list) else [found[name]]
            found[name] = before + [value]
        else:
            found[name] = value
    return found


def read(spark, path):
    """The rows of a file, by its ending."""
    for ending in ("parquet", "orc", "json"):
        if path.rstrip("/").endswith("." + ending):
            return getattr(spark.read, ending)(path)
    return spark.read.option("header", True).csv(path)


def main(words):
    """Runs the command that the words ask for; gives the exit code."""
    if not words or words[0] not in ("footprint", "incidents"):
        print(__doc__, file=sys.stderr)
        return 64
    told = options(words[1:])
    rows = told.pop("events" if words[0] == "footprint" else "points", None)
    if rows is None or "areas" not in told:
        print(__doc__, file=sys.stderr)
        return 64
    for name in ("partitions", "fan"):
        if name in told:
            told[name] = int(told[name])
    if words[0] == "footprint":
        told.setdefault("stations", None)
    spark = SparkSession.builder.appName(f"rutverk {words[0]}").getOrCreate()
    try:
        getattr(rutverk_spark, words[0])(read(spark, rows), **told)
    except rutverk_spark.RutverkError as error:
        print(f"rutverk: error: {error}", file=sys.stderr)
        return error.code if error.code and error.code > 0 else 70
    finally:
        spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
