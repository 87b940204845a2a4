import Cartography
import Core
import Geometry
import Reports

/// The page's data: one JSON object whose long columns are packed.
struct PageData {
  /// Vertices that a page may have, so that it stays small and smooth.
  private static let areaVertices = 160_000
  private static let zoneVertices = 400_000
  private static let baseVertices = 60_000
  /// What outlines are simplified by at least, metres: less cannot be seen at the page's largest scale.
  private static let tolerance = 2.0
  /// Seen where there is nothing to see: the country.
  private static let country = BoundingBox(minX: 265_000, minY: 6_130_000, maxX: 920_000, maxY: 7_680_000)

  let tree: JSONTree

  init(_ contents: PageContents) throws {
    let packing = try CellPacking(contents.cells)
    let box = contents.extent ?? Self.bounds(of: contents) ?? Self.country
    let origin = (e: OutlinePacking.metres(box.minX), n: OutlinePacking.metres(box.maxY))
    let areas = OutlinePacking(
      contents.areas.outlines, origin: origin, tolerance: Self.tolerance, limit: Self.areaVertices)
    let base = OutlinePacking(
      contents.base.outlines, origin: origin, tolerance: Self.tolerance, limit: Self.baseVertices)
    let zones = OutlinePacking(
      contents.cells.outlines, origin: origin, tolerance: Self.tolerance, limit: Self.zoneVertices)
    let words = PageWords(contents.language, areZones: !contents.cells.outlines.isEmpty)
    let notes =
      contents.notes
      + words.notes(
        zoneTolerance: contents.cells.outlines.isEmpty ? nil : zones.tolerance,
        areaTolerance: contents.areas.outlines.isEmpty ? nil : areas.tolerance,
        baseTolerance: contents.base.outlines.isEmpty ? nil : base.tolerance)
    tree = .members([
      "lang": .string(contents.language.rawValue), "title": .string(contents.title),
      "subtitle": .string(contents.subtitle), "accent": "#1d4f82",
      "origin": .array([.integer(origin.e), .integer(origin.n)]),
      "extent": .array([box.minX, box.minY, box.maxX, box.maxY].map { .number($0) }),
      "classes": .array(contents.classes.map(Self.tree)), "noClass": Self.tree(contents.noClass),
      "withheld": contents.withheld.map(Self.tree) ?? .null,
      "marks": .array(contents.cells.reasonLabels.map { .string($0) }),
      "cells": packing.tree(contents.cells, zones: contents.cells.outlines.isEmpty ? nil : zones),
      "cellsTitle": .string(contents.cellsTitle),
      "aggregate": Self.tree(contents.aggregation, sizes: packing.groups.map { Int32(clamping: $0.size) }.reversed()),
      "areas": Self.tree(contents.areas, outlines: areas),
      "base": .members([
        "outlines": base.tree, "names": .array(contents.base.names.map { .string($0) }),
        "land": .string(contents.base.land),
        "surroundings": .string(contents.base.surroundings), "border": .string(contents.base.border),
        "width": .number(contents.base.width),
      ]),
      "rings": contents.rings.map(packing.tree) ?? .null,
      "facts": .array(contents.facts.map { .array([.string($0.label), .string($0.text)]) }),
      "notes": .array(notes.map { .string($0) }), "words": words.tree,
    ])
  }

  /// How cells are gathered: widths in CSS pixels, sides in metres, sizes as (inhabitants per km², share of the side).
  private static func tree(_ aggregation: Aggregation, sizes: [Int32]) -> JSONTree {
    let fixed = if case .metres(let side) = aggregation { Int(side) } else { 0 }
    return .members([
      "visible": .number(Aggregation.visibleFromMillimetres * Symbology.pixelsPerMillimetre),
      "drawn": .number(Aggregation.drawnFromMillimetres * Symbology.pixelsPerMillimetre),
      "fixed": .integer(fixed), "sides": .array(Aggregation.sides(sizes).map { .integer(Int($0)) }),
      "sizes": .array(SquareSize.steps.map { .array([.number($0.density), .number($0.share)]) }),
    ])
  }

  /// To hundredths of a pixel.
  private static func round(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  private static func tree(_ item: PageClass) -> JSONTree {
    .members([
      "label": .string(item.label), "single": .string(item.single), "short": .string(item.short),
      "colour": .string(item.colour),
      "hatch": item.hatch.map { .string($0) } ?? .null, "width": .number(item.width),
      "dash": .array(item.dash.map { .number($0) }), "hollow": .bool(item.isHollow),
      "mark": .array(item.mark.map { .array([.number(round($0.x)), .number(round($0.y))]) }),
    ])
  }

  private static func tree(_ areas: PageAreas, outlines: OutlinePacking) -> JSONTree {
    let order = Array(areas.names.indices)
    return .members([
      "ids": .array(areas.ids.map { .string($0) }), "names": .array(areas.names.map { .string($0) }),
      "classes": .array(areas.classes.map { .integer($0) }), "kinds": .array(areas.kinds.map(tree)),
      "figures": .array(areas.figures.map { $0.packed(in: order) }),
      "texts": .array(
        areas.texts.map { text in
          .members([
            "key": .string(text.key), "label": .string(text.label),
            "values": .array(order.map { .string(text.values[$0]) }),
          ])
        }), "outlines": outlines.tree,
    ])
  }

  /// The rectangle around all squares, else around all areas, else around the base.
  private static func bounds(of contents: PageContents) -> BoundingBox? {
    let cells = contents.cells
    var box: BoundingBox?
    for i in cells.sizes.indices {
      let (e, n, size) = (Double(cells.e[i]), Double(cells.n[i]), Double(cells.sizes[i]))
      let square = BoundingBox(minX: e, minY: n, maxX: e + size, maxY: n + size)
      box = box?.union(square) ?? square
    }
    if let box { return box }
    let layers = [cells.outlines, contents.areas.outlines, contents.base.outlines]
    for outline in layers.first(where: { !$0.isEmpty }) ?? [] {
      guard outline.isFinite, let bounds = outline.bounds else { continue }
      box = box?.union(bounds) ?? bounds
    }
    return box
  }
}
