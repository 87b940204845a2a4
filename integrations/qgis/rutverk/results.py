"""Results opened in a project: with the style that their file holds, and all layers of a map in its order."""

import os
import zipfile
from xml.etree import ElementTree

from qgis.core import QgsProcessingLayerPostProcessorInterface, QgsProviderRegistry
from qgis.PyQt import sip

# The context of a run deletes its post-processors, one for each layer; until then they must not go.
_kept = []


def open_styled(paths, context):
    """Of the files that are to be opened when a run is over: each is styled, a map's layers are all opened."""
    _kept[:] = [styler for styler in _kept if not sip.isdeleted(styler)]
    details = context.layersToLoadOnCompletion()
    for path in paths:
        if path not in details:
            continue
        whole = details.pop(path)
        layers = map_layers(path) or [(path, whole.name)]
        opened = _Opened(len(layers))
        for height, (source, name) in enumerate(reversed(layers)):
            detail = type(whole)(name, whole.project, whole.outputName)
            detail.forceName = len(layers) > 1 or whole.forceName
            if hasattr(detail, "layerSortKey"):  # From 3.32 on; before, `_Opened` sorts.
                detail.layerSortKey = height
            _kept.append(_Styler(opened))
            detail.setPostProcessor(_kept[-1])
            details[source] = detail
    context.setLayersToLoadOnCompletion(details)


def map_layers(path):
    """Sources and names of a map's layers, the topmost first, as the project that is written beside it has them."""
    root, ending = os.path.splitext(path)
    project = root + ".qgz"
    if ending.lower() != ".gpkg" or not os.path.exists(project):
        return []
    try:
        with zipfile.ZipFile(project) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".qgs"))
            tree = ElementTree.fromstring(archive.read(name)).find("layer-tree-group")
        layers = [(entry.get("source"), entry.get("name")) for entry in tree.iter("layer-tree-layer")]
    except (OSError, zipfile.BadZipFile, StopIteration, ElementTree.ParseError, AttributeError):
        return []
    start = f"./{os.path.basename(path)}|layername="
    layers = [(source[len(start):], name) for source, name in layers if source.startswith(start)]
    # A project of an earlier file of this name tells of layers that are no more.
    present = {layer.name() for layer in QgsProviderRegistry.instance().querySublayers(path)}
    if not {layer for layer, _ in layers} <= present:
        return []
    return [(f"{path}|layername={layer}", name) for layer, name in layers]


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Processing opens layers without the style of their file; this gives it to one."""

    def __init__(self, opened):
        super().__init__()
        self._opened = opened

    def postProcessLayer(self, layer, context, feedback):
        layer.loadDefaultStyle()
        layer.triggerRepaint()
        is_sorted = hasattr(context.LayerDetails(), "layerSortKey")
        self._opened.add(layer, None if is_sorted else context.project())


class _Opened:
    """The layers of one file that are open so far, by identifier and source: a layer itself the project may remove."""

    def __init__(self, count):
        self._count = count
        self._layers = []

    def add(self, layer, project):
        self._layers.append((layer.id(), layer.source()))
        if project is not None and len(self._layers) == self._count:
            _sort(project.layerTreeRoot(), *zip(*self._layers))


def _sort(root, identifiers, sources):
    """Layers of one file in the order of its project, from where the topmost stands."""
    order = [source for source, _ in map_layers(sources[0].split("|")[0])]
    nodes = [root.findLayer(identifier) for identifier in identifiers]
    if not order or None in nodes or not set(sources) <= set(order):
        return
    parent = nodes[0].parent()
    top = min(parent.children().index(node) for node in nodes if node.parent() == parent)
    for _, node in sorted(zip(sources, nodes), key=lambda pair: order.index(pair[0]), reverse=True):
        parent.insertChildNode(top, node.clone())
        node.parent().removeChildNode(node)
