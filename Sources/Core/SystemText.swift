/// Definitions of coordinate systems as texts, looked at before PROJ takes them in.
package enum SystemText {
  /// Parameters of PROJ's whose values are files.
  private static let parameters = ["nadgrids", "geoidgrids", "grids", "init", "file", "model"]

  /// A file that a definition names, which PROJ would open: a grid of shifts (`+nadgrids=`, `PROJ4_GRIDS`, `PARAMETERFILE`), a
  /// list of definitions (`+init=`). Nil for a definition that needs none; `@null`, which stands for no grid, is no file.
  package static func namedFile(_ text: String) -> String? {
    let lower = text.lowercased()
    for parameter in parameters {
      for value in values(of: parameter, in: lower) where !isHarmless(value, of: parameter) { return value }
    }
    for word in ["proj4_grids", "parameterfile"] {
      var rest = lower[...]
      while let range = rest.firstRange(of: word) {
        rest = rest[range.upperBound...]
        // PARAMETERFILE["name of the parameter","file"] and EXTENSION["PROJ4_GRIDS","file"]: the last text before the bracket.
        let texts = rest.prefix { $0 != "]" && $0 != ")" }.split(separator: "\"", omittingEmptySubsequences: false)
        let file = texts.count > 1 ? String(texts[texts.count - 2]) : ""
        if !isHarmless(file, of: word) { return file }
      }
    }
    return nil
  }

  /// Throws ``Failure`` (bad data, file left to the caller) for a definition in a file that names another.
  package static func check(_ text: String) throws {
    guard let file = namedFile(text) else { return }
    throw Failure(
      .badData, "its coordinate system names a file, which is not opened", value: file,
      expected: "a definition that needs none", hint: "write the system into the file anew, or take its .prj away")
  }

  /// What stands behind `parameter=`, up to a blank, quote or bracket, each time.
  private static func values(of parameter: String, in text: String) -> [String] {
    var values: [String] = []
    var rest = text[...]
    while let range = rest.firstRange(of: parameter) {
      let isWord = range.lowerBound == text.startIndex || !text[text.index(before: range.lowerBound)].isLetter
      rest = rest[range.upperBound...]
      let behind = rest.drop(while: \.isWhitespace)
      guard isWord, behind.first == "=" else { continue }
      values.append(
        String(behind.dropFirst().drop(while: \.isWhitespace).prefix { !$0.isWhitespace && !"\"])".contains($0) }))
    }
    return values
  }

  private static func isHarmless(_ value: String, of parameter: String) -> Bool {
    if parameter == "init" {
      let code = value.split(separator: ":", omittingEmptySubsequences: false)
      return code.count == 2 && code[0] == "epsg" && code[1].allSatisfy { $0.isASCII && $0.isNumber }
    }
    return ["@null", "null"].contains(value)
  }
}
