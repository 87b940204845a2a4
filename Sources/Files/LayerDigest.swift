internal import CGDAL

/// What a layer's features add up to: the same when they are written and when they are read back, in whatever order.
///
/// Formats keep numbers to so many digits and coordinates on a grid, and recode texts. So numbers are sums, compared with room for
/// rounding, and of texts only the letters and digits of ASCII count. What is lost by a write that fails is a block of rows, or of
/// what stands in a row: far more than that.
struct LayerDigest {
  private var rows = 0
  private var shapes = 0
  private var numbers = Total()
  private var texts: UInt64 = 0
  private var edges = Total()
  private var areas = Total()

  /// A sum, and the sum of the amounts.
  private struct Total {
    var sum = 0.0
    var amount = 0.0

    mutating func add(_ value: Double) {
      sum += value
      amount += abs(value)
    }

    func isNear(_ other: Total, within share: Double) -> Bool {
      abs(sum - other.sum) <= share * max(amount, other.amount) + 1e-9
    }
  }

  /// Whether there was no feature.
  var isEmpty: Bool { rows == 0 }

  /// Adds a feature. `fields` are its fields' places, and whether they hold text.
  mutating func add(_ feature: OGRFeatureH, fields: [(index: Int32, isText: Bool)], hasGeometry: Bool) {
    rows += 1
    for (index, isText) in fields where OGR_F_IsFieldSetAndNotNull(feature, index) != 0 {
      if isText {
        texts &+= Self.hash(OGR_F_GetFieldAsString(feature, index))
      } else {
        numbers.add(OGR_F_GetFieldAsDouble(feature, index))
      }
    }
    guard hasGeometry, let shape = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(shape) == 0 else { return }
    shapes += 1
    var box = OGREnvelope()
    OGR_G_GetEnvelope(shape, &box)
    for edge in [box.MinX, box.MinY, box.MaxX, box.MaxY] { edges.add(edge) }
    let type = OGR_GT_Flatten(OGR_G_GetGeometryType(shape))
    if type == wkbPolygon || type == wkbMultiPolygon { areas.add(OGR_G_Area(shape)) }
  }

  /// FNV-1a of what no encoding changes; 0 for nothing.
  private static func hash(_ text: UnsafePointer<CChar>?) -> UInt64 {
    guard var next = text else { return 0 }
    var hash: UInt64 = 0
    while next.pointee != 0 {
      let byte = UInt8(bitPattern: next.pointee)
      let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
      if isLetter || byte &- UInt8(ascii: "0") < 10 {
        hash = ((hash == 0 ? 0xCBF2_9CE4_8422_2325 : hash) ^ UInt64(byte)) &* 0x100_0000_01B3
      }
      next += 1
    }
    return hash
  }

  /// Whether what was read is what was written. `movesShapes`: the format has coordinates in another system.
  func matches(_ read: LayerDigest, movesShapes: Bool) -> Bool {
    guard rows == read.rows, shapes == read.shapes, texts == read.texts, numbers.isNear(read.numbers, within: 1e-9)
    else { return false }
    return movesShapes || edges.isNear(read.edges, within: 1e-6) && areas.isNear(read.areas, within: 1e-3)
  }
}
