internal import CSQLite

/// One column of the rows that ``RowSource`` offers: where its values lie, for as long as somebody reads them.
package struct RowColumn: BitwiseCopyable {
  private enum Kind: UInt8, BitwiseCopyable {
    case nulls
    case reals
    case integers
    case smallIntegers
    case texts
    case choices
    case blobs
  }

  private let kind: Kind
  private let values: UnsafeRawPointer?
  private let bytes: UnsafePointer<UInt8>?
  private let ends: UnsafePointer<Int>?

  private init(
    _ kind: Kind, values: UnsafeRawPointer? = nil, bytes: UnsafePointer<UInt8>? = nil,
    ends: UnsafePointer<Int>? = nil
  ) {
    (self.kind, self.values, self.bytes, self.ends) = (kind, values, bytes, ends)
  }

  /// Nothing in any row.
  package static var nulls: RowColumn { RowColumn(.nulls) }

  /// Real numbers; NaN is null.
  package static func reals(_ values: UnsafePointer<Double>?) -> RowColumn { RowColumn(.reals, values: values) }

  /// Whole numbers below 2^63; NaN is null.
  package static func integers(_ values: UnsafePointer<Double>?) -> RowColumn { RowColumn(.integers, values: values) }

  /// Integers.
  package static func integers(_ values: UnsafePointer<Int32>?) -> RowColumn {
    RowColumn(.smallIntegers, values: values)
  }

  /// Texts as UTF-8, row i from `ends[i]` to `ends[i + 1]`; an empty one is null.
  package static func texts(_ bytes: UnsafePointer<UInt8>?, ends: UnsafePointer<Int>?) -> RowColumn {
    RowColumn(.texts, bytes: bytes, ends: ends)
  }

  /// One of a few texts a row, by its place among them; texts as in ``texts(_:ends:)``.
  package static func choices(
    _ codes: UnsafePointer<UInt16>?, of bytes: UnsafePointer<UInt8>?, ends: UnsafePointer<Int>?
  ) -> RowColumn {
    RowColumn(.choices, values: codes, bytes: bytes, ends: ends)
  }

  /// Bytes, row i from `ends[i]` to `ends[i + 1]`; none are null.
  package static func blobs(_ bytes: UnsafePointer<UInt8>?, ends: UnsafePointer<Int>?) -> RowColumn {
    RowColumn(.blobs, bytes: bytes, ends: ends)
  }

  /// Hands a row's value to SQLite, which takes no copy of texts and bytes. A result that is not set is null.
  @inline(__always)
  package func give(row: Int, to context: OpaquePointer?) {
    switch kind {
    case .reals:
      guard let value = values?.load(fromByteOffset: row &* 8, as: Double.self), !value.isNaN else { return }
      sqlite3_result_double(context, value)
    case .integers:
      guard let value = values?.load(fromByteOffset: row &* 8, as: Double.self), !value.isNaN else { return }
      sqlite3_result_int64(context, Int64(value))
    case .smallIntegers:
      guard let value = values?.load(fromByteOffset: row &* 4, as: Int32.self) else { return }
      sqlite3_result_int(context, value)
    case .nulls: return
    case .choices:
      guard let code = values?.load(fromByteOffset: row &* 2, as: UInt16.self) else { return }
      giveText(Int(code), to: context)
    case .texts: giveText(row, to: context)
    case .blobs:
      guard let bytes, let ends, ends[row] < ends[row &+ 1] else { return }
      sqlite3_result_blob64(context, bytes + ends[row], UInt64(ends[row &+ 1] &- ends[row]), nil)
    }
  }

  @inline(__always)
  private func giveText(_ entry: Int, to context: OpaquePointer?) {
    guard let bytes, let ends, ends[entry] < ends[entry &+ 1] else { return }
    let count = UInt64(ends[entry &+ 1] &- ends[entry])
    (bytes + ends[entry]).withMemoryRebound(to: CChar.self, capacity: Int(count)) {
      sqlite3_result_text64(context, $0, count, nil, UInt8(SQLITE_UTF8))
    }
  }
}
