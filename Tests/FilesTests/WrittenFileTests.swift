import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files

/// What GDAL wrote is read back, and what is not there is missed.
@Suite struct WrittenFileTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private static let count = 3000

  /// Rows with Swedish names, numbers of all kinds, nulls, and squares here and there.
  private static func table() -> Table {
    var table = Table()
    table.add("id", texts: TextColumn((0..<count).map { "Å-\($0 &* 7919 % 10_007) ö" }))
    table.add("antal", .integer, numbers: (0..<count).map { $0 % 7 == 0 ? .nan : Double($0) })
    table.add("andel", .real(decimals: 3), numbers: (0..<count).map { Double($0) / 7 })
    return table
  }

  private static let squares = OutputGeometry.squares(
    { row in row % 11 == 3 ? nil : OutputSquare(x: 500_000 + Double(row) * 250, y: 6_600_000, side: 250) },
    otherwise: { _, _ in false })

  /// Writes the table; returns what is asked of the file again.
  private func written(_ ending: String, hasGeometry: Bool = true) throws -> () throws -> Void {
    let path = scratch.file("ut.\(ending)")
    let format = try DriverList.outputFormat(ofFile: path)
    let writer = try GDALWriter(format, path: path, target: "ut")
    let hasNulls = format.driver != "FlatGeobuf"
    try writer.addLayer(
      Self.table(), named: "ut", crs: "EPSG:3006",
      geometry: !hasGeometry
        ? .none
        : hasNulls
          ? Self.squares
          : .squares(
            { OutputSquare(x: 500_000 + Double($0) * 250, y: 6_600_000, side: 250) }, otherwise: { _, _ in false }),
      threads: 1)
    _ = try writer.finish()
    return { try WrittenFile.check(path, named: "ut", format, layers: writer.layers) }
  }

  @Test(arguments: ["shp", "tab", "mif", "fgb", "gdb", "geojsonl", "geojson", "csv"])
  func whatIsWholePasses(_ ending: String) throws {
    let check = try written(ending)
    try check()
  }

  /// A block of zeros in the middle: what a failed write leaves.
  @Test(arguments: ["shp", "dbf", "shx", "tab", "dat", "map", "mif", "mid", "fgb", "geojsonl"])
  func blocksThatAreMissing(_ ending: String) throws {
    let main = ["dbf": "shp", "shx": "shp", "dat": "tab", "map": "tab", "mid": "mif"][ending] ?? ending
    let check = try written(main)
    let name = try #require(try scratch.list().first { $0.hasSuffix(".\(ending)") })
    var bytes = try scratch.bytes(name)
    let block = min(1024, bytes.count / 2)
    for index in bytes.count / 2..<bytes.count / 2 + block { bytes[index] = 0 }
    try scratch.write(name, bytes)
    let failed = failure(check)
    #expect(failed?.kind == .io && failed?.file == "ut")
  }

  @Test(arguments: ["shp", "tab", "mif", "fgb", "geojsonl", "csv"])
  func filesThatAreCutOff(_ ending: String) throws {
    let check = try written(ending)
    let bytes = try scratch.bytes("ut.\(ending)")
    try scratch.write("ut.\(ending)", Array(bytes.prefix(bytes.count * 2 / 3)))
    #expect(failure(check)?.kind == .io)
  }

  @Test(arguments: ["prj", "dbf", "shx", "shp"]) func sidecarsThatAreMissing(_ ending: String) throws {
    let check = try written("shp")
    try scratch.write("ut.\(ending)", "")
    #expect(failure(check)?.kind == .io)
  }

  /// The marks at the end of a shapefile's list of fields and of its table, any bit of them, and bytes too few or too many: GDAL
  /// reads the rows all the same.
  @Test(arguments: [true, false]) func theTablesEndMarks(hasGeometry: Bool) throws {
    let check = try written("shp", hasGeometry: hasGeometry)
    let bytes = try scratch.bytes("ut.dbf")
    let header = try #require(bytes.withUnsafeBytes { DBFHeader($0) })
    #expect(bytes[header.headerLength - 1] == 0x0D && bytes.last == 0x1A)
    #expect(bytes.count == header.headerLength + Self.count * header.recordLength + 1)
    for place in [header.headerLength - 1, bytes.count - 1] {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << bit
        try scratch.write("ut.dbf", changed)
        #expect(failure(check)?.kind == .io, "bit \(bit) of byte \(place)")
      }
    }
    for changed in [
      Array(bytes.dropLast()), bytes + [0x1A], bytes.dropLast() + [0x20, 0x1A], Array(bytes.prefix(32)), [],
    ] {
      try scratch.write("ut.dbf", changed)
      #expect(failure(check)?.kind == .io, "\(changed.count) of \(bytes.count) bytes")
    }
    try scratch.write("ut.dbf", bytes)
    try check()
  }

  /// One number of three thousand.
  @Test func aValueThatIsAnother() throws {
    let check = try written("csv")
    let text = String(decoding: try scratch.bytes("ut.csv"), as: UTF8.self)
    #expect(text.contains(",\"1500\",") && text.contains("Å-7919 "), "\(text.prefix(200))")
    try scratch.write("ut.csv", text.replacingOccurrences(of: ",\"1500\",", with: ",\"1501\","))
    #expect(failure(check)?.kind == .io)
    try scratch.write("ut.csv", text.replacingOccurrences(of: "Å-7919 ", with: "Å-7910 "))
    #expect(failure(check)?.kind == .io)
  }
}
