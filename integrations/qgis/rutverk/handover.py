"""Layers of QGIS as files that the program reads.

What lies in a file as QGIS shows it is handed over by its path. Layers in memory, in databases, filtered, being edited,
with joined or virtual fields, or given another coordinate system than their file says are written to a GeoPackage.
"""

import os
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit
from urllib.request import url2pathname

from qgis.core import (
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from . import texts

# Files of these have one layer only, whatever it is called.
_ONE_LAYER = {".csv", ".txt", ".tsv", ".geojson", ".json", ".fgb", ".shp", ".dbf", ".tab", ".mif"}


@dataclass
class FileLayer:
    """A layer of a file; `layer` is "" where the file has only one."""

    path: str
    layer: str = ""


class Snapshot:
    """What a layer holds now, to be written from any thread."""

    def __init__(self, layer, request):
        self.name = layer.name()
        self._source = QgsVectorLayerFeatureSource(layer)
        self._fields, self._system = layer.fields(), layer.crs()
        # Layers of polygons hold multipolygons too; those of points and tables are as they say.
        is_shape = layer.geometryType() in (QgsWkbTypes.LineGeometry, QgsWkbTypes.PolygonGeometry)
        self._type = QgsWkbTypes.multiType(layer.wkbType()) if is_shape else layer.wkbType()
        self._transforms = layer.transformContext()
        self._request = request

    def write(self, feedback, written):
        """The path of a new GeoPackage, which is also added to `written`, before anything can fail.

        :raises QgsProcessingException: where it cannot be written.
        """
        # Named as the layer, since names of files tell years, and stand in statistics.
        name = re.sub(r"[^\w-]+", "_", self.name) or "layer"
        path = QgsProcessingUtils.generateTempFilename(f"{name}.gpkg")
        written.append(path)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        options.layerName = "layer"
        # Names that fields of the layer do not have.
        options.layerOptions = ["FID=rutverk_fid", "GEOMETRY_NAME=rutverk_geom"]
        writer = QgsVectorFileWriter.create(path, self._fields, self._type, self._system, self._transforms, options)
        self._check(writer)
        for feature in self._source.getFeatures(self._request):
            if feedback.isCanceled():
                break
            if not writer.addFeature(feature, QgsFeatureSink.FastInsert):
                self._check(writer, True)
        writer.flushBuffer()
        self._check(writer)
        del writer
        return path

    def _check(self, writer, has_failed=False):
        if has_failed or writer.hasError() != QgsVectorFileWriter.NoError:
            raise QgsProcessingException(texts.text("not_written", layer=self.name, reason=writer.errorMessage()))


def handed_over(value, context, is_file_enough=True):
    """What a parameter's value is as a `FileLayer`, or the `Snapshot` that has to be written. For the main thread.

    `is_file_enough` false asks for a `Snapshot` in any case.

    :raises QgsProcessingException: where there is no such layer.
    """
    request, is_whole = QgsFeatureRequest(), is_file_enough
    only_selected = False
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        only_selected = value.selectedFeaturesOnly
        if value.featureLimit > 0:
            request.setLimit(value.featureLimit)
            is_whole = False
        if getattr(value, "filterExpression", ""):  # From 3.32 on.
            request.setFilterExpression(value.filterExpression)
            is_whole = False
        value = value.source
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext(), "")[0]
    layer = value
    if not isinstance(value, QgsVectorLayer):
        text = str(value)
        if is_whole and not only_selected and os.path.isfile(text):
            return FileLayer(os.path.abspath(text))
        layer = QgsProcessingUtils.mapLayerFromString(text, context)
        if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
            raise QgsProcessingException(texts.text("no_layer", layer=text))
    if only_selected:
        request.setFilterFids(layer.selectedFeatureIds())
        is_whole = False
    stored = _file_of(layer) if is_whole else None
    return stored or Snapshot(layer, request)


def layer_of_file(path, project):
    """The name of a layer of the project that is read from a file; "" where there is none."""
    layers = project.mapLayers().values() if project is not None else []
    for layer in layers:
        parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
        stored = parts.get("path")
        if stored and os.path.exists(stored) and os.path.exists(path) and os.path.samefile(stored, path):
            return layer.name()
    return ""


def _file_of(layer):
    """The file that holds just what the layer shows, or None."""
    provider = layer.dataProvider()
    if layer.subsetString() or layer.isModified() or layer.crs() != provider.crs():
        return None
    if layer.fields().names() != provider.fields().names():
        return None
    if layer.providerType() == "ogr":
        parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
        path = parts.get("path") or ""
        if parts.get("vsiPrefix") or parts.get("openOptions") or parts.get("layerId") not in (None, "", -1, 0):
            return None
        is_single = os.path.splitext(path)[1].lower() in _ONE_LAYER
        stored = FileLayer(os.path.abspath(path), "" if is_single else parts.get("layerName") or "")
    elif layer.providerType() == "delimitedtext":
        url = urlsplit(layer.source())
        query = {key.lower(): values[-1].lower() for key, values in parse_qs(url.query).items()}
        if "skiplines" in query or "subset" in query or query.get("useheader") == "no" or query.get("type") == "regexp":
            return None
        stored = FileLayer(url2pathname(url.path))
    else:
        return None
    return stored if os.path.isfile(stored.path) else None
