"""Tries to compute what `rutverk overlay --min-count` withholds.

The attacker knows the areas, the cells' squares and classes, that counts are split by parts of squares, and everything published, zeros
and reasons included. Unknown are the people, children and youth of each cell, whole numbers. For each sum that truly is above 0 and
below N he asks how small and how large it can be (below N), once by zeros and reasons alone (what the rule tells anyone), once with all
figures: the figures must not narrow it. He takes people, children and youth by themselves: that a cell has no more youth than people
narrows some of the smallest areas (a limit that README states; counts of SCB, noised, need not hold it).
"""
import csv
import json
import random
import subprocess

from worlds import CLASSES, SOUTH, WEST, Figure, Model, keeper, layer, narrowing

SIZE = 250
FINE = 4
COLUMNS = {"population": 0, "unga_0_15_antal": 1, "unga_16_19_antal": 2}


class World:
    """Cells of 250 m, and areas whose borders run along their sides or through them. Sums are in sixteenths of people."""

    def __init__(self, seed):
        dice = self.dice = random.Random(seed)
        self.k = dice.choice([3, 5, 5, 10])
        self.width, self.height = dice.randint(2, 5), dice.randint(1, 3)
        step = dice.choice([1, 1, 2, 4])
        self.areas = []
        for _ in range(dice.randint(1, 4)):
            x0, x1 = sorted(dice.sample(range(0, self.width * FINE + 1, FINE // step), 2))
            y0, y1 = sorted(dice.sample(range(0, self.height * FINE + 1, FINE // step), 2))
            if dice.random() < 0.1:
                x0, x1, y0, y1 = 0, self.width * FINE, 0, self.height * FINE
            self.areas.append((dice.choice(CLASSES), x0, x1, y0, y1))
        self.cells = [(x, y) for x in range(self.width) for y in range(self.height)]
        self.cells += [(self.width + 2 + i, 0) for i in range(dice.randint(0, 3))]
        scale = dice.choice([0.5, 1, 3])
        self.people, self.classes = {}, {}
        for cell in self.cells:
            people = int(scale * dice.choice([0, 1, 2, 3, self.k, 2 * self.k, 6 * self.k, 20 * self.k]) * dice.random() + 0.5)
            children = int(people * dice.choice([0, 0, 0.1, 0.3]) + 0.5)
            youth = int((people - children) * dice.choice([0, 0.1, 0.2]) + 0.5)
            self.people[cell] = (people, children, youth)
            # None has no index; 5 is red.
            self.classes[cell] = dice.choice([None, 1, 3, 5, 5]) if dice.random() < 0.8 else 3
        self.classes[self.cells[0]] = 5
        # Parts of cells by the areas that hold them.
        self.parts = {}
        for x, y in self.cells:
            for i in range(FINE * FINE):
                fx, fy = x * FINE + i % FINE, y * FINE + i // FINE
                held = frozenset(a for a, (_, x0, x1, y0, y1) in enumerate(self.areas) if x0 <= fx < x1 and y0 <= fy < y1)
                found = self.parts.setdefault(held, {})
                found[x, y] = found.get((x, y), 0) + 1

    def write(self, folder):
        def ring(area):
            _, x0, x1, y0, y1 = area
            corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
            return [[WEST + x * SIZE / FINE, SOUTH + y * SIZE / FINE] for x, y in corners]

        (folder / "a.geojson").write_text(json.dumps(layer(self.areas, ring)))
        with open(folder / "c.csv", "w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["ruta", "population", "index", "percentile", "class", *list(COLUMNS)[1:]])
            for x, y in self.cells:
                people, group = self.people[x, y], self.classes[x, y]
                ruta = f"{WEST + x * SIZE:06}{SOUTH + y * SIZE:07}"
                known = [group * 0.3 + x * 0.01, group * 20 - 10, group] if group else ["", "", ""]
                rows.writerow([ruta, people[0], *known, *people[1:]])

    def command(self):
        return ["overlay", "--cells", "c.csv", "--areas", "a.geojson", "--min-count", str(self.k), "--red-class", "5", "--cell-size", "250",
                "--stats", "o.json", "--output", "o.csv"]


def published(world, stats):
    figures, faults = [], []
    kinds = {"all": lambda c: True, "indexed": lambda c: c is not None, "none": lambda c: c is None, "red": lambda c: c == 5,
             "plain": lambda c: c is not None and c != 5}

    def parts(holds, column, kind):
        sums = {}
        for held, cells in world.parts.items():
            if holds(held):
                for cell, part in cells.items():
                    if kinds[kind](world.classes[cell]):
                        sums[cell, column] = sums.get((cell, column), 0) + part
        return sums

    def add(name, value, holds, column, kind, reason):
        figure = Figure(name, parts(holds, column, kind), None if value is None else FINE**2 * value, reason)
        # The pieces that the reason speaks of.
        figure.pieces = [
            {(c, column): p for c, p in cells.items() if test(world.classes[c])}
            for held, cells in world.parts.items()
            if holds(held)
            for test in (
                [kinds["none"], kinds["red"], kinds["plain"]] if column == 0 else [kinds["all"]]
            )
        ]
        if column == 0:
            wanted = {"all": "none red plain", "indexed": "red plain"}.get(kind, kind).split()
            tests = [kinds[k] for k in wanted]
            figure.pieces = [
                {(c, 0): p for c, p in cells.items() if test(world.classes[c])}
                for held, cells in world.parts.items()
                if holds(held)
                for test in tests
            ]
        figure.pieces = [piece for piece in figure.pieces if piece]
        figures.append(figure)

    def line(name, entry, holds):
        reasons = [r for r in entry["status"].split(",") if r in ("few_people", "would_reveal")]

        def reason(value):
            return None if value is not None else reasons[0] if len(reasons) == 1 else "some" if reasons else "lost"

        for key, column in COLUMNS.items():
            add(f"{name} {key}", entry[key], holds, column, "all", reason(entry[key]))
        indexed, none = entry["population_indexed"], entry["population_without_index"]
        add(f"{name} indexed", indexed, holds, 0, "indexed", reason(indexed))
        add(f"{name} none", none, holds, 0, "none", reason(none))
        share = entry["red_population_share"]
        red = 0 if indexed == 0 or share == 0 else share * indexed if share is not None and indexed is not None else None
        add(f"{name} red", red, holds, 0, "red", "some" if red is None else None)
        for key, base in [("index_mean", indexed), ("percentile_mean", indexed), ("index_min", indexed), ("density_km2", entry["population"]),
                          ("invanardistans_m", entry["population"]), ("red_population_share", indexed), ("coarse_share", entry["population"])]:
            if base is None and entry.get(key) not in (None, 0):
                faults.append(f"{name}: {key} is shown")

    of = lambda held: keeper(world.areas, held)
    for i, area in enumerate(stats["areas"]):
        line(area["id"], area, lambda held, i=i: i in held)
    for group in stats["classes"]:
        code = group["class"] or ""
        line("class " + code, group, lambda held, code=code: bool(held) and world.areas[of(held)][0] == code)
    line("total", stats["total"], bool)
    line("outside", stats["outside"], lambda held: not held)
    line("grid", stats["grid"], lambda held: True)
    people = stats["concordance"]["population"]
    for key, holds, kind in [("both", bool, "red"), ("red_only", lambda h: not h, "red"), ("area_only", bool, "plain"),
                             ("neither", lambda h: not h, "plain"), ("without_class", lambda h: True, "none"),
                             ("population_indexed", lambda h: True, "indexed"), ("population_without_index", lambda h: True, "none")]:
        add("concordance " + key, people[key], holds, 0, kind, "some" if people[key] is None else None)
    four = [people[key] for key in ("both", "red_only", "area_only", "neither")]
    if None in four and (people["agreement"] is not None or people["kappa"] is not None):
        faults.append("agreement is shown")
    return figures, faults


def attack(program, seed, folder):
    """Faults of a world, withheld and all its figures, sums attacked, questions open; None for a world of no use."""
    world = World(seed)
    world.write(folder)
    run = subprocess.run([program] + world.command(), cwd=folder, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"overlay, seed {seed}: {run.stderr}")
    stats = json.loads((folder / "o.json").read_text())
    figures, faults = published(world, stats)
    with open(folder / "o.csv", encoding="utf-8") as file:
        for row, area in zip(csv.DictReader(file), stats["areas"]):
            for key, value in area.items():
                if (row[key] == "") != (value is None) and key in row and key not in ("name", "class"):
                    faults.append(f"layer {area['id']} {key}: {row[key]} beside {value}")

    def true(parts):
        """In sixteenths."""
        return sum(world.people[cell][column] * part for (cell, column), part in parts.items())

    for figure in figures:
        if figure.value is not None and abs(figure.value - true(figure.parts)) > 1e-3:
            faults.append(f"{figure.name}: {figure.value}, in truth {true(figure.parts)}")
        if figure.reason == "lost" and figure.parts:
            faults.append(f"{figure.name}: null without a reason")
    cells = [(cell, column) for cell in world.cells for column in range(3)]
    few = FINE**2 * world.k - 1
    models = []
    for with_values in (False, True):
        model = Model(cells)
        for figure in figures:
            if not figure.parts:
                continue
            if figure.value is not None and (with_values or figure.value == 0):
                model.add(figure.parts, round(figure.value), round(figure.value))
            if figure.reason in ("few_people", "would_reveal"):
                model.add(figure.parts, 1, float("inf"))
            if figure.reason == "few_people":
                for piece in figure.pieces:
                    model.add(piece, 0, few)
            elif figure.reason == "would_reveal":
                model.some(figure.pieces, few + 1)
        models.append(model)
    targets = [(figure.name, figure.parts) for figure in figures]
    for held, found in world.parts.items():
        for column in range(3):
            targets.append((f"atom {sorted(held)} {column}", {(c, column): p for c, p in found.items()}))
    asked = set()
    for name, parts in targets:
        key = frozenset(parts.items())
        if key in asked or not 1 <= true(parts) <= few:
            continue
        asked.add(key)
        found = narrowing(*models, parts, min(parts.values()), few)
        if found:
            faults.append(f"{name}: {found}, in truth {true(parts)} sixteenths")
    withheld = sum(figure.value is None for figure in figures)
    return faults, withheld, len(figures), len(asked), sum(model.open for model in models)
