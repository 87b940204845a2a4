import Core
import Jobs

/// Reads the `workbook:` of a job's step.
struct JobWorkbookReader {
  let variables: JobVariables

  func workbook(_ value: YAMLValue) throws -> JobWorkbook {
    let entries = try YAMLEntries(value, keys: ["output", "sheets"])
    let output = try entries.required("output", of: value)
    let name = try text(output)
    guard name.lowercased().hasSuffix(".xlsx") else {
      throw output.failure("not the name of a workbook", expected: "a name that ends with .xlsx")
    }
    return JobWorkbook(
      output: JobOption(key: "output", values: [name], line: output.line, path: output.path),
      sheets: try entries.required("sheets", of: value).list(expected: "a list of sheets").map { sheet in
        let entries = try YAMLEntries(sheet, keys: ["step", "table", "title"])
        return JobWorkbook.Sheet(
          title: try text(entries.required("title", of: sheet)), step: try text(entries.required("step", of: sheet)),
          table: try text(entries.required("table", of: sheet)), line: sheet.node.mark?.line)
      })
  }

  private func text(_ value: YAMLValue) throws -> String { try variables.text(try value.text(), at: value) }
}
