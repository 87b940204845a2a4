"""Tries to compute what `rutverk incidents --min-count` withholds.

The attacker knows the areas and everything published, zeros and reasons included. Unknown are the events of each cell: ground
that the same areas hold, the area that events are linked to, period and category. For each sum that truly is 1 … N - 1 he asks how
small and how large it can be (below N), once by zeros and reasons alone (what the rule tells anyone), once with all figures: the
figures must not narrow it.
"""
import csv
import json
import random
import subprocess

from worlds import CLASSES, SIDE, SOUTH, WEST, Figure, Model, keeper, layer, narrowing, rectangle, some_areas

MOST_CELLS = 150


class World:
    def __init__(self, seed):
        dice = self.dice = random.Random(seed)
        self.k = dice.choice([2, 3, 5, 5])
        self.width = dice.randint(2, 4)
        self.areas = some_areas(dice, self.width, 2)
        self.length = dice.choice(["all", "year", "year", "quarter"])
        self.periods = {"all": [""], "year": ["2021", "2022", "2023"], "quarter": ["2021-Q1", "2021-Q2", "2022-Q1"]}[
            self.length
        ][: dice.randint(1, 3)]
        self.categories = [None] if dice.random() < 0.6 else ["mord", "rån", "stöld"][: dice.randint(1, 3)]
        self.has_links = dice.random() < 0.3
        squares = [(x, y) for x in range(self.width) for y in range(2)] + [(self.width + 3, 0)]
        self.squares = dice.sample(squares, dice.randint(2, min(5, len(squares))))
        if (self.width + 3, 0) not in self.squares and dice.random() < 0.7:
            self.squares.append((self.width + 3, 0))
        self.events = []
        for square in self.squares:
            size = dice.choice([0.4, 1, 1, 4])
            for period in self.periods:
                for category in self.categories:
                    count = int(size * dice.choice([0, 0, 1, 2, 3, self.k, 2 * self.k, 4 * self.k]) * dice.random() + 0.5)
                    for _ in range(count):
                        link = None
                        if self.has_links and dice.random() < 0.3:
                            link = dice.randrange(len(self.areas))
                        self.events.append((square, period, category, link))

    def held(self, square):
        return frozenset(
            a for a, (_, x0, x1, y0, y1) in enumerate(self.areas) if x0 <= square[0] < x1 and y0 <= square[1] < y1
        )

    def cells(self):
        """(areas that hold it, link, period, category), all that there can be."""
        atoms = {self.held((x, y)) for x in range(self.width) for y in range(2)} | {frozenset()}
        links = [None] + (list(range(len(self.areas))) if self.has_links else [])
        return [(a, l, p, c) for a in sorted(atoms, key=sorted) for l in links for p in self.periods for c in self.categories]

    def write(self, folder):
        (folder / "a.geojson").write_text(json.dumps(layer(self.areas, lambda a: rectangle(*a[1:]))))
        with open(folder / "p.csv", "w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["e", "n", "tid", "brott"] + (["omr"] if self.has_links else []))
            for (x, y), period, category, link in self.events:
                month = {"Q1": "02", "Q2": "05"}.get(period[5:], "07")
                time = f"{period[:4] or '2021'}-{month}-03T10:00"
                row = [WEST + x * SIDE + SIDE // 2, SOUTH + y * SIDE + SIDE // 2, time, category or ""]
                rows.writerow(row + ([f"a{link}" if link is not None else ""] if self.has_links else []))

    def command(self):
        command = ["incidents", "--points", "p.csv", "--areas", "a.geojson", "--time-field", "tid"]
        command += ["--period", self.length, "--min-count", str(self.k), "--stats", "o.json", "--output", "o.csv"]
        if self.categories != [None]:
            command += ["--category-field", "brott"]
        if self.has_links:
            command += ["--link-field", "omr"]
        return command + ["--country-population", "1000"]


RESTING = ["share", "share_low", "share_high", "low_count", "per_km2", "per_km2_low", "per_km2_high", "area_quotient",
           "population_quotient", "rate_per_1000", "rate_per_100000"]


def published(world, stats, cells):
    """Figures as published; faults of the output itself."""
    figures, faults = [], []

    def parts(test, period=None, category=None):
        return {
            c: 1.0
            for c in cells
            if test(c[0], c[1]) and (period is None or c[2] == period) and (category is None or c[3] == category)
        }

    def add(name, entry, key, test, period, category, reason):
        figures.append(Figure(name, parts(test, period, category), entry[key], reason if entry[key] is None else None))

    def line(name, entry, tests, period, category):
        found = [r for r in ("few_events", "would_reveal") if r in entry["status"].split(",")]
        reason = found[0] if len(found) == 1 else "some" if found else None
        if entry["count"] is None or entry["n"] is None:
            for key in RESTING:
                if entry.get(key) is not None and not (entry["count"] is not None and key in RESTING[3:7] + RESTING[9:]):
                    faults.append(f"{name}: {key} is shown")
        for key, test in tests.items():
            if key in entry and (key in ("count", "n", "count_exclusive") or world.has_links):
                add(f"{name} {key}", entry, key, test, period, category, reason)

    everything = lambda a, l: True
    of = lambda a: keeper(world.areas, a)
    rank = lambda area: None if area is None else world.areas[area][0]

    def tests_of(code):
        if code in ("outside", "total", "all", "alla_utsatta"):
            kinds = {"all": CLASSES, "alla_utsatta": CLASSES[:3]}.get(code)
        else:
            kinds = [code or ""]
        if code == "total":
            return {"count": everything, "n": everything, "either": everything, "linked": lambda a, l: l is not None}
        if code == "outside":
            return {"count": lambda a, l: not a, "n": everything, "either": lambda a, l: not a and l is None}
        return {
            "count": lambda a, l: rank(of(a)) in kinds,
            "n": everything,
            "linked": lambda a, l: rank(l) in kinds,
            "either": lambda a, l: rank(of(a)) in kinds or rank(l) in kinds,
        }

    def period_of(label):
        return None if label in (None, "all") or world.length == "all" else label

    for entry in stats["totals"]["classes"]:
        line(f"{entry['class']}", entry, tests_of(entry["class"]), None, None)
    for key, code in [("points", "total"), ("inside", "all"), ("outside", "outside")]:
        add(f"totals {key}", stats["totals"], key, tests_of(code)["count"], None, None, "some")
    for entry in stats["periods"]:
        line(f"{entry['class']} {entry['period']}", entry, tests_of(entry["class"]), period_of(entry["period"]), None)
    for i, area in enumerate(stats["areas"]):
        tests = {
            "count": lambda a, l, i=i: i in a,
            "count_exclusive": lambda a, l, i=i: of(a) == i,
            "n": everything,
            "linked": lambda a, l, i=i: l == i,
            "either": lambda a, l, i=i: i in a or l == i,
        }
        line(area["id"], area, tests, None, None)
        for entry in area["periods"]:
            line(f"{area['id']} {entry['period']}", entry, tests, period_of(entry["period"]), None)
    for group in stats.get("categories", []):
        name = group["category"]
        add(name, group, "count", everything, None, name, "some")
        for entry in group["periods"]:
            line(f"{entry['class']} {entry['period']} {name}", entry, tests_of(entry["class"]), period_of(entry["period"]), name)
    months = stats["totals"].get("histograms", {}).get("months")
    if months and world.length == "quarter":
        for quarter, month in [("Q1", 2), ("Q2", 5)]:
            mine = {c: 1.0 for c in cells if c[2].endswith(quarter)}
            figures.append(Figure(f"months {quarter}", mine, months[month - 1]))
    return figures, faults


def attack(program, seed, folder):
    """Faults of a world, withheld and all its figures, sums attacked, questions open; None for a world of no use."""
    world = World(seed)
    cells = world.cells()
    if not world.events or len(cells) > MOST_CELLS:
        return None
    world.write(folder)
    run = subprocess.run([program] + world.command(), cwd=folder, capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"incidents, seed {seed}: {run.stderr}")
    stats = json.loads((folder / "o.json").read_text())
    figures, faults = published(world, stats, cells)
    with open(folder / "o.csv", encoding="utf-8") as file:
        for row, area in zip(csv.DictReader(file), stats["areas"]):
            counts = {"count": area["count"]}
            if world.length != "all":
                counts |= {"count_" + p["period"].replace("-", "_").lower(): p["count"] for p in area["periods"]}
            for key, value in counts.items():
                if row[key] != ("" if value is None else str(value)):
                    faults.append(f"layer {area['id']} {key}: {row[key]} beside {value}")
    truth = dict.fromkeys(cells, 0)
    for square, period, category, link in world.events:
        truth[world.held(square), link, period, category] += 1

    def true(parts):
        return sum(truth[c] for c in parts)

    for figure in figures:
        if figure.value is not None and figure.value != true(figure.parts):
            faults.append(f"{figure.name}: {figure.value}, in truth {true(figure.parts)}")
    hidden = set()
    for figure in figures:
        if figure.value is None and figure.name.split()[0] == "total" and figure.name.endswith("count"):
            rows = {c[2:] for c in figure.parts}
            if len(rows) == 1:
                hidden |= rows
    models = []
    for with_values in (False, True):
        model = Model(cells)
        for figure in figures:
            if figure.value is not None and (with_values or figure.value == 0):
                model.add(figure.parts, figure.value, figure.value)
            if figure.value is None and figure.parts and not any(c[2:] in hidden for c in figure.parts):
                model.add(figure.parts, 1, float("inf"))
                if figure.reason == "few_events":
                    for cell in figure.parts:
                        model.limit(cell, world.k - 1)
                elif figure.reason == "would_reveal":
                    model.some([{c: 1.0} for c in figure.parts], world.k)
        models.append(model)
    targets = [(figure.name, figure.parts) for figure in figures]
    for cell in cells:
        targets.append((f"cell {sorted(cell[0])} {cell[1:]}", {cell: 1.0}))
    for atom in {c[:2] for c in cells}:
        targets.append((f"atom {sorted(atom[0])} {atom[1]}", {c: 1.0 for c in cells if c[:2] == atom}))
    asked = set()
    for name, parts in targets:
        key = frozenset(parts)
        if key in asked or not 1 <= true(parts) < world.k:
            continue
        asked.add(key)
        found = narrowing(*models, parts, 1, world.k - 1)
        if found:
            faults.append(f"{name}: {found}, in truth {true(parts)}")
    withheld = sum(figure.value is None for figure in figures)
    return faults, withheld, len(figures), len(asked), sum(model.open for model in models)
