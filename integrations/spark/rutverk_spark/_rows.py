"""Rows on their way from Arrow to the program's standard input, as CSV."""

import hashlib

import pyarrow as pa
import pyarrow.compute as pc

# The column that rows are spread by.
SPREAD = "__rutverk_spread"


def plain(column):
    """A column as the program reads text; None for what has no text (lists, bytes)."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return plain(column.dictionary_decode())
    if pa.types.is_timestamp(kind):
        whole = pc.floor_temporal(column, unit="second").cast(pa.timestamp("s", tz=kind.tz))
        # An instant as seconds since 1970; a time without a zone as it stands.
        return whole.cast(pa.int64()) if kind.tz else whole.cast(pa.string())
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return None
    if pa.types.is_string(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return column
    return column.cast(pa.string())


def plain_batch(batch):
    """A batch with what can be written as text, without the column that rows are spread by."""
    names, columns = [], []
    for field, column in zip(batch.schema, batch.columns):
        text = None if field.name == SPREAD else plain(column)
        if text is not None:
            names.append(field.name)
            columns.append(text)
    return pa.RecordBatch.from_arrays(columns, names=names)


def header(schema):
    """The heading line of what :func:`plain_batch` makes of rows of that schema."""
    import io

    import pyarrow.csv

    empty = pa.RecordBatch.from_arrays([pa.array([], type=field.type) for field in schema], schema=schema)
    sink = io.BytesIO()
    pyarrow.csv.write_csv(pa.Table.from_batches([plain_batch(empty)]), sink)
    return sink.getvalue()


def spread(batch, column, key):
    """The batch with a number by row that says where it goes: a keyed hash of a column's text, so that equal ones go together."""
    texts = plain(batch.column(batch.schema.get_field_index(column))).cast(pa.string()).dictionary_encode()
    hashes = [
        int.from_bytes(hashlib.blake2b((text or "").encode(), key=key, digest_size=8).digest(), "little", signed=True)
        for text in texts.dictionary.to_pylist()
    ]
    numbers = pa.array(hashes, type=pa.int64()).take(texts.indices) if hashes else pa.nulls(len(texts), pa.int64())
    return pa.RecordBatch.from_arrays(
        batch.columns + [pc.fill_null(numbers, 0)],
        schema=batch.schema.append(pa.field(SPREAD, pa.int64())))
