/// Texts that stand in number columns in place of a number, the same in every format.
public enum NumberMarks {
  /// No value.
  public static let null = ["NA", "N/A", "#N/A", "NULL", "null", "NaN", "nan", "None", "."]
  /// A value that exists but was withheld.
  public static let suppressed = ["..", "X", "x", "*"]
}
