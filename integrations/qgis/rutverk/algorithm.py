"""A command of rutverk as an algorithm of Processing."""

import html
import os

from qgis.core import QgsProcessingAlgorithm, QgsProcessingException
from qgis.PyQt.QtGui import QIcon

from . import parameters as parameter_module
from . import program, results, texts

ICON = os.path.join(os.path.dirname(__file__), "icon.svg")


class CommandAlgorithm(QgsProcessingAlgorithm):
    """Runs one command; `program_setting` gives the program's path as set, or ""."""

    def __init__(self, command, program_setting):
        super().__init__()
        self._command = command
        self._setting = program_setting
        self._program = ""
        self._words = None

    def createInstance(self):
        return CommandAlgorithm(self._command, self._setting)

    def name(self):
        return self._command.name

    def displayName(self):
        return texts.command_name(self._command)

    def group(self):
        return texts.group(self._command)[1]

    def groupId(self):
        return texts.group(self._command)[0]

    def icon(self):
        return QIcon(ICON)

    def svgIconPath(self):
        return ICON

    def tags(self):
        return ["rutverk"] + self._command.words

    def shortDescription(self):
        return self._command.help

    def shortHelpString(self):
        paragraphs = [self._command.help] + self._command.discussion.split("\n\n")
        body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs if text)
        options = "".join(
            f"<dt><b>{html.escape(texts.label(option))}</b></dt><dd>{html.escape(option.help)}</dd>"
            for option in self._command.options
            if option.kind != "sublayer" and not option.is_advanced
        )
        command = " ".join(self._command.words)
        return f"{body}<dl>{options}</dl><p>{texts.text('help_page')} rutverk {command} --help</p>"

    def initAlgorithm(self, configuration=None):
        for parameter in parameter_module.declared(self._command):
            self.addParameter(parameter)

    def canExecute(self):
        try:
            program.checked(self._setting())
        except program.Missing as missing:
            return False, texts.text(missing.reason, **missing.values)
        return True, ""

    def prepareAlgorithm(self, parameters, context, feedback):
        try:
            self._program = program.checked(self._setting())
        except program.Missing as missing:
            raise QgsProcessingException(texts.text(missing.reason, **missing.values)) from missing
        self._words = parameter_module.Words(self, self._command, parameters, context)
        return True

    def processAlgorithm(self, parameters, context, feedback):
        try:
            self._words.write_layers(feedback)
            tables = self._run(feedback)
        finally:
            for path in self._words.written:
                _remove(path)
        if tables.strip():
            feedback.pushConsoleInfo(tables.rstrip())
        for path in self._words.results.values():
            feedback.pushInfo(texts.text("written", path=path))
        results.open_styled(self._words.results.values(), context)
        return dict(self._words.results)

    def _run(self, feedback):
        start = [self._program] + self._command.words
        feedback.pushCommandInfo(" ".join(start + self._words.line(is_shown=True)))

        def report(event):
            if isinstance(event, program.Stage):
                feedback.setProgressText(event.name)
                if event.count > 0:
                    feedback.setProgress(100 * (event.number - 1) / event.count)
            else:
                feedback.pushInfo(event)

        try:
            return program.run(start + ["--progress=json"] + self._words.line(), feedback.isCanceled, report)
        except program.Stopped as stopped:
            raise QgsProcessingException(texts.text("stopped")) from stopped
        except program.Failed as failed:
            message = f"{texts.text('failed', code=failed.code)}\n{failed}"
            raise QgsProcessingException(message) from failed
        except OSError as error:
            raise QgsProcessingException(str(error)) from error


def _remove(path):
    for ending in ("", "-wal", "-shm", "-journal"):
        try:
            os.remove(path + ending)
        except OSError:
            pass
