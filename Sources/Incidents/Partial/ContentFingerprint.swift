import Areas
import Core
import Geometry
import PartialFiles

/// What tells whether the inputs of two runs count alike, in 16 hexadecimal digits. It finds differences, not forgery.
extension IncidentPartial {
  /// Of areas: identifiers, names, classes, days and outlines to the last bit, in their order.
  public static func fingerprint(of areas: [Area], validity: AreaValidity?) -> String {
    var sum = Checksum()
    var bytes = [UInt8]()
    for (index, area) in areas.enumerated() {
      bytes.removeAll(keepingCapacity: true)
      bytes.appendText(area.id)
      bytes.appendText(area.name)
      bytes.appendText(area.areaClass?.code ?? "\u{0}")
      let days = validity?.days[index]
      bytes.appendLittleEndian(days?.lowerBound ?? .min)
      bytes.appendLittleEndian(days?.upperBound ?? .max)
      for part in area.polygon.partEnds.indices {
        for ring in area.polygon.rings(ofPart: part) {
          let vertices = area.polygon.vertices(ofRing: ring)
          bytes.appendNumber(UInt64(vertices.count))
          for vertex in vertices {
            bytes.appendLittleEndian(area.polygon.x[vertex].bitPattern)
            bytes.appendLittleEndian(area.polygon.y[vertex].bitPattern)
          }
        }
        bytes.appendNumber(0)
      }
      sum.add(bytes[...])
    }
    return hexadecimal(sum.value)
  }

  fileprivate static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension CategoryGroups {
  /// Of the groups' names and categories, in their order.
  public var fingerprint: String {
    var bytes = [UInt8]()
    for group in groups {
      bytes.appendText(group.name)
      bytes.append(group.isActivityDriven ? 1 : 0)
      bytes.appendNumber(UInt64(group.categories.count))
      for category in group.categories { bytes.appendText(category) }
    }
    var sum = Checksum()
    sum.add(bytes[...])
    return IncidentPartial.hexadecimal(sum.value)
  }
}
