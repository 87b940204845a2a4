import Columns

/// How the bytes of a text file stand for characters.
public enum TextEncoding: String, Sendable, Equatable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// Windows-1252, which older Swedish programs write.
  case windows1252 = "Windows-1252"
}

/// How a delimited text file is to be read. What is nil is found out from the file.
public struct DelimitedTextOptions: Sendable, Equatable {
  /// The character between fields, one byte: `,` `;` tab or `|` when it is to be found out.
  ///
  /// A first line `sep=;`, as spreadsheets write it, decides; otherwise the candidate that splits the header and the
  /// rows after it alike.
  public var delimiter: UInt8?
  /// Whether numbers are written with a decimal comma.
  ///
  /// Nil: in files with commas between fields the point; in others what stands in the column, point or comma, but
  /// a column with both is an error.
  public var decimalComma: Bool?
  /// The encoding. Nil: UTF-8 when all bytes of the file are UTF-8, otherwise Windows-1252; a `.cpg` file beside it
  /// may lie and is not asked. A file that is UTF-8 but for a few bytes is refused.
  public var encoding: TextEncoding?
  /// Texts that mean "no value" in a number column. A `-` is not among them: statistical tables write it for zero,
  /// others for missing, and null and zero must not be mixed up.
  public var nullMarkers: [String] = NumberMarks.null
  /// Texts that mean "no value" in a text column when they stand without quotes; in quotes they are texts.
  public var textNullMarkers: [String] = ["NA", "NULL"]
  /// Texts that mean "there is a value, but it is withheld" in a number column.
  public var suppressedMarkers: [String] = NumberMarks.suppressed
  /// Bytes that one worker takes at a time. The result does not depend on it.
  var chunkBytes = 1 << 20
  /// The longest row that a stream takes: a quote that never closes must not fill the memory.
  var longestRowBytes = 64 << 20

  /// Everything found out from the file.
  public init() {}

  /// This delimiter, decimal sign and encoding; what is nil is found out from the file.
  public init(delimiter: UInt8? = nil, decimalComma: Bool? = nil, encoding: TextEncoding? = nil) {
    self.delimiter = delimiter
    self.decimalComma = decimalComma
    self.encoding = encoding
  }
}
