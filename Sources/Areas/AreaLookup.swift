import Core

extension AreaSet {
  /// The index of the area that a text of the command line means: its identifier or its name, as written, else without
  /// regard to case and diacritics (``FoldedText/words(_:)``). Identifiers go before names.
  ///
  /// - Parameters:
  ///   - text: what was asked for.
  ///   - flag: the option that asked, such as `--area`.
  ///   - file: the areas' file.
  /// - Throws: ``Failure``: usage where no area is called that, bad data where several are.
  public func index(of text: String, flag: String, file: String) throws -> Int {
    let folded = FoldedText.words(text)
    let tests: [(Area) -> Bool] = [
      { $0.id == text }, { $0.name == text }, { FoldedText.words($0.id) == folded },
      { FoldedText.words($0.name) == folded },
    ]
    for test in tests where !folded.isEmpty {
      let found = areas.indices.filter { test(areas[$0]) }
      if found.count > 1 {
        let ids = found.prefix(12).map { areas[$0].id }.joined(separator: ", ")
        throw Failure(
          .badData, "\(flag): \(found.count) areas are called that", file: file, value: text,
          hint: "give the identifier: \(ids)\(found.count > 12 ? ", …" : "")")
      }
      if let first = found.first { return first }
    }
    let names = areas.flatMap { $0.name.isEmpty || $0.name == $0.id ? [$0.id] : [$0.name, $0.id] }
    throw Failure(
      .usage, "\(flag): there is no such area", file: file, value: text,
      hint: Suggestion.hint(for: text, among: names))
  }
}
