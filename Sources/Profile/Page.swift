import Reports

/// A page for people before it has a format: sections of facts, tables, charts and drawings.
package struct Page: Sendable, Equatable {
  /// A heading with what stands under it.
  package struct Section: Sendable, Equatable {
    /// The heading.
    package var title: String
    /// What stands under it, in order.
    package var blocks: [Block]

    /// A section of those blocks.
    package init(_ title: String, _ blocks: [Block]) {
      (self.title, self.blocks) = (title, blocks)
    }
  }

  /// A piece of a section.
  package enum Block: Sendable, Equatable {
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
    /// A heading below the section's own.
    case heading(String)
    /// A picture of that media type, such as `image/png`, and what it shows.
    case picture(media: String, base64: String, words: String)
    /// Files beside the page, as paths from it, with what they are.
    case links([Fact])
  }

  /// A name with its value.
  package struct Fact: Sendable, Equatable {
    /// What the value is of.
    package var name: String
    /// The value as people read it.
    package var value: String

    /// A fact.
    package init(_ name: String, _ value: String) {
      (self.name, self.value) = (name, value)
    }
  }

  /// The page's language.
  package var language: Language
  /// The title.
  package var title: String
  /// A line under the title.
  package var subtitle: String
  /// The sections.
  package var sections: [Section]
  /// Whether the sections are listed at the top.
  package var hasContents = false

  /// A page of those sections.
  package init(language: Language, title: String, subtitle: String, sections: [Section]) {
    (self.language, self.title, self.subtitle, self.sections) = (language, title, subtitle, sections)
  }
}

/// A table of a page.
package struct PageTable: Sendable, Equatable {
  /// Titles of the columns.
  package var titles: [String]
  /// Columns of texts, from the left; those after them hold numbers, set to the right.
  package var textColumns: Int
  /// The rows, each with an entry a column.
  package var rows: [[String]]
  /// Lines under the table.
  package var notes: [String] = []

  /// A table without rows.
  package init(_ titles: [String], textColumns: Int = 1) {
    (self.titles, self.textColumns) = (titles, textColumns)
    rows = []
  }

  /// Adds a row; entries that are missing are empty, those beyond the titles are left out.
  package mutating func add(_ cells: [String]) {
    rows.append(titles.indices.map { $0 < cells.count ? cells[$0] : "" })
  }
}

/// Shares of two series in the same bins.
package struct BarChart: Sendable, Equatable {
  /// What the bins are of.
  package var axis: String
  /// Name of the bars.
  package var barName: String
  /// Name of the line that they are compared with.
  package var lineName: String
  /// Edges of the bins, one more than bins.
  package var edges: [String]
  /// Heights of the bars, 0–1; NaN is none.
  package var bars: [Double]
  /// Heights of the line, likewise.
  package var line: [Double]
}
