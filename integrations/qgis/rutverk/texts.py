"""The plugin's own texts, Swedish and English; what the program says of its options stays as it says it."""

_GET_SV = (
    "Hämta den med <code>make install</code> från rutverks källkod, eller ange dess sökväg under "
    "Inställningar › Alternativ › Processing › Leverantörer › Rutverk."
)
_GET_EN = (
    "Get it with <code>make install</code> from rutverk's source, or give its path in "
    "Settings › Options › Processing › Providers › Rutverk."
)

TEXTS = {
    "program_setting": ("Programmet rutverk (tomt: det som hittas)", "The program rutverk (empty: the one found)"),
    "no_program": (f"Programmet rutverk hittas inte. {_GET_SV}", f"The program rutverk is not found. {_GET_EN}"),
    "no_program_at": (
        "Det finns inget program på {path}. " + _GET_SV, "There is no program at {path}. " + _GET_EN,
    ),
    "other_program": (
        "{path} svarar inte som rutverk. " + _GET_SV, "{path} does not answer as rutverk does. " + _GET_EN,
    ),
    "old_program": (
        "{path} är rutverk {version}; insticksprogrammet behöver {least} eller senare. " + _GET_SV,
        "{path} is rutverk {version}; the plugin needs {least} or later. " + _GET_EN,
    ),
    "stored_copy": (
        "Programmet kunde inte tillfrågas; parametrarna är de som insticksprogrammet kom med.",
        "The program could not be asked; parameters are those that the plugin came with.",
    ),
    "stopped": ("Körningen avbröts.", "The run was cancelled."),
    "failed": ("rutverk avslutades med kod {code}.", "rutverk ended with code {code}."),
    "handed_over": ("Lagret {layer} lämnas över som fil.", "The layer {layer} is handed over as a file."),
    "no_layer": ("Lagret kan inte öppnas: {layer}", "The layer cannot be opened: {layer}"),
    "not_written": (
        "Lagret {layer} kan inte lämnas över: {reason}", "The layer {layer} cannot be handed over: {reason}",
    ),
    "is_open": (
        "{path} är öppen i projektet som {layer}: ta bort det lagret, eller välj en annan fil.",
        "{path} is open in the project as {layer}: remove that layer, or choose another file.",
    ),
    "all_files": ("Alla filer (*)", "All files (*)"),
    "years": ("Lagrens år", "Years of the layers"),
    "years_help": (
        "Ett år per rad, i lagrens ordning, där inget fält har dem.",
        "A year on each line, in the order of the layers, where no field has them.",
    ),
    "years_differ": ("{years} år för {layers} lager.", "{years} years for {layers} layers."),
    "a_line_each": ("Ett värde per rad.", "A value on each line."),
    "all_folder": (
        "Med «{all}» blir resultatet en mapp med filens namn utan ändelse.",
        "With “{all}” the result is a folder with the file's name, without its ending.",
    ),
    "picture": ("Karta som bild, sida eller projekt", "Map as a picture, page or project"),
    "picture_help": (
        "Kartan en gång till: PNG, SVG, PDF, HTML, QGZ eller GeoTIFF.",
        "The map once more: PNG, SVG, PDF, HTML, QGZ or GeoTIFF.",
    ),
    "written": ("Skrivet till {path}", "Written to {path}"),
    "help_page": ("Alla val står på engelska i programmets hjälp.", "All options are in the program's help."),
}

