import Core
import TextCodec

/// How the bytes of a text file stand for characters.
public enum TextEncoding: String, Sendable, Equatable, Codable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// Windows-1252, which older Swedish programs write.
  case windows1252 = "Windows-1252"

  /// A text in this encoding without the blanks around it.
  @inline(__always)
  func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    self == .utf8 ? Blanks.trimmed(text) : Windows1252.trimmed(text)
  }
}

/// How a delimited text file is to be read. What is nil is found out from the file.
public struct DelimitedTextOptions: Sendable, Equatable, Codable {
  /// What was told of the file; the rest belongs to the run.
  private enum CodingKeys: String, CodingKey { case delimiter, decimalComma, encoding }

  /// The character between fields, one byte: `,` `;` tab or `|` when it is to be found out.
  ///
  /// A first line `sep=;`, as spreadsheets write it, decides; otherwise the candidate that splits the header and the
  /// rows after it alike.
  public var delimiter: UInt8?
  /// Whether numbers are written with a decimal comma.
  ///
  /// Nil: in files with commas between fields the point; in others what stands in the column, point or comma, but
  /// a column with both is an error, and so is one in which the sign may as well group thousands: `1,100`, `1,234`,
  /// unless another column has the same sign where thousands have none. Where it is said, the other sign groups thousands: `1,234.5` with a decimal point.
  public var decimalComma: Bool?
  /// The encoding. Nil: UTF-8 when all bytes of the file are UTF-8, otherwise Windows-1252; a `.cpg` file beside it
  /// may lie and is not asked. A file that is UTF-8 but for a few bytes is refused.
  public var encoding: TextEncoding?
  /// Whether values may stand in messages; where the file holds personal data, of no column, since columns may be exchanged.
  package var privacy = ValuePrivacy.open
  /// Bytes that one worker takes at a time. The result does not depend on it.
  var chunkBytes = 1 << 20
  /// The longest row that a stream takes: a quote that never closes must not fill the memory.
  var longestRowBytes = InputLimit.rowMB.value << 20

  /// Everything found out from the file.
  public init() {}

  /// This delimiter, decimal sign and encoding; what is nil is found out from the file.
  public init(delimiter: UInt8? = nil, decimalComma: Bool? = nil, encoding: TextEncoding? = nil) {
    (self.delimiter, self.decimalComma, self.encoding) = (delimiter, decimalComma, encoding)
  }

  /// Which signs numbers are written with, in a file with that byte between fields.
  func decimalRule(delimiter: UInt8) -> DecimalRule {
    statedRule ?? (delimiter == UInt8(ascii: ",") ? .only(.point) : .either)
  }

  /// Which signs numbers are written with, where ``decimalComma`` says so.
  package var statedRule: DecimalRule? { decimalComma.map { .given($0 ? .comma : .point) } }
}
