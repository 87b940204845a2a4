#!/usr/bin/env python3
"""Opens what `rutverk map` wrote for QGIS in QGIS itself and says what it found.

Usage: check_map.py GEOPACKAGE PROJECT FOLDER EASTING NORTHING COLOUR

GEOPACKAGE  layers that must open with their own styles
PROJECT     a .qgs or .qgz that shows the same GeoPackage
FOLDER      where the drawings go: layers.png, project.png, layout.png, raster.png
EASTING … COLOUR  a place in a cell, SWEREF 99 TM, and the cell's colour, #rrggbb

Prints one JSON object; exits with 1 and says why when something is not as it should be. Needs python3-qgis (3.22 or later);
draws on no screen.
"""

import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402


class Wrong(Exception):
    """Something is not as it should be."""


def demand(condition, message):
    if not condition:
        raise Wrong(message)


def drawing(layers, extent, path, labels=True):
    """The layers as QGIS draws them, also as a file."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(900, 900))
    settings.setOutputDpi(96)
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setFlag(QgsMapSettings.DrawLabeling, labels)
    settings.setFlag(QgsMapSettings.Antialiasing, False)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    demand(not job.errors(), "drawing: " + "; ".join(e.message for e in job.errors()))
    image = job.renderedImage()
    demand(image.save(path), "no drawing at " + path)
    return image


def colours(image):
    return {image.pixel(x, y) & 0xFFFFFF for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}


def categories(layer):
    """Value, label and first colour of each category."""
    renderer = layer.renderer()
    if renderer.type() == "RuleRenderer":
        return [
            {
                "value": rule.filterExpression(),
                "label": rule.label(),
                "layers": [part.layerType() for part in rule.symbol().symbolLayers()],
            }
            for rule in renderer.rootRule().children()
        ]
    demand(renderer.type() == "categorizedSymbol", layer.name() + " is drawn as " + renderer.type())
    return [
        {
            "value": str(category.value()),
            "label": category.label(),
            "colour": category.symbol().symbolLayer(0).color().name(),
            "layers": [part.layerType() for part in category.symbol().symbolLayers()],
        }
        for category in renderer.categories()
    ]


def open_layers(path):
    """Every layer of the GeoPackage, opened as a user would by dropping the file on QGIS."""
    whole = QgsVectorLayer(path, "all", "ogr")
    names = [entry.split("!!::!!")[1] for entry in whole.dataProvider().subLayers()]
    layers = {}
    for name in [n for n in names if n != "layer_styles"]:
        layer = QgsVectorLayer(path + "|layername=" + name, name, "ogr")
        demand(layer.isValid(), "layer " + name + " is not valid")
        demand(layer.crs().authid() == "EPSG:3006", name + " is in " + layer.crs().authid())
        message, is_default = layer.loadDefaultStyle()
        demand(is_default, name + " has no default style: " + message)
        layers[name] = layer
    return layers


def check_layers(arguments, found):
    layers = open_layers(arguments.geopackage)
    found["layers"] = {name: layer.featureCount() for name, layer in layers.items()}
    cells = layers["rutor"]
    found["cells"] = categories(cells)
    if "omraden" in layers:
        found["areas"] = categories(layers["omraden"])
        demand(layers["omraden"].labelsEnabled(), "the areas have no names")
    e, n = arguments.easting, arguments.northing
    extent = QgsRectangle(e - 2000, n - 2000, e + 2000, n + 2000)
    image = drawing([cells], extent, arguments.folder + "/cell.png", labels=False)
    pixel = QColor(image.pixel(image.width() // 2, image.height() // 2)).name()
    demand(pixel == arguments.colour, "the cell is " + pixel + ", not " + arguments.colour)
    order = [layers[name] for name in ("omraden", "ringar", "rutor", "underlag") if name in layers]
    image = drawing(order, cells.extent(), arguments.folder + "/layers.png")
    demand(colours(image) != {0xFFFFFF}, "the drawing is blank")
    if layers.get("ringar") is not None and layers["ringar"].featureCount() > 0:
        ring = next(layers["ringar"].getFeatures()).geometry().asPoint()
        around = QgsRectangle(ring.x() - 3000, ring.y() - 3000, ring.x() + 3000, ring.y() + 3000)
        image = drawing([layers["ringar"]], around, arguments.folder + "/rings.png")
        demand(0x6A1B9A in {image.pixel(x, 450) & 0xFFFFFF for x in range(900)}, "no ring is drawn")


def check_project(arguments, found):
    project = QgsProject.instance()
    demand(project.read(arguments.project), "the project cannot be read: " + project.error())
    demand(project.crs().authid() == "EPSG:3006", "the project is in " + project.crs().authid())
    root = project.layerTreeRoot()
    order = root.layerOrder()
    for layer in order:
        demand(layer.isValid(), layer.name() + " is not valid: " + layer.source())
        demand(os.path.samefile(layer.source().split("|")[0], arguments.geopackage), layer.source())
    found["groups"] = [group.name() for group in root.children()]
    found["order"] = [layer.name() for layer in order]
    found["title"] = project.title()
    view = project.viewSettings().defaultViewExtent()
    demand(not view.isNull() and view.crs().authid() == "EPSG:3006", "the project shows no ground of its own at first")
    extent = QgsRectangle(view)
    found["view"] = [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()]
    found["project_categories"] = [
        len(categories(layer)) for layer in order if layer.renderer().type() != "singleSymbol"
    ]
    image = drawing(order, extent, arguments.folder + "/project.png")
    demand(colours(image) != {0xFFFFFF}, "the project's drawing is blank")
    layouts = project.layoutManager().printLayouts()
    demand(len(layouts) == 1, "there are %d layouts" % len(layouts))
    layout = layouts[0]
    kinds = (QgsLayoutItemMap, QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemScaleBar, QgsLayoutItemPicture)
    counts = {kind.__name__: sum(isinstance(item, kind) for item in layout.items()) for kind in kinds}
    demand(all(counts.values()), "the layout lacks " + ", ".join(k for k, v in counts.items() if not v))
    found["layout"] = counts
    found["labels"] = [item.text() for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]
    bar = next(item for item in layout.items() if isinstance(item, QgsLayoutItemScaleBar))
    demand(bar.linkedMap() is not None, "the scale bar belongs to no map")
    found["scale_bar"] = [bar.numberOfSegments(), bar.unitsPerSegment(), bar.unitLabel()]
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 100
    path = arguments.folder + "/layout.png"
    demand(QgsLayoutExporter(layout).exportToImage(path, settings) == QgsLayoutExporter.Success, "no layout drawn")


def check_raster(arguments, found):
    path = arguments.geopackage[: -len(".gpkg")] + ".tif"
    if not os.path.exists(path):
        return
    layer = QgsRasterLayer(path, "klass")
    demand(layer.isValid(), "the raster is not valid")
    demand(layer.renderer().type() == "paletted", "the raster is drawn as " + layer.renderer().type())
    e, n = arguments.easting, arguments.northing
    extent = QgsRectangle(e - 2000, n - 2000, e + 2000, n + 2000)
    image = drawing([layer], extent, arguments.folder + "/raster.png")
    pixel = QColor(image.pixel(image.width() // 2, image.height() // 2)).name()
    demand(pixel == arguments.colour, "the raster's cell is " + pixel + ", not " + arguments.colour)
    index = QgsRasterLayer(path[: -len(".tif")] + "_index.tif", "index")
    if index.isValid():
        value, is_known = index.dataProvider().sample(QgsPointXY(e, n), 1)
        found["index"] = round(value, 6) if is_known else None
    found["raster"] = {
        str(entry.value): entry.color.name() for entry in layer.renderer().classes() if entry.color.alpha() > 0
    }


class Arguments:
    """The command line."""

    def __init__(self, words):
        if len(words) != 6:
            raise Wrong(__doc__)
        self.geopackage, self.project, self.folder = words[:3]
        self.easting, self.northing, self.colour = float(words[3]), float(words[4]), words[5]


def main():
    found = {}
    status = 0
    application = QgsApplication([], False)
    application.initQgis()
    try:
        arguments = Arguments(sys.argv[1:])
        for check in (check_layers, check_project, check_raster):
            check(arguments, found)
    except Wrong as wrong:
        print("wrong: %s" % wrong, file=sys.stderr)
        status = 1
    print(json.dumps(found, ensure_ascii=False))
    sys.stdout.flush()
    sys.stderr.flush()
    # QGIS takes its objects down in an order of its own; Python's may crash after all is said.
    os._exit(status)


main()
