"""The commands of `rutverk`.

Made by `generate` from `rutverk --experimental-dump-help`; not to be changed by hand.
"""

from __future__ import annotations

from typing import Any, Literal, Mapping, Optional, Sequence, Union

from ._run import Command
from ._run import run as _run
from ._types import Input, Output, Path, Progress, Result, Scalar, Target

#: The version of the program that these functions are of.
VERSION = "0.1.0"

__all__ = [
    "index",
    "sensitivity",
    "overlay",
    "coverage",
    "footprint",
    "merge",
    "salt",
    "incidents",
    "compare",
    "change",
    "suggest",
    "hotspots",
    "map",
    "profile",
    "schema",
    "demo",
    "run",
]


def index(
    tables: Optional[Union[Input, Sequence[Input]]] = None,
    *,
    definition: Optional[Scalar] = None,
    drop: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    min_population: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    where: Optional[Scalar] = None,
    layer: Optional[Scalar] = None,
    input_crs: Optional[Scalar] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    reference: Optional[Union[Path, Mapping[str, Any]]] = None,
    print_definition: bool = False,
    min_count: Optional[int] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Compute the livsvillkor index of grid cells or zones.

    Tables are joined on the cell (Ruta code and size), or on --key for zones such as DeSO. Weights and
    formula are this project's own unless a definition file says otherwise; --print-definition writes one to
    start from.

    Args:
        tables: Tables of cells or zones: CSV, GeoPackage, Shapefile, XLSX …
        definition: Definition: a YAML file, or livsvillkor, scb, deso. (default: livsvillkor)
        drop: Leave a variable out. May be repeated.
        min_population: Least population of a unit that gets an index.
        key: Zones instead of cells: the field that names them, in every table.
        where: Take only rows that match, such as "desokod LIKE '20%'".
        layer: Layer of the input files, where they have several.
        input_crs: Coordinate system of zone polygons, in place of what the file says.
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        reference: Statistics (JSON) of an earlier run, whose means, spreads and bounds are used.
        print_definition: Print the definition as YAML and stop.
        min_count: Withhold counts of people or events from 1 to N - 1, and the figures that would give them
            away; status says which of the two (few_…, would_reveal). 0 is shown. (default: 0)
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('index',), positional=('tables',), inputs=('tables',), earlier=('reference',), layer=True, stats=True, stops=('print_definition',)), locals())


def sensitivity(
    tables: Union[Input, Sequence[Input]],
    *,
    definition: Optional[Scalar] = None,
    drop: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    min_population: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    where: Optional[Scalar] = None,
    layer: Optional[Scalar] = None,
    input_crs: Optional[Scalar] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    runs: Optional[int] = None,
    seed: Optional[int] = None,
    vary: Optional[Scalar] = None,
    weight_range: Optional[Scalar] = None,
    weight_draws: Optional[Literal["uniform", "dirichlet"]] = None,
    noise: Optional[Scalar] = None,
    draws: Optional[Union[Path, bool]] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Try what the index leaves open: how sure each unit's class is, and why.

    Makes the index again and again with other weights, noise on the counts, normalisations, averages and
    without single variables. Each unit gets the range of its percentile, its share of runs in each class, and
    how often it is in another class than the index' own (class_uncertain); the statistics say which choice
    the order depends on.

    Args:
        tables: Tables of cells or zones, as for index.
        definition: Definition: a YAML file, or livsvillkor, scb, deso. (default: livsvillkor)
        drop: Leave a variable out. May be repeated.
        min_population: Least population of a unit that gets an index.
        key: Zones instead of cells: the field that names them, in every table.
        where: Take only rows that match, such as "desokod LIKE '20%'".
        layer: Layer of the input files, where they have several.
        input_crs: Coordinate system of zone polygons, in place of what the file says.
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        runs: Runs. Effects of the sources need a multiple: with all five, 7168 give 1,024 rows. (default:
            1000)
        seed: The number that all draws follow from. (default: 1)
        vary: What varies, with commas between: weights, noise, method, aggregation, drop (default: all).
        weight_range: Factors between which weights vary, such as 0.5..1.5 (the default).
        weight_draws: How weights vary: uniform within --weight-range, or dirichlet (any shares alike).
            (default: uniform)
        noise: Largest noise on a count of people (default: 3).
        draws: Write each run's choices and what they gave to FILE, such as draws.csv. True gives it back:
            `read('draws')` of the result.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('sensitivity',), positional=('tables',), inputs=('tables',), back={'draws': '.csv'}, layer=True, stats=True), locals())


def overlay(
    *,
    cells: Input,
    areas: Input,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    cells_crs: Optional[Scalar] = None,
    population_field: Optional[Scalar] = None,
    coverage: Optional[Input] = None,
    red_class: Optional[Scalar] = None,
    ring_min: Optional[float] = None,
    ring_share: Optional[float] = None,
    min_count: Optional[int] = None,
    country_km2: Optional[float] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
    strict: bool = False,
    method: Optional[Literal["area", "centre"]] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Lay areas over cells, exactly: population, index and red cells of each area.

    Cells come from `rutverk index` or from any table with Ruta codes and a population. With --key zones such
    as DeSO take their place: polygons with figures, whose people are taken to live evenly over each zone.
    Each area's own figures ignore the others; classes, total and outside use an exclusive partition by
    severity, so that they sum to the whole.

    Args:
        cells: The cells: what `rutverk index` writes, or a table or layer with Ruta codes; with --key, a
            layer of zones.
        areas: The areas: a polygon layer in any format.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        key: Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.
        cells_crs: Coordinate system of the zones, in place of what the file says.
        population_field: Field with the cells' population (default: found by its usual names).
        coverage: Fractions made by `rutverk coverage`, used instead of cutting anew.
        red_class: The class that is red (default: the worst that the layer has).
        ring_min: Least number of children and youth (0–19) of a cell with a ring: a large group of them.
            (default: 100.0)
        ring_share: Least overcrowded share (0–1) of a cell with a ring; 0 asks for the number alone.
            (default: 0.2)
        min_count: Withhold counts of people or events from 1 to N - 1, and the figures that would give them
            away; status says which of the two (few_…, would_reveal). 0 is shown. (default: 0)
        country_km2: Area of the country in km², for share_of_country and outside. (default: 447425.0)
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
        strict: Refuse invalid polygons instead of repairing them.
        method: How cells are split: area (exact) or centre (whole cells by their centre, not exact).
            (default: area)
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('overlay',), inputs=('cells', 'coverage', 'areas'), layer=True, stats=True), locals())


