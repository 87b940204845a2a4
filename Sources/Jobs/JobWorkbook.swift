/// A workbook of tables out of other steps' statistics, as a job describes it.
package struct JobWorkbook: Sendable {
  /// A table as a sheet.
  package struct Sheet: Sendable {
    /// What its tab says; of several tables, the beginning of it.
    package var title: String
    /// The step's name, or that of all steps that `for` made of one.
    package var step: String
    /// The key of the table in the step's statistics.
    package var table: String
    /// Its line in the file.
    package var line: Int?

    /// A sheet.
    package init(title: String, step: String, table: String, line: Int?) {
      (self.title, self.step, self.table, self.line) = (title, step, table, line)
    }
  }

  /// The file that it is written to.
  package var output: JobOption
  /// The sheets, from left to right.
  package var sheets: [Sheet]

  /// A workbook.
  package init(output: JobOption, sheets: [Sheet]) { (self.output, self.sheets) = (output, sheets) }

  /// Everything that decides the workbook, as text.
  package var options: [(String, [String])] {
    [("output", output.values)]
      + sheets.enumerated().map { ("sheets[\($0)]", [$1.title, $1.step, $1.table]) }
  }
}
