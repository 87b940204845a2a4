import Columns
import Reports

extension Table {
  /// The rows as JSON objects, fields in their order; null, suppressed and not finite are null.
  var trees: [JSONTree] { (0..<rowCount).map(tree) }

  /// One row as a JSON object.
  func tree(_ row: Int) -> JSONTree {
    .object(
      zip(fields, columns).map { field, column in
        switch column {
        case .texts(let texts): JSONTree.Member(field.name, texts.isNull(row) ? .null : .string(texts[row]))
        case .numbers(let numbers):
          JSONTree.Member(field.name, Self.tree(numbers.values[row], isInteger: field.kind == .integer))
        }
      })
  }

  private static func tree(_ value: Double, isInteger: Bool) -> JSONTree {
    isInteger ? Int(exactly: value).map { .integer($0) } ?? .null : .number(value)
  }
}
