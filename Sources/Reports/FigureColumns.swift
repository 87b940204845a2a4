import Columns
import Parallel

/// Figures of many subjects in columns, worked out by all threads, for layers and statistics.
package struct FigureColumns<Subject>: Sendable {
  private let count: Int
  private let figures: [Figure<Subject>]
  /// One column a figure; NaN is null, and texts stand in ``texts``.
  private let values: [[Double]]
  /// Texts of the figures that are such, by their place among the figures.
  private let texts: [Int: [String?]]

  /// Subjects that one thread looks at at a time.
  private static var block: Int { 256 }

  /// The columns of so many subjects.
  ///
  /// - Parameters:
  ///   - figures: numbers and texts.
  ///   - count: subjects.
  ///   - threads: workers; the result does not depend on them.
  ///   - subjects: makes some of them, in their order.
  package init(
    _ figures: [Figure<Subject>], count: Int, threads: Int, _ subjects: @Sendable (Range<Int>) -> [Subject]
  ) throws {
    let blocks = try Parallel.blocks(of: count, block: Self.block, threads: threads) { range in
      let subjects = subjects(range)
      return (numbers: figures.map { $0.numbers(of: subjects) }, texts: figures.map { $0.texts(of: subjects) })
    }
    (self.count, self.figures) = (count, figures)
    values = figures.indices.map { place in blocks.flatMap { $0.numbers[place] } }
    var texts: [Int: [String?]] = [:]
    for (place, figure) in figures.enumerated() {
      if case .text = figure.value { texts[place] = blocks.flatMap { $0.texts[place] } }
    }
    self.texts = texts
  }

  /// The figures as a layer has them.
  package var table: Table {
    var table = Table()
    for (place, figure) in figures.enumerated() {
      if let texts = texts[place] {
        table.add(figure.field, .texts(TextColumn(texts.map { $0 ?? "" })))
      } else {
        table.add(figure.field, .numbers(NumberColumn(values[place])))
      }
    }
    return table
  }

  /// The figures as statistics have them; what is the same in all rows is kept once.
  package var rows: JSONRows {
    var rows = JSONRows(count: count)
    for (place, figure) in figures.enumerated() {
      let values = values[place]
      switch figure.value {
      case .text: rows.add(figure.name, .texts(texts[place] ?? []))
      case .number:
        rows.add(figure.name, values.allSatisfy { !$0.isFinite } ? .same(.null) : .numbers(values))
      case .integer:
        let integers = values.map { Int(exactly: $0) }
        let isSame = integers.allSatisfy { $0 == integers[0] }
        rows.add(figure.name, isSame ? .same(integers.first?.map { .integer($0) } ?? .null) : .integers(integers))
      case .flag: rows.add(figure.name, .flags(values.map { $0.isNaN ? nil : $0 == 1 }))
      }
    }
    return rows
  }
}
