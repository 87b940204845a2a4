extension Language {
  /// Why a unit has no figure, from its status (`too_few_people`, `missing:VARIABLE` …); nil for a status that is none.
  ///
  /// - Parameter name: what a variable is called.
  package func status(_ status: String, name: (String) -> String = { $0 }) -> String? {
    let withheld = text(sv: "undanhållet", en: "withheld")
    switch status {
    case "no_ground": return text(sv: "ingen egen mark", en: "no ground of its own")
    case "no_exposure": return text(sv: "inget att räkna mot", en: "no exposure")
    case "no_neighbours": return text(sv: "inga grannar", en: "no neighbours")
    case "all_neighbours": return text(sv: "alla är grannar", en: "all are neighbours")
    case "too_few_people": return text(sv: "för få invånare", en: "too few people")
    case "few_people", "would_reveal": return withheld
    default: break
    }
    let parts = status.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let name = parts[1] == "population" ? text(sv: "befolkning", en: "population") : name(parts[1])
    switch parts[0] {
    case "missing": return text(sv: "uppgift saknas: \(name)", en: "missing: \(name)")
    case "few_people": return "\(withheld): \(name)"
    case "suppressed": return text(sv: "uppgift dold: \(name)", en: "suppressed: \(name)")
    default: return nil
    }
  }

  /// How many units have each of these statuses, in one line.
  package func statuses(_ counts: [(status: String, units: Int)]) -> String {
    counts.map { "\(self.status($0.status) ?? $0.status) (\(count($0.units)))" }.joined(separator: ", ")
  }
}