def coverage(
    *,
    areas: Input,
    cells: Optional[Input] = None,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
    strict: bool = False,
    method: Optional[Literal["area", "centre"]] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Write how much of each cell lies in each area, as a table.

    The table has id, ruta, size_m, fraction and exclusive (the fraction within the exclusive partition).
    `rutverk overlay --coverage` takes it back, for many layers and years without cutting anew; for that make
    it without --cells, so that it serves any mix of cells, and let the output end with .coverage: not a table
    but a small file of the same fractions, taken up in less time than cutting takes.

    Args:
        areas: The areas: a polygon layer in any format.
        cells: Only the cells of this table or layer, with their own sizes.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
        strict: Refuse invalid polygons instead of repairing them.
        method: How cells are split: area (exact) or centre (whole cells by their centre, not exact).
            (default: area)
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('coverage',), inputs=('cells', 'areas'), layer=True, stats=True), locals())


def footprint(
    *,
    events: Union[Input, Sequence[Input]],
    areas: Input,
    stations: Optional[Input] = None,
    stations_crs: Optional[Scalar] = None,
    events_crs: Optional[Scalar] = None,
    radius: Optional[Union[float, Sequence[float]]] = None,
    ground_radius: bool = False,
    timezone: Optional[Scalar] = None,
    day_start: Optional[Scalar] = None,
    from_: Optional[Scalar] = None,
    to: Optional[Scalar] = None,
    period: Optional[Literal["day", "week"]] = None,
    series: Optional[Union[Path, bool]] = None,
    min_phones: Optional[int] = None,
    memory: Optional[Scalar] = None,
    phone_field: Optional[Scalar] = None,
    time_field: Optional[Scalar] = None,
    station_field: Optional[Scalar] = None,
    x_field: Optional[Scalar] = None,
    y_field: Optional[Scalar] = None,
    population_field: Optional[Scalar] = None,
    cells: Optional[Input] = None,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    cells_crs: Optional[Scalar] = None,
    cells_population_field: Optional[Scalar] = None,
    cell_size: Optional[Scalar] = None,
    country_population: Optional[Scalar] = None,
    country_km2: Optional[float] = None,
    partial: Optional[Path] = None,
    salt_file: Optional[Scalar] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
    strict: bool = False,
    valid_from_field: Optional[Scalar] = None,
    valid_to_field: Optional[Scalar] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Dygnsavtryck: how much phone activity falls in which areas.

    A phone active on a day leaves exactly 1 that day, split evenly over its events; an event leaves in an
    area the part of its circle around the base station that lies in it. No phone appears in any output or
    message.

    Args:
        events: Events: phone, timestamp and station, or lon, lat or e, n; CSV or Arrow, also .gz, .zst, or -
            for standard input, or any table that GDAL reads. May be repeated.
        areas: The areas: a polygon layer in any format.
        stations: Stations: station and lon, lat or e, n. Not needed where events have coordinates of their
            own.
        stations_crs: Coordinate system of the stations, in place of what their columns' names say.
        events_crs: Coordinate system of events with coordinates, in place of what their columns' names say.
        radius: Radius of the circles in metres. May be repeated; the first is the main result. (default:
            500.0)
        ground_radius: Take the radius as a length on the ground: scale it by the projection's point scale
            factor.
        timezone: Time zone in which days are counted. (default: Europe/Stockholm)
        day_start: When a day starts, HH:MM. (default: 00:00)
        from_: First day that counts, YYYY-MM-DD.
        to: Last day that counts, YYYY-MM-DD.
        period: Count by day or week too, for areas and classes.
        series: Write the figures by day or week to FILE, a row for each period and area or class. True gives
            it back: `read('series')` of the result.
        min_phones: Withhold figures that come from fewer phones, and those that would give them away.
            (default: 0)
        memory: Memory for distinct entries in MB before a temporary file is used (default: half of the
            machine's).
        phone_field: Column with the phone (default: found by its usual names).
        time_field: Column with the time (default: found by its usual names).
        station_field: Column with the station (default: found by its usual names).
        x_field: Column with the longitude or easting (default: lon, e, x and the like).
        y_field: Column with the latitude or northing (default: lat, n, y and the like).
        population_field: Field of the areas with their inhabitants.
        cells: Cells, or zones by --key, with inhabitants, laid over the areas exactly.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        key: Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.
        cells_crs: Coordinate system of the zones, in place of what the file says.
        cells_population_field: Population field of the cells (default: found by its usual names).
        cell_size: Side of the cells in metres, for tables that do not say.
        country_population: Inhabitants of the country, for shares of it (default: the sum of the cells').
        country_km2: Area of the country in km², for share_of_country and outside. (default: 447425.0)
        partial: Write a partial result to FILE, for `rutverk merge`; - is standard output. Phones stand in it
            as keyed hashes.
        salt_file: File with the secret that phones are keyed with, as `rutverk salt` makes it; the same for
            all parts, and kept as the phones themselves are. Needed by --partial.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
        strict: Refuse invalid polygons instead of repairing them.
        valid_from_field: Field of the areas with the first day on which an area holds: a date, or a year for
            its first day; empty: always so far. Each event then meets the areas of its own day.
        valid_to_field: Field of the areas with the last day on which an area holds: a date, or a year for its
            last day; empty: until further notice.
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('footprint',), inputs=('events', 'stations', 'cells', 'areas'), back={'series': '.csv'}, layer=True, stats=True), locals())


def merge(
    partials: Union[Scalar, Sequence[Scalar]],
    *,
    partial: Optional[Path] = None,
    series: Optional[Union[Path, bool]] = None,
    min_phones: Optional[int] = None,
    memory: Optional[Scalar] = None,
    cells: Optional[Input] = None,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    cells_crs: Optional[Scalar] = None,
    cells_population_field: Optional[Scalar] = None,
    cell_size: Optional[Scalar] = None,
    country_population: Optional[Scalar] = None,
    country_km2: Optional[float] = None,
    inputs: Optional[Scalar] = None,
    hotspots_output: Optional[Union[Path, bool]] = None,
    chart: Optional[Union[Path, Sequence[Path]]] = None,
    chart_area: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    table: Optional[Literal["tabell4", "tabell5", "tabell6"]] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Finish partial results of footprint or incidents: what one run over all their events would say.

    The parts must have been made with the same areas, radii, days and salt, or options of incidents. They may
    be cut in any way. Parts of footprint need no other file; those of incidents the files that they were made
    with but for the points.

    Args:
        partials: Partial results, as `footprint --partial` or `incidents --partial` writes them.
        partial: Write all parts as one partial result to FILE; - is standard output.
        series: Write the figures by day or week to FILE (parts of footprint, made with --period), or area ×
            category × period (of incidents). True gives it back: `read('series')` of the result.
        min_phones: Withhold figures that come from fewer phones, and those that would give them away.
            (default: 0)
        memory: Memory for distinct entries in MB before a temporary file is used (default: half of the
            machine's).
        cells: Cells, or zones by --key, with inhabitants, laid over the areas exactly.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        key: Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.
        cells_crs: Coordinate system of the zones, in place of what the file says.
        cells_population_field: Population field of the cells (default: found by its usual names).
        cell_size: Side of the cells in metres, for tables that do not say.
        country_population: Inhabitants of the country, for shares of it (default: the sum of the cells').
        country_km2: Area of the country in km², for share_of_country and outside. (default: 447425.0)
        inputs: Folder with the files that the parts were made with (default: where they stood).
        hotspots_output: Write the --hotspots squares of the parts to FILE, in the format of its ending. True
            gives it back: `read('hotspots_output')` of the result.
        chart: Draw the series as a line chart: FILE.svg, .png or .pdf. May be repeated.
        chart_area: An area of the chart, by identifier or name (default: those with most events). May be
            repeated.
        table: Show one table in the form of the police's report: tabell4, tabell5 or tabell6.
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('merge',), positional=('partials',), inputs=('cells',), back={'series': '.csv', 'hotspots_output': '.gpkg'}, layer=True, stats=True), locals())


def salt(
    *,
    output: Optional[Output] = None,
    lang: Optional[Literal["sv", "en"]] = None,
) -> Result:
    """Make a secret for partial results of footprint: 32 random bytes.

    All parts that shall merge need the same one (`footprint --partial FILE --salt-file SALT`). Whoever has it
    can find the phones behind a partial result, so keep it as you keep the phones, and not beside the partial
    results.

    Args:
        output: Write it to FILE, which only you can read and which must not be there yet (default: standard
            output).
        lang: Language of what people read: sv or en. (default: sv)
    """
    return _run(Command(('salt',), tells=False), locals())


def incidents(
    *,
    points: Optional[Input] = None,
    points_layer: Optional[Scalar] = None,
    points_where: Optional[Scalar] = None,
    points_crs: Optional[Scalar] = None,
    x_field: Optional[Scalar] = None,
    y_field: Optional[Scalar] = None,
    time_field: Optional[Scalar] = None,
    timezone: Optional[Scalar] = None,
    category_field: Optional[Scalar] = None,
    categories: Optional[Scalar] = None,
    link_field: Optional[Scalar] = None,
    counts: Optional[Input] = None,
    areas: Optional[Input] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
    strict: bool = False,
    valid_from_field: Optional[Scalar] = None,
    valid_to_field: Optional[Scalar] = None,
    period: Optional[Literal["year", "quarter", "month", "all"]] = None,
    from_: Optional[Scalar] = None,
    to: Optional[Scalar] = None,
    population_field: Optional[Scalar] = None,
    population: Optional[Input] = None,
    cells: Optional[Input] = None,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    cells_crs: Optional[Scalar] = None,
    cells_population_field: Optional[Scalar] = None,
    country_population: Optional[Scalar] = None,
    country_km2: Optional[float] = None,
    country_land_km2: Optional[float] = None,
    low_count: Optional[int] = None,
    min_count: Optional[int] = None,
    per: Optional[Literal[1000, 100000]] = None,
    exclude: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    hierarchy: Optional[Scalar] = None,
    parents: Optional[Input] = None,
    hotspots: Optional[int] = None,
    hotspots_output: Optional[Union[Path, bool]] = None,
    series: Optional[Union[Path, bool]] = None,
    peers_field: Optional[Scalar] = None,
    chart: Optional[Union[Path, Sequence[Path]]] = None,
    chart_area: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    trend: bool = False,
    hotspots_within: bool = False,
    units: bool = False,
    measure: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    partial: Optional[Path] = None,
    part: Optional[Scalar] = None,
    table: Optional[Literal["tabell4", "tabell5", "tabell6"]] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Count points in areas, by period and class: shares, rates, concentration.

    A point on a border is inside. Each area's own count ignores the other areas; classes and outside use an
    exclusive partition by severity, so that they sum to all. Every share stands beside its n, every rate
    beside its interval; a class has the rate of all its people and the mean of its areas' rates. A period
    that the events, or --from and --to, cut short is named with its months, and its rates are marked. Where
    no figure can be had it is null, and status says why.

    Args:
        points: The points: a table with lon, lat or e, n (CSV, also .gz, .zst, or - for standard input), or a
            point layer.
        points_layer: Layer of the points' file, where it has several.
        points_where: Take only points that match, such as "typ = 'Skottlossning'".
        points_crs: Coordinate system of the points, in place of what the file says.
        x_field: Column with the longitude or easting (default: lon, e, x and the like).
        y_field: Column with the latitude or northing (default: lat, n, y and the like).
        time_field: Column with the time (default: found by its usual names).
        timezone: Time zone of times without an offset, and of the calendar. (default: Europe/Stockholm)
        category_field: Column with the category; figures are given for each.
        categories: Groups of categories, from a YAML file; activity_driven marks offences that the police
            finds itself.
        link_field: Column with the identifier of the area that an event is linked to, without lying in it.
        counts: Counts in place of points: a table with period, class, count, and the country's total.
        areas: The areas: a polygon layer in any format.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
        strict: Refuse invalid polygons instead of repairing them.
        valid_from_field: Field of the areas with the first day on which an area holds: a date, or a year for
            its first day; empty: always so far. Each event then meets the areas of its own day.
        valid_to_field: Field of the areas with the last day on which an area holds: a date, or a year for its
            last day; empty: until further notice.
        period: Length of the periods: year, quarter, month or all (default: year where points have times).
        from_: First day that counts, YYYY-MM-DD.
        to: Last day that counts, YYYY-MM-DD.
        population_field: Field of the areas with their inhabitants.
        population: Table of inhabitants: id, period, population. Rows named riket are the country's.
        cells: Cells, or zones by --key, with inhabitants, laid over the areas exactly.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        key: Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.
        cells_crs: Coordinate system of the zones, in place of what the file says.
        cells_population_field: Population field of the cells (default: found by its usual names).
        country_population: Inhabitants of the country, for its share and the rate of the rest.
        country_km2: Area of the country in km², for share_of_country and outside. (default: 447425.0)
        country_land_km2: Area of the country's land in km², for the distance between its inhabitants.
            (default: 407160.0)
        low_count: Counts below this are marked. (default: 20)
        min_count: Withhold counts of people or events from 1 to N - 1, and the figures that would give them
            away; status says which of the two (few_…, would_reveal). 0 is shown. (default: 0)
        per: Tables show rates per 1000 or 100000 inhabitants; files have both. (default: 1000)
        exclude: The areas with this identifier are left out as by --where: of classes, ground and people. May
            be repeated.
        hierarchy: Fields of the areas that name the units above them, the lowest level first: LPO,REGION.
        parents: A polygon layer of units above the areas: police districts, municipalities.
        hotspots: Show this many squares of 250 m with most events. (default: 0)
        hotspots_output: Write those squares to FILE, in the format of its ending. True gives it back:
            `read('hotspots_output')` of the result.
        series: Write area × category × period to FILE, with the rates of the unit above (--parents, else
            --hierarchy), of the areas' likes (--peers-field) and of the country beside each area's own. True
            gives it back: `read('series')` of the result.
        peers_field: Field of the areas: those with the same value are alike.
        chart: Draw the series as a line chart: FILE.svg, .png or .pdf, a panel for each area (and category),
            with the rates of the unit above, of likes and of the country beside it. May be repeated.
        chart_area: An area of the chart, by identifier or name (default: those with most events). May be
            repeated.
        trend: Estimate each area's trend per year and its season, by month or quarter as --period says
            (Poisson regression).
        hotspots_within: Show the --hotspots squares of each area and period too, and how many were so the
            period before.
        units: Compare the units of --parents that have areas with those that have none: rates, and each
            --measure.
        measure: Field of the --parents layer that is compared so. May be repeated; it asks for --units.
        partial: Write a partial result to FILE, for `rutverk merge`; - is standard output. Series, charts,
            hot spots and tables are then asked of merge.
        part: What this part is called: parts that count the same are the same part unless their names differ.
        table: Show one table in the form of the police's report: tabell4, tabell5 or tabell6.
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('incidents',), inputs=('points', 'counts', 'areas', 'population', 'cells', 'parents'), back={'hotspots_output': '.gpkg', 'series': '.csv'}, layer=True, stats=True), locals())


def compare(
    *,
    points: Optional[Input] = None,
    points_layer: Optional[Scalar] = None,
    points_where: Optional[Scalar] = None,
    points_crs: Optional[Scalar] = None,
    x_field: Optional[Scalar] = None,
    y_field: Optional[Scalar] = None,
    time_field: Optional[Scalar] = None,
    timezone: Optional[Scalar] = None,
    category_field: Optional[Scalar] = None,
    categories: Optional[Scalar] = None,
    counts: Optional[Input] = None,
    areas: Optional[Input] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
    strict: bool = False,
    area: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    before: Optional[Scalar] = None,
    before_from: Optional[Scalar] = None,
    before_to: Optional[Scalar] = None,
    after: Optional[Scalar] = None,
    after_from: Optional[Scalar] = None,
    after_to: Optional[Scalar] = None,
    per_day: bool = False,
    control: Optional[Union[Literal["parent"], Sequence[Literal["parent"]]]] = None,
    parents: Optional[Input] = None,
    control_area: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    ring: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    correction: Optional[Literal["holm", "bh"]] = None,
    population_field: Optional[Scalar] = None,
    cells: Optional[Input] = None,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    cells_crs: Optional[Scalar] = None,
    cells_population_field: Optional[Scalar] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Points before and after, in areas and in their controls: relative change.

    Both windows must be the same days of the calendar, or as long as each other; --per-day lifts that. The
    control is the unit above less the area, or other areas; without one the change stands alone. The ratio
    says how much more the one changed than the other, and nothing about why. Where any count that a figure is
    made of is below 20, it is marked and its interval is exact (conditional on the totals); else log-normal.
    A ring stands beside: whether events moved there.

    Args:
        points: The points: a table with lon, lat or e, n (CSV, also .gz, .zst, or - for standard input), or a
            point layer.
        points_layer: Layer of the points' file, where it has several.
        points_where: Take only points that match, such as "typ = 'Skottlossning'".
        points_crs: Coordinate system of the points, in place of what the file says.
        x_field: Column with the longitude or easting (default: lon, e, x and the like).
        y_field: Column with the latitude or northing (default: lat, n, y and the like).
        time_field: Column with the time (default: found by its usual names).
        timezone: Time zone of times without an offset, and of the calendar. (default: Europe/Stockholm)
        category_field: Column with the category; figures are given for each.
        categories: Groups of categories, from a YAML file; activity_driven marks offences that the police
            finds itself.
        counts: Counts in place of points: a table with area_before, area_after and, for a control,
            control_before, control_after; or two or four numbers.
        areas: The areas: a polygon layer in any format.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
        strict: Refuse invalid polygons instead of repairing them.
        area: Compare the area of this identifier or name (default: all areas by class). May be repeated.
        before: The window before: FROM..TO, such as 2018-01-01..2018-12-31.
        before_from: First day of the window before, in place of --before.
        before_to: Last day of the window before.
        after: The window after: FROM..TO, such as 2018-01-01..2018-12-31.
        after_from: First day of the window after, in place of --after.
        after_to: Last day of the window after.
        per_day: Take counts per day, so that the windows may differ in length.
        control: parent: compare with the unit of --parents that holds the area, less the area.
        parents: A polygon layer of units above the areas: police districts, municipalities.
        control_area: Compare with the area of this identifier or name. Repeated: with all of them together.
        ring: Beside the control: whether events moved to what lies within so many metres of the areas, less
            all areas. May be repeated.
        correction: Correction of p values for the number of comparisons: holm, or bh (Benjamini-Hochberg).
            (default: holm)
        population_field: Field with the inhabitants of the areas, and of the units above them.
        cells: Cells, or zones by --key, with inhabitants, laid over the areas exactly.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        key: Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.
        cells_crs: Coordinate system of the zones, in place of what the file says.
        cells_population_field: Population field of the cells (default: found by its usual names).
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('compare',), inputs=('points', 'counts', 'areas', 'parents', 'cells'), layer=True, stats=True), locals())


