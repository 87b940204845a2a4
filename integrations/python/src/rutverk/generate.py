"""Make synthetic data: grids, areas, zones, stations, events, points, assessments.

Made by `generate` from `rutverk --experimental-dump-help`; not to be changed by hand.
"""

from __future__ import annotations

from typing import Literal, Optional

from ._run import Command
from ._run import run as _run
from ._types import Input, Output, Path, Progress, Result, Scalar


def grid(
    *,
    cells: Optional[Scalar] = None,
    null_share: Optional[float] = None,
    seed: Optional[int] = None,
    towns: Optional[int] = None,
    sweden: bool = False,
    people: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """A mixed grid: 250 m in towns, 1000 m outside, with the index's variables.

    The national means, spreads (within 5 %) and correlations (within 0.05) are those of the cells of at least
    20 inhabitants, weighted by people, the young as shares of the population: the cells that get an index. In
    smaller cells a share is of a few persons or households, so that over all cells the spread of single
    parents is some 17 % and that of youth some 29 % larger, and correlations with youth are weaker by up to
    0.2.

    Args:
        cells: Number of cells (default: 400,000 for Sweden, 4,500 a town otherwise).
        null_share: Share of cells that lack a variable. (default: 0.02)
        seed: The number that everything follows from. (default: 1)
        towns: Number of towns. (default: 1)
        sweden: The whole of Sweden, with 2,000 towns.
        people: Inhabitants of the world (default: as many as its towns have in Sweden).
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('generate', 'grid'), layer=True), locals())


def areas(
    *,
    count: Optional[int] = None,
    cells: Optional[Scalar] = None,
    special_shapes: bool = False,
    vertices: Optional[int] = None,
    seed: Optional[int] = None,
    towns: Optional[int] = None,
    sweden: bool = False,
    people: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """Areas like those that the police assesses, where living conditions are poor.


    Args:
        count: Number of areas. (default: 10)
        cells: Number of cells of the grid that they go with.
        special_shapes: One area with a hole, one of two parts, two that overlap, one across the grid's edge.
        vertices: Vertices of each outline. (default: 64)
        seed: The number that everything follows from. (default: 1)
        towns: Number of towns. (default: 1)
        sweden: The whole of Sweden, with 2,000 towns.
        people: Inhabitants of the world (default: as many as its towns have in Sweden).
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('generate', 'areas'), layer=True), locals())


def zones(
    *,
    count: Optional[int] = None,
    cells: Optional[Scalar] = None,
    vertices: Optional[int] = None,
    seed: Optional[int] = None,
    towns: Optional[int] = None,
    sweden: bool = False,
    people: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """Zones like DeSO that tile the world without gaps or overlaps.


    Args:
        count: Number of zones. (default: 100)
        cells: Number of cells of the grid that they go with.
        vertices: Vertices of each zone, about. (default: 400)
        seed: The number that everything follows from. (default: 1)
        towns: Number of towns. (default: 1)
        sweden: The whole of Sweden, with 2,000 towns.
        people: Inhabitants of the world (default: as many as its towns have in Sweden).
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('generate', 'zones'), layer=True), locals())


def stations(
    *,
    count: Optional[Scalar] = None,
    seed: Optional[int] = None,
    towns: Optional[int] = None,
    sweden: bool = False,
    people: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """Base stations, denser in towns: station, e, n in SWEREF 99 TM.


    Args:
        count: Number of stations (default: 20,000 for Sweden, 200 a town otherwise).
        seed: The number that everything follows from. (default: 1)
        towns: Number of towns. (default: 1)
        sweden: The whole of Sweden, with 2,000 towns.
        people: Inhabitants of the world (default: as many as its towns have in Sweden).
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('generate', 'stations'), layer=True), locals())


