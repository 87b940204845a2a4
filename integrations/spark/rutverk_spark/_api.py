"""The two functions, on the driver."""

import json
import logging
import os
import subprocess
import tempfile

from . import _files, _parts, _program, _rows, _secret
from ._program import RutverkError

_LOG = logging.getLogger("rutverk_spark")

# What finishes a run, and is told to `rutverk merge` alone.
_FINISH = {
    "footprint": {
        "series", "min_phones", "crs", "lang", "cells", "cells_layer", "cells_where", "key", "cells_crs",
        "cells_population_field", "cell_size", "country_population", "country_km2",
    },
    "incidents": {"series", "hotspots_output", "chart", "chart_area", "table", "crs", "lang"},
}
# Outputs of the finishing run, by their paths.
_OUTPUTS = {"output", "stats", "series", "hotspots_output", "chart"}
# What both need.
_BOTH = {"footprint": {"memory", "input_limit", "on_bad_row", "anywhere"}, "incidents": {"input_limit"}}
# Inputs that tasks read, and such as only the finishing run does.
_TASK_FILES = {"footprint": {"stations", "areas"}, "incidents": {"areas", "parents", "categories"}}
_FINISH_FILES = {"footprint": {"cells"}, "incidents": {"population", "cells"}}
# What this module says itself, and how it hands tables over.
_OWN = {
    "events", "points", "partial", "part", "salt_file", "threads", "progress", "dry_run", "verbose", "version", "help",
    "counts", "delimiter", "decimal", "encoding", "inputs",
}


def footprint(
    events_df, stations, areas, output=None, stats=None, *, salt_file=None, partitions=None, fan=16, **options
):
    """Dygnsavtryck of events in a data frame; see ``rutverk footprint --help``.

    Events are repartitioned by a keyed hash of the phone; each task makes a partial result with ``rutverk footprint --partial``, and
    ``rutverk merge`` finishes. Layers and statistics (but for their ``run``) are byte for byte those of one run over all events.

    Args:
        events_df: events: phone, timestamp and station, or coordinates, under any headings that the program knows.
        stations: file of stations; None where events have coordinates.
        areas: polygon layer of the areas.
        output: layer to write, or several.
        stats: statistics to write, ``.json`` or ``.csv``.
        salt_file: file with the secret that phones are keyed with; None: a new one that nobody keeps. It never leaves the
            machines' memory in one piece, and no file, plan, log or command line holds it.
        partitions: tasks; None: as many as the data frame has, at least the cluster's default parallelism.
        fan: partial results that one task merges at most; with more of them they are merged in a tree.
        options: long options of the command line with ``_`` for ``-``: ``radius=[500, 1000]``, ``ground_radius=True``, ``from_="2020-03-01"``.
            Files among them are read where the driver runs.

    Returns:
        The statistics.

    Raises:
        RutverkError: with the program's message and exit code.
    """
    if options.get("population_field") is not None:
        raise RutverkError("population_field is no option of partial results: give the people as cells", 64)
    run = _Run("footprint", events_df, {"stations": stations, "areas": areas, **options}, salt_file=salt_file, fan=fan)
    phone = run.column("phone")
    key = _secret.secrets.token_bytes(32)
    count = partitions or max(events_df.rdd.getNumPartitions(), run.context.defaultParallelism)

    # Equal phones get equal numbers; the key is not the salt, and nobody keeps it.
    def numbered(batches):
        for batch in batches:
            yield _rows.spread(batch, phone, key)

    from pyspark.sql.types import LongType, StructField, StructType

    schema = StructType(events_df.schema.fields + [StructField(_rows.SPREAD, LongType())])
    spread = events_df.mapInArrow(numbered, schema).repartition(count, _rows.SPREAD)
    return run.finish(spread, output, stats)