def change(
    old: Input,
    new: Input,
    *,
    key: Optional[Scalar] = None,
    own_references: bool = False,
    old_reference: Optional[Union[Path, Mapping[str, Any]]] = None,
    new_reference: Optional[Union[Path, Mapping[str, Any]]] = None,
    old_layer: Optional[Scalar] = None,
    old_where: Optional[Scalar] = None,
    old_crs: Optional[Scalar] = None,
    new_layer: Optional[Scalar] = None,
    new_where: Optional[Scalar] = None,
    new_crs: Optional[Scalar] = None,
    areas: Optional[Input] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
    strict: bool = False,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Two vintages of the index: what changed, unit by unit and area by area.

    OLD and NEW are what `rutverk index` wrote. The index, percentiles and classes of two vintages compare
    only if both were made with one reference: make the new one with --reference and the old one's statistics.
    Layers tell their reference in the field reference; where one does not, its statistics do. Cells are
    joined by size and corner, zones by --key.

    Args:
        old: The old indexed layer: cells, or zones with --key.
        new: The new indexed layer.
        key: Zones instead of cells: the field that names them, in both layers.
        own_references: Each vintage has its own reference: percentiles alone are compared.
        old_reference: Statistics (JSON) of the run that made the old layer, which tell its reference.
        new_reference: Statistics (JSON) of the run that made the new layer.
        old_layer: Layer of the old units' file, where it has several.
        old_where: Take only old units that match.
        old_crs: Coordinate system of the old units, in place of what the file says.
        new_layer: Layer of the new units' file, where it has several.
        new_where: Take only new units that match.
        new_crs: Coordinate system of the new units, in place of what the file says.
        areas: Areas of which the change is told too: a polygon layer in any format.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
        strict: Refuse invalid polygons instead of repairing them.
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('change',), positional=('old', 'new'), inputs=('old', 'new', 'areas'), earlier=('old_reference', 'new_reference'), layer=True, stats=True), locals())


