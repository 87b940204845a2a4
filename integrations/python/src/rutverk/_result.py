"""What a run gives back."""

from __future__ import annotations

import json
import os
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from ._errors import RutverkError

if TYPE_CHECKING:
    import geopandas
    import pandas


class Result:
    """A run's layer, statistics and words. What is in files is read at the first look."""

    def __init__(
        self, *, command: str, folder: Optional[TemporaryDirectory[str]], layer: Optional[str], stats: Optional[str],
        back: Dict[str, str], notes: List[str], stages: List[Dict[str, Any]], text: str, messages: str,
    ) -> None:
        self.command = command
        #: What the program noted: rows left out, columns taken, doubts about the data.
        self.notes = notes
        #: Each stage with its `seconds` and the memory at its end, `peak_bytes`.
        self.stages = stages
        #: What it wrote to standard output: tables for people, a page, a definition.
        self.text = text
        #: Other words of its: what `verbose` and `dry_run` tell.
        self.messages = messages
        self._folder, self._layer_path, self._stats_path, self._back = folder, layer, stats, back
        self._layer: Optional[geopandas.GeoDataFrame] = None
        self._stats: Optional[Dict[str, Any]] = None

    @property
    def stats(self) -> Dict[str, Any]:
        """The statistics (JSON). Raises RutverkError where the run made none, or wrote them as another format."""
        if self._stats is None:
            path = self._made(self._stats_path, "statistics")
            with open(path, encoding="utf-8") as file:
                self._stats = json.load(file)
        return self._stats

    @property
    def layer(self) -> geopandas.GeoDataFrame:
        """The layer, in EPSG:3006 unless `crs` said otherwise; a DataFrame where it has no shapes. Raises RutverkError where the run
        wrote it to a file, or made none."""
        if self._layer is None:
            path = self._made(self._layer_path, "layer")
            if path.endswith(".csv"):
                raise RutverkError(f"rutverk {self.command} gives a table, no layer: see `table`", command=self.command)
            self._layer = _layer(path)
        return self._layer

    @property
    def table(self) -> pandas.DataFrame:
        """The table of a command that makes one, or the layer's without its shapes."""
        if self._layer_path is not None and self._layer_path.endswith(".csv"):
            return _table(self._made(self._layer_path, "table"))
        layer = self.layer
        return layer.drop(columns=layer.geometry.name) if hasattr(layer, "geometry") else layer

    def read(self, name: str) -> pandas.DataFrame:
        """What an option wrote that was given as True, such as ``series``: a DataFrame, or a GeoDataFrame of squares."""
        path = self._made(self._back.get(name), name)
        return _table(path) if path.endswith(".csv") else _layer(path)

    def _made(self, path: Optional[str], what: str) -> str:
        if path is None or not os.path.exists(path):
            raise RutverkError(f"rutverk {self.command} gave no {what} here: it went to a file, or the run made none", command=self.command)
        return path

    def __repr__(self) -> str:
        members = [what for what, path in (("layer", self._layer_path), ("stats", self._stats_path)) if path and os.path.exists(path)]
        return f"<rutverk {self.command}: {', '.join(members) or 'nothing in memory'}{f', {len(self.notes)} notes' if self.notes else ''}>"


def _layer(path: str) -> geopandas.GeoDataFrame:
    try:
        import geopandas
    except ImportError as error:
        raise ImportError("layers come as GeoDataFrames: pip install 'rutverk[geo]', or give output=FILE") from error
    return geopandas.read_file(path, engine="pyogrio")


#: Columns of tables that are text, with their zeros, whatever their values look like.
_TEXTS = ("phone", "station", "id", "name", "class", "category", "period", "parent", "ruta", "unit", "timestamp", "time")


def _table(path: str) -> pandas.DataFrame:
    import pandas

    head = pandas.read_csv(path, nrows=0)
    # An empty field alone is none: an area may be called NA.
    return pandas.read_csv(path, dtype={c: str for c in head.columns if c in _TEXTS}, keep_default_na=False, na_values=[""])
