#!/usr/bin/env python3
"""Tries to compute what `rutverk footprint --min-phones` withholds.

Random small worlds (areas that nest, overlap and cover each other, several classes, days, phones at stations) are run
through the built program. The attacker knows the areas, the stations and everything published, zeros and reasons included,
and that a phone leaves exactly 1 on each day on which it is active. A phone is known by the places and days it was at: its
pattern. Unknown are the number of phones of each pattern (whole) and how much they left where (not negative): an exact
model, asked by integer linear programming. For each sum that truly comes from 1 … k - 1 phones it must be possible
  - without the reasons: that it comes from k phones, or from none of weight;
  - with the reasons: that it comes from k - 1 phones, and, of sums that are figures, that it comes from one.
Prints each broken world with its seed, and how many figures were withheld; exit code 1 when one was broken.
"""
import argparse
import json
import random
import subprocess
import sys

import numpy as np
from scipy import sparse
from scipy.optimize import LinearConstraint, milp

from tally import tally

SIDE = 2000
CLASSES = ["sarskilt_utsatt", "risk", "utsatt", ""]
MOST_CELLS = 9


class World:
    """Areas on a lattice of squares, stations in the middle of squares or on the border of two, phones on days."""

    def __init__(self, seed):
        dice = self.dice = random.Random(seed)
        self.k = dice.choice([3, 5])
        self.width = dice.randint(2, 4)
        self.areas = []
        for _ in range(dice.randint(1, 4)):
            if dice.random() < 0.15:
                x0, x1, y0, y1 = 0, self.width, 0, 2
            else:
                x0, x1 = sorted(dice.sample(range(self.width + 1), 2))
                y0, y1 = sorted(dice.sample(range(3), 2))
            self.areas.append((dice.choice(CLASSES), x0, x1, y0, y1))
        self.days = dice.choice([1, 1, 2, 3])
        squares = [(x, y) for x in range(self.width) for y in range(2)] + [(self.width + 3, 0)]
        count = dice.randint(2, 4 if self.days == 1 else 3)
        self.sites = [[(square, 1.0)] for square in dice.sample(squares, min(count, len(squares)))]
        if dice.random() < 0.3:
            x, y = dice.randrange(self.width), dice.randrange(2)
            self.sites[0] = [((x, y), 0.5), ((x + 1, y), 0.5)]
        # Some sites and days are rare.
        weights = {
            (s, d): dice.choice([0, 0.1, 0.3, 1, 1]) for s in range(len(self.sites)) for d in range(self.days)
        }
        self.events = []
        for phone in range(dice.randint(self.k, 6 * self.k)):
            for day in range(self.days):
                if dice.random() < 0.3:
                    continue
                for site in range(len(self.sites)):
                    if dice.random() < weights[site, day] * dice.choice([0.3, 0.7]):
                        self.events += [(phone, day, site)] * dice.randint(1, 2)

    def holds(self, area, square):
        _, x0, x1, y0, y1 = self.areas[area]
        return x0 <= square[0] < x1 and y0 <= square[1] < y1

    def atoms(self):
        """A square of each atom in which there may be phones, by the areas that hold it."""
        squares = [square for site in self.sites for square, _ in site]
        return {
            frozenset(a for a in range(len(self.areas)) if self.holds(a, square)): square for square in squares
        }

    def visits(self):
        """Phones by cell: (atom, day)."""
        numbers = {atom: i for i, atom in enumerate(self.atoms())}
        result = {}
        for phone, day, site in self.events:
            for square, _ in self.sites[site]:
                atom = frozenset(a for a in range(len(self.areas)) if self.holds(a, square))
                result.setdefault((numbers[atom], day), set()).add(phone)
        return result

    def owner(self, square):
        """The class that keeps a square, by severity; None outside."""
        classes = [self.areas[a][0] for a in range(len(self.areas)) if self.holds(a, square)]
        return min(classes, key=CLASSES.index) if classes else None

    def write(self, folder):
        def corner(x, y):
            return [500000 + x * SIDE, 6500000 + y * SIDE]

        features = [
            {
                "type": "Feature",
                "properties": {"id": f"a{i}", "name": f"a{i}", "class": group or None},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [
                        [corner(x0, y0), corner(x1, y0), corner(x1, y1), corner(x0, y1), corner(x0, y0)]
                    ],
                },
            }
            for i, (group, x0, x1, y0, y1) in enumerate(self.areas)
        ]
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
        (folder / "a.geojson").write_text(
            json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})
        )
        lines = ["station,e,n"]
        for i, site in enumerate(self.sites):
            e, n = corner(*site[0][0])
            e += SIDE if len(site) > 1 else SIDE // 2
            lines.append(f"S{i},{e},{n + SIDE // 2}")
        (folder / "s.csv").write_text("\n".join(lines) + "\n")
        lines = ["phone,timestamp,station"]
        lines += [f"p{p},2025-03-{d + 3:02}T10:00,S{s}" for p, d, s in self.events]
        (folder / "e.csv").write_text("\n".join(lines) + "\n")