def suggest(
    *,
    cells: Input,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    cells_crs: Optional[Scalar] = None,
    population_field: Optional[Scalar] = None,
    min_percentile: Optional[float] = None,
    min_cells: Optional[int] = None,
    min_population: Optional[float] = None,
    min_unga: Optional[float] = None,
    contiguity: Optional[Literal["queen", "rook"]] = None,
    bridge: Optional[int] = None,
    assessed: Optional[Input] = None,
    draws: Optional[Scalar] = None,
    seed: Optional[int] = None,
    assessed_layer: Optional[Scalar] = None,
    assessed_where: Optional[Scalar] = None,
    assessed_crs: Optional[Scalar] = None,
    assessed_id_field: Optional[Scalar] = None,
    assessed_name_field: Optional[Scalar] = None,
    assessed_class_field: Optional[Scalar] = None,
    strict: bool = False,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Suggest ground to assess: contiguous cells with poor livsvillkor, beside what is assessed already.

    Cells (or zones, with --key) whose percentile is at least --min-percentile and that hang together are one
    suggestion. Its polygon follows the cells' edges. With --assessed the areas that were assessed already are
    held against them: how many of these the suggestions reach, for a ladder of thresholds, beside what as
    many inhabited cells drawn at random, and the most densely inhabited ones, would reach.
    A suggestion is a basis for assessment, never an assessment: the police's own rests on more than
    livsvillkor.

    Args:
        cells: The cells: what `rutverk index` writes, or a table or layer with Ruta codes; with --key, a
            layer of zones.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        key: Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.
        cells_crs: Coordinate system of the zones, in place of what the file says.
        population_field: Field with the cells' population (default: found by its usual names).
        min_percentile: Cells of at least this percentile are poor, 0 to 100. (default: 80.0)
        min_cells: A suggestion has at least so many cells. (default: 4)
        min_population: A suggestion has at least so many inhabitants. (default: 0.0)
        min_unga: A suggestion has at least so many children and youth 0–19. (default: 0.0)
        contiguity: What makes neighbours: queen (an edge or a corner in common) or rook (an edge). (default:
            queen)
        bridge: 1: groups with one of the smallest cells between them are one suggestion too; the gap is not
            part of it. (default: 0)
        assessed: Assessed areas, to hold the suggestions against: a polygon layer in any format.
        draws: Random choices to hold them beside (default: 200).
        seed: What decides the random choices. (default: 1)
        assessed_layer: Layer of the assessed areas' file, where it has several.
        assessed_where: Take only assessed areas that match.
        assessed_crs: Coordinate system of the assessed areas, in place of what the file says.
        assessed_id_field: Field with the assessed areas' identifiers (default: found by its usual names).
        assessed_name_field: Field with the assessed areas' names (default: found by its usual names).
        assessed_class_field: Field with the assessed areas' classes (default: found by its usual names).
        strict: Refuse invalid polygons instead of repairing them.
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('suggest',), inputs=('cells', 'assessed'), layer=True, stats=True), locals())


