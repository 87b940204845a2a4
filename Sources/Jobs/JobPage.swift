/// A page of tables and pictures that other steps made, as a job describes it.
package struct JobPage: Sendable {
  /// Tables of one step.
  package struct Tables: Sendable {
    /// The step's name, or that of all steps that `for` made of one.
    package var step: String
    /// Which of its tables, from 1; empty: all.
    package var only: [Int]

    /// Tables of a step.
    package init(step: String, only: [Int] = []) { (self.step, self.only) = (step, only) }
  }

  /// A picture.
  package struct Picture: Sendable {
    /// The file: PNG, SVG or JPEG.
    package var file: String
    /// What it shows.
    package var caption: String

    /// A picture.
    package init(file: String, caption: String) { (self.file, self.caption) = (file, caption) }
  }

  /// A file beside the page, to be linked.
  package struct Link: Sendable {
    /// The file or folder.
    package var file: String
    /// What it is.
    package var caption: String

    /// A link.
    package init(file: String, caption: String) { (self.file, self.caption) = (file, caption) }
  }

  /// A heading with what stands under it.
  package struct Section: Sendable {
    /// The heading.
    package var title: String
    /// Paragraphs.
    package var texts: [String]
    /// Tables, in order.
    package var tables: [Tables]
    /// Pictures, in order.
    package var pictures: [Picture]
    /// Links, in order.
    package var links: [Link]
    /// Its line in the file.
    package var line: Int?

    /// A section.
    package init(
      title: String, texts: [String] = [], tables: [Tables] = [], pictures: [Picture] = [], links: [Link] = [],
      line: Int? = nil
    ) {
      (self.title, self.texts, self.tables, self.pictures) = (title, texts, tables, pictures)
      (self.links, self.line) = (links, line)
    }
  }

  /// The file that it is written to.
  package var output: JobOption
  /// The title.
  package var title: String
  /// A line under the title.
  package var subtitle: String
  /// The sections.
  package var sections: [Section]

  /// A page.
  package init(output: JobOption, title: String, subtitle: String, sections: [Section]) {
    (self.output, self.title, self.subtitle, self.sections) = (output, title, subtitle, sections)
  }

  /// Everything that decides the page, as text: two pages with the same are the same page.
  package var options: [(String, [String])] {
    [("output", output.values), ("title", [title]), ("subtitle", [subtitle])]
      + sections.enumerated().map { index, section in
        (
          "sections[\(index)]",
          [section.title] + section.texts + section.tables.map { "\($0.step) \($0.only)" }
            + section.pictures.map { "\($0.file) \($0.caption)" } + section.links.map { "\($0.file) \($0.caption)" }
        )
      }
  }
}
