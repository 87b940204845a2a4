"""Layers handed over, results opened, models, runs that are stopped, and no program at all."""

import json
import os
import shutil
import tempfile
import threading
import time
import unittest

import world
from world import AREAS, CELLS, command_line

application, plugin = world.start()
import processing  # noqa: E402
from processing.gui.Postprocessing import handleAlgorithmResults  # noqa: E402
from qgis.core import (  # noqa: E402
    NULL,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant  # noqa: E402
from rutverk import handover, program, provider, results, texts  # noqa: E402

FOLDER = tempfile.mkdtemp()
INDEXED = os.path.join(FOLDER, "rutor.gpkg")


def path(name):
    return os.path.join(FOLDER, name)


def setUpModule():
    command_line("index", CELLS, "-o", INDEXED)


def tearDownModule():
    QgsProject.instance().clear()
    shutil.rmtree(FOLDER)


def figures(areas, **parameters):
    """Identifier → population, cells and mean index, by the algorithm."""
    processing.run("rutverk:overlay", dict({
        "CELLS": INDEXED, "AREAS": areas, "OUTPUT": path("ut.geojson")}, **parameters))
    return read(path("ut.geojson"))


def read(file):
    with open(file, encoding="utf-8") as opened:
        rows = [feature["properties"] for feature in json.load(opened)["features"]]
    return {row["id"]: (row["population"], row["cells"], row["index_mean"]) for row in rows}


def expected(*words):
    command_line("overlay", "--cells", INDEXED, "--areas", AREAS, "-o", path("ska.geojson"), *words)
    return read(path("ska.geojson"))


def in_memory():
    source = QgsVectorLayer(AREAS, "Områden 2021", "ogr")
    layer = source.materialize(QgsFeatureRequest())
    layer.setName("Områden 2021")
    QgsProject.instance().addMapLayer(layer)
    return layer


class LayerTests(unittest.TestCase):
    def test_memory_layer(self):
        self.assertEqual(figures(in_memory()), expected())

    def test_filtered_memory_layer(self):
        layer = in_memory()
        self.assertTrue(layer.setSubsetString("\"id\" IN ('UO-002', 'UO-005')"))
        self.assertEqual(layer.featureCount(), 2)
        self.assertEqual(figures(layer), expected("--areas-where", "id IN ('UO-002', 'UO-005')"))

    def test_filtered_file_layer(self):
        layer = QgsVectorLayer(AREAS, "areas", "ogr")
        layer.setSubsetString("id > 'UO-007'")
        QgsProject.instance().addMapLayer(layer)
        self.assertEqual(figures(layer.id()), expected("--areas-where", "id > 'UO-007'"))

    def test_selected_features_only(self):
        layer = QgsVectorLayer(AREAS, "areas", "ogr")
        QgsProject.instance().addMapLayer(layer)
        layer.selectByExpression("id = 'UO-003'")
        chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
        self.assertEqual(figures(chosen), expected("--areas-where", "id = 'UO-003'"))

    def test_first_features_only(self):
        chosen = QgsProcessingFeatureSourceDefinition(AREAS, False, 3)
        self.assertEqual(sorted(figures(chosen)), ["UO-001", "UO-002", "UO-003"])

    def test_unsaved_edits_are_seen(self):
        layer = in_memory()
        layer.startEditing()
        layer.deleteFeatures([feature.id() for feature in layer.getFeatures() if feature["id"] != "UO-004"])
        self.assertEqual(figures(layer), expected("--areas-where", "id = 'UO-004'"))

    def test_field_by_expression(self):
        layer = QgsVectorLayer(AREAS, "areas", "ogr")
        layer.addExpressionField("'X' || \"id\"", QgsField("nummer", QVariant.String))
        QgsProject.instance().addMapLayer(layer)
        self.assertIn("XUO-001", figures(layer, ID_FIELD="nummer"))

    def test_layer_with_a_field_called_fid(self):
        fields = "&".join(f"field={name}:string" for name in ("fid", "id", "geom"))
        layer = QgsVectorLayer(f"Polygon?crs=EPSG:3006&{fields}", "å/ä 1", "memory")
        first = next(QgsVectorLayer(AREAS, "areas", "ogr").getFeatures())
        shape = first.geometry()
        shape.transform(QgsCoordinateTransform(
            QgsCoordinateReferenceSystem("EPSG:4326"), layer.crs(), QgsProject.instance()))
        feature = QgsFeature(layer.fields())
        feature.setAttributes(["samma", "A", NULL])
        feature.setGeometry(shape)
        layer.dataProvider().addFeature(feature)
        self.assertEqual(list(figures(layer)), ["A"])

    def test_another_coordinate_system_than_the_file_says(self):
        wrong = path("fel.gpkg")
        command_line("areas", "partition", AREAS, "--crs", "EPSG:3006", "-o", path("ratt.gpkg"))
        layer = QgsVectorLayer(path("ratt.gpkg"), "areas", "ogr")
        layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        options = QgsVectorFileWriter.SaveVectorOptions()
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, wrong, QgsProject.instance().transformContext(), options)
        right = QgsVectorLayer(wrong, "areas", "ogr")
        self.assertEqual(right.crs().authid(), "EPSG:4326")
        right.setCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
        QgsProject.instance().addMapLayer(right)
        self.assertEqual(len(figures(right)), len(figures(path("ratt.gpkg"))))

    def test_files_are_handed_over_as_they_are(self):
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        self.assertEqual(handover.handed_over(AREAS, context), handover.FileLayer(AREAS))
        layer = QgsVectorLayer(f"{INDEXED}|layername=rutor", "rutor", "ogr")
        self.assertEqual(handover.handed_over(layer, context), handover.FileLayer(INDEXED, "rutor"))
        table = QgsVectorLayer(f"file://{CELLS}?type=csv&delimiter=,&geomType=none", "tabell", "delimitedtext")
        self.assertTrue(table.isValid())
        self.assertEqual(handover.handed_over(table, context), handover.FileLayer(CELLS))
        with self.assertRaises(QgsProcessingException):
            handover.handed_over("/does/not/exist.gpkg", context)

    def test_layer_is_named_where_a_file_has_several(self):
        processing.run("rutverk:map", {"CELLS": INDEXED, "AREAS": AREAS, "OUTPUT": path("karta.gpkg")})
        names = [layer.name() for layer in QgsProviderRegistry.instance().querySublayers(path("karta.gpkg"))]
        cells = next(name for name in names if name.lower().startswith(("rutor", "cells")))
        result = processing.run("rutverk:suggest", {
            "CELLS": f"{path('karta.gpkg')}|layername={cells}", "MIN_CELLS": 5, "OUTPUT": path("forslag.csv")})
        self.assertTrue(os.path.getsize(result["OUTPUT"]))

    def test_tables_of_several_kinds(self):
        filtered = f"file://{CELLS}?type=csv&delimiter=,&geomType=none&subset=population%3E200"
        table = QgsVectorLayer(filtered, "t", "delimitedtext")
        QgsProject.instance().addMapLayer(table)
        processing.run("rutverk:index", {"TABLES": [table], "OUTPUT": path("del.csv")})
        command_line("index", CELLS, "--where", "population > 200", "-o", path("ska.csv"))
        with open(path("del.csv"), encoding="utf-8") as one, open(path("ska.csv"), encoding="utf-8") as other:
            self.assertEqual(one.read(), other.read())

    def test_no_temporary_layer_is_left(self):
        kept = []
        original = handover.Snapshot.write

        def write(snapshot, feedback, written):
            kept.append(original(snapshot, feedback, written))
            return kept[-1]

        handover.Snapshot.write = write
        try:
            figures(in_memory())
        finally:
            handover.Snapshot.write = original
        self.assertEqual([os.path.basename(file) for file in kept], ["Områden_2021.gpkg"])
        self.assertFalse(any(os.path.exists(file) for file in kept))