def hotspots(
    *,
    cells: Input,
    field: Scalar,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    cells_crs: Optional[Scalar] = None,
    exposure: Optional[Scalar] = None,
    statistic: Optional[Literal["gi", "moran", "both"]] = None,
    neighbours: Optional[Scalar] = None,
    permutations: Optional[int] = None,
    seed: Optional[Scalar] = None,
    fdr: Optional[float] = None,
    within: Optional[Input] = None,
    within_layer: Optional[Scalar] = None,
    within_where: Optional[Scalar] = None,
    within_crs: Optional[Scalar] = None,
    within_id_field: Optional[Scalar] = None,
    within_name_field: Optional[Scalar] = None,
    top: Optional[Scalar] = None,
    before: Optional[Scalar] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    output: Optional[Output] = None,
    crs: Optional[Scalar] = None,
    no_style: bool = False,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Find where high values lie together, and low ones: Gi*, local and global Moran.

    Each cell is compared with what chance would put around it: its neighbours' values are drawn anew from all
    others, p is two-sided, and Benjamini and Hochberg's correction allows for the many tests. Counts of
    events are compared as rates of people with --exposure. With equal weights Gi* and local Moran are one
    test by two names.

    Args:
        cells: The cells: what `rutverk index` writes, or a table or layer with Ruta codes; with --key, a
            layer of zones.
        field: The field whose values are compared: a number.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        key: Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.
        cells_crs: Coordinate system of the zones, in place of what the file says.
        exposure: The field that counts are related to, such as people: empirical Bayes rates are compared.
        statistic: Which local statistic is written: gi, moran or both. (default: both)
        neighbours: Neighbours: queen (a shared edge or corner), rook (a shared edge), or metres between
            centres. (default: queen)
        permutations: Permutations of each test; 0: by the normal distribution alone. p is never below 2/(N +
            1). (default: 999)
        seed: Seed of the permutations.
        fdr: Rate of false discoveries at which local Moran's classes are given and tests are counted.
            (default: 0.05)
        within: Areas, of each of which the cells with the highest values are listed in the statistics.
        within_layer: Layer of the areas' file, where it has several.
        within_where: Take only areas that match.
        within_crs: Coordinate system of the areas, in place of what the file says.
        within_id_field: Field with the areas' identifiers (default: found by its usual names).
        within_name_field: Field with the areas' names (default: found by its usual names).
        top: How many cells of each area of --within (default: 5).
        before: Field of the period before: how many of each area's highest cells were so then.
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        output: Write the layer to FILE, in the format of its ending; - is GeoJSON on standard output. May be
            repeated. Without it the layer comes back in the result; with False none is made.
        crs: Coordinate system of the outputs, such as EPSG:3006 (default: WGS 84 for GeoJSON, else
            EPSG:3006).
        no_style: Leave the style out with which a GeoPackage opens in QGIS.
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('hotspots',), inputs=('cells', 'within'), layer=True, stats=True), locals())


