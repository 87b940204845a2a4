"""rutverk over Spark: `footprint` and `incidents` of data frames that no single machine holds.

Every task hands its rows to one ``rutverk`` by pipe and gets a partial result of exact counts back; the partial results are merged by
``rutverk merge``, in a tree where there are many. Layers and statistics are those of one run over all rows, byte for byte.
"""

from ._api import footprint, incidents
from ._program import RutverkError, find_program

__all__ = ["RutverkError", "find_program", "footprint", "incidents"]
