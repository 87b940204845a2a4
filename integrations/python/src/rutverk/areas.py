"""Sets of areas: check them, compare them over time, partition them, grade them.

Made by `generate` from `rutverk --experimental-dump-help`; not to be changed by hand.
"""

from __future__ import annotations

from typing import Any, Literal, Mapping, Optional, Sequence, Union

from ._run import Command
from ._run import run as _run
from ._types import Input, Output, Progress, Result, Scalar, Target


def validate(
    areas: Input,
    *,
    gap_width: Optional[float] = None,
    strict: bool = False,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
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
    """Find faults, overlaps, gaps, duplicates and missing classes in an area layer.

    The output is a layer of findings, each where it is. Findings are no error unless --strict is given.

    Args:
        areas: The areas: a polygon layer in any format.
        gap_width: Find gaps between areas that are narrower than so many metres; 0 looks for none. (default:
            1.0)
        strict: End with exit code 65 if there are findings; outputs are written all the same.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
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
    return _run(Command(('areas', 'validate'), positional=('areas',), inputs=('areas',), layer=True, stats=True), locals())


def diff(
    old: Input,
    new: Input,
    *,
    match: Optional[Scalar] = None,
    min_share: Optional[float] = None,
    old_layer: Optional[Scalar] = None,
    old_where: Optional[Scalar] = None,
    old_crs: Optional[Scalar] = None,
    old_id_field: Optional[Scalar] = None,
    old_name_field: Optional[Scalar] = None,
    old_class_field: Optional[Scalar] = None,
    old_label: Optional[Scalar] = None,
    new_layer: Optional[Scalar] = None,
    new_where: Optional[Scalar] = None,
    new_crs: Optional[Scalar] = None,
    new_id_field: Optional[Scalar] = None,
    new_name_field: Optional[Scalar] = None,
    new_class_field: Optional[Scalar] = None,
    new_label: Optional[Scalar] = None,
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
    """What was added, removed and reclassified between two sets, and which borders moved.

    Layers of polygons, or plain tables with a name and a class. The output has every area of either set,
    those that were removed with their old outline.

    Args:
        old: The earlier areas: a polygon layer or a table.
        new: The later areas: a polygon layer or a table.
        match: What areas are matched by, in this order: id, name, overlap. (default: id,name,overlap)
        min_share: Least share of their union that areas matched by overlap have in common, 0 to 1. (default:
            0.5)
        old_layer: Layer of the earlier areas' file, where it has several.
        old_where: Take only earlier areas that match, such as "year = 2019".
        old_crs: Coordinate system of the earlier areas, in place of what the file says.
        old_id_field: Field with the earlier areas' identifiers (default: found by its usual names).
        old_name_field: Field with the earlier areas' names (default: found by its usual names).
        old_class_field: Field with the earlier areas' classes (default: found by its usual names).
        old_label: What tables call the earlier areas (default: a year in their filter or file name).
        new_layer: Layer of the later areas' file, where it has several.
        new_where: Take only later areas that match, such as "year = 2021".
        new_crs: Coordinate system of the later areas, in place of what the file says.
        new_id_field: Field with the later areas' identifiers (default: found by its usual names).
        new_name_field: Field with the later areas' names (default: found by its usual names).
        new_class_field: Field with the later areas' classes (default: found by its usual names).
        new_label: What tables call the later areas (default: a year in their filter or file name).
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
    return _run(Command(('areas', 'diff'), positional=('old', 'new'), inputs=('old', 'new'), layer=True, stats=True), locals())


def panel(
    layers: Union[Input, Sequence[Input], Mapping[Any, Input]],
    *,
    year_field: Optional[Scalar] = None,
    unit_field: Optional[Scalar] = None,
    match: Optional[Scalar] = None,
    min_share: Optional[float] = None,
    country_km2: Optional[float] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
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
    """Assessments of several years: numbers, ground, classes, how long listed, what changed.

    One layer with a column of years, or several layers; a layer without such a column is given with its year,
    2021=FILE. Areas are followed from year to year by identifier, name or ground. The output has one row an
    area and year, with the outline of that year; its valid_from and valid_to serve incidents and footprint.

    Args:
        layers: The assessments: polygon layers or tables, each FILE or YEAR=FILE.
        year_field: Column with the year of the assessment (default: found by its usual names).
        unit_field: Column with the unit that an area lies in (default: that of lokalpolisområden, if there is
            one).
        match: What areas are matched by, in this order: id, name, overlap. (default: id,name,overlap)
        min_share: Least share of their union that areas matched by overlap have in common, 0 to 1. (default:
            0.5)
        country_km2: Area of the country in km², for share_of_country and outside. (default: 447425.0)
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
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
    return _run(Command(('areas', 'panel'), positional=('layers',), inputs=('layers',), layer=True, stats=True), locals())


def partition(
    areas: Input,
    *,
    country_km2: Optional[float] = None,
    strict: bool = False,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
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
    """What each area keeps when every point belongs to its most severe class only.

    The pieces do not overlap, so classes and outside sum to the country.

    Args:
        areas: The areas: a polygon layer in any format.
        country_km2: Area of the country in km², for share_of_country and outside. (default: 447425.0)
        strict: Refuse invalid polygons instead of repairing them.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
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
    return _run(Command(('areas', 'partition'), positional=('areas',), inputs=('areas',), layer=True, stats=True), locals())


def equivalent(
    areas: Input,
    *,
    municipalities: Input,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    id_field: Optional[Scalar] = None,
    name_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
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
    municipalities_layer: Optional[Scalar] = None,
    municipalities_where: Optional[Scalar] = None,
    municipalities_crs: Optional[Scalar] = None,
    municipalities_id_field: Optional[Scalar] = None,
    municipalities_name_field: Optional[Scalar] = None,
    max_size: Optional[int] = None,
    within: Optional[float] = None,
    rank_by: Optional[Literal["ellipsoidal", "planar"]] = None,
    border_tolerance: Optional[float] = None,
    min_border: Optional[float] = None,
    strict: bool = False,
    progress: Progress = None,
) -> Result:
    """Which neighbouring municipalities together are about as large as the areas.

    Lists every group of municipalities that border on each other and whose surface misses that of the areas
    by at most --within per cent, the nearest first.

    Args:
        areas: The areas: a polygon layer in any format.
        municipalities: The municipalities: a polygon layer in any format.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2019".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        id_field: Field with the areas' identifiers (default: found by its usual names).
        name_field: Field with the areas' names (default: found by its usual names).
        class_field: Field with the areas' classes (default: found by its usual names).
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
        municipalities_layer: Layer of the municipalities' file, where it has several.
        municipalities_where: Take only municipalities that match.
        municipalities_crs: Coordinate system of the municipalities, in place of what the file says.
        municipalities_id_field: Field with the municipalities' identifiers (default: found by its usual
            names).
        municipalities_name_field: Field with the municipalities' names (default: found by its usual names).
        max_size: Most municipalities in a group, 1 to 6. (default: 2)
        within: By how many per cent a group may miss; doubled until there is one. (default: 10.0)
        rank_by: Surface to rank by: ellipsoidal or planar. (default: ellipsoidal)
        border_tolerance: How many metres the two sides of a border may lie apart, as in simplified layers.
            (default: 50.0)
        min_border: Least length of a common border in metres; must be over twice the tolerance to leave out
            mere corners. (default: 200.0)
        strict: Refuse invalid polygons instead of repairing them.
        progress: True for tqdm, False for silence, or a function that takes each event (default: tqdm on a terminal).
    """
    return _run(Command(('areas', 'equivalent'), positional=('areas',), inputs=('areas', 'municipalities'), layer=True, stats=True), locals())


def levels(
    answers: Input,
    *,
    questions: Optional[Input] = None,
    year: Optional[Scalar] = None,
    baseline_year: Optional[Scalar] = None,
    limit: Optional[float] = None,
    shares: bool = False,
    share_of: Optional[Scalar] = None,
    no_answer: Optional[Scalar] = None,
    weight_field: Optional[Scalar] = None,
    against: Optional[Scalar] = None,
    answers_where: Optional[Scalar] = None,
    area_field: Optional[Scalar] = None,
    year_field: Optional[Scalar] = None,
    question_field: Optional[Scalar] = None,
    score_field: Optional[Scalar] = None,
    class_field: Optional[Scalar] = None,
    areas: Optional[Input] = None,
    areas_layer: Optional[Scalar] = None,
    areas_where: Optional[Scalar] = None,
    areas_crs: Optional[Scalar] = None,
    areas_id_field: Optional[Scalar] = None,
    areas_name_field: Optional[Scalar] = None,
    areas_class_field: Optional[Scalar] = None,
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
    """Problem levels, trends and counts per class from answers on a scale from 1 to 5.

    Answers in long form (area, year, question, score; delomrade and class if known) or in wide form (area,
    year, q1, q2, …). The level is the mean of the answers; the trend is positiv where it fell by more than
    --limit against the year before, negativ where it rose by more, else stabil.
    With --shares the answers are those of a survey, one row each (or one a respondent, q1, q2, …): the share
    that answered --share-of, by area and question, with Wilson's interval, and against an area with the two-
    proportion test.
    The file of questions is a table of question and delomrade, or YAML: Boendemiljö & säkerhet: [q1-q30].

    Args:
        answers: The answers: a table in any format.
        questions: Which question belongs to which delområde: a table, or YAML.
        year: The year to report (default: the latest). For a table without years, the year of all its
            answers.
        baseline_year: The year to compare with (default: the latest one before).
        limit: Up to which change a level counts as unchanged. (default: 0.2)
        shares: Give shares of a survey's answers in place of levels.
        share_of: The answers that are counted, with commas between them, such as 4,5.
        no_answer: Values that are no answer, with commas between them, such as 9,Vet ej; blank ones never
            are.
        weight_field: Column with the weight of the answers (default: all weigh the same).
        against: Compare with this area, by its identifier or name.
        answers_where: Take only rows of the answers that match.
        area_field: Column with the area's identifier or name (default: found by its usual names).
        year_field: Column with the year (default: found by its usual names).
        question_field: Column with the question, in long form (default: found by its usual names).
        score_field: Column with the score, in long form (default: found by its usual names).
        class_field: Column with the area's class (default: found by its usual names).
        areas: The areas: a polygon layer or a table; answers are joined by identifier or name.
        areas_layer: Layer of the areas' file, where it has several.
        areas_where: Take only areas that match, such as "year = 2021".
        areas_crs: Coordinate system of the areas, in place of what the file says.
        areas_id_field: Field with the areas' identifiers (default: found by its usual names).
        areas_name_field: Field with the areas' names (default: found by its usual names).
        areas_class_field: Field with the areas' classes (default: found by its usual names).
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
    return _run(Command(('areas', 'levels'), positional=('answers',), inputs=('answers', 'questions', 'areas'), layer=True, stats=True), locals())
