import Reports

/// A page for people before it has a format: sections of facts, tables, charts and drawings.
public struct Page: Sendable, Equatable {
  /// A heading with what stands under it.
  public struct Section: Sendable, Equatable {
    /// The heading.
    public var title: String
    /// What stands under it, in order.
    public var blocks: [Block]

    /// A section of those blocks.
    public init(_ title: String, _ blocks: [Block]) {
      self.title = title
      self.blocks = blocks
    }
  }

  /// A piece of a section.
  public enum Block: Sendable, Equatable {
    /// A paragraph.
    case text(String)
    /// Short names with their values.
    case facts([Fact])
    /// A table.
    case table(PageTable)
    /// Two spreads over the same bins.
    case chart(BarChart)
    /// A drawing as an `svg` element, in formats that can show it, and what it shows in words.
    case drawing(svg: String, words: String)
    /// Short texts one under the other.
    case list([String])
  }

  /// A name with its value.
  public struct Fact: Sendable, Equatable {
    /// What the value is of.
    public var name: String
    /// The value as people read it.
    public var value: String

    /// A fact.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The page's language.
  public var language: Language
  /// The title.
  public var title: String
  /// A line under the title.
  public var subtitle: String
  /// The sections.
  public var sections: [Section]

  /// A page of those sections.
  public init(language: Language, title: String, subtitle: String, sections: [Section]) {
    self.language = language
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
  }
}

/// A table of a page.
public struct PageTable: Sendable, Equatable {
  /// Titles of the columns.
  public var titles: [String]
  /// Columns of texts, from the left; those after them hold numbers, set to the right.
  public var textColumns: Int
  /// The rows, each with an entry a column.
  public var rows: [[String]]
  /// Lines under the table.
  public var notes: [String] = []

  /// A table without rows.
  public init(_ titles: [String], textColumns: Int = 1) {
    self.titles = titles
    self.textColumns = textColumns
    rows = []
  }

  /// Adds a row; entries that are missing are empty, those beyond the titles are left out.
  public mutating func add(_ cells: [String]) {
    rows.append(titles.indices.map { $0 < cells.count ? cells[$0] : "" })
  }
}

/// Shares of two series in the same bins.
public struct BarChart: Sendable, Equatable {
  /// What the bins are of.
  public var axis: String
  /// Name of the bars.
  public var barName: String
  /// Name of the line that they are compared with.
  public var lineName: String
  /// Edges of the bins, one more than bins.
  public var edges: [String]
  /// Heights of the bars, 0–1; NaN is none.
  public var bars: [Double]
  /// Heights of the line, likewise.
  public var line: [Double]

  /// A chart; `bars` and `line` have one entry less than `edges`.
  public init(axis: String, barName: String, lineName: String, edges: [String], bars: [Double], line: [Double]) {
    self.axis = axis
    self.barName = barName
    self.lineName = lineName
    self.edges = edges
    self.bars = bars
    self.line = line
  }
}