class ResultTests(unittest.TestCase):
    def opened(self, algorithm, parameters):
        """The layers that Processing puts into a project, the topmost first."""
        QgsProject.instance().clear()
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
        context.setProject(QgsProject.instance())
        target = QgsProcessingOutputLayerDefinition(path("resultat.gpkg"), QgsProject.instance())
        made = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
        done, successful = made.run(dict(parameters, OUTPUT=target), context, feedback)
        self.assertTrue(successful, feedback.textLog())
        self.assertTrue(handleAlgorithmResults(made, context, feedback, parameters=done), feedback.textLog())
        return QgsProject.instance().layerTreeRoot().layerOrder()

    def test_each_layer_of_a_map_opens_styled_and_in_order(self):
        layers = self.opened("rutverk:map", {"CELLS": INDEXED, "AREAS": AREAS, "BASE": AREAS})
        names = [layer.source().split("=")[-1] for layer in layers]
        self.assertEqual(names, ["omraden", "ringar", "rutor", "underlag"])
        self.assertEqual([layer.renderer().type() for layer in layers[:3]],
                         ["categorizedSymbol", "singleSymbol", "categorizedSymbol"])
        self.assertNotEqual(layers[2].name(), "rutor")
        labels = [category.label() for category in layers[2].renderer().categories()]
        self.assertEqual(len(labels), 6, labels)

    def test_every_result_opens_styled(self):
        for algorithm, parameters, field in (
            ("index", {"TABLES": [CELLS]}, "class"),
            ("overlay", {"CELLS": INDEXED, "AREAS": AREAS}, "class"),
            ("change", {"OLD": INDEXED, "NEW": INDEXED}, "class_change"),
            ("hotspots", {"CELLS": INDEXED, "FIELD": "index", "PERMUTATIONS": 99}, "gi_class"),
            ("areas_partition", {"AREAS": AREAS}, "class"),
        ):
            with self.subTest(algorithm):
                layer, = self.opened(f"rutverk:{algorithm}", parameters)
                self.assertGreater(layer.featureCount(), 0)
                self.assertEqual(layer.renderer().type(), "categorizedSymbol")
                self.assertEqual(layer.renderer().classAttribute(), field)
                values = {str(category.value()) for category in layer.renderer().categories()}
                found = {str(feature[field]) for feature in layer.getFeatures() if feature[field] != NULL}
                self.assertTrue(found and found <= values, (found, values))
                self.assertNotEqual(layer.mapTipTemplate(), "")
                del layer

    def test_no_style_leaves_it_out(self):
        layer, = self.opened("rutverk:overlay", {"CELLS": INDEXED, "AREAS": AREAS, "NO_STYLE": True})
        self.assertEqual((layer.featureCount(), layer.renderer().type()), (10, "singleSymbol"))

    def test_a_file_that_is_open_is_not_written_over(self):
        self.opened("rutverk:overlay", {"CELLS": INDEXED, "AREAS": AREAS})
        feedback = QgsProcessingFeedback()
        with self.assertRaises(QgsProcessingException):
            processing.run("rutverk:overlay", {
                "CELLS": INDEXED, "AREAS": AREAS, "OUTPUT": path("resultat.gpkg")}, feedback=feedback)
        self.assertIn("is open in the project as", feedback.textLog())
        QgsProject.instance().clear()
        processing.run("rutverk:overlay", {"CELLS": INDEXED, "AREAS": AREAS, "OUTPUT": path("resultat.gpkg")})

    def test_what_is_no_project_beside_a_map_is_no_hindrance(self):
        shutil.copy(INDEXED, path("ensam.gpkg"))
        self.assertEqual(results.map_layers(path("ensam.gpkg")), [])
        with open(path("ensam.qgz"), "wb") as file:
            file.write(b"PK")
        self.assertEqual(results.map_layers(path("ensam.gpkg")), [])