def incidents(points_df, areas, output=None, stats=None, *, partitions=None, fan=16, **options):
    """Points of a data frame in areas; see ``rutverk incidents --help``.

    Each task makes a partial result with ``rutverk incidents --partial`` of the rows that it has, and ``rutverk merge`` finishes. Layers
    and statistics (but for their ``run``) are byte for byte those of one run over all points, series, trends and charts too.

    Args:
        points_df: points, under any headings that the program knows.
        areas: polygon layer of the areas.
        output: layer to write, or several.
        stats: statistics to write, ``.json`` or ``.csv``.
        partitions: tasks; None: those of the data frame.
        fan: partial results that one task merges at most.
        options: long options of the command line with ``_`` for ``-``.

    Returns:
        The statistics.

    Raises:
        RutverkError: with the program's message and exit code.
    """
    run = _Run("incidents", points_df, {"areas": areas, **options}, fan=fan)
    return run.finish(points_df.repartition(partitions) if partitions else points_df, output, stats)


class _Run:
    """One run: options sorted out and tried on no rows, before any task starts."""

    def __init__(self, command, frame, options, fan, salt_file=None):
        if fan < 2:
            raise RutverkError("fan takes a number from 2 up", 64)
        self.command, self.fan = command, fan
        # `from` is a word of Python's own.
        options = {name.rstrip("_"): value for name, value in options.items()}
        self.context = frame.sparkSession.sparkContext
        self.program = _program.find_program()
        known = {**_program.long_options(self.program, command), **_program.long_options(self.program, "merge")}
        for name in options:
            if name in _OWN or name.replace("_", "-") not in known:
                raise RutverkError(f"{name} is no option of {command} over Spark", 64)
        self.task_files, self.finish_files = _files.Files(), _files.Files()
        told = {}
        for name, value in options.items():
            if value is not None and name in _TASK_FILES[command]:
                self.task_files.add(value)
                value = self.finish_files.add(value)
            elif value is not None and name in _FINISH_FILES[command]:
                value = self.finish_files.add(value)
            told[name] = value
        finish = _FINISH[command]
        self.task_options = {name: value for name, value in told.items() if name not in finish}
        self.finish_options = {name: value for name, value in told.items() if name in finish | _BOTH[command]}
        self.salt = _secret.read_salt(salt_file) if command == "footprint" else None
        from pyspark.sql.pandas.types import to_arrow_schema

        self.heading = _rows.header(to_arrow_schema(frame.schema))
        self.columns = self._try()

    def _argv(self, options):
        rows = "events" if self.command == "footprint" else "points"
        return [f"--{rows}", "-", *_program.arguments(options)]

    def _run(self, argv, folder, stdin=b"", salted=False):
        """Runs the program on the driver; raises its error, and hands its notes on."""
        inherited, secret = (), None
        try:
            if salted:
                secret = _secret.SecretFile(*_secret.split(self.salt))
                argv, inherited = [*argv, "--salt-file", secret.path], (secret.descriptor,)
            run = subprocess.run(
                [self.program, *argv, "--progress", "none"], cwd=folder, input=stdin, capture_output=True,
                pass_fds=inherited)
        finally:
            if secret:
                os.close(secret.descriptor)
        if run.returncode != 0:
            raise _program.failure(run.stderr, run.returncode)
        return run

    def _try(self):
        """A run over no rows: what is wrong with options and inputs is said here. Gives the columns that are taken."""
        with tempfile.TemporaryDirectory(prefix="rutverk-") as folder:
            self.finish_files.link(folder)
            argv = [self.command, *self._argv(self.task_options), "--stats", "empty.json"]
            self._run(argv, folder, self.heading)
            argv = [self.command, *self._argv(self.task_options), "--partial", "empty.rutverk-part"]
            self._run(argv, folder, self.heading, salted=self.salt is not None)
            # And what finishes, with outputs of no account.
            argv = ["merge", "empty.rutverk-part", "--dry-run", *_program.arguments(
                {name: value for name, value in self.finish_options.items() if name not in _OUTPUTS})]
            self._run(argv, folder)
            with open(os.path.join(folder, "empty.json")) as file:
                return json.load(file)["run"]["columns"]

    def column(self, role):
        """The data frame's column that serves as a role."""
        inputs = set(self.finish_files.paths)
        found = [one["column"] for one in self.columns if one["role"] == role and one["file"] not in inputs]
        if not found:
            raise RutverkError(f"no column serves as {role}", 64)
        return found[0]

    def finish(self, frame, output, stats):
        """Counts in tasks, merges, and writes the outputs."""
        contents = self.context.broadcast(self.task_files.contents())
        merged_files = self.context.broadcast(
            self.finish_files.contents() if self.command == "incidents" else {})
        halves = None
        if self.salt is not None:
            pad, masked = _secret.split(self.salt)
            halves = (pad, self.context.broadcast(masked))
        counting = _parts.Counting(self.command, self._argv(self.task_options), contents, self.program, halves)
        merging = _parts.Merging(merged_files, self.program, self.fan)
        # Closures, so that Spark sees functions. To ask for rows one by one may start tasks already.
        try:
            parts = frame.mapInArrow(lambda batches: counting(batches), _parts.SCHEMA).rdd.map(tuple)
            count, fan = parts.getNumPartitions(), self.fan
        except Exception as error:
            raise _task_error(error) from None
        while count > fan:
            count = -(-count // fan)
            # A group a task, by part and chunk.
            parts = (
                parts.map(lambda row: (row[:2], row))
                .repartitionAndSortWithinPartitions(count, lambda key: key[0] // fan)
                .values().mapPartitions(lambda rows: merging(rows)))
        with tempfile.TemporaryDirectory(prefix="rutverk-") as folder:
            self.finish_files.link(folder)
            names = self._collect(parts, folder)
            if not names:
                argv = [self.command, *self._argv(self.task_options), "--partial", "empty.rutverk-part"]
                self._run(argv, folder, self.heading, salted=self.salt is not None)
                names = ["empty.rutverk-part"]
            return self._merge(names, folder, output, stats)

    def _collect(self, parts, folder):
        """Writes the partial results beside the inputs; gives their names."""
        from pyspark import StorageLevel

        # Kept on the workers' disks, so that all are made at once and fetched one by one.
        parts = parts.persist(StorageLevel.DISK_ONLY)
        try:
            try:
                parts.count()
                names, errors = [], {}
                for part, chunk, error, code, content in parts.toLocalIterator(prefetchPartitions=True):
                    if error is not None:
                        errors[part] = RutverkError(error, code)
                        continue
                    name = f"{part}.rutverk-part"
                    if chunk == 0:
                        names.append(name)
                    with open(os.path.join(folder, name), "ab") as file:
                        file.write(content)
            except RutverkError:
                raise
            except Exception as error:
                raise _task_error(error) from None
            if errors:
                # Of several always the same one.
                raise errors[min(errors)]
            return sorted(names)
        finally:
            parts.unpersist()

    def _merge(self, names, folder, output, stats):
        options = {name: _absolute(value) if name in _OUTPUTS else value for name, value in self.finish_options.items()}
        outputs = [_absolute(output)] if isinstance(output, (str, os.PathLike)) else [_absolute(one) for one in output or []]
        argv = ["merge", *names, *_program.arguments(options)]
        argv += [f"--output={one}" for one in outputs]
        own = os.path.join(folder, "statistics.json")
        target = _absolute(stats) if stats else own
        run = self._run([*argv, f"--stats={target}"], folder)
        for line in run.stderr.decode("utf-8", "replace").splitlines():
            _LOG.info("%s", line)
        if not target.endswith(".json"):
            # A table was asked for; the statistics are made once more as a tree.
            plain = {name: value for name, value in options.items() if name not in _OUTPUTS}
            self._run(["merge", *names, *_program.arguments(plain), f"--stats={own}"], folder)
            target = own
        with open(target) as file:
            return json.load(file)


def _absolute(value):
    if isinstance(value, (list, tuple)):
        return [_absolute(one) for one in value]
    return None if value is None else os.path.abspath(os.fspath(value))


def _task_error(error):
    """What a task said last, out of Spark's report of it."""
    text = str(error)
    mark = "RutverkError: "
    if mark in text:
        said = text.split(mark)[-1].split("\n\n")[0].split("\n\tat ")[0]
        return RutverkError(said.strip())
    said = [line.strip() for line in text.splitlines() if line.strip()]
    return RutverkError("a task failed" + (": " + said[-1] if said else ""))