# Names of algorithms, and of their groups. A command that is not here is called as it is typed.
COMMANDS = {
    "index": ("Livsvillkorsindex", "Livsvillkor index"),
    "sensitivity": ("Indexets osäkerhet", "Sensitivity of the index"),
    "change": ("Förändring mellan två årgångar", "Change between two vintages"),
    "hotspots": ("Anhopningar (Gi*, Moran)", "Hot spots (Gi*, Moran)"),
    "suggest": ("Föreslå mark att bedöma", "Suggest ground to assess"),
    "overlay": ("Områden över rutor", "Areas over cells"),
    "coverage": ("Täckningsgrader", "Coverage fractions"),
    "footprint": ("Dygnsavtryck i områden", "Phone activity in areas"),
    "merge": ("Slå ihop delresultat av dygnsavtryck", "Merge partial results of phone activity"),
    "incidents": ("Händelser i områden", "Incidents in areas"),
    "compare": ("Händelser före och efter", "Incidents before and after"),
    "map": ("Karta", "Map"),
    "profile": ("Områdesprofil", "Area profile"),
    "areas_validate": ("Kontrollera områden", "Check areas"),
    "areas_diff": ("Jämför två uppsättningar områden", "Compare two sets of areas"),
    "areas_panel": ("Områden år för år", "Areas year by year"),
    "areas_partition": ("Dela upp överlappande områden", "Partition overlapping areas"),
    "areas_equivalent": ("Kommuner lika stora som områdena", "Municipalities as large as the areas"),
    "areas_levels": ("Problemnivåer ur enkätsvar", "Problem levels from answers"),
}
GROUPS = {
    "cells": ("Rutor och index", "Cells and index"),
    "areas": ("Områden", "Areas"),
    "events": ("Händelser och telefoner", "Incidents and phones"),
    "maps": ("Kartor och sidor", "Maps and pages"),
}
GROUP_OF = {
    "index": "cells", "sensitivity": "cells", "change": "cells", "hotspots": "cells", "suggest": "cells",
    "footprint": "events", "merge": "events", "incidents": "events", "compare": "events",
    "map": "maps", "profile": "maps",
}

