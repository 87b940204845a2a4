/// Column names that a format can take.
enum FieldNames {
  /// The names, where needed made shorter or different from the format's own columns; all different, letter case
  /// aside. The same names always give the same result.
  static func fitted(_ names: [String], to format: VectorFormat) -> [String] {
    // The format's own columns.
    let taken: Set<String> =
      format.driver == "OpenFileGDB" ? ["objectid", "shape", "shape_length", "shape_area"] : []
    return unique(names, limit: longest(in: format), taken: taken)
  }

  /// The names within `limit` bytes, different from those that are `taken` (in lower case) and from one another.
  static func unique(_ names: [String], limit: Int, taken: Set<String>) -> [String] {
    var taken = taken
    return names.map { name in
      var candidate = cut(name, to: limit)
      var number = 1
      while !taken.insert(candidate.lowercased()).inserted {
        let suffix = "_\(number)"
        candidate = cut(name, to: limit - suffix.utf8.count) + suffix
        number += 1
      }
      return candidate
    }
  }

  /// Bytes in a field name.
  private static func longest(in format: VectorFormat) -> Int {
    switch format.driver {
    case "ESRI Shapefile": 10
    case "MapInfo File": 31
    case "OpenFileGDB": 64
    default: Int.max
    }
  }

  /// The longest beginning of whole characters within so many bytes.
  static func cut(_ name: String, to bytes: Int) -> String {
    if name.utf8.count <= bytes { return name }
    var result = ""
    var used = 0
    for character in name {
      used += character.utf8.count
      if used > bytes { break }
      result.append(character)
    }
    return result
  }
}
