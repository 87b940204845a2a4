"""The provider: an algorithm for each of the program's commands."""

from qgis.core import QgsApplication, QgsMessageLog, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from . import commands, program, texts
from .algorithm import ICON, CommandAlgorithm

SETTING = "RUTVERK_PROGRAM"


class RutverkProvider(QgsProcessingProvider):
    """rutverk in the toolbox, models, batches and `qgis_process`."""

    def id(self):
        return "rutverk"

    def name(self):
        return "Rutverk"

    def longName(self):
        return "Rutverk"

    def icon(self):
        return QIcon(ICON)

    def svgIconPath(self):
        return ICON

    def supportedOutputVectorLayerExtensions(self):
        return ["gpkg", "geojson", "fgb", "shp", "csv", "xlsx", "ods", "tab", "mif"]

    def defaultVectorFileExtension(self, hasGeometry=True):
        return "gpkg"

    def supportsNonFileBasedOutput(self):
        return False

    def warningMessage(self):
        try:
            program.checked(self.program_path())
        except program.Missing as missing:
            return texts.text(missing.reason, **missing.values)
        except Exception as error:  # What is asked at start must not raise.
            return str(error)
        return ""

    def load(self):
        texts.set_language(_locale())
        _declare_setting()
        self.refreshAlgorithms()
        return True

    def unload(self):
        _forget_setting()

    def loadAlgorithms(self):
        for command in self._commands():
            self.addAlgorithm(CommandAlgorithm(command, self.program_path))

    def _commands(self):
        """As the program says, else as the plugin came."""
        try:
            return program.described(self.program_path())
        except program.Missing as missing:
            reason = texts.text(missing.reason, **missing.values)
        except Exception as error:  # Whatever it is: a plugin that raises at start takes the toolbox with it.
            reason = repr(error)
        QgsMessageLog.logMessage(f"{reason} {texts.text('stored_copy')}", "Rutverk")
        return commands.stored()

    @staticmethod
    def program_path():
        """The program's path as it is set, or ""."""
        try:
            from processing.core.ProcessingConfig import ProcessingConfig

            return str(ProcessingConfig.getSetting(SETTING) or "").strip()
        except Exception:  # Processing's Python part may be absent.
            return ""


def _locale():
    """What QGIS itself speaks: as its start, else the user's settings say."""
    application = QgsApplication.instance()
    spoken = application.translation() if hasattr(application, "translation") else ""
    return spoken if spoken not in ("", "C") else QgsApplication.locale()


def _declare_setting():
    try:
        from processing.core.ProcessingConfig import ProcessingConfig, Setting

        ProcessingConfig.settingIcons["Rutverk"] = QIcon(ICON)
        label = texts.text("program_setting")
        ProcessingConfig.addSetting(Setting("Rutverk", SETTING, label, "", valuetype=Setting.FILE))
        ProcessingConfig.readSettings()
    except Exception as error:
        QgsMessageLog.logMessage(repr(error), "Rutverk")


def _forget_setting():
    try:
        from processing.core.ProcessingConfig import ProcessingConfig

        ProcessingConfig.removeSetting(SETTING)
    except Exception as error:
        QgsMessageLog.logMessage(repr(error), "Rutverk")
