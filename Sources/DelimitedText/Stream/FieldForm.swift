import TextCodec

/// How the fields of a stream stand for numbers and texts: decimal signs, and the marks for "no value".
public struct FieldForm: Sendable {
  let separator: DecimalSeparator?
  let markers: Markers

  init(_ options: DelimitedTextOptions, delimiter: UInt8) {
    markers = Markers(options)
    separator =
      if let comma = options.decimalComma {
        comma ? .comma : .point
      } else {
        delimiter == UInt8(ascii: ",") ? .point : nil
      }
  }
}

extension DelimitedTextStream {
  /// How this stream's fields are to be read.
  ///
  /// Where neither the options nor a comma between fields say so, each number may have a decimal point or a decimal
  /// comma: a stream does not see a column as a whole.
  public var fieldForm: FieldForm { FieldForm(options, delimiter: delimiter) }
}
