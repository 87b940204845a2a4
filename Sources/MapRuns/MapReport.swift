import Outputs
import Cartography
import Geometry
import Reports

/// What lies in a map's frame.
enum MapCount {
  static func cells(_ cells: MapCells, in frame: MapFrame) -> Int {
    let ground = frame.ground
    return (0..<cells.units.count).count { unit in
      cells.units.box(of: unit).map { box in
        box.minX < ground.maxX && box.maxX > ground.minX && box.minY < ground.maxY && box.maxY > ground.minY
      } ?? false
    }
  }

  static func areas(_ areas: MapAreas, in frame: MapFrame) -> Int { seen(areas, in: frame).count }

  static func seen(_ areas: MapAreas, in frame: MapFrame) -> [Int] {
    areas.set.areas.indices.filter { areas.set.areas[$0].polygon.bounds?.meets(frame.ground) ?? false }
  }
}

extension MapRun {
  /// Cells of the map in its frame.
  private var cellCount: Int { contents.cells.map { MapCount.cells($0, in: painter.frame) } ?? 0 }

  /// Areas in the frame, by place in their set.
  private var areasSeen: [Int] { contents.areas.map { MapCount.seen($0, in: painter.frame) } ?? [] }

  private var ringCount: Int {
    let ground = painter.frame.ground
    return (contents.cells?.rings(parameters.ringRule) ?? []).count {
      (ground.minX...ground.maxX).contains($0.easting) && (ground.minY...ground.maxY).contains($0.northing)
    }
  }

  /// What the picture shows, in words: for readers that cannot see it.
  var summary: String {
    let language = parameters.language
    var parts = [text.words.scale(painter.frame.denominator)]
    if contents.cells != nil {
      parts.append(
        "\(text.words.cells): \(language.count(cellCount)) (\(text.words.direction(symbology.classColours.count)))")
    }
    if let areas = contents.areas {
      let names = areasSeen.prefix(100).map { LabelText.shortened(areas.name(of: $0)) }.joined(separator: ", ")
      if !names.isEmpty { parts.append("\(text.words.areas): \(names)") }
    }
    parts += text.footLines
    return parts.joined(separator: ". ") + "."
  }

  /// The map's frame in a picture of pixels: left, top, width, height. With `extent` it places the picture on the ground.
  private var framePixels: [Double] {
    let (page, density) = (painter.frame.page, painter.size.pixelsPerMillimetre)
    return [page.x, page.y, page.width, page.height].map { ($0 * density).rounded() }
  }

  /// The statistics: `run`, `map`.
  package func statistics(_ journal: Journal) -> JSONTree {
    let frame = painter.frame
    let record = RunRecord(
      command: "map",
      parameters: [
        ("palette", .string(parameters.palette.rawValue)),
        ("ring_min", .number(parameters.ringRule.minimumYoung)),
        ("ring_share", .number(parameters.ringRule.minimumOvercrowded)),
        ("cells_where", parameters.cellInput.filter.map { .string($0) } ?? .null),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
      ],
      inputs: inputs,
      method: [
        text.basis, text.words.figure.map { "\($0.title): \($0.remark): \($0.labels.joined(separator: "; "))" } ?? "",
        text.words.figure == nil
          ? "Classes: 1 best – \(symbology.classColours.count) worst; cells without an index are hatched grey." : "",
        "A coarse cell is drawn only where no finer cell lies.", MapPainter.smallScaleMethod,
        "The area of a ring's disc follows the number of children and youth 0–19.",
        "The scale bar is a length on the ellipsoid at the map's middle; north is the grid's.",
      ].filter { !$0.isEmpty })
    let metres = painter.size
    return record.document(
      Self.schema, journal,
      [
        "map": .members([
          "extent": .array(
            [frame.ground.minX, frame.ground.minY, frame.ground.maxX, frame.ground.maxY].map { .number($0) }),
          "scale_denominator": .number(frame.denominator),
          "scale_bar_m": .number(painter.scaleBar.groundMetres),
          "scale_bar_plane_m": .number(painter.scaleBar.planeMetres),
          "frame_pixels": .array(framePixels.map { .number($0) }),
          "width_mm": .number(metres.widthMillimetres), "height_mm": .number(metres.heightMillimetres),
          "width_pixels": .integer(metres.widthPixels), "height_pixels": .integer(metres.heightPixels),
          "aggregate_m": painter.aggregateMetres.map { .integer(Int($0)) } ?? .null,
          "cells": .integer(cellCount), "areas": .integer(areasSeen.count), "rings": .integer(ringCount),
        ])
      ])
  }

  /// The map in a few words for people.
  package func tables(_ language: Language) -> [TextTable] {
    var table = TextTable(
      language.text(sv: "Karta", en: "Map"), columns: [("", .left), ("", .right)])
    let size = painter.size
    table.add([
      language.text(sv: "Skala", en: "Scale"), "1:" + language.number(painter.frame.denominator, decimals: 0),
    ])
    table.add([
      language.text(sv: "Storlek", en: "Size"),
      "\(language.number(size.widthMillimetres, decimals: 0)) × \(language.number(size.heightMillimetres, decimals: 0)) mm, "
        + "\(size.widthPixels) × \(size.heightPixels) px",
    ])
    table.add([
      MapWords(language, areZones: text.words.areZones).ofUnits(sv: "Rutor i kartan", en: "Cells in the map"),
      language.count(cellCount),
    ])
    table.add([language.text(sv: "Områden i kartan", en: "Areas in the map"), language.count(areasSeen.count)])
    table.add([language.text(sv: "Ringar i kartan", en: "Rings in the map"), language.count(ringCount)])
    return [table]
  }
}