def map(
    *,
    cells: Optional[Input] = None,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    cells_crs: Optional[Scalar] = None,
    cells_class_field: Optional[Scalar] = None,
    class_count: Optional[Scalar] = None,
    areas: Optional[Input] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
    strict: bool = False,
    base: Optional[Input] = None,
    base_layer: Optional[Scalar] = None,
    base_where: Optional[Scalar] = None,
    base_crs: Optional[Scalar] = None,
    base_name_field: Optional[Scalar] = None,
    palette: Optional[Literal["livsvillkor", "viridis", "cividis", "blaorange", "bla", "gra"]] = None,
    aggregate: Optional[Scalar] = None,
    ring_min: Optional[float] = None,
    ring_share: Optional[float] = None,
    title: Optional[Scalar] = None,
    source: Optional[Scalar] = None,
    data_year: Optional[Scalar] = None,
    cells_stats: Optional[Scalar] = None,
    date: Optional[Scalar] = None,
    colour_by: Optional[Scalar] = None,
    colour_on: Optional[Literal["areas", "cells", "base"]] = None,
    classify: Optional[Literal["quantile", "jenks", "equal", "manual"]] = None,
    classes: Optional[Scalar] = None,
    breaks: Optional[Scalar] = None,
    size: Optional[Scalar] = None,
    landscape: bool = False,
    dpi: Optional[Scalar] = None,
    extent_area: Optional[Scalar] = None,
    extent_municipality: Optional[Scalar] = None,
    bbox: Optional[Scalar] = None,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    output: Optional[Output] = None,
    leaflet: Optional[Scalar] = None,
    stats: Optional[Target] = None,
    csv_style: Optional[Literal["plain", "excel-sv"]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """Draw cells, areas and rings as a map: PNG, SVG, PDF, a page (HTML), or layers that open drawn in QGIS.

    Cells in green (1, best) to red (the worst class of the layer's own), areas on top by their class, rings
    around cells with many children and youth of whom many live overcrowded. --base draws coast or
    municipalities under them. The scale is a round one; the scale bar is a length on the ground.
    A page (.html) is one file that works without a network: pan, zoom, search, and click on cells and areas
    for their figures: those of their layer (what overlay, footprint or incidents wrote), and of the cells in
    them. --size does not matter to it.
    Where cells are too small to be seen, they are gathered in larger squares (--aggregate): each shows the
    class of most people in it, the larger the more people live there; ground without people never counts
    against people. Overviews of rasters follow the same rule.
    --colour-by draws any other figure, of areas, cells or base, in classes whose bounds and numbers stand in
    the legend; no data and withheld are told apart.
    Text is pixels in PNG, outlines in SVG and embedded glyphs in PDF. The same input gives the same bytes:
    the date is what --date says, never the clock's.
    For QGIS: .gpkg is one GeoPackage with all layers and their styles, and a project (.qgz) beside it; .qgs
    or .qgz is the project, and the GeoPackage beside it; .tif is a raster of the classes with their colours,
    and one of the index (_index.tif); .geojson, .fgb, .shp and other formats of layers are the cells with a
    style (.qml) beside them.

    Args:
        cells: The cells: what `rutverk index` writes, or a table with Ruta codes and a class.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        key: Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.
        cells_crs: Coordinate system of the zones, in place of what the file says.
        cells_class_field: Field with the cells' class (default: class or klass).
        class_count: Classes of the cells' index, where the layer is a part without its worst (default: the
            worst class it has).
        areas: The areas: what `rutverk overlay` writes, or any polygon layer.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
        strict: Refuse invalid polygons instead of repairing them.
        base: Polygons under the map: coast, municipalities.
        base_layer: Layer of the base polygons' file, where it has several.
        base_where: Take only base polygons that match.
        base_crs: Coordinate system of the base polygons, in place of what the file says.
        base_name_field: Field with the base polygons' names (default: found by its usual names).
        palette: Colours of the classes: livsvillkor (green to red, darker the worse), viridis, cividis,
            blaorange, bla (light to dark blue), gra (print in black); all safe for colour blindness (default:
            livsvillkor; for a figure bla, or blaorange where it has a middle).
        aggregate: Squares that cells are gathered in where they are too small to be seen, each in the class
            of most people: auto, or their side in METRES; the smallest cells' own side for none. (default:
            auto)
        ring_min: Least number of children and youth (0–19) of a cell with a ring: a large group of them.
            (default: 100.0)
        ring_share: Least overcrowded share (0–1) of a cell with a ring; 0 asks for the number alone.
            (default: 0.2)
        title: Title; "" for none (default: a plain one).
        source: Where the data is from, for the foot of the map.
        data_year: Year of the cells' data, for the line that says what the map rests on.
        cells_stats: Statistics of the run that wrote the cells: definition and what was left out, for the
            same line.
        date: Date for the foot of the map, such as 2026-03-01; none is taken from the clock.
        colour_by: Colour by this field of numbers, or by gi_class or moran_class, in place of the index'
            class.
        colour_on: Whose field it is: areas, cells or base (default: the cells', where there are any, else the
            areas').
        classify: How its values fall into classes: quantile, jenks, equal, or manual with --breaks.
        classes: Number of its classes, 2 to 9 (default: 5; 6 where the figure has a middle).
        breaks: Bounds between its classes, ascending, such as 10,20,50.
        size: Size of the page: a5, a4, a3, a2, 210x297mm or 1600x1200px. (default: a4)
        landscape: Turn the page on its side.
        dpi: Pixels an inch (default: 300; 96 for a size in pixels).
        extent_area: Show this area, by identifier or name, and what lies around it.
        extent_municipality: Show this polygon of the base, by name: a municipality.
        bbox: Show west,south,east,north in SWEREF 99 TM or degrees (default: the cells).
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        output: Write the map to FILE.png, .svg, .pdf, .html, .gpkg, .qgs, .qgz, .tif … May be repeated.
        leaflet: Folder with leaflet.js and leaflet.css for a page (default: where the system keeps them).
        stats: Write the statistics to this .json or .csv too; with False there are none, and tables for
            people come back as text.
        csv_style: How .csv is written: plain, or excel-sv (byte order mark, semicolons, decimal commas).
            (default: plain)
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('map',), inputs=('cells', 'areas', 'base'), stats=True), locals())


def profile(
    *,
    cells: Input,
    areas: Input,
    area: Optional[Scalar] = None,
    all: bool = False,
    cells_layer: Optional[Scalar] = None,
    cells_where: Optional[Scalar] = None,
    key: Optional[Scalar] = None,
    cells_crs: Optional[Scalar] = None,
    population_field: Optional[Scalar] = None,
    definition: Optional[Scalar] = None,
    country_name: Optional[Scalar] = None,
    municipalities: Optional[Input] = None,
    municipalities_layer: Optional[Scalar] = None,
    municipalities_where: Optional[Scalar] = None,
    municipalities_crs: Optional[Scalar] = None,
    history: Optional[Input] = None,
    year_field: Optional[Scalar] = None,
    history_layer: Optional[Scalar] = None,
    history_where: Optional[Scalar] = None,
    history_crs: Optional[Scalar] = None,
    footprint: Optional[Input] = None,
    incidents: Optional[Union[Path, Mapping[str, Any]]] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
    strict: bool = False,
    delimiter: Optional[Scalar] = None,
    decimal: Optional[Literal["point", "comma"]] = None,
    encoding: Optional[Literal["utf8", "windows1252"]] = None,
    column: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    on_bad_row: Optional[Literal["stop", "skip"]] = None,
    anywhere: bool = False,
    cell_size: Optional[Scalar] = None,
    output: Optional[Output] = None,
    format: Optional[Union[Literal["md", "html", "json"], Sequence[Literal["md", "html", "json"]]]] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    input_limit: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    progress: Progress = None,
) -> Result:
    """One page about one area: population, variables, index, class history.

    Cells come from `rutverk index`. The page shows each variable beside the rest of the municipality and all
    cells, the spread of the index, what its difference from all cells consists of, and what other commands
    counted for the area. Formats by ending: .md, .html (one file, printable), .json. Without --output,
    Markdown on standard output.

    Args:
        cells: The cells: what `rutverk index` writes, or a table or layer with Ruta codes; with --key, a
            layer of zones.
        areas: The areas: a polygon layer in any format.
        area: The area: its identifier or name.
        all: A page about every area, into the folder that --output names.
        cells_layer: Layer of the cells' file, where it has several.
        cells_where: Take only cells that match, such as "population > 0".
        key: Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.
        cells_crs: Coordinate system of the zones, in place of what the file says.
        population_field: Field with the cells' population (default: found by its usual names).
        definition: The definition that the cells were indexed with: a YAML file, or livsvillkor, scb, deso
            (default: livsvillkor, with as many classes as the cells have).
        country_name: What all cells together are called, such as Sverige or Dalarna (default: all cells).
        municipalities: Municipalities: a polygon layer; the one that holds most of the area is compared with.
        municipalities_layer: Layer of the municipalities' file, where it has several.
        municipalities_where: Take only municipalities that match.
        municipalities_crs: Coordinate system of the municipalities, in place of what the file says.
        history: The areas of several years: a polygon layer with a field for the year.
        year_field: The history's field with the year (default: found by its usual names).
        history_layer: Layer of the earlier areas' file, where it has several.
        history_where: Take only earlier areas that match.
        history_crs: Coordinate system of the earlier areas, in place of what the file says.
        footprint: Dygnsavtryck: what `rutverk footprint` wrote, as a table, layer or statistics.
        incidents: Incidents: the statistics (JSON) of `rutverk incidents`.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
        strict: Refuse invalid polygons instead of repairing them.
        delimiter: Delimiter of CSV files: comma, semicolon, tab, or a character (default: found out).
        decimal: Decimal sign in CSV files: point or comma (default: found out).
        encoding: Encoding of CSV files: utf8 or windows1252 (default: found out).
        column: A column by its role, ROLE=COLUMN, such as percentile=pctl, where its heading is none that is
            known and no other option names it; --dry-run shows the roles. May be repeated.
        on_bad_row: What to do with a row that cannot be read: stop or skip (count and report). (default:
            stop)
        anywhere: Take places outside Sweden as meant: nothing is noted of them.
        cell_size: Side of the cells in metres, for tables that do not say.
        output: Write the page to FILE.md, FILE.html or FILE.json; with --all, a folder. May be repeated.
        format: With --all: md, html or json. May be repeated.
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        input_limit: Take more (or less) of inputs than usual: unpacked-mb, sheet-cells, nesting, vertices,
            json-vertices, rows, header-kb, row-mb, stacked-pairs, squares, raster-values, raster-cells.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('profile',), inputs=('cells', 'municipalities', 'history', 'footprint', 'areas'), earlier=('incidents',)), locals())


