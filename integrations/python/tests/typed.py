"""What a type checker must accept, and what it must not (mypy counts an `ignore` that is not needed as an error). Not run."""

from __future__ import annotations

import datetime
from pathlib import Path

import rutverk

result: rutverk.Result = rutverk.overlay(cells=Path("rutor.gpkg"), areas="omraden.gpkg", method="centre", red_class=5)
total: object = result.stats["total"]
rutverk.index(["a.csv", "b.csv"], column={"percentile": "pctl"}, min_population=20, output=["a.gpkg", "a.csv"], stats=False)
rutverk.index("b.csv", reference=result.stats)
rutverk.incidents(points="p.csv", areas="a.gpkg", from_=datetime.date(2021, 1, 1), per=1000, chart="c.svg")
rutverk.areas.panel({2019: "a.gpkg", 2021: Path("b.gpkg")}, output=False)
rutverk.generate.events(output="h.csv", order="phone", count=1000, progress=False)
try:
    rutverk.change("a.gpkg", "b.gpkg")
except rutverk.DataError as error:
    row: int | None = error.row

rutverk.overlay(cells="rutor.gpkg")  # type: ignore[call-arg]
rutverk.overlay(cells="a", areas="b", method="center")  # type: ignore[arg-type]
rutverk.overlay(cells="a", areas="b", strict="yes")  # type: ignore[arg-type]
rutverk.overlay(cells="a", areas="b", cell="c")  # type: ignore[call-arg]