class Figure:
    """A sum over cells (atom, day): its parts, and when it is published its value and phones."""

    def __init__(self, name, parts, value=None, phones=None, reason=None, counted=None):
        self.name, self.value, self.reason = name, value, reason
        self.parts = {cell: part for cell, part in parts.items() if part > 0}
        self.counted = self.parts if counted is None else {c: p for c, p in counted.items() if p > 0}
        self.phones = phones


def published(world, stats):
    """Figures as published, and bounds (parts, least, greatest)."""
    squares, days = list(world.atoms().values()), range(world.days)

    def parts(holds, day=None):
        return {
            (i, d): 1.0 for i, q in enumerate(squares) for d in days if holds(q) and (day is None or d == day)
        }

    def of_area(i):
        return lambda square: world.holds(i, square)

    def of_class(group):
        return lambda square: world.owner(square) == group

    def around_class(group):
        members = [i for i, area in enumerate(world.areas) if area[0] == group]
        return lambda square: any(world.holds(i, square) for i in members)

    def outside(square):
        return world.owner(square) is None

    figures, bounds, sums = [], [], []
    totals = stats["totals"]
    anywhere = parts(lambda square: True)
    figures.append(Figure("total", anywhere, totals["phone_days"], totals["phones"], totals.get("phone_days_reason")))
    figures.append(Figure("outside", parts(outside), totals["outside"], None, totals.get("outside_reason")))
    inside = parts(lambda square: not outside(square))
    figures.append(Figure("inside", inside, totals["inside"], None, None))
    for i, area in enumerate(stats["areas"]):
        assert area["id"] == f"a{i}"
        reason = area.get("reason") if area["dygnsavtryck"] is None else None
        figures.append(Figure(area["id"], parts(of_area(i)), area["dygnsavtryck"], area["unique_phones"], reason))
    for group in stats["classes"]:
        name = group["class"] or ""
        members = [i for i, area in enumerate(world.areas) if area[0] == name]
        figures.append(
            Figure(
                "class " + name, parts(of_class(name)), group["dygnsavtryck"], group["unique_phones"],
                counted=parts(around_class(name)),
            )
        )
        for i in members:
            bounds.append((figures[3 + i], group["dygnsavtryck_min"], group["dygnsavtryck_max"], False))
            bounds.append((figures[3 + i], group["unique_phones_min"], group["unique_phones_max"], True))
        for key, isCount in [("dygnsavtryck_mean", False), ("unique_phones_mean", True)]:
            if group[key] is not None:
                sums.append(([figures[3 + i] for i in members], group[key] * len(members), isCount))
    together = stats.get("alla_utsatta")
    if together:
        assessed = parts(lambda square: world.owner(square) in CLASSES[:3])
        figures.append(Figure("alla_utsatta", assessed, together["dygnsavtryck"]))
    series = stats.get("series")
    if series:
        starts = [int(start[-2:]) - 3 for start in series["starts"]]
        for day in set(days) - set(starts):
            figures.append(Figure(f"total {day}", parts(lambda square: True, day), 0.0, 0))
        for row, day in enumerate(starts):
            hidden = series["phone_days"][row] is None

            def reason(values, value):
                return None if hidden or value is not None else values.get("reason", [None] * len(starts))[row]

            figures.append(
                Figure(
                    f"total {day}", parts(lambda square: True, day), series["phone_days"][row], series["phones"][row]
                )
            )
            figures.append(
                Figure(
                    f"outside {day}", parts(outside, day), series["outside"][row], None,
                    None if hidden or series["outside"][row] is not None else series.get("outside_reason", [None] * len(starts))[row],
                )
            )
            for i, area in enumerate(series["areas"]):
                value = area["dygnsavtryck"][row]
                figures.append(
                    Figure(
                        f"a{i} {day}", parts(of_area(i), day), value, area["unique_phones"][row], reason(area, value)
                    )
                )
            for group in series["classes"]:
                name = group["class"] or ""
                figures.append(
                    Figure(
                        f"class {name} {day}", parts(of_class(name), day), group["dygnsavtryck"][row],
                        group["unique_phones"][row], counted=parts(around_class(name), day),
                    )
                )
    return figures, bounds, sums