class TaskTests(unittest.TestCase):
    """As a dialog runs an algorithm: prepared here, run on another thread."""

    def run_task(self, algorithm, parameters, stop_after=None):
        made = QgsApplication.processingRegistry().createAlgorithmById(algorithm)
        context, feedback, done = QgsProcessingContext(), QgsProcessingFeedback(), []
        context.setProject(QgsProject.instance())
        task = QgsProcessingAlgRunnerTask(made, parameters, context, feedback)
        task.executed.connect(lambda successful, results: done.append((successful, results)))
        QgsApplication.taskManager().addTask(task)
        begin = time.monotonic()
        while not done and time.monotonic() < begin + 60:
            QgsApplication.processEvents()
            if stop_after and time.monotonic() > begin + stop_after:
                task.cancel()
                stop_after, self.stopped = None, time.monotonic()
            time.sleep(0.01)
        return done[0]

    def test_filtered_memory_layer(self):
        layer = in_memory()
        layer.setSubsetString("\"id\" = 'UO-006'")
        successful, results = self.run_task("rutverk:overlay", {
            "CELLS": INDEXED, "AREAS": layer.id(), "OUTPUT": path("uppgift.geojson")})
        self.assertTrue(successful)
        self.assertEqual(read(results["OUTPUT"]), expected("--areas-where", "id = 'UO-006'"))

    def test_cancel(self):
        successful, _ = self.run_task("rutverk:sensitivity", {
            "TABLES": [CELLS], "RUNS": 65_535, "THREADS": 1, "OUTPUT": path("avbruten.gpkg")}, stop_after=0.7)
        self.assertFalse(successful)
        self.assertLess(time.monotonic() - self.stopped, 2)


