import Columns
import Foundation
import Geometry

@testable import Files

/// Layers that several tests write and read.
enum SampleLayers {
  /// Swedish letters, a null in every column, a code that is too long for 32 bits, decimals.
  static func table() -> Table {
    var table = Table()
    table.add("ruta", texts: TextColumn(["3775006475250", "0000", "", "3775006475750"]))
    table.add("namn", texts: TextColumn(["Tjärna Ängar", "Åkersberga", "Östberga, \"norra\"", ""]))
    table.add("population", .integer, numbers: [1234, 0, .nan, 7])
    table.add("kod", .integer, numbers: [3_775_006_475_250, .nan, 0, -3_775_006_475_250])
    table.add("andel", .real(decimals: 3), numbers: [0.1234567, .nan, -12.0005, 0])
    table.add("vikt", .real(decimals: nil), numbers: [0.1, 1e-7, .nan, 6_475_250.123456])
    return table
  }

  /// A square, a square with a hole, none, two parts; outer rings with either winding.
  static func polygon(_ row: Int, _ scratch: inout MultiPolygon) -> Bool {
    switch row {
    case 0:
      scratch.addPart([[(400_000, 6_500_000), (400_000, 6_500_250), (400_250, 6_500_250), (400_250, 6_500_000)]])
    case 1:
      scratch.addPart([
        [(500_000, 6_600_000), (501_000, 6_600_000), (501_000, 6_601_000), (500_000, 6_601_000)],
        [(500_250, 6_600_250), (500_500, 6_600_250), (500_500, 6_600_500), (500_250, 6_600_500)],
      ])
    case 3:
      scratch.addPart([[(600_000, 6_700_000), (600_250, 6_700_000), (600_250, 6_700_250)]])
      scratch.addPart([[(700_000, 6_800_000), (700_250, 6_800_000), (700_250, 6_800_250.123)]])
    default: return false
    }
    return true
  }

  /// The same, but FlatGeobuf has no rows without geometry, so the third row gets the first one's.
  static func polygons(for ending: String) -> OutputGeometry {
    ending == "fgb" ? .polygons { SampleLayers.polygon($0 == 2 ? 0 : $0, &$1) } : polygons
  }

  static var polygons: OutputGeometry { .polygons { SampleLayers.polygon($0, &$1) } }

  /// Planar areas of the four rows.
  static let areas: [Double?] = [62_500, 937_500, nil, 62_500 / 2 + 250 * 250.123 / 2]
}