class Model:
    """Everything that is compatible with what is published."""

    def __init__(self, world, figures, bounds, sums, cells):
        self.k, self.cells = world.k, cells
        # Cells are days' places; known zeros are left out.
        patterns = range(1, 1 << len(cells))
        self.patterns = list(patterns)
        self.columns = {}
        for pattern in patterns:
            for i in range(len(cells)):
                if pattern >> i & 1:
                    self.columns[pattern, i] = len(self.patterns) + len(self.columns)
        self.size = len(self.patterns) + len(self.columns)
        self.rows, self.low, self.high = [], [], []
        for number, pattern in enumerate(patterns):
            for day in range(world.days):
                mine = [i for i in range(len(cells)) if pattern >> i & 1 and cells[i][1] == day]
                if mine:
                    row = {self.columns[pattern, i]: 1.0 for i in mine}
                    row[number] = -1.0
                    self.add(row, 0, 0)
        for figure in figures:
            if figure.value is not None:
                self.add(self.weight(figure.parts), figure.value - 1e-7, figure.value + 1e-7)
            if figure.phones is not None:
                self.add(self.count(figure.counted), figure.phones, figure.phones)
        for figure, least, greatest, is_count in bounds:
            row = self.count(figure.counted) if is_count else self.weight(figure.parts)
            if least is not None or greatest is not None:
                self.add(
                    row, -np.inf if least is None else least - 1e-7, np.inf if greatest is None else greatest + 1e-7
                )
        for members, value, is_count in sums:
            row = {}
            for figure in members:
                for column, part in (self.count(figure.counted) if is_count else self.weight(figure.parts)).items():
                    row[column] = row.get(column, 0) + part
            self.add(row, value - 1e-6, value + 1e-6)
        self.plain = len(self.rows)
        for figure in figures:
            if figure.reason == "few_phones":
                self.add(self.count(figure.counted), 1, self.k - 1)
            elif figure.reason == "would_reveal":
                self.add(self.count(figure.counted), self.k, np.inf)

    def add(self, row, low, high):
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def weight(self, parts):
        return {
            column: parts[self.cells[i]] for (_, i), column in self.columns.items() if self.cells[i] in parts
        }

    def count(self, parts):
        mask = sum(1 << i for i, cell in enumerate(self.cells) if cell in parts)
        return {number: 1.0 for number, pattern in enumerate(self.patterns) if pattern & mask}

    def allows(self, reasons, *more):
        """Whether there are phones that fit; None when the solver gave up."""
        count = len(self.rows) if reasons else self.plain
        rows = self.rows[:count] + [row for row, _, _ in more]
        low = self.low[:count] + [low for _, low, _ in more]
        high = self.high[:count] + [high for _, _, high in more]
        matrix = sparse.lil_array((len(rows), self.size))
        for number, row in enumerate(rows):
            for column, part in row.items():
                matrix[number, column] = part
        whole = np.zeros(self.size)
        whole[: len(self.patterns)] = 1
        result = milp(
            np.zeros(self.size), constraints=LinearConstraint(matrix.tocsr(), low, high), integrality=whole,
            options={"time_limit": 20},
        )
        return True if result.status == 0 else False if result.status == 2 else None


def attack(program, seed, folder):
    """Faults of a world, withheld and all its figures; None for a world too large."""
    world = World(seed)
    visits = world.visits()
    if not visits:
        return None
    world.write(folder)
    command = [program, "footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson"]
    command += ["--min-phones", str(world.k), "--stats", "o.json", "--output", "o.csv"]
    if world.days > 1:
        command += ["--period", "day"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"seed {seed}: {run.stderr}")
    figures, bounds, sums = published(world, json.loads((folder / "o.json").read_text()))
    withheld = sum(figure.value is None for figure in figures)
    zeros = set()
    for figure in figures:
        if figure.value == 0:
            zeros |= set(figure.parts)
    atoms = range(len(world.atoms()))
    cells = [(i, d) for i in atoms for d in range(world.days) if (i, d) not in zeros]
    if len(cells) > MOST_CELLS:
        return None
    model = Model(world, figures, bounds, sums, cells)
    faults, open_questions, asked = [], 0, set()

    def ask(reasons, what, target, *more):
        nonlocal open_questions
        answer = model.allows(reasons, *more)
        if answer is None:
            open_questions += 1
        elif not answer:
            faults.append(f"{target}: cannot be {what}")

    if model.allows(True) is False:
        faults.append("the model does not allow what is published")
    # Every sum that has a name, and every atom.
    targets = [(figure.name, figure.parts) for figure in figures]
    for atom in atoms:
        for day in [None, *range(world.days)]:
            days = range(world.days) if day is None else [day]
            targets.append((f"atom {atom} {day}", {(atom, d): 1.0 for d in days}))
    for name, parts in targets:
        key = frozenset(parts)
        phones = set().union(*(visits.get(cell, set()) for cell in parts))
        if key in asked or not 1 <= len(phones) < world.k:
            continue
        asked.add(key)
        count, weight = model.count(parts), model.weight(parts)
        ask(False, "of k phones", name, (count, world.k, np.inf))
        ask(False, "next to nothing", name, (weight, -np.inf, 0.01))
        if not name.startswith("atom"):
            ask(True, "of one phone", name, (count, 1, 1))
        ask(True, "of k - 1 phones", name, (count, world.k - 1, np.inf))
    return faults, withheld, len(figures), len(asked), open_questions


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--worlds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    return 0 if tally(attack, options, of="too few phones") else 1


if __name__ == "__main__":
    sys.exit(main())
