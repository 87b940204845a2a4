import Foundation
import Testing

/// What a page must show, worked out from the files of `rutverk index` and `rutverk overlay` rather than from the page.
struct PageExpectations {
  /// The expectations as `check_page.py` reads them.
  let text: String

  private typealias Point = (x: Double, y: Double)

  /// From `rutor.csv` and `o.geojson` (EPSG:3006) of a workspace.
  init(_ work: Workspace, language: String) throws {
    let comma = language == "sv" ? "," : "."
    func number(_ value: Double, _ decimals: Int) -> String {
      let digits = String(format: "%.\(decimals)f", abs(value)).split(separator: ".").map(String.init)
      var whole = Substring(digits[0])
      var groups: [Substring] = []
      while whole.count > 3 {
        groups.insert(whole.suffix(3), at: 0)
        whole = whole.dropLast(3)
      }
      let text = ([whole] + groups).joined(separator: "\u{A0}") + (digits.count > 1 ? comma + digits[1] : "")
      return (value < 0 ? "−" : "") + text
    }
    let rows = try work.table("rutor.csv")
    var cells: [[String: Any]] = []
    // The first 250 m cell of each class, and the first without one.
    for wanted in ["1", "2", "3", "4", "5", ""] {
      let row = try #require(rows.first { $0["class"] == wanted && $0["size_m"] == "250" })
      let code = row["ruta"] ?? ""
      var figures = ["population": number(Double(row["population"] ?? "") ?? .nan, 0)]
      if !wanted.isEmpty {
        figures["index"] = number(Double(row["index"] ?? "") ?? .nan, 3)
        figures["percentile"] = number(Double(row["percentile"] ?? "") ?? .nan, 1)
        figures["unga_0_15_antal"] = number(Double(row["unga_0_15_antal"] ?? "") ?? .nan, 0)
      }
      cells.append([
        "e": (Double(code.prefix(6)) ?? 0) + 125, "n": (Double(code.suffix(7)) ?? 0) + 125, "figures": figures,
      ])
    }
    let features = try work.json("o.geojson")["features"] as? [[String: Any]] ?? []
    let shapes = features.map { Self.rings($0["geometry"] as? [String: Any] ?? [:]) }
    var areas: [[String: Any]] = []
    for (i, feature) in features.enumerated() {
      let properties = feature["properties"] as? [String: Any] ?? [:]
      guard let point = Self.point(in: i, of: shapes), let name = properties["name"] as? String else { continue }
      var figures: [String: String] = [:]
      for (key, decimals) in [("population", 0), ("index_mean", 3), ("percentile_mean", 1)] {
        if let value = properties[key] as? Double { figures[key] = number(value, decimals) }
      }
      areas.append(["name": name, "e": point.x, "n": point.y, "figures": figures])
    }
    try #require(areas.count >= 6)
    let name = areas[0]["name"] as? String ?? ""
    let object: [String: Any] = [
      "language": language, "cells": cells, "areas": areas, "search": [name.lowercased(), name],
    ]
    text = String(decoding: try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]), as: UTF8.self)
  }

  /// All rings of a polygon or multipolygon.
  private static func rings(_ geometry: [String: Any]) -> [[Point]] {
    let polygons =
      geometry["coordinates"] as? [[[[Double]]]] ?? (geometry["coordinates"] as? [[[Double]]]).map { [$0] } ?? []
    return polygons.flatMap { $0.map { ring in ring.map { (x: $0[0], y: $0[1]) } } }
  }

  /// A point well within one shape and well outside all others; nil without one.
  private static func point(in shape: Int, of shapes: [[[Point]]]) -> Point? {
    let vertices = shapes[shape].flatMap { $0 }
    guard let west = vertices.map(\.x).min(), let east = vertices.map(\.x).max(), let south = vertices.map(\.y).min(),
      let north = vertices.map(\.y).max()
    else { return nil }
    for y in stride(from: south, to: north, by: 40) {
      for x in stride(from: west, to: east, by: 40) {
        let around: [Point] = [(x, y), (x - 25, y), (x + 25, y), (x, y - 25), (x, y + 25)]
        let fits = shapes.indices.allSatisfy { other in
          around.allSatisfy { contains(shapes[other], $0) == (other == shape) }
        }
        if fits { return (x, y) }
      }
    }
    return nil
  }

  /// Even-odd rule over all rings.
  private static func contains(_ rings: [[Point]], _ point: Point) -> Bool {
    var inside = false
    for ring in rings {
      for (a, b) in zip(ring, ring.dropFirst()) where (a.y > point.y) != (b.y > point.y) {
        if point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x { inside.toggle() }
      }
    }
    return inside
  }
}
