"""W3 by an expert: pyarrow reads into dictionary codes, numpy counts without hashing or sorting."""

import numpy as np
import pyarrow as pa
from pyarrow import compute, csv

from common import arguments, circle_shares, threads

SECONDS_A_DAY = 86_400


def codes(column: pa.ChunkedArray) -> tuple[np.ndarray, pa.Array]:
    """The codes of a dictionary column, -1 for null, and what they stand for."""
    chunks = [chunk.indices.fill_null(-1).to_numpy() for chunk in column.chunks]
    return np.concatenate(chunks), column.chunk(0).dictionary


def main() -> None:
    inputs, output = arguments(__doc__)
    pa.set_cpu_count(threads())
    stations, ids, station, area, share = circle_shares(inputs, segments=16)
    text = pa.dictionary(pa.int32(), pa.string())
    types = {"phone": text, "timestamp": pa.timestamp("s"), "station": text}
    events = csv.read_csv(
        inputs / "events.csv",
        read_options=csv.ReadOptions(block_size=16 << 20),
        convert_options=csv.ConvertOptions(column_types=types),
    ).unify_dictionaries()
    phone, phones = codes(events["phone"])
    place, places = codes(events["station"])
    seconds = events["timestamp"].cast(pa.int64()).to_numpy()
    day = (seconds // SECONDS_A_DAY).astype(np.int32)
    del events, seconds
    day -= day.min()
    # Which of the table's stations each code is; the last place is for events without a known station.
    known = compute.index_in(places, pa.array(stations)).fill_null(len(stations)).to_numpy()
    place = np.r_[known, len(stations)].astype(np.int32)[place]
    located = place < len(stations)
    phone, day, place = phone[located], day[located], place[located]

    days = int(day.max()) + 1
    key = phone.astype(np.int64) * days + day
    per_day = np.bincount(key, minlength=len(phones) * days)
    activity = np.bincount(place, weights=1 / per_day[key], minlength=len(stations))
    pressure = np.bincount(area, weights=share * activity[station], minlength=len(ids))

    near = np.zeros(len(stations), bool)
    near[station] = True
    met = near[place]
    seen = np.unique(phone[met].astype(np.int64) * len(stations) + place[met])
    seen_phone, seen_place = np.divmod(seen, len(stations))
    order = np.argsort(station, kind="stable")
    first, last = (np.searchsorted(station[order], seen_place, side=side) for side in ("left", "right"))
    count = last - first
    entry = np.repeat(first, count) + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    met_area = np.unique(area[order][entry].astype(np.int64) * len(phones) + np.repeat(seen_phone, count))
    unique = np.bincount(met_area // len(phones), minlength=len(ids))
    csv.write_csv(pa.table({"id": ids, "dygnsavtryck": pressure, "unique_phones": unique}), output)


if __name__ == "__main__":
    main()
