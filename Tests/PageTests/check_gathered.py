#!/usr/bin/env python3
"""Compares the squares that a page gathers small cells in with those of a count by hand.

    check_gathered.py PAGE CELLS.csv SIDE

CELLS.csv: ruta, size_m, population, class. Ends with 0 when every square has the class of most people in it.
"""
import collections
import csv
import sys

from browser import Browser


def main():
    page, table, side = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(table, encoding="utf-8") as file:
        rows = [(int(r["ruta"][:6]), int(r["ruta"][6:]), int(r["size_m"]), int(r["population"]), int(r["class"] or 0))
                for r in csv.DictReader(file)]
    unit = min(row[2] for row in rows)
    owner = {}
    for i, (e, n, size, _, _) in sorted(enumerate(rows), key=lambda item: -item[1][2]):
        for x in range(e, e + size, unit):
            for y in range(n, n + size, unit):
                owner[x, y] = i
    ground = collections.Counter(owner.values())
    votes = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    for i, (e, n, _, people, number) in enumerate(rows):
        if ground[i]:
            vote = votes[e // side * side, n // side * side][number]
            vote[0] += people
            vote[1] += ground[i]
    expected = {}
    for square, numbers in votes.items():
        known = [(vote, number) for number, vote in numbers.items() if number]
        expected[square] = max(known)[1] if known else 0
    browser = Browser(800, 600)
    try:
        browser.open(page)
        found = browser.run(f"(() => {{ const g = rutverk.gathered({side});"
                            "return g.e.map((e, i) => [e, g.n[i], g.classes[i]]); })()")
    finally:
        browser.close()
    found = {(e, n): number for e, n, number in found}
    if found != expected:
        wrong = [key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key)]
        print(f"{len(wrong)} of {len(expected)} squares differ, such as", wrong[:5])
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
