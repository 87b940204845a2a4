import Core

/// Where a rectangle of a PDF page lies on the ground, so that programs measure in it and GIS open the page in its place
/// (ISO 32000-2:2020, 12.9 and 12.10: a viewport with a geospatial measure dictionary).
package struct PDFGround: Sendable {
  /// The rectangle from the page's upper left corner, mm.
  package var x, y, width, height: Double
  /// What it is called.
  package var name: String
  /// EPSG's number of the plane that the rectangle is one of.
  package var epsg: Int
  /// Latitude and longitude, degrees in the plane's own datum, of the south-west, north-west, north-east and south-east corner.
  package var corners: [(latitude: Double, longitude: Double)]

  /// A rectangle and its ground.
  package init(
    x: Double, y: Double, width: Double, height: Double, name: String, epsg: Int,
    corners: [(latitude: Double, longitude: Double)]
  ) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    (self.name, self.epsg, self.corners) = (name, epsg, corners)
  }

  /// The document with the viewport on its first page, as an incremental update behind its last byte; as it is where its
  /// cross-references are not a plain table, which cairo 1.16 writes.
  func document(_ bytes: [UInt8], pageHeightMillimetres: Double) -> [UInt8] {
    guard let page = Self.range(of: "<< /Type /Page ", in: bytes, from: 0),
      let start = Self.lastRange(of: "\n", in: bytes, before: page - 1).map({ $0 + 1 }),
      let end = Self.range(of: ">>\nendobj", in: bytes, from: page),
      let trailer = Self.lastRange(of: "trailer\n<<", in: bytes, before: bytes.count),
      let trailerEnd = Self.range(of: ">>", in: bytes, from: trailer),
      let mark = Self.range(of: "startxref\n", in: bytes, from: trailer)
    else { return bytes }
    let number = bytes[start..<page].prefix { (48...57).contains($0) }
    let before = bytes[(mark + 10)...].prefix { (48...57).contains($0) }
    let isPlain = Self.range(of: " 0 obj\n", in: bytes, from: start).map { $0 < page } ?? false
    guard let number = Int(String(decoding: number, as: UTF8.self)), isPlain, !before.isEmpty else { return bytes }
    var result = bytes
    if result.last != 10 { result.append(10) }
    let object = result.count
    result += "\(number) 0 obj\n".utf8
    result += bytes[page..<end]
    result += "   /VP [ \(viewport(pageHeightMillimetres)) ]\n>>\nendobj\n".utf8
    let table = result.count
    let digits = String(object)
    let offset = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    result += "xref\n\(number) 1\n\(offset) 00000 n \ntrailer\n".utf8
    result += bytes[(trailer + 8)..<trailerEnd]
    result += "   /Prev \(String(decoding: before, as: UTF8.self))\n>>\nstartxref\n\(table)\n%%EOF\n".utf8
    return result
  }

  private func viewport(_ pageHeight: Double) -> String {
    let points = 72 / 25.4
    let box = [x, pageHeight - y - height, x + width, pageHeight - y].map { Self.short($0 * points, 1e6) }
    let places = corners.flatMap { [Self.short($0.latitude, 1e12), Self.short($0.longitude, 1e12)] }
    let unit = "[ 0 0 0 1 1 1 1 0 ]"
    return "<< /Type /Viewport /Name (\(Self.plain(name))) /BBox [ \(box.joined(separator: " ")) ]"
      + " /Measure << /Type /Measure /Subtype /GEO /Bounds \(unit) /GCS << /Type /PROJCS /EPSG \(epsg) >>"
      + " /GPTS [ \(places.joined(separator: " ")) ] /LPTS \(unit) >> >>"
  }

  /// Letters that stand in a PDF string as they are.
  private static func plain(_ text: String) -> String {
    text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
  }

  private static func short(_ value: Double, _ steps: Double) -> String { "\((value * steps).rounded() / steps)" }

  private static func range(of text: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard start >= 0, bytes.count >= start + wanted.count else { return nil }
    return (start...bytes.count - wanted.count).first {
      bytes[$0] == wanted[0] && bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  private static func lastRange(of text: String, in bytes: [UInt8], before end: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard end - wanted.count >= 0 else { return nil }
    return (0...end - wanted.count).last {
      bytes[$0] == wanted[0] && bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}
