import Columns

/// Statistics as a long table, one value a row, for spreadsheets and `--stats FILE.csv`.
public enum StatisticsTable {
  /// Flattens a statistics document into `section`, `item`, `field`, `value`, `text`.
  ///
  /// `section` is the top key; `item` is the identifier of an element of a list (its `id`, `class`, `category`,
  /// `name`, `variable` or `kind`, with its `period` and `control` if it has any, else its number from 1); `field` is the path inside it, joined by dots. Numbers stand in `value` with
  /// all their digits, texts in `text`: as text, a negative number would be escaped like a formula.
  public static func flatten(_ tree: JSONTree) -> Table {
    var rows = Rows()
    if case .object(let members) = tree {
      for member in members { rows.visit(member.value, section: member.key, item: "", path: []) }
    }
    var table = Table()
    table.add("section", texts: rows.sections)
    table.add("item", texts: rows.items)
    table.add("field", texts: rows.fields)
    table.add("value", .real(decimals: nil), numbers: rows.values)
    table.add("text", texts: rows.texts)
    return table
  }

  private struct Rows {
    var sections = TextColumn()
    var items = TextColumn()
    var fields = TextColumn()
    var values: [Double] = []
    var texts = TextColumn()

    mutating func visit(_ tree: JSONTree, section: String, item: String, path: [String]) {
      switch tree {
      case .object(let members):
        for member in members { visit(member.value, section: section, item: item, path: path + [member.key]) }
      case .array(let elements):
        for (i, element) in elements.enumerated() {
          if item.isEmpty {
            visit(element, section: section, item: name(of: element) ?? "\(i + 1)", path: path)
          } else {
            visit(element, section: section, item: item, path: path + [name(of: element) ?? "\(i + 1)"])
          }
        }
      case .rows(let rows): visit(.array(rows.trees), section: section, item: item, path: path)
      default:
        sections.append(section)
        items.append(item)
        fields.append(path.joined(separator: "."))
        values.append(number(tree))
        texts.append(text(tree))
      }
    }

    private func name(of tree: JSONTree) -> String? {
      // A list by period and class has each class once a period; one of comparisons has each area once a control.
      var parts = [ownName(of: tree)].compactMap { $0 }
      if case .string(let period)? = tree["period"] { parts.insert(period, at: 0) }
      if case .string(let control)? = tree["control"] { parts.append(control) }
      return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private func ownName(of tree: JSONTree) -> String? {
      for key in ["id", "class", "category", "name", "variable", "kind"] {
        switch tree[key] {
        case .string(let text)?: return text
        case .integer(let number)?: return "\(number)"
        default: continue
        }
      }
      return nil
    }

    private func number(_ tree: JSONTree) -> Double {
      switch tree {
      case .integer(let value): Double(value)
      case .number(let value): value.isFinite ? value : .nan
      default: .nan
      }
    }

    private func text(_ tree: JSONTree) -> String {
      switch tree {
      case .bool(let value): value ? "true" : "false"
      case .string(let value): value
      default: ""
      }
    }
  }
}
