"""A command's options as parameters of Processing, and their values as words of a command line."""

import os
from dataclasses import dataclass

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from . import handover, texts
from .handover import FileLayer, Snapshot, handed_over

# The map once more, beside its layers, which are what is opened.
PICTURE = "PICTURE"
# The years of layers that have none in a field.
YEARS = "YEARS"
_PICTURE_ENDINGS = ["png", "svg", "pdf", "html", "qgz", "tif"]


def declared(command):
    """The parameters: what must be given first, then other inputs, then the rest as the help has it, results last."""

    def rank(option):
        if option.kind.endswith("-out"):
            return 3
        return 0 if option.is_needed else 1 if option.kind in ("layer", "layers", "files") else 2

    for option in sorted((option for option in command.options if option.kind != "sublayer"), key=rank):
        parameter = _declared(option)
        parameter.setHelp(_help(option, command))
        if option.is_advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
        yield parameter
        if command.name == "map" and option.name == "output":
            picture = _file_out(PICTURE, texts.text("picture"), _PICTURE_ENDINGS, False)
            picture.setHelp(texts.text("picture_help"))
            yield picture
        if _is_by_year(option):
            years = QgsProcessingParameterString(YEARS, texts.text("years"), None, True, True)
            years.setHelp(texts.text("years_help"))
            yield years


def _is_by_year(option):
    return option.kind == "layers" and "YEAR=FILE" in option.help


def _help(option, command):
    words = [option.help]
    if option.kind == "lines":
        words.append(texts.text("a_line_each"))
    if option.kind == "file-out" and option.name == "output" and command.option("all"):
        words.append(texts.text("all_folder", all=texts.label(command.option("all"))))
    return " ".join(words)


def _declared(option):
    name, label = option.parameter, texts.label(option)
    is_optional = not option.is_needed
    if option.kind == "flag":
        return QgsProcessingParameterBoolean(name, label, False, True)
    if option.kind == "choice":
        default = texts.language() if option.name == "lang" else option.default or None
        return QgsProcessingParameterEnum(
            name, label, option.choices, option.is_repeated, default, is_optional, usesStaticStrings=True
        )
    if option.kind in ("integer", "number"):
        return _number(option, name, label, is_optional)
    if option.kind == "layer":
        is_polygons = "polygon layer" in option.help and "table" not in option.help
        kinds = [QgsProcessing.TypeVectorPolygon if is_polygons else QgsProcessing.TypeVector]
        return QgsProcessingParameterFeatureSource(name, label, kinds, None, is_optional)
    if option.kind in ("layers", "files"):
        kind = QgsProcessing.TypeVector if option.kind == "layers" else QgsProcessing.TypeFile
        return QgsProcessingParameterMultipleLayers(name, label, kind, None, is_optional)
    if option.kind == "field" and option.parent:
        parent = option.parent.upper().replace("-", "_")
        return QgsProcessingParameterField(
            name, label, None, parent, QgsProcessingParameterField.Any, option.is_repeated, is_optional
        )
    if option.kind in ("file", "folder"):
        behaviour = QgsProcessingParameterFile.File if option.kind == "file" else QgsProcessingParameterFile.Folder
        return QgsProcessingParameterFile(
            name, label, behaviour, "", option.default or None, is_optional, texts.text("all_files")
        )
    if option.kind == "crs":
        return QgsProcessingParameterCrs(name, label, None, is_optional)
    if option.kind == "extent":
        return QgsProcessingParameterExtent(name, label, None, is_optional)
    if option.kind == "layer-out":
        return QgsProcessingParameterVectorDestination(
            name, label, QgsProcessing.TypeVectorAnyGeometry, None, True, option.name == "output"
        )
    if option.kind == "file-out":
        return _file_out(name, label, option.endings, option.name == "output")
    return QgsProcessingParameterString(name, label, option.default or None, option.kind == "lines", is_optional)


def _number(option, name, label, is_optional):
    kind = QgsProcessingParameterNumber.Integer if option.kind == "integer" else QgsProcessingParameterNumber.Double
    parameter = QgsProcessingParameterNumber(name, label, kind, _number_of(option.default), is_optional)
    if option.least is not None:
        parameter.setMinimum(option.least)
    if option.most is not None:
        parameter.setMaximum(option.most)
    return parameter


def _number_of(text):
    if not text:
        return None
    return float(text) if "." in text else int(text)


def _file_out(name, label, endings, is_made):
    pattern = ";;".join(f"{ending.upper()} (*.{ending})" for ending in endings)
    return QgsProcessingParameterFileDestination(name, label, pattern, None, True, is_made)


