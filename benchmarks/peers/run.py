#!/usr/bin/env python3
"""Runs rutverk and its peers in turn on the same files, compares results, and writes benchmarks/RESULTS.md.

`make bench-peers` calls it with everything installed and built. By hand, for a look at one work at a small size:

    python run.py --rutverk PATH --kernels PATH --work W3 --quick --output /tmp/results.md
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from driver.comparing import Bench
from driver.layer_works import LAYER_WORKS
from driver.machine import Busy, bandwidth
from driver.report import write_report
from driver.startup import measure
from driver.works import WORKS as FIRST_WORKS
from driver.works import Tools

WORKS = (*FIRST_WORKS, *LAYER_WORKS)


def parsed() -> argparse.Namespace:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rutverk-bench"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rutverk", required=True, help="the program, built for release")
    parser.add_argument("--kernels", required=True, help="the program of benchmarks/Kernels, built for release")
    parser.add_argument("--work", action="append", choices=[work.key for work in WORKS], help="only this; repeatable")
    parser.add_argument("--size", action="append", type=float, help="times the full amount; repeatable (default: all)")
    parser.add_argument("--quick", action="store_true", help="small amounts, one run each: are the scripts sound?")
    parser.add_argument("--runs", type=int, default=3, help="runs of each program after one to warm up (default: 3)")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="threads of every program (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="what the inputs follow from (default: 1)")
    parser.add_argument("--timeout", type=float, default=900, help="seconds that a process may take (default: 900)")
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("RUTVERK_BENCH") or cache),
                        help="for inputs and outputs (default: RUTVERK_BENCH, or a user's cache)")  # fmt: skip
    parser.add_argument("--busy", action="store_true", help="go on where others use the machine; the lines say so")
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parents[1] / "RESULTS.md")
    return parser.parse_args()


def main() -> None:
    options = parsed()
    works = [work for work in WORKS if not options.work or work.key in options.work]
    tools = Tools(options.rutverk, options.kernels, options.threads)
    options.folder.mkdir(parents=True, exist_ok=True)
    busy = Busy()
    if not (options.busy or options.quick) and busy.load() > Busy.MOST:
        sys.exit(
            f"others use the machine ({busy.last:.1f} of its processors): nothing is measured without --busy"
        )
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="outputs-") as outputs:
        bench = Bench(
            tools, options.folder / "inputs", Path(outputs), options.seed, 1 if options.quick else options.runs,
            0 if options.quick else 1, options.timeout, busy,
        )  # fmt: skip
        comparisons, start = [], {}
        bench.bandwidth = bandwidth(options.threads)
        if not options.work:
            start = measure(options.rutverk, Path(__file__).resolve().parents[2], Path(outputs), bench.runs)
        for work in works:
            factors = [1.0] if options.quick else [f for f in options.size or work.factors if f in work.factors]
            for factor in sorted(factors, key=lambda factor: factor != 1):
                amount = work.quick if options.quick else round(work.amount * factor)
                comparisons.append(bench.compare(work, amount, factor))
                # After each, for a run of hours may be interrupted.
                write_report(options.output, comparisons, bench, start, options.quick)
    chart = Path(__file__).parent / "driver" / "chart.py"
    points = options.output.with_name("growth.svg")
    growth = bench.growth(comparisons)
    if growth:
        subprocess.run([sys.executable, str(chart), str(points)], input=growth, text=True, check=True)


if __name__ == "__main__":
    main()
