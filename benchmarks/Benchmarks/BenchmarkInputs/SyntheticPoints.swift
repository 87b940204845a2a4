import Columns
import DelimitedText
import Core
import Foundation
import Geometry
import Parallel
import Synthetic

/// Made-up incidents of Sweden, and zones that they lie in.
public struct SyntheticPoints: Sendable {
  /// The sizes measured, four times as many points a step.
  public static let counts = [62_500, 250_000, 1_000_000]

  /// Eastings, metres; NaN for points without coordinates.
  public let x: [Double]
  /// Northings.
  public let y: [Double]
  /// Sweden's 6,000 zones.
  public let zones: [MultiPolygon]

  /// So many points of a Sweden of always the same seed.
  public init(count: Int) throws {
    let world = try SyntheticWorld.sweden(seed: 1)
    zones = try generateZones(world, count: 6000).map(\.shape)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "rutverk-benchmark-\(ProcessInfo.processInfo.processIdentifier)-points-\(count).csv")
    guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
      throw Failure(.cannotCreate, "the temporary file cannot be created", file: file.path)
    }
    defer { try? FileManager.default.removeItem(at: file) }
    let handle = try FileHandle(forWritingTo: file)
    try generatePoints(world, PointOptions(count: count)) { try handle.write(contentsOf: $0) }
    try handle.close()
    let columns = try DelimitedTextFile(path: file.path).read([
      ColumnRequest("e", .number), ColumnRequest("n", .number),
    ])
    guard case .numbers(let e) = columns[0], case .numbers(let n) = columns[1] else {
      throw Failure(.software, "points in another form than asked for", file: file.path)
    }
    (x, y) = (e.values, n.values)
  }
}
