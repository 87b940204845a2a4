import Foundation
import TestSupport
import Testing

/// What a page must show, worked out from the files of `rutverk index` and `rutverk overlay` rather than from the page.
struct PageExpectations {
  /// The expectations as `check_page.py` reads them.
  let text: String

  private typealias Point = (x: Double, y: Double)

  /// From `rutor.csv` and `o.geojson` (EPSG:3006) of a workspace: one cell of each class and as many at random, and all areas.
  init(_ work: Workspace, language: String, randomCells: Int = 0) throws {
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
    // The first 250 m cell of each class, and the first without one.
    var chosen = try ["1", "2", "3", "4", "5", ""].map { wanted in
      try #require(rows.first { $0["class"] == wanted && $0["size_m"] == "250" })
    }
    var random = SeededRandom(20)
    chosen += (0..<randomCells).map { _ in rows[random.below(rows.count)] }
    let fine = Set(rows.filter { $0["size_m"] == "250" }.compactMap { $0["ruta"] })
    let cells = chosen.compactMap { row -> [String: Any]? in
      let code = row["ruta"] ?? ""
      let (e, n, size) = (Int(code.prefix(6)) ?? 0, Int(code.suffix(7)) ?? 0, Int(row["size_m"] ?? "") ?? 0)
      // A coarse cell is what its fine cells leave.
      let squares = (0..<(size / 250) * (size / 250)).map {
        (e + $0 % (size / 250) * 250, n + $0 / (size / 250) * 250)
      }
      guard let own = squares.first(where: { size == 250 || !fine.contains("\($0.0)\($0.1)") }) else { return nil }
      func text(_ field: String, _ decimals: Int, times factor: Double = 1) -> String {
        // Rounded before it is written: 4.55 % is 4.6 %, though the nearest binary number is a little less.
        let shift = pow(10, Double(decimals))
        return number(((Double(row[field] ?? "") ?? .nan) * factor * shift).rounded() / shift, decimals)
      }
      var figures = ["population": text("population", 0)]
      if row["class"] != "" {
        figures["index"] = text("index", 3)
        figures["percentile"] = text("percentile", 1)
        figures["trangboddhet"] = text("trangboddhet", 1, times: 100) + "\u{A0}%"
        for field in ["unga_0_15_antal", "unga_16_19_antal"] { figures[field] = text(field, 0) }
      }
      return ["e": Double(own.0) + 125, "n": Double(own.1) + 125, "figures": figures]
    }
    let features = try work.json("o.geojson")["features"] as? [[String: Any]] ?? []
    let shapes = features.map { Self.rings($0["geometry"] as? [String: Any] ?? [:]) }
    var areas: [[String: Any]] = []
    for (i, feature) in features.enumerated() {
      let properties = feature["properties"] as? [String: Any] ?? [:]
      guard let name = properties["name"] as? String else { continue }
      var figures: [String: String] = [:]
      for (key, decimals) in [
        ("population", 0), ("index_mean", 3), ("percentile_mean", 1), ("index_min", 3), ("index_max", 3),
        ("cells", 0),
      ] {
        if let value = properties[key] as? Double { figures[key] = number(value, decimals) }
      }
      var area: [String: Any] = ["name": name, "id": properties["id"] as? String ?? "", "figures": figures]
      // One that lies within others cannot be clicked with certainty: its row is.
      if let point = Self.point(in: i, of: shapes) { (area["e"], area["n"]) = (point.x, point.y) }
      areas.append(area)
    }
    try #require(areas.count { $0["e"] != nil } >= 6 && areas.count == features.count)
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
