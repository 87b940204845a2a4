import Columns
import Core

/// What a column of an input serves as.
package struct Role: Sendable, Equatable {
  /// Its name in `run.columns`, in dry runs and in `--column ROLE=COLUMN`.
  package let name: String
  /// What it is, in messages.
  package let what: String
  /// Headings that are taken for it, the best first; they mean the same.
  package let headings: [String]
  /// Headings that are taken for it where none of ``headings`` is there, the best first.
  package let lesser: [String]
  /// Unit of its values; empty where there is none.
  package let unit: String
  /// The flag that names its column; nil: `--column` alone.
  package let flag: String?
  /// Whether its values may stand in messages.
  package let privacy: ValuePrivacy

  /// A role whose column is found by its heading. Without headings it has to be named.
  package init(
    _ name: String, _ what: String, _ headings: [String], lesser: [String] = [], unit: String = "",
    flag: String? = nil, privacy: ValuePrivacy = .open
  ) {
    self.name = name
    self.what = what
    self.headings = headings
    self.lesser = lesser
    self.unit = unit
    self.flag = flag
    self.privacy = privacy
  }

  /// Whether a column of that heading is taken for it.
  package func isHeading(_ heading: String) -> Bool {
    (headings + lesser).contains { Heading.isSpelling(heading, of: $0) || Heading.isCut(heading, of: $0) }
  }
}
