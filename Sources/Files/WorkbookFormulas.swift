internal import CGDAL
import Disk

/// Formulas in a workbook whose result is not stored with them.
///
/// GDAL reads stored results and computes nothing, so these cells are null without a word. Programs that write workbooks
/// leave results to the spreadsheet program that opens them.
enum WorkbookFormulas {
  /// How many there are in all sheets of an `.xlsx` file; 0 for other files.
  static func countWithoutResult(_ path: String) -> Int {
    guard ["xlsx", "xlsm"].contains(FilePath.fileExtension(path)) else { return 0 }
    var total = 0
    // Spreadsheet programs number their sheets without gaps.
    for sheet in 1... {
      guard let found = count("/vsizip/{\(path)}/xl/worksheets/sheet\(sheet).xml") else { break }
      total += found
    }
    return total
  }

  /// How many a sheet has; nil where it cannot be opened. Read in pieces: a sheet may be far larger than its file.
  private static func count(_ name: String) -> Int? {
    let errors = GDALErrors()
    return errors.capture {
      guard let file = VSIFOpenL(name, "rb") else { return nil }
      defer { _ = VSIFCloseL(file) }
      var scan = FormulaScan()
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = piece.withUnsafeMutableBytes { VSIFReadL($0.baseAddress, 1, $0.count, file) }
        if count == 0 { return scan.withoutResult }
        for byte in piece[..<count] { scan.take(byte) }
      }
    }
  }
}

/// Walks over a sheet's XML byte by byte. A cell is `<c …><f>formula</f><v>result</v></c>`.
struct FormulaScan {
  /// Cells with a formula and no result so far.
  private(set) var withoutResult = 0
  private var hasFormula = false
  private var hasResult = false
  /// The tag's name so far, its bytes one after the other; nil behind it.
  private var name: UInt32?
  /// The last tag's name.
  private var last: UInt32 = 0
  private var isInTag = false
  private var previous: UInt8 = 0

  /// Takes the next byte.
  mutating func take(_ byte: UInt8) {
    defer { previous = byte }
    if byte == UInt8(ascii: "<") {
      (isInTag, name) = (true, 0)
    } else if !isInTag {
      // Text directly behind `<v>` is the result.
      if last == UInt32(UInt8(ascii: "v")) { hasResult = true }
    } else if byte == UInt8(ascii: ">") {
      end()
    } else if let read = name {
      let ends = byte <= 0x20 || (byte == UInt8(ascii: "/") && read != 0)
      if ends { (last, name) = (read, nil) } else { name = read << 8 | UInt32(byte) }
    }
  }

  private mutating func end() {
    last = name ?? last
    (isInTag, name) = (false, nil)
    switch last {
    case UInt32(UInt8(ascii: "c")): (hasFormula, hasResult) = (false, false)
    case UInt32(UInt8(ascii: "f")): hasFormula = true
    case UInt32(UInt8(ascii: "/")) << 8 | UInt32(UInt8(ascii: "c")):
      if hasFormula, !hasResult { withoutResult += 1 }
      (hasFormula, hasResult) = (false, false)
    default: break
    }
    // No text belongs to `<v/>`.
    if previous == UInt8(ascii: "/") { last = 0 }
  }
}
