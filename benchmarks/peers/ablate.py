#!/usr/bin/env python3
"""Runs each line with each of rutverk's fast paths switched off, and writes benchmarks/ABLATION.md.

`make bench-ablation` builds a program whose fast paths can be switched off (`Core/FastPath.swift`) and calls it. What
buys less than 5 % of every line may go.
"""

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from driver.inputs import Maker
from driver.layer_works import LAYER_WORKS
from driver.machine import Busy, commit, describe
from driver.measuring import CommandError, run
from driver.works import WORKS, Tools, Work

PATHS = {
    "plain-geopackage": ("GeoPackages through SQLite, not GDAL", ("W2", "W2-shp", "W13-validate")),
    "simplicity-proof": ("a quick proof of validity before GEOS is asked", ("W2", "W13-validate", "W13-diff")),
    "cleared-squares": ("pairs of areas cleared by the squares of their borders", ("W2", "W13-validate")),
    "joined-outlines": ("outlines joined along their common edges", ("W13-validate", "W13-faults")),
    "plain-numbers": ("short numbers of a stream read as words", ("W4", "W11")),
    "plain-cells": ("codes of 13 digits read at once", ("W1-400k", "W2")),
    "kept-pairs": ("pairs of areas that a coverage keeps", ("W11",)),
    "kept-memory": ("freed memory kept, a heap of large pages", ("W1-400k", "W2", "W4", "W13-validate")),
}


def main() -> None:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rutverk-bench"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rutverk", required=True, help="the program, built with -DRUTVERK_ABLATION")
    parser.add_argument("--runs", type=int, default=9, help="runs of each (default: 9)")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--path", action="append", choices=list(PATHS), help="only this; repeatable")
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("RUTVERK_BENCH") or cache))
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parents[1] / "ABLATION.md")
    options = parser.parse_args()
    works = {work.key: work for work in (*WORKS, *LAYER_WORKS)}
    tools = Tools(options.rutverk, "", options.threads)
    busy, rows = Busy(), []
    for name in options.path or PATHS:
        what, keys = PATHS[name]
        for key in keys:
            rows.append((name, what, *line(tools, works[key], name, options, busy)))
            print(" | ".join(rows[-1]), flush=True)
            write(options.output, rows)


def line(tools: Tools, work: Work, name: str, options: argparse.Namespace, busy: Busy) -> tuple[str, ...]:
    """The work, seconds and processor seconds with and without, and what without costs."""
    maker = Maker(tools.rutverk, options.folder / "inputs", 1, 9000)
    folder = maker.folder(work.inputs_name or work.key, work.amount, work.make)
    load = busy.wait()
    samples: dict[str, list] = {"with": [], "without": []}
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="outputs-") as outputs:
        command = work.ours(tools, folder, Path(outputs) / f"out{work.ending}", tools.threads)
        for turn in range(options.runs + 1):
            for kind in sorted(samples, reverse=turn % 2 == 1):
                environment = {"RUTVERK_WITHOUT": name if kind == "without" else ""}
                try:
                    sample = run(command, Path(outputs) / "run", 900, environment)
                except CommandError as failure:
                    return work.key, str(failure), "", "", "", ""
                samples[kind] += [sample] if turn else []
    wall = {kind: statistics.median(s.wall for s in found) for kind, found in samples.items()}
    cpu = {kind: statistics.median(s.cpu for s in found) for kind, found in samples.items()}
    note = f"others used {load:.1f} processors" if load > Busy.MOST else ""
    return (
        work.key, f"{wall['with']:.3f} s, {cpu['with']:.2f}", f"{wall['without']:.3f} s, {cpu['without']:.2f}",
        f"{100 * (wall['without'] / wall['with'] - 1):+.0f} %",
        f"{100 * (cpu['without'] / cpu['with'] - 1):+.0f} %", note,
    )  # fmt: skip


def write(path: Path, rows: list[tuple[str, ...]]) -> None:
    machine = describe()
    lines = [
        "# What the fast paths buy",
        "",
        "Written by `make bench-ablation`, not edited by hand: whole runs with each fast path and without it, in turn,",
        "medians. A path that buys less than 5 % of every line may go.",
        "",
        f"Commit {commit(Path(__file__).parent)}; {machine['processor']}, {machine['cores']} cores.",
        "",
        "| fast path | what | work | time, processor s | without it | time | processor | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    path.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
