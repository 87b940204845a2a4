#!/usr/bin/env python3
"""Means, spreads and correlations of the living-condition variables over Sweden's DeSO.

Usage: python3 benchmarks/synthetic_parameters.py PATH/deso2018_livsvillkor_inputs_2022.csv

The numbers it prints are the constants of Sources/Synthetic/NationalTargets.swift. Source of the table: Statistics
Sweden (SCB), open statistics per DeSO 2018, year 2022. All figures are weighted by population, with divisor sum(w).
Standard library only.
"""

import csv
import math
import sys

NAMES = [
    "inkomst",
    "utbildning",
    "forvarvsfrekvens",
    "utlandsk_bakgrund",
    "ensamstaende",
    "unga_0_15",
    "unga_16_19",
]
QUANTILES = [0.0, 0.001, 0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 0.999, 1.0]


def number(row, name):
    """The field as a number; None where it is empty or no number."""
    try:
        return float(row[name])
    except (KeyError, ValueError):
        return None


def total(row, names):
    """The sum of several fields; None when one of them is missing."""
    values = [number(row, name) for name in names]
    return None if None in values else sum(values)


def ratio(part, whole):
    """part / whole; None without a denominator."""
    return None if part is None or not whole else part / whole


def measures(row):
    """The seven variables of a DeSO, as the built-in definition `deso` takes them."""
    households = [name for name in row if name.startswith("hh_")]
    schooling = ["utb_forgymnasial", "utb_gymnasial", "utb_eftergymnasial_kort", "utb_eftergymnasial_lang"]
    population = number(row, "population")
    return [
        number(row, "median_nettoinkomst_tkr"),
        ratio(number(row, "utb_forgymnasial"), total(row, schooling)),
        ratio(number(row, "sysselsatta_16_64"), number(row, "totalt_16_64")),
        ratio(number(row, "utlandsk_bakgrund"), total(row, ["utlandsk_bakgrund", "svensk_bakgrund"])),
        ratio(number(row, "hh_ensamstaende_med_barn"), total(row, households)),
        ratio(total(row, ["alder_0_4", "alder_5_9", "alder_10_14"]), population),
        ratio(number(row, "alder_15_19"), population),
    ]


def weighted_moments(pairs):
    """Weighted mean and standard deviation (divisor: the sum of weights) of (value, weight) pairs."""
    weight = math.fsum(w for _, w in pairs)
    mean = math.fsum(x * w for x, w in pairs) / weight
    variance = math.fsum(w * (x - mean) ** 2 for x, w in pairs) / weight
    return mean, math.sqrt(variance)


def weighted_correlation(triples):
    """Weighted Pearson correlation of (x, y, weight) triples."""
    weight = math.fsum(w for _, _, w in triples)
    mean_x = math.fsum(x * w for x, _, w in triples) / weight
    mean_y = math.fsum(y * w for _, y, w in triples) / weight
    xx = math.fsum(w * (x - mean_x) ** 2 for x, _, w in triples)
    yy = math.fsum(w * (y - mean_y) ** 2 for _, y, w in triples)
    xy = math.fsum(w * (x - mean_x) * (y - mean_y) for x, y, w in triples)
    return xy / math.sqrt(xx * yy)


def weighted_quantiles(pairs, shares):
    """Values below which the given shares of the weight lie."""
    ordered = sorted(pairs)
    weight = math.fsum(w for _, w in ordered)
    result, running, at = [], 0.0, 0
    for share in shares:
        while at < len(ordered) - 1 and running + ordered[at][1] < share * weight:
            running += ordered[at][1]
            at += 1
        result.append(ordered[at][0])
    return result


def main(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    table = [(measures(row), number(row, "population") or 0.0) for row in rows]
    print(f"units {len(table)}, population {sum(w for _, w in table):.0f}")
    for at, name in enumerate(NAMES):
        pairs = [(values[at], w) for values, w in table if values[at] is not None and w > 0]
        mean, deviation = weighted_moments(pairs)
        skew = math.fsum(w * ((x - mean) / deviation) ** 3 for x, w in pairs) / math.fsum(w for _, w in pairs)
        print(f"{name}: n {len(pairs)} mean {mean:.6f} sd {deviation:.6f} skewness {skew:.3f}")
        cuts = weighted_quantiles(pairs, QUANTILES)
        print("  quantiles " + " ".join(f"{share:g}:{x:.4f}" for share, x in zip(QUANTILES, cuts)))
    print("correlations")
    for i in range(len(NAMES)):
        line = []
        for j in range(len(NAMES)):
            triples = [
                (values[i], values[j], w)
                for values, w in table
                if values[i] is not None and values[j] is not None and w > 0
            ]
            line.append(weighted_correlation(triples))
        print("  [" + ", ".join(f"{r:.4f}" for r in line) + f"],  # {NAMES[i]}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