# Labels in Swedish, of what a dialog shows unfolded; English ones are the options' names.
LABELS = {
    "after": "Efter: FRÅN..TILL",
    "after-from": "Efter, första dag",
    "after-to": "Efter, sista dag",
    "against": "Jämför med området",
    "aggregate": "Samla rutor (auto eller m)",
    "all": "En sida om varje område",
    "answers": "Svar",
    "area": "Område",
    "areas": "Områden",
    "assessed": "Bedömda områden",
    "base": "Bakgrund (kust, kommuner)",
    "baseline-year": "Basår",
    "bbox": "Utsnitt",
    "before": "Före",
    "before-from": "Före, första dag",
    "before-to": "Före, sista dag",
    "border-tolerance": "Gränsers tolerans (m)",
    "breaks": "Klassgränser, 10,20,50",
    "bridge": "Överbrygga en ruta (0 eller 1)",
    "categories": "Brottsgrupper (YAML)",
    "category-field": "Fält med kategori",
    "cell-size": "Rutornas sida (m)",
    "cells": "Rutor",
    "cells-class-field": "Fält med rutornas klass",
    "cells-stats": "Rutornas statistik (JSON)",
    "chart": "Linjediagram",
    "chart-area": "Diagrammets områden",
    "class-count": "Antal klasser",
    "classes": "Antal klasser för måttet",
    "classify": "Klassindelning",
    "colour-by": "Färglägg efter fält",
    "colour-on": "Fältet är rutors, områdens eller bakgrundens",
    "contiguity": "Grannskap",
    "control": "Jämför med",
    "control-area": "Jämförelseområden",
    "correction": "Korrigering av p-värden",
    "country-name": "Namn på helheten",
    "country-population": "Landets befolkning",
    "counts": "Antal i stället för punkter",
    "coverage": "Täckningsgrader",
    "csv-style": "Hur CSV skrivs",
    "data-year": "Underlagets år",
    "date": "Datum",
    "day-start": "Dygnet börjar",
    "definition": "Definition",
    "dpi": "Punkter per tum",
    "draws": "Dragningar",
    "drop": "Utelämna variabler",
    "events": "Händelser",
    "exclude": "Utelämna områden",
    "exposure": "Sätt i relation till",
    "extent-area": "Visa området",
    "extent-municipality": "Visa kommunen",
    "fdr": "Andel falska fynd",
    "field": "Fält som jämförs",
    "footprint": "Dygnsavtryck",
    "format": "Format",
    "from": "Från och med",
    "gap-width": "Glipor smalare än (m)",
    "ground-radius": "Radien är en längd på marken",
    "hierarchy": "Fält med nivåer ovanför",
    "history": "Områdenas historia",
    "hotspots": "Antal rutor med mest",
    "hotspots-output": "Rutor med mest",
    "hotspots-within": "Rutor med mest inom varje område",
    "incidents": "Händelsestatistik (JSON)",
    "inputs": "Mapp med delarnas underlag",
    "key": "Zoner: fält med nyckel",
    "landscape": "Liggande",
    "layers": "Årgångar av områden",
    "limit": "Oförändrad nivå upp till",
    "link-field": "Fält med kopplat område",
    "match": "Para ihop efter",
    "max-size": "Kommuner i en grupp, högst",
    "measure": "Mått som jämförs",
    "method": "Metod",
    "min-border": "Gemensam gräns, minst (m)",
    "min-cells": "Rutor, minst",
    "min-count": "Dölj antal under",
    "min-percentile": "Percentil, minst",
    "min-phones": "Telefoner, minst",
    "min-population": "Befolkning, minst",
    "min-share": "Gemensam andel, minst",
    "min-unga": "Unga, minst",
    "municipalities": "Kommuner",
    "neighbours": "Grannar",
    "new": "Senare",
    "new-label": "De senare kallas",
    "new-reference": "Senare: statistik",
    "no-answer": "Räknas inte som svar",
    "no-style": "Utan stil",
    "noise": "Brus, högst",
    "old": "Tidigare",
    "old-label": "De tidigare kallas",
    "old-reference": "Tidigare: statistik",
    "output": "Resultat",
    "own-references": "Var sin referens",
    "palette": "Färger",
    "parents": "Enheter ovanför",
    "part": "Delens namn",
    "partial": "Delresultat",
    "partials": "Delresultat",
    "peers-field": "Fält med likars grupp",
    "per": "Per antal invånare",
    "per-day": "Per dag",
    "period": "Period",
    "permutations": "Permutationer",
    "points": "Punkter",
    "population": "Tabell med befolkning",
    "population-field": "Fält med befolkning",
    "questions": "Frågor",
    "radius": "Radier (m)",
    "rank-by": "Ordna efter yta",
    "red-class": "Röd klass",
    "reference": "Referens",
    "ring": "Ringar omkring (m)",
    "ring-min": "Ring: unga, minst",
    "ring-share": "Ring: trångboddhet, minst",
    "runs": "Körningar",
    "salt-file": "Fil med hemlighet",
    "seed": "Slumpfrö",
    "series": "Tidsserie",
    "share-of": "Svar som räknas",
    "shares": "Andelar i stället för nivåer",
    "size": "Sidans storlek",
    "source": "Källa",
    "stations": "Basstationer",
    "statistic": "Mått",
    "stats": "Statistik",
    "table": "Rapportens tabell",
    "tables": "Tabeller",
    "timezone": "Tidszon",
    "title": "Rubrik",
    "to": "Till och med",
    "top": "Rutor per område",
    "trend": "Trend och säsong",
    "unit-field": "Fält med enhet",
    "units": "Jämför enheter med och utan områden",
    "valid-from-field": "Fält: gäller från",
    "valid-to-field": "Fält: gäller till",
    "vary": "Varieras",
    "weight-draws": "Vikter dras",
    "weight-field": "Fält med vikt",
    "weight-range": "Vikter, spann",
    "within": "Inom",
    "x-field": "Fält med longitud eller easting",
    "y-field": "Fält med latitud eller northing",
    "year": "År",
}

_language = "en"


def set_language(locale):
    """Swedish for Swedish locales, such as `sv_SE`, else English."""
    global _language
    _language = "sv" if locale.lower().startswith("sv") else "en"


def language():
    """`sv` or `en`."""
    return _language


def _of(pair):
    return pair[0 if _language == "sv" else 1]


def text(key, **values):
    """A text by its key."""
    return _of(TEXTS[key]).format(**values)


def command_name(command):
    """What an algorithm is called."""
    return _of(COMMANDS[command.name]) if command.name in COMMANDS else " ".join(command.words)


def group(command):
    """The identifier and the name of the group that an algorithm is in."""
    key = GROUP_OF.get(command.name, "areas")
    return key, _of(GROUPS[key])


def label(option):
    """What a parameter is called."""
    return LABELS.get(option.name, option.label) if _language == "sv" else option.label
