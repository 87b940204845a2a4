"""The plugin: puts the provider into Processing."""

from qgis.core import QgsApplication

from .provider import RutverkProvider


class RutverkPlugin:
    """`interface` is None where there is no window, as in `qgis_process`."""

    def __init__(self, interface=None):
        self._interface = interface
        self._provider = None

    def initProcessing(self):
        self._provider = RutverkProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def initGui(self):
        self.initProcessing()

    def unload(self):
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
