#!/usr/bin/env python3
"""Tries to compute what `--min-count` withholds of overlays and incidents: see `overlay.py` and `incidents.py`.

Prints each broken world with its seed, and how many figures were withheld; exit code 1 when one was broken.
"""
import argparse
import importlib
import pathlib
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--worlds", type=int, default=50, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=["incidents", "overlay"])
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    failed = False
    for kind in options.kind or ["incidents", "overlay"]:
        attack = importlib.import_module(kind).attack
        broken = tried = withheld = figures = protected = unanswered = 0
        seed = options.seed
        with tempfile.TemporaryDirectory() as folder:
            while tried < options.worlds:
                result = attack(program, seed, pathlib.Path(folder))
                if result:
                    faults, hidden, count, asked, unknown = result
                    tried += 1
                    withheld, figures, protected = withheld + hidden, figures + count, protected + asked
                    unanswered += unknown
                    if faults:
                        broken += 1
                        print(f"{kind}, seed {seed}: " + "; ".join(faults), flush=True)
                seed += 1
        print(
            f"{kind}: {tried} worlds, {broken} broken; {protected} sums of too few attacked, {unanswered} questions "
            f"unanswered; {withheld} of {figures} figures withheld",
            flush=True,
        )
        failed = failed or broken > 0 or protected == 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
