import Reports
import Core

/// Named groups of words from a small YAML file: `group: [word, word, …]`, one line a group.
public struct WordGroups: Sendable, Equatable {
  /// One group.
  public struct Group: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its words, in the order of the file.
    public var words: [Word]
  }

  /// One word and where it stands.
  public struct Word: Sendable, Equatable {
    /// The word.
    public var text: String
    /// `line 12`; nil if not known.
    public var place: String?
  }

  /// The groups, in the order of the file.
  public let groups: [Group]

  /// The groups in the file at that path.
  ///
  /// Throws ``Failure``: no input for a file that cannot be read, bad data for text that is no YAML, for anything but names with
  /// lists of words, a group without words and a file without groups.
  public init(path: String) throws {
    let text = try InputFile.text(path)
    try self.init(yaml: text, file: path)
  }

  /// The groups in that text; `file` is for messages.
  public init(yaml: String, file: String) throws {
    let document = try YAMLValue.document(
      yaml, file: file, orEmpty: Failure(.badData, "the file is empty", file: file, expected: "group: [word, word]"))
    groups = try YAMLEntries(document).entries.map { name, value in
      let words = try value.list(expected: "a list of words").map { Word(text: try $0.text(), place: $0.place) }
      if words.isEmpty { throw value.failure("the group has no words", expected: "a list of words") }
      return Group(name: name, words: words)
    }
    if groups.isEmpty {
      throw Failure(.badData, "the file has no groups", file: file, expected: "group: [word, word]")
    }
  }
}
