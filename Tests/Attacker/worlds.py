"""Areas on a lattice, and what the attackers of counts have in common: an exact model of whole numbers in cells."""
import math
import random

import numpy as np
from scipy import sparse
from scipy.optimize import LinearConstraint, milp

SIDE = 2000
CLASSES = ["sarskilt_utsatt", "risk", "utsatt", ""]
CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
WEST, SOUTH = 500000, 6500000


def rectangle(x0, x1, y0, y1):
    """A ring of the lattice, in metres; its sides may stand between the lattice's lines."""
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
    return [[WEST + x * SIDE, SOUTH + y * SIDE] for x, y in corners]


def layer(areas, ring):
    """A GeoJSON of areas: (class, …)."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": f"a{i}", "name": f"a{i}", "class": area[0] or None},
            "geometry": {"type": "Polygon", "coordinates": [ring(area)]},
        }
        for i, area in enumerate(areas)
    ]
    return {"type": "FeatureCollection", "crs": CRS, "features": features}


def some_areas(dice, width, height, most=4):
    areas = []
    for _ in range(dice.randint(1, most)):
        if dice.random() < 0.12:
            x0, x1, y0, y1 = 0, width, 0, height
        else:
            x0, x1 = sorted(dice.sample(range(width + 1), 2))
            y0, y1 = sorted(dice.sample(range(height + 1), 2))
        areas.append((dice.choice(CLASSES), x0, x1, y0, y1))
    return areas


def keeper(areas, held):
    """The area of `held` that keeps ground in the exclusive partition; None outside."""
    return min(held, key=lambda a: (CLASSES.index(areas[a][0]), a)) if held else None


class Figure:
    """A sum over cells: {cell: part}; its value where published, else its reason, where that is known."""

    def __init__(self, name, parts, value, reason=None):
        self.name, self.value, self.reason = name, value, reason
        self.parts = {cell: part for cell, part in parts.items() if part > 0}


class Model:
    """All that is compatible with what is published: a number for each cell, whole where `whole`, none below 0."""

    def __init__(self, cells, whole=True):
        self.index = {cell: i for i, cell in enumerate(cells)}
        self.size, self.whole = len(cells), whole
        self.rows, self.low, self.high = [], [], []
        self.choices = 0
        self.open = 0
        self.has_zeros = False
        self.upper = {}

    def add(self, parts, low, high):
        """Bounds of a sum; all numbers are whole, so they are divided by what they have in common."""
        if not parts:
            return
        common = math.gcd(*map(int, parts.values()))
        self.rows.append({self.index[c]: p / common for c, p in parts.items()})
        self.low.append(low if math.isinf(low) else math.ceil(low / common))
        self.high.append(high if math.isinf(high) else math.floor(high / common))

    def limit(self, cell, high):
        self.upper[self.index[cell]] = min(high, self.upper.get(self.index[cell], np.inf))

    def some(self, groups, least):
        """One of the sums is at least so much."""
        columns = []
        for parts in groups:
            column = self.size + self.choices
            self.choices += 1
            columns.append(column)
            row = {self.index[c]: p for c, p in parts.items()}
            row[column] = -least
            self.rows.append(row)
            self.low.append(0)
            self.high.append(np.inf)
        self.rows.append({column: 1.0 for column in columns})
        self.low.append(1)
        self.high.append(np.inf)

    def bounds(self, parts, cap):
        """The least of a sum and the most, as far as that is below `cap`; None where nothing is compatible."""
        count = self.size + self.choices
        matrix = sparse.lil_array((len(self.rows) + 1, count))
        for number, row in enumerate(self.rows):
            for column, part in row.items():
                matrix[number, column] = part
        target = np.zeros(count)
        for cell, part in parts.items():
            target[self.index[cell]] = part
        matrix[len(self.rows), :] = target
        matrix = matrix.tocsr()
        high = np.full(count, np.inf)
        for column, most in self.upper.items():
            high[column] = most
        high[self.size :] = 1
        integrality = np.ones(count)
        if not self.whole:
            integrality[: self.size] = 0
        found = []
        for sign, limit in [(1, cap), (-1, cap)]:
            for presolve in (True, False):
                result = milp(
                    sign * target, integrality=integrality, bounds=(np.zeros(count), high),
                    constraints=LinearConstraint(matrix, self.low + [-np.inf], self.high + [limit]),
                    options={"time_limit": 20, "presolve": presolve},
                )
                # The solver gives up on some that are easy without it.
                if result.status in (0, 2):
                    break
            if result.status == 2 and not found:
                return None
            if result.status == 3:
                found.append(np.inf)
                continue
            if result.status != 0:
                self.open += 1
                return (None, None)
            found.append(sign * result.fun)
        return tuple(found)


def narrowing(rule, known, parts, least, cap):
    """What the figures tell of a sum beyond what `rule` does: its bounds under both, or None. That a cell is 0 is a figure."""

    def ask():
        by_rule, by_all = rule.bounds(parts, cap), known.bounds(parts, cap)
        if by_rule is None or by_all is None:
            return "the model does not allow what is published"
        if None in (*by_rule, *by_all):
            return None
        if by_all[0] > max(by_rule[0], least) + 1e-3 or by_all[1] < by_rule[1] - 1e-3:
            return f"{by_rule} becomes {by_all}"
        return None

    if ask() is None:
        return None
    if not rule.has_zeros:
        rule.has_zeros = True
        for cell in known.index:
            bounds = known.bounds({cell: 1.0}, np.inf)
            if bounds is not None and bounds[1] is not None and bounds[1] < 1e-6:
                rule.limit(cell, 0)
    return ask()
