"""Livsvillkor on Sweden's national grid, and areas laid over it exactly.

The functions are the commands of the program `rutverk`, with its options by their long names, `_` for `-`:

    import rutverk

    cells = rutverk.index("rutor.csv").layer
    result = rutverk.overlay(cells=cells, areas="omraden.gpkg")
    result.layer            # a GeoDataFrame of the areas
    result.stats["total"]   # the statistics as dictionaries

What is read may be a path, a GeoDataFrame, a DataFrame, or a table of pyarrow, polars or DuckDB. What the program notes goes to the
logger `rutverk` and stands in `notes`; what it refuses is an exception with the file, row, field and value.
"""

from __future__ import annotations

from . import areas, generate
from ._errors import (
    DataError,
    InputNotFound,
    OutputError,
    ProgramError,
    ReadWriteError,
    RutverkError,
    SoftwareError,
    UsageError,
)
from ._program import find_program, program_version
from ._result import Result
from ._root import *  # noqa: F403
from ._root import VERSION as __version__
from ._root import __all__ as _commands

__all__ = [
    "DataError", "InputNotFound", "OutputError", "ProgramError", "ReadWriteError", "Result", "RutverkError", "SoftwareError",
    "UsageError", "__version__", "areas", "find_program", "generate", "program_version",
]
__all__ += _commands
