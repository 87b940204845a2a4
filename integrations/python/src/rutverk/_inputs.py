"""Data in memory on their way to the program: tables through its standard input in Arrow's stream format, others and layers as files in
the run's own folder."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Deque, Iterator, Optional

from ._errors import RutverkError

if TYPE_CHECKING:
    import pyarrow

#: Rows written at a time (as text by each of as many threads). About 2 MB: the pipe is never long without.
_BATCH_ROWS = 65_536
_WRITERS = 2


def is_path(value: Any) -> bool:
    return isinstance(value, (str, os.PathLike))


def is_layer(value: Any) -> bool:
    """Whether it is a GeoDataFrame; asked without geopandas."""
    return _is_a(value, "geopandas", "GeoDataFrame")


def _is_a(value: Any, package: str, name: str) -> bool:
    return any(kind.__module__.split(".")[0] == package and kind.__name__ == name for kind in type(value).__mro__)


def _arrow() -> Any:
    try:
        import pyarrow.csv
        import pyarrow.ipc
    except ImportError as error:
        raise ImportError("tables in memory are handed over by pyarrow: pip install 'rutverk[tables]', or give a path") from error
    return pyarrow


def reader(value: Any, name: str) -> pyarrow.RecordBatchReader:
    """A table of any kind as a stream of batches, whose columns CSV can hold. Raises TypeError for what is none."""
    arrow = _arrow()
    if isinstance(value, arrow.RecordBatchReader):
        stream = value
    elif isinstance(value, arrow.Table):
        stream = value.to_reader(max_chunksize=_BATCH_ROWS)
    elif isinstance(value, arrow.RecordBatch):
        stream = arrow.Table.from_batches([value]).to_reader(max_chunksize=_BATCH_ROWS)
    elif _is_a(value, "pandas", "DataFrame"):
        stream = _of_frame(value, name).to_reader(max_chunksize=_BATCH_ROWS)
    elif hasattr(value, "__arrow_c_stream__"):
        stream = arrow.RecordBatchReader.from_stream(value)
    else:
        raise TypeError(f"{name}: a path, a table or a layer was expected, not {type(value).__name__}")
    for field in stream.schema:
        if arrow.types.is_nested(field.type) or arrow.types.is_binary(field.type) or arrow.types.is_large_binary(field.type):
            raise TypeError(f"{name}: column {field.name!r} holds {field.type}, which no table of text can; leave it out")
    return stream


def _of_frame(frame: Any, name: str) -> Any:
    """A DataFrame as a table; an index with a name is a column to whoever named it."""
    arrow = _arrow()
    named = [n for n in frame.index.names if n is not None]
    frame = frame.reset_index(named) if named else frame
    try:
        return arrow.Table.from_pandas(frame, preserve_index=False)
    except arrow.ArrowException:
        pass
    # Arrow's own message quotes the value, which may be a phone; ours does not hang on to it.
    for column in frame.columns:
        try:
            arrow.array(frame[column], from_pandas=True)
        except arrow.ArrowException:
            break
    raise TypeError(f"{name}: column {column!r} holds values of several kinds; make them one, such as with astype(str)")


def _plain(schema: Any) -> Any:
    """A schema with dictionaries and views as what they stand for: pyarrow writes no text of them."""
    arrow = _arrow()
    fields = []
    for field in schema:
        kind = field.type.value_type if arrow.types.is_dictionary(field.type) else field.type
        fields.append(arrow.field(field.name, arrow.string() if str(kind) == "string_view" else kind))
    return arrow.schema(fields)


def _cast(column: Any, kind: Any) -> Any:
    """A column as one of another type; a dictionary has its values cast, for it cannot be of views."""
    arrow = _arrow()
    if isinstance(column, arrow.ExtensionArray):
        column = column.storage
    if arrow.types.is_dictionary(column.type):
        column = arrow.DictionaryArray.from_arrays(column.indices, column.dictionary.cast(kind))
    return column.cast(kind)


def _text(batch: Any, schema: Any) -> Any:
    """A batch as CSV without its heading. Texts stand in quotes, so that "NA" is a name there and null is nothing."""
    arrow = _arrow()
    if batch.schema != schema:
        columns = [_cast(column, field.type) for column, field in zip(batch.columns, schema)]
        batch = arrow.RecordBatch.from_arrays(columns, schema=schema)
    sink = arrow.BufferOutputStream()
    arrow.csv.write_csv(batch, sink, arrow.csv.WriteOptions(include_header=False, batch_size=_BATCH_ROWS))
    return sink.getvalue()


def write_csv(stream: pyarrow.RecordBatchReader, sink: Any) -> None:
    """Writes a stream as CSV, its batches made into text beside each other and written in their order.

    Raises BrokenPipeError as soon as nobody reads; at most some batches are made ahead.
    """
    arrow = _arrow()
    schema = _plain(stream.schema)
    heading = arrow.BufferOutputStream()
    arrow.csv.write_csv(schema.empty_table(), heading)
    sink.write(heading.getvalue())
    waiting: Deque[Future[Any]] = deque()
    with ThreadPoolExecutor(_WRITERS, thread_name_prefix="rutverk-csv") as pool:
        try:
            for batch in _pieces(stream):
                waiting.append(pool.submit(_text, batch, schema))
                if len(waiting) > 2 * _WRITERS:
                    sink.write(waiting.popleft().result())
            while waiting:
                sink.write(waiting.popleft().result())
        finally:
            for left in waiting:
                left.cancel()


def write_arrow(stream: pyarrow.RecordBatchReader, sink: Any) -> None:
    """Writes a stream in Arrow's own stream format, its columns as the program reads them.

    Raises BrokenPipeError as soon as nobody reads. What breaks off lacks its end mark, which tells the program.
    """
    arrow = _arrow()
    schema = arrow.schema([arrow.field(field.name, _read_as(field.type)) for field in stream.schema])
    writer = arrow.ipc.new_stream(arrow.PythonFile(sink, mode="w"), schema, options=arrow.ipc.IpcWriteOptions(compression=None))
    for batch in _pieces(stream):
        if batch.schema != schema:
            columns = [c if c.type == f.type else _cast(c, f.type) for c, f in zip(batch.columns, schema)]
            batch = arrow.RecordBatch.from_arrays(columns, schema=schema)
        writer.write_batch(batch)
    writer.close()


def _read_as(kind: Any) -> Any:
    """The type that the program reads a column as: its own, or another that stands for the same values."""
    arrow = _arrow()
    types = arrow.types
    if types.is_dictionary(kind):
        # Places of another kind than the program's are text in the end.
        return kind if types.is_string(kind.value_type) or types.is_large_string(kind.value_type) else _read_as(kind.value_type)
    if isinstance(kind, arrow.BaseExtensionType):
        return _read_as(kind.storage_type)
    if types.is_date(kind):
        return arrow.date32()
    if types.is_float16(kind):
        return arrow.float32()
    same = (types.is_null, types.is_boolean, types.is_integer, types.is_floating, types.is_string, types.is_large_string,
            types.is_timestamp)
    return kind if any(test(kind) for test in same) else arrow.string()


def _pieces(stream: Any) -> Iterator[Any]:
    """The batches of a stream, long ones in pieces."""
    for batch in stream:
        for start in range(0, batch.num_rows, _BATCH_ROWS):
            yield batch.slice(start, _BATCH_ROWS)


def write_layer(value: Any, path: str, name: str) -> None:
    """Writes a GeoDataFrame as GeoPackage. Raises RutverkError where it does not say in which system its coordinates are."""
    if value.crs is None:
        raise RutverkError(f"{name}: the GeoDataFrame has no crs; give it one with set_crs, such as set_crs(3006)")
    named = [n for n in value.index.names if n is not None]
    (value.reset_index(named) if named else value).to_file(path, driver="GPKG", engine="pyogrio", layer=name)


def opened(path: Any) -> Optional[Any]:
    """What a Parquet file holds, a GeoDataFrame or a stream of batches; None for any other path."""
    if not str(path).lower().endswith((".parquet", ".geoparquet")) or not os.path.exists(path):
        return None
    _arrow()
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(path)
    if b"geo" in (file.schema_arrow.metadata or {}):
        import geopandas

        return geopandas.read_parquet(path)
    return pyarrow.RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches(_BATCH_ROWS))
