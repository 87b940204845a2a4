#!/usr/bin/env python3
"""Tries to compute what `--min-count` withholds of overlays and incidents: see `overlay.py` and `incidents.py`.

Prints each broken world with its seed, and how many figures were withheld; exit code 1 when one was broken.
"""
import argparse
import importlib
import sys

from tally import tally


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--worlds", type=int, default=50, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=["incidents", "overlay"])
    options = parser.parse_args()
    kinds = options.kind or ["incidents", "overlay"]
    return 0 if all([tally(importlib.import_module(kind).attack, options, kind) for kind in kinds]) else 1


if __name__ == "__main__":
    sys.exit(main())
