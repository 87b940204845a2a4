import Core
import Geometry

/// Which ground a map shows.
package enum MapExtent: Sendable, Equatable {
  /// All cells, or all areas where there are no cells.
  case data
  /// An area, by its identifier or name, and what lies around it.
  case area(String)
  /// A polygon of the base (a municipality), by its name.
  case base(String)
  /// A rectangle in SWEREF 99 TM, metres.
  case box(BoundingBox)

  /// The rectangle to show, margin included.
  ///
  /// - Throws: ``Failure`` (usage) for an area or base polygon that there is not; (bad data) where there is nothing to
  ///   show, such as a rectangle far from everything.
  package func bounds(in contents: MapContents) throws -> BoundingBox {
    let found: BoundingBox
    switch self {
    case .data:
      guard let bounds = contents.bounds else { throw Self.nothing }
      found = bounds.grown(share: 0.03, least: 100)
    case .area(let name): found = try Self.area(name, contents).grown(share: 0.6, least: 1_000)
    case .base(let name): found = try Self.base(name, contents).grown(share: 0.03, least: 500)
    case .box(let box): found = box
    }
    let shown = [contents.cells?.bounds, contents.areas?.bounds, contents.base?.bounds].compactMap { $0 }
    guard shown.contains(where: { $0.meets(found) }) else {
      throw Failure(
        .badData, "nothing lies in the map's extent", value: found.text,
        expected: contents.bounds.map { "a part of \($0.text)" }, hint: "are west, south, east, north in that order?")
    }
    return found
  }

  private static var nothing: Failure { Failure(.badData, "there is nothing to draw", expected: "cells or areas") }

  private static func area(_ name: String, _ contents: MapContents) throws -> BoundingBox {
    guard let set = contents.areas?.set else { throw Failure(.usage, "--extent-area needs --areas", value: name) }
    let wanted = name.lowercased()
    let matches = [
      set.areas.filter { $0.id == name }, set.areas.filter { $0.name == name },
      set.areas.filter { $0.name.lowercased() == wanted },
    ].first { !$0.isEmpty }
    // Several areas of one name (years of one layer) are shown together.
    guard let bounds = BoundingBox.around((matches ?? []).compactMap(\.polygon.bounds)) else {
      throw Failure(
        .usage, "--extent-area: there is no such area", value: name,
        hint: Suggestion.hint(for: name, among: set.areas.map(\.title)))
    }
    return bounds
  }

  private static func base(_ name: String, _ contents: MapContents) throws -> BoundingBox {
    guard let base = contents.base else { throw Failure(.usage, "--extent-municipality needs --base", value: name) }
    let wanted = name.lowercased()
    let boxes = zip(base.names, base.polygons).filter { $0.0.lowercased() == wanted }.compactMap { $0.1.bounds }
    guard let bounds = BoundingBox.around(boxes) else {
      throw Failure(
        .usage, "--extent-municipality: the base has no such name", value: name,
        hint: Suggestion.hint(for: name, among: base.names.filter { !$0.isEmpty }))
    }
    return bounds
  }
}

extension BoundingBox {
  /// With a margin on every side: a share of the longer side, at least so many metres.
  func grown(share: Double, least: Double) -> BoundingBox {
    let margin = max(least, share * max(maxX - minX, maxY - minY))
    return BoundingBox(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
  }

  /// West, south, east, north in whole metres.
  var text: String { [minX, minY, maxX, maxY].map { "\(Int($0.rounded()))" }.joined(separator: ",") }
}