def events(
    *,
    count: Optional[int] = None,
    phones: Optional[Scalar] = None,
    stations: Optional[Scalar] = None,
    start: Optional[Scalar] = None,
    days: Optional[int] = None,
    unlocated_share: Optional[float] = None,
    order: Optional[Literal["time", "phone"]] = None,
    output: Optional[Output] = None,
    seed: Optional[int] = None,
    towns: Optional[int] = None,
    sweden: bool = False,
    people: Optional[Scalar] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """Phone activity at base stations, as CSV: phone, timestamp, station.

    The stations are those of `generate stations` with the same seed, world and number. Timestamps are local
    time.

    Args:
        count: Number of events. (default: 100000)
        phones: Number of phones (default: as many as have eight events a day).
        stations: Number of stations that they go with (default: that of generate stations).
        start: First day. (default: 2020-03-01)
        days: Number of days. (default: 30)
        unlocated_share: Share of events without a station, or with one that does not exist. (default: 0.02)
        order: Order of the events: time or phone. (default: time)
        output: Write the table to FILE.csv; - is standard output. Without it the table comes back in the
            result; with False none is made.
        seed: The number that everything follows from. (default: 1)
        towns: Number of towns. (default: 1)
        sweden: The whole of Sweden, with 2,000 towns.
        people: Inhabitants of the world (default: as many as its towns have in Sweden).
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('generate', 'events'), table=True), locals())


def points(
    *,
    count: Optional[int] = None,
    areas: Optional[Input] = None,
    area_share: Optional[float] = None,
    town_share: Optional[float] = None,
    unlocated_share: Optional[float] = None,
    start: Optional[Scalar] = None,
    days: Optional[int] = None,
    output: Optional[Output] = None,
    seed: Optional[int] = None,
    towns: Optional[int] = None,
    sweden: bool = False,
    people: Optional[Scalar] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """Incidents with places and times, as CSV: id, e, n, time, category.

    Places are in SWEREF 99 TM, denser in towns and in the areas given; times are local time.

    Args:
        count: Number of points. (default: 100000)
        areas: Areas in which more happens than elsewhere.
        area_share: Share of points in the areas. (default: 0.1)
        town_share: Share of points near towns. (default: 0.7)
        unlocated_share: Share of points without coordinates. (default: 0.01)
        start: First day. (default: 2019-01-01)
        days: Number of days. (default: 731)
        output: Write the table to FILE.csv; - is standard output. Without it the table comes back in the
            result; with False none is made.
        seed: The number that everything follows from. (default: 1)
        towns: Number of towns. (default: 1)
        sweden: The whole of Sweden, with 2,000 towns.
        people: Inhabitants of the world (default: as many as its towns have in Sweden).
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('generate', 'points'), inputs=('areas',), table=True), locals())


def assessments(
    *,
    areas: Input,
    output: Output,
    answers: Input,
    years: Optional[Scalar] = None,
    seed: Optional[int] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """Assessments of areas in several years, and answers to questions about them.

    The last year has the areas' own classes. Answers are in long form, one a row, on a scale from 1 to 5.

    Args:
        areas: The areas: a polygon layer in any format.
        output: Write the assessments to FILE, a layer in the format of its ending.
        answers: Write the answers to FILE.csv. True gives it back: `read('answers')` of the result.
        years: Years of the assessments, with commas between them. (default: 2017,2019,2021)
        seed: The number that everything follows from. (default: 1)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('generate', 'assessments'), inputs=('areas', 'answers'), back={'answers': '.csv'}), locals())


def report(
    *,
    output: Path,
    like: Optional[Literal["lagesbild-2021"]] = None,
    seed: Optional[int] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """A country with the figures of the police's report: areas, cells, stations and events.

    The 60 utsatta områden of 2019 have 13 % of the dygnsavtryck (22 × 43.1, 10 × 30.4 and 28 × 23.0 of
    14,550), 5 % of the people and 0.02 % of the ground; of 137 other reported areas 16 have no activity.
    Places and phones are made up, and the least of each class is a tenth of a phone-day or more. Nothing of
    it is data of the police.

    Args:
        output: Folder for omraden.geojson, rutor.csv, stationer.csv and handelser.csv.
        like: The report. (default: lagesbild-2021)
        seed: The number that places follow from. (default: 1)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('generate', 'report')), locals())
