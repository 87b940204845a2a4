import Columns

/// What keys of the statistics are called where people read them (headings and tabs of workbooks, titles in schemas), for those that are
/// no figure with a label of its own.
package enum KeyWords {
  /// The words for a key, in small letters; nil where there are none. A key with a known ending is told by what stands before it.
  package static func wording(_ key: String) -> Wording? {
    if let known = known[key] { return known }
    for (ending, words) in endings where key.hasSuffix(ending) {
      guard let stem = wording(String(key.dropLast(ending.count))) else { continue }
      return Wording("\(stem.sv), \(words.sv)", "\(stem.en), \(words.en)")
    }
    return nil
  }

  private static let endings: [(String, Wording)] = [
    ("_new", Wording("senare", "new")), ("_old", Wording("tidigare", "old")),
    ("_before", Wording("före", "before")), ("_after", Wording("efter", "after")),
    ("_change", Wording("förändring", "change")), ("_share", Wording("andel", "share")),
    ("_low", Wording("undre gräns", "lower limit")), ("_high", Wording("övre gräns", "upper limit")),
    ("_min", Wording("lägst", "lowest")), ("_max", Wording("högst", "highest")), ("_mean", Wording("medel", "mean")),
    ("_reason", Wording("skäl", "reason")), ("_class", Wording("klass", "class")), ("_id", Wording("id", "id")),
    ("_name", Wording("namn", "name")), ("_area_km2", Wording("yta", "area")),
  ]

  /// Lines `key: Swedish; English`.
  private static let known: [String: Wording] = {
    var known: [String: Wording] = [:]
    for line in String(decoding: PackageResources.keys_txt, as: UTF8.self).split(separator: "\n") {
      guard !line.hasPrefix("#"), let colon = line.firstRange(of: ": "), let sign = line.firstRange(of: "; ") else {
        continue
      }
      known[String(line[..<colon.lowerBound])] = Wording(
        String(line[colon.upperBound..<sign.lowerBound]), String(line[sign.upperBound...]))
    }
    return known
  }()
}
