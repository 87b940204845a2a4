"""rutverk in QGIS."""


def classFactory(interface):
    """What QGIS calls to get the plugin."""
    from .plugin import RutverkPlugin

    return RutverkPlugin(interface)