class ModelTests(unittest.TestCase):
    def test_model_of_three_steps(self):
        model = QgsProcessingModelAlgorithm("trappa", "test")
        for name in ("rutor", "omraden"):
            model.addModelParameter(QgsProcessingParameterFeatureSource(name, name), QgsProcessingModelParameter(name))
        of_input = QgsProcessingModelChildParameterSource.fromModelParameter
        of_child = QgsProcessingModelChildParameterSource.fromChildOutput
        static = QgsProcessingModelChildParameterSource.fromStaticValue

        def child(identifier, algorithm, sources, output=None):
            step = QgsProcessingModelChildAlgorithm(f"rutverk:{algorithm}")
            step.setChildId(identifier)
            for name, source in sources.items():
                step.addParameterSources(name, [source])
            if output:
                result = QgsProcessingModelOutput(output, output)
                result.setChildId(identifier)
                result.setChildOutputName("OUTPUT")
                step.setModelOutputs({output: result})
            model.addChildAlgorithm(step)

        child("ett", "index", {"TABLES": of_input("rutor"), "MIN_POPULATION": static(30)})
        child("tva", "overlay", {"CELLS": of_child("ett", "OUTPUT"), "AREAS": of_input("omraden")})
        child("tre", "areas_partition", {"AREAS": of_child("tva", "OUTPUT"), "CRS": static("EPSG:3006")}, "klart")
        model.updateDestinationParameters()
        # Through a file, as a user keeps it.
        self.assertTrue(model.toFile(path("trappa.model3")))
        again = QgsProcessingModelAlgorithm()
        self.assertTrue(again.fromFile(path("trappa.model3")))
        again.initAlgorithm()
        result = processing.run(again, {"rutor": CELLS, "omraden": AREAS, "tre:klart": path("klart.geojson")})
        command_line("index", CELLS, "--min-population", "30", "-o", path("ett.gpkg"))
        command_line("overlay", "--cells", path("ett.gpkg"), "--areas", AREAS, "-o", path("tva.gpkg"))
        command_line("areas", "partition", path("tva.gpkg"), "--crs", "EPSG:3006", "-o", path("tre.geojson"))
        with open(result["tre:klart"], "rb") as one, open(path("tre.geojson"), "rb") as other:
            self.assertEqual(one.read(), other.read())


