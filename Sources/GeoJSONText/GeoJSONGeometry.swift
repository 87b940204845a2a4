import Core
import Geometry

/// Moves points from the data's coordinates to the output's: as many x and y out as in, in the same order.
///
/// It is called from several threads at once, with separate batches. A point that has no place in the output's
/// coordinates may come back infinite or NaN; the writer then says which one it was.
public typealias CoordinateTransform = @Sendable (_ x: [Double], _ y: [Double]) throws -> ([Double], [Double])

/// The coordinates of a GeoJSON file.
public struct GeoJSONCoordinates: Sendable, Equatable {
  /// The name of a CRS other than WGS 84, as a URN; nil is RFC 7946's own, longitude and latitude in degrees.
  public var crsName: String?
  /// Decimals written at most; trailing zeros are left out.
  public var decimals: Int

  /// Longitude and latitude in WGS 84 (RFC 7946).
  ///
  /// Eight decimals: 1e-8 degrees are 1.1 mm of latitude, so rounding moves a point by at most 0.56 mm along each
  /// axis; seven would be 11 mm.
  public static let wgs84 = GeoJSONCoordinates(crsName: nil, decimals: 8)

  /// Metres in the CRS of that EPSG code, with three decimals (0.5 mm). RFC 7946 knows no other CRS than WGS 84; the
  /// file gets a `crs` member as the specification of 2008 defined it, which GDAL and QGIS read.
  public static func metres(epsg: Int) -> GeoJSONCoordinates {
    GeoJSONCoordinates(crsName: "urn:ogc:def:crs:EPSG::\(epsg)", decimals: 3)
  }

  /// Coordinates of that CRS (nil: WGS 84), written with so many decimals.
  public init(crsName: String?, decimals: Int) {
    (self.crsName, self.decimals) = (crsName, decimals)
  }
}

/// The squares of a cell table, one a row, and the true outlines of those rows that are no whole squares.
public struct CellSquares: Sendable {
  /// Sides, metres, > 0.
  public let sizes: [Int32]
  /// Eastings of the south-west corners, metres.
  public let e: [Int32]
  /// Northings of the south-west corners, metres.
  public let n: [Int32]
  /// Outlines that replace the square of a row, by row.
  public let outlines: [Int: MultiPolygon]

  /// Squares of those sides at those corners. Throws when the arrays differ in length or a side is not positive.
  public init(sizes: [Int32], e: [Int32], n: [Int32], outlines: [Int: MultiPolygon] = [:]) throws {
    guard sizes.count == e.count, sizes.count == n.count else {
      throw Failure(.software, "cells with \(sizes.count) sizes, \(e.count) eastings and \(n.count) northings")
    }
    if let row = sizes.firstIndex(where: { $0 <= 0 }) {
      throw Failure(
        .badData, "a cell without a size", place: "feature \(row + 1)", value: "\(sizes[row])",
        expected: "a side in metres above 0")
    }
    (self.sizes, self.e, self.n, self.outlines) = (sizes, e, n, outlines)
  }
}

/// The shapes of a table's rows.
public enum GeoJSONGeometry: Sendable {
  /// No shapes: `"geometry": null`.
  case none
  /// Grid cells. Each distinct corner is transformed and formatted once, however many cells share it. The edges of a
  /// square are written as straight lines between its four transformed corners.
  case cells(CellSquares, transform: CoordinateTransform?)
  /// Any polygons, one a row; nil or without parts is null.
  case polygons([MultiPolygon?], transform: CoordinateTransform?)

  /// Rows that it has shapes for; nil for none.
  var rowCount: Int? {
    switch self {
    case .none: nil
    case .cells(let squares, _): squares.sizes.count
    case .polygons(let polygons, _): polygons.count
    }
  }
}
