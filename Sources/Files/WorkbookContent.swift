import Archives
internal import CGDAL
import Core
import Disk

/// What a workbook unpacks to, looked at before GDAL reads it: GDAL holds all cells of all sheets, and a small archive may hold
/// thousands of times its size.
enum WorkbookContent {
  /// How every ZIP archive that GDAL takes for a workbook begins.
  static let sign = Array("PK".utf8)

  /// Unpacks an `.xlsx` or `.ods` file piece by piece and keeps nothing.
  ///
  /// - Parameter path: as GDAL knows it.
  /// - Returns: How many formulas of an `.xlsx` have no result stored with them. GDAL reads stored results and computes nothing, so
  ///   these cells are null without a word. Programs that write workbooks leave results to the spreadsheet program that opens them.
  /// - Throws: ``Failure`` (bad data, file left to the caller) for more than ``InputLimit/unpackedMB`` or
  ///   ``InputLimit/sheetCells``.
  static func check(_ path: String) throws -> Int {
    var room = Room()
    return try check(path, &room)
  }

  static func check(_ path: String, _ room: inout Room) throws -> Int {
    try GDALRuntime.prepare()
    // Without a slash at its end: with one GDAL lists folders that have no entry of their own as empty.
    let archive = "/vsizip/{\(path)}"
    let errors = GDALErrors()
    return try errors.capture {
      let list = VSIReadDirRecursive(archive)
      defer { CSLDestroy(list) }
      var formulas = 0
      for i in 0..<max(0, CSLCount(list)) {
        guard let member = list?[Int(i)].map({ String(cString: $0) }), !member.hasSuffix("/") else { continue }
        let scan = try scan("\(archive)/\(member)", &room)
        if member.hasPrefix("xl/worksheets/") { formulas += scan.withoutResult }
      }
      return formulas
    }
  }

  /// What all members may still have together.
  struct Room {
    var bytes = InputLimit.unpackedMB.value * 1_000_000
    var cells = InputLimit.sheetCells.value
  }

  /// A member that cannot be opened is left to GDAL, which says what it lacks.
  private static func scan(_ name: String, _ room: inout Room) throws -> SheetScan {
    var scan = SheetScan()
    guard let file = VSIFOpenL(name, "rb") else { return scan }
    defer { _ = VSIFCloseL(file) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = piece.withUnsafeMutableBytes { VSIFReadL($0.baseAddress, 1, $0.count, file) }
      if count == 0 { break }
      room.bytes -= count
      if room.bytes < 0 {
        throw InputLimit.unpackedMB.exceeded(
          "the workbook unpacks to more than \(InputLimit.unpackedMB.value) MB", hint: "save the sheet as CSV")
      }
      scan.take(piece[..<count])
      if scan.hasDeclarations {
        throw Failure(
          .badData, "the workbook declares entities, which no spreadsheet program writes", hint: "save it anew")
      }
      if scan.cells > room.cells {
        throw InputLimit.sheetCells.exceeded(
          "the workbook has more than \(InputLimit.sheetCells.value) cells", hint: "save the sheet as CSV")
      }
    }
    room.cells -= scan.cells
    return scan
  }
}
