"""What the functions take and give."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING, Any, Callable, Dict, Protocol, Sequence, Union

from ._result import Result

if TYPE_CHECKING:
    import geopandas
    import pandas


class ArrowStream(Protocol):
    """A table of any library that hands out Arrow streams: pyarrow, polars, a relation of DuckDB."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


Path = Union[str, "os.PathLike[str]"]

#: What is read: a path (``-`` is standard input), or the data themselves. A table in memory goes to the program through a pipe.
Input = Union[Path, ArrowStream, "pandas.DataFrame", "geopandas.GeoDataFrame"]

#: A value as it would stand on the command line.
Scalar = Union[str, int, float, datetime.date, "os.PathLike[str]"]

#: Where a layer goes: one path or several; False for nowhere. None gives it back in the result.
Output = Union[Path, Sequence[Path], bool]

#: Where statistics go besides the result; False for nowhere.
Target = Union[Path, bool]

#: True for a bar of tqdm, False for silence, a function that takes each event of the program, None for a bar on a terminal.
Progress = Union[bool, Callable[[Dict[str, Any]], object], None]

__all__ = ["ArrowStream", "Input", "Output", "Path", "Progress", "Result", "Scalar", "Target"]