def schema(
    command: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    *,
    markdown: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
) -> Result:
    """Print the JSON Schema of a command's statistics.

    Statistics name theirs in the key schema, such as rutverk/overlay/2. The number rises with what breaks
    readers: a key that is gone, renamed, or means something else; new keys may come at any time.

    Args:
        command: The command, such as overlay or areas panel; without it the names of all are printed.
        markdown: All statistics as tables of keys, in Markdown: the reference in docs/fields.md.
        lang: Language of what people read: sv or en. (default: sv)
    """
    return _run(Command(('schema',), positional=('command',), tells=False), locals())


def demo(
    *,
    folder: Optional[Path] = None,
    sample: Optional[Scalar] = None,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """Index, overlay, footprint, map and profile of the bundled sample town; says where the results are.

    Args:
        folder: Folder for the results. (default: demo)
        sample: Folder that holds grids/ and shapes/ (default: found beside the program or here).
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('demo',)), locals())


def run(
    job: Scalar,
    *,
    set: Optional[Union[Scalar, Sequence[Scalar], Mapping[str, Scalar]]] = None,
    only: Optional[Union[Scalar, Sequence[Scalar]]] = None,
    force: bool = False,
    print: bool = False,
    threads: Optional[Scalar] = None,
    dry_run: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    lang: Optional[Literal["sv", "en"]] = None,
    progress: Progress = None,
) -> Result:
    """Run a job file: steps, each a command with its options; those that are up to date do not run again.

    A job is a YAML file: variables, and steps with a command and its options by their long names. All steps
    are checked before the first one runs. A step whose inputs, options, program and outputs are those of the
    last run is left alone; the record of the run (JOB.rutverk.json, or what the job calls it) tells. Paths
    are relative to the job file. The job lagesbild is built in: the whole report of the police's form, from
    the files named at its top.

    Args:
        job: The job: a YAML file, or lagesbild.
        set: NAME=VALUE: a variable of the job in place of the file's own value. May be repeated.
        only: Run this step alone; a name that for: made several of is all of them. May be repeated.
        force: Run steps that are up to date too.
        print: Print the built-in job and stop.
        threads: Number of threads (default: all). The result does not depend on it.
        dry_run: Read heads only and say what a run would do.
        quiet: Say nothing but errors: no notes, no progress, no tables.
        verbose: Show time and peak memory of each stage.
        lang: Language of what people read: sv or en. (default: sv)
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('run',), positional=('job',), stops=('print',)), locals())