class StopTests(unittest.TestCase):
    def test_cancel_ends_the_program(self):
        feedback = QgsProcessingFeedback()
        started = []
        original = program.subprocess.Popen

        def popen(*arguments, **options):
            started.append(original(*arguments, **options))
            threading.Timer(0.7, cancel).start()
            return started[-1]

        def cancel():
            self.assertIsNone(started[0].poll(), "it had ended by itself")
            moments.append(time.monotonic())
            feedback.cancel()

        moments = []
        program.subprocess.Popen = popen
        try:
            with self.assertRaisesRegex(QgsProcessingException, texts.text("stopped")):
                processing.run("rutverk:sensitivity", {
                    "TABLES": [CELLS], "RUNS": 65_535, "THREADS": 1, "OUTPUT": path("avbruten.gpkg")},
                    feedback=feedback)
        finally:
            program.subprocess.Popen = original
        self.assertLess(time.monotonic() - moments[0], 2)
        self.assertIsNotNone(started[0].poll())
        self.assertFalse(os.path.exists(f"/proc/{started[0].pid}"))
        self.assertEqual([name for name in os.listdir(FOLDER) if "avbruten" in name], [])


class NoProgramTests(unittest.TestCase):
    def test_provider_loads_and_says_what_is_missing(self):
        from processing.core.ProcessingConfig import ProcessingConfig

        registry = QgsApplication.processingRegistry()
        loaded = registry.providerById("rutverk")
        before = {algorithm.name() for algorithm in loaded.algorithms()}
        gone = path("borta")
        with open(gone, "w", encoding="utf-8"):
            pass
        ProcessingConfig.setSettingValue(provider.SETTING, gone)
        os.remove(gone)
        try:
            loaded.refreshAlgorithms()
            self.assertEqual({algorithm.name() for algorithm in loaded.algorithms()}, before)
            can, message = registry.algorithmById("rutverk:overlay").canExecute()
            self.assertFalse(can)
            self.assertIn(gone, message)
            self.assertIn("make install", message)
            self.assertEqual(loaded.warningMessage(), message)
        finally:
            ProcessingConfig.setSettingValue(provider.SETTING, "")
            loaded.refreshAlgorithms()
        self.assertTrue(registry.algorithmById("rutverk:overlay").canExecute()[0])

    def test_both_languages(self):
        registry = QgsApplication.processingRegistry()
        loaded = registry.providerById("rutverk")
        try:
            texts.set_language("sv_SE")
            loaded.refreshAlgorithms()
            overlay = registry.algorithmById("rutverk:overlay")
            self.assertEqual((overlay.displayName(), overlay.group()), ("Områden över rutor", "Områden"))
            self.assertEqual(overlay.parameterDefinition("CELLS").description(), "Rutor")
            self.assertEqual(overlay.parameterDefinition("LANG").defaultValue(), "sv")
        finally:
            texts.set_language("en")
            loaded.refreshAlgorithms()
        overlay = registry.algorithmById("rutverk:overlay")
        self.assertEqual((overlay.displayName(), overlay.parameterDefinition("LANG").defaultValue()),
                         ("Areas over cells", "en"))

    def test_folded_parameters_and_bounds(self):
        overlay = QgsApplication.processingRegistry().algorithmById("rutverk:overlay")
        shown = {p.name() for p in overlay.parameterDefinitions() if not p.flags() & p.FlagAdvanced}
        self.assertEqual(shown & {"CELLS", "AREAS", "OUTPUT", "STATS", "RED_CLASS", "THREADS", "ID_FIELD", "CRS"},
                         {"CELLS", "AREAS", "OUTPUT", "STATS", "RED_CLASS"})
        share = overlay.parameterDefinition("RING_SHARE")
        self.assertEqual((share.minimum(), share.maximum(), share.defaultValue()), (0, 1, 0.2))
        with self.assertRaises(QgsProcessingException):
            figures(AREAS, RING_SHARE=1.5)