class Words:
    """The words of a command line, from parameters' values. Made on the main thread; layers that have no file are
    `Snapshot`s among `words` until they are written."""

    def __init__(self, algorithm, command, parameters, context):
        self._algorithm, self._parameters, self._context = algorithm, parameters, context
        self.results = {}
        self.words = []
        # Paths of what was written for the run alone.
        self.written = []
        positionals = []
        for option in command.options:
            if option.kind == "sublayer" or (self._is_absent(option.parameter) and not option.kind.endswith("-out")):
                continue
            for start, value in self._by_year(option, self._values(option)):
                if isinstance(value, FileLayer):
                    self._name_layer(option, command, value)
                    value = value.path
                if option.is_positional:
                    positionals.append(_Word(start, value))
                else:
                    self.words.append(_Word(f"--{option.name}", value, option.is_secret))
        if command.name == "map":
            path = algorithm.parameterAsFileOutput(parameters, PICTURE, context)
            if path:
                self.words.append(_Word("--output", path))
                self.results[PICTURE] = path
        self.words += positionals

    def _by_year(self, option, values):
        """Values with what stands before them and `=`: nothing, or the year of each."""
        if not _is_by_year(option) or self._is_absent(YEARS):
            return [("", value) for value in values]
        years = self._algorithm.parameterAsString(self._parameters, YEARS, self._context).split()
        if len(years) != len(values):
            raise QgsProcessingException(texts.text("years_differ", years=len(years), layers=len(values)))
        return zip(years, values)

    def _is_absent(self, name):
        value = self._given(name)
        return value is None or value == NULL or value == "" or value == []

    def _given(self, name):
        default = self._algorithm.parameterDefinition(name).defaultValue()
        return self._parameters.get(name, default)

    def _values(self, option):
        """Each value as a text, a `Snapshot`, a `FileLayer`, or True for a flag; none where it is the default."""
        algorithm, name, context = self._algorithm, option.parameter, self._context
        given = self._given(name)
        arguments = (self._parameters, name, context)
        if option.kind == "flag":
            return [True] if algorithm.parameterAsBool(*arguments) else []
        if option.kind == "layer":
            return [handed_over(given, context)]
        if option.kind == "layers":
            return self._layers(given)
        if option.kind == "files":
            return [os.path.abspath(path) for path in algorithm.parameterAsFileList(*arguments)]
        if option.kind == "choice":
            values = algorithm.parameterAsEnumStrings(*arguments)
            return [value for value in values if value and (value != option.default or option.name == "lang")]
        if option.kind == "integer":
            return _unless_default(algorithm.parameterAsInt(*arguments), option)
        if option.kind == "number":
            return _unless_default(algorithm.parameterAsDouble(*arguments), option)
        if option.kind == "field" and option.parent:
            # Fields are read as strings from 3.40 on.
            read = getattr(algorithm, "parameterAsStrings", None) or algorithm.parameterAsFields
            return [field for field in read(*arguments) if field]
        if option.kind == "crs":
            return [_system(algorithm.parameterAsCrs(*arguments))]
        if option.kind == "extent":
            box = algorithm.parameterAsExtent(*arguments, QgsCoordinateReferenceSystem("EPSG:3006"))
            return [f"{box.xMinimum()!r},{box.yMinimum()!r},{box.xMaximum()!r},{box.yMaximum()!r}"]
        if option.kind == "layer-out":
            return self._result(option, algorithm.parameterAsOutputLayer(*arguments))
        if option.kind == "file-out":
            path = algorithm.parameterAsFileOutput(*arguments)
            if path and option.name == "output" and self._parameters.get("ALL"):
                path = os.path.splitext(path)[0]
            return self._result(option, path)
        text = algorithm.parameterAsString(*arguments)
        if option.kind == "lines":
            return [line.strip() for line in text.splitlines() if line.strip() and text != option.default]
        return [text] if text and text != option.default else []

    def _layers(self, given):
        values = given if isinstance(given, (list, tuple)) else [given]
        layers = [handed_over(value, self._context) for value in values]
        # One option names the layer of all files: where they differ, they are handed over one by one.
        names = {layer.layer if isinstance(layer, FileLayer) else "" for layer in layers}
        if len(names) > 1:
            layers = [
                handed_over(value, self._context, is_file_enough=False) if getattr(layer, "layer", "") else layer
                for value, layer in zip(values, layers)
            ]
        return layers

    def _result(self, option, path):
        if not path:
            return []
        # QGIS goes on reading what it has open of a file that is replaced: old figures under the new file's name.
        open_layer = handover.layer_of_file(path, self._context.project())
        if open_layer:
            raise QgsProcessingException(texts.text("is_open", path=path, layer=open_layer))
        self.results[option.parameter] = path
        return [path]

    def _name_layer(self, option, command, file):
        if not file.layer:
            return
        named = command.option(f"{option.name}-layer") or command.option("layer")
        word = _Word(f"--{named.name}", file.layer) if named else None
        if word and word not in self.words:
            self.words.append(word)

    def write_layers(self, feedback):
        """Writes the layers that have no file."""
        for word in self.words:
            if isinstance(word.value, Snapshot):
                feedback.pushInfo(texts.text("handed_over", layer=word.value.name))
                word.value = word.value.write(feedback, self.written)

    def line(self, is_shown=False):
        """The words; secrets are left out of what is shown."""
        return [word.text(is_shown) for word in self.words]


@dataclass
class _Word:
    """An option, or a positional argument, with its value; True for a flag."""

    start: str
    value: object
    is_secret: bool = False

    def text(self, is_shown):
        if self.value is True:
            return self.start
        value = "…" if is_shown and self.is_secret else self.value
        return f"{self.start}={value}" if self.start else value


def _unless_default(value, option):
    if option.default and float(option.default) == value:
        return []
    return [str(int(value)) if float(value).is_integer() else repr(float(value))]


def _system(system):
    authority = system.authid()
    if authority and not authority.startswith("USER:"):
        return authority
    if not system.isValid():
        raise QgsProcessingException(system.toWkt())
    return system.toWkt()
