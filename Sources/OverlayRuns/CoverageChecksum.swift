import Core
import Grid

/// What tells that a coverage table is whole and unchanged: all that stands in its rows, in whatever order they are.
struct CoverageChecksum {
  /// The column that tells areas and cells, the same in all rows.
  static let originColumn = "made_from"
  /// The column that holds the checksum, the same in all rows.
  static let column = "checksum"

  private let hasOwned: Bool
  private var rows: UInt64 = 0
  // Sums, so that the order does not count.
  private var keys: UInt64 = 0
  private var all: UInt64 = 0

  /// Of no rows yet; `hasOwned` for a table over a cell layer.
  init(hasOwned: Bool) { self.hasOwned = hasOwned }

  /// An area's identifier, of which each of its rows begins.
  struct Identifier {
    fileprivate let digest: Digest

    init(_ id: String) {
      var digest = Digest()
      digest.add(id)
      self.digest = digest
    }
  }

  /// Adds the rows that another has.
  mutating func add(_ other: CoverageChecksum) {
    rows &+= other.rows
    keys &+= other.keys
    all &+= other.all
  }

  /// Adds a row.
  mutating func add(_ id: Identifier, _ cell: Cell, fraction: Double, exclusive: Double, owned: Double) {
    var digest = id.digest
    digest.add(UInt64(UInt32(bitPattern: cell.e)) << 32 | UInt64(UInt32(bitPattern: cell.n)))
    digest.add(UInt64(UInt32(bitPattern: cell.size)))
    keys &+= digest.value
    digest.add(fraction)
    digest.add(exclusive)
    if hasOwned { digest.add(owned) }
    all &+= digest.value
    rows += 1
  }

  /// Twice sixteen hexadecimal digits: of areas and cells, and of the numbers too. Formats that keep numbers to 15 or 16 digits give
  /// back the first half only.
  func digits(madeFrom: String) -> (keys: String, all: String) {
    var digest = Digest()
    digest.add(rows << 1 | (hasOwned ? 1 : 0))
    digest.add(madeFrom)
    digest.add(keys)
    let first = digest.digits
    digest.add(all)
    return (first, first + digest.digits)
  }
}
